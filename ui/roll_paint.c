/* What a roll looks like: its rows, the preview beside them when the screen is wide and under them when it is not.
 */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/text.h"
#include "ui/roll_inside.h"
#include "words/words.h"

#define PANE_PERCENT 36
#define PANE_ROWS    8  /* of the preview under the rows */
#define ROWS_LEAST   6  /* of the list above it */
#define CLIENT_LEAST 3  /* of the client's preview under the kind's own */
#define HEADER_FROM  4  /* rows under which the header line is a row of the list instead */
#define FOOT_FROM    7
#define GAP          2
#define GAP_LEAST    1  /* where it leaves fewer words cut */
#define NUMBER_MOST  20 /* cells */

/* One that takes no share of what is left grows for what it holds. */
int roll_column_most(const struct table_column *column)
{
	if (column->right)
		return NUMBER_MOST;
	return column->whole ? column->whole : column->weight ? 0 : column->max;
}

/* The cells that show a column whole: words no wider than it says. */
static int whole_cells(const struct table_column *column, int cells, const char *title)
{
	int most = roll_column_most(column), head = text_width(title);

	if (cells == 0)
		return 0;
	cells = cells > head ? cells : head;
	return cells < most ? cells : most;
}

static int wider(int a, int b)
{
	return a > b ? a : b;
}

/* Money names its unit; the column the rows are sorted by has its sign behind the title, when there is room. */
static void name_columns(const struct roll *roll, struct table_column *out, char titles[TABLE_COLUMNS][SCREEN_TEXT])
{
	for (size_t i = 0; i < roll->kind->column_count; i++) {
		const struct table_column *column = &roll->kind->columns[i];
		const char *title = *column->title ? gettext(column->title) : "";
		const char *unit = roll->kind->money & 1u << i ? words_symbol(roll->app->session->creditor.currency) : "";
		int used = snprintf(titles[i], SCREEN_TEXT, "%s%s%s", title, *unit ? " " : "", unit);
		out[i] = *column;
		out[i].title = titles[i];
		out[i].whole = whole_cells(column, roll->cells[i], titles[i]);
		if (column->whole && out[i].whole) /* no more than it holds: others may be cut */
			out[i].max = out[i].whole > column->min ? out[i].whole : column->min;
		if (roll->column == (int)i && text_width(titles[i]) + 1 < column->min)
			snprintf(titles[i] + used, SCREEN_TEXT - (size_t)used, "%s", roll->descending ? "▼" : "▲");
		out[i].names = i == roll->kind->name_column;
		out[i].holds = wider(roll->cells[i], text_width(titles[i]));
	}
}

static void paint_row(const struct roll *roll, struct term *term, struct area at, const struct table_column *columns,
		      const struct table_layout *layout, long place)
{
	const struct roll_row *row = roll_at(roll, place);
	const char *texts[TABLE_COLUMNS];
	enum style styles[TABLE_COLUMNS];

	for (size_t i = 0; i < roll->kind->column_count; i++) {
		texts[i] = row->cells[i].text;
		styles[i] = row->cells[i].style;
	}
	table_draw_row(term, at.row, at.col, at.cols, columns, layout,
		       &(struct table_row){ texts, styles, roll->kind->name_column, place == roll->list.selected, row->marked });
}

static void paint_empty(const struct roll *roll, struct term *term, struct area area)
{
	const char *empty = roll->kind->say_empty ? roll->kind->say_empty(roll->argument) : roll->kind->empty;

	area_take_top(&area, 1);
	area.col++;
	area.cols -= area.cols > 2 ? 2 : 0;
	draw_paragraph(term, area, 0, STYLE_NORMAL,
		       roll->count ? _("No row has what is typed in the filter; Esc shows them all again.") : gettext(empty));
	term_cursor(term, area.row, area.col);
}

static void paint_foot(const struct roll *roll, struct term *term, struct area foot)
{
	long below = roll->list.count - roll->list.top - list_visible(&roll->list);
	char text[SCREEN_TEXT];

	if (below <= 0)
		return;
	snprintf(text, sizeof text, ngettext("… %ld%s more", "… %ld%s more", (unsigned long)below), below, "");
	draw_text(term, foot.row, foot.col + 1, foot.cols - 1, STYLE_DIM, text);
}

static void paint_rows(struct roll *roll, struct term *term, struct area area)
{
	struct table_column columns[TABLE_COLUMNS];
	char titles[TABLE_COLUMNS][SCREEN_TEXT];
	struct table_layout layout;

	if (roll->list.count == 0) {
		paint_empty(roll, term, area);
		return;
	}
	name_columns(roll, columns, titles);
	if (!table_layout(columns, roll->kind->column_count, area.cols, GAP, &layout))
		table_layout(columns, roll->kind->column_count, area.cols, GAP_LEAST, &layout);
	if (area.rows >= HEADER_FROM)
		table_draw_header(term, area_take_top(&area, 1).row, area.col, columns, &layout);
	struct area foot = { 0 };
	if (area.rows >= FOOT_FROM && roll->list.count > area.rows)
		foot = area_take_bottom(&area, 1);
	list_set_height(&roll->list, area.rows);
	for (int i = 0; i < list_visible(&roll->list); i++) {
		struct area at = { area.row + i, area.col, 1, area.cols };
		paint_row(roll, term, at, columns, &layout, roll->list.top + i);
	}
	if (foot.rows)
		paint_foot(roll, term, foot);
}

static bool is_wide(const struct roll *roll)
{
	int rows, cols;

	term_size(frame_term(roll->app->frame), &rows, &cols);
	return cols >= ROLL_WIDE_COLS;
}

bool roll_pane_shows(const struct roll *roll)
{
	return roll->pane_chosen ? roll->pane : roll->kind->read || is_wide(roll);
}

/* The page is made for this width when the cursor next rests. */
static void paint_pane(struct roll *roll, struct term *term, struct area pane)
{
	roll->sheet_width = pane.cols - 2;
	if (roll->kind->preview) {
		struct area page = roll->kind->with_client ? area_take_top(&pane, sheet_rows(&roll->sheet) + 1) : pane;
		sheet_draw(&roll->sheet, term, (struct area){ page.row, page.col + 1, page.rows, page.cols - 2 }, 0);
	}
	if (!roll->kind->preview || (roll->kind->with_client && pane.rows >= CLIENT_LEAST))
		preview_draw(&roll->preview, term, pane);
}

void roll_paint(struct roll *roll, struct term *term, struct area area)
{
	if (!roll_pane_shows(roll)) {
		paint_rows(roll, term, area);
		return;
	}
	if (area.cols >= ROLL_WIDE_COLS) {
		struct area pane = area_take_right(&area, area.cols * PANE_PERCENT / 100);
		term_pole(term, pane.row, pane.col, pane.rows);
		pane.col++;
		pane.cols--;
		area.cols--;
		paint_pane(roll, term, pane);
	} else if (area.rows >= PANE_ROWS + ROWS_LEAST) {
		struct area pane = area_take_bottom(&area, PANE_ROWS);
		term_rule(term, area_take_top(&pane, 1).row, pane.col, pane.cols);
		paint_pane(roll, term, pane);
	}
	paint_rows(roll, term, area);
}
