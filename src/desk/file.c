/* Loading a client file. Gathers rows and asks the rules; decides nothing.
 */
#include "desk/file.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "desk/circuit.h"
#include "desk/contact.h"
#include "desk/steps.h"
#include "desk/worklist.h"
#include "rules/chase.h"
#include "rules/outcome.h"
#include "rules/promise.h"

#define SOLVED_DAYS   90 /* a dispute settled longer ago is not told any more */
#define RETURNED_DAYS 30 /* nor is a payment that went back */

static bool load_documents(struct store *store, struct client_file *f, struct err *err)
{
	if (!document_list(store, &f->arena, f->client.id, &f->documents, &f->document_count, err) ||
	    (f->document_count > 0 && !document_waiting_invoices(store, &f->arena, f->client.id, &f->document_invoices,
	                                                         &f->document_invoice_count, err)))
		return false;
	return !f->client.state.insolvent || insolvency_last(store, &f->arena, f->client.id, &f->insolvency, err) != FOUND_ERROR;
}

static int compare_places(const void *a, const void *b)
{
	const struct file_place *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

/* Parts of promises and news of the circuit name invoices by their ids. */
static void index_invoices(struct client_file *f)
{
	f->places = arena_alloc(&f->arena, (f->invoice_count + 1) * sizeof *f->places);
	for (size_t i = 0; i < f->invoice_count; i++)
		f->places[i] = (struct file_place){ f->invoices[i].item.id, i };
	qsort(f->places, f->invoice_count, sizeof *f->places, compare_places);
}

/* first: no more of them than a screen shows. */
static bool load_invoices(struct store *store, struct client_file *f, bool first, struct err *err)
{
	int limit = first ? FILE_FIRST + 1 : 0;

	if (!invoice_list(store, &f->arena, f->client.id, limit, &f->invoices, &f->invoice_count, err))
		return false;
	f->partial = first && f->invoice_count > FILE_FIRST;
	if (f->partial)
		f->invoice_count = FILE_FIRST;
	index_invoices(f);
	return true;
}

static bool load_rows(struct session *session, struct client_file *f, bool first, struct err *err)
{
	struct store *store = session->store;
	int64_t id = f->client.id;

	if (!load_invoices(store, f, first, err) ||
	    (!f->partial && !promise_parts(store, &f->arena, id, &f->parts, &f->part_count, err)))
		return false;
	return follow_up_list(store, &f->arena, id, &f->follow_ups, &f->follow_up_count, err) &&
	       dispute_list(store, &f->arena, id, &f->disputes, &f->dispute_count, err) && load_documents(store, f, err) &&
	       contact_list(store, &f->arena, id, &f->contacts, &f->contact_count, err) &&
	       circuit_load(session, f, err) && threat_list(store, &f->arena, id, &f->threats, &f->threat_count, err) &&
	       sanction_list(store, &f->arena, id, &f->sanctions, &f->sanction_count, err) &&
	       bank_returned_to(store, &f->arena, id, session->today - RETURNED_DAYS, &f->returned, err) &&
	       bank_perhaps_of(store, &f->arena, session->creditor.id, id, &f->perhaps, err) &&
	       action_list(store, &f->arena, id, true, FILE_HISTORY, &f->history, &f->history_count, err);
}

size_t file_place_of(const struct client_file *f, int64_t invoice_id)
{
	const struct file_place key = { .id = invoice_id }, *found;

	if (f->invoice_count == 0)
		return SIZE_MAX;
	found = bsearch(&key, f->places, f->invoice_count, sizeof *f->places, compare_places);
	return found ? found->place : SIZE_MAX;
}

static bool is_outstanding(const struct client_file *f, int64_t promise_id)
{
	for (size_t i = 0; i < f->promise_count; i++)
		if (f->promises[i].promise.id == promise_id)
			return promise_outstanding(&f->promises[i].promise) > 0;
	return false;
}

/* Which invoices a promise covers; parts come promise by promise. */
static bool *find_promised(struct client_file *f)
{
	bool *promised = arena_alloc(&f->arena, f->invoice_count + 1), stands = false;
	int64_t promise_id = 0;

	for (size_t i = 0; i < f->part_count; i++) {
		const struct promise_part *part = &f->parts[i];
		if (part->promise_id != promise_id) {
			promise_id = part->promise_id;
			stands = is_outstanding(f, promise_id);
		}
		size_t place = stands && !part->withdrawn_by ? file_place_of(f, part->invoice_id) : SIZE_MAX;
		if (place != SIZE_MAX)
			promised[place] = true;
	}
	return promised;
}

/* The scenario's next step, of the client and of each invoice. */
static void find_steps(struct session *session, struct client_file *f, const struct client_bundle *bundle)
{
	const struct scenario scenario = policy_scenario(&session->policy);
	const struct scenario_client client = steps_client(bundle->state);
	struct scenario_invoice *invoices = arena_alloc(&f->arena, (f->invoice_count + 1) * sizeof *invoices);
	const bool *promised = find_promised(f);

	f->steps = arena_alloc(&f->arena, (f->invoice_count + 1) * sizeof *f->steps);
	steps_invoices(bundle, &session->policy, f->left, promised, invoices);
	for (size_t i = 0; i < f->invoice_count; i++)
		f->steps[i] = scenario_next_invoice(&scenario, &client, &invoices[i], session->today);
	f->step = scenario_next_client(&scenario, &client, invoices, f->invoice_count, session->today);
}

static bool judge(struct session *session, struct client_file *f, struct item **items, struct err *err)
{
	struct client_bundle bundle = { .state = &f->client.state, .item_count = f->invoice_count };

	*items = arena_alloc(&f->arena, (f->invoice_count + 1) * sizeof **items);
	for (size_t i = 0; i < f->invoice_count; i++)
		(*items)[i] = f->invoices[i].item;
	bundle.items = *items;
	if (!refresh_services(session, f->client.id, &bundle, err))
		return false;
	if (!refresh_load(session, &f->arena, f->client.id, &bundle, &f->promises, err))
		return false;
	judge_client(&bundle, &session->policy, session->creditor.currency, session->today, &f->verdict);
	f->promise_count = bundle.promise_count;
	for (size_t i = 0; i < f->promise_count; i++)
		f->promises[i].promise = bundle.promises[i];
	f->left = arena_alloc(&f->arena, (f->invoice_count + 1) * sizeof *f->left);
	netting_left(*items, f->invoice_count, f->left);
	find_steps(session, f, &bundle);
	return true;
}

static const struct call_row *last_outcome(const struct client_file *f)
{
	enum outcome outcome;

	for (size_t i = 0; i < f->history_count; i++)
		if (!f->history[i].undone_by && outcome_from_code(f->history[i].outcome, &outcome))
			return &f->history[i];
	return NULL;
}

/* The calls that stand, newest first, into the arena; those since the last promise come first: *since. */
static struct chase *chases_of(struct client_file *f, size_t *count, size_t *since)
{
	struct chase *chases = arena_alloc(&f->arena, (f->history_count + 1) * sizeof *chases);
	bool promised = false;

	*count = *since = 0;
	for (size_t i = 0; i < f->history_count; i++) {
		const struct call_row *row = &f->history[i];
		struct chase *chase = &chases[*count];

		if (row->undone_by || !outcome_from_code(row->outcome, &chase->outcome))
			continue;
		chase->on = row->on_day;
		chase->contact_id = row->contact_id;
		if (!chase_excuse_from_code(row->excuse, &chase->excuse))
			chase->excuse = CHASE_EXCUSE_NONE;
		(*count)++;
		promised |= chase->outcome == OUTCOME_PROMISE;
		*since += !promised;
	}
	return chases;
}

static void find_reason(struct session *session, struct client_file *f)
{
	const struct call_row *last = last_outcome(f);
	size_t count, since;
	const struct chase *chases = chases_of(f, &count, &since);
	const struct reason_client told = { .reason = f->client.state.reason, .qualified_on = f->client.state.reason_on };
	const struct reason_history history = {
		.broken = f->verdict.broken_last_year,
		.unsuccessful = chase_count_unsuccessful(chases, count, CHASE_WINDOW_DAYS, session->today),
		.refused = last && strcmp(last->outcome, outcome_rules[OUTCOME_REFUSAL].code) == 0,
		.reason = told.reason,
	};

	f->why = (struct file_reason){
		.reason = told.reason,
		.on = told.qualified_on,
		.known = reason_is_covered(&told, session->policy.reason_days, session->today),
		.firmness = reason_firmness_of(&history, &session->policy.firmness),
		.unsuccessful = history.unsuccessful,
		.excuses = chase_count_excuses(chases, since, 0, DATE_NONE),
	};
	f->contact_excuses = arena_alloc(&f->arena, (f->contact_count + 1) * sizeof *f->contact_excuses);
	for (size_t i = 0; i < f->contact_count; i++)
		f->contact_excuses[i] = chase_count_excuses(chases, since, f->contacts[i].id, DATE_NONE);
}

/* Currencies are never added: each has its own line. */
static void brief_also(const struct dispute_row *d, struct brief_dispute *also)
{
	size_t at = 0;

	while (at < BRIEF_DISPUTES && also[at].kind && strcmp(also[at].currency, d->currency) != 0)
		at++;
	if (at == BRIEF_DISPUTES)
		return;
	if (!also[at].kind || d->due_on < also[at].due_on) {
		also[at].kind = d->kind;
		also[at].currency = d->currency;
		also[at].due_on = d->due_on;
	}
	also[at].invoices += d->invoices;
	also[at].amount += d->open;
}

/* The open one that is answered first, and all that is in dispute in its currency. */
static void brief_open_disputes(const struct client_file *f, struct brief_facts *facts)
{
	for (size_t i = 0; i < f->dispute_count; i++) {
		const struct dispute_row *d = &f->disputes[i];

		if (date_is(d->closed_on) || (facts->dispute_open.kind && d->due_on >= facts->dispute_open.due_on))
			continue;
		facts->dispute_open.opened_on = d->opened_on;
		facts->dispute_open.due_on = d->due_on;
		facts->dispute_open.kind = d->kind;
		facts->dispute_open.currency = d->currency;
	}
	for (size_t i = 0; i < f->dispute_count && facts->dispute_open.kind; i++) {
		const struct dispute_row *d = &f->disputes[i];

		if (date_is(d->closed_on))
			continue;
		if (strcmp(d->currency, facts->dispute_open.currency) != 0) {
			brief_also(d, facts->dispute_also);
			continue;
		}
		facts->dispute_open.invoices += d->invoices;
		facts->dispute_open.amount += d->open;
	}
}

static void brief_disputes(const struct client_file *f, date today, struct brief_facts *facts)
{
	brief_open_disputes(f, facts);
	for (size_t i = 0; i < f->dispute_count; i++) {
		const struct dispute_row *d = &f->disputes[i];

		if (date_is(d->closed_on) && d->closed_on > today - SOLVED_DAYS && d->closed_on >= facts->dispute_solved.closed_on) {
			facts->dispute_solved.closed_on = d->closed_on;
			facts->dispute_solved.opened_on = d->opened_on;
			facts->dispute_solved.kind = d->kind;
			facts->dispute_solved.currency = d->currency;
			facts->dispute_solved.resolution = d->resolution;
			facts->dispute_solved.invoices = d->invoices;
			facts->dispute_solved.amount = d->amount;
			facts->dispute_solved.credit = d->credit;
		}
		if (date_is(d->closed_on) && strcmp(d->resolution, dispute_resolution_codes[DISPUTE_PAID]) == 0 &&
		    !dispute_is_paid(d->invoices, d->open)) {
			facts->dispute_again.kind = d->kind;
			facts->dispute_again.currency = d->currency;
			facts->dispute_again.closed_on = d->closed_on;
			facts->dispute_again.amount = d->open;
		}
	}
}

struct document_request file_document(const struct document_row *row)
{
	struct document_request request = { .asked_on = row->asked_on, .sent_on = row->sent_on, .chased_on = row->chased_on,
	                                    .settled_on = row->settled_on };

	document_kind_from_code(row->kind, &request.kind);
	return request;
}

/* What we have to send comes before what we have sent; the oldest of either. */
static void brief_documents(const struct session *session, const struct client_file *f, struct brief_facts *facts)
{
	const struct document_rules *rules = &session->policy.document;

	for (size_t i = 0; i < f->document_count; i++) {
		const struct document_row *row = &f->documents[i];
		struct document_request request = file_document(row);
		enum document_state state = document_state_on(&request, rules, session->today);
		bool ours = state == DOCUMENT_ASKED || state == DOCUMENT_OVERDUE;

		if (state == DOCUMENT_SETTLED || state == DOCUMENT_CHASED)
			continue;
		facts->document.count += ours;
		if (facts->document.kind && (!ours || !date_is(facts->document.sent_on)))
			continue;
		facts->document.kind = row->kind;
		facts->document.asked_on = row->asked_on;
		facts->document.send_by = document_send_by(row->asked_on, rules);
		facts->document.sent_on = row->sent_on;
		facts->document.chase_on = ours ? DATE_NONE : document_chase_on(row->sent_on, rules);
	}
}

static void brief_bank(const struct client_file *f, struct brief_facts *facts)
{
	if (date_is(f->returned.value_on)) {
		facts->returned.on = f->returned.value_on;
		facts->returned.paid_on = f->returned.paid_on;
		facts->returned.amount = f->returned.amount;
		facts->returned.currency = f->returned.currency;
		facts->returned.code = f->returned.code;
	}
	facts->perhaps.on = f->perhaps.value_on;
	facts->perhaps.amount = f->perhaps.amount;
	facts->perhaps.currency = f->perhaps.currency;
	facts->perhaps.count = f->perhaps.count;
}

/* Who gave most of the excuses, when somebody is named. */
static void brief_excuser(const struct client_file *f, struct brief_facts *facts)
{
	for (size_t i = 0; i < f->contact_count; i++) {
		int excuses = f->contact_excuses[i];

		if (excuses <= facts->excuser.excuses)
			continue;
		facts->excuser.name = f->contacts[i].name;
		facts->excuser.excuses = excuses;
	}
}

static void brief_whom(struct session *session, const struct client_file *f, struct brief_facts *facts)
{
	const struct file_whom *whom = &f->whom;

	facts->circuit = (struct brief_circuit){ f->standings, f->standing_count, &session->policy.circuit, whom->asked };
	facts->contact_role = contact_role_codes[whom->asked.role];
	if (whom->contact < f->contact_count) {
		facts->contact_name = f->contacts[whom->contact].name;
		facts->contact_role = f->contacts[whom->contact].role;
		facts->best.known = contact_best(f, whom->contact, &facts->best.from, &facts->best.to);
	} else if (whom->asked.holder) {
		facts->contact_name = whom->asked.holder;
	} else if (whom->asked.why == CIRCUIT_WHOM_DEFAULT && whom->dial < f->contact_count) {
		facts->contact_name = f->contacts[whom->dial].name;
		facts->contact_role = f->contacts[whom->dial].role;
	}
}

/* What may be said, or was said, to the client; and what is in force against it. */
static void brief_measures(const struct client_file *f, struct brief_facts *facts)
{
	size_t count = 0;

	for (size_t i = 0; i < f->threat_count; i++)
		if (date_is(f->threats[i].decided_on) && !date_is(f->threats[i].executed_on) && !f->threats[i].refused) {
			facts->threat.what = f->threats[i].what;
			facts->threat.told_on = f->threats[i].announced_on;
		}
	for (size_t i = 0; i < f->sanction_count && count < BRIEF_SANCTIONS; i++)
		if (!date_is(f->sanctions[i].lifted_on)) {
			facts->sanctions[count].kind = f->sanctions[i].kind;
			facts->sanctions[count++].on = f->sanctions[i].set_on;
		}
}

/* Clocks, limits, proposals, the scenario; a file that was handed over has no step of ours. */
static void brief_pressing(struct session *session, struct client_file *f, struct brief_facts *facts)
{
	const struct clocks_reading *clock = clocks_worst(f->verdict.clocks, CLOCKS_KIND_COUNT);
	const struct client_state *state = &f->client.state;

	facts->clock = clock && clock->state >= CLOCKS_NEAR ? clock : NULL;
	facts->proposal = f->client.ready.proposal;
	brief_measures(f, facts);
	facts->near_legal = f->verdict.escalation.warnings & ESCALATION_BROKEN_NEAR;
	facts->written_on = DATE_NONE;
	for (size_t i = 0; i < f->promise_count; i++)
		if (f->promises[i].written && !f->promises[i].acknowledged_by)
			facts->written_on = f->promises[i].promise.made_on;
	facts->voided = f->verdict.voided;
	facts->voided_currency = f->verdict.voided_currency;
	facts->exposure.net = f->verdict.exposure.net;
	facts->exposure.over = f->verdict.exposure.over;
	facts->exposure.uninsured = state->insured_limit >= 0 ? f->verdict.exposure.uninsured : 0;
	facts->exposure.currency = session->creditor.currency;
	facts->step = state->legal || state->agency || state->insolvent || state->no_contact ? NULL : &f->step;
}

static void write_brief(struct session *session, struct client_file *f, const struct item *items)
{
	const struct call_row *last = last_outcome(f);
	const char **numbers = arena_alloc(&f->arena, (f->invoice_count + 1) * sizeof *numbers);
	struct promise *promises = arena_alloc(&f->arena, (f->promise_count + 1) * sizeof *promises);
	struct brief_facts facts = {
		.net = f->verdict.net,
		.net_count = f->verdict.net_count,
		.chosen = f->verdict.score.chosen,
		.items = items,
		.item_count = f->invoice_count,
		.item_numbers = numbers,
		.promises = promises,
		.promise_count = f->promise_count,
		.broken_last_year = f->verdict.broken_last_year,
		.unchased = f->verdict.unchased,
		.last = { .on = DATE_NONE },
		.follow_up_on = f->client.state.follow_up_on,
		.follow_up_minute = f->client.state.follow_up_minute,
		.follow_up_outcome = OUTCOME_CALLBACK,
		.dispute_solved = { .closed_on = DATE_NONE },
		.document = { .sent_on = DATE_NONE },
		.insolvency = { f->insolvency.court, f->insolvency.published_on },
		.excuses = f->why.excuses,
		.why = { f->why.reason, f->why.on, f->why.known, f->why.firmness },
		.callable = f->verdict.callable,
	};

	for (size_t i = 0; i < f->invoice_count; i++)
		numbers[i] = f->invoices[i].number;
	for (size_t i = 0; i < f->promise_count; i++)
		promises[i] = f->promises[i].promise;
	for (size_t i = 0; i < f->follow_up_count; i++)
		if (!f->follow_ups[i].done_by)
			outcome_from_code(f->follow_ups[i].kind, &facts.follow_up_outcome);
	if (last && outcome_from_code(last->outcome, &facts.last.outcome)) {
		facts.last.on = last->on_day;
		facts.last.note = last->note;
		facts.last.agent = last->agent;
	}
	brief_pressing(session, f, &facts);
	brief_whom(session, f, &facts);
	brief_disputes(f, session->today, &facts);
	brief_documents(session, f, &facts);
	brief_bank(f, &facts);
	brief_excuser(f, &facts);
	f->brief_count = brief_write(&facts, session->today, f->brief);
}

static date sleep_check(const struct client_file *f, date today)
{
	date first = DATE_NONE;

	if (f->verdict.callable.why_not != WHY_NOT_PROMISE)
		return DATE_NONE;
	for (size_t i = 0; i < f->promise_count; i++) {
		const struct promise *p = &f->promises[i].promise;

		if (p->state == PROMISE_OPEN && p->check_on > today && (!date_is(first) || p->check_on < first))
			first = p->check_on;
	}
	return first;
}

static void fill_entry(struct session *session, struct client_file *f)
{
	f->entry = (struct entry_context){
		.today = session->today,
		.minute = session->minute,
		.overdue = f->verdict.ready.overdue,
		.balance = f->verdict.ready.balance,
		.grace_days = session->policy.grace_days,
		.max_gap_days = session->policy.cadence.max_gap_days,
		.min_gap_days = session->policy.cadence.min_gap_days,
		.dispute_days = session->policy.dispute.days,
		.sleep_check_on = sleep_check(f, session->today),
		.free_until = f->verdict.free_until,
	};
	memcpy(f->entry.currency, f->verdict.ready.currency, MONEY_CODE);
	for (size_t i = 0; i < f->verdict.net_count && f->entry.other_count < ENTRY_OTHERS; i++) {
		const struct netting *net = &f->verdict.net[i];
		struct entry_owed *other = &f->entry.others[f->entry.other_count];

		if (money_same_code(net->currency, f->entry.currency) || net->balance <= 0)
			continue;
		*other = (struct entry_owed){ .overdue = net->overdue, .balance = net->balance };
		memcpy(other->currency, net->currency, MONEY_CODE);
		f->entry.other_count++;
	}
}

/* Sums of part of the invoices say nothing: those of the last rescoring do. */
static void take_stored(struct client_file *f)
{
	const struct client_ready *ready = &f->client.ready;
	struct client_verdict *v = &f->verdict;

	v->ready = *ready;
	memset(v->net, 0, sizeof v->net);
	v->net[0] = (struct netting){ .overdue = ready->overdue, .overdue_gross = ready->overdue, .balance = ready->balance,
	                              .oldest_due = ready->oldest_on, .next_due = DATE_NONE };
	memcpy(v->net[0].currency, ready->currency, MONEY_CODE);
	v->net_count = 1;
	f->step.invoices = 0;
	v->score = (struct score){ .total = ready->score };
	v->callable = (struct callable){ WHY_NOT_NONE, ready->next_on, ready->next_minute };
	for (int i = 0; i < WHY_NOT_COUNT; i++)
		if (strcmp(why_not_codes[i], ready->why_not) == 0)
			v->callable.why_not = (enum why_not)i;
}

/* f->client is set. */
static enum found load(struct session *session, struct client_file *f, bool first, struct err *err)
{
	struct item *items;

	if (!load_rows(session, f, first, err) || !judge(session, f, &items, err)) {
		file_clear(f);
		return FOUND_ERROR;
	}
	if (f->partial)
		take_stored(f);
	if (f->perhaps.count > 0)
		f->verdict.escalation.guards |= ESCALATION_PERHAPS;
	f->verdict.ready.proposal = f->client.ready.proposal; /* refusals and people's own are in the stored one */
	f->client.ready = f->verdict.ready;
	f->now = worklist_callable(session, &f->client);
	find_reason(session, f);
	contact_file(session, f);
	write_brief(session, f, items);
	fill_entry(session, f);
	return FOUND;
}

static enum found load_by_id(struct session *session, int64_t client_id, bool first, struct client_file *out, struct err *err)
{
	enum found found;

	memset(out, 0, sizeof *out);
	found = client_by_id(session->store, &out->arena, client_id, &out->client, err);
	if (found == FOUND && !session_may_see(session, &out->client))
		found = FOUND_NOT;
	if (found == FOUND)
		return load(session, out, first, err);
	file_clear(out);
	return found;
}

enum found file_load(struct session *session, int64_t client_id, struct client_file *out, struct err *err)
{
	return load_by_id(session, client_id, false, out, err);
}

enum found file_load_first(struct session *session, int64_t client_id, struct client_file *out, struct err *err)
{
	return load_by_id(session, client_id, true, out, err);
}

enum found file_load_no(struct session *session, const char *no, struct client_file *out, struct err *err)
{
	enum found found;

	memset(out, 0, sizeof *out);
	found = client_by_no(session->store, &out->arena, session->creditor.id, no, &out->client, err);
	if (found == FOUND && !session_may_see(session, &out->client))
		found = FOUND_NOT;
	if (found == FOUND)
		return load(session, out, false, err);
	file_clear(out);
	return found;
}

void file_clear(struct client_file *file)
{
	arena_clear(&file->arena);
	memset(file, 0, sizeof *file);
}
