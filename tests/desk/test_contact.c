/* People of a client: wrong ones and right ones, what a person changes, the hours learnt, what the search finds afterwards.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "fixture.h"

#include "base/id.h"
#include "base/mem.h"
#include "db/search.h"
#include "desk/contact.h"
#include "desk/file.h"

static struct err err;

#define CONTACTS "SELECT name, role, phone, mobile, qualified, wrong FROM contact WHERE undone = 0 ORDER BY id"

static int64_t client(struct session *session, const char *contact)
{
	int64_t id = fixture_client(session, "C1", "Hébrard");

	fixture_invoice(session, id, "F1", LATE(40), 300000);
	if (contact)
		fixture_contact(session, id, contact, "04 78 12 34 56");
	fixture_on(session, session->today, -1);
	return id;
}

static void are(const char *contacts)
{
	char *dump = fixture_dump(CONTACTS);

	assert_string_equal(dump, contacts);
	mem_free(dump);
}

static bool finds(struct session *session, const char *query)
{
	struct arena arena = { 0 };
	struct client_row *rows;
	const char **matched;
	size_t count = 0;

	assert_true(search_find(session->store, &arena, session->creditor.id, query, 5, &rows, &matched, &count, &err));
	arena_clear(&arena);
	return count > 0;
}

static struct contact_row first(struct session *session, int64_t id)
{
	struct client_file file;
	struct contact_row row;

	assert_int_equal(file_load(session, id, &file, &err), FOUND);
	row = file.contacts[0];
	row.name = row.phone = row.mobile = row.mail = row.note = "";
	file_clear(&file);
	row.role = "director";
	return row;
}

static void a_wrong_contact_gives_way_to_the_right_one(void **state)
{
	struct session *session = *state;
	int64_t id = client(session, "Mme Roy");
	char undone[CALL_CODE];
	struct client_file file;

	struct call_result result = fixture_record(session, id, OUTCOME_WRONG_CONTACT, "mme lenoir achats 06 11 22 33 44");
	assert_int_equal(result.why_not, WHY_NOT_CADENCE);
	are("Mme Roy|accounts_payable|04 78 12 34 56||0|1\nMme Lenoir|buyer|06 11 22 33 44||0|0\n");
	assert_true(finds(session, "lenoir"));
	assert_true(finds(session, "223344"));
	assert_int_equal(file_load(session, id, &file, &err), FOUND);
	assert_string_equal(contact_spoken_to(&file)->name, "Mme Lenoir");
	file_clear(&file);

	assert_true(call_undo(session, id, undone, &err));
	are("Mme Roy|accounts_payable|04 78 12 34 56||0|0\n");
	assert_false(finds(session, "lenoir"));
}

static void nobody_left_stops_the_calls_until_somebody_is_found(void **state)
{
	struct session *session = *state;
	int64_t id = client(session, "Mme Roy");
	const struct contact_row found = { .id = id_new(), .name = "M. Lenoir", .role = "director", .phone = "0102030405", .best_minute = -1 };

	assert_int_equal(fixture_record(session, id, OUTCOME_WRONG_CONTACT, "").why_not, WHY_NOT_NO_CONTACT);
	fixture_on(session, IN(5), -1);
	assert_string_equal(fixture_row(session, id).ready.why_not, "no_contact");
	assert_true(contact_add(session, id, &found, &err));
	assert_true(fixture_row(session, id).ready.callable);
	assert_true(contact_add(session, id, &found, &err)); /* the same id again is the same contact */
	assert_int_equal(fixture_count("SELECT count(*) FROM contact"), 2);
	assert_true(contact_mark_wrong(session, found.id, true, &err));
	assert_string_equal(fixture_row(session, id).ready.why_not, "no_contact");
	assert_true(contact_mark_wrong(session, found.id, false, &err));
	assert_true(fixture_row(session, id).ready.callable);
}

/* A client nobody was ever told of is called all the same: its number is looked up. */
static void no_contact_ever_told_is_no_lost_client(void **state)
{
	struct session *session = *state;
	int64_t id = client(session, NULL);

	fixture_record(session, id, OUTCOME_NO_ANSWER, "");
	fixture_on(session, IN(3), -1);
	assert_true(fixture_row(session, id).ready.callable);
}

/* What a script hands over may be anything: nothing that moves a terminal is kept. */
static void hostile_words_are_kept_clean(void **state)
{
	struct session *session = *state;
	int64_t id = client(session, "Mme Roy");
	struct call_result refused;

	fixture_record(session, id, OUTCOME_WRONG_CONTACT, "\033[31mzoé\a\tx@y.fr\xe2\x80\xae 0611223344");
	are("Mme Roy|accounts_payable|04 78 12 34 56||0|1\n[31mzoé|accounts_payable|0611223344||0|0\n");
	assert_int_equal(fixture_count("SELECT count(*) FROM contact WHERE mail = 'x@y.fr'"), 1);
	refused = fixture_refused(session, id, OUTCOME_CIRCUIT, "b 31/02\033", &err);
	assert_int_equal(refused.circuit.status, CIRCUIT_ENTRY_NO_SUCH_DAY);
	assert_string_equal(refused.circuit.token, "31/02");
}

