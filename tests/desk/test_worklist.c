/* The queue: one order whatever the pages, everybody in it once, and found again by name, number or phone.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fixture.h"

#include "base/mem.h"
#include "desk/profile.h"
#include "desk/worklist.h"
#include "desk/zones.h"

static struct err err;

/* ---- order ---- */

static int64_t client_of(const char *no)
{
	char *sql = mem_printf("SELECT id FROM client WHERE no = '%s'", no), *text = fixture_dump(sql);
	int64_t id = strtoll(text, NULL, 10);

	mem_free(sql);
	mem_free(text);
	return id;
}

/* 150 clients: many alike to the cent, some asleep for every reason, one callback due, one to come. */
static void make_queue(struct session *session)
{
	static const struct {
		enum outcome outcome;
		const char *entry;
	} calls[] = {
		{ OUTCOME_PROMISE, "ven" }, { OUTCOME_NO_ANSWER, "" },  { OUTCOME_CALLBACK, "dem 9h" }, { OUTCOME_CALLBACK, "dem 17h" },
		{ OUTCOME_DISPUTE, "" },    { OUTCOME_CALLBACK, "+4" }, { OUTCOME_EVASIVE, "+8" },
	};

	fixture_portfolio(session, 120);
	for (int i = 0; i < 30; i++) { /* twins: only the account number tells them apart */
		char no[16];
		int64_t id;

		snprintf(no, sizeof no, "T%d", i);
		id = fixture_client(session, no, "Jumeaux");
		if (i % 3)
			fixture_invoice(session, id, no, i % 2 ? LATE(50) : IN(20), 70000);
	}
	fixture_on(session, TODAY, -1);
	for (int i = 0; i < 42; i++) {
		char no[16];

		snprintf(no, sizeof no, "C%04d", 1 + i * 2);
		fixture_record(session, client_of(no), calls[(size_t)i % COUNT(calls)].outcome, calls[(size_t)i % COUNT(calls)].entry);
	}
	fixture_on(session, IN(1), 600); /* ten o'clock: the callbacks of nine are due, those of five in the afternoon are not */
}

static int compare(const void *a, const void *b)
{
	const struct client_row *x = &((const struct worklist_row *)a)->client, *y = &((const struct worklist_row *)b)->client;

	if (x->ready.score != y->ready.score)
		return x->ready.score > y->ready.score ? -1 : 1;
	if (x->ready.overdue != y->ready.overdue)
		return x->ready.overdue > y->ready.overdue ? -1 : 1;
	return strcmp(x->no, y->no);
}

/* Timed ones, then the callable ones, then the others: each group is one sorted list. */
static void expect_order(struct worklist *list)
{
	size_t timed = 0, callable;

	while (timed < list->count && list->rows[timed].timed)
		timed++;
	for (callable = timed; callable < list->count && list->rows[callable].rank > 0; callable++)
		assert_int_equal(list->rows[callable].rank, callable + 1);
	for (size_t i = callable; i < list->count; i++) {
		assert_int_equal(list->rows[i].rank, 0);
		assert_int_not_equal(list->rows[i].now.why_not, WHY_NOT_NONE);
	}
	for (size_t i = timed + 1; i < list->count; i++)
		if (i != callable)
			assert_true(compare(&list->rows[i - 1], &list->rows[i]) < 0);
}

static void read_all(struct session *session, bool all, int page, struct worklist *list)
{
	assert_true(worklist_open(session, all, page, list, &err));
	while (!list->complete) {
		size_t before = list->count;

		assert_true(worklist_more(session, list, page, &err));
		assert_true(list->complete || list->count >= before + (size_t)page);
	}
}

static void every_page_size_gives_one_list(void **state)
{
	static const int pages[] = { 1, 3, 7, 50, 149, 150, 151, 1000, 0 /* in one picture */ };
	struct session *session = *state;
	struct worklist whole, callable;

	make_queue(session);
	read_all(session, true, 5000, &whole);
	assert_int_equal(whole.count, 150);
	expect_order(&whole);
	assert_int_equal(whole.rows[0].timed, true);
	assert_int_equal(whole.rows[6].timed, false);
	for (size_t i = 0; i < COUNT(pages); i++) {
		struct worklist list;

		if (pages[i])
			read_all(session, true, pages[i], &list);
		else
			assert_true(worklist_whole(session, true, 0, &list, &err));
		assert_int_equal(list.count, whole.count);
		for (size_t k = 0; k < list.count; k++) {
			assert_true(list.rows[k].client.id == whole.rows[k].client.id);
			assert_int_equal(list.rows[k].rank, whole.rows[k].rank);
		}
		worklist_clear(&list);
	}
	read_all(session, false, 11, &callable);
	assert_int_equal(callable.count, callable.callable);
	assert_int_equal(callable.count, fixture_count("SELECT count(*) FROM client WHERE callable = 1 OR (follow_up_on <= "
	                                               "'2026-11-25' AND follow_up_minute <= 600)"));
	for (size_t k = 0; k < callable.count; k++)
		assert_true(callable.rows[k].client.id == whole.rows[k].client.id);
	worklist_clear(&callable);
	worklist_clear(&whole);
}

