/* relance policy: the rules with the numbers in force, and what another configuration would change on the live book.
 */
#include "base/gettext.h"
#include "base/mem.h"
#include "command/output.h"
#include "command/verbs.h"
#include "desk/dry_run.h"
#include "rules/checklist.h"
#include "words/words.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* ---- show ---- */

static void show_option(struct output *out, const struct globals *globals, const struct checklist_row *row, size_t number,
                        enum option option)
{
	const char *origin = config_origin(globals->config, option);
	struct buf value;

	buf_init(&value);
	config_text(globals->config, option, &value);
	output_integer(out, (int64_t)number);
	output_text(out, gettext(row->rule));
	output_text(out, option_rows[option].name);
	output_text(out, option_rows[option].fallback);
	output_text(out, value.data);
	output_word(out, origin, strcmp(origin, "default") == 0 ? _("default") : origin);
	output_row(out);
	buf_clear(&value);
}

static void show_constant(struct output *out, const struct checklist_row *row, size_t number)
{
	output_integer(out, (int64_t)number);
	output_text(out, gettext(row->rule));
	output_text(out, "");
	output_text(out, gettext(row->constant));
	output_text(out, gettext(row->constant));
	output_word(out, "constant", _("fixed"));
	output_row(out);
}

static bool show(const struct globals *globals, enum output_format format, struct err *err)
{
	static const struct column columns[] = {
		{ "number", N_("No."), true, 0 },        { "rule", N_("Rule"), false, 60 },   { "option", N_("Option"), false, 0 },
		{ "default", N_("Default"), false, 20 }, { "value", N_("Value"), false, 20 }, { "origin", N_("From"), false, 40 },
	};
	struct output *out = output_open(format, columns, sizeof columns / sizeof *columns);

	for (size_t i = 0; i < checklist_count; i++) {
		const struct checklist_row *row = &checklist_rows[i];

		for (size_t k = 0; k < row->option_count; k++)
			show_option(out, globals, row, i + 1, row->options[k]);
		if (row->option_count == 0)
			show_constant(out, row, i + 1);
	}
	return output_close(out, NULL, err);
}

/* ---- diff ---- */

static const char *words_of(const struct dry_run_side *side, date today, char out[WORDS_TEXT])
{
	const struct callable callable = { .why_not = side->why_not, .next_on = side->next_on, .next_minute = -1 };

	return words_next(&callable, today, out);
}

static const char *proposal_word(const char *code)
{
	if (strcmp(code, "legal") == 0)
		return _("legal proposed");
	return *code ? _("hold proposed") : "";
}

struct listing {
	struct output *out;
	date today;
};

static void put_side(struct output *out, const struct dry_run_side *side, date today)
{
	char text[WORDS_TEXT];

	output_integer(out, side->score);
	output_boolean(out, side->callable);
	output_word(out, why_not_codes[side->why_not], words_of(side, today, text));
	output_date(out, side->next_on);
	output_word(out, side->proposal, proposal_word(side->proposal));
}

static bool put_row(void *context, const struct dry_run_row *row, struct err *err)
{
	struct listing *listing = context;

	(void)err;
	output_text(listing->out, row->no);
	output_text(listing->out, row->name);
	output_money(listing->out, row->overdue);
	output_text(listing->out, row->currency);
	put_side(listing->out, &row->before, listing->today);
	put_side(listing->out, &row->after, listing->today);
	output_row(listing->out);
	return true;
}

/* What each changed option does alone, then all of them together. */
static void put_summary(struct buf *out, const struct globals *globals, const struct config *with, const enum option *options,
                        const int64_t *alone, size_t count, const struct dry_run_totals *totals)
{
	for (size_t i = 0; i < count; i++) {
		struct buf from, to;

		buf_init(&from);
		buf_init(&to);
		config_text(globals->config, options[i], &from);
		config_text(with, options[i], &to);
		buf_printf(out, ngettext("%s: %s instead of %s: %" PRId64 " file\n", "%s: %s instead of %s: %" PRId64 " files\n",
		                         (unsigned long)alone[i]),
		           option_rows[options[i]].name, to.data, from.data, alone[i]);
		buf_clear(&from);
		buf_clear(&to);
	}
	buf_printf(out, ngettext("%" PRId64 " file changes of %" PRId64 "\n", "%" PRId64 " files change of %" PRId64 "\n",
	                         (unsigned long)totals->changed),
	           totals->changed, totals->clients);
	buf_printf(out, _("to be called: %" PRId64 " more, %" PRId64 " no longer\n"), totals->opened, totals->closed);
	buf_printf(out, _("score: %" PRId64 " higher, %" PRId64 " lower\n"), totals->raised, totals->lowered);
	buf_printf(out, _("proposals: %" PRId64 " more, %" PRId64 " gone\n"), totals->proposed, totals->withdrawn);
}

