/* Search words in bulk. Distinct words are kept once. Pairs go in by blocks of neighbouring clients, each block in the order of the
 * primary key: so neither the index nor the clients that are looked up for each row are ever read at random.
 */
#include "db/search_load.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "db/search.h"
#include "db/store_impl.h"

#define BLOCK_PAIRS 1000000

struct pair {
	uint32_t word, client;       /* word: its number, then its rank */
};

struct search_load {
	struct buf pool;             /* the words, each with its NUL */
	size_t *words;               /* where each begins in the pool */
	size_t word_count, word_room;
	uint32_t *slots;             /* word number + 1, by hash; 0: empty */
	size_t slot_room;
	struct pair *pairs;
	size_t pair_count, pair_room;
	int64_t *clients;
	size_t client_count, client_room;
};

struct search_load *search_load_open(void)
{
	struct search_load *load = mem_alloc(sizeof *load);

	buf_init(&load->pool);
	load->slot_room = 1024;
	load->slots = mem_alloc(load->slot_room * sizeof *load->slots);
	return load;
}

void search_load_close(struct search_load *load)
{
	buf_clear(&load->pool);
	mem_free(load->words);
	mem_free(load->slots);
	mem_free(load->pairs);
	mem_free(load->clients);
	mem_free(load);
}

static const char *text_of(const struct search_load *load, uint32_t word)
{
	return load->pool.data + load->words[word];
}

static size_t slot_of(const struct search_load *load, const char *text)
{
	size_t slot = hash_64(text, strlen(text), 0) & (load->slot_room - 1);

	while (load->slots[slot] && strcmp(text_of(load, load->slots[slot] - 1), text) != 0)
		slot = (slot + 1) & (load->slot_room - 1);
	return slot;
}

static void grow_slots(struct search_load *load)
{
	mem_free(load->slots);
	load->slot_room *= 2;
	load->slots = mem_alloc(load->slot_room * sizeof *load->slots);
	for (uint32_t i = 0; i < load->word_count; i++)
		load->slots[slot_of(load, text_of(load, i))] = i + 1;
}

static uint32_t number_of(struct search_load *load, const char *text)
{
	size_t slot = slot_of(load, text);

	if (load->slots[slot])
		return load->slots[slot] - 1;
	if (load->word_count * 2 >= load->slot_room) {
		grow_slots(load);
		slot = slot_of(load, text);
	}
	MEM_GROW(load->words, load->word_count, load->word_room);
	load->words[load->word_count] = load->pool.len;
	buf_add(&load->pool, text, strlen(text) + 1);
	load->slots[slot] = (uint32_t)++load->word_count;
	return (uint32_t)load->word_count - 1;
}

static void add_word(void *context, const char *text)
{
	struct search_load *load = context;
	uint32_t word = number_of(load, text), client = (uint32_t)load->client_count - 1;

	for (size_t i = load->pair_count; i > 0 && load->pairs[i - 1].client == client; i--)
		if (load->pairs[i - 1].word == word)
			return;
	MEM_GROW(load->pairs, load->pair_count, load->pair_room);
	load->pairs[load->pair_count++] = (struct pair){ .word = word, .client = client };
}

void search_load_client(struct search_load *load, int64_t client_id, const char *const *texts, size_t text_count,
                        const char *const *phones, size_t phone_count)
{
	MEM_GROW(load->clients, load->client_count, load->client_room);
	load->clients[load->client_count++] = client_id;
	search_words(texts, text_count, phones, phone_count, add_word, load);
}

static int compare_words(const void *a, const void *b, void *context)
{
	return strcmp(text_of(context, *(const uint32_t *)a), text_of(context, *(const uint32_t *)b));
}

/* Words in byte order; pairs then name their rank. */
static uint32_t *rank_words(struct search_load *load)
{
	uint32_t *order = mem_alloc((load->word_count + 1) * sizeof *order), *rank = mem_alloc((load->word_count + 1) * sizeof *rank);

	for (uint32_t i = 0; i < load->word_count; i++)
		order[i] = i;
	qsort_r(order, load->word_count, sizeof *order, compare_words, load);
	for (uint32_t i = 0; i < load->word_count; i++)
		rank[order[i]] = i;
	for (size_t i = 0; i < load->pair_count; i++)
		load->pairs[i].word = rank[load->pairs[i].word];
	mem_free(rank);
	return order;
}

static int compare_pairs(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	if (x->word != y->word)
		return x->word < y->word ? -1 : 1;
	return (x->client > y->client) - (x->client < y->client);
}

static bool write_pairs(struct search_load *load, struct bulk *bulk, int64_t creditor_id, struct err *err)
{
	uint32_t *order = rank_words(load);
	bool done = true;

	for (size_t from = 0; from < load->pair_count && done; from += BLOCK_PAIRS) {
		size_t to = from + BLOCK_PAIRS < load->pair_count ? from + BLOCK_PAIRS : load->pair_count;

		qsort(load->pairs + from, to - from, sizeof *load->pairs, compare_pairs);
		for (size_t i = from; i < to && done; i++)
			done = bulk_row(bulk, err, creditor_id, text_of(load, order[load->pairs[i].word]), load->clients[load->pairs[i].client]);
	}
	mem_free(order);
	return done;
}

/* As in schema.c, to the letter. */
static const char index_away[] = "DROP INDEX search_word_client;";
static const char index_back[] = "CREATE INDEX search_word_client ON search_word (client_id, word);";

bool search_load_write(struct search_load *load, struct store *store, int64_t creditor_id, bool bare, struct err *err)
{
	struct bulk *bulk;
	bool done;

	if (bare && !engine_script(store->engine, index_away, err))
		return false;
	if (!(bulk = bulk_open(store->engine, "search_word", "creditor_id,word,client_id", "iti", err)))
		return false;
	done = write_pairs(load, bulk, creditor_id, err);
	done = bulk_close(bulk, done ? err : NULL) && done;
	return done && (!bare || engine_script(store->engine, index_back, err));
}
