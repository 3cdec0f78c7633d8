/* Who has a file open: one console at a time, whatever the number of consoles, and nobody once it is dead.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fixture.h"

#include "base/clock.h"
#include "base/id.h"
#include "base/mem.h"
#include "desk/audit.h"
#include "desk/claim.h"
#include "desk/file.h"
#include "desk/people.h"
#include "desk/team.h"
#include "desk/worklist.h"
#include "tests/base/descriptors.h"

#define CLIENTS   200
#define PROCESSES 8

static struct err err;

/* A process that has one file open until it is killed. */
struct holder {
	const char *agent;
	int64_t client_id;
	int told[2];
};

static int hold_file(void *arg)
{
	struct holder *holder = arg;
	struct session *session = fixture_session(holder->agent, TODAY);
	bool taken;
	char c;

	CHILD(claim_take(session, holder->client_id, &taken, &err) && taken);
	CHILD(write(holder->told[1], "x", 1) == 1);
	close(holder->told[1]);
	while (read(holder->told[0], &c, 0) == 0)
		pause();
	return 0;
}

static pid_t start_holder(struct holder *holder)
{
	pid_t pid;
	char c;

	assert_int_equal(pipe(holder->told), 0);
	pid = fixture_fork(hold_file, holder);
	assert_int_equal(read(holder->told[0], &c, 1), 1);
	return pid;
}

static void end_holder(struct holder *holder, pid_t pid)
{
	kill(pid, SIGKILL);
	assert_int_equal(fixture_wait(pid), 1000 + SIGKILL);
	close(holder->told[0]);
	close(holder->told[1]);
}

static int call_until_nobody_is_left(void *arg)
{
	int number = *(int *)arg;
	struct session *session = fixture_session(number % 2 ? "bob" : "carol", TODAY);
	int64_t id = 0;

	session->policy.lease_minutes = 5;
	for (;;) {
		const struct call_request request = { .id = id_new(), .outcome = OUTCOME_NO_ANSWER, .entry = "" };
		struct call_request own = request;
		struct call_result result;

		CHILD(worklist_next(session, NULL, &id, &err));
		if (id == 0)
			break;
		own.client_id = id;
		CHILD(call_record(session, &own, &result, &err));
		CHILD(claim_free(session, id, &err));
	}
	session_close(session);
	return 0;
}

static void eight_consoles_never_get_one_client(void **state)
{
	struct session *session = *state;
	pid_t pids[PROCESSES];
	int numbers[PROCESSES];
	struct audit_totals totals;

	fixture_portfolio(session, CLIENTS);
	fixture_on(session, TODAY, -1);
	assert_int_equal(fixture_count("SELECT count(*) FROM client WHERE callable = 1"), CLIENTS);
	for (int i = 0; i < PROCESSES; i++) {
		numbers[i] = i;
		pids[i] = fixture_fork(call_until_nobody_is_left, &numbers[i]);
	}
	for (int i = 0; i < PROCESSES; i++)
		assert_int_equal(fixture_wait(pids[i]), 0);
	assert_int_equal(fixture_count("SELECT count(*) FROM action"), CLIENTS);
	assert_int_equal(fixture_count("SELECT count(DISTINCT client_id) FROM action"), CLIENTS);
	assert_int_equal(fixture_count("SELECT count(*) FROM client WHERE claim_console IS NOT NULL OR callable = 1"), 0);
	assert_true(audit_verify(session, &totals, &err));
}

static void a_held_file_is_passed_over_and_refuses_others(void **state)
{
	struct session *session = *state;
	struct holder holder = { .agent = "bob" };
	int64_t first, next;
	char undone[CALL_CODE];
	bool taken;
	pid_t pid;

	fixture_portfolio(session, 5);
	fixture_on(session, TODAY, -1);
	assert_true(worklist_next(session, NULL, &first, &err));
	assert_true(claim_free(session, first, &err));
	fixture_record(session, first, OUTCOME_NOTE, "avant");
	holder.client_id = first;
	pid = start_holder(&holder);

	assert_true(claim_take(session, first, &taken, &err));
	assert_false(taken);
	assert_true(worklist_next(session, NULL, &next, &err));
	assert_true(next != 0 && next != first);
	fixture_refused(session, first, OUTCOME_NO_ANSWER, "", &err);
	assert_int_equal(err.code, ERR_REFUSED);
	assert_string_equal(err.text, "bob has this file open: nothing was recorded");
	assert_false(call_undo(session, first, undone, &err));
	assert_string_equal(err.text, "bob has this file open: nothing was undone");
	assert_int_equal(fixture_count("SELECT count(*) FROM action"), 1);
	end_holder(&holder, pid);
}

