/* relance cash: what the bank told, set against invoices; what is left to clear, by hand.
 */
#include "desk/matching.h"

#include <inttypes.h>
#include <string.h>

#include "base/gettext.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "command/output.h"
#include "command/verbs.h"
#include "words/matching.h"

enum { F_ALL, F_LIMIT, F_FORMAT, F_COUNT };
enum { WORDS_MOST = 80, LIMIT_MOST = 1000000 };

/* ---- listing ---- */

static const struct column columns[] = {
	{ "id", N_("Movement"), true, 0 },       { "value_on", N_("Value"), false, 0 },  { "booked_on", NULL, false, 0 },
	{ "amount", N_("Amount"), true, 0 },     { "currency", "", false, 0 },           { "account", NULL, false, 0 },
	{ "party", N_("From"), false, 28 },      { "party_account", NULL, false, 0 },    { "end_to_end", NULL, false, 0 },
	{ "reference", NULL, false, 0 },         { "text", N_("Says"), false, 36 },      { "return_code", NULL, false, 0 },
	{ "state", N_("State"), false, 0 },      { "why", N_("Why"), false, 60 },        { "note", NULL, false, 0 },
	{ "client", NULL, false, 0 },            { "invoices", N_("For"), false, 40 },   { "reasons", NULL, false, 0 },
	{ "candidates", NULL, false, 0 },
};
#define COLUMNS (sizeof columns / sizeof *columns)

/* "F1001 F1002", "-" for what is on account. */
static char *invoices_of(const struct matching_line *line)
{
	struct buf text = { 0 };

	buf_puts(&text, "");
	for (size_t i = 0; i < line->allocated_count; i++)
		buf_printf(&text, "%s%s", i ? " " : "", *line->allocated[i].number ? line->allocated[i].number : "-");
	return buf_take(&text);
}

static char *reasons_of(const struct matching_line *line)
{
	struct buf text = { 0 };

	buf_puts(&text, "");
	for (size_t i = 0; i < line->allocated_count; i++)
		if (i == 0 || strcmp(line->allocated[i].how, line->allocated[i - 1].how) != 0)
			buf_printf(&text, "%s%s", i ? " " : "", line->allocated[i].how);
	return buf_take(&text);
}

/* "C1/F1001 C1/-": client and invoice, best first. */
static char *candidates_of(const struct matching_line *line)
{
	struct buf text = { 0 };

	buf_puts(&text, "");
	for (size_t i = 0; i < line->choice_count; i++)
		buf_printf(&text, "%s%s/%s", i ? " " : "", line->choices[i].client_no,
		           *line->choices[i].number ? line->choices[i].number : "-");
	return buf_take(&text);
}

static void put(struct output *out, const struct matching_line *line, date today)
{
	char *invoices = invoices_of(line), *reasons = reasons_of(line), *candidates = candidates_of(line);
	char words[WORDS_TEXT];

	output_id(out, line->id);
	output_date(out, line->value_on);
	output_date(out, line->booked_on);
	output_money(out, line->amount);
	output_text(out, line->currency);
	output_text(out, line->account);
	output_text(out, line->party);
	output_text(out, line->party_account);
	output_text(out, line->end_to_end);
	output_text(out, line->reference);
	output_text(out, line->text);
	output_text(out, line->return_code);
	output_word(out, line->state, words_matching_state(line->state));
	output_word(out, line->why, words_matching_why(line->why));
	output_text(out, line->note);
	output_text(out, line->allocated_count ? line->allocated[0].client_no : "");
	output_word(out, invoices, line->allocated_count || line->choice_count ? words_matching_line(line, today, words) : "");
	output_text(out, reasons);
	output_text(out, candidates);
	output_row(out);
	mem_free(invoices);
	mem_free(reasons);
	mem_free(candidates);
}

