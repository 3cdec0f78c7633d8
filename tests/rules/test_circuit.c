/* The circuit: stages, steps back, stays to the day, platform statuses; and that nothing goes back silently. */
#include "facts.h"

#include <string.h>

#include "circuit_news.h"

#define MOST 6

static void codes_are_those_stored(void **state)
{
	(void)state;
	static const char *const codes[] = { "issued",   "sent",     "received",  "registered",
					     "buyer",    "approved", "forwarded", "passed",
					     "run",      "paid",     "refused",   "disputed",
					     "suspended" };
	enum circuit_stage stage = CIRCUIT_STAGE_COUNT;
	assert_int_equal(COUNT(codes), CIRCUIT_STAGE_COUNT);
	for (int i = 0; i < CIRCUIT_STAGE_COUNT; i++) {
		assert_string_equal(circuit_stage_codes[i], codes[i]);
		assert_true(circuit_stage_from_code(codes[i], &stage));
		assert_int_equal(stage, i);
		assert_int_equal(circuit_is_side((enum circuit_stage)i), i >= CIRCUIT_REFUSED);
	}
	assert_false(circuit_stage_from_code("lost", &stage));
	assert_string_equal(circuit_source_codes[CIRCUIT_PLATFORM], "platform");
	assert_string_equal(circuit_back_codes[CIRCUIT_BACK_RETURNED], "returned");
}

struct place_row {
	const char *name;
	struct circuit_event events[MOST];
	enum circuit_stage stage, line;
	date since;
	bool approved, forwarded;
	int ignored;
};

