/* What most entries begin with, all begin with (one source, one year's numbers): behind it the next sixteen bytes tell nearly all apart,
 * and stand beside the entry's place, so that sorting seldom looks at the entry itself.
 *
 * No entry is the beginning of another: a number has eight bytes, a text ends with its NUL.
 */
#include "db/sqlite_keys.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

enum { NULL_MARK = 0, VALUE_NUMBER = 1, VALUE_TEXT = 2, WINDOW = 16, COLUMNS_MOST = 32 };

struct entry {
	uint64_t first, second; /* what stands behind what all begin with */
	size_t at;              /* in bytes */
};

struct keys {
	size_t columns;
	const bool *descends;
	struct buf bytes;
	struct entry *entries;
	size_t count, room;
	size_t common; /* bytes all begin with */
};

struct keys *keys_open(size_t columns, const bool *descends)
{
	struct keys *keys = mem_alloc(sizeof *keys);

	if (columns > COLUMNS_MOST)
		mem_fatal("more columns than an index expects");
	keys->columns = columns;
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
	uint64_t ordered = htobe64((uint64_t)value->integer ^ (uint64_t)1 << 63);

	switch (value->kind) {
	case RECORD_NULL:
		*at = NULL_MARK;
		break;
	case RECORD_INT:
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

void keys_add(struct keys *keys, const struct record_value *values)
{
	const char *first;
	char *added, *end;
	size_t same = 0, size = 0;

	MEM_GROW(keys->entries, keys->count, keys->room);
	keys->entries[keys->count++].at = keys->bytes.len;
	for (size_t i = 0; i < keys->columns; i++)
		size += size_of(&values[i]);
	added = end = buf_extend(&keys->bytes, size);
	for (size_t i = 0; i < keys->columns; i++) {
		char *at = end;

		end = put_value(at, &values[i]);
		if (keys->descends[i])
			turn(at, (size_t)(end - at));
	}
	first = keys->bytes.data;
	if (keys->count == 1)
		keys->common = size;
	while (same < keys->common && same < size && first[same] == added[same])
		same++;
	keys->common = same;
}

/* ---- order ---- */

static int compare(const void *a, const void *b, void *context)
{
	const struct entry *x = a, *y = b;
	const struct keys *keys = context;
	const char *one, *other;
	size_t left, right;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	if (x->second != y->second)
		return x->second < y->second ? -1 : 1;
	one = keys->bytes.data + x->at + keys->common;
	other = keys->bytes.data + y->at + keys->common;
	left = keys->bytes.len - keys->common - x->at;
	right = keys->bytes.len - keys->common - y->at;
	return memcmp(one, other, left < right ? left : right);
}

static uint64_t window(const struct keys *keys, size_t at)
{
	uint64_t out = 0;

	if (at < keys->bytes.len)
		memcpy(&out, keys->bytes.data + at, keys->bytes.len - at < sizeof out ? keys->bytes.len - at : sizeof out);
	return be64toh(out);
}

/* Rows often come in the order of an index, or nearly. */
static bool is_sorted(struct keys *keys)
{
	for (size_t i = 1; i < keys->count; i++)
		if (compare(&keys->entries[i - 1], &keys->entries[i], keys) > 0)
			return false;
	return true;
}

/* What is read behind an entry's end is the next one's beginning and decides nothing: two that are alike until there are the same. */
void keys_sort(struct keys *keys)
{
	for (size_t i = 0; i < keys->count; i++) {
		struct entry *entry = &keys->entries[i];

		entry->first = window(keys, entry->at + keys->common);
		entry->second = window(keys, entry->at + keys->common + WINDOW / 2);
	}
	if (!is_sorted(keys))
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

void keys_record(const struct keys *keys, size_t nth, struct buf *out)
{
	struct record_value values[COLUMNS_MOST];
	const char *at = keys->bytes.data + keys->entries[nth].at;

	for (size_t i = 0; i < keys->columns; i++)
		at = read_value(keys, i, at, &values[i]);
	record_add(out, values, keys->columns);
}

bool keys_repeat(const struct keys *keys, size_t nth, size_t columns)
{
	const char *one, *other, *end;
	struct record_value value;

	if (nth == 0 || keys->entries[nth - 1].first != keys->entries[nth].first)
		return false;
	one = keys->bytes.data + keys->entries[nth - 1].at;
	other = end = keys->bytes.data + keys->entries[nth].at;
	for (size_t i = 0; i < columns; i++) {
		end = read_value(keys, i, end, &value);
		if (value.kind == RECORD_NULL)
			return false;
	}
	if ((size_t)(end - other) > keys->bytes.len - keys->entries[nth - 1].at)
		return false;
	return memcmp(one, other, (size_t)(end - other)) == 0;
}
