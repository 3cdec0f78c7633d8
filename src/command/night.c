/* relance night: the batch, and the reports of those there were.
 */
#include <inttypes.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/text.h"
#include "command/inbox_request.h"
#include "command/output.h"
#include "command/verbs.h"
#include "desk/night.h"
#include "desk/night_mail.h"
#include "words/letter.h"
#include "words/night.h"

enum { FLAG_FORMAT, FLAG_INBOX, FLAG_NO_MAIL, FLAG_COUNT };

/* ---- a report ---- */

/* Line by line: the way out takes line ends for control characters. */
static void add_lines(struct buf *out, const char *page)
{
	while (*page) {
		size_t n = strcspn(page, "\n");
		char *line = mem_strndup(page, n);

		text_out_terminal(out, line);
		buf_putc(out, '\n');
		mem_free(line);
		page += n + (page[n] == '\n');
	}
}

/* before: what stands before it in a list of them. */
static bool print(const struct night_report *report, enum output_format format, const char *before, struct err *err)
{
	struct buf page = { 0 }, out = { 0 };
	bool done;

	if (format == OUTPUT_JSON) {
		buf_puts(&out, before);
		night_report_write(report, true, &out);
		buf_putc(&out, '\n');
	} else {
		words_night(report, &page);
		add_lines(&out, page.data);
	}
	done = output_print(out.data, err);
	buf_clear(&page);
	buf_clear(&out);
	return done;
}

static int end_of(const struct night_report *report)
{
	return report->rejects + report->refused + report->mails_failed > 0 ? EXIT_REJECTS
									    : EXIT_DONE;
}

static bool mail(const struct globals *globals, const struct night_report *report, struct err *err)
{
	const struct night_mail mail = {
		.to = config_get(globals->config, OPTION_NIGHT_MAIL_TO).text,
		.from = config_get(globals->config, OPTION_MAIL_FROM).text,
		.program = config_get(globals->config, OPTION_MAIL_SENDMAIL).text,
	};
	char *subject = mem_printf(end_of(report) != EXIT_DONE ? _("Night of %s: something to look at")
					       : _("Night of %s: all is well"),
				   report->creditor);
	struct buf page = { 0 };
	bool done = true;

	if (*mail.to) {
		words_night(report, &page);
		done = night_mail(&mail, report, subject, page.data, err) ||
		       err_context(err, N_("mailing the report to %s"), mail.to);
	}
	buf_clear(&page);
	mem_free(subject);
	return done;
}

/* Printed and mailed, the one whatever became of the other. The night is done: a mail that does not leave is said, and is no failure of it. */
static int tell(const struct globals *globals, const struct night_report *report, enum output_format format, const char *before,
                struct err *err)
{
	bool printed = print(report, format, before, err);
	struct err unsent = { 0 };
	int end = end_of(report);

	if (!mail(globals, report, &unsent)) {
		command_say(&unsent);
		end = unsent.code == ERR_USAGE ? EXIT_USAGE : EXIT_REJECTS;
	}
	return printed ? end : EXIT_FAILED;
}

/* ---- a night ---- */

/* One bar a step. */
struct bar {
	struct progress *progress;
	enum night_step step;
};

static void show_progress(void *context, enum night_step step, const char *detail, double part)
{
	struct bar *bar = context;

	(void)detail;
	if (!bar->progress || bar->step != step) {
		progress_close(bar->progress);
		bar->progress = step < NIGHT_DONE ? progress_open(words_night_step(step)) : NULL;
		bar->step = step;
	}
	if (bar->progress)
		progress_show(bar->progress, part);
}

static int run_one(const struct globals *globals, struct session *session, const struct flag *flags,
		   enum output_format format, const char *before, struct err *err)
{
	const struct config *config = globals->config;
	struct inbox_request inbox = inbox_request(globals, flags[FLAG_INBOX].value);
	struct mail_sender sender = {
		.from = config_get(config, OPTION_MAIL_FROM).text,
		.program = config_get(config, OPTION_MAIL_SENDMAIL).text,
		.letters = config_get(config, OPTION_MAIL_LETTERS).text,
		.documents = config_get(config, OPTION_MAIL_DOCUMENTS).text,
		.word = letter_word,
		.texts = texts_open(config_get(config, OPTION_MAIL_TEXTS).text),
	};
	bool sends = (*sender.from || *sender.letters) && config_get(config, OPTION_NIGHT_SEND).number &&
		     !flags[FLAG_NO_MAIL].value;
	struct bar bar = { 0 };
	const struct night_request request = {
		.inbox = *inbox.folder ? &inbox : NULL,
		.mails = sends ? &sender : NULL,
		.progress = show_progress,
		.context = &bar,
	};
	struct night_report report;
	int end = EXIT_FAILED;

	if (night_run(session, &request, &report, err)) {
		progress_close(bar.progress);
		end = tell(globals, &report, format, before, err);
	} else {
		progress_close(bar.progress);
	}
	night_report_clear(&report);
	texts_close(sender.texts);
	return end;
}

/* The worst end counts; one creditor's does not keep the next from its night. As JSON their reports are one list. */
static int worse(int a, int b)
{
	static const int ranks[] = { [EXIT_DONE] = 0, [EXIT_REJECTS] = 1, [EXIT_USAGE] = 2,
				     [EXIT_FAILED] = 3 };

	return ranks[a] >= ranks[b] ? a : b;
}

