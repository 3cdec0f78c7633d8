/* A client's history in words.
 */
#include "words/history.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"

const char *words_history_kind(const char *outcome)
{
	if (strcmp(outcome, "note") == 0 || strcmp(outcome, "undo") == 0)
		return strcmp(outcome, "note") == 0 ? "note" : "undo";
	return "call";
}

static void add_promises(const struct call_row *row, const struct promise_row *promises, size_t count, struct words_text *out)
{
	char amount[MONEY_TEXT], day[64];

	for (size_t i = 0; i < count; i++) {
		const struct promise *p = &promises[i].promise;

		if (promises[i].action_id != row->id)
			continue;
		words_add(out, out->used ? ", " : "");
		words_add(out, _("%s on %s"), words_amount(p->amount, p->currency, amount), words_near_date(p->due_on, row->on_day, day));
		if (p->state != PROMISE_OPEN)
			words_add(out, " (%s)", words_promise_state(p->state));
	}
}

const char *words_history(const struct call_row *row, const struct promise_row *promises, size_t promise_count, char out[WORDS_TEXT])
{
	struct words_text text = { .out = out };
	char day[64], hour[16];

	out[0] = '\0';
	add_promises(row, promises, promise_count, &text);
	if (text.used == 0 && date_is(row->next_on)) {
		words_add(&text, _("back on %s"), words_near_date(row->next_on, row->on_day, day));
		words_hour(row->next_minute, hour);
		if (*hour)
			words_add(&text, " %s", hour);
	}
	if (strcmp(row->outcome, "undo") == 0)
		words_add(&text, "%s", words_outcome_code(row->note));
	else if (*row->note)
		words_add(&text, "%s%.400s", text.used ? " · " : "", row->note);
	return out;
}

const char *words_history_sign(const struct call_row *row, const struct promise_row *promises, size_t promise_count)
{
	const char *sign = "";

	for (size_t i = 0; i < promise_count; i++) {
		if (promises[i].action_id != row->id)
			continue;
		if (promises[i].promise.state == PROMISE_BROKEN || promises[i].promise.state == PROMISE_PARTLY_KEPT)
			return "×";
		if (promises[i].promise.state == PROMISE_KEPT)
			sign = "√";
	}
	return sign;
}
