/* Why a client is not called, when it comes back, why it is in the queue, and why it has its points.
 */
#include "words/words.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "desk/worklist.h"

const char *words_why_not(enum why_not why, char out[WORDS_TEXT])
{
	static const char *const sentences[WHY_NOT_COUNT] = {
		[WHY_NOT_NONE] = N_("to be called"),
		[WHY_NOT_PROMISE] = N_("a promise runs"),
		[WHY_NOT_FOLLOW_UP] = N_("a date was agreed"),
		[WHY_NOT_DISPUTE] = N_("all that is overdue is disputed"),
		[WHY_NOT_CADENCE] = N_("called too recently"),
		[WHY_NOT_WINDOW] = N_("outside calling hours"),
		[WHY_NOT_HOLIDAY] = N_("weekend or public holiday"),
		[WHY_NOT_CLAIMED] = N_("open at another agent's"),
		[WHY_NOT_COVERED] = N_("covered by unmatched credits: match them first"),
		[WHY_NOT_LEGAL] = N_("handed over to legal"),
		[WHY_NOT_AGENCY] = N_("handed over to an agency"),
		[WHY_NOT_INSOLVENT] = N_("insolvent: calls have stopped"),
		[WHY_NOT_NO_CONTACT] = N_("no contact to call"),
		[WHY_NOT_NOT_DUE] = N_("nothing is overdue"),
	};

	snprintf(out, WORDS_TEXT, "%s", gettext(sentences[why]));
	return out;
}

const char *words_next(const struct callable *callable, date today, char out[WORDS_TEXT])
{
	char why[WORDS_TEXT], day[64], hour[16];

	words_why_not(callable->why_not, why);
	words_hour(callable->next_minute, hour);
	if (callable->why_not == WHY_NOT_NONE)
		snprintf(out, WORDS_TEXT, "%s", why);
	else if (!date_is(callable->next_on))
		snprintf(out, WORDS_TEXT, _("not to be called: %s"), why);
	else if (callable->next_on == today && *hour)
		snprintf(out, WORDS_TEXT, C_("hour", "sleeps until %s: %s"), hour, why);
	else
		snprintf(out, WORDS_TEXT, _("sleeps until %s: %s"), words_near_day(callable->next_on, today, day), why);
	return out;
}

const char *words_clock_kind(enum clocks_kind kind)
{
	static const char *const names[CLOCKS_KIND_COUNT] = {
		[CLOCKS_LIMITATION] = N_("limitation"),
		[CLOCKS_INSURER] = N_("insurer's notice"),
		[CLOCKS_CLAIM] = N_("proof of claim"),
	};

	return gettext(names[kind]);
}

/* Why it is to be called: what presses most of a clock, a broken promise, a large invoice about to fall due. */
static const char *called_for(const struct client_ready *ready)
{
	for (int kind = 0; ready && kind < CLOCKS_KIND_COUNT; kind++)
		if (strcmp(clocks_kind_codes[kind], ready->clock) == 0)
			return words_clock_kind((enum clocks_kind)kind);
	if (ready && ready->broken > 0)
		return _("promise ×");
	return ready && ready->overdue == 0 ? _("pre-due") : _("chase");
}

const char *words_reason(const char *why_code, const struct client_ready *ready, bool timed, int minute, char out[WORDS_TEXT])
{
	static const char *const short_words[WHY_NOT_COUNT] = {
		[WHY_NOT_PROMISE] = N_("promised"),
		[WHY_NOT_FOLLOW_UP] = N_("follow-up"),
		[WHY_NOT_DISPUTE] = N_("dispute"),
		[WHY_NOT_CADENCE] = N_("cadence"),
		[WHY_NOT_WINDOW] = N_("closed hours"),
		[WHY_NOT_HOLIDAY] = N_("closed day"),
		[WHY_NOT_CLAIMED] = N_("taken"),
		[WHY_NOT_COVERED] = N_("covered"),
		[WHY_NOT_LEGAL] = N_("legal"),
		[WHY_NOT_AGENCY] = N_("agency"),
		[WHY_NOT_INSOLVENT] = N_("insolvent"),
		[WHY_NOT_NO_CONTACT] = N_("no contact"),
		[WHY_NOT_NOT_DUE] = N_("not due"),
	};
	char hour[16];

	if (timed && minute >= 0)
		snprintf(out, WORDS_TEXT, _("callback %s"), words_hour(minute, hour));
	else if (*why_code) {
		snprintf(out, WORDS_TEXT, "%s", why_code);
		for (int i = 1; i < WHY_NOT_COUNT; i++)
			if (strcmp(why_not_codes[i], why_code) == 0)
				snprintf(out, WORDS_TEXT, "%s", gettext(short_words[i]));
	} else {
		snprintf(out, WORDS_TEXT, "%s", called_for(ready));
	}
	return out;
}

