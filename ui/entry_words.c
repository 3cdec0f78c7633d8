/* The sentences of the outcome entry: what is taken, what is refused, what to read back, what was recorded.
 */
#include "ui/entry.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "desk/contact.h"
#include "rules/paid.h"
#include "words/circuit.h"

const struct contact_row *entry_contact(const struct entry_view *view)
{
	const struct app *app = view->app;
	const struct client_file *file = file_screen_file(app);
	const struct contact_row *chosen = app->speaking.client_id == file->client.id
						   ? contact_of(file, app->speaking.contact_id)
						   : NULL;

	return chosen ? chosen : contact_spoken_to(file);
}

/* A note or a refusal without any. */
static bool wants_words(const struct entry_view *view)
{
	return (view->outcome == OUTCOME_NOTE || view->outcome == OUTCOME_REFUSAL) &&
	       view->entry[strspn(view->entry, " ")] == '\0';
}

const char *entry_refusal(const struct entry_view *view, char out[WORDS_TEXT])
{
	const struct client_file *file = file_screen_file(view->app);

	out[0] = '\0';
	if (wants_words(view))
		snprintf(out, WORDS_TEXT, "%s",
			 view->outcome == OUTCOME_NOTE
				 ? _("a note needs words")
				 : _("a refusal needs the words that were said"));
	else if (!view->preview.entry_refused)
		return out;
	else if (view->outcome == OUTCOME_DISPUTE)
		words_dispute_refused(&view->preview.dispute, out);
	else if (view->outcome == OUTCOME_CIRCUIT)
		words_circuit_refused(&view->preview, file, out);
	else if (view->outcome == OUTCOME_WRONG_CONTACT)
		words_contact_refused(&view->preview.contact, out);
	else if (view->outcome == OUTCOME_DOCUMENT)
		words_document_refused(&view->preview.document, out);
	else if (view->outcome == OUTCOME_INSOLVENCY)
		words_insolvency_refused(&view->preview.insolvency, out);
	else
		words_entry_refused(&view->preview.entry, view->outcome, &file->entry, out);
	return out;
}

/* What the outcome tells by its own name is not said again. */
const char *entry_why(const struct entry_view *view, char *out, size_t room)
{
	char *words = mem_printf("%s %s", view->entry, view->note);
	enum reason reason = call_reason(view->outcome, view->reason, words);
	enum chase_excuse excuse = call_excuse(view->outcome, view->excuse, words);
	bool told = reason != REASON_NONE && reason != reason_from_outcome(view->outcome);

	snprintf(out, room, "%s%s%s", told ? words_cause(reason_rules[reason].code) : "", told && excuse ? " · " : "",
		 excuse ? words_excuse(chase_excuse_codes[excuse]) : "");
	mem_free(words);
	return out;
}

/* Of an amount, oldest due first: the invoices it reaches. */
static int reached(const struct client_file *file, cents amount, const char *currency)
{
	int count = 0;

	for (size_t i = 0; i < file->invoice_count && amount > 0; i++) {
		const struct item *item = &file->invoices[i].item;
		if (item->open <= 0 || item->disputed || file->left[i] <= 0 ||
		    strcmp(item->currency, currency) != 0)
			continue;
		amount -= file->left[i];
		count++;
	}
	return count;
}

int entry_invoices(const struct entry_view *view)
{
	const struct client_file *file = file_screen_file(view->app);

	if (view->preview.entry_refused)
		return 0;
	if (view->outcome == OUTCOME_DISPUTE)
		return (int)view->preview.dispute.count;
	if (view->outcome == OUTCOME_DOCUMENT)
		return (int)view->preview.document.count;
	if (view->outcome == OUTCOME_PROMISE)
		return reached(file, view->preview.entry.readings[0].total, view->preview.entry.meant.currency);
	return 0;
}

