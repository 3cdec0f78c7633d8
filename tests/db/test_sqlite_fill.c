/* Tables filled at once against the same rows given to SQLite one by one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "db/engine.h"
#include "scratch.h"

static struct err err;

#define MUST(condition)                           \
	do {                                      \
		if (!(condition))                 \
			fail_msg("%s", err.text); \
	} while (0)

/* ---- rows ---- */

enum { ID, NAME, AMOUNT, NOTE, DUE, COLUMNS };

#define FED "id,name,amount,note,due"
static const char types[] = "itmtt"; /* a negative amount is null */

static const char thing[] = "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT NOT NULL, "
			    "amount INTEGER, note TEXT, due TEXT,"
			    " extra TEXT NOT NULL DEFAULT 'x', flag INTEGER NOT NULL DEFAULT -7, "
			    "later TEXT, UNIQUE (name, id));"
			    "CREATE INDEX thing_note ON thing (note, amount DESC);"
			    "CREATE INDEX thing_due ON thing (due) WHERE amount > 1000;"
			    "CREATE INDEX thing_flag ON thing (flag, extra, due);"
			    "CREATE INDEX thing_amount ON thing (amount DESC);"
			    "CREATE INDEX thing_never ON thing (later) WHERE later IS NOT NULL;";

static bool is_large(const struct bulk_cell *row)
{
	return row[AMOUNT].value.integer > 1000;
}

static bool is_none(const struct bulk_cell *row)
{
	(void)row;
	return false;
}

static const struct bulk_part thing_parts[] = { { "thing_due", is_large, false },
						{ "thing_never", is_none, false },
						{ "pair_id", NULL, true },
						{ "rising", NULL, true },
						{ 0 } };

/* Rows that are the same for the same seed. */
struct source {
	uint64_t seed;
	int64_t count, given, id;
	size_t text_most;
	bool grouped; /* several rows have one id */
	int64_t repeated,
		nameless; /* the row that has the name of the one before, that has none; 0: no row */
	struct bulk_cell row[COLUMNS];
	char texts[3][10000];
};

static uint64_t draw(struct source *source, uint64_t below)
{
	source->seed = source->seed * 6364136223846793005u + 1442695040888963407u;
	return (source->seed >> 33) % below;
}

static void draw_text(struct source *source, int nth, int column)
{
	size_t most = draw(source, 50) ? 90 : source->text_most, size = draw(source, most + 1);
	char *text = source->texts[nth];

	for (size_t i = 0; i < size; i++)
		text[i] = (char)('a' + draw(source, 4));
	text[size] = 0;
	source->row[column] = (struct bulk_cell){ .value.text = text, .size = size };
	if (column == NOTE && draw(source, 5) == 0)
		source->row[column].value.text = NULL;
}

static const struct bulk_cell *next_row(void *context)
{
	struct source *source = context;

	if (source->given == source->count)
		return NULL;
	source->given++;
	if (!source->grouped || draw(source, 6) == 0)
		source->id += 1 + (int64_t)draw(source, draw(source, 9) ? 3 : 1u << 30);
	source->row[ID].value.integer = source->id;
	source->row[AMOUNT].value.integer =
		(int64_t)(draw(source, 1u << 31) << draw(source, 31)) >> draw(source, 62);
	if (draw(source, 7) == 0)
		source->row[AMOUNT].value.integer = -1;
	if (source->given != source->repeated)
		draw_text(source, 0, NAME);
	draw_text(source, 1, NOTE);
	draw_text(source, 2, DUE);
	if (source->given == source->nameless)
		source->row[NAME].value.text = NULL;
	return source->row;
}

/* ---- stores ---- */

static struct engine *open_batch(const char *name)
{
	const struct engine_options options = {
		.create = true, .wait_ms = 1000, .cache_kib = 256, .yields = true
	};
	struct engine *engine;

	MUST(scratch_try(scratch_path(name), options, &engine, &err));
	return engine;
}

static bool fill(struct engine *engine, const char *table, struct source *source, bool *filled)
{
	return bulk_fill(engine, table, FED, types, thing_parts, next_row, source, filled, &err);
}

