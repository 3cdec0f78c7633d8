/* Mail and letter steps of a scenario: queued once, when they may be; done when they have left; else an agent's.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "desk/mail_steps.h"
#include "desk/night.h"
#include "tests/desk/fixture.h"
#include "words/letter.h"

static struct err err;

static const struct scenario_step steps[] = {
	{ -5, SCENARIO_MAIL, REASON_SMILING, "reminder", { .from_amount = 1000000 } },
	{ 1, SCENARIO_MAIL, REASON_SMILING, "reminder", { .from_amount = 0 } },
	{ 9, SCENARIO_PHONE, REASON_RESPECTFUL, "reminder", { .from_amount = 0 } },
	{ 17, SCENARIO_LETTER, REASON_FIRM, "letter", { .from_amount = 0 } },
};

static void write_steps(struct session *session)
{
	session->policy.steps = steps;
	session->policy.step_count = sizeof steps / sizeof *steps;
}

/* Due on Monday: the first step is today's. */
static int64_t debtor(struct session *session)
{
	int64_t id = fixture_client(session, "C1", "Hébrard");

	fixture_contact(session, id, "Mme Lenoir", "0102030405");
	fixture_sql("UPDATE contact SET mail = 'compta@debtor.example'");
	fixture_invoice(session, id, "A1", LATE(1), 50000);
	write_steps(session);
	return id;
}

static struct mail_steps queue_on(struct session *session, date day)
{
	struct mail_steps queued;

	fixture_on(session, day, -1);
	if (!mail_steps_queue(session, false, &queued, &err))
		fail_msg("%s", err.text);
	return queued;
}

static void expect(struct mail_steps got, int mails, int letters, int tasks)
{
	if (got.mails != mails || got.letters != letters || got.tasks != tasks)
		fail_msg("%d mails, %d letters, %d left", (int)got.mails, (int)got.letters, (int)got.tasks);
}

/* A transport that takes everything, and a folder for letters. */
static struct mail_totals leave(struct session *session)
{
	static char program[256], letters[256];
	struct mail_sender sender = { .from = "chase@creditor.example", .program = program, .letters = letters, .word = letter_word,
		                      .texts = texts_open("") };
	struct mail_totals totals;
	FILE *file;

	snprintf(program, sizeof program, "%s/sendmail", fixture_folder());
	snprintf(letters, sizeof letters, "%s/letters", fixture_folder());
	mkdir(letters, 0700);
	file = fopen(program, "w");
	assert_non_null(file);
	fprintf(file, "#!/bin/sh\ncat >/dev/null\n");
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(program, 0700), 0);
	if (!mail_send_all(session, &sender, &totals, &err))
		fail_msg("%s", err.text);
	texts_close(sender.texts);
	return totals;
}

static void a_step_is_queued_once_and_done_when_it_left(void **state)
{
	struct session *session = *state;
	int64_t id = debtor(session);
	struct client_row row;

	expect(queue_on(session, TODAY), 1, 0, 0);
	expect(queue_on(session, TODAY), 0, 0, 0);
	fixture_is("SELECT kind, template, address, agent_id, action_id, state FROM mail", "reminder|reminder-smiling|compta@debtor.example|-|-|queued\n");
	fixture_is("SELECT count(*) FROM journal WHERE kind = 'mail_queued'", "1\n");
	assert_true(fixture_row(session, id).ready.callable); /* it has not left: nothing sleeps */
	assert_int_equal(leave(session).sent, 1);
	fixture_is("SELECT template, state FROM mail", "reminder.fr|sent\n");
	fixture_is("SELECT outcome, channel, on_day, next_on, note FROM action",
	   "message|mail|2026-11-24|2026-12-02|500,00 € en attente de règlement — C1\n");
	row = fixture_row(session, id);
	assert_string_equal(row.ready.why_not, "cadence");
	assert_int_equal(row.ready.next_on, DAY("2026-12-02")); /* J+9: the call */
	expect(queue_on(session, IN(7)), 0, 0, 0);
	expect(queue_on(session, DAY("2026-12-02")), 0, 0, 0);
	assert_true(fixture_row(session, id).ready.callable);
	assert_int_equal(leave(session).sent, 0);
}

