/* Cells, sections, paragraphs, bars and tables on the memory grid. */
#include "tests/ui/check.h"

#include "ui/table.h"

static void hostile_text_reaches_no_cell(void **state)
{
	struct term *term = term_grid_open(1, 30, false);

	(void)state;
	term_put(term, 0, 0, 30, STYLE_NORMAL,
		 "a\033[31mb\r\n\001c\xe2\x80\xae"
		 "d\xc2\x9b"
		 "e\xe2\x80\x8b"
		 "f\xff"
		 "g\xf3\xa0\x81\x81"
		 "h");
	term_refresh(term);
	check_line(term, 0, "a[31mbcdefgh");
	term_close(term);
}

static void text_is_cut_on_cells(void **state)
{
	struct term *term = term_grid_open(4, 10, false);

	(void)state;
	assert_int_equal(term_put(term, 0, 0, 5, STYLE_NORMAL, "日本語"), 4);
	assert_int_equal(term_put(term, 1, 8, 5, STYLE_NORMAL, "abc"), 2);
	assert_int_equal(term_put(term, 2, -2, 6, STYLE_NORMAL, "abcdef"), 4);
	assert_int_equal(term_put(term, 9, 0, 5, STYLE_NORMAL, "abc"), 0);
	assert_int_equal(draw_text(term, 3, 0, 4, STYLE_NORMAL, "Nguyễn"), 4);
	term_refresh(term);
	check_line(term, 0, "日本");
	check_line(term, 1, "        ab");
	check_line(term, 2, "abcd");
	check_line(term, 3, "Ngu…");
	term_close(term);
}

static void combining_marks_take_no_cell(void **state)
{
	struct term *term = term_grid_open(1, 10, false);

	(void)state;
	assert_int_equal(term_put(term, 0, 0, 10, STYLE_NORMAL, "e\xcc\x81t"), 2);
	term_refresh(term);
	check_line(term, 0, "e\xcc\x81t");
	term_close(term);
}

static void ascii_keeps_the_widths(void **state)
{
	struct term *term = term_grid_open(2, 40, true);

	(void)state;
	assert_int_equal(
		term_put(term, 0, 0, 40, STYLE_NORMAL, "► Hébrard œuvre 12,50 € × √ ─│█…日ő"), 35);
	assert_int_equal(term_put(term, 1, 10, 30, STYLE_NORMAL, "Phạm Nguyễn Ły Šimek Ω"), 22);
	term_rule(term, 1, 0, 5);
	term_refresh(term);
	check_line(term, 0, "> Hebrard ouvre 12,50 E x + -|#~? o");
	check_line(term, 1, "-----     Pham Nguyen Ly Simek ?");
	term_close(term);
}

static void a_section_has_a_title_and_a_note(void **state)
{
	struct term *term = term_grid_open(3, 40, false);

	(void)state;
	draw_section(term, 0, 0, 40, "Factures", "3 échues");
	draw_section(term, 1, 0, 20, "Historique", "trop long");
	draw_section(term, 2, 0, 12, "Circuit des factures", NULL);
	term_refresh(term);
	check_styles(term, "─ Factures ────────────────── 3 échues ─\n"
			   "-HHHHHHHHHH------------------DDDDDDDDDD-\n"
			   "─ Historique ───────\n"
			   "-HHHHHHHHHHHH-------\n"
			   "─ Circuit d…\n"
			   "-HHHHHHHHHHH\n");
	term_close(term);
}

static void paragraphs_wrap_between_words(void **state)
{
	struct term *term = term_grid_open(5, 20, false);
	const char *text = "« Bonjour Madame Hébrard, Nadia de chez Durand. »\nFin";

	(void)state;
	assert_int_equal(draw_paragraph(term, (struct area){ 0, 1, 5, 18 }, 2, STYLE_NORMAL, text),
			 5);
	/* A sign stays with what it closes. */
	term_refresh(term);
	check_line(term, 0, " « Bonjour Madame");
	check_line(term, 1, "   Hébrard, Nadia");
	check_line(term, 2, "   de chez");
	check_line(term, 3, "   Durand. »");
	check_line(term, 4, "   Fin");
	assert_int_equal(
		draw_paragraph(term, (struct area){ 0, 0, 1, 4 }, 0, STYLE_NORMAL, "abcdefghij"),
		3);
	assert_int_equal(draw_paragraph(term, (struct area){ 0, 0, 5, 0 }, 0, STYLE_NORMAL, "abc"),
			 0);
	term_close(term);
}

