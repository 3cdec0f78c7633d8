/* The people: who works here, in which role and team, and how letters name them. Supervisors only.
 *
 * Where the store is a server's, each person also has an account of it, made and locked with the row.
 */
#ifndef DESK_PEOPLE_H
#define DESK_PEOPLE_H

#include "desk/session.h"

/* NULL: as it is, or empty when the person is new. Texts are cleaned. */
struct people_change {
	const char *name;            /* the login */
	const char *role;            /* role_codes */
	const char *team;            /* its name; "": of no team */
	const char *full_name, *phone, *mail;
};

/* A new person, or one who comes back. ERR_CONFLICT when he is at work already. */
bool people_add(struct session *session, const struct people_change *change, struct err *err);
bool people_set(struct session *session, const struct people_change *change, struct err *err);
/* He works here no more; what he did stays his. The last supervisor stays (ERR_REFUSED), in people_set too. */
bool people_remove(struct session *session, const char *name, struct err *err);

bool people_name_is_good(const char *name, struct err *err); /* a login */

#endif