static void a_held_file_is_listed_with_its_reason(void **state)
{
	struct session *session = *state;
	struct holder holder = { .agent = "bob" };
	struct worklist list;
	pid_t pid;

	fixture_portfolio(session, 6);
	fixture_on(session, TODAY, -1);
	assert_true(worklist_open(session, false, 10, &list, &err));
	assert_int_equal(list.count, 6);
	holder.client_id = list.rows[2].client.id;
	worklist_clear(&list);
	pid = start_holder(&holder);
	assert_true(worklist_open(session, false, 10, &list, &err));
	assert_int_equal(list.count, 5);
	worklist_clear(&list);
	assert_true(worklist_open(session, true, 10, &list, &err));
	assert_int_equal(list.count, 6);
	assert_int_equal(list.rows[5].client.id, holder.client_id);
	assert_int_equal(list.rows[5].now.why_not, WHY_NOT_CLAIMED);
	assert_string_equal(list.rows[5].client.claim_agent, "bob");
	assert_int_equal(list.rows[5].rank, 0);
	worklist_clear(&list);
	end_holder(&holder, pid);
}

static void a_dead_console_frees_its_files_at_once(void **state)
{
	struct session *session = *state;
	struct holder holder = { .agent = "bob" };
	bool taken;
	pid_t pid;

	fixture_portfolio(session, 1);
	fixture_on(session, TODAY, -1);
	holder.client_id = fixture_count("SELECT id FROM client");
	pid = start_holder(&holder);
	assert_int_equal(worklist_callable(session, &(struct client_row){ .time_zone = "", .postal_code = "", .ready = { .callable = true }, .claim = {
		.agent_id = 1, .console = "elsewhere/1/1", .until_ms = clock_ms() + 60000 } }).why_not, WHY_NOT_CLAIMED);
	end_holder(&holder, pid);
	assert_int_equal(fixture_count("SELECT count(*) FROM client WHERE claim_console IS NOT NULL"), 1);
	fixture_record(session, holder.client_id, OUTCOME_NOTE, "repris");
	assert_true(claim_take(session, holder.client_id, &taken, &err));
	assert_true(taken);
}

/* One descriptor, for the gate: none is left to read in /proc when the console's process began. */
static void a_console_that_cannot_be_looked_at_lives(void **state)
{
	struct session *session = *state;
	struct holder holder = { .agent = "bob" };
	bool taken = true, done;
	char *console, *sql;
	pid_t pid;

	fixture_portfolio(session, 1);
	fixture_on(session, TODAY, -1);
	holder.client_id = fixture_count("SELECT id FROM client");
	pid = start_holder(&holder);
	leave_descriptors(1);
	done = claim_take(session, holder.client_id, &taken, &err);
	leave_descriptors(-1);
	assert_true(done);
	assert_false(taken);
	console = fixture_dump("SELECT claim_console FROM client"); /* one that could not read its own beginning */
	*strrchr(console, '/') = '\0';
	sql = mem_printf("UPDATE client SET claim_console = '%s/0'", console);
	fixture_sql(sql);
	assert_true(claim_take(session, holder.client_id, &taken, &err));
	assert_false(taken);
	end_holder(&holder, pid);
	assert_true(claim_take(session, holder.client_id, &taken, &err));
	assert_true(taken);
	mem_free(console);
	mem_free(sql);
}

/* Somebody writes for longer than a console waits for a turn: he ends when he is told that it goes on waiting. */
static void end_writing(void *context)
{
	store_rollback(((struct session *)context)->store);
}

static void a_turn_that_comes_late_is_waited_for(void **state)
{
	const struct session_request request = { .target = fixture_path(), .use = STORE_CONSOLE, .agent = "bob", .today = TODAY, .minute = -1 };
	struct call_request call = { .id = id_new(), .outcome = OUTCOME_NO_ANSWER, .entry = "" };
	struct session *console, *writer = fixture_session("carol", TODAY);
	struct call_result result;
	bool taken = false;

	fixture_portfolio(*state, 2);
	assert_true(session_open(&request, &console, &err));
	console->policy.lease_minutes = 5;
	console->waits = end_writing;
	console->waits_context = writer;
	call.client_id = fixture_count("SELECT id FROM client WHERE no = 'C0001'");
	fixture_block(writer);
	assert_true(claim_take(console, call.client_id, &taken, &err));
	assert_true(taken);
	fixture_block(writer);
	assert_true(call_record(console, &call, &result, &err));
	assert_false(result.already);
	assert_int_equal(fixture_count("SELECT count(*) FROM action"), 1);
	session_close(writer);
	session_close(console);
}

