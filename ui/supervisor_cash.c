/* Cash received on the team's screen: a bar a day of all, its amount and its day under it; what each agent's files brought.
 */
#include "ui/supervisor_inside.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "ui/draw.h"
#include "words/words.h"

#define DAY_CELLS 11 /* an amount below a million, and a blank */
#define BAR_CELLS 7

const char *supervisor_whole(cents amount, char out[MONEY_TEXT])
{
	words_money(amount / 100 * 100, out);
	out[strlen(out) - 3] = '\0';
	return out;
}

bool supervisor_received_others(const struct supervisor *screen, int64_t agent_id)
{
	for (size_t i = 0; i < screen->received_count; i++)
		if (screen->received[i].agent_id == agent_id)
			return screen->received[i].others;
	return false;
}

cents supervisor_received(const struct supervisor *screen, int64_t agent_id)
{
	for (size_t i = 0; i < screen->received_count; i++)
		if (screen->received[i].agent_id == agent_id)
			return screen->received[i].sum;
	return 0;
}

/* Half rows of a bar, at least one of what came in at all; more went back than came: none. */
static int halves_of(cents amount, cents most, int height)
{
	int halves;

	if (amount <= 0)
		return 0;
	halves = (int)(amount / ((most + 2 * height - 1) / (2 * height)));
	return halves > 0 ? halves : 1;
}

static void draw_bars(struct term *term, struct area area, int col, cents amount, cents most, enum style style)
{
	int halves = halves_of(amount, most, area.rows);

	for (int row = 0; row < area.rows; row++) {
		int here = halves - 2 * (area.rows - 1 - row);

		for (int i = 0; i < BAR_CELLS && here > 0; i++)
			draw_text(term, area.row + row, col + i, 1, style, here >= 2 ? "█" : "▄");
	}
}

/* "51 300 of 64 210 € on files chased": of the team's, what agents had a part in. */
static void say_sums(const struct supervisor *screen, const struct live_received *all, char *out, size_t room)
{
	char sum[MONEY_TEXT], part[MONEY_TEXT], symbol[16];

	snprintf(symbol, sizeof symbol, "%s%s", words_symbol(screen->app->session->creditor.currency), all->others ? " +" : "");
	snprintf(out, room, _("%s of %s %s on files chased within %d days"), supervisor_whole(all->sum - supervisor_received(screen, 0), part),
		 supervisor_whole(all->sum, sum), symbol, LIVE_CHASED_DAYS);
}

void supervisor_draw_cash(const struct supervisor *screen, struct term *term, struct area area)
{
	struct live_received all = live_received_sum(screen->received, screen->received_count);
	struct area plot = { area.row + 1, area.col, area.rows - 3, area.cols };
	char note[SCREEN_TEXT], text[64];
	cents most = 1;

	if (screen->received_count)
		say_sums(screen, &all, note, sizeof note);
	draw_section(term, area.row, area.col, area.cols, _("Received, 7 days"), screen->received_count ? note : NULL);
	if (screen->received_count == 0) {
		snprintf(text, sizeof text, _("nothing in %s"), words_symbol(screen->app->session->creditor.currency));
		draw_text(term, area.row + 1, area.col + 3, area.cols - 3, STYLE_DIM, text);
		return;
	}
	for (int day = 0; day < LIVE_CASH_DAYS; day++)
		most = all.day[day] > most ? all.day[day] : most;
	for (int day = 0; day < LIVE_CASH_DAYS && (day + 1) * DAY_CELLS < area.cols; day++) {
		int col = area.col + 1 + day * DAY_CELLS, last = area.row + area.rows - 1;
		bool today = day == LIVE_CASH_DAYS - 1;
		date on = screen->app->session->today - LIVE_CASH_DAYS + 1 + day;

		draw_bars(term, plot, col + DAY_CELLS - 1 - BAR_CELLS, all.day[day], most, today ? STYLE_KEPT : STYLE_NORMAL);
		if (all.day[day])
			draw_right(term, last - 1, col, DAY_CELLS - 1, STYLE_AMOUNT, supervisor_whole(all.day[day], text));
		draw_right(term, last, col, DAY_CELLS - 1, STYLE_DIM, words_date(on, WORDS_DATE_DAY, text));
	}
}
