/* What most entries begin with, all begin with (one source, one year's numbers): what stands behind it is mostly short, and once all
 * entries are there they are kept by it alone. Where it is longer its start stands beside the entry's place, so that sorting seldom looks
 * at the entry itself. To look is to wait for the memory: a large index is larger than what the machine has at hand.
 *
 * No entry is the beginning of another: a number has eight bytes, a text ends with its NUL.
 */
#include "db/sqlite_keys.h"

#include <endian.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
	NULL_MARK = 0,
	VALUE_NUMBER = 1,
	VALUE_TEXT = 2,
	COLUMNS_MOST = 32,
	WORD = 8,  /* bytes of one */
	WORDS = 3, /* of an entry */
	FAR = 16,  /* how early the memory is asked for an entry */
	LARGE = 1 << 16,   /* entries, from which on they are dealt out before they are sorted … */
	PILES_BITS = 20,   /* … in so many piles at most */
};

/* The bytes behind what all begin with, as numbers that compare as the bytes do; the last word is the entry's place in bytes until they
 * are sorted, and after it when what is behind is longer than the words. */
struct entry {
	uint64_t words[WORDS];
};

struct keys {
	size_t columns;
	const int *which;
	const bool *descends;
	struct buf bytes; /* of all; what all begin with, and room for the words, once they stand alone */
	struct entry *entries;
	size_t count, room;
	size_t common, longest; /* bytes all begin with; of the longest entry */
	bool alone; /* the words are all there is behind the common bytes */
};

struct keys *keys_open(size_t columns, const int *which, const bool *descends)
{
	struct keys *keys = mem_alloc(sizeof *keys);

	if (columns > COLUMNS_MOST)
		mem_fatal("more columns than an index expects");
	keys->columns = columns;
	keys->which = which;
	keys->descends = descends;
	buf_init(&keys->bytes);
	return keys;
}

void keys_close(struct keys *keys)
{
	if (!keys)
		return;
	buf_clear(&keys->bytes);
	mem_free(keys->entries);
	mem_free(keys);
}

void keys_reset(struct keys *keys)
{
	buf_reset(&keys->bytes);
	keys->count = 0;
	keys->alone = false;
}

size_t keys_count(const struct keys *keys)
{
	return keys->count;
}

static size_t size_of(const struct record_value *value)
{
	return value->kind == RECORD_INT ? 9 : value->kind == RECORD_TEXT ? value->size + 2 : 1;
}

static char *put_value(char *at, const struct record_value *value)
{
	uint64_t ordered;

	switch (value->kind) {
	case RECORD_NULL:
		*at = NULL_MARK;
		break;
	case RECORD_INT:
		ordered = htobe64((uint64_t)value->integer ^ (uint64_t)1 << 63);
		*at = VALUE_NUMBER;
		memcpy(at + 1, &ordered, sizeof ordered);
		break;
	case RECORD_TEXT:
		*at = VALUE_TEXT;
		if (value->size)
			memcpy(at + 1, value->text, value->size);
		at[1 + value->size] = 0;
		break;
	}
	return at + size_of(value);
}

/* All of a value's bytes the other way round. */
static void turn(char *at, size_t size)
{
	for (size_t i = 0; i < size; i++)
		at[i] = (char)~at[i];
}

void keys_add(struct keys *keys, const struct record_value *row)
{
	const char *first;
	char *added, *end;
	size_t same = 0, size = 0;

	MEM_GROW(keys->entries, keys->count, keys->room);
	keys->entries[keys->count++].words[WORDS - 1] = keys->bytes.len;
	for (size_t i = 0; i < keys->columns; i++)
		size += size_of(&row[keys->which[i]]);
	added = end = buf_extend(&keys->bytes, size);
	for (size_t i = 0; i < keys->columns; i++) {
		char *at = end;

		end = put_value(at, &row[keys->which[i]]);
		if (keys->descends[i])
			turn(at, (size_t)(end - at));
	}
	first = keys->bytes.data;
	if (keys->count == 1)
		keys->common = keys->longest = size;
	if (size > keys->longest)
		keys->longest = size;
	while (same < keys->common && same < size && first[same] == added[same])
		same++;
	keys->common = same;
}