static void clock_text(enum clocks_kind kind, int days, const char *day, char out[WORDS_TEXT])
{
	if (days < 0)
		snprintf(out, WORDS_TEXT, _("%s: over since %s"), words_clock_kind(kind), day);
	else
		snprintf(out, WORDS_TEXT, ngettext("%s: on %s, %d day left", "%s: on %s, %d days left", (unsigned long)days),
		         words_clock_kind(kind), day, days);
}

const char *words_clock(const struct clocks_reading *clock, date today, char out[WORDS_TEXT])
{
	char day[64];

	clock_text(clock->kind, clock->days_left, words_near_date(clock->on, today, day), out);
	return out;
}

const char *words_clock_closed(const struct clocks_reading *clock, date closed_on, date today, char out[WORDS_TEXT])
{
	size_t used = strlen(words_clock(clock, today, out));
	char day[64];

	if (clock->state == CLOCKS_NONE)
		snprintf(out + used, WORDS_TEXT - used, _(" (closed on %s)"), words_near_date(closed_on, today, day));
	return out;
}

/* The score's lines number the clocks as enum clocks_kind does. */
static void clock_sentence(const struct score_line *line, char out[WORDS_TEXT])
{
	char day[64];

	clock_text((enum clocks_kind)line->which, line->days, words_date(line->on, WORDS_DATE_YEAR, day), out);
}

static void risk_sentence(const struct score_line *line, char out[WORDS_TEXT])
{
	static const char *const parts[] = { N_("over the credit limit"), N_("risk class"), N_("financial difficulty told") };
	size_t used = 0;

	out[0] = '\0';
	for (int i = 0; i < 3; i++)
		if (line->count & 1 << i)
			used += (size_t)snprintf(out + used, WORDS_TEXT - used, "%s%s", used ? ", " : "", gettext(parts[i]));
}

const char *words_score_line(const struct score_line *line, const char *currency, char out[WORDS_TEXT])
{
	char money[MONEY_TEXT];
	unsigned long n = (unsigned long)(line->code == SCORE_BROKEN ? line->count : line->days);

	words_amount(line->amount, currency, money);
	switch (line->code) {
	case SCORE_AMOUNT:
		if (line->days > 1)
			snprintf(out, WORDS_TEXT, _("%s net overdue by %d days or more"), money, line->days);
		else
			snprintf(out, WORDS_TEXT, _("%s net overdue"), money);
		break;
	case SCORE_AGE:
		snprintf(out, WORDS_TEXT, ngettext("%lu day late or more", "%lu days late or more", n), n);
		break;
	case SCORE_BROKEN:
		snprintf(out, WORDS_TEXT, ngettext("%lu promise broken within a year", "%lu promises broken within a year", n), n);
		break;
	case SCORE_UNCHASED:
		snprintf(out, WORDS_TEXT, "%s", _("a promise broke and nobody was spoken to since"));
		break;
	case SCORE_FOLLOW_UP:
		snprintf(out, WORDS_TEXT, "%s", _("an agreed date has come"));
		break;
	case SCORE_GAP:
		if (date_is(line->on))
			snprintf(out, WORDS_TEXT, ngettext("%lu day since the last contact", "%lu days since the last contact", n), n);
		else
			snprintf(out, WORDS_TEXT, ngettext("never chased, overdue for %lu day", "never chased, overdue for %lu days", n), n);
		break;
	case SCORE_SLIP:
		snprintf(out, WORDS_TEXT, ngettext("oldest invoice %lu day late: ageing edges passed or near",
		                                   "oldest invoice %lu days late: ageing edges passed or near", n), n);
		break;
	case SCORE_CLOCK: clock_sentence(line, out); break;
	case SCORE_RISK: risk_sentence(line, out); break;
	case SCORE_PROVISION:
		snprintf(out, WORDS_TEXT, _("%s disputed or provisioned"), money);
		break;
	case SCORE_LINE_COUNT: out[0] = '\0'; break;
	}
	return out;
}
