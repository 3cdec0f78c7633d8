/* Numbers, references and names in memory, sorted by hash: 24 bytes each, so that a month of cash finds its invoices without a query.
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "desk/matching_inside.h"
#include "rules/matching_text.h"

enum { SETTLED_DAYS = 180, NAME_ROOM = 256 }; /* invoices settled longer ago are not named any more */

uint64_t matching_hash(const char *text, size_t n)
{
	return hash_64(text, n, 0);
}

static void add(struct matching_list *list, uint64_t hash, int64_t item_id, int64_t client_id)
{
	MEM_GROW(list->all, list->count, list->room);
	list->all[list->count++] = (struct matching_entry){ hash, item_id, client_id };
}

static void add_number(void *context, int64_t item_id, int64_t client_id, const char *number)
{
	char one[MATCHING_NUMBER];
	size_t n = matching_number(one, number, strlen(number));

	if (n > 0)
		add(context, matching_hash(one, n), item_id, client_id);
}

/* One that is the invoice's own number says no more than that. */
static void add_reference(void *context, int64_t item_id, int64_t client_id, const char *number, const char *reference)
{
	char one[MATCHING_NUMBER], own[MATCHING_NUMBER];
	size_t n = matching_number(one, reference, strlen(reference)), m = matching_number(own, number, strlen(number));

	if (n > 0 && (n != m || memcmp(one, own, n) != 0))
		add(context, matching_hash(one, n), item_id, client_id);
}

static void add_name(void *context, int64_t client_id, const char *name)
{
	char one[NAME_ROOM];
	size_t n = matching_name(one, sizeof one, name);

	if (n > 0)
		add(context, matching_hash(one, n), 0, client_id);
}

static int compare(const void *a, const void *b)
{
	const struct matching_entry *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	if (x->item_id != y->item_id)
		return x->item_id < y->item_id ? -1 : 1;
	return (x->client_id > y->client_id) - (x->client_id < y->client_id); /* names may be alike */
}

static void sort(struct matching_list *list)
{
	if (list->count > 1)
		qsort(list->all, list->count, sizeof *list->all, compare);
}

bool matching_index_load(struct session *session, struct matching_index *out, struct err *err)
{
	struct store *store = session->store;
	bool done;

	*out = (struct matching_index){ 0 };
	if (!store_begin(store, false, err))
		return false;
	done = allocation_numbers(store, session->creditor.id, session->today - SETTLED_DAYS, add_number, &out->numbers, err) &&
	       allocation_references(store, session->creditor.id, session->today - SETTLED_DAYS, add_reference, &out->references, err) &&
	       allocation_names(store, session->creditor.id, add_name, &out->names, err);
	store_rollback(store); /* a read has nothing to commit */
	sort(&out->numbers);
	sort(&out->references);
	sort(&out->names);
	return done;
}

bool matching_index_load_among(struct session *session, const int64_t *clients, size_t count, struct matching_index *out,
                               struct err *err)
{
	bool done = true;

	*out = (struct matching_index){ 0 };
	for (size_t i = 0; done && i < count; i++) {
		struct arena arena = { 0 };
		struct allocation_item *items;
		struct allocation_name name;
		size_t n;

		done = allocation_items(session->store, &arena, clients[i], 0, NULL, 0, &items, &n, err) &&
		       allocation_named(session->store, &arena, clients[i], 0, &name, err) == FOUND;
		for (size_t k = 0; done && k < n; k++)
			if (items[k].item.kind == ITEM_INVOICE || items[k].item.kind == ITEM_CREDIT_NOTE) {
				add_number(&out->numbers, items[k].item.id, clients[i], items[k].number);
				add_reference(&out->references, items[k].item.id, clients[i], items[k].number, items[k].payment_ref);
			}
		if (done)
			add_name(&out->names, clients[i], name.client_name);
		arena_clear(&arena);
	}
	sort(&out->numbers);
	sort(&out->references);
	sort(&out->names);
	return done;
}

void matching_index_clear(struct matching_index *index)
{
	mem_free(index->numbers.all);
	mem_free(index->references.all);
	mem_free(index->names.all);
	*index = (struct matching_index){ 0 };
}

const struct matching_entry *matching_index_find(const struct matching_list *list, uint64_t hash, size_t *count)
{
	size_t low = 0, high = list->count, from;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (list->all[middle].hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	for (from = low; low < list->count && list->all[low].hash == hash; low++)
		;
	*count = low - from;
	return list->all ? list->all + from : NULL;
}
