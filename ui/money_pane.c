/* Money and clocks of a client, over its file: what is at stake, what lateness costs invoice by invoice, what was waived, what runs out.
 * w waives, f changes what is known of the client. Computes nothing.
 */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/id.h"
#include "base/mem.h"
#include "desk/money.h"
#include "ui/ask.h"
#include "ui/client_form.h"
#include "ui/pane.h"
#include "words/money.h"

#define LABEL_COL  24
#define AMOUNT_END 40

static void heading(struct sheet *sheet, const char *title)
{
	if (sheet_rows(sheet) > 0)
		sheet_newline(sheet);
	sheet_to(sheet, 1);
	sheet_line(sheet, 1, STYLE_HEADER, title);
}

static void amount_line(struct sheet *sheet, const char *label, cents amount, const char *currency, enum style style, const char *more)
{
	char text[MONEY_TEXT];

	sheet_to(sheet, 1);
	sheet_put(sheet, STYLE_NORMAL, label);
	sheet_right(sheet, AMOUNT_END, style, words_amount(amount, currency, text));
	sheet_to(sheet, AMOUNT_END + 2);
	sheet_line(sheet, AMOUNT_END + 2, STYLE_DIM, more);
}

/* ---- what is at stake ---- */

static void lay_exposure(struct sheet *sheet, const struct session *session, const struct client_file *file)
{
	const struct clocks_exposure *exposure = &file->verdict.exposure;
	const struct client_state *state = &file->client.state;
	const char *currency = session->creditor.currency;
	char text[MONEY_TEXT], more[WORDS_TEXT];

	heading(sheet, _("At stake"));
	amount_line(sheet, _("open invoices"), exposure->gross, currency, STYLE_NORMAL, "");
	amount_line(sheet, _("credits not matched"), -exposure->credits, currency, STYLE_NORMAL, "");
	amount_line(sheet, _("net exposure"), exposure->net, currency, STYLE_AMOUNT,
		    exposure->covered ? _("what is overdue is covered: match, never dial") : "");
	if (state->credit_limit >= 0) {
		more[0] = '\0';
		if (exposure->over > 0)
			snprintf(more, sizeof more, _("! %s beyond it"), words_amount(exposure->over, currency, text));
		amount_line(sheet, _("credit limit"), state->credit_limit, currency, exposure->over > 0 ? STYLE_LATE : STYLE_NORMAL, more);
	}
	if (state->insured_limit >= 0) {
		more[0] = '\0';
		if (exposure->uninsured > 0)
			snprintf(more, sizeof more, _("! %s not insured"), words_amount(exposure->uninsured, currency, text));
		amount_line(sheet, _("insured limit"), state->insured_limit, currency, exposure->uninsured > 0 ? STYLE_LATE : STYLE_NORMAL,
			    more);
	}
	for (size_t i = 0; i < file->verdict.net_count; i++)
		if (strcmp(file->verdict.net[i].currency, currency) != 0)
			amount_line(sheet, _("balance in another currency"), file->verdict.net[i].balance, file->verdict.net[i].currency,
				    STYLE_NORMAL, "");
}

/* ---- clocks ---- */

static void lay_clocks(struct sheet *sheet, const struct session *session, const struct client_file *file)
{
	char text[WORDS_TEXT], day[64];
	bool any = false;

	heading(sheet, _("Clocks"));
	for (int i = 0; i < CLOCKS_KIND_COUNT; i++) {
		const struct clocks_reading *clock = &file->verdict.clocks[i];

		if (!date_is(clock->on) || clock->state == CLOCKS_NONE)
			continue;
		any = true;
		sheet_to(sheet, 1);
		sheet_line(sheet, 3,
			   clock->state == CLOCKS_PAST || clock->state == CLOCKS_URGENT ? STYLE_BROKEN
			   : clock->state == CLOCKS_NEAR                                ? STYLE_LATE
			                                                                : STYLE_NORMAL,
			   words_clock(clock, session->today, text));
	}
	if (date_is(file->verdict.stop_on)) {
		any = true;
		snprintf(text, sizeof text, _("deliveries stop on %s for the insurer"), words_near_date(file->verdict.stop_on, session->today, day));
		sheet_to(sheet, 1);
		sheet_line(sheet, 3, file->verdict.stop_on <= session->today ? STYLE_BROKEN : STYLE_NORMAL, text);
	}
	if (!any) {
		sheet_to(sheet, 1);
		sheet_line(sheet, 3, STYLE_DIM, _("none runs"));
	}
}