/* ---- order ---- */

static int compare_words(const struct entry *x, const struct entry *y, size_t words)
{
	for (size_t i = 0; i < words; i++)
		if (x->words[i] != y->words[i])
			return x->words[i] < y->words[i] ? -1 : 1;
	return 0;
}

static int compare_alone(const void *a, const void *b, void *context)
{
	(void)context;
	return compare_words(a, b, WORDS);
}

static size_t place_of(const struct entry *entry)
{
	return entry->words[WORDS - 1];
}

static int compare_placed(const void *a, const void *b, void *context)
{
	const struct keys *keys = context;
	int order = compare_words(a, b, WORDS - 1);
	size_t one, other;

	if (order)
		return order;
	one = place_of(a) + keys->common;
	other = place_of(b) + keys->common;
	return memcmp(keys->bytes.data + one, keys->bytes.data + other, keys->bytes.len - (one > other ? one : other));
}

static uint64_t word_at(const struct keys *keys, size_t at)
{
	uint64_t out = 0;

	if (at < keys->bytes.len)
		memcpy(&out, keys->bytes.data + at, keys->bytes.len - at < WORD ? keys->bytes.len - at : WORD);
	return be64toh(out);
}

/* What is read behind an entry's end is the next one's beginning and decides nothing: two that are alike until there are the same. */
static void read_words(struct keys *keys)
{
	size_t words;

	keys->alone = keys->longest - keys->common <= WORDS * WORD;
	words = keys->alone ? WORDS : WORDS - 1;
	for (size_t i = 0; i < keys->count; i++) {
		struct entry *entry = &keys->entries[i];
		size_t at = place_of(entry) + keys->common;

		for (size_t nth = 0; nth < words; nth++)
			entry->words[nth] = word_at(keys, at + nth * WORD);
	}
	if (!keys->alone)
		return;
	keys->bytes.len = keys->common;
	if (keys->count >= LARGE) {
		keys->bytes.room = keys->common + WORDS * WORD + 1;
		keys->bytes.data = mem_resize(keys->bytes.data, keys->bytes.room, 1);
	}
	buf_extend(&keys->bytes, WORDS * WORD);
}

typedef int (*comparison)(const void *a, const void *b, void *context);

/* Rows often come in the order of an index, or nearly. */
static bool is_sorted(struct keys *keys, comparison compare)
{
	for (size_t i = 1; i < keys->count; i++)
		if (compare(&keys->entries[i - 1], &keys->entries[i], keys) > 0)
			return false;
	return true;
}

/* By how far the first word stands from the least one: the number of the entry's pile is what is left of it after this shift. */
static int shift_of(const struct keys *keys, uint64_t *least)
{
	uint64_t most = 0;
	int bits;

	*least = UINT64_MAX;
	for (size_t i = 0; i < keys->count; i++) {
		uint64_t word = keys->entries[i].words[0];

		*least = word < *least ? word : *least;
		most = word > most ? word : most;
	}
	bits = 64 - __builtin_clzll((most - *least) | 1);
	return bits > PILES_BITS ? bits - PILES_BITS : 0;
}

/* In piles each of which fits in what the processor has at hand. ends: of each pile in the dealt entries. */
static void deal(struct keys *keys, size_t *ends)
{
	struct entry *dealt = mem_resize(NULL, keys->count, sizeof *dealt);
	uint64_t least;
	int shift = shift_of(keys, &least);
	size_t before = 0;

	for (size_t i = 0; i < keys->count; i++)
		ends[(keys->entries[i].words[0] - least) >> shift]++;
	for (size_t pile = 0; pile < (size_t)1 << PILES_BITS; pile++) {
		size_t count = ends[pile];

		ends[pile] = before;
		before += count;
	}
	for (size_t i = 0; i < keys->count; i++)
		dealt[ends[(keys->entries[i].words[0] - least) >> shift]++] = keys->entries[i];
	mem_free(keys->entries);
	keys->entries = dealt;
	keys->room = keys->count;
}

