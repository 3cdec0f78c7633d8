/* A list screen of made-up things on the memory grid: moving, marks, filter, order, preview, export, and what is left to the kind. */
#include "tests/ui/desk_bench.h"

#include <stdio.h>
#include <unistd.h>

#include "base/gettext.h"
#include "ui/roll.h"

/* What there is to show; tests change it before rows are read again. */
static struct thing {
	int64_t id;
	const char *who, *what;
	cents amount;
	bool late;
} things[8];
static size_t thing_count;
static long many;                  /* more rows than things: numbered ones */
static int64_t clients[8];
static struct buf asked;           /* what the kind was asked to do */
static int loads;

enum { WHO, WHAT, AMOUNT, COLUMNS };

static void fill_row(struct arena *arena, struct roll_row *row, const struct thing *thing, int64_t client_id)
{
	char money[MONEY_TEXT];

	*row = (struct roll_row){ .id = thing->id, .client_id = client_id, .of = thing };
	row->cells[WHO] = (struct roll_cell){ arena_strdup(arena, thing->who), ROLL_BY_TEXT, thing->late ? STYLE_LATE : STYLE_NORMAL };
	row->cells[WHAT] = (struct roll_cell){ thing->what, ROLL_BY_TEXT, STYLE_NORMAL };
	row->cells[AMOUNT] = (struct roll_cell){ arena_strdup(arena, words_money(thing->amount, money)), thing->amount, STYLE_AMOUNT };
}

static bool load(struct app *app, int64_t argument, struct arena *arena, struct roll_row **rows, size_t *count, struct err *err)
{
	(void)app;
	loads++;
	if (argument < 0)
		return err_set(err, ERR_BUSY, N_("no client has the number %s"), "7");
	*count = many ? (size_t)many : thing_count;
	*rows = arena_alloc(arena, (*count + 1) * sizeof **rows);
	for (size_t i = 0; i < *count && !many; i++)
		fill_row(arena, &(*rows)[i], &things[i], clients[i]);
	for (size_t i = 0; i < *count && many; i++) {
		char who[32];
		snprintf(who, sizeof who, "Row %05zu", i);
		const struct thing thing = { (int64_t)i + 1, who, i % 2 ? "odd" : "even", (cents)(i * 7919 % 100003), false };
		fill_row(arena, &(*rows)[i], &thing, 0);
	}
	return true;
}

static void summary(struct app *app, const struct roll_row *rows, size_t count, char *out, size_t room)
{
	(void)app;
	(void)rows;
	snprintf(out, room, "%zu things", count);
}

static unsigned kind_act(struct app *app, enum action action, const struct roll_row *row, const struct roll_row *const *marked, size_t marked_count)
{
	if (action == ACTION_UNDO) {
		buf_printf(&asked, "undo(%lld", row ? (long long)row->id : 0);
		for (size_t i = 0; i < marked_count; i++)
			buf_printf(&asked, " %lld", (long long)marked[i]->id);
		buf_puts(&asked, ") ");
		roll_unmark(app);
		return EFFECT_REDRAW;
	}
	if (action == ACTION_OPEN && row && !row->client_id) {
		buf_printf(&asked, "own(%lld) ", (long long)row->id);
		return EFFECT_REDRAW;
	}
	return EFFECT_PASS;
}

static void preview(struct app *app, const struct roll_row *row, struct sheet *sheet)
{
	(void)app;
	sheet_line(sheet, 0, STYLE_TITLE, ((const struct thing *)row->of)->who);
	sheet_line(sheet, 0, STYLE_NORMAL, "seen closer");
}

static void kind_status(struct app *app, const struct roll_row *row, char *out, size_t room)
{
	(void)app;
	snprintf(out, room, "thing %lld", (long long)row->id);
}

static const struct table_column columns[COLUMNS] = {
	[WHO] = { .title = N_("Client"), .min = 14, .max = 30, .weight = 1 },
	[WHAT] = { .title = N_("Reason"), .min = 12, .drop = 1 },
	[AMOUNT] = { .title = N_("Overdue"), .min = 12, .right = true },
};
static const enum action bar[] = { ACTION_OPEN, ACTION_MARK, ACTION_FILTER, ACTION_SORT, ACTION_PREVIEW, ACTION_EXPORT, ACTION_BACK, ACTION_COUNT };
static struct roll_kind kind = {
	.name = "things",
	.context = ACTION_CONTEXT_LIST,
	.bar = bar,
	.title = N_("Everyone"),
	.empty = N_("nothing was said yet"),
	.columns = columns,
	.column_count = COLUMNS,
	.name_column = WHO,
	.load = load,
	.summary = summary,
	.act = kind_act,
};

