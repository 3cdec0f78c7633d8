/* Clients, items and receipts as imports compare and write them.
 */
#include "db/import_merge.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/id.h"
#include "base/mem.h"
#include "db/import.h"
#include "db/store_impl.h"

/* A query that asks whether there is a row at all. */
static bool any_row(struct stmt *stmt, bool *any, struct err *err)
{
	enum found found = store_found(stmt, err);

	if (found == FOUND)
		stmt_reset(stmt);
	*any = found == FOUND;
	return found != FOUND_ERROR;
}

/* ---- clients ---- */

enum found import_client_find(struct store *store, struct arena *arena, int64_t creditor_id,
			      const char *no, struct import_client *out, struct err *err)
{
	struct stmt *stmt = store_query(
		store, err,
		"SELECT id, name, terms_days, credit_limit_cents, risk_class, currency FROM client "
		"WHERE creditor_id = $1 AND no = $2",
		"it", creditor_id, no);
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		*out = (struct import_client){
			.id = stmt_int(stmt, 0),
			.no = no,
			.name = arena_strdup(arena, stmt_text(stmt, 1)),
			.terms_days = stmt_is_null(stmt, 2) ? -1 : (int)stmt_int(stmt, 2),
			.credit_limit = stmt_is_null(stmt, 3) ? -1 : stmt_int(stmt, 3),
			.risk_class = (int)stmt_int(stmt, 4),
		};
		stmt_reset(stmt);
	}
	return found;
}

bool import_client_insert(struct store *store, int64_t creditor_id,
			  const struct import_client *client, int64_t *id, struct err *err)
{
	struct stmt *stmt;

	if (!engine_run(
		    store->engine, err,
		    "INSERT INTO client (id, creditor_id, no, name, risk_class, "
		    "credit_limit_cents, currency) "
		    "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (creditor_id, no) DO NOTHING",
		    "iittimt", client->id, creditor_id, client->no, client->name,
		    (int64_t)client->risk_class, client->credit_limit, client->currency))
		return false;
	stmt = store_query(store, err, "SELECT id FROM client WHERE creditor_id = $1 AND no = $2",
			   "it", creditor_id, client->no);
	if (store_found(stmt, err) != FOUND)
		return false;
	*id = stmt_int(stmt, 0);
	stmt_reset(stmt);
	return true;
}

bool import_client_update(struct store *store, const struct import_client *client, struct err *err)
{
	return engine_run(store->engine, err,
			  "UPDATE client SET name = $2, credit_limit_cents = $3, risk_class = $4 "
			  "WHERE id = $1",
			  "itmi", client->id, client->name, client->credit_limit,
			  (int64_t)client->risk_class);
}

bool import_client_any(struct store *store, int64_t creditor_id, bool *any, struct err *err)
{
	return any_row(store_query(store, err,
				   "SELECT 1 FROM client WHERE creditor_id = $1 LIMIT 1", "i",
				   creditor_id),
		       any, err);
}

bool import_invoice_any(struct store *store, bool *any, struct err *err)
{
	return any_row(store_query(store, err, "SELECT 1 FROM invoice LIMIT 1", ""), any, err);
}

bool import_source_any(struct store *store, int64_t source_id, bool *any, struct err *err)
{
	return any_row(store_query(store, err,
				   "SELECT 1 FROM invoice WHERE source_id = $1 UNION ALL SELECT 1 "
				   "FROM receipt WHERE source_id = $1 LIMIT 1",
				   "i", source_id),
		       any, err);
}

enum found import_contact_compare(struct store *store, int64_t client_id, const char *name,
				  const char *phone, const char *mail, int64_t *id, bool *same,
				  struct err *err)
{
	struct stmt *stmt = store_query(store, err,
					"SELECT id, mail FROM contact WHERE client_id = $1 AND "
					"name = $2 AND phone = $3 AND undone = 0 ORDER BY id LIMIT 1",
					"itt", client_id, name, phone);
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		*id = stmt_int(stmt, 0);
		*same = !*mail || strcmp(stmt_text(stmt, 1), mail) == 0;
		stmt_reset(stmt);
	}
	return found;
}

