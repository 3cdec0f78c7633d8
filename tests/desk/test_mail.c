/* Mails that leave: held while something runs, sent once, tried again, given up with a reason.
 */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/id.h"
#include "base/mem.h"
#include "desk/mail_send.h"
#include "tests/desk/mail_help.h"

static bool word(struct texts *texts, struct session *session, const struct client_file *file, const struct mail_row *row,
                 const int64_t *invoice_ids, size_t invoice_count, struct mail_text *out, struct err *err)
{
	(void)texts;
	(void)session;
	(void)invoice_ids;
	(void)invoice_count;
	if (strcmp(row->words, "broken text") == 0)
		return err_set(err, ERR_INPUT, "text reminder.fr, line 3");
	out->name = mem_strdup("reminder.fr");
	out->subject = mem_strdup(file->client.name);
	out->body = mem_printf("%s\n", row->words);
	return true;
}

static char program[256], sent[256];

/* A transport that keeps what it was given, or fails. */
static void transport(const char *end)
{
	FILE *file;

	snprintf(program, sizeof program, "%s/sendmail", fixture_folder());
	snprintf(sent, sizeof sent, "%s/sent", fixture_folder());
	file = fopen(program, "w");
	assert_non_null(file);
	fprintf(file, "#!/bin/sh\necho \"$@\" >>%s\ncat >>%s\n%s\n", sent, sent, end);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(program, 0700), 0);
}

static struct mail_totals send_telling(struct session *session, bool dry, struct mail_problems *problems)
{
	const struct mail_sender sender = { .from = "chase@creditor.example", .program = program, .word = word, .dry = dry, .problems = problems };
	struct mail_totals totals;
	struct err err = { 0 };

	assert_true(mail_send_all(session, &sender, &totals, &err));
	return totals;
}

static struct mail_totals send_all(struct session *session)
{
	return send_telling(session, false, NULL);
}

static int unended; /* this many of the next mails meet a program that does not end */

bool __real_run_program(const char *const argv[], const char *input, size_t n, int seconds, struct err *err);
bool __wrap_run_program(const char *const argv[], const char *input, size_t n, int seconds, struct err *err);
bool __wrap_run_program(const char *const argv[], const char *input, size_t n, int seconds, struct err *err)
{
	if (unended == 0)
		return __real_run_program(argv, input, n, seconds, err);
	unended--;
	return err_set(err, ERR_BUSY, "%s did not end within %d seconds", argv[0], seconds);
}

/* Two in a row are two mails' affair; the third is the program's, and the others do not wait a minute each. */
static void a_program_that_hangs_does_not_keep_the_night(void **state)
{
	struct session *session = *state;
	int64_t id = OPEN_CLIENT(session);
	struct err err = { 0 };
	struct mail_totals totals;

	transport("exit 0");
	for (int i = 0; i < 8; i++)
		assert_true(mail_queue(session, &(struct mail_request){ .id = id_new(), .client_id = id, .kind = MAILING_REMINDER }, &err));
	unended = 2;
	totals = send_all(session);
	assert_int_equal(totals.failed, 2);
	assert_int_equal(totals.sent, 6);
	fixture_sql("UPDATE mail SET state = 'queued', sent_on = NULL, sent_at = NULL");
	unended = 8;
	totals = send_all(session);
	assert_int_equal(unended, 5);
	assert_int_equal(totals.failed, 3);
	assert_int_equal(fixture_count("SELECT count(*) FROM mail WHERE state = 'queued'"), 5);
	unended = 0;
	assert_int_equal(send_all(session).sent, 8);
}

static void sends_once_and_keeps_what_was_sent(void **state)
{
	struct session *session = *state;
	struct mail_request request = { .id = id_new(), .client_id = OPEN_CLIENT(session), .kind = MAILING_REMINDER, .words = "Bonjour" };
	struct err err = { 0 };
	char text[4096] = "";
	FILE *file;

	transport("exit 0");
	assert_true(mail_queue(session, &request, &err));
	assert_int_equal(send_all(session).sent, 1);
	assert_int_equal(send_all(session).sent, 0);
	expect_states("reminder|compta@debtor.example|sent|\n");
	assert_int_equal(fixture_count("SELECT count(*) FROM mail WHERE body = 'Bonjour\n' AND subject = 'Hébrard' AND tries = 1 AND sent_on = '2026-11-24'"), 1);
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'mail_sent'"), 1);
	file = fopen(sent, "r");
	assert_non_null(file);
	assert_true(fread(text, 1, sizeof text - 1, file) > 0);
	fclose(file);
	assert_non_null(strstr(text, "-i -f chase@creditor.example -- compta@debtor.example\n"));
	assert_non_null(strstr(text, "\n\nBonjour\n"));
}

