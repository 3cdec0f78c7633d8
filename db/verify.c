/* Sums that must hold. Each check is one query that gives the rows that do not.
 */
#include "db/verify.h"

#include "base/gettext.h"
#include "db/store_impl.h"

void verify_fault(struct verify *verify, const struct err *fault)
{
	if (verify->faults++ == 0)
		verify->first = *fault;
	if (verify->say)
		verify->say(verify->context, fault->text);
}

void verify_step(struct verify *verify)
{
	verify->from += verify->step;
	if (verify->at)
		verify->at(verify->context, verify->from);
}

bool verify_rows(struct verify *verify, const char *sql, const char *msgid, struct err *err)
{
	struct stmt *stmt = store_query(verify->store, err, sql, "");
	enum stmt_step step = STMT_ERROR;
	int named = 0;

	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW) {
		char one[MONEY_TEXT], other[MONEY_TEXT];
		struct err fault = { 0 };

		if (named++ >= VERIFY_NAMED) {
			verify->faults++;
			continue;
		}
		err_set(&fault, ERR_STORE, msgid, stmt_text(stmt, 0), stmt_text(stmt, 1), money_decimal_text(stmt_int(stmt, 2), one),
		        money_decimal_text(stmt_int(stmt, 3), other), stmt_text(stmt, 4));
		verify_fault(verify, &fault);
	}
	if (stmt)
		stmt_reset(stmt);
	verify_step(verify);
	return step == STMT_DONE;
}

static const char wrong_balance[] =
	"SELECT no, name, balance_cents, total, currency FROM (SELECT c.id, c.no, c.name, c.currency, c.balance_cents, "
	"CAST(coalesce(sum(i.open_cents), 0) AS BIGINT) AS total FROM client c LEFT JOIN invoice i ON i.client_id = c.id AND "
	"i.open_cents <> 0 AND i.currency = c.currency GROUP BY c.id, c.no, c.name, c.currency, c.balance_cents) AS sums WHERE "
	"balance_cents <> total ORDER BY id";
static const char wrong_parts[] =
	"SELECT no, due_on, total, amount_cents, currency FROM (SELECT p.id, c.no, p.due_on, p.amount_cents, p.currency, "
	"CAST(sum(pi.amount_cents) AS BIGINT) AS total FROM promise p JOIN promise_invoice pi ON pi.promise_id = p.id JOIN client c "
	"ON c.id = p.client_id GROUP BY p.id, c.no, p.due_on, p.amount_cents, p.currency) AS sums WHERE total > amount_cents "
	"ORDER BY id";
static const char wrong_dispute[] =
	"SELECT c.no, i.number, i.open_cents, i.amount_cents, i.currency FROM invoice i JOIN client c ON c.id = i.client_id "
	"LEFT JOIN dispute d ON d.id = i.dispute_id AND d.client_id = i.client_id AND d.closed_on IS NULL AND d.undone = 0 "
	"WHERE i.dispute_id IS NOT NULL AND d.id IS NULL ORDER BY i.id";
static const char wrong_close[] =
	"SELECT c.no, i.number, i.open_cents, i.amount_cents, i.currency FROM invoice i JOIN client c ON c.id = i.client_id WHERE "
	"i.open_cents <> 0 AND i.closed_on IS NOT NULL ORDER BY i.id";
static const char wrong_open[] =
	"SELECT c.no, i.number, i.open_cents, i.amount_cents, i.currency FROM invoice i JOIN client c ON c.id = i.client_id WHERE "
	"i.open_cents = 0 AND i.closed_on IS NULL ORDER BY i.id";

bool verify_sums(struct verify *verify, int64_t *clients, struct err *err)
{
	struct stmt *stmt = store_query(verify->store, err, "SELECT count(*) FROM client", "");

	if (store_found(stmt, err) != FOUND)
		return false;
	*clients = stmt_int(stmt, 0);
	stmt_reset(stmt);
	return verify_rows(verify, wrong_balance,
	                   N_("client %s (%s): the file shows a balance of %s, its open items sum to %s %s: run relance rescore"), err) &&
	       verify_rows(verify, wrong_parts,
	                   N_("client %s: the promise for %s covers invoices of %s, but promises %s %s"), err) &&
	       verify_rows(verify, wrong_dispute,
	                   N_("client %s: invoice %s, %s open of %s %s, is marked disputed but no open dispute holds it"), err) &&
	       verify_rows(verify, wrong_close, N_("client %s: invoice %s, %s open of %s %s, is marked closed"), err) &&
	       verify_rows(verify, wrong_open, N_("client %s: invoice %s, %s open of %s %s, is not marked closed"), err);
}

/* ---- the ledger's word ---- */

static void source_read(struct stmt *stmt, struct arena *arena, void *row)
{
	(void)arena;
	*(int64_t *)row = stmt_int(stmt, 0);
}

bool verify_sources(struct store *store, struct arena *arena, int64_t **ids, size_t *count, struct err *err)
{
	return store_rows(store_query(store, err, "SELECT DISTINCT source_id FROM import_lines ORDER BY source_id", ""), arena,
	                  sizeof **ids, source_read, ids, count, err);
}

bool verify_items(struct store *store, void (*item)(void *context, int64_t id, int64_t source_id, cents ledger), void *context,
                  struct err *err)
{
	struct stmt *stmt = store_query(
		store, err, "SELECT id, source_id, open_cents + matched_cents FROM invoice ORDER BY id" ENGINE_STREAM, "");
	enum stmt_step step = STMT_ERROR;

	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW)
		item(context, stmt_int(stmt, 0), stmt_int(stmt, 1), stmt_int(stmt, 2));
	if (stmt)
		stmt_reset(stmt);
	return step == STMT_DONE;
}

bool verify_item_fault(struct verify *verify, int64_t id, cents says, struct err *err)
{
	struct stmt *stmt = store_query(verify->store, err,
	                                "SELECT c.no, i.number, i.open_cents, i.matched_cents, i.currency FROM invoice i JOIN client c ON "
	                                "c.id = i.client_id WHERE i.id = $1",
	                                "i", id);
	char open[MONEY_TEXT], matched[MONEY_TEXT], ledger[MONEY_TEXT];
	struct err fault = { 0 };

	if (store_found(stmt, err) != FOUND)
		return false;
	err_set(&fault, ERR_STORE,
	        N_("client %s: invoice %s shows %s %s open and %s matched by the bank, its ledger's last file had %s open"),
	        stmt_text(stmt, 0), stmt_text(stmt, 1), money_decimal_text(stmt_int(stmt, 2), open), stmt_text(stmt, 4),
	        money_decimal_text(stmt_int(stmt, 3), matched), money_decimal_text(says, ledger));
	stmt_reset(stmt);
	verify_fault(verify, &fault);
	return true;
}