static void a_callback_is_its_agents_until_he_is_late(void **state)
{
	struct session *alice = *state, *bob;
	int64_t id = fixture_client(alice, "C1", "Hébrard");

	fixture_invoice(alice, id, "F1", LATE(30), 480000);
	fixture_record(alice, id, OUTCOME_CALLBACK, "14h");
	bob = fixture_session("bob", TODAY);
	alice->minute = 14 * 60;
	bob->minute = 14 * 60 + 14;
	struct client_row row = fixture_row(alice, id);

	assert_int_equal(worklist_callable(alice, &row).why_not, WHY_NOT_NONE);
	assert_int_equal(worklist_callable(bob, &row).why_not, WHY_NOT_FOLLOW_UP);
	bob->minute++; /* callback.team_after is 15 minutes */
	assert_int_equal(worklist_callable(bob, &row).why_not, WHY_NOT_NONE);
	session_close(bob);
}

static void outside_the_window_only_callbacks_are_due(void **state)
{
	struct session *session = *state;
	struct worklist list;

	make_queue(session);
	session->policy.hours.from_minute = 540;
	session->policy.hours.to_minute = 1080;
	fixture_on(session, IN(1), 1140);
	read_all(session, false, 20, &list);
	assert_int_equal(list.count, 12); /* those of nine and of five: an agreed hour is due whatever the window says */
	worklist_clear(&list);
	read_all(session, true, 20, &list);
	assert_int_equal(list.count, 150);
	assert_int_equal(list.rows[12].now.why_not, WHY_NOT_WINDOW);
	assert_int_equal(list.rows[12].now.next_on, IN(2));
	assert_int_equal(list.rows[12].now.next_minute, 540);
	for (size_t i = 13; i < list.count; i++)
		assert_true(compare(&list.rows[i - 1], &list.rows[i]) < 0);
	worklist_clear(&list);
}

static void set_zone(struct session *session, int64_t id, const char *zone)
{
	const struct profile_change change = { .texts = { [PROFILE_TIME_ZONE] = zone } };
	bool changed;

	if (!profile_set(session, id, &change, &changed, &err))
		fail_msg("%s", err.text);
}

/* Who may be called at a minute of our day, in order. */
static void expect_open(struct session *session, int minute, const char *wanted)
{
	struct worklist list;
	char got[64] = "";

	session->minute = minute;
	read_all(session, false, 1, &list);
	for (size_t i = 0; i < list.count; i++)
		snprintf(got + strlen(got), sizeof got - strlen(got), "%s ", list.rows[i].client.no);
	if (strcmp(got, wanted) != 0)
		fail_msg("%02d:%02d: %s, not %s", minute / 60, minute % 60, got, wanted);
	worklist_clear(&list);
}

/* From nine to six by the client's clock: in November Guadeloupe is five hours behind France, Reunion three ahead. */
static void hours_are_the_clients(void **state)
{
	struct session *session = *state;
	struct client_row row;
	int64_t west, east, here;
	struct callable now;

	setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
	session->policy.hours.from_minute = 540;
	session->policy.hours.to_minute = 1080;
	west = fixture_client(session, "W1", "Antilles Mécanique");
	fixture_invoice(session, west, "F1", LATE(60), 900000);
	east = fixture_client(session, "R1", "Bourbon Sucres");
	fixture_invoice(session, east, "F2", LATE(60), 90000);
	here = fixture_client(session, "P1", "Durand");
	fixture_invoice(session, here, "F3", LATE(60), 9000);
	fixture_on(session, TODAY, 600);
	set_zone(session, west, "America/Guadeloupe");
	set_zone(session, east, "Indian/Reunion");
	expect_open(session, 359, "");
	expect_open(session, 360, "R1 ");           /* nine there, six here: nobody else is up */
	expect_open(session, 540, "R1 P1 ");
	expect_open(session, 839, "R1 P1 ");
	expect_open(session, 840, "W1 R1 P1 ");
	expect_open(session, 900, "W1 P1 ");        /* six there */
	expect_open(session, 1080, "W1 ");          /* ours is closed */
	expect_open(session, 1380, "");
	session->minute = 600;
	row = fixture_row(session, west);
	now = worklist_callable(session, &row);
	assert_int_equal(now.why_not, WHY_NOT_WINDOW);
	assert_int_equal(now.next_on, TODAY);
	assert_int_equal(now.next_minute, 840);
	assert_true(zones_turn(session, 839, 840));
	assert_false(zones_turn(session, 840, 841));
	assert_true(zones_turn(session, 539, 540));
	session->policy.hours.holidays_closed = true;
	fixture_on(session, DAY("2026-12-25"), 840);
	expect_open(session, 840, "");
	unsetenv("TZ");
}

