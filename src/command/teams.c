/* relance teams: the teams, whose people see their own files and nobody's.
 */
#include "base/gettext.h"
#include "base/mem.h"
#include "base/text.h"
#include "command/output.h"
#include "command/verbs.h"
#include "desk/team.h"

#include <string.h>

static bool list(struct session *session, enum output_format format, struct err *err)
{
	static const struct column columns[] = {
		{ "name", N_("Team"), false, 0 }, { "agents", N_("People"), true, 0 }, { "clients", N_("Files"), true, 0 }
	};
	struct output *out;
	struct team_row *rows;
	size_t count;

	if (!team_rows(session, &session->arena, &rows, &count, err))
		return false;
	out = output_open(format, columns, 3);
	for (size_t i = 0; i < count; i++) {
		output_text(out, rows[i].name);
		output_integer(out, rows[i].agents);
		output_integer(out, rows[i].clients);
		output_row(out);
	}
	return output_close(out, _("There is no team: everybody sees every file."), err);
}

static bool say(const char *msgid, const char *name, const char *to, struct err *err)
{
	char *clean = text_clean(name, strlen(name)), *clean_to = text_clean(to, strlen(to)), *line = mem_printf(gettext(msgid), clean, clean_to);
	bool done = output_print(line, err);

	mem_free(clean);
	mem_free(clean_to);
	mem_free(line);
	return done;
}

static bool run_deed(struct session *session, const char *const *words, struct err *err)
{
	if (strcmp(words[0], "add") == 0)
		return team_add(session, words[1], err) && say(N_("team %s is added\n"), words[1], "", err);
	if (strcmp(words[0], "remove") == 0)
		return team_remove(session, words[1], err) && say(N_("team %s is removed\n"), words[1], "", err);
	return team_set_name(session, words[1], words[2], err) && say(N_("team %s is now called %s\n"), words[1], words[2], err);
}

/* How many words belong to a deed, itself included; 0: there is no such deed. */
static size_t words_of(const char *deed)
{
	static const struct {
		const char *name;
		size_t words;
	} deeds[] = { { "list", 1 }, { "add", 2 }, { "remove", 2 }, { "rename", 3 } };

	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
		if (strcmp(deeds[i].name, deed) == 0)
			return deeds[i].words;
	return 0;
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "format", .takes_value = true } };
	struct session *session;
	enum output_format format;
	const char *words[3];
	size_t word_count;
	bool done;

	if (!command_flags(&command_teams, argc, argv, flags, 1, words, 3, &word_count, err) ||
	    !command_format(flags[0].value, &format, err))
		return EXIT_USAGE;
	if (word_count > 0 && words_of(words[0]) != word_count)
		return command_usage(&command_teams, err, N_("say list, add or remove and a name, or rename and two names"));
	if (!command_session(globals, STORE_COMMAND, true, &session, err))
		return EXIT_FAILED;
	done = word_count < 2 ? list(session, format, err) : run_deed(session, words, err);
	session_close(session);
	return done ? EXIT_DONE : err->code == ERR_USAGE ? EXIT_USAGE : EXIT_FAILED;
}

const struct command command_teams = {
	.name = "teams",
	.args = N_("[list] [--format text|csv|json] | add NAME | rename NAME NAME | remove NAME"),
	.help = N_("list the teams; add, rename or remove one (a supervisor may)"),
	.run = run,
};