/* What the scenario wants next, as the brief has it. */
static void lay_step(struct sheet *sheet, const struct session *session, const struct client_file *file)
{
	char text[WORDS_TEXT];

	for (size_t i = 0; i < file->brief_count; i++)
		if (file->brief[i].code == BRIEF_STEP) {
			sheet_to(sheet, 1);
			sheet_line(sheet, 3, STYLE_NORMAL, words_brief(&file->brief[i], session->today, text));
		}
}

/* ---- interest ---- */

static void lay_slices(struct sheet *sheet, const struct money_claim *claim, date today)
{
	char from[64], to[64], base[MONEY_TEXT], rate[MONEY_TEXT], interest[MONEY_TEXT], text[WORDS_TEXT];

	for (size_t i = 0; i < claim->owed.count; i++) {
		const struct interest_slice *slice = &claim->slices[i];

		snprintf(text, sizeof text, ngettext("%s to %s, %d day of %s at %s: %s", "%s to %s, %d days of %s at %s: %s", (unsigned long)slice->days),
			 words_near_date(slice->from, today, from), words_near_date(slice->to, today, to), slice->days,
			 words_money(slice->base, base), words_percent(slice->hundredths, rate), words_money(slice->interest, interest));
		sheet_to(sheet, 4);
		sheet_line(sheet, 6, STYLE_DIM, text);
	}
}

static void lay_claim(struct sheet *sheet, const struct money_claim *claim, date today)
{
	const struct late_invoice *invoice = &claim->invoice;
	char day[64], text[WORDS_TEXT], amount[MONEY_TEXT];

	sheet_to(sheet, 1);
	sheet_put(sheet, STYLE_NORMAL, invoice->number);
	sheet_to(sheet, LABEL_COL);
	sheet_put(sheet, STYLE_DIM, words_near_date(invoice->due_on, today, day));
	if (claim->owed.status != INTEREST_OK) {
		sheet_to(sheet, AMOUNT_END + 2);
		sheet_line(sheet, AMOUNT_END + 2, STYLE_WARNING, words_no_rate(claim->owed.on, text));
		return;
	}
	sheet_right(sheet, AMOUNT_END + 8, STYLE_AMOUNT, words_amount(claim->left.interest, invoice->currency, amount));
	sheet_right(sheet, AMOUNT_END + 20, STYLE_NORMAL, words_amount(claim->left.fee, MONEY_FEE_CURRENCY, amount));
	sheet_to(sheet, AMOUNT_END + 22);
	if (date_is(invoice->closed_on))
		snprintf(text, sizeof text, _("settled %s"), words_near_date(invoice->closed_on, today, day));
	else
		text[0] = '\0';
	sheet_line(sheet, AMOUNT_END + 22, STYLE_KEPT, text);
	lay_slices(sheet, claim, today);
}

static void lay_sums(struct sheet *sheet, const struct money *money)
{
	char interest[MONEY_TEXT], fee[MONEY_TEXT], text[WORDS_TEXT];

	for (size_t i = 0; i < money->sum_count; i++) {
		const struct money_sum *sum = &money->sums[i];

		snprintf(text, sizeof text, sum->fee > 0 ? _("%s of interest and %s of flat fees are claimed") : _("%s of interest is claimed"),
			 words_amount(sum->left_interest, sum->currency, interest), words_amount(sum->left_fee, MONEY_FEE_CURRENCY, fee));
		sheet_to(sheet, 1);
		sheet_line(sheet, 3, STYLE_AMOUNT, text);
	}
}

