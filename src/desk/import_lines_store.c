/* Known lines in the store.
 */
#include "desk/import_lines.h"

#include <string.h>

#include "db/import.h"

enum {
	PART_LINES = 40000, /* a part stays below 1 MiB */
	PART_BYTES = PART_LINES * KNOWN_LINE_BYTES,
	PARTS_MOST = 1000000,
	HEADER = 0,
	SHELF = 1, /* of the list */
	PATCH_SHELF = 3,
	HEADER_BYTES = 32,
	PATCH_BYTES = 16,
};
static const char magic[4] = "RLN1", magic_of_patch[4] = "RLN2"; /* which versions without patches do not believe */

/* Earlier versions wrote every other run's parts a shelf higher: such are read where they stand, and dropped by the next run. */
static int64_t part_of(int shelf, size_t n)
{
	return (int64_t)shelf * PARTS_MOST + (int64_t)n;
}

/* ---- the header: magic, complete, shelf, count of currencies, 0, lines of the list, fingerprint; of a patch its bytes and the lines
 * in all; then the currencies ---- */

static void write_header(const struct import_lines *lines, struct buf *out)
{
	char head[HEADER_BYTES + PATCH_BYTES] = { 0 };

	memcpy(head, lines->patches ? magic_of_patch : magic, sizeof magic);
	head[4] = lines->complete;
	head[5] = SHELF;
	head[6] = (char)lines->currency_count;
	known_line_put_64(head + 8, lines->patches ? lines->stored : lines->count);
	memcpy(head + 16, lines->fingerprint, IMPORT_FINGERPRINT - 1);
	known_line_put_64(head + HEADER_BYTES, lines->patch.bytes.len);
	known_line_put_64(head + HEADER_BYTES + 8, lines->count);
	buf_add(out, head, lines->patches ? sizeof head : HEADER_BYTES);
	for (size_t i = 0; i < lines->currency_count; i++)
		buf_add(out, lines->currencies[i], MONEY_CODE);
}

/* What the header says of the parts. */
struct stock {
	int shelf;
	size_t stored, count, patch;
};

static bool read_header(const struct buf *bytes, struct import_lines *out, struct stock *stock)
{
	const char *head = bytes->data;
	size_t currencies, n = HEADER_BYTES;
	bool patched;

	if (bytes->len < HEADER_BYTES)
		return false;
	patched = memcmp(head, magic_of_patch, sizeof magic) == 0;
	if (!patched && memcmp(head, magic, sizeof magic) != 0)
		return false;
	n += patched ? PATCH_BYTES : 0;
	currencies = (uint8_t)head[6];
	if (bytes->len != n + currencies * MONEY_CODE)
		return false;
	out->complete = head[4] != 0;
	stock->shelf = head[5];
	stock->stored = stock->count = known_line_get_64(head + 8);
	if (patched) {
		stock->patch = known_line_get_64(head + HEADER_BYTES);
		stock->count = known_line_get_64(head + HEADER_BYTES + 8);
	}
	memcpy(out->fingerprint, head + 16, IMPORT_FINGERPRINT - 1);
	out->currency_count = out->currency_room = currencies;
	out->currencies = mem_resize(NULL, currencies + 1, MONEY_CODE);
	memcpy(out->currencies, head + n, currencies * MONEY_CODE);
	return true;
}

/* ---- load ---- */

static bool take(struct import_lines *out, const char *bytes, size_t below)
{
	struct known_line *line = &out->all[out->count];

	if (out->count == out->room)
		return false;
	*line = known_line_read(bytes);
	line->below = (uint32_t)below;
	out->count++;
	return line->currency < out->currency_count;
}

static bool take_added(struct import_lines *out, struct lines_walk *walk)
{
	const char *line;

	while ((line = lines_walk_added(walk)))
		if (!take(out, line, 0))
			return false;
	return true;
}

/* *below: lines of the list before this part; moves on. */
static bool read_part(const struct buf *bytes, struct lines_walk *walk, size_t *below, struct import_lines *out)
{
	if (bytes->len == 0 || bytes->len % KNOWN_LINE_BYTES != 0)
		return false;
	for (const char *at = bytes->data; at < bytes->data + bytes->len; at += KNOWN_LINE_BYTES) {
		++*below;
		if (!take_added(out, walk) || (lines_walk_stays(walk) && !take(out, at, *below)))
			return false;
	}
	return true;
}

