/* The rules every engine shares: one transaction at a time, statements cached by the address of their text, nothing written outside
 * a write transaction, nothing done in a transaction that has failed. Knows no database library.
 */
#include "db/engine.h"

#include <stdarg.h>
#include <string.h>

#include "base/clock.h"
#include "base/fork.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "db/engine_impl.h"

/* A mistake in the program, not in the data: stop where it is made. */
_Noreturn void engine_broken(const char *what, const char *detail)
{
	mem_fatal(mem_printf("%s: %s", what, detail));
}

void engine_check_process(const struct engine *engine)
{
	if (engine->forks != fork_count())
		engine_broken("a database connection does not cross fork", engine->name);
}

/* ---- statements in the cache ---- */

static size_t slot_of(const struct engine *engine, const char *sql)
{
	size_t mask = engine->slot_room - 1;
	size_t i = (size_t)(((uint64_t)(uintptr_t)sql * UINT64_C(0x9E3779B97F4A7C15)) >> 20) & mask;

	while (engine->slots[i] && engine->slots[i]->sql != sql)
		i = (i + 1) & mask;
	return i;
}

static void grow_slots(struct engine *engine)
{
	struct stmt **old = engine->slots;
	size_t room = engine->slot_room;

	engine->slot_room = room ? room * 2 : 64;
	engine->slots = mem_alloc(engine->slot_room * sizeof *engine->slots);
	for (size_t i = 0; i < room; i++)
		if (old[i])
			engine->slots[slot_of(engine, old[i]->sql)] = old[i];
	mem_free(old);
}

static void finalise_all(struct engine *engine)
{
	for (size_t i = 0; i < engine->slot_room; i++)
		if (engine->slots[i]) {
			stmt_reset(engine->slots[i]);
			engine->driver->finalise(engine->slots[i]);
		}
	mem_free(engine->slots);
}

static const char *first_active(const struct engine *engine)
{
	for (size_t i = 0; i < engine->slot_room; i++)
		if (engine->slots[i] && engine->slots[i]->active)
			return engine->slots[i]->sql;
	return "";
}

/* ---- open, close ---- */

static const struct engine_driver *driver_of(const char *target, struct err *err)
{
	if (strncmp(target, "postgresql://", 13) != 0 && strncmp(target, "postgres://", 11) != 0)
		return &engine_sqlite;
#if HAVE_POSTGRESQL
	(void)err;
	return &engine_postgres;
#else
	err_set(err, ERR_USAGE,
		N_("this relance is built without PostgreSQL: name a file as the store"));
	return NULL;
#endif
}

bool engine_open(const char *target, const struct engine_options *options, struct engine **out,
		 struct err *err)
{
	const struct engine_driver *driver = driver_of(target, err);
	struct engine *engine;

	if (!driver || !driver->open(target, options, &engine, err))
		return false;
	engine->driver = driver;
	engine->options = *options;
	engine->forks = fork_count();
	*out = engine;
	return true;
}

bool engine_beside(const struct engine *engine, const struct engine_options *options,
		   struct engine **out)
{
	struct err ignored;

	return engine->driver->threads && engine->driver->threads() &&
	       engine_open(engine->path, options, out, &ignored);
}

void engine_close(struct engine *engine)
{
	/* A forked child must not touch its parent's connection, not even to close it. */
	if (!engine || engine->forks != fork_count())
		return;
	engine_rollback(engine);
	finalise_all(engine);
	engine->driver->close(engine);
}

bool engine_is_postgres(const struct engine *engine)
{
	return engine->driver->postgres;
}

const char *engine_name(const struct engine *engine)
{
	return engine->name;
}

const char *engine_path(const struct engine *engine)
{
	return engine->path;
}

const char *engine_role(const struct engine *engine)
{
	return engine->role;
}

bool engine_is_owner(const struct engine *engine)
{
	return engine->owner;
}

int64_t engine_owner_uid(const struct engine *engine)
{
	return engine->owner_uid;
}

/* ---- transactions ---- */