static void lay_interest(struct sheet *sheet, const struct money *money, date today)
{
	char text[WORDS_TEXT], day[64];

	snprintf(text, sizeof text, _("Late-payment interest and flat fees to %s"), words_date(money->on, WORDS_DATE_YEAR, day));
	heading(sheet, text);
	if (money->claim_count == 0) {
		sheet_to(sheet, 1);
		sheet_line(sheet, 3, STYLE_DIM, _("nothing was ever paid late"));
		return;
	}
	if (date_is(money->no_rate_on)) {
		sheet_to(sheet, 1);
		sheet_line(sheet, 3, STYLE_WARNING, words_no_rate(money->no_rate_on, text));
	} else {
		lay_sums(sheet, money);
	}
	for (size_t i = 0; i < money->claim_count; i++)
		lay_claim(sheet, &money->claims[i], today);
}

static void lay_waivers(struct sheet *sheet, const struct money *money, date today)
{
	char day[64], interest[MONEY_TEXT], fee[MONEY_TEXT], text[WORDS_TEXT];

	if (money->waiver_count == 0)
		return;
	heading(sheet, _("Waived"));
	for (size_t i = 0; i < money->waiver_count; i++) {
		const struct waiver_row *waiver = &money->waivers[i];

		snprintf(text, sizeof text, _("%s, %s: %s of interest and %s of fees on %s: %s"), words_near_date(waiver->on, today, day),
			 waiver->agent, words_amount(waiver->interest, waiver->currency, interest),
			 words_amount(waiver->fee, MONEY_FEE_CURRENCY, fee), waiver->number, waiver->note);
		sheet_to(sheet, 1);
		sheet_line(sheet, 3, STYLE_NORMAL, text);
	}
}

static void lay(struct pane *pane, const struct client_file *file)
{
	struct sheet *sheet = pane_sheet(pane);
	struct session *session = pane_app(pane)->session;
	struct arena arena = { 0 };
	struct money money;
	struct err err = { 0 };

	lay_exposure(sheet, session, file);
	lay_clocks(sheet, session, file);
	lay_step(sheet, session, file);
	if (money_load(session, &arena, file->client.id, session->today, &money, &err)) {
		lay_interest(sheet, &money, session->today);
		lay_waivers(sheet, &money, session->today);
	} else {
		sheet_to(sheet, 1);
		sheet_line(sheet, 1, STYLE_ERROR, err.text);
	}
	arena_clear(&arena);
}

/* ---- waiving ---- */

struct waiving {
	struct app *app;
	int64_t id, client_id;
};

static bool waive(void *context, struct frame *frame, const char *text, unsigned *effects)
{
	const struct waiving *job = context;
	const struct money_waive request = { .id = job->id, .client_id = job->client_id, .note = text };
	struct money_waived waived;
	struct err err = { 0 };
	char said[WORDS_TEXT];

	if (!money_waive(job->app->session, &request, &waived, &err)) {
		frame_say_error(frame, &err);
		return false;
	}
	frame_say(frame, STYLE_NOTICE, "%s", words_waived(&waived, said));
	*effects = EFFECT_RELOAD;
	return true;
}

static unsigned act(struct pane *pane, enum action action)
{
	const struct client_file *file = pane_file(pane);
	struct waiving *job;

	if (action == ACTION_CLIENT_EDIT && file) {
		client_form_push(pane_app(pane), &file->client);
		return EFFECT_REDRAW;
	}
	if (action != ACTION_WAIVE || !file)
		return EFFECT_PASS;
	job = mem_alloc(sizeof *job);
	*job = (struct waiving){ pane_app(pane), id_new(), file->client.id };
	ask_push(pane_app(pane)->frame, &(struct ask){ .title = _("Waive all interest and fees of this client, in your name"), .label = _("Why"),
						      .answer = waive, .context = job });
	return EFFECT_REDRAW;
}

static const enum action bar[] = { ACTION_BACK, ACTION_CLIENT_EDIT, ACTION_WAIVE, ACTION_PROMISE, ACTION_CALLBACK, ACTION_NO_ANSWER, ACTION_DECIDE, ACTION_COUNT };

static const struct pane_kind kind = {
	.action = ACTION_MONEY,
	.title = N_("Money and clocks"),
	.lay = lay,
	.context = ACTION_CONTEXT_MONEY,
	.bar = bar,
	.act = act,
};

void money_screen_push(struct app *app, int64_t client_id)
{
	pane_push(app, &kind, client_id);
}
