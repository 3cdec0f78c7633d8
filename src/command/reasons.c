/* relance reasons: why overdue clients do not pay, how many have told, and the monthly review of open invoices.
 */
#include "desk/reasons.h"

#include <inttypes.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "command/output.h"
#include "command/verbs.h"
#include "words/words.h"

#define HUNDREDTHS 100

static const struct column client_columns[] = {
	{ "client", N_("Client"), false, 20 },    { "name", N_("Name"), false, 34 },
	{ "overdue", N_("Overdue"), true, 0 },    { "currency", "", false, 0 },
	{ "oldest_on", N_("Oldest due"), false, 0 }, { "reason", N_("Reason"), false, 0 },
	{ "reason_on", N_("Told"), false, 0 },    { "covered", N_("In time"), false, 0 },
	{ "action", N_("To do"), false, 44 },
};

static bool put_client(void *context, const struct reasons_row *row, struct err *err)
{
	struct output *out = context;
	const struct reason_client_row *client = &row->client;
	enum reason reason = REASON_NONE;

	(void)err;
	reason_from_code(client->reason, &reason);
	output_text(out, client->no);
	output_text(out, client->name);
	output_money(out, client->overdue);
	output_text(out, client->currency);
	output_date(out, client->oldest_on);
	output_word(out, client->reason, words_cause(client->reason));
	output_date(out, client->reason_on);
	output_boolean(out, row->covered);
	output_word(out, reason_action_codes[reason_rules[reason].action], words_cause_action(reason_rules[reason].action));
	output_row(out);
	return true;
}

static bool print_coverage(const struct session *session, const struct reason_coverage *cover, struct err *err)
{
	char *line = mem_printf(_("\n%zu overdue clients, %zu with a reason told within %d days: %" PRId64 ".%02" PRId64 " %%; %zu late\n"),
	                        cover->clients, cover->covered, session->policy.reason_days, cover->hundredths / HUNDREDTHS,
	                        cover->hundredths % HUNDREDTHS, cover->late);
	bool done = output_print(line, err);

	mem_free(line);
	return done;
}

static bool list(struct session *session, const struct reasons_query *query, enum output_format format, struct err *err)
{
	struct output *out = output_open(format, client_columns, sizeof client_columns / sizeof *client_columns);
	struct reason_coverage coverage;
	bool done = reasons_list(session, query, put_client, out, &coverage, err);

	done = output_close(out, query->missing ? _("every overdue client has a reason told in time") : _("nobody owes anything overdue"), err) &&
	       done;
	return done && (format != OUTPUT_TEXT || print_coverage(session, &coverage, err));
}

static const struct column invoice_columns[] = {
	{ "client", N_("Client"), false, 20 },   { "name", N_("Name"), false, 30 },
	{ "number", N_("Invoice"), false, 24 },  { "due_on", N_("Due"), false, 0 },
	{ "open", N_("Open"), true, 0 },         { "currency", "", false, 0 },
	{ "disputed", N_("Disputed"), false, 0 },{ "reason", N_("Reason"), false, 0 },
	{ "reason_on", N_("Told"), false, 0 },   { "why_not", N_("State"), false, 36 },
	{ "next", N_("Next"), false, 0 },
};

static const char *say_why(const char *code, char out[WORDS_TEXT])
{
	out[0] = '\0';
	for (int i = 1; i < WHY_NOT_COUNT; i++)
		if (strcmp(why_not_codes[i], code) == 0)
			words_why_not((enum why_not)i, out);
	return out;
}

static bool put_invoice(void *context, const struct reason_invoice_row *row, struct err *err)
{
	struct output *out = context;
	char why[WORDS_TEXT];

	(void)err;
	output_text(out, row->no);
	output_text(out, row->name);
	output_text(out, row->number);
	output_date(out, row->due_on);
	output_money(out, row->open);
	output_text(out, row->currency);
	output_boolean(out, row->disputed);
	output_word(out, row->reason, words_cause(row->reason));
	output_date(out, row->reason_on);
	output_word(out, row->why_not, say_why(row->why_not, why));
	output_date(out, row->next_on);
	output_row(out);
	return true;
}

static bool review(struct session *session, enum output_format format, struct err *err)
{
	struct output *out = output_open(format, invoice_columns, sizeof invoice_columns / sizeof *invoice_columns);
	bool done = reasons_review(session, put_invoice, out, err);

	return output_close(out, _("no invoice is open"), err) && done;
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "missing" }, { .name = "review" }, { .name = "limit", .takes_value = true },
	                        { .name = "format", .takes_value = true } };
	struct reasons_query query = { 0 };
	struct session *session;
	enum output_format format;
	const char *words[1];
	size_t word_count;
	bool done;

	if (!command_flags(&command_reasons, argc, argv, flags, 4, words, 0, &word_count, err) || !command_format(flags[3].value, &format, err) ||
	    (flags[2].value && !command_number(flags[2].value, "--limit", 1, 1000000000, &query.limit, err)))
		return EXIT_USAGE;
	if (flags[1].value && (flags[0].value || flags[2].value))
		return command_usage(&command_reasons, err, N_("--review lists every open invoice: it goes with --format alone"));
	query.missing = flags[0].value != NULL;
	if (!command_session(globals, STORE_COMMAND, false, &session, err))
		return EXIT_FAILED;
	done = flags[1].value ? review(session, format, err) : list(session, &query, format, err);
	session_close(session);
	return done ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_reasons = {
	.name = "reasons",
	.args = N_("[--missing] [--limit N] [--format text|csv|json] | --review [--format text|csv|json]"),
	.help = N_("list why overdue clients do not pay, or those who told no reason in time; --review: every open invoice, for the monthly review"),
	.run = run,
};
