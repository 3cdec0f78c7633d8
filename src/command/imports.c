/* relance imports: the files taken so far, and what one of them refused, with the remedies.
 */
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/text.h"
#include "command/output.h"
#include "command/verbs.h"
#include "desk/imports.h"
#include "desk/platform.h"
#include "words/night.h"
#include "words/reject.h"

static const char *status_shown(const char *code)
{
	if (strcmp(code, IMPORT_RUNNING) == 0)
		return _("running or cut short");
	return strcmp(code, IMPORT_DONE_CODE) == 0 ? _("done") : _("refused");
}

static const char *mode_shown(const char *code)
{
	return strcmp(code, "full") == 0 ? _("full") : _("changes");
}

/* A control total a currency: they are never added. */
static void put_sums(struct output *out, const struct import_run_row *run, bool stored)
{
	struct output_amount *amounts = mem_alloc((run->sum_count + 1) * sizeof *amounts);

	for (size_t i = 0; i < run->sum_count; i++)
		amounts[i] = (struct output_amount){ run->sums[i].currency,
						     stored ? run->sums[i].stored : run->sums[i].open };
	output_amounts(out, amounts, run->sum_count);
	mem_free(amounts);
}

static bool list(struct session *session, enum output_format format, struct err *err)
{
	static const struct column columns[] = {
		{ "number", N_("No"), true, 0 },
		{ "on_day", N_("Day"), false, 0 },
		{ "kind", N_("Kind"), false, 0 },
		{ "source", N_("Source"), false, 24 },
		{ "file", N_("File"), false, 32 },
		{ "mode", N_("Mode"), false, 0 },
		{ "status", N_("State"), false, 0 },
		{ "items", N_("Items"), true, 0 },
		{ "created", N_("Created"), true, 0 },
		{ "changed", NC_("items", "Changed"), true, 0 },
		{ "closed", N_("Closed"), true, 0 },
		{ "unchanged", NULL, true, 0 },
		{ "lines", NULL, true, 0 },
		{ "rejects", N_("Refused"), true, 0 },
		{ "warnings", N_("Warnings"), true, 0 },
		{ "open", NULL, true, 0 },
		{ "stored", NULL, true, 0 },
		{ "sha256", NULL, false, 0 },
		{ "started_at", NULL, false, 0 },
		{ "ended_at", NULL, false, 0 },
		{ "agent", NULL, false, 0 },
		{ "message", N_("Why"), false, 60 },
	};
	struct import_run_row *rows;
	struct output *out;
	size_t count;

	if (!imports_list(session, &rows, &count, err))
		return false;
	out = output_open(format, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < count; i++) {
		const struct import_run_row *run = &rows[i];

		output_integer(out, run->number);
		output_date(out, run->on_day);
		output_word(out, run->kind, words_import_kind(run->kind));
		output_text(out, run->source);
		output_text(out, run->file);
		output_word(out, run->mode, mode_shown(run->mode));
		output_word(out, run->status, status_shown(run->status));
		output_integer(out, run->items);
		output_integer(out, run->created);
		output_integer(out, run->changed);
		output_integer(out, run->closed);
		output_integer(out, run->unchanged);
		output_integer(out, run->lines);
		output_integer(out, run->rejects);
		output_integer(out, run->warnings);
		put_sums(out, run, false);
		put_sums(out, run, true);
		output_text(out, run->sha256);
		output_text(out, run->started_at);
		if (*run->ended_at)
			output_text(out, run->ended_at);
		else
			output_null(out);
		output_text(out, run->agent);
		output_word(out, run->message, words_import_why(run->message, run->file));
		output_row(out);
	}
	return output_close(out, _("Nothing was imported yet."), err);
}

/* A file that was refused as a whole says why before its lines do. */
static bool say_refused(const struct import_run_row *run, struct err *err)
{
	struct buf said = { 0 }, text = { 0 };
	bool done;

	buf_printf(&said, _("%s: %s"), run->file, words_import_why(run->message, run->file));
	text_out_terminal(&text, said.data);
	buf_putc(&text, '\n');
	done = output_print(text.data, err);
	buf_clear(&said);
	buf_clear(&text);
	return done;
}

static bool show(struct session *session, int64_t number, enum output_format format,
		 struct err *err)
{
	static const struct column columns[] = {
		{ "line", N_("Line"), true, 0 },      { "reason", N_("Why"), false, 120 },
		{ "warning", N_("Taken"), false, 0 }, { "arg", NULL, false, 0 },
		{ "raw", N_("Raw text"), false, 48 }, { "remedy", N_("What to do"), false, 0 },
	};
	struct import_run_row run;
	struct import_reject_row *rows;
	struct output *out;
	size_t count;

	if (!imports_show(session, number, &run, &rows, &count, err) ||
	    (format == OUTPUT_TEXT && *run.message && !say_refused(&run, err)))
		return false;
	out = output_open(format, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < count; i++) {
		char sentence[WORDS_TEXT];
		enum intake_reason reason;
		bool known = words_reason_from_code(rows[i].reason, &reason);

		if (rows[i].line > 0)
			output_integer(out, rows[i].line);
		else
			output_null(out);
		output_word(out, rows[i].reason,
			    known ? words_reject(reason, rows[i].arg, sentence) : rows[i].reason);
		output_boolean(out, rows[i].warning);
		output_text(out, rows[i].arg);
		output_text(out, rows[i].raw);
		output_text(out, known ? words_remedy(reason, rows[i].warning) : "");
		output_row(out);
	}
	return output_close(out, run.message[0] ? NULL : _("Nothing was refused."), err);
}

/* Statuses whose invoice was missing, once more. */
static bool retry(struct session *session, enum output_format format, struct err *err)
{
	static const struct column columns[] = {
		{ "taken", N_("Taken now"), true, 0 },
		{ "waiting", N_("Waiting"), true, 0 },
	};
	struct platform_waiting waiting;
	struct output *out;

	if (!platform_retry(session, &waiting, err))
		return false;
	out = output_open(format, columns, 2);
	output_integer(out, waiting.taken);
	output_integer(out, waiting.waiting);
	output_row(out);
	return output_close(out, NULL, err);
}

static bool act(struct session *session, const char *word, int64_t number,
		enum output_format format, struct err *err)
{
	if (!word)
		return list(session, format, err);
	return strcmp(word, "show") == 0 ? show(session, number, format, err)
					 : retry(session, format, err);
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "format", .takes_value = true } };
	struct session *session;
	enum output_format format;
	const char *words[2];
	size_t count;
	int64_t number = 0;
	bool done;

	if (!command_flags(&command_imports, argc, argv, flags, 1, words, 2, &count, err) ||
	    !command_format(flags[0].value, &format, err))
		return EXIT_USAGE;
	if (count > 0 && strcmp(words[0], count == 2 ? "show" : "retry") != 0)
		return command_usage(&command_imports, err,
				     N_("say nothing, show and a number, or retry"));
	if (count == 2 &&
	    !command_number(words[1], _("the number of an import"), 1, 999999999, &number, err))
		return EXIT_USAGE;
	if (!command_session(globals, STORE_COMMAND, false, &session, err))
		return EXIT_FAILED;
	done = act(session, count > 0 ? words[0] : NULL, number, format, err);
	session_close(session);
	return done ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_imports = {
	.name = "imports",
	.args = "[show N|retry] [--format text|csv|json]",
	.help = N_("list the files taken in, or what one of them refused and what to do about it; "
		   "retry takes statuses whose invoice was missing"),
	.run = run,
};
