/* Sources, runs, rejects and parts of known lines, row by row; the lock is a byte of a file beside
 * the store.
 */
#include "db/import.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/gettext.h"
#include "base/hash.h"
#include "base/id.h"
#include "base/mem.h"
#include "base/said.h"
#include "db/place.h"
#include "db/store_impl.h"

/* ---- sources ---- */

enum found import_source_find(struct store *store, int64_t creditor_id, const char *name,
			      int64_t *id, struct err *err)
{
	struct stmt *stmt = store_query(
		store, err, "SELECT id FROM source WHERE creditor_id = $1 AND name = $2", "it",
		creditor_id, name);
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		*id = stmt_int(stmt, 0);
		stmt_reset(stmt);
	}
	return found;
}

bool import_source_put(struct store *store, int64_t creditor_id, const char *name, int64_t *id,
		       struct err *err)
{
	return engine_run(store->engine, err,
			  "INSERT INTO source (id, creditor_id, name) VALUES ($1, $2, $3) ON "
			  "CONFLICT (creditor_id, name) DO NOTHING",
			  "iit", id_new(), creditor_id, name) &&
	       import_source_find(store, creditor_id, name, id, err) == FOUND;
}

bool import_source_items(struct store *store, int64_t source_id, int64_t *count, struct err *err)
{
	struct stmt *stmt = store_query(
		store, err, "SELECT count(*) FROM invoice WHERE source_id + 0 = $1 AND open_cents <> 0",
		"i", source_id);

	if (store_found(stmt, err) != FOUND)
		return false;
	*count = stmt_int(stmt, 0);
	stmt_reset(stmt);
	return true;
}

/* ---- runs ---- */

#define RUN_COLUMNS                                                                               \
	"r.id, r.source_id, s.name, r.file, r.sha256, r.mode, r.status, r.on_day, r.started_at, " \
	"r.ended_at, r.agent, r.lines, r.items, "                                                 \
	"r.created, r.changed, r.closed, r.unchanged, r.rejects, r.warnings, r.open_cents, "      \
	"r.message, r.kind, r.night_id, r.stored_cents, r.number"
#define RUN_FROM " FROM import_run r JOIN source s ON s.id = r.source_id "

static void run_read(struct stmt *stmt, struct arena *arena, struct import_run_row *out)
{
	char *message = said_again(stmt_text(stmt, 20));

	*out = (struct import_run_row){
		.id = stmt_int(stmt, 0),
		.source_id = stmt_int(stmt, 1),
		.source = arena_strdup(arena, stmt_text(stmt, 2)),
		.file = arena_strdup(arena, stmt_text(stmt, 3)),
		.sha256 = arena_strdup(arena, stmt_text(stmt, 4)),
		.mode = arena_strdup(arena, stmt_text(stmt, 5)),
		.status = arena_strdup(arena, stmt_text(stmt, 6)),
		.on_day = stmt_date(stmt, 7),
		.started_at = arena_strdup(arena, stmt_text(stmt, 8)),
		.ended_at = arena_strdup(arena, stmt_text(stmt, 9)),
		.agent = arena_strdup(arena, stmt_text(stmt, 10)),
		.lines = stmt_int(stmt, 11),
		.items = stmt_int(stmt, 12),
		.created = stmt_int(stmt, 13),
		.changed = stmt_int(stmt, 14),
		.closed = stmt_int(stmt, 15),
		.unchanged = stmt_int(stmt, 16),
		.rejects = stmt_int(stmt, 17),
		.warnings = stmt_int(stmt, 18),
		.open_cents = stmt_int(stmt, 19),
		.message = arena_strdup(arena, message),
		.said = arena_strdup(arena, stmt_text(stmt, 20)),
		.kind = arena_strdup(arena, stmt_text(stmt, 21)),
		.night_id = stmt_int(stmt, 22),
		.stored_cents = stmt_int(stmt, 23),
		.number = (int)stmt_int(stmt, 24),
	};
	mem_free(message);
}

