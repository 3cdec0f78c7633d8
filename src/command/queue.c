/* relance queue: the clients to call, in order; with --all every other one after them.
 */
#include "base/gettext.h"
#include "command/queue_rows.h"
#include "command/verbs.h"
#include "desk/worklist.h"
#include "words/search.h"
#include "words/words.h"


/* What every list of clients says, whose they are where there are several creditors, and what a search found them by. */
#define CLIENT_COLUMNS \
	{ "rank", N_("Rank"), true, 0 }, { "client", N_("Client"), false, 20 }, { "name", N_("Name"), false, 34 }, \
	{ "score", N_("Score"), true, 0 }, { "overdue", N_("Overdue"), true, 0 }, { "balance", N_("Balance"), true, 0 }, \
	{ "currency", "", false, 0 }, { "oldest_days", N_("Days"), true, 0 }, { "broken_promises", N_("Broken"), true, 0 }, \
	{ "callable", NULL, false, 0 }, { "why_not", N_("Why"), false, 40 }, { "next", N_("Next"), false, 0 }, \
	{ "clock", NULL, false, 0 }, { "clock_on", NULL, false, 0 }, { "proposal", NULL, false, 0 }
#define CREDITOR_COLUMN { "creditor", N_("Creditor"), false, 24 }
#define FOUND_COLUMNS \
	{ "found_by", N_("Found by"), false, 40 }, { "found_kind", NULL, false, 0 }, { "found_number", NULL, false, 0 }, \
	{ "found_on", NULL, false, 0 }, { "found_amount", NULL, true, 0 }, { "found_open", NULL, true, 0 }, \
	{ "found_currency", NULL, false, 0 }, { "found_payer", NULL, false, 0 }, { "found_state", NULL, false, 0 }
static const struct column columns[] = { CLIENT_COLUMNS, CREDITOR_COLUMN };
static const struct column found[] = { CLIENT_COLUMNS, FOUND_COLUMNS };
static const struct column found_of_several[] = { CLIENT_COLUMNS, CREDITOR_COLUMN, FOUND_COLUMNS };
#define COLUMNS (sizeof columns / sizeof *columns)
enum { NAMED_COLUMNS = 3, CLIENT_COLUMN_COUNT = COLUMNS - 1 }; /* up to the name; without the creditor */

struct output *queue_rows_open(enum output_format format, bool several_creditors)
{
	return output_open(format, columns, several_creditors ? COLUMNS : COLUMNS - 1);
}

struct output *queue_found_open(enum output_format format, bool several_creditors)
{
	return several_creditors ? output_open(format, found_of_several, sizeof found_of_several / sizeof *found)
				 : output_open(format, found, sizeof found / sizeof *found);
}

/* For people: why it sleeps, or that it stands on top because a callback is due. */
static const char *say_why(const struct session *session, const struct worklist_row *row, char out[WORDS_TEXT])
{
	char day[64];

	out[0] = '\0';
	if (row->now.why_not != WHY_NOT_NONE)
		words_why_not(row->now.why_not, out);
	else if (row->timed && row->client.state.follow_up_on < session->today)
		snprintf(out, WORDS_TEXT, _("callback %s"), words_date(row->client.state.follow_up_on, WORDS_DATE_SHORT, day));
	else if (row->timed)
		words_reason("", NULL, true, row->client.state.follow_up_minute, out);
	else if (*row->client.ready.clock || row->client.ready.overdue == 0)
		words_reason("", &row->client.ready, false, -1, out);
	return out;
}

static void put_client(struct output *out, const struct session *session, const struct worklist_row *row)
{
	const struct client_ready *ready = &row->client.ready;
	bool callable = row->now.why_not == WHY_NOT_NONE;
	char why[WORDS_TEXT];

	if (row->rank > 0)
		output_integer(out, row->rank);
	else
		output_null(out);
	output_text(out, row->client.no);
	output_text(out, row->client.name);
	output_integer(out, ready->score);
	output_money(out, ready->overdue);
	output_money(out, ready->balance);
	output_text(out, ready->currency);
	if (row->oldest_days >= 0)
		output_integer(out, row->oldest_days);
	else
		output_integer(out, 0);
	output_integer(out, ready->broken);
	output_boolean(out, callable);
	output_word(out, why_not_codes[row->now.why_not], say_why(session, row, why));
	if (callable)
		output_null(out);
	else
		output_instant(out, row->now.next_on, row->now.next_minute);
	output_text(out, ready->clock);
	output_date(out, ready->clock_on);
	output_text(out, ready->proposal);
	if (session->several_creditors)
		output_text(out, session->creditor.name);
}

