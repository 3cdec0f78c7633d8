/* What differs between two lists of lines, written and read again: against a list made by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "desk/known_line.h"

enum { LINES_MOST = 64, ROUNDS = 20000 };

struct list {
	uint64_t hashes[4 * LINES_MOST];
	size_t count;
};

static struct known_line line_of(uint64_t hash)
{
	return (struct known_line){ .hash = hash, .id = (int64_t)hash * 3, .open = -(int64_t)hash, .currency = (uint8_t)(hash % 7) };
}

static void take(struct list *list, const char *bytes)
{
	struct known_line line = known_line_read(bytes), wanted = line_of(line.hash);

	assert_true(list->count < sizeof list->hashes / sizeof *list->hashes);
	assert_int_equal(line.id, wanted.id);
	assert_int_equal(line.open, wanted.open);
	assert_int_equal(line.currency, wanted.currency);
	list->hashes[list->count++] = line.hash;
}

static struct list walk(const struct list *stored, const char *bytes, size_t n)
{
	struct list out = { .count = 0 };
	struct lines_walk walk;
	const char *added;

	lines_walk_start(&walk, bytes, n);
	for (size_t i = 0; i < stored->count; i++) {
		while ((added = lines_walk_added(&walk)))
			take(&out, added);
		if (lines_walk_stays(&walk))
			out.hashes[out.count++] = stored->hashes[i];
	}
	while ((added = lines_walk_added(&walk)))
		take(&out, added);
	return out;
}

static void keep_or_add(struct lines_patch *patch, const struct list *stored, size_t at, struct list *wanted)
{
	struct known_line line = line_of(stored->hashes[at]);

	if (!lines_patch_keep(patch, (uint32_t)at + 1))
		lines_patch_add(patch, &line); /* out of its order */
	wanted->hashes[wanted->count++] = stored->hashes[at];
}

static void add_new(struct lines_patch *patch, struct list *wanted)
{
	struct known_line line = line_of(1000 + (uint64_t)(random() % 1000));

	lines_patch_add(patch, &line);
	wanted->hashes[wanted->count++] = line.hash;
}

/* The stored lines, most in their order, some gone, some from elsewhere, new ones between. */
static void follow(const struct list *stored, struct lines_patch *patch, struct list *wanted)
{
	long gone = random() % 4, news = random() % 4, astray = random() % 3;

	for (size_t i = 0; i < stored->count; i++) {
		for (; random() % 8 < news && wanted->count < 2 * LINES_MOST;)
			add_new(patch, wanted);
		if (random() % 8 < gone)
			continue;
		keep_or_add(patch, stored, random() % 20 < astray ? (size_t)random() % stored->count : i, wanted);
	}
	for (long i = 0; i < news; i++)
		add_new(patch, wanted);
	lines_patch_end(patch, stored->count);
}

static void a_patch_makes_the_list_that_follows(void **state)
{
	(void)state;
	srandom(1);
	for (int round = 0; round < ROUNDS; round++) {
		struct list stored = { .count = (size_t)random() % LINES_MOST }, wanted = { .count = 0 }, got;
		struct lines_patch patch = { .open = false };

		for (size_t i = 0; i < stored.count; i++)
			stored.hashes[i] = i + 1;
		follow(&stored, &patch, &wanted);
		got = walk(&stored, patch.bytes.data, patch.bytes.len);
		assert_int_equal(got.count, wanted.count);
		assert_memory_equal(got.hashes, wanted.hashes, wanted.count * sizeof *wanted.hashes);
		buf_clear(&patch.bytes);
	}
}

static void without_a_patch_all_stays(void **state)
{
	struct list stored = { .hashes = { 1, 2, 3 }, .count = 3 }, got = walk(&stored, NULL, 0);

	(void)state;
	assert_int_equal(got.count, 3);
	assert_memory_equal(got.hashes, stored.hashes, 3 * sizeof *stored.hashes);
}

/* Runs of lines that stay cost one run. */
static void little_is_written_of_what_stays(void **state)
{
	struct lines_patch patch = { .open = false };

	(void)state;
	for (uint32_t i = 1; i <= 1000; i++)
		if (i != 500)
			assert_true(lines_patch_keep(&patch, i));
	lines_patch_end(&patch, 1000);
	assert_int_equal(patch.bytes.len, 2 * 12);
	assert_false(lines_patch_keep(&patch, 1000));
	buf_clear(&patch.bytes);
}

/* Any bytes are read to their end, and no further. */
static void damaged_bytes_end(void **state)
{
	struct list stored = { .count = LINES_MOST };
	struct known_line line = line_of(7);

	(void)state;
	srandom(2);
	for (int round = 0; round < ROUNDS; round++) {
		struct lines_patch patch = { .open = false };
		struct lines_walk walk;
		size_t n, seen = 0;
		char *bytes;

		for (uint32_t i = 1; i <= LINES_MOST; i += 5) {
			lines_patch_keep(&patch, i);
			lines_patch_add(&patch, &line);
		}
		lines_patch_end(&patch, LINES_MOST);
		n = (size_t)random() % patch.bytes.len;
		bytes = mem_resize(NULL, n + 1, 1);
		memcpy(bytes, patch.bytes.data, n);
		if (n > 0 && round % 2)
			bytes[(size_t)random() % n] = (char)random();
		bytes = mem_resize(bytes, n + (n == 0), 1);
		lines_walk_start(&walk, bytes, n);
		for (size_t i = 0; i < stored.count; i++) {
			while (lines_walk_added(&walk))
				seen++;
			lines_walk_stays(&walk);
		}
		assert_true(seen <= n / KNOWN_LINE_BYTES);
		mem_free(bytes);
		buf_clear(&patch.bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_patch_makes_the_list_that_follows),
		cmocka_unit_test(without_a_patch_all_stays),
		cmocka_unit_test(little_is_written_of_what_stays),
		cmocka_unit_test(damaged_bytes_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