static void a_letter_is_written_to_its_folder(void **state)
{
	struct session *session = *state;
	int64_t id = debtor(session);
	char path[512], page[4096] = "";
	FILE *file;

	fixture_sql("UPDATE client SET agent_id = (SELECT id FROM agent WHERE name = 'bob')");
	fixture_sql("UPDATE agent SET full_name = 'Bob Moreau', phone = '04 78 00 00 01' WHERE name = 'bob'");
	queue_on(session, TODAY);
	leave(session);
	fixture_on(session, DAY("2026-12-02"), -1);
	fixture_record(session, id, OUTCOME_MESSAGE, "");
	expect(queue_on(session, DAY("2026-12-09")), 0, 0, 0);
	expect(queue_on(session, DAY("2026-12-10")), 0, 1, 0); /* J+17 */
	expect(queue_on(session, DAY("2026-12-10")), 0, 0, 0);
	assert_int_equal(leave(session).letters, 1);
	snprintf(path, sizeof path, "%s/letters/2026-12-10-C1-%lx.txt", fixture_folder(), fixture_count("SELECT max(id) FROM mail"));
	file = fopen(path, "r");
	assert_non_null(file);
	assert_true(fread(page, 1, sizeof page - 1, file) > 0);
	fclose(file);
	assert_non_null(strstr(page, "Hébrard\nMme Lenoir\nC1\n\nFactures échues : 500,00 € — compte C1\n"));
	assert_non_null(strstr(page, "- A1, échéance 23/11/2026 : 500,00 €\n"));
	assert_non_null(strstr(page, "Bob Moreau\n04 78 00 00 01\n")); /* whose file it is, whoever runs the night */
	fixture_is("SELECT channel FROM action ORDER BY id", "mail\nphone\nletter\n");
	assert_int_equal(leave(session).letters, 0);
}

/* Without a folder letters wait to be printed, and mails leave. */
static void letters_wait_without_a_folder(void **state)
{
	struct session *session = *state;
	struct mail_sender sender = { .from = "chase@creditor.example", .program = "/bin/false", .word = letter_word };
	struct mail_totals totals;

	debtor(session);
	session->policy.steps = &steps[3];
	session->policy.step_count = 1;
	expect(queue_on(session, DAY("2026-12-14")), 0, 1, 0);
	assert_true(mail_send_all(session, &sender, &totals, &err));
	assert_int_equal(totals.sent + totals.failed + totals.held, 0);
	fixture_is("SELECT kind, state, tries FROM mail", "letter|queued|0\n");
}

/* A folder and no sender: letters are written, mails wait, and nothing fails. */
static void mails_wait_without_a_sender(void **state)
{
	struct session *session = *state;
	struct mail_sender sender = { .from = "", .program = "/bin/false", .letters = fixture_folder(), .word = letter_word };
	struct mail_totals totals;

	debtor(session);
	expect(queue_on(session, TODAY), 1, 0, 0);
	assert_true(mail_send_all(session, &sender, &totals, &err));
	fixture_is("SELECT kind, state, tries FROM mail", "reminder|queued|0\n");
	sender.letters = "";
	assert_false(mail_send_all(session, &sender, &totals, &err));
	assert_int_equal(err.code, ERR_REFUSED);
}