/* Nights without the program are not tries: the mail leaves once it is there. */
static void waits_for_the_program(void **state)
{
	struct session *session = *state;
	struct mail_request request = { .id = id_new(), .client_id = OPEN_CLIENT(session), .kind = MAILING_REMINDER };
	struct err err = { 0 };

	transport("exit 0");
	assert_int_equal(unlink(program), 0);
	assert_true(mail_queue(session, &request, &err));
	for (int night = 0; night < 7; night++)
		assert_int_equal(send_all(session).failed, 1);
	assert_int_equal(fixture_count("SELECT count(*) FROM mail WHERE state = 'failed' AND tries = 0"), 1);
	transport("exit 0");
	assert_int_equal(send_all(session).sent, 1);
}

static void one_trouble_of_many_mails_is_one_reason(void **state)
{
	struct session *session = *state;
	int64_t id = OPEN_CLIENT(session);
	struct mail_request first = { .id = id_new(), .client_id = id, .kind = MAILING_REMINDER };
	struct mail_request second = { .id = id_new(), .client_id = id, .kind = MAILING_REMINDER };
	struct mail_problems problems = { 0 };
	struct err err = { 0 };

	transport("exit 0");
	assert_int_equal(unlink(program), 0);
	assert_true(mail_queue(session, &first, &err) && mail_queue(session, &second, &err));
	assert_int_equal(send_telling(session, false, &problems).failed, 2);
	assert_int_equal(problems.count, 1);
	assert_int_equal(problems.rows[0].count, 2);
	assert_non_null(strstr(problems.rows[0].why, program));
	assert_string_equal(problems.rows[0].client_no, "C1");
	assert_string_equal(problems.rows[0].address, "compta@debtor.example");
	mail_problems_clear(&problems);
	transport("exit 0");
	assert_int_equal(send_telling(session, false, &problems).sent, 2);
	assert_int_equal(problems.count, 0);
}

/* As many reasons as there are, each with the first mail it kept. */
static void each_reason_is_kept(void **state)
{
	enum { MAILS = 12 };
	struct session *session = *state;
	int64_t id = OPEN_CLIENT(session);
	struct mail_problems problems = { 0 };
	struct err err = { 0 };

	transport("echo \"no way $(grep -c '^-i' \"$(dirname \"$0\")/sent\")\" >&2; exit 1");
	for (int i = 0; i < MAILS; i++) {
		struct mail_request request = { .id = id_new(), .client_id = id, .kind = MAILING_REMINDER };

		assert_true(mail_queue(session, &request, &err));
	}
	assert_int_equal(send_telling(session, false, &problems).failed, MAILS);
	assert_int_equal(problems.count, MAILS);
	for (int i = 0; i < MAILS; i++)
		assert_int_equal(problems.rows[i].count, 1);
	mail_problems_clear(&problems);
}

/* What nobody may send any more is a reason too, by its code. */
static void what_is_given_up_is_a_reason(void **state)
{
	struct session *session = *state;
	struct mail_request request = { .id = id_new(), .client_id = OPEN_CLIENT(session), .kind = MAILING_REMINDER };
	struct mail_problems problems = { 0 };
	struct err err = { 0 };

	transport("exit 0");
	assert_true(mail_queue(session, &request, &err));
	fixture_sql("UPDATE client SET legal = 1");
	assert_int_equal(send_telling(session, true, &problems).given_up, 1);
	assert_int_equal(problems.count, 1);
	assert_string_equal(problems.rows[0].why, mailing_status_codes[MAILING_STOPPED]);
	mail_problems_clear(&problems);
}

static void a_dry_run_writes_nothing(void **state)
{
	struct session *session = *state;
	struct mail_request bad = { .id = id_new(), .client_id = OPEN_CLIENT(session), .kind = MAILING_REMINDER, .words = "broken text" };
	struct mail_problems problems = { 0 };
	struct err err = { 0 };

	transport("exit 0");
	assert_true(mail_queue(session, &bad, &err));
	assert_int_equal(send_telling(session, true, &problems).failed, 1);
	assert_int_equal(problems.count, 1);
	mail_problems_clear(&problems);
	assert_int_equal(fixture_count("SELECT count(*) FROM mail WHERE state = 'queued' AND tries = 0"), 1);
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'mail_failed'"), 0);
}

