/* Calls the sink on behalf of a reader and keeps the totals true. */
#include "intake/report.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/text.h"

/* Raw bytes looked at for one cleaned text: what is cut away afterwards need not be decoded. */
enum { LOOK = 2048, PROGRESS_STEP = 1 << 20 };

const char *const intake_reason_codes[INTAKE_REASON_COUNT] = {
	[REASON_COLUMNS] = "columns",
	[REASON_NO_CLIENT] = "no_client",
	[REASON_NO_NUMBER] = "no_number",
	[REASON_NO_DATE] = "no_date",
	[REASON_BAD_DATE] = "bad_date",
	[REASON_DATE_ORDER] = "date_order",
	[REASON_BAD_AMOUNT] = "bad_amount",
	[REASON_AMOUNT_OVERFLOW] = "amount_overflow",
	[REASON_AMOUNT_ROUNDED] = "amount_rounded",
	[REASON_CURRENCY] = "currency",
	[REASON_CURRENCY_OTHER] = "currency_other",
	[REASON_DIRECTION] = "direction",
	[REASON_LINE_LONG] = "line_long",
	[REASON_FIELD_LONG] = "field_long",
	[REASON_NUL] = "nul",
	[REASON_QUOTE] = "quote",
	[REASON_CONTROL] = "control",
	[REASON_DUPLICATE] = "duplicate",
	[REASON_NO_AUXILIARY] = "no_auxiliary",
	[REASON_FUTURE_ISSUE] = "future_issue",
	[REASON_SIREN] = "siren",
	[REASON_YEAR] = "year",
	[REASON_NAMES] = "names",
	[REASON_GAP] = "gap",
	[REASON_CURRENCIES] = "currencies",
	[REASON_UNSETTLED] = "unsettled",
	[REASON_BALANCE] = "balance",
	[REASON_SUMMARY] = "summary",
	[REASON_DETAILS] = "details",
	[REASON_STATUS] = "status",
	[REASON_NO_REASON] = "no_reason",
	[REASON_UNKNOWN_INVOICE] = "unknown_invoice",
	[REASON_CAME_LATER] = "came_later",
	[REASON_AMBIGUOUS] = "ambiguous",
	[REASON_SELLER] = "seller",
	[REASON_OTHER_AMOUNT] = "other_amount",
	[REASON_FACTORED] = "factored",
	[REASON_ALL_GONE] = "all_gone",
};

struct piece piece_of(const char *text)
{
	return (struct piece){ text ? text : "", text ? strlen(text) : 0 };
}

void report_begin(struct report *report, size_t size, const struct intake_sink *sink,
		  struct intake_totals *totals, struct err *err)
{
	*report = (struct report){ .sink = sink, .totals = totals, .size = size };
	report->err = err ? err : &report->own;
	err_clear(report->err);
	*totals = (struct intake_totals){ .first_on = DATE_NONE, .last_on = DATE_NONE };
	buf_init(&report->decoded);
}

bool report_end(struct report *report, bool done)
{
	buf_clear(&report->decoded);
	if (done || report->err->code != ERR_NONE)
		return done;
	report->totals->stopped = true;
	return true;
}

void report_charset(struct report *report, enum charset charset)
{
	report->charset = charset;
	snprintf(report->totals->charset, sizeof report->totals->charset, "%s",
		 charset_names[charset]);
}

bool report_client(struct report *report, const char *no, const char *name)
{
	report->totals->clients++;
	return !report->sink->client ||
	       report->sink->client(report->sink->context, no, name, report->err);
}

static bool add_up(struct report *report, cents *sum, cents amount, int64_t line)
{
	return money_add(*sum, amount, sum) ||
	       err_set(report->err, ERR_INPUT,
		       N_("line %lld: the amounts of this file add up to more than can be "
			  "counted; "
			  "check its decimal sign and the column taken as amount"),
		       (long long)line);
}

bool report_item(struct report *report, const struct intake_item *item)
{
	struct intake_totals *totals = report->totals;

	if (!add_up(report, &totals->open_sum, item->open, item->line))
		return false;
	totals->items++;
	return report->sink->item(report->sink->context, item, report->err);
}

bool report_receipt(struct report *report, const struct intake_receipt *receipt)
{
	report->totals->receipts++;
	return !report->sink->receipt ||
	       report->sink->receipt(report->sink->context, receipt, report->err);
}

bool report_movement(struct report *report, const struct intake_movement *movement)
{
	struct intake_totals *totals = report->totals;

	if (!add_up(report, &totals->moved_sum, movement->amount, movement->line))
		return false;
	totals->movements++;
	return !report->sink->movement ||
	       report->sink->movement(report->sink->context, movement, report->err);
}

