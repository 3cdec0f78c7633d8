/* What a supervisor says of a client: stored, journalled, and in the queue row at once; and promises in writing.
 */
#include <string.h>

#include "fixture.h"

#include "base/mem.h"
#include "desk/audit.h"
#include "desk/file.h"
#include "desk/profile.h"

static struct err err;

static int64_t owing(struct session *session, const char *no, date due_on, cents open)
{
	int64_t id = fixture_client(session, no, no);

	fixture_invoice(session, id, no, due_on, open);
	return id;
}

static bool set(struct session *session, int64_t id, enum profile_field field, const char *text)
{
	struct profile_change change = { .service = NULL };
	bool changed;

	change.texts[field] = text;
	if (!profile_set(session, id, &change, &changed, &err))
		fail_msg("%s", err.text);
	return changed;
}

static void refused(struct session *session, int64_t id, enum profile_field field, const char *text, enum err_code code)
{
	struct profile_change change = { .service = NULL };
	bool changed = true;

	change.texts[field] = text;
	assert_false(profile_set(session, id, &change, &changed, &err));
	assert_false(changed);
	assert_int_equal(err.code, code);
}

static void what_is_set_is_in_the_queue_row_at_once(void **state)
{
	struct session *session = *state;
	int64_t id = owing(session, "C1", LATE(5), 50000);
	int score = fixture_row(session, id).ready.score;

	assert_true(set(session, id, PROFILE_CREDIT_LIMIT, "499.99"));
	assert_int_equal(fixture_row(session, id).ready.score, score + 50);
	assert_string_equal(fixture_row(session, id).ready.proposal, "hold");
	assert_true(set(session, id, PROFILE_RISK, "c"));
	assert_int_equal(fixture_row(session, id).ready.score, score + 110);
	assert_true(set(session, id, PROFILE_CREDIT_LIMIT, "none"));
	assert_int_equal(fixture_row(session, id).ready.score, score + 60);
	assert_string_equal(fixture_row(session, id).ready.proposal, "");
	assert_true(set(session, id, PROFILE_INSURED_LIMIT, "0"));
	assert_true(set(session, id, PROFILE_SEGMENT, "public"));
	assert_true(set(session, id, PROFILE_KEY_ACCOUNT, "yes"));
	assert_true(set(session, id, PROFILE_SMALL_STRUCTURE, "yes"));
	assert_true(set(session, id, PROFILE_LANGUAGE, "fr"));
	assert_true(set(session, id, PROFILE_TIME_ZONE, "Indian/Reunion"));
	assert_true(set(session, id, PROFILE_POSTAL_CODE, "97400"));
	assert_false(set(session, id, PROFILE_POSTAL_CODE, "97400")); /* as it is */
	fixture_is("SELECT postal_code FROM client", "97400\n");
	assert_true(set(session, id, PROFILE_TERMS, "45"));
	struct client_row row = fixture_row(session, id);
	assert_int_equal(row.state.insured_limit, 0);
	assert_int_equal(row.state.credit_limit, -1);
	assert_string_equal(row.state.segment, "public");
	assert_true(row.state.key_account && row.small_structure);
	assert_string_equal(row.state.language, "fr");
	assert_string_equal(row.time_zone, "Indian/Reunion");
	assert_int_equal(row.terms_days, 45);
	assert_false(set(session, id, PROFILE_TERMS, "45"));
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'client_set'"), 11);
}