/* One counter a creditor: who comes second waits for the first one's transaction. */
static bool next_number(struct store *store, int64_t creditor_id, int64_t *number, struct err *err)
{
	struct stmt *stmt = store_query(
		store, err,
		"INSERT INTO import_count (creditor_id, runs) VALUES ($1, 1) ON CONFLICT (creditor_id) "
		"DO UPDATE SET runs = import_count.runs + 1 RETURNING runs",
		"i", creditor_id);

	if (store_found(stmt, err) != FOUND)
		return false;
	*number = stmt_int(stmt, 0);
	stmt_reset(stmt);
	return true;
}

bool import_run_insert(struct store *store, int64_t creditor_id, const struct import_run_row *row,
		       struct err *err)
{
	int64_t number;

	return next_number(store, creditor_id, &number, err) &&
	       engine_run(store->engine, err,
			  "INSERT INTO import_run (id, creditor_id, source_id, file, sha256, mode, "
			  "status, on_day, started_at, agent, kind, night_id, number) "
			  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
			  "iiittttdtttzi", row->id, creditor_id, row->source_id, row->file,
			  row->sha256, row->mode, row->status, row->on_day, row->started_at,
			  row->agent, row->kind ? row->kind : IMPORT_KIND_LEDGER, row->night_id, number) &&
	       import_run_put(store, row, err);
}

bool import_run_put_sum(struct store *store, int64_t id, const struct import_run_sum *sum,
			struct err *err)
{
	return engine_run(store->engine, err,
			  "INSERT INTO import_sum (run_id, currency, open_cents, stored_cents) "
			  "VALUES ($1, $2, $3, $4) ON CONFLICT (run_id, currency) DO UPDATE SET "
			  "open_cents = excluded.open_cents, stored_cents = excluded.stored_cents",
			  "itii", id, sum->currency, sum->open, sum->stored);
}

bool import_run_put(struct store *store, const struct import_run_row *row, struct err *err)
{
	const char *ended_at = row->ended_at && *row->ended_at ? row->ended_at : NULL;

	return engine_run(store->engine, err,
			  "UPDATE import_run SET status = $2, ended_at = $3, lines = $4, items = "
			  "$5, created = $6, changed = $7, "
			  "closed = $8, unchanged = $9, rejects = $10, warnings = $11, open_cents "
			  "= $12, message = $13, stored_cents = $14 WHERE id = $1",
			  "ittiiiiiiiiiti", row->id, row->status, ended_at, row->lines, row->items,
			  row->created, row->changed, row->closed, row->unchanged, row->rejects,
			  row->warnings, row->open_cents, row->message ? row->message : "",
			  row->stored_cents);
}

bool import_run_add(struct store *store, int64_t id, int64_t created, int64_t changed,
		    int64_t closed, struct err *err)
{
	return engine_run(store->engine, err,
			  "UPDATE import_run SET created = created + $2, changed = changed + $3, "
			  "closed = closed + $4 WHERE id = $1",
			  "iiii", id, created, changed, closed);
}

enum found import_run_latest(struct store *store, struct arena *arena, int64_t source_id,
			     struct import_run_row *out, struct err *err)
{
	struct stmt *stmt = store_query(
		store, err,
		"SELECT " RUN_COLUMNS RUN_FROM
		"WHERE r.source_id = $1 AND r.status <> 'refused' ORDER BY r.id DESC LIMIT 1",
		"i", source_id);
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		run_read(stmt, arena, out);
		stmt_reset(stmt);
	}
	return found;
}

enum found import_run_of_bytes(struct store *store, struct arena *arena, int64_t source_id,
			       const char *sha256, struct import_run_row *out, struct err *err)
{
	struct stmt *stmt = store_query(store, err,
					"SELECT " RUN_COLUMNS RUN_FROM
					"WHERE r.sha256 = $2 AND r.source_id = $1 AND r.status <> "
					"'refused' ORDER BY r.id DESC LIMIT 1",
					"it", source_id, sha256);
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		run_read(stmt, arena, out);
		stmt_reset(stmt);
	}
	return found;
}

