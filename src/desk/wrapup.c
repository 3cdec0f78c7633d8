/* Who spoke about which invoice. The dates are the rules'; this file gathers what stands and what the call at hand adds.
 */
#include "desk/wrapup.h"

#include <stdio.h>
#include <string.h>

#include "base/id.h"
#include "base/mem.h"
#include "rules/paid.h"

/* Open promises that cover all that is left of it; until = the earliest check. staying: only those that a new promise does not replace. */
static bool promised(const struct client_file *file, size_t at, bool staying, date *until)
{
	const struct item *item = &file->invoices[at].item;
	cents sum = 0;

	*until = DATE_NONE;
	for (size_t i = 0; i < file->part_count; i++) {
		if (file->parts[i].invoice_id != item->id || file->parts[i].withdrawn_by)
			continue;
		for (size_t k = 0; k < file->promise_count; k++) {
			const struct promise *p = &file->promises[k].promise;

			if (p->id != file->parts[i].promise_id || p->state != PROMISE_OPEN || p->check_on <= file->entry.today ||
			    (staying && p->due_on > file->entry.today))
				continue;
			sum += file->parts[i].amount;
			if (!date_is(*until) || p->check_on < *until)
				*until = p->check_on;
		}
	}
	return sum > 0 && sum >= file->left[at];
}

/* A document is wanted or was sent, and the client was not chased about it since. */
static bool documented(const struct client_file *file, size_t at, const struct document_rules *rules, date chased_on, date *until)
{
	for (size_t i = 0; i < file->document_invoice_count; i++) {
		const struct document_waiting *w = &file->document_invoices[i];

		if (w->invoice_id != file->invoices[at].item.id || (date_is(w->sent_on) && chased_on > w->sent_on))
			continue;
		*until = date_is(w->sent_on) ? document_chase_on(w->sent_on, rules) : document_send_by(w->asked_on, rules);
		return true;
	}
	return false;
}

static bool is_asked(const struct client_file *file, size_t at)
{
	const struct item *item = &file->invoices[at].item;

	return item->kind == ITEM_INVOICE && item->open > 0 && !item->disputed && item->due_on < file->entry.today && file->left[at] > 0;
}

/* As it stands; `recording`: a call is being recorded, which replaces promises to come and chases what was sent. */
static struct wrapup_line read_line(const struct client_file *file, size_t at, const struct document_rules *rules, bool recording,
                                    enum outcome outcome)
{
	struct wrapup_line line = { .asked = is_asked(file, at), .until = DATE_NONE };
	date chased_on = recording ? file->entry.today : file->client.state.last_chase_on;

	if (file->invoices[at].item.disputed) {
		line.answer = WRAPUP_DISPUTE;
		line.until = file->client.state.dispute_due_on;
	} else if (promised(file, at, recording && outcome == OUTCOME_PROMISE, &line.until)) {
		line.answer = WRAPUP_PROMISE;
	} else if (documented(file, at, rules, chased_on, &line.until)) {
		line.answer = WRAPUP_DOCUMENT;
	} else if (file->positions[at].known && file->positions[at].expected_on > file->entry.today) {
		line.answer = WRAPUP_CIRCUIT;
		line.until = file->positions[at].expected_on;
	} else {
		line.until = DATE_NONE;
	}
	return line;
}

/* An amount answers for the oldest invoices first, each whole; what is answered already takes nothing of it. */
static void spread(const struct client_file *file, cents amount, const char *currency, enum wrapup_answer answer, date until,
                   struct wrapup_line *lines)
{
	for (size_t i = 0; i < file->invoice_count; i++) {
		if (!lines[i].asked || lines[i].answer != WRAPUP_NONE || strcmp(file->invoices[i].item.currency, currency) != 0)
			continue;
		amount -= file->left[i];
		if (amount < 0)
			return;
		lines[i].answer = answer;
		lines[i].until = until;
	}
}

/* What was said to be paid; a call of which nothing is known any more speaks of all. */
static void read_paid(const struct client_file *file, const struct follow_up_row *row, struct wrapup_line *lines)
{
	struct paid_claim claim;

	for (size_t i = 0; i < file->history_count; i++)
		if (file->history[i].id == row->action_id && paid_read(file->history[i].note, &claim)) {
			spread(file, claim.amount, claim.currency, WRAPUP_PAID, row->due_on, lines);
			return;
		}
	for (size_t i = 0; i < file->invoice_count; i++)
		if (lines[i].asked)
			spread(file, MONEY_MAX, file->invoices[i].item.currency, WRAPUP_PAID, row->due_on, lines);
}

