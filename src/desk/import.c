/* One import from its file to its report: open, recognise, read all of it, compare, then write or
 * say what would be written.
 */
#include "desk/import.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/import_bank.h"
#include "desk/import_job.h"
#include "desk/import_preset.h"
#include "desk/import_records.h"

#define READING     3 /* raise it when the same bytes come to mean something else */
#define SOURCE_ROOM 160
#define GONE_MANY   10 /* fewer may well be paid between two files */

void import_job_progress(const struct import_job *job, enum import_phase phase, size_t done,
			 size_t total)
{
	if (job->request->progress)
		job->request->progress(job->request->context, phase, done, total);
}

bool import_is_ledger(enum intake_format format)
{
	return format == FORMAT_FEC || format == FORMAT_CSV;
}

static void tell_hashing(void *context, size_t done, size_t total)
{
	import_job_progress(context, IMPORT_HASHING, done, total);
}

static void tell_reading(void *context, size_t done, size_t total)
{
	import_job_progress(context, IMPORT_READING, done, total);
}

/* ---- what the file is and where it belongs ---- */

static bool check_request(const struct import_request *request, struct err *err)
{
	bool described = request->preset || request->map;

	if (request->preset && request->map)
		return err_set(
			err, ERR_USAGE,
			N_("--preset and --map both describe the columns: name one of them"));
	if (request->format == FORMAT_FEC && described)
		return err_set(
			err, ERR_USAGE,
			N_("a FEC has its own columns: --preset and --map are for CSV files"));
	if (request->terms_days > 366)
		return err_set(err, ERR_USAGE, N_("--terms: payment terms are 0 to 366 days"));
	return true;
}

/* What describes a list of items describes nothing else. */
static bool no_columns(const struct import_job *job, struct err *err)
{
	const struct import_request *request = job->request;

	if (request->source || request->mode == IMPORT_MODE_FULL)
		return err_set(err, ERR_USAGE,
			       N_("%s (%s) says itself what it is: --source and --full are for "
				  "ledgers and CSV files"),
			       job->report->file, intake_format_codes[job->report->format]);
	return true;
}

static bool choose_format(struct import_job *job, struct err *err)
{
	const struct import_request *request = job->request;
	const char *file = job->report->file, *preset = request->preset;

	job->report->format = request->format;
	if (request->preset || request->map)
		job->report->format = FORMAT_CSV;
	if (request->format == FORMAT_CSV && !preset && !request->map)
		import_recognise(&job->bytes, &preset); /* it is said to be a table: whose, its content says */
	if (job->report->format == FORMAT_UNKNOWN)
		job->report->format = import_recognise(&job->bytes, &preset);
	if (job->report->format == FORMAT_UNKNOWN)
		return reader_unknown(job->bytes.data, job->bytes.size, file, err);
	if (import_records_takes(job->report->format) || import_bank_takes(job->report->format))
		return no_columns(job, err);
	if (job->report->format == FORMAT_FEC)
		return true;
	if (request->map)
		return mapping_from_file(request->map, &job->mapping, err);
	return mapping_from_preset(preset ? preset : mapping_preset(0), &job->mapping, err);
}

static void choose_source(struct import_job *job)
{
	char name[SOURCE_ROOM];

	if (job->request->source) {
		text_clean_into(name, sizeof name, job->request->source,
				strlen(job->request->source));
	} else {
		snprintf(name, sizeof name, "%s%s%s", intake_format_codes[job->report->format],
			 job->mapping ? ":" : "", job->mapping ? mapping_label(job->mapping) : "");
	}
	job->source = arena_strdup(&job->arena, name);
	job->report->source = arena_strdup(&job->report->arena, name);
	job->full =
		job->request->mode == IMPORT_MODE_FULL ||
		(job->request->mode == IMPORT_MODE_DEFAULT && job->report->format == FORMAT_FEC);
	job->report->full = job->full;
}

/* What, beside the bytes, decides what is stored: a file is the same only under the same. */
static void make_fingerprint(struct import_job *job)
{
	const struct session *session = job->session;
	const char *bytes;
	struct buf text = { 0 };

	buf_printf(&text, "%d %d %d %d %s\n", READING, job->request->terms_days,
		   session->policy.import_terms_days, session->creditor.terms_days,
		   session->creditor.currency);
	if (job->mapping)
		mapping_write(job->mapping, &text);
	bytes = text.data;
	snprintf(job->fingerprint, sizeof job->fingerprint, "%016llx",
		 (unsigned long long)hash_64(bytes, text.len, 0));
	buf_clear(&text);
}

