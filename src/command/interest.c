/* relance interest and waive: what late payment costs a client, and giving it up.
 */
#include "base/gettext.h"
#include "base/id.h"
#include "base/mem.h"
#include "command/output.h"
#include "command/verbs.h"
#include "desk/money.h"
#include "words/money.h"

#include <stdio.h>

static bool print_claims(const struct money *money, enum output_format format, struct err *err)
{
	static const struct column columns[] = {
		{ "invoice", N_("Invoice"), false, 24 },      { "due_on", N_("Due"), false, 0 },
		{ "open", N_("Open"), true, 0 },              { "closed_on", N_("Settled"), false, 0 },
		{ "interest", N_("Interest"), true, 0 },      { "fee", N_("Fee"), true, 0 },
		{ "left_interest", N_("Interest left"), true, 0 }, { "left_fee", N_("Fee left"), true, 0 },
		{ "currency", "", false, 0 },                 { "no_rate_on", N_("No rate for"), false, 0 },
	};
	struct output *out = output_open(format, columns, sizeof columns / sizeof *columns);

	for (size_t i = 0; i < money->claim_count; i++) {
		const struct money_claim *claim = &money->claims[i];
		bool known = claim->owed.status == INTEREST_OK;

		output_text(out, claim->invoice.number);
		output_date(out, claim->invoice.due_on);
		output_money(out, claim->invoice.open);
		output_date(out, claim->invoice.closed_on);
		known ? output_money(out, claim->owed.interest) : output_null(out);
		known ? output_money(out, claim->owed.fee) : output_null(out);
		known ? output_money(out, claim->left.interest) : output_null(out);
		known ? output_money(out, claim->left.fee) : output_null(out);
		output_text(out, claim->invoice.currency);
		output_date(out, claim->owed.on);
		output_row(out);
	}
	return output_close(out, _("Nothing was ever paid late: neither interest nor fee."), err);
}

static bool print_slices(const struct money *money, enum output_format format, struct err *err)
{
	static const struct column columns[] = {
		{ "invoice", N_("Invoice"), false, 24 }, { "from", N_("Since"), false, 0 },  { "to", N_("Until"), false, 0 },
		{ "days", N_("Days"), true, 0 },         { "base", N_("Unpaid"), true, 0 }, { "percent", N_("Percent a year"), true, 0 },
		{ "interest", N_("Interest"), true, 0 }, { "currency", "", false, 0 },
	};
	struct output *out = output_open(format, columns, sizeof columns / sizeof *columns);

	for (size_t i = 0; i < money->claim_count; i++)
		for (size_t k = 0; k < money->claims[i].owed.count && money->claims[i].slices; k++) {
			const struct interest_slice *slice = &money->claims[i].slices[k];

			output_text(out, money->claims[i].invoice.number);
			output_date(out, slice->from);
			output_date(out, slice->to);
			output_integer(out, slice->days);
			output_money(out, slice->base);
			output_money(out, slice->hundredths);
			output_money(out, slice->interest);
			output_text(out, money->claims[i].invoice.currency);
			output_row(out);
		}
	return output_close(out, _("Nothing was ever paid late: neither interest nor fee."), err);
}

/* The sums under the listing, for people. */
static bool print_sums(const struct money *money, struct err *err)
{
	struct buf text;
	bool done;

	buf_init(&text);
	for (size_t i = 0; i < money->sum_count; i++) {
		const struct money_sum *sum = &money->sums[i];
		char interest[MONEY_TEXT], fee[MONEY_TEXT], owed[MONEY_TEXT], fees[MONEY_TEXT];

		buf_printf(&text, _("%s: %s of interest and %s of fees owed, %s and %s after waivers\n"), sum->currency,
		           words_money(sum->interest, owed), words_money(sum->fee, fees), words_money(sum->left_interest, interest),
		           words_money(sum->left_fee, fee));
	}
	done = output_print(text.data, err);
	buf_clear(&text);
	return done;
}