static void read_all(struct engine *engine, const char *sql, struct buf *out)
{
	struct stmt *stmt = engine_statement(engine, sql, &err);

	buf_init(out);
	assert_non_null(stmt);
	while (stmt_step(stmt, &err) == STMT_ROW) {
		for (int i = 0; i < stmt_columns(stmt); i++)
			buf_printf(out, "%s%s", stmt_is_null(stmt, i) ? "-" : "+",
				   stmt_text(stmt, i));
		buf_putc(out, '\n');
	}
	stmt_reset(stmt);
}

static void same_answers(struct engine *one, struct engine *other, const char *sql)
{
	struct buf left, right;

	read_all(one, sql, &left);
	read_all(other, sql, &right);
	assert_true(left.len == right.len && memcmp(left.data, right.data, left.len) == 0);
	buf_clear(&left);
	buf_clear(&right);
}

#define SCHEMA_SQL "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type DESC, name"

static void fill_and_compare(int64_t count, size_t text_most)
{
	struct source once = { .seed = (uint64_t)count + text_most,
			       .count = count,
			       .text_most = text_most },
		      again = once;
	struct engine *engine = open_batch("filled"), *plain = open_batch("plain");
	bool filled = false;

	MUST(engine_script(engine, thing, &err) && engine_script(plain, thing, &err));
	MUST(engine_begin(engine, ENGINE_LOAD, &err) && fill(engine, "thing", &once, &filled));
	assert_true(filled);
	assert_int_equal(scratch_count(engine, "SELECT count(*) FROM thing"),
			 count); /* what is remembered of the pages is no longer old */
	MUST(engine_commit(engine, &err));
	MUST(engine_begin(plain, ENGINE_WRITE, &err));
	MUST(bulk_feed(plain, "thing", FED, types, next_row, &again, &err) &&
	     engine_commit(plain, &err));
	MUST(engine_check(engine, &err));
	same_answers(engine, plain, SCHEMA_SQL);
	same_answers(
		engine, plain,
		"SELECT id, name, amount, note, due, extra, flag, later FROM thing ORDER BY id");
	same_answers(
		engine, plain,
		"SELECT note, amount FROM thing INDEXED BY thing_note ORDER BY note, amount DESC");
	same_answers(engine, plain,
		     "SELECT due FROM thing INDEXED BY thing_due WHERE amount > 1000 ORDER BY due");
	same_answers(engine, plain, "SELECT amount, id FROM thing INDEXED BY thing_amount ORDER BY amount DESC, id");
	MUST(engine_script(engine,
			   "DELETE FROM thing WHERE id % 3 = 0; UPDATE thing SET note = 'z', "
			   "amount = 1 WHERE id % 3 = 1;"
			   "INSERT INTO thing (name) VALUES ('new');",
			   &err) &&
	     engine_check(engine, &err));
	engine_close(engine);
	engine_close(plain);
}

static void a_filled_table_is_what_sqlite_would_have(void **state)
{
	(void)state;
	fill_and_compare(3000, 90);
}

static void long_texts_go_to_pages_of_their_own(void **state)
{
	(void)state;
	fill_and_compare(1500, 9999);
}

/* So many that they are dealt out before they are sorted. */
static void many_rows_are_sorted_too(void **state)
{
	(void)state;
	fill_and_compare(70000, 90);
}

/* Each count in turn, so that the last row comes just before, at and behind the end of a page, on each level. */
static void any_count_of_rows_fits(void **state)
{
	(void)state;
	for (int64_t count = 0; count < 130; count++) {
		struct source source = { .seed = 1,
					 .count = count < 110 ? count : count * 41,
					 .text_most = 90 };
		char *name = mem_printf("store%d", (int)count);
		struct engine *engine = open_batch(name);
		bool filled = false;

		MUST(engine_script(engine, thing, &err) && engine_begin(engine, ENGINE_LOAD, &err));
		MUST(fill(engine, "thing", &source, &filled));
		assert_true(filled);
		MUST(engine_commit(engine, &err) && engine_check(engine, &err));
		assert_int_equal(scratch_count(engine, "SELECT count(*) FROM thing"), source.count);
		engine_close(engine);
		mem_free(name);
	}
}

