/* Known lines in memory and as bytes: little-endian, 25 bytes a line.
 */
#include "desk/import_lines.h"

#include <endian.h>
#include <string.h>

#include "base/mem.h"
#include "db/import.h"

enum {
	LINE_BYTES = 25,
	PART_LINES = 40000, /* a part stays below 1 MiB */
	PARTS_MOST = 1000000,
	LOOK_AHEAD = 32,
	HEADER = 0,
	SHELF = 1,
	HEADER_BYTES = 32,
	SMALL = 65536, /* lines of which an index costs nothing worth sparing */
};
static const char magic[4] = "RLN1";

static void put_64(char *out, uint64_t value)
{
	value = htole64(value);
	memcpy(out, &value, sizeof value);
}

static uint64_t get_64(const char *bytes)
{
	uint64_t value;

	memcpy(&value, bytes, sizeof value);
	return le64toh(value);
}

/* Earlier versions wrote every other run's parts a shelf higher: such are read where they stand, and dropped by the next run. */
static int64_t part_of(int shelf, size_t n)
{
	return (int64_t)shelf * PARTS_MOST + (int64_t)n;
}

void import_lines_clear(struct import_lines *lines)
{
	mem_free(lines->all);
	mem_free(lines->currencies);
	table_clear(&lines->by_hash);
	table_clear(&lines->by_id);
	*lines = (struct import_lines){ 0 };
}

/* ---- the header: magic, complete, shelf, count of currencies, 0, count of lines,
 * fingerprint; then the currencies ---- */

static void write_header(const struct import_lines *lines, struct buf *out)
{
	char head[HEADER_BYTES] = { 0 };

	memcpy(head, magic, sizeof magic);
	head[4] = lines->complete;
	head[5] = SHELF;
	head[6] = (char)lines->currency_count;
	put_64(head + 8, lines->count);
	memcpy(head + 16, lines->fingerprint, IMPORT_FINGERPRINT - 1);
	buf_add(out, head, sizeof head);
	for (size_t i = 0; i < lines->currency_count; i++)
		buf_add(out, lines->currencies[i], MONEY_CODE);
}

static bool read_header(const struct buf *bytes, struct import_lines *out, int *shelf, size_t *count)
{
	const char *head = bytes->data;
	size_t currencies;

	if (bytes->len < HEADER_BYTES || memcmp(head, magic, sizeof magic) != 0)
		return false;
	currencies = (uint8_t)head[6];
	if (bytes->len != HEADER_BYTES + currencies * MONEY_CODE)
		return false;
	out->complete = head[4] != 0;
	*shelf = head[5];
	*count = get_64(head + 8);
	memcpy(out->fingerprint, head + 16, IMPORT_FINGERPRINT - 1);
	out->currency_count = out->currency_room = currencies;
	out->currencies = mem_resize(NULL, currencies + 1, MONEY_CODE);
	memcpy(out->currencies, head + HEADER_BYTES, currencies * MONEY_CODE);
	return true;
}

/* ---- load ---- */

static bool read_part(const struct buf *bytes, struct import_lines *out)
{
	if (bytes->len % LINE_BYTES != 0 || bytes->len / LINE_BYTES > out->room - out->count)
		return false;
	for (const char *at = bytes->data; at < bytes->data + bytes->len; at += LINE_BYTES) {
		struct known_line *line = &out->all[out->count++];

		*line = (struct known_line){
			.hash = get_64(at),
			.id = (int64_t)get_64(at + 8),
			.open = (int64_t)get_64(at + 16),
			.currency = (uint8_t)at[24],
		};
		if (line->currency >= out->currency_count)
			return false;
	}
	return true;
}

/* Bytes that do not add up are as good as none. */
static bool load_parts(struct store *store, int64_t source_id, int shelf, size_t count,
		       struct import_lines *out, bool *there, struct err *err)
{
	struct buf bytes = { 0 };
	enum found found = FOUND;

	*there = count <= SIZE_MAX / sizeof *out->all / 2;
	if (!*there)
		return true;
	out->all = mem_resize(NULL, count + 1, sizeof *out->all);
	out->room = count;
	for (size_t part = 0; *there && out->count < count; part++) {
		found = import_lines_get(store, source_id, part_of(shelf, part), &bytes, err);
		if (found != FOUND || bytes.len == 0 || !read_part(&bytes, out))
			*there = false;
	}
	buf_clear(&bytes);
	return found != FOUND_ERROR;
}

bool import_lines_load(struct store *store, int64_t source_id, struct import_lines *out,
		       bool *there, struct err *err)
{
	struct buf bytes = { 0 };
	enum found found = import_lines_get(store, source_id, HEADER, &bytes, err);
	size_t count = 0;
	int shelf = SHELF;
	bool good;

	*out = (struct import_lines){ 0 };
	*there = found == FOUND && read_header(&bytes, out, &shelf, &count);
	buf_clear(&bytes);
	good = found != FOUND_ERROR &&
	       (!*there || load_parts(store, source_id, shelf, count, out, there, err));
	if (!good || !*there)
		import_lines_clear(out);
	return good;
}

/* ---- look up ---- */

static void index_hashes(struct import_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		uint64_t *place = table_put(&lines->by_hash, lines->all[i].hash, NULL);

		if (*place == 0)
			*place = i + 1;
	}
	lines->has_by_hash = true;
}

