/* What people do all day, all at once: mix PROCESSES SECONDS STORE DAY MAILER
 *
 * Each process is somebody at a console who records, takes back, promises, disputes, asks for documents and settles them, queues mails and
 * takes them back, opens and leaves files; the first sends the mails through MAILER, the second proves the store again and again, the
 * third is a supervisor who gives files to others, decides and matches cash. Others are killed at any moment and somebody takes their
 * place. Nothing may go wrong but by a rule's word; what was acknowledged stands, once; each deed came to pass; in the end no figure of
 * the queue is another than the facts make it. Prints how often each was done and refused.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/id.h"
#include "base/mem.h"
#include "bench/measure.h"
#include "bench/store.h"
#include "db/call.h"
#include "desk/audit.h"
#include "desk/call.h"
#include "desk/claim.h"
#include "desk/contact.h"
#include "desk/dispute.h"
#include "desk/document.h"
#include "desk/escalation.h"
#include "desk/mail.h"
#include "desk/mail_send.h"
#include "desk/matching.h"
#include "desk/promises.h"
#include "desk/refresh.h"
#include "desk/team.h"
#include "desk/worklist.h"

#define ROOM     200000
#define CLIENTS  160 /* few, so that they meet */
#define PEOPLE   6
#define KILL_MS  120.0
#define LEAST    40 /* processes × seconds from which each deed must have come to pass */

enum { SENDER, PROVER, LEADER, WORKERS };
enum { DEED_RECORD, DEED_UNDO, DEED_CLAIM, DEED_MAIL, DEED_CANCEL, DEED_DOCUMENT, DEED_DISPUTE, DEED_WITHDRAW, DEED_CONTACT,
       DEED_ASSIGN, DEED_DECIDE, DEED_MATCH, DEED_SEND, DEED_PROVE, DEED_COUNT };
static const char *const names[DEED_COUNT] = { "record", "undo", "claim", "mail", "cancel", "document", "dispute", "withdraw",
	                                       "contact", "assign", "decide", "match", "send", "prove" };

struct board {
	volatile int stop, failed;
	volatile size_t used;
	volatile long done[DEED_COUNT], refused[DEED_COUNT];
	int64_t acknowledged[ROOM];
};

static struct board *board;
static const char *store, *day, *mailer;
static int64_t clients[CLIENTS];

/* One process. */
struct worker {
	struct session *session;
	struct arena arena;
	uint64_t seed, drawn;
	int64_t last_client, last_mail;
};

static int draw(struct worker *w, int below)
{
	return (int)(measure_draw(w->seed, w->drawn++) % (uint64_t)below);
}

static int64_t any_client(struct worker *w)
{
	return clients[draw(w, CLIENTS)];
}

static void acknowledge(int64_t id)
{
	size_t at = __atomic_fetch_add(&board->used, 1, __ATOMIC_SEQ_CST);

	if (at >= ROOM)
		measure_fail("the board", "is full");
	board->acknowledged[at] = id;
}

/* ---- what agents do ---- */

static bool record(struct worker *w, struct err *err)
{
	static const struct {
		enum outcome outcome;
		const char *entry;
	} ways[] = {
		{ OUTCOME_PROMISE, "ven" }, { OUTCOME_PROMISE, "30 +3" }, { OUTCOME_PROMISE, "3x fm" }, { OUTCOME_CALLBACK, "dem 9h" },
		{ OUTCOME_NO_ANSWER, "" }, { OUTCOME_MESSAGE, "" }, { OUTCOME_EVASIVE, "+4" }, { OUTCOME_DISPUTE, "1" },
		{ OUTCOME_DOCUMENT, "" }, { OUTCOME_PAID, "20/11" }, { OUTCOME_DIFFICULTY, "" }, { OUTCOME_NOTE, "vu" },
		{ OUTCOME_CIRCUIT, "b lenoir 3" }, { OUTCOME_REFUSAL, "non" },
	};
	size_t way = (size_t)draw(w, sizeof ways / sizeof *ways);
	const struct call_request request = {
		.id = id_new(), .client_id = any_client(w), .outcome = ways[way].outcome, .entry = ways[way].entry
	};
	struct call_result result;

	if (!call_record(w->session, &request, &result, err)) {
		if (result.entry_refused)
			err_set(err, ERR_REFUSED, "entry");
		return false;
	}
	acknowledge(request.id);
	w->last_client = request.client_id;
	if (draw(w, 4) > 0)
		return true;
	if (call_record(w->session, &request, &result, err) && !result.already)
		return err_set(err, ERR_STORE, "the same id was recorded twice");
	return true;
}

