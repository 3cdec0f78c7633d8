/* The demo: the same numbers give the same portfolio, everything in it could have been done by hand, and nobody real is in it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fixture.h"

#include "base/mem.h"
#include "base/text.h"
#include "db/client.h"
#include "db/contact.h"
#include "db/search.h"
#include "desk/audit.h"
#include "desk/demo.h"
#include "desk/demo_client.h"
#include "desk/matching.h"
#include "desk/refresh.h"

static struct err err;

/* The fixture's own store makes room for the demo. */
static void make_room(void **state)
{
	session_close(*state);
	*state = NULL;
	assert_int_equal(unlink(fixture_path()), 0);
}

static enum demo_end make(int64_t clients, uint64_t seed, date today)
{
	const struct demo_request request = { .target = fixture_path(), .agent = "alice", .clients = clients, .seed = seed, .today = today };
	enum demo_end end;

	err_clear(&err);
	if (!demo_make(&request, &end, &err))
		fail_msg("%s", err.text);
	return end;
}

/* Everything a person can see, without the ids. */
static char *visible(void)
{
	static const char *const parts[] = {
		"SELECT no, name, risk_class, credit_limit_cents, last_chase_on, spoken_on, cadence_on, follow_up_on, follow_up_minute, "
		"dispute_due_on, score, callable, why_not, next_on, next_minute, overdue_cents, balance_cents, currency, oldest_on, broken "
		"FROM client ORDER BY no",
		"SELECT c.no, k.name, k.role, k.phone, k.mail, k.qualified, k.best_minute FROM contact k JOIN client c ON c.id = k.client_id "
		"ORDER BY c.no, k.id",
		"SELECT c.no, i.number, i.kind, i.issued_on, i.due_on, i.amount_cents, i.open_cents, i.currency, i.order_no, i.closed_on, "
		"i.dispute_id IS NULL FROM invoice i JOIN client c ON c.id = i.client_id ORDER BY i.number",
		"SELECT c.no, a.name, x.outcome, x.on_day, x.at, x.note, x.next_on, x.next_minute FROM action x "
		"JOIN client c ON c.id = x.client_id JOIN agent a ON a.id = x.agent_id ORDER BY x.id",
		"SELECT c.no, p.made_on, p.due_on, p.check_on, p.amount_cents, p.reduced_cents, p.received_cents, p.state FROM promise p "
		"JOIN client c ON c.id = p.client_id ORDER BY p.id",
		"SELECT m.value_on, m.amount_cents, m.party, m.text, m.state, m.why, m.matched_cents FROM bank_movement m ORDER BY m.id",
		"SELECT c.no, a.amount_cents, a.shown_cents, a.reason, i.number FROM allocation a JOIN client c ON c.id = a.client_id LEFT JOIN "
		"invoice i ON i.id = a.invoice_id ORDER BY a.id",
		"SELECT c.no, j.seq, j.at, j.on_day, j.agent, j.kind FROM journal j JOIN client c ON c.id = j.client_id ORDER BY j.id",
		"SELECT c.no, w.word FROM search_word w JOIN client c ON c.id = w.client_id ORDER BY 1, 2",
	};
	struct buf all;

	buf_init(&all);
	for (size_t i = 0; i < COUNT(parts); i++) {
		char *part = fixture_dump(parts[i]);

		assert_true(*part);
		buf_puts(&all, part);
		mem_free(part);
	}
	return buf_take(&all);
}

static void expect_sound(date today)
{
	struct session *session = fixture_session("alice", today);
	struct audit_totals totals;
	struct refresh_totals scored;

	if (!audit_verify(session, &totals, &err))
		fail_msg("%s", err.text);
	assert_true(refresh_all(session, true, NULL, NULL, &scored, &err));
	assert_int_equal(scored.changed, 0); /* rows made in bulk are what the rules say */
	session_close(session);
}

static void the_same_numbers_give_the_same_portfolio(void **state)
{
	char *first, *again, *other;

	make_room(state);
	assert_int_equal(make(120, 1, TODAY), DEMO_MADE);
	first = visible();
	fixture_sql("UPDATE setting SET value = 'unfinished' WHERE name = 'demo'"); /* as if it had been cut short */
	assert_int_equal(make(120, 1, TODAY), DEMO_MADE);
	again = visible();
	assert_string_equal(first, again);
	assert_int_equal(make(120, 2, TODAY), DEMO_MADE);
	other = visible();
	assert_string_not_equal(first, other);
	mem_free(first);
	mem_free(again);
	mem_free(other);
}

