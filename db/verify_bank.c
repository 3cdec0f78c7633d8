/* The bank's side of what must hold: db/allocation.h's statements, one query each that gives the rows that break it.
 *
 * Nothing here repairs: a movement taken back and matched again (desk/matching.h) writes its rows anew.
 */
#include "db/verify.h"

#include "base/gettext.h"
#include "db/store_impl.h"

/* How a movement is named: its id and its value date. */
#define MOVEMENT "CAST(m.id AS TEXT) AS id, m.value_on"

/* What is decided is set against items or put on account whole; what is not, not at all. */
static const char wrong_sum[] =
	"SELECT id, value_on, amount_cents, total, currency FROM (SELECT " MOVEMENT ", m.amount_cents, m.currency, m.state, "
	"CAST(coalesce(sum(a.amount_cents), 0) AS BIGINT) AS total FROM bank_movement m LEFT JOIN allocation a ON a.movement_id = "
	"m.id AND a.undone_on IS NULL WHERE m.state IN ('matched', 'account') GROUP BY m.id, m.value_on, m.amount_cents, m.currency, "
	"m.state) AS sums WHERE total <> amount_cents ORDER BY id";
static const char wrong_rest[] =
	"SELECT " MOVEMENT ", m.amount_cents, CAST(sum(a.amount_cents) AS BIGINT), m.currency FROM bank_movement m JOIN allocation a "
	"ON a.movement_id = m.id AND a.undone_on IS NULL WHERE m.state IN ('open', 'ignored', 'split') GROUP BY m.id, m.value_on, "
	"m.amount_cents, m.currency ORDER BY m.id";
/* The item a movement is on account by has its key of the movement. */
static const char wrong_matched[] =
	"SELECT id, value_on, matched_cents, total, currency FROM (SELECT " MOVEMENT ", m.matched_cents, m.currency, "
	"CAST(coalesce(sum(CASE WHEN i.key = 'cash:' || CAST(m.id AS TEXT) || ':' || CAST(a.client_id AS TEXT) THEN 0 WHEN "
	"a.invoice_id IS NULL THEN 0 ELSE a.amount_cents END), 0) AS BIGINT) AS total FROM bank_movement m LEFT JOIN allocation a ON "
	"a.movement_id = m.id AND a.undone_on IS NULL LEFT JOIN invoice i ON i.id = a.invoice_id GROUP BY m.id, m.value_on, "
	"m.matched_cents, m.currency) AS sums WHERE matched_cents <> total ORDER BY id";
static const char wrong_reversal[] =
	"SELECT " MOVEMENT ", m.amount_cents, o.amount_cents, m.currency FROM bank_movement m JOIN bank_movement o ON o.id = "
	"m.reverses_id WHERE m.amount_cents + o.amount_cents <> 0 OR m.currency <> o.currency ORDER BY m.id";
static const char wrong_shown[] =
	"SELECT " MOVEMENT ", a.shown_cents, a.amount_cents, m.currency FROM allocation a JOIN bank_movement m ON m.id = a.movement_id "
	"WHERE abs(a.shown_cents) > abs(a.amount_cents) OR (a.shown_cents > 0 AND a.amount_cents < 0) OR (a.shown_cents < 0 AND "
	"a.amount_cents > 0) ORDER BY a.id";

/* 2: what an item remembers as matched is what its allocations say. */
static const char wrong_item[] =
	"SELECT c.no, i.number, i.matched_cents, i.matched_cents - off.cents, i.currency FROM (SELECT item_id, CAST(sum(cents) AS "
	"BIGINT) AS cents FROM (SELECT id AS item_id, matched_cents AS cents FROM invoice WHERE matched_cents <> 0 UNION ALL SELECT "
	"invoice_id, shown_cents - amount_cents FROM allocation WHERE undone_on IS NULL AND invoice_id IS NOT NULL UNION ALL SELECT "
	"cash_id, amount_cents - shown_cents FROM allocation WHERE undone_on IS NULL AND cash_id IS NOT NULL) AS moves GROUP BY "
	"item_id) AS off JOIN invoice i ON i.id = off.item_id JOIN client c ON c.id = i.client_id WHERE off.cents <> 0 ORDER BY i.id";
/* 1, for the bank's own items. */
static const char wrong_account[] =
	"SELECT c.no, i.issued_on, i.open_cents, -i.matched_cents, i.currency FROM invoice i JOIN source s ON s.id = i.source_id JOIN "
	"client c ON c.id = i.client_id WHERE s.name = 'bank' AND i.open_cents + i.matched_cents <> 0 ORDER BY i.id";