static struct bench *start(struct session *session, int rows, int cols)
{
	static const struct thing first[] = {
		{ 11, "Menuiserie Hébrard", "callback", 481250, true },
		{ 12, "Garage du Pont-Neuf", "promise", 1234000, false },
		{ 13, "Café des Halles", "promise", 89000, false },
		{ 14, "=cmd|calc", "@risk", -1050, false },
		{ 15, "Élan", NULL, 0, false },
	};

	bench_speak(WORDS_EN);
	bench_story(session);
	memcpy(things, first, sizeof first);
	thing_count = COUNT(first);
	many = 0;
	loads = 0;
	memset(clients, 0, sizeof clients);
	buf_init(&asked);
	buf_puts(&asked, "");
	kind.preview = NULL;
	kind.status = NULL;
	struct bench *bench = bench_open(session, rows, cols);
	clients[0] = queue_screen_client(&bench->app);
	roll_push(&bench->app, &kind, 0);
	bench_type(bench, "");
	return bench;
}

static void stop(struct bench *bench)
{
	bench_close(bench);
	buf_clear(&asked);
}

static void it_looks_like_a_list(void **state)
{
	struct bench *bench = start(*state, 24, 80);

	bench_rest(bench);
	bench_golden(bench, "roll-80x24-en");
	assert_ptr_equal(roll_kind_on_top(&bench->app), &kind);
	assert_int_equal(roll_client(&bench->app), clients[0]);
	bench_type(bench, "\033");
	assert_null(roll_kind_on_top(&bench->app));
	stop(bench);
}

static void arrows_move_and_enter_opens_the_client(void **state)
{
	struct bench *bench = start(*state, 24, 80);

	bench_type(bench, "\r");
	bench_type(bench, "y");
	assert_string_equal(bench_asked.data, "open(C-10482) why(C-10482) ");
	bench_type(bench, "\033[B\033[B");
	check_cursor(bench->term, 5, 1);
	assert_int_equal(roll_client(&bench->app), 0);
	bench_type(bench, "\r");
	assert_string_equal(asked.data, "own(13) ");
	bench_type(bench, "y");
	assert_true(bench_shows(bench, " ! there is no client here"));
	assert_string_equal(bench_asked.data, "open(C-10482) why(C-10482) ");
	bench_type(bench, "\033[F");
	check_cursor(bench->term, 7, 1);
	int painted = term_grid_refreshes(bench->term);
	bench_type(bench, "\033[B");
	assert_int_equal(term_grid_refreshes(bench->term), painted);
	stop(bench);
}

static void marks_are_kept_by_id_and_given_to_the_kind(void **state)
{
	struct bench *bench = start(*state, 24, 80);

	bench_type(bench, " \033[B ");
	assert_true(bench_shows(bench, "Everyone  2 marked · 5 things"));
	check_cursor(bench->term, 6, 1);
	memmove(&things[1], &things[0], 5 * sizeof *things);
	things[0] = (struct thing){ 10, "Before all", "new", 100, false };
	thing_count = 6;
	bench_type(bench, "\033[15~");
	assert_true(bench_shows(bench, "2 marked · 6 things"));
	check_cursor(bench->term, 7, 1);
	bench_type(bench, "u");
	assert_string_equal(asked.data, "undo(14 11 13) ");
	assert_true(bench_shows(bench, "Everyone  6 things"));
	bench_type(bench, " ");
	things[4] = things[5];
	thing_count = 5;
	bench_type(bench, "\033[15~");
	assert_true(bench_shows(bench, "Everyone  5 things"));
	stop(bench);
}

/* An absent agent has more files than one marks one by one. */
static void all_rows_shown_are_marked_by_one_key(void **state)
{
	struct bench *bench = start(*state, 24, 80);

	bench_type(bench, "fPROMISE\r");
	assert_true(bench_shows(bench, "“PROMISE” 2 of 5"));
	bench_type(bench, "c");
	assert_true(bench_shows(bench, "2 marked"));
	bench_type(bench, "\033"); /* what the filter hid is not marked */
	assert_true(bench_shows(bench, "Everyone  2 marked · 5 things"));
	bench_type(bench, "c");
	assert_true(bench_shows(bench, "Everyone  5 marked · 5 things"));
	bench_type(bench, "c");
	assert_true(bench_shows(bench, "Everyone  5 things"));
	bench_type(bench, "c");
	bench_type(bench, "u");
	assert_string_equal(asked.data, "undo(12 11 12 13 14 15) ");
	stop(bench);
}

