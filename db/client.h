/* The debtor's file: identity, the state kept by actions, what is made ready for the queue, the claim.
 */
#ifndef DB_CLIENT_H
#define DB_CLIENT_H

#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/money.h"
#include "db/store.h"
#include "rules/clocks.h"
#include "rules/reason.h"

/* Facts kept by actions, from which scores and callability are computed. */
struct client_state {
	date last_chase_on, spoken_on, cadence_on;
	date follow_up_on;
	int follow_up_minute;            /* -1: none */
	bool follow_up_agreed;
	int64_t follow_up_agent_id;      /* who agreed it; 0: nobody in particular */
	date dispute_due_on, dispute_end_on;
	int promises;                    /* standing or judged */
	bool difficulty, insolvent, legal, agency, no_contact;
	int risk_class;
	cents credit_limit;              /* -1: none */
	cents insured_limit;             /* -1: not insured */
	bool held, key_account;
	enum reason reason;              /* in force … */
	date reason_on;                  /* … last told */
	date published_on;               /* insolvency: publication */
	date acknowledged_on;            /* confirmed acknowledgement of the debt */
	/* by enum clocks_kind: when it was closed for what had begun by then; DATE_NONE: never */
	date closed_on[CLOCKS_KIND_COUNT];
	const char *segment, *language;  /* "": none, the creditor's. Borrowed as the row's texts */
};

/* The state of a client nothing happened to yet. */
#define CLIENT_STATE_NEW \
	{ \
		.last_chase_on = DATE_NONE, .spoken_on = DATE_NONE, .cadence_on = DATE_NONE, .follow_up_on = DATE_NONE, \
		.follow_up_minute = -1, .dispute_due_on = DATE_NONE, .dispute_end_on = DATE_NONE, .credit_limit = -1, \
		.insured_limit = -1, .reason_on = DATE_NONE, .published_on = DATE_NONE, .acknowledged_on = DATE_NONE, \
		.closed_on = { DATE_NONE, DATE_NONE, DATE_NONE }, \
		.segment = "", .language = "", \
	}

/* Made ready for the queue. */
struct client_ready {
	int score;
	bool callable;
	const char *why_not;             /* code; "" when callable. A constant or borrowed */
	date next_on;
	int next_minute;                 /* -1: none */
	cents overdue, balance;
	char currency[MONEY_CODE];
	date oldest_on;
	int broken;
	const char *clock;               /* code of the clock that presses most; "": none does. A constant or borrowed */
	date clock_on;                   /* its last day */
	const char *proposal;            /* what waits for a supervisor: "legal", "hold" or ""; the same */
};

struct client_claim {
	int64_t agent_id;                /* 0: free */
	const char *console;             /* "host/pid/start" */
	int64_t until_ms;
};

struct client_row {
	int64_t id, creditor_id;
	const char *no, *name;
	int terms_days;                  /* -1: the creditor's */
	const char *time_zone;           /* "": the creditor's */
	const char *postal_code;         /* "": not known */
	int64_t team_id, agent_id;       /* whose file; 0: every team's, anyone's */
	struct client_state state;
	struct client_ready ready;
	bool small_structure;            /* the director pays */
	int64_t version;
	struct client_claim claim;
	const char *claim_agent;         /* name, "" when free */
};

/* Its texts become the arena's. */
void client_keep(struct client_row *row, struct arena *arena);

enum found client_by_no(struct store *store, struct arena *arena, int64_t creditor_id, const char *no, struct client_row *out, struct err *err);
enum found client_by_id(struct store *store, struct arena *arena, int64_t id, struct client_row *out, struct err *err);
/* Those of one to CLIENT_IDS ids that are there, in no order; nothing is locked. */
#define CLIENT_IDS 20
bool client_by_ids(struct store *store, struct arena *arena, const int64_t *ids, size_t id_count, struct client_row **rows, size_t *count,
                   struct err *err);