static void holds_back_while_a_promise_runs_then_gives_up(void **state)
{
	struct session *session = *state;
	struct mail_request request = { .id = id_new(), .client_id = OPEN_CLIENT(session), .kind = MAILING_REMINDER };
	struct err err = { 0 };

	transport("exit 0");
	session->policy.mailing.queue[MAILING_CONFIRMATION] = false;
	assert_true(mail_queue(session, &request, &err));
	fixture_record(session, request.client_id, OUTCOME_PROMISE, "+20");
	assert_int_equal(send_all(session).held, 1);
	expect_states("reminder|compta@debtor.example|held|promise\n");
	session->today = TODAY + session->policy.mailing.keep_days;
	assert_int_equal(send_all(session).held, 1);
	session->today++;
	assert_int_equal(send_all(session).given_up, 1);
	expect_states("reminder|compta@debtor.example|cancelled|promise\n");
}

struct taking_back {
	struct session *session;
	int64_t id;                  /* 0: taken back already */
};

/* Somebody takes a mail back while the batch is at another one. */
static void take_back(void *context, const struct mail_row *row)
{
	struct taking_back *taking = context;
	struct err err = { 0 };

	if (taking->id && row->id != taking->id)
		assert_true(mail_cancel(taking->session, taking->id, &err));
	taking->id = 0;
}

static void what_was_taken_back_meanwhile_stays_so(void **state)
{
	struct session *session = *state;
	int64_t id = OPEN_CLIENT(session);
	struct mail_request first = { .id = id_new(), .client_id = id, .kind = MAILING_REMINDER };
	struct mail_request second = { .id = id_new(), .client_id = id, .kind = MAILING_REMINDER };
	struct taking_back taking = { .session = fixture_session("alice", TODAY), .id = second.id };
	const struct mail_sender sender = { .from = "chase@creditor.example", .program = program, .word = word, .told = take_back,
	                                    .context = &taking };
	struct mail_totals totals;
	struct err err = { 0 };

	transport("exit 0");
	session->policy.mailing.queue[MAILING_CONFIRMATION] = false;
	assert_true(mail_queue(session, &first, &err) && mail_queue(session, &second, &err));
	fixture_record(session, id, OUTCOME_PROMISE, "+20");
	assert_true(mail_send_all(session, &sender, &totals, &err));
	expect_states("reminder|compta@debtor.example|held|promise\nreminder|compta@debtor.example|cancelled|alice\n");
	session_close(taking.session);
}

static int send_in_child(void *arg)
{
	struct session *session = fixture_session("alice", TODAY);

	(void)arg;
	send_all(session);
	session_close(session);
	return 0;
}

/* The batch dies when the mail has left and nobody has written it down: it leaves again, as the same mail to whoever gets it. */
static void a_crash_sends_it_again_under_its_name(void **state)
{
	struct session *session = *state;
	struct mail_request request = { .id = id_new(), .client_id = OPEN_CLIENT(session), .kind = MAILING_REMINDER };
	struct err err = { 0 };
	char line[512], names[2][512] = { "", "" };
	size_t count = 0;
	FILE *file;

	transport("kill -9 $PPID");
	assert_true(mail_queue(session, &request, &err));
	assert_int_equal(fixture_wait(fixture_fork(send_in_child, NULL)), 1000 + SIGKILL);
	assert_int_equal(fixture_count("SELECT count(*) FROM mail WHERE tries = 1 AND state = 'queued'"), 1);
	transport("exit 0");
	assert_int_equal(send_all(session).sent, 1);
	assert_int_equal(send_all(session).sent, 0);
	expect_states("reminder|compta@debtor.example|sent|\n");
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'mail_sent'"), 1);
	file = fopen(sent, "r");
	assert_non_null(file);
	while (fgets(line, sizeof line, file))
		if (strncmp(line, "Message-ID:", 11) == 0 && count < COUNT(names))
			strcpy(names[count++], line);
	fclose(file);
	assert_int_equal(count, 2);
	assert_string_equal(names[0], names[1]);
}

