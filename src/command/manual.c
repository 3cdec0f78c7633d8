/* relance manual: the manual pages, their prose from a file and their tables from the program's own, so that a key, an option or a verb is written once.
 */
#include "base/gettext.h"
#include "base/mem.h"
#include "command/output.h"
#include "command/verbs.h"
#include "intake/mapping.h"
#include "rules/chase.h"
#include "rules/checklist.h"
#include "rules/circuit.h"
#include "rules/clocks.h"
#include "rules/contact.h"
#include "rules/dispute.h"
#include "rules/document.h"
#include "rules/keymap.h"
#include "rules/mailing.h"
#include "rules/reason.h"
#include "rules/scenario.h"
#include "words/letter.h"
#include "words/words.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { LINE_CELLS = 66 }; /* of an indented paragraph */

/* Text for roff: a leading . or ' would be a request, a backslash an escape, - a hyphen, and a request takes quotes away. */
static void roff(struct buf *out, const char *text)
{
	if (*text == '.' || *text == '\'')
		buf_puts(out, "\\&");
	for (; *text; text++) {
		if (*text == '\\')
			buf_puts(out, "\\e");
		else if (*text == '-')
			buf_puts(out, "\\-");
		else if (*text == '"')
			buf_puts(out, "\\(dq");
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
	for (int i = 0; i < OUTCOME_COUNT; i++) {
		enum action action;
		bool keyed = action_from_outcome((enum outcome)i, &action);

		entry(out, outcome_rules[i].code, keyed ? gettext(action_rows[action].help) : words_outcome((enum outcome)i));
	}
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
			const struct action_row *row = &action_rows[actions[i]];
			char key[32], *text = mem_printf("%s%s", gettext(row->help), row->needs & ACTION_NEEDS_SUPERVISOR ? _(" (supervisors)") : "");

			entry(out, words_key(keymap_key_of(actions[i], (enum action_context)c), key), text);
			mem_free(text);
		}
	}
}

/* What a value may be beside its kind: the words there are, or from where to where. */
static void bounds(struct buf *out, const struct option_row *row)
{
	if (row->type == OPTION_CHOICE)
		for (int i = 0; row->choices[i]; i++)
			buf_printf(out, "%s%s", i == 0 ? " One of " : row->choices[i + 1] ? ", " : " and ", row->choices[i]);
	else if (row->type == OPTION_INTEGER)
		buf_printf(out, " From %" PRId64 " to %" PRId64, row->min, row->max);
	else if (row->type == OPTION_LIST)
		buf_printf(out, " %zu numbers from %" PRId64 " to %" PRId64, row->count, row->min, row->max);
	else
		return;
	if (row->unit)
		buf_printf(out, " %s", gettext(row->unit));
	buf_putc(out, '.');
}

static void put_option(struct buf *out, enum option option)
{
	const struct option_row *row = &option_rows[option];
	struct buf head, text;

	buf_init(&head);
	buf_init(&text);
	config_sample(option, &head);
	buf_puts(&text, gettext(row->help));
	bounds(&text, row);
	entry(out, head.data, text.data);
	buf_clear(&text);
	buf_clear(&head);
}

static void put_options(struct buf *out)
{
	for (int s = 0; s < OPTION_SECTION_COUNT; s++) {
		buf_puts(out, ".SS ");
		roff(out, option_sections[s].name);
		buf_putc(out, '\n');
		roff(out, gettext(option_sections[s].help));
		buf_putc(out, '\n');
		for (int o = 0; o < OPTION_COUNT; o++)
			if (option_rows[o].section == (enum option_section)s)
				put_option(out, (enum option)o);
	}
}

static void put_formats(struct buf *out)
{
	entry(out, "fec", _("the ledger export of French accounting programs; a full picture"));
	entry(out, "camt, cfonb", _("statements and notifications of banks: camt.053, camt.054, CFONB 120"));
	entry(out, "cii, ubl, facturx", _("electronic invoices of the creditor, XML or PDF"));
	entry(out, "lifecycle", _("what platforms say of these invoices (CDAR)"));
	entry(out, "rates", _("dated rates of interest: a CSV with the header from;rate_percent"));
	entry(out, "csv", _("open items as CSV, by a preset or a mapping file; a set of changes unless --full"));
}

static void put_presets(struct buf *out)
{
	for (size_t i = 0; mapping_preset(i); i++) {
		char *remark = mapping_preset_remark(i);

		entry(out, mapping_preset(i), remark);
		mem_free(remark);
	}
}

/* The codes there are; the empty one, which is none, left out. */
static void put_list(struct buf *out, const char *head, const char *(*code_of)(size_t at))
{
	struct buf text;
	const char *code;

	buf_init(&text);
	buf_puts(&text, "");
	for (size_t i = 0; (code = code_of(i)); i++)
		if (*code)
			buf_printf(&text, "%s%s", text.len ? ", " : "", code);
	entry(out, head, text.data);
	buf_clear(&text);
}

#define CODE_OF(name, code, count)                      \
	static const char *name(size_t at)              \
	{                                               \
		return at < (size_t)(count) ? (code) : NULL; \
	}
CODE_OF(reason_code, reason_rules[at].code, REASON_COUNT)
CODE_OF(excuse_code, chase_excuse_codes[at], CHASE_EXCUSE_COUNT)
CODE_OF(role_code, contact_role_codes[at], CONTACT_ROLE_COUNT)
CODE_OF(stage_code, circuit_stage_codes[at], CIRCUIT_STAGE_COUNT)
CODE_OF(kind_code, dispute_kind_codes[at], DISPUTE_KIND_COUNT)
CODE_OF(sub_code, dispute_subs[at].code, DISPUTE_SUB_COUNT)
CODE_OF(document_code, document_kind_codes[at], DOCUMENT_KIND_COUNT)
CODE_OF(clock_code, clocks_kind_codes[at], CLOCKS_KIND_COUNT)
CODE_OF(mail_code, mailing_kind_codes[at], MAILING_KIND_COUNT)
CODE_OF(state_code, mail_state_codes[at], MAIL_STATE_COUNT)
CODE_OF(firmness_code, reason_firmness_codes[at], REASON_FIRMNESS_COUNT)
CODE_OF(channel_code, scenario_channel_codes[at], SCENARIO_CHANNEL_COUNT)

static void put_codes(struct buf *out)
{
	put_list(out, "reasons (--reason)", reason_code);
	put_list(out, "excuses that are counted (--excuse)", excuse_code);
	put_list(out, "roles of contacts (--role)", role_code);
	put_list(out, "stages of the circuit", stage_code);
	put_list(out, "kinds of dispute", kind_code);
	put_list(out, "sub-reasons of a dispute", sub_code);
	put_list(out, "documents", document_code);
	put_list(out, "clocks (client clock)", clock_code);
	put_list(out, "mails (letters are a scenario's)", mail_code);
	put_list(out, "states of a mail (mail --state)", state_code);
}

static void put_scenario(struct buf *out)
{
	put_list(out, "CHANNEL", channel_code);
	put_list(out, "FIRMNESS", firmness_code);
}

static void put_places(struct buf *out)
{
	for (size_t i = 0; letter_place(i); i++) {
		buf_puts(out, i ? ",\n.B {" : ".B {");
		roff(out, letter_place(i));
		buf_putc(out, '}');
	}
	buf_puts(out, ".\n");
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
	{ "@POLICY@", put_policy },   { "@PRESETS@", put_presets }, { "@CODES@", put_codes },
	{ "@SCENARIO@", put_scenario }, { "@PLACES@", put_places },
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
