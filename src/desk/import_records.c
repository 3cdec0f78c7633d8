/* The run around files of few records: known bytes, the lock, transactions, the control sum.
 */
#include "desk/import_records.h"

#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"

enum { AT_ONCE = 50 /* records of one transaction */ };

static const struct {
	enum intake_format format;
	const char *kind, *source;
	bool (*read)(struct import_job *job, struct import_records *out, struct err *err);
} kinds[] = {
	{ FORMAT_CII, IMPORT_KIND_INVOICES, TOLD_SOURCE, import_read_einvoice },
	{ FORMAT_UBL, IMPORT_KIND_INVOICES, TOLD_SOURCE, import_read_einvoice },
	{ FORMAT_FACTURX, IMPORT_KIND_INVOICES, TOLD_SOURCE, import_read_einvoice },
	{ FORMAT_LIFECYCLE, IMPORT_KIND_STATUSES, "lifecycle", import_read_statuses },
	{ FORMAT_RATES, IMPORT_KIND_RATES, "rates", import_read_rates },
};

static size_t kind_of(enum intake_format format)
{
	size_t i = 0;

	while (i < sizeof kinds / sizeof *kinds && kinds[i].format != format)
		i++;
	return i;
}

bool import_records_takes(enum intake_format format)
{
	return kind_of(format) < sizeof kinds / sizeof *kinds;
}

/* *same: the file was taken before, and nothing of it waits to be told again. */
static bool look_back(struct import_job *job, const struct import_records *records, bool *same,
		      struct err *err)
{
	struct import_run_row before;
	bool refused = false;

	if (!import_run_of_same(job, &before, err) ||
	    (before.id != 0 && records->again && !told_run_refused(job->session->store, before.id, &refused, err)))
		return false;
	*same = before.id != 0 && !refused;
	return !*same || import_run_same(job, &before, err);
}

/* ---- writing ---- */

/* What is known of a run that goes on: its own figures are of its chunks before. */
static void count_all(struct import_job *job, const struct import_records *records,
		      const struct import_run_row *before)
{
	struct import_report *report = job->report;

	report->created += before->created;
	report->changed += before->changed;
	report->unchanged = (int64_t)records->count - job->set.refused + job->totals.rejects -
			    report->created - report->changed;
	report->rejects = job->set.refused;
	report->warnings = job->set.warnings;
}

static bool end_run(struct import_job *job, struct err *err)
{
	size_t from = 0;

	import_run_totals(job);
	job->run.created = job->report->created;
	job->run.changed = job->report->changed;
	job->run.unchanged = job->report->unchanged;
	job->run.stored_cents = 0;
	for (size_t i = 0; i < job->report->sum_count; i++)
		if (!money_add(job->run.stored_cents, job->report->sums[i].stored,
			       &job->run.stored_cents))
			job->run.stored_cents = MONEY_MAX;
	return import_run_rejects(job, &from, SIZE_MAX, err) && import_run_end(job, err);
}

/* before: the run as it was found. */
static bool take_some(struct import_job *job, const struct import_records *records,
		      const struct import_run_row *before, size_t from, size_t to, struct err *err)
{
	int64_t created = job->report->created, changed = job->report->changed;

	if (from == 0 && !import_run_start(job, err))
		return false;
	for (size_t i = from; i < to; i++)
		if (!records->take(job, records->of, i, err))
			return false;
	if (to == records->count) {
		count_all(job, records, before);
		return end_run(job, err);
	}
	job->run.created += job->report->created - created;
	job->run.changed += job->report->changed - changed;
	return import_run_add(job->session->store, job->run.id, job->report->created - created,
			      job->report->changed - changed, 0, err);
}

/* A dry run writes all of it, and takes it back. */
static bool take_all(struct import_job *job, const struct import_records *records, struct err *err)
{
	bool dry = job->request->dry_run;
	struct store *store = job->session->store;
	struct import_run_row before = job->run;
	size_t from = 0, to;

	do {
		to = dry || records->count - from <= AT_ONCE ? records->count : from + AT_ONCE;
		if (!store_begin_many(store, err))
			return false;
		if (!take_some(job, records, &before, from, to, err) || dry) {
			store_rollback(store);
			if (from == 0)
				job->run = before;
			return dry && err->code == ERR_NONE;
		}
		if (!store_commit(store, err))
			return false;
		import_job_progress(job, IMPORT_WRITING, to, records->count);
		from = to;
	} while (from < records->count);
	return true;
}

static bool write_records(struct import_job *job, const struct import_records *records,
			  struct err *err)
{
	struct import_report *report = job->report;
	bool taken;

	err_clear(err);
	taken = take_all(job, records, err);
	import_job_said(job);
	if (!taken) {
		report->end = IMPORT_ENDED_REFUSED;
		return err->code == ERR_INPUT && import_job_refuse(job, err);
	}
	report->end = job->request->dry_run ? IMPORT_ENDED_DRY : IMPORT_ENDED_DONE;
	return job->request->dry_run ||
	       import_run_number(job->session->store, job->run.id,
				 &report->number, err);
}

static bool take(void *context, struct err *err)
{
	struct import_job *job = context;
	size_t kind = kind_of(job->report->format);
	struct import_records records = { .kind = kinds[kind].kind, .source = kinds[kind].source };
	bool good, same;

	import_set_init(&job->set, job->session->creditor.currency, job->session->today, NULL);
	good = kinds[kind].read(job, &records, err) && import_bytes_still(&job->bytes, err);
	job->report->lines = job->totals.lines;
	job->report->charset = arena_strdup(&job->report->arena, job->totals.charset);
	import_job_progress(job, IMPORT_READING, 1, 1);
	if (!look_back(job, &records, &same, err))
		return false;
	if (same)
		return true;
	if (!good) {
		import_job_said(job);
		return import_job_refuse(job, err);
	}
	return write_records(job, &records, err);
}

bool import_records(struct import_job *job, struct err *err)
{
	size_t kind = kind_of(job->report->format);

	job->source = kinds[kind].source;
	job->report->source = arena_strdup(&job->report->arena, job->source);
	job->run.kind = kinds[kind].kind;
	job->run.mode = "changes";
	return import_run_alone(job, take, job, err);
}
