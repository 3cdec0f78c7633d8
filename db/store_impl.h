/* What the aggregates in db/ share about the handle. Nothing above db/ includes this.
 */
#ifndef DB_STORE_IMPL_H
#define DB_STORE_IMPL_H

#include "base/arena.h"
#include "db/engine.h"
#include "db/store.h"
#include "rules/promise.h"

/* How many clients have a word that begins so, as search.c counted last. */
#define SEARCH_WORD_MAX 120
#define SEARCH_COUNTS 12
struct search_count {
	int64_t creditor_id, clients;
	int64_t most;                /* it was counted up to so many */
	uint64_t used;               /* the store's counts then */
	char word[SEARCH_WORD_MAX + 1];
};

struct store {
	struct engine *engine;
	int cache_kib;               /* what it was opened with */
	bool alone;                  /* one of many consoles: it makes do with one connection */
	int64_t sees;                /* store_set_sight: the team whose files are given */
	struct search_count counted[SEARCH_COUNTS];
	uint64_t counts;
	int64_t invoices;            /* one more than there were when search_amount.c counted them, as far as it did; 0: not yet */
	int64_t contacts;            /* the same of search_scan.c */
};

/* In the WHERE of whatever lists files to a person: only those he may see. client is the alias of the table client, parameter ("$4")
 * is bound to store->sees. Look-ups by id or number give every file: the desk judges those (session_may_see). */
#define STORE_SEEN(client, parameter) \
	"(" client ".team_id IS NULL OR " client ".team_id = " parameter " OR " parameter " < 0)"

/* In the WHERE of what is to be done: nobody of ours calls a file that somebody else has, nor an insolvent one. */
#define STORE_WORKED(client) client ".legal = 0 AND " client ".agency = 0 AND " client ".insolvent = 0"

/* Of a file that asks for nothing any more: money became known since this action ("f.action_id"), whose id is of that time. Each cent counts
 * once (db/allocation.h, 3): not what went back, nor what the bank tells now of a receipt the ledger had told before. */
#define STORE_PAID_SINCE(client, action) \
	"(" client ".why_not IN ('covered', 'not_due') AND 0 < (SELECT coalesce(sum(pr.amount_cents - pr.shown_cents), 0) FROM receipt pr WHERE " \
	"pr.client_id = " client ".id AND pr.id > " action " AND pr.credit_note = 0 AND NOT EXISTS (SELECT 1 FROM allocation pa WHERE " \
	"pa.id = pr.id AND pa.ledger_id <= " action ")))"
/* In the WHERE of callbacks by their files: not those whose money came since. */
#define STORE_CALLBACK_STANDS(client) \
	"NOT (" client ".why_not IN ('covered', 'not_due') AND EXISTS (SELECT 1 FROM follow_up pf WHERE pf.client_id = " client ".id AND " \
	"pf.undone = 0 AND pf.done_by IS NULL AND pf.kind = 'callback' AND pf.due_on = " client ".follow_up_on AND pf.minute = " client \
	".follow_up_minute AND " STORE_PAID_SINCE(client, "pf.action_id") "))"

/* SQLite keeps no count of rows: of "c.creditor_id = $1" it thinks that it leaves few, and goes through every client of the one creditor there
 * is. Where something else leaves fewer, that table stands first and "CROSS JOIN client c" behind it: SQLite keeps that order, PostgreSQL
 * knows better anyway. */

/* Prepare and bind; NULL with err filled on failure. */
struct stmt *store_query(struct store *store, struct err *err, const char *sql, const char *types, ...);
/* Step a query that gives one row or none: FOUND leaves the statement on its row, to be reset by the caller. */
enum found store_found(struct stmt *stmt, struct err *err);

/* Every row of a query gathered into the arena: read() fills one of `size` bytes. *(T **)rows becomes the array, NULL when there is none. A
 * NULL stmt fails with the err store_query filled. */
typedef void (*store_read)(struct stmt *stmt, struct arena *arena, void *row);
bool store_rows(struct stmt *stmt, struct arena *arena, size_t size, store_read read, void *rows, size_t *count, struct err *err);
int store_int_or(struct stmt *stmt, int column, int none); /* none for NULL */

/* What a promise is, read from consecutive columns in the order of this list (p: the table's alias with its dot, or ""). db/call.c. */
#define STORE_PROMISE(p) \
	p "id, " p "made_on, " p "due_on, " p "check_on, " p "amount_cents, " p "currency, " p "reduced_cents, " p "received_cents, " p "credited_cents, " p "state"
enum { STORE_PROMISE_COLUMNS = 10 };
struct promise store_promise(struct stmt *stmt, int column);
enum promise_state store_promise_state(struct stmt *stmt, int column);

#endif
