/* Adds up the lines of one invoice.
 */
#include "intake/csv_group.h"

#include <string.h>

#include "base/hash.h"
#include "base/mem.h"

/* The item of this key, or NULL with *value to fill in. */
static struct intake_item *find(struct csv_groups *groups, const char *key, uint64_t **value)
{
	for (uint64_t hash = hash_64(key, strlen(key), 0);; hash = hash_64(&hash, sizeof hash, 1)) {
		*value = table_put(&groups->by_key, hash, NULL);
		if (**value == 0)
			return NULL;
		struct intake_item *item = &groups->items[**value - 1];
		if (strcmp(item->key, key) == 0)
			return item;
	}
}

static void keep_texts(struct arena *texts, struct intake_item *item)
{
	const char **const all[] = {
		&item->client_no, &item->client_name, &item->number,   &item->key,
		&item->currency,  &item->order_no,    &item->letter,   &item->contact_name,
		&item->phone,     &item->mail,        &item->group_no,
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		*all[i] = **all[i] ? arena_strdup(texts, *all[i]) : "";
}

/* What an invoice lacks, a later line of it may say. */
static void complete(struct intake_item *item, const struct intake_item *line)
{
	if (!date_is(item->issued_on))
		item->issued_on = line->issued_on;
	if (!date_is(item->due_on))
		item->due_on = line->due_on;
}

bool csv_groups_add(struct csv_groups *groups, const struct intake_item *item, bool add)
{
	uint64_t *value;
	struct intake_item *known = find(groups, item->key, &value);
	cents amount, open;

	if (!known) {
		MEM_GROW(groups->items, groups->count, groups->room);
		groups->items[groups->count] = *item;
		groups->items[groups->count].line_hash = 0;
		keep_texts(&groups->texts, &groups->items[groups->count]);
		*value = ++groups->count;
		return true;
	}
	complete(known, item);
	if (!add)
		return true;
	if (!money_add(known->amount, item->amount, &amount) ||
	    !money_add(known->open, item->open, &open) || amount > MONEY_MAX ||
	    amount < -MONEY_MAX || open > MONEY_MAX || open < -MONEY_MAX)
		return false;
	known->amount = amount;
	known->open = open;
	if (known->kind != ITEM_CASH)
		known->kind = amount < 0 ? ITEM_CREDIT_NOTE : ITEM_INVOICE;
	return true;
}

void csv_groups_clear(struct csv_groups *groups)
{
	arena_clear(&groups->texts);
	table_clear(&groups->by_key);
	mem_free(groups->items);
	*groups = (struct csv_groups){ 0 };
}
