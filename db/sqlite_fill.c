/* A table that holds nothing yet, filled with all its indexes: its rows are written as they come, what its indexes hold of them is gathered
 * meanwhile, then sorted and written by a few threads; of an index whose rows come in groups each group is written as the rows come.
 * SQLite, given the same rows one by one, takes several times as long: it looks for the place of each, and reads the table again for
 * each index.
 *
 * The schema says what there is: columns with their defaults, indexes with their columns. Only which rows a partial index holds comes from
 * the caller. What the schema has and is not known here is left to SQLite.
 */
#include "db/sqlite_impl.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/thread.h"
#include "db/sqlite_keys.h"
#include "db/sqlite_room.h"
#include "db/sqlite_tree.h"

enum {
	COLUMNS_MOST = 64,
	KEY_MOST = 12,
	PARTS_MOST = 16,
	MAKERS = 3, /* of indexes */
	ROW_NUMBER = -1,
};

struct column {
	char *name;
	bool number;                   /* it holds no texts */
	int cell;                      /* of the row that is fed; -1: none */
	bool required;
};

struct part {
	char *name, *sql;
	bool is_table;             /* the rows themselves, of a table whose rows have no numbers */
	bool unique;
	bool partial;
	int columns[KEY_MOST]; /* of the table */
	bool descends[KEY_MOST];
	size_t count, key_count;   /* of columns; of those that order it, before what only names the row */
	bool (*holds)(const struct bulk_cell *row); /* NULL: all */
	bool rises;
	struct keys *keys;
	struct tree *tree;
	int64_t group; /* of a part whose rows come in groups: what the first column of its keys holds */
	uint32_t root;
};

struct fill {
	struct sqlite *s;
	const struct engine_feed *feed;
	char *sql; /* the table's */
	struct column columns[COLUMNS_MOST];
	struct record_value row[COLUMNS_MOST]; /* the one at hand; of what is not fed the default, its text is owned */
	size_t column_count;
	bool numbered; /* its rows have numbers … */
	int number;    /* … which are this column */
	struct part parts[PARTS_MOST];
	size_t part_count;
	bool known; /* all of the schema is */
	uint32_t root; /* of the table, when its rows have numbers */
	struct turn *turn;
	size_t left; /* parts nobody has taken yet */
};

/* ---- what the schema says ---- */

static char *text_at(sqlite3_stmt *query, int column)
{
	return mem_strdup((const char *)sqlite3_column_text(query, column));
}

/* Gives each row of a question about `name` to `take`. */
static bool each_row(struct fill *fill, const char *sql, const char *name, void (*take)(struct fill *fill, sqlite3_stmt *query),
		     struct err *err)
{
	sqlite3_stmt *query = sqlite_handle(fill->s, sql, err);
	int code;

	if (!query)
		return false;
	sqlite3_bind_text(query, 1, name, -1, SQLITE_STATIC);
	while ((code = sqlite3_step(query)) == SQLITE_ROW)
		take(fill, query);
	if (code != SQLITE_DONE)
		sqlite_refused(fill->s, code, err);
	sqlite3_finalize(query);
	return code == SQLITE_DONE;
}

/* Its place among the columns that are fed, a list like "id,name". */
static int fed_as(const struct engine_feed *feed, const char *name)
{
	size_t size = strlen(name);
	int nth = 0;

	for (const char *at = feed->columns; *at; nth++) {
		size_t part = strcspn(at, ",");

		if (part == size && memcmp(at, name, size) == 0)
			return nth;
		at += part + (at[part] == ',');
	}
	return -1;
}

static void take_table(struct fill *fill, sqlite3_stmt *query)
{
	fill->sql = text_at(query, 0);
	fill->numbered = !sqlite3_column_int(query, 1);
	fill->known = !sqlite3_column_int(query, 2); /* else it holds something, or something looks on */
}

