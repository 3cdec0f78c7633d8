/* Four files of a night, as imports would have left them; the sums of the ledger are the portfolio's own, those of the statement
 * demo_bank.c's.
 */
#include "desk/demo_night.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/gettext.h"
#include "base/hash.h"
#include "base/id.h"
#include "base/mem.h"
#include "db/import.h"
#include "db/import_merge.h"
#include "desk/demo_load.h"
#include "desk/night.h"
#include "desk/transact.h"

static const struct import_run_row runs[] = {
	{ .source = "rates", .kind = IMPORT_KIND_RATES, .file = "taux-bce.csv", .mode = "changes", .status = IMPORT_DONE_CODE, .lines = 3, .items = 2,
	  .unchanged = 2 },
	{ .source = DEMO_SOURCE, .kind = IMPORT_KIND_LEDGER, .file = "pieces-ouvertes.csv", .mode = "full", .status = IMPORT_DONE_CODE },
	{ .source = "lifecycle", .kind = IMPORT_KIND_STATUSES, .file = "cdar-0412.xml", .mode = "changes", .status = IMPORT_DONE_CODE, .lines = 31,
	  .items = 1, .rejects = 1 },
	{ .source = "bank", .kind = IMPORT_KIND_BANK, .file = "releve.c120", .mode = "changes", .status = IMPORT_REFUSED_CODE },
};
#define DAY_MS   INT64_C(86400000)
#define NIGHT_MS INT64_C(10800000)
enum { RUNS = sizeof runs / sizeof *runs, LEDGER = 1, STATUSES = 2, BANK = 3 };

/* As the reader of such files says it. */
/* As an import keeps it; *why: as it is read now. */
static const char *refusal(struct arena *arena, const char **why)
{
	struct err err = { 0 };

	err_set(&err, ERR_INPUT,
	        N_("line %lld has %zu characters where CFONB has %d: everything behind would be shifted; ask the bank for the file again, or undo what "
	           "was edited"),
	        3LL, (size_t)119, 120);
	*why = arena_strdup(arena, err.text);
	return arena_strdup(arena, err.said);
}

static bool sum_ledger(struct session *session, struct arena *arena, struct import_run_row *run, struct err *err)
{
	struct import_sum_row *open;
	struct import_run_sum *sums;
	bool done = import_open_sums(session->store, arena, run->source_id, &open, &run->sum_count, err);

	run->sums = sums = arena_alloc(arena, (run->sum_count + 1) * sizeof *sums);
	for (size_t i = 0; done && i < run->sum_count; i++) {
		sums[i].open = sums[i].stored = open[i].open;
		memcpy(sums[i].currency, open[i].currency, MONEY_CODE);
		done = money_add(run->open_cents, open[i].open, &run->open_cents);
	}
	run->stored_cents = run->open_cents;
	return done && import_source_items(session->store, run->source_id, &run->items, err);
}

static bool insert(struct session *session, const struct import_run_row *run, struct err *err)
{
	bool done = import_run_insert(session->store, session->creditor.id, run, err);

	for (size_t i = 0; done && i < run->sum_count; i++)
		done = import_run_put_sum(session->store, run->id, &run->sums[i], err);
	return done;
}

/* A status of an invoice nobody knows: it waits. */
static bool put_reject(struct session *session, int64_t run_id, struct err *err)
{
	const struct import_reject_row row = {
		.line = 12, .reason = "unknown_invoice", .arg = "FA-2024-0412", .raw = "207|2026-01-05T10:12:00||||FA-2024-0412",
	};

	return import_reject_insert(session->store, run_id, &row, err);
}

static bool put_first(struct session *session, void *context, struct err *err)
{
	const struct demo_loaded *loaded = context;
	char now[CLOCK_TEXT];
	struct import_run_row run = runs[LEDGER];
	struct import_run_sum sums[DEMO_COUNTRIES];

	for (size_t i = 0; i < DEMO_COUNTRIES; i++) {
		sums[i] = (struct import_run_sum){ .open = loaded->open[i], .stored = loaded->open[i] };
		memcpy(sums[i].currency, demo_currencies[i], MONEY_CODE);
		run.open_cents += loaded->open[i];
	}
	run.sums = sums;
	run.sum_count = DEMO_COUNTRIES;
	run.id = id_new();
	run.sha256 = "";
	run.on_day = session->today - DEMO_KNOWN_DAYS;
	run.started_at = run.ended_at = session_instant(session, now);
	run.agent = session->agent;
	run.items = run.created = loaded->items;
	run.lines = loaded->items + 1;
	run.stored_cents = run.open_cents;
	return import_source_put(session->store, session->creditor.id, run.source, &run.source_id, err) && insert(session, &run, err);
}