bool engine_usable(const struct engine *engine, struct err *err)
{
	if (engine->dead)
		return err_set(err, ERR_GONE,
			       N_("%s can no longer be trusted by this program: leave it and start it again"),
			       engine->name);
	if (engine->failed)
		return err_set(err, ERR_STORE, N_("%s: an earlier step failed, so nothing of this action is stored"),
			       engine->name);
	return true;
}

bool engine_fail(struct engine *engine)
{
	engine->failed = engine->state != ENGINE_IDLE;
	return false;
}

bool engine_begin(struct engine *engine, enum engine_transaction kind, struct err *err)
{
	engine_check_process(engine);
	if (engine->state != ENGINE_IDLE)
		engine_broken("a transaction inside a transaction", engine->name);
	if (engine->active)
		engine_broken("a transaction begins while a statement is still being read",
		       first_active(engine));
	if (!engine_usable(engine, err) || !engine->driver->begin(engine, kind, err))
		return false;
	engine->state = kind == ENGINE_READ ? ENGINE_READING : ENGINE_WRITING;
	return true;
}

static void end_transaction(struct engine *engine)
{
	engine->state = ENGINE_IDLE;
	engine->failed = false;
}

bool engine_commit(struct engine *engine, struct err *err)
{
	engine_check_process(engine);
	if (engine->state == ENGINE_IDLE)
		engine_broken("a commit without a transaction", engine->name);
	if (engine->active)
		engine_broken("a commit while a statement is still being read", first_active(engine));
	if (engine->bulks)
		engine_broken("a commit before a load is closed", engine->name);
	if (!engine_trusted(engine, err) || !engine_usable(engine, err) || !engine->driver->commit(engine, err)) {
		engine_rollback(engine);
		return false;
	}
	end_transaction(engine);
	return true;
}

void engine_rollback(struct engine *engine)
{
	if (engine->state == ENGINE_IDLE)
		return;
	engine_check_process(engine);
	for (size_t i = 0; engine->active && i < engine->slot_room; i++)
		if (engine->slots[i])
			stmt_reset(engine->slots[i]);
	engine->driver->rollback(engine);
	end_transaction(engine);
}

bool engine_in_transaction(const struct engine *engine)
{
	return engine->state != ENGINE_IDLE;
}

bool engine_is_writing(const struct engine *engine)
{
	return engine->state == ENGINE_WRITING;
}

bool engine_may_write(const struct engine *engine, const char *sql, struct err *err)
{
	if (engine->state == ENGINE_WRITING)
		return true;
	return err_set(err, ERR_USAGE, N_("a statement writes outside a write transaction: %s"),
		       sql);
}

/* ---- writers side by side ---- */

bool engine_lock(struct engine *engine, const char *name, struct err *err)
{
	if (engine->state != ENGINE_WRITING)
		engine_broken("a lock outside a write transaction", name);
	if (!engine_usable(engine, err))
		return false;
	return !engine->driver->lock || engine->driver->lock(engine, name, err) || engine_fail(engine);
}

void engine_prove(struct engine *engine, const char *sql)
{
	if (engine->state != ENGINE_WRITING || strlen(sql) >= sizeof engine->proof)
		engine_broken("a proof that proves nothing", sql);
	memcpy(engine->proof, sql, strlen(sql) + 1);
}

bool engine_hold(struct engine *engine, const char *name, bool *held, struct err *err)
{
	if (!engine->driver->hold)
		engine_broken("a held name on an engine without", name);
	return engine_usable(engine, err) && engine->driver->hold(engine, name, held, err);
}

void engine_let_go(struct engine *engine, const char *name)
{
	engine->driver->let_go(engine, name);
}

bool engine_may_retry(struct engine *engine)
{
	return !engine->dead && engine->driver->may_retry && engine->driver->may_retry(engine);
}

int64_t engine_clock_ms(const struct engine *engine)
{
	return engine->driver->clock_ms ? engine->driver->clock_ms(engine) : clock_ms();
}

/* ---- people's accounts ---- */

bool engine_rights(struct engine *engine, int version, struct err *err)
{
	return !engine->driver->rights || engine->driver->rights(engine, version, err);
}

