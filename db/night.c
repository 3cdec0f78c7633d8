/* Nights row by row, and counting over what they changed.
 */
#include "db/night.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/store_impl.h"

#define NIGHT_COLUMNS "id, on_day, started_at, ended_at, process, step"

static void read_night(struct stmt *stmt, struct arena *arena, void *row)
{
	*(struct night_row *)row = (struct night_row){
		.id = stmt_int(stmt, 0),
		.on_day = stmt_date(stmt, 1),
		.started_at = arena_strdup(arena, stmt_text(stmt, 2)),
		.ended_at = arena_strdup(arena, stmt_text(stmt, 3)),
		.process = arena_strdup(arena, stmt_text(stmt, 4)),
		.step = arena_strdup(arena, stmt_text(stmt, 5)),
		.report = "",
	};
}

bool night_insert(struct store *store, int64_t creditor_id, const struct night_row *row,
		  struct err *err)
{
	return engine_run(store->engine, err,
			  "INSERT INTO night (id, creditor_id, on_day, started_at, process, step) "
			  "VALUES ($1, $2, $3, $4, $5, $6)",
			  "iidttt", row->id, creditor_id, row->on_day, row->started_at, row->process,
			  row->step);
}

bool night_put(struct store *store, const struct night_row *row, struct err *err)
{
	return engine_run(store->engine, err,
			  "UPDATE night SET ended_at = $2, process = $3, step = $4, report = $5 "
			  "WHERE id = $1",
			  "itttt", row->id, *row->ended_at ? row->ended_at : NULL, row->process,
			  row->step, row->report);
}

static enum found found_night(struct stmt *stmt, struct arena *arena, struct night_row *out,
			      struct err *err)
{
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		read_night(stmt, arena, out);
		stmt_reset(stmt);
	}
	return found;
}

enum found night_latest(struct store *store, struct arena *arena, int64_t creditor_id,
			struct night_row *out, struct err *err)
{
	return found_night(store_query(store, err,
				       "SELECT " NIGHT_COLUMNS " FROM night WHERE creditor_id = $1 "
				       "ORDER BY id DESC LIMIT 1",
				       "i", creditor_id),
			   arena, out, err);
}

enum found night_before(struct store *store, struct arena *arena, int64_t creditor_id, int64_t id,
			struct night_row *out, struct err *err)
{
	return found_night(store_query(store, err,
				       "SELECT " NIGHT_COLUMNS " FROM night WHERE creditor_id = $1 "
				       "AND id < $2 AND ended_at IS NOT NULL AND step = 'done' "
				       "ORDER BY id DESC LIMIT 1",
				       "ii", creditor_id, id),
			   arena, out, err);
}

bool night_list(struct store *store, struct arena *arena, int64_t creditor_id,
		struct night_row **rows, size_t *count, struct err *err)
{
	return store_rows(store_query(store, err,
				      "SELECT " NIGHT_COLUMNS " FROM night WHERE creditor_id = $1 "
				      "ORDER BY id",
				      "i", creditor_id),
			  arena, sizeof **rows, read_night, rows, count, err);
}

enum found night_report_of(struct store *store, struct arena *arena, int64_t id,
			   const char **report, struct err *err)
{
	struct stmt *stmt =
		store_query(store, err, "SELECT report FROM night WHERE id = $1", "i", id);
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		*report = arena_strdup(arena, stmt_text(stmt, 0));
		stmt_reset(stmt);
	}
	return found;
}

/* ---- figures ---- */

/* What a promise was judged to be, and when: a row of the journal. */
struct judgement {
	int64_t promise_id, row_id;
	char kind[24];
};

static int compare_judgement(const void *a, const void *b)
{
	const struct judgement *x = a, *y = b;

	if (x->promise_id != y->promise_id)
		return x->promise_id < y->promise_id ? -1 : 1;
	return (x->row_id > y->row_id) - (x->row_id < y->row_id);
}

static void read_judgement(struct stmt *stmt, struct arena *arena, void *row)
{
	static const char first[] = "{\"promise\":"; /* of the payload */
	struct judgement *out = row;
	const char *payload = stmt_text(stmt, 2);

	(void)arena;
	*out = (struct judgement){ .row_id = stmt_int(stmt, 0) };
	snprintf(out->kind, sizeof out->kind, "%s", stmt_text(stmt, 1));
	if (strncmp(payload, first, strlen(first)) == 0)
		out->promise_id = strtoll(payload + strlen(first), NULL, 10);
}

/* The ledger may say that nothing came and the bank, a little later, that it did: the last word counts. */
static void count_judgements(struct judgement *rows, size_t count, struct night_judged *out)
{
	if (count > 1)
		qsort(rows, count, sizeof *rows, compare_judgement);
	for (size_t i = 0; i < count; i++) {
		if (i + 1 < count && rows[i + 1].promise_id == rows[i].promise_id)
			continue;
		out->kept += strcmp(rows[i].kind, "promise_kept") == 0;
		out->partly_kept += strcmp(rows[i].kind, "promise_partly_kept") == 0;
		out->broken += strcmp(rows[i].kind, "promise_broken") == 0;
	}
}

