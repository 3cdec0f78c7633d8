/* A payment against the open items of those it may come from: numbers first, then amounts, one answer or none.
 * Must not know the store, texts or sentences.
 */
#include "rules/matching.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum {
	DATED_DAYS = 10,  /* a ledger's entry may bear another day than the bank's value date */
	NOTICED_EARLY = 3, /* value dates lie up to so many days behind the booking */
	NOTICED_LATE = 45
};

const char *const matching_how_codes[MATCHING_HOW_COUNT] = {
	[MATCHING_REFERENCE] = "reference", [MATCHING_NUMBER] = "number",   [MATCHING_NETTED] = "netted",
	[MATCHING_PART] = "part",           [MATCHING_AMOUNT] = "amount",   [MATCHING_PROMISE] = "promise",
	[MATCHING_OVERDUE] = "overdue",     [MATCHING_ALL] = "all",         [MATCHING_OLDEST] = "oldest",
	[MATCHING_LEDGER] = "ledger",       [MATCHING_ACCOUNT] = "account", [MATCHING_REVERSAL] = "reversal",
	[MATCHING_HAND] = "hand",
};

const char *const matching_why_codes[MATCHING_WHY_COUNT] = {
	[MATCHING_CLEAR] = "",
	[MATCHING_UNKNOWN] = "unknown",
	[MATCHING_SEVERAL] = "several",
	[MATCHING_PAYERS] = "payers",
	[MATCHING_CLIENTS] = "clients",
	[MATCHING_OTHER_CLIENT] = "other_client",
	[MATCHING_TOO_MUCH] = "too_much",
	[MATCHING_SETTLED] = "settled",
	[MATCHING_SUM] = "sum",
	[MATCHING_UNCONFIRMED] = "unconfirmed",
	[MATCHING_CURRENCY] = "currency",
	[MATCHING_NO_FIT] = "no_fit",
	[MATCHING_IN_LEDGER] = "in_ledger",
	[MATCHING_BEFORE] = "before",
	[MATCHING_NO_ORIGINAL] = "no_original",
	[MATCHING_OUTGOING] = "outgoing",
	[MATCHING_REVERSED] = "reversed",
	[MATCHING_TAKEN_BACK] = "taken_back",
};

enum matching_why matching_why_from(const char *code)
{
	for (int i = 0; i < MATCHING_WHY_COUNT; i++)
		if (strcmp(matching_why_codes[i], code) == 0)
			return (enum matching_why)i;
	return MATCHING_CLEAR;
}

enum matching_how matching_how_from(const char *code)
{
	int i = 0;

	while (i < MATCHING_HOW_COUNT && strcmp(matching_how_codes[i], code) != 0)
		i++;
	return (enum matching_how)i;
}

/* A set of one client's items; sets of one payment are compared, so that two different ones are no answer. */
struct set {
	const struct matching_client *client; /* NULL: none yet */
	bool *in;                             /* by item */
	enum matching_how how;
};

struct choice {
	const struct matching_facts *facts;
	struct arena *arena;
	struct matching_result *out;
	struct set found;
	bool several; /* another set fits too */
};

static bool is_ours(const struct choice *choice, const struct matching_item *item)
{
	return strcmp(item->currency, choice->facts->currency) == 0;
}

static bool is_old(const struct choice *choice)
{
	return date_is(choice->facts->book_on) && choice->facts->value_on < choice->facts->book_on;
}

/* Whether a number in the text counts as one: by itself, or because the payer is this client anyway. */
static bool is_named(const struct matching_client *client, const struct matching_item *item)
{
	return item->named && (item->strong || client->by_account || client->by_name);
}

static bool names_any(const struct matching_client *client)
{
	for (size_t i = 0; i < client->item_count; i++)
		if (is_named(client, &client->items[i]))
			return true;
	return false;
}

/* ---- the answer ---- */

static void add_candidate(struct choice *choice, int64_t client_id, int64_t item_id)
{
	struct matching_result *out = choice->out;

	for (size_t i = 0; i < out->candidate_count; i++)
		if (out->candidates[i].client_id == client_id && out->candidates[i].item_id == item_id)
			return;
	if (out->candidate_count < MATCHING_CANDIDATES)
		out->candidates[out->candidate_count++] = (struct matching_candidate){ client_id, item_id };
}