bool import_run_number(struct store *store, int64_t id, int *number, struct err *err)
{
	struct stmt *stmt = store_query(store, err, "SELECT number FROM import_run WHERE id = $1",
					"i", id);

	if (store_found(stmt, err) != FOUND)
		return false;
	*number = (int)stmt_int(stmt, 0);
	stmt_reset(stmt);
	return true;
}

bool import_run_last_number(struct store *store, int64_t creditor_id, int64_t *number,
			    struct err *err)
{
	struct stmt *stmt = store_query(
		store, err, "SELECT runs FROM import_count WHERE creditor_id = $1", "i", creditor_id);
	enum found found = store_found(stmt, err);

	*number = 0;
	if (found == FOUND) {
		*number = stmt_int(stmt, 0);
		stmt_reset(stmt);
	}
	return found != FOUND_ERROR;
}

/* ---- what they brought ---- */

struct sum_of_run {
	int64_t run_id;
	struct import_run_sum sum;
};

static void sum_read(struct stmt *stmt, struct arena *arena, void *row)
{
	struct sum_of_run *out = row;

	(void)arena;
	out->run_id = stmt_int(stmt, 0);
	snprintf(out->sum.currency, MONEY_CODE, "%s", stmt_text(stmt, 1));
	out->sum.open = stmt_int(stmt, 2);
	out->sum.stored = stmt_int(stmt, 3);
}

/* The first of this run, in the order of runs: its place, or that of the next. */
static size_t first_of(const struct sum_of_run *sums, size_t count, int64_t run_id)
{
	size_t from = 0;

	while (from < count) {
		size_t middle = from + (count - from) / 2;

		if (sums[middle].run_id < run_id)
			from = middle + 1;
		else
			count = middle;
	}
	return from;
}

/* Of all of them at once: a list has thousands of runs after some years. */
static bool read_sums(struct store *store, struct arena *arena, struct import_run_row *rows,
		      size_t count, struct err *err)
{
	int64_t first = INT64_MAX, last = 0;
	struct import_run_sum *plain;
	struct sum_of_run *sums;
	size_t all;

	for (size_t i = 0; i < count; i++) {
		first = rows[i].id < first ? rows[i].id : first;
		last = rows[i].id > last ? rows[i].id : last;
	}
	if (!store_rows(store_query(store, err,
				    "SELECT run_id, currency, open_cents, stored_cents FROM import_sum WHERE "
				    "run_id BETWEEN $1 AND $2 ORDER BY run_id, currency",
				    "ii", first, last),
			arena, sizeof *sums, sum_read, &sums, &all, err))
		return false;
	plain = arena_alloc(arena, (all + 1) * sizeof *plain);
	for (size_t i = 0; i < all; i++)
		plain[i] = sums[i].sum;
	for (size_t i = 0; i < count; i++) {
		size_t at = first_of(sums, all, rows[i].id), end = at;

		while (end < all && sums[end].run_id == rows[i].id)
			end++;
		rows[i].sums = plain + at;
		rows[i].sum_count = end - at;
	}
	return true;
}

enum found import_run_by_number(struct store *store, struct arena *arena, int64_t creditor_id,
				int64_t number, struct import_run_row *out, struct err *err)
{
	struct stmt *stmt = store_query(store, err,
					"SELECT " RUN_COLUMNS RUN_FROM
					"WHERE r.creditor_id = $1 AND r.number = $2",
					"ii", creditor_id, number);
	enum found found = store_found(stmt, err);

	if (found != FOUND)
		return found;
	run_read(stmt, arena, out);
	stmt_reset(stmt);
	return read_sums(store, arena, out, 1, err) ? FOUND : FOUND_ERROR;
}

static void read_row(struct stmt *stmt, struct arena *arena, void *row)
{
	run_read(stmt, arena, row);
}

bool import_run_list_night(struct store *store, struct arena *arena, int64_t night_id,
			   struct import_run_row **rows, size_t *count, struct err *err)
{
	return store_rows(store_query(store, err,
				      "SELECT " RUN_COLUMNS RUN_FROM
				      "WHERE r.night_id = $1 ORDER BY r.id",
				      "i", night_id),
			  arena, sizeof **rows, read_row, rows, count, err) &&
	       read_sums(store, arena, *rows, *count, err);
}

