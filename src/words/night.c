/* The page a person reads in the morning: what went wrong first, then the figures.
 */
#include "words/night.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/text.h"
#include "words/mail.h"
#include "words/words.h"

enum { TAKEN_SHOWN = 20, ODD_SHOWN = 40, PROBLEMS_SHOWN = 20, NAME_CELLS = 40 };

const char *words_night_step(enum night_step step)
{
	static const char *const names[NIGHT_STEP_COUNT] = {
		[NIGHT_FILES] = N_("files"),
		[NIGHT_CASH] = N_("matching"),
		[NIGHT_STATUSES] = N_("statuses that waited"),
		[NIGHT_SCORE] = N_("promises and scores"),
		[NIGHT_MAIL] = N_("mails"),
		[NIGHT_REPORT] = N_("report"),
		[NIGHT_DONE] = N_("done"),
	};

	return gettext(names[step]);
}

const char *words_inbox_fate(const char *code)
{
	static const char *const names[INBOX_FATE_COUNT] = {
		[INBOX_TAKEN] = N_("taken"),
		[INBOX_KNOWN] = N_("known already"),
		[INBOX_REFUSED] = N_("refused"),
		[INBOX_LEFT] = N_("left there"),
	};

	for (int i = 0; i < INBOX_FATE_COUNT; i++)
		if (strcmp(inbox_fate_codes[i], code) == 0)
			return gettext(names[i]);
	return code;
}

const char *words_import_kind(const char *code)
{
	static const struct {
		const char *code, *name;
	} names[] = {
		{ "ledger", N_("open items") },  { "bank", N_("bank") },
		{ "invoices", N_("invoices") }, { "statuses", N_("statuses") },
		{ "rates", N_("rates") },
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i].code, code) == 0)
			return gettext(names[i].name);
	return code;
}

static bool is(const struct night_file *file, enum inbox_fate fate)
{
	return strcmp(file->fate, inbox_fate_codes[fate]) == 0;
}

/* ---- files ---- */

static void add_name(struct buf *out, const char *name)
{
	char fitted[NAME_CELLS * 4 + 8];
	int used = text_ellipsis(fitted, sizeof fitted, name, NAME_CELLS);

	buf_puts(out, "  ");
	buf_puts(out, fitted);
	for (; used < NAME_CELLS; used++)
		buf_putc(out, ' ');
	buf_puts(out, "  ");
}

static void add_taken(struct buf *out, const struct night_file *file)
{
	char in[MONEY_TEXT], stored[MONEY_TEXT];

	add_name(out, file->name);
	buf_printf(out, _("%s: %" PRId64 " (%" PRId64 " new, %" PRId64 " changed, %" PRId64 " closed)"),
		   words_import_kind(file->kind), file->items, file->created, file->changed,
		   file->closed);
	for (size_t i = 0; i < file->sum_count; i++)
		buf_printf(out, _(", in %s, stored %s"),
			   words_amount(file->sums[i].open, file->sums[i].currency, in),
			   words_amount(file->sums[i].stored, file->sums[i].currency, stored));
	if (file->rejects > 0)
		buf_printf(out,
			   ngettext(", %" PRId64 " line refused: relance imports show %d",
				    ", %" PRId64 " lines refused: relance imports show %d",
				    (unsigned long)file->rejects),
			   file->rejects, file->run);
	if (file->warnings > 0)
		buf_printf(out,
			   ngettext(", %" PRId64 " warning: relance imports show %d",
				    ", %" PRId64 " warnings: relance imports show %d",
				    (unsigned long)file->warnings),
			   file->warnings, file->run);
	buf_putc(out, '\n');
}

const char *words_import_why(const char *why, const char *name)
{
	static const char *const colons[] = { ": ", " : ", "\u00a0: ", "\u202f: " }; /* of either language */
	size_t n = strlen(name);

	for (size_t i = 0; strncmp(why, name, n) == 0 && i < sizeof colons / sizeof *colons; i++)
		if (strncmp(why + n, colons[i], strlen(colons[i])) == 0)
			return why + n + strlen(colons[i]);
	return why;
}

static void add_odd(struct buf *out, const struct night_file *file)
{
	add_name(out, file->name);
	if (*file->why)
		buf_printf(out, _("%s: %s\n"), words_inbox_fate(file->fate),
			   words_import_why(file->why, file->name));
	else
		buf_printf(out, "%s\n", words_inbox_fate(file->fate));
}

