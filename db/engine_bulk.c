/* Many rows into one table: one after the other, copied from a statement, or fed by somebody who has them in memory. The same rules as in
 * engine.c; how a database takes them is its driver's.
 */
#include "db/engine.h"

#include <stdarg.h>
#include <string.h>

#include "base/mem.h"
#include "db/engine_impl.h"

struct bulk *bulk_open(struct engine *engine, const char *table, const char *columns,
		       const char *types, struct err *err)
{
	struct bulk *bulk;

	engine_check_process(engine);
	if (!engine_usable(engine, err) || !engine_may_write(engine, table, err) ||
	    !(bulk = engine->driver->bulk_open(engine, table, columns, (int)strlen(types), err))) {
		engine_fail(engine);
		return NULL;
	}
	bulk->engine = engine;
	bulk->types = mem_strdup(types);
	engine->bulks++;
	return bulk;
}

bool bulk_row(struct bulk *bulk, struct err *err, ...)
{
	const struct engine_driver *driver = bulk->engine->driver;
	struct engine_value value;
	va_list ap;

	if (bulk->failed || !engine_usable(bulk->engine, err))
		return false;
	va_start(ap, err);
	for (const char *letter = bulk->types; *letter; letter++) {
		engine_next_value(&value, *letter, &ap);
		driver->bulk_value(bulk, &value);
	}
	va_end(ap);
	bulk->failed = !driver->bulk_row(bulk, err);
	return !bulk->failed || engine_fail(bulk->engine);
}

static void column_value(struct stmt *row, int column, char letter, struct engine_value *value)
{
	*value = (struct engine_value){ .kind = ENGINE_NULL };
	if (stmt_is_null(row, column))
		return;
	switch (letter) {
	case 'i':
		value->kind = ENGINE_INT;
		value->integer = stmt_int(row, column);
		break;
	case 'b':
		value->kind = ENGINE_BLOB;
		value->bytes = stmt_blob(row, column, &value->size);
		if (!value->bytes) /* empty */
			value->bytes = "";
		break;
	default:
		value->kind = ENGINE_TEXT;
		value->bytes = stmt_text(row, column);
		value->size = strlen(value->bytes);
	}
}

bool bulk_copy(struct bulk *bulk, struct stmt *row, struct err *err)
{
	const struct engine_driver *driver = bulk->engine->driver;
	struct engine_value value;

	if (bulk->failed || !engine_usable(bulk->engine, err))
		return false;
	for (int i = 0; bulk->types[i]; i++) {
		column_value(row, i, bulk->types[i], &value);
		driver->bulk_value(bulk, &value);
	}
	bulk->failed = !driver->bulk_row(bulk, err);
	return !bulk->failed || engine_fail(bulk->engine);
}

bool bulk_close(struct bulk *bulk, struct err *err)
{
	struct engine *engine = bulk->engine;
	bool failed = bulk->failed;

	mem_free(bulk->types);
	engine->bulks--;
	if (!failed && !engine_usable(engine, err))
		failed = bulk->failed = true;
	if (!engine->driver->bulk_close(bulk, err) || failed)
		return engine_fail(engine);
	return true;
}

static void feed_row(struct bulk *bulk, const struct bulk_cell *cells)
{
	struct engine_value value;

	for (int i = 0; bulk->types[i]; i++) {
		if (engine_cell_is_null(bulk->types[i], &cells[i])) {
			value.kind = ENGINE_NULL;
		} else if (bulk->types[i] == 't') {
			engine_set_text(&value, cells[i].value.text, cells[i].size);
		} else {
			value.kind = ENGINE_INT;
			value.integer = cells[i].value.integer;
		}
		bulk->engine->driver->bulk_value(bulk, &value);
	}
}

static bool feed_by_rows(struct engine *engine, const struct engine_feed *feed, struct err *err)
{
	struct bulk *bulk = bulk_open(engine, feed->table, feed->columns, feed->types, err);
	const struct bulk_cell *cells;

	while (bulk && !bulk->failed && (cells = feed->next(feed->context))) {
		feed_row(bulk, cells);
		bulk->failed = !engine->driver->bulk_row(bulk, err);
	}
	return bulk && bulk_close(bulk, bulk->failed ? NULL : err);
}

bool bulk_fill(struct engine *engine, const char *table, const char *columns, const char *types,
	       const struct bulk_part *parts, const struct bulk_cell *(*next)(void *context),
	       void *context, bool *filled, struct err *err)
{
	const struct engine_feed feed = { table, columns, types, next, context };

	*filled = false;
	engine_check_process(engine);
	if (!engine_usable(engine, err) || !engine_may_write(engine, table, err) ||
	    (engine->driver->fill && !engine->driver->fill(engine, &feed, parts, filled, err)))
		return engine_fail(engine);
	return true;
}

bool bulk_feed(struct engine *engine, const char *table, const char *columns, const char *types,
	       const struct bulk_cell *(*next)(void *context), void *context, struct err *err)
{
	const struct engine_feed feed = { table, columns, types, next, context };

	engine_check_process(engine);
	if (types[strspn(types, "izmt")])
		engine_broken("a fed column's letter is none of izmt", types);
	if (!engine_usable(engine, err) || !engine_may_write(engine, table, err) ||
	    !(engine->driver->feed ? engine->driver->feed(engine, &feed, err)
				   : feed_by_rows(engine, &feed, err)))
		return engine_fail(engine);
	return true;
}