static void set_postal_code(struct session *session, int64_t id, const char *code)
{
	const struct profile_change change = { .texts = { [PROFILE_POSTAL_CODE] = code } };
	bool changed;

	if (!profile_set(session, id, &change, &changed, &err))
		fail_msg("%s", err.text);
}

/* Good Friday of 2027 in Strasbourg; nowhere when regions do not count, and nowhere else. */
static void holidays_are_the_clients(void **state)
{
	struct session *session = *state;
	struct client_row row;
	struct callable now;
	int64_t east, here;

	east = fixture_client(session, "S1", "Kléber Brasserie");
	fixture_invoice(session, east, "F1", LATE(60), 900000);
	here = fixture_client(session, "P1", "Durand");
	fixture_invoice(session, here, "F2", LATE(60), 9000);
	set_postal_code(session, east, "67000");
	set_postal_code(session, here, "75011");
	fixture_on(session, DAY("2027-03-26"), 600);
	expect_open(session, 600, "S1 P1 ");
	session->policy.regional_holidays = true;
	expect_open(session, 600, "S1 P1 "); /* no holiday closes anything yet */
	session->policy.hours.holidays_closed = true;
	expect_open(session, 600, "P1 ");
	row = fixture_row(session, east);
	now = worklist_callable(session, &row);
	assert_int_equal(now.why_not, WHY_NOT_HOLIDAY);
	assert_int_equal(now.next_on, DAY("2027-03-30")); /* behind Easter Monday */
	set_postal_code(session, east, "");
	expect_open(session, 600, "S1 P1 ");
	fixture_is("SELECT postal_code FROM client ORDER BY no", "75011\n\n");
}

/* The shift is that of the day: in July both France and Quebec have summer, in March Quebec has it three weeks before. */
static void shifts_follow_the_day(void **state)
{
	struct session *session = *state;

	setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
	session->today = DAY("2026-07-01");
	assert_int_equal(zones_shift(session, "America/Montreal"), -360);
	assert_int_equal(zones_shift(session, "Indian/Reunion"), 120);
	session->today = DAY("2026-03-09");
	assert_int_equal(zones_shift(session, "America/Montreal"), -300);
	assert_int_equal(zones_shift(session, "Indian/Reunion"), 180);
	assert_int_equal(zones_shift(session, ""), 0);
	assert_int_equal(zones_shift(session, "Indian/Atlantis"), 0);
	unsetenv("TZ");
}

/* A store of before the setting was kept: found at the next rescoring, and never looked for again. */
static void zones_in_use_are_gathered_once(void **state)
{
	struct session *session = *state;
	int64_t id = fixture_client(session, "R1", "Bourbon Sucres");
	char *list;

	fixture_sql("UPDATE client SET time_zone = 'Indian/Reunion'");
	fixture_sql("DELETE FROM setting WHERE name = 'zones'");
	fixture_on(session, IN(1), -1);
	set_zone(session, id, "Indian/Mayotte");
	set_zone(session, id, "Indian/Mayotte");
	set_zone(session, id, "");
	list = fixture_dump("SELECT value FROM setting WHERE name = 'zones'");
	assert_string_equal(list, "Indian/Reunion Indian/Mayotte\n");
	mem_free(list);
}

