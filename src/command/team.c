/* relance team: what each agent did today, and what his promises and his files brought; the console's screen of the team as a listing.
 */
#include "base/gettext.h"
#include "command/output.h"
#include "command/verbs.h"
#include "desk/live.h"

static const struct column columns[] = {
	{ "of", NULL, false, 0 },
	{ "agent", N_("Agent"), false, 20 },
	{ "team", N_("Team"), false, 24 },
	{ "client", N_("On the file"), false, 0 },
	{ "calls", N_("Calls"), true, 0 },
	{ "reached", N_("Reached"), true, 0 },
	{ "promises", N_("Promises"), true, 0 },
	{ "promised", N_("Promised"), true, 0 },
	{ "received", N_("Received 7d"), true, 0 },
	{ "currency", "", false, 0 },
	{ "kept", N_("Kept"), true, 0 },
	{ "judged", N_("Judged 30d"), true, 0 },
	{ "left", N_("To call"), true, 0 },
	{ "promised_others", NULL, false, 0 },
	{ "received_others", NULL, false, 0 },
};

struct listing {
	struct output *out;
	const struct session *session;
	const struct live_received *received;
	size_t received_count;
};

static const struct live_received *received_by(const struct listing *listing, int64_t agent_id)
{
	static const struct live_received nothing;

	for (size_t i = 0; i < listing->received_count; i++)
		if (listing->received[i].agent_id == agent_id)
			return &listing->received[i];
	return &nothing;
}

/* of: agent, nobody or team. */
static void put(const struct listing *listing, const char *of, const char *shown, const struct live_agent *agent,
                const struct live_received *received)
{
	struct output *out = listing->out;

	output_text(out, of);
	output_word(out, agent->name, shown);
	output_text(out, agent->team);
	output_text(out, agent->claim ? agent->claim->no : "");
	output_integer(out, agent->calls);
	output_integer(out, agent->spoken);
	output_integer(out, agent->promises);
	output_money(out, agent->promised);
	output_money(out, received->sum);
	output_text(out, listing->session->creditor.currency);
	output_integer(out, agent->kept);
	output_integer(out, agent->judged);
	output_integer(out, agent->left);
	output_boolean(out, agent->others);
	output_boolean(out, received->others);
	output_row(out);
}

static void put_team(const struct listing *listing, const struct live *live)
{
	struct live_agent all = { .name = "", .team = "", .calls = live->calls, .spoken = live->spoken, .promises = live->promises,
				  .promised = live->promised, .kept = live->kept, .judged = live->judged,
				  .left = live->groups[LIVE_CALLABLE].count, .others = live->others };
	struct live_received sum = live_received_sum(listing->received, listing->received_count);

	put(listing, "team", _("all"), &all, &sum);
}

/* The sums of the table are of one currency. */
static bool say_others(const struct listing *listing, const struct live *live, struct err *err)
{
	bool received = live_received_sum(listing->received, listing->received_count).others;

	if (!received && !live->others)
		return true;
	return output_print(received && live->others ? _("More was promised and received in other currencies.\n")
	                    : received               ? _("More was received in other currencies.\n")
	                                             : _("More was promised in other currencies.\n"),
	                    err);
}

static bool list(struct session *session, enum output_format format, struct err *err)
{
	struct listing listing = { .session = session };
	struct live_received *received;
	struct live live;
	bool nobodys = false;

	if (!live_load(session, &session->arena, &live, err) ||
	    !live_received_days(session, &session->arena, &received, &listing.received_count, err))
		return false;
	listing.received = received;
	listing.out = output_open(format, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < live.agent_count; i++) {
		const struct live_agent *agent = &live.agents[i];

		nobodys |= agent->id == 0;
		put(&listing, agent->id ? "agent" : "nobody", agent->id ? agent->name : _("nobody's"), agent, received_by(&listing, agent->id));
	}
	if (!nobodys && (received_by(&listing, 0)->sum || received_by(&listing, 0)->others))
		put(&listing, "nobody", _("nobody's"), &(struct live_agent){ .name = "", .team = "" }, received_by(&listing, 0));
	put_team(&listing, &live);
	return output_close(listing.out, NULL, err) && (format != OUTPUT_TEXT || say_others(&listing, &live, err));
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "format", .takes_value = true } };
	struct session *session;
	enum output_format format;
	const char *words[1];
	size_t count;
	bool done;

	if (!command_flags(&command_team, argc, argv, flags, 1, words, 0, &count, err) || !command_format(flags[0].value, &format, err))
		return EXIT_USAGE;
	if (!command_session(globals, STORE_COMMAND, false, &session, err))
		return EXIT_FAILED;
	done = list(session, format, err);
	session_close(session);
	return done ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_team = {
	.name = "team",
	.args = N_("[--format text|csv|json]"),
	.help = N_("show what each agent did today, promises kept in 30 days, and the cash of 7 days: whose is whoever chased the file last within 30 days (supervisors)"),
	.run = run,
};
