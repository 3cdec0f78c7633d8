/* Circuit news recorded at the end of a call: what is stored, whom the next call asks for, what is refused, what undo takes back.
 */
#include <string.h>

#include "fixture.h"

#include "base/id.h"
#include "base/mem.h"
#include "desk/circuit.h"
#include "desk/contact.h"
#include "desk/file.h"

static struct err err;

#define EVENTS \
	"SELECT i.number, e.stage, e.since, coalesce(e.expected_on, '-'), e.holder, e.holder_role, e.back, e.note FROM circuit_event e " \
	"JOIN invoice i ON i.id = e.invoice_id WHERE e.undone = 0 ORDER BY e.id"

static int64_t hebrard(struct session *session)
{
	int64_t id = fixture_client(session, "C1", "Hébrard");

	fixture_invoice(session, id, "F1", LATE(40), 300000);
	fixture_invoice(session, id, "F2", LATE(12), 181250);
	fixture_invoice(session, id, "F3", IN(60), 157750);
	fixture_item(session, id, "AV1", ITEM_CREDIT_NOTE, LATE(50), -10000, "EUR");
	fixture_contact(session, id, "Mme Roy", "04 78 12 34 56");
	fixture_on(session, session->today, -1);
	return id;
}

static void load(struct session *session, int64_t id, struct client_file *file)
{
	if (file_load(session, id, file, &err) != FOUND)
		fail_msg("%s", err.text);
}

static const struct brief_line *said(const struct client_file *file, enum brief_code code)
{
	for (size_t i = 0; i < file->brief_count; i++)
		if (file->brief[i].code == code)
			return &file->brief[i];
	return NULL;
}

static void is_stored(const char *events)
{
	char *dump = fixture_dump(EVENTS);

	assert_string_equal(dump, events);
	mem_free(dump);
}

static void news_is_stored_and_the_next_call_names_her(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct client_file file;

	struct call_result result = fixture_record(session, id, OUTCOME_CIRCUIT, "b mme lenoir 3");
	assert_int_equal(result.why_not, WHY_NOT_CADENCE);
	assert_int_equal(result.next_on, DAY("2026-11-25"));
	is_stored("F1|buyer|2026-11-03|-|Mme Lenoir|buyer||\nF2|buyer|2026-11-03|-|Mme Lenoir|buyer||\n");
	assert_int_equal(fixture_count("SELECT count(*) FROM contact WHERE name = 'Mme Lenoir' AND role = 'buyer'"), 1);

	fixture_on(session, DAY("2026-11-25"), -1);
	load(session, id, &file);
	assert_true(file.client.ready.callable);
	assert_int_equal(file.positions[1].stage, CIRCUIT_BUYER);
	assert_string_equal(file.positions[1].holder, "Mme Lenoir");
	assert_string_equal(contact_spoken_to(&file)->name, "Mme Lenoir");
	assert_string_equal(file.contacts[file.whom.dial].name, "Mme Roy"); /* the only number known */
	assert_string_equal(said(&file, BRIEF_WHOM)->text, "Mme Lenoir");
	assert_string_equal(said(&file, BRIEF_WHOM)->who, "buyer");
	assert_int_equal(said(&file, BRIEF_WHOM)->which, CIRCUIT_WHOM_BUYER);
	assert_string_equal(said(&file, BRIEF_STUCK)->text, "F1");
	assert_int_equal(said(&file, BRIEF_STUCK)->count, 2);
	assert_int_equal(said(&file, BRIEF_STUCK)->days, 22);
	assert_int_equal(said(&file, BRIEF_ASK)->which, CIRCUIT_ASK_APPROVED);
	file_clear(&file);
}

static void a_known_holder_is_found_and_not_made_twice(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);

	fixture_record(session, id, OUTCOME_CIRCUIT, "F1 r ROY hier");
	is_stored("F1|received|2026-11-23|-|Mme Roy|accounts_payable||\n");
	assert_int_equal(fixture_count("SELECT count(*) FROM contact"), 1);
	assert_int_equal(fixture_count("SELECT count(*) FROM circuit_event e JOIN contact c ON c.id = e.holder_id"), 1);
	assert_int_equal(fixture_count("SELECT count(*) FROM action a JOIN contact c ON c.id = a.contact_id"), 1);
}

static void who_may_be_several_people_is_refused(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);

	fixture_contact(session, id, "M. Royer", "");
	assert_int_equal(fixture_refused(session, id, OUTCOME_CIRCUIT, "b ro", &err).circuit.status, CIRCUIT_ENTRY_SEVERAL);
	fixture_record(session, id, OUTCOME_CIRCUIT, "b roye");
	is_stored("F1|buyer|2026-11-24|-|M. Royer|accounts_payable||\nF2|buyer|2026-11-24|-|M. Royer|accounts_payable||\n");
}

static void going_back_names_the_invoice(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct call_result refused;

	fixture_record(session, id, OUTCOME_CIRCUIT, "f1 bap roy");
	fixture_on(session, DAY("2026-11-25"), -1);
	refused = fixture_refused(session, id, OUTCOME_CIRCUIT, "b lenoir", &err);
	assert_int_equal(refused.circuit.status, CIRCUIT_ENTRY_BACKWARD);
	assert_string_equal(refused.circuit.token, "F1");
	is_stored("F1|passed|2026-11-24|-|Mme Roy|accounts_payable||\n");
	fixture_record(session, id, OUTCOME_CIRCUIT, "b lenoir retour -- prix contesté");
	is_stored("F1|passed|2026-11-24|-|Mme Roy|accounts_payable||\n"
	          "F1|buyer|2026-11-25|-|Lenoir|buyer|returned|prix contesté\n"
	          "F2|buyer|2026-11-25|-|Lenoir|buyer|returned|prix contesté\n");
}