/* 3: what promises are judged by. An allocation's receipt has its id; taken back it keeps what the ledger showed without a
 * receipt of its own. */
static const char wrong_receipt[] =
	"SELECT " MOVEMENT ", coalesce(r.amount_cents, 0), CASE WHEN a.undone_on IS NULL THEN a.amount_cents WHEN a.ledger_id IS NULL "
	"THEN a.shown_cents ELSE 0 END, m.currency FROM allocation a JOIN bank_movement m ON m.id = a.movement_id LEFT JOIN receipt r "
	"ON r.id = a.receipt_id WHERE coalesce(r.amount_cents, 0) <> CASE WHEN a.undone_on IS NULL THEN a.amount_cents WHEN "
	"a.ledger_id IS NULL THEN a.shown_cents ELSE 0 END ORDER BY a.id";
static const char wrong_orphan[] =
	"SELECT c.no, r.value_on, r.amount_cents, CAST(0 AS BIGINT), r.currency FROM receipt r JOIN source s ON s.id = r.source_id JOIN "
	"client c ON c.id = r.client_id LEFT JOIN allocation a ON a.id = r.id WHERE s.name = 'bank' AND a.id IS NULL AND "
	"r.amount_cents <> 0 ORDER BY r.id";
static const char wrong_told[] =
	"SELECT c.no, r.value_on, r.shown_cents, r.shown_cents - off.cents, r.currency FROM (SELECT receipt_id, CAST(sum(cents) AS "
	"BIGINT) AS cents FROM (SELECT id AS receipt_id, shown_cents AS cents FROM receipt WHERE shown_cents <> 0 UNION ALL SELECT "
	"ledger_id, -amount_cents FROM allocation WHERE undone_on IS NULL AND ledger_id IS NOT NULL) AS moves GROUP BY receipt_id) AS "
	"off JOIN receipt r ON r.id = off.receipt_id JOIN client c ON c.id = r.client_id WHERE off.cents <> 0 ORDER BY r.id";

/* Every movement a file brought is still there: a file all of whose movements were new, to the cent, any other by count. */
static const char wrong_brought[] =
	"SELECT file, on_day, stored_cents, total, currency FROM (SELECT r.id, r.file, r.on_day, r.stored_cents, "
	"CAST(coalesce(sum(m.amount_cents), 0) AS BIGINT) AS total, coalesce(min(m.currency), '') AS currency FROM import_run r LEFT "
	"JOIN bank_movement m ON m.run_id = r.id WHERE r.kind = 'bank' AND r.status = 'done' AND r.unchanged = 0 GROUP BY r.id, "
	"r.file, r.on_day, r.stored_cents) AS sums WHERE stored_cents <> total ORDER BY id";

bool verify_bank(struct verify *verify, int64_t *movements, struct err *err)
{
	static const struct {
		const char *sql, *msgid;
	} checks[] = {
		{ wrong_sum, N_("movement %s of %s: %s came in, but what it is set against makes %s %s: take it back (relance cash undo) and "
		                "match it again") },
		{ wrong_rest, N_("movement %s of %s: nothing is decided about these %s, yet %s %s of it is set against invoices") },
		{ wrong_matched, N_("movement %s of %s: it says that %s of it settled invoices, its allocations to invoices make %s %s") },
		{ wrong_reversal, N_("movement %s of %s: it takes back %s, but the payment it names is of %s %s") },
		{ wrong_shown, N_("movement %s of %s: the ledger is said to have shown %s of an allocation of %s %s") },
		{ wrong_item, N_("client %s: invoice %s says that %s of it is matched, its allocations make %s %s") },
		{ wrong_account, N_("client %s: its cash on account of %s has %s open, what the movement left makes %s %s") },
		{ wrong_receipt, N_("movement %s of %s: promises are judged by %s of it, its allocation makes %s %s") },
		{ wrong_orphan, N_("client %s: promises are judged by cash of %s, %s, that no allocation tells (%s %s)") },
		{ wrong_told, N_("client %s: of the ledger's cash of %s the bank is said to have told %s, its allocations tell %s %s") },
		{ wrong_brought, N_("%s of %s brought movements of %s, those stored make %s %s") },
	};
	struct stmt *stmt = store_query(verify->store, err, "SELECT count(*) FROM bank_movement", "");

	_Static_assert(sizeof checks / sizeof *checks == VERIFY_BANK, "each is one step");
	if (store_found(stmt, err) != FOUND)
		return false;
	*movements = stmt_int(stmt, 0);
	stmt_reset(stmt);
	for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
		if (!verify_rows(verify, checks[i].sql, checks[i].msgid, err))
			return false;
	return true;
}
