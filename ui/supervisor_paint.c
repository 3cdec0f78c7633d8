/* What the team looks like: the day's figures, who is on which file, what waits, what to look at; beside them the day of the selected agent.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/text.h"
#include "rules/aging.h"
#include "ui/supervisor_inside.h"
#include "ui/table.h"
#include "words/words.h"

#define BESIDE_FROM  110 /* columns from which the selected agent's day stands beside */
#define BESIDE_CELLS 38  /* more where what stands on its left has all it needs */
#define BESIDE_MOST  56
#define LEFT_CELLS   82
#define TOP_ROWS     3
#define KEPT_ROWS    8 /* of the plot of kept promises, its section and its figures included */
#define KEPT_CELLS   4
#define AGENTS_LEAST 4 /* rows of them worth showing under the figures of the day, their section and header included */
#define BELOW_AGENTS 8 /* rows for what waits and what to look at */
#define WAITING_ROWS 7
#define WAITING_LEAST 4
#define FIGURE_CELLS 16

enum column { NAME, STATE, SINCE, CALLS, REACHED, PROMISED, RECEIVED, KEPT, LEFT, COLUMNS };

static const char *share(int64_t part, int64_t of, char out[MONEY_TEXT])
{
	int64_t hundredths;

	out[0] = '\0';
	if (aging_share(part, of, &hundredths))
		words_whole_percent((hundredths + 50) / 100, out);
	return out;
}

/* ---- the day ---- */

static void figure(struct term *term, struct area area, int place, const char *name, const char *value, const char *more)
{
	int col = area.col + 1 + place * FIGURE_CELLS;
	struct pen pen = pen_at(term, area.row + 1, col, area.cols - (col - area.col));

	if (col + FIGURE_CELLS > area.col + area.cols + 4)
		return;
	draw_text(term, area.row, col, FIGURE_CELLS - 1, STYLE_DIM, name);
	pen_put(&pen, STYLE_AMOUNT, value);
	pen_put(&pen, STYLE_DIM, *more ? " " : "");
	pen_put(&pen, STYLE_DIM, more);
}

static void draw_day(const struct supervisor *screen, struct term *term, struct area area)
{
	const struct live *live = &screen->live;
	char value[MONEY_TEXT], more[MONEY_TEXT];

	snprintf(value, sizeof value, "%" PRId64, live->calls);
	figure(term, area, 0, _("Calls"), value, "");
	snprintf(value, sizeof value, "%" PRId64, live->spoken);
	figure(term, area, 1, _("Reached"), value, share(live->spoken, live->calls, more));
	snprintf(value, sizeof value, "%" PRId64, live->promises);
	figure(term, area, 2, _("Promises"), value, share(live->promises, live->spoken, more));
	snprintf(more, sizeof more, "%s%s", words_symbol(screen->app->session->creditor.currency), live->others ? " +" : "");
	figure(term, area, 3, _("Promised"), supervisor_whole(live->promised, value), more);
	snprintf(value, sizeof value, "%" PRId64 "/%" PRId64, live->kept, live->judged);
	figure(term, area, 4, _("Kept, 30 days"), value, share(live->kept, live->judged, more));
}

/* ---- agents ---- */

static void draw_agent(const struct supervisor *screen, struct term *term, struct area line, const struct table_column *columns,
		       const struct table_layout *layout, long place)
{
	const struct live_agent *agent = &screen->live.agents[place];
	cents cash = supervisor_received(screen, agent->id);
	bool others = supervisor_received_others(screen, agent->id);
	char since[16] = "", calls[24], reached[MONEY_TEXT], promised[MONEY_TEXT], received[MONEY_TEXT], kept[MONEY_TEXT], left[24];
	const char *texts[COLUMNS] = { agent->id ? agent->name : _("nobody's"), !agent->id ? "" : agent->claim ? _("● on a file") : _("○ free") };
	enum style styles[COLUMNS] = { STYLE_NORMAL, agent->claim ? STYLE_NORMAL : STYLE_DIM, STYLE_NORMAL };

	if (agent->claim)
		supervisor_clock(screen->live.now_ms - agent->claim->since_ms, since);
	if (agent->claim && screen->live.now_ms - agent->claim->since_ms > SUPERVISOR_LONG_MS)
		styles[SINCE] = STYLE_LATE;
	snprintf(calls, sizeof calls, "%" PRId64, agent->calls);
	snprintf(left, sizeof left, "%" PRId64, agent->left);
	texts[SINCE] = since;
	texts[CALLS] = calls;
	texts[REACHED] = share(agent->spoken, agent->calls, reached);
	words_money(agent->promised, promised);
	strncat(promised, agent->others ? "+" : "", sizeof promised - strlen(promised) - 1);
	texts[PROMISED] = agent->promised || agent->others ? promised : "";
	supervisor_whole(cash, received);
	strncat(received, others ? "+" : "", sizeof received - strlen(received) - 1);
	texts[RECEIVED] = cash || others ? received : "";
	texts[KEPT] = share(agent->kept, agent->judged, kept);
	texts[LEFT] = left;
	styles[PROMISED] = styles[RECEIVED] = STYLE_AMOUNT;
	table_draw_row(term, line.row, line.col, line.cols, columns, layout,
		       &(struct table_row){ texts, styles, NAME, place == screen->list.selected, false });
}

