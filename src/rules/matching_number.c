/* By the numbers a payment names: whose they are, and what of them it settles.
 */
#include "rules/matching_inside.h"

#include <string.h>

static bool is_cash_of_named(const struct matching_client *client, const struct matching_cash *cash)
{
	for (size_t i = 0; i < client->item_count; i++)
		if (client->items[i].id == cash->item_id && matching_is_named(client, &client->items[i]))
			return true;
	return false;
}

/* Told by the ledger: this amount, or more of it at an invoice that is named; the ledger was taken in after the payment. */
static bool find_cash(const struct matching_case *choice, const struct matching_client *client, const struct matching_cash **out)
{
	*out = NULL;
	for (size_t i = 0; i < client->cash_count; i++) {
		const struct matching_cash *cash = &client->cash[i];
		bool named = is_cash_of_named(client, cash);

		if (cash->amount == choice->facts->amount && (named || cash->item_id == 0)) {
			*out = cash;
			return true;
		}
		if (!*out && cash->amount > choice->facts->amount && named && cash->cash_id == 0)
			*out = cash;
	}
	return *out;
}

static size_t select_named(const struct matching_case *choice, const struct matching_client *client, bool *in)
{
	size_t count = 0;

	for (size_t i = 0; i < client->item_count; i++) {
		in[i] = matching_is_named(client, &client->items[i]) && matching_is_ours(choice, &client->items[i]);
		count += in[i];
	}
	return count;
}

static enum matching_how how_named(const struct matching_client *client, const bool *in)
{
	enum matching_how how = MATCHING_ASKED;

	for (size_t i = 0; i < client->item_count; i++)
		if (in[i] && !client->items[i].asked) {
			if (!client->items[i].structured)
				return MATCHING_NUMBER;
			how = MATCHING_REFERENCE;
		}
	return how;
}

/* What is named less one credit note that fits, or less all of them. */
static void propose_netted(struct matching_case *choice, const struct matching_client *client, const bool *named)
{
	bool *all = matching_new_set(choice, client), any = false;

	memcpy(all, named, client->item_count * sizeof *all);
	for (size_t i = 0; i < client->item_count; i++) {
		bool *one;

		if (named[i] || client->items[i].kind != ITEM_CREDIT_NOTE || client->items[i].open >= 0 ||
		    !matching_is_ours(choice, &client->items[i]))
			continue;
		one = matching_new_set(choice, client);
		memcpy(one, named, client->item_count * sizeof *one);
		one[i] = all[i] = any = true;
		matching_propose(choice, client, one, MATCHING_NETTED);
	}
	if (any)
		matching_propose(choice, client, all, MATCHING_NETTED);
}

/* What is open of the invoices named, and what the ledger has told of them, together. */
static bool with_ledger(struct matching_case *choice, const struct matching_client *client, const bool *named)
{
	cents sum;
	size_t told = 0, room = client->item_count + client->cash_count;

	if (!matching_sum_of(client, named, &sum))
		return false;
	for (size_t k = 0; k < client->cash_count; k++)
		for (size_t i = 0; i < client->item_count; i++)
			if (named[i] && client->cash[k].amount != 0 && client->cash[k].item_id == client->items[i].id) {
				if (!money_add(sum, client->cash[k].amount, &sum))
					return false;
				told++;
			}
	if (told == 0 || sum != choice->facts->amount)
		return false;
	matching_answer(choice, &(struct matching_set){ .client = client, .in = (bool *)named, .how = how_named(client, named) });
	choice->out->part_count = 0;
	choice->out->parts = NULL;
	for (size_t i = 0; i < client->item_count; i++) {
		if (!named[i])
			continue;
		if (client->items[i].open != 0)
			matching_add_part(choice, room,
				 (struct matching_part){ .item_id = client->items[i].id, .amount = client->items[i].open });
		for (size_t k = 0; k < client->cash_count; k++)
			if (client->cash[k].amount != 0 && client->cash[k].item_id == client->items[i].id)
				matching_add_part(choice, room,
					 (struct matching_part){ .item_id = client->items[i].id,
								 .amount = client->cash[k].amount,
								 .shown = client->cash[k].amount,
								 .ledger_id = client->cash[k].id });
	}
	return true;
}

