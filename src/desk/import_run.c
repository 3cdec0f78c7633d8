/* The row of an import run and what stands around it: rejects, known lines for next time, the
 * control sum, the journal.
 */
#include <string.h>

#include "base/clock.h"
#include "base/gettext.h"
#include "base/id.h"
#include "base/json.h"
#include "base/mem.h"
#include "desk/import_job.h"

enum { REJECTS_AT_ONCE = 500 };

bool import_run_alone(struct import_job *job, bool (*take)(void *context, struct err *err),
		      void *context, struct err *err)
{
	struct import_lock *lock = NULL;
	bool done;

	if (job->request->dry_run)
		return take(context, err);
	if (!import_lock_take(job->session->store, job->session->creditor.id, job->source, &lock, err))
		return false;
	if (!lock)
		return err_set(err, ERR_BUSY, N_("another import of %s is at work: wait for its end"),
			       job->source);
	done = take(context, err);
	import_lock_release(lock);
	return done;
}

bool import_run_of_same(struct import_job *job, struct import_run_row *before, struct err *err)
{
	struct store *store = job->session->store;
	struct import_run_row last;
	enum found found = import_source_find(store, job->session->creditor.id, job->source, &job->source_id, err);

	*before = (struct import_run_row){ 0 };
	if (found == FOUND)
		found = import_run_of_bytes(store, &job->arena, job->source_id, job->run.sha256, &last, err);
	if (found != FOUND)
		return found == FOUND_NOT;
	if (strcmp(last.status, IMPORT_RUNNING) == 0) {
		job->run = last;
		job->report->resumed = true;
	} else {
		*before = last;
	}
	return true;
}

bool import_run_same(struct import_job *job, const struct import_run_row *before, struct err *err)
{
	job->report->end = IMPORT_ENDED_SAME;
	job->report->before_on = before->on_day;
	return import_run_number(job->session->store, before->id, &job->report->before_number, err);
}

bool import_run_start(struct import_job *job, struct err *err)
{
	struct session *session = job->session;
	char now[CLOCK_TEXT];

	if (!import_source_put(session->store, session->creditor.id, job->source, &job->source_id,
			       err))
		return false;
	job->run.source_id = job->source_id;
	job->run.status = IMPORT_RUNNING;
	import_run_totals(job);
	if (job->report->resumed)
		return import_reject_clear(session->store, job->run.id, err) &&
		       import_run_put(session->store, &job->run, err);
	job->run.id = id_new();
	job->run.started_at = arena_strdup(&job->arena, session_now(now));
	return import_run_insert(session->store, session->creditor.id, &job->run, err);
}

/* Σ over all currencies: a control total, not an amount. */
static cents sum_all(const struct import_report *report)
{
	cents all = 0;

	for (size_t i = 0; i < report->sum_count; i++)
		if (!money_add(all, report->sums[i].in, &all))
			return MONEY_MAX;
	return all;
}

/* What lines that were refused keep open is no part of the file's word. */
static bool put_sums(const struct import_job *job, bool taken, struct err *err)
{
	const struct import_report *report = job->report;
	bool ledger = import_is_ledger(report->format);

	for (size_t i = 0; i < report->sum_count; i++) {
		const struct import_sum *sum = &report->sums[i];
		struct import_run_sum row = { .open = sum->in };

		memcpy(row.currency, sum->currency, MONEY_CODE);
		row.stored = !taken ? 0 : ledger ? sum->stored - sum->kept : sum->stored;
		if (!import_run_put_sum(job->session->store, job->run.id, &row, err))
			return false;
	}
	return true;
}

/* A run that is taken up again keeps what it counted before it was cut short. */
void import_run_totals(struct import_job *job)
{
	const struct import_report *report = job->report;

	job->run.lines = report->lines;
	job->run.items = report->items;
	job->run.rejects = report->rejects;
	job->run.warnings = report->warnings;
	job->run.open_cents = sum_all(report);
	if (!report->resumed)
		job->run.unchanged = report->unchanged;
}

