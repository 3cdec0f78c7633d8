/* Clients by number, with their names counted: rows of one client are neighbours more often than not,
 * and most clients have one spelling, so names are short lists searched from the front.
 */
#include "intake/clients.h"

#include <string.h>

#include "base/hash.h"
#include "base/mem.h"

/* Spellings kept per client: what a hostile file adds beyond them is not counted. */
enum { NAMES_MAX = 64 };

static const char *keep(struct clients *clients, const char *s, size_t n)
{
	char *copy = arena_alloc(&clients->texts, n + 1);

	memcpy(copy, s, n);
	return copy;
}

uint64_t clients_hash(const char *no, size_t n)
{
	return hash_64(no, n, 0);
}

uint32_t clients_fetch(const struct clients *clients, uint64_t hash)
{
	const uint64_t *index = table_get(&clients->by_no, hash);

	if (!index || *index == 0)
		return CLIENTS_NONE;
	__builtin_prefetch(&clients->all[*index - 1], 1);
	return (uint32_t)(*index - 1);
}

static bool has_number(const struct clients_one *one, const char *no, size_t n)
{
	if (one->len != n)
		return false;
	return memcmp(n <= CLIENTS_HEAD ? one->head : one->no, no, n) == 0;
}

static void add_client(struct clients *clients, const char *no, size_t n)
{
	struct clients_one one = {
		.no = keep(clients, no, n),
		.len = (uint32_t)n,
		.first_name = CLIENTS_NONE,
	};

	memcpy(one.head, no, n < CLIENTS_HEAD ? n : CLIENTS_HEAD);
	MEM_GROW(clients->all, clients->count, clients->room);
	clients->all[clients->count++] = one;
}

uint32_t clients_at(struct clients *clients, uint64_t hash, const char *no, size_t n)
{
	/* Two numbers of one hash: look on under a hash of the hash. */
	for (;; hash = hash_64(&hash, sizeof hash, 1)) {
		uint64_t *index = table_put(&clients->by_no, hash, NULL); /* plus 1 */
		if (*index == 0) {
			add_client(clients, no, n);
			*index = clients->count;
			return (uint32_t)(clients->count - 1);
		}
		if (has_number(&clients->all[*index - 1], no, n))
			return (uint32_t)(*index - 1);
	}
}

static uint32_t add_name(struct clients *clients, uint64_t hash, const char *name, size_t n)
{
	MEM_GROW(clients->names, clients->names_count, clients->names_room);
	clients->names[clients->names_count++] = (struct clients_name){
		.text = keep(clients, name, n),
		.hash = hash,
		.count = 1,
		.next = CLIENTS_NONE,
	};
	return (uint32_t)(clients->names_count - 1);
}

/* Any spelling but the first; two spellings of one hash count as one, which costs nobody a name. */
static void count_other_name(struct clients *clients, uint32_t first, uint64_t hash,
			     const char *name, size_t n)
{
	uint32_t last = first;
	int seen = 1;

	for (uint32_t i = clients->names[first].next; i != CLIENTS_NONE;
	     i = clients->names[i].next) {
		if (clients->names[i].hash == hash) {
			clients->names[i].count++;
			return;
		}
		last = i;
		seen++;
	}
	if (seen >= NAMES_MAX)
		return;
	uint32_t added = add_name(clients, hash, name, n);
	clients->names[last].next = added;
}

void clients_named(struct clients *clients, uint32_t client, const char *name, size_t n)
{
	struct clients_one *one = &clients->all[client];

	if (n == 0)
		return;
	uint64_t hash = hash_64(name, n, 0);
	if (one->first_name == CLIENTS_NONE) {
		one->first_name = add_name(clients, hash, name, n);
		one->first_hash = hash;
	}
	if (one->first_hash == hash)
		one->first_count++;
	else
		count_other_name(clients, one->first_name, hash, name, n);
}

const char *clients_name(const struct clients *clients, uint32_t client)
{
	const struct clients_one *one = &clients->all[client];

	if (one->first_name == CLIENTS_NONE)
		return "";
	const struct clients_name *best = &clients->names[one->first_name];
	uint32_t most = one->first_count;
	for (uint32_t i = best->next; i != CLIENTS_NONE; i = clients->names[i].next)
		if (clients->names[i].count > most) {
			most = clients->names[i].count;
			best = &clients->names[i];
		}
	return best->text;
}

size_t clients_renamed(const struct clients *clients)
{
	size_t renamed = 0;

	for (size_t i = 0; i < clients->count; i++) {
		uint32_t first = clients->all[i].first_name;
		renamed += first != CLIENTS_NONE && clients->names[first].next != CLIENTS_NONE;
	}
	return renamed;
}

void clients_clear(struct clients *clients)
{
	arena_clear(&clients->texts);
	table_clear(&clients->by_no);
	mem_free(clients->all);
	mem_free(clients->names);
	*clients = (struct clients){ 0 };
}
