/* Escalation: each limit off by one, each guard alone, letters, threats to the day, sanctions and
 * holds. */
#include "facts.h"

#include "rules/escalation.h"

#define MOST 10

#define TOLD(day, what)                        \
	{                                      \
		.on = (day), .outcome = (what) \
	}

/* A client that earns a proposal by its unsuccessful chases and has nothing that speaks against
 * it. */
static const struct chase three_chases[] = {
	TOLD(LATE(29), OUTCOME_EVASIVE),
	TOLD(LATE(12), OUTCOME_REFUSAL),
	TOLD(LATE(1), OUTCOME_EVASIVE),
};
static const struct netting owed = { .currency = "EUR", .overdue_gross = 10000, .overdue = 10000 };

static struct escalation_facts bad_client(void)
{
	return (struct escalation_facts){
		.chases = three_chases,
		.chase_count = COUNT(three_chases),
		.last_promise_on = DATE_NONE,
		.net = &owed,
		.net_count = 1,
		.client_since = DATE_NONE,
	};
}

static struct escalation judged(const struct escalation_facts *facts)
{
	struct escalation e;
	escalation_judge(facts, &escalation_default_rules, TODAY, &e);
	return e;
}

static void three_unsuccessful_chases_in_a_month(void **state)
{
	(void)state;
	struct escalation_facts facts = bad_client();
	struct escalation e = judged(&facts);
	assert_true(e.proposed);
	assert_int_equal(e.reasons, ESCALATION_CHASES);
	assert_int_equal(e.guards, 0);
	assert_int_equal(e.warnings, 0);
	assert_int_equal(e.chases, 3);
	/* One fewer. */
	facts.chase_count = 2;
	assert_false(judged(&facts).proposed);
	/* The first of them one day out of the month. */
	facts.chase_count = 3;
	escalation_judge(&facts, &escalation_default_rules, IN(1), &e);
	assert_int_equal(e.chases, 2);
	assert_int_equal(e.reasons, 0);
	/* Three on two days. */
	const struct chase same_day[] = { TOLD(LATE(3), OUTCOME_EVASIVE),
					  TOLD(LATE(1), OUTCOME_EVASIVE),
					  TOLD(LATE(1), OUTCOME_REFUSAL) };
	facts.chases = same_day;
	assert_int_equal(judged(&facts).chases, 2);
	assert_false(judged(&facts).proposed);
}

static void not_with_a_legitimate_reason(void **state)
{
	(void)state;
	for (int i = 0; i < REASON_COUNT; i++) {
		struct escalation_facts facts = bad_client();
		facts.reason = (enum reason)i;
		assert_int_equal(judged(&facts).proposed, !reason_rules[i].legitimate);
	}
	struct escalation_facts facts = bad_client();
	facts.difficulty = true;
	assert_int_equal(judged(&facts).reasons, 0);
}

static const struct chase one_call[] = { TOLD(LATE(40), OUTCOME_PROMISE) };

static void three_broken_promises(void **state)
{
	(void)state;
	static const struct {
		int broken;
		bool difficulty;
		enum reason reason;
		bool proposed, near;
	} rows[] = {
		{ 0, false, REASON_NONE, false, false },
		{ 1, false, REASON_NONE, false, false },
		{ 2, false, REASON_NONE, false, true },
		{ 3, false, REASON_NONE, true, false },
		{ 4, false, REASON_NONE, true, false },
		{ 3, true, REASON_NONE, false, false },
		{ 2, true, REASON_NONE, false, false },
		{ 3, false, REASON_DIFFICULTY, false, false },
		{ 2, false, REASON_DIFFICULTY, false, false },
		{ 2, false, REASON_BAD_FAITH, false, true },
		{ 3, false, REASON_CIRCUIT, true, false },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct escalation_facts facts = bad_client();
		facts.chases = one_call;
		facts.chase_count = 1;
		facts.last_promise_on = LATE(40);
		facts.broken = rows[i].broken;
		facts.difficulty = rows[i].difficulty;
		facts.reason = rows[i].reason;
		struct escalation e = judged(&facts);
		assert_int_equal(e.proposed, rows[i].proposed);
		assert_int_equal(e.reasons, rows[i].proposed ? ESCALATION_BROKEN : 0);
		assert_int_equal(e.warnings, rows[i].near ? ESCALATION_BROKEN_NEAR : 0);
		assert_int_equal(e.broken, rows[i].broken);
	}
}

