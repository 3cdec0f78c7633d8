/* The aged balance: who has what late since when, the share of each bucket, what is late for more than a month week by week, who owes
 * most. Tab changes whose files are summed. Computes no ratio.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/aging.h"
#include "rules/proportion.h"
#include "ui/app.h"
#include "ui/list.h"
#include "ui/portfolio.h"
#include "ui/table.h"
#include "words/figures.h"
#include "words/money.h"

#define WORST      10
#define WEEK_CELLS 3  /* a bar and its gap */
#define AXIS_CELLS 7
#define NOTE_CELLS 26 /* what stands behind the plot */
#define THOUSAND   1000
#define APART_FROM 7 /* cells of a number beside which another one could be read on: a million */
#define MILLIONS_FROM 1000000000 /* cents from which the axis of the plot says millions */
#define PLOT_LEAST 5  /* rows of a plot worth drawing, its section and its dates included … */
#define PLOT_MOST  14 /* … and the most there is use for */

enum column { WHO, FIRST_BUCKET, CREDITS = FIRST_BUCKET + AGING_BUCKET_COUNT, TOTAL, COLUMNS };

struct aging_screen {
	struct app *app;
	enum aging_by by;
	struct arena arena;
	struct aging_line *lines; /* of the creditor's currency */
	size_t count, room;
	struct aging total;
	char others[SCREEN_TEXT]; /* what is owed in other currencies */
	struct aging_trend trend;
	struct worst_row *worst;
	size_t worst_count;
	struct list list;
};

/* ---- reading ---- */

static const char *whole(cents amount, char out[MONEY_TEXT])
{
	cents units = amount / 100 + (amount % 100 >= 50) - (amount % 100 <= -50);

	words_money(units * 100, out);
	out[strlen(out) - 3] = '\0'; /* ",00" */
	return out;
}

struct reading {
	struct aging_screen *screen;
	struct aging_tally whole; /* of every holder, by currency: the book is walked once */
};

static bool take_line(void *context, const struct aging_line *line, struct err *err)
{
	struct reading *reading = context;
	struct aging_screen *screen = reading->screen;
	struct snapshot_row part = { .aging = line->aging };
	struct aging_line *kept;

	(void)err;
	memcpy(part.currency, line->currency, MONEY_CODE);
	aging_tally_join(&reading->whole, &(struct aging_tally){ .sums = &part, .count = 1 });
	if (strcmp(line->currency, screen->app->session->creditor.currency) != 0)
		return true;
	MEM_GROW(screen->lines, screen->count, screen->room);
	kept = &screen->lines[screen->count++];
	*kept = *line;
	kept->name = arena_strdup(&screen->arena, line->name);
	return true;
}

static int by_currency(const void *a, const void *b)
{
	return strcmp(((const struct snapshot_row *)a)->currency, ((const struct snapshot_row *)b)->currency);
}

static void put_sums(struct aging_screen *screen, struct aging_tally *whole)
{
	if (whole->count > 1)
		qsort(whole->sums, whole->count, sizeof *whole->sums, by_currency);
	for (size_t i = 0; i < whole->count; i++) {
		const struct snapshot_row *sum = &whole->sums[i];
		size_t used = strlen(screen->others);
		char text[MONEY_TEXT];

		if (strcmp(sum->currency, screen->app->session->creditor.currency) == 0)
			screen->total = sum->aging;
		else
			snprintf(screen->others + used, sizeof screen->others - used, "%s%s", used ? " · " : "",
				 words_amount(sum->aging.total, sum->currency, text));
	}
}

static void read_again(struct aging_screen *screen)
{
	struct session *session = screen->app->session;
	struct reading reading = { .screen = screen };
	struct err err = { 0 };

	screen->count = screen->worst_count = 0;
	screen->others[0] = '\0';
	screen->total = (struct aging){ 0 };
	arena_clear(&screen->arena);
	if (!aging_report(session, screen->by, take_line, &reading, &err) ||
	    !aging_trend(session, session->creditor.currency, &screen->trend, &err) ||
	    !aging_worst(session, &screen->arena, WORST, &screen->worst, &screen->worst_count, &err))
		frame_say_error(screen->app->frame, &err);
	put_sums(screen, &reading.whole);
	aging_tally_clear(&reading.whole);
	list_renew(&screen->list, (long)screen->count, false, false);
}

