/* The agenda: what was agreed for an hour of today.
 */
#ifndef DESK_AGENDA_H
#define DESK_AGENDA_H

#include "db/client.h"
#include "desk/session.h"

struct agenda_row {
	struct client_row client;
	int minute;                  /* since midnight */
};

/* Callbacks agreed for an hour of the session's day, gone by or to come, by hour. Rows live in the arena. */
bool agenda_callbacks(struct session *session, struct arena *arena, struct agenda_row **rows, size_t *count, struct err *err);

#endif
