/* relance rescore: judge promises against the cash known, score every client for the day.
 */
#include "base/gettext.h"
#include "command/output.h"
#include "command/verbs.h"
#include "desk/refresh.h"

static bool report(const struct refresh_totals *totals, enum output_format format, date today, struct err *err)
{
	static const struct column columns[] = {
		{ "on_day", N_("Day"), false, 0 },        { "clients", N_("Clients"), true, 0 },
		{ "changed", N_("Changed"), true, 0 },    { "promises_kept", N_("Kept"), true, 0 },
		{ "promises_partly_kept", N_("Partly kept"), true, 0 }, { "promises_broken", N_("Broken"), true, 0 },
		{ "disputes_paid", N_("Disputes paid"), true, 0 },
	};
	struct output *out = output_open(format, columns, 7);

	output_date(out, today);
	output_integer(out, totals->clients);
	output_integer(out, totals->changed);
	output_integer(out, totals->kept);
	output_integer(out, totals->partly_kept);
	output_integer(out, totals->broken);
	output_integer(out, totals->disputes_paid);
	output_row(out);
	return output_close(out, NULL, err);
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "format", .takes_value = true } };
	struct refresh_totals totals;
	struct session *session;
	enum output_format format;
	const char *words[1];
	size_t word_count;
	bool done;

	if (!command_flags(&command_rescore, argc, argv, flags, 1, words, 0, &word_count, err) ||
	    !command_format(flags[0].value, &format, err))
		return EXIT_USAGE;
	if (!command_session(globals, STORE_BATCH, false, &session, err))
		return EXIT_FAILED;
	done = refresh_all(session, true, NULL, NULL, &totals, err) && report(&totals, format, session->today, err);
	session_close(session);
	return done ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_rescore = {
	.name = "rescore",
	.args = "[--format text|csv|json]",
	.help = N_("judge promises against the cash known and score every client for the day"),
	.run = run,
};