const char *entry_echo(const struct entry_view *view, char out[WORDS_TEXT])
{
	const struct client_file *file = file_screen_file(view->app);
	const struct words_echo echo = {
		.entry = &view->preview.entry.readings[0],
		.outcome = view->outcome,
		.currency = view->preview.entry.meant.currency,
		.today = file->entry.today,
		.invoices = entry_invoices(view),
		.next_on = view->preview.next_on,
		.next_minute = view->preview.next_minute,
		.dispute = &view->preview.dispute,
		.document = &view->preview.document,
		.insolvency = &view->preview.insolvency,
		.means = paid_means(view->entry),
	};

	if (view->outcome == OUTCOME_CIRCUIT)
		return words_circuit_echo(&view->preview, file->entry.today, out);
	if (view->outcome == OUTCOME_WRONG_CONTACT)
		return words_wrong_echo(&view->preview, entry_contact(view), out);
	return words_echo(&echo, out);
}

/* The name of the outcome, its date when it has one. */
static void short_dated(enum outcome outcome, const struct call_result *result, date today,
			struct words_text *out)
{
	char day[64], hour[16];

	words_add(out, "%s", words_outcome(outcome));
	if (!date_is(result->next_on))
		return;
	words_near_day(result->next_on, today, day);
	words_hour(result->next_minute, hour);
	if (*hour)
		words_add(out, _(", back on %s at %s"), day, hour);
	else
		words_add(out, _(", back on %s"), day);
}

const char *entry_short(const struct client_file *file, enum outcome outcome,
			const struct call_result *result, char out[WORDS_TEXT])
{
	const struct entry *entry = &result->entry.readings[0];
	struct words_text text = { .out = out };
	char amount[MONEY_TEXT], day[64];

	out[0] = '\0';
	switch (outcome_rules[outcome].entry) {
	case OUTCOME_ENTRY_PROMISE:
		words_amount(entry->total, result->entry.meant.currency, amount);
		if (entry->plan)
			words_add(&text,
				  ngettext("%s in %zu instalment", "%s in %zu instalments",
					   entry->line_count),
				  amount, entry->line_count);
		else
			words_add(&text, _("%s on %s"), amount,
				  words_near_day(entry->lines[0].due_on, file->entry.today, day));
		break;
	case OUTCOME_ENTRY_PAID:
		words_add(&text, _("%s paid on %s"),
			  words_amount(entry->total, result->entry.meant.currency, amount),
			  words_near_day(entry->on, file->entry.today, day));
		break;
	case OUTCOME_ENTRY_DISPUTE:
		words_add(&text, _("dispute (%s)"),
			  words_dispute_kind(dispute_kind_codes[result->dispute.kind]));
		words_add(&text, ngettext(", %zu invoice", ", %zu invoices", result->dispute.count),
			  result->dispute.count);
		break;
	case OUTCOME_ENTRY_CIRCUIT:
		words_add(&text, "%s", words_circuit_stage(result->circuit.stage));
		if (result->holder.name[0])
			words_add(&text, ", %.60s", result->holder.name);
		break;
	case OUTCOME_ENTRY_DOCUMENT:
		words_add(&text, "%s (%s)", words_outcome(outcome),
			  words_document(document_kind_codes[result->document.kind]));
		if (result->document.count > 0)
			words_add(&text,
				  ngettext(", %zu invoice", ", %zu invoices", result->document.count),
				  result->document.count);
		break;
	case OUTCOME_ENTRY_INSOLVENCY:
		words_add(&text, _("insolvency (%s)"), result->insolvency.court);
		break;
	default:
		if (outcome == OUTCOME_NOTE)
			words_add(&text, "%s", words_outcome(outcome));
		else
			short_dated(outcome, result, file->entry.today, &text);
		break;
	}
	return out;
}

