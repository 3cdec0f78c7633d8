/* The store on SQLite: write-ahead log, every commit on the disk before it is acknowledged, writers one after the other.
 *
 * Knows SQL's library, knows nothing of tables or collecting.
 */
#include "db/sqlite_impl.h"

#include <string.h>

#include "base/clock.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "db/sqlite_ddl.h"
#include "db/sqlite_room.h"
#include "db/sqlite_writes.h"

enum {
	CHECKPOINT_PAGES = 1000, /* log pages after which a process that may checkpoint does */
	SAFETY_PAGES = 16384,    /* … and any other too: 64 MiB */
	LOAD_CACHE_KIB = 8192,
	LOAD_THREADS = 2, /* that sort while an index is made */
};

struct sqlite_stmt {
	struct stmt base;
	sqlite3_stmt *handle;
};

static sqlite3_stmt *handle(struct stmt *stmt)
{
	return ((struct sqlite_stmt *)stmt)->handle;
}

/* ---- waiting for a turn ---- */

static int wait_turn(void *arg, int count)
{
	struct sqlite *s = arg;

	if (s->deadline_ms)
		s->patience_ms = s->deadline_ms;
	else if (count == 0)
		s->patience_ms = clock_steady_ms() + s->base.options.wait_ms;
	if (clock_steady_ms() >= s->patience_ms)
		return 0;
	gate_nap();
	return 1;
}

bool sqlite_run(struct sqlite *s, const char *sql, struct err *err)
{
	int code = sqlite3_exec(s->db, sql, NULL, NULL, NULL);

	return code == SQLITE_OK || sqlite_refused(s, code, err);
}

/* ---- open, close ---- */

static int note_log(void *arg, sqlite3 *db, const char *name, int pages)
{
	struct sqlite *s = arg;

	(void)db;
	(void)name;
	s->log_pages = pages;
	return SQLITE_OK;
}

static void configure(struct sqlite *s)
{
	static const struct {
		int option, on;
	} habits[] = {
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 },   { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_ENABLE_FKEY, 1 }, { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
		{ SQLITE_DBCONFIG_DQS_DML, 0 },     { SQLITE_DBCONFIG_DQS_DDL, 0 },
	};

	for (size_t i = 0; i < sizeof habits / sizeof *habits; i++)
		sqlite3_db_config(s->db, habits[i].option, habits[i].on, NULL);
	sqlite3_busy_handler(s->db, wait_turn, s);
	sqlite3_wal_hook(s->db, note_log, s); /* in place of SQLite's own checkpoints */
}

/* SQLite does not always wait by itself when several processes turn the log on at once. */
static bool turn_log_on(struct sqlite *s, struct err *err)
{
	int64_t until = clock_steady_ms() + s->base.options.wait_ms;
	sqlite3_stmt *query = NULL;
	int code;
	bool on = false;

	for (;;) {
		code = sqlite3_prepare_v2(s->db, "PRAGMA journal_mode=WAL", -1, &query, NULL);
		if (code == SQLITE_OK && (code = sqlite3_step(query)) == SQLITE_ROW)
			on = strcmp((const char *)sqlite3_column_text(query, 0), "wal") == 0;
		sqlite3_finalize(query);
		if ((code & 0xFF) != SQLITE_BUSY || clock_steady_ms() >= until)
			break;
		gate_nap();
	}
	if (code != SQLITE_ROW)
		return sqlite_refused(s, code, err);
	return on ||
	       err_set(err, ERR_IO,
		       N_("%s cannot keep a write-ahead log where it is: keep it on a local disk"),
		       s->place.path);
}

static bool sqlite_waited_for(const struct engine *engine)
{
	return gate_is_waited_for(&((const struct sqlite *)engine)->gate);
}

static bool sqlite_changed(struct engine *engine)
{
	struct sqlite *s = sqlite_of(engine);
	sqlite3_int64 before = s->version;

	if (sqlite3_step(s->version_query) == SQLITE_ROW)
		s->version = sqlite3_column_int64(s->version_query, 0);
	sqlite3_reset(s->version_query);
	return s->version != before;
}

static bool set_memory(struct sqlite *s, int cache_kib, int threads, struct err *err)
{
	char *sql = mem_printf("PRAGMA cache_size=-%d; PRAGMA threads=%d", cache_kib, threads);
	bool done = sqlite_run(s, sql, err);

	mem_free(sql);
	return done;
}