static void what_is_wrong_is_refused_whole(void **state)
{
	struct session *session = *state, *bob = fixture_session("bob", TODAY);
	int64_t id = owing(session, "C1", LATE(5), 50000);
	static const struct {
		enum profile_field field;
		const char *text;
	} rows[] = {
		{ PROFILE_CREDIT_LIMIT, "-1.00" }, { PROFILE_CREDIT_LIMIT, "lots" }, { PROFILE_INSURED_LIMIT, "1.005" },
		{ PROFILE_SEGMENT, "two words" },  { PROFILE_KEY_ACCOUNT, "maybe" }, { PROFILE_RISK, "D" },
		{ PROFILE_RISK, "" },              { PROFILE_LANGUAGE, "french" },   { PROFILE_TIME_ZONE, "here; there" },
		{ PROFILE_TIME_ZONE, "Indian/Atlantis" }, { PROFILE_POSTAL_CODE, "67000 Strasbourg" },
		{ PROFILE_POSTAL_CODE, "67'--" },
		{ PROFILE_TERMS, "367" },          { PROFILE_TERMS, "soon" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		refused(session, id, rows[i].field, rows[i].text, ERR_USAGE);
	refused(bob, id, PROFILE_RISK, "A", ERR_REFUSED);
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'client_set'"), 0);
	session_close(bob);
}

static void service_dates_move_limitation(void **state)
{
	struct session *session = *state;
	int64_t id = owing(session, "C1", DAY("2022-01-25"), 50000);
	struct profile_change change = { .service = "C1=2021-12-20" };
	bool changed;

	assert_int_equal(fixture_row(session, id).ready.clock_on, DAY("2026-12-26"));
	assert_true(profile_set(session, id, &change, &changed, &err));
	assert_int_equal(fixture_row(session, id).ready.clock_on, DAY("2026-12-20"));
	change.service = "C1=2021-12-20,F9=2021-12-20";
	assert_false(profile_set(session, id, &change, &changed, &err));
	assert_int_equal(err.code, ERR_MISSING);
	change.service = "C1";
	assert_false(profile_set(session, id, &change, &changed, &err));
	assert_int_equal(err.code, ERR_USAGE);
}

static void a_clock_is_closed_and_opened(void **state)
{
	struct session *session = *state;
	int64_t id = owing(session, "C1", DAY("2022-01-25"), 50000);
	int score = fixture_row(session, id).ready.score;
	bool changed;

	assert_true(profile_close_clock(session, id, CLOCKS_LIMITATION, true, &changed, &err) && changed);
	assert_int_equal(fixture_row(session, id).ready.score, score - 250);
	assert_string_equal(fixture_row(session, id).ready.clock, "");
	assert_true(profile_close_clock(session, id, CLOCKS_LIMITATION, true, &changed, &err));
	assert_false(changed);
	assert_true(profile_close_clock(session, id, CLOCKS_LIMITATION, false, &changed, &err) && changed);
	assert_int_equal(fixture_row(session, id).ready.score, score);
}

static void a_promise_in_writing_may_acknowledge_the_debt(void **state)
{
	struct session *session = *state;
	int64_t id = owing(session, "C1", DAY("2022-01-25"), 50000);
	struct audit_totals totals;
	struct client_file file;
	date from = DATE_NONE;
	bool changed, told = false;

	fixture_record(session, id, OUTCOME_PROMISE, "04/12");
	assert_false(profile_acknowledge(session, id, DATE_NONE, &from, &changed, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	session->today = IN(1);
	fixture_record(session, id, OUTCOME_PROMISE, "\u00e9crit 04/12");
	assert_int_equal(fixture_count("SELECT count(*) FROM promise WHERE written = 1"), 1);
	assert_int_equal(file_load(session, id, &file, &err), FOUND);
	for (size_t i = 0; i < file.brief_count; i++)
		told |= file.brief[i].code == BRIEF_WRITTEN && file.brief[i].on == IN(1);
	assert_true(told);
	file_clear(&file);
	session->today = IN(2);
	assert_true(profile_acknowledge(session, id, DATE_NONE, &from, &changed, &err) && changed);
	assert_int_equal(from, IN(1));
	assert_string_equal(fixture_row(session, id).ready.clock, "");
	assert_int_equal(fixture_row(session, id).state.acknowledged_on, IN(1));
	assert_false(profile_acknowledge(session, id, DATE_NONE, &from, &changed, &err)); /* confirmed once */
	assert_true(profile_acknowledge(session, id, IN(1), &from, &changed, &err));
	assert_false(changed);
	assert_false(profile_acknowledge(session, id, IN(3), &from, &changed, &err)); /* in the future */
	assert_true(audit_verify(session, &totals, &err));
}

/* The second replacement in 30 days warns; what was replaced longer ago does not count. */
static void replacing_twice_warns_by_policy(void **state)
{
	struct session *session = *state;
	int64_t id = owing(session, "C1", LATE(20), 90000);

	fixture_record(session, id, OUTCOME_PROMISE, "15/01/2027");
	session->today = DAY("2026-12-01");
	struct call_result result = fixture_record(session, id, OUTCOME_PROMISE, "18/01/2027");
	assert_int_equal(result.recent_superseded, 1);
	assert_false(result.supersede_warns);
	session->today = DAY("2026-12-30");
	result = fixture_record(session, id, OUTCOME_PROMISE, "19/01/2027");
	assert_int_equal(result.recent_superseded, 2);
	assert_true(result.supersede_warns);
	session->policy.plan.supersede_warn = 4;
	session->today = DAY("2026-12-31"); /* the first was 30 days ago: out of the window that ends today */
	result = fixture_record(session, id, OUTCOME_PROMISE, "20/01/2027");
	assert_int_equal(result.recent_superseded, 2);
	assert_false(result.supersede_warns);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(what_is_set_is_in_the_queue_row_at_once),
		FACT(what_is_wrong_is_refused_whole),
		FACT(service_dates_move_limitation),
		FACT(a_clock_is_closed_and_opened),
		FACT(a_promise_in_writing_may_acknowledge_the_debt),
		FACT(replacing_twice_warns_by_policy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
