/* What every test of this floor includes: cmocka with what it needs, and a locale whose characters are UTF-8.
 */
#ifndef TESTS_UI_CHECK_H
#define TESTS_UI_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ui/term_grid.h"

static inline void check_use_utf8(void)
{
	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		fail_msg("no C.UTF-8 locale here");
}

/* A row of the grid is exactly this text. */
static inline void check_line(const struct term *term, int row, const char *wanted)
{
	struct buf line;

	buf_init(&line);
	term_grid_line(term, row, &line);
	assert_string_equal(line.data, wanted);
	buf_clear(&line);
}

/* Some line of the grid has this text; else, when `complain`, the grid is printed. */
static inline bool check_has(const struct term *term, const char *text, bool complain)
{
	struct buf all;
	bool found;

	buf_init(&all);
	term_grid_dump(term, &all);
	found = strstr(all.data, text) != NULL;
	if (!found && complain)
		print_message("no “%s” in:\n%s", text, all.data);
	buf_clear(&all);
	return found;
}

/* Text and style letters of the whole grid, for readable comparisons. */
static inline void check_styles(const struct term *term, const char *wanted)
{
	struct buf all;

	buf_init(&all);
	term_grid_dump_styles(term, &all);
	assert_string_equal(all.data, wanted);
	buf_clear(&all);
}

static inline void check_cursor(const struct term *term, int row, int col)
{
	int at_row, at_col;

	term_grid_cursor(term, &at_row, &at_col);
	assert_int_equal(at_row, row);
	assert_int_equal(at_col, col);
}

#endif
