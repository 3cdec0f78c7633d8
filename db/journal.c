/* The journal's rows and chains.
 */
#include "db/journal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/hash.h"
#include "base/id.h"
#include "base/mem.h"
#include "db/store_impl.h"

/* The store's own chain keeps its head in two settings. */
#define HEAD_SEQ "journal_seq"
#define HEAD_HASH "journal_hash"

static void seal(const struct journal_row *row, const char *prev, char out[HASH_HEX])
{
	struct hash *hash = hash_open();
	char number[24], day[DATE_TEXT];

	hash_field(hash, prev);
	snprintf(number, sizeof number, "%" PRId64, row->id);
	hash_field(hash, number);
	snprintf(number, sizeof number, "%" PRId64, row->client_id);
	hash_field(hash, number);
	snprintf(number, sizeof number, "%" PRId64, row->seq);
	hash_field(hash, number);
	hash_field(hash, row->at);
	hash_field(hash, date_iso(row->on_day, day));
	hash_field(hash, row->agent);
	hash_field(hash, row->kind);
	hash_field(hash, row->payload);
	hash_close_hex(hash, out);
}

#define HEAD "SELECT c.journal_seq, c.journal_hash FROM client c WHERE c.id = $1"

/* To append, the head is locked first: two writers must not continue the same row. */
static bool head_get(struct store *store, int64_t client_id, bool append, int64_t *seq, char hash[HASH_HEX], struct err *err)
{
	struct stmt *stmt;
	enum found found;
	char text[24];

	*seq = 0;
	hash[0] = '\0';
	if (client_id == 0) {
		if (append && !engine_lock(store->engine, HEAD_SEQ, err))
			return false;
		if ((found = setting_get(store, HEAD_SEQ, text, sizeof text, err)) == FOUND) {
			*seq = strtoll(text, NULL, 10);
			found = setting_get(store, HEAD_HASH, hash, HASH_HEX, err);
		}
		return found != FOUND_ERROR;
	}
	stmt = store_query(store, err, append ? HEAD ENGINE_LOCK("c") : HEAD, "i", client_id);
	found = store_found(stmt, err);
	if (found == FOUND) {
		*seq = stmt_int(stmt, 0);
		snprintf(hash, HASH_HEX, "%s", stmt_text(stmt, 1));
		stmt_reset(stmt);
	} else if (found == FOUND_NOT) {
		err_set(err, ERR_MISSING, N_("the client of this journal row does not exist"));
	}
	return found == FOUND;
}

static bool head_put(struct store *store, int64_t client_id, int64_t seq, const char *hash, struct err *err)
{
	char text[24];

	if (client_id != 0)
		return engine_run(store->engine, err, "UPDATE client SET journal_seq = $2, journal_hash = $3 WHERE id = $1", "iit",
		                  client_id, seq, hash);
	snprintf(text, sizeof text, "%" PRId64, seq);
	return setting_put(store, HEAD_SEQ, text, err) && setting_put(store, HEAD_HASH, hash, err);
}

bool journal_append(struct store *store, const struct journal_row *row, struct err *err)
{
	struct journal_row sealed = *row;
	char prev[HASH_HEX], hash[HASH_HEX], proof[64];

	if (!head_get(store, row->client_id, true, &sealed.seq, prev, err))
		return false;
	sealed.seq++;
	sealed.id = id_new();
	seal(&sealed, prev, hash);
	snprintf(proof, sizeof proof, "SELECT 1 FROM journal WHERE id = %" PRId64, sealed.id);
	engine_prove(store->engine, proof);
	return engine_run(store->engine, err,
	                  "INSERT INTO journal (id, client_id, seq, at, on_day, agent, kind, payload, prev_hash, hash) "
	                  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
	                  "iiitdttttt", sealed.id, sealed.client_id, sealed.seq, sealed.at, sealed.on_day, sealed.agent, sealed.kind,
	                  sealed.payload, prev, hash) &&
	       head_put(store, row->client_id, sealed.seq, hash, err);
}

#define JOURNAL_COLUMNS \
	"j.id, j.client_id, j.seq, j.at, j.on_day, j.agent, j.kind, j.payload, j.prev_hash, j.hash, c.no"
