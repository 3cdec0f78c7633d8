/* What the queue looks like: the list, the pane beside it when the screen is wide, the day under it when it is tall.
 */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/text.h"
#include "ui/queue_inside.h"
#include "ui/table.h"
#include "words/words.h"

#define PANE_PERCENT   36
#define UNDER_ROWS     8  /* of the preview under the rows, its rule included */
#define UNDER_FROM     (QUEUE_UNDER_ROWS - 5) /* between the lines at the top and the bottom */
#define TALL_ROWS      30 /* from here on the day shows */
#define DAY_ROWS       13
#define CALLBACK_ROWS  5
#define HEADER_FROM    4 /* rows under which the header line is a row of the list instead */
#define FOOT_FROM      7
#define COLUMNS        5
#define REASON_MOST    24 /* cells that come before the name */
#define GAP            2

enum column { REASON, CLIENT, OVERDUE, LATE, LAST };

static void queue_columns(const char *overdue, struct table_column out[COLUMNS])
{
	out[REASON] = (struct table_column){ .title = _("Reason"), .min = 14, .drop = 1 };
	out[CLIENT] = (struct table_column){ .title = _("Client"), .min = 20, .max = 40, .weight = 1 };
	out[OVERDUE] = (struct table_column){ .title = overdue, .min = 13, .right = true };
	out[LATE] = (struct table_column){ .title = _("Late"), .min = 6, .drop = 2, .right = true };
	out[LAST] = (struct table_column){ .title = _("Score"), .min = 5, .drop = 3, .right = true };
}

static void everyone_columns(const char *overdue, struct table_column out[COLUMNS])
{
	queue_columns(overdue, out);
	out[REASON] = (struct table_column){ .title = _("Now"), .min = 18, .max = 38, .weight = 1, .drop = 2 };
	out[CLIENT].min = 14;
	out[CLIENT].weight = 3;
	out[LATE].drop = 3;
	out[LAST] = (struct table_column){ .title = _("Comes back"), .min = 10, .drop = 1 };
}

/* The texts of one row. */
struct row_text {
	char reason[WORDS_TEXT], overdue[MONEY_TEXT], late[32], last[64];
};

void queue_say_reason(const struct queue *queue, const struct worklist_row *row, char out[WORDS_TEXT])
{
	char day[64];

	if (queue->all && row->now.why_not != WHY_NOT_NONE)
		words_why_not(row->now.why_not, out);
	else if (row->timed && row->client.state.follow_up_on < queue->app->session->today)
		snprintf(out, WORDS_TEXT, _("callback %s"),
			 words_date(row->client.state.follow_up_on, WORDS_DATE_SHORT, day));
	else
		words_reason(why_not_codes[row->now.why_not], &row->client.ready, row->timed,
			     row->client.state.follow_up_minute, out);
}

void queue_say_return(const struct callable *now, date today, char out[64])
{
	char hour[16];

	out[0] = '\0';
	if (now->why_not == WHY_NOT_NONE)
		return;
	if (now->next_on == today)
		snprintf(out, 64, "%s", now->next_minute >= 0 ? words_hour(now->next_minute, hour) : _("today"));
	else
		words_date(now->next_on, WORDS_DATE_DAY, out);
}

static void say_row(const struct queue *queue, const struct worklist_row *row, struct row_text *text)
{
	const struct client_ready *ready = &row->client.ready;
	const struct session *session = queue->app->session;

	queue_say_reason(queue, row, text->reason);
	/* The header names the creditor's currency; others say theirs. */
	words_amount_under(ready->overdue, ready->currency, session->creditor.currency, text->overdue);
	text->late[0] = '\0';
	if (row->oldest_days >= 0)
		snprintf(text->late, sizeof text->late, _("%d d"), row->oldest_days);
	if (!queue->all)
		snprintf(text->last, sizeof text->last, "%d", ready->score);
	else
		queue_say_return(&row->now, session->today, text->last);
}

static enum style reason_style(const struct worklist_row *row)
{
	if (row->now.why_not != WHY_NOT_NONE)
		return STYLE_DIM;
	if (row->timed)
		return STYLE_AMOUNT;
	if (*row->client.ready.clock)
		return STYLE_LATE;
	return row->client.ready.broken > 0 ? STYLE_BROKEN : STYLE_NORMAL;
}

static void paint_row(const struct queue *queue, struct term *term, struct area at,
		      const struct table_column *columns, const struct table_layout *layout, long place)
{
	const struct worklist_row *row = queue_row(queue, place);
	struct row_text text;

	say_row(queue, row, &text);
	const char *const texts[COLUMNS] = { text.reason, row->client.name, text.overdue, text.late, text.last };
	const enum style styles[COLUMNS] = {
		[REASON] = reason_style(row),
		[OVERDUE] = STYLE_AMOUNT,
		[LATE] = STYLE_LATE,
		[LAST] = STYLE_DIM,
	};
	table_draw_row(term, at.row, at.col, at.cols, columns, layout,
		       &(struct table_row){ texts, styles, CLIENT, place == queue->list.selected,
					     queue_is_marked(queue, row->client.id) });
}

