/* The handle the desk holds, and what every aggregate does to prepare and look up.
 */
#include "db/store.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "db/place.h"
#include "db/schema.h"
#include "db/store_impl.h"

enum { LEAN_KIB = 8192, BESIDE_KIB = 2048, BESIDE_WAIT_MS = 1000 };

static const struct engine_options options_of[] = {
	[STORE_CONSOLE] = { .wait_ms = 2000, .cache_kib = 256 },
	[STORE_COMMAND] = { .wait_ms = 5000, .cache_kib = 2048, .checkpoints = true },
	[STORE_BATCH] = { .wait_ms = 30000, .yields = true, .cache_kib = 65536, .checkpoints = true },
};

/* Somebody else's tables that show nothing: this account is not, or no longer, one of this store's people. */
static bool is_stranger(struct engine *engine)
{
	struct err ignored;
	bool there = false;

	return !engine_is_owner(engine) && engine_has_table(engine, "setting", &there, &ignored) && there;
}

/* A file of another program's: our tables have no place among its own. One that somebody is making a store of this very moment is ours. */
static bool is_foreign(struct engine *engine, bool *foreign, struct err *err)
{
	struct stmt *stmt;
	enum stmt_step step;

	*foreign = false;
	if (!*engine_path(engine))
		return true;
	if (!(stmt = engine_statement(engine,
	                              "SELECT 1 FROM sqlite_master WHERE type = 'table' AND NOT EXISTS (SELECT 1 FROM sqlite_master WHERE "
	                              "name = 'promise_invoice') LIMIT 1",
	                              err)))
		return false;
	step = stmt_step(stmt, err);
	*foreign = step == STMT_ROW;
	stmt_reset(stmt);
	return step != STMT_ERROR;
}

/* A table of another program's may be called like the one that says it. */
static bool tell_version(struct engine *engine, int *version, struct err *err)
{
	struct err ignored;
	bool told = schema_version(engine, version, err), foreign = false;

	if (told && *version > 0)
		return true;
	if (!is_foreign(engine, &foreign, told ? err : &ignored))
		return false;
	return foreign ? err_set(err, ERR_STORE, N_("%s is not a store of relance: name another file"), engine_name(engine)) : told;
}

static bool bring_up(struct engine *engine, int version, bool create, struct err *err)
{
	if (version == 0 && is_stranger(engine))
		return err_set(err, ERR_REFUSED, N_("%s: the database account %s is nobody who works here"), engine_name(engine),
		               engine_role(engine));
	if (version == 0 && !create)
		return err_set(err, ERR_MISSING, N_("%s holds no portfolio yet: run relance init"), engine_name(engine));
	if (version < schema_newest() && version > 0 && !engine_is_owner(engine))
		return err_set(err, ERR_REFUSED, N_("%s is of an older relance: let the account that owns it run any command once"),
		               engine_name(engine));
	return (version == schema_newest() || schema_migrate(engine, err)) && engine_rights(engine, schema_newest(), err);
}

static bool open_with(const char *target, const struct engine_options *options, struct store **out, struct err *err)
{
	struct store *store = mem_alloc(sizeof *store);
	int version = 0;

	store->sees = STORE_SEES_ALL;
	store->cache_kib = options->cache_kib;
	if (engine_open(target, options, &store->engine, err) && tell_version(store->engine, &version, err) &&
	    bring_up(store->engine, version, options->create, err)) {
		*out = store;
		return true;
	}
	store_close(store);
	return false;
}

bool store_open_waiting(const char *target, enum store_use use, int wait_ms, struct store **out, struct err *err)
{
	struct engine_options options = options_of[use];

	options.wait_ms = wait_ms;
	if (!open_with(target, &options, out, err))
		return false;
	(*out)->alone = use == STORE_CONSOLE;
	return true;
}

bool store_open(const char *target, enum store_use use, struct store **out, struct err *err)
{
	return store_open_waiting(target, use, options_of[use].wait_ms, out, err);
}

struct store *store_beside(const struct store *store)
{
	const struct engine_options options = { .wait_ms = BESIDE_WAIT_MS, .cache_kib = BESIDE_KIB };
	struct store *beside;
	struct engine *engine;

	if (store->alone || !engine_beside(store->engine, &options, &engine))
		return NULL;
	beside = mem_alloc(sizeof *beside);
	*beside = (struct store){ .engine = engine, .cache_kib = BESIDE_KIB, .alone = true, .sees = store->sees };
	return beside;
}

bool store_is_current(struct store *store, struct err *err)
{
	int version;

	return schema_version(store->engine, &version, err) &&
	       (version <= schema_newest() ||
	        err_set(err, ERR_REFUSED,
	                N_("a newer relance has taken over this store (schema %d, this program knows %d): start the newer program"),
	                version, schema_newest()));
}

bool store_lean(struct store *store, bool lean, struct err *err)
{
	char *sql;
	bool done;

	if (engine_is_postgres(store->engine) || store->cache_kib <= LEAN_KIB)
		return true;
	sql = mem_printf("PRAGMA cache_size=-%d; PRAGMA shrink_memory", lean ? LEAN_KIB : store->cache_kib);
	done = engine_script(store->engine, sql, err);
	mem_free(sql);
	return done;
}

bool store_create(const char *target, struct store **out, struct err *err)
{
	struct engine_options options = options_of[STORE_COMMAND];

	options.create = true;
	return open_with(target, &options, out, err);
}

void store_close(struct store *store)
{
	if (!store)
		return;
	engine_close(store->engine);
	mem_free(store);
}

void store_set_sight(struct store *store, int64_t team_id)
{
	store->sees = team_id;
}

bool store_begin(struct store *store, bool write, struct err *err)
{
	return engine_begin(store->engine, write ? ENGINE_WRITE : ENGINE_READ, err);
}

