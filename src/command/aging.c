/* relance aging: the aged balance, of clients, agents, teams or all.
 */
#include "base/gettext.h"
#include "command/output.h"
#include "command/verbs.h"
#include "desk/aging.h"

#include <string.h>

static const struct column columns[] = {
	{ "no", N_("Of"), false, 20 },         { "name", N_("Name"), false, 30 },     { "not_due", N_("not due"), true, 0 },
	{ "1_30", N_("1-30 d"), true, 0 },     { "31_60", N_("31-60 d"), true, 0 },   { "61_90", N_("61-90 d"), true, 0 },
	{ "91_120", N_("91-120 d"), true, 0 }, { "over_120", N_("> 120 d"), true, 0 }, { "credits", N_("Credits"), true, 0 },
	{ "balance", N_("Balance"), true, 0 }, { "disputed", N_("Disputed"), true, 0 }, { "items", N_("Items"), true, 0 },
	{ "currency", "", false, 0 },          { "as_of", N_("As of"), false, 0 },
};

struct listing {
	struct output *out;
	enum aging_by by;
	date on;
};

static bool put_line(void *context, const struct aging_line *line, struct err *err)
{
	const struct listing *listing = context;
	const struct aging *aging = &line->aging;
	cents disputed = 0;
	size_t items = 0;

	(void)err;
	if (listing->by == AGING_BY_ALL)
		output_word(listing->out, "", _("all"));
	else
		output_word(listing->out, line->no, *line->no ? line->no : _("nobody's"));
	output_text(listing->out, listing->by == AGING_BY_CLIENT ? line->name : "");
	for (int i = 0; i < AGING_BUCKET_COUNT; i++) {
		output_money(listing->out, aging->amount[i]);
		disputed += aging->disputed[i];
		items += aging->count[i];
	}
	output_money(listing->out, -aging->credits);
	output_money(listing->out, aging->total);
	output_money(listing->out, disputed);
	output_integer(listing->out, (int64_t)items);
	output_text(listing->out, line->currency);
	output_date(listing->out, listing->on);
	output_row(listing->out);
	return true;
}

static bool read_by(const char *text, enum aging_by *out)
{
	*out = AGING_BY_ALL;
	for (int i = 0; text && i < AGING_BY_COUNT; i++)
		if (strcmp(aging_by_codes[i], text) == 0) {
			*out = (enum aging_by)i;
			return true;
		}
	return !text;
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "by", .takes_value = true }, { .name = "format", .takes_value = true } };
	struct listing listing = { .on = globals->today };
	struct session *session;
	enum output_format format;
	const char *words[1];
	size_t count;
	bool done;

	if (!command_flags(&command_aging, argc, argv, flags, 2, words, 0, &count, err) ||
	    !command_format(flags[1].value, &format, err))
		return EXIT_USAGE;
	if (!read_by(flags[0].value, &listing.by))
		return command_usage(&command_aging, err, N_("--by is client, agent, team or all"));
	if (!command_session(globals, STORE_BATCH, false, &session, err))
		return EXIT_FAILED;
	listing.out = output_open(format, columns, sizeof columns / sizeof *columns);
	done = aging_report(session, listing.by, put_line, &listing, err);
	done = output_close(listing.out, done ? _("Nothing is open.") : NULL, done ? err : NULL) && done;
	session_close(session);
	return done ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_aging = {
	.name = "aging",
	.args = N_("[--by client|agent|team|all] [--format text|csv|json]"),
	.help = N_("show the aged balance: what is not due and what is late, credits apart (supervisors)"),
	.run = run,
};
