/* A night from its lock to its report. What each step does is its own use case's business.
 */
#include "desk/night.h"

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/gettext.h"
#include "base/id.h"
#include "base/mem.h"
#include "db/import.h"
#include "desk/matching.h"
#include "desk/refresh.h"
#include "desk/transact.h"

/* Sources are cleaned names: none begins with a blank. */
#define LOCK_NAME " night"

const char *const night_step_codes[NIGHT_STEP_COUNT] = {
	[NIGHT_FILES] = "files",   [NIGHT_CASH] = "cash",     [NIGHT_STATUSES] = "statuses",
	[NIGHT_SCORE] = "score",   [NIGHT_MAIL] = "mail",     [NIGHT_REPORT] = "report",
	[NIGHT_DONE] = "done",
};

struct night {
	struct session *session;
	const struct night_request *request;
	struct night_report *report;
	struct night_row row;
	date since; /* the day of the night before; DATE_NONE: there was none */
	struct arena arena;
	struct inbox_result inbox;
	enum night_step step;
};

static void tell(const struct night *night, const char *detail, double part)
{
	if (night->request->progress)
		night->request->progress(night->request->context, night->step, detail, part);
}

/* ---- the row ---- */

static bool put_row(struct session *session, void *context, struct err *err)
{
	return night_put(session->store, context, err);
}

static bool enter(struct night *night, enum night_step step, struct err *err)
{
	night->step = step;
	night->row.step = night_step_codes[step];
	tell(night, "", 0);
	return transact(night->session, put_row, &night->row, err);
}

static bool insert_row(struct session *session, void *context, struct err *err)
{
	return night_insert(session->store, session->creditor.id, context, err);
}

static bool begin_new(struct night *night, struct err *err)
{
	char now[CLOCK_TEXT];

	night->row = (struct night_row){
		.id = id_new(),
		.on_day = night->session->today,
		.started_at = arena_strdup(&night->arena, session_now(now)),
		.ended_at = "",
		.process = night->session->console,
		.step = night_step_codes[NIGHT_FILES],
		.report = "",
	};
	return transact(night->session, insert_row, &night->row, err);
}

/* One of another day is over, however far it came. */
static bool close_old(struct night *night, struct night_row *old, struct err *err)
{
	char now[CLOCK_TEXT];

	old->ended_at = arena_strdup(&night->arena, session_now(now));
	return transact(night->session, put_row, old, err);
}

static bool begin(struct night *night, struct err *err)
{
	struct session *session = night->session;
	struct night_row last, before;
	enum found found =
		night_latest(session->store, &night->arena, session->creditor.id, &last, err);

	if (found == FOUND_ERROR)
		return false;
	if (found == FOUND && !*last.ended_at && last.on_day == session->today) {
		night->row = last;
		night->row.process = session->console;
		night->report->resumed = true;
	} else if ((found == FOUND && !*last.ended_at && !close_old(night, &last, err)) ||
		   !begin_new(night, err)) {
		return false;
	}
	found = night_before(session->store, &night->arena, session->creditor.id, night->row.id,
			     &before, err);
	night->since = found == FOUND ? before.on_day : DATE_NONE;
	session->night_id = night->row.id;
	return found != FOUND_ERROR;
}

/* ---- the steps ---- */

static void tell_file(void *context, const char *file, double part)
{
	tell(context, file, part);
}

static bool take_files(struct night *night, struct err *err)
{
	struct inbox_request inbox;

	if (!night->request->inbox)
		return true;
	inbox = *night->request->inbox;
	inbox.progress = tell_file;
	inbox.context = night;
	return inbox_take(night->session, &inbox, &night->inbox, err);
}

static void tell_cash(void *context, int64_t done, int64_t total)
{
	tell(context, "", total ? (double)done / (double)total : 0);
}

static bool match_cash(struct night *night, struct err *err)
{
	struct matching_totals totals;

	return matching_run(night->session, tell_cash, night, &totals, err);
}

static bool take_statuses(struct night *night, struct err *err)
{
	return platform_retry(night->session, &night->report->statuses, err);
}

static bool score(struct night *night, struct err *err)
{
	struct refresh_totals totals;
	bool done = refresh_all(night->session, true, NULL, NULL, &totals, err);

	night->report->clients = totals.clients;
	night->report->clients_changed = totals.changed;
	return done;
}

