/* relance manual: the manual pages, their prose from a file and their tables from the program's own, so that a key, an option or a verb is written once.
 */
#include "base/gettext.h"
#include "base/mem.h"
#include "command/output.h"
#include "command/verbs.h"
#include "intake/mapping.h"
#include "rules/checklist.h"
#include "rules/keymap.h"
#include "words/words.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { LINE_CELLS = 66 }; /* of an indented paragraph */

/* Text for roff: a leading . or ' would be a request, a backslash an escape, and - a hyphen. */
static void roff(struct buf *out, const char *text)
{
	if (*text == '.' || *text == '\'')
		buf_puts(out, "\\&");
	for (; *text; text++) {
		if (*text == '\\')
			buf_puts(out, "\\e");
		else if (*text == '-')
			buf_puts(out, "\\-");
		else
			buf_putc(out, *text);
	}
}

static void entry(struct buf *out, const char *head, const char *text)
{
	buf_puts(out, ".TP\n.B ");
	roff(out, head);
	buf_putc(out, '\n');
	roff(out, text);
	buf_putc(out, '\n');
}

static void put_globals(struct buf *out)
{
	static const struct {
		const char *name, *help;
	} rows[] = {
		{ "--db PATH", N_("the store; by default store.db of the configuration, else $XDG_DATA_HOME/relance/relance.db") },
		{ "--config FILE", N_("read this configuration file instead of the usual two") },
		{ "--today YYYY-MM-DD[Thh:mm]", N_("the business date (and minute) instead of the clock's") },
		{ "--theme NAME", N_("colours of the console: dark, light, mono or colour-blind; NO_COLOR is mono") },
		{ "--ascii", N_("draw the console with plain ASCII signs only") },
		{ "--agent NAME", N_("who works; obeyed only for the account that owns the store") },
		{ "--creditor NAME", N_("which creditor, when the store serves several: a name or a SIREN") },
		{ "--lang fr|en", N_("the language of sentences, dates and amounts") },
		{ "--help", N_("list the verbs; behind a verb, its options") },
		{ "--version", N_("which version this is; before any verb only") },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		entry(out, rows[i].name, gettext(rows[i].help));
}

static void put_verbs(struct buf *out)
{
	for (size_t i = 0; commands[i]; i++) {
		char *head;

		if (commands[i]->hidden)
			continue;
		head = mem_printf("%s %s", commands[i]->name, commands[i]->args);
		entry(out, head, gettext(commands[i]->help));
		mem_free(head);
	}
}

static void put_outcomes(struct buf *out)
{
	for (int i = 0; i < OUTCOME_COUNT; i++)
		if (outcome_rules[i].offered)
			entry(out, outcome_rules[i].code, words_outcome((enum outcome)i));
}

static void put_keys(struct buf *out)
{
	for (int c = 0; c < ACTION_CONTEXT_COUNT; c++) {
		enum action actions[ACTION_COUNT];
		size_t count = keymap_list((enum action_context)c, actions);

		if (count == 0)
			continue;
		buf_puts(out, ".SS ");
		roff(out, gettext(action_contexts[c].label));
		buf_putc(out, '\n');
		for (size_t i = 0; i < count; i++) {
			char key[32];

			entry(out, words_key(keymap_key_of(actions[i], (enum action_context)c), key), gettext(action_rows[actions[i]].help));
		}
	}
}

static void put_options(struct buf *out)
{
	for (int s = 0; s < OPTION_SECTION_COUNT; s++) {
		buf_puts(out, ".SS ");
		roff(out, option_sections[s].name);
		buf_putc(out, '\n');
		roff(out, gettext(option_sections[s].help));
		buf_putc(out, '\n');
		for (int o = 0; o < OPTION_COUNT; o++) {
			const struct option_row *row = &option_rows[o];
			char *head, *text;

			if (row->section != (enum option_section)s)
				continue;
			head = mem_printf("%s = %s", option_key((enum option)o), *row->fallback ? row->fallback : "\"\"");
			text = mem_printf("%s%s%s", gettext(row->help), row->unit ? " Unit: " : "", row->unit ? gettext(row->unit) : "");
			entry(out, head, text);
			mem_free(text);
			mem_free(head);
		}
	}
}

static void put_formats(struct buf *out)
{
	entry(out, "fec", _("the ledger export of French accounting programs; a full picture"));
	entry(out, "camt, cfonb", _("statements and notifications of banks: camt.053, camt.054, CFONB 120"));
	entry(out, "cii, ubl, facturx", _("electronic invoices of the creditor, XML or PDF"));
	entry(out, "lifecycle", _("what platforms say of these invoices (CDAR)"));
	entry(out, "rates", _("dated rates of interest: a CSV with the header from;rate_percent"));
	for (size_t i = 0; mapping_preset(i); i++) {
		char *head = mem_printf("csv --preset %s", mapping_preset(i));

		entry(out, head, _("open items as CSV; a set of changes unless --full"));
		mem_free(head);
	}
}

/* The numbers of a rule: options with their defaults, or what is none. */
static void put_numbers(struct buf *out, const struct checklist_row *row)
{
	for (size_t i = 0; i < row->option_count; i++) {
		const struct option_row *option = &option_rows[row->options[i]];
		char *line = mem_printf("%s = %s%s%s", option->name, option->fallback, option->unit ? " " : "",
		                        option->unit ? gettext(option->unit) : "");

		buf_puts(out, ".br\n.B ");
		roff(out, line);
		buf_putc(out, '\n');
		mem_free(line);
	}
	if (row->constant) {
		buf_puts(out, ".br\n.I ");
		roff(out, gettext(row->constant));
		buf_putc(out, '\n');
	}
}

/* "file.name_of_the_test", on two lines where one is not wide enough. */
static void put_test(struct buf *out, const char *test)
{
	size_t n = strlen(test) > LINE_CELLS ? strcspn(test, ".") + 1 : strlen(test);
	char *start = mem_strndup(test, n);

	roff(out, start);
	if (test[n])
		buf_puts(out, "\n.br\n");
	roff(out, test + n);
	buf_putc(out, '\n');
	mem_free(start);
}

static void put_policy(struct buf *out)
{
	for (size_t i = 0; i < checklist_count; i++) {
		const struct checklist_row *row = &checklist_rows[i];

		if (i == 0 || row[-1].part != row->part) {
			buf_puts(out, ".SH ");
			roff(out, gettext(checklist_parts[row->part]));
			buf_putc(out, '\n');
		}
		buf_printf(out, ".IP %zu. 4\n", i + 1);
		roff(out, gettext(row->rule));
		buf_putc(out, '\n');
		put_numbers(out, row);
		buf_puts(out, ".br\n");
		put_test(out, row->test);
	}
}

static const struct {
	const char *marker;
	void (*put)(struct buf *out);
} markers[] = {
	{ "@GLOBALS@", put_globals }, { "@VERBS@", put_verbs },     { "@OUTCOMES@", put_outcomes },
	{ "@KEYS@", put_keys },       { "@OPTIONS@", put_options }, { "@FORMATS@", put_formats },
	{ "@POLICY@", put_policy },
};

static void put_line(struct buf *out, const char *line)
{
	size_t n = strcspn(line, "\n");

	for (size_t i = 0; i < sizeof markers / sizeof *markers; i++) {
		if (strlen(markers[i].marker) == n && strncmp(line, markers[i].marker, n) == 0) {
			markers[i].put(out);
			return;
		}
	}
	buf_puts(out, line);
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	const char *words[1];
	size_t word_count;
	char line[4096];
	struct buf out;
	FILE *prose;
	bool done;

	(void)globals;
	if (!command_flags(&command_manual, argc, argv, NULL, 0, words, 1, &word_count, err))
		return EXIT_USAGE;
	if (word_count != 1)
		return command_usage(&command_manual, err, N_("say which file holds the prose"));
	if (!(prose = fopen(words[0], "re"))) {
		err_errno(err, errno, N_("reading %s"), words[0]);
		return EXIT_FAILED;
	}
	buf_init(&out);
	while (fgets(line, sizeof line, prose))
		put_line(&out, line);
	fclose(prose);
	done = output_print(out.data, err);
	buf_clear(&out);
	return done ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_manual = {
	.name = "manual",
	.args = "PROSEFILE",
	.help = N_("write a manual page from its prose and the program's tables"),
	.hidden = true,
	.storeless = true,
	.run = run,
};
