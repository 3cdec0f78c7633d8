/* Accounts, movements and payers, row by row.
 */
#include "db/bank.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/id.h"
#include "base/mem.h"
#include "db/store_impl.h"

/* ---- accounts ---- */

static void account_read(struct stmt *stmt, struct arena *arena, void *row)
{
	*(struct bank_account_row *)row = (struct bank_account_row){
		.id = stmt_int(stmt, 0),
		.creditor_id = stmt_int(stmt, 1),
		.no = arena_strdup(arena, stmt_text(stmt, 2)),
		.creditor = arena_strdup(arena, stmt_text(stmt, 3)),
		.told = (int)stmt_int(stmt, 4),
	};
}

#define SELECT_ACCOUNT \
	"SELECT b.id, b.creditor_id, b.no, c.name, b.told FROM bank_account b JOIN creditor c ON c.id = b.creditor_id "

bool bank_account_find(struct store *store, struct arena *arena, const char *no, struct bank_account_row **rows, size_t *count,
                       struct err *err)
{
	return store_rows(store_query(store, err, SELECT_ACCOUNT "WHERE b.no = $1 ORDER BY b.creditor_id", "t", no), arena,
	                  sizeof **rows, account_read, rows, count, err);
}

bool bank_account_list(struct store *store, struct arena *arena, int64_t creditor_id, struct bank_account_row **rows,
                       size_t *count, struct err *err)
{
	return store_rows(store_query(store, err, SELECT_ACCOUNT "WHERE b.creditor_id = $1 ORDER BY b.no", "i", creditor_id),
	                  arena, sizeof **rows, account_read, rows, count, err);
}

bool bank_account_put(struct store *store, int64_t creditor_id, const char *no, int told, int64_t *id, struct err *err)
{
	struct stmt *stmt;

	if (!engine_run(store->engine, err,
	                "INSERT INTO bank_account (id, creditor_id, no) VALUES ($1, $2, $3) ON CONFLICT (creditor_id, no) DO NOTHING",
	                "iit", id_new(), creditor_id, no) ||
	    !engine_run(store->engine, err,
	                "UPDATE bank_account SET told = told | $3 WHERE creditor_id = $1 AND no = $2 AND (told | $3) <> told", "iti",
	                creditor_id, no, (int64_t)told))
		return false;
	stmt = store_query(store, err, "SELECT id FROM bank_account WHERE creditor_id = $1 AND no = $2", "it", creditor_id, no);
	if (store_found(stmt, err) != FOUND)
		return false;
	*id = stmt_int(stmt, 0);
	stmt_reset(stmt);
	return true;
}

/* ---- movements ---- */

bool bank_movement_insert(struct store *store, const struct bank_movement_row *row, struct err *err)
{
	return engine_run(store->engine, err,
	                  "INSERT INTO bank_movement (id, account_id, run_id, key, entry, parts, told, booked_on, value_on, "
	                  "amount_cents, currency, reversal, return_code, party, party_account, end_to_end, reference, text, state, "
	                  "why) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
	                  "iiittiidditi"
	                  "tttttttt", row->id, row->account_id, row->run_id, row->key, row->entry, (int64_t)row->parts,
	                  (int64_t)row->told, row->booked_on, row->value_on, row->amount, row->currency, (int64_t)row->reversal,
	                  row->return_code, row->party, row->party_account, row->end_to_end, row->reference, row->text, row->state,
	                  row->why);
}

#define MOVEMENT_COLUMNS                                                                                            \
	"m.id, m.account_id, m.run_id, m.key, m.entry, m.parts, m.told, m.booked_on, m.value_on, m.amount_cents, " \
	"m.currency, m.reversal, m.return_code, m.reverses_id, m.party, m.party_account, m.end_to_end, "           \
	"m.reference, m.text, m.state, m.why, m.candidates, m.by_hand, m.matched_cents, m.note"
#define SELECT_MOVEMENT "SELECT " MOVEMENT_COLUMNS " FROM bank_movement m "