static void a_paragraph_that_does_not_fit_says_so(void **state)
{
	struct term *term = term_grid_open(4, 20, false);

	(void)state;
	assert_int_equal(draw_paragraph(term, (struct area){ 0, 0, 2, 20 }, 2, STYLE_NORMAL, "ask the bank for the file again, or undo it"), 3);
	assert_int_equal(draw_paragraph(term, (struct area){ 2, 0, 2, 20 }, 0, STYLE_NORMAL, "nobody is here\n\nl shows everyone of them"), 4);
	term_refresh(term);
	check_line(term, 0, "ask the bank for the");
	check_line(term, 1, "  file again, or un…");
	check_line(term, 2, "nobody is here");
	check_line(term, 3, "l shows everyone of…");
	term_close(term);
}

static void bars_fill_to_half_a_cell(void **state)
{
	static const struct {
		const char *name;
		int64_t part, whole;
		const char *wanted;
	} rows[] = {
		{ "none", 0, 10, "░░░░" },      { "all", 10, 10, "████" },
		{ "half", 5, 10, "██░░" },      { "three eighths", 3, 8, "█▌░░" },
		{ "over", 20, 10, "████" },     { "of nothing", 5, 0, "░░░░" },
		{ "negative", -5, 10, "░░░░" },
	};
	struct term *term = term_grid_open(1, 4, false);

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		draw_bar(term, 0, 0, 4, rows[i].part, rows[i].whole, STYLE_AMOUNT);
		term_refresh(term);
		check_line(term, 0, rows[i].wanted);
	}
	term_close(term);
}

static const struct table_column queue[] = {
	{ .title = "Motif", .min = 13, .drop = 2 },
	{ .title = "Client", .min = 12, .weight = 1 },
	{ .title = "Échu €", .min = 10, .right = true },
	{ .title = "Retard", .min = 6, .right = true, .drop = 1 },
	{ .title = "Étape", .min = 10, .max = 14, .weight = 1, .drop = 3 },
};

