/* The brief: decides what an agent must know before dialling, and in which order. Codes and typed arguments only.
 * Must not know the words, the language or the screen.
 */
#include "rules/brief.h"

#include <string.h>

#include "base/mem.h"
#include "rules/brief_circuit.h"
#include "rules/promise.h"

#define TAIL_LINES         25 /* disputes, biggest invoice and all that follows: kept free of lists */
#define EXCUSES_FOR_REASON 2

struct sheet {
	struct brief_line *lines;
	size_t count;
};

static void put(struct sheet *s, struct brief_line line)
{
	s->lines[s->count++] = line;
}

/* A line of a list that can be long: leaves room for what must be said. */
static void put_listed(struct sheet *s, struct brief_line line)
{
	if (s->count < BRIEF_LINES - TAIL_LINES)
		put(s, line);
}

static struct brief_line line_of(enum brief_code code, const char *currency)
{
	struct brief_line line = {
		.code = code, .minute = -1, .on = DATE_NONE, .until = DATE_NONE
	};
	memcpy(line.currency, currency, strnlen(currency, MONEY_CODE - 1));
	return line;
}

static struct brief_line overdue_line(enum brief_code code, const struct netting *net, date today)
{
	struct brief_line line = line_of(code, net->currency);
	line.amount = net->overdue;
	line.count = net->overdue_count;
	line.on = net->oldest_due;
	line.days = today - net->oldest_due;
	return line;
}

static void put_insolvency(struct sheet *s, const struct brief_facts *f)
{
	if (f->insolvency.court == NULL)
		return;
	struct brief_line line = line_of(BRIEF_INSOLVENT, "");
	line.text = f->insolvency.court;
	line.on = f->insolvency.published_on;
	put(s, line);
}

static void put_handed(struct sheet *s, const struct brief_facts *f)
{
	struct brief_line line = line_of(BRIEF_HANDED, "");

	if (f->callable.why_not != WHY_NOT_LEGAL && f->callable.why_not != WHY_NOT_AGENCY)
		return;
	line.text = f->callable.why_not == WHY_NOT_LEGAL ? "legal" : "agency";
	put(s, line);
}

static void put_owed(struct sheet *s, const struct brief_facts *f, date today)
{
	const struct netting nothing = { .currency = "" };
	const struct netting *net = f->net_count > 0 ? &f->net[f->chosen] : &nothing;
	if (net->overdue > 0) {
		put(s, overdue_line(BRIEF_OWED, net, today));
	} else if (net->overdue_gross > 0) {
		struct brief_line line = line_of(BRIEF_COVERED, net->currency);
		line.amount = net->overdue_gross;
		line.other = net->credits;
		put(s, line);
	} else {
		struct brief_line line = line_of(BRIEF_NOT_OVERDUE, net->currency);
		line.amount = net->balance;
		line.which = net->disputed_overdue > 0;
		put(s, line);
	}
	for (size_t i = 0; i < f->net_count; i++)
		if (i != f->chosen && f->net[i].overdue > 0)
			put_listed(s, overdue_line(BRIEF_OTHER_CURRENCY, &f->net[i], today));
}

static struct brief_line promise_line(enum brief_code code, const struct promise *p)
{
	struct brief_line line = line_of(code, p->currency);
	line.amount = promise_judged(p);
	line.other = p->received;
	line.on = p->due_on;
	line.until = p->check_on;
	return line;
}

static bool is_judged(const struct promise *p)
{
	return p->state == PROMISE_KEPT || p->state == PROMISE_PARTLY_KEPT ||
	       p->state == PROMISE_BROKEN;
}

static bool checked_after(const struct promise *p, const struct promise *than)
{
	return than == NULL || p->check_on > than->check_on ||
	       (p->check_on == than->check_on && p->id > than->id);
}

