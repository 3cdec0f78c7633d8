/* Scenarios: steps by days since due, gaps to the day, conditions, clients called once for all;
 * and no gap beyond the maximum over random books. */
#include "facts.h"

#include <string.h>

#include "rules/calendar.h"
#include "rules/scenario.h"

static const struct scenario standard = { scenario_default_steps,
					  SCENARIO_DEFAULT_STEPS,
					  { 10, 1 } };
static const struct scenario_client anybody = { .last_chase_on = DATE_NONE };

static date day(const char *iso)
{
	date d = DATE_NONE;
	if (iso)
		assert_true(date_parse_iso(iso, &d));
	return d;
}

struct next_row {
	const char *name, *due, *chased, *today;
	cents open;
	int level;
	enum scenario_answer answer;
	int days; /* of the step; 99: none */
	const char *on;
	enum scenario_why why;
	int skipped;
};

/* 2026-06-01 is a Monday. */
static const struct next_row next_rows[] = {
	{ "the day after the due date", "2026-06-01", NULL, "2026-06-02", 100, SCENARIO_UNTOUCHED,
	  SCENARIO_STEP, 1, "2026-06-02", SCENARIO_BY_STEP, 1 },
	{ "seen before the due date", "2026-06-01", NULL, "2026-05-20", 100, SCENARIO_UNTOUCHED,
	  SCENARIO_STEP, 1, "2026-06-02", SCENARIO_BY_STEP, 1 },
	{ "due on a Friday: the Monday after", "2026-06-05", NULL, "2026-06-06", 100,
	  SCENARIO_UNTOUCHED, SCENARIO_STEP, 1, "2026-06-08", SCENARIO_BY_STEP, 1 },
	{ "found old: from the first level all the same", "2026-03-02", NULL, "2026-06-02", 100,
	  SCENARIO_UNTOUCHED, SCENARIO_STEP, 1, "2026-03-03", SCENARIO_BY_STEP, 1 },
	{ "then the second", "2026-06-01", "2026-06-02", "2026-06-05", 100, 1, SCENARIO_STEP, 9,
	  "2026-06-10", SCENARIO_BY_STEP, 0 },
	{ "the second is late: the minimum gap", "2026-03-02", "2026-06-02", "2026-06-02", 100, 1,
	  SCENARIO_STEP, 9, "2026-06-03", SCENARIO_BY_MIN_GAP, 0 },
	{ "the minimum gap over a weekend", "2026-03-02", "2026-06-05", "2026-06-05", 100, 1,
	  SCENARIO_STEP, 9, "2026-06-08", SCENARIO_BY_MIN_GAP, 0 },
	{ "then the third", "2026-06-01", "2026-06-10", "2026-06-11", 100, 9, SCENARIO_STEP, 17,
	  "2026-06-18", SCENARIO_BY_STEP, 0 },
	{ "then again every ten days", "2026-06-01", "2026-06-18", "2026-06-19", 100, 17,
	  SCENARIO_REPEAT, 17, "2026-06-26", SCENARIO_BY_MAX_GAP, 0 },
	{ "ten days to the day", "2026-06-01", "2026-06-19", "2026-06-19", 100, 17, SCENARIO_REPEAT,
	  17, "2026-06-29", SCENARIO_BY_MAX_GAP, 0 },
	{ "a call before its time waits for the level", "2026-06-01", "2026-06-04", "2026-06-04",
	  100, 1, SCENARIO_STEP, 9, "2026-06-10", SCENARIO_BY_STEP, 0 },
	{ "a large invoice ten days before", "2026-06-15", NULL, "2026-06-01", 1000000,
	  SCENARIO_UNTOUCHED, SCENARIO_STEP, -10, "2026-06-05", SCENARIO_BY_STEP, 0 },
	{ "on the business day before", "2026-06-16", NULL, "2026-06-01", 1000000,
	  SCENARIO_UNTOUCHED, SCENARIO_STEP, -10, "2026-06-05", SCENARIO_BY_STEP, 0 },
	{ "missed, and done later all the same", "2026-06-15", NULL, "2026-06-15", 1000000,
	  SCENARIO_UNTOUCHED, SCENARIO_STEP, -10, "2026-06-05", SCENARIO_BY_STEP, 0 },
	{ "but not once overdue", "2026-06-15", NULL, "2026-06-16", 1000000, SCENARIO_UNTOUCHED,
	  SCENARIO_STEP, 1, "2026-06-16", SCENARIO_BY_STEP, 1 },
	{ "a cent less is not large", "2026-06-15", NULL, "2026-06-01", 999999, SCENARIO_UNTOUCHED,
	  SCENARIO_STEP, 1, "2026-06-16", SCENARIO_BY_STEP, 1 },
	{ "called before the due date", "2026-06-15", "2026-06-05", "2026-06-08", 1000000, -10,
	  SCENARIO_STEP, 1, "2026-06-16", SCENARIO_BY_STEP, 0 },
	{ "a cent is chased", "2026-06-01", NULL, "2026-06-02", 1, SCENARIO_UNTOUCHED, SCENARIO_STEP, 1,
	  "2026-06-02", SCENARIO_BY_STEP, 1 },
	{ "paid", "2026-06-01", NULL, "2026-06-02", 0, SCENARIO_UNTOUCHED, SCENARIO_PAID, 99, NULL,
	  SCENARIO_BY_STEP, 0 },
};