static bool list(struct session *session, const struct flag *flags, int limit, enum output_format format, struct err *err)
{
	struct arena arena = { 0 };
	struct matching_line *lines;
	size_t count;
	bool done = matching_list(session, &arena, flags[F_ALL].value != NULL, limit, &lines, &count, err);

	if (done) {
		struct output *out = output_open(format, columns, COLUMNS);

		for (size_t i = 0; i < count; i++)
			put(out, &lines[i], session->today);
		done = output_close(out, flags[F_ALL].value ? _("no bank file was taken in yet: relance import FILE")
		                                            : _("nothing is left to clear"),
		                    err);
	}
	arena_clear(&arena);
	return done;
}

/* ---- the run ---- */

static void show_progress(void *context, int64_t done, int64_t total)
{
	if (total > 0)
		progress_show(context, (double)done / (double)total);
}

static void write_sums(struct json *json, const struct matching_totals *totals)
{
	json_array(json, "sums");
	for (size_t i = 0; i < totals->sum_count; i++) {
		json_object(json, NULL);
		json_text(json, "currency", totals->sums[i].currency);
		json_money(json, "matched", totals->sums[i].matched);
		json_money(json, "on_account", totals->sums[i].account);
		json_money(json, "taken_back", totals->sums[i].reversed);
		json_money(json, "to_clear", totals->sums[i].left);
		json_end(json, '}');
	}
	json_end(json, ']');
}

static void write_totals(const struct matching_totals *totals, struct buf *out)
{
	struct json json;

	json_init(&json, out, true);
	json_object(&json, NULL);
	json_integer(&json, "movements", totals->movements);
	json_integer(&json, "matched", totals->matched);
	json_integer(&json, "on_account", totals->account);
	json_integer(&json, "taken_back", totals->reversed);
	json_integer(&json, "to_clear", totals->left);
	write_sums(&json, totals);
	json_end(&json, '}');
	buf_putc(out, '\n');
}

/* What was set in each currency; how many movements that were is in the other formats. */
static bool print_sums(const struct matching_totals *totals, struct err *err)
{
	static const struct column sums[] = {
		{ "currency", NULL, false, 0 },   { "matched", NULL, true, 0 },  { "on_account", NULL, true, 0 },
		{ "taken_back", NULL, true, 0 }, { "to_clear", NULL, true, 0 },
	};
	struct output *out = output_open(OUTPUT_CSV, sums, sizeof sums / sizeof *sums);

	for (size_t i = 0; i < totals->sum_count; i++) {
		output_text(out, totals->sums[i].currency);
		output_money(out, totals->sums[i].matched);
		output_money(out, totals->sums[i].account);
		output_money(out, totals->sums[i].reversed);
		output_money(out, totals->sums[i].left);
		output_row(out);
	}
	return output_close(out, NULL, err);
}

static bool match_all(struct session *session, enum output_format format, struct err *err)
{
	struct progress *progress = progress_open(_("cash"));
	struct matching_totals totals;
	struct buf text = { 0 };
	bool done = matching_run(session, show_progress, progress, &totals, err);

	progress_close(progress);
	if (!done || format == OUTPUT_CSV)
		return done && print_sums(&totals, err);
	if (format == OUTPUT_TEXT)
		words_matching_totals(&totals, &text);
	else
		write_totals(&totals, &text);
	done = output_print(text.data, err);
	buf_clear(&text);
	return done;
}

/* ---- by hand ---- */

/* Without words the first candidate, as the key does. */
static bool first_choice(struct session *session, int64_t id, struct matching_found *out, struct err *err)
{
	struct arena arena = { 0 };
	struct matching_line line;
	bool done = matching_line(session, &arena, id, &line, err);

	*out = (struct matching_found){ 0 };
	if (done && line.choice_count == 0)
		done = err_set(err, ERR_USAGE, N_("nothing is known of what it may be for: name its invoices or its client"));
	if (done) {
		out->client_id = line.choices[0].client_id;
		out->count = line.choices[0].invoice_id != 0;
		out->invoices[0] = line.choices[0].invoice_id;
	}
	arena_clear(&arena);
	return done;
}