/* The last promise judged, or the last one not kept. */
static const struct promise *last_judged(const struct brief_facts *f, bool unkept)
{
	const struct promise *last = NULL;
	for (size_t i = 0; i < f->promise_count; i++) {
		const struct promise *p = &f->promises[i];
		if (is_judged(p) && !(unkept && p->state == PROMISE_KEPT) && checked_after(p, last))
			last = p;
	}
	return last;
}

/* Whoever says "nothing came" of a payment that bounced is told the day it left. */
static void put_bank(struct sheet *s, const struct brief_facts *f)
{
	if (f->returned.currency != NULL) {
		struct brief_line line = line_of(BRIEF_RETURNED, f->returned.currency);
		line.amount = f->returned.amount;
		line.on = f->returned.on;
		line.until = f->returned.paid_on;
		line.text = f->returned.code;
		put(s, line);
	}
	if (f->perhaps.count > 0) {
		struct brief_line line = line_of(BRIEF_PERHAPS, f->perhaps.currency);
		line.amount = f->perhaps.amount;
		line.on = f->perhaps.on;
		line.count = f->perhaps.count;
		put(s, line);
	}
}

static void put_broken(struct sheet *s, const struct brief_facts *f, date today)
{
	const struct promise *unkept = last_judged(f, true);
	if (unkept != NULL && (f->unchased || unkept->check_on > date_add_months(today, -12))) {
		struct brief_line line = promise_line(BRIEF_BROKEN, unkept);
		line.which = promise_went_back(unkept);
		put(s, line);
	}
	if (f->broken_last_year >= 2) {
		struct brief_line line = line_of(BRIEF_BROKEN_COUNT, "");
		line.count = f->broken_last_year;
		put(s, line);
	}
	if (f->unchased)
		put(s, line_of(BRIEF_UNCHASED, ""));
	if (f->near_legal) {
		struct brief_line line = line_of(BRIEF_NEAR_LEGAL, "");
		line.count = f->broken_last_year;
		put(s, line);
	}
}

/* Promises made the same day in one currency are the lines of one plan. */
static bool same_entry(const struct promise *a, const struct promise *b)
{
	return a->made_on == b->made_on && strcmp(a->currency, b->currency) == 0;
}

static bool first_of_entry(const struct brief_facts *f, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (promise_outstanding(&f->promises[i]) > 0 &&
		    same_entry(&f->promises[i], &f->promises[at]))
			return false;
	return true;
}

static struct brief_line entry_line(const struct brief_facts *f, const struct promise *first)
{
	struct brief_line line = line_of(BRIEF_PROMISED, first->currency);
	for (size_t i = 0; i < f->promise_count; i++) {
		const struct promise *p = &f->promises[i];
		if (promise_outstanding(p) <= 0 || !same_entry(p, first))
			continue;
		line.amount += promise_outstanding(p);
		line.count++;
		if (!date_is(line.on) || p->due_on < line.on) {
			line.on = p->due_on;
			line.until = p->check_on;
		}
	}
	if (line.count > 1)
		line.code = BRIEF_PLAN;
	return line;
}

static void put_promised(struct sheet *s, const struct brief_facts *f)
{
	for (size_t i = 0; i < f->promise_count; i++)
		if (promise_outstanding(&f->promises[i]) > 0 && first_of_entry(f, i))
			put_listed(s, entry_line(f, &f->promises[i]));
	const struct promise *last = last_judged(f, false);
	if (last != NULL && last->state == PROMISE_KEPT)
		put_listed(s, promise_line(BRIEF_KEPT, last));
}

static const char *chosen_currency(const struct brief_facts *f)
{
	return f->net_count > 0 ? f->net[f->chosen].currency : "";
}

/* What presses whatever is said on the phone: a date by law or policy, what the client was told or lives under, then what waits for a
 * supervisor. */