static void a_table_without_row_numbers_is_filled(void **state)
{
	static const char pair[] =
		"CREATE TABLE pair (id INTEGER NOT NULL, name TEXT NOT NULL, due TEXT NOT NULL, "
		"note TEXT, amount INTEGER,"
		" PRIMARY KEY (name, due, id)) WITHOUT ROWID;"
		"CREATE INDEX pair_id ON pair (id, name); CREATE INDEX pair_note ON pair (note);";
	struct source once = { .seed = 5, .count = 4000, .text_most = 400, .grouped = true }, again = once;
	struct engine *engine = open_batch("filled"), *plain = open_batch("plain");
	bool filled = false;

	(void)state;
	MUST(engine_script(engine, pair, &err) && engine_script(plain, pair, &err));
	MUST(engine_begin(engine, ENGINE_LOAD, &err) && fill(engine, "pair", &once, &filled) &&
	     engine_commit(engine, &err));
	assert_true(filled);
	MUST(engine_begin(plain, ENGINE_WRITE, &err));
	MUST(bulk_feed(plain, "pair", FED, types, next_row, &again, &err) &&
	     engine_commit(plain, &err));
	MUST(engine_check(engine, &err));
	same_answers(engine, plain, SCHEMA_SQL);
	same_answers(engine, plain,
		     "SELECT id, name, due, note, amount FROM pair ORDER BY name, due, id");
	same_answers(engine, plain,
		     "SELECT id, name FROM pair INDEXED BY pair_id ORDER BY id, name");
	engine_close(engine);
	engine_close(plain);
}

/* Pages others have left, before it and between two tables of one load. */
static void free_pages_are_used_again(void **state)
{
	struct engine *engine = open_batch("filled");
	struct source source = { .seed = 3, .count = 2000, .text_most = 90 };
	bool filled = false;

	(void)state;
	MUST(engine_script(engine, thing, &err));
	MUST(engine_script(engine,
			   "CREATE TABLE old (text TEXT); CREATE INDEX old_text ON old (text);"
			   "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE "
			   "i < 1500) INSERT INTO old SELECT "
			   "hex(randomblob(100)) FROM n; DELETE FROM old;",
			   &err));
	assert_true(scratch_count(engine, "PRAGMA freelist_count") > 100);
	MUST(engine_begin(engine, ENGINE_LOAD, &err) && fill(engine, "thing", &source, &filled));
	assert_true(filled);
	assert_true(scratch_count(engine, "PRAGMA freelist_count") >
		    100); /* given back, for whoever comes next */
	MUST(engine_run(engine, &err, "INSERT INTO old SELECT name FROM thing", "") &&
	     engine_commit(engine, &err));
	MUST(engine_check(engine, &err));
	assert_int_equal(scratch_count(engine, "SELECT count(*) FROM old"), 2000);
	engine_close(engine);
}

/* ---- what is not done ---- */

/* To keep very many out of the way would cost more than it gives. */
static void many_free_pages_are_left_to_sqlite(void **state)
{
	struct engine *engine = open_batch("filled");
	struct source source = { .count = 10, .text_most = 90 };
	bool filled = true;

	(void)state;
	MUST(engine_script(engine, thing, &err));
	MUST(engine_script(engine,
			   "CREATE TABLE old (text BLOB); INSERT INTO old VALUES "
			   "(zeroblob(3000000)); DELETE FROM old;",
			   &err));
	MUST(engine_begin(engine, ENGINE_LOAD, &err) && fill(engine, "thing", &source, &filled));
	assert_false(filled);
	engine_rollback(engine);
	engine_close(engine);
}

static void what_the_schema_has_and_nobody_told_is_left_to_sqlite(void **state)
{
	static const char *const others[] = {
		"CREATE INDEX other ON thing (name DESC)",
		"CREATE INDEX other ON thing (name COLLATE NOCASE)",
		"CREATE INDEX other ON thing (name || due)",
		"CREATE INDEX other ON thing (name) WHERE due > ''",
		"CREATE INDEX rising ON thing (flag DESC, id)", /* told to rise, and it falls, … */
		"CREATE INDEX rising ON thing (name, id)", /* … is no number, … */
		"CREATE INDEX rising ON thing (amount, id)", /* … may be null */
		"INSERT INTO thing (name) VALUES ('there')",
		"ALTER TABLE thing ADD COLUMN other INTEGER NOT NULL DEFAULT (1 + 1)",
		"CREATE TRIGGER other AFTER INSERT ON thing BEGIN SELECT 1; END",
	};

	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		char *name = mem_printf("store%zu", i);
		struct engine *engine = open_batch(name);
		struct source source = { .count = 10, .text_most = 90 };
		bool filled = true;

		MUST(engine_script(engine, thing, &err) && engine_script(engine, others[i], &err));
		MUST(engine_begin(engine, ENGINE_LOAD, &err) &&
		     fill(engine, "thing", &source, &filled));
		assert_false(filled);
		assert_int_equal(source.given, 0);
		engine_rollback(engine);
		engine_close(engine);
		mem_free(name);
	}
}

