/* Stores of tests on PostgreSQL.
 */
#include "pg.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "db/engine.h"

#define SCHEMA "options=-csearch_path%3D"

static const char *base_address(void)
{
	const char *address = getenv("RELANCE_TEST_DB");

	return address && *address ? address : NULL;
}

bool pg_store_wanted(void)
{
	return base_address() != NULL;
}

static void run(const char *format, const char *schema)
{
	const struct engine_options options = { .wait_ms = 30000, .checkpoints = true };
	char *sql = mem_printf(format, schema);
	struct engine *engine;
	struct err err;

	err_clear(&err);
	if (!engine_open(base_address(), &options, &engine, &err) ||
	    !engine_script(engine, sql, &err)) {
		fprintf(stderr, "%s: %s\n", sql, err.text);
		exit(99);
	}
	engine_close(engine);
	mem_free(sql);
}

const char *pg_store_make(void)
{
	static char address[512];
	static int count;
	char schema[64];

	snprintf(schema, sizeof schema, "t%ld_%lld_%d", (long)getpid(), (long long)clock_ms(),
		 ++count);
	run("CREATE SCHEMA %s", schema);
	snprintf(address, sizeof address, "%s&%s%s", base_address(), SCHEMA, schema);
	return address;
}

char *pg_store_as(const char *store, const char *role)
{
	const char *user = strstr(store, "user=") + strlen("user=");
	size_t name = strcspn(user, "&");

	return mem_printf("%.*s%s%s", (int)(user - store), store, role, user + name);
}