static void put_pressing(struct sheet *s, const struct brief_facts *f)
{
	if (f->clock != NULL) {
		struct brief_line line = line_of(BRIEF_CLOCK, "");
		line.which = (int)f->clock->kind;
		line.on = f->clock->on;
		line.days = f->clock->days_left;
		put(s, line);
	}
	if (f->threat.what != NULL) {
		struct brief_line line = line_of(BRIEF_THREAT, "");
		line.text = f->threat.what;
		line.on = f->threat.told_on;
		put(s, line);
	}
	for (int i = 0; i < BRIEF_SANCTIONS && f->sanctions[i].kind != NULL; i++) {
		struct brief_line line = line_of(BRIEF_SANCTION, "");
		line.text = f->sanctions[i].kind;
		line.on = f->sanctions[i].on;
		put(s, line);
	}
	if (f->proposal != NULL && f->proposal[0]) {
		struct brief_line line = line_of(BRIEF_PROPOSED, "");
		line.text = f->proposal;
		put(s, line);
	}
}

static void put_exposure(struct sheet *s, const struct brief_facts *f)
{
	if (date_is(f->written_on) && f->written_on != 0) {
		struct brief_line line = line_of(BRIEF_WRITTEN, "");
		line.on = f->written_on;
		put(s, line);
	}
	if (f->voided > 0) {
		struct brief_line line = line_of(BRIEF_VOID, f->voided_currency);
		line.amount = f->voided;
		put(s, line);
	}
	const struct {
		enum brief_code code;
		cents beyond;
	} limits[] = { { BRIEF_OVER_LIMIT, f->exposure.over }, { BRIEF_UNINSURED, f->exposure.uninsured } };
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
		if (limits[i].beyond <= 0)
			continue;
		struct brief_line line = line_of(limits[i].code, f->exposure.currency);
		line.amount = f->exposure.net;
		line.other = limits[i].beyond;
		put(s, line);
	}
}

static void put_step(struct sheet *s, const struct brief_facts *f)
{
	if (f->step == NULL || f->step->next.step == NULL)
		return;
	const struct scenario_step *step = f->step->next.step;
	struct brief_line line = line_of(BRIEF_STEP, "");
	line.on = f->step->next.on;
	line.days = step->days;
	line.which = (int)step->channel;
	line.text = step->template_name;
	line.count = (int)f->step->invoices;
	put(s, line);
}

static const char *currency_or_chosen(const struct brief_facts *f, const char *currency)
{
	return currency != NULL ? currency : chosen_currency(f);
}

static void put_disputes(struct sheet *s, const struct brief_facts *f)
{
	if (f->dispute_open.kind != NULL) {
		struct brief_line line = line_of(BRIEF_DISPUTE_OPEN, currency_or_chosen(f, f->dispute_open.currency));
		line.count = f->dispute_open.invoices;
		line.amount = f->dispute_open.amount;
		line.on = f->dispute_open.due_on;
		line.text = f->dispute_open.kind;
		put(s, line);
	}
	for (int i = 0; i < BRIEF_DISPUTES && f->dispute_also[i].kind != NULL; i++) {
		const struct brief_dispute *also = &f->dispute_also[i];
		struct brief_line line = line_of(BRIEF_DISPUTE_OPEN, also->currency);
		line.count = also->invoices;
		line.amount = also->amount;
		line.on = also->due_on;
		line.text = also->kind;
		put_listed(s, line);
	}
	if (f->dispute_again.kind != NULL && f->dispute_open.kind == NULL) {
		struct brief_line line = line_of(BRIEF_DISPUTE_AGAIN, f->dispute_again.currency);
		line.amount = f->dispute_again.amount;
		line.on = f->dispute_again.closed_on;
		line.text = f->dispute_again.kind;
		put(s, line);
	} else if (f->dispute_solved.kind != NULL) {
		struct brief_line line = line_of(BRIEF_DISPUTE_SOLVED, currency_or_chosen(f, f->dispute_solved.currency));
		line.count = f->dispute_solved.invoices;
		line.amount = f->dispute_solved.amount;
		line.on = f->dispute_solved.closed_on;
		line.text = f->dispute_solved.kind;
		line.who = f->dispute_solved.resolution;
		line.other = f->dispute_solved.credit;
		put(s, line);
	}
}

