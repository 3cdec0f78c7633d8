/* What is to come across the clients of a creditor this store's person may see (store_set_sight): follow-ups and promises by date.
 */
#ifndef DB_AGENDA_H
#define DB_AGENDA_H

#include "db/call.h"

/* Whose file it is, for a row of a list. */
struct agenda_client {
	int64_t id;
	const char *no, *name;
	cents overdue;
	char currency[MONEY_CODE];   /* of overdue */
};

struct agenda_follow_up {
	int64_t id, action_id, agent_id;
	const char *agent, *kind, *note; /* kind: outcome code; note: of the call that agreed it */
	date agreed_on, due_on;      /* agreed_on: the day of that call */
	int minute;                  /* -1: no hour */
	bool agreed;                 /* with the client */
	const char *why_not;         /* why its file is not called, rules/callable.h; "" when it is */
	bool paid_since;             /* that file asks for nothing any more, and cash became known since it was agreed */
	struct agenda_client client;
};

struct agenda_follow_up_query {
	int64_t creditor_id;
	int64_t agent_id;            /* who agreed it, or whose the file is; 0: whoever */
	/* With agent_id: others' too when their hour went by before this one: the team's by then. */
	date team_on;
	int team_minute;
	date up_to;
	int limit;
};

/* Pending ones due up to a day, late ones included, by day, then hour, those without an hour last. Not of files somebody else has or that are
 * insolvent; what is due of one that owes nothing (any more) is there only when it is a callback: the client waits for that. */
bool agenda_follow_ups(struct store *store, struct arena *arena, const struct agenda_follow_up_query *query, struct agenda_follow_up **rows,
                       size_t *count, struct err *err);

/* Callbacks pending from before a day, of files of which nothing is overdue and whose cash became known since: done by the payment. */
struct agenda_settled {
	int64_t id, client_id, action_id;
	date due_on;
	int minute;                  /* -1: no hour */
};
bool agenda_paid(struct store *store, struct arena *arena, int64_t creditor_id, date before, struct agenda_settled **rows, size_t *count,
                 struct err *err);
/* The same of one of them: FOUND_NOT when it is none any more. */
enum found agenda_paid_still(struct store *store, int64_t id, struct err *err);

/* Clients whose file does not show what comes today: an hour, or what was agreed, of today or earlier, behind an older follow-up. */
bool agenda_come(struct store *store, struct arena *arena, int64_t creditor_id, date today, int64_t **client_ids, size_t *count,
                 struct err *err);

struct agenda_promise {
	struct promise promise;
	int64_t action_id, agent_id;
	const char *agent;           /* who took it */
	struct agenda_client client;
};

struct agenda_promise_query {
	int64_t creditor_id;
	int64_t agent_id;            /* who took it, or whose the file is; 0: whoever */
	enum promise_state state;
	date check_from, check_to;   /* check dates, both included */
	bool newest;                 /* by check date, the latest first; else the earliest */
	int limit;
};

/* Not undone. */
bool agenda_promises(struct store *store, struct arena *arena, const struct agenda_promise_query *query, struct agenda_promise **rows, size_t *count,
                     struct err *err);
enum found agenda_promise_by_id(struct store *store, struct arena *arena, int64_t creditor_id, int64_t id, struct agenda_promise *out,
                                struct err *err);

#endif