bool engine_person(struct engine *engine, const char *name, struct err *err)
{
	if (!engine->driver->person)
		return true;
	return engine_usable(engine, err) && (engine->driver->person(engine, name, err) || engine_fail(engine));
}

/* ---- scripts ---- */

bool engine_script(struct engine *engine, const char *sql, struct err *err)
{
	if (engine->state == ENGINE_IDLE) {
		if (!engine_begin(engine, ENGINE_WRITE, err))
			return false;
		if (engine_script(engine, sql, err))
			return engine_commit(engine, err);
		engine_rollback(engine);
		return false;
	}
	if (!engine_usable(engine, err) || !engine_may_write(engine, sql, err) ||
	    !engine->driver->script(engine, sql, err))
		return engine_fail(engine);
	return true;
}

/* ---- statements ---- */

struct stmt *engine_statement(struct engine *engine, const char *sql, struct err *err)
{
	size_t slot;
	struct stmt *stmt;

	engine_check_process(engine);
	if ((engine->slot_used + 1) * 2 > engine->slot_room)
		grow_slots(engine);
	slot = slot_of(engine, sql);
	stmt = engine->slots[slot];
	if (stmt) {
		stmt_reset(stmt);
		engine->driver->clear(stmt);
		return stmt;
	}
	if (!engine_usable(engine, err) || !(stmt = engine->driver->prepare(engine, sql, err))) {
		engine_fail(engine);
		return NULL;
	}
	engine->slots[slot] = stmt;
	engine->slot_used++;
	return stmt;
}

void engine_set_text(struct engine_value *value, const void *bytes, size_t size)
{
	value->kind = bytes ? ENGINE_TEXT : ENGINE_NULL;
	value->bytes = bytes;
	value->size = size;
}

static void set_date(struct engine_value *value, date d)
{
	if (date_is(d))
		engine_set_text(value, date_iso(d, value->iso), DATE_TEXT - 1);
	else
		value->kind = ENGINE_NULL;
}

/* The next argument, by its letter. */
void engine_next_value(struct engine_value *value, char letter, va_list *ap)
{
	switch (letter) {
	case 'i':
		value->kind = ENGINE_INT;
		value->integer = va_arg(*ap, int64_t);
		break;
	case 'z':
		value->integer = va_arg(*ap, int64_t);
		value->kind = value->integer ? ENGINE_INT : ENGINE_NULL;
		break;
	case 'm':
		value->integer = va_arg(*ap, int64_t);
		value->kind = value->integer < 0 ? ENGINE_NULL : ENGINE_INT;
		break;
	case 't': {
		const char *text = va_arg(*ap, const char *);

		engine_set_text(value, text, text ? strlen(text) : 0);
		break;
	}
	case 'd': set_date(value, va_arg(*ap, date)); break;
	case 'b':
		value->bytes = va_arg(*ap, const void *);
		value->size = va_arg(*ap, size_t);
		value->kind = value->bytes ? ENGINE_BLOB : ENGINE_NULL;
		break;
	case 'n': value->kind = ENGINE_NULL; break;
	default: engine_broken("a parameter's letter is none of itdbnzm", (const char[]){ letter, '\0' });
	}
}

static bool bind_value(struct stmt *stmt, int parameter, const struct engine_value *value, struct err *err)
{
	struct engine *engine = stmt->engine;

	if (engine->driver->bind(stmt, parameter, value))
		return true;
	err_set(err, ERR_STORE, N_("%s: parameter %d was refused"), engine->name, parameter);
	return engine_fail(engine);
}

static bool bind_list(struct stmt *stmt, struct err *err, const char *types, va_list *ap)
{
	struct engine_value value;

	if (strlen(types) != (size_t)stmt->parameters)
		engine_broken("a statement is given more or fewer parameters than it has", stmt->sql);
	for (int i = 0; types[i]; i++) {
		engine_next_value(&value, types[i], ap);
		if (!bind_value(stmt, i + 1, &value, err))
			return false;
	}
	return true;
}

bool stmt_vbind(struct stmt *stmt, struct err *err, const char *types, va_list ap)
{
	va_list copy; /* a va_list parameter may be an array: only a copy has an address to hand on */
	bool done;

	va_copy(copy, ap);
	done = bind_list(stmt, err, types, &copy);
	va_end(copy);
	return done;
}