bool import_run_newest(struct store *store, struct arena *arena, int64_t creditor_id, int most,
		       struct import_run_row **rows, size_t *count, struct err *err)
{
	return store_rows(store_query(store, err,
				      "SELECT " RUN_COLUMNS RUN_FROM
				      "WHERE r.creditor_id = $1 ORDER BY r.number DESC LIMIT $2",
				      "ii", creditor_id, (int64_t)most),
			  arena, sizeof **rows, read_row, rows, count, err) &&
	       read_sums(store, arena, *rows, *count, err);
}

bool import_run_list(struct store *store, struct arena *arena, int64_t creditor_id,
		     struct import_run_row **rows, size_t *count, struct err *err)
{
	return store_rows(store_query(store, err,
				      "SELECT " RUN_COLUMNS RUN_FROM
				      "WHERE r.creditor_id = $1 ORDER BY r.number",
				      "i", creditor_id),
			  arena, sizeof **rows, read_row, rows, count, err) &&
	       read_sums(store, arena, *rows, *count, err);
}

/* ---- rejects ---- */

bool import_reject_insert(struct store *store, int64_t run_id, const struct import_reject_row *row,
			  struct err *err)
{
	return engine_run(store->engine, err,
			  "INSERT INTO import_reject (id, run_id, line, reason, warning, arg, raw) "
			  "VALUES ($1, $2, $3, $4, $5, $6, $7)",
			  "iiititt", id_new(), run_id, row->line, row->reason,
			  (int64_t)row->warning, row->arg, row->raw);
}

bool import_reject_clear(struct store *store, int64_t run_id, struct err *err)
{
	return engine_run(store->engine, err, "DELETE FROM import_reject WHERE run_id = $1", "i",
			  run_id);
}

static void read_reject(struct stmt *stmt, struct arena *arena, void *row)
{
	*(struct import_reject_row *)row = (struct import_reject_row){
		.line = stmt_int(stmt, 0),
		.reason = arena_strdup(arena, stmt_text(stmt, 1)),
		.warning = stmt_int(stmt, 2) != 0,
		.arg = arena_strdup(arena, stmt_text(stmt, 3)),
		.raw = arena_strdup(arena, stmt_text(stmt, 4)),
	};
}

bool import_reject_list(struct store *store, struct arena *arena, int64_t run_id, int limit,
			struct import_reject_row **rows, size_t *count, struct err *err)
{
	return store_rows(store_query(store, err,
				      "SELECT line, reason, warning, arg, raw FROM import_reject "
				      "WHERE run_id = $1 ORDER BY line, id LIMIT $2",
				      "ii", run_id, limit > 0 ? (int64_t)limit : INT64_MAX),
			  arena, sizeof **rows, read_reject, rows, count, err);
}

bool import_reject_worst(struct store *store, struct arena *arena, int64_t creditor_id,
			 int64_t run_id, int most, struct import_reject_row **rows, size_t *count,
			 struct err *err)
{
	return store_rows(store_query(store, err,
				      "SELECT j.line, j.reason, j.warning, j.arg, j.raw FROM "
				      "import_reject j JOIN import_run r ON r.id = j.run_id WHERE "
				      "j.run_id = $1 AND r.creditor_id = $2 "
				      "ORDER BY j.warning, j.line, j.id LIMIT $3",
				      "iii", run_id, creditor_id, (int64_t)most),
			  arena, sizeof **rows, read_reject, rows, count, err);
}

/* ---- known lines ---- */

bool import_lines_put(struct store *store, int64_t source_id, int64_t part, const void *bytes,
		      size_t n, struct err *err)
{
	return engine_run(store->engine, err,
			  "INSERT INTO import_lines (source_id, part, data) VALUES ($1, $2, $3) "
			  "ON CONFLICT (source_id, part) DO UPDATE SET data = excluded.data",
			  "iib", source_id, part, bytes, n);
}