bool import_contact_put(struct store *store, int64_t id, int64_t client_id, const char *name,
			const char *phone, const char *mail, struct err *err)
{
	if (id != 0)
		return engine_run(store->engine, err, "UPDATE contact SET mail = $2 WHERE id = $1",
				  "it", id, mail);
	return engine_run(store->engine, err,
			  "INSERT INTO contact (id, client_id, name, role, phone, mail) VALUES "
			  "($1, $2, $3, 'accounts_payable', $4, $5)",
			  "iittt", id_new(), client_id, name, phone, mail);
}

/* ---- items ---- */

/* What the electronic invoice told, where the file leaves it open. */
static void take_told(struct arena *arena, struct stmt *stmt, const struct import_invoice *wanted,
		      struct import_stored *out)
{
	out->told_due_on = wanted->due_told ? DATE_NONE : stmt_date(stmt, 11);
	out->told_order_no = *wanted->order_no || stmt_is_null(stmt, 12) || !*stmt_text(stmt, 12)
				     ? ""
				     : arena_strdup(arena, stmt_text(stmt, 12));
}

#define COMPARED                                                                                          \
	"SELECT id, client_id, kind, open_cents, currency, amount_cents, flagged, number, issued_on, due_on, " \
	"order_no, told_due_on, told_order_no, matched_cents FROM invoice WHERE "

/* Where it is looked for first, then by what it is. */
static enum found find_compared(struct store *store, const struct import_invoice *wanted, struct stmt **out,
				struct err *err)
{
	enum found found = FOUND_NOT;

	if (wanted->id != 0) {
		*out = store_query(store, err, COMPARED "id = $1 AND source_id = $2 AND key = $3", "iit", wanted->id,
				   wanted->source_id, wanted->key);
		found = store_found(*out, err);
	}
	if (found != FOUND_NOT)
		return found;
	*out = store_query(store, err, COMPARED "source_id = $1 AND key = $2", "it", wanted->source_id, wanted->key);
	return store_found(*out, err);
}

enum found import_invoice_compare(struct store *store, struct arena *arena,
				  const struct import_invoice *wanted, struct import_stored *out,
				  struct err *err)
{
	struct stmt *stmt;
	enum found found = find_compared(store, wanted, &stmt, err);

	if (found != FOUND)
		return found;
	*out = (struct import_stored){
		.id = stmt_int(stmt, 0),
		.client_id = stmt_int(stmt, 1),
		.kind = (enum item_kind)stmt_int(stmt, 2),
		.open = stmt_int(stmt, 3),
		.matched = stmt_int(stmt, 13),
	};
	take_told(arena, stmt, wanted, out);
	snprintf(out->currency, MONEY_CODE, "%s", stmt_text(stmt, 4));
	out->moved = out->client_id != wanted->client_id ||
		     strcmp(stmt_text(stmt, 7), wanted->number) != 0;
	out->same = !out->moved && out->kind == wanted->kind &&
		    out->open + out->matched == wanted->open &&
		    stmt_int(stmt, 5) == wanted->amount &&
		    (stmt_int(stmt, 6) != 0) == wanted->flagged &&
		    strcmp(out->currency, wanted->currency) == 0 &&
		    stmt_date(stmt, 8) == wanted->issued_on &&
		    stmt_date(stmt, 9) ==
			    (date_is(out->told_due_on) ? out->told_due_on : wanted->due_on) &&
		    strcmp(stmt_text(stmt, 10),
			   *out->told_order_no ? out->told_order_no : wanted->order_no) == 0;
	stmt_reset(stmt);
	return FOUND;
}

enum found import_invoice_find(struct store *store, int64_t source_id, const char *key, int64_t *id,
			       struct err *err)
{
	struct stmt *stmt =
		store_query(store, err, "SELECT id FROM invoice WHERE source_id = $1 AND key = $2",
			    "it", source_id, key);
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		*id = stmt_int(stmt, 0);
		stmt_reset(stmt);
	}
	return found;
}

bool import_invoice_open(struct store *store, int64_t id, cents *open, struct err *err)
{
	struct stmt *stmt = store_query(
		store, err, "SELECT open_cents + matched_cents FROM invoice WHERE id = $1", "i", id);

	if (store_found(stmt, err) != FOUND)
		return false;
	*open = stmt_int(stmt, 0);
	stmt_reset(stmt);
	return true;
}

