/* relance inbox: what was delivered and waits; take: into the store with it, without the rest of a
 * night.
 */
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "command/inbox_request.h"
#include "command/output.h"
#include "command/verbs.h"
#include "words/night.h"

struct inbox_request inbox_request(const struct globals *globals, const char *folder)
{
	const struct config *config = globals->config;

	return (struct inbox_request){
		.folder = folder ? folder : config_get(config, OPTION_INBOX_DIRECTORY).text,
		.bytes_max = config_get(config, OPTION_INBOX_LARGEST).number << 20,
		.settle_seconds = (int)config_get(config, OPTION_INBOX_SETTLE).number,
		.owners = config_get(config, OPTION_INBOX_OWNERS).text,
		.preset = config_get(config, OPTION_INBOX_PRESET).text,
		.map = config_get(config, OPTION_INBOX_MAP).text,
		.full = config_get(config, OPTION_INBOX_FULL).number != 0,
	};
}

static bool print(const struct inbox_result *result, bool taken, enum output_format format,
		  struct err *err)
{
	static const struct column columns[] = {
		{ "name", N_("File"), false, 40 },   { "fate", N_("State"), false, 0 },
		{ "format", N_("Format"), false, 0 }, { "import", N_("Import"), true, 0 },
		{ "rejects", N_("Refused"), true, 0 }, { "warnings", N_("Warnings"), true, 0 },
		{ "why", N_("Why"), false, 80 },
	};
	struct output *out = output_open(format, columns, sizeof columns / sizeof *columns);

	for (size_t i = 0; i < result->count; i++) {
		const struct inbox_file *file = &result->files[i];
		const char *fate = inbox_fate_codes[file->fate];
		bool ready = !taken && file->fate == INBOX_TAKEN;

		output_text(out, file->name);
		output_word(out, ready ? "ready" : fate, ready ? _("ready") : words_inbox_fate(fate));
		output_text(out, intake_format_codes[file->format]);
		if (file->run)
			output_integer(out, file->run);
		else
			output_null(out);
		output_integer(out, file->rejects);
		output_integer(out, file->warnings);
		output_text(out, file->why);
		output_row(out);
	}
	return output_close(out, _("The inbox is empty."), err);
}

static int end_of(const struct inbox_result *result)
{
	for (size_t i = 0; i < result->count; i++)
		if (result->files[i].fate == INBOX_REFUSED || result->files[i].rejects > 0)
			return EXIT_REJECTS;
	return EXIT_DONE;
}

static void show_progress(void *context, const char *file, double part)
{
	(void)file;
	progress_show(context, part);
}

static int take(struct session *session, struct inbox_request *request, enum output_format format,
		struct err *err)
{
	struct inbox_result result;
	struct progress *progress = progress_open(_("inbox"));
	struct err unsaid = { 0 };
	bool done;

	request->progress = show_progress;
	request->context = progress;
	done = inbox_take(session, request, &result, err);
	progress_close(progress);
	if (done || result.count > 0)
		done = print(&result, true, format, done ? err : &unsaid) && done;
	int end = done ? end_of(&result) : EXIT_FAILED;
	inbox_clear(&result);
	return end;
}

static int look(struct session *session, const struct inbox_request *request,
		enum output_format format, struct err *err)
{
	struct inbox_result result;
	bool done = inbox_look(session, request, &result, err) && print(&result, false, format, err);

	inbox_clear(&result);
	return done ? EXIT_DONE : EXIT_FAILED;
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "format", .takes_value = true },
				{ .name = "inbox", .takes_value = true } };
	struct inbox_request request;
	struct session *session;
	enum output_format format;
	const char *words[1];
	size_t count;
	int end;

	if (!command_flags(&command_inbox, argc, argv, flags, 2, words, 1, &count, err) ||
	    !command_format(flags[0].value, &format, err))
		return EXIT_USAGE;
	if (count == 1 && strcmp(words[0], "take") != 0)
		return command_usage(&command_inbox, err, N_("say nothing, or take"));
	if (!command_session(globals, STORE_BATCH, false, &session, err))
		return EXIT_FAILED;
	request = inbox_request(globals, flags[1].value);
	end = !session_needs_supervisor(session, err) ? EXIT_FAILED
	      : count == 1			      ? take(session, &request, format, err)
						      : look(session, &request, format, err);
	session_close(session);
	return end;
}

const struct command command_inbox = {
	.name = "inbox",
	.args = N_("[take] [--inbox FOLDER] [--format text|csv|json]"),
	.help = N_("list the files that were delivered, or take them in"),
	.run = run,
};