static void add_part(struct choice *choice, size_t room, struct matching_part part)
{
	struct matching_result *out = choice->out;

	if (!out->parts)
		out->parts = arena_alloc(choice->arena, room * sizeof *out->parts);
	out->parts[out->part_count++] = part;
}

static void add_named_candidates(struct choice *choice, const struct matching_client *client)
{
	for (size_t i = 0; i < client->item_count; i++)
		if (is_named(client, &client->items[i]) && client->items[i].open > 0)
			add_candidate(choice, client->id, client->items[i].id);
	add_candidate(choice, client->id, 0);
}

/* Left for a person; on account when it surely is this client's money. */
static void leave(struct choice *choice, const struct matching_client *client, enum matching_why why)
{
	struct matching_result *out = choice->out;

	out->why = why;
	if (!client)
		return;
	add_candidate(choice, client->id, 0);
	if (!client->by_account)
		return;
	if (is_old(choice)) {
		out->why = MATCHING_BEFORE;
		return;
	}
	out->how = MATCHING_ACCOUNT;
	out->client_id = client->id;
	add_part(choice, 1, (struct matching_part){ .amount = choice->facts->amount });
}

/* The ledger told it already, and has settled something with it. */
static void tell_ledger(struct choice *choice, const struct matching_client *client, const struct matching_cash *cash,
			int64_t item_id)
{
	choice->out->how = MATCHING_LEDGER;
	choice->out->client_id = client->id;
	add_part(choice, 1,
		 (struct matching_part){ .item_id = item_id,
					 .amount = choice->facts->amount,
					 .shown = choice->facts->amount,
					 .ledger_id = cash->id });
}

static void answer(struct choice *choice, const struct set *set)
{
	const struct matching_client *client = set->client;

	choice->out->how = set->how;
	choice->out->client_id = client->id;
	for (size_t i = 0; i < client->item_count; i++)
		if (set->in[i])
			add_part(choice, client->item_count,
				 (struct matching_part){ .item_id = client->items[i].id, .amount = client->items[i].open });
}

/* ---- sets of items ---- */

static bool *new_set(struct choice *choice, const struct matching_client *client)
{
	return arena_alloc(choice->arena, (client->item_count + 1) * sizeof(bool));
}

static bool sum_of(const struct matching_client *client, const bool *in, cents *sum)
{
	*sum = 0;
	for (size_t i = 0; i < client->item_count; i++)
		if (in[i] && !money_add(*sum, client->items[i].open, sum))
			return false;
	return true;
}

static bool makes(const struct choice *choice, const struct matching_client *client, const bool *in)
{
	cents sum;

	return sum_of(client, in, &sum) && sum == choice->facts->amount;
}

/* One more set that makes the amount: the same as the one found, or it is several. */
static void propose(struct choice *choice, const struct matching_client *client, bool *in, enum matching_how how)
{
	struct set *found = &choice->found;

	if (!makes(choice, client, in))
		return;
	if (!found->client) {
		*found = (struct set){ .client = client, .in = in, .how = how };
		return;
	}
	if (found->client == client && memcmp(found->in, in, client->item_count * sizeof *in) == 0)
		return;
	choice->several = true;
	for (size_t i = 0; i < found->client->item_count; i++)
		if (found->in[i] && found->client->items[i].open > 0)
			add_candidate(choice, found->client->id, found->client->items[i].id);
	for (size_t i = 0; i < client->item_count; i++)
		if (in[i] && client->items[i].open > 0)
			add_candidate(choice, client->id, client->items[i].id);
}

/* ---- numbers ---- */

static bool is_cash_of_named(const struct matching_client *client, const struct matching_cash *cash)
{
	for (size_t i = 0; i < client->item_count; i++)
		if (client->items[i].id == cash->item_id && is_named(client, &client->items[i]))
			return true;
	return false;
}

/* Told by the ledger: this amount, or more of it at an invoice that is named; the ledger was taken in after the payment. */
static bool find_cash(const struct choice *choice, const struct matching_client *client, const struct matching_cash **out)
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

static size_t select_named(const struct choice *choice, const struct matching_client *client, bool *in)
{
	size_t count = 0;

	for (size_t i = 0; i < client->item_count; i++) {
		in[i] = is_named(client, &client->items[i]) && is_ours(choice, &client->items[i]);
		count += in[i];
	}
	return count;
}

static enum matching_how how_named(const struct matching_client *client, const bool *in)
{
	for (size_t i = 0; i < client->item_count; i++)
		if (in[i] && !client->items[i].structured)
			return MATCHING_NUMBER;
	return MATCHING_REFERENCE;
}

