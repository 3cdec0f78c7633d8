/* relance texts: the texts said and written to clients: which there are, whether they can be filled, a copy to edit.
 */
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "command/output.h"
#include "command/verbs.h"
#include "desk/texts.h"
#include "words/letter.h"

static bool find(struct texts *texts, const char *name, const char **text, struct err *err)
{
	const char *found;

	return texts_find(texts, &name, 1, &found, text, err);
}

/* Rows of every text; *wrong counts those that cannot be filled, each told on stderr. */
static bool list(struct texts *texts, enum output_format format, int *wrong, struct err *err)
{
	static const struct column columns[] = {
		{ "name", N_("Text"), false, 0 }, { "own", N_("Yours"), false, 0 }, { "good", N_("Good"), false, 0 },
	};
	const char *const *names;
	struct output *out;
	size_t count;

	if (!texts_names(texts, &names, &count, err))
		return false;
	out = output_open(format, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < count; i++) {
		struct err problem = { 0 };
		const char *text;
		bool good = find(texts, names[i], &text, &problem) && letter_check(names[i], text, &problem);

		output_text(out, names[i]);
		output_boolean(out, texts_is_own(texts, names[i]));
		output_boolean(out, good);
		output_row(out);
		*wrong += !good;
		if (!good)
			command_say(&problem);
	}
	return output_close(out, NULL, err);
}

static bool export(const char *folder, struct err *err)
{
	int written;
	char *line;
	bool done;

	if (!texts_export(folder, &written, err))
		return false;
	line = mem_printf(ngettext("%d text written into %s\n", "%d texts written into %s\n", (unsigned long)written), written, folder);
	done = output_print(line, err);
	mem_free(line);
	return done;
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "format", .takes_value = true } };
	const char *words[2];
	struct texts *texts;
	enum output_format format;
	size_t count;
	int wrong = 0;
	bool done;

	if (!command_flags(&command_texts, argc, argv, flags, 1, words, 2, &count, err) || !command_format(flags[0].value, &format, err))
		return EXIT_USAGE;
	if (count == 2 && strcmp(words[0], "export") == 0)
		return export(words[1], err) ? EXIT_DONE : EXIT_FAILED;
	if (count > 1 || (count == 1 && strcmp(words[0], "list") != 0))
		return command_usage(&command_texts, err, N_("say what to do with texts"));
	texts = texts_open(config_get(globals->config, OPTION_MAIL_TEXTS).text);
	done = list(texts, format, &wrong, err);
	texts_close(texts);
	return !done ? EXIT_FAILED : wrong ? EXIT_REJECTS : EXIT_DONE;
}

const struct command command_texts = {
	.name = "texts",
	.args = N_("[list|export FOLDER] [--format text|csv|json]"),
	.help = N_("list and check the texts said and written to clients, or copy them to edit"),
	.run = run,
};