static void put_document(struct sheet *s, const struct brief_facts *f)
{
	if (f->document.kind == NULL)
		return;
	bool sent = date_is(f->document.sent_on);
	struct brief_line line = line_of(sent ? BRIEF_DOCUMENT_SENT : BRIEF_DOCUMENT_ASKED, "");
	line.text = f->document.kind;
	line.count = f->document.count;
	line.on = sent ? f->document.sent_on : f->document.asked_on;
	line.until = sent ? f->document.chase_on : f->document.send_by;
	put(s, line);
}

/* Asked for only where somebody called and something is owed. */
static void put_reason(struct sheet *s, const struct brief_facts *f)
{
	bool owed = f->net_count > 0 && f->net[f->chosen].overdue > 0;
	if (!f->why.known && (!owed || !date_is(f->last.on)))
		return;
	struct brief_line line = line_of(f->why.known ? BRIEF_REASON : BRIEF_NO_REASON, "");
	line.text = reason_rules[f->why.reason].code;
	line.on = f->why.on;
	line.which = (int)reason_rules[f->why.reason].action;
	line.who = reason_firmness_codes[f->why.firmness];
	put(s, line);
}

/* The gap is said by itself: it may be our own error. */
static void put_credits(struct sheet *s, const struct brief_facts *f, const struct netting *net)
{
	struct brief_line credits = line_of(BRIEF_CREDITS, net->currency);
	struct brief_line gap = line_of(BRIEF_GAP, net->currency);
	for (size_t i = 0; i < f->item_count; i++) {
		const struct item *item = &f->items[i];
		if (strcmp(item->currency, net->currency) != 0)
			continue;
		if (item->kind == ITEM_GAP)
			gap.amount += item->open;
		else if (item->open < 0 && !item->disputed)
			credits.amount -= item->open;
	}
	bool covered = net->overdue == 0 && net->overdue_gross > 0 && net == &f->net[f->chosen];
	if (credits.amount > 0 && !covered)
		put_listed(s, credits);
	if (gap.amount != 0)
		put_listed(s, gap);
}

static void put_biggest(struct sheet *s, const struct brief_facts *f, date today)
{
	if (f->net_count == 0 || f->net[f->chosen].overdue_count < 2)
		return;
	cents *left = mem_alloc(f->item_count * sizeof *left);
	netting_left(f->items, f->item_count, left);
	struct brief_line line = line_of(BRIEF_BIGGEST, chosen_currency(f));
	for (size_t i = 0; i < f->item_count; i++) {
		const struct item *item = &f->items[i];
		if (item->kind != ITEM_INVOICE || item->disputed || item->due_on >= today ||
		    strcmp(item->currency, line.currency) != 0)
			continue;
		if (left[i] > line.amount ||
		    (left[i] == line.amount && left[i] > 0 && item->due_on < line.on)) {
			line.amount = left[i];
			line.on = item->due_on;
			line.days = today - item->due_on;
			line.text = f->item_numbers != NULL ? f->item_numbers[i] : NULL;
		}
	}
	if (line.amount > 0)
		put(s, line);
	mem_free(left);
}

static void put_contact(struct sheet *s, const struct brief_facts *f, date today)
{
	struct brief_line last =
		line_of(date_is(f->last.on) ? BRIEF_LAST_CONTACT : BRIEF_NEVER_CALLED, "");
	if (date_is(f->last.on)) {
		last.on = f->last.on;
		last.days = today - f->last.on;
		last.outcome = f->last.outcome;
		last.text = f->last.note;
		last.who = f->last.agent;
	}
	put(s, last);
	if (date_is(f->follow_up_on)) {
		struct brief_line line = line_of(BRIEF_FOLLOW_UP, "");
		line.on = f->follow_up_on;
		line.minute = f->follow_up_minute;
		line.outcome = f->follow_up_outcome;
		put(s, line);
	}
	if (f->excuses > 0) {
		struct brief_line line = line_of(BRIEF_EXCUSES, "");
		line.count = f->excuses;
		line.text = f->excuser.name;
		line.other = f->excuser.excuses;
		put(s, line);
	}
}

