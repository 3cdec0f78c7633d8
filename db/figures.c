/* Sums of the whole book. Each walks what it must once; none is asked while somebody waits for a key.
 */
#include "db/figures.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "db/store_impl.h"

/* ---- snapshots ---- */

static bool put_bucket(struct store *store, int64_t creditor_id, date on, const struct snapshot_row *row, int bucket, struct err *err)
{
	bool credits = bucket == AGING_BUCKET_COUNT;
	cents amount = credits ? -row->aging.credits : row->aging.amount[bucket];

	if (amount == 0)
		return true;
	return engine_run(store->engine, err,
	                  "INSERT INTO aging_snapshot (creditor_id, on_day, agent_id, currency, bucket, cents, disputed_cents, items) "
	                  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
	                  "iditiiii", creditor_id, on, row->agent_id, row->currency, (int64_t)bucket, amount,
	                  credits ? (int64_t)0 : row->aging.disputed[bucket], credits ? (int64_t)0 : (int64_t)row->aging.count[bucket]);
}

bool snapshot_put(struct store *store, int64_t creditor_id, date on, const struct snapshot_row *rows, size_t count, struct err *err)
{
	bool done = engine_run(store->engine, err, "DELETE FROM aging_snapshot WHERE creditor_id = $1 AND on_day = $2", "id", creditor_id,
	                       on);

	for (size_t i = 0; i < count && done; i++)
		for (int bucket = 0; bucket <= AGING_BUCKET_COUNT && done; bucket++)
			done = put_bucket(store, creditor_id, on, &rows[i], bucket, err);
	return done;
}

static void add_bucket(struct snapshot_row *row, int bucket, cents amount, cents disputed, int64_t items)
{
	row->aging.total += amount;
	if (bucket == AGING_BUCKET_COUNT) {
		row->aging.credits -= amount;
		return;
	}
	row->aging.amount[bucket] += amount;
	row->aging.disputed[bucket] += disputed;
	row->aging.count[bucket] += (size_t)items;
}

bool snapshot_days(struct store *store, struct arena *arena, int64_t creditor_id, const char *currency, date from, date to,
                   struct snapshot_row **rows, size_t *count, struct err *err)
{
	struct stmt *stmt = store_query(store, err,
	                                "SELECT on_day, bucket, CAST(sum(cents) AS BIGINT), CAST(sum(disputed_cents) AS BIGINT), "
	                                "CAST(sum(items) AS BIGINT) FROM aging_snapshot WHERE creditor_id = $1 AND on_day >= $2 AND "
	                                "on_day <= $3 AND currency = $4 GROUP BY on_day, bucket ORDER BY on_day, bucket",
	                                "iddt", creditor_id, from, to, currency);
	struct snapshot_row *list = NULL;
	size_t used = 0, room = 0;
	enum stmt_step step = STMT_ERROR;

	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW) {
		date on = stmt_date(stmt, 0);
		int64_t bucket = stmt_int(stmt, 1);

		if (used == 0 || list[used - 1].on != on) {
			MEM_GROW(list, used, room);
			list[used] = (struct snapshot_row){ .on = on };
			snprintf(list[used++].currency, MONEY_CODE, "%s", currency);
		}
		if (bucket >= 0 && bucket <= AGING_BUCKET_COUNT)
			add_bucket(&list[used - 1], (int)bucket, stmt_int(stmt, 2), stmt_int(stmt, 3), stmt_int(stmt, 4));
	}
	if (stmt)
		stmt_reset(stmt);
	if (step == STMT_DONE) {
		*rows = arena_copy(arena, list, used, sizeof *list);
		*count = used;
	}
	mem_free(list);
	return step == STMT_DONE;
}

bool snapshot_newest(struct store *store, int64_t creditor_id, date *on, struct err *err)
{
	struct stmt *stmt = store_query(store, err, "SELECT max(on_day) FROM aging_snapshot WHERE creditor_id = $1", "i", creditor_id);

	if (store_found(stmt, err) != FOUND)
		return false;
	*on = stmt_date(stmt, 0);
	stmt_reset(stmt);
	return true;
}

/* ---- sales and items ---- */

#define SALES_FROM                                                                                                          \
	" FROM invoice i JOIN client c ON c.id = i.client_id WHERE c.creditor_id = $1 AND i.currency = $2 AND i.kind IN (0, 1) AND " \
	"i.issued_on >= $3 AND i.issued_on <= $4"