static void paint_empty(const struct queue *queue, struct term *term, struct area area)
{
	char text[SCREEN_TEXT];

	if (queue_narrowed(queue) && *queue->view.unclear)
		snprintf(text, sizeof text, _("“%s” may be read in two ways: type 1500 or 1.50"), queue->view.unclear);
	else if (queue_narrowed(queue))
		snprintf(text, sizeof text, "%s", _("No row has what is typed in the filter; Esc shows them all again."));
	else if (queue->bare)
		snprintf(text, sizeof text, "%s", _("There is no client yet.\n\n"
						    "relance import FILE reads open invoices; F5 then shows them here."));
	else
		snprintf(text, sizeof text, "%s",
			 _("Nobody is to be called now.\n\n"
			   "l shows everyone, why not now and when each comes back; / finds a client; F5 reads again."));
	area_take_top(&area, 1);
	area.col++;
	area.cols -= area.cols > 2 ? 2 : 0;
	draw_paragraph(term, area, 0, STYLE_NORMAL, text);
	term_cursor(term, area.row, area.col);
}

static void paint_foot(const struct queue *queue, struct term *term, struct area foot)
{
	const struct list *list = &queue->list;
	long below = list->count - list->top - list_visible(list);
	bool narrowed = queue_narrowed(queue), more = !narrowed && !queue->work.complete;
	char text[SCREEN_TEXT];

	if (more && !queue->all)
		below = queue_to_call(queue) - list->top - list_visible(list);
	if (more && (queue->all || below <= 0))
		snprintf(text, sizeof text, "%s", _("… more below"));
	else if (below > 0)
		snprintf(text, sizeof text, ngettext("… %ld%s more", "… %ld%s more", (unsigned long)below), below,
			 narrowed ? "" : queue_or_more(queue));
	else
		return;
	draw_text(term, foot.row, foot.col + 1, foot.cols - 1, STYLE_DIM, text);
}

static int wider(int a, int b)
{
	return a > b ? a : b;
}

/* Millions of a foreign currency are wider than the column usually is. It never shrinks: a list that breathes cannot be read. */
static int overdue_cells(struct queue *queue)
{
	char money[MONEY_TEXT];

	for (int i = 0; i < list_visible(&queue->list); i++) {
		const struct client_ready *ready = &queue_row(queue, queue->list.top + i)->client.ready;
		int cells = text_width(words_amount_under(ready->overdue, ready->currency, queue->app->session->creditor.currency, money));
		queue->overdue_cells = cells > queue->overdue_cells ? cells : queue->overdue_cells;
	}
	return queue->overdue_cells;
}

/* The same of names. */
static int client_cells(struct queue *queue)
{
	for (int i = 0; i < list_visible(&queue->list); i++) {
		const char *name = queue_row(queue, queue->list.top + i)->client.name;
		queue->client_cells = wider(queue->client_cells, text_width(name));
	}
	return queue->client_cells;
}

static int reason_cells(struct queue *queue)
{
	char reason[WORDS_TEXT];

	for (int i = 0; i < list_visible(&queue->list); i++) {
		queue_say_reason(queue, queue_row(queue, queue->list.top + i), reason);
		queue->reason_cells = wider(queue->reason_cells, text_width(reason));
	}
	return queue->reason_cells < REASON_MOST ? queue->reason_cells : REASON_MOST;
}

static void paint_list(struct queue *queue, struct term *term, struct area area)
{
	struct table_column columns[COLUMNS];
	struct table_layout layout;
	char overdue[64];

	if (queue->list.count == 0) {
		paint_empty(queue, term, area);
		return;
	}
	snprintf(overdue, sizeof overdue, _("Overdue %s"),
		 words_symbol(queue->app->session->creditor.currency));
	(queue->all ? everyone_columns : queue_columns)(overdue, columns);
	struct area head = area_take_top(&area, area.rows >= HEADER_FROM ? 1 : 0), foot = { 0 };
	if (area.rows >= FOOT_FROM && (queue->list.after || queue->list.count > area.rows))
		foot = area_take_bottom(&area, 1);
	list_set_height(&queue->list, area.rows);
	queue_fill(queue);
	columns[OVERDUE].whole = overdue_cells(queue);
	columns[OVERDUE].holds = wider(columns[OVERDUE].whole, text_width(overdue));
	columns[CLIENT].names = true;
	columns[CLIENT].holds = client_cells(queue);
	if (queue->all) /* why not comes before the name */
		columns[REASON].whole = reason_cells(queue);
	table_layout(columns, COLUMNS, area.cols, GAP, &layout);
	if (head.rows)
		table_draw_header(term, head.row, head.col, columns, &layout);
	for (int i = 0; i < list_visible(&queue->list); i++) {
		struct area at = { area.row + i, area.col, 1, area.cols };
		paint_row(queue, term, at, columns, &layout, queue->list.top + i);
	}
	if (foot.rows)
		paint_foot(queue, term, foot);
}

