/* Sums that must hold. Each check is one query that gives the first bad row or none.
 */
#include "db/verify.h"

#include "base/gettext.h"
#include "base/money.h"
#include "db/store_impl.h"

static bool none(struct store *store, const char *sql, const char *msgid, struct err *err)
{
	struct stmt *stmt = store_query(store, err, sql, "");
	enum found found = store_found(stmt, err);
	char have[MONEY_TEXT], want[MONEY_TEXT];

	if (found == FOUND) {
		err_set(err, ERR_STORE, msgid, stmt_text(stmt, 0), money_decimal_text(stmt_int(stmt, 1), have),
		        money_decimal_text(stmt_int(stmt, 2), want));
		stmt_reset(stmt);
	}
	return found == FOUND_NOT;
}

static const char wrong_balance[] =
	"SELECT no, balance_cents, total FROM (SELECT c.id, c.no, c.balance_cents, CAST(coalesce(sum(i.open_cents), 0) AS BIGINT) AS total "
	"FROM client c LEFT JOIN invoice i ON i.client_id = c.id AND i.open_cents <> 0 AND i.currency = c.currency "
	"GROUP BY c.id, c.no, c.balance_cents) AS sums WHERE balance_cents <> total ORDER BY id LIMIT 1";
static const char wrong_parts[] =
	"SELECT no, total, amount_cents FROM (SELECT p.id, c.no, p.amount_cents, CAST(sum(pi.amount_cents) AS BIGINT) AS total "
	"FROM promise p JOIN promise_invoice pi ON pi.promise_id = p.id JOIN client c ON c.id = p.client_id "
	"GROUP BY p.id, c.no, p.amount_cents) AS sums WHERE total > amount_cents ORDER BY id LIMIT 1";
static const char wrong_dispute[] =
	"SELECT c.no, i.open_cents, i.amount_cents FROM invoice i JOIN client c ON c.id = i.client_id "
	"LEFT JOIN dispute d ON d.id = i.dispute_id AND d.client_id = i.client_id AND d.closed_on IS NULL AND d.undone = 0 "
	"WHERE i.dispute_id IS NOT NULL AND d.id IS NULL ORDER BY i.id LIMIT 1";

bool verify_sums(struct store *store, int64_t *clients, struct err *err)
{
	struct stmt *stmt = store_query(store, err, "SELECT count(*) FROM client", "");

	if (store_found(stmt, err) != FOUND)
		return false;
	*clients = stmt_int(stmt, 0);
	stmt_reset(stmt);
	return none(store, wrong_balance, N_("client %s: the file shows a balance of %s, its open items sum to %s: run relance rescore"), err) &&
	       none(store, wrong_parts, N_("client %s: a promise covers %s of invoices but promises %s"), err) &&
	       none(store, wrong_dispute, N_("client %s: an invoice of %s (total %s) is marked disputed but no open dispute holds it"), err);
}
