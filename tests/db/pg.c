/* Stores of tests on PostgreSQL.
 *
 * Making the tables, the policies and the rights anew takes the server a tenth of a second, and hundreds of copies of them in one database
 * slow every statement down; copying a database takes a few milliseconds and leaves nothing behind.
 */
#include "pg.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fork.h"
#include "base/mem.h"
#ifdef HAVE_POSTGRESQL
#include "db/postgres_impl.h"
#endif

#define SCHEMA "store"

static const char *base_address(void)
{
	const char *address = getenv("RELANCE_TEST_DB");

	return address && *address ? address : NULL;
}

bool pg_store_wanted(void)
{
	return base_address() != NULL;
}

#ifdef HAVE_POSTGRESQL
static struct engine *server; /* a connection to the database of RELANCE_TEST_DB, which none of the stores is */
static char *store;           /* the address of the last one made … */
static struct engine *inside; /* … and a connection to it, once one is asked for */

static bool open_engine(const char *address, struct engine **out, struct err *err)
{
	const struct engine_options options = { .wait_ms = 30000, .checkpoints = true };

	err_clear(err);
	return engine_open(address, &options, out, err);
}

static void must(bool done, const char *what, const struct err *err)
{
	if (done)
		return;
	fprintf(stderr, "%s: %s\n", what, err->text);
	exit(99);
}

/* Outside a transaction: databases are neither made nor dropped in one. */
static bool run(struct engine *engine, struct err *err, const char *format, const char *first, const char *second)
{
	char *sql = mem_printf(format, first, second);
	bool done;

	err_clear(err);
	done = postgres_run(postgres_of(engine), sql, err);
	mem_free(sql);
	return done;
}

/* The address of the schema in a database of the same server. */
static char *address_of(const char *database)
{
	const char *base = base_address(), *name = strstr(base, "://") + 3;

	name += strcspn(name, "/") + 1;
	return mem_printf("%.*s%s%s&options=-csearch_path%%3D" SCHEMA, (int)(name - base), base, database, name + strcspn(name, "?"));
}

/* The database `kind`. It has its name only when all is in it. */
static void make_ready(const char *kind, void (*fill)(const char *address))
{
	char *address = address_of("being_made");
	struct engine *engine;
	struct err err;

	must(run(server, &err, "CREATE DATABASE being_made", NULL, NULL), "CREATE DATABASE", &err);
	must(open_engine(address, &engine, &err), address, &err);
	must(run(engine, &err, "CREATE SCHEMA " SCHEMA, NULL, NULL), "CREATE SCHEMA", &err);
	engine_close(engine);
	if (fill)
		fill(address);
	must(run(server, &err, "ALTER DATABASE being_made RENAME TO %s", kind, NULL), "ALTER DATABASE", &err);
	mem_free(address);
}

static void leave(void)
{
	engine_close(inside); /* nothing in a child */
	inside = NULL;
}

/* Servers before PostgreSQL 15 copy in no other way, and have no word for it. */
static bool copy(const char *kind, const char *name, struct err *err)
{
	return run(server, err, "CREATE DATABASE %s TEMPLATE %s STRATEGY file_copy", name, kind) ||
	       run(server, err, "CREATE DATABASE %s TEMPLATE %s", name, kind);
}

const char *pg_store_make(const char *kind, void (*fill)(const char *address))
{
	static unsigned count;
	char name[32];
	struct err err;

	leave();
	if (!server)
		must(open_engine(base_address(), &server, &err), base_address(), &err);
	snprintf(name, sizeof name, "store_%u", count++ % PG_STORES);
	must(run(server, &err, "DROP DATABASE IF EXISTS %s WITH (FORCE)", name, NULL), "DROP DATABASE", &err);
	if (!copy(kind, name, &err)) {
		make_ready(kind, fill);
		must(copy(kind, name, &err), "CREATE DATABASE", &err);
	}
	mem_free(store);
	store = address_of(name);
	return store;
}

/* ---- behind the store's back ---- */

static bool enter(struct err *err)
{
	if (inside && inside->forks == fork_count()) /* else it is the parent's */
		return true;
	inside = NULL;
	return open_engine(store, &inside, err);
}

static enum stmt_step add_rows(struct stmt *stmt, struct buf *out, struct err *err)
{
	enum stmt_step step;

	while ((step = stmt_step(stmt, err)) == STMT_ROW) {
		for (int i = 0; i < stmt_columns(stmt); i++)
			buf_printf(out, "%s%s", i ? "|" : "", stmt_is_null(stmt, i) ? "-" : stmt_text(stmt, i));
		buf_putc(out, '\n');
	}
	return step;
}

/* The engine keeps statements by the address of their text, which is for constant ones. */
char *pg_store_dump(const char *sql, struct err *err)
{
	struct stmt *stmt = enter(err) ? postgres_prepare(inside, sql, err) : NULL;
	struct buf out;
	bool done;

	if (!stmt)
		return NULL;
	buf_init(&out);
	done = add_rows(stmt, &out, err) == STMT_DONE;
	stmt_reset(stmt);
	postgres_finalise(stmt);
	if (done)
		return buf_take(&out);
	buf_clear(&out);
	return NULL;
}

bool pg_store_tamper(const char *sql, struct err *err)
{
	if (!enter(err) || !engine_begin(inside, ENGINE_WRITE, err))
		return false;
	if (engine_script(inside, "SET LOCAL session_replication_role = replica", err) && engine_script(inside, sql, err))
		return engine_commit(inside, err);
	engine_rollback(inside);
	return false;
}
#else
const char *pg_store_make(const char *kind, void (*fill)(const char *address))
{
	(void)fill;
	fprintf(stderr, "%s: built without PostgreSQL\n", kind);
	exit(99);
}

char *pg_store_dump(const char *sql, struct err *err)
{
	err_set(err, ERR_USAGE, "%s: built without PostgreSQL", sql);
	return NULL;
}

bool pg_store_tamper(const char *sql, struct err *err)
{
	return err_set(err, ERR_USAGE, "%s: built without PostgreSQL", sql);
}
#endif

char *pg_store_as(const char *address, const char *role)
{
	const char *user = strstr(address, "user=") + strlen("user=");
	size_t name = strcspn(user, "&");

	return mem_printf("%.*s%s%s", (int)(user - address), address, role, user + name);
}
