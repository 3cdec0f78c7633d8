/* Reasons of non-payment: the table, firmness by history, coverage to the day. */
#include "facts.h"

#include "rules/reason.h"

static void the_table_is_that_of_the_trade(void **state)
{
	(void)state;
	static const struct {
		enum reason reason;
		const char *code;
		bool legitimate;
		const char *action;
	} rows[] = {
		{ REASON_NONE, "", false, "qualify" },
		{ REASON_FORGOTTEN, "forgotten", false, "remind" },
		{ REASON_CALCULATING, "calculating", false, "cost" },
		{ REASON_NOT_RECEIVED, "not_received", true, "duplicate" },
		{ REASON_CIRCUIT, "circuit", true, "holder" },
		{ REASON_DISPUTE, "dispute", true, "settle" },
		{ REASON_DOCUMENT, "document", true, "send" },
		{ REASON_DIFFICULTY, "difficulty", true, "plan" },
		{ REASON_BAD_FAITH, "bad_faith", false, "escalate" },
		{ REASON_INSOLVENCY, "insolvency", true, "claim" },
		{ REASON_PAID, "paid", true, "match" },
	};
	assert_int_equal(COUNT(rows), REASON_COUNT);
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct reason_rule *rule = &reason_rules[rows[i].reason];
		enum reason found = REASON_COUNT;
		assert_string_equal(rule->code, rows[i].code);
		assert_int_equal(rule->legitimate, rows[i].legitimate);
		assert_string_equal(reason_action_codes[rule->action], rows[i].action);
		assert_true(reason_from_code(rows[i].code, &found));
		assert_int_equal(found, rows[i].reason);
	}
	enum reason found = REASON_COUNT;
	assert_true(reason_from_code("bad-faith", &found));
	assert_int_equal(found, REASON_BAD_FAITH);
	found = REASON_COUNT;
	assert_false(reason_from_code("bad", &found));
	static const char *const none[] = { "forgotten ", "forgotte", "bad faith", "bad", "bad-faith-", "circ-it", "bad_fait-" };
	for (size_t i = 0; i < COUNT(none); i++)
		assert_false(reason_from_code(none[i], &found));
	assert_int_equal(found, REASON_COUNT);
}

static void some_outcomes_tell_the_reason(void **state)
{
	(void)state;
	static const enum reason wanted[OUTCOME_COUNT] = {
		[OUTCOME_CIRCUIT] = REASON_CIRCUIT,       [OUTCOME_DISPUTE] = REASON_DISPUTE,
		[OUTCOME_DOCUMENT] = REASON_DOCUMENT,     [OUTCOME_PAID] = REASON_PAID,
		[OUTCOME_DIFFICULTY] = REASON_DIFFICULTY, [OUTCOME_REFUSAL] = REASON_BAD_FAITH,
		[OUTCOME_INSOLVENCY] = REASON_INSOLVENCY,
	};
	for (int i = 0; i < OUTCOME_COUNT; i++)
		assert_int_equal(reason_from_outcome((enum outcome)i), wanted[i]);
}