/* The night and a person send at the same time; the mail program takes its time. */
static void one_under_way_is_left_to_who_sends_it(void **state)
{
	struct session *session = *state;
	struct mail_request request = { .id = id_new(), .client_id = OPEN_CLIENT(session), .kind = MAILING_REMINDER };
	char *gate = mem_printf("%s/gate", fixture_folder()), *waits = mem_printf("read word <%s", gate);
	struct err err = { 0 };
	pid_t other;
	int fd;

	assert_int_equal(mkfifo(gate, 0600), 0);
	transport(waits);
	assert_true(mail_queue(session, &request, &err));
	other = fixture_fork(send_in_child, NULL);
	fd = open(gate, O_WRONLY); /* opened once the program is at it */
	assert_true(fd >= 0);
	assert_int_equal(send_all(session).sent, 0);
	/* taken back and queued again meanwhile: it is under way all the same */
	assert_true(mail_cancel(session, request.id, &err) && mail_restore(session, request.id, &err));
	assert_int_equal(send_all(session).sent, 0);
	assert_int_equal(write(fd, "go\n", 3), 3);
	close(fd);
	assert_int_equal(fixture_wait(other), 0);
	expect_states("reminder|compta@debtor.example|sent|\n");
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'mail_sent'"), 1);
	mem_free(waits);
	mem_free(gate);
}

/* Of a process of another host nobody knows here whether it lives: what it may have needed goes by. */
static void one_under_way_elsewhere_is_waited_for(void **state)
{
	struct session *session = *state;
	struct mail_request request = { .id = id_new(), .client_id = OPEN_CLIENT(session), .kind = MAILING_REMINDER };
	char at[CLOCK_TEXT], *sql = mem_printf("UPDATE mail SET tries = 1, why = '1f elsewhere/1/1', sent_at = '%s'", clock_iso(clock_ms(), at));
	struct err err = { 0 };

	transport("exit 0");
	assert_true(mail_queue(session, &request, &err));
	fixture_sql(sql);
	mem_free(sql);
	assert_int_equal(send_all(session).sent, 0);
	sql = mem_printf("UPDATE mail SET sent_at = '%s'", clock_iso(clock_ms() - 121000, at));
	fixture_sql(sql);
	mem_free(sql);
	assert_int_equal(send_all(session).sent, 1);
	expect_states("reminder|compta@debtor.example|sent|\n");
}

/* A letter that was written the day before, and the batch died: its file is written again, not a second one beside. */
static void a_letter_is_one_file(void **state)
{
	struct session *session = *state;
	struct mail_request request = { .id = id_new(), .client_id = OPEN_CLIENT(session), .kind = MAILING_REMINDER };
	char *folder = mem_printf("%s/letters", fixture_folder()), *name = mem_printf("2026-11-24-C1-%llx.txt", (unsigned long long)request.id);
	const struct mail_sender sender = { .from = "", .letters = folder, .word = word };
	struct mail_totals totals;
	struct err err = { 0 };
	struct dirent **entries;

	assert_int_equal(mkdir(folder, 0700), 0);
	assert_true(mail_queue(session, &request, &err));
	fixture_sql("UPDATE mail SET kind = 'letter', address = ''");
	assert_true(mail_send_all(session, &sender, &totals, &err));
	assert_int_equal(totals.letters, 1);
	fixture_sql("UPDATE mail SET state = 'queued', sent_on = NULL, sent_at = NULL");
	session->today++;
	assert_true(mail_send_all(session, &sender, &totals, &err));
	assert_int_equal(totals.letters, 1);
	assert_int_equal(scandir(folder, &entries, NULL, alphasort), 3); /* and the folder, and its own */
	assert_string_equal(entries[2]->d_name, name);
	for (int i = 0; i < 3; i++)
		free(entries[i]);
	free(entries);
	mem_free(folder);
	mem_free(name);
}

static void nothing_leaves_after_hand_over(void **state)
{
	struct session *session = *state;
	struct mail_request request = { .id = id_new(), .client_id = OPEN_CLIENT(session), .kind = MAILING_REMINDER };
	struct err err = { 0 };

	transport("exit 0");
	assert_true(mail_queue(session, &request, &err));
	fixture_sql("UPDATE client SET legal = 1");
	assert_int_equal(send_all(session).given_up, 1);
	expect_states("reminder|compta@debtor.example|cancelled|stopped\n");
}

static void a_confirmation_leaves_while_its_promise_is_open(void **state)
{
	struct session *session = *state;
	int64_t id = OPEN_CLIENT(session);

	transport("exit 0");
	fixture_record(session, id, OUTCOME_PROMISE, "+3");
	assert_int_equal(send_all(session).sent, 1);
}