/* One call may have left two days: when the payment is checked, and before it when the rest comes back. */
static bool is_of_paid(const struct client_file *file, size_t at)
{
	const struct follow_up_row *rows = file->follow_ups;
	bool is = !rows[at].done_by && strcmp(rows[at].kind, outcome_rules[OUTCOME_PAID].code) == 0 && rows[at].due_on > file->entry.today;

	for (size_t i = 0; i < at && is; i++)
		is = rows[i].action_id != rows[at].action_id;
	return is;
}

void wrapup_read(const struct client_file *file, const struct document_rules *rules, struct wrapup_line *lines)
{
	for (size_t i = 0; i < file->invoice_count; i++)
		lines[i] = read_line(file, i, rules, false, OUTCOME_NOTE);
	for (size_t i = 0; i < file->follow_up_count; i++)
		if (is_of_paid(file, i))
			read_paid(file, &file->follow_ups[i], lines);
}

static void answer_amount(const struct call_effects *e, enum wrapup_answer answer, struct wrapup_line *lines)
{
	const struct entry_result *read = &e->result->entry;

	spread(e->file, read->readings[0].total, read->meant.currency, answer, DATE_NONE, lines);
}

static void answer_chosen(const struct call_effects *e, enum wrapup_answer answer, struct wrapup_line *lines)
{
	for (size_t i = 0; i < e->file->invoice_count; i++)
		if (e->chosen[i])
			lines[i].answer = answer;
}

static void answer(const struct call_effects *e, struct wrapup_line *lines)
{
	switch (e->request->outcome) {
	case OUTCOME_PROMISE: answer_amount(e, WRAPUP_PROMISE, lines); break;
	case OUTCOME_PAID: answer_amount(e, WRAPUP_PAID, lines); break;
	case OUTCOME_DISPUTE: answer_chosen(e, WRAPUP_DISPUTE, lines); break;
	case OUTCOME_DOCUMENT: answer_chosen(e, WRAPUP_DOCUMENT, lines); break;
	case OUTCOME_CIRCUIT: answer_chosen(e, WRAPUP_CIRCUIT, lines); break;
	default: break;
	}
}

/* The numbers, as many as there is room for. */
static void name(const char *number, struct call_result *out)
{
	size_t used = strlen(out->rest_numbers), room = sizeof out->rest_numbers - sizeof "…";
	size_t wanted = strlen(number) + (used ? 2 : 0);
	bool cut = used >= 3 && strcmp(out->rest_numbers + used - 3, "…") == 0;

	if (cut)
		return;
	if (used + wanted < room)
		snprintf(out->rest_numbers + used, room - used, "%s%s", used ? ", " : "", number);
	else
		snprintf(out->rest_numbers + used, sizeof out->rest_numbers - used, "%s", "…");
}

static bool store_day(struct session *session, const struct call_effects *e, date on, struct err *err)
{
	const struct follow_up_row row = {
		.id = id_new(),
		.action_id = e->request->id,
		.kind = outcome_rules[e->request->outcome].code,
		.due_on = on,
		.minute = -1,
	};

	return follow_up_insert(session->store, e->file->client.id, &row, err);
}

bool wrapup_leave(struct session *session, const struct call_effects *e, struct call_result *out, struct err *err)
{
	const struct outcome_rule *rule = &outcome_rules[e->request->outcome];
	struct wrapup_line *lines;

	if (!wrapup_leaves(e->request->outcome))
		return true;
	lines = mem_alloc((e->file->invoice_count + 1) * sizeof *lines);
	for (size_t i = 0; i < e->file->invoice_count; i++)
		lines[i] = read_line(e->file, i, &session->policy.document, true, e->request->outcome);
	answer(e, lines);
	for (size_t i = 0; i < e->file->invoice_count; i++) {
		if (!lines[i].asked || lines[i].answer != WRAPUP_NONE)
			continue;
		out->rest++;
		name(e->file->invoices[i].number, out);
	}
	mem_free(lines);
	if (out->rest == 0)
		return true;
	out->rest_on = wrapup_next_on(e->request->outcome, e->result->next_on, &session->policy.cadence, session->today);
	/* under a promise the file would sleep on; elsewhere the outcome's own follow-up or cadence brings it back on that day */
	return rule->sleep != OUTCOME_SLEEP_PROMISE || store_day(session, e, out->rest_on, err);
}