static bool print_summary(const struct buf *text, enum output_format format, struct err *err)
{
	if (format == OUTPUT_TEXT)
		return output_print(text->data, err);
	fputs(text->data, stderr); /* the data alone on stdout */
	return true;
}

static bool run_diff(struct session *session, const struct globals *globals, const struct config *with, enum output_format format,
                     struct err *err)
{
	static const struct column columns[] = {
		{ "client", N_("Client"), false, 20 },      { "name", N_("Name"), false, 30 },
		{ "overdue", N_("Overdue"), true, 0 },      { "currency", "", false, 0 },
		{ "score_before", N_("Score"), true, 0 },   { "callable_before", NULL, false, 0 },
		{ "why_not_before", N_("Now"), false, 44 }, { "next_before", NULL, false, 0 },
		{ "proposal_before", "", false, 0 },        { "score_after", N_("Then"), true, 0 },
		{ "callable_after", NULL, false, 0 },       { "why_not_after", N_("Then"), false, 44 },
		{ "next_after", NULL, false, 0 },           { "proposal_after", "", false, 0 },
	};
	struct policy policy, *alone = mem_alloc(OPTION_COUNT * sizeof *alone);
	int64_t alone_changed[OPTION_COUNT];
	enum option options[OPTION_COUNT];
	struct listing listing = { .today = session->today };
	struct dry_run_totals totals;
	struct dry_run_request request = { .with = &policy, .alone = alone, .alone_changed = alone_changed, .row = put_row, .context = &listing };
	struct buf summary;
	bool done;

	if (!session_needs_supervisor(session, err)) { /* before a listing is begun */
		mem_free(alone);
		return false;
	}
	config_policy(with, &policy);
	request.alone_count = config_changes(globals->config, with, options);
	for (size_t i = 0; i < request.alone_count; i++)
		config_policy_with(globals->config, with, options[i], &alone[i]);
	buf_init(&summary);
	listing.out = output_open(format, columns, sizeof columns / sizeof *columns);
	done = dry_run(session, &request, &totals, err);
	if (done)
		put_summary(&summary, globals, with, options, alone_changed, request.alone_count, &totals);
	done = output_close(listing.out, done ? _("No file would change.") : NULL, done ? err : &(struct err){ 0 }) && done;
	done = done && print_summary(&summary, format, err);
	buf_clear(&summary);
	mem_free(alone);
	return done;
}

static int diff(const struct globals *globals, const char *path, enum output_format format, struct err *err)
{
	struct session *session = NULL;
	struct config *with = NULL;
	bool done = config_load(path, &with, err) && command_session(globals, STORE_COMMAND, false, &session, err) &&
	            run_diff(session, globals, with, format, err);

	session_close(session);
	config_free(with);
	return done ? EXIT_DONE : EXIT_FAILED;
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "format", .takes_value = true }, { .name = "config", .takes_value = true } };
	enum output_format format;
	const char *words[1];
	size_t word_count;

	if (!command_flags(&command_policy, argc, argv, flags, 2, words, 1, &word_count, err) ||
	    !command_format(flags[0].value, &format, err))
		return EXIT_USAGE;
	if (word_count == 1 && strcmp(words[0], "diff") == 0)
		return flags[1].value ? diff(globals, flags[1].value, format, err)
		                      : command_usage(&command_policy, err, N_("say which configuration: --config FILE"));
	if (flags[1].value || (word_count == 1 && strcmp(words[0], "show") != 0))
		return command_usage(&command_policy, err, N_("say show, or diff --config FILE"));
	return show(globals, format, err) ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_policy = {
	.name = "policy",
	.args = N_("[show] [--format text|csv|json] | diff --config FILE [--format text|csv|json]"),
	.help = N_("show every rule with its numbers; diff says what another configuration would change, file by file"),
	.keeps = "config",
	.run = run,
};