static bool begin_many(struct store *store, enum engine_transaction kind, struct err *err)
{
	if (!engine_begin(store->engine, kind, err))
		return false;
	if (engine_lock(store->engine, "many", err))
		return true;
	engine_rollback(store->engine);
	return false;
}

bool store_begin_many(struct store *store, struct err *err)
{
	return begin_many(store, ENGINE_WRITE, err);
}

bool store_begin_load(struct store *store, struct err *err)
{
	return begin_many(store, ENGINE_LOAD, err);
}

bool store_commit(struct store *store, struct err *err)
{
	return engine_commit(store->engine, err);
}

void store_rollback(struct store *store)
{
	engine_rollback(store->engine);
}

bool store_changed(struct store *store)
{
	return engine_changed(store->engine);
}

bool store_line(const struct store *store, bool *waiting)
{
	return engine_line(store->engine, waiting);
}

bool store_tell(struct store *store, struct err *err)
{
	return engine_tell(store->engine, err);
}

int store_told_fd(const struct store *store)
{
	return engine_told_fd(store->engine);
}

bool store_was_told(struct store *store)
{
	return engine_was_told(store->engine);
}

void store_watch(struct store *store, bool (*at)(void *context, double part), void *context)
{
	engine_watch(store->engine, (struct engine_watch){ at, context });
}

bool store_check(struct store *store, struct err *err)
{
	return engine_check(store->engine, err);
}

/* Whoever puts a copy back names it as the store that was: what a killed program left beside that one is played back into it first, and
 * never into the copy. */
static bool settle(const char *path, struct err *err)
{
	const struct engine_options options = { .wait_ms = BESIDE_WAIT_MS, .cache_kib = BESIDE_KIB, .checkpoints = true };
	struct engine *former;
	struct err ignored = { 0 };

	if (!engine_open(path, &options, &former, &ignored))
		return err_set(err, ERR_REFUSED,
		               N_("%s cannot be opened, and its log is beside it: remove the file, then %s-wal, %s-shm and %s-journal, and "
		                  "ask again"),
		               path, path, path, path);
	engine_close(former);
	return place_is_bare(path) || err_set(err, ERR_BUSY, N_("%s is in use: stop who works with it, then ask again"), path);
}

static bool is_own(const struct store *store, const char *path)
{
	struct stat own, there;

	return stat(engine_path(store->engine), &own) == 0 && stat(path, &there) == 0 && own.st_dev == there.st_dev &&
	       own.st_ino == there.st_ino;
}

bool store_backup(struct store *store, const char *path, struct err *err)
{
	bool free = !*engine_path(store->engine) || is_own(store, path) || place_is_bare(path) || settle(path, err);

	return free && engine_backup(store->engine, path, err);
}

int64_t store_owner_uid(const struct store *store)
{
	return engine_owner_uid(store->engine);
}

const char *store_name(const struct store *store)
{
	return engine_name(store->engine);
}

const char *store_role(const struct store *store)
{
	return engine_role(store->engine);
}

bool store_is_owner(const struct store *store)
{
	return engine_is_owner(store->engine);
}

bool store_person(struct store *store, const char *name, struct err *err)
{
	return engine_person(store->engine, name, err);
}

int64_t store_clock_ms(const struct store *store)
{
	return engine_clock_ms(store->engine);
}

bool store_may_retry(struct store *store)
{
	return engine_may_retry(store->engine);
}

struct stmt *store_query(struct store *store, struct err *err, const char *sql, const char *types, ...)
{
	struct stmt *stmt = engine_statement(store->engine, sql, err);
	va_list ap;
	bool bound;

	if (!stmt)
		return NULL;
	va_start(ap, types);
	bound = stmt_vbind(stmt, err, types, ap);
	va_end(ap);
	return bound ? stmt : NULL;
}

enum found store_found(struct stmt *stmt, struct err *err)
{
	if (!stmt)
		return FOUND_ERROR;
	switch (stmt_step(stmt, err)) {
	case STMT_ROW:
		return FOUND;
	case STMT_DONE:
		stmt_reset(stmt);
		return FOUND_NOT;
	default:
		stmt_reset(stmt);
		return FOUND_ERROR;
	}
}

bool store_rows(struct stmt *stmt, struct arena *arena, size_t size, store_read read, void *rows, size_t *count, struct err *err)
{
	unsigned char *list = NULL;
	size_t used = 0, room = 0;
	enum stmt_step step = STMT_ERROR;

	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW) {
		if (used == room) {
			room = room ? room * 2 : 8;
			list = mem_resize(list, room, size);
		}
		read(stmt, arena, list + used++ * size);
	}
	if (stmt)
		stmt_reset(stmt);
	if (step == STMT_DONE) {
		void *copy = arena_copy(arena, list, used, size);

		memcpy(rows, &copy, sizeof copy);
		*count = used;
	}
	mem_free(list);
	return step == STMT_DONE;
}

int store_int_or(struct stmt *stmt, int column, int none)
{
	return stmt_is_null(stmt, column) ? none : (int)stmt_int(stmt, column);
}

enum found setting_get(struct store *store, const char *name, char *value, size_t room, struct err *err)
{
	struct stmt *stmt = store_query(store, err, "SELECT value FROM setting WHERE name = $1", "t", name);
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		snprintf(value, room, "%s", stmt_text(stmt, 0));
		stmt_reset(stmt);
	}
	return found;
}

bool setting_put(struct store *store, const char *name, const char *value, struct err *err)
{
	return engine_run(store->engine, err,
	                  "INSERT INTO setting (name, value) VALUES ($1, $2) "
	                  "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
	                  "tt", name, value);
}
