/* The whole PostgreSQL database: is it sound, and has somebody else written? Copies are the server's own business.
 */
#include "db/postgres_impl.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"

/* Every transaction that writes has a number. A snapshot is "oldest:next:those at work": when next moved by our own transactions alone
 * and the same others are still at work, nobody else has committed. */
bool postgres_changed(struct engine *engine)
{
	struct postgres *p = postgres_of(engine);
	PGresult *result = p->lost ? NULL : postgres_query(p, "SELECT pg_current_snapshot()", NULL);
	const char *next, *at_work;
	bool changed;

	if (!result)
		return true; /* the reload will say what is wrong, or find the server again */
	next = strchr(PQgetvalue(result, 0, 0), ':') + 1;
	at_work = strchr(next, ':') + 1;
	changed = !p->seen_open || strtoull(next, NULL, 10) - p->seen_next != p->own ||
		  strcmp(p->seen_open, at_work) != 0;
	mem_free(p->seen_open);
	p->seen_open = mem_strdup(at_work);
	p->seen_next = strtoull(next, NULL, 10);
	p->own = 0;
	PQclear(result);
	return changed;
}

bool postgres_tell(struct engine *engine, struct err *err)
{
	return postgres_run(postgres_of(engine), "SELECT pg_notify(" POSTGRES_CHANNEL ", '')", err);
}

int postgres_told_fd(const struct engine *engine)
{
	const struct postgres *p = (const struct postgres *)engine;

	return p->lost ? -1 : PQsocket(p->conn);
}

/* What came for us lies in the connection, read now or with an earlier answer. A connection that ended is made again when it is needed. */
bool postgres_was_told(struct engine *engine)
{
	struct postgres *p = postgres_of(engine);
	bool told = false;

	if (p->lost)
		return false;
	if (!PQconsumeInput(p->conn))
		p->lost = true;
	for (PGnotify *notice; (notice = PQnotifies(p->conn));) {
		told = told || notice->be_pid != PQbackendPID(p->conn);
		PQfreemem(notice);
	}
	return told;
}

bool postgres_has_table(struct engine *engine, const char *table, bool *there, struct err *err)
{
	struct stmt *stmt = engine_statement(engine,
					     "SELECT 1 FROM pg_catalog.pg_class WHERE oid = "
					     "to_regclass($1) AND relkind IN ('r', 'p')",
					     err);
	enum stmt_step step;

	if (!stmt || !stmt_bind(stmt, err, "t", table) ||
	    (step = stmt_step(stmt, err)) == STMT_ERROR)
		return false;
	stmt_reset(stmt);
	*there = step == STMT_ROW;
	return true;
}

/* A query that names what is wrong, or gives no row. */
static bool none(struct postgres *p, const char *sql, const char *msgid, struct err *err)
{
	PGresult *result = postgres_query(p, sql, err);
	bool good = result && PQntuples(result) == 0;

	if (result && !good)
		err_set(err, ERR_STORE, msgid, p->base.name, PQgetvalue(result, 0, 0));
	PQclear(result);
	return good;
}

#define HERE "current_schema()::regnamespace"

bool postgres_check(struct engine *engine, struct err *err)
{
	struct postgres *p = postgres_of(engine);

	return postgres_ready(p, err) &&
	       none(p,
		    "SELECT name FROM pg_settings WHERE name IN ('fsync', 'full_page_writes') "
		    "AND setting = 'off' ORDER BY name",
		    N_("%s may lose what it confirmed when the power fails: its server runs with "
		       "%s "
		       "off"),
		    err) &&
	       none(p,
		    "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
		    "WHERE c.relnamespace = " HERE " AND NOT (i.indisvalid AND i.indisready) "
		    "ORDER BY c.relname",
		    N_("%s is damaged: its index %s is not valid, rebuild it with REINDEX"), err) &&
	       none(p,
		    "SELECT conname FROM pg_constraint WHERE connamespace = " HERE
		    " AND NOT convalidated ORDER BY conname",
		    N_("%s is damaged: its rule %s was never checked, see VALIDATE CONSTRAINT"),
		    err) &&
	       none(p,
		    "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
		    "WHERE c.relnamespace = " HERE " AND t.tgisinternal AND t.tgenabled <> 'O' "
		    "ORDER BY c.relname",
		    N_("%s no longer checks what its table %s refers to: its triggers were "
		       "switched "
		       "off"),
		    err);
}

bool postgres_backup(struct engine *engine, const char *path, struct err *err)
{
	(void)path;
	return err_set(
		err, ERR_REFUSED,
		N_("%s is copied by its own tools: run pg_dump, or relance migrate to a file"),
		engine->name);
}