static void invoices_have_their_next_step(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(next_rows); i++) {
		const struct next_row *row = &next_rows[i];
		struct scenario_invoice invoice = { 1,     day(row->due), row->open,       false,
						    false, row->level,    day(row->chased) };
		struct scenario_next next =
			scenario_next_invoice(&standard, &anybody, &invoice, day(row->today));
		char on[DATE_TEXT];
		if (next.answer != row->answer || (next.step ? next.step->days : 99) != row->days ||
		    next.on != day(row->on) || next.why != row->why || next.skipped != row->skipped)
			fail_msg("%s: answer %d, step %d, on %s, why %d, %d skipped", row->name,
				 (int)next.answer, next.step ? next.step->days : 99,
				 date_iso(next.on, on), (int)next.why, next.skipped);
		assert_int_equal(scenario_is_due(&next, day(row->today)),
				 next.step && next.on <= day(row->today));
	}
}

static void disputes_and_promises_stop_the_chase(void **state)
{
	(void)state;
	struct scenario_invoice invoice = { 1,    LATE(20),           100,      true,
					    true, SCENARIO_UNTOUCHED, DATE_NONE };
	struct scenario_next next = scenario_next_invoice(&standard, &anybody, &invoice, TODAY);
	assert_int_equal(next.answer, SCENARIO_DISPUTED);
	assert_null(next.step);
	assert_false(scenario_is_due(&next, TODAY));
	invoice.disputed = false;
	next = scenario_next_invoice(&standard, &anybody, &invoice, TODAY);
	assert_int_equal(next.answer, SCENARIO_PROMISED);
	assert_false(date_is(next.on));
}

static void never_on_one_exact_day_only(void **state)
{
	(void)state;
	struct scenario_invoice invoice = { 1, day("2026-06-01"), 100, false, false,
					    1, day("2026-06-02") };
	for (date today = day("2026-06-03"); today < day("2027-06-03"); today++) {
		struct scenario_next next =
			scenario_next_invoice(&standard, &anybody, &invoice, today);
		assert_int_equal(next.on, day("2026-06-10"));
		assert_int_equal(scenario_is_due(&next, today), today >= day("2026-06-10"));
	}
}