static const struct place_row place_rows[] = {
	{ "one piece of news",
	  { NEWS(1, CIRCUIT_BUYER, LATE(3)) },
	  CIRCUIT_BUYER,
	  CIRCUIT_BUYER,
	  LATE(3),
	  false,
	  false,
	  0 },
	{ "stages may be skipped forwards",
	  { NEWS(1, CIRCUIT_SENT, LATE(9)), NEWS(2, CIRCUIT_PASSED, LATE(1)) },
	  CIRCUIT_PASSED,
	  CIRCUIT_PASSED,
	  LATE(1),
	  true,
	  true,
	  0 },
	{ "approved is not forwarded",
	  { NEWS(1, CIRCUIT_APPROVED, LATE(3)) },
	  CIRCUIT_APPROVED,
	  CIRCUIT_APPROVED,
	  LATE(3),
	  true,
	  false,
	  0 },
	{ "forwarded is not approved",
	  { NEWS(1, CIRCUIT_BUYER, LATE(9)), NEWS(2, CIRCUIT_FORWARDED, LATE(3)) },
	  CIRCUIT_FORWARDED,
	  CIRCUIT_FORWARDED,
	  LATE(3),
	  false,
	  true,
	  0 },
	{ "approved, then forwarded",
	  { NEWS(1, CIRCUIT_APPROVED, LATE(9)), NEWS(2, CIRCUIT_FORWARDED, LATE(3)) },
	  CIRCUIT_FORWARDED,
	  CIRCUIT_FORWARDED,
	  LATE(3),
	  true,
	  true,
	  0 },
	{ "late news of an earlier stage moves nothing",
	  { NEWS(1, CIRCUIT_APPROVED, LATE(3)), NEWS(2, CIRCUIT_RECEIVED, LATE(1)) },
	  CIRCUIT_APPROVED,
	  CIRCUIT_APPROVED,
	  LATE(3),
	  true,
	  false,
	  1 },
	{ "approved, told after forwarded",
	  { NEWS(1, CIRCUIT_FORWARDED, LATE(3)), NEWS(2, CIRCUIT_APPROVED, LATE(4)) },
	  CIRCUIT_FORWARDED,
	  CIRCUIT_FORWARDED,
	  LATE(3),
	  true,
	  true,
	  0 },
	{ "and told again: a step back",
	  { NEWS(1, CIRCUIT_FORWARDED, LATE(3)), NEWS(2, CIRCUIT_APPROVED, LATE(4)),
	    NEWS(3, CIRCUIT_APPROVED, LATE(1)) },
	  CIRCUIT_FORWARDED,
	  CIRCUIT_FORWARDED,
	  LATE(3),
	  true,
	  true,
	  1 },
	{ "sent back a step, with its reason",
	  { NEWS(1, CIRCUIT_APPROVED, LATE(4)), NEWS(2, CIRCUIT_FORWARDED, LATE(3)),
	    BACK(3, CIRCUIT_BUYER, LATE(1), CIRCUIT_BACK_RETURNED) },
	  CIRCUIT_BUYER,
	  CIRCUIT_BUYER,
	  LATE(1),
	  false,
	  false,
	  0 },
	{ "the same stage again keeps its first day",
	  { NEWS(1, CIRCUIT_BUYER, LATE(9)), NEWS(2, CIRCUIT_BUYER, LATE(2)) },
	  CIRCUIT_BUYER,
	  CIRCUIT_BUYER,
	  LATE(9),
	  false,
	  false,
	  0 },
	{ "or learns an earlier one",
	  { NEWS(1, CIRCUIT_BUYER, LATE(2)), NEWS(2, CIRCUIT_BUYER, LATE(9)) },
	  CIRCUIT_BUYER,
	  CIRCUIT_BUYER,
	  LATE(9),
	  false,
	  false,
	  0 },
	{ "a side exit remembers where it left",
	  { NEWS(1, CIRCUIT_APPROVED, LATE(9)), NEWS(2, CIRCUIT_SUSPENDED, LATE(2)) },
	  CIRCUIT_SUSPENDED,
	  CIRCUIT_APPROVED,
	  LATE(2),
	  true,
	  false,
	  0 },
	{ "and may resume there",
	  { NEWS(1, CIRCUIT_REGISTERED, LATE(9)), NEWS(2, CIRCUIT_SUSPENDED, LATE(5)),
	    NEWS(3, CIRCUIT_REGISTERED, LATE(1)) },
	  CIRCUIT_REGISTERED,
	  CIRCUIT_REGISTERED,
	  LATE(1),
	  false,
	  false,
	  0 },
	{ "but not before",
	  { NEWS(1, CIRCUIT_REGISTERED, LATE(9)), NEWS(2, CIRCUIT_DISPUTED, LATE(5)),
	    NEWS(3, CIRCUIT_RECEIVED, LATE(1)) },
	  CIRCUIT_DISPUTED,
	  CIRCUIT_REGISTERED,
	  LATE(5),
	  false,
	  false,
	  1 },
	{ "from one side exit to another",
	  { NEWS(1, CIRCUIT_DISPUTED, LATE(5)), NEWS(2, CIRCUIT_REFUSED, LATE(1)) },
	  CIRCUIT_REFUSED,
	  CIRCUIT_ISSUED,
	  LATE(1),
	  false,
	  false,
	  0 },
	{ "refused is left with a reason only",
	  { NEWS(1, CIRCUIT_REFUSED, LATE(5)), NEWS(2, CIRCUIT_PASSED, LATE(3)),
	    NEWS(3, CIRCUIT_DISPUTED, LATE(2)),
	    BACK(4, CIRCUIT_REGISTERED, LATE(1), CIRCUIT_BACK_REOPENED) },
	  CIRCUIT_REGISTERED,
	  CIRCUIT_REGISTERED,
	  LATE(1),
	  false,
	  false,
	  2 },
	{ "paid and refused may be told twice",
	  { NEWS(1, CIRCUIT_PAID, LATE(5)), NEWS(2, CIRCUIT_PAID, LATE(3)) },
	  CIRCUIT_PAID,
	  CIRCUIT_PAID,
	  LATE(5),
	  true,
	  true,
	  0 },
	{ "paid too",
	  { NEWS(1, CIRCUIT_PAID, LATE(5)), NEWS(2, CIRCUIT_DISPUTED, LATE(3)),
	    BACK(3, CIRCUIT_RUN, LATE(1), CIRCUIT_BACK_REOPENED) },
	  CIRCUIT_RUN,
	  CIRCUIT_RUN,
	  LATE(1),
	  true,
	  true,
	  1 },
};

