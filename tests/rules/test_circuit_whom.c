/* The circuit: what is asked at each stage, and whom. */
#include "circuit_news.h"

static void each_stage_has_its_question(void **state)
{
	(void)state;
	static const enum circuit_question wanted[CIRCUIT_STAGE_COUNT] = {
		CIRCUIT_ASK_RECEIVED, CIRCUIT_ASK_RECEIVED, CIRCUIT_ASK_REGISTERED,
		CIRCUIT_ASK_WHO,      CIRCUIT_ASK_APPROVED, CIRCUIT_ASK_FORWARDED,
		CIRCUIT_ASK_APPROVED, CIRCUIT_ASK_RUN,      CIRCUIT_ASK_PAYMENT,
		CIRCUIT_ASK_NOTHING,  CIRCUIT_ASK_REFUSAL,  CIRCUIT_ASK_DISPUTE,
		CIRCUIT_ASK_DOCUMENT,
	};
	for (int i = 0; i < CIRCUIT_STAGE_COUNT; i++) {
		struct circuit_event event = NEWS(1, (enum circuit_stage)i, TODAY);
		struct circuit_position p;
		circuit_place(&event, 1, &p);
		assert_int_equal(circuit_ask(&p), wanted[i]);
	}
	struct circuit_event both[] = { NEWS(1, CIRCUIT_APPROVED, LATE(1)),
					NEWS(2, CIRCUIT_FORWARDED, TODAY) };
	struct circuit_position p;
	circuit_place(both, 2, &p);
	assert_int_equal(circuit_ask(&p), CIRCUIT_ASK_PASSED);
}

struct whom_row {
	const char *name;
	enum circuit_stage stage;
	enum contact_role holder_role;
	const char *holder;
	enum contact_role role;
	bool named;
	enum circuit_whom_why why;
};

static const struct whom_row whom_rows[] = {
	{ "received", CIRCUIT_RECEIVED, CONTACT_ROLE_COUNT, NULL, CONTACT_ACCOUNTS_PAYABLE, false,
	  CIRCUIT_WHOM_DEFAULT },
	{ "with the buyer", CIRCUIT_BUYER, CONTACT_ROLE_COUNT, NULL, CONTACT_BUYER, false,
	  CIRCUIT_WHOM_BUYER },
	{ "with a named buyer", CIRCUIT_BUYER, CONTACT_BUYER, "Lenoir", CONTACT_BUYER, true,
	  CIRCUIT_WHOM_BUYER },
	{ "with somebody whose role is unknown", CIRCUIT_BUYER, CONTACT_ROLE_COUNT, "Lenoir",
	  CONTACT_BUYER, true, CIRCUIT_WHOM_BUYER },
	{ "with the approver", CIRCUIT_BUYER, CONTACT_APPROVER, "Petit", CONTACT_APPROVER, true,
	  CIRCUIT_WHOM_APPROVER },
	{ "accounts payable never chases the buyer", CIRCUIT_BUYER, CONTACT_ACCOUNTS_PAYABLE,
	  "Roux", CONTACT_BUYER, false, CIRCUIT_WHOM_BUYER },
	{ "approved, not forwarded", CIRCUIT_APPROVED, CONTACT_ROLE_COUNT, NULL, CONTACT_APPROVER,
	  false, CIRCUIT_WHOM_APPROVER },
	{ "forwarded", CIRCUIT_FORWARDED, CONTACT_ROLE_COUNT, NULL, CONTACT_ACCOUNTS_PAYABLE, false,
	  CIRCUIT_WHOM_DEFAULT },
	{ "a named accountant", CIRCUIT_PASSED, CONTACT_ACCOUNTS_PAYABLE, "Roux",
	  CONTACT_ACCOUNTS_PAYABLE, true, CIRCUIT_WHOM_HOLDER },
	{ "a named salesman", CIRCUIT_DISPUTED, CONTACT_SALES, "Blanc", CONTACT_SALES, true,
	  CIRCUIT_WHOM_HOLDER },
	{ "paid: nobody in particular", CIRCUIT_PAID, CONTACT_BUYER, "Lenoir",
	  CONTACT_ACCOUNTS_PAYABLE, false, CIRCUIT_WHOM_DEFAULT },
	{ "refused: nobody in particular", CIRCUIT_REFUSED, CONTACT_BUYER, "Lenoir",
	  CONTACT_ACCOUNTS_PAYABLE, false, CIRCUIT_WHOM_DEFAULT },
};

static struct circuit_standing standing(int64_t invoice, cents open, enum circuit_stage stage,
					int days)
{
	struct circuit_event event = NEWS(1, stage, LATE(days));
	struct circuit_standing s = { .invoice_id = invoice, .open = open };
	circuit_place(&event, 1, &s.position);
	return s;
}

static void whom_to_call_follows_from_the_stage(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(whom_rows); i++) {
		const struct whom_row *row = &whom_rows[i];
		struct circuit_standing s = standing(1, 100, row->stage, 1);
		s.position.holder = row->holder;
		s.position.holder_id = row->holder ? 5 : 0;
		s.position.holder_role = row->holder_role;
		struct circuit_whom whom =
			circuit_whom(&s, 1, &circuit_default_limits, false, TODAY);
		if (whom.role != row->role || whom.why != row->why ||
		    (whom.holder != NULL) != row->named || (whom.holder_id == 5) != row->named)
			fail_msg("%s: %s, why %d", row->name, contact_role_codes[whom.role],
				 (int)whom.why);
		s.position.holder_id = 0;
		whom = circuit_whom(&s, 1, &circuit_default_limits, false, TODAY);
		assert_int_equal(whom.holder != NULL, row->named);
		whom = circuit_whom(&s, 1, &circuit_default_limits, true, TODAY);
		assert_int_equal(whom.role, CONTACT_DIRECTOR);
		assert_int_equal(whom.why, CIRCUIT_WHOM_SMALL);
		assert_null(whom.holder);
	}
}

static void the_stuck_invoice_decides_then_the_largest(void **state)
{
	(void)state;
	struct circuit_standing s[] = {
		standing(4, 900, CIRCUIT_RECEIVED, 5), standing(3, 100, CIRCUIT_BUYER, 8),
		standing(2, 200, CIRCUIT_APPROVED, 6), standing(1, 200, CIRCUIT_BUYER, 8),
		standing(5, 0, CIRCUIT_BUYER, 99),
	};
	const struct circuit_limits *limits = &circuit_default_limits;
	assert_int_equal(circuit_whom(s, 0, limits, false, TODAY).invoice_id, 0);
	assert_int_equal(circuit_whom(s, 0, limits, false, TODAY).role, CONTACT_ACCOUNTS_PAYABLE);
	assert_int_equal(circuit_whom(s, 1, limits, false, TODAY).invoice_id, 4);
	assert_int_equal(circuit_whom(s, 2, limits, false, TODAY).invoice_id, 3);
	assert_int_equal(circuit_whom(s, 2, limits, false, LATE(1)).invoice_id, 4);
	assert_int_equal(circuit_whom(s, 3, limits, false, TODAY).invoice_id, 2);
	assert_int_equal(circuit_whom(s, 5, limits, false, TODAY).invoice_id, 1);
	assert_int_equal(circuit_whom(s + 4, 1, limits, false, TODAY).invoice_id, 0);
	const struct circuit_standing twins[] = { s[3], s[2] };
	assert_int_equal(circuit_whom(twins, 2, limits, false, TODAY).invoice_id, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_stage_has_its_question),
		cmocka_unit_test(whom_to_call_follows_from_the_stage),
		cmocka_unit_test(the_stuck_invoice_decides_then_the_largest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
