/* Known lines in memory: looked up as a file is read, built for the next one.
 */
#include "desk/import_lines.h"

#include <string.h>

enum {
	LOOK_AHEAD = 32,
	SMALL = 65536,       /* lines of which an index costs nothing worth sparing */
	PATCH_FROM = 40000,  /* lines of a list that are not worth a patch: they are written at once */
	PATCH_PART = 8,      /* a patch is at most this part of what it spares */
};

void import_lines_clear(struct import_lines *lines)
{
	mem_free(lines->all);
	mem_free(lines->currencies);
	table_clear(&lines->by_hash);
	table_clear(&lines->by_id);
	buf_clear(&lines->patch.bytes);
	*lines = (struct import_lines){ 0 };
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
	lines->unknown++;
	at = find_hash(lines, hash);
	if (at == SIZE_MAX)
		return SIZE_MAX;
	lines->cursor = at + 1;
	lines->unknown = 0;
	if (lines->all[at].seen)
		return SIZE_MAX;
	lines->all[at].seen = true;
	return at;
}

int64_t import_lines_likely(const struct import_lines *lines)
{
	size_t at = lines->cursor + lines->unknown - 1;

	return lines->unknown > 0 && at < lines->count ? lines->all[at].id : 0;
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

bool import_lines_seen(const struct import_lines *lines, struct lines_sum out[UINT8_MAX])
{
	memset(out, 0, UINT8_MAX * sizeof *out);
	for (size_t i = 0; i < lines->count; i++) {
		const struct known_line *line = &lines->all[i];

		if (!line->seen)
			continue;
		out[line->currency].count++;
		if (!money_add(out[line->currency].open, line->open, &out[line->currency].open))
			return false;
	}
	return true;
}

/* ---- build ---- */

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

void import_lines_follow(struct import_lines *out, const struct import_lines *before, bool as_patch)
{
	out->patches = as_patch;
	out->stored = as_patch ? before->stored : 0;
	out->currency_count = out->currency_room = before->currency_count;
	out->currencies = mem_resize(NULL, before->currency_count + 1, MONEY_CODE);
	if (before->currency_count > 0)
		memcpy(out->currencies, before->currencies, before->currency_count * MONEY_CODE);
}

bool import_lines_can_patch(const struct import_lines *before)
{
	return before->stored > PATCH_FROM && before->stored < UINT32_MAX;
}

static void take(struct import_lines *lines, const struct known_line *line)
{
	if (!lines->patches) {
		MEM_GROW(lines->all, lines->count, lines->room);
		lines->all[lines->count] = *line;
	} else if (!lines->outgrown) {
		lines_patch_add(&lines->patch, line);
		lines->outgrown = lines->patch.bytes.len > lines->stored * KNOWN_LINE_BYTES / PATCH_PART;
	}
	lines->count++;
}

void import_lines_add(struct import_lines *lines, uint64_t hash, int64_t id, cents open,
		      const char *currency)
{
	take(lines, &(struct known_line){
			    .hash = hash, .id = id, .open = open, .currency = currency_index(lines, currency) });
}

void import_lines_keep(struct import_lines *lines, const struct known_line *line)
{
	if (lines->patches && !lines->outgrown && lines_patch_keep(&lines->patch, line->below))
		lines->count++;
	else
		take(lines, line);
}

bool import_lines_end(struct import_lines *lines)
{
	if (lines->outgrown) {
		struct import_lines empty = { .complete = lines->complete };

		memcpy(empty.fingerprint, lines->fingerprint, sizeof empty.fingerprint);
		import_lines_clear(lines);
		*lines = empty;
		return false;
	}
	if (lines->patches)
		lines_patch_end(&lines->patch, lines->stored);
	return true;
}
