/* relance assign: whose files these become.
 */
#include "base/gettext.h"
#include "base/mem.h"
#include "command/output.h"
#include "command/verbs.h"
#include "desk/team.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { NUMBER_BYTES = 200 };

struct clients {
	int64_t *ids;
	size_t count, room;
};

static bool add_client(struct session *session, struct clients *list, const char *no, struct err *err)
{
	int64_t id;

	if (!command_find_client(session, no, &id, err))
		return false;
	MEM_GROW(list->ids, list->count, list->room);
	list->ids[list->count++] = id;
	return true;
}

/* One number a line. */
static bool add_from_input(struct session *session, struct clients *list, struct err *err)
{
	char line[NUMBER_BYTES];

	while (fgets(line, sizeof line, stdin)) {
		line[strcspn(line, "\r\n")] = '\0';
		if (*line && !add_client(session, list, line, err))
			return false;
	}
	return !ferror(stdin) || err_errno(err, errno, N_("cannot read the numbers"));
}

static bool find_clients(struct session *session, const char *const *words, size_t count, struct clients *list, struct err *err)
{
	bool good = true;

	for (size_t i = 0; i < count && good; i++)
		good = strcmp(words[i], "-") == 0 ? add_from_input(session, list, err) : add_client(session, list, words[i], err);
	return good;
}

static bool assign(struct session *session, const char *const *words, size_t count, const struct team_assignment *to, struct err *err)
{
	struct clients list = { 0 };
	struct team_assigned assigned;
	char *line;
	bool done = find_clients(session, words, count, &list, err) &&
	            team_assign(session, list.ids, list.count, to, &assigned, err);

	mem_free(list.ids);
	if (!done)
		return false;
	line = mem_printf(ngettext("%zu file assigned, %zu so already\n", "%zu files assigned, %zu so already\n", assigned.changed),
	                  assigned.changed, assigned.same);
	done = output_print(line, err);
	mem_free(line);
	return done;
}

static const char *value_of(const struct flag *flag)
{
	return flag->value && strcmp(flag->value, "-") == 0 ? "" : flag->value;
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "team", .takes_value = true }, { .name = "owner", .takes_value = true } };
	const char **words = mem_alloc((size_t)argc * sizeof *words);
	struct session *session;
	size_t word_count;
	int code = EXIT_USAGE;

	if (!command_flags(&command_assign, argc, argv, flags, 2, words, (size_t)argc, &word_count, err))
		goto out;
	if (word_count == 0 || (!flags[0].value && !flags[1].value)) {
		command_usage(&command_assign, err, N_("say which clients, and --team or --owner"));
		goto out;
	}
	code = EXIT_FAILED;
	if (command_session(globals, STORE_COMMAND, false, &session, err)) {
		const struct team_assignment to = { .team = value_of(&flags[0]), .agent = value_of(&flags[1]) };

		if (assign(session, words, word_count, &to, err))
			code = EXIT_DONE;
		session_close(session);
	}
out:
	mem_free(words);
	return code;
}

const struct command command_assign = {
	.name = "assign",
	.args = N_("CLIENT…|- [--team TEAM|-] [--owner NAME|-]"),
	.help = N_("give client files to a team or an agent (- reads numbers from the input, or is nobody)"),
	.run = run,
};
