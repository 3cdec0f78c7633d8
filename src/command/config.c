/* relance config: every option, its value and where it came from; --sample writes a file to start from.
 */
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "command/output.h"
#include "command/verbs.h"

static bool list(const struct globals *globals, enum output_format format, struct err *err)
{
	static const struct column columns[] = {
		{ "name", N_("Option"), false, 0 }, { "value", N_("Value"), false, 30 }, { "default", N_("Default"), false, 20 },
		{ "origin", N_("From"), false, 50 }, { "help", N_("Meaning"), false, 80 },
	};
	struct output *out = output_open(format, columns, 5);

	for (int o = 0; o < OPTION_COUNT; o++) {
		const char *origin = config_origin(globals->config, (enum option)o);
		struct buf value;

		buf_init(&value);
		config_text(globals->config, (enum option)o, &value);
		output_text(out, option_rows[o].name);
		output_text(out, value.data);
		output_text(out, option_rows[o].fallback);
		output_word(out, origin, strcmp(origin, "default") == 0 ? _("default") : origin);
		output_text(out, gettext(option_rows[o].help));
		output_row(out);
		buf_clear(&value);
	}
	return output_close(out, NULL, err);
}

/* What it may be, when that is one of a few words. */
static void put_choices(struct buf *out, const struct option_row *row)
{
	if (row->type != OPTION_CHOICE)
		return;
	buf_puts(out, "\t#");
	for (int i = 0; row->choices[i]; i++)
		buf_printf(out, "%s %s", i ? "," : "", row->choices[i]);
	buf_putc(out, '\n');
}

/* Every option commented out at its default: what is not set follows the program. */
static bool sample(struct err *err)
{
	struct buf out;
	bool done;

	buf_init(&out);
	for (int s = 0; s < OPTION_SECTION_COUNT; s++) {
		buf_printf(&out, "%s# %s\n%s {\n", s ? "\n" : "", gettext(option_sections[s].help), option_sections[s].name);
		for (int o = 0; o < OPTION_COUNT; o++) {
			const struct option_row *row = &option_rows[o];

			if (row->section != (enum option_section)s)
				continue;
			buf_printf(&out, "\t# %s\n", gettext(row->help));
			put_choices(&out, row);
			buf_puts(&out, "\t# ");
			config_sample((enum option)o, &out);
			buf_putc(&out, '\n');
		}
		buf_puts(&out, "}\n");
	}
	done = output_print(out.data, err);
	buf_clear(&out);
	return done;
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "format", .takes_value = true }, { .name = "sample" } };
	enum output_format format;
	const char *words[1];
	size_t word_count;

	if (!command_flags(&command_config, argc, argv, flags, 2, words, 0, &word_count, err) ||
	    !command_format(flags[0].value, &format, err))
		return EXIT_USAGE;
	return (flags[1].value ? sample(err) : list(globals, format, err)) ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_config = {
	.name = "config",
	.args = "[--sample] [--format text|csv|json]",
	.help = N_("show every option, its value and where it came from; --sample writes a file to start from"),
	.storeless = true,
	.run = run,
};