static void put_not_due_yet(struct sheet *s, const struct brief_facts *f)
{
	if (f->net_count == 0 || !date_is(f->net[f->chosen].next_due))
		return;
	struct brief_line line = line_of(BRIEF_NOT_DUE_YET, chosen_currency(f));
	line.on = f->net[f->chosen].next_due;
	for (size_t i = 0; i < f->item_count; i++) {
		const struct item *item = &f->items[i];
		if (item->due_on == line.on && item->open > 0 && !item->disputed &&
		    strcmp(item->currency, line.currency) == 0) {
			line.amount += item->open;
			line.count++;
		}
	}
	put(s, line);
}

static enum brief_goal goal_of(const struct brief_facts *f)
{
	switch (f->callable.why_not) {
	case WHY_NOT_COVERED: return BRIEF_GOAL_MATCHING;
	case WHY_NOT_PROMISE:
	case WHY_NOT_DISPUTE:
	case WHY_NOT_LEGAL:
	case WHY_NOT_AGENCY:
	case WHY_NOT_INSOLVENT:
	case WHY_NOT_NO_CONTACT:
	case WHY_NOT_NOT_DUE: return BRIEF_GOAL_NONE;
	default: break;
	}
	bool overdue = f->net_count == 0; /* told by nothing: as before */
	for (size_t i = 0; i < f->net_count; i++)
		overdue = overdue || f->net[i].overdue > 0;
	if (f->callable.why_not == WHY_NOT_NONE && !overdue)
		return BRIEF_GOAL_PRE_DUE;
	if (f->unchased || f->broken_last_year > 0)
		return BRIEF_GOAL_DATE_FIRM;
	return f->excuses >= EXCUSES_FOR_REASON ? BRIEF_GOAL_REASON : BRIEF_GOAL_DATE;
}

static void put_goal(struct sheet *s, const struct brief_facts *f)
{
	enum brief_goal goal = goal_of(f);
	if (goal != BRIEF_GOAL_NONE && goal != BRIEF_GOAL_MATCHING) {
		struct brief_line whom = line_of(BRIEF_WHOM, "");
		whom.text = f->contact_name;
		whom.who = f->contact_role;
		whom.which = (int)f->circuit.whom.why;
		whom.minute = f->best.known ? f->best.from : -1;
		whom.count = f->best.known ? f->best.to : -1;
		put(s, whom);
	}
	struct brief_line get = line_of(BRIEF_GET, "");
	get.which = (int)goal;
	put(s, get);
}

static void put_circuit(struct sheet *s, const struct brief_facts *f, date today)
{
	struct brief_line lines[BRIEF_CIRCUIT_LINES];
	size_t count = brief_circuit_write(&f->circuit, today, lines);

	for (size_t i = 0; i < count; i++)
		put(s, lines[i]);
}

size_t brief_write(const struct brief_facts *facts, date today, struct brief_line out[BRIEF_LINES])
{
	struct sheet s = { .lines = out };
	put_insolvency(&s, facts);
	put_handed(&s, facts);
	put_owed(&s, facts, today);
	put_pressing(&s, facts);
	put_bank(&s, facts);
	put_broken(&s, facts, today);
	put_promised(&s, facts);
	put_exposure(&s, facts);
	put_disputes(&s, facts);
	put_document(&s, facts);
	for (size_t i = 0; i < facts->net_count; i++)
		put_credits(&s, facts, &facts->net[i]);
	put_biggest(&s, facts, today);
	put_circuit(&s, facts, today);
	put_contact(&s, facts, today);
	put_reason(&s, facts);
	put_step(&s, facts);
	put_not_due_yet(&s, facts);
	put_goal(&s, facts);
	return s.count;
}
