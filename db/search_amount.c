/* Look-ups by an exact amount, each one range of an index. Knows neither how amounts are written nor what is shown of them.
 */
#include "db/search_amount.h"

#include <string.h>

#include "db/store_impl.h"
#include "rules/records.h"

/* One way of being of that amount: its statement gives id, client, number, day, amount, open amount, currency, who paid, state, reversal, kind. */
struct way {
	enum search_sum_kind kind;   /* of payments; of documents their own kind says */
	bool document, settled;
	const char *sql, *types;
};

/* $1 creditor, $2 amount, $3 whose files, $4 currency, $5 at most; of movements $6 nobody's too. What is claimed is positive, a credit negative. */
#define DOCUMENT(condition, order) \
	"SELECT i.id, i.client_id, i.number, i.due_on, i.amount_cents, i.open_cents, i.currency, '', '', 0, i.kind FROM invoice i CROSS JOIN client c " \
	"WHERE " condition " AND ((i.kind = 0 AND i.amount_cents > 0 AND i.open_cents >= 0) OR " \
	"(i.kind = 1 AND i.amount_cents < 0 AND i.open_cents <= 0)) AND c.id = i.client_id AND " \
	"c.creditor_id = $1 AND ($4 = '' OR i.currency = $4) AND " STORE_SEEN("c", "$3") " ORDER BY " order ", i.id DESC LIMIT $5"
#define IS(column) column " IN ($2, -CAST($2 AS BIGINT))"

/* Through the index of what is open, which holds the amounts: the table is read for what is found. */
static const char open_ones[] = DOCUMENT("i.id IN (SELECT o.id FROM invoice o WHERE o.open_cents <> 0 AND " IS("o.open_cents") ")", "i.due_on DESC");
static const char part_paid[] = DOCUMENT("i.open_cents <> 0 AND i.open_cents <> i.amount_cents AND " IS("i.amount_cents"), "i.due_on DESC");
static const char settled[] = DOCUMENT("+i.open_cents = 0 AND " IS("i.amount_cents"), "i.due_on DESC");

/* Each client it was set against, by his first standing allocation: whoever may see one of them finds it. */
static const char movements[] =
	"SELECT m.id, a.client_id, i.number, m.value_on, m.amount_cents, 0, m.currency, m.party, m.state, m.reversal, 0 "
	"FROM bank_account b CROSS JOIN bank_movement m LEFT JOIN allocation a ON a.movement_id = m.id AND a.undone_on IS NULL "
	"AND NOT EXISTS (SELECT 1 FROM allocation x WHERE x.movement_id = m.id AND x.client_id = a.client_id AND x.undone_on IS NULL AND x.id < a.id) "
	"LEFT JOIN client c ON c.id = a.client_id LEFT JOIN invoice i ON i.id = a.invoice_id AND i.kind < 2 "
	"WHERE b.creditor_id = $1 AND m.account_id = b.id AND m.amount_cents IN ($2, -CAST($2 AS BIGINT)) AND (m.amount_cents = $2 OR m.reversal = 1) "
	"AND m.state <> 'split' AND ($4 = '' OR m.currency = $4) AND ((a.id IS NULL AND CAST($6 AS BIGINT) = 1) OR (c.id IS NOT NULL AND "
	STORE_SEEN("c", "$3") ")) ORDER BY m.value_on DESC, m.id DESC, a.id LIMIT $5";
/* What the bank told itself bears its allocation's id (db/allocation.h, 3). */
static const char cash[] =
	"SELECT r.id, r.client_id, i.number, r.value_on, r.amount_cents, 0, r.currency, '', '', 0, 0 FROM receipt r CROSS JOIN client c "
	"LEFT JOIN invoice i ON i.id = r.invoice_id WHERE r.amount_cents = $2 AND c.id = r.client_id AND c.creditor_id = $1 "
	"AND r.credit_note = 0 AND r.shown_cents <> r.amount_cents AND NOT EXISTS (SELECT 1 FROM allocation a WHERE a.id = r.id) "
	"AND ($4 = '' OR r.currency = $4) AND " STORE_SEEN("c", "$3") " ORDER BY r.value_on DESC, r.id DESC LIMIT $5";