static void a_gap_forces_the_last_level_again(void **state)
{
	(void)state;
	static const struct scenario_step steps[] = {
		{ 1, SCENARIO_PHONE, REASON_SMILING, "reminder", { .from_amount = 0 } },
		{ 20, SCENARIO_REGISTERED, REASON_FIRM, "formal", { .from_amount = 0 } },
	};
	const struct scenario slow = { steps, COUNT(steps), { 10, 1 } };
	struct scenario_invoice invoice = { 1, day("2026-06-01"), 100, false, false,
					    1, day("2026-06-02") };
	struct scenario_next next =
		scenario_next_invoice(&slow, &anybody, &invoice, day("2026-06-05"));
	assert_int_equal(next.answer, SCENARIO_REPEAT);
	assert_int_equal(next.step->days, 1);
	assert_int_equal(next.on, day("2026-06-12"));
	invoice.last_chase_on = day("2026-06-12");
	next = scenario_next_invoice(&slow, &anybody, &invoice, day("2026-06-12"));
	assert_int_equal(next.answer, SCENARIO_STEP);
	assert_int_equal(next.step->days, 20);
	/* Neither a level still to come nor a call before the due date is done again. */
	static const struct scenario_step far_apart[] = {
		{ -5, SCENARIO_PHONE, REASON_SMILING, "pre_due", { .from_amount = 0 } },
		{ 8, SCENARIO_PHONE, REASON_SMILING, "reminder", { .from_amount = 0 } },
		{ 30, SCENARIO_PHONE, REASON_FIRM, "reminder", { .from_amount = 0 } },
	};
	const struct scenario slower = { far_apart, COUNT(far_apart), { 10, 1 } };
	struct scenario_invoice other = { 2, day("2026-06-01"), 100, false, false,
					  8, day("2026-06-09") };
	next = scenario_next_invoice(&slower, &anybody, &other, day("2026-06-10"));
	assert_int_equal(next.answer, SCENARIO_REPEAT);
	assert_int_equal(next.step->days, 8);
	assert_int_equal(next.on, day("2026-06-19"));
	other.level = -5;
	other.last_chase_on = day("2026-05-27");
	next = scenario_next_invoice(&slower, &anybody, &other, day("2026-06-02"));
	assert_int_equal(next.answer, SCENARIO_STEP);
	assert_int_equal(next.on, day("2026-06-09"));
	/* On the due date it is no chase of something overdue; the day after it is. */
	other.last_chase_on = day("2026-06-01");
	next = scenario_next_invoice(&slower, &anybody, &other, day("2026-06-20"));
	assert_int_equal(next.answer, SCENARIO_STEP);
	other.due_on = day("2026-05-31");
	other.level = 8;
	next = scenario_next_invoice(&slower, &anybody, &other, day("2026-06-20"));
	assert_int_equal(next.answer, SCENARIO_REPEAT);
	assert_int_equal(next.on, day("2026-06-11"));
	/* On the due date itself: a level beyond the gap waits for its day. */
	static const struct scenario_step at_fifteen[] = {
		{ -5, SCENARIO_PHONE, REASON_SMILING, "pre_due", { .from_amount = 0 } },
		{ 15, SCENARIO_PHONE, REASON_SMILING, "reminder", { .from_amount = 0 } },
		{ 40, SCENARIO_PHONE, REASON_FIRM, "large", { .from_amount = 5000 } },
	};
	const struct scenario slowest = { at_fifteen, COUNT(at_fifteen), { 10, 1 } };
	struct scenario_invoice third = { 3, day("2026-06-01"), 100, false, false,
					  -5, day("2026-06-01") };
	next = scenario_next_invoice(&slowest, &anybody, &third, day("2026-06-02"));
	assert_int_equal(next.answer, SCENARIO_STEP);
	assert_int_equal(next.on, day("2026-06-16"));
	/* Chased the day after: the first level, as no call before the due date is done again. */
	third.last_chase_on = day("2026-06-02");
	next = scenario_next_invoice(&slowest, &anybody, &third, day("2026-06-02"));
	assert_int_equal(next.answer, SCENARIO_REPEAT);
	assert_int_equal(next.step->days, 15);
	assert_int_equal(next.on, day("2026-06-12"));
	/* What was a large one is so no longer: the last level that holds. */
	third.level = 40;
	third.last_chase_on = day("2026-07-13");
	next = scenario_next_invoice(&slowest, &anybody, &third, day("2026-07-13"));
	assert_int_equal(next.answer, SCENARIO_REPEAT);
	assert_int_equal(next.step->days, 15);
	/* A registered letter is not repeated: the call is. */
	invoice.level = 20;
	invoice.last_chase_on = day("2026-06-22");
	next = scenario_next_invoice(&slow, &anybody, &invoice, day("2026-06-22"));
	assert_int_equal(next.answer, SCENARIO_REPEAT);
	assert_int_equal(next.step->days, 1);
	assert_int_equal(next.on, day("2026-07-02"));
}

