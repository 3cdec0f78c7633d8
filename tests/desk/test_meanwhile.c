/* On a server writers run side by side: what somebody decided while a use case waited for his turn counts, not what was read before.
 *
 * Runs on the database of RELANCE_TEST_DB. The parent changes something and does not commit; the child's use case has looked already and
 * waits; then the parent commits.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "fixture.h"

#include "../db/pg.h"
#include "base/id.h"
#include "base/mem.h"
#include "db/client.h"
#include "db/mail.h"
#include "desk/mail.h"
#include "desk/platform.h"

static struct err err;
static int64_t client, mail;

static int setup(void **state)
{
	struct session *session;
	struct mail_request request = { .kind = MAILING_REMINDER };

	if (fixture_setup(state) != 0)
		return -1;
	session = *state;
	client = fixture_client(session, "C1", "Hébrard");
	fixture_contact(session, client, "Mme Lenoir", "0102030405");
	fixture_sql("UPDATE contact SET mail = 'compta@debtor.example'");
	fixture_invoice(session, client, "F1", LATE(20), 50000);
	fixture_on(session, TODAY, -1);
	request.id = mail = id_new();
	request.client_id = client;
	return mail_queue(session, &request, &err) ? 0 : -1;
}

/* Until somebody waits for what this session holds. */
static void until_somebody_waits(void)
{
	static const char sql[] = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
	int left = 1000;

	while (fixture_count(sql) == 0) {
		assert_true(left-- > 0);
		nanosleep(&(struct timespec){ .tv_nsec = 10000000 }, NULL);
	}
}

static void meanwhile(struct session *session, int (*child)(void *arg), int status)
{
	pid_t pid = fixture_fork(child, NULL);

	until_somebody_waits();
	assert_true(store_commit(session->store, &err));
	assert_int_equal(fixture_wait(pid), status);
}

/* ---- news of a platform ---- */

static int hear_news(void *arg)
{
	const struct platform_news news = { .number = "F1", .issued_on = DATE_NONE, .seller_siren = "", .status = 207,
		                            .told_at = "2026-11-24T10:00:00", .reason = "", .text = "" };
	struct session *session = fixture_session("alice", TODAY);
	enum platform_taken taken;

	(void)arg;
	CHILD(store_begin(session->store, true, &err) && platform_take(session, &news, 0, &taken, &err) &&
	      store_commit(session->store, &err) && taken == PLATFORM_TAKEN);
	session_close(session);
	return 0;
}

static void an_invoice_is_disputed_once(void **state)
{
	struct session *session = *state;
	const struct call_request request = { .id = id_new(), .client_id = client, .outcome = OUTCOME_DISPUTE, .entry = "F1" };
	struct call_result result;

	assert_true(store_begin(session->store, true, &err));
	assert_true(call_record_within(session, &request, &result, &err));
	meanwhile(session, hear_news, 0);
	assert_int_equal(fixture_count("SELECT count(*) FROM dispute WHERE undone = 0 AND closed_on IS NULL"), 1);
	assert_int_equal(fixture_count("SELECT count(*) FROM circuit_event WHERE status = 207"), 1);
}

/* ---- a mail that leaves ---- */

static int take_back(void *arg)
{
	struct session *session = fixture_session("alice", TODAY);

	(void)arg;
	CHILD(!mail_cancel(session, mail, &err) && err.code == ERR_REFUSED && strcmp(err.text, "this mail has left already") == 0);
	session_close(session);
	return 0;
}

static void what_has_left_is_not_taken_back(void **state)
{
	struct session *session = *state;
	struct arena arena = { 0 };
	struct mail_row row;
	bool landed;

	assert_true(store_begin(session->store, true, &err) && client_lock(session->store, client, &err));
	assert_int_equal(mail_by_id(session->store, &arena, mail, &row, &err), FOUND);
	row.state = MAIL_SENT;
	row.sent_at = "2026-11-24T10:00:00.000Z";
	row.sent_on = TODAY;
	assert_true(mail_put(session->store, &row, &landed, &err));
	assert_true(landed);
	assert_true(mail_put(session->store, &row, &landed, &err)); /* a second try changes nothing */
	assert_false(landed);
	meanwhile(session, take_back, 0);
	assert_int_equal(fixture_count("SELECT count(*) FROM mail WHERE state = 'sent'"), 1);
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'mail_cancelled'"), 0);
	arena_clear(&arena);
}

#define MEANWHILE(name) cmocka_unit_test_setup_teardown(name, setup, fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		MEANWHILE(an_invoice_is_disputed_once),
		MEANWHILE(what_has_left_is_not_taken_back),
	};

	if (!pg_store_wanted()) {
		printf("1..0 # SKIP no RELANCE_TEST_DB\n");
		return 0;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