static bool match_one(struct session *session, int64_t id, const char **words, size_t count, struct err *err)
{
	struct matching_found found;
	char *text = command_words(words, count);
	bool done = (count ? matching_find(session, text, &found, err) : first_choice(session, id, &found, err)) &&
	            matching_by_hand(session, id, found.client_id, found.invoices, found.count, err);

	mem_free(text);
	return done;
}

static bool print_line(struct session *session, int64_t id, struct err *err)
{
	struct arena arena = { 0 };
	struct matching_line line;
	struct buf text = { 0 };
	char money[MONEY_TEXT], words[WORDS_TEXT];
	bool done = matching_line(session, &arena, id, &line, err);

	if (done) {
		buf_printf(&text, "%s · %s · ", words_amount(line.amount, line.currency, money), words_matching_state(line.state));
		text_out_terminal(&text, words_matching_line(&line, session->today, words));
		buf_putc(&text, '\n');
		done = output_print(text.data, err);
		buf_clear(&text);
	}
	arena_clear(&arena);
	return done;
}

static bool act(struct session *session, const char *verb, const char **words, size_t count, struct err *err)
{
	int64_t id;
	bool done;

	if (!command_number(words[0], _("movement"), 1, INT64_MAX, &id, err))
		return false;
	if (strcmp(verb, "match") == 0) {
		done = match_one(session, id, words + 1, count - 1, err);
	} else if (strcmp(verb, "ignore") == 0) {
		char *note = command_words(words + 1, count - 1);

		done = matching_ignore(session, id, note, err);
		mem_free(note);
	} else {
		done = matching_undo(session, id, err);
	}
	return done && print_line(session, id, err);
}

/* ---- the verb ---- */

static bool is_verb(const char *word)
{
	static const char *const verbs[] = { "list", "match", "ignore", "undo" };

	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (strcmp(verbs[i], word) == 0)
			return true;
	return false;
}

static bool do_it(struct session *session, const struct flag *flags, int limit, enum output_format format, const char **words,
                  size_t count, struct err *err)
{
	const char *verb = count ? words[0] : "list";

	if (strcmp(verb, "list") == 0)
		return list(session, flags, limit, format, err);
	if (strcmp(verb, "match") == 0 && count == 1)
		return match_all(session, format, err);
	return act(session, verb, words + 1, count - 1, err);
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[F_COUNT] = {
		[F_ALL] = { .name = "all" },
		[F_LIMIT] = { .name = "limit", .takes_value = true },
		[F_FORMAT] = { .name = "format", .takes_value = true },
	};
	struct session *session;
	enum output_format format;
	const char *words[WORDS_MOST];
	size_t count;
	int64_t limit = 0;
	bool done, alone;

	if (!command_flags(&command_cash, argc, argv, flags, F_COUNT, words, WORDS_MOST, &count, err) ||
	    !command_format(flags[F_FORMAT].value, &format, err) ||
	    (flags[F_LIMIT].value && !command_number(flags[F_LIMIT].value, "--limit", 1, LIMIT_MOST, &limit, err)))
		return EXIT_USAGE;
	alone = count == 1 && (strcmp(words[0], "ignore") == 0 || strcmp(words[0], "undo") == 0);
	if ((count && !is_verb(words[0])) || alone)
		return command_usage(&command_cash, err, N_("say list, match, ignore or undo, and which movement"));
	if (!command_session(globals, count == 1 ? STORE_BATCH : STORE_COMMAND, false, &session, err))
		return EXIT_FAILED;
	done = do_it(session, flags, (int)limit, format, words, count, err);
	session_close(session);
	return done ? EXIT_DONE : err->code == ERR_USAGE ? EXIT_USAGE : EXIT_FAILED;
}

const struct command command_cash = {
	.name = "cash",
	.args = N_("[list [--all] [--limit N]] [--format text|csv|json] | match [--format text|csv|json] | match MOVEMENT [CLIENT|INVOICE…] | "
	           "ignore MOVEMENT WORDS… | undo MOVEMENT"),
	.help = N_("list the payments left to clear, set all of them against invoices, or one by hand, aside, or back"),
	.run = run,
};