static size_t events_of(const struct place_row *row)
{
	size_t count = 0;
	while (count < MOST && row->events[count].id != 0)
		count++;
	return count;
}

static void invoices_stand_where_the_last_news_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(place_rows); i++) {
		const struct place_row *row = &place_rows[i];
		struct circuit_position p;
		circuit_place(row->events, events_of(row), &p);
		if (!p.known || p.stage != row->stage || p.line != row->line ||
		    p.since != row->since || p.approved != row->approved ||
		    p.forwarded != row->forwarded || p.ignored != row->ignored)
			fail_msg("%s: %s, line %s, since %d, %d %d, %d ignored", row->name,
				 circuit_stage_codes[p.stage], circuit_stage_codes[p.line],
				 TODAY - p.since, p.approved, p.forwarded, p.ignored);
	}
	struct circuit_position none;
	circuit_place(NULL, 0, &none);
	assert_false(none.known);
	assert_int_equal(circuit_ask(&none), CIRCUIT_ASK_RECEIVED);
}

static void holders_change_within_a_stage(void **state)
{
	(void)state;
	struct circuit_event events[] = {
		NEWS(1, CIRCUIT_BUYER, LATE(9)),
		NEWS(2, CIRCUIT_BUYER, LATE(2)),
		NEWS(3, CIRCUIT_BUYER, LATE(1)),
		NEWS(4, CIRCUIT_APPROVED, LATE(0)),
	};
	events[0].holder_id = 7;
	events[0].holder = "Lenoir";
	events[0].holder_role = CONTACT_BUYER;
	events[0].expected_on = IN(4);
	events[1].holder_id = 8;
	events[1].holder = "Petit";
	events[1].holder_role = CONTACT_APPROVER;
	events[2].source = CIRCUIT_PLATFORM;
	struct circuit_position p;
	circuit_place(events, 1, &p);
	assert_string_equal(p.holder, "Lenoir");
	assert_int_equal(p.expected_on, IN(4));
	circuit_place(events, 3, &p);
	assert_string_equal(p.holder, "Petit");
	assert_int_equal(p.holder_id, 8);
	assert_int_equal(p.holder_role, CONTACT_APPROVER);
	assert_int_equal(p.since, LATE(9));
	assert_int_equal(p.expected_on, IN(4));
	assert_int_equal(p.source, CIRCUIT_PLATFORM);
	events[2].holder = "Moreau"; /* a name nobody has a record of */
	circuit_place(events, 3, &p);
	assert_string_equal(p.holder, "Moreau");
	assert_int_equal(p.holder_id, 0);
	circuit_place(events, 4, &p);
	assert_null(p.holder);
	assert_int_equal(p.holder_id, 0);
	assert_false(date_is(p.expected_on));
}

