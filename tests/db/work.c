/* Work whose loss is noticed.
 */
#include "work.h"

#include <stdio.h>

#include "scratch.h"

bool work_create(struct engine *engine, struct err *err)
{
	return engine_script(
		engine,
		"CREATE TABLE work (worker INTEGER NOT NULL, seq INTEGER NOT NULL, text TEXT NOT "
		"NULL, PRIMARY KEY (worker, seq));"
		"CREATE TABLE tally (worker INTEGER PRIMARY KEY, rows INTEGER NOT NULL);"
		"CREATE TABLE shelf (id INTEGER PRIMARY KEY, text TEXT NOT NULL);"
		"CREATE INDEX shelf_text ON shelf (text); CREATE INDEX shelf_both ON shelf (id, text);",
		err);
}

int64_t work_last(struct engine *engine, int64_t worker)
{
	struct stmt *stmt =
		engine_statement(engine, "SELECT max(seq) FROM work WHERE worker = $1", NULL);
	int64_t last = -1;

	if (stmt && stmt_bind(stmt, NULL, "i", worker) && stmt_step(stmt, NULL) == STMT_ROW)
		last = stmt_int(stmt, 0);
	if (stmt)
		stmt_reset(stmt);
	return last;
}

static bool load(struct engine *engine, int64_t worker, int64_t from, int count, struct err *err)
{
	struct bulk *bulk = bulk_open(engine, "work", "worker,seq,text", "iit", err);
	char text[400];
	bool done = bulk != NULL;

	if (!done)
		return false;
	for (int i = 0; done && i < count; i++) {
		snprintf(text, sizeof text, "%0399d", i);
		done = bulk_row(bulk, err, worker, from + i, text);
	}
	return bulk_close(bulk, err) && done;
}

static bool count_in(struct engine *engine, int64_t worker, int count, struct err *err)
{
	return engine_run(engine, err,
			  "INSERT INTO tally (worker, rows) VALUES ($1, $2)"
			  " ON CONFLICT (worker) DO UPDATE SET rows = tally.rows + excluded.rows",
			  "ii", worker, (int64_t)count);
}

static bool add(struct engine *engine, int64_t worker, int64_t from, int count, struct err *err)
{
	bool done =
		count == 1
			? engine_run(
				  engine, err,
				  "INSERT INTO work (worker, seq, text) VALUES ($1, $2, 'alone')",
				  "ii", worker, from)
			: load(engine, worker, from, count, err);

	return done && count_in(engine, worker, count, err);
}

struct shelf {
	int count, given;
	struct bulk_cell row[2];
	char text[400];
};

static const struct bulk_cell *next_on_shelf(void *context)
{
	struct shelf *shelf = context;

	if (shelf->given == shelf->count)
		return NULL;
	shelf->row[0].value.integer = ++shelf->given;
	shelf->row[1].value.text = shelf->text;
	shelf->row[1].size = (size_t)snprintf(shelf->text, sizeof shelf->text, "%0399d", shelf->given * 7919 % 10007);
	return shelf->row;
}

static bool add_by_shelf(struct engine *engine, int64_t worker, int64_t from, int count, struct err *err)
{
	static const struct bulk_part all[] = { { 0 } };
	struct shelf shelf = { .count = count };
	bool filled = false;

	if (!engine_run(engine, err, "DELETE FROM shelf", "") ||
	    !bulk_fill(engine, "shelf", "id,text", "it", all, next_on_shelf, &shelf, &filled, err))
		return false;
	/* Where the log could not be left, as whoever loads does it. */
	if (!filled && !bulk_feed(engine, "shelf", "id,text", "it", next_on_shelf, &shelf, err))
		return false;
	return engine_run(engine, err, "INSERT INTO work (worker, seq, text) SELECT $1, $2 + id - 1, text FROM shelf ORDER BY id", "ii",
			  worker, from) &&
	       count_in(engine, worker, count, err);
}

static bool transact(struct engine *engine, enum engine_transaction kind,
		     bool (*how)(struct engine *engine, int64_t worker, int64_t from, int count, struct err *err), int64_t worker,
		     int64_t from, int count, struct err *err)
{
	if (!engine_begin(engine, kind, err))
		return false;
	if (how(engine, worker, from, count, err))
		return engine_commit(engine, err);
	engine_rollback(engine);
	return false;
}

bool work_add(struct engine *engine, int64_t worker, int64_t from, int count, struct err *err)
{
	return transact(engine, ENGINE_WRITE, add, worker, from, count, err);
}

bool work_take_back(struct engine *engine, int64_t worker, int64_t from, int count, struct err *err)
{
	bool done = engine_begin(engine, ENGINE_WRITE, err);

	if (!done)
		return false;
	done = add(engine, worker, from, count, err);
	engine_rollback(engine);
	return done;
}

bool work_load(struct engine *engine, int64_t worker, int64_t from, int count, struct err *err)
{
	return transact(engine, ENGINE_LOAD, add, worker, from, count, err);
}

bool work_fill(struct engine *engine, int64_t worker, int64_t from, int count, struct err *err)
{
	return transact(engine, ENGINE_LOAD, add_by_shelf, worker, from, count, err);
}

bool work_is_whole(struct engine *engine)
{
	return scratch_count(
		       engine,
		       "SELECT count(*) FROM tally t WHERE t.rows <> (SELECT count(*) FROM work w "
		       "WHERE w.worker = t.worker)"
		       " OR t.rows <> (SELECT max(seq) FROM work w WHERE w.worker = t.worker)") ==
		       0 &&
	       scratch_count(
		       engine,
		       "SELECT count(DISTINCT worker) - (SELECT count(*) FROM tally) FROM work") ==
		       0;
}
