/* What a supervisor should look at: what waits for him, what went wrong, what did not come. Reads nothing.
 */
#include <inttypes.h>
#include <stdio.h>

#include "base/gettext.h"
#include "ui/draw.h"
#include "ui/supervisor_inside.h"
#include "words/words.h"

#define ALERTS 16

struct alerts {
	char text[ALERTS + 1][WORDS_TEXT]; /* the last place is of all that are only counted */
	size_t count;
};

static char *next(struct alerts *alerts)
{
	size_t at = alerts->count++;

	return alerts->text[at < ALERTS ? at : ALERTS];
}

const char *supervisor_clock(int64_t ms, char out[16])
{
	int64_t seconds = ms > 0 ? ms / 1000 : 0;

	if (seconds >= 6000)
		snprintf(out, 16, "%u h %02u", (unsigned)(seconds / 3600 % 1000), (unsigned)(seconds / 60 % 60));
	else
		snprintf(out, 16, "%u:%02u", (unsigned)(seconds / 60 % 100), (unsigned)(seconds % 60));
	return out;
}

/* And whose: what is to be done is done in that file. */
static void say_threats(const struct live *live, struct alerts *alerts)
{
	struct words_text text = { .out = next(alerts) };

	text.out[0] = '\0';
	words_add(&text, ngettext("%zu threat was told and not carried out that day", "%zu threats were told and not carried out that day",
				  (unsigned long)live->threat_count),
		  live->threat_count);
	for (size_t i = 0; i < live->threat_count; i++)
		words_add(&text, i ? ", %s %s" : _(": %s %s"), live->threats[i].no, live->threats[i].name);
}

static void say_unmatched(const struct live *live, struct alerts *alerts)
{
	struct words_text text = { .out = next(alerts) };
	char amount[MONEY_TEXT];
	int64_t count = 0;

	text.out[0] = '\0';
	for (size_t i = 0; i < live->unmatched_count; i++)
		count += live->unmatched[i].count;
	words_add(&text, ngettext("%d payment is to be matched (g r)", "%d payments are to be matched (g r)", (unsigned long)count), (int)count);
	for (size_t i = 0; i < live->unmatched_count; i++)
		words_add(&text, "%s%s", i ? " · " : _(": "), words_amount(live->unmatched[i].amount, live->unmatched[i].currency, amount));
}

static void say_deliveries(const struct supervisor *screen, struct alerts *alerts)
{
	const struct live *live = &screen->live;
	char day[64];

	if (date_is(live->last_night) && live->last_night < live->since)
		snprintf(next(alerts), WORDS_TEXT, _("the last night was on %s: what came since is not taken in"),
			 words_near_day(live->last_night, screen->app->session->today, day));
	if (live->refused_files)
		snprintf(next(alerts), WORDS_TEXT,
			 ngettext("%zu file was not taken in whole since %s (g i)", "%zu files were not taken in whole since %s (g i)",
				  (unsigned long)live->refused_files),
			 live->refused_files, words_near_day(live->since, screen->app->session->today, day));
	if (live->unmatched_count)
		say_unmatched(live, alerts);
}

static void say_claims(const struct live *live, struct alerts *alerts)
{
	char amount[MONEY_TEXT], since[16];

	for (size_t i = 0; i < live->claim_count; i++) {
		const struct live_claim *claim = &live->claims[i];

		if (live->now_ms - claim->since_ms > SUPERVISOR_LONG_MS)
			snprintf(next(alerts), WORDS_TEXT, _("a file is open for %s: %s, %s"),
				 supervisor_clock(live->now_ms - claim->since_ms, since), claim->name,
				 words_amount(claim->overdue, claim->currency, amount));
	}
}

static void gather(const struct supervisor *screen, struct alerts *alerts)
{
	const struct live *live = &screen->live;

	if (live->approvals)
		snprintf(next(alerts), WORDS_TEXT,
			 ngettext("%zu proposal waits for your decision (g k)", "%zu proposals wait for your decision (g k)",
				  (unsigned long)live->approvals),
			 live->approvals);
	if (live->threat_count)
		say_threats(live, alerts);
	say_deliveries(screen, alerts);
	if (live->old_disputes.count)
		snprintf(next(alerts), WORDS_TEXT,
			 ngettext("%d dispute is older than 90 days: its owner's manager should know",
				  "%d disputes are older than 90 days: their owners' managers should know",
				  (unsigned long)live->old_disputes.count),
			 (int)live->old_disputes.count);
	say_claims(live, alerts); /* as many as there are people */
}

size_t supervisor_alerts(const struct supervisor *screen)
{
	struct alerts alerts = { .count = 0 };

	gather(screen, &alerts);
	return alerts.count;
}

/* On two lines where the others have room all the same. */
static void draw_alert(struct term *term, struct area *area, const char *text)
{
	struct area lines = { area->row, area->col + 3, area->rows > SUPERVISOR_ALERT_LINES ? 2 : 1, area->cols - 3 };

	draw_text(term, area->row, area->col + 1, 1, STYLE_BROKEN, "!");
	area_take_top(area, draw_paragraph(term, lines, 0, STYLE_NORMAL, text) > 1 ? lines.rows : 1);
}

void supervisor_draw_alerts(const struct supervisor *screen, struct term *term, struct area area)
{
	struct alerts alerts = { .count = 0 };
	char more[64] = "";
	size_t rows, shown;

	gather(screen, &alerts);
	rows = area.rows > 1 ? (size_t)area.rows - 1 : 0;
	shown = alerts.count < rows ? alerts.count : rows;
	shown = shown < ALERTS ? shown : ALERTS;
	if (shown < alerts.count)
		snprintf(more, sizeof more, ngettext("… %zu more", "… %zu more", alerts.count - shown), alerts.count - shown);
	draw_section(term, area.row, area.col, area.cols, _("To look at"), *more ? more : NULL);
	area_take_top(&area, 1);
	for (size_t i = 0; i < shown && area.rows > 0; i++)
		draw_alert(term, &area, alerts.text[i]);
	if (alerts.count == 0 && area.rows > 0)
		draw_text(term, area.row, area.col + 3, area.cols - 3, STYLE_DIM, _("nothing"));
}