static void entries_are_checked(void **state)
{
	(void)state;
	const struct circuit_event at = NEWS(1, CIRCUIT_APPROVED, LATE(3));
	static const struct {
		const char *name;
		struct circuit_event event;
		int expected_in; /* days; 99: none */
		enum circuit_status wanted;
	} rows[] = {
		{ "forwards", NEWS(2, CIRCUIT_FORWARDED, TODAY), 99, CIRCUIT_OK },
		{ "the same again", NEWS(2, CIRCUIT_APPROVED, TODAY), 99, CIRCUIT_OK },
		{ "a side exit", NEWS(2, CIRCUIT_DISPUTED, TODAY), 99, CIRCUIT_OK },
		{ "tomorrow", NEWS(2, CIRCUIT_FORWARDED, IN(1)), 99, CIRCUIT_FUTURE },
		{ "no day", NEWS(2, CIRCUIT_FORWARDED, DATE_NONE), 99, CIRCUIT_NO_DAY },
		{ "expected today", NEWS(2, CIRCUIT_FORWARDED, TODAY), 0, CIRCUIT_OK },
		{ "expected yesterday", NEWS(2, CIRCUIT_FORWARDED, TODAY), -1,
		  CIRCUIT_EXPECTED_PAST },
		{ "one step back", NEWS(2, CIRCUIT_BUYER, TODAY), 99, CIRCUIT_BACKWARD },
		{ "with its reason", BACK(2, CIRCUIT_BUYER, TODAY, CIRCUIT_BACK_CORRECTION), 99,
		  CIRCUIT_OK },
	};
	struct circuit_position p;
	circuit_place(&at, 1, &p);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct circuit_event event = rows[i].event;
		if (rows[i].expected_in != 99)
			event.expected_on = IN(rows[i].expected_in);
		if (circuit_check(&p, &event, TODAY) != rows[i].wanted)
			fail_msg("%s", rows[i].name);
	}
	const struct circuit_event last = NEWS(2, CIRCUIT_PAID, TODAY);
	const struct circuit_event after = NEWS(3, CIRCUIT_REFUSED, TODAY);
	circuit_apply(&p, &last);
	assert_int_equal(circuit_check(&p, &after, TODAY), CIRCUIT_BACKWARD);
}

static void stuck_from_the_day_after_the_limit(void **state)
{
	(void)state;
	for (int i = 0; i < CIRCUIT_STAGE_COUNT; i++) {
		int limit = circuit_default_limits.days[i];
		struct circuit_event event = NEWS(1, (enum circuit_stage)i, LATE(limit));
		struct circuit_position p;
		circuit_place(&event, 1, &p);
		struct circuit_stay stay = circuit_stay(&p, &circuit_default_limits, TODAY);
		assert_int_equal(stay.days, limit);
		assert_false(stay.stuck);
		stay = circuit_stay(&p, &circuit_default_limits, IN(1));
		assert_int_equal(stay.stuck, i != CIRCUIT_PAID);
		assert_int_equal(stay.overstay, i != CIRCUIT_PAID);
		assert_false(stay.overdue);
	}
	static const int limits[] = { 2, 5, 5, 7, 7, 5, 5, 10, 7, 0, 5, 15, 7 };
	for (int i = 0; i < CIRCUIT_STAGE_COUNT; i++)
		assert_int_equal(circuit_default_limits.days[i], limits[i]);
}

static void stuck_from_the_day_after_the_expected_exit(void **state)
{
	(void)state;
	const struct circuit_limits none = { { 0 } };
	struct circuit_event event = NEWS(1, CIRCUIT_BUYER, LATE(400));
	event.expected_on = TODAY;
	struct circuit_position p;
	circuit_place(&event, 1, &p);
	assert_false(circuit_stay(&p, &none, TODAY).stuck);
	assert_true(circuit_stay(&p, &none, IN(1)).stuck);
	assert_true(circuit_stay(&p, &none, IN(1)).overdue);
	assert_false(circuit_stay(&p, &none, IN(1)).overstay);
	/* A far expected exit does not hide a long stay. */
	p.expected_on = IN(90);
	assert_true(circuit_stay(&p, &circuit_default_limits, TODAY).stuck);
	circuit_place(NULL, 0, &p);
	assert_false(circuit_stay(&p, &circuit_default_limits, TODAY).stuck);
}

