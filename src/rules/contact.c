/* The roles of contacts as the store and JSON spell them. Knows no person.
 */
#include "rules/contact.h"

#include <string.h>

const char *const contact_role_codes[CONTACT_ROLE_COUNT] = {
	[CONTACT_ACCOUNTS_PAYABLE] = "accounts_payable",
	[CONTACT_BUYER] = "buyer",
	[CONTACT_APPROVER] = "approver",
	[CONTACT_DIRECTOR] = "director",
	[CONTACT_SALES] = "sales",
	[CONTACT_OTHER] = "other",
};

bool contact_role_from_code(const char *code, enum contact_role *out)
{
	for (int i = 0; i < CONTACT_ROLE_COUNT; i++) {
		if (strcmp(contact_role_codes[i], code) == 0) {
			*out = (enum contact_role)i;
			return true;
		}
	}
	return false;
}