/* A server groups by hashes; a file would sort every invoice there ever was, which are added up here in the order they lie in. */
static struct stmt *query_sales(struct store *store, int64_t creditor_id, const char *currency, date from, date to, struct err *err)
{
	static const char grouped[] = "SELECT i.issued_on, CAST(sum(i.amount_cents) AS BIGINT)" SALES_FROM " GROUP BY i.issued_on",
			  streamed[] = "SELECT i.issued_on, i.amount_cents" SALES_FROM ENGINE_STREAM;

	return store_query(store, err, engine_is_postgres(store->engine) ? grouped : streamed, "itdd", creditor_id, currency, from, to);
}

/* One for each day of [from, to]; in_use: something was issued on it. */
static bool add_sales(struct stmt *stmt, date from, struct sales_row *days, bool *in_use, struct err *err)
{
	enum stmt_step step = STMT_ERROR;
	bool good = true;

	while (stmt && good && (step = stmt_step(stmt, err)) == STMT_ROW) {
		date on = stmt_date(stmt, 0);

		in_use[on - from] = true;
		good = money_add(days[on - from].amount, stmt_int(stmt, 1), &days[on - from].amount) ||
		       err_set(err, ERR_REFUSED, N_("the invoices of one day add up to more than can be counted"));
	}
	if (stmt)
		stmt_reset(stmt);
	return good && step == STMT_DONE;
}

bool sales_by_day(struct store *store, struct arena *arena, int64_t creditor_id, const char *currency, date from, date to,
                  struct sales_row **rows, size_t *count, struct err *err)
{
	size_t length = to >= from ? (size_t)(to - from) + 1 : 0, used = 0;
	struct sales_row *days = arena_alloc(arena, (length + 1) * sizeof *days);
	bool *in_use = arena_alloc(arena, length + 1);

	if (!add_sales(query_sales(store, creditor_id, currency, from, to, err), from, days, in_use, err))
		return false;
	for (size_t i = 0; i < length; i++)
		if (in_use[i])
			days[used++] = (struct sales_row){ from + (date)i, days[i].amount };
	*rows = days;
	*count = used;
	return true;
}

/* What a ledger's receipt says the bank told too counts once. One settled since without a receipt that says so was open whole. */
static const char pairs[] =
	"SELECT i.due_on, i.open_cents, i.amount_cents, i.closed_on, r.paid FROM invoice i JOIN client c ON c.id = i.client_id "
	"LEFT JOIN (SELECT invoice_id, CAST(sum(amount_cents - shown_cents) AS BIGINT) AS paid FROM receipt WHERE value_on > $3 AND "
	"invoice_id IS NOT NULL GROUP BY invoice_id) r ON r.invoice_id = i.id "
	"WHERE c.creditor_id = $1 AND i.currency = $2 AND i.kind = 0 AND i.issued_on <= $3 AND "
	"(i.open_cents > 0 OR i.closed_on > $3)" ENGINE_STREAM;

bool pair_each(struct store *store, int64_t creditor_id, const char *currency, date then,
               bool (*row)(void *context, const struct aging_pair *pair), void *context, struct err *err)
{
	struct stmt *stmt = store_query(store, err, pairs, "itd", creditor_id, currency, then);
	enum stmt_step step = STMT_ERROR;
	bool go = true;

	while (stmt && go && (step = stmt_step(stmt, err)) == STMT_ROW) {
		cents open = stmt_int(stmt, 1), amount = stmt_int(stmt, 2), paid = stmt_int(stmt, 4);
		struct aging_pair pair = { .due_on = stmt_date(stmt, 0), .then = open + paid, .now = open };

		if (open == 0 && paid == 0)
			pair.then = amount;
		if (pair.then > amount)
			pair.then = amount;
		go = row(context, &pair);
	}
	if (stmt)
		stmt_reset(stmt);
	return step != STMT_ERROR;
}

static void worst_read(struct stmt *stmt, struct arena *arena, void *row)
{
	struct worst_row *out = row;

	*out = (struct worst_row){
		.client_id = stmt_int(stmt, 0),
		.no = arena_strdup(arena, stmt_text(stmt, 1)),
		.name = arena_strdup(arena, stmt_text(stmt, 2)),
		.overdue = stmt_int(stmt, 3),
		.oldest_on = stmt_date(stmt, 5),
	};
	snprintf(out->currency, MONEY_CODE, "%s", stmt_text(stmt, 4));
}