static bool identify(struct import_job *job, struct err *err)
{
	if (!choose_format(job, err))
		return false;
	job->run.file = job->report->file;
	job->run.sha256 = job->bytes.sha256;
	job->run.on_day = job->session->today;
	job->run.agent = job->session->agent;
	job->run.night_id = job->session->night_id;
	if (import_records_takes(job->report->format) || import_bank_takes(job->report->format))
		return true;
	choose_source(job);
	if (!*job->source)
		return err_set(err, ERR_USAGE, N_("--source: a name is needed"));
	if (strcmp(job->source, IMPORT_BANK_SOURCE) == 0)
		return err_set(err, ERR_USAGE,
			       N_("--source %s is what the bank told: choose another name"),
			       IMPORT_BANK_SOURCE);
	make_fingerprint(job);
	job->run.mode = job->full ? "full" : "changes";
	return true;
}

/* ---- the source's last run ---- */

static bool run_number(struct import_job *job, int64_t id, int *number, struct err *err)
{
	return import_run_number(job->session->store, id, number, err);
}

/* The run was of these bytes, read in the same mode. */
static bool is_of(const struct import_job *job, const struct import_run_row *run)
{
	return strcmp(run->mode, job->run.mode) == 0 && strcmp(run->sha256, job->bytes.sha256) == 0;
}

/* A run cut short is taken up again by the same file; another file closes it as what it is. */
static bool take_up(struct import_job *job, struct import_run_row *last, struct err *err)
{
	struct store *store = job->session->store;

	import_bytes_hashed(&job->bytes);
	if (is_of(job, last)) {
		job->run = *last;
		job->report->resumed = true;
		return true;
	}
	if (job->request->dry_run)
		return true;
	last->status = IMPORT_REFUSED_CODE;
	last->message = N_("cut short before its end, then another file came");
	if (!store_begin(store, true, err))
		return false;
	if (import_run_put(store, last, err) && store_commit(store, err))
		return true;
	store_rollback(store);
	return false;
}

/* The lines of last time, when they speak for the whole source and were read as this file will
 * be. */
static bool load_lines(struct import_job *job, bool *alike, struct err *err)
{
	struct store *store = job->session->store;
	bool there, any;
	bool good;

	if (!store_begin(store, false, err))
		return false;
	good = import_source_any(store, job->source_id, &any, err) &&
	       import_lines_load(store, job->source_id, &job->lines, &there, err);
	store_rollback(store); /* a read has nothing to commit */
	if (!good)
		return false;
	job->source_new = !any;
	*alike = there && memcmp(job->lines.fingerprint, job->fingerprint, IMPORT_FINGERPRINT) == 0;
	job->lines_usable =
		*alike && job->lines.complete && job->mapping && mapping_line_is_item(job->mapping);
	if (!job->lines_usable)
		import_lines_clear(&job->lines);
	return true;
}

/* *perhaps: the run this file would repeat if its bytes are the same; id 0: none. */
static bool look_back(struct import_job *job, struct import_run_row *perhaps, struct err *err)
{
	struct store *store = job->session->store;
	struct import_run_row last;
	bool alike;
	enum found found = import_source_find(store, job->session->creditor.id, job->source,
					      &job->source_id, err);

	*perhaps = (struct import_run_row){ 0 };
	job->source_new = true;
	if (found != FOUND)
		return found == FOUND_NOT;
	if (!load_lines(job, &alike, err))
		return false;
	found = import_run_latest(store, &job->arena, job->source_id, &last, err);
	if (found != FOUND)
		return found == FOUND_NOT;
	job->last_file = last.file;
	if (strcmp(last.status, IMPORT_RUNNING) == 0)
		return take_up(job, &last, err);
	if (alike)
		*perhaps = last;
	return true;
}

/* ---- read ---- */

static void take_totals(struct import_job *job)
{
	struct import_report *report = job->report;
	const struct intake_totals *totals = &job->totals;

	report->lines = totals->lines;
	report->charset = arena_strdup(&report->arena, totals->charset);
	report->gaps = totals->gaps;
	report->allotted = totals->allotted;
}

/* By whose ledger this one is compared: the creditor's, else that of the source's last file. */
static void own_siren(const struct import_job *job, char own[10])
{
	snprintf(own, 10, "%s", job->session->creditor.siren);
	if (!*own && job->last_file && strspn(job->last_file, "0123456789") == 9)
		snprintf(own, 10, "%.9s", job->last_file);
}