static void before_the_due_date_a_mail_names_its_invoice(void **state)
{
	struct session *session = *state;
	int64_t id = fixture_client(session, "C1", "Hébrard");

	fixture_contact(session, id, "Mme Lenoir", "0102030405");
	fixture_sql("UPDATE contact SET mail = 'compta@debtor.example'");
	fixture_invoice(session, id, "B1", IN(6), 1000000); /* Monday 30: five days before is Wednesday */
	fixture_invoice(session, id, "B2", IN(6), 999999);
	write_steps(session);
	expect(queue_on(session, TODAY), 0, 0, 0);
	expect(queue_on(session, IN(1)), 1, 0, 0);
	fixture_is("SELECT i.number FROM mail_invoice m JOIN invoice i ON i.id = m.invoice_id", "B1\n");
	assert_int_equal(leave(session).sent, 1);
	expect(queue_on(session, IN(2)), 0, 0, 0);
}

/* What stops the night from writing, and whether an agent is left with it. */
static void what_may_not_be_written_is_left(void **state)
{
	static const struct {
		const char *name, *sql;
		enum outcome outcome;
		const char *entry;
		date on;
		int mails, tasks;
	} rows[] = {
		{ "nothing", NULL, OUTCOME_COUNT, NULL, TODAY, 1, 0 },
		{ "no address", "UPDATE contact SET mail = ''", OUTCOME_COUNT, NULL, TODAY, 0, 1 },
		{ "a hold on orders", "UPDATE client SET held = 1", OUTCOME_COUNT, NULL, TODAY, 0, 1 },
		{ "legal", "UPDATE client SET legal = 1", OUTCOME_COUNT, NULL, TODAY, 0, 0 },
		{ "an agency", "UPDATE client SET agency = 1", OUTCOME_COUNT, NULL, TODAY, 0, 0 },
		{ "insolvent", "UPDATE client SET insolvent = 1", OUTCOME_COUNT, NULL, TODAY, 0, 0 },
		{ "a Saturday", NULL, OUTCOME_COUNT, NULL, IN(4), 0, 0 },
		{ "the Monday behind it", NULL, OUTCOME_COUNT, NULL, IN(6), 1, 0 },
		{ "a promise", NULL, OUTCOME_PROMISE, "+3", TODAY, 0, 0 },
		{ "an agreed date", NULL, OUTCOME_CALLBACK, "+3", IN(1), 0, 0 },
		{ "a dispute of all", NULL, OUTCOME_DISPUTE, "", IN(1), 0, 0 },
	};
	struct session *session = *state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		void *own = session;
		int64_t id;

		if (i > 0) {
			fixture_teardown(&own);
			fixture_setup(&own);
			*state = session = own;
		}
		id = debtor(session);
		fixture_on(session, TODAY, -1);
		if (rows[i].entry)
			fixture_record(session, id, rows[i].outcome, rows[i].entry);
		if (rows[i].sql)
			fixture_sql(rows[i].sql);
		struct mail_steps got = queue_on(session, rows[i].on);
		if (got.mails != rows[i].mails || got.tasks != rows[i].tasks || got.letters)
			fail_msg("%s: %d mails, %d left", rows[i].name, (int)got.mails, (int)got.tasks);
	}
}

/* One invoice is in dispute, the other is to be chased: by a person. */
static void a_file_in_dispute_is_left_to_an_agent(void **state)
{
	struct session *session = *state;
	int64_t id = debtor(session);

	fixture_invoice(session, id, "A2", LATE(1), 20000);
	fixture_on(session, LATE(1), -1);
	fixture_record(session, id, OUTCOME_DISPUTE, "A1 le 15/12");
	fixture_sql("DELETE FROM follow_up");
	expect(queue_on(session, TODAY), 0, 0, 1);
}