static void a_told_exit_is_when_the_file_comes_back(void **state)
{
	static const struct { const char *entry, *next; } rows[] = {
		{ "b =ven", "2026-11-27" },
		{ "b =sam", "2026-11-30" },      /* moved to a business day */
		{ "b =15/12", "2026-12-04" },    /* never beyond the cadence's gap */
		{ "b =aujourd", "2026-11-25" },  /* never the same day */
	};
	struct session *session = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct client_file file;
		struct call_result result;
		int64_t id = fixture_client(session, rows[i].next, "Exit");

		fixture_invoice(session, id, rows[i].next, LATE(40), 300000);
		load(session, id, &file);
		call_preview(&file, OUTCOME_CIRCUIT, rows[i].entry, &result, NULL);
		assert_false(result.entry_refused);
		assert_int_equal(result.next_on, DAY(rows[i].next));
		file_clear(&file);
		assert_int_equal(fixture_record(session, id, OUTCOME_CIRCUIT, rows[i].entry).next_on, DAY(rows[i].next));
	}
}

static void undo_takes_events_and_people_back(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	char undone[CALL_CODE];
	struct client_file file;

	fixture_record(session, id, OUTCOME_CIRCUIT, "f1 r roy hier");
	fixture_record(session, id, OUTCOME_CIRCUIT, "b lenoir 20");
	assert_true(call_undo(session, id, undone, &err));
	assert_string_equal(undone, "circuit");
	is_stored("F1|received|2026-11-23|-|Mme Roy|accounts_payable||\n");
	load(session, id, &file);
	assert_int_equal(file.contact_count, 1);
	assert_int_equal(file.positions[1].stage, CIRCUIT_RECEIVED);
	assert_false(file.positions[2].known);
	file_clear(&file);
	assert_int_equal(fixture_count("SELECT count(*) FROM search_word WHERE word = 'lenoir'"), 0);
}

static void the_same_id_again_is_one_news(void **state)
{
	struct session *session = *state;
	const struct call_request request = { .id = id_new(), .client_id = hebrard(session), .outcome = OUTCOME_CIRCUIT, .entry = "b lenoir 3" };
	struct call_result result;

	assert_true(call_record(session, &request, &result, &err));
	assert_true(call_record(session, &request, &result, &err));
	assert_true(result.already);
	assert_int_equal(fixture_count("SELECT count(*) FROM circuit_event"), 2);
	assert_int_equal(fixture_count("SELECT count(*) FROM contact"), 2);
}

static void the_journal_says_it(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	char *payload;

	fixture_record(session, id, OUTCOME_CIRCUIT, "f2 b lenoir 3 =15/12");
	payload = fixture_dump("SELECT payload FROM journal WHERE kind = 'circuit'");
	assert_non_null(strstr(payload, "\"stage\":\"buyer\",\"since\":\"2026-11-03\",\"expected_on\":\"2026-12-15\",\"holder\":\"Lenoir\","
	                                "\"invoices\":[\"F2\"]"));
	mem_free(payload);
}

/* Average stay per stage of this client, over invoices that moved on. */
static void stays_are_averaged_over_the_client(void **state)
{
	struct session *session = *state;
	struct circuit_average averages[CIRCUIT_STAGE_COUNT];
	int64_t id = hebrard(session);
	struct client_file file;

	fixture_record(session, id, OUTCOME_CIRCUIT, "f1 r 1");
	fixture_record(session, id, OUTCOME_CIRCUIT, "f2 r 5");
	fixture_record(session, id, OUTCOME_CIRCUIT, "f1 b 11");
	fixture_record(session, id, OUTCOME_CIRCUIT, "f2 b 10");
	load(session, id, &file);
	circuit_file_average(&file, averages);
	assert_int_equal(circuit_average_tenths(&averages[CIRCUIT_RECEIVED]), 75); /* 10 and 5 days */
	assert_int_equal(circuit_average_tenths(&averages[CIRCUIT_BUYER]), -1);
	file_clear(&file);
}

static void a_small_structure_is_the_directors(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct client_file file;

	fixture_record(session, id, OUTCOME_CIRCUIT, "b lenoir 3");
	fixture_sql("UPDATE client SET small_structure = 1");
	load(session, id, &file);
	assert_int_equal(file.whom.asked.why, CIRCUIT_WHOM_SMALL);
	assert_int_equal(file.whom.asked.role, CONTACT_DIRECTOR);
	assert_string_equal(said(&file, BRIEF_WHOM)->who, "director");
	assert_null(said(&file, BRIEF_WHOM)->text);
	file_clear(&file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(news_is_stored_and_the_next_call_names_her),
		FACT(a_known_holder_is_found_and_not_made_twice),
		FACT(who_may_be_several_people_is_refused),
		FACT(going_back_names_the_invoice),
		FACT(a_told_exit_is_when_the_file_comes_back),
		FACT(undo_takes_events_and_people_back),
		FACT(the_same_id_again_is_one_news),
		FACT(the_journal_says_it),
		FACT(stays_are_averaged_over_the_client),
		FACT(a_small_structure_is_the_directors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