static void keep_problems(struct night_report *report, const struct mail_problems *problems)
{
	struct night_problem *rows = arena_alloc(&report->arena, (problems->count + 1) * sizeof *rows);

	for (size_t i = 0; i < problems->count; i++) {
		const struct mail_problem *problem = &problems->rows[i];

		rows[i].count = problem->count;
		rows[i].why = arena_strdup(&report->arena, problem->why);
		rows[i].client = arena_strdup(&report->arena, problem->client_no);
		rows[i].address = arena_strdup(&report->arena, problem->address);
	}
	report->mail_problems = rows;
	report->mail_problem_count = problems->count;
}

static bool send_mails(struct night *night, struct err *err)
{
	struct mail_problems problems = { 0 };
	struct mail_totals totals = { 0 };
	struct mail_sender sender;
	bool sent;

	if (!mail_steps_queue(night->session, false, &night->report->steps, err))
		return false;
	if (!night->request->mails)
		return true;
	sender = *night->request->mails;
	sender.problems = &problems;
	sent = mail_send_all(night->session, &sender, &totals, err);
	keep_problems(night->report, &problems);
	mail_problems_clear(&problems);
	if (!sent)
		return false;
	night->report->mails_sent = totals.sent;
	night->report->mails_held = totals.held;
	night->report->mails_failed = totals.failed + totals.given_up;
	return true;
}

/* ---- the report ---- */

static void add_run(struct night *night, const struct import_run_row *run)
{
	struct night_report *report = night->report;
	bool refused = strcmp(run->status, IMPORT_REFUSED_CODE) == 0;

	report->files[report->file_count++] = (struct night_file){
		.name = arena_strdup(&report->arena, run->file),
		.fate = inbox_fate_codes[refused ? INBOX_REFUSED : INBOX_TAKEN],
		.kind = arena_strdup(&report->arena, run->kind),
		.source = arena_strdup(&report->arena, run->source),
		.run = run->number,
		.lines = run->lines,
		.items = run->items,
		.created = run->created,
		.changed = run->changed,
		.closed = run->closed,
		.unchanged = run->unchanged,
		.rejects = run->rejects,
		.warnings = run->warnings,
		.sums = arena_copy(&report->arena, run->sums, run->sum_count, sizeof *run->sums),
		.sum_count = run->sum_count,
		.why = arena_strdup(&report->arena, run->message),
		.said = arena_strdup(&report->arena, run->said),
	};
	report->rejects += run->rejects;
	report->refused += refused;
}

/* Files without a run of this night: known before, left, or refused before they were read. */
static void add_file(struct night *night, const struct inbox_file *file)
{
	struct night_report *report = night->report;

	for (size_t i = 0; i < report->file_count && file->run != 0; i++)
		if (report->files[i].run == file->run)
			return;
	report->files[report->file_count++] = (struct night_file){
		.name = arena_strdup(&report->arena, file->name),
		.fate = inbox_fate_codes[file->fate],
		.kind = "",
		.source = "",
		.run = file->run,
		.why = arena_strdup(&report->arena, file->why),
		.said = arena_strdup(&report->arena, file->said),
	};
	report->refused += file->fate == INBOX_REFUSED;
	report->left += file->fate == INBOX_LEFT;
}

static bool tell_files(struct night *night, struct err *err)
{
	struct session *session = night->session;
	struct night_report *report = night->report;
	struct import_run_row *runs;
	size_t count;

	if (!import_run_list_night(session->store, &night->arena, night->row.id, &runs, &count, err))
		return false;
	report->files = arena_alloc(&report->arena,
				    (count + night->inbox.count + 1) * sizeof *report->files);
	for (size_t i = 0; i < count; i++)
		add_run(night, &runs[i]);
	for (size_t i = 0; i < night->inbox.count; i++)
		add_file(night, &night->inbox.files[i]);
	return true;
}

/* The day of the night before was judged then: what fell due on it is overdue since. */
static bool tell_figures(struct night *night, struct err *err)
{
	struct session *session = night->session;
	struct night_report *report = night->report;
	struct store *store = session->store;
	struct arena *arena = &report->arena;
	int64_t creditor_id = session->creditor.id;
	date since = date_is(night->since) ? night->since : session->today - 1;

	return night_judged(store, creditor_id, night->row.id, &report->judged, err) &&
	       night_matched(store, arena, creditor_id, night->row.id, &report->matched,
			     &report->matched_count, err) &&
	       night_unmatched(store, arena, creditor_id, &report->unmatched,
			       &report->unmatched_count, err) &&
	       night_new_overdue(store, arena, creditor_id, since, session->today,
				 &report->new_overdue, &report->new_overdue_count, err) &&
	       night_proposed(store, creditor_id, &report->legal, err);
}