static int run_each(const struct globals *globals, struct session *any, const struct flag *flags,
		    enum output_format format, struct err *err)
{
	struct creditor_row *rows;
	size_t count;
	const char *before = "[";
	int end = EXIT_DONE;

	if (!session_creditors(any, &rows, &count, err))
		return EXIT_FAILED;
	for (size_t i = 0; i < count; i++) {
		struct globals own = *globals;
		struct session *session = NULL;
		struct err one = { 0 };
		int its = EXIT_FAILED;

		own.creditor = rows[i].name;
		if (command_session(&own, STORE_BATCH, false, &session, &one))
			its = run_one(&own, session, flags, format, before, &one);
		session_close(session);
		if (its != EXIT_FAILED)
			before = ",";
		if (its == EXIT_FAILED && end == EXIT_FAILED)
			command_say(err);
		if (its == EXIT_FAILED)
			*err = one;
		end = worse(end, its);
	}
	if (format == OUTPUT_JSON && !output_print(*before == '[' ? "[]\n" : "]\n", end == EXIT_FAILED ? NULL : err))
		end = EXIT_FAILED;
	return end;
}

static int run_nights(const struct globals *globals, const struct flag *flags,
		      enum output_format format, struct err *err)
{
	struct session *session;
	int end;

	if (!command_session(globals, STORE_BATCH, true, &session, err))
		return EXIT_FAILED;
	end = session->creditor.id ? run_one(globals, session, flags, format, "", err)
				   : run_each(globals, session, flags, format, err);
	session_close(session);
	return end;
}

/* ---- those there were ---- */

static const char *step_of(const char *code)
{
	for (int step = 0; step < NIGHT_STEP_COUNT; step++)
		if (strcmp(night_step_codes[step], code) == 0)
			return words_night_step((enum night_step)step);
	return code;
}

static bool list(struct session *session, enum output_format format, struct err *err)
{
	static const struct column columns[] = {
		{ "night", N_("Night"), true, 0 },       { "on_day", N_("Day"), false, 0 },
		{ "started_at", N_("Began"), false, 0 }, { "ended_at", N_("Ended"), false, 0 },
		{ "step", N_("Step"), false, 0 },        { "process", NULL, false, 0 },
	};
	struct night_row *rows;
	struct output *out;
	size_t count;

	if (!night_all(session, &rows, &count, err))
		return false;
	out = output_open(format, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < count; i++) {
		output_integer(out, (int64_t)i + 1);
		output_date(out, rows[i].on_day);
		output_text(out, rows[i].started_at);
		output_text(out, rows[i].ended_at);
		output_word(out, rows[i].step, step_of(rows[i].step));
		output_text(out, rows[i].process);
		output_row(out);
	}
	return output_close(out, _("No night was run yet."), err);
}

static bool show(struct session *session, int64_t number, enum output_format format, struct err *err)
{
	struct night_report report;
	bool done = night_show(session, number, &report, err) && print(&report, format, "", err);

	night_report_clear(&report);
	return done;
}

static int look_back(const struct globals *globals, const char *word, const char *which,
		     enum output_format format, struct err *err)
{
	struct session *session;
	int64_t number = 0;
	bool done;

	if (which && !command_number(which, _("the number of a night"), 1, 999999999, &number, err))
		return EXIT_USAGE;
	if (!command_session(globals, STORE_COMMAND, false, &session, err))
		return EXIT_FAILED;
	done = strcmp(word, "list") == 0 ? list(session, format, err)
					 : show(session, number, format, err);
	session_close(session);
	return done ? EXIT_DONE : EXIT_FAILED;
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[FLAG_COUNT] = {
		[FLAG_FORMAT] = { .name = "format", .takes_value = true },
		[FLAG_INBOX] = { .name = "inbox", .takes_value = true },
		[FLAG_NO_MAIL] = { .name = "no-mail" },
	};
	enum output_format format;
	const char *words[2];
	size_t count;
	int end;

	if (!command_flags(&command_night, argc, argv, flags, FLAG_COUNT, words, 2, &count, err) ||
	    !command_format(flags[FLAG_FORMAT].value, &format, err))
		return EXIT_USAGE;
	if (count > 0 && strcmp(words[0], "show") != 0 &&
	    (strcmp(words[0], "list") != 0 || count > 1))
		return command_usage(&command_night, err,
				     N_("say nothing, list, or show and a number"));
	if (format == OUTPUT_CSV && (count == 0 || strcmp(words[0], "show") == 0))
		return command_usage(&command_night, err, N_("a night's report is text or json: only night list is csv too"));
	end = count > 0 ? look_back(globals, words[0], count > 1 ? words[1] : NULL, format, err)
			: run_nights(globals, flags, format, err);
	return end == EXIT_FAILED && err->code == ERR_USAGE ? EXIT_USAGE : end;
}

const struct command command_night = {
	.name = "night",
	.args = N_("[--inbox FOLDER] [--no-mail] [--format text|json] | list [--format text|csv|json] | show [N] [--format text|json]"),
	.help = N_("take in what was delivered, match cash, judge promises, score, send mails, report"),
	.run = run,
};
