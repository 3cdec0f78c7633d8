/* What an entry was taken for, and why one was refused, with what to type instead.
 */
#include "words/words.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"

static void echo_plan(const struct words_echo *e, struct words_text *out)
{
	char amount[MONEY_TEXT], day[64];

	words_add(out, ngettext("%zu instalment, %s in all:", "%zu instalments, %s in all:", (unsigned long)e->entry->line_count),
	    e->entry->line_count, words_amount(e->entry->total, e->currency, amount));
	for (size_t i = 0; i < e->entry->line_count && i < 4; i++)
		words_add(out, "%s %s %s", i ? "," : "", words_money(e->entry->lines[i].amount, amount),
		    words_near_date(e->entry->lines[i].due_on, e->today, day));
	if (e->entry->line_count > 4)
		words_add(out, ", … %s", words_near_date(e->entry->lines[e->entry->line_count - 1].due_on, e->today, day));
}

static void echo_promise(const struct words_echo *e, struct words_text *out)
{
	const struct entry_line *line = &e->entry->lines[0];
	char amount[MONEY_TEXT], day[64], check[64];

	if (e->entry->plan) {
		echo_plan(e, out);
	} else {
		words_add(out, _("%s on %s"), words_amount(line->amount, e->currency, amount), words_near_long(line->due_on, e->today, day));
		if (e->invoices > 0)
			words_add(out, ngettext(", %d invoice", ", %d invoices", (unsigned long)e->invoices), e->invoices);
	}
	words_add(out, _("; checked %s"), words_near_date(line->check_on, e->today, check));
	if (e->entry->moved)
		words_add(out, "%s", _(" (moved off a closed day)"));
	if (e->entry->far)
		words_add(out, "%s", _(" (more than 60 days ahead)"));
	if (e->entry->ask_insurer)
		words_add(out, "%s", _(" (ask the credit insurer first)"));
	if (e->entry->written)
		words_add(out, "%s", _(", in writing"));
}

static void echo_paid(const struct words_echo *e, struct words_text *out)
{
	char amount[MONEY_TEXT], day[64];

	words_add(out, _("%s paid on %s"), words_amount(e->entry->total, e->currency, amount), words_near_long(e->entry->on, e->today, day));
	if (e->means && *e->means)
		words_add(out, ", %s", e->means);
	if (date_is(e->next_on))
		words_add(out, _("; checked %s"), words_near_date(e->next_on, e->today, day));
}

static void add_invoices(const struct words_echo *e, struct words_text *out)
{
	if (e->invoices > 0)
		words_add(out, ngettext(", %d invoice", ", %d invoices", (unsigned long)e->invoices), e->invoices);
}

/* "dispute (commercial, price), 1 invoice; Mme Lenoir answers by Tuesday 15 December" */
static void echo_dispute(const struct words_echo *e, struct words_text *out)
{
	const struct dispute_entry *d = e->dispute;
	const char *owner = *d->owner ? d->owner : d->owner_mail;
	const char *kind = words_dispute_kind(dispute_kind_codes[d->kind]), *about = words_dispute_sub_reason(dispute_subs[d->sub].code);
	char day[64];

	words_add(out, "%s (%s%s%s)", words_outcome(e->outcome), kind, *about ? ", " : "", about);
	add_invoices(e, out);
	if (!date_is(d->due_on))
		return;
	if (*owner)
		words_add(out, _("; %s answers by %s"), owner, words_near_long(d->due_on, e->today, day));
	else
		words_add(out, _("; answer by %s"), words_near_long(d->due_on, e->today, day));
}

static void echo_document(const struct words_echo *e, struct words_text *out)
{
	words_add(out, "%s (%s)", words_outcome(e->outcome), words_document(document_kind_codes[e->document->kind]));
	add_invoices(e, out);
}

static void echo_insolvency(const struct words_echo *e, struct words_text *out)
{
	char day[64];

	words_add(out, _("%s: %s"), words_outcome(e->outcome), e->insolvency->court);
	if (date_is(e->insolvency->published_on))
		words_add(out, _(", published on %s"), words_near_long(e->insolvency->published_on, e->today, day));
	else
		words_add(out, "%s", _(", not published yet"));
	words_add(out, "%s", _("; calls stop"));
}

static void echo_back(const struct words_echo *e, struct words_text *out)
{
	char day[64], hour[16];

	if (!date_is(e->next_on))
		return;
	words_hour(e->next_minute, hour);
	if (*hour)
		words_add(out, _("; back on %s at %s"), words_near_long(e->next_on, e->today, day), hour);
	else
		words_add(out, _("; back on %s"), words_near_long(e->next_on, e->today, day));
	if (e->entry && e->entry->moved)
		words_add(out, "%s", _(" (moved off a closed day)"));
}