/* ---- the table ---- */

/* unit: what one is worth, 1 or THOUSAND. */
static void fill_cells(const struct aging *aging, int unit, char texts[COLUMNS][MONEY_TEXT], const char *cells[COLUMNS])
{
	for (int i = 0; i < AGING_BUCKET_COUNT; i++)
		cells[FIRST_BUCKET + i] = aging->amount[i] ? whole(aging->amount[i] / unit, texts[FIRST_BUCKET + i]) : "";
	cells[CREDITS] = aging->credits ? whole(-aging->credits / unit, texts[CREDITS]) : "";
	cells[TOTAL] = whole(aging->total / unit, texts[TOTAL]);
}

/* The widest amount of a column is its total. False: some would be cut. */
static bool lay_columns(const struct aging_screen *screen, int unit, int cols, struct table_column columns[COLUMNS], struct table_layout *layout)
{
	char texts[COLUMNS][MONEY_TEXT];
	const char *cells[COLUMNS];

	columns[WHO] = (struct table_column){ .title = screen->by == AGING_BY_TEAM ? _("Team") : _("Agent"), .min = 8, .max = 16, .weight = 1 };
	columns[CREDITS] = (struct table_column){ .title = _("Credits"), .min = 9, .max = 13, .weight = 1, .drop = 1, .right = true };
	columns[TOTAL] = (struct table_column){ .title = _("Balance"), .min = 10, .max = 13, .weight = 1, .right = true };
	for (int i = 0; i < AGING_BUCKET_COUNT; i++)
		columns[FIRST_BUCKET + i] = (struct table_column){ .title = words_bucket((enum aging_bucket)i), .min = 9, .max = 13, .weight = 1,
								   .right = true };
	fill_cells(&screen->total, unit, texts, cells);
	for (int i = FIRST_BUCKET; i < COLUMNS; i++) /* where thousands are kept apart by a blank, one more keeps numbers apart */
		columns[i].whole = text_width(cells[i]) + (i > FIRST_BUCKET && words_lang() == WORDS_FR && text_width(cells[i]) > APART_FROM);
	return table_layout(columns, COLUMNS, cols, 1, layout);
}

static int unit_of(const struct aging_screen *screen, int cols)
{
	struct table_column columns[COLUMNS];
	struct table_layout layout;

	return lay_columns(screen, 1, cols, columns, &layout) ? 1 : THOUSAND;
}

static void draw_share(const struct aging *total, struct term *term, int row, const struct table_column *columns,
		       const struct table_layout *layout)
{
	char texts[COLUMNS][MONEY_TEXT];
	const char *cells[COLUMNS] = { [WHO] = _("share") };
	enum style styles[COLUMNS] = { [WHO] = STYLE_DIM };
	cents owed = total->total + total->credits;
	int64_t share;

	for (int i = 0; i < AGING_BUCKET_COUNT; i++) {
		styles[FIRST_BUCKET + i] = STYLE_DIM;
		if (!aging_share(total->amount[i], owed, &share))
			continue;
		words_percent(share, texts[FIRST_BUCKET + i]);
		cells[FIRST_BUCKET + i] = texts[FIRST_BUCKET + i];
	}
	table_draw_row(term, row, 0, layout->at[TOTAL] + layout->width[TOTAL], columns, layout,
		       &(struct table_row){ cells, styles, WHO, false, false });
}

/* One stretch a bucket, as long as its share. */
static void draw_shares(const struct aging *total, struct term *term, struct area line)
{
	static const char *const glyphs[AGING_BUCKET_COUNT] = { "░", "▒", "▓", "█", "▓", "█" };
	static const enum style styles[AGING_BUCKET_COUNT] = { STYLE_DIM, STYLE_NORMAL, STYLE_LATE, STYLE_LATE, STYLE_BROKEN, STYLE_BROKEN };
	cents owed = total->total + total->credits, before = 0;
	struct pen pen = pen_at(term, line.row, line.col + 1, line.cols - 2);
	int drawn = 0, width = line.cols - 2;

	for (int i = 0; i < AGING_BUCKET_COUNT && owed > 0; i++) {
		int64_t end;

		before += total->amount[i];
		aging_share(before, owed, &end);
		for (int cell = (int)((end * width + 5000) / 10000); drawn < cell; drawn++)
			pen_put(&pen, styles[i], glyphs[i]);
	}
}