struct condition_row {
	const char *name;
	struct scenario_condition when;
	bool wanted;
};

static const struct condition_row condition_rows[] = {
	{ "always", { .from_amount = 0 }, true },
	{ "the segment", { .segment = "public" }, true },
	{ "another segment", { .segment = "retail" }, false },
	{ "the language", { .language = "fr" }, true },
	{ "another language", { .language = "en" }, false },
	{ "from the amount", { .from_amount = 5000 }, true },
	{ "a cent more", { .from_amount = 5001 }, false },
	{ "below a cent more", { .below_amount = 5001 }, true },
	{ "below the amount", { .below_amount = 5000 }, false },
	{ "below a cent", { .below_amount = 1 }, false },
	{ "a segment of one letter", { .segment = "A" }, false },
	{ "a segment of two", { .segment = "pu" }, false },
	{ "the reason", { .reasons = 1u << REASON_FORGOTTEN | 1u << REASON_PAID }, true },
	{ "other reasons", { .reasons = 1u << REASON_PAID | 1u << REASON_NONE }, false },
	{ "key accounts", { .key_account = SCENARIO_YES }, true },
	{ "but key accounts", { .key_account = SCENARIO_NO }, false },
	{ "all must hold", { .segment = "public", .language = "en" }, false },
};

static void conditions_hold_or_not(void **state)
{
	(void)state;
	const struct scenario_client client = { "public", "fr", REASON_FORGOTTEN, true, DATE_NONE };
	for (size_t i = 0; i < COUNT(condition_rows); i++)
		if (scenario_holds(&condition_rows[i].when, &client, 5000) !=
		    condition_rows[i].wanted)
			fail_msg("%s", condition_rows[i].name);
	const struct scenario_condition segment = { .segment = "public" };
	assert_false(scenario_holds(&segment, &anybody, 5000));
	const struct scenario_condition common = { .key_account = SCENARIO_NO };
	assert_true(scenario_holds(&common, &anybody, 5000));
}

static void of_equal_days_the_first_that_holds(void **state)
{
	(void)state;
	static const struct scenario_step steps[] = {
		{ 1, SCENARIO_MAIL, REASON_SMILING, "public", { .segment = "public" } },
		{ 1, SCENARIO_PHONE, REASON_SMILING, "others", { .from_amount = 0 } },
		{ 9, SCENARIO_PHONE, REASON_FIRM, "retail", { .segment = "retail" } },
	};
	const struct scenario scenario = { steps, COUNT(steps), { 10, 1 } };
	const struct scenario_client public = { .segment = "public", .last_chase_on = DATE_NONE };
	struct scenario_invoice invoice = { 1,        LATE(1), 100,
					    false,    false,   SCENARIO_UNTOUCHED,
					    DATE_NONE };
	assert_string_equal(
		scenario_next_invoice(&scenario, &public, &invoice, TODAY).step->template_name,
		"public");
	assert_string_equal(
		scenario_next_invoice(&scenario, &anybody, &invoice, TODAY).step->template_name,
		"others");
	invoice.level = 1;
	invoice.last_chase_on = TODAY;
	struct scenario_next next = scenario_next_invoice(&scenario, &public, &invoice, TODAY);
	assert_int_equal(next.answer, SCENARIO_REPEAT);
	assert_string_equal(next.step->template_name, "public");
	assert_int_equal(next.skipped, 1);
	/* No step at all is said. */
	const struct scenario retail = { steps + 2, 1, { 10, 1 } };
	assert_int_equal(scenario_next_invoice(&retail, &anybody, &invoice, TODAY).answer,
			 SCENARIO_NO_STEP);
}

