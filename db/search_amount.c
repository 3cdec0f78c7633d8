/* Look-ups by an exact amount, each one range of an index. Knows neither how amounts are written nor what is shown of them.
 */
#include "db/search_amount.h"

#include <string.h>

#include "db/store_impl.h"
#include "rules/records.h"

/* One way of being of that amount: its statement gives id, client, number, day, amount, open amount, currency, who paid, state, reversal. */
struct way {
	enum search_sum_kind kind;
	const char *sql;
	cents sign;                  /* of what is looked for, as stored */
	int item;                    /* enum item_kind; of what the ledger tells, 0: no credit note; -1: a movement */
};

/* $1 creditor, $2 amount, $3 whose files, $4 currency, $5 at most, $6 kind of item. Open ones come first in the index itself. */
#define ITEM(condition, order) \
	"SELECT i.id, i.client_id, i.number, i.due_on, i.amount_cents, i.open_cents, i.currency, '', '', 0 FROM invoice i CROSS JOIN client c " \
	"WHERE " condition " AND c.id = i.client_id AND c.creditor_id = $1 AND i.kind = $6 AND ($4 = '' OR i.currency = $4) AND " \
	STORE_SEEN("c", "$3") " ORDER BY " order ", i.id DESC LIMIT $5"

/* $6: what is no client's too. The first standing allocation says whose it is. */
static const char movements[] =
	"SELECT m.id, a.client_id, i.number, m.value_on, m.amount_cents, 0, m.currency, m.party, m.state, m.reversal "
	"FROM bank_account b CROSS JOIN bank_movement m LEFT JOIN allocation a ON a.id = (SELECT min(x.id) FROM allocation x "
	"WHERE x.movement_id = m.id AND x.undone_on IS NULL) LEFT JOIN client c ON c.id = a.client_id LEFT JOIN invoice i ON i.id = a.invoice_id AND i.kind < 2 "
	"WHERE b.creditor_id = $1 AND m.account_id = b.id AND m.amount_cents IN ($2, -CAST($2 AS BIGINT)) AND (m.amount_cents = $2 OR m.reversal = 1) "
	"AND m.state <> 'split' AND ($4 = '' OR m.currency = $4) AND ((c.id IS NULL AND CAST($6 AS BIGINT) = 1) OR (c.id IS NOT NULL AND "
	STORE_SEEN("c", "$3") ")) ORDER BY m.value_on DESC, m.id DESC LIMIT $5";
/* What the bank told itself bears its allocation's id (db/allocation.h, 3). */
static const char cash[] =
	"SELECT r.id, r.client_id, i.number, r.value_on, r.amount_cents, 0, r.currency, '', '', 0 FROM receipt r CROSS JOIN client c "
	"LEFT JOIN invoice i ON i.id = r.invoice_id WHERE r.amount_cents = $2 AND c.id = r.client_id AND c.creditor_id = $1 "
	"AND r.credit_note = $6 AND r.shown_cents <> r.amount_cents AND NOT EXISTS (SELECT 1 FROM allocation a WHERE a.id = r.id) "
	"AND ($4 = '' OR r.currency = $4) AND " STORE_SEEN("c", "$3") " ORDER BY r.value_on DESC, r.id DESC LIMIT $5";

static const struct way ways[] = {
	{ SEARCH_SUM_INVOICE, ITEM("i.amount_cents = $2", "i.open_cents DESC"), 1, ITEM_INVOICE },
	{ SEARCH_SUM_REST, ITEM("i.open_cents = $2 AND i.open_cents <> 0 AND i.open_cents <> i.amount_cents", "i.due_on DESC"), 1, ITEM_INVOICE },
	{ SEARCH_SUM_MOVEMENT, movements, 1, -1 },
	{ SEARCH_SUM_CASH, cash, 1, 0 },
	{ SEARCH_SUM_CREDIT_NOTE, ITEM("i.amount_cents = $2", "i.open_cents"), -1, ITEM_CREDIT_NOTE },
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
	};
	strncpy(out->currency, stmt_text(stmt, 6), MONEY_CODE - 1);
}

bool search_amount_find(struct store *store, struct arena *arena, const struct search_amount *sought, struct search_sum **rows,
                        size_t *count, struct err *err)
{
	struct search_sum *found[WAYS];
	size_t counts[WAYS], total = 0;

	for (size_t i = 0; i < WAYS; i++) {
		const struct way *way = &ways[i];
		int64_t last = way->item >= 0 ? way->item : sought->nobodys;
		struct stmt *stmt = store_query(store, err, way->sql, "iiitii", sought->creditor_id, way->sign * sought->amount, store->sees,
		                                sought->currency, (int64_t)sought->limit, last);

		if (!store_rows(stmt, arena, sizeof **rows, read_sum, &found[i], &counts[i], err))
			return false;
		for (size_t k = 0; k < counts[i]; k++)
			found[i][k].kind = way->kind;
		total += counts[i];
	}
	*rows = arena_alloc(arena, (total + 1) * sizeof **rows);
	*count = 0;
	for (size_t i = 0; i < WAYS; i++)
		for (size_t k = 0; k < counts[i]; k++)
			(*rows)[(*count)++] = found[i][k];
	return true;
}
