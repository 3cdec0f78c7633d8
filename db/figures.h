/* Sums of the whole book for reports: aged balances kept by day, sales, what became of items, calls and promises counted.
 */
#ifndef DB_FIGURES_H
#define DB_FIGURES_H

#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/money.h"
#include "db/store.h"
#include "rules/aging.h"
#include "rules/outcome.h"
#include "rules/records.h"

/* The aged balance of one day, one holder of files and one currency. */
struct snapshot_row {
	date on;
	int64_t agent_id;                /* 0: nobody's */
	char currency[MONEY_CODE];
	struct aging aging;
};
/* Replaces the day's rows. Inside a write transaction. */
bool snapshot_put(struct store *store, int64_t creditor_id, date on, const struct snapshot_row *rows, size_t count, struct err *err);
/* Of every holder together, by day, in one currency; days of [from, to]. */
bool snapshot_days(struct store *store, struct arena *arena, int64_t creditor_id, const char *currency, date from, date to,
                   struct snapshot_row **rows, size_t *count, struct err *err);
/* The newest day with a snapshot; DATE_NONE. */
bool snapshot_newest(struct store *store, int64_t creditor_id, date *on, struct err *err);

/* Invoices and credit notes issued, by day of issue within [from, to]. */
struct sales_row {
	date on;
	cents amount;
};
bool sales_by_day(struct store *store, struct arena *arena, int64_t creditor_id, const char *currency, date from, date to,
                  struct sales_row **rows, size_t *count, struct err *err);

/* Invoices issued by `then` that were open on that day, with what was open then and is now, as far as receipts tell. Borrowed rows. */
bool pair_each(struct store *store, int64_t creditor_id, const char *currency, date then,
               bool (*row)(void *context, const struct aging_pair *pair), void *context, struct err *err);

/* The clients with the highest net overdue. */
struct worst_row {
	int64_t client_id;
	const char *no, *name;
	cents overdue;
	char currency[MONEY_CODE];
	date oldest_on;
};
bool worst_overdue(struct store *store, struct arena *arena, int64_t creditor_id, int most, struct worst_row **rows, size_t *count,
                   struct err *err);

/* Outcomes recorded and standing within [from, to], by agent. */
struct outcome_count {
	int64_t agent_id;
	enum outcome outcome;
	int64_t count;
};
bool outcome_counts(struct store *store, struct arena *arena, int64_t creditor_id, date from, date to, struct outcome_count **rows,
                    size_t *count, struct err *err);

/* Promises of a currency by agent and state: whose check date is within [from, to], or made then. */
struct promise_count {
	int64_t agent_id;
	enum promise_state state;
	int64_t count;
	cents amount;                    /* promised, less what disputes withdrew */
	int64_t others;                  /* how many are of other currencies */
};
bool promise_counts(struct store *store, struct arena *arena, int64_t creditor_id, const char *currency, bool made, date from, date to,
                    struct promise_count **rows, size_t *count, struct err *err);

#endif