static bool undo(struct worker *w, struct err *err)
{
	char undone[CALL_CODE];

	return call_undo(w->session, w->last_client ? w->last_client : any_client(w), undone, err);
}

static bool claim(struct worker *w, struct err *err)
{
	const struct call_request request = {
		.id = id_new(), .client_id = any_client(w), .outcome = OUTCOME_PROMISE, .entry = "fm"
	};
	struct call_result result;
	bool taken;

	if (!claim_take(w->session, request.client_id, &taken, err))
		return false;
	if (!taken)
		return err_set(err, ERR_REFUSED, "somebody else has it");
	if (call_record(w->session, &request, &result, err))
		acknowledge(request.id);
	else if (!result.entry_refused && err->code != ERR_REFUSED)
		return false;
	return claim_free(w->session, request.client_id, err);
}

static bool mail(struct worker *w, struct err *err)
{
	const struct mail_request request = { .id = id_new(), .client_id = any_client(w), .kind = MAILING_REMINDER };

	w->last_mail = request.id;
	return mail_queue(w->session, &request, err);
}

static bool cancel(struct worker *w, struct err *err)
{
	if (!w->last_mail)
		return err_set(err, ERR_REFUSED, "none was queued");
	return mail_cancel(w->session, w->last_mail, err) && (draw(w, 2) || mail_restore(w->session, w->last_mail, err));
}

static bool document(struct worker *w, struct err *err)
{
	struct document_row *rows;
	size_t count;

	if (!document_open_list(w->session, 0, &w->arena, &rows, &count, err))
		return false;
	if (count == 0)
		return err_set(err, ERR_REFUSED, "none is asked for");
	const struct document_step step = { .id = id_new(), .request_id = rows[draw(w, (int)count)].id };
	date chase_on;

	if (!(draw(w, 2) ? document_sent(w->session, &step, &chase_on, err) : document_settle(w->session, &step, err)))
		return false;
	acknowledge(step.id);
	return true;
}

static bool dispute(struct worker *w, struct err *err)
{
	struct dispute_row *rows;
	size_t count;

	if (!dispute_open_list(w->session, -1, 0, &w->arena, &rows, &count, err))
		return false;
	if (count == 0)
		return err_set(err, ERR_REFUSED, "none is open");
	const struct dispute_end end = { .id = id_new(), .dispute_id = rows[draw(w, (int)count)].id,
		                         .resolution = draw(w, 2) ? DISPUTE_REJECTED : DISPUTE_AGREED };

	if (!dispute_resolve(w->session, &end, err))
		return false;
	acknowledge(end.id);
	return true;
}

static bool withdraw(struct worker *w, struct err *err)
{
	const struct promises_query query = { .broken_days = 30 };
	struct promises_withdrawn out;
	struct promises_row *rows;
	size_t count;

	if (!promises_list(w->session, &w->arena, &query, &rows, &count, err))
		return false;
	if (count == 0)
		return err_set(err, ERR_REFUSED, "none is open");
	const struct promises_withdraw request = { .id = id_new(), .promise_id = rows[draw(w, (int)count)].promised.promise.id, .words = "misheard" };

	if (!promises_withdraw(w->session, &request, &out, err))
		return false;
	acknowledge(request.id);
	return true;
}

static bool contact(struct worker *w, struct err *err)
{
	const struct contact_row row = { .id = id_new(), .name = "Mme Lenoir", .role = "accounts_payable", .phone = "04 78 12 34 56",
		                         .mail = "lenoir@client.example", .best_minute = -1 };

	return contact_add(w->session, any_client(w), &row, err) && contact_mark_wrong(w->session, row.id, draw(w, 2), err);
}

/* ---- what a supervisor does ---- */

static bool assign(struct worker *w, struct err *err)
{
	int64_t some[5];
	char agent[8];
	const struct team_assignment to = { .team = draw(w, 2) ? "North" : "", .agent = draw(w, 3) ? agent : "" };
	struct team_assigned out;

	snprintf(agent, sizeof agent, "p%d", draw(w, PEOPLE));
	for (size_t i = 0; i < 5; i++)
		some[i] = any_client(w);
	return team_assign(w->session, some, 5, &to, &out, err);
}

