/* The table of verbs and what they share: flags, formats, numbers, the session.
 */
#include "command/command.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/mime.h"
#include "base/text.h"
#include "command/verbs.h"
#include "desk/team.h"
#include "rules/entry.h"
#include "words/error.h"

const struct command *const commands[] = {
	&command_init,   &command_import,  &command_imports, &command_cash, &command_inbox, &command_night, &command_rescore, &command_queue,  &command_client,
	&command_circuit, &command_contact,
	&command_agenda, &command_promises, &command_promise,
	&command_dispute, &command_document, &command_reasons,
	&command_search, &command_script,  &command_record,  &command_undo,    &command_mail,    &command_texts,    &command_agents,  &command_team, &command_teams,   &command_assign,
	&command_approvals, &command_handover, &command_sanction, &command_threat, &command_interest, &command_waive, &command_rates,
	&command_aging, &command_figures,
	&command_journal, &command_verify,
	&command_backup, &command_migrate, &command_config,  &command_policy,  &command_demo,    &command_help,    &command_manual,  NULL,
};

const struct command *command_find(const char *name)
{
	for (size_t i = 0; commands[i]; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

char *command_synopsis(const struct command *command)
{
	return *command->args ? mem_printf("%s %s", command->name, gettext(command->args)) : mem_strdup(command->name);
}

int command_usage(const struct command *command, struct err *err, const char *msgid, ...)
{
	char text[512];
	va_list ap;

	va_start(ap, msgid);
	vsnprintf(text, sizeof text, gettext(msgid), ap);
	va_end(ap);
	char *synopsis = command_synopsis(command);
	err_set(err, ERR_USAGE, N_("%s; usage: relance %s"), text, synopsis);
	mem_free(synopsis);
	return EXIT_USAGE;
}

void command_say(const struct err *err)
{
	struct buf said, out;

	buf_init(&said);
	buf_init(&out);
	words_error(err->text, &said);
	text_out_terminal(&out, said.data);
	fflush(stdout);
	fprintf(stderr, "relance: %s\n", out.data);
	buf_clear(&said);
	buf_clear(&out);
}

/* The flag an argument names; *value points behind `=` or is NULL. */
static struct flag *flag_of(const char *arg, struct flag *flags, size_t count, const char **value)
{
	const char *equals = strchr(arg, '=');
	size_t n = equals ? (size_t)(equals - arg) : strlen(arg);

	*value = equals ? equals + 1 : NULL;
	for (size_t i = 0; i < count; i++)
		if (strlen(flags[i].name) == n && strncmp(flags[i].name, arg, n) == 0)
			return &flags[i];
	return NULL;
}

static bool take_flag(const struct command *command, int argc, char **argv, int *at, struct flag *flags, size_t count,
                      struct err *err)
{
	const char *value;
	struct flag *flag = flag_of(argv[*at] + 2, flags, count, &value);

	if (!flag)
		return command_usage(command, err, N_("%s has no option %s"), command->name, argv[*at]) == EXIT_DONE;
	if (!flag->takes_value) {
		if (value)
			return command_usage(command, err, N_("--%s takes no value"), flag->name) == EXIT_DONE;
		flag->value = "";
		return true;
	}
	if (!value && *at + 1 >= argc)
		return command_usage(command, err, N_("--%s needs a value"), flag->name) == EXIT_DONE;
	flag->value = value ? value : argv[++*at];
	return true;
}

bool command_flags(const struct command *command, int argc, char **argv, struct flag *flags, size_t flag_count, const char **words,
                   size_t words_most, size_t *word_count, struct err *err)
{
	bool open = true;

	*word_count = 0;
	for (int i = 1; i < argc; i++) {
		if (open && strcmp(argv[i], "--") == 0) {
			open = false;
		} else if (open && strncmp(argv[i], "--", 2) == 0) {
			if (!take_flag(command, argc, argv, &i, flags, flag_count, err))
				return false;
		} else if (*word_count == words_most) {
			command_usage(command, err, N_("too many words"));
			return false;
		} else {
			words[(*word_count)++] = argv[i];
		}
	}
	return true;
}

bool command_format(const char *text, enum output_format *out, struct err *err)
{
	static const char *const names[] = { [OUTPUT_TEXT] = "text", [OUTPUT_CSV] = "csv", [OUTPUT_JSON] = "json" };

	*out = OUTPUT_TEXT;
	for (size_t i = 0; text && i < sizeof names / sizeof *names; i++) {
		if (strcmp(names[i], text) == 0) {
			*out = (enum output_format)i;
			return true;
		}
	}
	return !text || err_set(err, ERR_USAGE, N_("--format is text, csv or json, not %s"), text);
}

bool command_number(const char *text, const char *what, int64_t min, int64_t max, int64_t *out, struct err *err)
{
	char *end;
	errno = 0;
	long long value = strtoll(text, &end, 10);

	if (!*text || *end || value < min || value > max || errno == ERANGE)
		return err_set(err, ERR_USAGE, N_("%s is a whole number from %" PRId64 " to %" PRId64 ", not %s"), what, min, max, text);
	*out = value;
	return true;
}

bool command_date(const char *text, const char *what, date *out, struct err *err)
{
	return date_parse_iso(text, out) || err_set(err, ERR_USAGE, N_("%s is a day like 2026-11-24, not %s"), what, text);
}

bool command_amount(const char *text, const char *what, cents *out, struct err *err)
{
	if (entry_amount_is_unclear(text))
		return err_set(err, ERR_USAGE, N_("%s: “%s” may be read in two ways: type 1500 or 1.50"), what, text);
	return entry_parse_sum(text, out) ||
	       err_set(err, ERR_USAGE, N_("%s is an amount like 12.50, not %s"), what, text);
}

bool command_address(const char *text, struct err *err)
{
	return !*text || mime_is_address(text) || err_set(err, ERR_USAGE, N_("--mail is an address like compta@client.example, not %s"), text);
}

char *command_words(const char *const *words, size_t count)
{
	struct buf out;

	buf_init(&out);
	buf_puts(&out, "");
	for (size_t i = 0; i < count; i++)
		buf_printf(&out, "%s%s", i ? " " : "", words[i]);
	return buf_take(&out);
}

bool command_find_client(struct session *session, const char *no, int64_t *id, struct err *err)
{
	switch (team_client(session, no, id, err)) {
	case FOUND: return true;
	case FOUND_NOT: return err_set(err, ERR_MISSING, N_("no client has the number %s: relance search finds it by name"), no);
	default: return false;
	}
}

bool command_session(const struct globals *globals, enum store_use use, bool any_creditor, struct session **out, struct err *err)
{
	const struct session_request request = {
		.target = globals->db,
		.use = use,
		.agent = globals->agent,
		.creditor = globals->creditor,
		.today = globals->today,
		.minute = globals->minute,
		.policy = &globals->policy,
		.any_creditor = any_creditor,
	};

	return session_open(&request, out, err);
}
