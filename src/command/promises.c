/* relance promises: what should come, what should have come, what did not; relance promise withdraw takes one back.
 */
#include "desk/promises.h"

#include <string.h>

#include "base/gettext.h"
#include "base/id.h"
#include "base/mem.h"
#include "command/output.h"
#include "command/verbs.h"
#include "desk/agenda.h"
#include "words/promises.h"

#define DAYS_MOST  3660
#define WORDS_MOST 64

static const struct column columns[] = {
	{ "group", N_("Promises"), false, 0 },     { "state", NULL, false, 0 },             { "client", N_("Client"), false, 20 },
	{ "name", N_("Name"), false, 34 },         { "amount", NULL, true, 0 },             { "expected", N_("Expected"), true, 0 },
	{ "received", N_("Received"), true, 0 },   { "currency", "", false, 0 },            { "due_on", N_("Promised for"), false, 0 },
	{ "check_on", N_("Checked"), false, 0 },   { "made_on", NULL, false, 0 },           { "agent", N_("Agent"), false, 16 },
	{ "promise", N_("Number"), false, 0 },
};
#define COLUMNS (sizeof columns / sizeof *columns)

static void put(struct output *out, const struct promises_row *row)
{
	const struct agenda_promise *promised = &row->promised;
	const struct promise *promise = &promised->promise;

	output_word(out, promises_group_codes[row->group], words_promises_group(row->group));
	output_text(out, promise_state_codes[promise->state]);
	output_text(out, promised->client.no);
	output_text(out, promised->client.name);
	output_money(out, promise->amount);
	output_money(out, row->expected);
	output_money(out, promise->received);
	output_text(out, promise->currency);
	output_date(out, promise->due_on);
	output_date(out, promise->check_on);
	output_date(out, promise->made_on);
	output_text(out, promised->agent);
	output_id(out, promise->id);
	output_row(out);
}

/* For people, under the rows: "To check: 3 promises, 4 000,00 €, received 200,00 €". */
static bool print_sums(const struct session *session, const struct promises_row *rows, size_t count, struct err *err)
{
	struct promises_sum sums[PROMISES_CURRENCIES];
	char text[WORDS_TEXT];
	struct buf out;

	buf_init(&out);
	buf_puts(&out, count ? "\n" : "");
	for (int group = 0; group < PROMISES_GROUP_COUNT; group++) {
		size_t n = promises_sum(session, rows, count, (enum promises_group)group, sums);
		for (size_t i = 0; i < n; i++)
			if (sums[i].count)
				buf_printf(&out, "%s\n", words_promises_sum((enum promises_group)group, &sums[i], text));
	}
	bool done = output_print(out.data, err);
	buf_clear(&out);
	return done;
}

static bool list(struct session *session, const struct promises_query *query, enum output_format format, struct err *err)
{
	struct promises_row *rows;
	struct arena arena = { 0 };
	size_t count;
	bool done = promises_list(session, &arena, query, &rows, &count, err);

	if (done) {
		struct output *out = output_open(format, columns, COLUMNS);
		for (size_t i = 0; i < count; i++)
			put(out, &rows[i]);
		done = output_close(out, _("no promise runs, none was broken"), err) &&
		       (format != OUTPUT_TEXT || print_sums(session, rows, count, err));
	}
	arena_clear(&arena);
	return done;
}

static bool read_group(const char *text, unsigned *out, struct err *err)
{
	for (int group = 0; group < PROMISES_GROUP_COUNT; group++) {
		if (strcmp(text, promises_group_codes[group]) == 0) {
			*out |= 1u << group;
			return true;
		}
	}
	return err_set(err, ERR_USAGE, N_("--group is to_check, due or broken, not %s"), text);
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "group", .takes_value = true }, { .name = "of", .takes_value = true },
	                        { .name = "days", .takes_value = true }, { .name = "format", .takes_value = true } };
	struct promises_query query = { 0 };
	struct session *session;
	enum output_format format;
	const char *words[1];
	size_t word_count;
	int64_t days = PROMISES_BROKEN_DAYS;

	if (!command_flags(&command_promises, argc, argv, flags, 4, words, 0, &word_count, err) || !command_format(flags[3].value, &format, err) ||
	    (flags[0].value && !read_group(flags[0].value, &query.groups, err)) ||
	    (flags[2].value && !command_number(flags[2].value, "--days", 0, DAYS_MOST, &days, err)))
		return EXIT_USAGE;
	if (!command_session(globals, STORE_COMMAND, false, &session, err))
		return EXIT_FAILED;
	query.broken_days = (int)days;
	bool done = (!flags[1].value || agenda_agent(session, flags[1].value, &query.agent_id, err)) && list(session, &query, format, err);
	session_close(session);
	return done ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_promises = {
	.name = "promises",
	.args = N_("[--group to_check|due|broken] [--of AGENT] [--days N] [--format text|csv|json]"),
	.help = N_("list promises to check, due and broken within N days, with their sums"),
	.run = run,
};

static int run_promise(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct promises_withdraw request = { .id = id_new() };
	struct promises_withdrawn withdrawn;
	struct session *session;
	const char *words[WORDS_MOST];
	size_t word_count;

	if (!command_flags(&command_promise, argc, argv, NULL, 0, words, WORDS_MOST, &word_count, err))
		return EXIT_USAGE;
	if (word_count < 2 || strcmp(words[0], "withdraw") != 0)
		return command_usage(&command_promise, err, N_("say withdraw and the number of the promise"));
	if (word_count == 2)
		return command_usage(&command_promise, err, N_("withdrawing a promise needs words: say why it no longer counts"));
	if (!command_number(words[1], _("the number of a promise"), 1, INT64_MAX, &request.promise_id, err))
		return EXIT_USAGE;
	if (!command_session(globals, STORE_COMMAND, false, &session, err))
		return EXIT_FAILED;
	char *why = command_words(words + 2, word_count - 2);
	request.words = why;
	bool done = promises_withdraw(session, &request, &withdrawn, err) && output_print(_("the promise is withdrawn\n"), err);
	mem_free(why);
	session_close(session);
	return done ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_promise = {
	.name = "promise",
	.args = N_("withdraw NUMBER WORDS…"),
	.help = N_("take a promise back, though it was judged: by its author or a supervisor, with the reason in words"),
	.run = run_promise,
};