static void movement_read(struct stmt *stmt, struct arena *arena, void *row)
{
	struct bank_movement_row *out = row;

	*out = (struct bank_movement_row){
		.id = stmt_int(stmt, 0),
		.account_id = stmt_int(stmt, 1),
		.run_id = stmt_int(stmt, 2),
		.key = arena_strdup(arena, stmt_text(stmt, 3)),
		.entry = arena_strdup(arena, stmt_text(stmt, 4)),
		.parts = (int)stmt_int(stmt, 5),
		.told = (int)stmt_int(stmt, 6),
		.booked_on = stmt_date(stmt, 7),
		.value_on = stmt_date(stmt, 8),
		.amount = stmt_int(stmt, 9),
		.reversal = stmt_int(stmt, 11) != 0,
		.return_code = arena_strdup(arena, stmt_text(stmt, 12)),
		.reverses_id = stmt_int(stmt, 13),
		.party = arena_strdup(arena, stmt_text(stmt, 14)),
		.party_account = arena_strdup(arena, stmt_text(stmt, 15)),
		.end_to_end = arena_strdup(arena, stmt_text(stmt, 16)),
		.reference = arena_strdup(arena, stmt_text(stmt, 17)),
		.text = arena_strdup(arena, stmt_text(stmt, 18)),
		.state = arena_strdup(arena, stmt_text(stmt, 19)),
		.why = arena_strdup(arena, stmt_text(stmt, 20)),
		.candidates = arena_strdup(arena, stmt_text(stmt, 21)),
		.by_hand = stmt_int(stmt, 22) != 0,
		.matched = stmt_int(stmt, 23),
		.note = arena_strdup(arena, stmt_text(stmt, 24)),
	};
	snprintf(out->currency, MONEY_CODE, "%s", stmt_text(stmt, 10));
}

enum found bank_movement_by_id(struct store *store, struct arena *arena, int64_t id, struct bank_movement_row *out,
                               struct err *err)
{
	struct stmt *stmt = store_query(store, err, SELECT_MOVEMENT "WHERE m.id = $1", "i", id);
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		movement_read(stmt, arena, out);
		stmt_reset(stmt);
	}
	return found;
}

enum found bank_of_creditor(struct store *store, int64_t creditor_id, int64_t id, bool *ours, struct err *err)
{
	struct stmt *stmt = store_query(
		store, err,
		"SELECT b.creditor_id FROM bank_movement m JOIN bank_account b ON b.id = m.account_id WHERE m.id = $1", "i", id);
	enum found found = store_found(stmt, err);

	*ours = false;
	if (found == FOUND) {
		*ours = stmt_int(stmt, 0) == creditor_id;
		stmt_reset(stmt);
	}
	return found;
}

enum found bank_known_by_entry(struct store *store, int64_t account_id, const char *entry, struct bank_known *out,
                               struct err *err)
{
	struct stmt *stmt = store_query(store, err,
	                                "SELECT id, parts, told, state, by_hand, run_id FROM bank_movement WHERE account_id = $1 AND "
	                                "entry = $2 ORDER BY CASE WHEN state = 'split' THEN 1 ELSE 0 END, id LIMIT 1",
	                                "it", account_id, entry);
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		*out = (struct bank_known){
			.id = stmt_int(stmt, 0),
			.parts = (int)stmt_int(stmt, 1),
			.told = (int)stmt_int(stmt, 2),
			.untouched = strcmp(stmt_text(stmt, 3), BANK_OPEN) == 0 && stmt_int(stmt, 4) == 0,
			.run_id = stmt_int(stmt, 5),
		};
		stmt_reset(stmt);
	}
	return found;
}

enum found bank_known_by_sum(struct store *store, struct arena *arena, const struct bank_sought *sought, const char **entry, struct err *err)
{
	struct stmt *stmt = store_query(
		store, err,
		"SELECT entry FROM bank_movement WHERE account_id = $1 AND booked_on = $2 AND currency = $3 AND state <> 'split' "
		"GROUP BY entry HAVING CAST(sum(amount_cents) AS BIGINT) = $4 AND CAST(sum(told & $5) AS BIGINT) = 0 "
		"ORDER BY max(CASE WHEN end_to_end = $6 THEN 1 ELSE 0 END) DESC, min(id)",
		"idtiit", sought->account_id, sought->booked_on, sought->currency, sought->sum, (int64_t)sought->told, sought->end_to_end);
	enum stmt_step step = STMT_ERROR;

	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW)
		if (!sought->may_be || sought->may_be(sought->context, stmt_text(stmt, 0)))
			break;
	if (step == STMT_ROW)
		*entry = arena_strdup(arena, stmt_text(stmt, 0));
	if (stmt)
		stmt_reset(stmt);
	return step == STMT_ROW ? FOUND : step == STMT_DONE ? FOUND_NOT : FOUND_ERROR;
}