const char *words_echo(const struct words_echo *e, char out[WORDS_TEXT])
{
	struct words_text text = { .out = out };

	out[0] = '\0';
	switch (outcome_rules[e->outcome].entry) {
	case OUTCOME_ENTRY_PROMISE: echo_promise(e, &text); return out;
	case OUTCOME_ENTRY_PAID: echo_paid(e, &text); return out;
	case OUTCOME_ENTRY_DISPUTE: echo_dispute(e, &text); return out;
	case OUTCOME_ENTRY_INSOLVENCY: echo_insolvency(e, &text); return out;
	case OUTCOME_ENTRY_DOCUMENT: echo_document(e, &text); break;
	default: words_add(&text, "%s", words_outcome(e->outcome)); break;
	}
	echo_back(e, &text);
	return out;
}

/* One reading of an ambiguous entry, short. */
static void reading(const struct entry *entry, const char *currency, const struct entry_context *context, char *out, size_t room)
{
	char amount[MONEY_TEXT], day[64], hour[16];

	if (entry->line_count > 0)
		snprintf(out, room, _("%s on %s"), words_amount(entry->total, currency, amount),
		         words_near_date(entry->lines[0].typed_on, context->today, day));
	else
		snprintf(out, room, "%s %s", words_near_date(entry->typed_on, context->today, day), words_hour(entry->minute, hour));
}

static const char *example(enum outcome outcome)
{
	switch (outcome_rules[outcome].entry) {
	case OUTCOME_ENTRY_PROMISE: return _("fri · 500 15/12 · +7 · eom · 3x eom");
	case OUTCOME_ENTRY_CALLBACK: return _("tom · fri 14h30 · 16h");
	case OUTCOME_ENTRY_PAID: return _("mon · 500 12/11");
	default: return _("tom · fri · +7");
	}
}

/* 25/06/20 or 2020-06-25: a date of three numbers. */
static bool has_year(const char *token)
{
	size_t day = strspn(token, "0123456789");
	size_t month = token[day] ? strspn(token + day + 1, "0123456789") : 0;

	return day > 0 && month > 0 && token[day + 1 + month] && token[day + 2 + month];
}

static void refused_date(const struct entry_result *r, const struct entry_context *context, char out[WORDS_TEXT])
{
	char day[64];

	switch (r->status) {
	case ENTRY_PAST:
		snprintf(out, WORDS_TEXT, has_year(r->token) ? _("“%s” is in the past: type a day from today on") : _("“%s” is in the past: type the year for a far date"),
		         r->token);
		break;
	case ENTRY_FUTURE: snprintf(out, WORDS_TEXT, _("“%s” is in the future: paid already wants the day it was paid"), r->token); break;
	case ENTRY_TOO_FAR:
		snprintf(out, WORDS_TEXT, _("too far ahead: the last date is %s"), words_near_long(r->last_on, context->today, day));
		break;
	case ENTRY_TOO_SOON:
		snprintf(out, WORDS_TEXT, _("a file is not called twice the same day: the first date is %s"),
		         words_near_long(r->last_on, context->today, day));
		break;
	case ENTRY_NO_SUCH_DAY: snprintf(out, WORDS_TEXT, _("“%s” is no day of the calendar"), r->token); break;
	case ENTRY_NO_SUCH_HOUR: snprintf(out, WORDS_TEXT, _("“%s” is no hour of the day"), r->token); break;
	case ENTRY_AMBIGUOUS_WORD: snprintf(out, WORDS_TEXT, _("“%s” means several days: type one letter more"), r->token); break;
	default: snprintf(out, WORDS_TEXT, "%s", _("the entry is refused")); break;
	}
}

static void refused_amount(const struct entry_result *r, char out[WORDS_TEXT])
{
	char amount[MONEY_TEXT];

	switch (r->status) {
	case ENTRY_BAD_AMOUNT_FORM: snprintf(out, WORDS_TEXT, _("“%s” may be read in two ways: type 1500 or 1.50"), r->token); break;
	case ENTRY_OTHER_CURRENCY:
		snprintf(out, WORDS_TEXT, _("“%s”: nothing is owed here in that currency"), r->token);
		break;
	case ENTRY_CURRENCIES:
		snprintf(out, WORDS_TEXT, _("“%s”: one currency at a time, each is recorded by itself"), r->token);
		break;
	case ENTRY_AMOUNT_ZERO: snprintf(out, WORDS_TEXT, "%s", _("the amount must be above zero")); break;
	case ENTRY_AMOUNT_OVER:
		snprintf(out, WORDS_TEXT, _("the amount is above the balance of %s"),
		         words_amount(r->meant.balance, r->meant.currency, amount));
		break;
	case ENTRY_PLAN_SIZE:
		snprintf(out, WORDS_TEXT, _("a plan has %d to %d instalments"), PROMISE_PLAN_MIN, PROMISE_PLAN_MAX);
		break;
	case ENTRY_NOTHING_OWED: snprintf(out, WORDS_TEXT, "%s", _("nothing is overdue: type the amount")); break;
	default: snprintf(out, WORDS_TEXT, "%s", _("the entry is refused")); break;
	}
}

