/* Stores that tests of the engine begin with.
 */
#include "sample.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "scratch.h"

static void must(bool done, const struct err *err)
{
	if (done)
		return;
	fprintf(stderr, "the tables of the test: %s\n", err->text);
	exit(99);
}

static struct engine *with_tables(const char *sql)
{
	struct engine *engine = scratch_engine();
	struct err err = { 0 };

	must(engine_script(engine, sql, &err), &err);
	return engine;
}

/* ---- parents and children ---- */

struct engine *sample_family(void)
{
	return with_tables("CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);"
			   "CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES "
			   "parent (id), due_on TEXT, amount INTEGER CHECK (amount > 0), raw BLOB);"
			   "CREATE INDEX child_parent ON child (parent_id);");
}

bool sample_add_parent(struct engine *engine, int64_t id, const char *name, struct err *err)
{
	return engine_run(engine, err, "INSERT INTO parent (id, name) VALUES ($1, $2)", "it", id,
			  name);
}

bool sample_commit_parent(struct engine *engine, int64_t id, const char *name, struct err *err)
{
	if (!engine_begin(engine, ENGINE_WRITE, err))
		return false;
	if (sample_add_parent(engine, id, name, err))
		return engine_commit(engine, err);
	engine_rollback(engine);
	return false;
}

long sample_parents(struct engine *engine)
{
	return scratch_count(engine, "SELECT count(*) FROM parent");
}

/* ---- blobs ---- */

bool sample_add_blob(struct engine *engine, int64_t id, size_t size, struct err *err)
{
	void *bytes = mem_alloc(size);
	bool done = engine_begin(engine, ENGINE_WRITE, err) &&
		    engine_run(engine, err, "INSERT INTO blob (id, bytes) VALUES ($1, $2)", "ib",
			       id, bytes, size) &&
		    engine_commit(engine, err);

	engine_rollback(engine);
	mem_free(bytes);
	return done;
}

struct engine *sample_blobs(void)
{
	struct engine *engine =
		with_tables("CREATE TABLE blob (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)");
	struct err err = { 0 };

	for (int64_t id = 1; id <= 10; id++)
		must(sample_add_blob(engine, id, 10000, &err), &err);
	return engine;
}

long sample_blob_count(struct engine *engine)
{
	return scratch_count(engine, "SELECT count(*) FROM blob");
}