bool stmt_bind(struct stmt *stmt, struct err *err, const char *types, ...)
{
	va_list ap;
	bool done;

	va_start(ap, types);
	done = stmt_vbind(stmt, err, types, ap);
	va_end(ap);
	return done;
}

bool stmt_bind_one_int(struct stmt *stmt, int parameter, int64_t integer, struct err *err)
{
	return bind_value(stmt, parameter, &(struct engine_value){ .kind = ENGINE_INT, .integer = integer }, err);
}

bool stmt_bind_one_text(struct stmt *stmt, int parameter, const char *text, int length, struct err *err)
{
	struct engine_value value;

	engine_set_text(&value, text, !text ? 0 : length < 0 ? strlen(text) : (size_t)length);
	return bind_value(stmt, parameter, &value, err);
}

static void set_active(struct stmt *stmt, bool active)
{
	if (stmt->active != active)
		stmt->engine->active += active ? 1 : -1;
	stmt->active = active;
}

enum stmt_step stmt_step(struct stmt *stmt, struct err *err)
{
	struct engine *engine = stmt->engine;
	enum stmt_step step = STMT_ERROR;

	if (!engine_trusted(engine, err))
		stmt_reset(stmt);
	else if (engine_usable(engine, err) && (!stmt->writes || engine_may_write(engine, stmt->sql, err)))
		step = engine->driver->step(stmt, err);
	if (step == STMT_ERROR)
		engine_fail(engine);
	set_active(stmt, step == STMT_ROW);
	return step;
}

void stmt_reset(struct stmt *stmt)
{
	if (stmt->active)
		stmt->engine->driver->reset(stmt);
	set_active(stmt, false);
}

bool engine_run(struct engine *engine, struct err *err, const char *sql, const char *types, ...)
{
	struct stmt *stmt = engine_statement(engine, sql, err);
	enum stmt_step step;
	va_list ap;
	bool bound;

	if (!stmt)
		return false;
	va_start(ap, types);
	bound = bind_list(stmt, err, types, &ap);
	va_end(ap);
	if (!bound)
		return false;
	do
		step = stmt_step(stmt, err);
	while (step == STMT_ROW);
	return step == STMT_DONE;
}

int64_t engine_changes(const struct engine *engine)
{
	return engine->driver->changes(engine);
}

/* ---- the whole database ---- */

bool engine_changed(struct engine *engine)
{
	engine_check_process(engine);
	return !engine->dead && engine->driver->changed(engine);
}

bool engine_line(const struct engine *engine, bool *waiting)
{
	if (!engine->driver->waited_for)
		return false;
	*waiting = engine->driver->waited_for(engine);
	return true;
}

bool engine_tell(struct engine *engine, struct err *err)
{
	if (engine->state != ENGINE_WRITING)
		engine_broken("telling outside a write transaction", engine->name);
	if (!engine->driver->tell)
		return true;
	return engine_usable(engine, err) && (engine->driver->tell(engine, err) || engine_fail(engine));
}

int engine_told_fd(const struct engine *engine)
{
	return engine->driver->told_fd && !engine->dead ? engine->driver->told_fd(engine) : -1;
}

bool engine_was_told(struct engine *engine)
{
	engine_check_process(engine);
	return engine->driver->was_told && !engine->dead && engine->driver->was_told(engine);
}

bool engine_has_table(struct engine *engine, const char *table, bool *there, struct err *err)
{
	return engine->driver->has_table(engine, table, there, err);
}

void engine_watch(struct engine *engine, struct engine_watch watch)
{
	engine->watch = watch;
}

bool engine_check(struct engine *engine, struct err *err)
{
	engine_check_process(engine);
	return engine_usable(engine, err) && engine->driver->check(engine, err);
}

bool engine_backup(struct engine *engine, const char *path, struct err *err)
{
	engine_check_process(engine);
	if (engine->state != ENGINE_IDLE || engine->active)
		engine_broken("a backup inside a transaction", first_active(engine));
	return engine_usable(engine, err) && engine->driver->backup(engine, path, err);
}