static void a_client_is_called_once_for_all(void **state)
{
	(void)state;
	struct scenario_client client = { .last_chase_on = day("2026-06-10") };
	struct scenario_invoice invoices[] = {
		{ 5, day("2026-06-01"), 100, false, false, 1,
		  day("2026-06-02") }, /* level 9 on the 10th */
		{ 4, day("2026-06-10"), 900, false, false, SCENARIO_UNTOUCHED,
		  DATE_NONE }, /* level 1 on the 11th */
		{ 3, day("2026-06-15"), 500, false, false, SCENARIO_UNTOUCHED,
		  DATE_NONE }, /* level 1 on the 16th */
		{ 2, day("2026-06-01"), 100, false, false, 1,
		  day("2026-06-02") }, /* as the first */
		{ 1, day("2026-05-01"), 100, true, false, 17, day("2026-06-02") }, /* disputed */
	};
	struct scenario_next_client next = scenario_next_client(&standard, &client, invoices,
								COUNT(invoices), day("2026-06-10"));
	assert_int_equal(next.next.on, day("2026-06-11"));
	assert_int_equal(next.next.why, SCENARIO_BY_MIN_GAP);
	assert_int_equal(next.next.step->days, 9);
	assert_int_equal(next.invoice_id, 2);
	assert_int_equal(next.invoices, 3);
	client.last_chase_on = day("2026-06-09");
	next = scenario_next_client(&standard, &client, invoices, COUNT(invoices),
				    day("2026-06-10"));
	assert_int_equal(next.next.on, day("2026-06-10"));
	assert_int_equal(next.next.why, SCENARIO_BY_STEP);
	assert_int_equal(next.invoices, 2);
	/* Late as it is, the call is about all that is due by now. */
	client.last_chase_on = DATE_NONE;
	next = scenario_next_client(&standard, &client, invoices, COUNT(invoices),
				    day("2026-06-20"));
	assert_int_equal(next.next.on, day("2026-06-10"));
	assert_int_equal(next.invoices, 4);
	/* Further on leads, then more money, wherever it stands in the list. */
	const struct scenario_invoice order[] = {
		{ 9, day("2026-06-10"), 5000, false, false, SCENARIO_UNTOUCHED, DATE_NONE },
		{ 7, day("2026-06-01"), 900, false, false, 1, day("2026-06-02") },
		{ 5, day("2026-06-01"), 100, false, false, 1, day("2026-06-02") },
		{ 3, day("2026-06-11"), 8000, false, false, SCENARIO_UNTOUCHED, DATE_NONE },
	};
	next = scenario_next_client(&standard, &client, order, COUNT(order), day("2026-06-20"));
	assert_int_equal(next.next.step->days, 9);
	assert_int_equal(next.invoice_id, 7);
	assert_int_equal(next.invoices, 4);
	const struct scenario_invoice stopped[] = {
		{ 1, day("2026-06-01"), 100, true, false, 1, DATE_NONE },
		{ 2, day("2026-06-01"), 100, false, true, 1, DATE_NONE },
	};
	next = scenario_next_client(&standard, &client, stopped, 2, day("2026-06-10"));
	assert_int_equal(next.next.answer, SCENARIO_DISPUTED);
	next = scenario_next_client(&standard, &client, invoices + 4, 1, day("2026-06-10"));
	assert_int_equal(next.next.answer, SCENARIO_DISPUTED);
	assert_null(next.next.step);
	assert_int_equal(next.invoices, 0);
	next = scenario_next_client(&standard, &client, invoices, 0, day("2026-06-10"));
	assert_int_equal(next.next.answer, SCENARIO_PAID);
	assert_int_equal(next.invoice_id, 0);
}