bool import_run_rejects(struct import_job *job, size_t *from, size_t most, struct err *err)
{
	const struct import_set *set = &job->set;

	for (size_t n = 0; n < most && *from < set->reject_count; n++, ++*from) {
		const struct set_reject *reject = &set->rejects[*from];
		struct import_reject_row row = {
			.line = reject->line,
			.reason = intake_reason_codes[reject->reason],
			.warning = reject->warning,
			.arg = import_set_text(set, reject->arg),
			.raw = import_set_text(set, reject->raw),
		};

		if (!import_reject_insert(job->session->store, job->run.id, &row, err))
			return false;
	}
	return true;
}

/* ---- the known lines for next time ---- */

static void add_item(const struct set_item *item, struct import_lines *out)
{
	if (item->change != SET_REFUSED && item->id != 0)
		import_lines_add(out, item->hash, item->id, item->open, item->currency);
}

/* The file in its order, which is the next file's order too; behind it the lines of before that
 * stay true: all a change set does not replace, or what a full picture kept for the sake of refused
 * lines. */
static void gather_lines(const struct import_job *job, struct import_lines *out)
{
	const struct import_set *set = &job->set;

	for (size_t i = 0; i < set->sequence_count; i++) {
		if (set->sequence[i] >= 0)
			import_lines_keep(out, &job->lines.all[set->sequence[i]]);
		else
			add_item(&set->items[-1 - set->sequence[i]], out);
	}
	for (size_t i = 0; i < job->lines.count; i++) {
		const struct known_line *line = &job->lines.all[i];

		if (!line->seen && !line->replaced && (!job->full || line->kept))
			import_lines_keep(out, line);
	}
}

/* Lines can speak for the whole source when every open item of it has one. */
static bool speaks_for_all(const struct import_job *job)
{
	for (size_t i = 0; i < job->set.item_count; i++)
		if (job->set.items[i].hash == 0)
			return false;
	if (job->lines_usable || job->source_new)
		return true;
	return job->full && job->report->kept == 0;
}

void import_run_lines(struct import_job *job, struct import_lines *out)
{
	*out = (struct import_lines){ .complete = speaks_for_all(job) };
	memcpy(out->fingerprint, job->fingerprint, IMPORT_FINGERPRINT);
	if (!out->complete)
		return;
	for (bool patch = import_lines_can_patch(&job->lines);; patch = false) {
		import_lines_follow(out, &job->lines, patch);
		gather_lines(job, out);
		if (import_lines_end(out))
			return;
	}
}

/* ---- the control sum ---- */

static bool say_difference(const struct import_report *report, const struct import_sum *sum,
			   struct err *err)
{
	char in[MONEY_TEXT], stored[MONEY_TEXT];

	return err_set(err, ERR_STORE,
		       N_("%s: the file has %s %s open, the store %s after taking it: nothing can "
			  "be relied on, run relance verify"),
		       report->file, money_decimal_text(sum->in + sum->kept, in), sum->currency,
		       money_decimal_text(sum->stored, stored));
}

/* All the source has open now is what the file says, and what was kept. */
static bool check_full(struct import_job *job, struct err *err)
{
	struct import_report *report = job->report;
	struct import_sum_row *rows;
	size_t count, at = 0;

	if (!import_open_sums(job->session->store, &job->arena, job->source_id, &rows, &count, err))
		return false;
	for (size_t i = 0; i < report->sum_count; i++) {
		struct import_sum *sum = &report->sums[i];

		if (at < count && strcmp(rows[at].currency, sum->currency) == 0)
			sum->stored = rows[at++].open;
		if (sum->stored != sum->in + sum->kept)
			return say_difference(report, sum, err);
	}
	if (at < count)
		return err_set(err, ERR_STORE,
			       N_("%s: the store has open items in %s the file does not have: run "
				  "relance verify"),
			       report->file, rows[at].currency);
	return true;
}

static struct import_sum *sum_of(struct import_report *report, const char *currency)
{
	for (size_t i = 0; i < report->sum_count; i++)
		if (strcmp(report->sums[i].currency, currency) == 0)
			return &report->sums[i];
	return NULL;
}

