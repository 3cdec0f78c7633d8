/* The clients of one file: a number for each, and the spellings of its name with their counts.
 *
 * Numbers come already folded and cleaned. Plain struct: zero-initialise, clients_clear.
 */
#ifndef INTAKE_CLIENTS_H
#define INTAKE_CLIENTS_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "intake/table.h"

#define CLIENTS_NONE UINT32_MAX

struct clients_name {
	const char *text;
	uint32_t len, count;
	uint32_t next; /* index of the client's next spelling, in order of appearance; CLIENTS_NONE */
};
struct clients_one {
	const char *no;
	uint32_t len;
	uint32_t first_name; /* CLIENTS_NONE: no name seen */
};
struct clients {
	struct arena texts;
	struct table by_no; /* hash of the number → index + 1 */
	struct clients_one *all;
	size_t count, room;
	struct clients_name *names;
	size_t names_count, names_room;
};

/* The hash of a number, for clients_at; table_fetch(&clients->by_no, hash) may go ahead. */
uint64_t clients_hash(const char *no, size_t n);
/* The index of the client, made when it is new. */
uint32_t clients_at(struct clients *clients, uint64_t hash, const char *no, size_t n);
/* One more line spells the client's name so. An empty name is not counted. */
void clients_named(struct clients *clients, uint32_t client, const char *name, size_t n);
/* The most frequent spelling, the first among equals; "" when there is none. */
const char *clients_name(const struct clients *clients, uint32_t client);
/* How many clients have more than one spelling. */
size_t clients_renamed(const struct clients *clients);
void clients_clear(struct clients *clients);

#endif