#define JOURNAL_FROM " FROM journal j LEFT JOIN client c ON c.id = j.client_id "

/* A day that is none is no reason to stop: the chain tells which row was changed, and what else does not hold is told behind it. */
static void row_read(struct stmt *stmt, struct journal_row *out)
{
	date on_day;

	*out = (struct journal_row){
		.id = stmt_int(stmt, 0),
		.client_id = stmt_int(stmt, 1),
		.seq = stmt_int(stmt, 2),
		.at = stmt_text(stmt, 3),
		.on_day = date_parse_iso(stmt_text(stmt, 4), &on_day) ? on_day : DATE_NONE,
		.agent = stmt_text(stmt, 5),
		.kind = stmt_text(stmt, 6),
		.payload = stmt_text(stmt, 7),
		.prev_hash = stmt_text(stmt, 8),
		.hash = stmt_text(stmt, 9),
		.client_no = stmt_text(stmt, 10),
	};
}

/* A slice at a time: the whole journal is never sorted nor held, and whoever reads it page by page holds nothing open meanwhile. */
enum { SLICE = 500, TELL_EVERY = 1000 };

#define OF_CLIENT "WHERE j.client_id = $1 "
#define OF_ALL    "WHERE $1 < 0 AND " STORE_SEEN("c", "$4") " "

static const char slice_of_client[] =
	"SELECT " JOURNAL_COLUMNS JOURNAL_FROM OF_CLIENT "AND j.seq > $2 ORDER BY j.seq LIMIT $3";
static const char slice_of_all[] = "SELECT " JOURNAL_COLUMNS JOURNAL_FROM OF_ALL "AND j.id > $2 ORDER BY j.id LIMIT $3";
/* Where the newest rows begin. */
static const char newest_of_client[] =
	"SELECT coalesce(min(seq), 1) FROM (SELECT j.seq" JOURNAL_FROM OF_CLIENT "ORDER BY j.seq DESC LIMIT $3) AS newest WHERE seq > $2";
static const char newest_of_all[] =
	"SELECT coalesce(min(id), 1) FROM (SELECT j.id" JOURNAL_FROM OF_ALL "ORDER BY j.id DESC LIMIT $3) AS newest WHERE id > $2";

static struct stmt *ask(struct store *store, int64_t client_id, const char *of_client, const char *of_all, int64_t after, int64_t limit,
                        struct err *err)
{
	return client_id >= 0 ? store_query(store, err, of_client, "iii", client_id, after, limit)
	                      : store_query(store, err, of_all, "iiii", client_id, after, limit, store->sees);
}

/* What comes before the first row wanted. */
static bool place_before(struct store *store, int64_t client_id, int newest, int64_t *after, struct err *err)
{
	struct stmt *stmt;

	*after = 0;
	if (newest <= 0)
		return true;
	stmt = ask(store, client_id, newest_of_client, newest_of_all, 0, newest, err);
	if (store_found(stmt, err) != FOUND)
		return false;
	*after = stmt_int(stmt, 0) - 1;
	stmt_reset(stmt);
	return true;
}

static void row_keep(struct stmt *stmt, struct arena *arena, void *row)
{
	struct journal_row *out = row;

	row_read(stmt, out);
	out->at = arena_strdup(arena, out->at);
	out->agent = arena_strdup(arena, out->agent);
	out->kind = arena_strdup(arena, out->kind);
	out->payload = arena_strdup(arena, out->payload);
	out->prev_hash = arena_strdup(arena, out->prev_hash);
	out->hash = arena_strdup(arena, out->hash);
	out->client_no = arena_strdup(arena, out->client_no);
}

bool journal_each(struct store *store, int64_t client_id, int newest,
                  bool (*row)(void *context, const struct journal_row *row, struct err *err), void *context, struct err *err)
{
	size_t count = SLICE;
	int64_t after;
	bool going = place_before(store, client_id, newest, &after, err);

	while (going && count == SLICE) {
		struct arena arena = { 0 };
		struct journal_row *rows;

		going = store_rows(ask(store, client_id, slice_of_client, slice_of_all, after, SLICE, err), &arena, sizeof *rows, row_keep, &rows,
		                   &count, err);
		for (size_t i = 0; going && i < count; i++)
			going = row(context, &rows[i], err);
		if (going && count > 0)
			after = client_id >= 0 ? rows[count - 1].seq : rows[count - 1].id;
		arena_clear(&arena);
	}
	return going;
}

