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

#define CLIENTS_HEAD 24

struct clients_name {
	const char *text;
	uint64_t hash;
	uint32_t count;
	uint32_t next; /* the client's next spelling, in order of appearance; CLIENTS_NONE */
};
/* Small enough for one line of the cache: the number, when it is short, and the first name are known
 * again without a look elsewhere. */
struct clients_one {
	char head[CLIENTS_HEAD]; /* the start of the number */
	const char *no;
	uint64_t first_hash;  /* of the first name */
	uint32_t len;         /* of the number */
	uint32_t first_name;  /* CLIENTS_NONE: no name seen */
	uint32_t first_count; /* lines with the first name; its own count is not kept up */
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
/* Ask the memory for the client too, once it was asked for its place: its index, CLIENTS_NONE where nobody knows it yet. */
uint32_t clients_fetch(const struct clients *clients, uint64_t hash);
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
