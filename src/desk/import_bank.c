/* A bank file from its bytes to its report.
 */
#include "desk/import_bank.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/id.h"
#include "base/mem.h"
#include "db/bank.h"
#include "desk/bank_trial.h"
#include "desk/beside.h"
#include "desk/import_records.h"
#include "desk/import_spool.h"
#include "intake/camt.h"
#include "intake/cfonb.h"
#include "intake/xml.h"
#include "rules/matching.h"

enum {
	STEP = 256,
	LOOK = 65536,
};

struct account {
	char *no;
	int64_t id;
	int told; /* before this file */
};

struct bank {
	struct import_job *job;
	int told; /* enum bank_told: what this file is */
	struct import_spool *spool;
	struct account *accounts;
	size_t account_count, account_room;
	size_t sum_room;
	struct spool_entry entry;
	int64_t entries; /* read */
	struct bank_trial trial; /* of a dry run, which writes nothing */
	/* writing */
	bool open;
	struct beside beside;
	int64_t created, changed; /* of the chunk */
};

bool import_bank_takes(enum intake_format format)
{
	return format == FORMAT_CAMT || format == FORMAT_CFONB;
}

/* ---- reading ---- */

static struct import_sum *sum_of(struct bank *bank, const char *currency)
{
	struct import_report *report = bank->job->report;

	for (size_t i = 0; i < report->sum_count; i++)
		if (strcmp(report->sums[i].currency, currency) == 0)
			return &report->sums[i];
	MEM_GROW(report->sums, report->sum_count, bank->sum_room);
	report->sums[report->sum_count] = (struct import_sum){ 0 };
	memcpy(report->sums[report->sum_count].currency, currency, strnlen(currency, MONEY_CODE - 1));
	return &report->sums[report->sum_count++];
}

static struct account *account_of(struct bank *bank, const char *no)
{
	for (size_t i = 0; i < bank->account_count; i++)
		if (strcmp(bank->accounts[i].no, no) == 0)
			return &bank->accounts[i];
	MEM_GROW(bank->accounts, bank->account_count, bank->account_room);
	bank->accounts[bank->account_count] = (struct account){ .no = mem_strdup(no) };
	return &bank->accounts[bank->account_count++];
}

static bool take_movement(void *context, const struct intake_movement *movement, struct err *err)
{
	struct bank *bank = context;
	struct import_sum *sum = sum_of(bank, movement->currency);

	account_of(bank, movement->account);
	bank->entries += movement->part == 1;
	if (!money_add(sum->in, movement->amount, &sum->in))
		return err_set(err, ERR_INPUT, N_("%s: its amounts add up to more than can be counted"), bank->job->report->file);
	return import_spool_add(bank->spool, movement, err);
}

static bool take_reject(void *context, const struct intake_reject *reject, struct err *err)
{
	struct bank *bank = context;

	(void)err;
	import_set_reject(&bank->job->set, reject->reason, reject->warning, reject->line, reject->arg, reject->raw);
	return true;
}

/* What was read stays in no memory of ours. */
static void tell_reading(void *context, size_t done, size_t total)
{
	struct bank *bank = context;

	import_bytes_forget(&bank->job->bytes, done);
	import_job_progress(bank->job, IMPORT_READING, done, total);
}

static int told_by(const struct import_job *job)
{
	struct xml_start start;
	size_t look = job->bytes.size < LOOK ? job->bytes.size : LOOK;

	if (job->report->format == FORMAT_CFONB)
		return BANK_CFONB;
	return xml_look(job->bytes.data, look, &start) && strcmp(start.second, "BkToCstmrStmt") == 0 ? BANK_STATEMENT : BANK_NOTICE;
}

static int compare_sums(const void *a, const void *b)
{
	return strcmp(((const struct import_sum *)a)->currency, ((const struct import_sum *)b)->currency);
}

static bool read_all(struct bank *bank, struct err *err)
{
	struct import_job *job = bank->job;
	struct import_report *report = job->report;
	const struct intake_sink sink = {
		.context = bank, .movement = take_movement, .reject = take_reject, .progress = tell_reading
	};
	bool good;

	import_set_init(&job->set, job->session->creditor.currency, job->session->today, NULL);
	bank->told = told_by(job);
	good = import_spool_open(&bank->spool, err) &&
	       (report->format == FORMAT_CFONB ? cfonb_read : camt_read)(job->bytes.data, job->bytes.size, job->bytes.name, &sink,
	                                                                 &job->totals, err) &&
	       import_bytes_still(&job->bytes, err);
	report->lines = job->totals.lines;
	report->charset = arena_strdup(&report->arena, job->totals.charset);
	report->items = job->totals.movements;
	report->statements = job->totals.statements;
	report->pending = job->totals.pending;
	if (report->sum_count > 1)
		qsort(report->sums, report->sum_count, sizeof *report->sums, compare_sums);
	import_job_said(job);
	return good;
}