static void draw_agents(struct supervisor *screen, struct term *term, struct area area)
{
	const struct table_column columns[COLUMNS] = {
		[NAME] = { .title = _("Agent"), .min = 10, .max = 16, .weight = 1 },
		[STATE] = { .title = _("State"), .min = 12, .max = 16, .weight = 2 },
		[SINCE] = { .title = _("Since"), .min = 6, .right = true, .drop = 4 },
		[CALLS] = { .title = _("Calls"), .min = 6, .right = true },
		[REACHED] = { .title = _("Reached"), .min = 7, .right = true, .drop = 3 },
		[PROMISED] = { .title = _("Promised"), .min = 11, .right = true, .drop = 2 },
		[RECEIVED] = { .title = _("Received"), .min = 9, .right = true, .drop = 5 },
		[KEPT] = { .title = _("Kept"), .min = 6, .right = true, .drop = 1 },
		[LEFT] = { .title = C_("team", "Left"), .min = 5, .right = true },
	};
	struct table_layout layout;

	table_layout(columns, COLUMNS, area.cols, 1, &layout);
	draw_section(term, area.row, area.col, area.cols, _("Agents"), NULL);
	area_take_top(&area, 1);
	table_draw_header(term, area.row, area.col, columns, &layout);
	area_take_top(&area, 1);
	list_set_height(&screen->list, area.rows > 0 ? area.rows : 1);
	for (int i = 0; i < list_visible(&screen->list) && i < area.rows; i++)
		draw_agent(screen, term, (struct area){ area.row + i, area.col, 1, area.cols }, columns, &layout, screen->list.top + i);
}

/* ---- what waits ---- */

static void draw_group(const struct supervisor *screen, struct term *term, struct area line, const char *name, const struct live_sum *sum,
		       int64_t most, enum style style)
{
	char count[24], amount[MONEY_TEXT];

	snprintf(count, sizeof count, "%" PRId64, sum->count);
	draw_text(term, line.row, line.col + 1, 22, STYLE_NORMAL, name);
	draw_right(term, line.row, line.col + 23, 6, STYLE_AMOUNT, count);
	draw_right(term, line.row, line.col + 30, 15, STYLE_NORMAL, words_money(sum->overdue, amount));
	draw_text(term, line.row, line.col + 45, 1, STYLE_DIM, sum->others ? "+" : ""); /* and other currencies */
	if (line.cols > 52 && sum->count > 0)
		draw_bar(term, line.row, line.col + 47, line.cols - 49, sum->count, most, style);
	(void)screen;
}

static void draw_waiting(const struct supervisor *screen, struct term *term, struct area area)
{
	const struct live *live = &screen->live;
	const struct {
		const char *name;
		const struct live_sum *sum;
		enum style style;
	} lines[] = {
		{ _("callbacks past"), &live->groups[LIVE_LATE_CALLBACK], STYLE_LATE },
		{ _("promises ×"), &live->groups[LIVE_BROKEN], STYLE_BROKEN },
		{ _("to call"), &live->groups[LIVE_CALLABLE], STYLE_NORMAL },
		{ _("disputes > 90 d"), &live->old_disputes, STYLE_LATE },
		{ _("nobody to call"), &live->groups[LIVE_NO_CONTACT], STYLE_DIM },
		{ _("handed over"), &live->groups[LIVE_STOPPED], STYLE_DIM },
	};
	char note[SCREEN_TEXT];
	int64_t most = 1;

	snprintf(note, sizeof note, _("%d to call of nobody in particular"), (int)live->unassigned);
	draw_section(term, area.row, area.col, area.cols, _("Files"), note);
	area_take_top(&area, 1);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		most = lines[i].sum->count > most ? lines[i].sum->count : most;
	for (int i = 0; i < area.rows && i < (int)(sizeof lines / sizeof *lines); i++)
		draw_group(screen, term, (struct area){ area.row + i, area.col, 1, area.cols }, lines[i].name, lines[i].sum, most, lines[i].style);
}