/* What is named less one credit note that fits, or less all of them. */
static void propose_netted(struct choice *choice, const struct matching_client *client, const bool *named)
{
	bool *all = new_set(choice, client), any = false;

	memcpy(all, named, client->item_count * sizeof *all);
	for (size_t i = 0; i < client->item_count; i++) {
		bool *one;

		if (named[i] || client->items[i].kind != ITEM_CREDIT_NOTE || client->items[i].open >= 0 ||
		    !is_ours(choice, &client->items[i]))
			continue;
		one = new_set(choice, client);
		memcpy(one, named, client->item_count * sizeof *one);
		one[i] = all[i] = any = true;
		propose(choice, client, one, MATCHING_NETTED);
	}
	if (any)
		propose(choice, client, all, MATCHING_NETTED);
}

/* What is open of the invoices named, and what the ledger has told of them, together. */
static bool with_ledger(struct choice *choice, const struct matching_client *client, const bool *named)
{
	cents sum;
	size_t told = 0, room = client->item_count + client->cash_count;

	if (!sum_of(client, named, &sum))
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
	answer(choice, &(struct set){ .client = client, .in = (bool *)named, .how = how_named(client, named) });
	choice->out->part_count = 0;
	choice->out->parts = NULL;
	for (size_t i = 0; i < client->item_count; i++) {
		if (!named[i])
			continue;
		if (client->items[i].open != 0)
			add_part(choice, room,
				 (struct matching_part){ .item_id = client->items[i].id, .amount = client->items[i].open });
		for (size_t k = 0; k < client->cash_count; k++)
			if (client->cash[k].amount != 0 && client->cash[k].item_id == client->items[i].id)
				add_part(choice, room,
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

static bool take_part(struct choice *choice, const struct matching_client *client, const bool *named, size_t count)
{
	size_t i = 0;

	if (count != 1 || is_old(choice) || (!client->by_account && !client->by_name))
		return false;
	while (!named[i])
		i++;
	if (!client->items[i].strong || client->items[i].open <= choice->facts->amount)
		return false;
	choice->out->how = MATCHING_PART;
	choice->out->client_id = client->id;
	add_part(choice, 1,
		 (struct matching_part){ .item_id = client->items[i].id, .amount = choice->facts->amount });
	return true;
}

static enum matching_why why_not_named(const struct choice *choice, const struct matching_client *client, const bool *named,
				       size_t count)
{
	cents sum = 0;

	if (count == 0)
		return MATCHING_CURRENCY;
	if (!sum_of(client, named, &sum) || sum == 0)
		return MATCHING_SETTLED;
	if (sum < choice->facts->amount)
		return MATCHING_TOO_MUCH;
	return count == 1 && !client->by_account && !client->by_name ? MATCHING_UNCONFIRMED : MATCHING_SUM;
}

static void decide_by_number(struct choice *choice, const struct matching_client *client)
{
	bool *named = new_set(choice, client);
	size_t count = select_named(choice, client, named);
	const struct matching_cash *cash;

	if (count > 0 && find_cash(choice, client, &cash)) {
		if (cash->cash_id == 0) {
			tell_ledger(choice, client, cash, cash->item_id);
			return;
		}
		choice->out->cash_id = cash->cash_id;
		choice->out->ledger_id = cash->id;
	}
	if (is_old(choice) && !are_whole(client, named)) {
		add_named_candidates(choice, client);
		leave(choice, NULL, MATCHING_BEFORE);
		return;
	}
	propose(choice, client, named, how_named(client, named));
	if (!choice->found.client && count > 0)
		propose_netted(choice, client, named);
	if (choice->found.client && !choice->several) {
		answer(choice, &choice->found);
		return;
	}
	if (!choice->several &&
	    (with_ledger(choice, client, named) || take_part(choice, client, named, count)))
		return;
	add_named_candidates(choice, client);
	leave(choice, client, choice->several ? MATCHING_SEVERAL : why_not_named(choice, client, named, count));
}

/* The one client whose numbers are named: among several, the one the payer is known to be. */
static const struct matching_client *named_client(struct choice *choice, enum matching_why *why)
{
	const struct matching_facts *facts = choice->facts;
	const struct matching_client *best[3] = { NULL }; /* by account, by name, by number alone */
	size_t count[3] = { 0 };

	for (size_t i = 0; i < facts->client_count; i++) {
		const struct matching_client *client = &facts->clients[i];
		int rank = client->by_account ? 0 : client->by_name ? 1 : 2;

		if (!names_any(client))
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
static bool is_contradicted(const struct choice *choice, const struct matching_client *named)
{
	for (size_t i = 0; i < choice->facts->client_count; i++) {
		const struct matching_client *other = &choice->facts->clients[i];

		if (other != named && ((other->by_account && !named->by_account) ||
				       (other->by_name && !named->by_account && !named->by_name)))
			return true;
	}
	return false;
}

/* ---- amounts ---- */

static void propose_single(struct choice *choice, const struct matching_client *client)
{
	for (size_t i = 0; i < client->item_count && !choice->several; i++) {
		const struct matching_item *item = &client->items[i];
		bool *in;

		if (item->kind != ITEM_INVOICE || item->open != choice->facts->amount || !is_ours(choice, item) ||
		    item->issued_on > choice->facts->value_on)
			continue;
		in = new_set(choice, client);
		in[i] = true;
		propose(choice, client, in, MATCHING_AMOUNT);
	}
}

static void propose_promise(struct choice *choice, const struct matching_client *client,
			    const struct matching_promise *promise)
{
	bool *in = new_set(choice, client);

	for (size_t i = 0; i < client->item_count; i++)
		for (size_t k = 0; k < promise->item_count; k++)
			in[i] |= client->items[i].id == promise->items[k] && client->items[i].open > 0 &&
				 is_ours(choice, &client->items[i]);
	propose(choice, client, in, MATCHING_PROMISE);
}

static void propose_sums(struct choice *choice, const struct matching_client *client)
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
		bool *in = new_set(choice, client);

		for (size_t i = 0; i < client->item_count; i++) {
			const struct matching_item *item = &client->items[i];
			bool invoice = item->kind == ITEM_INVOICE && item->open > 0 &&
				       item->issued_on <= choice->facts->value_on &&
				       (!sums[s].overdue || item->due_on < choice->facts->value_on);

			in[i] = is_ours(choice, item) &&
				(invoice || (sums[s].credits && item->kind == ITEM_CREDIT_NOTE && item->open < 0));
		}
		propose(choice, client, in, sums[s].how);
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

static void propose_oldest(struct choice *choice, const struct matching_client *client)
{
	size_t *order = arena_alloc(choice->arena, (client->item_count + 1) * sizeof *order), count = 0, taken = 0;
	bool *in = new_set(choice, client);
	cents sum = 0;

	for (size_t i = 0; i < client->item_count; i++)
		if (client->items[i].kind == ITEM_INVOICE && client->items[i].open > 0 &&
		    is_ours(choice, &client->items[i]) && client->items[i].issued_on <= choice->facts->value_on)
			order[count++] = i;
	if (count > 1)
		qsort_r(order, count, sizeof *order, compare_age, (void *)client->items);
	while (taken < count && sum < choice->facts->amount &&
	       money_add(sum, client->items[order[taken]].open, &sum))
		in[order[taken++]] = true;
	propose(choice, client, in, MATCHING_OLDEST);
}

static void propose_all_of(struct choice *choice, const struct matching_client *client)
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
static bool tell_all_cash(struct choice *choice, const struct matching_client *client)
{
	cents sum = 0;

	for (size_t i = 0; i < client->cash_count; i++)
		if (is_settled_by_it(&client->cash[i]) && !money_add(sum, client->cash[i].amount, &sum))
			return false;
	if (sum < choice->facts->amount)
		return false;
	if (sum > choice->facts->amount) { /* some of them: not for the batch to say which, nor to count it once more */
		add_candidate(choice, client->id, 0);
		choice->out->why = MATCHING_IN_LEDGER;
		return true;
	}
	choice->out->how = MATCHING_LEDGER;
	choice->out->client_id = client->id;
	for (size_t i = 0; i < client->cash_count; i++)
		if (is_settled_by_it(&client->cash[i]))
			add_part(choice, client->cash_count,
				 (struct matching_part){ .item_id = client->cash[i].item_id,
							 .amount = client->cash[i].amount,
							 .shown = client->cash[i].amount,
							 .ledger_id = client->cash[i].id });
	return true;
}

static bool has_open(struct choice *choice, const struct matching_client *client)
{
	for (size_t i = 0; i < client->item_count; i++)
		if (client->items[i].kind == ITEM_INVOICE && client->items[i].open == choice->facts->amount &&
		    is_ours(choice, &client->items[i])) {
			add_candidate(choice, client->id, client->items[i].id);
			return true;
		}
	return false;
}

/* The ledger has this very cash: true when that is all there is to say. Several of its amount, told since or not, do not say
 * which invoice; a fall without an entry does not say it against an open invoice of the same amount. */
static bool decide_by_ledger(struct choice *choice, const struct matching_client *client)
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
		tell_ledger(choice, client, first, several ? 0 : first->item_id);
		return true;
	}
	choice->out->cash_id = first->cash_id;
	choice->out->ledger_id = first->id;
	return false;
}

/* The ledger's own open item stays the client's credit. */
static void stay_in_ledger(struct choice *choice, const struct matching_client *client)
{
	const struct matching_cash cash = { .id = choice->out->ledger_id };

	choice->out->cash_id = choice->out->ledger_id = 0;
	tell_ledger(choice, client, &cash, 0);
}

static bool pays(const struct matching_client *client, bool by_account)
{
	return by_account ? client->by_account : client->by_name;
}

static void decide_by_amount(struct choice *choice)
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
	if (payers == 0) {
		leave(choice, NULL, MATCHING_UNKNOWN);
		return;
	}
	if (payers == 1 && decide_by_ledger(choice, payer))
		return;
	for (size_t i = 0; !is_old(choice) && i < facts->client_count; i++)
		if (pays(&facts->clients[i], by_account))
			propose_all_of(choice, &facts->clients[i]);
	if (choice->found.client && !choice->several) {
		answer(choice, &choice->found);
		return;
	}
	if (choice->out->cash_id) {
		stay_in_ledger(choice, payer);
		return;
	}
	if (payers > 1)
		for (size_t i = 0; i < facts->client_count; i++)
			if (pays(&facts->clients[i], by_account))
				add_candidate(choice, facts->clients[i].id, 0);
	leave(choice, payers == 1 ? payer : NULL,
	      choice->several ? MATCHING_SEVERAL
	      : payers > 1    ? MATCHING_PAYERS
	      : is_old(choice) ? MATCHING_BEFORE
			       : MATCHING_NO_FIT);
}

/* ---- the whole ---- */

static void leave_contradicted(struct choice *choice, enum matching_why why)
{
	for (size_t i = 0; i < choice->facts->client_count; i++)
		if (names_any(&choice->facts->clients[i]))
			add_named_candidates(choice, &choice->facts->clients[i]);
	for (size_t i = 0; i < choice->facts->client_count; i++)
		if (choice->facts->clients[i].by_account || choice->facts->clients[i].by_name)
			add_candidate(choice, choice->facts->clients[i].id, 0);
	choice->out->why = why;
}

void matching_decide(const struct matching_facts *facts, struct arena *arena, struct matching_result *out)
{
	struct choice choice = { .facts = facts, .arena = arena, .out = out };
	enum matching_why why = MATCHING_CLEAR;
	const struct matching_client *named;

	*out = (struct matching_result){ .why = MATCHING_CLEAR };
	named = named_client(&choice, &why);
	if (named && is_contradicted(&choice, named))
		why = MATCHING_OTHER_CLIENT;
	if (why != MATCHING_CLEAR)
		leave_contradicted(&choice, why);
	else if (named)
		decide_by_number(&choice, named);
	else
		decide_by_amount(&choice);
}

bool matching_same_cash(date value_on, date told_on, bool dated)
{
	int days = told_on - value_on;

	return dated ? days <= DATED_DAYS && days >= -DATED_DAYS : days >= -NOTICED_EARLY && days <= NOTICED_LATE;
}

/* ---- reversals ---- */

static int sign_of(const struct matching_original *original)
{
	return original->same_end_to_end ? 3 : original->same_reference ? 2 : original->same_party ? 1 : 0;
}

int64_t matching_original(const struct matching_original *originals, size_t count, date value_on)
{
	int best = 0;
	size_t equal = 0;
	int64_t id = 0;

	for (size_t i = 0; i < count; i++) {
		int sign = sign_of(&originals[i]);

		if (sign == 0 || originals[i].value_on > value_on || sign < best)
			continue;
		equal = sign > best ? 1 : equal + 1;
		best = sign;
		id = originals[i].id;
	}
	return equal == 1 ? id : 0;
}
