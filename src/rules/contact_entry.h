/* The entry line of a person: "mme lenoir 04 78 12 34 56 achats", in any order.
 *
 * Digits (with blanks, points, a + before them; the digit row of an AZERTY keyboard without shift) are the phone, a second number the
 * mobile; a word with @ the mail; the first word that names a role in either language the role; the rest the name. Pure.
 */
#ifndef RULES_CONTACT_ENTRY_H
#define RULES_CONTACT_ENTRY_H

#include <stdbool.h>
#include <stddef.h>

#include "rules/contact.h"

#define CONTACT_TEXT 96

enum contact_entry_status {
	CONTACT_ENTRY_OK,
	CONTACT_ENTRY_EMPTY,       /* nothing typed */
	CONTACT_ENTRY_SHORT_PHONE, /* `token`: too few digits for a phone number */
	CONTACT_ENTRY_PHONES,      /* `token` is one number too many */
	CONTACT_ENTRY_MAILS,
	CONTACT_ENTRY_TOO_LONG, /* the name */
	CONTACT_ENTRY_STATUS_COUNT
};

struct contact_entry {
	enum contact_entry_status status;
	char name[CONTACT_TEXT]; /* as typed; may be "" when a phone or a mail is there */
	char phone[CONTACT_TEXT], mobile[CONTACT_TEXT], mail[CONTACT_TEXT]; /* "" none */
	enum contact_role role; /* accounts payable when none is typed */
	bool role_typed;
	char token[64];
};

/* Returns true when status is CONTACT_ENTRY_OK. */
bool contact_entry_parse(const char *text, struct contact_entry *out);

/* The role a word means, by its first letters (at least two) in either language. False: none. */
bool contact_entry_role(const char *word, enum contact_role *out);

/* The hour somebody is best called at: "9h30", "9:30", "9h"; nothing is -1. False: none of that. */
bool contact_entry_hour(const char *text, int *minute);

#endif