/* The machine does not write to who may have paid: a person looks first. */
static void a_payment_that_may_be_theirs_is_looked_at_first(void **state)
{
	struct session *session = *state;
	char *sql = mem_printf("INSERT INTO bank_movement (id, account_id, run_id, key, entry, booked_on, value_on, amount_cents, currency, state, why, "
			       "candidates) SELECT 3, 1, 2, 'k', 'e', '2026-11-23', '2026-11-23', 54000, 'EUR', 'open', 'too_much', '%" PRId64 "/7'",
			       debtor(session));

	fixture_sql("INSERT INTO bank_account (id, creditor_id, no) SELECT 1, id, 'FR76' FROM creditor");
	fixture_sql("INSERT INTO import_run (id, creditor_id, source_id, file, sha256, mode, status, on_day, started_at, agent) SELECT 2, creditor_id, id, "
		    "'f', '', 'changes', 'done', '2026-11-23', '2026-11-23T08:00:00Z', '' FROM source LIMIT 1");
	fixture_sql(sql);
	mem_free(sql);
	expect(queue_on(session, TODAY), 0, 0, 1);
	fixture_sql("UPDATE bank_movement SET state = 'ignored', candidates = ''");
	expect(queue_on(session, TODAY), 1, 0, 0);
}

static void what_was_given_up_is_not_queued_again(void **state)
{
	struct session *session = *state, *bob = fixture_session("bob", TODAY);
	int64_t mail;

	debtor(session);
	queue_on(session, TODAY);
	mail = fixture_count("SELECT id FROM mail");
	assert_false(mail_cancel(bob, mail, &err));
	assert_string_equal(err.text, "the scenario queued this mail: only a supervisor may take it back");
	assert_true(mail_cancel(session, mail, &err));
	expect(queue_on(session, TODAY), 0, 0, 0);
	expect(queue_on(session, IN(1)), 0, 0, 0);
	assert_true(fixture_count("SELECT callable FROM client") == 1); /* an agent has it */
	session_close(bob);
}

static void what_left_cannot_be_undone(void **state)
{
	struct session *session = *state;
	int64_t id = debtor(session);
	char undone[CALL_CODE];

	queue_on(session, TODAY);
	leave(session);
	assert_false(call_undo(session, id, undone, &err));
	assert_string_equal(err.text, "what was written to the client has left: it cannot be undone");
}

static void only_supervisors_queue_and_only_where_steps_write(void **state)
{
	struct session *session = *state, *bob = fixture_session("bob", TODAY);
	struct mail_steps queued;

	debtor(session);
	write_steps(bob);
	assert_false(mail_steps_queue(bob, false, &queued, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	session->policy.steps = scenario_default_steps;
	session->policy.step_count = SCENARIO_DEFAULT_STEPS;
	expect(queue_on(session, TODAY), 0, 0, 0);
	write_steps(session);
	assert_true(mail_steps_queue(session, true, &queued, &err));
	expect(queued, 1, 0, 0);
	fixture_is("SELECT count(*) FROM mail", "0\n");
	session_close(bob);
}

static void the_night_queues_and_counts(void **state)
{
	struct session *session = *state;
	const struct night_request request = { .inbox = NULL };
	struct night_report report, kept;

	debtor(session);
	assert_true(night_run(session, &request, &report, &err));
	expect(report.steps, 1, 0, 0);
	night_report_clear(&report);
	assert_true(night_show(session, 0, &kept, &err));
	expect(kept.steps, 1, 0, 0);
	night_report_clear(&kept);
	assert_true(night_run(session, &request, &report, &err));
	expect(report.steps, 0, 0, 0);
	night_report_clear(&report);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(a_step_is_queued_once_and_done_when_it_left),
		FACT(a_letter_is_written_to_its_folder),
		FACT(letters_wait_without_a_folder),
		FACT(mails_wait_without_a_sender),
		FACT(before_the_due_date_a_mail_names_its_invoice),
		FACT(what_may_not_be_written_is_left),
		FACT(a_file_in_dispute_is_left_to_an_agent),
		FACT(a_payment_that_may_be_theirs_is_looked_at_first),
		FACT(what_was_given_up_is_not_queued_again),
		FACT(what_left_cannot_be_undone),
		FACT(only_supervisors_queue_and_only_where_steps_write),
		FACT(the_night_queues_and_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
