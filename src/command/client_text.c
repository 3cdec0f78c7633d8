/* The page of one client for a person's eyes, and its invoices as CSV.
 */
#include "command/client_text.h"

#include "base/gettext.h"
#include "base/mem.h"
#include "base/text.h"
#include "words/history.h"
#include "words/words.h"

#define HISTORY_ROWS 12

static bool invoices(const struct session *session, const struct client_file *f, enum output_format format, struct err *err)
{
	static const struct column columns[] = {
		{ "line", N_("Line"), true, 0 },        { "number", N_("Invoice"), false, 24 }, { "kind", N_("Kind"), false, 0 },
		{ "issued_on", N_("Issued"), false, 0 }, { "due_on", N_("Due"), false, 0 },     { "days_late", N_("Days late"), true, 0 },
		{ "amount", N_("Amount"), true, 0 },    { "open", N_("Open"), true, 0 },        { "currency", "", false, 0 },
		{ "disputed", N_("Disputed"), false, 0 },
	};
	struct output *out = output_open(format, columns, sizeof columns / sizeof *columns);

	for (size_t i = 0; i < f->invoice_count; i++) {
		const struct item *item = &f->invoices[i].item;

		output_integer(out, (int64_t)i + 1);
		output_text(out, f->invoices[i].number);
		output_word(out, item_kind_codes[item->kind], words_item_kind(item->kind));
		output_date(out, item->issued_on);
		output_date(out, item->due_on);
		output_integer(out, session->today - item->due_on);
		output_money(out, item->amount);
		output_money(out, item->open);
		output_text(out, item->currency);
		output_boolean(out, item->disputed);
		output_row(out);
	}
	return output_close(out, _("no open item"), err);
}

static void head(const struct session *session, const struct client_file *f, struct buf *out)
{
	char text[WORDS_TEXT], overdue[MONEY_TEXT], balance[MONEY_TEXT];

	text_out_terminal(out, f->client.name);
	buf_printf(out, "  %s\n", f->client.no);
	buf_printf(out, _("Overdue %s   Balance %s   Score %d   %s\n"),
	           words_amount(f->verdict.ready.overdue, f->verdict.ready.currency, overdue),
	           words_amount(f->verdict.ready.balance, f->verdict.ready.currency, balance), f->verdict.score.total,
	           words_next(&f->now, session->today, text));
	if (*f->client.time_zone)
		buf_printf(out, _("Time zone %s\n"), f->client.time_zone);
	if (*f->client.postal_code)
		buf_printf(out, _("Postal code %s\n"), f->client.postal_code);
	buf_putc(out, '\n');
	for (size_t i = 0; i < f->brief_count; i++) {
		buf_puts(out, "  ");
		text_out_terminal(out, words_brief(&f->brief[i], session->today, text));
		buf_putc(out, '\n');
	}
	buf_putc(out, '\n');
}

static void history(const struct session *session, const struct client_file *f, struct buf *out)
{
	struct history_line *lines = mem_alloc((words_history_room(f) + 1) * sizeof *lines);
	size_t count = words_history_lines(f, session->today, true, lines);
	char text[WORDS_TEXT], day[64];

	for (size_t i = 0; i < count && i < HISTORY_ROWS; i++) {
		const struct call_row *call = lines[i].call;

		buf_puts(out, i ? "" : _("\nHistory\n"));
		buf_printf(out, "  %s  %s  %s  %s%s", words_near_date(lines[i].on_day, session->today, day), words_history_name(&lines[i]),
		           words_history_agent(&lines[i]), words_history_sign(&lines[i]), call ? "" : " ");
		text_out_terminal(out, words_history(&lines[i], f, text));
		buf_puts(out, call && call->undone_by ? _(" (undone)\n") : "\n");
	}
	mem_free(lines);
}

/* Countdowns, closed ones too, and limits. */
static void stakes(const struct session *session, const struct client_file *f, struct buf *out)
{
	const struct client_state *state = &f->client.state;
	char text[WORDS_TEXT], net[MONEY_TEXT], limit[MONEY_TEXT];
	bool headed = false;

	for (int i = 0; i < CLOCKS_KIND_COUNT; i++) {
		const struct clocks_reading *clock = &f->verdict.clocks[i];

		if (!date_is(clock->on))
			continue;
		buf_puts(out, headed ? "" : _("\nClocks and limits\n"));
		headed = true;
		buf_printf(out, "  %s\n", words_clock_closed(clock, state->closed_on[i], session->today, text));
	}
	words_amount(f->verdict.exposure.net, session->creditor.currency, net);
	if (state->credit_limit >= 0 || state->insured_limit >= 0)
		buf_puts(out, headed ? "" : _("\nClocks and limits\n"));
	if (state->credit_limit >= 0)
		buf_printf(out, _("  exposure %s, credit limit %s\n"), net,
		           words_amount(state->credit_limit, session->creditor.currency, limit));
	if (state->insured_limit >= 0)
		buf_printf(out, _("  exposure %s, insured up to %s\n"), net,
		           words_amount(state->insured_limit, session->creditor.currency, limit));
}

static void tail(const struct session *session, const struct client_file *f, struct buf *out)
{
	char text[WORDS_TEXT];

	for (size_t i = 0; i < f->contact_count; i++) {
		buf_puts(out, i ? "" : _("\nContacts\n"));
		buf_puts(out, "  ");
		text_out_terminal(out, f->contacts[i].name);
		buf_printf(out, "%s%s  ", *f->contacts[i].name ? ", " : "", words_role(f->contacts[i].role));
		text_out_terminal(out, f->contacts[i].phone);
		buf_puts(out, "  ");
		text_out_terminal(out, f->contacts[i].mail);
		buf_putc(out, '\n');
	}
	stakes(session, f, out);
	history(session, f, out);
	for (size_t i = 0; i < f->verdict.score.count; i++) {
		const struct score_line *line = &f->verdict.score.lines[i];

		buf_puts(out, i ? "" : _("\nScore\n"));
		buf_printf(out, _("  %+5d  %s: %s\n"), line->points, words_score_name(line->code),
		           words_score_line(line, judge_currency(&f->verdict, line), text));
	}
}

bool client_text(const struct session *session, const struct client_file *f, enum output_format format, struct err *err)
{
	struct buf out;
	bool done;

	if (format == OUTPUT_CSV)
		return invoices(session, f, format, err);
	buf_init(&out);
	head(session, f, &out);
	done = output_print(out.data, err) && invoices(session, f, format, err);
	buf_reset(&out);
	tail(session, f, &out);
	done = done && output_print(out.data, err);
	buf_clear(&out);
	return done;
}