/* ---- the selected agent, beside ---- */

static int64_t most_outcomes(const struct live *live, int64_t agent_id)
{
	int64_t most = 0;

	for (size_t i = 0; i < live->outcome_count; i++)
		if (live->outcomes[i].agent_id == agent_id && live->outcomes[i].count > most)
			most = live->outcomes[i].count;
	return most;
}

/* Cells of the longest of these names, and at most half of what there is. */
static int widest(int cells, const char *name, int of)
{
	int own = text_width(name);

	own = own < of / 2 ? own : of / 2;
	return own > cells ? own : cells;
}

static void draw_outcomes(const struct live *live, const struct live_agent *agent, struct term *term, struct area *area)
{
	int64_t most = most_outcomes(live, agent->id);
	int names = 0;
	char count[24];

	draw_section(term, area->row, area->col, area->cols, _("The day"), NULL);
	area_take_top(area, 1);
	for (size_t i = 0; i < live->outcome_count; i++)
		if (live->outcomes[i].agent_id == agent->id)
			names = widest(names, words_outcome(live->outcomes[i].outcome), area->cols);
	for (size_t i = 0; i < live->outcome_count && area->rows > 0; i++) {
		const struct outcome_count *row = &live->outcomes[i];
		struct area line;

		if (row->agent_id != agent->id)
			continue;
		line = area_take_top(area, 1);
		snprintf(count, sizeof count, "%" PRId64, row->count);
		draw_text(term, line.row, line.col + 1, names, STYLE_NORMAL, words_outcome(row->outcome));
		draw_right(term, line.row, line.col + names + 1, 5, STYLE_AMOUNT, count);
		draw_bar(term, line.row, line.col + names + 7, line.cols - names - 8, row->count, most, STYLE_NORMAL);
	}
	if (most == 0 && area->rows > 0)
		draw_text(term, area_take_top(area, 1).row, area->col + 1, area->cols - 1, STYLE_DIM, _("no call yet"));
}

static void draw_last(const struct supervisor *screen, struct term *term, struct area area)
{
	int names = 0;

	draw_section(term, area.row, area.col, area.cols, _("Last files"), NULL);
	area_take_top(&area, 1);
	for (size_t i = 0; i < screen->last_count; i++)
		names = widest(names, words_outcome_code(screen->last[i].outcome), area.cols);
	for (int i = 0; i < area.rows && (size_t)i < screen->last_count; i++) {
		const struct live_deed *deed = &screen->last[i];
		const char *name = words_outcome_code(deed->outcome);

		draw_text(term, area.row + i, area.col + 1, area.cols - names - 3, STYLE_NORMAL, deed->name);
		draw_text(term, area.row + i, area.col + area.cols - names, names, STYLE_DIM, name);
	}
}

/* "Promises kept, 8 weeks": a bar a week out of a hundred, the figure under it. Nothing judged in a week: no bar and no figure. */
static void draw_kept(const struct live_kept *kept, struct term *term, struct area area)
{
	int height = area.rows - 2;
	char percent[16];

	draw_section(term, area.row, area.col, area.cols, _("Promises kept in %, 8 weeks"), NULL);
	for (int week = 0; week < LIVE_WEEKS; week++) {
		int col = area.col + 1 + week * KEPT_CELLS, share, halves;
		enum style style = week == LIVE_WEEKS - 1 ? STYLE_KEPT : STYLE_NORMAL;

		if (kept->judged[week] == 0)
			continue;
		share = (int)(kept->kept[week] * 100 / kept->judged[week]);
		halves = (share * 2 * height + 50) / 100;
		for (int row = 0; row < height; row++) {
			int here = halves - 2 * (height - 1 - row);

			draw_text(term, area.row + 1 + row, col + 1, 2, style, here >= 2 ? "██" : here == 1 ? "▄▄" : "  ");
		}
		snprintf(percent, sizeof percent, "%d", share);
		draw_right(term, area.row + area.rows - 1, col, 3, week == LIVE_WEEKS - 1 ? STYLE_AMOUNT : STYLE_DIM, percent);
	}
}

