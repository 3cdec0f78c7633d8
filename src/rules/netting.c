/* Net overdue per currency: one pass that adds up by step of lateness, and a sort only for those whose credits eat part of what is late.
 * Must not know promises, scores or the store.
 */
#include "rules/netting.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define SUM_MAX       (MONEY_MAX * 10)
#define SORTED_INLINE 64 /* most clients have fewer open items: no allocation for them */

const int netting_steps[NETTING_STEPS] = { 1, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120 };

/* a and b within ±SUM_MAX, so the plain sum cannot overflow. */
static cents saturated(cents c)
{
	return c > SUM_MAX ? SUM_MAX : c < -SUM_MAX ? -SUM_MAX : c;
}

static void add(cents *sum, cents c)
{
	*sum = saturated(*sum + saturated(c));
}

/* The last step reached: 1 → 0, 10 → 1, 20 → 2 … 120 and later → 12. */
static int step_of(int days_late)
{
	int step = days_late / 10;
	return step < NETTING_STEPS ? step : NETTING_STEPS - 1;
}

static struct netting *netting_of(struct netting *out, size_t *count, const char *currency)
{
	for (size_t i = 0; i < *count; i++)
		if (money_same_code(out[i].currency, currency))
			return &out[i];
	if (*count == NETTING_CURRENCIES)
		return NULL;
	struct netting *n = &out[(*count)++];
	*n = (struct netting){ .oldest_due = DATE_NONE, .next_due = DATE_NONE };
	memcpy(n->currency, currency, strnlen(currency, MONEY_CODE - 1));
	return n;
}

static void add_overdue(struct netting *n, const struct item *item, date today)
{
	add(&n->overdue_gross, item->open);
	add(&n->late[step_of(today - item->due_on)], item->open);
	if (!date_is(n->oldest_due) || item->due_on < n->oldest_due)
		n->oldest_due = item->due_on;
	n->overdue_count++;
}

static void add_item(struct netting *n, const struct item *item, date today)
{
	add(&n->balance, item->open);
	if (item->disputed) {
		if (item->open > 0 && item->due_on < today)
			add(&n->disputed_overdue, item->open);
	} else if (item->open < 0) {
		add(&n->credits, -saturated(item->open));
	} else if (item->open > 0) {
		if (item->due_on < today)
			add_overdue(n, item, today);
		else if (!date_is(n->next_due) || item->due_on < n->next_due)
			n->next_due = item->due_on;
	}
}

/* What credits eat first: oldest due, then oldest issued, then the smaller, then the order of arrival. Currencies apart. What is alike in all
 * but the last is alike to who counts: a walk over all clients reads no ids. */
static int compare_age(const void *a, const void *b)
{
	const struct item *x = *(const struct item *const *)a, *y = *(const struct item *const *)b;
	int by_currency = strcmp(x->currency, y->currency);
	if (by_currency != 0)
		return by_currency;
	if (x->due_on != y->due_on)
		return x->due_on < y->due_on ? -1 : 1;
	if (x->issued_on != y->issued_on)
		return x->issued_on < y->issued_on ? -1 : 1;
	if (x->open != y->open)
		return x->open < y->open ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static void sort_by_age(const struct item **sorted, size_t count)
{
	size_t in_order = 1;
	while (in_order < count && compare_age(&sorted[in_order - 1], &sorted[in_order]) <= 0)
		in_order++;
	if (in_order < count)
		qsort(sorted, count, sizeof *sorted, compare_age);
}

/* Oldest due and count of what stays when credits eat a part: the only question that needs an order. */
static void eat_oldest(struct netting *n, const struct item *items, size_t count, date today)
{
	const struct item *few[SORTED_INLINE], **sorted = few;
	size_t used = 0, late = (size_t)n->overdue_count;
	if (late > SORTED_INLINE)
		sorted = mem_alloc(late * sizeof *sorted);
	for (size_t i = 0; i < count; i++)
		if (items[i].open > 0 && !items[i].disputed && items[i].due_on < today &&
		    money_same_code(items[i].currency, n->currency))
			sorted[used++] = &items[i];
	sort_by_age(sorted, used);

	cents credits = n->credits;
	size_t eaten = 0;
	while (eaten < used && sorted[eaten]->open <= credits)
		credits -= sorted[eaten++]->open;
	n->overdue_count = (int)(used - eaten);
	n->oldest_due = eaten < used ? sorted[eaten]->due_on : DATE_NONE;
	if (sorted != few)
		mem_free(sorted);
}

static cents less_credits(cents gross, cents credits)
{
	return gross > credits ? gross - credits : 0;
}

static void settle(struct netting *n, const struct item *items, size_t count, date today)
{
	for (int i = NETTING_STEPS - 2; i >= 0; i--)
		add(&n->late[i], n->late[i + 1]);
	for (int i = 0; i < NETTING_STEPS; i++)
		n->late[i] = less_credits(n->late[i], n->credits);
	n->overdue = less_credits(n->overdue_gross, n->credits);
	if (n->overdue == 0) {
		n->oldest_due = DATE_NONE;
		n->overdue_count = 0;
	} else if (n->credits > 0) {
		eat_oldest(n, items, count, today);
	}
}

static int compare_currency(const void *a, const void *b)
{
	return strcmp(((const struct netting *)a)->currency, ((const struct netting *)b)->currency);
}

size_t netting_compute(const struct item *items, size_t count, date today,
		       struct netting out[NETTING_CURRENCIES])
{
	size_t currencies = 0;
	for (size_t i = 0; i < count; i++) {
		struct netting *n = netting_of(out, &currencies, items[i].currency);
		if (n != NULL)
			add_item(n, &items[i], today);
	}
	for (size_t i = 0; i < currencies; i++)
		settle(&out[i], items, count, today);
	if (currencies > 1)
		qsort(out, currencies, sizeof *out, compare_currency);
	return currencies;
}

static cents credits_in(const struct item *items, size_t count, const char *currency)
{
	cents credits = 0;
	for (size_t i = 0; i < count; i++)
		if (items[i].open < 0 && !items[i].disputed &&
		    money_same_code(items[i].currency, currency))
			add(&credits, -saturated(items[i].open));
	return credits;
}

/* Overdue items come before those not yet due in due order, so one walk serves both. */
void netting_left(const struct item *items, size_t count, cents *left)
{
	const struct item *few[SORTED_INLINE], **sorted = few;
	size_t used = 0;
	if (count > SORTED_INLINE)
		sorted = mem_alloc(count * sizeof *sorted);
	for (size_t i = 0; i < count; i++) {
		left[i] = items[i].open > 0 ? items[i].open : 0;
		if (left[i] > 0 && !items[i].disputed)
			sorted[used++] = &items[i];
	}
	sort_by_age(sorted, used);

	const char *currency = NULL;
	cents credits = 0;
	for (size_t i = 0; i < used; i++) {
		if (currency == NULL || strcmp(currency, sorted[i]->currency) != 0) {
			currency = sorted[i]->currency;
			credits = credits_in(items, count, currency);
		}
		cents *stays = &left[sorted[i] - items];
		cents eaten = *stays < credits ? *stays : credits;
		*stays -= eaten;
		credits -= eaten;
	}
	if (sorted != few)
		mem_free(sorted);
}
