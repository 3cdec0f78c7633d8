/* SHA-256 against the standard's own vectors, fields that cannot run together, and a well spread 64-bit hash. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/mem.h"

static void assert_hex(const char *bytes, size_t times, const char *wanted)
{
	struct hash *h = hash_open();
	char hex[HASH_HEX];

	for (size_t i = 0; i < times; i++)
		hash_bytes(h, bytes, strlen(bytes));
	hash_close_hex(h, hex);
	assert_string_equal(hex, wanted);
}

static void sha256_is_the_standards(void **state)
{
	(void)state;
	assert_hex("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	assert_hex("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_hex("aaaaaaaaaa", 100000,
		   "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void fields_of(const char *a, const char *b, char hex[HASH_HEX])
{
	struct hash *h = hash_open();

	hash_field(h, a);
	hash_field(h, b);
	hash_close_hex(h, hex);
}

static void fields_never_run_together(void **state)
{
	static const char *const rows[][2] = {
		{ "ab", "c" },   { "a", "bc" },   { "abc", "" }, { "", "abc" },
		{ NULL, "abc" }, { "abc", NULL }, { "", "" },    { NULL, NULL },
	};
	enum { COUNT = sizeof rows / sizeof *rows };
	char hex[COUNT][HASH_HEX];

	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		fields_of(rows[i][0], rows[i][1], hex[i]);
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(hex[i], hex[k]);
	}
}

static void a_field_is_its_length_then_its_bytes(void **state)
{
	struct hash *h = hash_open();
	char by_hand[HASH_HEX], by_field[HASH_HEX];

	(void)state;
	hash_bytes(h, "\0\0\0\0\0\0\0\2ok\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 18);
	hash_close_hex(h, by_hand);
	fields_of("ok", NULL, by_field);
	assert_string_equal(by_field, by_hand);
}

static void a_file_is_hashed_whole(void **state)
{
	char path[] = "test_hash_XXXXXX", hex[HASH_HEX];
	int fd = mkstemp(path);
	char tens[1000];

	(void)state;
	assert_true(fd >= 0);
	memset(tens, 'a', sizeof tens);
	for (int i = 0; i < 1000; i++)
		assert_int_equal(write(fd, tens, sizeof tens), sizeof tens);
	close(fd);
	bool done = hash_file_hex(path, hex, NULL);
	unlink(path);
	assert_true(done);
	assert_string_equal(hex,
			    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void a_file_that_cannot_be_read_is_named(void **state)
{
	char hex[HASH_HEX] = "untouched";
	struct err err;

	(void)state;
	assert_false(hash_file_hex("no/such/file", hex, &err));
	assert_int_equal(err.code, ERR_MISSING);
	assert_non_null(strstr(err.text, "no/such/file"));
	assert_false(hash_file_hex(".", hex, &err));
	assert_int_equal(err.code, ERR_IO);
	assert_string_equal(hex, "untouched");
}

/* The values are frozen: they may lie in a store written by another machine. */
static void hash_64_is_stable(void **state)
{
	(void)state;
	assert_int_equal(hash_64("", 0, 0), 0x7d1dbbf20ee2ffa8);
	assert_int_equal(hash_64("relance", 7, 0), 0xc03ca91b09e6b85e);
	assert_int_equal(hash_64("FACTURE 2026-000123;ACME", 24, 42), 0xc6af44cdb2545256);
}

static int compare(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static void hash_64_does_not_collide_on_invoice_numbers(void **state)
{
	enum { COUNT = 200000 };
	uint64_t *all = mem_resize(NULL, COUNT, sizeof *all);
	static unsigned slots[1024];

	(void)state;
	for (int i = 0; i < COUNT; i++) {
		char text[40];
		int n = snprintf(text, sizeof text, "F2026-%08d", i);
		all[i] = hash_64(text, (size_t)n, 0);
		slots[all[i] & 1023]++;
	}
	for (int i = 0; i < 1024; i++)
		assert_in_range(slots[i], COUNT / 1024 / 2, COUNT / 1024 * 2);
	qsort(all, COUNT, sizeof *all, compare);
	for (int i = 1; i < COUNT; i++)
		assert_true(all[i - 1] != all[i]);
	mem_free(all);
}

static void every_bit_changes_half_of_hash_64(void **state)
{
	(void)state;
	for (size_t n = 1; n <= 33; n += 4) {
		unsigned long flipped = 0;
		for (size_t bit = 0; bit < 8 * n; bit++) {
			unsigned char bytes[33] = "the same thirty-three bytes here";
			uint64_t before = hash_64(bytes, n, 7);
			bytes[bit / 8] ^= (unsigned char)(1u << bit % 8);
			flipped += (unsigned)__builtin_popcountll(before ^ hash_64(bytes, n, 7));
		}
		assert_in_range(flipped, 8 * n * 26, 8 * n * 38);
	}
	assert_true(hash_64("a", 1, 1) != hash_64("a", 1, 2));
	assert_true(hash_64("\0", 1, 0) != hash_64("\0\0", 2, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sha256_is_the_standards),
		cmocka_unit_test(fields_never_run_together),
		cmocka_unit_test(a_field_is_its_length_then_its_bytes),
		cmocka_unit_test(a_file_is_hashed_whole),
		cmocka_unit_test(a_file_that_cannot_be_read_is_named),
		cmocka_unit_test(hash_64_is_stable),
		cmocka_unit_test(hash_64_does_not_collide_on_invoice_numbers),
		cmocka_unit_test(every_bit_changes_half_of_hash_64),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
