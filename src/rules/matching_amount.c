/* By amount alone: the payer's items that make it, one set of them or none; what a promise, the overdue, all or the oldest come to.
 */
#include "rules/matching_inside.h"

#include <stdlib.h>

static void propose_single(struct matching_case *choice, const struct matching_client *client)
{
	for (size_t i = 0; i < client->item_count && !choice->several; i++) {
		const struct matching_item *item = &client->items[i];
		bool *in;

		if (item->kind != ITEM_INVOICE || item->open != choice->facts->amount || !matching_is_ours(choice, item) ||
		    item->issued_on > choice->facts->value_on)
			continue;
		in = matching_new_set(choice, client);
		in[i] = true;
		matching_propose(choice, client, in, MATCHING_AMOUNT);
	}
}

static void propose_promise(struct matching_case *choice, const struct matching_client *client,
			    const struct matching_promise *promise)
{
	bool *in = matching_new_set(choice, client);

	for (size_t i = 0; i < client->item_count; i++)
		for (size_t k = 0; k < promise->item_count; k++)
			in[i] |= client->items[i].id == promise->items[k] && client->items[i].open > 0 &&
				 matching_is_ours(choice, &client->items[i]);
	matching_propose(choice, client, in, MATCHING_PROMISE);
}

static void propose_sums(struct matching_case *choice, const struct matching_client *client)
{
	static const struct {
		bool overdue, credits;
		enum matching_how how;
	} sums[] = {
		{ true, false, MATCHING_OVERDUE },
		{ true, true, MATCHING_OVERDUE },
		{ false, false, MATCHING_ALL },
		{ false, true, MATCHING_ALL },
	};

	for (size_t s = 0; s < sizeof sums / sizeof *sums; s++) {
		bool *in = matching_new_set(choice, client);

		for (size_t i = 0; i < client->item_count; i++) {
			const struct matching_item *item = &client->items[i];
			bool invoice = item->kind == ITEM_INVOICE && item->open > 0 &&
				       item->issued_on <= choice->facts->value_on &&
				       (!sums[s].overdue || item->due_on < choice->facts->value_on);

			in[i] = matching_is_ours(choice, item) &&
				(invoice || (sums[s].credits && item->kind == ITEM_CREDIT_NOTE && item->open < 0));
		}
		matching_propose(choice, client, in, sums[s].how);
	}
}