static bool show(struct session *session, int64_t id, date on, bool slices, enum output_format format, struct err *err)
{
	struct arena arena = { 0 };
	struct money money;
	char sentence[WORDS_TEXT];
	bool done = money_load(session, &arena, id, on, &money, err) &&
	            (slices ? print_slices(&money, format, err) : print_claims(&money, format, err)) &&
	            (format != OUTPUT_TEXT || date_is(money.no_rate_on) || print_sums(&money, err));

	if (done && date_is(money.no_rate_on))
		done = err_set(err, ERR_MISSING, "%s", words_no_rate(money.no_rate_on, sentence));
	arena_clear(&arena);
	return done;
}

static int run_interest(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[] = { { .name = "on", .takes_value = true }, { .name = "slices" }, { .name = "format", .takes_value = true } };
	struct session *session;
	enum output_format format;
	const char *words[1];
	date on = globals->today;
	size_t count;
	int64_t id;
	bool done;

	if (!command_flags(&command_interest, argc, argv, flags, 3, words, 1, &count, err) ||
	    !command_format(flags[2].value, &format, err) ||
	    (flags[0].value && !command_date(flags[0].value, "--on", &on, err)))
		return EXIT_USAGE;
	if (count != 1)
		return command_usage(&command_interest, err, N_("say which client"));
	if (!command_session(globals, STORE_COMMAND, false, &session, err))
		return EXIT_FAILED;
	done = command_find_client(session, words[0], &id, err) && show(session, id, on, flags[1].value != NULL, format, err);
	session_close(session);
	return done ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_interest = {
	.name = "interest",
	.args = N_("CLIENT [--on DAY] [--slices] [--format text|csv|json]"),
	.help = N_("show the late-payment interest and flat fees of a client, invoice by invoice or slice by slice"),
	.run = run_interest,
};

enum { INTEREST, FEE, NOTE, FLAGS };

static bool waive(struct session *session, struct money_waive *request, const char *no, struct err *err)
{
	struct money_waived waived;
	char text[WORDS_TEXT], *line;
	bool done;

	if (!command_find_client(session, no, &request->client_id, err) || !money_waive(session, request, &waived, err))
		return false;
	line = mem_printf(_("%s: %s\n"), no, words_waived(&waived, text));
	done = output_print(line, err);
	mem_free(line);
	return done;
}

static int run_waive(const struct globals *globals, int argc, char **argv, struct err *err)
{
	struct flag flags[FLAGS] = { [INTEREST] = { .name = "interest", .takes_value = true },
		                     [FEE] = { .name = "fee", .takes_value = true }, [NOTE] = { .name = "note", .takes_value = true } };
	struct money_waive request = { .id = id_new(), .interest = -1, .fee = -1 };
	struct session *session;
	const char *words[2];
	size_t count;
	bool done;

	if (!command_flags(&command_waive, argc, argv, flags, FLAGS, words, 2, &count, err) ||
	    (flags[INTEREST].value && !command_amount(flags[INTEREST].value, "--interest", &request.interest, err)) ||
	    (flags[FEE].value && !command_amount(flags[FEE].value, "--fee", &request.fee, err)))
		return EXIT_USAGE;
	if (count == 0 || (count == 1 && (flags[INTEREST].value || flags[FEE].value)))
		return command_usage(&command_waive, err, N_("say which client, and which invoice when not all of it is waived"));
	if (!flags[NOTE].value || !*flags[NOTE].value)
		return command_usage(&command_waive, err, N_("a waiver needs a reason: say why it is given up"));
	if (flags[INTEREST].value && !flags[FEE].value)
		request.fee = 0;
	if (flags[FEE].value && !flags[INTEREST].value)
		request.interest = 0;
	request.number = count > 1 ? words[1] : NULL;
	request.note = flags[NOTE].value;
	if (!command_session(globals, STORE_COMMAND, false, &session, err))
		return EXIT_FAILED;
	done = waive(session, &request, words[0], err);
	session_close(session);
	return done ? EXIT_DONE : EXIT_FAILED;
}

const struct command command_waive = {
	.name = "waive",
	.args = N_("CLIENT [INVOICE [--interest AMOUNT] [--fee AMOUNT]] --note TEXT"),
	.help = N_("give up interest and fees in your own name: of one invoice, or all of a client's (supervisors)"),
	.run = run_waive,
};
