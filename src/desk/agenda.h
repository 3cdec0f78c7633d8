/* The agenda: callbacks and follow-ups to come, by day and hour.
 */
#ifndef DESK_AGENDA_H
#define DESK_AGENDA_H

#include "db/agenda.h"
#include "db/client.h"
#include "desk/session.h"

#define AGENDA_DAYS 14   /* ahead, when nobody says */
#define AGENDA_MOST 20000 /* rows of one list */

struct agenda_row {
	struct client_row client;
	int minute;                  /* since midnight */
};

/* Callbacks agreed for an hour of the session's day, gone by or to come, by hour; not those whose money came since. Rows live in the arena. */
bool agenda_callbacks(struct session *session, struct arena *arena, struct agenda_row **rows, size_t *count, struct err *err);

enum agenda_when { AGENDA_LATE, AGENDA_TODAY, AGENDA_LATER };

struct agenda_entry {
	struct agenda_follow_up follow_up;
	enum agenda_when when;       /* late: its day or its hour went by */
	bool paid;                   /* a callback whose money came since (rules/follow_up.h): never late, and not there on the next day */
};

struct agenda_query {
	int days;                    /* after today; 0: today only */
	int64_t agent_id;            /* whose; 0: everybody's. An agent's list also holds what fell to the team (callback.team_after) */
	int limit;                   /* at most AGENDA_MOST */
};

/* By day, then hour, those of a day without an hour last: so late ones come first. Rows live in the arena. */
bool agenda_list(struct session *session, struct arena *arena, const struct agenda_query *query, struct agenda_entry **rows, size_t *count,
                 struct err *err);

/* The agent of this login, for the query. FOUND_NOT with a sentence. */
bool agenda_agent(struct session *session, const char *name, int64_t *agent_id, struct err *err);

#endif
