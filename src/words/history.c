/* A client's history in words.
 */
#include "words/history.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "rules/paid.h"
#include "rules/promise.h"
#include "words/circuit.h"
#include "words/escalation.h"
#include "words/platform.h"
#include "words/words.h"

static bool is_judged(const struct promise *promise, date today)
{
	return promise->check_on <= today &&
	       (promise->state == PROMISE_KEPT || promise->state == PROMISE_PARTLY_KEPT ||
		promise->state == PROMISE_BROKEN);
}

/* Promises are judged in the morning, decisions written down before: calls of that day come after. */
static size_t insert(struct history_line *lines, size_t count, struct history_line line)
{
	size_t at = count;

	while (at > 0 && lines[at - 1].on_day < line.on_day)
		at--;
	memmove(&lines[at + 1], &lines[at], (count - at) * sizeof *lines);
	lines[at] = line;
	return count + 1;
}

static size_t insert_measures(const struct client_file *file, struct history_line *out, size_t count)
{
	for (size_t i = 0; i < file->threat_count; i++)
		if (date_is(file->threats[i].announced_on))
			count = insert(out, count, (struct history_line){ .on_day = file->threats[i].announced_on, .told = &file->threats[i] });
	for (size_t i = 0; i < file->sanction_count; i++) {
		const struct sanction_row *row = &file->sanctions[i];

		count = insert(out, count, (struct history_line){ .on_day = row->set_on, .sanction = row });
		if (date_is(row->lifted_on))
			count = insert(out, count, (struct history_line){ .on_day = row->lifted_on, .sanction = row, .lifted = true });
	}
	return count;
}

size_t words_history_room(const struct client_file *file)
{
	return file->history_count + file->promise_count + file->threat_count + 2 * file->sanction_count;
}

size_t words_history_lines(const struct client_file *file, date today, bool undone,
			   struct history_line *out)
{
	size_t count = 0;

	for (size_t i = 0; i < file->history_count; i++) {
		const struct call_row *row = &file->history[i];

		if (undone || (!row->undone_by && strcmp(row->outcome, "undo") != 0))
			out[count++] = (struct history_line){ .on_day = row->on_day, .call = row };
	}
	for (size_t i = 0; i < file->promise_count; i++)
		if (is_judged(&file->promises[i].promise, today))
			count = insert(out, count, (struct history_line){ .on_day = file->promises[i].promise.check_on, .judged = &file->promises[i] });
	return insert_measures(file, out, count);
}

const char *words_history_outcome(const struct history_line *line)
{
	if (line->told)
		return line->told->what;
	if (line->sanction)
		return line->sanction->kind;
	return line->call ? line->call->outcome : promise_state_codes[line->judged->promise.state];
}

const char *words_history_kind(const struct history_line *line)
{
	const char *outcome = words_history_outcome(line);

	if (line->told || line->sanction)
		return line->told ? "threat" : "sanction";
	if (!line->call)
		return "judgement";
	if (strcmp(outcome, ACTION_PLATFORM) == 0)
		return outcome;
	return strcmp(outcome, "note") == 0 || strcmp(outcome, "undo") == 0 ? outcome : "call";
}

const char *words_history_agent(const struct history_line *line)
{
	if (line->told)
		return line->told->announcer;
	if (line->sanction)
		return line->lifted ? line->sanction->lifter : line->sanction->setter;
	/* TRANSLATORS: who judged a promise, in the place of a person's name */
	return line->call ? line->call->agent : _("night");
}

const char *words_history_name(const struct history_line *line)
{
	if (line->call && strcmp(line->call->channel, scenario_channel_codes[SCENARIO_MAIL]) == 0)
		return _("mail");
	if (line->call && strcmp(line->call->channel, scenario_channel_codes[SCENARIO_LETTER]) == 0)
		return C_("mail", "letter");
	if (line->call)
		return words_outcome_code(line->call->outcome);
	if (line->told)
		return _("client told");
	if (line->sanction)
		return line->lifted ? _("sanction lifted") : _("sanction set");
	switch (line->judged->promise.state) {
	case PROMISE_KEPT: return _("promise kept");
	case PROMISE_PARTLY_KEPT: return _("promise partly kept");
	default: return _("promise broken");
	}
}