static bool count_paid(struct store *store, int64_t creditor_id, int64_t night_id, int64_t *paid,
		       struct err *err)
{
	struct stmt *stmt = store_query(store, err,
					"SELECT count(*) FROM journal j CROSS JOIN client c "
					"WHERE c.id = j.client_id AND j.id > $1 AND j.kind = 'dispute_paid' AND c.creditor_id = $2",
					"ii", night_id, creditor_id);

	if (store_found(stmt, err) != FOUND)
		return false;
	*paid = stmt_int(stmt, 0);
	stmt_reset(stmt);
	return true;
}

bool night_judged(struct store *store, int64_t creditor_id, int64_t night_id,
		  struct night_judged *out, struct err *err)
{
	struct arena arena = { 0 };
	struct judgement *rows;
	size_t count;
	bool done;

	*out = (struct night_judged){ 0 };
	done = store_rows(store_query(store, err,
				      "SELECT j.id, j.kind, j.payload FROM journal j CROSS JOIN client c "
				      "WHERE c.id = j.client_id AND j.id > $1 AND j.kind IN ('promise_kept', "
				      "'promise_partly_kept', 'promise_broken', 'promise_reopened', "
				      "'promise_withdrawn') AND c.creditor_id = $2",
				      "ii", night_id, creditor_id),
			  &arena, sizeof *rows, read_judgement, &rows, &count, err) &&
	       count_paid(store, creditor_id, night_id, &out->disputes_paid, err);
	if (done)
		count_judgements(rows, count, out);
	arena_clear(&arena);
	return done;
}

static void read_sum(struct stmt *stmt, struct arena *arena, void *row)
{
	struct night_sum *out = row;

	(void)arena;
	snprintf(out->currency, MONEY_CODE, "%s", stmt_text(stmt, 0));
	out->count = stmt_int(stmt, 1);
	out->amount = stmt_int(stmt, 2);
}

bool night_new_overdue(struct store *store, struct arena *arena, int64_t creditor_id, date since,
		       date today, struct night_sum **rows, size_t *count, struct err *err)
{
	return store_rows(
		store_query(store, err,
			    "SELECT i.currency, count(*), CAST(sum(i.open_cents) AS BIGINT) "
			    "FROM invoice i JOIN client c ON c.id = i.client_id "
			    "WHERE i.open_cents <> 0 AND i.open_cents > 0 AND i.due_on >= $1 AND i.due_on < $2 AND "
			    "i.kind = 0 AND c.creditor_id = $3 GROUP BY i.currency ORDER BY i.currency",
			    "ddi", since, today, creditor_id),
		arena, sizeof **rows, read_sum, rows, count, err);
}

bool night_matched(struct store *store, struct arena *arena, int64_t creditor_id, int64_t night_id,
		   struct night_sum **rows, size_t *count, struct err *err)
{
	return store_rows(
		store_query(store, err,
			    "SELECT m.currency, count(DISTINCT m.id), CAST(sum(a.amount_cents) AS "
			    "BIGINT) FROM allocation a CROSS JOIN bank_movement m CROSS JOIN client c "
			    "WHERE m.id = a.movement_id AND c.id = a.client_id AND a.id > $1 AND a.agent_id IS "
			    "NULL AND a.undone_on IS NULL AND c.creditor_id = $2 "
			    "GROUP BY m.currency ORDER BY m.currency",
			    "ii", night_id, creditor_id),
		arena, sizeof **rows, read_sum, rows, count, err);
}

bool night_unmatched(struct store *store, struct arena *arena, int64_t creditor_id,
		     struct night_sum **rows, size_t *count, struct err *err)
{
	return store_rows(
		store_query(store, err,
			    "SELECT m.currency, count(*), CAST(sum(m.amount_cents - m.matched_cents) "
			    "AS BIGINT) FROM bank_movement m JOIN bank_account b ON b.id = "
			    "m.account_id WHERE m.state IN ('open', 'account') AND m.state = 'open' "
			    "AND b.creditor_id = $1 "
			    "GROUP BY m.currency ORDER BY m.currency",
			    "i", creditor_id),
		arena, sizeof **rows, read_sum, rows, count, err);
}

bool night_proposed(struct store *store, int64_t creditor_id, int64_t *count, struct err *err)
{
	struct stmt *stmt = store_query(store, err,
					"SELECT count(*) FROM client WHERE creditor_id = $1 AND "
					"proposal = 'legal' AND proposal <> ''",
					"i", creditor_id);

	if (store_found(stmt, err) != FOUND)
		return false;
	*count = stmt_int(stmt, 0);
	stmt_reset(stmt);
	return true;
}