static void the_filter_narrows_as_one_types(void **state)
{
	struct bench *bench = start(*state, 24, 80);

	bench_type(bench, "fPROMISE cafe");
	assert_true(bench_shows(bench, "1 of 5"));
	assert_true(bench_shows(bench, "Café des Halles"));
	assert_true(bench_lacks(bench, "Garage"));
	bench_type(bench, "\r");
	assert_true(bench_shows(bench, "Everyone  “PROMISE cafe” 1 of 5 · 5 things"));
	bench_type(bench, "f");
	assert_true(bench_shows(bench, " words, in any order, of any column"));
	bench_type(bench, "\b\b\b\b");
	assert_true(bench_shows(bench, "2 of 5"));
	bench_type(bench, "\033[B\r");
	assert_int_equal(roll_client(&bench->app), 0);
	check_cursor(bench->term, 4, 1);
	bench_type(bench, "f zz\r");
	assert_true(bench_shows(bench, "No row has what is typed in the filter"));
	bench_type(bench, "\r");
	assert_true(bench_shows(bench, " f filter   Esc back  "));
	bench_type(bench, "f");
	bench_type(bench, "\r ");
	bench_type(bench, "\033");
	assert_true(bench_shows(bench, "Menuiserie"));
	assert_ptr_equal(roll_kind_on_top(&bench->app), &kind);
	bench_type(bench, "f481250\r");
	bench_line(bench, 0, " Everyone  “481250” 1 of 5 · 5 things                          Tue 24/11  14:31");
	bench_type(bench, "f\033");
	bench_line(bench, 0, " Everyone  5 things                                            Tue 24/11  14:31");
	stop(bench);
}

static void a_column_orders_the_rows(void **state)
{
	struct bench *bench = start(*state, 24, 80);

	bench_type(bench, "t");
	assert_true(bench_shows(bench, "─ Order by "));
	assert_true(bench_shows(bench, " 0 as it comes    1 Client         2 Reason         3 Overdue"));
	bench_type(bench, "3");
	bench_line(bench, 3, "►Garage du Pont-Neuf             promise          12,340.00");
	bench_line(bench, 4, " Menuiserie Hébrard              callback          4,812.50");
	bench_line(bench, 7, " =cmd|calc                       @risk               -10.50");
	assert_true(bench_shows(bench, "Everyone  ▼ Overdue · 5 things"));
	assert_true(bench_shows(bench, "Overdue▼"));
	bench_type(bench, "t\"");
	bench_line(bench, 3, "►=cmd|calc                       @risk               -10.50");
	assert_true(bench_shows(bench, "▲ Overdue"));
	bench_type(bench, "t1");
	bench_line(bench, 3, "►Café des Halles                 promise             890.00");
	bench_line(bench, 5, " Élan                                                  0.00");
	bench_type(bench, "t\033[A\r");
	assert_true(bench_shows(bench, "Everyone  5 things"));
	bench_line(bench, 3, "►Menuiserie Hébrard              callback          4,812.50");
	bench_type(bench, "t9");
	assert_true(bench_shows(bench, "that key does nothing here"));
	bench_type(bench, "\033");
	stop(bench);
}

static void the_preview_stands_under_or_beside(void **state)
{
	struct bench *bench = start(*state, 24, 80);

	bench_type(bench, "z");
	bench_rest(bench);
	bench_golden(bench, "roll-80x24-preview-en");
	kind.preview = preview;
	kind.status = kind_status;
	term_grid_resize(bench->term, 40, 120);
	bench_type(bench, "\033[15~");
	bench_rest(bench);
	assert_true(bench_shows(bench, "│ seen closer"));
	bench_line(bench, 38, " thing 11");
	bench_type(bench, "z");
	assert_true(bench_lacks(bench, "seen closer"));
	stop(bench);
}

static void small_screens_keep_the_rows(void **state)
{
	struct bench *bench = start(*state, 24, 80);

	bench_type(bench, "z");
	for (int rows = 23; rows > 0; rows--) {
		term_grid_resize(bench->term, rows, 4 * rows);
		bench_type(bench, "t\033f\033\033[B\033[A");
		bench_rest(bench);
	}
	term_grid_resize(bench->term, 10, 40);
	bench_type(bench, "\033[H");
	assert_true(bench_shows(bench, "►Menuiserie Hébrard"));
	stop(bench);
}