/* Until the transaction's end nobody else changes the client or what belongs to it. Look-ups above lock too inside a write transaction. */
bool client_lock(struct store *store, int64_t id, struct err *err);
/* The same without waiting; *locked false: somebody else is changing it just now. */
bool client_try_lock(struct store *store, int64_t id, bool *locked, struct err *err);
bool client_insert(struct store *store, const struct client_row *row, struct err *err);   /* identity and state only */
bool client_put_owner(struct store *store, int64_t id, int64_t team_id, int64_t agent_id, struct err *err); /* 0: nobody's */
bool client_put_state(struct store *store, int64_t id, const struct client_state *state, struct err *err);
/* What a supervisor says of it: limits, segment, flags, risk, language, time zone, terms; clocks closed, debt acknowledged. */
bool client_put_profile(struct store *store, int64_t id, const struct client_row *row, struct err *err);
/* Only when nobody changed the client since `version` was read: *landed says. */
bool client_put_ready(struct store *store, int64_t id, int64_t version, const struct client_ready *ready, bool *landed, struct err *err);

/* Clients of a creditor in id order after after_id, at most limit of them, for rescoring; rows borrowed during the call, with what rules judge
 * by and the agent, and with number, name and team when named. Stops when row() returns false (err filled by it). */
bool client_each(struct store *store, int64_t creditor_id, int64_t after_id, int limit, bool named,
                 bool (*row)(void *context, const struct client_row *row, struct err *err), void *context, struct err *err);

/* The id of the nth of them, from 1: FOUND_NOT when there are fewer. */
enum found client_nth(struct store *store, int64_t creditor_id, int64_t after_id, int nth, int64_t *id, struct err *err);

/* The queue, of the files this store's person may see (store_set_sight). A page is one index range: callable ones in order (score, net overdue, account number), then, with all, the others in the same order.
 * after = last row of the previous page, or NULL. Timed callbacks due are a list of their own (client_timed). */
struct client_page_key { bool callable; int score; cents overdue; const char *no; };
bool client_page(struct store *store, struct arena *arena, int64_t creditor_id, bool callable, const struct client_page_key *after, int limit,
                 struct client_row **rows, size_t *count, struct err *err);
/* The callable ones that have a time zone of their own, in the same order; the others are read past. */
bool client_page_elsewhere(struct store *store, struct arena *arena, int64_t creditor_id, const struct client_page_key *after, int limit,
                           struct client_row **rows, size_t *count, struct err *err);
/* Every time zone some client has. Reads them all. */
bool client_zones(struct store *store, struct arena *arena, const char ***names, size_t *count, struct err *err);
/* Clients with a timed callback from one day (DATE_NONE: ever) to another, by day then minute; not when their money came since it was agreed. */
bool client_timed(struct store *store, struct arena *arena, int64_t creditor_id, date from, date to, struct client_row **rows, size_t *count, struct err *err);
/* How many are callable; one index count, for the title line (bounded: counts at most `most`). */
bool client_count_callable(struct store *store, int64_t creditor_id, int most, int *count, struct err *err);
/* How many of the first `most` of those broke a promise; more: there are others behind. Reads each of them: not for a first screen. */
bool client_count_broken(struct store *store, int64_t creditor_id, int most, int *count, bool *more, struct err *err);

/* Claims. take: true in *taken when the client was free, already ours, its lease over, or `dead_console` held it; inside a write transaction. */
bool client_claim_take(struct store *store, int64_t id, int64_t agent_id, const char *console, int64_t now_ms, int64_t until_ms, const char *dead_console,
                       bool *taken, struct err *err);
bool client_claim_free(struct store *store, int64_t id, const char *console, struct err *err);
bool client_claim_renew(struct store *store, const char *console, int64_t until_ms, bool *any, struct err *err);
bool client_claim_any(struct store *store, const char *console, bool *any, struct err *err); /* a cheap look before writing */
bool client_claim_free_all(struct store *store, const char *console, struct err *err);
bool client_claim_free_agent(struct store *store, int64_t agent_id, struct err *err); /* of all his consoles */

#endif