static void a_read_on_another_day_rescores_first(void **state)
{
	struct session *session = *state;
	struct worklist list;

	make_queue(session);
	for (int day = 2; day >= 0; day -= 2) { /* in either direction */
		session->today = IN(day);
		assert_true(worklist_open(session, true, 200, &list, &err));
		for (size_t i = 0; i < list.count; i++)
			if (date_is(list.rows[i].client.ready.oldest_on))
				assert_int_equal(list.rows[i].oldest_days, IN(day) - list.rows[i].client.ready.oldest_on);
		worklist_clear(&list);
		assert_int_equal(fixture_count(day ? "SELECT scored_on = '2026-11-26' FROM creditor" : "SELECT scored_on = '2026-11-24' FROM creditor"),
		                 1);
	}
}

/* ---- search ---- */

static void expect_found(struct session *session, const char *query, const char *numbers)
{
	struct arena arena = { 0 };
	struct worklist_row *rows;
	size_t count;
	struct buf found;

	buf_init(&found);
	if (!worklist_search(session, &arena, query, 10, &rows, &count, &err))
		fail_msg("%s: %s", query, err.text);
	for (size_t i = 0; i < count; i++)
		buf_printf(&found, "%s%s%s%s", i ? " " : "", rows[i].client.no, *rows[i].matched ? ":" : "", rows[i].matched);
	if (strcmp(found.data, numbers) != 0)
		fail_msg("“%s” found “%s”, not “%s”", query, found.data, numbers);
	buf_clear(&found);
	arena_clear(&arena);
}

static void a_client_is_found_by_what_is_said_on_the_phone(void **state)
{
	static const struct {
		const char *query, *numbers;
	} rows[] = {
		{ "heb", "C-10001" },
		{ "HÉBRARD", "C-10001" },
		{ "hebrard fils", "C-10001" },
		{ "fils heb", "C-10001" },
		{ "heb noeud", "" },
		{ "noeud", "C-10002" },
		{ "Nœud pap", "C-10002" },
		{ "nguyen", "C-10003" },
		{ "nguyễn", "C-10003" },
		{ "le goff", "C-10003" },
		{ "C-10002", "C-10002" },
		{ "c-1000", "C-10001 C-10003 C-10002" },
		{ "4567", "C-10001" },
		{ "45 67", "C-10001" },
		{ "01 99 00 45 67", "C-10001" },
		{ "+33 1 99 00 45 67", "C-10001" }, /* as the telephone shows it */
		{ "0033199004567", "C-10001" },
		{ "01\302\24099\342\200\25700 45 67", "C-10001" },
		{ "+33 1 99 00 45 68", "" },
		{ "05 36 49 00 12", "C-10002" }, /* stored with its country */
		{ "02 345 67 89", "C-10003" },
		{ "F-2026-0042", "C-10002:F-2026-0042" },
		{ "f-2026-00", "C-10002:F-2026-0042" },
		{ "zzz", "" },
		{ "", "" },
		{ " ' \" % _ ; -- ", "" },
		{ "\033[2J", "" },
	};
	struct session *session = *state;
	int64_t first = fixture_client(session, "C-10001", "Hébrard & Fils"), second = fixture_client(session, "C-10002", "Nœud papillon"),
		third = fixture_client(session, "C-10003", "Nguyễn-Le Goff");

	fixture_contact(session, first, "Élodie Aubry", "01 99 00 45 67");
	fixture_contact(session, second, "Luc", "+33 5 36 49 00 12");
	fixture_contact(session, third, "Lize", "+32 2 345 67 89");
	fixture_invoice(session, first, "A1", LATE(60), 900000);
	fixture_invoice(session, second, "F-2026-0042", LATE(3), 20000);
	fixture_invoice(session, third, "B1", LATE(20), 300000);
	fixture_on(session, TODAY, -1);
	for (size_t i = 0; i < COUNT(rows); i++)
		expect_found(session, rows[i].query, rows[i].numbers);
	expect_found(session, "aubry", "C-10001");
	/* Who bears the name comes before those where somebody bears it, whatever their scores. */
	fixture_contact(session, first, "Luc Nguyễn", "");
	expect_found(session, "nguyen", "C-10003 C-10001");
}