static void draw_table(struct aging_screen *screen, struct term *term, struct area area)
{
	struct table_column columns[COLUMNS];
	const enum style total_styles[COLUMNS] = { STYLE_HEADER, STYLE_AMOUNT, STYLE_AMOUNT, STYLE_AMOUNT, STYLE_AMOUNT, STYLE_AMOUNT, STYLE_AMOUNT, STYLE_AMOUNT, STYLE_AMOUNT };
	char texts[COLUMNS][MONEY_TEXT];
	const char *cells[COLUMNS];
	struct table_layout layout;
	int unit = unit_of(screen, area.cols);

	lay_columns(screen, unit, area.cols, columns, &layout);
	table_draw_header(term, area_take_top(&area, 1).row, area.col, columns, &layout);
	struct area foot = area_take_bottom(&area, area.rows > 4 ? 3 : 1);
	list_set_height(&screen->list, area.rows > 0 ? area.rows : 1);
	term_cursor(term, area.row, area.col);
	for (int i = 0; i < list_visible(&screen->list) && i < area.rows; i++) {
		long place = screen->list.top + i;
		const struct aging_line *line = &screen->lines[place];

		cells[WHO] = *line->name ? line->name : _("nobody's");
		fill_cells(&line->aging, unit, texts, cells);
		table_draw_row(term, area.row + i, area.col, area.cols, columns, &layout,
			       &(struct table_row){ cells, NULL, WHO, place == screen->list.selected, false });
	}
	cells[WHO] = _("total");
	fill_cells(&screen->total, unit, texts, cells);
	table_draw_row(term, foot.row, foot.col, foot.cols, columns, &layout, &(struct table_row){ cells, total_styles, WHO, false, false });
	if (foot.rows > 1)
		draw_share(&screen->total, term, foot.row + 1, columns, &layout);
	if (foot.rows > 2)
		draw_shares(&screen->total, term, (struct area){ foot.row + 2, foot.col, 1, foot.cols });
}

/* ---- the trend ---- */

static cents late(const struct aging *aging)
{
	return aging->amount[AGING_31_60] + aging->amount[AGING_61_90] + aging->amount[AGING_91_120] + aging->amount[AGING_OVER_120];
}

static cents most_late(const struct aging_trend *trend)
{
	cents most = 0;

	for (size_t i = 0; i < trend->count; i++)
		if (late(&trend->weeks[i].aging) > most)
			most = late(&trend->weeks[i].aging);
	return most;
}

/* One line of the bars: row 0 is the top one of `height`. */
static void draw_bars(const struct aging_trend *trend, size_t first, cents most, struct term *term, int at, int col, int width, int row, int height)
{
	struct pen pen = pen_at(term, at, col, width);

	for (size_t i = first; i < trend->count; i++) {
		int halves = most > 0 ? (int)proportion_of(late(&trend->weeks[i].aging), 2 * height, most) : 0;
		int here = halves - 2 * (height - 1 - row);

		pen_put(&pen, i + 1 == trend->count ? STYLE_LATE : STYLE_NORMAL, here >= 2 ? "██ " : here == 1 ? "▄▄ " : "   ");
	}
}

/* "▼ 2 310" against another week. */
static void draw_change(struct term *term, int row, int col, int width, cents now, cents then, const char *since)
{
	char amount[MONEY_TEXT], text[SCREEN_TEXT];
	cents by = now - then;

	snprintf(text, sizeof text, "%s %s %s", by > 0 ? "▲" : by < 0 ? "▼" : "=", whole(by < 0 ? -by : by, amount), since);
	draw_text(term, row, col, width, by > 0 ? STYLE_BROKEN : STYLE_KEPT, text);
}