/* The items a change set names, read back one by one; lines taken over unread say what they made. */
static bool check_changes(struct import_job *job, struct err *err)
{
	struct import_report *report = job->report;
	struct lines_sum seen[UINT8_MAX];

	import_lines_seen(&job->lines, seen); /* which the plan has added up already */
	for (size_t i = 0; i < job->lines.currency_count; i++)
		if (seen[i].count > 0)
			sum_of(report, job->lines.currencies[i])->stored += seen[i].open;
	for (size_t i = 0; i < job->set.item_count; i++) {
		/* client after client, as they lie in the store */
		const struct set_item *item = &job->set.items[job->items.order[i]];
		cents open = 0;

		if (item->change == SET_REFUSED || item->id == 0)
			continue;
		if (!import_invoice_open(job->session->store, item->id, &open, err))
			return false;
		sum_of(report, item->currency)->stored += open;
	}
	for (size_t i = 0; i < report->sum_count; i++)
		if (report->sums[i].stored != report->sums[i].in)
			return say_difference(report, &report->sums[i], err);
	return true;
}

bool import_run_check(struct import_job *job, struct err *err)
{
	const struct import_report *report = job->report;

	if (!(job->full || job->source_new ? check_full(job, err) : check_changes(job, err)))
		return false;
	job->run.stored_cents = 0;
	for (size_t i = 0; i < report->sum_count; i++)
		if (!money_add(job->run.stored_cents, report->sums[i].stored - report->sums[i].kept,
			       &job->run.stored_cents))
			job->run.stored_cents = MONEY_MAX;
	return true;
}

/* ---- the end ---- */

static void write_payload(const struct import_job *job, struct buf *out)
{
	const struct import_run_row *run = &job->run;
	struct json json;

	json_init(&json, out, false);
	json_object(&json, NULL);
	json_integer(&json, "run", run->id);
	json_text(&json, "source", job->source);
	json_text(&json, "file", run->file);
	json_text(&json, "sha256", run->sha256);
	json_text(&json, "mode", run->mode);
	json_integer(&json, "lines", run->lines);
	json_integer(&json, "items", run->items);
	json_integer(&json, "created", run->created);
	json_integer(&json, "changed", run->changed);
	json_integer(&json, "closed", run->closed);
	json_integer(&json, "unchanged", run->unchanged);
	json_integer(&json, "rejects", run->rejects);
	json_integer(&json, "warnings", run->warnings);
	json_object(&json, "open");
	for (size_t i = 0; i < job->report->sum_count; i++)
		json_money(&json, job->report->sums[i].currency, job->report->sums[i].in);
	json_end(&json, '}');
	json_end(&json, '}');
}

bool import_run_end(struct import_job *job, struct err *err)
{
	struct buf payload = { 0 };
	char now[CLOCK_TEXT];
	bool done;

	job->run.status = IMPORT_DONE_CODE;
	job->run.ended_at = arena_strdup(&job->arena, session_now(now));
	write_payload(job, &payload);
	done = import_run_put(job->session->store, &job->run, err) && put_sums(job, true, err) &&
	       session_journal(job->session, 0, "import", payload.data, err) &&
	       store_tell(job->session->store, err);
	buf_clear(&payload);
	return done;
}

static bool start_refused(struct import_job *job, const struct err *why, struct err *err)
{
	struct session *session = job->session;
	char now[CLOCK_TEXT];

	job->run.status = IMPORT_REFUSED_CODE;
	job->run.ended_at = arena_strdup(&job->arena, session_now(now));
	job->run.message = *why->said ? why->said : why->text;
	import_run_totals(job);
	if (job->run.id != 0)
		return import_run_put(session->store, &job->run, err) && put_sums(job, false, err);
	job->run.id = id_new();
	job->run.started_at = job->run.ended_at;
	return import_source_put(session->store, session->creditor.id, job->source,
				 &job->run.source_id, err) &&
	       import_run_insert(session->store, session->creditor.id, &job->run, err) &&
	       put_sums(job, false, err);
}

bool import_run_refuse(struct import_job *job, const struct err *why, struct err *err)
{
	struct store *store = job->session->store;
	bool stored = job->run.id != 0; /* with its rejects */
	size_t from = 0;

	do {
		if (!store_begin(store, true, err))
			return false;
		if ((from == 0 && !start_refused(job, why, err)) ||
		    (!stored && !import_run_rejects(job, &from, REJECTS_AT_ONCE, err)) ||
		    !store_commit(store, err)) {
			store_rollback(store);
			return false;
		}
	} while (!stored && from < job->set.reject_count);
	return true;
}
