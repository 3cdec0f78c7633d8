/* The plan of an import: what would be created, changed and closed, found by comparing with the
 * store in one picture, without a lock.
 *
 * Nobody else writes a source's items meanwhile (the lock of db/import.h), so what is read here
 * stays true until it is written.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/id.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/import_plan.h"

enum { STEP = 4096 };

struct import_invoice import_job_invoice(const struct import_job *job, const struct set_item *item)
{
	const struct import_set *set = &job->set;

	return (struct import_invoice){
		.id = item->id,
		.client_id = set->clients[item->client].id,
		.source_id = job->source_id,
		.key = import_set_key(set, item),
		.number = import_set_number(set, item),
		.order_no = import_set_text(set, item->order_no),
		.kind = (enum item_kind)item->kind,
		.issued_on = item->issued_on,
		.due_on = item->due_on,
		.amount = item->amount,
		.open = item->open,
		.currency = item->currency,
		.flagged = item->flagged,
	};
}

struct import_receipt import_job_receipt(const struct import_job *job, const struct set_receipt *receipt)
{
	return (struct import_receipt){
		.id = id_new(),
		.client_id = job->set.clients[receipt->client].id,
		.source_id = job->source_id,
		.key = import_set_text(&job->set, receipt->key),
		.value_on = receipt->value_on,
		.amount = receipt->amount,
		.currency = receipt->currency,
		.credit_note = receipt->credit_note,
		.invoice_id = receipt->invoice_id,
	};
}

/* ---- order ---- */

struct numbered {
	uint64_t head; /* the number's */
	uint32_t client;
};

static int compare_numbers(const void *a, const void *b, void *context)
{
	const struct import_set *set = context;
	const struct numbered *one = a, *other = b;

	if (one->head != other->head)
		return one->head < other->head ? -1 : 1;
	return strcmp(import_set_no(set, &set->clients[one->client]), import_set_no(set, &set->clients[other->client]));
}

static void order_clients(struct import_job *job)
{
	struct import_set *set = &job->set;
	struct numbered *all = mem_resize(NULL, set->client_count + 1, sizeof *all);

	for (size_t i = 0; i < set->client_count; i++)
		all[i] = (struct numbered){ text_head(import_set_no(set, &set->clients[i])), (uint32_t)i };
	qsort_r(all, set->client_count, sizeof *all, compare_numbers, set);
	job->clients = mem_resize(job->clients, set->client_count + 1, sizeof *job->clients);
	for (size_t i = 0; i < set->client_count; i++)
		job->clients[i] = all[i].client;
	mem_free(all);
}

static uint32_t client_at(const void *rows, size_t i, size_t stride, size_t field)
{
	return *(const uint32_t *)((const char *)rows + i * stride + field);
}

/* Counting sort by client, stable. field: where the client stands in a row of stride bytes. */
static void group(struct import_group *out, const struct import_job *job, const void *rows,
		  size_t stride, size_t field, size_t count)
{
	size_t clients = job->set.client_count;
	uint32_t at = 0;

	mem_free(out->end);
	out->order = mem_resize(out->order, count + 1, sizeof *out->order);
	out->start = mem_resize(out->start, clients + 1, sizeof *out->start);
	out->end = mem_alloc((clients + 1) * sizeof *out->end);
	for (size_t i = 0; i < count; i++)
		out->end[client_at(rows, i, stride, field)]++;
	for (size_t i = 0; i < clients; i++) {
		uint32_t client = job->clients[i], n = out->end[client];

		out->start[client] = out->end[client] = at;
		at += n;
	}
	for (size_t i = 0; i < count; i++)
		out->order[out->end[client_at(rows, i, stride, field)]++] = (uint32_t)i;
}

static void group_all(struct import_job *job)
{
	const struct import_set *set = &job->set;

	group(&job->items, job, set->items, sizeof *set->items, offsetof(struct set_item, client),
	      set->item_count);
	group(&job->receipts, job, set->receipts, sizeof *set->receipts,
	      offsetof(struct set_receipt, client), set->receipt_count);
	group(&job->vanished, job, set->vanished, sizeof *set->vanished,
	      offsetof(struct set_vanished, client), set->vanished_count);
}

/* ---- clients ---- */

static bool plan_client(struct import_job *job, struct set_client *client, struct err *err)
{
	struct import_set *set = &job->set;
	struct import_client stored;
	enum found found = FOUND_NOT;

	if (!job->first)
		found = import_client_find(job->session->store, &job->arena,
					   job->session->creditor.id, import_set_no(set, client),
					   &stored, err);
	if (found == FOUND_NOT) {
		client->differs = client->new_words = true;
		return true;
	}
	if (found == FOUND_ERROR)
		return false;
	client->id = stored.id;
	client->terms_days = stored.terms_days;
	client->stored_limit = stored.credit_limit;
	client->stored_risk = stored.risk_class;
	client->stored_name = import_set_add_text(set, stored.name);
	client->renamed =
		client->name && strcmp(import_set_text(set, client->name), stored.name) != 0;
	client->differs = (client->limit >= 0 && client->limit != stored.credit_limit) ||
			  (client->risk >= 0 && client->risk != stored.risk_class);
	return true;
}

