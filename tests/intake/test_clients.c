/* Tables of hashes, and clients with the spellings of their names. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "intake/clients.h"
#include "intake/table.h"

static void a_table_keeps_what_is_put(void **state)
{
	struct table table = { 0 };
	bool fresh;

	(void)state;
	assert_null(table_get(&table, 1));
	assert_null(table_get(&table, 0));
	for (uint64_t key = 0; key < 100000; key++) {
		*table_put(&table, key << 40, &fresh) = key + 7;
		assert_true(fresh);
	}
	for (uint64_t key = 0; key < 100000; key++) {
		assert_int_equal(*table_get(&table, key << 40), key + 7);
		assert_int_equal(*table_put(&table, key << 40, &fresh), key + 7);
		assert_false(fresh);
	}
	assert_null(table_get(&table, 1));
	table_clear(&table);
	assert_null(table_get(&table, 1 << 20));
}

static void room_reserved_is_room_not_needed_later(void **state)
{
	struct table table = { 0 };

	(void)state;
	*table_put(&table, 5, NULL) = 9;
	table_reserve(&table, 3000);
	size_t room = table.room;
	assert_true(room >= 6000);
	for (uint64_t key = 10; key < 2990; key++)
		table_put(&table, key, NULL);
	assert_int_equal(table.room, room);
	assert_int_equal(*table_get(&table, 5), 9);
	table_reserve(&table, 10);
	assert_int_equal(table.room, room);
	table_clear(&table);
}

static uint32_t at(struct clients *clients, const char *no)
{
	return clients_at(clients, clients_hash(no, strlen(no)), no, strlen(no));
}

static void named(struct clients *clients, uint32_t client, const char *name)
{
	clients_named(clients, client, name, strlen(name));
}

static void a_number_is_one_client(void **state)
{
	static const char long_a[] = "a number of more than twenty-four letters, A";
	static const char long_b[] = "a number of more than twenty-four letters, B";
	struct clients clients = { 0 };

	(void)state;
	assert_int_equal(at(&clients, "C1"), 0);
	assert_int_equal(at(&clients, long_a), 1);
	assert_int_equal(at(&clients, long_b), 2);
	assert_int_equal(at(&clients, "C"), 3);
	assert_int_equal(at(&clients, "C1"), 0);
	assert_int_equal(at(&clients, long_a), 1);
	assert_int_equal(at(&clients, long_b), 2);
	/* another number of the same hash is another client */
	assert_int_equal(clients_at(&clients, clients_hash("C1", 2), "C2", 2), 4);
	assert_int_equal(clients_at(&clients, clients_hash("C1", 2), "C2", 2), 4);
	assert_int_equal(at(&clients, "C1"), 0);
	assert_string_equal(clients.all[1].no, long_a);
	assert_string_equal(clients.all[4].no, "C2");
	clients_clear(&clients);
}

static void the_most_frequent_name_is_the_name(void **state)
{
	struct clients clients = { 0 };
	uint32_t a = at(&clients, "A"), b = at(&clients, "B"), c = at(&clients, "C");

	(void)state;
	named(&clients, a, "first");
	named(&clients, a, "second");
	named(&clients, a, "third");
	named(&clients, b, "one");
	named(&clients, b, "two");
	named(&clients, b, "two");
	named(&clients, c, "");
	assert_string_equal(clients_name(&clients, a), "first");
	assert_string_equal(clients_name(&clients, b), "two");
	assert_string_equal(clients_name(&clients, c), "");
	named(&clients, a, "third");
	named(&clients, b, "one");
	assert_string_equal(clients_name(&clients, a), "third");
	assert_string_equal(clients_name(&clients, b), "one");
	assert_int_equal(clients_renamed(&clients), 2);
	assert_int_equal(clients.names_count, 5);
	clients_clear(&clients);
}

static void names_without_end_take_no_memory_without_end(void **state)
{
	struct clients clients = { 0 };
	uint32_t client = at(&clients, "A");
	char name[32];

	(void)state;
	for (int i = 0; i < 1000; i++) {
		snprintf(name, sizeof name, "name %d", i);
		named(&clients, client, name);
	}
	named(&clients, client, "name 3");
	assert_string_equal(clients_name(&clients, client), "name 3");
	assert_int_equal(clients.names_count, 64);
	clients_clear(&clients);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_table_keeps_what_is_put),
		cmocka_unit_test(room_reserved_is_room_not_needed_later),
		cmocka_unit_test(a_number_is_one_client),
		cmocka_unit_test(the_most_frequent_name_is_the_name),
		cmocka_unit_test(names_without_end_take_no_memory_without_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
