/* relance import: files of open items into the store, or what would happen, or what a file nobody
 * described seems to be.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/text.h"
#include "command/output.h"
#include "command/verbs.h"
#include "desk/import.h"
#include "desk/import_guess.h"
#include "words/reject.h"
#include "words/words.h"

enum { SAID_SHOWN = 10, ALIKE_SHOWN = 8, RAW_CELLS = 60, LABEL_CELLS = 32 };

enum {
	F_FORMAT,
	F_PRESET,
	F_MAP,
	F_SOURCE,
	F_TERMS,
	F_FULL,
	F_CHANGES,
	F_DRY_RUN,
	F_GUESS,
	F_COUNT
};

/* ---- the report ---- */

/* alike: how many of its kind it stands for, itself included. */
static void add_said(struct buf *text, const struct intake_reject *said, int64_t alike)
{
	char sentence[WORDS_TEXT], raw[RAW_CELLS * 4 + 8];

	if (said->line > 0)
		buf_printf(text, _("  line %" PRId64 ": "), said->line);
	else
		buf_puts(text, _("  the file: "));
	text_out_terminal(text, words_reject(said->reason, said->arg, sentence));
	if (alike > 1)
		buf_printf(text,
			   ngettext(" (and %" PRId64 " more like it)",
				    " (and %" PRId64 " more like it)", (unsigned long)(alike - 1)),
			   alike - 1);
	buf_printf(text, " – %s\n", words_remedy(said->reason, said->warning));
	if (said->warning || !*said->raw)
		return;
	text_ellipsis(raw, sizeof raw, said->raw, RAW_CELLS);
	buf_puts(text, "    ");
	text_out_terminal(text, raw);
	buf_putc(text, '\n');
}

/* The same warning on very many lines is said once. */
static void add_each_said(struct buf *text, const struct import_report *report)
{
	bool stood_for[INTAKE_REASON_COUNT] = { false };

	for (size_t i = 0, shown = 0; i < report->said_count && shown < SAID_SHOWN; i++) {
		const struct intake_reject *said = &report->said[i];
		int64_t alike = said->warning && report->by_reason[said->reason] > ALIKE_SHOWN
					? report->by_reason[said->reason]
					: 1;

		if (stood_for[said->reason])
			continue;
		stood_for[said->reason] = alike > 1;
		add_said(text, said, alike);
		shown++;
	}
}

static void add_all_said(struct buf *text, const struct import_report *report)
{
	int64_t all = report->rejects + report->warnings;

	if (report->rejects > 0)
		buf_printf(text,
			   ngettext("%" PRId64 " line refused", "%" PRId64 " lines refused",
				    (unsigned long)report->rejects),
			   report->rejects);
	if (report->rejects > 0 && report->warnings > 0)
		buf_puts(text, ", ");
	if (report->warnings > 0)
		buf_printf(text,
			   ngettext("%" PRId64 " warning", "%" PRId64 " warnings",
				    (unsigned long)report->warnings),
			   report->warnings);
	if (all > 0)
		buf_puts(text, _(":\n"));
	add_each_said(text, report);
	if (all > SAID_SHOWN && report->number > 0)
		buf_printf(text, _("  … all of them: relance imports show %d\n"), report->number);
}

static bool is_bank(const struct import_report *report)
{
	return report->format == FORMAT_CAMT || report->format == FORMAT_CFONB;
}

static void add_moved(struct buf *text, const struct import_report *report,
		      const struct import_sum *sum)
{
	char in[MONEY_TEXT], stored[MONEY_TEXT], kept[MONEY_TEXT];

	buf_printf(text, _("Moved by the file: %s"), words_amount(sum->in, sum->currency, in));
	if (report->end == IMPORT_ENDED_DONE)
		buf_printf(text, _(", in the store: %s"),
			   words_amount(sum->stored, sum->currency, stored));
	if (sum->kept != 0)
		buf_printf(text, _(" (of which %s known before)"),
			   words_amount(sum->kept, sum->currency, kept));
	buf_putc(text, '\n');
}