/* Lines passed over bear the name the store has: the others rename the client only when they are
 * more. */
static bool outnumbered(struct import_job *job, uint32_t at, bool *outnumbered_out, struct err *err)
{
	const struct import_set *set = &job->set;
	int64_t others = 0, named = 0;

	*outnumbered_out = false;
	if (job->totals.known == 0)
		return true;
	if (!import_open_count(job->session->store, set->clients[at].id, job->source_id, &others,
			       err))
		return false;
	for (uint32_t i = job->items.start[at]; i < job->items.end[at]; i++, named++)
		others -= set->items[job->items.order[i]].was != 0;
	for (uint32_t i = job->vanished.start[at]; i < job->vanished.end[at]; i++)
		others -= !set->vanished[job->vanished.order[i]].kept &&
			  !set->vanished[job->vanished.order[i]].matched;
	*outnumbered_out = others >= named;
	return true;
}

static bool plan_names(struct import_job *job, struct err *err)
{
	for (size_t i = 0; i < job->set.client_count; i++) {
		struct set_client *client = &job->set.clients[i];
		bool keep = !client->renamed;

		if (client->id == 0)
			continue;
		if (client->renamed && !outnumbered(job, (uint32_t)i, &keep, err))
			return false;
		client->renamed = !keep;
		client->differs |= client->renamed;
		client->new_words |= client->renamed;
		if (keep)
			client->name = client->stored_name;
	}
	return true;
}

static bool plan_contacts(struct import_job *job, struct set_client *client, struct err *err)
{
	struct import_set *set = &job->set;

	for (uint32_t at = client->contacts; at != IMPORT_NONE; at = set->contacts[at].next) {
		struct set_contact *contact = &set->contacts[at];
		enum found found = FOUND_NOT;
		bool same = false;

		if (client->id != 0)
			found = import_contact_compare(job->session->store, client->id,
						       import_set_text(set, contact->name),
						       import_set_text(set, contact->phone),
						       import_set_text(set, contact->mail),
						       &contact->id, &same, err);
		if (found == FOUND_ERROR)
			return false;
		contact->differs = !same;
		client->new_words |= !same;
	}
	return true;
}

int import_plan_terms(const struct import_job *job, const struct set_client *client)
{
	if (job->request->terms_days >= 0)
		return job->request->terms_days;
	if (client->terms_days >= 0)
		return client->terms_days;
	return job->session->policy.import_terms_days >= 0 ? job->session->policy.import_terms_days
							   : job->session->creditor.terms_days;
}

/* ---- items ---- */

/* A known line of this file already gave the item: this later one is a duplicate. */
static bool is_duplicate(struct import_job *job, struct set_item *item,
			 const struct import_stored *stored)
{
	struct known_line *line =
		job->lines_usable ? import_lines_of(&job->lines, stored->id) : NULL;

	if (!line)
		return false;
	if (!line->seen) {
		line->replaced = true;
		return false;
	}
	/* a copy: the reject goes into the pool the key may lie in */
	import_set_reject(&job->set, REASON_DUPLICATE, stored->same, item->line,
			  arena_strdup(&job->arena, import_set_key(&job->set, item)), "");
	item->change = SET_REFUSED;
	return true;
}

/* An invoice that came electronically before the ledger knew it is this item: it goes over to the
 * ledger's source and key, and keeps its id with all that hangs on it. */
static enum found find_told(struct import_job *job, const struct import_invoice *wanted,
			    struct set_item *item, struct import_stored *stored, struct err *err)
{
	enum found found;

	if (job->told_source_id == 0)
		return FOUND_NOT;
	found = told_find_same(job->session->store, &job->arena, job->told_source_id, wanted, stored,
			       err);
	item->adopted = found == FOUND;
	return found;
}

static enum found find_stored(struct import_job *job, struct set_item *item,
			      struct import_stored *stored, struct err *err)
{
	bool due_told = date_is(item->due_on);
	struct import_invoice wanted;
	enum found found = FOUND_NOT;

	if (!due_told)
		item->due_on = item->issued_on + import_plan_terms(job, &job->set.clients[item->client]);
	if (job->first)
		return FOUND_NOT;
	wanted = import_job_invoice(job, item);
	wanted.due_told = due_told;
	if (!job->source_new)
		found = import_invoice_compare(job->session->store, &job->arena, &wanted, stored,
					       err);
	return found == FOUND_NOT ? find_told(job, &wanted, item, stored, err) : found;
}

