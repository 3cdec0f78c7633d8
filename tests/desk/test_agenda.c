/* The agenda: today's callbacks by hour, gone by or to come. */
#include "fixture.h"

#include "desk/agenda.h"

static int64_t called(struct session *session, const char *no, const char *entry)
{
	int64_t id = fixture_client(session, no, no);

	fixture_invoice(session, id, no, LATE(40), 100000);
	fixture_record(session, id, OUTCOME_CALLBACK, entry);
	return id;
}

static void only_hours_of_today_are_told_in_order(void **state)
{
	struct session *session = *state;
	struct agenda_row *rows;
	struct arena arena = { 0 };
	struct err err = { 0 };
	size_t count;

	fixture_on(session, LATE(1), 9 * 60);
	int64_t late = called(session, "C-1", "dem 16:40");
	int64_t early = called(session, "C-2", "dem 9:15");
	called(session, "C-3", "dem");
	called(session, "C-4", "+2 9:15");
	fixture_on(session, TODAY, 12 * 60);
	assert_true(agenda_callbacks(session, &arena, &rows, &count, &err));
	assert_int_equal(count, 2);
	assert_int_equal(rows[0].client.id, early);
	assert_int_equal(rows[0].minute, 9 * 60 + 15);
	assert_int_equal(rows[1].client.id, late);
	assert_int_equal(rows[1].minute, 16 * 60 + 40);
	fixture_on(session, IN(1), 12 * 60);
	assert_true(agenda_callbacks(session, &arena, &rows, &count, &err));
	assert_int_equal(count, 1);
	arena_clear(&arena);
}

static void an_empty_day_has_none(void **state)
{
	struct agenda_row *rows;
	struct arena arena = { 0 };
	struct err err = { 0 };
	size_t count = 9;

	assert_true(agenda_callbacks(*state, &arena, &rows, &count, &err));
	assert_int_equal(count, 0);
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(only_hours_of_today_are_told_in_order),
		FACT(an_empty_day_has_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