static void every_day_makes_a_sound_one(void **state)
{
	static const char *const days[] = { "2026-11-24", "2026-11-22", "2026-05-01", "2027-01-02", "2024-02-29" };

	make_room(state);
	for (size_t i = 0; i < COUNT(days); i++) {
		char *sql = mem_printf("SELECT count(*) FROM creditor WHERE scored_on = '%s'", days[i]);

		assert_int_equal(make(60, i, DAY(days[i])), DEMO_MADE);
		expect_sound(DAY(days[i]));
		assert_int_equal(fixture_count(sql), 1);
		mem_free(sql);
	}
}

static void it_shows_a_bit_of_everything(void **state)
{
	static const struct {
		const char *what, *sql;
		long low, high;
	} rows[] = {
		{ "clients", "SELECT count(*) FROM client", 400, 400 },
		{ "agents", "SELECT count(*) FROM agent WHERE name IN ('nadia', 'karim', 'ines', 'paul') AND role = 'agent'", 4, 4 },
		{ "supervisor", "SELECT count(*) FROM agent WHERE role = 'supervisor' AND name = 'alice'", 1, 1 },
		{ "first number", "SELECT count(*) FROM client WHERE no = 'C-10001'", 1, 1 },
		{ "callable", "SELECT count(*) FROM client WHERE callable = 1", 150, 320 },
		{ "reasons to sleep", "SELECT count(DISTINCT why_not) FROM client WHERE callable = 0", 6, 10 },
		{ "kept", "SELECT count(*) FROM promise WHERE state = 'kept'", 10, 80 },
		{ "partly", "SELECT count(*) FROM promise WHERE state = 'partly_kept'", 4, 40 },
		{ "broken", "SELECT count(*) FROM promise WHERE state = 'broken'", 40, 160 },
		{ "open", "SELECT count(*) FROM promise WHERE state = 'open'", 40, 160 },
		{ "disputes", "SELECT count(*) FROM dispute", 10, 60 },
		{ "callbacks today at an hour", "SELECT count(*) FROM client WHERE follow_up_on = '2026-11-24' AND follow_up_minute >= 540", 3, 40 },
		{ "outcomes", "SELECT count(DISTINCT outcome) FROM action", 14, 16 },
		{ "invoices stuck in the circuit", "SELECT count(DISTINCT invoice_id) FROM circuit_event WHERE stage IN ('buyer', 'approved', 'passed') AND undone = 0", 20, 160 },
		{ "holders by name", "SELECT count(*) FROM circuit_event e JOIN contact c ON c.id = e.holder_id WHERE e.undone = 0", 20, 160 },
		{ "wrong contacts", "SELECT count(*) FROM contact WHERE wrong = 1 AND undone = 0", 1, 12 },
		{ "settled disputes", "SELECT count(*) FROM dispute WHERE closed_on IS NOT NULL AND resolution <> '' AND closed_by IS NOT NULL", 4, 40 },
		{ "disputes with an owner", "SELECT count(*) FROM dispute WHERE owner <> '' AND sub_reason <> ''", 10, 80 },
		{ "documents to send", "SELECT count(*) FROM document_request WHERE sent_on IS NULL", 3, 40 },
		{ "documents sent", "SELECT count(*) FROM document_request WHERE sent_on IS NOT NULL", 4, 50 },
		{ "insolvent", "SELECT count(*) FROM client WHERE insolvent = 1 AND published_on IS NOT NULL", 1, 12 },
		{ "reasons", "SELECT count(DISTINCT reason) FROM client WHERE reason <> ''", 6, 10 },
		{ "counted excuses", "SELECT count(*) FROM action WHERE excuse <> ''", 1, 40 },
		{ "credits", "SELECT count(*) FROM invoice WHERE kind = 1", 10, 60 },
		{ "unmatched cash", "SELECT count(*) FROM invoice WHERE kind = 2", 10, 60 },
		{ "covered", "SELECT count(*) FROM client WHERE why_not = 'covered'", 1, 20 },
		{ "receipts", "SELECT count(*) FROM receipt", 20, 200 },
		{ "dollars and pounds", "SELECT count(DISTINCT currency) FROM client", 3, 3 },
		{ "dues", "SELECT count(*) FROM invoice WHERE due_on < '2024-11-24' OR due_on > '2027-01-08'", 0, 0 },
		{ "old ones", "SELECT count(*) FROM invoice WHERE due_on < '2025-11-24'", 5, 200 },
		{ "notes in French", "SELECT count(*) FROM action WHERE note LIKE '%é%'", 20, 600 },
		{ "calls of the future", "SELECT count(*) FROM action WHERE on_day > '2026-11-24' OR at > '2026-11-24T17:00'", 0, 0 },
		{ "calls before the last 90 days", "SELECT count(*) FROM action WHERE on_day < '2026-08-26'", 0, 0 },
		{ "ligatures", "SELECT count(*) FROM client WHERE name LIKE '%œ%' OR name LIKE '%Œ%'", 3, 80 },
		{ "movements of the bank", "SELECT count(*) FROM bank_movement", 15, 15 },
		{ "exact references", "SELECT count(*) FROM allocation WHERE reason = 'reference' AND undone_on IS NULL", 2, 2 },
		{ "numbers in the text", "SELECT count(DISTINCT movement_id) FROM allocation WHERE reason = 'number' AND undone_on IS NULL", 4, 4 },
		{ "two invoices at once", "SELECT count(*) FROM bank_movement m WHERE m.text LIKE 'FACTURES%' AND m.state = 'matched' AND (SELECT "
		  "count(*) FROM allocation a WHERE a.movement_id = m.id) = 2", 1, 1 },
		{ "part payments", "SELECT count(*) FROM allocation WHERE reason = 'part'", 1, 1 },
		{ "paid as promised", "SELECT count(DISTINCT movement_id) FROM allocation WHERE reason = 'promise'", 1, 1 },
		{ "on account", "SELECT count(*) FROM bank_movement WHERE state = 'account' AND why = 'no_fit' AND amount_cents = 50000", 1, 1 },
		{ "left for a person", "SELECT count(DISTINCT why) FROM bank_movement WHERE state = 'open'", 3, 3 },
		{ "two equal ones", "SELECT count(*) FROM bank_movement WHERE state = 'open' AND why = 'several' AND candidates LIKE '% %'", 1, 1 },
		{ "nobody's", "SELECT count(*) FROM bank_movement WHERE state = 'open' AND why = 'unknown' AND candidates = ''", 1, 1 },
		{ "a bounced debit", "SELECT count(*) FROM bank_movement m JOIN bank_movement o ON o.id = m.reverses_id JOIN allocation a ON "
		  "a.movement_id = m.id JOIN invoice i ON i.id = a.invoice_id WHERE m.reversal = 1 AND m.amount_cents = -o.amount_cents AND "
		  "i.open_cents > 0 AND i.closed_on IS NULL", 1, 30 },
		{ "its promise is broken", "SELECT count(*) FROM promise p JOIN allocation a ON a.client_id = p.client_id WHERE a.reason = "
		  "'reversal' AND p.state = 'broken'", 1, 30 },
		{ "names from Vietnam", "SELECT count(*) FROM client WHERE name LIKE '%Nguyễn%' OR name LIKE '%Phạm%' OR name LIKE '%Trần%'", 2, 60 },
	};

	make_room(state);
	make(400, 1, TODAY);
	for (size_t i = 0; i < COUNT(rows); i++) {
		long n = fixture_count(rows[i].sql);

		if (n < rows[i].low || n > rows[i].high)
			fail_msg("%s: %ld, not %ld to %ld", rows[i].what, n, rows[i].low, rows[i].high);
	}
	expect_sound(TODAY);
}