static void a_failing_transport_is_tried_five_times(void **state)
{
	struct session *session = *state;
	struct mail_request request = { .id = id_new(), .client_id = OPEN_CLIENT(session), .kind = MAILING_REMINDER };
	struct err err = { 0 };

	transport("echo 'no route' >&2; exit 75");
	assert_true(mail_queue(session, &request, &err));
	for (int i = 0; i < 4; i++)
		assert_int_equal(send_all(session).failed, 1);
	assert_int_equal(fixture_count("SELECT count(*) FROM mail WHERE state = 'failed' AND tries = 4 AND why LIKE '%refused (exit 75): no route'"), 1);
	assert_int_equal(send_all(session).given_up, 1);
	assert_int_equal(send_all(session).failed, 0);
}

static void a_text_that_cannot_be_filled_is_a_failure_of_that_mail_only(void **state)
{
	struct session *session = *state;
	int64_t id = OPEN_CLIENT(session);
	struct mail_request bad = { .id = id_new(), .client_id = id, .kind = MAILING_REMINDER, .words = "broken text" };
	struct mail_request good = { .id = id_new(), .client_id = id, .kind = MAILING_REMINDER, .words = "x" };
	struct mail_totals totals;
	struct err err = { 0 };

	transport("exit 0");
	assert_true(mail_queue(session, &bad, &err) && mail_queue(session, &good, &err));
	totals = send_all(session);
	assert_int_equal(totals.failed, 1);
	assert_int_equal(totals.sent, 1);
}

static void put_pdf(const char *name, const char *text)
{
	char *path = mem_printf("%s/%s", fixture_folder(), name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
	mem_free(path);
}

static struct mail_totals send_with_documents(struct session *session)
{
	const struct mail_sender sender = { .from = "chase@creditor.example", .program = program, .word = word, .documents = fixture_folder() };
	struct mail_totals totals;
	struct err err = { 0 };

	assert_true(mail_send_all(session, &sender, &totals, &err));
	return totals;
}

/* Asked, sent with the invoice itself, back on day 7. */
static void a_duplicate_leaves_with_its_invoice(void **state)
{
	struct session *session = *state;
	int64_t id = OPEN_CLIENT(session);

	transport("exit 0");
	assert_true(fixture_record(session, id, OUTCOME_DOCUMENT, "1").mailed);
	assert_int_equal(send_with_documents(session).failed, 1);
	assert_int_equal(fixture_count("SELECT count(*) FROM mail WHERE why LIKE '%A1.pdf does not exist: put the PDF there%'"), 1);
	put_pdf("A1.pdf", "a text");
	assert_int_equal(send_with_documents(session).failed, 1);
	expect_states("duplicate|compta@debtor.example|failed|A1.pdf is no PDF\n");
	put_pdf("A1.pdf", "%PDF-1.7 the invoice");
	assert_int_equal(send_with_documents(session).sent, 1);
	assert_int_equal(fixture_count("SELECT count(*) FROM document_request WHERE sent_on = '2026-11-24'"), 1);
	assert_int_equal(fixture_row(session, id).ready.next_on, TODAY + 7);
}

static void without_a_sender_nothing_leaves(void **state)
{
	struct session *session = *state;
	const struct mail_sender sender = { .from = "", .program = "/bin/true", .word = word };
	struct mail_totals totals;
	struct err err = { 0 };

	assert_false(mail_send_all(session, &sender, &totals, &err));
	assert_string_equal(err.text, "no mail leaves without a sender: set the option mail.from to your address");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(sends_once_and_keeps_what_was_sent),
		FACT(a_program_that_hangs_does_not_keep_the_night),
		FACT(waits_for_the_program),
		FACT(one_trouble_of_many_mails_is_one_reason),
		FACT(each_reason_is_kept),
		FACT(what_is_given_up_is_a_reason),
		FACT(a_dry_run_writes_nothing),
		FACT(holds_back_while_a_promise_runs_then_gives_up),
		FACT(what_was_taken_back_meanwhile_stays_so),
		FACT(a_crash_sends_it_again_under_its_name),
		FACT(one_under_way_is_left_to_who_sends_it),
		FACT(one_under_way_elsewhere_is_waited_for),
		FACT(a_letter_is_one_file),
		FACT(nothing_leaves_after_hand_over),
		FACT(a_confirmation_leaves_while_its_promise_is_open),
		FACT(a_failing_transport_is_tried_five_times),
		FACT(a_text_that_cannot_be_filled_is_a_failure_of_that_mail_only),
		FACT(a_duplicate_leaves_with_its_invoice),
		FACT(without_a_sender_nothing_leaves),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
