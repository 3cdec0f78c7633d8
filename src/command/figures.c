/* relance figures: DSO, effectiveness, slippage, rates, allowance, each with its day and its definition.
 */
#include "base/gettext.h"
#include "command/output.h"
#include "command/verbs.h"
#include "desk/figures.h"
#include "words/figures.h"

#include <stdio.h>
#include <string.h>

static const char *const units[] = { [FIGURE_MONEY] = "money", [FIGURE_DAYS] = "days", [FIGURE_PERCENT] = "percent" };

static void put_value(struct output *out, const struct figure *figure, const char *currency, enum output_format format)
{
	char text[WORDS_TEXT];

	if (format == OUTPUT_TEXT)
		output_text(out, words_figure_value(figure, currency, text));
	else if (figure->known)
		output_money(out, figure->value); /* hundredths are written as cents are */
	else
		output_null(out);
}

/* "2026-08-25/2026-11-22", or the one day. */
static void put_period(struct output *out, const struct figure *figure)
{
	char text[WORDS_TEXT], from[DATE_TEXT], on[DATE_TEXT], interval[2 * DATE_TEXT];

	date_iso(figure->on, on);
	if (date_is(figure->from))
		snprintf(interval, sizeof interval, "%s/%s", date_iso(figure->from, from), on);
	else
		snprintf(interval, sizeof interval, "%s", on);
	output_word(out, interval, words_figure_period(figure, text));
}

static bool list(const struct figures *figures, enum output_format format, struct err *err)
{
	static const struct column columns[] = {
		{ "figure", N_("Figure"), false, 0 }, { "bucket", NULL, false, 0 },      { "value", N_("Value"), true, 0 },
		{ "unit", NULL, false, 0 },           { "currency", NULL, false, 0 },    { "from", NULL, false, 0 },
		{ "as_of", NULL, false, 0 },          { "period", N_("Period"), false, 0 }, { "definition", N_("Definition"), false, 0 },
	};
	struct output *out = output_open(format, columns, sizeof columns / sizeof *columns);
	char text[WORDS_TEXT];

	for (size_t i = 0; i < figures->count; i++) {
		const struct figure *figure = &figures->rows[i];

		output_word(out, figure_codes[figure->code], words_figure(figure, text));
		output_text(out, figure->code == FIGURE_ROLL ? aging_bucket_codes[figure->bucket] : "");
		put_value(out, figure, figures->currency, format);
		output_text(out, units[figure_unit(figure->code)]);
		output_text(out, figures->currency);
		output_date(out, figure->from);
		output_date(out, figure->on);
		put_period(out, figure);
		output_text(out, words_figure_definition(figure, text));
		output_row(out);
	}
	return output_close(out, NULL, err);
}

static int run(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "from", .takes_value = true }, { .name = "days", .takes_value = true },
		                { .name = "currency", .takes_value = true }, { .name = "format", .takes_value = true } };
	struct figures_request request = { .from = DATE_NONE };
	struct figures figures;
	struct session *session;
	enum output_format format;
	const char *words[1];
	size_t count;
	int64_t days = 0;
	bool done;

	if (!command_flags(&command_figures, argc, argv, flags, 4, words, 0, &count, err) ||
	    !command_format(flags[3].value, &format, err) || (flags[0].value && !command_date(flags[0].value, "--from", &request.from, err)) ||
	    (flags[1].value && !command_number(flags[1].value, "--days", 1, 1000, &days, err)))
		return EXIT_USAGE;
	if (flags[2].value && !money_is_currency(flags[2].value))
		return command_usage(&command_figures, err, N_("%s is not an ISO 4217 currency code (EUR, USD …)"), flags[2].value);
	request.currency = flags[2].value;
	request.days = (int)days;
	if (!command_session(globals, STORE_BATCH, false, &session, err))
		return EXIT_FAILED;
	done = figures_load(session, &request, &figures, err) && list(&figures, format, err);
	session_close(session);
	return done ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_figures = {
	.name = "figures",
	.args = N_("[--from DAY] [--days N] [--currency CODE] [--format text|csv|json]"),
	.help = N_("show DSO, collection effectiveness, slippage, right-party and kept rates, allowance (supervisors)"),
	.run = run,
};