static void incomplete(const struct entry_result *r, enum outcome outcome, char out[WORDS_TEXT])
{
	switch (r->missing) {
	case ENTRY_MISSING_AMOUNT: snprintf(out, WORDS_TEXT, "%s", _("the amount is missing: each part of a plan names its own")); break;
	case ENTRY_MISSING_HOUR: snprintf(out, WORDS_TEXT, "%s", _("the hour is missing: a callback today needs one")); break;
	default: snprintf(out, WORDS_TEXT, _("the date is missing: %s"), example(outcome)); break;
	}
}

/* No date or amount mistyped. */
static bool is_word(const char *token)
{
	return *token && !strpbrk(token, "0123456789");
}

const char *words_entry_refused(const struct entry_result *r, enum outcome outcome, const struct entry_context *context,
                                char out[WORDS_TEXT])
{
	char one[128], two[128];

	switch (r->status) {
	case ENTRY_EMPTY:
		if (outcome == OUTCOME_PAID)
			snprintf(out, WORDS_TEXT, "%s", _("say the day first: mon · 500 12/11 · mon transfer 8841"));
		else
			snprintf(out, WORDS_TEXT, _("say when: %s"), example(outcome));
		break;
	case ENTRY_INCOMPLETE: incomplete(r, outcome, out); break;
	case ENTRY_AMBIGUOUS:
		reading(&r->readings[0], r->meant.currency, context, one, sizeof one);
		reading(&r->readings[1], r->meant.currency, context, two, sizeof two);
		snprintf(out, WORDS_TEXT, _("it may be read in two ways: %s, or %s"), one, two);
		break;
	case ENTRY_BAD_TOKEN:
		snprintf(out, WORDS_TEXT, is_word(r->token) ? _("“%s” is not understood: %s; words go into the note") : _("“%s” is not understood: %s"),
		         r->token, example(outcome));
		break;
	case ENTRY_TOO_MANY:
		snprintf(out, WORDS_TEXT, outcome == OUTCOME_CALLBACK ? _("too many dates or hours: %s") : _("too many dates or amounts: %s"),
			 example(outcome));
		break;
	case ENTRY_BAD_AMOUNT_FORM:
	case ENTRY_AMOUNT_ZERO:
	case ENTRY_AMOUNT_OVER:
	case ENTRY_OTHER_CURRENCY:
	case ENTRY_CURRENCIES:
	case ENTRY_PLAN_SIZE:
	case ENTRY_NOTHING_OWED: refused_amount(r, out); break;
	default: refused_date(r, context, out); break;
	}
	return out;
}

static void refused_choice(const struct dispute_entry *entry, char out[WORDS_TEXT])
{
	switch (entry->status) {
	case DISPUTE_AMBIGUOUS:
		snprintf(out, WORDS_TEXT, _("“%s” may mean several things: type one letter more"), entry->token);
		break;
	case DISPUTE_LINES_OR_DAY:
		snprintf(out, WORDS_TEXT, _("“%s”: lines or a day? Lines are typed with blanks (1 2 3), a day with a stroke (1/3)"), entry->token);
		break;
	case DISPUTE_TWO_KINDS: snprintf(out, WORDS_TEXT, "%s", _("a dispute has one kind")); break;
	case DISPUTE_TWO_SUBS: snprintf(out, WORDS_TEXT, _("“%s”: a dispute has one sub-reason"), entry->token); break;
	case DISPUTE_TWO_DATES: snprintf(out, WORDS_TEXT, _("“%s”: a dispute has one date, when the answer is due"), entry->token); break;
	case DISPUTE_BAD_DATE:
		snprintf(out, WORDS_TEXT, _("“%s” is no day to come within a year: 15/12 · +10 · fri"), *entry->token ? entry->token : "?");
		break;
	default: snprintf(out, WORDS_TEXT, "%s", _("name who answers for it: for Martin")); break;
	}
}

const char *words_dispute_refused(const struct dispute_entry *entry, char out[WORDS_TEXT])
{
	switch (entry->status) {
	case DISPUTE_UNKNOWN:
		snprintf(out, WORDS_TEXT,
		         _("“%s” is no invoice number, no line of the list, no kind (administrative, commercial, technical) and no sub-reason (price, quality …)"),
		         entry->token);
		break;
	case DISPUTE_NOT_OWED: snprintf(out, WORDS_TEXT, _("“%s” is not owed"), entry->token); break;
	case DISPUTE_ALREADY: snprintf(out, WORDS_TEXT, _("“%s” is in dispute already"), entry->token); break;
	case DISPUTE_NOTHING: snprintf(out, WORDS_TEXT, "%s", _("nothing is overdue: name an invoice by its number or its line")); break;
	default: refused_choice(entry, out); break;
	}
	return out;
}

