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

uint32_t clients_at(struct clients *clients, uint64_t hash, const char *no, size_t n)
{
	uint64_t *value;

	/* Two numbers of one hash: look on under a hash of the hash. */
	for (;; hash = hash_64(&hash, sizeof hash, 1)) {
		value = table_put(&clients->by_no, hash, NULL);
		if (*value == 0)
			break;
		const struct clients_one *one = &clients->all[*value - 1];
		if (one->len == n && memcmp(one->no, no, n) == 0)
			return (uint32_t)(*value - 1);
	}
	MEM_GROW(clients->all, clients->count, clients->room);
	clients->all[clients->count] = (struct clients_one){
		.no = keep(clients, no, n),
		.len = (uint32_t)n,
		.first_name = CLIENTS_NONE,
	};
	*value = ++clients->count;
	return (uint32_t)(clients->count - 1);
}

static void add_name(struct clients *clients, uint32_t *link, const char *name, size_t n)
{
	*link = (uint32_t)clients->names_count;
	MEM_GROW(clients->names, clients->names_count, clients->names_room);
	clients->names[clients->names_count++] = (struct clients_name){
		.text = keep(clients, name, n),
		.len = (uint32_t)n,
		.count = 1,
		.next = CLIENTS_NONE,
	};
}

void clients_named(struct clients *clients, uint32_t client, const char *name, size_t n)
{
	uint32_t last = CLIENTS_NONE;
	int seen = 0;

	if (n == 0)
		return;
	for (uint32_t i = clients->all[client].first_name; i != CLIENTS_NONE; i = clients->names[i].next) {
		struct clients_name *known = &clients->names[i];
		if (known->len == n && memcmp(known->text, name, n) == 0) {
			known->count++;
			return;
		}
		last = i;
		seen++;
	}
	if (seen >= NAMES_MAX)
		return;
	uint32_t link;
	add_name(clients, &link, name, n);
	if (last == CLIENTS_NONE)
		clients->all[client].first_name = link;
	else
		clients->names[last].next = link;
}

const char *clients_name(const struct clients *clients, uint32_t client)
{
	const char *best = "";
	uint32_t most = 0;

	for (uint32_t i = clients->all[client].first_name; i != CLIENTS_NONE; i = clients->names[i].next)
		if (clients->names[i].count > most) {
			most = clients->names[i].count;
			best = clients->names[i].text;
		}
	return best;
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