static bool number_of(struct night *night, struct err *err)
{
	struct session *session = night->session;
	struct night_row *rows;
	size_t count;

	if (!night_list(session->store, &night->arena, session->creditor.id, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (rows[i].id == night->row.id)
			night->report->number = (int)i + 1;
	return true;
}

static bool make_report(struct night *night, struct err *err)
{
	struct night_report *report = night->report;
	struct buf json = { 0 };
	char now[CLOCK_TEXT];
	bool done;

	if (!number_of(night, err) || !tell_files(night, err) || !tell_figures(night, err))
		return false;
	report->creditor = arena_strdup(&report->arena, night->session->creditor.name);
	report->on_day = night->row.on_day;
	report->started_at = arena_strdup(&report->arena, night->row.started_at);
	report->ended_at = arena_strdup(&report->arena, session_now(now));
	night_report_write(report, false, &json);
	night->row.ended_at = report->ended_at;
	night->row.report = json.data;
	night->row.step = night_step_codes[NIGHT_DONE];
	done = transact(night->session, put_row, &night->row, err);
	buf_clear(&json);
	return done;
}

static bool run_all(struct night *night, struct err *err)
{
	static bool (*const steps[])(struct night *night, struct err *err) = {
		[NIGHT_FILES] = take_files, [NIGHT_CASH] = match_cash,
		[NIGHT_STATUSES] = take_statuses, [NIGHT_SCORE] = score,
		[NIGHT_MAIL] = send_mails, [NIGHT_REPORT] = make_report,
	};

	for (int step = NIGHT_FILES; step < NIGHT_DONE; step++)
		if (!enter(night, (enum night_step)step, err) || !steps[step](night, err))
			return false;
	night->step = NIGHT_DONE;
	tell(night, "", 1);
	return true;
}

/* ---- one at a time ---- */

static bool say_who(struct session *session, struct err *err)
{
	struct arena arena = { 0 };
	struct night_row row;
	enum found found =
		night_latest(session->store, &arena, session->creditor.id, &row, err);

	if (found == FOUND)
		err_set(err, ERR_BUSY,
			N_("a night of %s is at work since %s (process %s, step %s): wait for its end"),
			session->creditor.name, row.started_at, row.process, row.step);
	else if (found == FOUND_NOT)
		err_set(err, ERR_BUSY, N_("a night of %s is just beginning: wait for its end"),
			session->creditor.name);
	arena_clear(&arena);
	return false;
}

bool night_run(struct session *session, const struct night_request *request,
	       struct night_report *out, struct err *err)
{
	struct night night = { .session = session, .request = request, .report = out };
	struct import_lock *lock = NULL;
	bool done;

	*out = (struct night_report){ .creditor = "", .started_at = "", .ended_at = "" };
	if (!session_needs_supervisor(session, err) ||
	    !import_lock_take(session->store, session->creditor.id, LOCK_NAME, &lock, err))
		return false;
	if (!lock)
		return say_who(session, err);
	done = begin(&night, err) && run_all(&night, err);
	session->night_id = 0;
	import_lock_release(lock);
	inbox_clear(&night.inbox);
	arena_clear(&night.arena);
	return done;
}

void night_report_clear(struct night_report *report)
{
	arena_clear(&report->arena);
	*report = (struct night_report){ 0 };
}

/* ---- looking back ---- */

bool night_all(struct session *session, struct night_row **rows, size_t *count, struct err *err)
{
	return night_list(session->store, &session->arena, session->creditor.id, rows, count, err);
}

bool night_show(struct session *session, int64_t number, struct night_report *out, struct err *err)
{
	struct night_row *rows;
	const char *json = "";
	size_t count;

	*out = (struct night_report){ 0 };
	if (!night_all(session, &rows, &count, err))
		return false;
	while (number == 0 && count > 0 && strcmp(rows[count - 1].step, "done") != 0)
		count--;
	if (count == 0)
		return err_set(err, ERR_MISSING, N_("no night has ended yet: run relance night"));
	if (number == 0)
		number = (int64_t)count;
	if (number < 1 || number > (int64_t)count)
		return err_set(err, ERR_MISSING,
			       N_("there is no night %" PRId64 ": they are numbered 1 to %zu"), number,
			       count);
	if (night_report_of(session->store, &session->arena, rows[number - 1].id, &json, err) !=
	    FOUND)
		return false;
	if (!*json)
		return err_set(err, ERR_MISSING,
			       N_("night %" PRId64 " was cut short at the step %s: it has no report"),
			       number, rows[number - 1].step);
	return night_report_read(json, out, err);
}