static void nothing_and_failure_are_said(void **state)
{
	struct bench *bench = start(*state, 24, 80);

	thing_count = 0;
	bench_type(bench, "\033[15~");
	assert_true(bench_shows(bench, "nothing was said yet"));
	bench_type(bench, " t\033f\rw\033[B\r");
	assert_true(bench_shows(bench, "no client here"));
	thing_count = 2;
	bench_type(bench, "\033[15~");
	roll_push(&bench->app, &kind, -1);
	bench_type(bench, "");
	assert_true(bench_shows(bench, "no client has the number 7"));
	assert_true(bench_shows(bench, "Garage"));
	stop(bench);
}

/* ---- export ---- */

static char *read_all(const char *path)
{
	FILE *file = fopen(path, "r");
	struct buf text;
	int c;

	assert_non_null(file);
	buf_init(&text);
	buf_puts(&text, "");
	while ((c = fgetc(file)) != EOF)
		buf_putc(&text, (char)c);
	fclose(file);
	return buf_take(&text);
}

static void export_writes_what_is_shown(void **state)
{
	struct bench *bench = start(*state, 24, 80);
	char *first = mem_printf("%s/things-2026-11-24.csv", fixture_folder()), *second = mem_printf("%s/things-2026-11-24-2.csv", fixture_folder());

	bench_type(bench, "w");
	assert_true(bench_shows(bench, "there is nowhere to export to: set ui.export_dir in relance.conf"));
	bench->app.export_dir = "here";
	bench_type(bench, "w");
	assert_true(bench_shows(bench, "ui.export_dir must be an absolute path: here is not"));
	bench->app.export_dir = "/nowhere/at/all";
	bench_type(bench, "w");
	assert_true(bench_shows(bench, "the export directory /nowhere/at/all does not exist"));
	bench->app.export_dir = fixture_folder();
	bench_type(bench, "t3w");
	assert_true(bench_shows(bench, "5 rows written to"));
	char *text = read_all(first);
	assert_string_equal(text, "Client,Reason,Overdue\r\nGarage du Pont-Neuf,promise,\"12,340.00\"\r\nMenuiserie Hébrard,callback,\"4,812.50\"\r\n"
				  "Café des Halles,promise,890.00\r\nÉlan,,0.00\r\n'=cmd|calc,'@risk,-10.50\r\n");
	mem_free(text);
	bench_type(bench, "fcafe\rw");
	text = read_all(second);
	assert_string_equal(text, "Client,Reason,Overdue\r\nCafé des Halles,promise,890.00\r\n");
	mem_free(text);
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'exported' AND client_id = 0"), 2);
	unlink(first);
	unlink(second);
	mem_free(first);
	mem_free(second);
	stop(bench);
}

static void a_hundred_thousand_rows_do_not_wait(void **state)
{
	struct bench *bench = start(*state, 24, 80);

	many = 100000;
	bench_type(bench, "\033[15~");
	assert_true(bench_shows(bench, "… 99983 more"));
	bench_type(bench, "\033[F");
	assert_true(bench_shows(bench, "►Row 99999"));
	bench_type(bench, "feven 0012");
	assert_true(bench_shows(bench, "20 of 100000"));
	bench_type(bench, "\r");
	bench_type(bench, "\033");
	bench_type(bench, "t3");
	bench_line(bench, 3, "►Row 52685                       odd               1,000.02");
	assert_int_equal(loads, 2);
	stop(bench);
}

static void going_there_again_raises_the_one_that_is_open(void **state)
{
	struct bench *bench = start(*state, 24, 80);

	bench_type(bench, "\033[B?");
	roll_push(&bench->app, &kind, 0);
	bench_type(bench, "");
	assert_ptr_equal(roll_kind_on_top(&bench->app), &kind);
	check_cursor(bench->term, 4, 1);
	bench_type(bench, "\033");
	assert_ptr_equal(frame_top(bench->app.frame), &queue_screen);
	stop(bench);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(it_looks_like_a_list),
		FACT(arrows_move_and_enter_opens_the_client),
		FACT(marks_are_kept_by_id_and_given_to_the_kind),
		FACT(all_rows_shown_are_marked_by_one_key),
		FACT(the_filter_narrows_as_one_types),
		FACT(a_column_orders_the_rows),
		FACT(the_preview_stands_under_or_beside),
		FACT(small_screens_keep_the_rows),
		FACT(nothing_and_failure_are_said),
		FACT(export_writes_what_is_shown),
		FACT(a_hundred_thousand_rows_do_not_wait),
		FACT(going_there_again_raises_the_one_that_is_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