static void add_sums(struct buf *text, const struct import_report *report)
{
	char in[MONEY_TEXT], stored[MONEY_TEXT], kept[MONEY_TEXT];

	for (size_t i = 0; i < report->sum_count; i++) {
		const struct import_sum *sum = &report->sums[i];

		if (is_bank(report)) {
			add_moved(text, report, sum);
			continue;
		}
		buf_printf(text, _("Open in the file: %s"),
			   words_amount(sum->in, sum->currency, in));
		if (report->full && report->end == IMPORT_ENDED_DONE)
			buf_printf(text, _(", in the store: %s"),
				   words_amount(sum->stored, sum->currency, stored));
		if (sum->kept != 0)
			buf_printf(text, _(" (of which %s kept: a refused line may name it)"),
				   words_amount(sum->kept, sum->currency, kept));
		buf_putc(text, '\n');
	}
}

static void add_items(struct buf *text, const struct import_report *report)
{
	unsigned long n = (unsigned long)report->items;

	if (report->format == FORMAT_LIFECYCLE)
		buf_printf(text, ngettext("%" PRId64 " status", "%" PRId64 " statuses", n),
			   report->items);
	else if (is_bank(report))
		buf_printf(text, ngettext("%" PRId64 " movement", "%" PRId64 " movements", n),
			   report->items);
	else if (report->format == FORMAT_RATES)
		buf_printf(text, ngettext("%" PRId64 " rate", "%" PRId64 " rates", n),
			   report->items);
	else
		buf_printf(text, ngettext("%" PRId64 " item", "%" PRId64 " items", n),
			   report->items);
	if (report->clients == 0) {
		buf_putc(text, '\n');
		return;
	}
	buf_puts(text, ", ");
	buf_printf(text,
		   ngettext("%" PRId64 " client", "%" PRId64 " clients",
			    (unsigned long)report->clients),
		   report->clients);
	buf_printf(text, _(" (%" PRId64 " new)\n"), report->clients_new);
}

static void add_what_happened(struct buf *text, const struct import_report *report)
{
	bool dry = report->end == IMPORT_ENDED_DRY;

	buf_printf(text,
		   ngettext("%" PRId64 " line read", "%" PRId64 " lines read",
			    (unsigned long)report->lines),
		   report->lines);
	if (*report->charset)
		buf_printf(text, _(" (%s): "), report->charset);
	else
		buf_puts(text, _(": "));
	add_items(text, report);
	buf_printf(text,
		   dry ? _("Would create %" PRId64 ", change %" PRId64 ", close %" PRId64
			   ", leave %" PRId64 " as they are\n")
		       : _("Created %" PRId64 ", changed %" PRId64 ", closed %" PRId64
			   ", unchanged %" PRId64 "\n"),
		   report->created, report->changed, report->closed, report->unchanged);
	add_sums(text, report);
	if (report->pending > 0)
		buf_printf(text,
			   ngettext("%" PRId64 " entry is only announced and is no cash yet\n",
				    "%" PRId64 " entries are only announced and are no cash yet\n",
				    (unsigned long)report->pending),
			   report->pending);
	if (is_bank(report) && report->end == IMPORT_ENDED_DONE && report->created > 0)
		buf_puts(text, _("Set it against invoices: relance cash match\n"));
	if (report->gaps > 0)
		buf_printf(text,
			   ngettext("%" PRId64 " account does not equal its open items: the "
					       "difference is a flagged item\n",
				    "%" PRId64 " accounts do not equal their open items: the "
					       "differences are flagged items\n",
				    (unsigned long)report->gaps),
			   report->gaps);
	if (report->allotted)
		buf_puts(text, _("This ledger has no letters: payments were set against the oldest "
				 "invoices, what is left is flagged\n"));
	if (report->resumed)
		buf_puts(text,
			 _("An import of this file had been cut short: it is complete now\n"));
}