bool demo_night_first(struct session *session, const struct demo_loaded *loaded, struct err *err)
{
	struct demo_loaded told = *loaded;
	bool done;

	session->past_ms = (session->today - DEMO_KNOWN_DAYS) * DAY_MS + NIGHT_MS;
	done = transact(session, put_first, &told, err);
	session->past_ms = 0;
	return done;
}

static bool put_run(struct session *session, struct arena *arena, const struct night_row *night, size_t at, struct night_file *file,
                    struct err *err)
{
	struct import_run_row run = runs[at];
	char sha256[HASH_HEX];
	const char *why = "";
	struct hash *hash = hash_open();

	hash_field(hash, run.file);
	hash_close_hex(hash, sha256);
	run.id = id_new();
	run.sha256 = sha256;
	run.on_day = night->on_day;
	run.started_at = run.ended_at = night->started_at;
	run.agent = session->agent;
	run.night_id = night->id;
	if (!import_source_put(session->store, session->creditor.id, run.source, &run.source_id, err) ||
	    (at == LEDGER && !sum_ledger(session, arena, &run, err)))
		return false;
	run.message = at == BANK ? refusal(arena, &why) : NULL;
	if (at == LEDGER) {
		run.unchanged = run.items;
		run.lines = run.items + 1;
	}
	if (!insert(session, &run, err) || (at == STATUSES && !put_reject(session, run.id, err)))
		return false;
	*file = (struct night_file){
		.name = run.file, .fate = inbox_fate_codes[run.message ? INBOX_REFUSED : INBOX_TAKEN], .kind = run.kind, .source = run.source,
		.lines = run.lines, .items = run.items, .unchanged = run.unchanged, .rejects = run.rejects, .sums = run.sums,
		.sum_count = run.sum_count, .why = why, .said = run.message ? run.message : "",
	};
	return import_run_number(session->store, run.id, &file->run, err);
}

struct told {
	int64_t night_id;
	const struct refresh_totals *scored;
	const struct night_file *bank;
};

static bool tell(struct session *session, const struct refresh_totals *scored, struct night_row *night, struct night_file *files, struct err *err)
{
	struct night_report report = {
		.number = 1, .creditor = session->creditor.name, .on_day = night->on_day, .started_at = night->started_at,
		.ended_at = night->started_at, .files = files, .file_count = RUNS + 1, .rejects = 1, .refused = 1, .statuses = { .waiting = 1 },
		.clients = scored->clients, .clients_changed = scored->changed,
	};
	int64_t creditor_id = session->creditor.id;
	struct buf json = { 0 };
	bool done = night_new_overdue(session->store, &report.arena, creditor_id, night->on_day - 1, night->on_day, &report.new_overdue,
	                              &report.new_overdue_count, err) &&
	            night_matched(session->store, &report.arena, creditor_id, night->id, &report.matched, &report.matched_count, err) &&
	            night_unmatched(session->store, &report.arena, creditor_id, &report.unmatched, &report.unmatched_count, err) &&
	            night_judged(session->store, creditor_id, night->id, &report.judged, err) && night_proposed(session->store, creditor_id, &report.legal, err);

	night_report_write(&report, false, &json);
	night->ended_at = night->started_at;
	night->report = json.data;
	done = done && night_put(session->store, night, err);
	buf_clear(&json);
	arena_clear(&report.arena);
	return done;
}

static bool put_all(struct session *session, void *context, struct err *err)
{
	const struct told *told = context;
	struct arena arena = { 0 };
	char now[CLOCK_TEXT];
	struct night_row night = {
		.id = told->night_id, .on_day = session->today, .started_at = session_instant(session, now), .ended_at = "", .process = session->console,
		.step = night_step_codes[NIGHT_DONE], .report = "",
	};
	struct night_file files[RUNS + 1] = { [RUNS] = *told->bank };
	bool done = night_insert(session->store, session->creditor.id, &night, err);

	for (size_t i = 0; done && i < RUNS; i++)
		done = put_run(session, &arena, &night, i, &files[i], err);
	done = done && tell(session, told->scored, &night, files, err);
	arena_clear(&arena);
	return done;
}

bool demo_night(struct session *session, int64_t night_id, const struct refresh_totals *scored, const struct night_file *bank,
                struct err *err)
{
	struct told told = { night_id, scored, bank };

	return transact(session, put_all, &told, err);
}