static void paint_figures(const struct queue *queue, struct term *term, struct area area)
{
	const struct worklist_day *mine = &queue->day.mine;
	int whole = mine->handled + queue_to_call(queue);
	struct pen pen = pen_at(term, area.row, area.col + 2, area.cols - 2);
	char money[MONEY_TEXT], percent[MONEY_TEXT];

	pen_printf(&pen, STYLE_NORMAL, _("Handled %d/%d%s"), mine->handled, whole, queue_or_more(queue));
	pen_skip(&pen, 4);
	pen_printf(&pen, STYLE_NORMAL, _("Spoken to %d"), mine->spoken);
	pen_skip(&pen, 4);
	pen_printf(&pen, STYLE_NORMAL, _("Promises %d"), mine->promises);
	pen_skip(&pen, 4);
	pen_put(&pen, STYLE_NORMAL, _("Promised "));
	pen_put(&pen, STYLE_AMOUNT,
		words_amount(mine->promised, queue->app->session->creditor.currency, money));
	pen_put(&pen, STYLE_DIM, mine->others ? " +" : "");
	if (area.rows < 3 || area.cols < 20)
		return;
	int cells = area.cols - 11;
	draw_bar(term, area.row + 2, area.col + 2, cells, mine->handled, whole, STYLE_KEPT);
	pen = pen_at(term, area.row + 2, area.col + 2 + cells + 2, 7);
	pen_put(&pen, STYLE_NORMAL, words_whole_percent(whole > 0 ? mine->handled * 100 / whole : 0, percent));
}

static void paint_callbacks(const struct queue *queue, struct term *term, struct area area)
{
	const struct queue_day *day = &queue->day;
	int minute = queue->app->session->minute, row = 0;
	char hour[16], money[MONEY_TEXT];

	for (size_t i = 0; i < day->callback_count && row < area.rows; i++) {
		const struct agenda_row *next = &day->callbacks[i];
		/* When all do not fit, those to come go first. */
		if (next->minute < minute && day->callback_count - i > (size_t)(area.rows - row))
			continue;
		int at = area.row + row++;
		draw_text(term, at, area.col + 2, 6,
			  next->minute <= minute ? STYLE_LATE : STYLE_NORMAL, words_hour(next->minute, hour));
		draw_text(term, at, area.col + 10, area.cols - 32, STYLE_NORMAL, next->client.name);
		draw_right(term, at, area.col + area.cols - 21, 20, STYLE_AMOUNT,
			   words_amount_under(next->client.ready.overdue, next->client.ready.currency, queue->app->session->creditor.currency, money));
	}
	if (row == 0)
		draw_text(term, area.row, area.col + 2, area.cols - 2, STYLE_DIM, _("none today"));
}

static void paint_day(const struct queue *queue, struct term *term, struct area area)
{
	struct area mine = area_take_top(&area, 6);

	draw_section(term, mine.row, mine.col, mine.cols, _("My day"), NULL);
	draw_section(term, area.row, area.col, area.cols, _("Callbacks today"), NULL);
	if (!queue->day.known)
		return;
	area_take_top(&mine, 2);
	paint_figures(queue, term, mine);
	area_take_top(&area, 2);
	area.rows = area.rows < CALLBACK_ROWS ? area.rows : CALLBACK_ROWS;
	paint_callbacks(queue, term, area);
}

void queue_paint(struct queue *queue, struct term *term, struct area area)
{
	if (queue->pane && area.cols >= QUEUE_WIDE_COLS) {
		struct area pane = area_take_right(&area, area.cols * PANE_PERCENT / 100);
		term_pole(term, pane.row, pane.col, pane.rows);
		pane.col++;
		pane.cols--;
		preview_draw(&queue->preview, term, pane);
		area.cols--;
	} else if (queue->under && area.cols < QUEUE_WIDE_COLS && area.rows >= UNDER_FROM) {
		struct area pane = area_take_bottom(&area, UNDER_ROWS);
		term_rule(term, area_take_top(&pane, 1).row, pane.col, pane.cols);
		preview_draw(&queue->preview, term, pane);
	}
	if (area.rows >= TALL_ROWS)
		paint_day(queue, term, area_take_bottom(&area, DAY_ROWS));
	paint_list(queue, term, area);
}