/* Those with something to do come first, then those with something to read. */
static void add_files(struct buf *out, const struct night_report *report)
{
	size_t shown = 0, odd = 0, taken = 0, known = 0, good = 0;

	for (size_t i = 0; i < report->file_count; i++) {
		const struct night_file *file = &report->files[i];
		bool fine = is(file, INBOX_TAKEN) && file->rejects == 0;

		taken += is(file, INBOX_TAKEN);
		known += is(file, INBOX_KNOWN);
		good += fine;
		if (fine || is(file, INBOX_KNOWN) || ++odd > ODD_SHOWN)
			continue;
		if (is(file, INBOX_TAKEN))
			add_taken(out, file);
		else
			add_odd(out, file);
	}
	if (odd > ODD_SHOWN)
		buf_printf(out, _("  … and %zu more like these: relance imports, relance inbox\n"), odd - ODD_SHOWN);
	for (int clean = 0; clean < 2; clean++)
		for (size_t i = 0; i < report->file_count && shown < TAKEN_SHOWN; i++)
			if (is(&report->files[i], INBOX_TAKEN) && report->files[i].rejects == 0 &&
			    (report->files[i].warnings == 0) == clean && ++shown)
				add_taken(out, &report->files[i]);
	if (good > TAKEN_SHOWN)
		buf_puts(out, _("  … the others without a word: relance imports\n"));
	buf_printf(out, _("Files: %zu taken, %zu known already, %" PRId64 " refused, %" PRId64 " left\n"),
		   taken, known, report->refused, report->left);
	if (report->refused > 0)
		buf_puts(out, _("What was refused lies in the folder refused of the inbox, each with its reason beside it "
				"(.why): once corrected, put it into the inbox again.\n"));
}

/* ---- figures ---- */

static void add_sums(struct buf *out, const struct night_sum *rows, size_t count)
{
	char amount[MONEY_TEXT];

	for (size_t i = 0; i < count; i++)
		buf_printf(out, "%s%" PRId64 " · %s", i ? ", " : "", rows[i].count,
			   words_amount(rows[i].amount, rows[i].currency, amount));
	if (count == 0)
		buf_puts(out, "0");
	buf_putc(out, '\n');
}

/* One mail by its client, several by their number. */
static void add_mail_problems(struct buf *out, const struct night_report *report)
{
	size_t count = report->mail_problem_count, shown = count > PROBLEMS_SHOWN ? PROBLEMS_SHOWN : count;

	for (size_t i = 0; i < shown; i++) {
		const struct night_problem *row = &report->mail_problems[i];

		if (row->count == 1 && *row->client)
			buf_printf(out, "  %s %s%s%s\n", row->client, row->address, _(": "), words_mail_problem(row->why));
		else
			buf_printf(out, "  %" PRId64 " × %s\n", row->count, words_mail_problem(row->why));
	}
	if (count > shown)
		buf_printf(out, _("  … and %zu reasons more: relance mail\n"), count - shown);
}

static void add_figures(struct buf *out, const struct night_report *report)
{
	buf_puts(out, _("Cash matched: "));
	add_sums(out, report->matched, report->matched_count);
	buf_puts(out, _("Cash not matched: "));
	add_sums(out, report->unmatched, report->unmatched_count);
	buf_printf(out, _("Promises: %" PRId64 " kept, %" PRId64 " partly kept, %" PRId64 " broken\n"),
		   report->judged.kept, report->judged.partly_kept, report->judged.broken);
	if (report->judged.disputes_paid > 0)
		buf_printf(out, _("Disputes closed because they were paid: %" PRId64 "\n"), report->judged.disputes_paid);
	buf_puts(out, _("Newly overdue: "));
	add_sums(out, report->new_overdue, report->new_overdue_count);
	buf_printf(out, _("Proposed for legal: %" PRId64 "\n"), report->legal);
	if (report->statuses.taken + report->statuses.waiting > 0)
		buf_printf(out,
			   _("Statuses whose invoice was missing: %" PRId64 " taken now, %" PRId64
			     " waiting\n"),
			   report->statuses.taken, report->statuses.waiting);
	if (report->steps.mails + report->steps.letters + report->steps.tasks > 0)
		buf_printf(out,
			   _("Steps of the scenario: %" PRId64 " mails and %" PRId64 " letters queued, %" PRId64
			     " left to agents\n"),
			   report->steps.mails, report->steps.letters, report->steps.tasks);
	if (report->mails_sent + report->mails_held + report->mails_failed > 0)
		buf_printf(out, _("Mails: %" PRId64 " sent, %" PRId64 " held back, %" PRId64 " failed\n"),
			   report->mails_sent, report->mails_held, report->mails_failed);
	add_mail_problems(out, report);
	buf_printf(out, _("Clients scored: %" PRId64 ", changed: %" PRId64 "\n"), report->clients,
		   report->clients_changed);
}

/* "22/11/2026 02:05" of YYYY-MM-DDTHH:MM…; only the hour when it is the same day as `before`. */
static const char *moment(const char *at, const char *before, char out[96])
{
	char iso[DATE_TEXT], day[64] = "";
	date on;

	snprintf(iso, sizeof iso, "%.10s", at);
	if (strlen(at) < sizeof "YYYY-MM-DDTHH:MM" - 1 || !date_parse_iso(iso, &on))
		return at;
	if (strncmp(at, before, 10) != 0)
		words_date(on, WORDS_DATE_YEAR, day);
	snprintf(out, 96, "%s%s%.5s", day, *day ? " " : "", at + 11);
	return out;
}

void words_night(const struct night_report *report, struct buf *out)
{
	char day[64], began[96], ended[96];

	buf_printf(out, _("Night %d of %s, %s\n"), report->number, report->creditor,
		   words_date(report->on_day, WORDS_DATE_LONG, day));
	buf_printf(out, _("from %s to %s UTC%s\n\n"), moment(report->started_at, "", began),
		   moment(report->ended_at, report->started_at, ended),
		   report->resumed ? _(", taken up after it was cut short") : "");
	add_files(out, report);
	buf_putc(out, '\n');
	add_figures(out, report);
}