bool import_invoice_insert(struct store *store, const struct import_invoice *item, struct err *err)
{
	return engine_run(store->engine, err,
			  "INSERT INTO invoice (id, client_id, source_id, key, kind, number, "
			  "issued_on, due_on, amount_cents, open_cents, "
			  "currency, order_no, flagged) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, "
			  "$9, $10, $11, $12, $13)",
			  "iiititddiitti", item->id, item->client_id, item->source_id, item->key,
			  (int64_t)item->kind, item->number, item->issued_on, item->due_on,
			  item->amount, item->open, item->currency, item->order_no,
			  (int64_t)item->flagged);
}

bool import_invoice_update_amounts(struct store *store, const struct import_invoice *item,
				   date today, struct err *err)
{
	return engine_run(store->engine, err,
			  "UPDATE invoice SET kind = $2, issued_on = $3, due_on = $4, amount_cents "
			  "= $5, open_cents = $6 - matched_cents, currency = $7, order_no = $8, "
			  "flagged = $9, closed_on = CASE WHEN $6 = matched_cents THEN $10 ELSE "
			  "NULL END WHERE id = $1",
			  "iiddiittid", item->id, (int64_t)item->kind, item->issued_on,
			  item->due_on, item->amount, item->open, item->currency, item->order_no,
			  (int64_t)item->flagged, today);
}

bool import_invoice_update(struct store *store, const struct import_invoice *item, date today,
			   struct err *err)
{
	return engine_run(store->engine, err,
			  "UPDATE invoice SET client_id = $2, number = $3 WHERE id = $1", "iit",
			  item->id, item->client_id, item->number) &&
	       import_invoice_update_amounts(store, item, today, err);
}

bool import_invoice_close(struct store *store, int64_t id, date today, struct err *err)
{
	return engine_run(store->engine, err,
			  "UPDATE invoice SET open_cents = -matched_cents, closed_on = CASE WHEN "
			  "matched_cents = 0 THEN $2 ELSE NULL END WHERE id = $1 AND open_cents + "
			  "matched_cents <> 0",
			  "id", id, today);
}

bool import_invoice_now(struct store *store, int64_t id, cents *open, cents *matched,
			struct err *err)
{
	struct stmt *stmt = store_query(
		store, err, "SELECT open_cents, matched_cents FROM invoice WHERE id = $1", "i", id);

	if (store_found(stmt, err) != FOUND)
		return false;
	*open = stmt_int(stmt, 0);
	*matched = stmt_int(stmt, 1);
	stmt_reset(stmt);
	return true;
}

#define OPEN_COLUMNS "id, client_id, kind, open_cents, currency, key, number, matched_cents"

static void open_read(struct stmt *stmt, struct import_open *out)
{
	*out = (struct import_open){
		.stored = {
			.id = stmt_int(stmt, 0),
			.client_id = stmt_int(stmt, 1),
			.kind = (enum item_kind)stmt_int(stmt, 2),
			.open = stmt_int(stmt, 3),
			.matched = stmt_int(stmt, 7),
		},
		.key = stmt_text(stmt, 5),
		.number = stmt_text(stmt, 6),
	};
	snprintf(out->stored.currency, MONEY_CODE, "%s", stmt_text(stmt, 4));
}

enum found import_open_by_id(struct store *store, struct arena *arena, int64_t id,
			     struct import_open *out, struct err *err)
{
	struct stmt *stmt = store_query(
		store, err,
		"SELECT " OPEN_COLUMNS
		" FROM invoice WHERE id = $1 AND open_cents + matched_cents <> 0",
		"i", id);
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		open_read(stmt, out);
		out->key = arena_strdup(arena, out->key);
		out->number = arena_strdup(arena, out->number);
		stmt_reset(stmt);
	}
	return found;
}

/* The source is filtered row by row: through an index on it the rows would come in no order of the
 * file. */
