/* What is remembered of imports: sources, runs with their control totals, rejects, known lines; and
 * the lock that keeps two imports of one source apart. Knows no file format; what lines' hashes
 * mean is the desk's business.
 */
#ifndef DB_IMPORT_H
#define DB_IMPORT_H

#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/money.h"
#include "db/store.h"

enum found import_source_find(struct store *store, int64_t creditor_id, const char *name,
			      int64_t *id, struct err *err);
/* The source, made when it is new. */
bool import_source_put(struct store *store, int64_t creditor_id, const char *name, int64_t *id,
		       struct err *err);

/* The source of what the bank makes itself: no ledger may bear this name. */
#define IMPORT_BANK_SOURCE "bank"

#define IMPORT_RUNNING      "running"
#define IMPORT_DONE_CODE    "done"
#define IMPORT_REFUSED_CODE "refused"

/* What a run brought: kinds of import_run.kind. */
#define IMPORT_KIND_LEDGER   "ledger"   /* open items: FEC, CSV */
#define IMPORT_KIND_BANK     "bank"     /* movements */
#define IMPORT_KIND_INVOICES "invoices" /* electronic invoices */
#define IMPORT_KIND_STATUSES "statuses" /* of such invoices */
#define IMPORT_KIND_RATES    "rates"

/* What a run brought in one currency. */
struct import_run_sum {
	char currency[MONEY_CODE]; /* "": several, of a run before they were told apart */
	cents open;   /* control total: Σ open of the file … */
	cents stored; /* … and what is stored of it afterwards */
};
struct import_run_row {
	int64_t id, source_id;
	int number;         /* among the creditor's, for good: given when it is inserted */
	const char *kind;   /* NULL when written: ledger */
	int64_t night_id;   /* 0: a person imported it */
	const char *source; /* its name, when read */
	const char *file, *sha256;
	const char *mode;   /* full changes */
	const char *status; /* running done refused */
	date on_day;
	const char *started_at, *ended_at; /* ended_at: "" while it runs */
	const char *agent;
	int64_t lines, items, created, changed, closed, unchanged, rejects, warnings;
	cents open_cents;    /* control total: Σ open of the file, all currencies: no amount … */
	cents stored_cents;  /* … and what is stored of it afterwards */
	const struct import_run_sum *sums; /* by currency in byte order, when lists are read */
	size_t sum_count;
	const char *message; /* why it was refused: kept as an err's `said` or a msgid, read in the language of now … */
	const char *said;    /* … and as it is kept */
};
bool import_run_insert(struct store *store, int64_t creditor_id, const struct import_run_row *row,
		       struct err *err);
/* In place of what was said before of that currency. */
bool import_run_put_sum(struct store *store, int64_t id, const struct import_run_sum *sum,
			struct err *err);
/* Everything but what names it: status, end, totals, message. */
bool import_run_put(struct store *store, const struct import_run_row *row, struct err *err);
/* What one chunk did. */
bool import_run_add(struct store *store, int64_t id, int64_t created, int64_t changed,
		    int64_t closed, struct err *err);
/* The source's last run that was not refused. */
enum found import_run_latest(struct store *store, struct arena *arena, int64_t source_id,
			     struct import_run_row *out, struct err *err);
/* The source's last run of these very bytes that was not refused. */
enum found import_run_of_bytes(struct store *store, struct arena *arena, int64_t source_id,
			       const char *sha256, struct import_run_row *out, struct err *err);
/* A run's number: 1, 2, 3 … among the creditor's. */
bool import_run_number(struct store *store, int64_t id, int *number, struct err *err);
/* The creditor's run of that number. */
enum found import_run_by_number(struct store *store, struct arena *arena, int64_t creditor_id,
				int64_t number, struct import_run_row *out, struct err *err);
/* The number given last; 0: none yet. */
bool import_run_last_number(struct store *store, int64_t creditor_id, int64_t *number,
			    struct err *err);
/* Those of a night, oldest first. */
bool import_run_list_night(struct store *store, struct arena *arena, int64_t night_id,
			   struct import_run_row **rows, size_t *count, struct err *err);
/* Of a creditor, newest first, at most `most`. */
bool import_run_newest(struct store *store, struct arena *arena, int64_t creditor_id, int most,
		       struct import_run_row **rows, size_t *count, struct err *err);
/* Of a creditor, oldest first. */
bool import_run_list(struct store *store, struct arena *arena, int64_t creditor_id,
		     struct import_run_row **rows, size_t *count, struct err *err);

struct import_reject_row {
	int64_t line;       /* 0: the file */
	const char *reason; /* code */
	bool warning;
	const char *arg, *raw;
};
bool import_reject_insert(struct store *store, int64_t run_id, const struct import_reject_row *row,
			  struct err *err);
/* Forget those of a run that is taken up again. */
bool import_reject_clear(struct store *store, int64_t run_id, struct err *err);
/* In the order of the file; limit 0 = no limit. */
bool import_reject_list(struct store *store, struct arena *arena, int64_t run_id, int limit,
			struct import_reject_row **rows, size_t *count, struct err *err);

/* Of a run of that creditor, what was refused before what was only warned of. */
bool import_reject_worst(struct store *store, struct arena *arena, int64_t creditor_id,
			 int64_t run_id, int most, struct import_reject_row **rows, size_t *count,
			 struct err *err);

/* Parts of the known lines, opaque bytes, at most 1 MiB each. */
bool import_lines_put(struct store *store, int64_t source_id, int64_t part, const void *bytes,
		      size_t n, struct err *err);
enum found import_lines_get(struct store *store, int64_t source_id, int64_t part, struct buf *out,
			    struct err *err);
bool import_lines_drop(struct store *store, int64_t source_id, int64_t first_part,
		       int64_t last_part, struct err *err);

/* How many open items a source has. */
bool import_source_items(struct store *store, int64_t source_id, int64_t *count, struct err *err);

/* Held by one import of a source at a time; freed by the system when the process dies. *out NULL:
 * somebody else holds it. */
struct import_lock;
bool import_lock_take(struct store *store, int64_t creditor_id, const char *source,
		      struct import_lock **out, struct err *err);
void import_lock_release(struct import_lock *lock); /* NULL is fine */

/* Whether an agent has a client of any creditor claimed now: imports then leave room between their
 * chunks. */
bool import_agents_at_work(struct store *store, int64_t now_ms, bool *any, struct err *err);

#endif
