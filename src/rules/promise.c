/* Promises judged by cash: who gets which cent, in one fixed order whatever order the facts come in.
 * Must not know clients' scores, sentences or where cash comes from.
 */
#include "rules/promise.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "rules/calendar.h"

/* A promise that may take cash, and when each kind of money last reached it (0 = never). */
struct taker {
	struct promise *promise;
	size_t cash_turn, credit_turn;
};

struct judgement {
	struct taker *takers; /* oldest first */
	size_t count;
	size_t turn; /* receipts seen so far */
};

date promise_check_date(date due_on, int grace_days)
{
	return calendar_add_business(due_on, grace_days);
}

cents promise_judged(const struct promise *p)
{
	cents c = p->amount - p->reduced - p->credited;
	return c > 0 ? c : 0;
}

static cents room(const struct promise *p)
{
	cents c = promise_judged(p) - p->received;
	return c > 0 ? c : 0;
}

cents promise_outstanding(const struct promise *promise)
{
	return promise->state == PROMISE_OPEN ? room(promise) : 0;
}

static bool stays_as_it_is(const struct promise *p)
{
	return p->state == PROMISE_SUPERSEDED || (p->state == PROMISE_WITHDRAWN && promise_judged(p) > 0);
}

bool promise_is_older(const struct promise *a, const struct promise *b)
{
	if (a->made_on != b->made_on)
		return a->made_on < b->made_on;
	return a->due_on != b->due_on ? a->due_on < b->due_on : a->id < b->id;
}

static int compare_taker(const void *a, const void *b)
{
	const struct promise *x = ((const struct taker *)a)->promise;
	const struct promise *y = ((const struct taker *)b)->promise;
	return promise_is_older(y, x) - promise_is_older(x, y);
}

static int compare_receipt(const void *a, const void *b)
{
	const struct receipt *x = *(const struct receipt *const *)a;
	const struct receipt *y = *(const struct receipt *const *)b;
	if (x->value_on != y->value_on)
		return x->value_on < y->value_on ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

bool promise_in_time(const struct promise *p, const struct receipt *r)
{
	return r->value_on <= p->check_on && (r->value_on > p->made_on || r->id > p->id);
}

static struct taker *matched(const struct judgement *j, const struct receipt *r)
{
	for (size_t i = 0; r->promise_id > 0 && i < j->count; i++)
		if (j->takers[i].promise->id == r->promise_id &&
		    strcmp(j->takers[i].promise->currency, r->currency) == 0)
			return &j->takers[i];
	return NULL;
}

static cents give(struct judgement *j, struct taker *t, const struct receipt *r, cents offered)
{
	cents taken = room(t->promise) < offered ? room(t->promise) : offered;
	if (taken == 0)
		return offered;
	*(r->credit_note ? &t->promise->credited : &t->promise->received) += taken;
	*(r->credit_note ? &t->credit_turn : &t->cash_turn) = j->turn;
	return offered - taken;
}

static void share_out(struct judgement *j, const struct receipt *r)
{
	cents offered = r->amount;
	date only_made_on = DATE_NONE;
	struct taker *own = matched(j, r);
	if (own != NULL && promise_in_time(own->promise, r))
		offered = give(j, own, r, offered);
	else if (own != NULL && room(own->promise) > 0)
		only_made_on = own->promise->made_on;
	for (size_t i = 0; offered > 0 && i < j->count; i++) {
		const struct promise *p = j->takers[i].promise;
		if (promise_in_time(p, r) && strcmp(p->currency, r->currency) == 0 &&
		    (!date_is(only_made_on) || p->made_on == only_made_on))
			offered = give(j, &j->takers[i], r, offered);
	}
}

static struct taker *latest_filled(const struct judgement *j, const struct receipt *r)
{
	struct taker *latest = NULL;
	size_t turn = 0;
	for (size_t i = 0; i < j->count; i++) {
		struct taker *t = &j->takers[i];
		size_t filled = r->credit_note ? t->credit_turn : t->cash_turn;
		/* One receipt may have filled several: the last it reached is the latest. */
		if (filled > 0 && filled >= turn &&
		    strcmp(t->promise->currency, r->currency) == 0) {
			latest = t;
			turn = filled;
		}
	}
	return latest;
}

static cents take_from(struct taker *t, const struct receipt *r, cents wanted)
{
	cents *held = r->credit_note ? &t->promise->credited : &t->promise->received;
	cents taken = *held < wanted ? *held : wanted;
	*held -= taken;
	if (taken > 0 && !r->credit_note)
		t->promise->reversed_on = r->value_on;
	if (*held == 0)
		*(r->credit_note ? &t->credit_turn : &t->cash_turn) = 0;
	return wanted - taken;
}

static void take_back(struct judgement *j, const struct receipt *r)
{
	cents wanted = -r->amount;
	struct taker *t = matched(j, r);
	if (t != NULL)
		wanted = take_from(t, r, wanted);
	while (wanted > 0 && (t = latest_filled(j, r)) != NULL)
		wanted = take_from(t, r, wanted);
}

static void apply(struct judgement *j, const struct receipt *r)
{
	j->turn++;
	if (r->amount > 0)
		share_out(j, r);
	else
		take_back(j, r);
}

static enum promise_state state_of(const struct promise *p, date today)
{
	if (promise_judged(p) == 0) /* then nothing was received: cash finds no more room than is judged */
		return PROMISE_WITHDRAWN;
	if (p->received >= promise_judged(p))
		return PROMISE_KEPT;
	if (today < p->check_on)
		return PROMISE_OPEN;
	return p->received > 0 ? PROMISE_PARTLY_KEPT : PROMISE_BROKEN;
}

void promise_judge(struct promise *promises, size_t promise_count, const struct receipt *receipts,
		   size_t receipt_count, date today)
{
	if (promise_count == 0)
		return;
	struct judgement j = { .takers = mem_alloc(promise_count * sizeof *j.takers) };
	for (size_t i = 0; i < promise_count; i++) {
		struct promise *p = &promises[i];
		if (stays_as_it_is(p))
			continue;
		p->credited = p->received = 0;
		p->reversed_on = DATE_NONE;
		j.takers[j.count++] = (struct taker){ .promise = p };
	}
	qsort(j.takers, j.count, sizeof *j.takers, compare_taker);

	const struct receipt **sorted = mem_alloc(receipt_count * sizeof *sorted);
	for (size_t i = 0; i < receipt_count; i++)
		sorted[i] = &receipts[i];
	qsort(sorted, receipt_count, sizeof *sorted, compare_receipt);
	for (size_t i = 0; i < receipt_count; i++)
		apply(&j, sorted[i]);

	for (size_t i = 0; i < j.count; i++)
		j.takers[i].promise->state = state_of(j.takers[i].promise, today);
	mem_free(sorted);
	mem_free(j.takers);
}

bool promise_went_back(const struct promise *promise)
{
	return promise->received == 0 && date_is(promise->reversed_on) && promise->reversed_on >= promise->made_on;
}

cents promise_plan_line(cents total, int n, int i)
{
	cents line = total / n;
	return i < n - 1 ? line : total - line * (n - 1);
}
