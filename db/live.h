/* What goes on now: which files are in hand, what the queue is made of, what an agent did last.
 */
#ifndef DB_LIVE_H
#define DB_LIVE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/money.h"
#include "db/store.h"

/* A file somebody has in hand. */
struct live_claim {
	int64_t client_id, agent_id;
	const char *no, *name;
	cents overdue;
	char currency[MONEY_CODE];
	date oldest_on;
	int64_t since_ms;                /* store_clock_ms */
};
/* Those whose lease runs at now_ms (store_clock_ms); into the arena. */
bool live_claims(struct store *store, struct arena *arena, int64_t creditor_id, int64_t now_ms, struct live_claim **rows, size_t *count,
                 struct err *err);

/* Files by what they are, with what is overdue on them in one currency. */
enum live_group {
	LIVE_CALLABLE,
	LIVE_LATE_CALLBACK,              /* timed, and its hour is past */
	LIVE_BROKEN,                     /* callable, with a broken promise within the year */
	LIVE_NO_CONTACT,                 /* overdue and nobody to call */
	LIVE_STOPPED,                    /* handed over */
	LIVE_GROUP_COUNT
};
struct live_sum {
	int64_t count;
	cents overdue;
	int64_t others;                  /* of another currency, with something overdue: not in the sum */
};
bool live_groups(struct store *store, int64_t creditor_id, const char *currency, date today, int minute, struct live_sum out[LIVE_GROUP_COUNT],
                 struct err *err);

/* Open disputes opened before a day; summed are those of this currency. */
bool live_disputes(struct store *store, int64_t creditor_id, const char *currency, date before, struct live_sum *out, struct err *err);

/* Callable files by whose they are; agent_id 0: nobody's. */
struct live_left {
	int64_t agent_id, count;
};
bool live_left(struct store *store, struct arena *arena, int64_t creditor_id, struct live_left **rows, size_t *count, struct err *err);

/* Cash by its value date, of whoever chased the file last by then and not before `since`; agent_id 0: nobody did. Each cent once, what went back
 * taken away (db/allocation.h, 3). Only receipts from known_id on are looked at: ids grow with the time they became known (id_at), and there is no
 * index by value date. */
struct live_cash_day {
	int64_t agent_id;
	date on;
	cents amount;                    /* of the currency asked for … */
	bool others;                     /* … and something in another */
};
struct live_cash_query {
	int64_t creditor_id, known_id;
	const char *currency;
	date from, to, since;
};
bool live_cash(struct store *store, struct arena *arena, const struct live_cash_query *query, struct live_cash_day **rows, size_t *count,
               struct err *err);

/* The last outcomes of an agent on a day, the newest first. */
struct live_deed {
	const char *at, *name, *outcome; /* instant; the client's name; code */
	int64_t client_id;
};
bool live_deeds(struct store *store, struct arena *arena, int64_t agent_id, date on, int most, struct live_deed **rows, size_t *count,
                struct err *err);

/* The files of an agent (0: nobody's), callable ones first, in the order of the queue. */
struct live_file {
	int64_t client_id;
	const char *no, *name, *why_not;
	int score, broken;
	bool callable;
	cents overdue;
	char currency[MONEY_CODE];
	date oldest_on, next_on;
};
bool live_files(struct store *store, struct arena *arena, int64_t creditor_id, int64_t agent_id, int most, struct live_file **rows,
                size_t *count, struct err *err);

#endif