static void add_report(struct buf *text, const struct import_report *report)
{
	char day[64];

	text_out_terminal(text, report->file);
	buf_puts(text, _(": "));
	if (report->end == IMPORT_ENDED_SAME) {
		buf_printf(text, _("the same file as in import %d (%s): nothing to do\n"),
			   report->before_number,
			   words_date(report->before_on, WORDS_DATE_YEAR, day));
		return;
	}
	if (report->end == IMPORT_ENDED_REFUSED)
		buf_puts(text, _("refused, nothing was changed"));
	else if (report->end == IMPORT_ENDED_DRY)
		buf_puts(text, _("dry run, nothing was written"));
	else
		buf_printf(text, _("import %d"), report->number);
	buf_puts(text, ", ");
	text_out_terminal(text, report->source);
	if (import_is_ledger(report->format))
		buf_printf(text, ", %s", report->full ? _("full picture") : _("changes"));
	buf_putc(text, '\n');
	if (report->end != IMPORT_ENDED_REFUSED)
		add_what_happened(text, report);
	add_all_said(text, report);
}

static bool print_report(const struct import_report *report, struct err *err)
{
	struct buf text = { 0 };
	bool done;

	add_report(&text, report);
	done = output_print(text.data, err);
	buf_clear(&text);
	return done;
}

/* ---- progress ---- */

/* How much of the bar each phase takes, as seen on large files. */
static const struct {
	double from, part;
} phases[] = {
	[IMPORT_HASHING] = { 0, 0.05 },
	[IMPORT_READING] = { 0.05, 0.30 },
	[IMPORT_COMPARING] = { 0.35, 0.15 },
	[IMPORT_WRITING] = { 0.5, 0.5 },
};

static void show_progress(void *context, enum import_phase phase, size_t done, size_t total)
{
	if (total > 0)
		progress_show(context, phases[phase].from +
					       phases[phase].part * (double)done / (double)total);
}

static struct progress *open_progress(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *name = text_clean(slash ? slash + 1 : path, strlen(slash ? slash + 1 : path)),
	     label[LABEL_CELLS * 4 + 8];

	text_ellipsis(label, sizeof label, name, LABEL_CELLS);
	mem_free(name);
	return progress_open(label);
}

/* ---- one file ---- */

static int import_one(struct session *session, struct import_request *request, struct err *err)
{
	struct import_report report;
	struct progress *progress = open_progress(request->path);
	struct err unsaid = { 0 };
	int result = EXIT_FAILED;

	request->progress = show_progress;
	request->context = progress;
	if (import_file(session, request, &report, err))
		result = report.rejects > 0 ? EXIT_REJECTS : EXIT_DONE;
	else if (err->code == ERR_INPUT && report.file && !strstr(err->text, report.file))
		err_context(err, "%s", report.file); /* several files may be named */
	progress_close(progress);
	if (result == EXIT_FAILED ? report.said_count > 0 : true)
		if (!print_report(&report, result == EXIT_FAILED ? &unsaid : err))
			result = EXIT_FAILED;
	import_report_clear(&report);
	return result;
}

/* A refused file does not keep the next one from being taken; the worst end is the verb's. The last
 * refusal is said by the caller. */
static int import_files(struct session *session, struct import_request *request, const char **files,
			size_t count, struct err *err)
{
	int worst = EXIT_DONE;

	for (size_t i = 0; i < count; i++) {
		struct err one = { 0 };
		int result;

		request->path = files[i];
		result = import_one(session, request, &one);
		if (result == EXIT_FAILED) {
			if (worst == EXIT_FAILED)
				command_say(err);
			*err = one;
			worst = EXIT_FAILED;
		} else if (result == EXIT_REJECTS && worst == EXIT_DONE) {
			worst = EXIT_REJECTS;
		}
	}
	return worst;
}