const char *entry_read_back(const struct entry_view *view, char out[WORDS_TEXT])
{
	const struct call_result *result = &view->preview;
	const struct entry *entry = &result->entry.readings[0];
	const struct contact_row *contact = entry_contact(view);
	const char *name = contact ? contact->name : "";
	struct words_text text = { .out = out };
	char amount[MONEY_TEXT], day[64], hour[16];

	out[0] = '\0';
	if (result->entry_refused)
		return out;
	words_date(result->next_on, WORDS_DATE_LONG, day);
	words_hour(result->next_minute, hour);
	switch (view->outcome) {
	case OUTCOME_PROMISE:
		words_amount(entry->total, result->entry.meant.currency, amount);
		if (entry->plan)
			words_add(&text,
				  ngettext("“I note %s in %zu instalment, the first by %s.",
					   "“I note %s in %zu instalments, the first by %s.",
					   entry->line_count),
				  amount, entry->line_count,
				  words_date(entry->lines[0].due_on, WORDS_DATE_LONG, day));
		else
			words_add(&text, _("“I note %s, to reach us by %s at the latest."), amount,
				  words_date(entry->lines[0].due_on, WORDS_DATE_LONG, day));
		break;
	case OUTCOME_CALLBACK:
		words_add(&text,
			  *hour ? _("“I will call you back on %s at %s.")
				: _("“I will call you back on %s."),
			  day, hour);
		break;
	case OUTCOME_PAID:
		words_add(&text,
			  _("“Thank you. If it has not reached us by %s, I will call again."), day);
		break;
	case OUTCOME_DISPUTE:
		words_add(&text,
			  ngettext("“I note what you contest on %zu invoice. You will have our "
				   "answer by %s.",
				   "“I note what you contest on %zu invoices. You will have our "
				   "answer by %s.",
				   result->dispute.count),
			  result->dispute.count, day);
		break;
	case OUTCOME_DOCUMENT:
		words_add(&text, _("“You will have it without delay. I will call again by %s."),
			  day);
		break;
	case OUTCOME_CIRCUIT:
	case OUTCOME_EVASIVE:
	case OUTCOME_DIFFICULTY: words_add(&text, _("“I will call you again on %s."), day); break;
	default: return out;
	}
	if (*name)
		words_add(&text, _(" Thank you, %s.”"), name);
	else
		words_add(&text, "%s", _(" Thank you.”"));
	return out;
}

const char *entry_recorded(const struct client_file *file, enum outcome outcome,
			   const struct call_result *result, const char *whose, char out[WORDS_TEXT])
{
	struct words_text text = { .out = out };
	char what[WORDS_TEXT], day[64], hour[16];
	const struct callable then = { result->why_not, result->next_on, result->next_minute };

	out[0] = '\0';
	if (result->already) {
		words_add(&text, _("%s was recorded already"), words_outcome(outcome));
		return out;
	}
	struct call_result taken = *result;
	taken.next_on = DATE_NONE; /* said once, below */
	entry_short(file, outcome, &taken, what);
	if (whose)
		words_add(&text, _("√ %s: %s"), whose, what);
	else
		words_add(&text, _("Recorded: %s"), what);
	if (result->why_not == WHY_NOT_NONE)
		words_add(&text, "%s", _("; still to be called today"));
	else if (date_is(result->next_on)) {
		words_add(&text, _("; sleeps until %s"),
			  words_near_date(result->next_on, file->entry.today, day));
		words_hour(result->next_minute, hour);
		if (*hour)
			words_add(&text, " %s", hour);
	} else {
		words_add(&text, _("; %s"), words_next(&then, file->entry.today, what));
	}
	if (result->rest > 0)
		words_add(&text, _("; no answer yet: %s (%s)"), result->rest_numbers,
			  words_near_date(result->rest_on, file->entry.today, day));
	if (result->supersede_warns)
		words_add(&text, _("; replaced %d times in %d days"), result->recent_superseded, result->supersede_days);
	return out;
}

int entry_replaced(const struct entry_view *view, bool *warns)
{
	const struct client_file *file = file_screen_file(view->app);
	bool replaces = false;

	for (size_t i = 0; i < file->promise_count; i++) {
		const struct promise *promise = &file->promises[i].promise;
		if (promise->state == PROMISE_OPEN && promise->due_on > file->entry.today &&
		    strcmp(promise->currency, view->preview.entry.meant.currency) == 0)
			replaces = true;
	}
	*warns = false;
	return replaces ? call_replacements(view->app->session, file, warns) : 0;
}