/* ---- accounts ---- */

static bool check_account(struct bank *bank, struct account *account, struct err *err)
{
	struct import_job *job = bank->job;
	struct bank_account_row *rows;
	size_t count;

	if (!bank_account_find(job->session->store, &job->arena, account->no, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (rows[i].creditor_id == job->session->creditor.id) {
			account->id = rows[i].id;
			account->told = rows[i].told;
			return true;
		}
	return count == 0 ||
	       err_set(err, ERR_INPUT, N_("%s: account %s is %s's: import the file with --creditor \"%s\""), job->report->file,
	               account->no, rows[0].creditor, rows[0].creditor);
}

static bool check_accounts(struct bank *bank, struct err *err)
{
	for (size_t i = 0; i < bank->account_count; i++)
		if (!check_account(bank, &bank->accounts[i], err))
			return false;
	return true;
}

static bool put_accounts(struct bank *bank, struct err *err)
{
	struct session *session = bank->job->session;

	for (size_t i = 0; i < bank->account_count; i++)
		if (!bank_account_put(session->store, session->creditor.id, bank->accounts[i].no, bank->told,
		                      &bank->accounts[i].id, err))
			return false;
	return true;
}

/* ---- one entry ---- */

/* Only what comes in, and what takes it back, is a client's. */
static bool is_outgoing(const struct spool_movement *movement)
{
	bool back = movement->reversal || *movement->return_code;

	return movement->amount == 0 || (movement->amount < 0) != back;
}

static bool insert_movement(struct bank *bank, const struct account *account, const struct spool_movement *movement,
                            struct err *err)
{
	bool outgoing = is_outgoing(movement);
	struct bank_movement_row row = {
		.id = id_new(),
		.account_id = account->id,
		.run_id = bank->job->run.id,
		.key = movement->key,
		.entry = movement->entry,
		.parts = movement->parts,
		.told = bank->told,
		.booked_on = movement->booked_on,
		.value_on = movement->value_on,
		.amount = movement->amount,
		.reversal = movement->reversal || *movement->return_code,
		.return_code = movement->return_code,
		.party = movement->party,
		.party_account = movement->party_account,
		.end_to_end = movement->end_to_end,
		.reference = movement->reference,
		.text = movement->text,
		.state = outgoing ? BANK_IGNORED : BANK_OPEN,
		.why = outgoing ? matching_why_codes[MATCHING_OUTGOING] : "",
	};

	memcpy(row.currency, movement->currency, MONEY_CODE);
	return bank_movement_insert(bank->job->session->store, &row, err);
}

static bool is_trial(const struct bank *bank)
{
	return bank->job->request->dry_run;
}

static bool insert_entry(struct bank *bank, const struct account *account, struct err *err)
{
	const struct spool_movement *first = &bank->entry.all[0];

	if (is_trial(bank))
		bank_trial_put(&bank->trial, account->no, first->entry,
		               &(struct bank_known){ .run_id = bank->job->run.id, .parts = first->parts, .told = bank->told,
		                                     .untouched = !is_outgoing(first) });
	for (size_t i = 0; i < bank->entry.count && !is_trial(bank); i++)
		if (!insert_movement(bank, account, &bank->entry.all[i], err))
			return false;
	return true;
}

/* These speak of it too, from now on. */
static bool put_told(struct bank *bank, const struct account *account, const char *entry, const struct bank_known *known, struct err *err)
{
	struct bank_known both = *known;

	both.told |= bank->told;
	if (both.told == known->told)
		return true;
	if (!is_trial(bank))
		return bank_entry_told(bank->job->session->store, account->id, entry, bank->told, err);
	bank_trial_put(&bank->trial, account->no, entry, &both);
	return true;
}

static bool split(struct bank *bank, const struct account *account, const char *entry, const struct bank_known *known, struct err *err)
{
	struct bank_known was = *known;

	if (!is_trial(bank))
		return bank_movement_split(bank->job->session->store, known->id, err);
	was.untouched = false;
	bank_trial_put(&bank->trial, account->no, entry, &was);
	return true;
}

/* It was told before, perhaps as a sum nobody has touched, that its parts say better. */
static bool take_known(struct bank *bank, const struct account *account, const char *entry, const struct bank_known *known,
                       struct err *err)
{
	struct import_job *job = bank->job;
	int64_t n = (int64_t)bank->entry.count;

	if (known->run_id == job->run.id && !job->report->resumed)
		import_set_reject(&job->set, REASON_DUPLICATE, true, bank->entry.all[0].line, entry, "");
	if (known->parts == 1 && n > 1 && known->untouched) {
		bank->changed += n;
		return split(bank, account, entry, known, err) && insert_entry(bank, account, err);
	}
	if (known->run_id == job->run.id && job->report->resumed)
		return true; /* counted before it was cut short */
	job->report->unchanged += n;
	for (size_t i = 0; i < bank->entry.count; i++) {
		struct import_sum *sum = sum_of(bank, bank->entry.all[i].currency);

		sum->kept += bank->entry.all[i].amount;
	}
	return put_told(bank, account, entry, known, err);
}

static enum found find_entry(struct bank *bank, const struct account *account, const char *entry, struct bank_known *known, struct err *err)
{
	if (is_trial(bank) && bank_trial_get(&bank->trial, account->no, entry, known))
		return FOUND;
	return bank_known_by_entry(bank->job->session->store, account->id, entry, known, err);
}

/* Another format names the bank's references otherwise: then day and sum tell, each entry of the one once for the other. */
static enum found find_other(struct bank *bank, const struct account *account, const char **entry, struct bank_known *known,
                             struct err *err)
{
	const struct spool_movement *first = &bank->entry.all[0];
	const struct bank_trial_of of = { &bank->trial, account->no };
	struct bank_sought sought = {
		.account_id = account->id,
		.booked_on = first->booked_on,
		.currency = first->currency,
		.end_to_end = first->end_to_end,
		.told = bank->told == BANK_CFONB ? BANK_CFONB : BANK_STATEMENT | BANK_NOTICE,
		.may_be = is_trial(bank) ? bank_trial_leaves : NULL,
		.context = &of,
	};
	enum found found;

	if ((account->told & ~sought.told) == 0)
		return FOUND_NOT;
	for (size_t i = 0; i < bank->entry.count; i++)
		if (!money_add(sought.sum, bank->entry.all[i].amount, &sought.sum))
			return FOUND_NOT;
	found = bank_known_by_sum(bank->job->session->store, &bank->job->arena, &sought, entry, err);
	return found == FOUND ? find_entry(bank, account, *entry, known, err) : found;
}

static bool store_entry(struct bank *bank, struct err *err)
{
	const struct account *account = account_of(bank, bank->entry.all[0].account);
	const char *entry = bank->entry.all[0].entry;
	struct bank_known known;
	enum found found;

	found = find_entry(bank, account, entry, &known, err);
	if (found == FOUND_NOT)
		found = find_other(bank, account, &entry, &known, err);
	if (found == FOUND_ERROR)
		return false;
	if (found == FOUND)
		return take_known(bank, account, entry, &known, err);
	bank->created += (int64_t)bank->entry.count;
	return insert_entry(bank, account, err);
}

/* ---- writing ---- */

static bool begin(struct bank *bank, struct err *err)
{
	if (bank->open)
		return true;
	if (!store_begin_many(bank->job->session->store, err))
		return false;
	bank->open = true;
	bank->created = bank->changed = 0;
	beside_began(&bank->beside);
	return true;
}

static bool end(struct bank *bank, struct err *err)
{
	struct store *store = bank->job->session->store;
	struct import_run_row *run = &bank->job->run;

	if (!bank->open)
		return true;
	if (!import_run_add(store, run->id, bank->created, bank->changed, 0, err) || !store_commit(store, err))
		return false;
	bank->open = false;
	run->created += bank->created;
	run->changed += bank->changed;
	beside_ended(&bank->beside);
	return true;
}

/* A dry run looks at one picture of the store, and nobody waits for it. */
static bool start_trial(struct bank *bank, struct err *err)
{
	struct import_job *job = bank->job;

	if (!store_begin(job->session->store, false, err))
		return false;
	bank->open = true;
	bank->created = bank->changed = 0;
	if (!job->report->resumed)
		job->run.id = id_new();
	bank->trial.run_id = job->run.id;
	return true;
}

static bool start(struct bank *bank, struct err *err)
{
	if (is_trial(bank))
		return start_trial(bank, err);
	return begin(bank, err) && import_run_start(bank->job, err) && put_accounts(bank, err);
}

static bool store_all(struct bank *bank, struct err *err)
{
	struct import_job *job = bank->job;
	int64_t done = 0;
	bool more = true;

	beside_start(&bank->beside, job->session->store);
	if (!import_spool_rewind(bank->spool, err) || !start(bank, err))
		return false;
	for (;;) {
		if (!import_spool_next(bank->spool, &bank->entry, &more, err))
			return false;
		if (!more)
			return is_trial(bank) || end(bank, err);
		if (!begin(bank, err) || !store_entry(bank, err))
			return false;
		done++;
		if (!is_trial(bank) && beside_enough(&bank->beside) && !end(bank, err))
			return false;
		if (done % STEP == 0)
			import_job_progress(job, IMPORT_WRITING, (size_t)done, (size_t)bank->entries);
	}
}

/* Σ stored of this file, by currency: what this run brought and what was known before it. */
static bool check(struct bank *bank, struct err *err)
{
	struct import_report *report = bank->job->report;

	for (size_t i = 0; i < report->sum_count; i++) {
		struct import_sum *sum = &report->sums[i];
		char in[MONEY_TEXT], stored[MONEY_TEXT];

		if (!bank_run_sum(bank->job->session->store, bank->job->run.id, sum->currency, &sum->stored, err))
			return false;
		sum->stored += sum->kept;
		if (sum->stored != sum->in)
			return err_set(err, ERR_STORE,
			               N_("%s: the file moves %s %s, the store %s after taking it: nothing can be relied on, run relance "
			                  "verify"),
			               report->file, money_decimal_text(sum->in, in), sum->currency,
			               money_decimal_text(sum->stored, stored));
	}
	return true;
}

static void tell_totals(struct bank *bank)
{
	struct import_job *job = bank->job;
	struct import_report *report = job->report;

	import_job_said(job);
	if (job->request->dry_run) {
		report->created = bank->created;
		report->changed = bank->changed;
		return;
	}
	report->created = job->run.created;
	report->changed = job->run.changed;
	import_run_totals(job);
	job->run.unchanged = report->items - report->created - report->changed;
	report->unchanged = job->run.unchanged;
	job->run.stored_cents = 0;
	for (size_t i = 0; i < report->sum_count; i++)
		if (!money_add(job->run.stored_cents, report->sums[i].stored, &job->run.stored_cents))
			job->run.stored_cents = MONEY_MAX;
}

/* In one picture, and nobody waits: only this run writes what it counts. */
static bool check_stored(struct bank *bank, struct err *err)
{
	struct store *store = bank->job->session->store;
	bool good;

	if (!store_begin(store, false, err))
		return false;
	good = check(bank, err);
	store_rollback(store);
	return good;
}

static bool finish(struct bank *bank, struct err *err)
{
	struct import_job *job = bank->job;
	struct store *store = job->session->store;
	size_t from = 0;

	if (!check_stored(bank, err))
		return false;
	tell_totals(bank);
	if (!store_begin(store, true, err))
		return false;
	if (import_run_rejects(job, &from, SIZE_MAX, err) && import_run_end(job, err) && store_commit(store, err))
		return true;
	store_rollback(store);
	return false;
}

static bool write_all(struct bank *bank, struct err *err)
{
	struct import_job *job = bank->job;
	struct import_report *report = job->report;
	bool done = store_all(bank, err);

	if (done && job->request->dry_run) {
		tell_totals(bank);
		store_rollback(job->session->store);
		report->end = IMPORT_ENDED_DRY;
		return true;
	}
	if (done && finish(bank, err)) {
		report->end = IMPORT_ENDED_DONE;
		return import_run_number(job->session->store, job->run.id, &report->number, err);
	}
	store_rollback(job->session->store);
	import_job_said(job);
	return err->code == ERR_STORE && import_job_refuse(job, err);
}

/* ---- the way of a file ---- */

static bool read_and_write(struct bank *bank, struct err *err)
{
	struct import_run_row before;

	if (!import_run_of_same(bank->job, &before, err))
		return false;
	if (before.id != 0)
		return import_run_same(bank->job, &before, err);
	if (!read_all(bank, err) || !check_accounts(bank, err)) {
		import_job_said(bank->job);
		return err->code == ERR_INPUT && import_job_refuse(bank->job, err);
	}
	return write_all(bank, err);
}

static bool take(void *context, struct err *err)
{
	struct bank *bank = context;
	struct store *store = bank->job->session->store;
	struct err unsaid = { 0 };
	bool done;

	if (bank->job->request->dry_run)
		return read_and_write(bank, err);
	done = store_lean(store, true, err) && read_and_write(bank, err);
	store_lean(store, false, done ? err : &unsaid);
	return done;
}

static void bank_clear(struct bank *bank)
{
	for (size_t i = 0; i < bank->account_count; i++)
		mem_free(bank->accounts[i].no);
	mem_free(bank->accounts);
	spool_entry_clear(&bank->entry);
	bank_trial_clear(&bank->trial);
	import_spool_close(bank->spool);
}

bool import_bank(struct import_job *job, struct err *err)
{
	struct bank bank = { .job = job };
	bool done;

	job->source = IMPORT_BANK_SOURCE;
	job->report->source = arena_strdup(&job->report->arena, job->source);
	job->run.kind = IMPORT_KIND_BANK;
	job->run.mode = "changes";
	done = import_run_alone(job, take, &bank, err);
	bank_clear(&bank);
	return done;
}
