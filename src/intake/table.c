/* Open addressing with linear probing, two thirds full at most; the top bits of the multiplied key, on which all of its bits have a say, pick the slot.
 */
#include "intake/table.h"

#include "base/mem.h"

enum { FIRST_ROOM = 1024, MOST_RESERVED = 1 << 24 };

/* room is a power of two, FIRST_ROOM at least. */
static size_t first_slot(size_t room, uint64_t key)
{
	return (size_t)((key * UINT64_C(0x9E3779B97F4A7C15)) >> (__builtin_clzll(room) + 1));
}

/* Index of key's slot, or of the empty one where it would go. */
static size_t slot_of(const struct table_slot *slots, size_t room, uint64_t key)
{
	size_t i = first_slot(room, key);

	while (slots[i].key != 0 && slots[i].key != key)
		i = (i + 1) & (room - 1);
	return i;
}

static void grow(struct table *table, size_t room)
{
	struct table_slot *slots = mem_alloc(room * sizeof *slots);

	for (size_t i = 0; i < table->room; i++)
		if (table->slots[i].key != 0)
			slots[slot_of(slots, room, table->slots[i].key)] = table->slots[i];
	mem_free(table->slots);
	table->slots = slots;
	table->room = room;
}

void table_reserve(struct table *table, size_t keys)
{
	size_t room = FIRST_ROOM;

	while (room * 2 < keys * 3 && room < MOST_RESERVED)
		room *= 2;
	if (room > table->room)
		grow(table, room);
}

uint64_t *table_put(struct table *table, uint64_t key, bool *fresh)
{
	bool unused;

	if (!fresh)
		fresh = &unused;
	if (key == 0) {
		*fresh = !table->has_zero;
		table->has_zero = true;
		return &table->zero_value;
	}
	if (table->used * 3 >= table->room * 2)
		grow(table, table->room ? table->room * 2 : FIRST_ROOM);
	struct table_slot *slot = &table->slots[slot_of(table->slots, table->room, key)];
	*fresh = slot->key == 0;
	if (*fresh) {
		slot->key = key;
		table->used++;
	}
	return &slot->value;
}

void table_fetch(const struct table *table, uint64_t key)
{
	if (table->room > 0)
		__builtin_prefetch(&table->slots[first_slot(table->room, key)], 1);
}

const uint64_t *table_get(const struct table *table, uint64_t key)
{
	if (key == 0)
		return table->has_zero ? &table->zero_value : NULL;
	if (table->room == 0)
		return NULL;
	const struct table_slot *slot = &table->slots[slot_of(table->slots, table->room, key)];
	return slot->key == key ? &slot->value : NULL;
}

void table_clear(struct table *table)
{
	mem_free(table->slots);
	*table = (struct table){ 0 };
}