static void eight_contacts_since_the_last_promise(void **state)
{
	(void)state;
	struct chase chases[MOST];
	chases[0] = (struct chase)TOLD(LATE(60), OUTCOME_PROMISE);
	for (int i = 1; i < MOST; i++)
		chases[i] = (struct chase)TOLD(LATE(60 - 5 * i),
					       i % 2 ? OUTCOME_NO_ANSWER : OUTCOME_CALLBACK);
	struct escalation_facts facts = bad_client();
	facts.chases = chases;
	facts.last_promise_on = LATE(60);
	for (size_t count = 7; count <= MOST; count++) {
		facts.chase_count = count;
		struct escalation e = judged(&facts);
		assert_int_equal(e.contacts, count - 1);
		assert_int_equal(e.proposed, count - 1 >= 8);
		assert_int_equal(e.reasons, count - 1 >= 8 ? ESCALATION_CONTACTS : 0);
	}
	/* A note is no contact, a promise starts again. */
	chases[8].outcome = chases[9].outcome = OUTCOME_NOTE;
	assert_int_equal(judged(&facts).contacts, 7);
	facts.last_promise_on = LATE(55);
	chases[8].outcome = chases[9].outcome = OUTCOME_MESSAGE;
	assert_int_equal(judged(&facts).contacts, 8);
	facts.last_promise_on = LATE(50);
	assert_int_equal(judged(&facts).contacts, 7);
}

static void what_speaks_for_it_has_codes(void **state)
{
	char out[ESCALATION_CODES];

	(void)state;
	assert_string_equal(escalation_reason_codes(0, out), "");
	assert_string_equal(escalation_reason_codes(ESCALATION_CHASES | ESCALATION_BROKEN | ESCALATION_CONTACTS, out),
			    "chases broken contacts");
	assert_string_equal(escalation_reason_codes(ESCALATION_BROKEN, out), "broken");
	assert_string_equal(escalation_warning_codes(ESCALATION_BROKEN_NEAR | ESCALATION_KEY_ACCOUNT | ESCALATION_GOOD_PAYER, out),
			    "broken_near key_account good_payer");
	assert_string_equal(escalation_hold_codes(ESCALATION_HOLD_LIMIT | ESCALATION_HOLD_INSURER, out), "limit insurer");
	assert_string_equal(escalation_hold_codes(ESCALATION_HOLD_BROKEN, out), "broken");
}

static void each_guard_blocks_alone(void **state)
{
	(void)state;
	const struct chase messages[] = { TOLD(LATE(9), OUTCOME_MESSAGE) };
	const struct netting credit = {
		.currency = "EUR", .overdue_gross = 20000, .overdue = 19999, .credits = 1
	};
	const struct netting small = { .currency = "EUR", .overdue_gross = 9999, .overdue = 9999 };
	const struct netting two[] = {
		{ .currency = "EUR", .overdue_gross = 9999, .overdue = 9999 },
		{ .currency = "USD", .overdue_gross = 10000, .overdue = 10000 }
	};
	struct escalation_facts facts = bad_client();
	facts.net = &credit;
	assert_int_equal(judged(&facts).guards, ESCALATION_UNMATCHED);
	assert_false(judged(&facts).proposed);
	facts.net = &small;
	assert_int_equal(judged(&facts).guards, ESCALATION_MINIMUM);
	facts.net = two;
	facts.net_count = 2;
	assert_true(judged(&facts).proposed);
	const struct netting first[] = {
		{ .currency = "EUR", .overdue_gross = 10000, .overdue = 9999, .credits = 1 },
		{ .currency = "USD", .overdue_gross = 9999, .overdue = 9999 }
	};
	facts.net = first;
	assert_int_equal(judged(&facts).guards, ESCALATION_UNMATCHED | ESCALATION_MINIMUM);
	const struct netting other[] = { owed, { .currency = "USD", .overdue_gross = 1, .overdue = 1 } };
	facts.net = other;
	assert_int_equal(judged(&facts).guards, 0);
	facts = bad_client();
	facts.gap = true;
	assert_int_equal(judged(&facts).guards, ESCALATION_GAP);
	facts = bad_client();
	facts.handed_over = true;
	assert_int_equal(judged(&facts).guards, ESCALATION_STOPPED);
	facts = bad_client();
	facts.insolvent = true;
	assert_int_equal(judged(&facts).guards, ESCALATION_STOPPED);
	facts = bad_client();
	facts.chases = messages;
	facts.chase_count = 1;
	facts.broken = 3;
	struct escalation e = judged(&facts);
	assert_int_equal(e.guards, ESCALATION_NO_PERSON);
	assert_int_equal(e.reasons, ESCALATION_BROKEN);
	assert_false(e.proposed);
	/* Without a reason guards are not told. */
	facts.broken = 0;
	assert_int_equal(judged(&facts).guards, 0);
	/* Nothing overdue is never worth it, whatever the minimum. */
	struct escalation_rules rules = escalation_default_rules;
	const struct netting nothing = { .currency = "EUR" };
	rules.min_amount = 0;
	facts = bad_client();
	facts.net = &nothing;
	escalation_judge(&facts, &rules, TODAY, &e);
	assert_int_equal(e.guards, ESCALATION_MINIMUM);
	const struct netting cent = { .currency = "EUR", .overdue_gross = 1, .overdue = 1 };
	facts.net = &cent;
	escalation_judge(&facts, &rules, TODAY, &e);
	assert_int_equal(e.guards, 0);
}