static void what_is_changed_is_kept_and_found(void **state)
{
	struct session *session = *state;
	int64_t id = client(session, "Mme Roy");
	struct contact_row row = first(session, id);

	row.name = " Mme  Roy\tLenoir ";
	row.mobile = "06 11 22 33 44";
	row.best_minute = 570;
	assert_true(contact_change(session, &row, &err));
	are("Mme Roy Lenoir|director||06 11 22 33 44|0|0\n");
	assert_true(finds(session, "lenoir"));
	assert_true(finds(session, "223344"));
	assert_false(finds(session, "123456")); /* the number that went */
	assert_true(contact_qualify(session, row.id, true, &err));
	are("Mme Roy Lenoir|director||06 11 22 33 44|1|0\n");
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'contact_changed'"), 2);
	row.role = "boss";
	assert_false(contact_change(session, &row, &err));
	assert_int_equal(err.code, ERR_USAGE);
	row.role = "buyer";
	row.name = row.mobile = " ";
	assert_false(contact_change(session, &row, &err));
	assert_non_null(strstr(err.text, "needs a name"));
	are("Mme Roy Lenoir|director||06 11 22 33 44|1|0\n");
}

/* Somebody else's new number waits for its commit while the contact is marked. */
static void end_writing(void *context)
{
	assert_true(store_commit(((struct session *)context)->store, &err));
}

static void a_mark_leaves_what_others_change_alone(void **state)
{
	struct session *session = *state, *console, *writer = fixture_session("carol", TODAY);
	int64_t id = client(session, "Mme Roy");
	struct contact_row row = first(session, id);

	console = fixture_hasty_console("bob", TODAY, 20);
	console->waits = end_writing;
	console->waits_context = writer;
	row.name = "Mme Roy";
	row.phone = "0611223344";
	fixture_block(writer);
	assert_true(contact_update(writer->store, &row, &err));
	assert_true(contact_qualify(console, row.id, true, &err));
	are("Mme Roy|director|0611223344||1|0\n");
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'contact_changed' AND payload LIKE '%0611223344%'"), 1);
	session_close(writer);
	session_close(console);
}

/* Corrected by hand, a holder told by an outcome stays when that outcome is taken back. */
static void what_a_person_corrected_stays(void **state)
{
	struct session *session = *state;
	int64_t id = client(session, NULL);
	char undone[CALL_CODE];

	fixture_record(session, id, OUTCOME_CIRCUIT, "b lenoir 3");
	struct contact_row row = first(session, id);
	row.name = "Mme Lenoir";
	row.phone = "0611223344";
	assert_true(contact_change(session, &row, &err));
	assert_true(call_undo(session, id, undone, &err));
	are("Mme Lenoir|director|0611223344||0|0\n");
}

static void a_contact_of_somebody_else_is_not_called(void **state)
{
	struct session *session = *state;
	int64_t id = client(session, "Mme Roy"), other = fixture_client(session, "C2", "Autre");
	struct call_request request = { .id = id_new(), .client_id = other, .outcome = OUTCOME_NO_ANSWER, .entry = "" };
	struct call_result result;

	request.contact_id = first(session, id).id;
	assert_false(call_record(session, &request, &result, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	request.client_id = id;
	assert_true(call_record(session, &request, &result, &err));
	assert_int_equal(fixture_count("SELECT count(*) FROM action WHERE contact_id IS NOT NULL"), 1);
}

/* Three answers between nine and eleven, on three days. */
static void hours_are_learnt_from_calls(void **state)
{
	struct session *session = *state;
	int64_t id = client(session, "Mme Roy");
	struct client_file file;
	int from, to;

	setenv("TZ", "CET-1", 1);
	tzset();
	for (int day = 0; day < 3; day++) {
		session->past_ms = (int64_t)LATE(20 - 5 * day) * 86400000 + (8 * 60 + 20 + 30 * day) * INT64_C(60000);
		fixture_on(session, LATE(20 - 5 * day), -1);
		fixture_record(session, id, OUTCOME_EVASIVE, "+4");
	}
	session->past_ms = 0;
	fixture_on(session, TODAY, -1);
	assert_int_equal(file_load(session, id, &file, &err), FOUND);
	assert_true(contact_best(&file, 0, &from, &to));
	assert_int_equal(from, 9 * 60);
	assert_int_equal(to, 11 * 60);
	assert_int_equal(file.hours[0].answered, 3);
	for (size_t i = 0; i < file.brief_count; i++)
		if (file.brief[i].code == BRIEF_WHOM)
			assert_int_equal(file.brief[i].minute, 9 * 60);
	file_clear(&file);
	unsetenv("TZ");
	tzset();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(a_wrong_contact_gives_way_to_the_right_one),
		FACT(nobody_left_stops_the_calls_until_somebody_is_found),
		FACT(no_contact_ever_told_is_no_lost_client),
		FACT(hostile_words_are_kept_clean),
		FACT(what_is_changed_is_kept_and_found),
		FACT(a_mark_leaves_what_others_change_alone),
		FACT(what_a_person_corrected_stays),
		FACT(a_contact_of_somebody_else_is_not_called),
		FACT(hours_are_learnt_from_calls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