#define STEP(when_days, how, level)         \
	{                                   \
		when_days, how, level, "t", \
		{                           \
			.from_amount = 0    \
		}                           \
	}
#define ONLY(when_days, how, level)         \
	{                                   \
		when_days, how, level, "t", \
		{                           \
			.from_amount = 1    \
		}                           \
	}

static void scenarios_are_checked(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct scenario_step steps[3];
		size_t count;
		struct cadence cadence;
		enum scenario_status wanted;
		size_t at;
	} rows[] = {
		{ "one step", { STEP(1, SCENARIO_PHONE, 0) }, 1, { 10, 1 }, SCENARIO_OK, 0 },
		{ "none", { STEP(1, SCENARIO_PHONE, 0) }, 0, { 10, 1 }, SCENARIO_NO_STEPS, 0 },
		{ "days fall",
		  { STEP(9, SCENARIO_PHONE, 0), STEP(8, SCENARIO_PHONE, 0) },
		  2,
		  { 10, 1 },
		  SCENARIO_NOT_RISING,
		  1 },
		{ "softer",
		  { STEP(1, SCENARIO_PHONE, 1), STEP(9, SCENARIO_PHONE, 0) },
		  2,
		  { 10, 1 },
		  SCENARIO_SOFTER,
		  1 },
		{ "softer for some only",
		  { STEP(1, SCENARIO_PHONE, 1), ONLY(9, SCENARIO_PHONE, 0) },
		  2,
		  { 10, 1 },
		  SCENARIO_OK,
		  0 },
		{ "for some only",
		  { ONLY(1, SCENARIO_PHONE, 0) },
		  1,
		  { 10, 1 },
		  SCENARIO_NO_FALLBACK,
		  0 },
		{ "before the due date only",
		  { STEP(0, SCENARIO_PHONE, 0) },
		  1,
		  { 10, 1 },
		  SCENARIO_NO_FALLBACK,
		  0 },
		{ "first on day 10",
		  { STEP(10, SCENARIO_PHONE, 0) },
		  1,
		  { 10, 1 },
		  SCENARIO_OK,
		  0 },
		{ "first on day 11",
		  { STEP(11, SCENARIO_PHONE, 0) },
		  1,
		  { 10, 1 },
		  SCENARIO_STARTS_LATE,
		  0 },
		{ "registered letter first",
		  { STEP(1, SCENARIO_REGISTERED, 0) },
		  1,
		  { 10, 1 },
		  SCENARIO_REGISTERED_FIRST,
		  0 },
		{ "registered letter second",
		  { STEP(1, SCENARIO_PHONE, 0), STEP(20, SCENARIO_REGISTERED, 2) },
		  2,
		  { 10, 1 },
		  SCENARIO_OK,
		  0 },
		{ "gaps cross", { STEP(1, SCENARIO_PHONE, 0) }, 1, { 5, 5 }, SCENARIO_GAPS, 0 },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct scenario scenario = { rows[i].steps, rows[i].count, rows[i].cadence };
		size_t at = 99;
		enum scenario_status status = scenario_check(&scenario, &at);
		if (status != rows[i].wanted || at != rows[i].at)
			fail_msg("%s: %d at %zu", rows[i].name, (int)status, at);
	}
	size_t at;
	assert_int_equal(scenario_check(&standard, &at), SCENARIO_OK);
}

