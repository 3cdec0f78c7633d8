/* Teams, and whose file is whose. Supervisors only.
 *
 * An agent sees the files of his team and those of no team; a supervisor sees all (session_may_see).
 */
#ifndef DESK_TEAM_H
#define DESK_TEAM_H

#include "desk/session.h"

/* Supervisors. ERR_CONFLICT: the name is taken; ERR_USAGE: it is blank or too long; ERR_MISSING: no team bears it. */
bool team_add(struct session *session, const char *name, struct err *err);
bool team_set_name(struct session *session, const char *name, const char *to, struct err *err);
/* ERR_REFUSED while people or files are of it. */
bool team_remove(struct session *session, const char *name, struct err *err);
bool team_rows(struct session *session, struct arena *arena, struct team_row **rows, size_t *count, struct err *err); /* by name */

/* Whose files these become. NULL: as it is; "": every team's, anyone's. */
struct team_assignment {
	const char *team;            /* name */
	const char *agent;           /* login; his own files, which his team sees too */
};
struct team_assigned {
	size_t changed, same;        /* files */
};
/* Some transactions of a few files each, a journal row a file that changes. An agent who does not see the file's team is refused as its
 * owner (ERR_REFUSED, naming the file); a file that goes to another team leaves an owner who is not of it. Done again it changes nothing. */
bool team_assign(struct session *session, const int64_t *clients, size_t count, const struct team_assignment *to,
                 struct team_assigned *out, struct err *err);

/* The id of the creditor's client with this number, among those this person may see. */
enum found team_client(struct session *session, const char *no, int64_t *id, struct err *err);

#endif
