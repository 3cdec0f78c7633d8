/* The payment at hand: what is said of it whichever way it is decided, sets of items that make its amount, and the answer.
 */
#include "rules/matching_inside.h"

#include <string.h>

bool matching_is_ours(const struct matching_case *choice, const struct matching_item *item)
{
	return strcmp(item->currency, choice->facts->currency) == 0;
}

bool matching_is_old(const struct matching_case *choice)
{
	return choice->facts->value_on < choice->facts->book_on; /* DATE_NONE is before every day */
}

/* Whether a number in the text counts as one: by itself, or because the payer is this client anyway. */
bool matching_is_named(const struct matching_client *client, const struct matching_item *item)
{
	return item->named && (item->strong || client->by_account || client->by_name);
}

bool matching_names_any(const struct matching_client *client)
{
	for (size_t i = 0; i < client->item_count; i++)
		if (matching_is_named(client, &client->items[i]))
			return true;
	return false;
}

bool matching_has(struct matching_case *choice, const struct matching_client *client, enum matching_scope scope)
{
	if (client->scope == MATCHING_SCOPE_ALL || client->scope == scope)
		return true;
	*choice->out = (struct matching_result){ .undecided = true, .client_id = client->id, .wants = scope };
	return false;
}

/* ---- the answer ---- */

void matching_add_candidate(struct matching_case *choice, int64_t client_id, int64_t item_id)
{
	struct matching_result *out = choice->out;

	for (size_t i = 0; i < out->candidate_count; i++)
		if (out->candidates[i].client_id == client_id && out->candidates[i].item_id == item_id)
			return;
	if (out->candidate_count < MATCHING_CANDIDATES)
		out->candidates[out->candidate_count++] = (struct matching_candidate){ client_id, item_id };
}

void matching_add_part(struct matching_case *choice, size_t room, struct matching_part part)
{
	struct matching_result *out = choice->out;

	if (!out->parts)
		out->parts = arena_alloc(choice->arena, room * sizeof *out->parts);
	out->parts[out->part_count++] = part;
}

void matching_add_named(struct matching_case *choice, const struct matching_client *client)
{
	for (size_t i = 0; i < client->item_count; i++)
		if (matching_is_named(client, &client->items[i]) && client->items[i].open > 0)
			matching_add_candidate(choice, client->id, client->items[i].id);
	matching_add_candidate(choice, client->id, 0);
}

/* Left for a person; on account when it surely is this client's money. */
void matching_leave(struct matching_case *choice, const struct matching_client *client, enum matching_why why)
{
	struct matching_result *out = choice->out;

	out->why = why;
	if (!client)
		return;
	matching_add_candidate(choice, client->id, 0);
	if (!client->by_account)
		return;
	if (matching_is_old(choice)) {
		out->why = MATCHING_BEFORE;
		return;
	}
	out->how = MATCHING_ACCOUNT;
	out->client_id = client->id;
	matching_add_part(choice, 1, (struct matching_part){ .amount = choice->facts->amount });
}

/* The ledger told it already, and has settled something with it. */
void matching_tell_ledger(struct matching_case *choice, const struct matching_client *client, const struct matching_cash *cash,
			int64_t item_id)
{
	choice->out->how = MATCHING_LEDGER;
	choice->out->client_id = client->id;
	matching_add_part(choice, 1,
		 (struct matching_part){ .item_id = item_id,
					 .amount = choice->facts->amount,
					 .shown = choice->facts->amount,
					 .ledger_id = cash->id });
}

void matching_answer(struct matching_case *choice, const struct matching_set *set)
{
	const struct matching_client *client = set->client;

	choice->out->how = set->how;
	choice->out->client_id = client->id;
	for (size_t i = 0; i < client->item_count; i++)
		if (set->in[i])
			matching_add_part(choice, client->item_count,
				 (struct matching_part){ .item_id = client->items[i].id, .amount = client->items[i].open });
}

/* ---- sets of items ---- */

bool *matching_new_set(struct matching_case *choice, const struct matching_client *client)
{
	return arena_alloc(choice->arena, (client->item_count + 1) * sizeof(bool));
}

bool matching_sum_of(const struct matching_client *client, const bool *in, cents *sum)
{
	*sum = 0;
	for (size_t i = 0; i < client->item_count; i++)
		if (in[i] && !money_add(*sum, client->items[i].open, sum))
			return false;
	return true;
}

static bool makes(const struct matching_case *choice, const struct matching_client *client, const bool *in)
{
	cents sum;

	return matching_sum_of(client, in, &sum) && sum == choice->facts->amount;
}

/* One more set that makes the amount: the same as the one found, or it is several. */
void matching_propose(struct matching_case *choice, const struct matching_client *client, bool *in, enum matching_how how)
{
	struct matching_set *found = &choice->found;

	if (!makes(choice, client, in))
		return;
	if (!found->client) {
		*found = (struct matching_set){ .client = client, .in = in, .how = how };
		return;
	}
	if (found->client == client && memcmp(found->in, in, client->item_count * sizeof *in) == 0)
		return;
	choice->several = true;
	for (size_t i = 0; i < found->client->item_count; i++)
		if (found->in[i] && found->client->items[i].open > 0)
			matching_add_candidate(choice, found->client->id, found->client->items[i].id);
	for (size_t i = 0; i < client->item_count; i++)
		if (in[i] && client->items[i].open > 0)
			matching_add_candidate(choice, client->id, client->items[i].id);
}