static void draw_notes(const struct aging_screen *screen, cents most, struct term *term, struct area area)
{
	const struct aging_trend *trend = &screen->trend;
	cents now = late(&trend->weeks[trend->count - 1].aging);
	char amount[MONEY_TEXT];

	draw_text(term, area.row, area.col, area.cols, STYLE_AMOUNT, words_amount(now, screen->app->session->creditor.currency, amount));
	if (trend->count > 1 && area.rows > 1)
		draw_change(term, area.row + 1, area.col, area.cols, now, late(&trend->weeks[trend->count - 2].aging), _("in a week"));
	if (trend->count > 1 && area.rows > 2 && now == most && now > 0)
		draw_text(term, area.row + 2, area.col, area.cols, STYLE_BROKEN, _("the highest so far"));
	else if (trend->count > 1 && area.rows > 2)
		draw_change(term, area.row + 2, area.col, area.cols, now, most, _("from the peak"));
}

static void draw_trend(const struct aging_screen *screen, struct term *term, struct area area)
{
	const struct aging_trend *trend = &screen->trend;
	struct area head = area_take_top(&area, 1), foot = area_take_bottom(&area, 1);
	cents most = most_late(trend);
	int room = (area.cols - AXIS_CELLS - (area.cols > 100 ? NOTE_CELLS : 0)) / WEEK_CELLS;
	size_t first;
	char text[MONEY_TEXT], title[SCREEN_TEXT], day[64];

	if (room < 1)
		return;
	first = trend->count > (size_t)room ? trend->count - (size_t)room : 0;
	snprintf(title, sizeof title, ngettext("Late for more than 30 days, %zu week", "Late for more than 30 days, %zu weeks", (unsigned long)(trend->count - first)),
		 trend->count - first);
	draw_section(term, head.row, head.col, head.cols, title, NULL);
	if (trend->count == 0) {
		draw_text(term, area.row, area.col + 1, area.cols - 1, STYLE_DIM, _("no day was kept yet: rescoring keeps one a day"));
		return;
	}
	for (int row = 0; row < area.rows; row++)
		draw_bars(trend, first, most, term, area.row + row, area.col + AXIS_CELLS, area.cols - AXIS_CELLS, row, area.rows);
	snprintf(title, sizeof title, "%.20s%s", whole(most / (most < MILLIONS_FROM ? THOUSAND : THOUSAND * THOUSAND), text), most < MILLIONS_FROM ? "k" : "M");
	draw_right(term, area.row, area.col, AXIS_CELLS - 1, STYLE_DIM, title);
	draw_right(term, area.row + area.rows - 1, area.col, AXIS_CELLS - 1, STYLE_DIM, "0");
	draw_text(term, foot.row, area.col + AXIS_CELLS, foot.cols - AXIS_CELLS, STYLE_DIM, words_date(trend->weeks[first].on, WORDS_DATE_SHORT, day));
	int last = AXIS_CELLS + (int)(trend->count - 1 - first) * WEEK_CELLS;
	if (trend->count - first > 3)
		draw_text(term, foot.row, area.col + last - 3, 6, STYLE_DIM, words_date(trend->weeks[trend->count - 1].on, WORDS_DATE_SHORT, day));
	if (area.cols > 100)
		draw_notes(screen, most, term, (struct area){ area.row, area.cols - NOTE_CELLS + 1, area.rows, NOTE_CELLS - 2 });
}

/* ---- who owes most ---- */

static void draw_worst(const struct aging_screen *screen, struct term *term, struct area area)
{
	struct area head = area_take_top(&area, 1);
	char amount[MONEY_TEXT], days[32];

	draw_section(term, head.row, head.col, head.cols, _("Who owes most, late"), NULL);
	for (int i = 0; i < area.rows && (size_t)i < screen->worst_count; i++) {
		const struct worst_row *row = &screen->worst[i];

		snprintf(days, sizeof days, _("%d d"), date_is(row->oldest_on) ? screen->app->session->today - row->oldest_on : 0);
		draw_text(term, area.row + i, area.col + 1, 34, STYLE_NORMAL, row->name);
		draw_right(term, area.row + i, area.col + 36, 16, STYLE_AMOUNT, words_amount(row->overdue, row->currency, amount));
		draw_right(term, area.row + i, area.col + 53, 7, STYLE_DIM, days);
		if (area.cols > 70)
			draw_bar(term, area.row + i, area.col + 62, area.cols - 63, row->overdue, screen->worst[0].overdue, STYLE_LATE);
	}
}

/* ---- the screen ---- */