static void averages_count_stays_that_ended(void **state)
{
	(void)state;
	struct circuit_event events[] = {
		NEWS(1, CIRCUIT_RECEIVED, LATE(40)), NEWS(2, CIRCUIT_BUYER, LATE(30)),
		NEWS(3, CIRCUIT_BUYER, LATE(25)),    NEWS(4, CIRCUIT_RECEIVED, LATE(24)),
		NEWS(5, CIRCUIT_APPROVED, LATE(20)), NEWS(6, CIRCUIT_RECEIVED, LATE(20)),
		NEWS(7, CIRCUIT_BUYER, LATE(17)),    NEWS(8, CIRCUIT_FORWARDED, LATE(12)),
	};
	for (size_t i = 5; i < COUNT(events); i++)
		events[i].invoice_id = 2;
	struct circuit_average average[CIRCUIT_STAGE_COUNT];
	circuit_average(events, COUNT(events), average);
	assert_int_equal(average[CIRCUIT_RECEIVED].days, 10 + 3);
	assert_int_equal(average[CIRCUIT_RECEIVED].stays, 2);
	assert_int_equal(circuit_average_tenths(&average[CIRCUIT_RECEIVED]), 65);
	assert_int_equal(average[CIRCUIT_BUYER].days, 10 + 5);
	assert_int_equal(circuit_average_tenths(&average[CIRCUIT_BUYER]), 75);
	assert_int_equal(average[CIRCUIT_APPROVED].stays, 0);
	/* Told to stand further on since an earlier day: the stay had no length. */
	const struct circuit_event crossed[] = { NEWS(1, CIRCUIT_RECEIVED, LATE(10)),
						 NEWS(2, CIRCUIT_BUYER, LATE(12)) };
	struct circuit_average none[CIRCUIT_STAGE_COUNT];
	circuit_average(crossed, COUNT(crossed), none);
	assert_int_equal(none[CIRCUIT_RECEIVED].days, 0);
	assert_int_equal(none[CIRCUIT_RECEIVED].stays, 1);
	assert_int_equal(circuit_average_tenths(&average[CIRCUIT_APPROVED]), -1);
	assert_int_equal(average[CIRCUIT_FORWARDED].stays, 0);
}

static void platform_statuses_feed_the_same_circuit(void **state)
{
	(void)state;
	static const struct {
		int status;
		enum circuit_stage stage;
		unsigned effects;
	} rows[] = {
		{ 200, CIRCUIT_ISSUED, 0 },
		{ 201, CIRCUIT_SENT, 0 },
		{ 202, CIRCUIT_RECEIVED, 0 },
		{ 203, CIRCUIT_RECEIVED, 0 },
		{ 204, CIRCUIT_REGISTERED, 0 },
		{ 205, CIRCUIT_APPROVED, 0 },
		{ 206, CIRCUIT_DISPUTED, CIRCUIT_OPENS_DISPUTE },
		{ 207, CIRCUIT_DISPUTED, CIRCUIT_OPENS_DISPUTE },
		{ 208, CIRCUIT_SUSPENDED, CIRCUIT_OPENS_DISPUTE },
		{ 209, CIRCUIT_RECEIVED, CIRCUIT_RESUMES },
		{ 210, CIRCUIT_REFUSED, CIRCUIT_LEAVES_QUEUE },
		{ 211, CIRCUIT_RUN, CIRCUIT_PROMISES },
		{ 212, CIRCUIT_PAID, 0 },
		{ 213, CIRCUIT_REFUSED, CIRCUIT_LEAVES_QUEUE },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct circuit_platform *platform = circuit_platform_of(rows[i].status);
		assert_non_null(platform);
		assert_non_null(platform->code);
		assert_int_equal(platform->status, rows[i].status);
		assert_int_equal(platform->stage, rows[i].stage);
		assert_int_equal(platform->effects, rows[i].effects);
	}
	assert_null(circuit_platform_of(199));
	assert_null(circuit_platform_of(214));
}

static void completed_resumes_what_was_suspended(void **state)
{
	(void)state;
	const struct circuit_platform *completed = circuit_platform_of(209);
	const struct circuit_event events[] = { NEWS(1, CIRCUIT_REGISTERED, LATE(3)),
						NEWS(2, CIRCUIT_SUSPENDED, LATE(2)),
						NEWS(3, CIRCUIT_DISPUTED, LATE(1)) };
	struct circuit_position p;
	circuit_place(events, 0, &p);
	assert_int_equal(circuit_platform_stage(completed, &p), CIRCUIT_RECEIVED);
	circuit_place(events, 1, &p);
	assert_int_equal(circuit_platform_stage(completed, &p), CIRCUIT_REGISTERED);
	circuit_place(events, 2, &p);
	assert_int_equal(circuit_platform_stage(completed, &p), CIRCUIT_REGISTERED);
	assert_int_equal(circuit_platform_stage(circuit_platform_of(205), &p), CIRCUIT_APPROVED);
	circuit_place(events, 3, &p);
	assert_int_equal(circuit_platform_stage(completed, &p), CIRCUIT_DISPUTED);
}