/* What was matched among a few is what a whole night would match. */
static void the_next_night_finds_nothing_to_match(void **state)
{
	static const char dump[] = "SELECT id, state, why, matched_cents FROM bank_movement ORDER BY id";
	struct session *session;
	struct matching_totals totals;
	char *before, *after;

	make_room(state);
	make(400, 1, TODAY);
	*state = session = fixture_session("alice", TODAY);
	before = fixture_dump(dump);
	assert_true(matching_run(session, NULL, NULL, &totals, &err));
	assert_int_equal(totals.movements, 4);
	assert_int_equal(totals.matched + totals.reversed, 0);
	after = fixture_dump(dump);
	assert_string_equal(before, after);
	mem_free(before);
	mem_free(after);
}

static void phones_and_mails_belong_to_nobody(void **state)
{
	make_room(state);
	make(400, 3, TODAY);
	assert_int_equal(fixture_count("SELECT count(*) FROM contact WHERE phone <> '' AND phone NOT GLOB '01 99 00 [0-9][0-9] [0-9][0-9]' "
	                               "AND phone NOT GLOB '02 61 91 [0-9][0-9] [0-9][0-9]' AND phone NOT GLOB '03 53 01 [0-9][0-9] [0-9][0-9]' "
	                               "AND phone NOT GLOB '04 65 71 [0-9][0-9] [0-9][0-9]' AND phone NOT GLOB '05 36 49 [0-9][0-9] [0-9][0-9]' "
	                               "AND phone NOT GLOB '06 39 98 [0-9][0-9] [0-9][0-9]' AND phone NOT GLOB '+44 1632 960[0-9][0-9][0-9]' "
	                               "AND phone NOT GLOB '+1 206 555 01[0-9][0-9]'"),
	                 0);
	assert_int_equal(fixture_count("SELECT count(*) FROM contact WHERE mail <> '' AND (mail NOT GLOB '[a-z]*@[a-z]*.example' OR mail GLOB '*[^a-z0-9@.-]*')"), 0);
}