static bool decide(struct worker *w, struct err *err)
{
	static const enum escalation_act acts[] = {
		ESCALATION_ACT_PROPOSE, ESCALATION_ACT_APPROVE, ESCALATION_ACT_REFUSE, ESCALATION_ACT_HAND_OVER, ESCALATION_ACT_TAKE_BACK,
		ESCALATION_ACT_THREATEN, ESCALATION_ACT_ANNOUNCE, ESCALATION_ACT_IMPOSE, ESCALATION_ACT_LIFT, ESCALATION_ACT_UNDECIDE,
	};
	const struct escalation_deed deed = { .id = id_new(), .client_id = clients[draw(w, 10)],
		                              .act = acts[draw(w, sizeof acts / sizeof *acts)],
		                              .kind = draw(w, 2) ? ESCALATION_KIND_LEGAL : ESCALATION_KIND_HOLD,
		                              .what = draw(w, 2) ? ESCALATION_LEGAL : ESCALATION_HOLD,
		                              .to = ESCALATION_HAND_LEGAL, .again_on = DATE_NONE, .note = "seen" };
	struct escalation_done out;

	return escalation_do(w->session, &deed, &out, err);
}

static bool match(struct worker *w, struct err *err)
{
	struct matching_totals totals;
	struct matching_line *rows;
	size_t count;

	if (draw(w, 5) == 0)
		return matching_run(w->session, NULL, NULL, &totals, err);
	if (!matching_list(w->session, &w->arena, true, 200, &rows, &count, err))
		return false;
	if (count == 0)
		return err_set(err, ERR_REFUSED, "there is no cash");
	const struct matching_line *line = &rows[draw(w, (int)count)];

	if (draw(w, 2))
		return matching_undo(w->session, line->id, err);
	return matching_by_hand(w->session, line->id, any_client(w), NULL, 0, err);
}

/* ---- the others ---- */

static bool word(struct texts *texts, struct session *session, const struct client_file *file, const struct mail_row *row,
                 const int64_t *ids, size_t count, struct mail_text *out, struct err *err)
{
	(void)texts, (void)session, (void)file, (void)row, (void)ids, (void)count, (void)err;
	*out = (struct mail_text){ mem_strdup("reminder"), mem_strdup("Your invoices"), mem_strdup("Please pay.\n") };
	return true;
}

static bool send(struct worker *w, struct err *err)
{
	const struct mail_sender sender = { .from = "us@creditor.example", .program = mailer, .word = word };
	struct mail_totals totals;

	if (!mail_send_all(w->session, &sender, &totals, err))
		return false;
	if (totals.failed || totals.given_up > totals.held + totals.sent + 1000)
		return err_set(err, ERR_STORE, "%d mails failed", totals.failed);
	return totals.sent > 0 || err_set(err, ERR_REFUSED, "nothing to send");
}

static bool prove(struct worker *w, struct err *err)
{
	struct audit_totals totals;

	return audit_verify(w->session, &totals, err);
}

/* ---- who does what ---- */

static bool (*const deeds[DEED_COUNT])(struct worker *w, struct err *err) = {
	record, undo, claim, mail, cancel, document, dispute, withdraw, contact, assign, decide, match, send, prove
};

/* A rule's word, or others who were first, are no failure. A conflict of the tables' is; cash knows others. */
static bool is_word(int deed, const struct err *err)
{
	return err->code == ERR_REFUSED || err->code == ERR_MISSING || err->code == ERR_USAGE || (deed == DEED_MATCH && err->code == ERR_CONFLICT);
}

static void do_one(struct worker *w, int deed)
{
	struct err err = { 0 };

	if (deeds[deed](w, &err)) {
		__atomic_add_fetch(&board->done[deed], 1, __ATOMIC_RELAXED);
	} else if (is_word(deed, &err)) {
		__atomic_add_fetch(&board->refused[deed], 1, __ATOMIC_RELAXED);
	} else {
		fprintf(stderr, "mix: %s: %s\n", names[deed], err.text);
		board->failed = 1;
		_exit(1);
	}
	arena_clear(&w->arena);
}

static int deed_of(struct worker *w, int number)
{
	switch (number) {
	case SENDER: return DEED_SEND;
	case PROVER: return DEED_PROVE;
	case LEADER: return DEED_ASSIGN + draw(w, 3);
	default: return draw(w, 2) ? DEED_RECORD : draw(w, DEED_ASSIGN);
	}
}