/* What a column holds of which nothing is fed: a number or a plain text, else it is not known. */
static bool read_default(struct record_value *value, const char *words, bool required)
{
	size_t size = words ? strlen(words) : 0;
	char *end;

	if (!words)
		return !required;
	value->integer = strtoll(words, &end, 10);
	if (end != words && *end == 0) {
		value->kind = RECORD_INT;
		return true;
	}
	if (size < 2 || words[0] != '\'' || strcspn(words + 1, "'") != size - 2)
		return false;
	value->kind = RECORD_TEXT;
	value->text = mem_strndup(words + 1, size - 2);
	value->size = size - 2;
	return true;
}

static void take_column(struct fill *fill, sqlite3_stmt *query)
{
	struct column *column = &fill->columns[fill->column_count];

	if (fill->column_count == COLUMNS_MOST || sqlite3_column_int(query, 3) != 0) {
		fill->known = false;
		return;
	}
	column->name = text_at(query, 0);
	column->required = sqlite3_column_int(query, 1);
	column->cell = fed_as(fill->feed, column->name);
	column->number = sqlite3_column_int(query, 4);
	if (column->cell < 0 && !read_default(&fill->row[fill->column_count], (const char *)sqlite3_column_text(query, 5), column->required))
		fill->known = false;
	if (fill->numbered && sqlite3_column_int(query, 2))
		fill->number = (int)fill->column_count;
	fill->column_count++;
}

static void take_part(struct fill *fill, sqlite3_stmt *query)
{
	struct part *part = &fill->parts[fill->part_count];

	if (fill->part_count == PARTS_MOST) {
		fill->known = false;
		return;
	}
	part->name = text_at(query, 0);
	part->sql = text_at(query, 3);
	part->unique = sqlite3_column_int(query, 1);
	part->partial = sqlite3_column_int(query, 2);
	part->is_table = !fill->numbered && sqlite3_column_int(query, 4);
	fill->part_count++;
}

static void take_part_column(struct fill *fill, sqlite3_stmt *query)
{
	struct part *part = &fill->parts[fill->part_count - 1];
	int column = sqlite3_column_int(query, 0);
	bool descends = sqlite3_column_int(query, 1);

	if (column == ROW_NUMBER)
		column = fill->number;
	if (part->count == KEY_MOST || column < 0 || !sqlite3_column_int(query, 2) || (descends && !fill->columns[column].number)) {
		fill->known = false;
		return;
	}
	part->columns[part->count] = column;
	part->descends[part->count++] = descends;
	part->key_count += (size_t)sqlite3_column_int(query, 3);
}

/* Groups are told apart by a number that is always there. */
static bool may_rise(const struct fill *fill, const struct part *part)
{
	const struct column *first = &fill->columns[part->columns[0]];

	return !part->descends[0] && first->number && first->required;
}

static bool read_parts(struct fill *fill, const struct bulk_part *parts, struct err *err)
{
	if (!each_row(fill,
		      "SELECT l.name, l.\"unique\", l.partial, s.sql, l.origin = 'pk' FROM pragma_index_list($1) AS l "
		      "LEFT JOIN sqlite_schema AS s ON s.type = 'index' AND s.name = l.name",
		      fill->feed->table, take_part, err))
		return false;
	for (size_t i = 0, all = fill->part_count; i < all && fill->known; i++) {
		struct part *part = &fill->parts[i];

		for (const struct bulk_part *told = parts; told->index; told++)
			if (strcmp(told->index, part->name) == 0) {
				part->holds = told->holds;
				part->rises = told->rises;
			}
		fill->known = part->partial == !!part->holds;
		fill->part_count = i + 1; /* whose columns come now */
		if (!each_row(fill, "SELECT cid, \"desc\", coll = 'BINARY', key FROM pragma_index_xinfo($1) ORDER BY seqno", part->name,
			      take_part_column, err))
			return false;
		fill->known = fill->known && (!part->rises || may_rise(fill, part));
		fill->part_count = all;
	}
	return true;
}