bool worst_overdue(struct store *store, struct arena *arena, int64_t creditor_id, int most, struct worst_row **rows, size_t *count,
                   struct err *err)
{
	return store_rows(store_query(store, err,
	                              "SELECT id, no, name, overdue_cents, currency, oldest_on FROM client WHERE +creditor_id = $1 AND "
	                              "overdue_cents > 0 ORDER BY overdue_cents DESC, no LIMIT $2",
	                              "ii", creditor_id, (int64_t)most),
	                  arena, sizeof **rows, worst_read, rows, count, err);
}

/* ---- calls and promises ---- */

static void outcome_read(struct stmt *stmt, struct arena *arena, void *row)
{
	struct outcome_count *out = row;

	(void)arena;
	*out = (struct outcome_count){ .agent_id = stmt_int(stmt, 0), .outcome = OUTCOME_NOTE, .count = stmt_int(stmt, 2) };
	outcome_from_code(stmt_text(stmt, 1), &out->outcome);
}

bool outcome_counts(struct store *store, struct arena *arena, int64_t creditor_id, date from, date to, struct outcome_count **rows,
                    size_t *count, struct err *err)
{
	return store_rows(store_query(store, err,
	                              "SELECT a.agent_id, a.outcome, count(*) FROM agent g CROSS JOIN action a CROSS JOIN client c WHERE "
	                              "a.agent_id = g.id AND a.on_day >= $2 AND a.on_day <= $3 AND c.id = a.client_id AND c.creditor_id = $1 AND "
	                              "a.undone_by IS NULL AND a.outcome <> 'undo' AND a.channel = 'phone' "
	                              "GROUP BY a.agent_id, a.outcome ORDER BY a.agent_id, a.outcome",
	                              "idd", creditor_id, from, to),
	                  arena, sizeof **rows, outcome_read, rows, count, err);
}

static void promise_read(struct stmt *stmt, struct arena *arena, void *row)
{
	(void)arena;
	*(struct promise_count *)row = (struct promise_count){
		.agent_id = stmt_int(stmt, 0),
		.state = store_promise_state(stmt, 1),
		.count = stmt_int(stmt, 2),
		.amount = stmt_int(stmt, 3),
		.others = stmt_int(stmt, 4),
	};
}

#define PROMISE_SELECT                                                                                                       \
	"SELECT a.agent_id, p.state, count(CASE WHEN p.currency = $2 THEN 1 END), CAST(sum(CASE WHEN p.currency = $2 AND "       \
	"p.amount_cents > p.reduced_cents + p.credited_cents THEN p.amount_cents - p.reduced_cents - p.credited_cents "         \
	"ELSE 0 END) AS BIGINT), count(CASE WHEN p.currency <> $2 THEN 1 END) FROM "
#define PROMISE_OF    " AND c.id = p.client_id AND c.creditor_id = $1 AND p.undone = 0"
#define PROMISE_GROUP " GROUP BY a.agent_id, p.state ORDER BY a.agent_id, p.state"

/* Through the actions of those days: none is older than the promise it made. */
static const char promises_made[] =
	PROMISE_SELECT "agent g CROSS JOIN action a CROSS JOIN promise p CROSS JOIN client c WHERE a.agent_id = g.id AND a.on_day >= $3 "
	"AND p.action_id = a.id AND p.made_on >= $3 AND p.made_on <= $4" PROMISE_OF PROMISE_GROUP;
/* Every state by name: that is what their index begins with. */
static const char promises_checked[] =
	PROMISE_SELECT "promise p CROSS JOIN action a CROSS JOIN client c WHERE p.state IN ('open', 'kept', 'partly_kept', 'broken', "
	"'withdrawn', 'superseded') AND p.check_on >= $3 AND p.check_on <= $4 AND a.id = p.action_id" PROMISE_OF PROMISE_GROUP;

bool promise_counts(struct store *store, struct arena *arena, int64_t creditor_id, const char *currency, bool made, date from, date to,
                    struct promise_count **rows, size_t *count, struct err *err)
{
	return store_rows(store_query(store, err, made ? promises_made : promises_checked, "itdd", creditor_id, currency, from, to), arena, sizeof **rows, promise_read, rows, count, err);
}