bool bank_entry_told(struct store *store, int64_t account_id, const char *entry, int told, struct err *err)
{
	return engine_run(store->engine, err,
	                  "UPDATE bank_movement SET told = told | $3 WHERE account_id = $1 AND entry = $2 AND (told | $3) <> told", "iti",
	                  account_id, entry, (int64_t)told);
}

bool bank_movement_split(struct store *store, int64_t id, struct err *err)
{
	return engine_run(store->engine, err, "UPDATE bank_movement SET state = 'split', why = '', candidates = '' WHERE id = $1",
	                  "i", id);
}

bool bank_run_sum(struct store *store, int64_t run_id, const char *currency, cents *out, struct err *err)
{
	struct stmt *stmt = store_query(store, err,
	                                "SELECT CAST(coalesce(sum(amount_cents), 0) AS BIGINT) FROM bank_movement WHERE id > $1 AND "
	                                "run_id = $1 AND currency = $2",
	                                "it", run_id, currency);

	if (store_found(stmt, err) != FOUND)
		return false;
	*out = stmt_int(stmt, 0);
	stmt_reset(stmt);
	return true;
}

bool bank_movement_put(struct store *store, const struct bank_movement_row *row, struct err *err)
{
	return engine_run(store->engine, err,
	                  "UPDATE bank_movement SET state = $2, why = $3, candidates = $4, by_hand = $5, reverses_id = $6, "
	                  "matched_cents = $7, note = $8 WHERE id = $1",
	                  "itttizit", row->id, row->state, row->why, row->candidates, (int64_t)row->by_hand, row->reverses_id,
	                  row->matched, row->note);
}

bool bank_waiting_amount(struct store *store, int64_t creditor_id, cents amount, const char *currency, date from, date to,
                         bool *any, struct err *err)
{
	struct stmt *stmt = store_query(store, err,
	                                "SELECT 1 FROM bank_account b JOIN bank_movement m ON m.account_id = b.id WHERE b.creditor_id = $1 "
	                                "AND m.amount_cents = $2 AND m.booked_on BETWEEN $4 AND $5 AND m.currency = $3 AND m.state = "
	                                "'open' LIMIT 1",
	                                "iitdd", creditor_id, amount, currency, from, to);
	enum found found = store_found(stmt, err);

	*any = found == FOUND;
	if (found == FOUND)
		stmt_reset(stmt);
	return found != FOUND_ERROR;
}

bool bank_movement_cleared(struct store *store, int64_t id, struct err *err)
{
	return engine_run(store->engine, err,
	                  "UPDATE bank_movement SET state = 'matched', why = '', candidates = '' WHERE id = $1 AND state = 'account' "
	                  "AND NOT EXISTS (SELECT 1 FROM allocation a WHERE a.movement_id = $1 AND a.undone_on IS NULL AND "
	                  "a.shown_cents <> a.amount_cents)",
	                  "i", id);
}

static void place_read(struct stmt *stmt, struct arena *arena, void *row)
{
	(void)arena;
	*(struct bank_place *)row = (struct bank_place){ .value_on = stmt_date(stmt, 0), .id = stmt_int(stmt, 1) };
}

bool bank_waiting(struct store *store, struct arena *arena, int64_t account_id, struct bank_place after, int limit,
                  struct bank_place **rows, size_t *count, struct err *err)
{
	char day[DATE_TEXT] = "";

	if (date_is(after.value_on))
		date_iso(after.value_on, day);
	return store_rows(store_query(store, err,
	                              "SELECT value_on, id FROM bank_movement WHERE account_id = $1 AND "
	                              "state IN ('open', 'account') AND (value_on, id) > ($2, $3) AND by_hand = 0 "
	                              "ORDER BY value_on, id LIMIT $4",
	                              "itii", account_id, day, after.id, (int64_t)limit),
	                  arena, sizeof **rows, place_read, rows, count, err);
}

