/* Stores of older programs:
 *
 *   older make FROM TO SCHEMA   at TO, where there is nothing, a store as the program of that schema would have kept what FROM holds
 *   older schema STORE          the number of its schema, touching nothing
 *   older tell STORE            the rows of each table of a store of this program, and a hash of them
 *
 * What is kept is every column the older tables have. Knows the tables' names from db/migrate.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "db/migrate.h"
#include "db/schema.h"

static struct err err;

static _Noreturn void broken(const char *what)
{
	fprintf(stderr, "older: %s: %s\n", what, err.text);
	exit(1);
}

static struct engine *open_engine(const char *target, bool create)
{
	const struct engine_options options = {
		.create = create, .wait_ms = 5000, .cache_kib = 2048, .checkpoints = true
	};
	struct engine *engine;

	if (!engine_open(target, &options, &engine, &err))
		broken(target);
	return engine;
}

/* ---- make ---- */

/* The names of a table's columns; asked of a row of nulls, for there may be no other. */
struct columns {
	char *names[64];
	int count;
};

static void read_columns(struct engine *engine, const char *table, struct columns *out)
{
	char *sql = mem_printf("SELECT t.* FROM (SELECT 1 AS one) AS r LEFT JOIN %s AS t ON 1 = 0", table);
	struct stmt *stmt = engine_statement(engine, sql, &err);

	if (!stmt || stmt_step(stmt, &err) != STMT_ROW)
		broken(table);
	for (out->count = 0; out->count < stmt_columns(stmt); out->count++)
		out->names[out->count] = mem_strdup(stmt_column_name(stmt, out->count));
	stmt_reset(stmt); /* the text stays: statements are known by it */
}

static bool has(const struct columns *columns, const char *name)
{
	for (int i = 0; i < columns->count; i++)
		if (strcmp(columns->names[i], name) == 0)
			return true;
	return false;
}

static void free_columns(struct columns *columns)
{
	for (int i = 0; i < columns->count; i++)
		mem_free(columns->names[i]);
}

/* "a,b,c": what both have. Caller's string. */
static char *common(struct engine *from, struct engine *to, const char *table)
{
	struct columns here, there;
	struct buf out;

	read_columns(from, table, &here);
	read_columns(to, table, &there);
	buf_init(&out);
	for (int i = 0; i < there.count; i++)
		if (has(&here, there.names[i]))
			buf_printf(&out, "%s%s", *out.data ? "," : "", there.names[i]);
	free_columns(&here);
	free_columns(&there);
	return buf_take(&out);
}

static void copy_rows(struct engine *to, const char *table, const char *columns, struct stmt *stmt)
{
	struct bulk *bulk = NULL;
	enum stmt_step step;
	char types[65] = "";

	while ((step = stmt_step(stmt, &err)) == STMT_ROW) {
		for (int i = 0; !bulk && i < stmt_columns(stmt); i++)
			types[i] = stmt_column_type(stmt, i);
		if ((!bulk && !(bulk = bulk_open(to, table, columns, types, &err))) || !bulk_copy(bulk, stmt, &err))
			broken(table);
	}
	stmt_reset(stmt);
	if (step != STMT_DONE || (bulk && !bulk_close(bulk, &err)))
		broken(table);
}

static void copy_table(struct engine *from, struct engine *to, const char *table)
{
	char *columns, *sql;
	struct stmt *stmt;
	bool there;

	if (!engine_has_table(to, table, &there, &err))
		broken(table);
	if (!there)
		return;
	columns = common(from, to, table);
	sql = mem_printf("SELECT %s FROM %s%s ORDER BY 1", columns, table, strcmp(table, "setting") == 0 ? " WHERE name <> 'schema'" : "");
	stmt = engine_statement(from, sql, &err);
	if (!stmt)
		broken(sql);
	copy_rows(to, table, columns, stmt);
	mem_free(columns);
}

static int make(const char *source, const char *target, int schema)
{
	struct engine *from = open_engine(source, false), *to = open_engine(target, true);

	if (!schema_migrate_to(to, schema, &err) || !engine_begin(from, ENGINE_READ, &err) || !engine_begin(to, ENGINE_LOAD, &err))
		broken(target);
	for (size_t i = 0; i < migrate_tables(); i++)
		copy_table(from, to, migrate_table(i));
	if (!engine_commit(to, &err))
		broken(target);
	engine_rollback(from);
	engine_close(from);
	engine_close(to);
	return 0;
}

/* ---- look ---- */

static int schema(const char *target)
{
	struct engine *engine = open_engine(target, false);
	int version;

	if (!schema_version(engine, &version, &err))
		broken(target);
	printf("%d\n", version);
	engine_close(engine);
	return 0;
}

static int tell(const char *target)
{
	struct migrate_sum sum;
	struct store *store;

	if (!store_open(target, STORE_BATCH, &store, &err) || !store_begin(store, false, &err))
		broken(target);
	for (size_t i = 0; i < migrate_tables(); i++) {
		if (!migrate_read(store, i, &sum, &err))
			broken(migrate_table(i));
		printf("%s %lld %s\n", migrate_table(i), (long long)sum.rows, sum.hash);
	}
	store_rollback(store);
	store_close(store);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc == 5 && strcmp(argv[1], "make") == 0)
		return make(argv[2], argv[3], atoi(argv[4]));
	if (argc == 3 && strcmp(argv[1], "schema") == 0)
		return schema(argv[2]);
	if (argc == 3 && strcmp(argv[1], "tell") == 0)
		return tell(argv[2]);
	fprintf(stderr, "usage: older make FROM TO SCHEMA | older schema STORE | older tell STORE\n");
	return 2;
}
