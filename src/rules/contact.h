/* What people do at a client's: the roles of its contacts.
 */
#ifndef RULES_CONTACT_H
#define RULES_CONTACT_H

#include <stdbool.h>

enum contact_role {
	CONTACT_ACCOUNTS_PAYABLE,
	CONTACT_BUYER,
	CONTACT_APPROVER,
	CONTACT_DIRECTOR,
	CONTACT_SALES,
	CONTACT_OTHER,
	CONTACT_ROLE_COUNT /* as a value: not known */
};
/* accounts_payable buyer approver director sales other */
extern const char *const contact_role_codes[CONTACT_ROLE_COUNT];

bool contact_role_from_code(const char *code, enum contact_role *out); /* exactly */

#endif