bool import_open_each(struct store *store, int64_t source_id,
		      bool (*row)(void *context, const struct import_open *row, struct err *err),
		      void *context, struct err *err)
{
	struct stmt *stmt =
		store_query(store, err,
			    "SELECT " OPEN_COLUMNS " FROM invoice WHERE source_id + 0 = $1 AND "
						   "open_cents + matched_cents <> 0 ORDER BY "
						   "id" ENGINE_STREAM,
			    "i", source_id);
	enum stmt_step step = STMT_ERROR;
	bool going = true;

	while (stmt && going && (step = stmt_step(stmt, err)) == STMT_ROW) {
		struct import_open one;

		open_read(stmt, &one);
		going = row(context, &one, err);
	}
	if (stmt)
		stmt_reset(stmt);
	return going && step == STMT_DONE;
}

bool import_open_currencies(struct store *store, int64_t client_id,
			    char out[NETTING_CURRENCIES][MONEY_CODE], size_t *count,
			    struct err *err)
{
	struct stmt *stmt = store_query(
		store, err,
		"SELECT DISTINCT currency FROM invoice WHERE client_id = $1 AND open_cents <> 0 "
		"ORDER BY currency LIMIT $2",
		"ii", client_id, (int64_t)NETTING_CURRENCIES);
	enum stmt_step step = STMT_ERROR;

	*count = 0;
	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW)
		snprintf(out[(*count)++], MONEY_CODE, "%s", stmt_text(stmt, 0));
	if (stmt)
		stmt_reset(stmt);
	return step == STMT_DONE;
}

bool import_open_count(struct store *store, int64_t client_id, int64_t source_id, int64_t *count,
		       struct err *err)
{
	struct stmt *stmt = store_query(store, err,
					"SELECT count(*) FROM invoice WHERE client_id = $1 AND "
					"open_cents <> 0 AND source_id + 0 = $2",
					"ii", client_id, source_id);

	if (store_found(stmt, err) != FOUND)
		return false;
	*count = stmt_int(stmt, 0);
	stmt_reset(stmt);
	return true;
}

/* With one ledger in the store the partial index holds all there is to read, less the few items the
 * bank made; otherwise rows are filtered one by one. Added up here: a GROUP BY would sort every item
 * for the sake of a few currencies. */
static const char open_of_all[] =
	"SELECT currency, open_cents FROM invoice WHERE open_cents <> 0" ENGINE_STREAM;
static const char open_of_source[] = "SELECT currency, open_cents FROM invoice WHERE open_cents <> "
				     "0 AND source_id + 0 = $1" ENGINE_STREAM;
static const char less_bank[] =
	"SELECT currency, -open_cents FROM invoice WHERE open_cents <> 0 AND source_id = $1";
static const char matched_of_source[] =
	"SELECT currency, matched_cents FROM invoice WHERE source_id = $1 AND matched_cents <> 0";

/* *bank: the bank's own source beside it, 0 for none. */
static bool only_source(struct store *store, int64_t source_id, bool *only, int64_t *bank,
			struct err *err)
{
	struct stmt *stmt = store_query(
		store, err, "SELECT id, name FROM source WHERE id <> $1 ORDER BY id LIMIT 2", "i",
		source_id);
	enum stmt_step step = STMT_ERROR;

	*only = true;
	*bank = 0;
	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW) {
		*only = *bank == 0 && strcmp(stmt_text(stmt, 1), IMPORT_BANK_SOURCE) == 0;
		*bank = stmt_int(stmt, 0);
	}
	if (stmt)
		stmt_reset(stmt);
	return step == STMT_DONE;
}

struct sums {
	struct import_sum_row *list;
	size_t used, room;
};

static struct import_sum_row *sum_of(struct sums *sums, const char *currency)
{
	size_t at = 0;

	while (at < sums->used && strcmp(sums->list[at].currency, currency) < 0)
		at++;
	if (at < sums->used && strcmp(sums->list[at].currency, currency) == 0)
		return &sums->list[at];
	MEM_GROW(sums->list, sums->used, sums->room);
	memmove(sums->list + at + 1, sums->list + at, (sums->used - at) * sizeof *sums->list);
	sums->list[at] = (struct import_sum_row){ 0 };
	snprintf(sums->list[at].currency, MONEY_CODE, "%s", currency);
	sums->used++;
	return &sums->list[at];
}