enum found import_lines_get(struct store *store, int64_t source_id, int64_t part, struct buf *out,
			    struct err *err)
{
	struct stmt *stmt = store_query(
		store, err, "SELECT data FROM import_lines WHERE source_id = $1 AND part = $2",
		"ii", source_id, part);
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		size_t n = 0;
		const void *bytes = stmt_blob(stmt, 0, &n);

		buf_reset(out);
		buf_add(out, bytes, n);
		stmt_reset(stmt);
	}
	return found;
}

bool import_lines_drop(struct store *store, int64_t source_id, int64_t first_part,
		       int64_t last_part, struct err *err)
{
	return engine_run(
		store->engine, err,
		"DELETE FROM import_lines WHERE source_id = $1 AND part BETWEEN $2 AND $3", "iii",
		source_id, first_part, last_part);
}

/* ---- the lock ---- */

struct import_lock {
	int fd; /* -1: the server holds it … */
	struct engine *engine;
	char *name; /* … under this name */
};

static struct import_lock *lock_new(int fd, struct engine *engine, char *name)
{
	struct import_lock *lock = mem_alloc(sizeof *lock);

	*lock = (struct import_lock){ .fd = fd, .engine = engine, .name = name };
	return lock;
}

static bool take_of_server(struct engine *engine, int64_t creditor_id, const char *source,
			   struct import_lock **out, struct err *err)
{
	char *name = mem_printf("import %" PRId64 " %s", creditor_id, source);
	bool held = false, done = engine_hold(engine, name, &held, err);

	*out = held ? lock_new(-1, engine, name) : NULL;
	if (!held)
		mem_free(name);
	return done;
}

/* Each source has its own byte of "<store>.import"; the system frees it with the descriptor. */
static int lock_byte(int fd, int64_t creditor_id, const char *source)
{
	struct flock lock = {
		.l_type = F_WRLCK,
		.l_whence = SEEK_SET,
		.l_start = (off_t)(hash_64(source, strlen(source), (uint64_t)creditor_id) >> 2),
		.l_len = 1,
	};

	while (fcntl(fd, F_OFD_SETLK, &lock) != 0)
		if (errno != EINTR)
			return errno;
	return 0;
}

bool import_lock_take(struct store *store, int64_t creditor_id, const char *source,
		      struct import_lock **out, struct err *err)
{
	struct stat store_file;
	char *path;
	int fd, failed;
	bool held;

	if (engine_is_postgres(store->engine))
		return take_of_server(store->engine, creditor_id, source, out, err);
	path = mem_printf("%s.import", engine_path(store->engine));
	fd = stat(engine_path(store->engine), &store_file) == 0
		     ? place_open_beside(path, store_file.st_uid, store_file.st_gid, store_file.st_mode)
		     : -1;
	failed = fd < 0 ? errno : lock_byte(fd, creditor_id, source);
	held = fd >= 0 && (failed == EAGAIN || failed == EACCES);

	*out = NULL;
	if (failed && !held)
		err_errno(err, failed, N_("cannot lock %s"), path);
	mem_free(path);
	if (failed) {
		if (fd >= 0)
			close(fd);
		return held;
	}
	*out = lock_new(fd, NULL, NULL);
	return true;
}

void import_lock_release(struct import_lock *lock)
{
	if (!lock)
		return;
	if (lock->engine)
		engine_let_go(lock->engine, lock->name);
	else
		close(lock->fd);
	mem_free(lock->name);
	mem_free(lock);
}

bool import_agents_at_work(struct store *store, int64_t now_ms, bool *any, struct err *err)
{
	struct stmt *stmt = store_query(
		store, err,
		"SELECT 1 FROM client WHERE claim_console IS NOT NULL AND claim_until > $1 LIMIT 1",
		"i", now_ms);
	enum found found = store_found(stmt, err);

	if (found == FOUND)
		stmt_reset(stmt);
	*any = found == FOUND;
	return found != FOUND_ERROR;
}
