/* relance agents: who works here.
 */
#include "base/gettext.h"
#include "base/mem.h"
#include "command/output.h"
#include "command/verbs.h"
#include "desk/audit.h"
#include "words/words.h"

#include <string.h>

static bool list(struct session *session, enum output_format format, struct err *err)
{
	static const struct column columns[] = {
		{ "name", N_("Agent"), false, 0 }, { "role", N_("Role"), false, 0 }, { "active", N_("Active"), false, 0 }
	};
	struct output *out;
	struct agent_row *rows;
	size_t count;

	if (!audit_agents(session, &rows, &count, err))
		return false;
	out = output_open(format, columns, 3);
	for (size_t i = 0; i < count; i++) {
		output_text(out, rows[i].name);
		output_word(out, role_codes[rows[i].role], words_role(role_codes[rows[i].role]));
		output_boolean(out, rows[i].active);
		output_row(out);
	}
	return output_close(out, NULL, err);
}

static bool add(struct session *session, const char *name, enum role role, struct err *err)
{
	char *line;
	bool done;

	if (!session_add_agent(session, name, role, err))
		return false;
	line = mem_printf(_("%s is added (%s)\n"), name, words_role(role_codes[role]));
	done = output_print(line, err);
	mem_free(line);
	return done;
}

static bool read_role(const char *text, enum role *out)
{
	*out = ROLE_AGENT;
	for (int i = 0; text && i < ROLE_COUNT; i++) {
		if (strcmp(role_codes[i], text) == 0) {
			*out = (enum role)i;
			return true;
		}
	}
	return !text;
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "role", .takes_value = true }, { .name = "format", .takes_value = true } };
	struct session *session;
	enum output_format format;
	enum role role;
	const char *words[2];
	size_t word_count;
	bool adding, done;

	if (!command_flags(&command_agents, argc, argv, flags, 2, words, 2, &word_count, err) ||
	    !command_format(flags[1].value, &format, err))
		return EXIT_USAGE;
	adding = word_count > 0 && strcmp(words[0], "add") == 0;
	if (adding ? word_count != 2 : word_count != 1 || strcmp(words[0], "list") != 0)
		return command_usage(&command_agents, err, N_("say list, or add and a name"));
	if (!read_role(flags[0].value, &role))
		return command_usage(&command_agents, err, N_("--role is agent or supervisor"));
	if (!command_session(globals, STORE_COMMAND, true, &session, err))
		return EXIT_FAILED;
	done = adding ? add(session, words[1], role, err) : list(session, format, err);
	session_close(session);
	return done ? EXIT_DONE : err->code == ERR_USAGE ? EXIT_USAGE : EXIT_FAILED;
}

const struct command command_agents = {
	.name = "agents",
	.args = N_("list [--format text|csv|json] | add NAME [--role agent|supervisor]"),
	.help = N_("list the agents, or add one (a supervisor may)"),
	.run = run,
};