static void columns_share_and_leave_in_order(void **state)
{
	static const struct {
		const char *name;
		int width;
		int widths[5];
	} rows[] = {
		{ "80 cells share what is left", 80, { 13, 32, 10, 6, 14 } },
		{ "just enough", 56, { 13, 12, 10, 6, 10 } },
		{ "the highest leaves first", 55, { 13, 22, 10, 6, 0 } },
		{ "then the next", 44, { 0, 25, 10, 6, 0 } },
		{ "then the last that may", 30, { 0, 18, 10, 0, 0 } },
		{ "what must stay is cut", 20, { 0, 12, 6, 0, 0 } },
		{ "to nothing", 8, { 0, 7, 0, 0, 0 } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct table_layout layout;
		table_layout(queue, 5, rows[i].width, 1, &layout);
		for (int c = 0; c < 5; c++)
			if (layout.width[c] != rows[i].widths[c])
				fail_msg("%s: column %d has %d cells", rows[i].name, c,
					 layout.width[c]);
	}
}

static void what_would_be_cut_comes_before_the_rest(void **state)
{
	struct table_column columns[] = {
		{ .title = "Due", .min = 11 },
		{ .title = "Owner", .min = 8, .max = 24, .weight = 1, .whole = 13 },
		{ .title = "Client", .min = 14, .max = 40, .weight = 4 },
	};
	struct table_layout layout;

	(void)state;
	assert_true(table_layout(columns, 3, 50, 2, &layout));
	assert_int_equal(layout.width[1], 15); /* all of its words, then its share of what is left */
	assert_int_equal(layout.width[2], 19);
	assert_false(table_layout(columns, 3, 42, 2, &layout));
	assert_int_equal(layout.width[1], 12);
	assert_int_equal(layout.width[2], 14);
	assert_true(table_layout(columns, 3, 41, 1, &layout));
	assert_int_equal(layout.width[1], 13);
}

/* "Deman…" says nothing: a title takes of the room that would be shared out, after what stands under it. */
static void a_title_is_whole_when_there_is_room(void **state)
{
	struct table_column columns[] = {
		{ .title = "Demandé", .min = 5 },
		{ .title = "Facture", .min = 4, .whole = 10 },
		{ .title = "Client", .min = 8, .max = 40, .weight = 1 },
	};
	struct table_layout layout;

	(void)state;
	table_layout(columns, 3, 40, 1, &layout);
	assert_int_equal(layout.width[0], 7);
	assert_int_equal(layout.width[1], 10);
	assert_int_equal(layout.width[2], 20);
	table_layout(columns, 3, 27, 1, &layout);
	assert_int_equal(layout.width[0], 6);
	assert_int_equal(layout.width[1], 10);
	assert_int_equal(layout.width[2], 8);
}

/* A name takes what is left before words share it, then what others keep for nothing; never what they need, nor more than its most. */
static void a_name_is_not_cut_beside_empty_cells(void **state)
{
	struct table_column columns[] = {
		{ .title = "When", .min = 10, .holds = 8 },
		{ .title = "Client", .min = 8, .max = 24, .weight = 1, .names = true, .holds = 30 },
		{ .title = "Total", .min = 9, .right = true, .holds = 9 },
		{ .title = "Words", .min = 6, .weight = 3, .holds = 40 },
		{ .title = "Agent", .min = 7 },
	};
	static const struct {
		int cells, widths[5];
	} rows[] = {
		{ 70, { 10, 24, 9, 15, 7 } }, /* all of it that may be, the rest is the words' */
		{ 57, { 8, 22, 9, 6, 7 } },
		{ 50, { 8, 15, 9, 6, 7 } },
		{ 45, { 8, 10, 9, 6, 7 } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct table_layout layout;

		table_layout(columns, 5, rows[i].cells, 1, &layout);
		for (int c = 0; c < 5; c++)
			if (layout.width[c] != rows[i].widths[c])
				fail_msg("%d cells: column %d has %d", rows[i].cells, c, layout.width[c]);
	}
}

/* What is shown whole may be wider than its share would make it. */
static void a_share_takes_nothing_back(void **state)
{
	struct table_column columns[] = {
		{ .title = "Agent", .min = 8, .max = 40, .weight = 1 },
		{ .title = "Total", .min = 9, .max = 13, .weight = 1, .right = true, .whole = 14 },
	};
	struct table_layout layout;

	(void)state;
	assert_true(table_layout(columns, 2, 60, 1, &layout));
	assert_int_equal(layout.width[1], 14);
	assert_int_equal(layout.width[0], 40);
}

/* Part of a number is another number. */
static void a_number_is_whole_or_not_there(void **state)
{
	struct term *term = term_grid_open(1, 20, false);
	struct table_layout layout;
	const char *texts[] = { NULL, "Garage du Pont-Neuf", "12 340,00", NULL, NULL };

	(void)state;
	table_layout(queue, 5, 20, 1, &layout);
	table_draw_row(term, 0, 0, 20, queue, &layout, &(struct table_row){ texts, NULL, 1, false, false });
	term_refresh(term);
	check_line(term, 0, " Garage du P…      …");
	term_close(term);
}

static void a_selected_row_is_marked_by_sign_and_cursor(void **state)
{
	struct term *term = term_grid_open(3, 56, false);
	struct table_layout layout;
	const char *texts[] = { "promesse ×", "Garage du Pont-Neuf", "12 340,00", "61 j", NULL };
	const enum style styles[] = { STYLE_BROKEN, STYLE_NORMAL, STYLE_AMOUNT, STYLE_LATE,
				      STYLE_NORMAL };

	(void)state;
	table_layout(queue, 5, 56, 1, &layout);
	table_draw_header(term, 0, 0, queue, &layout);
	table_draw_row(term, 1, 0, 56, queue, &layout,
		       &(struct table_row){ texts, styles, 1, true, false });
	table_draw_row(term, 2, 0, 56, queue, &layout,
		       &(struct table_row){ texts, NULL, 1, false, true });
	term_refresh(term);
	check_styles(term, " Motif         Client           Échu € Retard Étape\n"
			   " HHHHH         HHHHHH           HHHHHH HHHHHH HHHHH\n"
			   "►promesse ×    Garage du P…  12 340,00   61 j\n"
			   " BBBBBBBBBB    SSSSSSSSSSSS  AAAAAAAAA   LLLL\n"
			   "●promesse ×    Garage du P…  12 340,00   61 j\n"
			   "M\n");
	check_cursor(term, 1, 15);
	term_close(term);
}

static void every_style_is_told_apart_without_colour(void **state)
{
	(void)state;
	assert_string_equal(style_sign(STYLE_BROKEN), "×");
	assert_string_equal(style_sign(STYLE_KEPT), "√");
	assert_string_equal(style_sign(STYLE_ERROR), "×");
	assert_string_equal(style_sign(STYLE_WARNING), "!");
	assert_string_equal(style_sign(STYLE_NORMAL), "");
	for (int i = 0; i < STYLE_COUNT; i++)
		for (int k = 0; k < i; k++)
			if (style_letter((enum style)i) == style_letter((enum style)k))
				fail_msg("styles %d and %d share a letter", i, k);
	for (int i = 0; i < STYLE_COUNT; i++)
		assert_int_equal(style_look(STYLE_MONO, (enum style)i).colour, -1);
	assert_int_equal(style_look(STYLE_DARK, STYLE_LATE).colour, 3);
	assert_int_equal(style_look(STYLE_DARK, STYLE_BROKEN).colour, 1);
	assert_int_equal(style_look(STYLE_DARK, STYLE_BROKEN).attributes, STYLE_BOLD);
	assert_int_equal(style_look(STYLE_DARK, STYLE_SELECTED).attributes, STYLE_REVERSE);
}

static void themes_have_names(void **state)
{
	static const char *const names[STYLE_THEME_COUNT] = {
		[STYLE_DARK] = "dark", [STYLE_LIGHT] = "light", [STYLE_MONO] = "mono", [STYLE_COLOUR_BLIND] = "colour-blind"
	};
	enum style_theme theme = STYLE_DARK;

	(void)state;
	for (int i = 0; i < STYLE_THEME_COUNT; i++) {
		assert_true(style_theme_from_name(names[i], &theme));
		assert_int_equal(theme, i);
	}
	assert_false(style_theme_from_name("pink", &theme));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hostile_text_reaches_no_cell),
		cmocka_unit_test(text_is_cut_on_cells),
		cmocka_unit_test(combining_marks_take_no_cell),
		cmocka_unit_test(ascii_keeps_the_widths),
		cmocka_unit_test(a_section_has_a_title_and_a_note),
		cmocka_unit_test(paragraphs_wrap_between_words),
		cmocka_unit_test(a_paragraph_that_does_not_fit_says_so),
		cmocka_unit_test(bars_fill_to_half_a_cell),
		cmocka_unit_test(columns_share_and_leave_in_order),
		cmocka_unit_test(what_would_be_cut_comes_before_the_rest),
		cmocka_unit_test(a_title_is_whole_when_there_is_room),
		cmocka_unit_test(a_name_is_not_cut_beside_empty_cells),
		cmocka_unit_test(a_share_takes_nothing_back),
		cmocka_unit_test(a_number_is_whole_or_not_there),
		cmocka_unit_test(a_selected_row_is_marked_by_sign_and_cursor),
		cmocka_unit_test(every_style_is_told_apart_without_colour),
		cmocka_unit_test(themes_have_names),
	};

	check_use_utf8();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