/* known false: something of it is beyond what is done here. */
static bool describe(struct fill *fill, const struct bulk_part *parts, struct err *err)
{
	char *sql = mem_printf("SELECT sql, wr, EXISTS (SELECT 1 FROM %s) OR EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND "
			       "tbl_name = $1) FROM sqlite_schema JOIN pragma_table_list($1) USING (type, name) WHERE type = 'table' AND "
			       "schema = 'main'",
			       fill->feed->table);
	bool done;

	fill->number = ROW_NUMBER;
	done = each_row(fill, sql, fill->feed->table, take_table, err) &&
	       each_row(fill, "SELECT name, \"notnull\", pk, hidden, type = 'INTEGER', dflt_value FROM pragma_table_xinfo($1)", fill->feed->table,
			take_column, err) &&
	       read_parts(fill, parts, err);
	mem_free(sql);
	if (fill->numbered && (fill->number < 0 || fill->columns[fill->number].cell < 0))
		fill->known = false;
	return done;
}

static void clear(struct fill *fill)
{
	for (size_t i = 0; i < fill->column_count; i++) {
		mem_free(fill->columns[i].name);
		if (fill->columns[i].cell < 0 && fill->row[i].kind == RECORD_TEXT)
			mem_free((char *)fill->row[i].text);
	}
	for (size_t i = 0; i < fill->part_count; i++) {
		mem_free(fill->parts[i].name);
		mem_free(fill->parts[i].sql);
		keys_close(fill->parts[i].keys);
		tree_close(fill->parts[i].tree, false, NULL, NULL);
	}
	mem_free(fill->sql);
}

/* ---- rows ---- */

/* What SQLite says when a row breaks a promise of the schema's. */
static bool broken(struct fill *fill, const char *promise, const char *name, struct err *err)
{
	char *words = mem_printf("%s: %s.%s", promise, fill->feed->table, name);

	sqlite_conflict(fill->s, words, err);
	mem_free(words);
	return false;
}

static bool read_row(struct fill *fill, const struct bulk_cell *cells, struct err *err)
{
	const char *types = fill->feed->types;

	for (size_t i = 0; i < fill->column_count; i++) {
		const struct column *column = &fill->columns[i];
		struct record_value *value = &fill->row[i];
		const struct bulk_cell *cell;

		if (column->cell < 0)
			continue;
		cell = &cells[column->cell];
		if (engine_cell_is_null(types[column->cell], cell)) {
			if (column->required)
				return broken(fill, "NOT NULL", column->name, err);
			value->kind = RECORD_NULL;
		} else if (types[column->cell] == 't') {
			value->kind = RECORD_TEXT;
			value->text = cell->value.text;
			value->size = cell->size;
		} else {
			value->kind = RECORD_INT;
			value->integer = cell->value.integer;
		}
	}
	return true;
}

/* The entries there are, in their order. */
static bool put_entries(struct fill *fill, struct part *part, struct err *err)
{
	size_t count = keys_count(part->keys);
	struct buf record;
	bool done = true;

	keys_sort(part->keys);
	buf_init(&record);
	for (size_t i = 0; done && i < count; i++) {
		if (part->unique && keys_repeat(part->keys, i, part->key_count)) {
			done = broken(fill, "UNIQUE", fill->columns[part->columns[0]].name, err);
			break;
		}
		buf_reset(&record);
		keys_record(part->keys, i, &record);
		done = tree_entry(part->tree, &record, err);
	}
	buf_clear(&record);
	return done;
}

/* Of rows that come in groups a group's entries are put as soon as it has ended: all of them need not be kept and sorted. */
static bool gather(struct fill *fill, struct part *part, struct err *err)
{
	int64_t first = fill->row[part->columns[0]].integer;

	if (part->rises && keys_count(part->keys) > 0 && first != part->group) {
		if (first < part->group)
			mem_fatal("an index' rows come in the order of its first column");
		if (!put_entries(fill, part, err))
			return false;
		keys_reset(part->keys);
	}
	part->group = first;
	keys_add(part->keys, fill->row);
	return true;
}

/* tree: where rows have numbers. */
static bool take_row(struct fill *fill, const struct bulk_cell *cells, struct tree *tree, struct buf *record, struct err *err)
{
	int64_t number;

	if (!read_row(fill, cells, err))
		return false;
	for (size_t i = 0; i < fill->part_count; i++)
		if ((!fill->parts[i].holds || fill->parts[i].holds(cells)) && !gather(fill, &fill->parts[i], err))
			return false;
	if (!tree)
		return true;
	number = fill->row[fill->number].integer;
	fill->row[fill->number].kind = RECORD_NULL; /* it stands before the record */
	buf_reset(record);
	record_add(record, fill->row, fill->column_count);
	return tree_row(tree, number, record, err);
}