static void sort_piles(struct keys *keys, comparison compare)
{
	size_t *ends = mem_alloc(sizeof *ends << PILES_BITS), from = 0;

	deal(keys, ends);
	for (size_t pile = 0; pile < (size_t)1 << PILES_BITS; from = ends[pile++])
		if (ends[pile] > from + 1)
			qsort_r(keys->entries + from, ends[pile] - from, sizeof *keys->entries, compare, keys);
	mem_free(ends);
}

void keys_sort(struct keys *keys)
{
	comparison compare;

	read_words(keys);
	compare = keys->alone ? compare_alone : compare_placed;
	if (is_sorted(keys, compare))
		return;
	if (keys->count >= LARGE)
		sort_piles(keys, compare);
	else
		qsort_r(keys->entries, keys->count, sizeof *keys->entries, compare, keys);
}

/* ---- back ---- */

static const char *read_value(const struct keys *keys, size_t column, const char *at, struct record_value *value)
{
	bool turned = keys->descends[column];
	uint64_t ordered;

	*value = (struct record_value){ .kind = RECORD_NULL };
	switch ((unsigned char)(turned ? ~*at : *at)) {
	case VALUE_NUMBER:
		memcpy(&ordered, at + 1, sizeof ordered);
		value->kind = RECORD_INT;
		value->integer = (int64_t)(be64toh(turned ? ~ordered : ordered) ^ (uint64_t)1 << 63);
		break;
	case VALUE_TEXT:
		value->kind = RECORD_TEXT;
		value->text = at + 1;
		value->size = strlen(at + 1);
		break;
	}
	return at + size_of(value);
}

/* The entry's bytes, and the next one's or others' behind them: read before the next entry's are asked for. */
static const char *bytes_of(struct keys *keys, size_t nth)
{
	const struct entry *entry = &keys->entries[nth];

	if (!keys->alone) {
		if (nth + FAR < keys->count)
			__builtin_prefetch(keys->bytes.data + place_of(&entry[FAR]));
		return keys->bytes.data + place_of(entry);
	}
	for (size_t i = 0; i < WORDS; i++) {
		uint64_t bytes = htobe64(entry->words[i]);

		memcpy(keys->bytes.data + keys->common + i * WORD, &bytes, WORD);
	}
	return keys->bytes.data;
}

void keys_record(struct keys *keys, size_t nth, struct buf *out)
{
	struct record_value values[COLUMNS_MOST];
	const char *at = bytes_of(keys, nth);

	for (size_t i = 0; i < keys->columns; i++)
		at = read_value(keys, i, at, &values[i]);
	record_add(out, values, keys->columns);
}

/* Both have a first part of so many bytes, the common ones among them: is it the same? */
static bool same_start(const struct keys *keys, size_t nth, size_t size)
{
	const struct entry *one = &keys->entries[nth - 1], *other = &keys->entries[nth];
	size_t behind = size > keys->common ? size - keys->common : 0;

	if (!keys->alone)
		return size <= keys->bytes.len - place_of(one) &&
		       memcmp(keys->bytes.data + place_of(one), keys->bytes.data + place_of(other), size) == 0;
	for (size_t i = 0; i < WORDS && behind > 0; i++) {
		size_t here = behind < WORD ? behind : WORD;

		if ((one->words[i] ^ other->words[i]) >> (WORD - here) * CHAR_BIT)
			return false;
		behind -= here;
	}
	return true;
}

bool keys_repeat(struct keys *keys, size_t nth, size_t columns)
{
	const char *start, *end;
	struct record_value value;

	if (nth == 0)
		return false;
	start = end = bytes_of(keys, nth);
	for (size_t i = 0; i < columns; i++) {
		end = read_value(keys, i, end, &value);
		if (value.kind == RECORD_NULL)
			return false;
	}
	return same_start(keys, nth, (size_t)(end - start));
}
