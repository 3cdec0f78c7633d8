/* Months side by side. Weekends and holidays are dim; the day chosen is reversed, today is bold.
 */
#include "ui/calendar.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "rules/calendar.h"
#include "words/words.h"

#define MONTH_CELLS 20
#define MONTH_GAP   7
#define FIRST_COL   3

struct calendar {
	date today, day;
	calendar_take_fn *take;
	void *context;
};

static date month_start(date day)
{
	return date_month_end(date_add_months(day, -1)) + 1;
}

static void draw_day(struct term *term, struct area area, date first, date day, date today,
		     date chosen, bool focused)
{
	int place = date_weekday(first) + (int)(day - first);
	int row = area.row + 2 + place / 7, col = area.col + place % 7 * 3;
	enum style style = calendar_is_business(day) ? STYLE_NORMAL : STYLE_DIM;
	char text[16];

	if (2 + place / 7 >= area.rows)
		return;
	if (day == today)
		style = STYLE_AMOUNT;
	if (day == chosen)
		style = STYLE_SELECTED;
	snprintf(text, sizeof text, "%2d", (int)(day - first) + 1);
	term_put(term, row, col, 2, style, text);
	if (day == chosen && focused)
		term_cursor(term, row, col);
}

static void draw_month(struct term *term, struct area area, date first, date today, date chosen,
		       bool focused)
{
	int year, month, of_month;
	char title[80];

	date_to_ymd(first, &year, &month, &of_month);
	snprintf(title, sizeof title, "%s %d", words_month(month), year);
	draw_text(term, area.row, area.col, area.cols, STYLE_HEADER, title);
	for (int i = 0; i < 7 && area.rows > 1; i++)
		term_put(term, area.row + 1, area.col + 3 * i, 2, STYLE_DIM,
			 words_weekday_short(i));
	for (date day = first; day <= date_month_end(first); day++)
		draw_day(term, area, first, day, today, chosen, focused);
}

void calendar_draw(struct term *term, struct area area, date today, date day, bool focused)
{
	struct area line = area_take_top(&area, 1);
	date first = month_start(day), current = month_start(today);

	if (line.rows == 0)
		return;
	draw_section(term, line.row, line.col, line.cols, _("Calendar"), focused ? NULL : "F4");
	/* This month stays in sight as long as the one of the day fits beside it. */
	if (first > current && date_add_months(current, 1) == first &&
	    area.cols >= FIRST_COL + 2 * MONTH_CELLS + MONTH_GAP)
		first = current;
	for (int col = FIRST_COL; col + MONTH_CELLS <= area.cols; col += MONTH_CELLS + MONTH_GAP) {
		struct area month = { area.row, area.col + col, area.rows, MONTH_CELLS };
		draw_month(term, month, first, today, day, focused);
		first = date_add_months(first, 1);
	}
}

static int rows(const void *self, int available)
{
	(void)self;
	return CALENDAR_ROWS < available ? CALENDAR_ROWS : available;
}

static void draw(void *self, struct term *term, struct area area)
{
	const struct calendar *calendar = self;

	calendar_draw(term, area, calendar->today, calendar->day, true);
}

static void status(const void *self, char *out, size_t room)
{
	const struct calendar *calendar = self;
	int days = calendar->day - calendar->today;
	char day[64];

	words_date(calendar->day, WORDS_DATE_LONG, day);
	snprintf(out, room, ngettext("%s, in %d day", "%s, in %d days", (unsigned long)days), day,
		 days);
	if (days <= 0)
		snprintf(out, room, "%s", day);
	if (!calendar_is_business(calendar->day))
		snprintf(out + strlen(out), room - strlen(out), "%s", _(" · a closed day"));
}

static bool move(struct calendar *calendar, enum action action)
{
	date day = calendar->day, to = DATE_NONE;

	switch (action) {
	case ACTION_LEFT: to = day - 1; break;
	case ACTION_RIGHT: to = day + 1; break;
	case ACTION_UP: to = day - 7; break;
	case ACTION_DOWN: to = day + 7; break;
	case ACTION_PAGE_UP: to = date_add_months(day, -1); break;
	case ACTION_PAGE_DOWN: to = date_add_months(day, 1); break;
	case ACTION_FIRST: to = month_start(day); break;
	case ACTION_LAST: to = date_month_end(day); break;
	default: return false;
	}
	if (date_is(to))
		calendar->day = to;
	return true;
}

static unsigned act(void *self, struct frame *frame, enum action action)
{
	struct calendar *calendar = self;

	if (move(calendar, action))
		return EFFECT_REDRAW;
	if (action == ACTION_CALENDAR_TAKE)
		return calendar->take(calendar->context, frame, calendar->day) | EFFECT_CLOSE;
	return EFFECT_PASS;
}

static const enum action calendar_bar[] = { ACTION_CALENDAR_TAKE, ACTION_BACK, ACTION_COUNT };

static const struct screen_ops calendar_ops = {
	.name = "calendar",
	.context = ACTION_CONTEXT_CALENDAR,
	.bar = calendar_bar,
	.rows = rows,
	.draw = draw,
	.status = status,
	.action = act,
	.close = mem_free,
};

void calendar_push(struct frame *frame, date today, date start, calendar_take_fn *take,
		   void *context)
{
	struct calendar *calendar = mem_alloc(sizeof *calendar);

	*calendar = (struct calendar){ today, start, take, context };
	frame_push(frame, &calendar_ops, calendar);
}