static void a_client_is_found_by_a_mail_address_and_the_end_of_a_number(void **state)
{
	static const struct {
		const char *query, *numbers;
	} rows[] = {
		{ "compta@hebrard.fr", "C-1:Compta@Hebrard.fr" },
		{ "COMPTA@", "C-1:Compta@Hebrard.fr" },
		{ "@papillon.e", "C-2:luc_1@papillon.eu" },
		{ "luc_1@", "C-2:luc_1@papillon.eu" },
		{ "luc%1@", "" }, /* a sign is that sign */
		{ "lucx1@", "" },
		{ "a@", "" }, /* too short */
		{ "0042", "C-2:F-2026-0042" },
		{ "-0042", "C-2:F-2026-0042" },
		{ "26-0042", "C-2:F-2026-0042" },
		{ "0042b", "C-1:F-0042B" },
		{ "0041", "C-1:G-0041" },  /* one row a client, what is open first */
		{ "042", "C-2:F-2026-0042" },
		{ "42", "" },
		{ "F-2026", "C-2:F-2026-0042" }, /* no end, its beginning */
		{ "4567", "C-2 C-1:H4567" }, /* a phone is before it, though less is owed there */
		{ "hebrard", "C-1" },
	};
	struct session *session = *state;
	int64_t first = fixture_client(session, "C-1", "Hébrard & Fils"), second = fixture_client(session, "C-2", "Nœud papillon");

	fixture_contact(session, first, "Élodie", "");
	fixture_contact(session, second, "Luc", "01 99 00 45 67");
	fixture_sql("UPDATE contact SET mail = CASE WHEN name = 'Luc' THEN 'luc_1@papillon.eu' ELSE 'Compta@Hebrard.fr' END");
	fixture_invoice(session, first, "E-0041", LATE(3), 900000);
	fixture_invoice(session, first, "G-0041", LATE(90), 900000);
	fixture_sql("UPDATE invoice SET open_cents = 0 WHERE number = 'E-0041'");
	fixture_invoice(session, first, "F-0042B", LATE(60), 900000);
	fixture_invoice(session, first, "H4567", LATE(60), 900000);
	fixture_invoice(session, second, "F-2026-0042", LATE(3), 20000);
	fixture_on(session, TODAY, -1);
	for (size_t i = 0; i < COUNT(rows); i++)
		expect_found(session, rows[i].query, rows[i].numbers);
}

static void a_rare_word_beside_a_common_one_finds_its_client(void **state)
{
	struct session *session = *state;

	fixture_portfolio(session, 1200); /* all called Client */
	fixture_client(session, "Z9001", "Client Zuber");
	expect_found(session, "client zub", "Z9001");
	expect_found(session, "zub cli", "Z9001");
	expect_found(session, "c0001 client 119", "");
	expect_found(session, "c11 client 1198", "C1198");
}

static void the_foot_counts_the_agents_own_day(void **state)
{
	struct session *session = *state, *bob = fixture_session("bob", TODAY);
	struct worklist_day day;

	fixture_portfolio(session, 4);
	fixture_on(session, TODAY, -1);
	fixture_record(session, client_of("C0001"), OUTCOME_PROMISE, "50 ven");
	fixture_record(session, client_of("C0002"), OUTCOME_NO_ANSWER, "");
	fixture_record(session, client_of("C0003"), OUTCOME_NOTE, "vu");
	fixture_record(bob, client_of("C0004"), OUTCOME_CALLBACK, "dem");
	assert_true(worklist_my_day(session, &day, &err));
	assert_int_equal(day.handled, 2);
	assert_int_equal(day.spoken, 1);
	assert_int_equal(day.promises, 1);
	assert_int_equal(day.promised, 5000);
	session_close(bob);
}

/* "aa" and "bb" are words of more than 20 000 clients each, and of two together, the first and the last; "cc" is a word of every fiftieth,
 * "dd" of every one, "ee" of the first alone, "ef" of the last alone. */