static bool add_up(struct sums *sums, struct stmt *stmt, struct err *err)
{
	enum stmt_step step = STMT_ERROR;
	bool fits = true;

	while (stmt && fits && (step = stmt_step(stmt, err)) == STMT_ROW) {
		struct import_sum_row *sum = sum_of(sums, stmt_text(stmt, 0));

		fits = money_add(sum->open, stmt_int(stmt, 1), &sum->open);
	}
	if (stmt)
		stmt_reset(stmt);
	if (!fits)
		return err_set(err, ERR_STORE,
			       N_("the open items of this source add up to more than can be counted"));
	return step == STMT_DONE;
}

/* A currency only the bank's own items had. */
static void drop_nothing(struct sums *sums)
{
	size_t kept = 0;

	for (size_t i = 0; i < sums->used; i++)
		if (sums->list[i].open != 0)
			sums->list[kept++] = sums->list[i];
	sums->used = kept;
}

bool import_open_sums(struct store *store, struct arena *arena, int64_t source_id,
		      struct import_sum_row **rows, size_t *count, struct err *err)
{
	struct sums sums = { 0 };
	int64_t bank;
	bool only, done;

	if (!only_source(store, source_id, &only, &bank, err))
		return false;
	done = add_up(&sums,
		      only ? store_query(store, err, open_of_all, "")
			   : store_query(store, err, open_of_source, "i", source_id),
		      err);
	if (done && only && bank) {
		done = add_up(&sums, store_query(store, err, less_bank, "i", bank), err);
		drop_nothing(&sums);
	}
	done = done &&
	       add_up(&sums, store_query(store, err, matched_of_source, "i", source_id), err);
	if (done) {
		*rows = arena_copy(arena, sums.list, sums.used, sizeof *sums.list);
		*count = sums.used;
	}
	mem_free(sums.list);
	return done;
}

/* ---- receipts ---- */

enum found import_receipt_find(struct store *store, int64_t source_id, const char *key, int64_t *id,
			       int64_t *invoice_id, struct err *err)
{
	struct stmt *stmt = store_query(
		store, err, "SELECT id, invoice_id FROM receipt WHERE source_id = $1 AND key = $2",
		"it", source_id, key);
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		*id = stmt_int(stmt, 0);
		*invoice_id = stmt_int(stmt, 1);
		stmt_reset(stmt);
	}
	return found;
}

bool import_receipt_insert(struct store *store, const struct import_receipt *receipt,
			   struct err *err)
{
	char *key = mem_strdup(receipt->key);
	bool inserted = false, good = true;

	for (int again = 2; good && !inserted; again++) {
		good = engine_run(store->engine, err,
				  "INSERT INTO receipt (id, client_id, source_id, key, value_on, "
				  "amount_cents, currency, credit_note, invoice_id) "
				  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT "
				  "(source_id, key) DO NOTHING",
				  "iiitditiz", receipt->id, receipt->client_id, receipt->source_id,
				  key, receipt->value_on, receipt->amount, receipt->currency,
				  (int64_t)receipt->credit_note, receipt->invoice_id);
		inserted = good && engine_changes(store->engine) > 0;
		mem_free(key);
		key = mem_printf("%s:%d", receipt->key, again);
	}
	mem_free(key);
	return good;
}

bool import_receipt_match(struct store *store, int64_t id, int64_t invoice_id, struct err *err)
{
	return engine_run(store->engine, err, "UPDATE receipt SET invoice_id = $2 WHERE id = $1",
			  "ii", id, invoice_id);
}

bool import_receipt_sum(struct store *store, int64_t client_id, int64_t invoice_id, cents *out,
			struct err *err)
{
	struct stmt *stmt =
		store_query(store, err,
			    "SELECT CAST(coalesce(sum(amount_cents - shown_cents), 0) AS BIGINT) FROM receipt "
			    "WHERE client_id = $1 AND invoice_id = $2 AND credit_note = 0",
			    "ii", client_id, invoice_id);

	if (store_found(stmt, err) != FOUND)
		return false;
	*out = stmt_int(stmt, 0);
	stmt_reset(stmt);
	return true;
}