static void title(const void *self, struct screen_title *out)
{
	const struct aging_screen *screen = self;
	int lines, cols;
	char day[64];

	snprintf(out->name, sizeof out->name, "%s", _("Aged balance"));
	term_size(frame_term(screen->app->frame), &lines, &cols);
	snprintf(out->more, sizeof out->more, "%s%s · %s · %s", screen->app->session->creditor.currency, unit_of(screen, cols) == 1 ? "" : _(", thousands"),
		 screen->by == AGING_BY_TEAM ? _("by team") : _("by agent"),
		 words_date(screen->app->session->today, WORDS_DATE_DAY, day));
}

static void draw(void *self, struct term *term, struct area area)
{
	struct aging_screen *screen = self;
	int table = (int)screen->count + 4, worst = area.rows >= 30 ? (int)screen->worst_count + 1 : 0;

	if (table > area.rows - PLOT_LEAST)
		table = area.rows > 2 * PLOT_LEAST ? area.rows - PLOT_LEAST : area.rows;
	draw_table(screen, term, area_take_top(&area, table));
	if (*screen->others && area.rows > PLOT_LEAST) {
		char text[2 * SCREEN_TEXT];
		snprintf(text, sizeof text, _("besides: %s"), screen->others);
		draw_text(term, area.row, area.col + 1, area.cols - 2, STYLE_DIM, text);
		area_take_top(&area, 1);
	}
	if (worst > 1 && worst < area.rows - PLOT_LEAST)
		draw_worst(screen, term, area_take_bottom(&area, worst));
	if (area.rows > PLOT_MOST)
		area_take_bottom(&area, area.rows - PLOT_MOST);
	if (area.rows >= PLOT_LEAST)
		draw_trend(screen, term, area);
}

/* What the figures mean. */
static void status(const void *self, char *out, size_t room)
{
	(void)self;
	snprintf(out, room, "%s", _("Calendar days since the due date; the balance has credits taken off."));
}

static unsigned action(void *self, struct frame *frame, enum action what)
{
	struct aging_screen *screen = self;

	(void)frame;
	if (what == ACTION_AGENT_FILES && screen->by == AGING_BY_AGENT && screen->list.selected < (long)screen->count) {
		portfolio_push(screen->app, screen->lines[screen->list.selected].id);
		return EFFECT_REDRAW;
	}
	if (what == ACTION_NEXT_PANE || what == ACTION_PREVIOUS_PANE) {
		screen->by = screen->by == AGING_BY_AGENT ? AGING_BY_TEAM : AGING_BY_AGENT;
		read_again(screen);
		return EFFECT_REDRAW;
	}
	return list_action(&screen->list, what) ? EFFECT_REDRAW : EFFECT_PASS;
}

static unsigned reload(void *self, struct frame *frame)
{
	(void)frame;
	read_again(self);
	return EFFECT_REDRAW;
}

static void close_screen(void *self)
{
	struct aging_screen *screen = self;

	arena_clear(&screen->arena);
	mem_free(screen->lines);
	mem_free(screen);
}

static const enum action agents_bar[] = { ACTION_AGENT_FILES, ACTION_NEXT_PANE, ACTION_REFRESH, ACTION_BACK, ACTION_COUNT };
static const enum action teams_bar[] = { ACTION_NEXT_PANE, ACTION_REFRESH, ACTION_BACK, ACTION_COUNT };

static const enum action *bar_of(const void *self)
{
	const struct aging_screen *screen = self;

	return screen->by == AGING_BY_AGENT && screen->count > 0 ? agents_bar : teams_bar;
}

static const struct screen_ops aging_screen = {
	.name = "aging",
	.context = ACTION_CONTEXT_TEAM,
	.bar_of = bar_of,
	.tab = N_("agents, teams"),
	.title = title,
	.draw = draw,
	.status = status,
	.action = action,
	.reload = reload,
	.close = close_screen,
};

void aging_screen_push(struct app *app)
{
	struct aging_screen *screen;

	if (frame_find(app->frame, &aging_screen)) {
		frame_raise(app->frame, &aging_screen);
		return;
	}
	screen = mem_alloc(sizeof *screen);
	screen->app = app;
	screen->by = AGING_BY_AGENT;
	read_again(screen);
	list_start(&screen->list, (long)screen->count, false, false);
	frame_push(app->frame, &aging_screen, screen);
}