const char *words_history_sign(const struct history_line *line)
{
	if (line->told || line->sanction)
		return line->told || !line->lifted ? "!" : "";
	if (line->call)
		return "";
	return line->judged->promise.state == PROMISE_KEPT ? "√" : "×";
}

static void add_promises(const struct call_row *row, const struct promise_row *promises,
			 size_t count, struct words_text *out)
{
	char amount[MONEY_TEXT], day[64];

	for (size_t i = 0; i < count; i++) {
		const struct promise *p = &promises[i].promise;

		if (promises[i].action_id != row->id)
			continue;
		words_add(out, out->used ? ", " : "");
		words_add(out, _("%s on %s"), words_amount(p->amount, p->currency, amount),
			  words_near_date(p->due_on, row->on_day, day));
		if (p->state != PROMISE_OPEN)
			words_add(out, " (%s)", words_promise_state(p->state));
	}
}

/* A reason the outcome does not tell by its name. */
static bool told_apart(const struct call_row *row)
{
	enum outcome outcome;

	return *row->reason && outcome_from_code(row->outcome, &outcome) &&
	       strcmp(reason_rules[reason_from_outcome(outcome)].code, row->reason) != 0;
}

/* "207 PU_ERR what they wrote", as the desk keeps it. */
static void say_platform(const struct call_row *row, struct words_text *text)
{
	char code[32] = "";
	int status = 0, rest = 0;
	const char *name;

	if (sscanf(row->note, "%d %31s%n", &status, code, &rest) != 2)
		return;
	name = words_platform_status(status);
	words_add(text, "%s%d %s", text->used ? " · " : "", status, name);
	if (strcmp(code, "-") != 0)
		words_add(text, ", %s", words_platform_reason(code));
	if (row->note[rest] == ' ' && row->note[rest + 1])
		words_add(text, " · %.300s", row->note + rest + 1);
}

/* Any other note may begin the same way: an agent's own words. */
static bool is_claim(const char *outcome, const char *note, struct paid_claim *out)
{
	return strcmp(outcome, outcome_rules[OUTCOME_PAID].code) == 0 && paid_read(note, out);
}

const char *words_note(const char *outcome, const char *note, date today, char out[WORDS_TEXT])
{
	struct words_text text = { .out = out };
	struct paid_claim claim;
	char amount[MONEY_TEXT], day[64];

	out[0] = '\0';
	if (!is_claim(outcome, note, &claim)) {
		words_add(&text, "%s", note);
		return out;
	}
	words_add(&text, _("%s paid on %s"), words_amount(claim.amount, claim.currency, amount), words_near_date(claim.on, today, day));
	if (*claim.words)
		words_add(&text, " · %s", claim.words);
	return out;
}

/* The news of the circuit told by that call: all of one call are the same but for the invoice. */
static void add_news(const struct call_row *row, const struct client_file *file,
		     struct words_text *out)
{
	const struct circuit_event *event = NULL;
	char day[64];
	int count = 0;

	for (size_t i = 0; i < file->news_count; i++) {
		if (file->news[i].action_id != row->id)
			continue;
		event = &file->news[i].event;
		count++;
	}
	if (!event)
		return;
	words_add(out, ngettext("%d invoice %s", "%d invoices %s", (unsigned long)count), count,
		  words_circuit_stage(event->stage));
	if (event->holder)
		words_add(out, ", %.100s", event->holder);
	words_add(out, _(" since %s"), words_near_date(event->since, row->on_day, day));
}

static void say_back(const struct call_row *row, struct words_text *text)
{
	char day[64], hour[16];

	if (!date_is(row->next_on))
		return;
	words_add(text, "%s", text->used ? " · " : "");
	words_add(text, _("back on %s"), words_near_date(row->next_on, row->on_day, day));
	words_hour(row->next_minute, hour);
	if (*hour)
		words_add(text, " %s", hour);
}