bool bank_waiting_count(struct store *store, int64_t creditor_id, int64_t *count, struct err *err)
{
	struct stmt *stmt = store_query(store, err,
	                                "SELECT count(*) FROM bank_movement m JOIN bank_account b ON b.id = m.account_id "
	                                "WHERE b.creditor_id = $1 AND m.state IN ('open', 'account') AND m.by_hand = 0",
	                                "i", creditor_id);

	if (store_found(stmt, err) != FOUND)
		return false;
	*count = stmt_int(stmt, 0);
	stmt_reset(stmt);
	return true;
}

bool bank_movement_list(struct store *store, struct arena *arena, int64_t creditor_id, bool all, int limit,
                        struct bank_movement_row **rows, size_t *count, struct err *err)
{
	static const char waiting[] = SELECT_MOVEMENT "JOIN bank_account b ON b.id = m.account_id WHERE b.creditor_id = $1 AND "
	                                              "m.state IN ('open', 'account') ORDER BY m.value_on, m.id LIMIT $2";
	static const char every[] = SELECT_MOVEMENT "JOIN bank_account b ON b.id = m.account_id WHERE b.creditor_id = $1 AND "
	                                            "m.state <> 'split' ORDER BY m.value_on DESC, m.id DESC LIMIT $2";

	return store_rows(store_query(store, err, all ? every : waiting, "ii", creditor_id,
	                              limit > 0 ? (int64_t)limit : INT64_MAX),
	                  arena, sizeof **rows, movement_read, rows, count, err);
}

#define PERHAPS_LOOKED_AT  "200"
#define RETURNED_LOOKED_AT "300"

/* An account at a time: its newest stand next to each other in bank_movement_open, and no more of them are read, however many wait while a
 * night matches them. */
static bool perhaps_in(struct store *store, int64_t account_id, const char *wanted, struct bank_perhaps *out, struct err *err)
{
	struct stmt *stmt = store_query(
		store, err,
		"SELECT n.value_on, n.amount_cents, n.currency FROM (SELECT id, value_on, amount_cents, currency, state, candidates FROM bank_movement "
		"WHERE account_id = $1 AND state IN ('open', 'account') ORDER BY value_on DESC, id DESC LIMIT " PERHAPS_LOOKED_AT ") AS n "
		"WHERE n.state = 'open' AND n.amount_cents > 0 AND ' ' || n.candidates LIKE $2 ORDER BY n.value_on DESC, n.id DESC",
		"it", account_id, wanted);
	enum stmt_step step = STMT_ERROR;

	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW) {
		date value_on = stmt_date(stmt, 0);

		out->count++;
		if (date_is(out->value_on) && out->value_on >= value_on)
			continue;
		out->value_on = value_on;
		out->amount = stmt_int(stmt, 1);
		snprintf(out->currency, MONEY_CODE, "%s", stmt_text(stmt, 2));
	}
	if (stmt)
		stmt_reset(stmt);
	return step == STMT_DONE;
}

bool bank_perhaps_of(struct store *store, struct arena *arena, int64_t creditor_id, int64_t client_id, struct bank_perhaps *out,
                     struct err *err)
{
	char wanted[32];
	struct bank_account_row *accounts;
	size_t count = 0;
	bool done = bank_account_list(store, arena, creditor_id, &accounts, &count, err);

	snprintf(wanted, sizeof wanted, "%% %" PRId64 "/%%", client_id);
	*out = (struct bank_perhaps){ .value_on = DATE_NONE };
	for (size_t i = 0; done && i < count; i++)
		done = perhaps_in(store, accounts[i].id, wanted, out, err);
	return done;
}

