/* Loads that take their rows from whoever has them ready. The rows stand in a table of which nothing is stored (a virtual table of
 * SQLite's), so that one INSERT … SELECT takes all of them: half the time of a statement a row, for nothing is bound, begun and ended
 * a million times over.
 */
#include "db/sqlite_impl.h"

#include <string.h>

#include "base/mem.h"

#define FEED_COLUMNS 32

struct feed_table {
	sqlite3_vtab base;
	const struct sqlite *s;
};

struct feed_cursor {
	sqlite3_vtab_cursor base;
	const struct engine_feed *feed;
	const struct bulk_cell *row; /* NULL: behind the last */
	sqlite3_int64 number;
};

static int connect_table(sqlite3 *db, void *aux, int argc, const char *const *argv,
			 sqlite3_vtab **out, char **said)
{
	struct buf sql;
	int code;

	(void)argc;
	(void)argv;
	(void)said;
	buf_init(&sql);
	buf_puts(&sql, "CREATE TABLE feed (");
	for (int i = 0; i < FEED_COLUMNS; i++)
		buf_printf(&sql, "%sc%d", i ? "," : "", i);
	buf_putc(&sql, ')');
	code = sqlite3_declare_vtab(db, sql.data);
	buf_clear(&sql);
	if (code == SQLITE_OK) {
		struct feed_table *table = mem_alloc(sizeof *table);

		table->s = aux;
		*out = &table->base;
	}
	return code;
}

static int disconnect_table(sqlite3_vtab *table)
{
	mem_free(table);
	return SQLITE_OK;
}

static int plan(sqlite3_vtab *table, sqlite3_index_info *info)
{
	(void)table;
	info->estimatedCost = 1e6;
	return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
	struct feed_cursor *cursor = mem_alloc(sizeof *cursor);

	cursor->feed = ((struct feed_table *)table)->s->feed;
	*out = &cursor->base;
	return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *cursor)
{
	mem_free(cursor);
	return SQLITE_OK;
}

static int next_row(sqlite3_vtab_cursor *base)
{
	struct feed_cursor *cursor = (struct feed_cursor *)base;

	cursor->row = cursor->feed->next(cursor->feed->context);
	cursor->number++;
	return SQLITE_OK;
}

static int first_row(sqlite3_vtab_cursor *cursor, int number, const char *text, int argc,
		     sqlite3_value **argv)
{
	(void)number;
	(void)text;
	(void)argc;
	(void)argv;
	return next_row(cursor);
}

static int is_at_end(sqlite3_vtab_cursor *cursor)
{
	return ((struct feed_cursor *)cursor)->row == NULL;
}

static int give_column(sqlite3_vtab_cursor *base, sqlite3_context *out, int column)
{
	const struct feed_cursor *cursor = (struct feed_cursor *)base;
	const struct bulk_cell *cell = &cursor->row[column];
	char letter = cursor->feed->types[column];

	if (engine_cell_is_null(letter, cell))
		sqlite3_result_null(out);
	else if (letter == 't')
		sqlite3_result_text64(out, cell->value.text, cell->size, SQLITE_STATIC, SQLITE_UTF8);
	else
		sqlite3_result_int64(out, cell->value.integer);
	return SQLITE_OK;
}

static int give_number(sqlite3_vtab_cursor *cursor, sqlite3_int64 *out)
{
	*out = ((struct feed_cursor *)cursor)->number;
	return SQLITE_OK;
}

static const sqlite3_module feed_module = {
	.xConnect = connect_table,
	.xBestIndex = plan,
	.xDisconnect = disconnect_table,
	.xOpen = open_cursor,
	.xClose = close_cursor,
	.xFilter = first_row,
	.xNext = next_row,
	.xEof = is_at_end,
	.xColumn = give_column,
	.xRowid = give_number,
};

static sqlite3_stmt *prepare_feed(struct sqlite *s, const struct engine_feed *feed, struct err *err)
{
	struct buf sql;
	sqlite3_stmt *query;

	buf_init(&sql);
	buf_printf(&sql, "INSERT INTO %s (%s) SELECT ", feed->table, feed->columns);
	for (size_t i = 0; feed->types[i]; i++)
		buf_printf(&sql, "%sc%zu", i ? "," : "", i);
	buf_puts(&sql, " FROM relance_feed");
	query = sqlite_handle(s, sql.data, err);
	buf_clear(&sql);
	return query;
}

bool sqlite_feed(struct engine *engine, const struct engine_feed *feed, struct err *err)
{
	struct sqlite *s = sqlite_of(engine);
	sqlite3_stmt *query;
	int code = SQLITE_OK;

	if (strlen(feed->types) > FEED_COLUMNS)
		mem_fatal("more columns than a load expects");
	if (!s->can_feed)
		code = sqlite3_create_module(s->db, "relance_feed", &feed_module, s);
	s->can_feed = code == SQLITE_OK;
	if (!s->can_feed)
		return sqlite_refused(s, code, err);
	s->feed = feed;
	query = prepare_feed(s, feed, err);
	if (query && (code = sqlite3_step(query)) != SQLITE_DONE)
		sqlite_refused(s, code, err);
	sqlite3_finalize(query);
	s->feed = NULL;
	return query && code == SQLITE_DONE;
}