/* Nothing was paid of them yet: what the first picture of a ledger shows as paid may be this very payment. */
static bool are_whole(const struct matching_client *client, const bool *named)
{
	for (size_t i = 0; i < client->item_count; i++)
		if (named[i] && client->items[i].open != client->items[i].amount)
			return false;
	return true;
}

static bool take_part(struct matching_case *choice, const struct matching_client *client, const bool *named, size_t count)
{
	size_t i = 0;

	if (count != 1 || matching_is_old(choice) || (!client->by_account && !client->by_name))
		return false;
	while (!named[i])
		i++;
	if (!client->items[i].strong || client->items[i].open <= choice->facts->amount)
		return false;
	choice->out->how = MATCHING_PART;
	choice->out->client_id = client->id;
	matching_add_part(choice, 1,
		 (struct matching_part){ .item_id = client->items[i].id, .amount = choice->facts->amount });
	return true;
}

static enum matching_why why_not_named(const struct matching_case *choice, const struct matching_client *client, const bool *named,
				       size_t count)
{
	cents sum = 0;

	if (count == 0)
		return MATCHING_CURRENCY;
	if (!matching_sum_of(client, named, &sum) || sum == 0)
		return MATCHING_SETTLED;
	if (sum < choice->facts->amount)
		return MATCHING_TOO_MUCH;
	return count == 1 && !client->by_account && !client->by_name ? MATCHING_UNCONFIRMED : MATCHING_SUM;
}

void matching_by_number(struct matching_case *choice, const struct matching_client *client)
{
	bool *named = matching_new_set(choice, client);
	size_t count = select_named(choice, client, named);
	const struct matching_cash *cash;

	if (count > 0 && find_cash(choice, client, &cash)) {
		if (cash->cash_id == 0) {
			matching_tell_ledger(choice, client, cash, cash->item_id);
			return;
		}
		choice->out->cash_id = cash->cash_id;
		choice->out->ledger_id = cash->id;
	}
	if (matching_is_old(choice) && !are_whole(client, named)) {
		matching_add_named(choice, client);
		matching_leave(choice, NULL, MATCHING_BEFORE);
		return;
	}
	matching_propose(choice, client, named, how_named(client, named));
	if (!choice->found.client && count > 0) {
		if (!matching_has(choice, client, MATCHING_SCOPE_CREDITS))
			return;
		propose_netted(choice, client, named);
	}
	if (choice->found.client && !choice->several) {
		matching_answer(choice, &choice->found);
		return;
	}
	if (!choice->several &&
	    (with_ledger(choice, client, named) || take_part(choice, client, named, count)))
		return;
	matching_add_named(choice, client);
	matching_leave(choice, client, choice->several ? MATCHING_SEVERAL : why_not_named(choice, client, named, count));
}

/* The one client whose numbers are named: among several, the one the payer is known to be. */
const struct matching_client *matching_named_client(struct matching_case *choice, enum matching_why *why)
{
	const struct matching_facts *facts = choice->facts;
	const struct matching_client *best[3] = { NULL }; /* by account, by name, by number alone */
	size_t count[3] = { 0 };

	for (size_t i = 0; i < facts->client_count; i++) {
		const struct matching_client *client = &facts->clients[i];
		int rank = client->by_account ? 0 : client->by_name ? 1 : 2;

		if (!matching_names_any(client))
			continue;
		best[rank] = client;
		count[rank]++;
	}
	for (int rank = 0; rank < 3; rank++) {
		if (count[rank] == 1)
			return best[rank];
		if (count[rank] > 1) {
			*why = MATCHING_CLIENTS;
			return NULL;
		}
	}
	return NULL;
}

/* Somebody else is known to be the payer. */
bool matching_is_contradicted(const struct matching_case *choice, const struct matching_client *named)
{
	for (size_t i = 0; i < choice->facts->client_count; i++) {
		const struct matching_client *other = &choice->facts->clients[i];

		if (other != named && ((other->by_account && !named->by_account) ||
				       (other->by_name && !named->by_account && !named->by_name)))
			return true;
	}
	return false;
}