/* ---- guess ---- */

static void add_cell(struct buf *text, const char *cell, int cells, bool right)
{
	char fitted[RAW_CELLS * 4 + 8];
	int used = text_ellipsis(fitted, sizeof fitted, cell, cells);

	buf_puts(text, "  ");
	for (int i = used; right && i < cells; i++)
		buf_putc(text, ' ');
	text_out_terminal(text, fitted);
	for (int i = used; !right && i < cells; i++)
		buf_putc(text, ' ');
}

/* As comments, so that what is printed is a mapping file as it stands. */
static void add_row(struct buf *text, const struct intake_item *row)
{
	char issued[64], due[64], amount[MONEY_TEXT], open[MONEY_TEXT];

	buf_putc(text, '#');
	add_cell(text, row->client_no, 12, false);
	add_cell(text, row->client_name, 22, false);
	add_cell(text, row->number, 14, false);
	add_cell(text,
		 date_is(row->issued_on) ? words_date(row->issued_on, WORDS_DATE_YEAR, issued) : "",
		 10, false);
	add_cell(text, date_is(row->due_on) ? words_date(row->due_on, WORDS_DATE_YEAR, due) : "",
		 10, false);
	add_cell(text, words_money(row->amount, amount), 12, true);
	add_cell(text, words_money(row->open, open), 12, true);
	add_cell(text, row->currency, 3, false);
	buf_putc(text, '\n');
}

static void add_rows(struct buf *text, const struct import_guess *guess)
{
	static const struct {
		const char *title;
		int cells;
		bool right;
	} heads[] = {
		{ N_("Client"), 12, false }, { N_("Name"), 22, false }, { N_("Number"), 14, false },
		{ N_("Issued"), 10, false }, { N_("Due"), 10, false },  { N_("Amount"), 12, true },
		{ N_("Open"), 12, true },
	};

	if (guess->row_count == 0)
		buf_puts(text, _("# Not one row could be read with it.\n"));
	for (size_t i = 0; guess->row_count > 0 && i < sizeof heads / sizeof *heads; i++) {
		buf_puts(text, i ? "" : "#");
		add_cell(text, _(heads[i].title), heads[i].cells, heads[i].right);
	}
	buf_puts(text, guess->row_count > 0 ? "\n" : "");
	for (size_t i = 0; i < guess->row_count; i++)
		add_row(text, &guess->rows[i]);
	for (size_t i = 0; i < guess->reject_count; i++) {
		buf_putc(text, '#');
		add_said(text,
			 &(struct intake_reject){ .reason = guess->rejects[i].reason,
						  .warning = true,
						  .line = guess->rejects[i].line,
						  .arg = guess->rejects[i].arg,
						  .raw = "" },
			 1);
	}
}

static bool print_guess(const struct import_guess *guess, struct err *err)
{
	struct buf text = { 0 };
	bool done;

	buf_puts(&text, _("# A mapping for "));
	text_out_terminal(&text, guess->file);
	buf_puts(&text,
		 _(": look at the rows below, keep it in a file and import with --map FILE\n"));
	/* line by line: the way out takes line ends for control characters */
	for (const char *line = guess->mapping; *line;) {
		size_t n = strcspn(line, "\n");
		char *copy = mem_strndup(line, n);

		text_out_terminal(&text, copy);
		buf_putc(&text, '\n');
		mem_free(copy);
		line += n + (line[n] == '\n');
	}
	buf_putc(&text, '\n');
	add_rows(&text, guess);
	done = output_print(text.data, err);
	buf_clear(&text);
	return done;
}

static int guess_files(const struct flag *flags, const char **files, size_t count, struct err *err)
{
	for (size_t i = 0; i < count; i++) {
		struct import_guess guess;
		bool done = import_guess(files[i], flags[F_PRESET].value, flags[F_MAP].value,
					 &guess, err) &&
			    print_guess(&guess, err);

		import_guess_clear(&guess);
		if (!done)
			return EXIT_FAILED;
	}
	return EXIT_DONE;
}

