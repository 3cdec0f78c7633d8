/* relance agents: who works here.
 */
#include "base/gettext.h"
#include "base/mem.h"
#include "command/output.h"
#include "command/verbs.h"
#include "desk/audit.h"
#include "desk/people.h"
#include "words/words.h"

#include <string.h>

static bool list(struct session *session, enum output_format format, struct err *err)
{
	static const struct column columns[] = {
		{ "name", N_("Agent"), false, 0 },      { "role", N_("Role"), false, 0 },  { "team", N_("Team"), false, 24 },
		{ "active", N_("Active"), false, 0 },   { "full_name", N_("Name"), false, 30 },
		{ "phone", N_("Phone"), false, 20 },    { "mail", N_("Mail"), false, 0 },
	};
	struct output *out;
	struct agent_row *rows;
	size_t count;

	if (!audit_agents(session, &rows, &count, err))
		return false;
	out = output_open(format, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < count; i++) {
		output_text(out, rows[i].name);
		output_word(out, role_codes[rows[i].role], words_role(role_codes[rows[i].role]));
		output_text(out, rows[i].team);
		output_boolean(out, rows[i].active);
		output_text(out, rows[i].full_name);
		output_text(out, rows[i].phone);
		output_text(out, rows[i].mail);
		output_row(out);
	}
	return output_close(out, NULL, err);
}

enum deed { DEED_LIST, DEED_ADD, DEED_SET, DEED_REMOVE };
static const char *const deeds[] = { [DEED_LIST] = "list", [DEED_ADD] = "add", [DEED_SET] = "set", [DEED_REMOVE] = "remove" };

static bool read_deed(const char *word, enum deed *out)
{
	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
		if (strcmp(deeds[i], word) == 0) {
			*out = (enum deed)i;
			return true;
		}
	}
	return false;
}

static bool say(const char *msgid, const char *name, const char *role, struct err *err)
{
	char *line = mem_printf(gettext(msgid), name, role);
	bool done = output_print(line, err);

	mem_free(line);
	return done;
}

static bool run_deed(struct session *session, enum deed deed, const struct people_change *change, struct err *err)
{
	const char *role = change->role ? change->role : role_codes[ROLE_AGENT];

	switch (deed) {
	case DEED_ADD: return people_add(session, change, err) && say(N_("%s is added (%s)\n"), change->name, words_role(role), err);
	case DEED_SET: return people_set(session, change, err) && say(N_("%s is changed\n"), change->name, "", err);
	default: return people_remove(session, change->name, err) && say(N_("%s works here no more\n"), change->name, "", err);
	}
}

enum { FLAG_ROLE, FLAG_TEAM, FLAG_NAME, FLAG_PHONE, FLAG_MAIL, FLAG_FORMAT, FLAG_COUNT };

/* `-` is nothing: of no team, without a phone. */
static const char *value_of(const struct flag *flag)
{
	return flag->value && strcmp(flag->value, "-") == 0 ? "" : flag->value;
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[FLAG_COUNT] = {
		[FLAG_ROLE] = { .name = "role", .takes_value = true },   [FLAG_TEAM] = { .name = "team", .takes_value = true },
		[FLAG_NAME] = { .name = "name", .takes_value = true },   [FLAG_PHONE] = { .name = "phone", .takes_value = true },
		[FLAG_MAIL] = { .name = "mail", .takes_value = true },   [FLAG_FORMAT] = { .name = "format", .takes_value = true },
	};
	struct people_change change;
	struct session *session;
	enum output_format format;
	enum deed deed = DEED_LIST;
	const char *words[2];
	size_t word_count;
	bool done;

	if (!command_flags(&command_agents, argc, argv, flags, FLAG_COUNT, words, 2, &word_count, err) ||
	    !command_format(flags[FLAG_FORMAT].value, &format, err))
		return EXIT_USAGE;
	if (word_count > 0 && (!read_deed(words[0], &deed) || word_count != (deed == DEED_LIST ? 1 : 2)))
		return command_usage(&command_agents, err, N_("say list, or add, set or remove and a name"));
	change = (struct people_change){
		.name = word_count == 2 ? words[1] : "",
		.role = flags[FLAG_ROLE].value,
		.team = value_of(&flags[FLAG_TEAM]),
		.full_name = value_of(&flags[FLAG_NAME]),
		.phone = value_of(&flags[FLAG_PHONE]),
		.mail = value_of(&flags[FLAG_MAIL]),
	};
	if (change.mail && !command_address(change.mail, err))
		return EXIT_USAGE;
	if (!command_session(globals, STORE_COMMAND, true, &session, err))
		return EXIT_FAILED;
	done = deed == DEED_LIST ? list(session, format, err) : run_deed(session, deed, &change, err);
	session_close(session);
	return done ? EXIT_DONE : err->code == ERR_USAGE ? EXIT_USAGE : EXIT_FAILED;
}

const struct command command_agents = {
	.name = "agents",
	.args = N_("[list] [--format text|csv|json] | add|set NAME [--role agent|supervisor] [--team TEAM] [--name TEXT] [--phone NO] "
	           "[--mail ADDRESS] | remove NAME"),
	.help = N_("list the agents; add, change or remove one (a supervisor may)"),
	.run = run,
};