const char *words_dispute_end(const struct dispute_ending *ending, const char *currency, char out[WORDS_TEXT])
{
	char amount[MONEY_TEXT];

	switch (ending->resolution) {
	case DISPUTE_CREDIT:
		snprintf(out, WORDS_TEXT, _("a credit note of %s; the rest is due"), words_amount(ending->credit, currency, amount));
		break;
	case DISPUTE_REJECTED: snprintf(out, WORDS_TEXT, "%s", _("rejected: all of it is due")); break;
	default: snprintf(out, WORDS_TEXT, "%s", _("agreed: the client will pay")); break;
	}
	return out;
}

const char *words_dispute_end_refused(const struct dispute_ending *ending, char out[WORDS_TEXT])
{
	switch (ending->status) {
	case DISPUTE_END_UNKNOWN:
		snprintf(out, WORDS_TEXT, _("“%s” is no amount of a credit note, nor rejected, nor agreed"), ending->token);
		break;
	case DISPUTE_END_AMBIGUOUS:
		snprintf(out, WORDS_TEXT, _("“%s” may mean several things: type one letter more"), ending->token);
		break;
	case DISPUTE_END_UNCLEAR:
		snprintf(out, WORDS_TEXT, _("“%s” may be read in two ways: type 1500 or 1.50"), ending->token);
		break;
	case DISPUTE_END_NO_AMOUNT: snprintf(out, WORDS_TEXT, "%s", _("say the amount of the credit note")); break;
	default: snprintf(out, WORDS_TEXT, "%s", _("how it ended: 500 (a credit note) · rejected · agreed, then words")); break;
	}
	return out;
}

const char *words_wrapup(enum wrapup_answer answer, date until, date today, char out[WORDS_TEXT])
{
	static const char *const names[WRAPUP_COUNT] = {
		[WRAPUP_NONE] = N_("nobody spoke about it"),
		[WRAPUP_PROMISE] = N_("promised"),
		[WRAPUP_DISPUTE] = N_("in dispute"),
		[WRAPUP_DOCUMENT] = N_("a document is on its way"),
		[WRAPUP_CIRCUIT] = N_("in the client's circuit"),
		[WRAPUP_PAID] = N_("paid, they say"),
	};
	char day[64];

	if (!date_is(until))
		snprintf(out, WORDS_TEXT, "%s", gettext(names[answer]));
	else if (answer == WRAPUP_NONE)
		snprintf(out, WORDS_TEXT, _("%s; taken up on %s"), gettext(names[answer]), words_near_date(until, today, day));
	else
		snprintf(out, WORDS_TEXT, "%s, %s", gettext(names[answer]), words_near_date(until, today, day));
	return out;
}

const char *words_document_refused(const struct document_entry *entry, char out[WORDS_TEXT])
{
	switch (entry->status) {
	case DOCUMENT_ENTRY_UNKNOWN:
		snprintf(out, WORDS_TEXT,
		         _("“%s” is no document (duplicate, order, delivery, contract, statement, bank, other), no invoice number and no line of the list"),
		         entry->token);
		break;
	case DOCUMENT_ENTRY_AMBIGUOUS:
		snprintf(out, WORDS_TEXT, _("“%s” may mean several things: type one letter more"), entry->token);
		break;
	case DOCUMENT_ENTRY_FIGURE: snprintf(out, WORDS_TEXT, _("“%s” is no invoice: there is no document of it"), entry->token); break;
	case DOCUMENT_ENTRY_TWO: snprintf(out, WORDS_TEXT, _("“%s”: one request is for one document"), entry->token); break;
	default: snprintf(out, WORDS_TEXT, "%s", _("nothing is overdue: name an invoice by its number or its line")); break;
	}
	return out;
}

const char *words_insolvency_refused(const struct insolvency_entry *entry, char out[WORDS_TEXT])
{
	switch (entry->status) {
	case INSOLVENCY_TWO_DATES: snprintf(out, WORDS_TEXT, _("“%s”: one date, that of publication"), entry->token); break;
	case INSOLVENCY_BAD_DATE: snprintf(out, WORDS_TEXT, _("“%s” is no day of publication: not in the future, such as 15/11"), entry->token); break;
	default: snprintf(out, WORDS_TEXT, "%s", _("name the court, and the date of publication when it is known: Lyon 15/11")); break;
	}
	return out;
}