static const struct live_kept *kept_of(const struct supervisor *screen, int64_t agent_id)
{
	for (size_t i = 0; i < screen->kept_count; i++)
		if (screen->kept[i].agent_id == agent_id)
			return &screen->kept[i];
	return NULL;
}

static void draw_beside(const struct supervisor *screen, struct term *term, struct area area)
{
	const struct live_agent *agent = supervisor_selected(screen);
	char text[WORDS_TEXT], amount[MONEY_TEXT], since[16];

	if (!agent)
		return;
	draw_text(term, area.row, area.col + 1, area.cols - 12, STYLE_TITLE, agent->id ? agent->name : _("nobody's"));
	if (agent->claim) {
		draw_right(term, area.row, area.col + area.cols - 11, 10, STYLE_NORMAL, supervisor_clock(screen->live.now_ms - agent->claim->since_ms, since));
		snprintf(text, sizeof text, "%s · %s", agent->claim->name, agent->claim->no);
		draw_text(term, area.row + 1, area.col + 1, area.cols - 1, STYLE_NORMAL, text);
		snprintf(text, sizeof text, "%s · ", words_amount(agent->claim->overdue, agent->claim->currency, amount));
		size_t used = strlen(text);
		int days = date_is(agent->claim->oldest_on) ? screen->app->session->today - agent->claim->oldest_on : 0;
		snprintf(text + used, sizeof text - used, ngettext("%d day late", "%d days late", (unsigned long)days), days);
		draw_text(term, area.row + 2, area.col + 1, area.cols - 1, STYLE_DIM, text);
	} else {
		draw_text(term, area.row + 1, area.col + 1, area.cols - 1, STYLE_DIM, *agent->team ? agent->team : agent->id ? _("of no team") : "");
	}
	area_take_top(&area, TOP_ROWS);
	draw_outcomes(&screen->live, agent, term, &area);
	if (kept_of(screen, agent->id) && area.rows >= KEPT_ROWS + 4 && area.cols > LIVE_WEEKS * KEPT_CELLS)
		draw_kept(kept_of(screen, agent->id), term, area_take_bottom(&area, KEPT_ROWS));
	if (area.rows > 3) {
		area_take_top(&area, 1);
		draw_last(screen, term, area);
	}
}

/* Of so many rows below the agents, those for what waits: what is to be looked at goes before its last lines. */
static int waiting_rows(const struct supervisor *screen, int rows)
{
	int alerts = (int)supervisor_alerts(screen) + 1, spared;

	if (rows <= 5)
		return rows - 2;
	if (rows >= WAITING_ROWS + (alerts > 4 ? alerts : 4))
		return WAITING_ROWS;
	spared = rows - (alerts > 3 ? alerts : 3);
	return spared >= WAITING_LEAST ? spared : rows - 3 < WAITING_LEAST ? rows - 3 : WAITING_LEAST;
}

void supervisor_draw(struct supervisor *screen, struct term *term, struct area area)
{
	int agents = (int)screen->live.agent_count + 2;

	term_cursor(term, area.row, area.col);
	if (area.cols >= BESIDE_FROM) {
		int cells = area.cols - LEFT_CELLS;

		cells = cells < BESIDE_CELLS ? BESIDE_CELLS : cells < BESIDE_MOST ? cells : BESIDE_MOST;
		draw_beside(screen, term, area_take_right(&area, cells));
		area.cols--;
	} else if (area.cols >= BESIDE_FROM - BESIDE_CELLS) {
		area.cols--;
	}
	if (area.rows > TOP_ROWS + AGENTS_LEAST) /* else the keys would move a cursor nobody sees */
		draw_day(screen, term, area_take_top(&area, TOP_ROWS));
	if (agents > area.rows - BELOW_AGENTS)
		agents = area.rows > BELOW_AGENTS + 3 ? area.rows - BELOW_AGENTS : area.rows;
	draw_agents(screen, term, area_take_top(&area, agents));
	if (area.rows > 3)
		draw_waiting(screen, term, area_take_top(&area, waiting_rows(screen, area.rows)));
	if (area.rows >= SUPERVISOR_CASH_ROWS + SUPERVISOR_ALERT_LINES + 2)
		supervisor_draw_cash(screen, term, area_take_bottom(&area, SUPERVISOR_CASH_ROWS));
	if (area.rows > 1)
		supervisor_draw_alerts(screen, term, area);
}