/* A full picture of another company would settle all that is owed to this one. */
static bool check_siren(struct import_job *job, struct err *err)
{
	const char *said = job->totals.siren;
	char own[10];

	own_siren(job, own);
	if (!*said || !*own || strcmp(said, own) == 0)
		return true;
	if (job->request->unattended)
		return err_set(err, ERR_INPUT,
			       N_("%s is named after SIREN %s, the ledger here is that of %s: if it is "
				  "the right one all the same, take it with relance import"),
			       job->report->file, said, own);
	if (*job->session->creditor.siren)
		import_set_reject(&job->set, REASON_SIREN, true, 0, said, "");
	return true;
}

static bool read_all(struct import_job *job, struct err *err)
{
	const struct session *session = job->session;
	struct intake_sink sink;
	bool good;

	import_set_init(&job->set, session->creditor.currency, session->today,
			job->lines_usable ? &job->lines : NULL);
	if (job->request->progress) {
		job->set.progress = tell_reading;
		job->set.context = job;
	}
	sink = import_set_sink(&job->set);
	good = job->mapping ? csv_read(job->bytes.data, job->bytes.size, job->bytes.name,
				       job->mapping, &sink, &job->totals, err)
			    : fec_read(job->bytes.data, job->bytes.size, job->bytes.name, &sink,
				       &job->totals, err);
	take_totals(job);
	if (!good || !import_bytes_still(&job->bytes, err))
		return false;
	return check_siren(job, err);
}

/* ---- refusals of the whole file that only the comparison can tell ---- */

static bool accept(const struct import_job *job, struct err *err)
{
	const struct import_report *report = job->report;

	if (report->items == 0 && job->set.refused > 0)
		return err_set(err, ERR_INPUT,
			       N_("%s: not one line could be taken; nothing was changed"),
			       report->file);
	/* A truncated or wrongly filtered export would close the whole portfolio as paid. */
	if (report->items == 0 && job->set.vanished_count > 0 &&
	    (report->format != FORMAT_FEC || job->totals.clients == 0))
		return err_set(err, ERR_INPUT,
			       N_("%s holds no open item, but %s has some: a full picture of "
				  "nothing is not believed"),
			       report->file, report->source);
	return true;
}

/* Not one item of many goes on: the file of another company, whose name does not say so. */
static void doubt(struct import_job *job)
{
	const struct import_report *report = job->report;
	int64_t gone = (int64_t)job->set.vanished_count - report->kept;
	char many[24];

	if (gone < GONE_MANY || report->changed + report->unchanged + report->closed > gone)
		return;
	snprintf(many, sizeof many, "%" PRId64, gone);
	import_set_reject(&job->set, REASON_ALL_GONE, true, 0, many, "");
}

/* Rejects first, then warnings, each in the order they came. */
void import_job_said(struct import_job *job)
{
	struct import_report *report = job->report;
	const struct import_set *set = &job->set;

	report->rejects = set->refused;
	report->warnings = set->warnings;
	memcpy(report->by_reason, set->by_reason, sizeof report->by_reason);
	report->said = arena_alloc(&report->arena, IMPORT_SAID * sizeof *report->said);
	report->said_count = 0;
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < set->reject_count && report->said_count < IMPORT_SAID; i++)
			if (set->rejects[i].warning == (pass == 1))
				report->said[report->said_count++] = (struct intake_reject){
					.reason = set->rejects[i].reason,
					.warning = set->rejects[i].warning,
					.line = set->rejects[i].line,
					.arg = arena_strdup(
						&report->arena,
						import_set_text(set, set->rejects[i].arg)),
					.raw = arena_strdup(
						&report->arena,
						import_set_text(set, set->rejects[i].raw)),
				};
}

/* ---- the way of a file ---- */

static bool lines_stay(const struct import_job *job)
{
	bool absent = false;

	for (size_t i = 0; job->full && !absent && i < job->lines.count; i++)
		absent = !job->lines.all[i].seen;
	return job->lines_usable && !absent && job->set.item_count == 0;
}

/* Whole-file refusals are told apart from failures of the program or the store: only they are
 * stored as runs. */
static bool check_file(struct import_job *job, bool *refused, struct err *err)
{
	struct import_report *report = job->report;
	bool good;

	*refused = true;
	good = read_all(job, err);
	if (good) {
		*refused = false;
		if (!import_plan(job, err)) {
			*refused = err->code == ERR_INPUT;
			good = false;
		} else {
			good = accept(job, err);
			*refused = !good;
		}
	}
	if (good)
		doubt(job);
	import_job_said(job);
	if (!good)
		report->end = IMPORT_ENDED_REFUSED;
	return good;
}

/* *late: what was planned is not true any more. */
static bool write_file(struct import_job *job, bool *late, struct err *err)
{
	bool may;

	*late = false;
	job->lines_same = lines_stay(job);
	if (!import_first_may(job, &may, err))
		return false;
	return may ? import_first(job, late, err) : import_apply(job, err);
}