bool bank_returned_to(struct store *store, struct arena *arena, int64_t client_id, date since, struct bank_returned *out,
                      struct err *err)
{
	struct stmt *stmt = store_query(
		store, err,
		"SELECT r.value_on, o.value_on, o.amount_cents, r.currency, r.return_code FROM (SELECT movement_id, invoice_id FROM allocation "
		"WHERE client_id = $1 AND undone_on IS NULL ORDER BY id DESC LIMIT " RETURNED_LOOKED_AT ") AS a "
		"JOIN bank_movement r ON r.id = a.movement_id JOIN bank_movement o ON o.id = r.reverses_id "
		"LEFT JOIN invoice i ON i.id = a.invoice_id WHERE r.value_on >= $2 AND (i.id IS NULL OR i.open_cents > 0) "
		"ORDER BY r.value_on DESC, r.id DESC LIMIT 1",
		"id", client_id, since);
	enum found found = store_found(stmt, err);

	*out = (struct bank_returned){ .value_on = DATE_NONE, .paid_on = DATE_NONE, .code = "" };
	if (found == FOUND) {
		out->value_on = stmt_date(stmt, 0);
		out->paid_on = stmt_date(stmt, 1);
		out->amount = stmt_int(stmt, 2);
		snprintf(out->currency, MONEY_CODE, "%s", stmt_text(stmt, 3));
		out->code = arena_strdup(arena, stmt_text(stmt, 4));
		stmt_reset(stmt);
	}
	return found != FOUND_ERROR;
}

bool bank_originals(struct store *store, struct arena *arena, int64_t account_id, cents amount, const char *currency,
                    date value_on, struct bank_movement_row **rows, size_t *count, struct err *err)
{
	return store_rows(store_query(store, err,
	                              SELECT_MOVEMENT
	                              "WHERE m.account_id = $1 AND m.amount_cents = $2 AND m.currency = $3 AND m.value_on <= $4 "
	                              "AND m.reversal = 0 AND m.state <> 'split' AND m.reverses_id IS NULL AND NOT EXISTS (SELECT 1 "
	                              "FROM bank_movement r WHERE r.reverses_id = m.id) ORDER BY m.value_on DESC, m.id DESC LIMIT 200",
	                              "iitd", account_id, amount, currency, value_on),
	                  arena, sizeof **rows, movement_read, rows, count, err);
}

bool bank_reversal_of(struct store *store, int64_t id, int64_t *reversal, struct err *err)
{
	struct stmt *stmt =
		store_query(store, err, "SELECT id FROM bank_movement WHERE reverses_id = $1 ORDER BY id LIMIT 1", "i", id);
	enum found found = store_found(stmt, err);

	*reversal = 0;
	if (found == FOUND) {
		*reversal = stmt_int(stmt, 0);
		stmt_reset(stmt);
	}
	return found != FOUND_ERROR;
}

/* ---- payers ---- */

bool payer_put(struct store *store, int64_t creditor_id, const char *account, int64_t client_id, date seen_on, struct err *err)
{
	return engine_run(store->engine, err,
	                  "INSERT INTO payer (creditor_id, account, client_id, seen_on) VALUES ($1, $2, $3, $4) ON CONFLICT "
	                  "(creditor_id, account, client_id) DO NOTHING",
	                  "itid", creditor_id, account, client_id, seen_on);
}

bool payer_doubt(struct store *store, int64_t creditor_id, const char *account, int64_t client_id, struct err *err)
{
	return engine_run(store->engine, err,
	                  "DELETE FROM payer WHERE creditor_id = $1 AND account = $2 AND client_id = $3 AND NOT EXISTS (SELECT 1 FROM "
	                  "allocation a JOIN bank_movement m ON m.id = a.movement_id WHERE a.client_id = $3 AND a.undone_on IS NULL "
	                  "AND a.reason <> 'account' AND m.party_account = $2)",
	                  "iti", creditor_id, account, client_id);
}

static void id_read(struct stmt *stmt, struct arena *arena, void *row)
{
	(void)arena;
	*(int64_t *)row = stmt_int(stmt, 0);
}

bool payer_list(struct store *store, struct arena *arena, int64_t creditor_id, const char *account, int64_t **clients,
                size_t *count, struct err *err)
{
	return store_rows(store_query(store, err,
	                              "SELECT client_id FROM payer WHERE creditor_id = $1 AND account = $2 ORDER BY client_id LIMIT 20",
	                              "it", creditor_id, account),
	                  arena, sizeof **clients, id_read, clients, count, err);
}