#define TRIALS 50000

/* Any news in any order: the stage reached never falls, and the ends are never left, unless the
 * news gave a reason; and what is said of an entry beforehand is what happens. */
static void nothing_goes_back_silently(void **state)
{
	(void)state;
	struct dice dice = { .state = 13 };
	int backs = 0, refusals = 0;
	for (int n = 0; n < TRIALS; n++) {
		struct circuit_position p;
		circuit_place(NULL, 0, &p);
		for (int i = 1; i <= MOST; i++) {
			struct circuit_event event = NEWS(
				i, (enum circuit_stage)dice_roll(&dice, 0, CIRCUIT_STAGE_COUNT - 1),
				LATE(dice_roll(&dice, 0, 60)));
			if (dice_roll(&dice, 0, 3) == 0)
				event.back = (enum circuit_back)dice_roll(&dice, 1,
									  CIRCUIT_BACK_COUNT - 1);
			struct circuit_position before = p;
			enum circuit_status said = circuit_check(&p, &event, TODAY);
			bool moved = circuit_apply(&p, &event);
			assert_int_equal(moved, said == CIRCUIT_OK);
			assert_int_equal(p.ignored, before.ignored + !moved);
			assert_true(!moved || p.stage == event.stage ||
				    (event.stage == CIRCUIT_APPROVED && p.approved));
			if (!moved)
				assert_int_equal(p.stage, before.stage);
			bool fell = before.known && p.line < before.line;
			bool left =
				before.known && p.stage != before.stage &&
				(before.stage == CIRCUIT_PAID || before.stage == CIRCUIT_REFUSED);
			if ((fell || left) && event.back == CIRCUIT_BACK_NONE)
				fail_msg("trial %d: %s to %s without a reason", n,
					 circuit_stage_codes[before.stage],
					 circuit_stage_codes[p.stage]);
			if (p.forwarded && p.line < CIRCUIT_FORWARDED)
				fail_msg("trial %d: forwarded at %s", n,
					 circuit_stage_codes[p.line]);
			if (p.approved && p.line < CIRCUIT_APPROVED)
				fail_msg("trial %d: approved at %s", n,
					 circuit_stage_codes[p.line]);
			backs += fell || left;
			refusals += !moved;
		}
	}
	assert_true(backs > 1000);
	assert_true(refusals > 1000);
}

/* Who has it and until when: kept until told otherwise, and told whole when it moves. */
static void news_tells_holder_and_exit(void **state)
{
	(void)state;
	struct circuit_event events[] = {
		NEWS(1, CIRCUIT_BUYER, LATE(10)), NEWS(2, CIRCUIT_BUYER, LATE(2)),
		NEWS(3, CIRCUIT_BUYER, LATE(12)), NEWS(4, CIRCUIT_APPROVED, LATE(1)),
	};
	struct circuit_position p;
	events[0].expected_on = IN(5);
	events[0].holder_id = 7;
	events[0].holder_role = CONTACT_BUYER;
	events[0].holder = "Martin";
	events[2].expected_on = IN(9);
	events[2].holder_id = 8;
	events[3].holder_id = 9;
	events[3].holder_role = CONTACT_APPROVER;
	circuit_place(events, 2, &p);
	assert_int_equal(p.since, LATE(10));
	assert_int_equal(p.expected_on, IN(5));
	assert_int_equal(p.holder_id, 7);
	assert_string_equal(p.holder, "Martin");
	circuit_place(events, 3, &p);
	assert_int_equal(p.since, LATE(12));
	assert_int_equal(p.expected_on, IN(9));
	assert_int_equal(p.holder_id, 8); /* a contact whose name nobody told */
	assert_null(p.holder);
	circuit_place(events, 4, &p);
	assert_int_equal(p.since, LATE(1));
	assert_false(date_is(p.expected_on));
	assert_int_equal(p.holder_id, 9);
	assert_int_equal(p.holder_role, CONTACT_APPROVER);
}