static _Noreturn void work(int number, int generation)
{
	struct worker w = { .seed = (uint64_t)(number + generation * 1000) };
	char agent[8];

	snprintf(agent, sizeof agent, "p%d", number % PEOPLE);
	w.session = bench_session(store, day, number < WORKERS ? NULL : agent,
	                          number == SENDER || number == PROVER ? STORE_COMMAND : STORE_CONSOLE);
	while (!board->stop) {
		do_one(&w, deed_of(&w, number));
		if (number == SENDER || number == PROVER)
			usleep(100000);
	}
	session_close(w.session);
	_exit(0);
}

static pid_t start(int number, int generation)
{
	pid_t pid = measure_fork();

	if (pid == 0)
		work(number, generation);
	return pid;
}

/* ---- before and after ---- */

static void need(bool done, const char *what, const struct err *err)
{
	if (!done)
		bench_fail(what, err);
}

static void prepare(void)
{
	struct session *session = bench_session(store, day, NULL, STORE_COMMAND);
	struct worklist list;
	struct err err = { 0 };
	char agent[8];

	need(team_add(session, "North", &err), "a team", &err);
	for (int i = 0; i < PEOPLE; i++) {
		snprintf(agent, sizeof agent, "p%d", i);
		need(session_add_agent(session, agent, ROLE_AGENT, &err), "an agent", &err);
	}
	need(worklist_open(session, true, CLIENTS, &list, &err), "the queue", &err);
	if (list.count < CLIENTS)
		measure_fail(store, "too few clients");
	for (size_t i = 0; i < CLIENTS; i++) {
		const struct contact_row row = { .id = id_new(), .name = "Compta", .role = "accounts_payable", .phone = "04 78 00 00 00",
			                         .mail = "compta@client.example", .best_minute = -1 };

		clients[i] = list.rows[i].client.id;
		need(contact_add(session, clients[i], &row, &err), "a contact", &err);
	}
	worklist_clear(&list);
	session_close(session);
}

static size_t lost(struct session *session)
{
	struct arena arena = { 0 };
	struct call_row row;
	struct err err = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < board->used; i++) {
		n += action_by_id(session->store, &arena, board->acknowledged[i], &row, &err) != FOUND;
		arena_clear(&arena);
	}
	return n;
}

static bool conclude(int processes, double seconds, int killed)
{
	struct session *session = bench_session(store, day, NULL, STORE_BATCH);
	struct refresh_totals totals;
	struct audit_totals proved;
	struct err err = { 0 };
	size_t missing = lost(session);
	bool well = !board->failed && missing == 0;

	for (int i = 0; i < DEED_COUNT; i++) {
		printf("%s %ld/%ld%s", names[i], board->done[i], board->refused[i], i + 1 < DEED_COUNT ? ", " : "\n");
		well = well && (board->done[i] > 0 || processes * seconds < LEAST);
	}
	need(audit_verify(session, &proved, &err), "verify", &err);
	need(refresh_all(session, true, NULL, NULL, &totals, &err), "rescore", &err);
	printf("%zu acknowledged, %zu lost, %d killed, %lld clients scored, %lld of them otherwise than before\n", (size_t)board->used,
	       missing, killed, (long long)totals.clients, (long long)totals.changed);
	session_close(session);
	return well && totals.changed == 0;
}

int main(int argc, char **argv)
{
	int processes, killed = 0, generation = 1;
	double seconds, began;
	pid_t *pids;

	if (argc != 6) {
		fprintf(stderr, "usage: mix PROCESSES SECONDS STORE DAY MAILER\n");
		return 2;
	}
	processes = (int)measure_number(argv[1], WORKERS + 1, 200);
	seconds = (double)measure_number(argv[2], 1, 3600);
	store = argv[3], day = argv[4], mailer = argv[5];
	board = mmap(NULL, sizeof *board, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (board == MAP_FAILED)
		measure_fail("memory", "none");
	prepare();
	pids = calloc((size_t)processes, sizeof *pids);
	for (int i = 0; i < processes; i++)
		pids[i] = start(i, 0);
	began = measure_now_ms();
	while (!board->failed && measure_now_ms() - began < seconds * 1e3) {
		int victim = LEADER + (int)(measure_draw(7, (uint64_t)generation) % (uint64_t)(processes - LEADER));

		usleep((useconds_t)(KILL_MS * 1e3));
		kill(pids[victim], SIGKILL);
		waitpid(pids[victim], NULL, 0);
		pids[victim] = start(victim, generation++);
		killed++;
	}
	board->stop = 1;
	if (!measure_wait_all())
		board->failed = 1;
	free(pids);
	return conclude(processes, seconds, killed) ? 0 : 1;
}