/* What is contested, and who answers by when. */
static void add_dispute(const struct call_row *row, const struct client_file *file, struct words_text *out)
{
	char day[64];

	for (size_t i = 0; i < file->dispute_count; i++) {
		const struct dispute_row *dispute = &file->disputes[i];

		if (dispute->action_id != row->id)
			continue;
		words_add(out, "%s%s%s", words_dispute_kind(dispute->kind), *dispute->sub_reason ? ", " : "",
			  words_dispute_sub_reason(dispute->sub_reason));
		words_add(out, ngettext(", %d invoice", ", %d invoices", (unsigned long)dispute->invoices), dispute->invoices);
		if (!*dispute->owner) {
			say_back(row, out);
			continue;
		}
		words_add(out, " · ");
		words_add(out, _("%s answers by %s"), dispute->owner, words_near_date(dispute->due_on, row->on_day, day));
	}
}

static void add_document(const struct call_row *row, const struct client_file *file, struct words_text *out)
{
	for (size_t i = 0; i < file->document_count; i++) {
		const struct document_row *document = &file->documents[i];

		if (document->action_id != row->id)
			continue;
		words_add(out, "%s", words_document(document->kind));
		if (document->invoices > 0)
			words_add(out, ngettext(", %d invoice", ", %d invoices", (unsigned long)document->invoices), document->invoices);
		say_back(row, out);
	}
}

static void say_call(const struct call_row *row, const struct client_file *file,
		     struct words_text *text)
{
	char note[WORDS_TEXT];
	struct paid_claim claim;

	add_promises(row, file->promises, file->promise_count, text);
	add_news(row, file, text);
	add_dispute(row, file, text);
	add_document(row, file, text);
	if (is_claim(row->outcome, row->note, &claim))
		words_add(text, "%.400s", words_note(row->outcome, row->note, row->on_day, note));
	if (text->used == 0)
		say_back(row, text);
	if (strcmp(row->outcome, "undo") == 0)
		words_add(text, "%s", words_outcome_code(row->note));
	else if (strcmp(row->outcome, ACTION_PLATFORM) == 0)
		say_platform(row, text);
	else if (*row->note && !is_claim(row->outcome, row->note, &claim))
		words_add(text, "%s%.400s", text->used ? " · " : "", row->note);
	if (*row->excuse)
		words_add(text, "%s%s", text->used ? " · " : "", words_excuse(row->excuse));
	if (told_apart(row))
		words_add(text, "%s%s", text->used ? " · " : "", words_cause(row->reason));
}

static void say_judgement(const struct promise *promise, struct words_text *text)
{
	char amount[MONEY_TEXT], came[MONEY_TEXT], day[64], back[64];

	words_amount(promise_judged(promise), promise->currency, amount);
	words_near_date(promise->due_on, promise->check_on, day);
	if (promise->state == PROMISE_KEPT)
		words_add(text, _("%s for %s: received"), amount, day);
	else if (promise->received > 0)
		words_add(text, _("%s for %s: only %s came"), amount, day,
			  words_amount(promise->received, promise->currency, came));
	else if (promise_went_back(promise))
		words_add(text, _("%s for %s: came, and went back on %s"), amount, day, words_near_date(promise->reversed_on, promise->check_on, back));
	else
		words_add(text, _("%s for %s: nothing came"), amount, day);
}

const char *words_history(const struct history_line *line, const struct client_file *file,
			  char out[WORDS_TEXT])
{
	struct words_text text = { .out = out };

	out[0] = '\0';
	if (line->call)
		say_call(line->call, file, &text);
	else if (line->told)
		words_add(&text, "%s%s%s", words_measure(line->told->what), *line->told->note ? " · " : "", line->told->note);
	else if (line->sanction)
		words_add(&text, "%s%s%s", words_measure(line->sanction->kind), *line->sanction->note ? " · " : "", line->sanction->note);
	else
		say_judgement(&line->judged->promise, &text);
	return out;
}