static void common_words_lead_to_every_client_they_share(void **state)
{
	static const char *const both[] = { "aa bb", "bb aa", "b a", "aa bb dd e", "e d a b" };
	static const char *const all[] = { "aa bb cc",    "c bb a",      "b c aa",    "aa bb cc dd",
		                           "d c b a",     "dd aa ef bb", "d a c e b", "aa bb dd cc a b c d" };
	struct session *session = *state;
	struct worklist_row *rows;
	struct arena arena = { 0 };
	size_t count;

	fixture_sql("INSERT INTO client (id, creditor_id, no, name, currency) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
	            "WHERE i < 45000) SELECT 1000000 + i, (SELECT min(id) FROM creditor), 'N' || i, 'Someone', 'EUR' FROM n");
	fixture_sql("INSERT INTO search_word (creditor_id, word, client_id) SELECT creditor_id, 'aa', id FROM client "
	            "WHERE id BETWEEN 1000001 AND 1022000 OR id = 1045000");
	fixture_sql("INSERT INTO search_word (creditor_id, word, client_id) SELECT creditor_id, 'bb', id FROM client "
	            "WHERE id BETWEEN 1022001 AND 1045000 OR id = 1000001");
	fixture_sql("INSERT INTO search_word (creditor_id, word, client_id) SELECT creditor_id, 'cc', id FROM client WHERE id % 50 = 0");
	fixture_sql("INSERT INTO search_word (creditor_id, word, client_id) SELECT creditor_id, 'dd', id FROM client WHERE id > 1000000");
	fixture_sql("INSERT INTO search_word (creditor_id, word, client_id) SELECT creditor_id, CASE id WHEN 1000001 THEN 'ee' ELSE 'ef' END, id "
	            "FROM client WHERE id IN (1000001, 1045000)");
	for (size_t i = 0; i < sizeof both / sizeof *both; i++) {
		assert_true(worklist_search(session, &arena, both[i], 10, &rows, &count, &err));
		assert_int_equal(count, 2);
		assert_string_equal(rows[0].client.no, "N1");
		assert_string_equal(rows[1].client.no, "N45000");
	}
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		assert_true(worklist_search(session, &arena, all[i], 10, &rows, &count, &err));
		assert_int_equal(count, 1);
		assert_string_equal(rows[0].client.no, "N45000");
	}
	fixture_sql("DELETE FROM search_word WHERE word = 'aa' AND client_id < 1005000");
	assert_true(worklist_search(session, &arena, "bb aa", 10, &rows, &count, &err));
	assert_int_equal(count, 1);
	assert_true(worklist_search(session, &arena, "dd aa bb cc ee", 10, &rows, &count, &err));
	assert_int_equal(count, 0);
	arena_clear(&arena);
}

/* Calls, and what else an agent does: every kind there is, on one day. */
static void a_day_of_everything_counts_every_kind(void **state)
{
	static const char *const deeds[] = { "dispute_resolved", "document_sent", "document_settled", "promise_withdrawn" };
	struct session *session = *state;
	int64_t id = fixture_client(session, "C1", "Hébrard");
	struct worklist_day day;
	int spoken = 0, made = 0;

	for (int i = 0; i < OUTCOME_COUNT + (int)COUNT(deeds); i++) {
		char *sql = mem_printf("INSERT INTO action (id, client_id, agent_id, outcome, on_day, at) VALUES (%d, %lld, %lld, '%s', "
		                       "'2026-11-24', '2026-11-24T09:00:00.000Z')",
		                       i + 1, (long long)id, (long long)session->agent_id,
		                       i < OUTCOME_COUNT ? outcome_rules[i].code : deeds[i - OUTCOME_COUNT]);

		fixture_sql(sql);
		mem_free(sql);
		spoken += i < OUTCOME_COUNT && outcome_rules[i].spoken;
		made++;
	}
	assert_int_equal(fixture_count("SELECT count(*) FROM action"), made);
	assert_true(worklist_my_day(session, &day, &err));
	assert_int_equal(day.handled, 1);
	assert_int_equal(day.spoken, spoken);
}

/* A letter of three bytes where a long word is cut. */
static void a_search_for_a_long_foreign_word_finds_nothing(void **state)
{
	struct worklist_row *rows;
	struct arena arena = { 0 };
	char query[256] = "a";
	size_t count;

	for (int i = 0; i < 60; i++)
		strcat(query, "\xe6\xbc\xa2");
	assert_true(worklist_search(*state, &arena, query, 10, &rows, &count, &err));
	assert_int_equal(count, 0);
	strcat(query, " client");
	assert_true(worklist_search(*state, &arena, query, 10, &rows, &count, &err));
	assert_int_equal(count, 0);
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(every_page_size_gives_one_list),
		FACT(a_callback_is_its_agents_until_he_is_late),
		FACT(outside_the_window_only_callbacks_are_due),
		FACT(hours_are_the_clients),
		FACT(holidays_are_the_clients),
		FACT(shifts_follow_the_day),
		FACT(zones_in_use_are_gathered_once),
		FACT(a_read_on_another_day_rescores_first),
		FACT(a_client_is_found_by_what_is_said_on_the_phone),
		FACT(a_client_is_found_by_a_mail_address_and_the_end_of_a_number),
		FACT(a_rare_word_beside_a_common_one_finds_its_client),
		FACT(the_foot_counts_the_agents_own_day),
		FACT(common_words_lead_to_every_client_they_share),
		FACT(a_day_of_everything_counts_every_kind),
		FACT(a_search_for_a_long_foreign_word_finds_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