static const struct way ways[] = {
	{ .document = true, .sql = open_ones, .types = "iiiti" },
	{ .document = true, .sql = part_paid, .types = "iiiti" },
	{ SEARCH_SUM_MOVEMENT, .sql = movements, .types = "iiitii" },
	{ SEARCH_SUM_CASH, .settled = true, .sql = cash, .types = "iiiti" },
	{ .document = true, .settled = true, .sql = settled, .types = "iiiti" },
};
#define WAYS (sizeof ways / sizeof *ways)

static void read_sum(struct stmt *stmt, struct arena *arena, void *row)
{
	struct search_sum *out = row;

	*out = (struct search_sum){
		.id = stmt_int(stmt, 0),
		.client_id = stmt_int(stmt, 1),
		.number = arena_strdup(arena, stmt_text(stmt, 2)),
		.on = stmt_date(stmt, 3),
		.amount = stmt_int(stmt, 4),
		.open = stmt_int(stmt, 5),
		.party = arena_strdup(arena, stmt_text(stmt, 7)),
		.state = arena_strdup(arena, stmt_text(stmt, 8)),
		.reversal = stmt_int(stmt, 9) != 0,
		.kind = stmt_int(stmt, 10) == ITEM_CREDIT_NOTE ? SEARCH_SUM_CREDIT_NOTE : SEARCH_SUM_INVOICE,
	};
	strncpy(out->currency, stmt_text(stmt, 6), MONEY_CODE - 1);
}

/* A document of another amount is one of which this much is left. */
static void set_kind(const struct way *way, cents sought, struct search_sum *sum)
{
	if (!way->document)
		sum->kind = way->kind;
	else if (sum->kind == SEARCH_SUM_INVOICE && sum->amount != sought)
		sum->kind = SEARCH_SUM_REST;
}

bool search_amount_find(struct store *store, struct arena *arena, const struct search_amount *sought, struct search_sum **rows,
                        size_t *count, struct err *err)
{
	struct search_sum *found[WAYS];
	size_t counts[WAYS], total = 0;

	for (size_t i = 0; i < WAYS; i++) {
		const struct way *way = &ways[i];
		struct stmt *stmt;

		counts[i] = 0;
		if (way->settled && !sought->settled)
			continue;
		stmt = store_query(store, err, way->sql, way->types, sought->creditor_id, sought->amount, store->sees, sought->currency,
		                   (int64_t)sought->limit, (int64_t)sought->nobodys);
		if (!store_rows(stmt, arena, sizeof **rows, read_sum, &found[i], &counts[i], err))
			return false;
		for (size_t k = 0; k < counts[i]; k++)
			set_kind(way, sought->amount, &found[i][k]);
		total += counts[i];
	}
	*rows = arena_alloc(arena, (total + 1) * sizeof **rows);
	*count = 0;
	for (size_t i = 0; i < WAYS; i++)
		for (size_t k = 0; k < counts[i]; k++)
			(*rows)[(*count)++] = found[i][k];
	return true;
}

bool search_amount_is_small(struct store *store, bool *small, struct err *err)
{
	struct stmt *stmt;

	if (store->invoices == 0) {
		stmt = store_query(store, err, "SELECT count(*) FROM (SELECT 1 AS one FROM invoice LIMIT $1) AS counted", "i",
		                   (int64_t)SEARCH_SETTLED_MOST + 1);
		if (store_found(stmt, err) != FOUND)
			return false;
		store->invoices = stmt_int(stmt, 0) + 1;
		stmt_reset(stmt);
	}
	*small = store->invoices <= SEARCH_SETTLED_MOST + 1;
	return true;
}