static void words_tell_a_reason(void **state)
{
	(void)state;
	static const struct {
		const char *note;
		enum reason wanted;
	} rows[] = {
		{ "", REASON_NONE },
		{ "rappelez demain", REASON_NONE },
		{ "elle a OUBLIÉ, désolée", REASON_FORGOTTEN },
		{ "they forgot", REASON_FORGOTTEN },
		{ "l'inoubliable Mme Petit", REASON_NONE },
		{ "n'a jamais reçu la facture", REASON_NOT_RECEIVED },
		{ "facture non reçue", REASON_NOT_RECEIVED },
		{ "c'est chez l'acheteuse", REASON_CIRCUIT },
		{ "attend le duplicata", REASON_DOCUMENT },
		{ "problème de trésorerie", REASON_DIFFICULTY },
		{ "gagne du temps", REASON_CALCULATING },
		{ "il refuse de payer", REASON_BAD_FAITH },
		{ "dit avoir déjà payé", REASON_PAID },
		{ "a oublié, et en trésorerie courte", REASON_NONE }, /* two: nobody guesses */
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		if (reason_from_words(rows[i].note) != rows[i].wanted)
			fail_msg("%s: %d", rows[i].note, reason_from_words(rows[i].note));
}

static void firmness_grows_with_what_was_not_kept(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct reason_history history;
		enum reason_firmness wanted;
	} rows[] = {
		{ "nothing yet", { 0, 0, false, REASON_NONE }, REASON_SMILING },
		{ "one broken promise", { 1, 0, false, REASON_NONE }, REASON_RESPECTFUL },
		{ "one unsuccessful chase", { 0, 1, false, REASON_NONE }, REASON_RESPECTFUL },
		{ "one of each", { 1, 1, false, REASON_NONE }, REASON_FIRM },
		{ "two broken promises", { 2, 0, false, REASON_FORGOTTEN }, REASON_FIRM },
		{ "two unsuccessful chases", { 0, 2, false, REASON_CALCULATING }, REASON_FIRM },
		{ "a refusal is one more", { 0, 1, true, REASON_BAD_FAITH }, REASON_FIRM },
		{ "an old refusal", { 0, 0, true, REASON_BAD_FAITH }, REASON_RESPECTFUL },
		{ "never firm with a legitimate reason",
		  { 3, 3, true, REASON_DIFFICULTY },
		  REASON_RESPECTFUL },
		{ "smiling with a legitimate reason",
		  { 0, 0, false, REASON_DISPUTE },
		  REASON_SMILING },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		if (reason_firmness_of(&rows[i].history, &reason_default_firmness) !=
		    rows[i].wanted)
			fail_msg("%s", rows[i].name);
}

static void firmness_has_codes(void **state)
{
	(void)state;
	static const char *const codes[] = { "smiling", "respectful", "firm" };
	for (int i = 0; i < REASON_FIRMNESS_COUNT; i++) {
		enum reason_firmness found = REASON_FIRMNESS_COUNT;
		assert_string_equal(reason_firmness_codes[i], codes[i]);
		assert_true(reason_firmness_from_code(codes[i], &found));
		assert_int_equal(found, i);
	}
	enum reason_firmness found;
	assert_false(reason_firmness_from_code("rude", &found));
}

static void reasons_are_good_for_thirty_days(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct reason_client client;
		bool covered, late;
	} rows[] = {
		{ "told today", { LATE(90), REASON_CIRCUIT, TODAY }, true, false },
		{ "told 29 days ago", { LATE(90), REASON_CIRCUIT, LATE(29) }, true, false },
		{ "told 30 days ago", { LATE(90), REASON_CIRCUIT, LATE(30) }, false, true },
		{ "not told, 30 days late", { LATE(30), REASON_NONE, DATE_NONE }, false, false },
		{ "not told, 31 days late", { LATE(31), REASON_NONE, DATE_NONE }, false, true },
		{ "looked at without finding one", { LATE(90), REASON_NONE, TODAY }, false, true },
		{ "an illegitimate reason is one",
		  { LATE(90), REASON_BAD_FAITH, TODAY },
		  true,
		  false },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct reason_coverage cover =
			reason_cover(&rows[i].client, 1, REASON_WITHIN_DAYS, TODAY);
		if (cover.covered != rows[i].covered || cover.late != rows[i].late ||
		    cover.hundredths != (rows[i].covered ? 10000 : 0))
			fail_msg("%s", rows[i].name);
		assert_int_equal(reason_is_covered(&rows[i].client, REASON_WITHIN_DAYS, TODAY),
				 rows[i].covered);
	}
}

static void coverage_is_a_share_of_clients(void **state)
{
	(void)state;
	static const struct reason_client clients[] = {
		{ LATE(40), REASON_PAID, LATE(3) },
		{ LATE(40), REASON_NONE, DATE_NONE },
		{ LATE(4), REASON_DISPUTE, LATE(3) },
	};
	struct reason_coverage cover = reason_cover(clients, 3, REASON_WITHIN_DAYS, TODAY);
	assert_int_equal(cover.clients, 3);
	assert_int_equal(cover.covered, 2);
	assert_int_equal(cover.late, 1);
	assert_int_equal(cover.hundredths, 6667);
	assert_int_equal(reason_cover(clients, 0, REASON_WITHIN_DAYS, TODAY).hundredths, 10000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_table_is_that_of_the_trade),
		cmocka_unit_test(some_outcomes_tell_the_reason),
		cmocka_unit_test(words_tell_a_reason),
		cmocka_unit_test(firmness_grows_with_what_was_not_kept),
		cmocka_unit_test(firmness_has_codes),
		cmocka_unit_test(reasons_are_good_for_thirty_days),
		cmocka_unit_test(coverage_is_a_share_of_clients),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