/* One chain as it is walked. */
struct chain {
	int64_t client_id, seq;
	char hash[HASH_HEX];
	char no[64];
};

static bool bad(struct err *err, const struct journal_row *row, const char *what)
{
	return err_set(err, ERR_STORE, N_("journal row %" PRId64 " (client %s, row %" PRId64 " of its chain, %s): %s"), row->id,
	               row->client_id ? row->client_no : "-", row->seq, row->at, what);
}

static bool check_row(struct chain *chain, const struct journal_row *row, struct err *err)
{
	char hash[HASH_HEX];

	if (row->seq != chain->seq + 1)
		return bad(err, row, _("a row before it is missing"));
	if (strcmp(row->prev_hash, chain->hash) != 0)
		return bad(err, row, _("it does not continue the row before it"));
	seal(row, chain->hash, hash);
	if (strcmp(row->hash, hash) != 0)
		return bad(err, row, _("its content was changed after it was written"));
	chain->seq = row->seq;
	memcpy(chain->hash, hash, sizeof hash);
	return true;
}

static bool check_head(struct store *store, const struct chain *chain, struct err *err)
{
	int64_t seq;
	char hash[HASH_HEX];

	if (!head_get(store, chain->client_id, false, &seq, hash, err))
		return false;
	if (seq != chain->seq || strcmp(hash, chain->hash) != 0)
		return err_set(err, ERR_STORE, N_("the journal of client %s ends at row %" PRId64 ", its file says %" PRId64 ": rows are missing"),
		               chain->client_id ? chain->no : "-", chain->seq, seq);
	return true;
}

/* Clients whose file claims rows the journal does not have at all. */
static bool check_empty_chains(struct store *store, struct err *err)
{
	struct stmt *stmt = store_query(store, err,
	                                "SELECT no, journal_seq FROM client c WHERE journal_seq > 0 AND NOT EXISTS "
	                                "(SELECT 1 FROM journal j WHERE j.client_id = c.id) ORDER BY id LIMIT 1",
	                                "");
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		err_set(err, ERR_STORE, N_("the journal of client %s is gone: its file says %" PRId64 " rows"), stmt_text(stmt, 0),
		        stmt_int(stmt, 1));
		stmt_reset(stmt);
	}
	return found == FOUND_NOT;
}

bool journal_count(struct store *store, int64_t *rows, struct err *err)
{
	struct stmt *stmt = store_query(store, err, "SELECT count(*) FROM journal", "");

	if (store_found(stmt, err) != FOUND)
		return false;
	*rows = stmt_int(stmt, 0);
	stmt_reset(stmt);
	return true;
}

bool journal_verify(struct store *store, int64_t *rows, void (*at)(void *context), void *context, struct err *err)
{
	struct stmt *stmt = store_query(store, err, "SELECT " JOURNAL_COLUMNS JOURNAL_FROM "ORDER BY j.client_id, j.seq" ENGINE_STREAM,
	                                "");
	struct chain chain = { .client_id = -1 };
	enum stmt_step step = STMT_ERROR;
	bool good = true;

	*rows = 0;
	while (stmt && good && (step = stmt_step(stmt, err)) == STMT_ROW) {
		struct journal_row row;

		row_read(stmt, &row);
		if (row.client_id != chain.client_id) {
			good = chain.client_id < 0 || check_head(store, &chain, err);
			chain = (struct chain){ .client_id = row.client_id };
			snprintf(chain.no, sizeof chain.no, "%s", row.client_no);
		}
		good = good && check_row(&chain, &row, err);
		if (++*rows % TELL_EVERY == 0 && at)
			at(context);
	}
	if (stmt)
		stmt_reset(stmt);
	if (!good || step != STMT_DONE)
		return false;
	return (chain.client_id < 0 || check_head(store, &chain, err)) && check_empty_chains(store, err);
}