/* Forget what was read and planned, to do it again. */
static void start_anew(struct import_job *job)
{
	struct import_report *report = job->report;

	import_set_clear(&job->set);
	mem_free(report->sums);
	*report = (struct import_report){ .format = report->format,
					  .full = report->full,
					  .file = report->file,
					  .source = report->source,
					  .charset = "",
					  .arena = report->arena };
	job->totals = (struct intake_totals){ 0 };
	job->writes = false;
}

static void tell_run(struct import_job *job)
{
	struct import_report *report = job->report;

	if (job->run.id == 0 || !report->resumed)
		return;
	report->created = job->run.created;
	report->changed = job->run.changed;
	report->closed = job->run.closed;
	report->unchanged = job->run.unchanged;
}

bool import_job_refuse(struct import_job *job, struct err *err)
{
	struct err why = *err;

	job->report->end = IMPORT_ENDED_REFUSED;
	if (job->request->dry_run)
		return false;
	if (import_run_refuse(job, &why, err) &&
	    run_number(job, job->run.id, &job->report->number, err))
		*err = why;
	return false;
}

/* Known only once the hash is: what was read meanwhile is forgotten. */
static bool end_same(struct import_job *job, const struct import_run_row *last, struct err *err)
{
	err_clear(err);
	start_anew(job);
	return import_run_same(job, last, err);
}

static bool take(void *context, struct err *err)
{
	struct import_job *job = context;
	struct import_run_row perhaps;
	bool good, refused, late;

	if (!look_back(job, &perhaps, err))
		return false;
	do {
		good = check_file(job, &refused, err);
		import_bytes_hashed(&job->bytes);
		if (perhaps.id != 0 && is_of(job, &perhaps))
			return end_same(job, &perhaps, err);
		if (!good)
			return refused && import_job_refuse(job, err);
		if (job->request->dry_run) {
			job->report->end = IMPORT_ENDED_DRY;
			return true;
		}
		if (!write_file(job, &late, err))
			return err->code == ERR_STORE && import_job_refuse(job, err);
		if (late)
			start_anew(job);
	} while (late);
	tell_run(job);
	job->report->end = IMPORT_ENDED_DONE;
	return run_number(job, job->run.id, &job->report->number, err);
}

static void group_clear(struct import_group *group)
{
	mem_free(group->order);
	mem_free(group->start);
	mem_free(group->end);
}

static void job_clear(struct import_job *job)
{
	import_set_clear(&job->set);
	import_lines_clear(&job->lines);
	import_bytes_close(&job->bytes);
	mapping_close(job->mapping);
	mem_free(job->clients);
	group_clear(&job->items);
	group_clear(&job->receipts);
	group_clear(&job->vanished);
	arena_clear(&job->arena);
}

/* A ledger is read while it is hashed; statements and messages begin with what their bytes say. */
static bool take_file(struct import_job *job, struct err *err)
{
	enum intake_format format = job->report->format;

	if (!import_records_takes(format) && !import_bank_takes(format)) {
		import_bytes_hash_meanwhile(&job->bytes);
		return import_run_alone(job, take, job, err);
	}
	import_bytes_hash(&job->bytes, job->request->progress ? tell_hashing : NULL, job);
	return import_bank_takes(format) ? import_bank(job, err) : import_records(job, err);
}

static bool import_once(struct session *session, const struct import_request *request,
			struct import_report *out, struct err *err)
{
	struct import_job job = {
		.session = session, .request = request, .report = out, .bytes = { .fd = -1 }
	};
	bool done = false;

	*out = (struct import_report){
		.end = IMPORT_ENDED_REFUSED, .file = "", .source = "", .charset = ""
	};
	if (check_request(request, err) && session_needs_whole(session, true, err) &&
	    import_bytes_open(request->path, &job.bytes, err)) {
		out->file = arena_strdup(&out->arena, job.bytes.name);
		out->end = IMPORT_ENDED_DONE;
		done = identify(&job, err) && take_file(&job, err);
		if (!done)
			out->end = IMPORT_ENDED_REFUSED;
	}
	job_clear(&job);
	return done;
}

/* What was written before the connection went is found, and the run goes on from there. */
bool import_file(struct session *session, const struct import_request *request,
		 struct import_report *out, struct err *err)
{
	int left = SESSION_RETRIES;

	while (!import_once(session, request, out, err)) {
		if (!session_may_retry(session, &left))
			return false;
		import_report_clear(out);
		err_clear(err);
	}
	return true;
}

void import_report_clear(struct import_report *report)
{
	mem_free(report->sums);
	arena_clear(&report->arena);
	*report = (struct import_report){ 0 };
}