/* Files keep their order from night to night: the next known line is nearly always at the cursor or
 * a little after. Only a file that was sorted anew is worth an index. */
static size_t find_hash(struct import_lines *lines, uint64_t hash)
{
	size_t end = lines->count - lines->cursor < LOOK_AHEAD ? lines->count
							       : lines->cursor + LOOK_AHEAD;
	const uint64_t *place;

	for (size_t i = lines->cursor; i < end; i++)
		if (lines->all[i].hash == hash)
			return i;
	lines->missed++;
	if (!lines->has_by_hash &&
	    (lines->count < SMALL || (lines->asked > SMALL && lines->missed > lines->asked / 8)))
		index_hashes(lines);
	place = lines->has_by_hash ? table_get(&lines->by_hash, hash) : NULL;
	return place && *place ? (size_t)*place - 1 : SIZE_MAX;
}

size_t import_lines_known(struct import_lines *lines, uint64_t hash)
{
	size_t at;

	lines->asked++;
	at = find_hash(lines, hash);
	if (at == SIZE_MAX)
		return SIZE_MAX;
	lines->cursor = at + 1;
	if (lines->all[at].seen)
		return SIZE_MAX;
	lines->all[at].seen = true;
	return at;
}

static void index_ids(struct import_lines *lines, bool seen)
{
	for (size_t i = 0; i < lines->count; i++)
		if (lines->all[i].seen == seen)
			*table_put(&lines->by_id, (uint64_t)lines->all[i].id, NULL) = i + 1;
}

struct known_line *import_lines_of(struct import_lines *lines, int64_t id)
{
	const uint64_t *place;

	if (!lines->has_absent)
		index_ids(lines, false);
	lines->has_absent = true;
	place = table_get(&lines->by_id, (uint64_t)id);
	if (!place && !lines->has_by_id) {
		index_ids(lines, true);
		lines->has_by_id = true;
		place = table_get(&lines->by_id, (uint64_t)id);
	}
	return place && *place ? &lines->all[*place - 1] : NULL;
}

const char *import_lines_currency(const struct import_lines *lines, const struct known_line *line)
{
	return lines->currencies[line->currency];
}

/* ---- build and store ---- */

static uint8_t currency_index(struct import_lines *lines, const char *currency)
{
	for (size_t i = lines->currency_count; i > 0; i--)
		if (strcmp(lines->currencies[i - 1], currency) == 0)
			return (uint8_t)(i - 1);
	if (lines->currency_count == UINT8_MAX)
		mem_fatal("more currencies than there are in the world");
	MEM_GROW(lines->currencies, lines->currency_count, lines->currency_room);
	memcpy(lines->currencies[lines->currency_count], currency, MONEY_CODE);
	return (uint8_t)lines->currency_count++;
}

void import_lines_add(struct import_lines *lines, uint64_t hash, int64_t id, cents open,
		      const char *currency)
{
	uint8_t index = currency_index(lines, currency);

	MEM_GROW(lines->all, lines->count, lines->room);
	lines->all[lines->count++] =
		(struct known_line){ .hash = hash, .id = id, .open = open, .currency = index };
}

bool import_lines_distrust(struct store *store, int64_t source_id, struct err *err)
{
	return import_lines_drop(store, source_id, HEADER, HEADER, err);
}

static void write_part(const struct import_lines *lines, size_t first, size_t n, char *out)
{
	for (const struct known_line *line = lines->all + first; line < lines->all + first + n;
	     line++, out += LINE_BYTES) {
		put_64(out, line->hash);
		put_64(out + 8, (uint64_t)line->id);
		put_64(out + 16, (uint64_t)line->open);
		out[24] = (char)line->currency;
	}
}

static bool store_part(struct store *store, int64_t source_id, int64_t part, const char *bytes,
		       size_t n, bool inside, struct err *err)
{
	if (!inside && !store_begin(store, true, err))
		return false;
	if (import_lines_put(store, source_id, part, bytes, n, err))
		return inside || store_commit(store, err);
	if (!inside)
		store_rollback(store);
	return false;
}

bool import_lines_store(struct store *store, int64_t source_id, const struct import_lines *lines,
			bool inside, struct err *err)
{
	char *bytes = mem_resize(NULL, PART_LINES, LINE_BYTES);
	bool good = true;

	for (size_t part = 0; good && part * PART_LINES < lines->count; part++) {
		size_t first = part * PART_LINES;
		size_t n = lines->count - first < PART_LINES ? lines->count - first : PART_LINES;

		write_part(lines, first, n, bytes);
		good = store_part(store, source_id, part_of(SHELF, part), bytes, n * LINE_BYTES, inside,
				  err);
	}
	mem_free(bytes);
	return good;
}

bool import_lines_commit(struct store *store, int64_t source_id, const struct import_lines *lines,
			 struct err *err)
{
	size_t parts = (lines->count + PART_LINES - 1) / PART_LINES;
	struct buf header = { 0 };
	bool good;

	write_header(lines, &header);
	good = import_lines_put(store, source_id, HEADER, header.data, header.len, err) &&
	       import_lines_drop(store, source_id, part_of(SHELF, parts), INT64_MAX, err);
	buf_clear(&header);
	return good;
}