static void good_payers_and_key_accounts_only_warn(void **state)
{
	(void)state;
	date three_years = date_add_months(TODAY, -36);
	static const struct {
		const char *name;
		int days;
		int kept, judged;
		bool good;
	} rows[] = {
		{ "three years to the day", 0, 0, 0, true },
		{ "a day less", 1, 0, 0, false },
		{ "four of five kept", 0, 4, 5, true },
		{ "less than that", 0, 79, 100, false },
		{ "just as much", 0, 80, 100, true },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct escalation_facts facts = bad_client();
		facts.client_since = three_years + rows[i].days;
		facts.kept = rows[i].kept;
		facts.judged = rows[i].judged;
		struct escalation e = judged(&facts);
		assert_true(e.proposed);
		if (e.warnings != (rows[i].good ? ESCALATION_GOOD_PAYER : 0u))
			fail_msg("%s", rows[i].name);
	}
	struct escalation_facts facts = bad_client();
	facts.key_account = true;
	assert_int_equal(judged(&facts).warnings, ESCALATION_KEY_ACCOUNT);
	assert_true(judged(&facts).proposed);
}

static void registered_letters_have_preconditions(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct escalation_letter_facts facts;
		unsigned missing;
	} rows[] = {
		{ "all there, 8 days", { true, true, true, false, true, 8, 1 }, 0 },
		{ "15 days", { true, true, true, false, true, 15, 1 }, 0 },
		{ "7 days", { true, true, true, false, true, 7, 1 }, ESCALATION_LETTER_TIME },
		{ "16 days", { true, true, true, false, true, 16, 1 }, ESCALATION_LETTER_TIME },
		{ "refused instead of promised", { true, true, false, true, true, 8, 1 }, 0 },
		{ "neither",
		  { true, true, false, false, true, 8, 1 },
		  ESCALATION_LETTER_NO_BREACH },
		{ "nobody spoken to",
		  { false, true, true, false, true, 8, 1 },
		  ESCALATION_LETTER_NO_CONTACT },
		{ "receipt not confirmed",
		  { true, false, true, false, true, 8, 1 },
		  ESCALATION_LETTER_NO_RECEIPT },
		{ "no direct phone",
		  { true, true, true, false, false, 8, 1 },
		  ESCALATION_LETTER_NO_PHONE },
		{ "about nothing",
		  { true, true, true, false, true, 8, 0 },
		  ESCALATION_LETTER_NO_INVOICE },
		{ "nothing at all", { false, false, false, false, false, 0, 0 }, 63 },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		if (escalation_check_letter(&rows[i].facts, &escalation_default_rules) !=
		    rows[i].missing)
			fail_msg("%s", rows[i].name);
	assert_int_equal(escalation_summons_on(TODAY, 8), IN(9));
	assert_int_equal(escalation_summons_on(DATE_NONE, 8), DATE_NONE);
}

static void threats_are_carried_out_the_same_day(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct escalation_threat threat;
		enum escalation_threat_state wanted;
		bool reported;
	} rows[] = {
		{ "not decided",
		  { DATE_NONE, DATE_NONE, DATE_NONE },
		  ESCALATION_THREAT_UNDECIDED,
		  false },
		{ "decided, not told",
		  { LATE(9), DATE_NONE, DATE_NONE },
		  ESCALATION_THREAT_DECIDED,
		  false },
		{ "told today", { TODAY, TODAY, DATE_NONE }, ESCALATION_THREAT_DUE, false },
		{ "told yesterday",
		  { LATE(2), LATE(1), DATE_NONE },
		  ESCALATION_THREAT_EMPTY,
		  true },
		{ "done the same day",
		  { LATE(2), LATE(1), LATE(1) },
		  ESCALATION_THREAT_DONE,
		  false },
		{ "done the day after", { LATE(2), LATE(1), TODAY }, ESCALATION_THREAT_LATE, true },
		{ "told without decision",
		  { DATE_NONE, TODAY, TODAY },
		  ESCALATION_THREAT_UNDECIDED_TOLD,
		  true },
		{ "decided a day too late",
		  { TODAY, LATE(1), LATE(1) },
		  ESCALATION_THREAT_UNDECIDED_TOLD,
		  true },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		enum escalation_threat_state got =
			escalation_threat_state_on(&rows[i].threat, TODAY);
		if (got != rows[i].wanted || escalation_threat_is_reported(got) != rows[i].reported)
			fail_msg("%s: %d", rows[i].name, (int)got);
	}
}