/* What is written into a log without a name is lost to all others, and two indexes of it are two sets of locks. */
static bool log_still(struct sqlite *s, struct err *err)
{
	return place_beside_still(&s->place, "-wal", &s->log, err) && place_beside_still(&s->place, "-shm", &s->index, err);
}

static bool set_up(struct sqlite *s, struct err *err)
{
	int code;

	/* The batch writes much between two copies of the log back: to cut it each time costs more than it keeps. */
	if (!sqlite_run(s, s->base.options.yields ? "PRAGMA synchronous=FULL; PRAGMA journal_size_limit=134217728"
					    : "PRAGMA synchronous=FULL; PRAGMA journal_size_limit=16777216",
		  err) ||
	    !set_memory(s, s->base.options.cache_kib, 0, err) || !turn_log_on(s, err))
		return false;
	code = sqlite3_prepare_v3(s->db, "PRAGMA data_version", -1, SQLITE_PREPARE_PERSISTENT,
				  &s->version_query, NULL);
	if (code != SQLITE_OK)
		return sqlite_refused(s, code, err);
	sqlite_changed(&s->base);
	return log_still(s, err);
}

static void sqlite_close(struct engine *engine)
{
	struct sqlite *s = sqlite_of(engine);

	gate_release(&s->gate);
	sqlite3_finalize(s->version_query);
	sqlite3_close(s->db);
	place_clear(&s->place);
	mem_free(s);
}

static bool sqlite_open(const char *target, const struct engine_options *options,
			struct engine **out, struct err *err)
{
	const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW |
			  SQLITE_OPEN_EXRESCODE;
	struct sqlite *s = mem_alloc(sizeof *s);
	int code;

	gate_init(&s->gate);
	s->base.options = *options;
	if (!place_find(target, options->create, &s->place, err))
		goto out;
	s->base.path = s->base.name = s->place.path;
	s->base.role = "";
	s->base.owner = true;
	s->base.owner_uid = s->place.uid;
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); /* counting them takes a lock for each piece of memory; refused once SQLite is at work */
	code = sqlite3_open_v2(s->place.path, &s->db, flags, options->yields ? sqlite_writes() : NULL);
	if (code == SQLITE_OK && sqlite3_db_readonly(s->db, "main"))
		code = SQLITE_READONLY;
	if (code != SQLITE_OK) {
		sqlite_refused(s, code, err);
		goto out;
	}
	configure(s);
	if (!set_up(s, err))
		goto out;
	*out = &s->base;
	return true;
out:
	sqlite_close(&s->base);
	return false;
}

/* ---- transactions ---- */

static void temporaries_beside(const struct sqlite *s)
{
	const char *slash = strrchr(s->place.path, '/');

	sqlite3_temp_directory = sqlite3_mprintf("%.*s", slash ? (int)(slash - s->place.path) : 0, s->place.path);
}

static void temporaries_anywhere(void)
{
	sqlite3_free(sqlite3_temp_directory);
	sqlite3_temp_directory = NULL;
}

/* Through the log every page of a first load would be written twice and read back in between. The
 * log can only be left when nobody else has the file open: ask once, without waiting. Rows come in
 * order, so few pages are ever needed again; and what an index sorts at once is as large as the
 * cache: several small runs are sorted by other threads meanwhile, and within the processor's own
 * memory, then merged from temporary files. Those stand beside the store: no other disk can be full. */
static void begin_load(struct sqlite *s)
{
	sqlite3_stmt *query = NULL;

	sqlite3_busy_handler(s->db, NULL, NULL);
	sqlite3_exec(s->db, "PRAGMA synchronous=EXTRA", NULL, NULL, NULL); /* the journal is surely gone once it is said to be done */
	if (sqlite3_prepare_v2(s->db, "PRAGMA journal_mode=DELETE", -1, &query, NULL) ==
		    SQLITE_OK &&
	    sqlite3_step(query) == SQLITE_ROW)
		s->alone = strcmp((const char *)sqlite3_column_text(query, 0), "delete") == 0;
	sqlite3_finalize(query);
	sqlite3_busy_handler(s->db, wait_turn, s);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
	set_memory(s, LOAD_CACHE_KIB, LOAD_THREADS, NULL);
	temporaries_beside(s);
	s->loading = true;
}

/* Should somebody be reading just now, the next who opens the file turns the log on. */
static void end_load(struct sqlite *s)
{
	if (!s->loading)
		return;
	temporaries_anywhere();
	room_close(s->room);
	s->room = NULL;
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
	set_memory(s, s->base.options.cache_kib, 0, NULL);
	if (s->alone)
		turn_log_on(s, NULL);
	sqlite3_exec(s->db, "PRAGMA synchronous=FULL", NULL, NULL, NULL);
	s->log = s->index = 0;
	s->loading = s->alone = false;
}

