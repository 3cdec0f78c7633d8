/* The roles of contacts: stored codes must not change. */
#include "facts.h"

#include "rules/contact.h"

static void codes_are_those_stored(void **state)
{
	(void)state;
	static const char *const codes[] = { "accounts_payable", "buyer", "approver",
					     "director",         "sales", "other" };
	enum contact_role role = CONTACT_ROLE_COUNT;
	assert_int_equal(COUNT(codes), CONTACT_ROLE_COUNT);
	for (int i = 0; i < CONTACT_ROLE_COUNT; i++) {
		assert_string_equal(contact_role_codes[i], codes[i]);
		assert_true(contact_role_from_code(codes[i], &role));
		assert_int_equal(role, i);
	}
	role = CONTACT_ROLE_COUNT;
	assert_false(contact_role_from_code("", &role));
	assert_false(contact_role_from_code("Buyer", &role));
	assert_false(contact_role_from_code("buyers", &role));
	assert_int_equal(role, CONTACT_ROLE_COUNT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_are_those_stored),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
