/* relance imports: the files taken so far, and what one of them refused, with the remedies.
 */
#include <string.h>

#include "base/gettext.h"
#include "command/output.h"
#include "command/verbs.h"
#include "desk/imports.h"
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

static bool list(struct session *session, enum output_format format, struct err *err)
{
	static const struct column columns[] = {
		{ "number", N_("No"), true, 0 },
		{ "on_day", N_("Day"), false, 0 },
		{ "source", N_("Source"), false, 24 },
		{ "file", N_("File"), false, 32 },
		{ "mode", N_("Mode"), false, 0 },
		{ "status", N_("State"), false, 0 },
		{ "items", N_("Items"), true, 0 },
		{ "created", N_("Created"), true, 0 },
		{ "changed", N_("Changed"), true, 0 },
		{ "closed", N_("Closed"), true, 0 },
		{ "unchanged", NULL, true, 0 },
		{ "lines", NULL, true, 0 },
		{ "rejects", N_("Refused"), true, 0 },
		{ "warnings", N_("Warnings"), true, 0 },
		{ "open", NULL, true, 0 },
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

		output_integer(out, (int64_t)i + 1);
		output_date(out, run->on_day);
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
		output_money(out, run->open_cents);
		output_text(out, run->sha256);
		output_text(out, run->started_at);
		if (*run->ended_at)
			output_text(out, run->ended_at);
		else
			output_null(out);
		output_text(out, run->agent);
		output_text(out, run->message);
		output_row(out);
	}
	return output_close(out, _("Nothing was imported yet."), err);
}

static bool show(struct session *session, int64_t number, enum output_format format,
		 struct err *err)
{
	static const struct column columns[] = {
		{ "line", N_("Line"), true, 0 },      { "reason", N_("Why"), false, 60 },
		{ "warning", N_("Taken"), false, 0 }, { "arg", NULL, false, 0 },
		{ "raw", N_("Raw text"), false, 48 }, { "remedy", N_("What to do"), false, 0 },
	};
	struct import_run_row run;
	struct import_reject_row *rows;
	struct output *out;
	size_t count;

	if (!imports_show(session, number, &run, &rows, &count, err))
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
		output_text(out, known ? words_remedy(reason) : "");
		output_row(out);
	}
	return output_close(out, _("Nothing was refused."), err);
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
	if (count == 1 || (count == 2 && strcmp(words[0], "show") != 0))
		return command_usage(&command_imports, err,
				     N_("say nothing, or show and a number"));
	if (count == 2 &&
	    !command_number(words[1], _("the number of an import"), 1, 999999999, &number, err))
		return EXIT_USAGE;
	if (!command_session(globals, STORE_COMMAND, false, &session, err))
		return EXIT_FAILED;
	done = count == 2 ? show(session, number, format, err) : list(session, format, err);
	session_close(session);
	return done ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_imports = {
	.name = "imports",
	.args = "[show N] [--format text|csv|json]",
	.help = N_("list the files taken in, or what one of them refused and what to do about it"),
	.run = run,
};
