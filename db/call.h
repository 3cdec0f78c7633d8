/* What calls leave behind: actions, promises, follow-ups. Disputes and documents have files of their own.
 */
#ifndef DB_CALL_H
#define DB_CALL_H

#include <stddef.h>

#include "base/arena.h"
#include "db/store.h"
#include "rules/records.h"

#define ACTION_PLATFORM "platform" /* outcome of what a platform told: nobody called */

struct call_row {
	int64_t id, client_id, agent_id;
	const char *agent;               /* name, when read */
	const char *outcome;             /* code */
	date on_day;
	const char *at;
	const char *note;
	date next_on;
	int next_minute;                 /* -1 */
	int64_t undone_by;               /* 0: stands */
	int64_t contact_id;              /* who was called; 0: nobody named */
	const char *channel;             /* rules/scenario.h code; NULL: phone */
	const char *reason, *excuse;     /* rules/reason.h and rules/chase.h codes; "" or NULL: none told */
};
bool action_insert(struct store *store, const struct call_row *row, struct err *err);
/* Newest first; undone ones and undo rows included when all. limit 0 = no limit. */
bool action_list(struct store *store, struct arena *arena, int64_t client_id, bool all, int limit, struct call_row **rows, size_t *count, struct err *err);
enum found action_by_id(struct store *store, struct arena *arena, int64_t id, struct call_row *out, struct err *err);
bool action_set_undone(struct store *store, int64_t id, int64_t by, struct err *err);

struct promise_row {
	struct promise promise;
	int64_t action_id;
	int64_t superseded_by, withdrawn_by; /* actions; 0 none */
	bool written;                    /* made in writing: may acknowledge the debt */
	int64_t acknowledged_by;         /* the supervisor who confirmed that it does; 0 nobody */
};
bool promise_insert(struct store *store, int64_t client_id, const struct promise_row *row, struct err *err);
bool promise_list(struct store *store, struct arena *arena, int64_t client_id, struct promise_row **rows, size_t *count, struct err *err); /* not undone; by id */
bool promise_put_judged(struct store *store, const struct promise *promise, struct err *err); /* received, state */
bool promise_acknowledge(struct store *store, int64_t promise_id, int64_t by_agent, struct err *err);
bool promise_supersede(struct store *store, int64_t promise_id, int64_t by_action, struct err *err);
bool promise_put_reduced(struct store *store, int64_t promise_id, cents reduced, int64_t withdrawn_by, struct err *err); /* withdrawn_by ≠ 0: state withdrawn */
bool promise_invoice_insert(struct store *store, int64_t promise_id, int64_t invoice_id, cents amount, struct err *err);
struct promise_part { int64_t promise_id, invoice_id; cents amount; int64_t withdrawn_by; };
bool promise_parts(struct store *store, struct arena *arena, int64_t client_id, struct promise_part **rows, size_t *count, struct err *err);
bool promise_part_withdraw(struct store *store, int64_t promise_id, int64_t invoice_id, int64_t by_action, struct err *err);

struct follow_up_row {
	int64_t id, action_id;
	const char *kind;                /* outcome code */
	date due_on;
	int minute;                      /* -1 */
	bool agreed;
	int64_t done_by;                 /* 0: pending */
};
bool follow_up_insert(struct store *store, int64_t client_id, const struct follow_up_row *row, struct err *err);
bool follow_up_list(struct store *store, struct arena *arena, int64_t client_id, struct follow_up_row **rows, size_t *count, struct err *err); /* not undone, by id */
/* The pending ones of one action. */
bool follow_up_replace(struct store *store, int64_t action_id, int64_t by_action, struct err *err);
/* Done by no call but by the payment: done_by is the action that agreed it. */
bool follow_up_paid(struct store *store, int64_t id, struct err *err);
/* Every pending one due by then: on that day only those without an hour or whose hour has come; minute -1: all of them. */
bool follow_up_done(struct store *store, int64_t client_id, date up_to, int minute, int64_t by_action, struct err *err);

/* Take back everything an action did: its promises, follow-ups, disputes, news of the circuit and contacts become undone, what it superseded, withdrew or closed stands again. */
bool action_revert(struct store *store, int64_t action_id, struct err *err);

#endif