bool report_status(struct report *report, const struct intake_status *status)
{
	report->totals->statuses++;
	return !report->sink->status ||
	       report->sink->status(report->sink->context, status, report->err);
}

bool report_rate(struct report *report, const struct intake_rate *rate)
{
	report->totals->rates++;
	return !report->sink->rate || report->sink->rate(report->sink->context, rate, report->err);
}

static void clean_piece(struct report *report, char *out, size_t room, struct piece piece)
{
	size_t n;
	const char *s = charset_decode(report->charset, piece.s, piece.n < LOOK ? piece.n : LOOK,
				       &report->decoded, &n);

	text_clean_into(out, room, s, n);
}

static void remember_first(struct report *report, const struct intake_reject *reject)
{
	report->first_reason = reject->reason;
	report->first_line = reject->line;
	memcpy(report->first_arg, reject->arg, strlen(reject->arg) + 1);
}

bool report_say(struct report *report, enum intake_reason reason, bool warning, int64_t line,
		const char *arg, struct piece raw)
{
	char raw_text[INTAKE_RAW], arg_text[INTAKE_ARG];
	struct intake_reject reject = {
		.reason = reason, .warning = warning, .line = line, .arg = arg_text, .raw = raw_text
	};

	text_clean_into(arg_text, sizeof arg_text, arg, strlen(arg));
	clean_piece(report, raw_text, sizeof raw_text, raw);
	if (warning)
		report->totals->warnings++;
	else if (report->totals->rejects++ == 0)
		remember_first(report, &reject);
	return report->sink->reject(report->sink->context, &reject, report->err);
}

bool report_cut_off(struct report *report, int64_t line)
{
	return err_set(
		report->err, ERR_INPUT,
		N_("the file ends within line %lld: it was cut on its way here; export or send "
		   "it again"),
		(long long)line);
}

bool report_reject(struct report *report, enum intake_reason reason, int64_t line, struct piece arg,
		   struct piece raw)
{
	char text[INTAKE_ARG];

	clean_piece(report, text, sizeof text, arg);
	return report_say(report, reason, false, line, text, raw);
}

bool report_warn(struct report *report, enum intake_reason reason, int64_t line, struct piece arg,
		 struct piece raw)
{
	char text[INTAKE_ARG];

	clean_piece(report, text, sizeof text, arg);
	return report_say(report, reason, true, line, text, raw);
}

/* Why a line is refused, for the sentence about a file of which nothing is left. */
static const char *const phrases[INTAKE_REASON_COUNT] = {
	[REASON_COLUMNS] = N_("the number of columns is wrong (expected/found)"),
	[REASON_NO_CLIENT] = N_("there is no client number"),
	[REASON_NO_NUMBER] = N_("there is no invoice number"),
	[REASON_NO_DATE] = N_("there is no date"),
	[REASON_BAD_DATE] = N_("this is no date"),
	[REASON_DATE_ORDER] = N_("day and month stand in another order"),
	[REASON_BAD_AMOUNT] = N_("this is no amount"),
	[REASON_AMOUNT_OVERFLOW] = N_("this amount is too large"),
	[REASON_CURRENCY] = N_("this is no known currency"),
	[REASON_DIRECTION] = N_("this is neither debit nor credit"),
	[REASON_LINE_LONG] = N_("the line is too long"),
	[REASON_FIELD_LONG] = N_("a field is too long"),
	[REASON_NUL] = N_("the line holds NUL bytes"),
	[REASON_QUOTE] = N_("a quote is not closed"),
	[REASON_UNSETTLED] = N_("this is neither yes nor no"),
	[REASON_STATUS] = N_("this is no known status"),
};

bool report_some_taken(struct report *report, int64_t taken)
{
	const char *phrase = phrases[report->first_reason];

	if (taken > 0 || report->totals->rejects == 0)
		return true;
	err_set(report->err, ERR_INPUT, phrase ? phrase : N_("nothing in it could be read"), "");
	if (*report->first_arg)
		err_detail(report->err, report->first_arg);
	return err_context(report->err, N_("not one line could be read; line %lld was refused first"), (long long)report->first_line);
}

void report_progress(struct report *report, size_t done)
{
	if (!report->sink->progress ||
	    (done - report->told < PROGRESS_STEP && done != report->size))
		return;
	report->told = done;
	report->sink->progress(report->sink->context, done, report->size);
}
