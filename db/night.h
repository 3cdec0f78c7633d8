/* Nights: who runs one, how far it came, what it told in the end; and the figures its report is made
 * of.
 */
#ifndef DB_NIGHT_H
#define DB_NIGHT_H

#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/money.h"
#include "db/store.h"

struct night_row {
	int64_t id; /* grows with the time it began: what is younger came since */
	date on_day;
	const char *started_at, *ended_at; /* ended_at "": at work, or cut short */
	const char *process, *step;
	const char *report; /* JSON; "" until the end */
};
bool night_insert(struct store *store, int64_t creditor_id, const struct night_row *row,
		  struct err *err);
/* Everything but when it began. */
bool night_put(struct store *store, const struct night_row *row, struct err *err);
/* The last one begun. */
enum found night_latest(struct store *store, struct arena *arena, int64_t creditor_id,
			struct night_row *out, struct err *err);
/* The last one before this that has ended. */
enum found night_before(struct store *store, struct arena *arena, int64_t creditor_id, int64_t id,
			struct night_row *out, struct err *err);
/* Oldest first, without their reports. A night's number is its place. */
bool night_list(struct store *store, struct arena *arena, int64_t creditor_id,
		struct night_row **rows, size_t *count, struct err *err);
/* What it told, "" while it has told nothing; into the arena. */
enum found night_report_of(struct store *store, struct arena *arena, int64_t id,
			   const char **report, struct err *err);

/* Promises judged since a night began, each by its last row in the journal. */
struct night_judged {
	int64_t kept, partly_kept, broken, disputes_paid;
};
bool night_judged(struct store *store, int64_t creditor_id, int64_t night_id,
		  struct night_judged *out, struct err *err);

/* A number of things and their amount in one currency, in byte order of currencies. */
struct night_sum {
	char currency[MONEY_CODE];
	int64_t count;
	cents amount;
};
/* Invoices that have come due since (the day itself counted) and are overdue today. */
bool night_new_overdue(struct store *store, struct arena *arena, int64_t creditor_id, date since,
		       date today, struct night_sum **rows, size_t *count, struct err *err);
/* Set against invoices or clients by the batch since the night began; and movements that wait. */
bool night_matched(struct store *store, struct arena *arena, int64_t creditor_id, int64_t night_id,
		   struct night_sum **rows, size_t *count, struct err *err);
bool night_unmatched(struct store *store, struct arena *arena, int64_t creditor_id,
		     struct night_sum **rows, size_t *count, struct err *err);
/* Files proposed to a supervisor for legal. */
bool night_proposed(struct store *store, int64_t creditor_id, int64_t *count, struct err *err);

#endif