static void a_lease_ends_and_is_renewed(void **state)
{
	struct session *session = *state;
	struct holder holder = { .agent = "bob" };
	int64_t until;
	bool taken;
	pid_t pid;

	fixture_portfolio(session, 1);
	fixture_on(session, TODAY, -1);
	holder.client_id = fixture_count("SELECT id FROM client");
	pid = start_holder(&holder);
	fixture_sql("UPDATE client SET claim_until = 1"); /* its five minutes are over, its process is not */
	assert_true(claim_take(session, holder.client_id, &taken, &err));
	assert_true(taken);
	until = fixture_count("SELECT claim_until FROM client");
	assert_in_range(until - clock_ms(), 4 * 60000, 5 * 60000 + 1000); /* the server's clock is known to some milliseconds */
	fixture_sql("UPDATE client SET claim_until = 2");
	assert_true(claim_renew(session, &taken, &err));
	assert_true(taken);
	assert_true(fixture_count("SELECT claim_until FROM client") >= until);
	fixture_sql("UPDATE client SET claim_console = 'elsewhere/1/1'"); /* another console took it while this one stood still */
	assert_true(claim_renew(session, &taken, &err));
	assert_false(taken);
	end_holder(&holder, pid);
}

static void closing_a_session_frees_its_files(void **state)
{
	struct session *session = *state, *bob = fixture_session("bob", TODAY);
	int64_t id;

	fixture_portfolio(session, 2);
	fixture_on(session, TODAY, -1);
	assert_true(worklist_next(bob, NULL, &id, &err));
	assert_int_equal(fixture_count("SELECT count(*) FROM client WHERE claim_console IS NOT NULL"), 1);
	session_close(bob);
	assert_int_equal(fixture_count("SELECT count(*) FROM client WHERE claim_console IS NOT NULL"), 0);
}

static void claims_are_in_the_journal_once(void **state)
{
	struct session *session = *state;
	int64_t id;
	bool taken;

	fixture_portfolio(session, 1);
	fixture_on(session, TODAY, -1);
	assert_true(worklist_next(session, NULL, &id, &err));
	assert_true(claim_take(session, id, &taken, &err));
	assert_true(taken);
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'claim'"), 1);
}

static bool load_client(struct session *session, int64_t id, struct client_file *out)
{
	return file_load(session, id, out, &err) == FOUND;
}

/* Go to the next file as a console does, looking at each and recording nothing; its number, "" at the end. */
static void walk_on(struct session *session, struct worklist_walk *walk, char number[32])
{
	struct client_file file;
	int64_t next;

	number[0] = '\0';
	assert_true(worklist_next(session, walk, &next, &err));
	if (walk->here && next)
		assert_true(claim_free(session, walk->here, &err));
	if (!next)
		return;
	assert_true(load_client(session, next, &file));
	snprintf(number, 32, "%s", file.client.no);
	worklist_walk_to(session, walk, &file.client);
	file_clear(&file);
}

static void a_walk_goes_down_the_queue_to_its_end(void **state)
{
	struct session *session = *state;
	struct worklist_walk walk = { 0 };
	struct worklist queue;
	char number[32];

	fixture_portfolio(session, 30);
	fixture_on(session, TODAY, -1);
	assert_true(worklist_open(session, false, 100, &queue, &err));
	assert_true(queue.count > 20);
	for (size_t i = 0; i < queue.count; i++) {
		walk_on(session, &walk, number);
		assert_string_equal(number, queue.rows[i].client.no);
		if (i % 3 == 0) /* recorded or not, the next one is the one below */
			fixture_record(session, queue.rows[i].client.id, OUTCOME_NO_ANSWER, "");
	}
	walk_on(session, &walk, number);
	assert_string_equal(number, "");
	/* Back at the top, the files that were passed over come again. */
	worklist_walk_clear(&walk);
	walk_on(session, &walk, number);
	assert_string_equal(number, queue.rows[1].client.no);
	worklist_walk_clear(&walk);
	worklist_clear(&queue);
}