static void texts_are_as_clean_as_imported_ones(void **state)
{
	char *text, *line, *rest = NULL;

	make_room(state);
	make(400, 4, TODAY);
	text = fixture_dump("SELECT name FROM client UNION SELECT name FROM contact UNION SELECT note FROM action WHERE note <> ''");
	for (line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		char *clean = text_clean(line, strlen(line));

		assert_string_equal(clean, line);
		mem_free(clean);
	}
	mem_free(text);
}

/* What the bulk wrote and what search_put writes. */
static void words_are_those_of_search(void **state)
{
	static const char words[] = "SELECT client_id, word FROM search_word ORDER BY 1, 2";
	struct session *session;
	char *before, *after, *ids, *line, *rest = NULL;

	make_room(state);
	make(80, 5, TODAY);
	*state = session = fixture_session("alice", TODAY);
	before = fixture_dump(words);
	ids = fixture_dump("SELECT id FROM client");
	assert_true(store_begin(session->store, true, &err));
	for (line = strtok_r(ids, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		int64_t id = strtoll(line, NULL, 10);
		struct client_row row = fixture_row(session, id);
		const char *texts[2 + DEMO_CONTACTS] = { row.no, row.name }, *phones[DEMO_CONTACTS];
		struct contact_row *contacts;
		size_t count;

		assert_true(contact_list(session->store, &session->arena, id, &contacts, &count, &err));
		assert_in_range(count, 1, DEMO_CONTACTS);
		for (size_t i = 0; i < count; i++) {
			texts[2 + i] = contacts[i].name;
			phones[i] = contacts[i].phone;
		}
		assert_true(search_put(session->store, session->creditor.id, id, texts, 2 + count, phones, count, &err));
	}
	assert_true(store_commit(session->store, &err));
	after = fixture_dump(words);
	assert_string_equal(before, after);
	mem_free(ids);
	mem_free(before);
	mem_free(after);
}

static void indexes_are_all_back(void **state)
{
	static const char indexes[] = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' ORDER BY name";
	char *before = fixture_dump(indexes), *after;

	make_room(state);
	make(20, 1, TODAY);
	after = fixture_dump(indexes);
	assert_string_equal(before, after);
	mem_free(before);
	mem_free(after);
}

static void a_large_one_has_a_giant(void **state)
{
	make_room(state);
	make(1000, 1, TODAY);
	assert_int_equal(fixture_count("SELECT count(*) FROM invoice i JOIN client c ON c.id = i.client_id WHERE c.no = 'C-10008' AND i.kind = 0"),
	                 DEMO_GIANT_ITEMS);
	assert_in_range(fixture_count("SELECT count(DISTINCT client_id) FROM action"), 250, 500);
	expect_sound(TODAY);
}

static void what_was_recorded_on_it_stays_that_day(void **state)
{
	struct session *session;
	struct client_file file;

	make_room(state);
	make(30, 1, TODAY);
	session = fixture_session("alice", TODAY);
	assert_int_equal(file_load_no(session, "C-10001", &file, &err), FOUND);
	fixture_record(session, file.client.id, OUTCOME_NOTE, "vu à la démo");
	file_clear(&file);
	session_close(session);
	assert_int_equal(make(30, 1, TODAY), DEMO_KEPT);
	assert_int_equal(fixture_count("SELECT count(*) FROM action WHERE note = 'vu à la démo'"), 1);
	assert_int_equal(make(30, 1, IN(1)), DEMO_MADE); /* the next day it is made anew */
	assert_int_equal(fixture_count("SELECT count(*) FROM action WHERE note = 'vu à la démo'"), 0);
	assert_int_equal(make(31, 1, IN(1)), DEMO_MADE);
	assert_int_equal(fixture_count("SELECT count(*) FROM client"), 31);
}

static void a_real_portfolio_is_left_alone(void **state)
{
	struct session *session = *state;
	const struct demo_request request = { .target = fixture_path(), .agent = "alice", .clients = 10, .seed = 1, .today = TODAY };
	enum demo_end end;

	fixture_client(session, "C1", "Hébrard");
	assert_false(demo_make(&request, &end, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_non_null(strstr(err.text, "real portfolio"));
	assert_int_equal(fixture_count("SELECT count(*) FROM client WHERE name = 'Hébrard'"), 1);
	assert_int_equal(fixture_count("SELECT count(*) FROM setting WHERE name = 'demo'"), 0);
}

/* One that was cut short before it was marked left tables and nothing in them. */
static void an_empty_store_is_no_portfolio(void **state)
{
	struct store *store;

	make_room(state);
	assert_true(store_create(fixture_path(), &store, &err));
	store_close(store);
	assert_int_equal(make(10, 1, TODAY), DEMO_MADE);
	assert_int_equal(fixture_count("SELECT count(*) FROM client"), 10);
	assert_int_equal(make(10, 1, TODAY), DEMO_KEPT);
}

static void a_supervisor_may_be_called_nadia(void **state)
{
	const struct demo_request request = { .target = fixture_path(), .agent = "nadia", .clients = 10, .seed = 1, .today = TODAY };
	enum demo_end end;

	make_room(state);
	assert_true(demo_make(&request, &end, &err));
	assert_int_equal(fixture_count("SELECT count(*) FROM agent"), 4);
	assert_int_equal(fixture_count("SELECT count(*) FROM agent WHERE name = 'nadia' AND role = 'supervisor'"), 1);
}

static void progress_goes_forward_to_its_end(void *context, double part)
{
	double *last = context;

	assert_true(part >= *last && part <= 1);
	*last = part;
}

static void progress_is_told(void **state)
{
	double last = 0;
	const struct demo_request request = { .target = fixture_path(), .agent = "alice", .clients = 50, .seed = 1, .today = TODAY,
	                                      .progress = progress_goes_forward_to_its_end, .context = &last };
	enum demo_end end;

	make_room(state);
	assert_true(demo_make(&request, &end, &err));
	assert_true(last > 0.99);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(the_same_numbers_give_the_same_portfolio),
		FACT(every_day_makes_a_sound_one),
		FACT(it_shows_a_bit_of_everything),
		FACT(the_next_night_finds_nothing_to_match),
		FACT(phones_and_mails_belong_to_nobody),
		FACT(texts_are_as_clean_as_imported_ones),
		FACT(words_are_those_of_search),
		FACT(indexes_are_all_back),
		FACT(a_large_one_has_a_giant),
		FACT(what_was_recorded_on_it_stays_that_day),
		FACT(a_real_portfolio_is_left_alone),
		FACT(an_empty_store_is_no_portfolio),
		FACT(a_supervisor_may_be_called_nadia),
		FACT(progress_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
