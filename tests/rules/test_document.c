/* Document requests: back on day 7, not on day 8; late to send from the day after. */
#include "facts.h"

#include "rules/calendar.h"
#include "rules/document.h"

static date day(const char *iso)
{
	date d = DATE_NONE;
	if (iso)
		assert_true(date_parse_iso(iso, &d));
	return d;
}

static void codes_are_those_stored(void **state)
{
	(void)state;
	static const char *const kinds[] = { "duplicate", "order", "delivery", "contract",
					     "statement", "bank",  "other" };
	static const char *const states[] = { "asked",     "overdue", "sent",
					      "chase_due", "chased",  "settled" };
	enum document_kind kind = DOCUMENT_KIND_COUNT;
	assert_int_equal(COUNT(kinds), DOCUMENT_KIND_COUNT);
	assert_int_equal(COUNT(states), DOCUMENT_STATE_COUNT);
	for (int i = 0; i < DOCUMENT_KIND_COUNT; i++) {
		assert_string_equal(document_kind_codes[i], kinds[i]);
		assert_true(document_kind_from_code(kinds[i], &kind));
		assert_int_equal(kind, i);
	}
	for (int i = 0; i < DOCUMENT_STATE_COUNT; i++)
		assert_string_equal(document_state_codes[i], states[i]);
	assert_false(document_kind_from_code("dup", &kind));
}

/* 2026-06-03 is a Wednesday, 2026-07-14 a holiday on a Tuesday. */
static void chased_within_seven_days_of_sending(void **state)
{
	(void)state;
	static const struct {
		const char *sent, *chase;
		int days;
	} rows[] = {
		{ "2026-06-03", "2026-06-10", 7 },
		{ "2026-06-06", "2026-06-12", 7 }, /* Saturday + 7: the Friday before */
		{ "2026-06-07", "2026-06-12", 7 },
		{ "2026-07-07", "2026-07-13", 7 }, /* the day before the holiday */
		{ "2026-06-03", "2026-06-09", 6 },
		{ "2026-06-05", "2026-06-08", 1 }, /* never on the day of sending */
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct document_rules rules = { .send_days = 1, .chase_days = rows[i].days };
		assert_int_equal(document_chase_on(day(rows[i].sent), &rules), day(rows[i].chase));
	}
	for (date sent = TODAY; sent < TODAY + 800; sent++) {
		date on = document_chase_on(sent, &document_default_rules);
		assert_true(calendar_is_business(on) && on > sent && on <= sent + 7);
	}
}

struct state_row {
	const char *name, *asked, *sent, *chased, *settled, *today;
	enum document_state state;
	const char *next;
};

static const struct state_row state_rows[] = {
	{ "asked today", "2026-06-03", NULL, NULL, NULL, "2026-06-03", DOCUMENT_ASKED,
	  "2026-06-04" },
	{ "to be sent today", "2026-06-03", NULL, NULL, NULL, "2026-06-04", DOCUMENT_ASKED,
	  "2026-06-04" },
	{ "a day late", "2026-06-03", NULL, NULL, NULL, "2026-06-05", DOCUMENT_OVERDUE,
	  "2026-06-04" },
	{ "asked on a Friday", "2026-06-05", NULL, NULL, NULL, "2026-06-08", DOCUMENT_ASKED,
	  "2026-06-08" },
	{ "sent today", "2026-06-02", "2026-06-03", NULL, NULL, "2026-06-03", DOCUMENT_SENT,
	  "2026-06-10" },
	{ "day 6", "2026-06-02", "2026-06-03", NULL, NULL, "2026-06-09", DOCUMENT_SENT,
	  "2026-06-10" },
	{ "day 7", "2026-06-02", "2026-06-03", NULL, NULL, "2026-06-10", DOCUMENT_CHASE_DUE,
	  "2026-06-10" },
	{ "day 8", "2026-06-02", "2026-06-03", NULL, NULL, "2026-06-11", DOCUMENT_CHASE_DUE,
	  "2026-06-10" },
	{ "a call on the day of sending is no chase", "2026-06-02", "2026-06-03", "2026-06-03",
	  NULL, "2026-06-10", DOCUMENT_CHASE_DUE, "2026-06-10" },
	{ "chased the day after", "2026-06-02", "2026-06-03", "2026-06-04", NULL, "2026-06-10",
	  DOCUMENT_CHASED, NULL },
	{ "a chase before sending is none", "2026-06-02", NULL, "2026-06-03", NULL, "2026-06-03",
	  DOCUMENT_ASKED, "2026-06-03" },
	{ "settled without being sent", "2026-06-02", NULL, NULL, "2026-06-03", "2026-06-30",
	  DOCUMENT_SETTLED, NULL },
	{ "settled before the chase", "2026-06-02", "2026-06-03", NULL, "2026-06-04", "2026-06-30",
	  DOCUMENT_SETTLED, NULL },
};

static void requests_are_in_one_state(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(state_rows); i++) {
		const struct state_row *row = &state_rows[i];
		struct document_request request = { DOCUMENT_DUPLICATE, day(row->asked),
						    day(row->sent), day(row->chased),
						    day(row->settled) };
		enum document_state got =
			document_state_on(&request, &document_default_rules, day(row->today));
		if (got != row->state ||
		    document_next_on(&request, &document_default_rules) != day(row->next))
			fail_msg("%s: %s", row->name, document_state_codes[got]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_are_those_stored),
		cmocka_unit_test(chased_within_seven_days_of_sending),
		cmocka_unit_test(requests_are_in_one_state),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
