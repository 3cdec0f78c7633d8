/* A table in memory from 64-bit hashes to 64-bit values, for what readers must remember of a file:
 * entries, clients, keys. Plain struct: zero-initialise, table_clear.
 *
 * Knows nothing of what is hashed; two texts of one hash are the caller's to tell apart.
 */
#ifndef INTAKE_TABLE_H
#define INTAKE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct table_slot {
	uint64_t key, value;
};
struct table {
	struct table_slot *slots;
	size_t room, used;
	uint64_t zero_value; /* the key 0 marks empty slots and lives here */
	bool has_zero;
};

/* Make room for about so many keys at once. */
void table_reserve(struct table *table, size_t keys);
/* The value of key, made 0 when it is new (*fresh, which may be NULL). Borrowed until the next call. */
uint64_t *table_put(struct table *table, uint64_t key, bool *fresh);
/* Ask the memory for key's place, to be used a little later: large tables wait for it otherwise. */
void table_fetch(const struct table *table, uint64_t key);
/* NULL when there is none. */
const uint64_t *table_get(const struct table *table, uint64_t key);
void table_clear(struct table *table);

#endif