static void hand_over_stops_calls(void **state)
{
	(void)state;
	static const char *const codes[] = { "", "legal", "bailiff", "agency" };
	for (int i = 0; i < ESCALATION_HANDOVER_COUNT; i++) {
		assert_string_equal(escalation_handover_codes[i], codes[i]);
		assert_int_equal(escalation_stops_calls((enum escalation_handover)i), i > 0);
	}
}

static void sanctions_have_codes(void **state)
{
	static const char *const codes[] = { "cancel_terms", "all_due", "hold", "legal" };

	(void)state;
	for (int i = 0; i < ESCALATION_SANCTION_COUNT; i++)
		assert_string_equal(escalation_sanction_codes[i], codes[i]);
}

static void holds_are_proposed(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct escalation_hold_facts facts;
		unsigned wanted;
	} rows[] = {
		{ "at the limit", { 5000, 5000, 0, DATE_NONE, false }, 0 },
		{ "a cent over", { 5001, 5000, 0, DATE_NONE, false }, ESCALATION_HOLD_LIMIT },
		{ "no credit at all", { 1, 0, 0, DATE_NONE, false }, ESCALATION_HOLD_LIMIT },
		{ "no limit known", { 5001, -1, 0, DATE_NONE, false }, 0 },
		{ "one broken promise", { 1, 5000, 1, DATE_NONE, false }, 0 },
		{ "two", { 1, 5000, 2, DATE_NONE, false }, ESCALATION_HOLD_BROKEN },
		{ "the day before the insurer's", { 1, 5000, 0, IN(1), false }, 0 },
		{ "the insurer's", { 1, 5000, 0, TODAY, false }, ESCALATION_HOLD_INSURER },
		{ "all three", { 5001, 5000, 2, LATE(1), false }, 7 },
		{ "nothing owed any more", { 0, 5000, 2, LATE(1), false }, 0 },
		{ "held already", { 5001, 5000, 2, LATE(1), true }, 0 },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		if (escalation_propose_hold(&rows[i].facts, &escalation_default_rules, TODAY) !=
		    rows[i].wanted)
			fail_msg("%s", rows[i].name);
}

/* Lifted on TODAY over the limit, for thirty days. */
static void a_lifted_hold_comes_back_with_time_or_more_reasons(void **state)
{
	enum { LIMIT = ESCALATION_HOLD_LIMIT, BROKEN = ESCALATION_HOLD_BROKEN };
	static const struct {
		const char *name;
		unsigned then, now;
		date broke_on, today;
		bool again;
	} rows[] = {
		{ "the same day", LIMIT, LIMIT, DATE_NONE, TODAY, false },
		{ "the same day, with more", LIMIT, LIMIT | BROKEN, TODAY, TODAY, false },
		{ "the next day", LIMIT, LIMIT, DATE_NONE, IN(1), false },
		{ "the last day of rest", LIMIT, LIMIT, DATE_NONE, IN(29), false },
		{ "the day it is over", LIMIT, LIMIT, DATE_NONE, IN(30), true },
		{ "over, and nothing speaks for it", LIMIT, 0, DATE_NONE, IN(30), false },
		{ "another reason", LIMIT, LIMIT | BROKEN, LATE(1), IN(1), true },
		{ "another reason instead", LIMIT, BROKEN, LATE(1), IN(1), true },
		{ "one reason fewer", LIMIT | BROKEN, LIMIT, LATE(1), IN(1), false },
		{ "broken on the day it was lifted", BROKEN, BROKEN, TODAY, IN(1), false },
		{ "one more broken since", BROKEN, BROKEN, IN(1), IN(1), true },
		{ "one broken, which does not count yet", LIMIT, LIMIT, IN(1), IN(1), false },
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct escalation_lifted lifted = { TODAY, IN(30), rows[i].then };
		if (escalation_hold_again(&lifted, rows[i].now, rows[i].broke_on, rows[i].today) !=
		    rows[i].again)
			fail_msg("%s", rows[i].name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(three_unsuccessful_chases_in_a_month),
		cmocka_unit_test(not_with_a_legitimate_reason),
		cmocka_unit_test(three_broken_promises),
		cmocka_unit_test(eight_contacts_since_the_last_promise),
		cmocka_unit_test(what_speaks_for_it_has_codes),
		cmocka_unit_test(each_guard_blocks_alone),
		cmocka_unit_test(good_payers_and_key_accounts_only_warn),
		cmocka_unit_test(registered_letters_have_preconditions),
		cmocka_unit_test(threats_are_carried_out_the_same_day),
		cmocka_unit_test(hand_over_stops_calls),
		cmocka_unit_test(sanctions_have_codes),
		cmocka_unit_test(holds_are_proposed),
		cmocka_unit_test(a_lifted_hold_comes_back_with_time_or_more_reasons),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