static void a_callback_comes_when_due_and_the_walk_goes_on(void **state)
{
	struct session *session = *state;
	struct worklist_walk walk = { 0 };
	struct worklist queue;
	char number[32];

	fixture_portfolio(session, 12);
	fixture_on(session, LATE(1), 600);
	assert_true(worklist_open(session, false, 100, &queue, &err));
	fixture_record(session, queue.rows[0].client.id, OUTCOME_CALLBACK, "dem 15h");
	fixture_on(session, TODAY, 600);
	walk_on(session, &walk, number);
	assert_string_equal(number, queue.rows[1].client.no);
	fixture_on(session, TODAY, 15 * 60);
	walk_on(session, &walk, number);
	assert_string_equal(number, queue.rows[0].client.no);
	walk_on(session, &walk, number);
	assert_string_equal(number, queue.rows[2].client.no);
	/* An incoming call is answered out of turn: the file it came upon is in hand again. */
	worklist_walk_aside(&walk, queue.rows[7].client.id);
	walk_on(session, &walk, number);
	assert_string_equal(number, queue.rows[2].client.no);
	walk_on(session, &walk, number);
	assert_string_equal(number, queue.rows[3].client.no);
	/* Another day begins at the top again, with callbacks that nobody took. */
	worklist_walk_restart(&walk);
	walk_on(session, &walk, number);
	assert_string_equal(number, queue.rows[0].client.no);
	walk_on(session, &walk, number);
	assert_string_equal(number, queue.rows[1].client.no);
	worklist_walk_clear(&walk);
	worklist_clear(&queue);
}

/* Given to another team while he was on a call out of turn: the queue goes on without it. */
static void a_file_left_in_hand_may_be_given_to_others(void **state)
{
	struct session *alice = *state, *bob;
	struct worklist_walk walk = { 0 };
	struct team_assigned out;
	char number[32];
	int64_t left;

	fixture_portfolio(alice, 6);
	fixture_on(alice, TODAY, -1);
	assert_true(team_add(alice, "nord", &err) && team_add(alice, "sud", &err));
	session_close(fixture_session("bob", TODAY));
	assert_true(people_set(alice, &(struct people_change){ .name = "bob", .team = "nord" }, &err));
	bob = fixture_session("bob", TODAY);
	walk_on(bob, &walk, number);
	left = walk.here;
	worklist_walk_aside(&walk, fixture_count("SELECT id FROM client WHERE callable = 1 ORDER BY score LIMIT 1"));
	assert_true(team_assign(alice, &left, 1, &(struct team_assignment){ .team = "sud" }, &out, &err));
	walk_on(bob, &walk, number);
	assert_true(walk.here != left && walk.left == 0);
	worklist_walk_clear(&walk);
	session_close(bob);
}

/* Killed, and whoever started it never asks what became of it. */
static void a_console_that_nobody_waited_for_is_dead(void **state)
{
	char name[128] = "";
	siginfo_t ended;
	int ends[2];
	pid_t pid;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	pid = fork();
	if (pid == 0) {
		claim_console_name(name, sizeof name);
		if (write(ends[1], name, sizeof name) == sizeof name)
			pause();
		_exit(1);
	}
	assert_int_equal(read(ends[0], name, sizeof name), sizeof name);
	assert_false(claim_console_is_dead(name));
	kill(pid, SIGKILL);
	assert_int_equal(waitid(P_PID, (id_t)pid, &ended, WEXITED | WNOWAIT), 0);
	assert_true(claim_console_is_dead(name));
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	assert_true(claim_console_is_dead(name));
	close(ends[0]);
	close(ends[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(eight_consoles_never_get_one_client),
		FACT(a_held_file_is_passed_over_and_refuses_others),
		FACT(a_held_file_is_listed_with_its_reason),
		FACT(a_dead_console_frees_its_files_at_once),
		FACT(a_console_that_cannot_be_looked_at_lives),
		FACT(a_turn_that_comes_late_is_waited_for),
		FACT(a_lease_ends_and_is_renewed),
		FACT(closing_a_session_frees_its_files),
		FACT(claims_are_in_the_journal_once),
		FACT(a_walk_goes_down_the_queue_to_its_end),
		FACT(a_callback_comes_when_due_and_the_walk_goes_on),
		FACT(a_file_left_in_hand_may_be_given_to_others),
		FACT(a_console_that_nobody_waited_for_is_dead),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