static void what_is_paid_is_never_stuck(void **state)
{
	(void)state;
	struct circuit_event paid = NEWS(1, CIRCUIT_PAID, LATE(40));
	struct circuit_limits limits = circuit_default_limits;
	struct circuit_position p;
	paid.expected_on = LATE(1);
	limits.days[CIRCUIT_PAID] = 1;
	circuit_place(&paid, 1, &p);
	struct circuit_stay stay = circuit_stay(&p, &limits, TODAY);
	assert_int_equal(stay.days, 40);
	assert_false(stay.stuck || stay.overstay || stay.overdue);
	/* A limit of one day is a limit; nothing known is not stuck. */
	struct circuit_event sent = NEWS(1, CIRCUIT_SENT, LATE(2));
	limits.days[CIRCUIT_SENT] = 1;
	circuit_place(&sent, 1, &p);
	assert_true(circuit_stay(&p, &limits, TODAY).overstay);
	assert_false(circuit_stay(&p, &limits, LATE(1)).overstay);
	circuit_place(NULL, 0, &p);
	assert_int_equal(circuit_stay(&p, &limits, TODAY).days, 0);
}

static void each_stage_is_somebodys(void **state)
{
	(void)state;
	for (int i = 0; i < CIRCUIT_STAGE_COUNT; i++) {
		enum contact_role wanted = CONTACT_ACCOUNTS_PAYABLE;
		if (i == CIRCUIT_BUYER || i == CIRCUIT_REFUSED || i == CIRCUIT_DISPUTED)
			wanted = CONTACT_BUYER;
		if (i == CIRCUIT_APPROVED)
			wanted = CONTACT_APPROVER;
		assert_int_equal(circuit_role((enum circuit_stage)i), wanted);
	}
}

/* The average of two invoices: what came before on another one is no stay of this. */
static void averages_begin_anew_with_each_invoice(void **state)
{
	(void)state;
	struct circuit_event events[] = {
		NEWS(1, CIRCUIT_SENT, LATE(20)), NEWS(2, CIRCUIT_RECEIVED, LATE(17)),
		NEWS(3, CIRCUIT_BUYER, LATE(9)), NEWS(4, CIRCUIT_APPROVED, LATE(4)),
	};
	struct circuit_average out[CIRCUIT_STAGE_COUNT];
	events[2].invoice_id = events[3].invoice_id = 2;
	circuit_average(events, COUNT(events), out);
	assert_int_equal(circuit_average_tenths(&out[CIRCUIT_SENT]), 30);
	assert_int_equal(out[CIRCUIT_RECEIVED].stays, 0);
	assert_int_equal(circuit_average_tenths(&out[CIRCUIT_RECEIVED]), -1);
	assert_int_equal(out[CIRCUIT_BUYER].stays, 1);
	assert_int_equal(out[CIRCUIT_BUYER].days, 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_are_those_stored),
		cmocka_unit_test(invoices_stand_where_the_last_news_says),
		cmocka_unit_test(holders_change_within_a_stage),
		cmocka_unit_test(entries_are_checked),
		cmocka_unit_test(stuck_from_the_day_after_the_limit),
		cmocka_unit_test(stuck_from_the_day_after_the_expected_exit),
		cmocka_unit_test(averages_count_stays_that_ended),
		cmocka_unit_test(platform_statuses_feed_the_same_circuit),
		cmocka_unit_test(completed_resumes_what_was_suspended),
		cmocka_unit_test(nothing_goes_back_silently),
		cmocka_unit_test(news_tells_holder_and_exit),
		cmocka_unit_test(what_is_paid_is_never_stuck),
		cmocka_unit_test(each_stage_is_somebodys),
		cmocka_unit_test(averages_begin_anew_with_each_invoice),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