/* Where a client stands is worked out from the days it was chased on. 2026-06-01 is a Monday. */
static void chases_move_an_invoice_on(void **state)
{
	(void)state;
	static const struct {
		const char *name, *due;
		cents open;
		const char *days[4];
		int level;
		const char *last;
	} rows[] = {
		{ "never chased", "2026-06-01", 100, { NULL }, SCENARIO_UNTOUCHED, NULL },
		{ "the day after the due date", "2026-06-01", 100, { "2026-06-02" }, 1, "2026-06-02" },
		{ "on the due date", "2026-06-01", 100, { "2026-06-01" }, SCENARIO_UNTOUCHED, NULL },
		{ "a day before the second step", "2026-06-01", 100, { "2026-06-02", "2026-06-09" }, 1, "2026-06-09" },
		{ "on its day", "2026-06-01", 100, { "2026-06-02", "2026-06-10" }, 9, "2026-06-10" },
		{ "one level a chase", "2026-06-01", 100, { "2026-07-01", "2026-07-02" }, 9, "2026-07-02" },
		{ "all of them", "2026-06-01", 100, { "2026-06-02", "2026-06-10", "2026-06-18", "2026-06-29" }, 17, "2026-06-29" },
		{ "before the due date, small", "2026-06-15", 999999, { "2026-06-05" }, SCENARIO_UNTOUCHED, NULL },
		{ "before the due date, large", "2026-06-15", 1000000, { "2026-06-05" }, -10, "2026-06-05" },
		{ "a day too early", "2026-06-15", 1000000, { "2026-06-04" }, SCENARIO_UNTOUCHED, NULL },
		{ "on the last day for it", "2026-06-15", 1000000, { "2026-06-15" }, -10, "2026-06-15" },
		{ "too late for it", "2026-06-15", 1000000, { "2026-06-16" }, 1, "2026-06-16" },
		{ "before it was issued", "2026-06-15", 1000000, { "2026-04-30" }, SCENARIO_UNTOUCHED, NULL },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct scenario_invoice invoice = { .id = 1, .due_on = day(rows[i].due), .open = rows[i].open };
		date days[4];
		size_t count = 0;
		while (count < 4 && rows[i].days[count]) {
			days[count] = day(rows[i].days[count]);
			count++;
		}
		scenario_replay(&standard, &anybody, day("2026-05-02"), days, count, &invoice);
		if (invoice.level != rows[i].level || invoice.last_chase_on != day(rows[i].last))
			fail_msg("%s: level %d", rows[i].name, invoice.level);
	}
}

/* Of two levels of one day the first that holds is done, and the next chase does the next one. */
static void equal_levels_take_one_chase(void **state)
{
	(void)state;
	static const struct scenario_step steps[] = {
		STEP(1, SCENARIO_PHONE, REASON_SMILING),
		STEP(1, SCENARIO_MAIL, REASON_SMILING),
		STEP(9, SCENARIO_PHONE, REASON_FIRM),
	};
	const struct scenario scenario = { steps, COUNT(steps), { 10, 1 } };
	const date days[] = { day("2026-06-02"), day("2026-06-10") };
	struct scenario_invoice invoice = { .id = 1, .due_on = day("2026-06-01"), .open = 100 };
	scenario_replay(&scenario, &anybody, day("2026-05-02"), days, 1, &invoice);
	assert_int_equal(invoice.level, 1);
	assert_int_equal(invoice.last_chase_on, days[0]);
	scenario_replay(&scenario, &anybody, day("2026-05-02"), days, 2, &invoice);
	assert_int_equal(invoice.level, 9);
	assert_int_equal(invoice.last_chase_on, days[1]);
}

static void some_scenarios_start_at_once(void **state)
{
	(void)state;
	static const struct scenario_step late[] = { STEP(2, SCENARIO_PHONE, 0) };
	static const struct scenario_step some[] = { ONLY(1, SCENARIO_PHONE, 0), STEP(1, SCENARIO_PHONE, 0) };
	const struct scenario of_late = { late, 1, { 10, 1 } }, of_some = { some, 2, { 10, 1 } };
	assert_true(scenario_starts_at_once(&standard));
	assert_false(scenario_starts_at_once(&of_late));
	assert_false(scenario_starts_at_once(&of_some));
	static const struct scenario_condition conditions[] = {
		{ .segment = "A" },    { .language = "f" },
		{ .from_amount = 1 },  { .below_amount = 1 },
		{ .reasons = 1u << REASON_NONE }, { .key_account = SCENARIO_YES },
		{ .key_account = SCENARIO_NO },
	};
	for (size_t i = 0; i < COUNT(conditions); i++) {
		const struct scenario_step step = { 1, SCENARIO_PHONE, REASON_SMILING, "t", conditions[i] };
		const struct scenario scenario = { &step, 1, { 10, 1 } };
		assert_false(scenario_starts_at_once(&scenario));
	}
}