static bool load_patch(struct store *store, int64_t source_id, const struct stock *stock, struct buf *out,
		       bool *there, struct err *err)
{
	struct buf bytes = { 0 };
	enum found found = FOUND;

	for (size_t part = 0; *there && out->len < stock->patch; part++) {
		found = import_lines_get(store, source_id, part_of(PATCH_SHELF, part), &bytes, err);
		if (found == FOUND && bytes.len > 0)
			buf_add(out, bytes.data, bytes.len);
		else
			*there = false;
	}
	*there = *there && out->len == stock->patch;
	buf_clear(&bytes);
	return found != FOUND_ERROR;
}

/* Bytes that do not add up are as good as none. */
static bool load_parts(struct store *store, int64_t source_id, const struct stock *stock, const struct buf *patch,
		       struct import_lines *out, bool *there, struct err *err)
{
	struct buf bytes = { 0 };
	struct lines_walk walk;
	enum found found = FOUND;
	size_t below = 0;

	*there = stock->count <= SIZE_MAX / sizeof *out->all / 2;
	if (!*there)
		return true;
	out->all = mem_resize(NULL, stock->count + 1, sizeof *out->all);
	out->room = stock->count;
	lines_walk_start(&walk, patch->data, patch->len);
	for (size_t part = 0; *there && below < stock->stored; part++) {
		found = import_lines_get(store, source_id, part_of(stock->shelf, part), &bytes, err);
		*there = found == FOUND && read_part(&bytes, &walk, &below, out);
	}
	*there = *there && take_added(out, &walk) && out->count == stock->count && below == stock->stored;
	out->stored = stock->shelf == SHELF ? stock->stored : 0;
	buf_clear(&bytes);
	return found != FOUND_ERROR;
}

bool import_lines_load(struct store *store, int64_t source_id, struct import_lines *out,
		       bool *there, struct err *err)
{
	struct buf bytes = { 0 }, patch = { 0 };
	enum found found = import_lines_get(store, source_id, HEADER, &bytes, err);
	struct stock stock = { 0 };
	bool good;

	*out = (struct import_lines){ 0 };
	*there = found == FOUND && read_header(&bytes, out, &stock);
	good = found != FOUND_ERROR && (!*there || load_patch(store, source_id, &stock, &patch, there, err)) &&
	       (!*there || load_parts(store, source_id, &stock, &patch, out, there, err));
	buf_clear(&bytes);
	buf_clear(&patch);
	if (!good || !*there)
		import_lines_clear(out);
	return good;
}

/* ---- store ---- */

bool import_lines_distrust(struct store *store, int64_t source_id, struct err *err)
{
	return import_lines_drop(store, source_id, HEADER, HEADER, err);
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

static bool store_list(struct store *store, int64_t source_id, const struct import_lines *lines, bool inside, struct err *err)
{
	char *bytes = mem_resize(NULL, PART_LINES, KNOWN_LINE_BYTES);
	bool good = true;

	for (size_t part = 0; good && part * PART_LINES < lines->count; part++) {
		const struct known_line *line = lines->all + part * PART_LINES;
		size_t left = lines->count - part * PART_LINES, n = left < PART_LINES ? left : PART_LINES;

		for (size_t i = 0; i < n; i++)
			known_line_write(line + i, bytes + i * KNOWN_LINE_BYTES);
		good = store_part(store, source_id, part_of(SHELF, part), bytes, n * KNOWN_LINE_BYTES, inside, err);
	}
	mem_free(bytes);
	return good;
}

static bool store_patch(struct store *store, int64_t source_id, const struct buf *patch, bool inside, struct err *err)
{
	for (size_t part = 0; part * PART_BYTES < patch->len; part++) {
		size_t from = part * PART_BYTES, left = patch->len - from;

		if (!store_part(store, source_id, part_of(PATCH_SHELF, part), patch->data + from,
				left < PART_BYTES ? left : PART_BYTES, inside, err))
			return false;
	}
	return true;
}

bool import_lines_store(struct store *store, int64_t source_id, const struct import_lines *lines,
			bool inside, struct err *err)
{
	return lines->patches ? store_patch(store, source_id, &lines->patch.bytes, inside, err)
			      : store_list(store, source_id, lines, inside, err);
}

/* Where the parts end that the header speaks of; all behind goes. */
static int64_t end_of(const struct import_lines *lines)
{
	return lines->patches ? part_of(PATCH_SHELF, (lines->patch.bytes.len + PART_BYTES - 1) / PART_BYTES)
			      : part_of(SHELF, (lines->count + PART_LINES - 1) / PART_LINES);
}

bool import_lines_commit(struct store *store, int64_t source_id, const struct import_lines *lines,
			 struct err *err)
{
	struct buf header = { 0 };
	bool good;

	write_header(lines, &header);
	good = import_lines_put(store, source_id, HEADER, header.data, header.len, err) &&
	       import_lines_drop(store, source_id, end_of(lines), INT64_MAX, err);
	buf_clear(&header);
	return good;
}