static bool begin_write(struct sqlite *s, bool load, struct err *err)
{
	bool begun;

	if (!place_still(&s->place, err) || !log_still(s, err))
		return false;
	s->deadline_ms = clock_steady_ms() + s->base.options.wait_ms;
	begun = gate_take(&s->gate, &s->place,
			  &(struct gate_wait){ s->deadline_ms, s->base.options.yields }, err);
	if (begun && load)
		begin_load(s);
	begun = begun && sqlite_run(s, s->alone ? "BEGIN EXCLUSIVE" : "BEGIN IMMEDIATE", err);
	s->deadline_ms = 0;
	s->waited = !begun && err && err->code == ERR_BUSY;
	if (!begun) {
		end_load(s);
		gate_release(&s->gate);
	}
	return begun;
}

static bool sqlite_begin(struct engine *engine, enum engine_transaction kind, struct err *err)
{
	return kind == ENGINE_READ ? sqlite_run(sqlite_of(engine), "BEGIN", err)
				   : begin_write(sqlite_of(engine), kind == ENGINE_LOAD, err);
}

/* Copy the log back into the database without making anybody wait. What is not copied now stays safe in the log. */
static void checkpoint(struct sqlite *s)
{
	int limit = s->base.options.checkpoints ? CHECKPOINT_PAGES : SAFETY_PAGES, code;

	if (s->log_pages < s->log_tried)
		s->log_tried = 0; /* the log began anew */
	if (s->log_pages - s->log_tried < limit)
		return;
	s->log_tried = s->log_pages;
	code = sqlite3_wal_checkpoint_v2(s->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	if (code != SQLITE_OK)
		sqlite_refused(s, code, NULL);
}

static bool sqlite_commit(struct engine *engine, struct err *err)
{
	struct sqlite *s = sqlite_of(engine);
	bool wrote = engine->state == ENGINE_WRITING;

	if ((s->room && !room_settle(s->room, err)) || !sqlite_run(s, "COMMIT", err))
		return false;
	end_load(s);
	gate_release(&s->gate);
	if (wrote)
		checkpoint(s);
	return true;
}

static void sqlite_rollback(struct engine *engine)
{
	struct sqlite *s = sqlite_of(engine);

	if (!sqlite3_get_autocommit(s->db))
		sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
	end_load(s);
	gate_release(&s->gate);
}

static bool sqlite_script(struct engine *engine, const char *sql, struct err *err)
{
	char *strict = sqlite_ddl_strict(sql);
	bool done = sqlite_run(sqlite_of(engine), strict, err);

	mem_free(strict);
	return done;
}

/* ---- statements ---- */

sqlite3_stmt *sqlite_handle(struct sqlite *s, const char *sql, struct err *err)
{
	char *text = sqlite_ddl_parameters(sql);
	sqlite3_stmt *query = NULL;
	int code = sqlite3_prepare_v3(s->db, text, -1, SQLITE_PREPARE_PERSISTENT, &query, NULL);

	mem_free(text);
	if (code != SQLITE_OK)
		sqlite_refused(s, code, err);
	return query;
}

static struct stmt *sqlite_prepare(struct engine *engine, const char *sql, struct err *err)
{
	sqlite3_stmt *query = sqlite_handle(sqlite_of(engine), sql, err);
	struct sqlite_stmt *stmt;

	if (!query)
		return NULL;
	stmt = mem_alloc(sizeof *stmt);
	stmt->base = (struct stmt){ .engine = engine,
				    .sql = sql,
				    .parameters = sqlite3_bind_parameter_count(query),
				    .writes = !sqlite3_stmt_readonly(query) };
	stmt->handle = query;
	return &stmt->base;
}

static void sqlite_finalise(struct stmt *stmt)
{
	sqlite3_finalize(handle(stmt));
	mem_free(stmt);
}

static void sqlite_clear(struct stmt *stmt)
{
	sqlite3_clear_bindings(handle(stmt));
}

/* A date's text lives in the value, every other with the caller until the statement ends. */
static sqlite3_destructor_type keep(const struct engine_value *value)
{
	return value->bytes == value->iso ? SQLITE_TRANSIENT : SQLITE_STATIC;
}

bool sqlite_bind_value(sqlite3_stmt *query, int parameter, const struct engine_value *value)
{
	switch (value->kind) {
	case ENGINE_INT: return sqlite3_bind_int64(query, parameter, value->integer) == SQLITE_OK;
	case ENGINE_TEXT:
		return sqlite3_bind_text64(query, parameter, value->bytes, value->size, keep(value),
					   SQLITE_UTF8) == SQLITE_OK;
	case ENGINE_BLOB:
		return sqlite3_bind_blob64(query, parameter, value->bytes, value->size,
					   SQLITE_STATIC) == SQLITE_OK;
	case ENGINE_NULL: break;
	}
	return sqlite3_bind_null(query, parameter) == SQLITE_OK;
}

static bool sqlite_bind(struct stmt *stmt, int parameter, const struct engine_value *value)
{
	return sqlite_bind_value(handle(stmt), parameter, value);
}

static enum stmt_step sqlite_step(struct stmt *stmt, struct err *err)
{
	int code = sqlite3_step(handle(stmt));

	if (code == SQLITE_ROW)
		return STMT_ROW;
	if (code != SQLITE_DONE)
		sqlite_refused(sqlite_of(stmt->engine), code, err);
	sqlite3_reset(handle(stmt));
	return code == SQLITE_DONE ? STMT_DONE : STMT_ERROR;
}

static void sqlite_reset(struct stmt *stmt)
{
	sqlite3_reset(handle(stmt));
}

static int64_t sqlite_column_int(struct stmt *stmt, int column)
{
	return sqlite3_column_int64(handle(stmt), column);
}

static const char *sqlite_column_text(struct stmt *stmt, int column)
{
	return (const char *)sqlite3_column_text(handle(stmt), column);
}

static const void *sqlite_column_blob(struct stmt *stmt, int column, size_t *size)
{
	const void *bytes = sqlite3_column_blob(handle(stmt), column);

	*size = (size_t)sqlite3_column_bytes(handle(stmt), column);
	return bytes;
}

static bool sqlite_column_is_null(struct stmt *stmt, int column)
{
	return sqlite3_column_type(handle(stmt), column) == SQLITE_NULL;
}

static int sqlite_columns(struct stmt *stmt)
{
	return sqlite3_column_count(handle(stmt));
}

static const char *sqlite_column_name(struct stmt *stmt, int column)
{
	return sqlite3_column_name(handle(stmt), column);
}

/* Tables are strict: the declared type is INTEGER, TEXT or BLOB. An expression has none; its value has. */
static char sqlite_column_type(struct stmt *stmt, int column)
{
	const char *declared = sqlite3_column_decltype(handle(stmt), column);

	if (declared)
		return *declared == 'I' ? 'i' : *declared == 'B' ? 'b' : 't';
	switch (sqlite3_column_type(handle(stmt), column)) {
	case SQLITE_INTEGER: return 'i';
	case SQLITE_BLOB: return 'b';
	default: return 't';
	}
}

static bool sqlite_may_retry(struct engine *engine)
{
	struct sqlite *s = sqlite_of(engine);
	bool waited = s->waited;

	s->waited = false;
	return waited;
}

static int64_t sqlite_changes(const struct engine *engine)
{
	return sqlite3_changes64(((const struct sqlite *)engine)->db);
}

static bool sqlite_threads(void)
{
	return sqlite3_threadsafe() != 0;
}

const struct engine_driver engine_sqlite = {
	.threads = sqlite_threads,
	.open = sqlite_open,
	.close = sqlite_close,
	.begin = sqlite_begin,
	.commit = sqlite_commit,
	.rollback = sqlite_rollback,
	.script = sqlite_script,
	.prepare = sqlite_prepare,
	.finalise = sqlite_finalise,
	.clear = sqlite_clear,
	.bind = sqlite_bind,
	.step = sqlite_step,
	.reset = sqlite_reset,
	.column_int = sqlite_column_int,
	.column_text = sqlite_column_text,
	.column_blob = sqlite_column_blob,
	.column_is_null = sqlite_column_is_null,
	.columns = sqlite_columns,
	.column_name = sqlite_column_name,
	.column_type = sqlite_column_type,
	.changes = sqlite_changes,
	.may_retry = sqlite_may_retry,
	.bulk_open = sqlite_bulk_open,
	.bulk_value = sqlite_bulk_value,
	.bulk_row = sqlite_bulk_row,
	.bulk_close = sqlite_bulk_close,
	.feed = sqlite_feed,
	.fill = sqlite_fill,
	.changed = sqlite_changed,
	.waited_for = sqlite_waited_for,
	.has_table = sqlite_has_table,
	.check = sqlite_check,
	.backup = sqlite_backup,
};