static void beside_others_it_is_left_to_sqlite(void **state)
{
	struct engine *engine = open_batch("filled"), *other;
	struct source source = { .count = 10, .text_most = 90 };
	bool filled = true;

	(void)state;
	MUST(engine_script(engine, thing, &err));
	other = open_batch("filled");
	assert_int_equal(scratch_count(other, "SELECT count(*) FROM thing"), 0);
	MUST(engine_begin(engine, ENGINE_LOAD, &err) && fill(engine, "thing", &source, &filled));
	assert_false(filled);
	MUST(bulk_feed(engine, "thing", FED, types, next_row, &source, &err) &&
	     engine_commit(engine, &err));
	assert_int_equal(scratch_count(other, "SELECT count(*) FROM thing"), 10);
	engine_close(other);
	engine_close(engine);
}

static void refuse(struct source source, const char *why)
{
	struct engine *engine = open_batch("refused");
	bool filled = false;

	MUST(engine_script(engine, "DROP TABLE IF EXISTS thing", &err) &&
	     engine_script(engine, thing, &err) &&
	     engine_script(engine, "CREATE UNIQUE INDEX thing_name ON thing (name)", &err));
	MUST(engine_begin(engine, ENGINE_LOAD, &err));
	assert_false(fill(engine, "thing", &source, &filled));
	assert_int_equal(err.code, ERR_CONFLICT);
	if (!strstr(err.text, why))
		fail_msg("%s", err.text);
	engine_rollback(engine);
	MUST(engine_check(engine, &err));
	assert_int_equal(scratch_count(engine, "SELECT count(*) FROM thing"), 0);
	assert_int_equal(
		scratch_count(engine,
			      "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'relance%'"),
		0);
	engine_close(engine);
}

static void a_row_that_breaks_the_schema_is_refused(void **state)
{
	(void)state;
	refuse((struct source){ .count = 3000, .text_most = 90, .repeated = 2999 },
	       "UNIQUE: thing.name");
	refuse((struct source){ .count = 2, .text_most = 90, .repeated = 2 }, "UNIQUE: thing.name");
	refuse((struct source){ .count = 3000, .text_most = 90, .nameless = 2998 },
	       "NOT NULL: thing.name");
}

static void what_is_taken_back_leaves_nothing(void **state)
{
	struct engine *engine = open_batch("filled");
	struct source source = { .count = 5000, .text_most = 9000 };
	long pages;
	bool filled = false;

	(void)state;
	MUST(engine_script(engine, thing, &err) &&
	     engine_script(engine, "INSERT INTO thing (name) VALUES ('a')", &err));
	pages = scratch_count(engine, "PRAGMA page_count");
	MUST(engine_begin(engine, ENGINE_LOAD, &err) &&
	     engine_run(engine, &err, "DELETE FROM thing", "") &&
	     fill(engine, "thing", &source, &filled));
	assert_true(filled);
	engine_rollback(engine);
	MUST(engine_check(engine, &err));
	assert_int_equal(scratch_count(engine, "PRAGMA page_count"), pages);
	assert_int_equal(scratch_count(engine, "SELECT count(*) FROM thing WHERE name = 'a'"), 1);
	engine_close(engine);
}

#define FACT(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(a_filled_table_is_what_sqlite_would_have),
		FACT(long_texts_go_to_pages_of_their_own),
		FACT(many_rows_are_sorted_too),
		FACT(any_count_of_rows_fits),
		FACT(a_table_without_row_numbers_is_filled),
		FACT(free_pages_are_used_again),
		FACT(many_free_pages_are_left_to_sqlite),
		FACT(what_the_schema_has_and_nobody_told_is_left_to_sqlite),
		FACT(beside_others_it_is_left_to_sqlite),
		FACT(a_row_that_breaks_the_schema_is_refused),
		FACT(what_is_taken_back_leaves_nothing),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