/* ---- the verb ---- */

static bool read_format(const char *text, enum intake_format *out, struct err *err)
{
	*out = FORMAT_UNKNOWN;
	for (int i = FORMAT_UNKNOWN + 1; text && i < FORMAT_COUNT; i++)
		if (strcmp(intake_format_codes[i], text) == 0)
			*out = (enum intake_format)i;
	return !text || *out != FORMAT_UNKNOWN ||
	       err_set(err, ERR_USAGE, N_("--format is fec, csv, camt, cfonb, cii, ubl, facturx, lifecycle or "
			  "rates, not %s"), text);
}

static bool read_request(const struct flag *flags, struct import_request *out, struct err *err)
{
	int64_t terms = -1;

	*out = (struct import_request){
		.preset = flags[F_PRESET].value,
		.map = flags[F_MAP].value,
		.source = flags[F_SOURCE].value,
		.dry_run = flags[F_DRY_RUN].value != NULL,
	};
	if (flags[F_FULL].value && flags[F_CHANGES].value)
		return err_set(err, ERR_USAGE, N_("--full and --changes exclude each other"));
	out->mode = flags[F_FULL].value      ? IMPORT_MODE_FULL
		    : flags[F_CHANGES].value ? IMPORT_MODE_CHANGES
					     : IMPORT_MODE_DEFAULT;
	if (!read_format(flags[F_FORMAT].value, &out->format, err) ||
	    (flags[F_TERMS].value &&
	     !command_number(flags[F_TERMS].value, "--terms", 0, 366, &terms, err)))
		return false;
	out->terms_days = (int)terms;
	return true;
}

static int import_named(const struct globals *globals, const struct flag *flags, const char **files,
			size_t count, struct err *err)
{
	struct import_request request;
	struct session *session;
	int result;

	if (count == 0)
		return command_usage(&command_import, err, N_("name the file to import"));
	if (!read_request(flags, &request, err))
		return EXIT_USAGE;
	if (flags[F_GUESS].value)
		return guess_files(flags, files, count, err);
	if (!command_session(globals, STORE_BATCH, false, &session, err))
		return EXIT_FAILED;
	result = import_files(session, &request, files, count, err);
	session_close(session);
	return result == EXIT_FAILED && err->code == ERR_USAGE ? EXIT_USAGE : result;
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[F_COUNT] = {
		[F_FORMAT] = { .name = "format", .takes_value = true },
		[F_PRESET] = { .name = "preset", .takes_value = true },
		[F_MAP] = { .name = "map", .takes_value = true },
		[F_SOURCE] = { .name = "source", .takes_value = true },
		[F_TERMS] = { .name = "terms", .takes_value = true },
		[F_FULL] = { .name = "full" },
		[F_CHANGES] = { .name = "changes" },
		[F_DRY_RUN] = { .name = "dry-run" },
		[F_GUESS] = { .name = "guess" },
	};
	const char **files = mem_alloc((size_t)argc * sizeof *files); /* as many as a shell names */
	size_t count;
	int result = EXIT_USAGE;

	if (command_flags(&command_import, argc, argv, flags, F_COUNT, files, (size_t)argc, &count,
			  err))
		result = import_named(globals, flags, files, count, err);
	mem_free(files);
	return result;
}

const struct command command_import = {
	.name = "import",
	.args = N_("[--format F] [--preset P] [--map FILE] [--source NAME] [--terms DAYS] "
		   "[--full|--changes] [--dry-run] [--guess] FILE…"),
	.help = N_(
		"take in a ledger (FEC), open items (CSV), a bank file, electronic invoices, their "
		"statuses or rates, or say what would happen"),
	.run = run,
};