static bool plan_item(struct import_job *job, struct set_item *item, struct err *err)
{
	struct import_stored stored;
	enum found found = find_stored(job, item, &stored, err);

	item->id = 0;
	if (found == FOUND_ERROR)
		return false;
	if (found == FOUND_NOT) {
		item->change = item->open != 0 ? SET_CREATE : SET_SAME;
		if (item->change == SET_CREATE)
			item->id = id_new();
		return true;
	}
	item->id = stored.id;
	item->was = stored.open;
	item->was_kind = (uint8_t)stored.kind;
	item->was_client_id = stored.client_id;
	item->moved = stored.moved;
	if (date_is(stored.told_due_on))
		item->due_on = stored.told_due_on;
	if (*stored.told_order_no)
		item->order_no = import_set_add_text(&job->set, stored.told_order_no);
	if (!is_duplicate(job, item, &stored))
		item->change = stored.same                           ? SET_SAME
			       : item->open == 0 && stored.open + stored.matched != 0
				       ? SET_CLOSE
				       : SET_CHANGE;
	return true;
}

bool import_plan_currencies(struct import_job *job, uint32_t client, struct err *err)
{
	struct import_set *set = &job->set;
	char have[NETTING_CURRENCIES][MONEY_CODE];
	size_t count = 0;

	if (set->foreign_count == 0)
		return true;
	if (set->clients[client].id != 0 &&
	    !import_open_currencies(job->session->store, set->clients[client].id, have, &count,
				    err))
		return false;
	for (uint32_t i = job->items.start[client]; i < job->items.end[client]; i++) {
		struct set_item *item = &set->items[job->items.order[i]];
		size_t at = 0;

		if (item->change == SET_REFUSED || item->open == 0)
			continue;
		while (at < count && strcmp(have[at], item->currency) != 0)
			at++;
		if (at == NETTING_CURRENCIES) {
			item->change = SET_REFUSED;
			import_set_reject(set, REASON_CURRENCIES, false, item->line, item->currency,
					  "");
		} else if (at == count) {
			memcpy(have[count++], item->currency, MONEY_CODE);
		}
	}
	return true;
}

/* ---- cash of a ledger ---- */

static bool plan_receipt(struct import_job *job, struct set_receipt *receipt, struct err *err)
{
	const struct import_set *set = &job->set;
	const char *matched = import_set_text(set, receipt->matched);
	struct store *store = job->session->store;
	enum found found = FOUND_NOT;
	int64_t stored_invoice = 0;

	if (job->source_new || job->first) {
		receipt->differs = true;
		return true;
	}
	found = import_receipt_find(store, job->source_id, import_set_text(set, receipt->key),
				    &receipt->id, &stored_invoice, err);
	if (found == FOUND_ERROR)
		return false;
	if (found == FOUND && (stored_invoice != 0 || !*matched))
		return true;
	if (*matched && import_invoice_find(store, job->source_id, matched, &receipt->invoice_id,
					    err) == FOUND_ERROR)
		return false;
	receipt->differs = found == FOUND_NOT || receipt->invoice_id != 0;
	return true;
}

/* ---- the whole ---- */

static bool plan_one(struct import_job *job, uint32_t client, struct err *err)
{
	struct import_set *set = &job->set;

	if (!plan_client(job, &set->clients[client], err) ||
	    !plan_contacts(job, &set->clients[client], err))
		return false;
	for (uint32_t i = job->items.start[client]; i < job->items.end[client]; i++) {
		import_set_expect(set, job->items.order, i, (uint32_t)set->item_count);
		if (!plan_item(job, &set->items[job->items.order[i]], err))
			return false;
	}
	for (uint32_t i = job->receipts.start[client]; i < job->receipts.end[client]; i++)
		if (!plan_receipt(job, &set->receipts[job->receipts.order[i]], err))
			return false;
	return import_plan_currencies(job, client, err);
}

static bool plan_each(struct import_job *job, struct err *err)
{
	for (size_t i = 0; i < job->set.client_count; i++) {
		if (i % STEP == 0)
			import_job_progress(job, IMPORT_COMPARING, i, job->set.client_count);
		if (!plan_one(job, job->clients[i], err))
			return false;
	}
	return true;
}

static bool plan_in_picture(struct import_job *job, struct err *err)
{
	bool any;

	if (!import_client_any(job->session->store, job->session->creditor.id, &any, err))
		return false;
	job->first = !any;
	if (!told_source(job->session->store, job->session->creditor.id, &job->told_source_id, err))
		return false;
	order_clients(job);
	group_all(job);
	if (job->first && job->told_source_id == 0)
		return import_plan_first(job, err);
	if (!plan_each(job, err))
		return false;
	if (!import_plan_vanished(job, err))
		return false;
	group_all(job);
	return plan_names(job, err);
}

bool import_plan(struct import_job *job, struct err *err)
{
	bool done;

	if (!store_begin(job->session->store, false, err))
		return false;
	done = plan_in_picture(job, err);
	store_rollback(job->session->store); /* a read has nothing to commit */
	if (!done)
		return false;
	import_plan_count(job);
	return import_plan_sums(job, err);
}
