/* relance help: the verbs, one verb, or bare names for completions.
 */
#include "base/gettext.h"
#include "base/mem.h"
#include "command/output.h"
#include "command/verbs.h"

static void all(struct buf *out)
{
	buf_puts(out, _("relance: call the right overdue client, write down what was said, get the next date\n\n"));
	buf_puts(out, _("usage: relance [--db PATH] [--config FILE] [--today YYYY-MM-DD] [--agent NAME] [--creditor NAME] [--lang fr|en] [--theme NAME] [--ascii] "
	                "[VERB …]\n"));
	buf_puts(out, _("Without a verb the console opens on the queue of the day.\n\n"));
	for (size_t i = 0; commands[i]; i++)
		if (!commands[i]->hidden)
			buf_printf(out, "  %-9s %s\n", commands[i]->name, gettext(commands[i]->help));
	buf_puts(out, _("\nrelance help VERB tells its options; relance(1) and relance.conf(5) tell the rest.\n"));
}

static void names(struct buf *out)
{
	for (size_t i = 0; commands[i]; i++)
		if (!commands[i]->hidden)
			buf_printf(out, "%s\n", commands[i]->name);
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "names" } };
	const struct command *command;
	const char *words[1];
	size_t word_count;
	struct buf out;
	bool done;

	(void)globals;
	if (!command_flags(&command_help, argc, argv, flags, 1, words, 1, &word_count, err))
		return EXIT_USAGE;
	buf_init(&out);
	if (flags[0].value) {
		names(&out);
	} else if (word_count == 0) {
		all(&out);
	} else if ((command = command_find(words[0]))) {
		char *synopsis = command_synopsis(command);

		buf_printf(&out, _("usage: relance %s\n%s\n"), synopsis, gettext(command->help));
		mem_free(synopsis);
	} else {
		buf_clear(&out);
		return command_usage(&command_help, err, N_("%s is no verb"), words[0]);
	}
	done = output_print(out.data, err);
	buf_clear(&out);
	return done ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_help = {
	.name = "help",
	.args = N_("[VERB] [--names]"),
	.help = N_("list the verbs, or tell the options of one"),
	.storeless = true,
	.run = run,
};