static int compare_age(const void *a, const void *b, void *items)
{
	const struct matching_item *x = (const struct matching_item *)items + *(const size_t *)a;
	const struct matching_item *y = (const struct matching_item *)items + *(const size_t *)b;

	if (x->due_on != y->due_on)
		return x->due_on < y->due_on ? -1 : 1;
	if (x->issued_on != y->issued_on)
		return x->issued_on < y->issued_on ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static void propose_oldest(struct matching_case *choice, const struct matching_client *client)
{
	size_t *order = arena_alloc(choice->arena, (client->item_count + 1) * sizeof *order), count = 0, taken = 0;
	bool *in = matching_new_set(choice, client);
	cents sum = 0;

	for (size_t i = 0; i < client->item_count; i++)
		if (client->items[i].kind == ITEM_INVOICE && client->items[i].open > 0 &&
		    matching_is_ours(choice, &client->items[i]) && client->items[i].issued_on <= choice->facts->value_on)
			order[count++] = i;
	if (count > 1)
		qsort_r(order, count, sizeof *order, compare_age, (void *)client->items);
	while (taken < count && sum < choice->facts->amount &&
	       money_add(sum, client->items[order[taken]].open, &sum))
		in[order[taken++]] = true;
	matching_propose(choice, client, in, MATCHING_OLDEST);
}

static void propose_all_of(struct matching_case *choice, const struct matching_client *client)
{
	propose_single(choice, client);
	for (size_t i = 0; i < client->promise_count; i++)
		propose_promise(choice, client, &client->promises[i]);
	propose_sums(choice, client);
	if (client->by_account)
		propose_oldest(choice, client);
}

static bool is_settled_by_it(const struct matching_cash *cash)
{
	return cash->cash_id == 0 && cash->amount != 0;
}

/* All the payments of the client that the ledger settled and the bank has not told. */
static bool tell_all_cash(struct matching_case *choice, const struct matching_client *client)
{
	cents sum = 0;

	for (size_t i = 0; i < client->cash_count; i++)
		if (is_settled_by_it(&client->cash[i]) && !money_add(sum, client->cash[i].amount, &sum))
			return false;
	if (sum < choice->facts->amount)
		return false;
	if (sum > choice->facts->amount) { /* some of them: not for the batch to say which, nor to count it once more */
		matching_add_candidate(choice, client->id, 0);
		choice->out->why = MATCHING_IN_LEDGER;
		return true;
	}
	choice->out->how = MATCHING_LEDGER;
	choice->out->client_id = client->id;
	for (size_t i = 0; i < client->cash_count; i++)
		if (is_settled_by_it(&client->cash[i]))
			matching_add_part(choice, client->cash_count,
				 (struct matching_part){ .item_id = client->cash[i].item_id,
							 .amount = client->cash[i].amount,
							 .shown = client->cash[i].amount,
							 .ledger_id = client->cash[i].id });
	return true;
}

static bool has_open(struct matching_case *choice, const struct matching_client *client)
{
	for (size_t i = 0; i < client->item_count; i++)
		if (client->items[i].kind == ITEM_INVOICE && client->items[i].open == choice->facts->amount &&
		    matching_is_ours(choice, &client->items[i])) {
			matching_add_candidate(choice, client->id, client->items[i].id);
			return true;
		}
	return false;
}

/* The ledger has this very cash: true when that is all there is to say. Several of its amount, told since or not, do not say
 * which invoice; a fall without an entry does not say it against an open invoice of the same amount. */
static bool decide_by_ledger(struct matching_case *choice, const struct matching_client *client)
{
	const struct matching_cash *first = NULL;
	bool several = false;

	for (size_t i = 0; i < client->cash_count; i++)
		if (!first && client->cash[i].amount == choice->facts->amount)
			first = &client->cash[i];
	if (!first)
		return tell_all_cash(choice, client);
	for (size_t i = 0; i < client->cash_count; i++)
		several |= client->cash[i].whole == first->whole && client->cash[i].item_id != first->item_id;
	if (first->noticed && has_open(choice, client)) {
		choice->out->why = MATCHING_SEVERAL;
		return true;
	}
	if (first->cash_id == 0) {
		matching_tell_ledger(choice, client, first, several ? 0 : first->item_id);
		return true;
	}
	choice->out->cash_id = first->cash_id;
	choice->out->ledger_id = first->id;
	return false;
}

/* The ledger's own open item stays the client's credit. */
static void stay_in_ledger(struct matching_case *choice, const struct matching_client *client)
{
	const struct matching_cash cash = { .id = choice->out->ledger_id };

	choice->out->cash_id = choice->out->ledger_id = 0;
	matching_tell_ledger(choice, client, &cash, 0);
}

static bool pays(const struct matching_client *client, bool by_account)
{
	return by_account ? client->by_account : client->by_name;
}

void matching_by_amount(struct matching_case *choice)
{
	const struct matching_facts *facts = choice->facts;
	const struct matching_client *payer = NULL;
	bool by_account = false;
	size_t payers = 0;

	for (size_t i = 0; i < facts->client_count; i++)
		by_account |= facts->clients[i].by_account;
	for (size_t i = 0; i < facts->client_count; i++)
		if (pays(&facts->clients[i], by_account)) {
			payer = &facts->clients[i];
			payers++;
		}
	for (size_t i = 0; i < facts->client_count; i++)
		if (pays(&facts->clients[i], by_account) && !matching_has(choice, &facts->clients[i], MATCHING_SCOPE_ALL))
			return;
	if (payers == 0) {
		matching_leave(choice, NULL, MATCHING_UNKNOWN);
		return;
	}
	if (payers == 1 && decide_by_ledger(choice, payer))
		return;
	for (size_t i = 0; !matching_is_old(choice) && i < facts->client_count; i++)
		if (pays(&facts->clients[i], by_account))
			propose_all_of(choice, &facts->clients[i]);
	if (choice->found.client && !choice->several) {
		matching_answer(choice, &choice->found);
		return;
	}
	if (choice->out->cash_id) {
		stay_in_ledger(choice, payer);
		return;
	}
	if (payers > 1)
		for (size_t i = 0; i < facts->client_count; i++)
			if (pays(&facts->clients[i], by_account))
				matching_add_candidate(choice, facts->clients[i].id, 0);
	matching_leave(choice, payers == 1 ? payer : NULL,
	      choice->several ? MATCHING_SEVERAL
	      : payers > 1    ? MATCHING_PAYERS
	      : matching_is_old(choice) ? MATCHING_BEFORE
			       : MATCHING_NO_FIT);
}
