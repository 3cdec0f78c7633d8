/* People at a client's: their roles, whom a typed name means, who is asked for, and when they answer.
 */
#ifndef RULES_CONTACT_H
#define RULES_CONTACT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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

/* One person of a client, as the rules need it. */
struct contact {
	int64_t id;
	const char *name; /* borrowed; may be "" */
	enum contact_role role;
	bool qualified, wrong;
	bool phone; /* has a number of its own */
};

/* Whom a typed name means: every word of it begins a word of the contact's name, whatever case and accents; titles (Mme, M.) count only
 * when nothing else is typed. Whole words win over beginnings, then `role`, then right contacts over wrong ones. */
enum contact_match { CONTACT_MATCH_NONE, CONTACT_MATCH_ONE, CONTACT_MATCH_SEVERAL };
enum contact_match contact_match(const struct contact *contacts, size_t count, const char *typed,
				 enum contact_role role, size_t *place);

/* The one to ask for: the contact `id` unless wrong, else the best one of that role (qualified, then with a number, then the first).
 * SIZE_MAX: nobody. */
size_t contact_choose(const struct contact *contacts, size_t count, enum contact_role role,
		      int64_t id);
/* Whose number is dialled when the one to ask for has none, or is nobody: `asked` itself, else accounts payable, then anybody with a
 * number, then anybody. SIZE_MAX: nobody usable. */
size_t contact_dial(const struct contact *contacts, size_t count, size_t asked);
/* Contacts are known and every one is wrong: nobody can be called. A client nobody was ever told of is not lost. */
bool contact_none_usable(const struct contact *contacts, size_t count);

/* A call to somebody: at which minute of the local day, and whether a person was spoken to. */
struct contact_call {
	int minute;
	bool spoken;
};

/* The hours somebody answers at, learnt. */
struct contact_hours {
	int from_minute, to_minute; /* -1: not known */
	int answered, tried;        /* in them */
};
#define CONTACT_HOURS_SPAN  120 /* minutes */
#define CONTACT_HOURS_LEAST 3   /* answers before anything is said */

/* The two hours, from a full one, with the most answers; between equals the one with the fewest calls in vain, then the latest, which begins with an answer. Nothing is
 * said before CONTACT_HOURS_LEAST answers fall into them, nor when more calls were in vain there. */
struct contact_hours contact_learn_hours(const struct contact_call *calls, size_t count);

/* How a typed name is kept: words all in small letters get a capital, but de, du, des, la, le, von, van inside it. Caller's string. */
char *contact_name_tidy(const char *typed);

#endif