#define BOOKS    300
#define DAYS     250
#define INVOICES 6

/* Everything in the call is chased; a step done is a level done. */
static void chase(const struct scenario_client *client, struct scenario_invoice *invoices, date on,
		  date today)
{
	for (size_t i = 0; i < INVOICES; i++) {
		struct scenario_next next =
			scenario_next_invoice(&standard, client, &invoices[i], today);
		if (!next.step || next.on > on)
			continue;
		if (next.answer == SCENARIO_STEP) {
			assert_true(next.step->days > invoices[i].level);
			assert_true(today - invoices[i].due_on >= next.step->days - 3);
			assert_true(next.step->days <= 0 ||
				    today - invoices[i].due_on >= next.step->days);
			invoices[i].level = next.step->days;
		}
		invoices[i].last_chase_on = today;
	}
}

/* Calls made on the day they are due: never within the minimum gap, never beyond the maximum for
 * an invoice that is chased, on business days only, and no level left out. */
static void cadence_is_kept_per_invoice_and_per_client(void **state)
{
	(void)state;
	struct dice dice = { .state = 10 };
	for (int book = 0; book < BOOKS; book++) {
		struct scenario_client client = anybody;
		struct scenario_invoice invoices[INVOICES];
		date start = TODAY + dice_roll(&dice, 0, 365);
		for (int i = 0; i < INVOICES; i++)
			invoices[i] = (struct scenario_invoice){ i + 1,
								 start + dice_roll(&dice, -60, 150),
								 dice_roll(&dice, 1, 2000000),
								 false,
								 false,
								 SCENARIO_UNTOUCHED,
								 DATE_NONE };
		for (date today = start; today < start + DAYS; today++) {
			struct scenario_next_client next =
				scenario_next_client(&standard, &client, invoices, INVOICES, today);
			assert_true(next.next.step && calendar_is_business(next.next.on));
			for (int i = 0; i < INVOICES; i++)
				if (date_is(invoices[i].last_chase_on) && invoices[i].level >= 1)
					assert_true(today - invoices[i].last_chase_on <=
						    standard.cadence.max_gap_days);
			if (!scenario_is_due(&next.next, today) || !calendar_is_business(today))
				continue;
			if (date_is(client.last_chase_on))
				assert_true(calendar_add_business(client.last_chase_on, 1) <=
					    today);
			chase(&client, invoices, next.next.on > today ? next.next.on : today,
			      today);
			client.last_chase_on = today;
		}
		for (int i = 0; i < INVOICES; i++)
			if (invoices[i].due_on + 60 < start + DAYS)
				assert_int_equal(invoices[i].level, 17);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(invoices_have_their_next_step),
		cmocka_unit_test(disputes_and_promises_stop_the_chase),
		cmocka_unit_test(never_on_one_exact_day_only),
		cmocka_unit_test(a_gap_forces_the_last_level_again),
		cmocka_unit_test(conditions_hold_or_not),
		cmocka_unit_test(of_equal_days_the_first_that_holds),
		cmocka_unit_test(a_client_is_called_once_for_all),
		cmocka_unit_test(scenarios_are_checked),
		cmocka_unit_test(chases_move_an_invoice_on),
		cmocka_unit_test(equal_levels_take_one_chase),
		cmocka_unit_test(some_scenarios_start_at_once),
		cmocka_unit_test(cadence_is_kept_per_invoice_and_per_client),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
