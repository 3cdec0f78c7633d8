/* relance migrate: move a store to another place or engine.
 */
#include "base/gettext.h"
#include "base/mem.h"
#include "command/output.h"
#include "command/verbs.h"
#include "desk/migrate.h"

#include <inttypes.h>

static bool move(struct session *session, const char *to, struct err *err)
{
	const struct migrate_request request = { .to = to };
	struct migrate_totals totals;
	char *line;
	bool done;

	if (!migrate_store(session, &request, &totals, err))
		return false;
	line = mem_printf(_("%s: %" PRId64 " rows, %" PRId64 " of the journal, %" PRId64 " clients, the same as before; every chain and sum "
	                    "holds\n"),
	                  to, totals.rows, totals.journal_rows, totals.clients);
	done = output_print(line, err);
	mem_free(line);
	return done;
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "from", .takes_value = true }, { .name = "to", .takes_value = true } };
	struct globals there = *globals;
	struct session *session;
	const char *words[1];
	size_t word_count;
	bool done;

	if (!command_flags(&command_migrate, argc, argv, flags, 2, words, 0, &word_count, err))
		return EXIT_USAGE;
	if (!flags[1].value)
		return command_usage(&command_migrate, err, N_("say where to"));
	if (flags[0].value)
		there.db = flags[0].value;
	if (!command_session(&there, STORE_BATCH, true, &session, err))
		return EXIT_FAILED;
	done = move(session, flags[1].value, err);
	session_close(session);
	return done ? EXIT_DONE : err->code == ERR_USAGE ? EXIT_USAGE : EXIT_FAILED;
}

const struct command command_migrate = {
	.name = "migrate",
	.args = N_("[--from STORE] --to STORE"),
	.help = N_("copy a whole store into an empty one, a file or postgresql://…, and prove it the same"),
	.run = run,
};