/* A payment is there, and nobody it is of yet. */
static void put_nobody(struct output *out, const struct session *session, const struct search_sum *sum)
{
	output_null(out);
	output_text(out, "");
	output_word(out, "", sum->party);
	for (int i = 0; i < CLIENT_COLUMN_COUNT - NAMED_COLUMNS; i++)
		output_null(out);
	if (session->several_creditors)
		output_text(out, session->creditor.name);
}

void queue_rows_put(struct output *out, const struct session *session, const struct worklist_row *row)
{
	put_client(out, session, row);
	output_row(out);
}

/* What a person calls it; credit notes and invoices by their own names. */
static const char *kind_of(const struct search_sum *sum)
{
	if (sum->kind == SEARCH_SUM_MOVEMENT || sum->kind == SEARCH_SUM_CASH)
		return sum->reversal ? "reversal" : "payment";
	return item_kind_codes[sum->kind == SEARCH_SUM_CREDIT_NOTE ? ITEM_CREDIT_NOTE : ITEM_INVOICE];
}

static void put_found(struct output *out, const struct session *session, const char *query, const struct worklist_row *row)
{
	const struct search_sum *sum = row->sum;
	char words[WORDS_TEXT];

	output_word(out, worklist_match_codes[row->match], words_match(row, query, session->today, words));
	output_text(out, sum ? kind_of(sum) : "");
	output_text(out, row->match == WORKLIST_MATCH_CONTACT ? "" : row->matched);
	output_date(out, sum ? sum->on : DATE_NONE);
	if (sum) {
		output_money(out, sum->amount);
		output_money(out, sum->open);
	} else {
		output_null(out);
		output_null(out);
	}
	output_text(out, sum ? sum->currency : "");
	output_text(out, sum ? sum->party : "");
	output_text(out, sum ? sum->state : "");
}

void queue_found_put(struct output *out, const struct session *session, const char *query, const struct worklist_row *row)
{
	if (row->client.id == 0)
		put_nobody(out, session, row->sum);
	else
		put_client(out, session, row);
	put_found(out, session, query, row);
	output_row(out);
}

static bool is_bare(struct session *session)
{
	struct worklist any;
	struct err ignored = { 0 };
	bool bare = worklist_open(session, true, 1, &any, &ignored) && any.count == 0;

	if (ignored.code == ERR_NONE)
		worklist_clear(&any);
	return bare;
}

static bool list(struct session *session, bool all, int64_t limit, enum output_format format, struct err *err)
{
	struct worklist work;
	struct output *out;
	int64_t shown = 0;

	if (!worklist_whole(session, all, limit, &work, err))
		return false;
	out = queue_rows_open(format, session->several_creditors);
	while ((size_t)shown < work.count && (limit == 0 || shown < limit))
		queue_rows_put(out, session, &work.rows[shown++]);
	worklist_clear(&work);
	return output_close(out, shown == 0 && is_bare(session) ? _("there is no client yet: relance import FILE reads open invoices")
	                                                        : _("nobody is to be called now"), err);
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "limit", .takes_value = true }, { .name = "all" }, { .name = "format", .takes_value = true },
	                        { .name = "creditor", .takes_value = true } };
	struct globals own = *globals;
	struct session *session;
	enum output_format format;
	const char *words[1];
	size_t word_count;
	int64_t limit = 0;
	bool done;

	if (!command_flags(&command_queue, argc, argv, flags, 4, words, 0, &word_count, err) ||
	    !command_format(flags[2].value, &format, err) ||
	    (flags[0].value && !command_number(flags[0].value, "--limit", 1, 1000000000, &limit, err)))
		return EXIT_USAGE;
	if (flags[3].value)
		own.creditor = flags[3].value;
	if (!command_session(&own, STORE_COMMAND, false, &session, err))
		return EXIT_FAILED;
	done = list(session, flags[1].value != NULL, limit, format, err);
	session_close(session);
	return done ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_queue = {
	.name = "queue",
	.args = N_("[--limit N] [--all] [--creditor NAME] [--format text|csv|json]"),
	.help = N_("list the clients to call, in order; --all adds every other one with the reason it sleeps"),
	.run = run,
};