static bool take_rows(struct fill *fill, struct err *err)
{
	struct tree *tree = fill->numbered ? tree_open(room_place(fill->s->room), false) : NULL;
	const struct bulk_cell *cells;
	struct buf record;
	bool done = true;

	buf_init(&record);
	for (size_t i = 0; i < fill->part_count; i++) {
		fill->parts[i].keys = keys_open(fill->parts[i].count, fill->parts[i].columns, fill->parts[i].descends);
		fill->parts[i].tree = tree_open(room_place(fill->s->room), true);
	}
	while (done && (cells = fill->feed->next(fill->feed->context)))
		done = take_row(fill, cells, tree, &record, err);
	buf_clear(&record);
	return (!tree || tree_close(tree, done, &fill->root, err)) && done;
}

/* ---- indexes ---- */

static bool make_part(struct fill *fill, struct part *part, struct err *err)
{
	bool done = put_entries(fill, part, err);
	struct tree *tree = part->tree;

	keys_close(part->keys);
	part->keys = NULL;
	part->tree = NULL;
	return tree_close(tree, done, &part->root, err) && done;
}

/* The next part to be made, the oldest first; NULL: all are taken. */
static struct part *take_part_to_make(struct fill *fill)
{
	struct part *part;

	turn_take(fill->turn);
	part = fill->left > 0 ? &fill->parts[--fill->left] : NULL;
	turn_give(fill->turn);
	return part;
}

struct maker {
	struct fill *fill;
	bool done;
	struct err err;
};

static void make_some(void *context)
{
	struct maker *maker = context;
	struct part *part;

	maker->done = true;
	while (maker->done && (part = take_part_to_make(maker->fill)))
		maker->done = make_part(maker->fill, part, &maker->err);
}

/* Side by side: an index or two take most of the time. */
static bool make_parts(struct fill *fill, struct err *err)
{
	struct maker makers[MAKERS] = { 0 };
	struct thread *threads[MAKERS] = { 0 };
	bool done = true;

	fill->turn = turn_open();
	fill->left = fill->part_count;
	for (int i = 0; i < MAKERS; i++)
		makers[i].fill = fill;
	for (int i = 1; done && i < MAKERS; i++)
		done = thread_start(make_some, &makers[i], &threads[i], err);
	make_some(&makers[0]);
	for (int i = 0; i < MAKERS; i++) {
		thread_join(threads[i]);
		if (done && !makers[i].done && err)
			*err = makers[i].err;
		done = done && makers[i].done;
	}
	turn_close(fill->turn);
	return done;
}

static bool hand_over(struct fill *fill, struct err *err)
{
	const char *table = fill->feed->table;
	struct room_tree trees[PARTS_MOST + 1] = { { "table", table, table, fill->sql, fill->root } };
	size_t count = 1;

	for (size_t i = 0; i < fill->part_count; i++)
		if (fill->parts[i].is_table)
			trees[0].root = fill->parts[i].root;
		else
			trees[count++] = (struct room_tree){ "index", fill->parts[i].name, table, fill->parts[i].sql, fill->parts[i].root };
	return room_hand_over(fill->s->room, trees, count, err);
}

static bool drop(struct fill *fill, struct err *err)
{
	char *sql = mem_printf("DROP TABLE %s", fill->feed->table);
	bool done = sqlite_run(fill->s, sql, err);

	mem_free(sql);
	return done;
}

bool sqlite_fill(struct engine *engine, const struct engine_feed *feed, const struct bulk_part *parts, bool *filled, struct err *err)
{
	struct sqlite *s = sqlite_of(engine);
	struct fill fill = { .s = s, .feed = feed };
	bool done = describe(&fill, parts, err) && (!fill.known || s->room || room_open(s, fill.part_count + 1, &s->room, err));

	if (done && fill.known && s->room) {
		done = drop(&fill, err) && take_rows(&fill, err) && make_parts(&fill, err) && hand_over(&fill, err);
		*filled = done;
	}
	clear(&fill);
	return done;
}
