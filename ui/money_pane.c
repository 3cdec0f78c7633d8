/* Money and clocks of a client, over its file: what is at stake, what lateness costs invoice by invoice, what was waived, what runs out.
 * w waives, f changes what is known of the client. Computes nothing.
 */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/id.h"
#include "base/mem.h"
#include "desk/money.h"
#include "desk/profile.h"
#include "rules/entry.h"
#include "ui/ask.h"
#include "ui/choice.h"
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

static bool owes_abroad(const struct client_file *file, const char *currency)
{
	for (size_t i = 0; i < file->verdict.net_count; i++)
		if (strcmp(file->verdict.net[i].currency, currency) != 0)
			return true;
	return false;
}

/* Of a client who owes in other currencies alone, zeros of ours say nothing. */
static void lay_exposure(struct sheet *sheet, const struct session *session, const struct client_file *file)
{
	const struct clocks_exposure *exposure = &file->verdict.exposure;
	const struct client_state *state = &file->client.state;
	const char *currency = session->creditor.currency;
	char text[MONEY_TEXT], more[WORDS_TEXT], label[WORDS_TEXT];

	heading(sheet, _("At stake"));
	if (exposure->gross || exposure->credits || !owes_abroad(file, currency)) {
		amount_line(sheet, _("open invoices"), exposure->gross, currency, STYLE_NORMAL, "");
		amount_line(sheet, _("credits not matched"), -exposure->credits, currency, STYLE_NORMAL, "");
		amount_line(sheet, _("net exposure"), exposure->net, currency, STYLE_AMOUNT,
			    exposure->covered ? _("what is overdue is covered: match, never dial") : "");
	}
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
	for (size_t i = 0; i < file->verdict.net_count; i++) {
		const struct netting *net = &file->verdict.net[i];

		if (strcmp(net->currency, currency) == 0)
			continue;
		snprintf(label, sizeof label, _("balance in %s"), net->currency);
		amount_line(sheet, label, net->balance, net->currency, STYLE_NORMAL, "");
	}
}

/* ---- clocks ---- */

static const enum style clock_styles[CLOCKS_STATE_COUNT] = {
	[CLOCKS_NONE] = STYLE_DIM,      [CLOCKS_FAR] = STYLE_NORMAL,  [CLOCKS_NEAR] = STYLE_LATE,
	[CLOCKS_URGENT] = STYLE_BROKEN, [CLOCKS_PAST] = STYLE_BROKEN,
};

static void lay_clocks(struct sheet *sheet, const struct session *session, const struct client_file *file)
{
	char text[WORDS_TEXT], day[64];
	bool any = false;

	heading(sheet, _("Clocks"));
	for (int i = 0; i < CLOCKS_KIND_COUNT; i++) {
		const struct clocks_reading *clock = &file->verdict.clocks[i];

		if (!date_is(clock->on))
			continue;
		any = true;
		sheet_to(sheet, 1);
		sheet_line(sheet, 3, clock_styles[clock->state],
			   words_clock_closed(clock, file->client.state.closed_on[i], session->today, text));
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
		sheet_right(sheet, AMOUNT_END + 8, STYLE_WARNING, "?"); /* which rate there is none of was said above */
		sheet_newline(sheet);
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

struct answering {
	struct app *app;
	int64_t id, client_id;
};

static bool waive(void *context, struct frame *frame, const char *text, unsigned *effects)
{
	const struct answering *job = context;
	const struct money_waive request = { .id = job->id, .client_id = job->client_id, .note = text };
	struct money_waived waived;
	struct err err = { 0 };
	char said[WORDS_TEXT];

	if (!money_waive(job->app->session, &request, &waived, &err)) {
		frame_say_error(frame, &err);
		return false;
	}
	app_did(job->app, job->client_id);
	frame_say(frame, STYLE_NOTICE, "%s", words_waived(&waived, said));
	*effects = EFFECT_RELOAD;
	return true;
}

/* ---- clocks dealt with ---- */

static unsigned turn_clock(struct pane *pane, enum clocks_kind kind)
{
	struct app *app = pane_app(pane);
	const struct client_file *file = pane_file(pane);
	bool closes = file->verdict.clocks[kind].state != CLOCKS_NONE, changed;
	struct err err = { 0 };

	if (!profile_close_clock(app->session, file->client.id, kind, closes, &changed, &err)) {
		frame_say_error(app->frame, &err);
		return EFFECT_REDRAW;
	}
	app_did(app, file->client.id);
	frame_say(app->frame, STYLE_NOTICE, closes ? _("%s is closed for %s") : _("%s runs again for %s"), words_clock_kind(kind),
		  file->client.no);
	return EFFECT_RELOAD;
}

/* The clocks that have a day, in the order of their kinds. */
static size_t dated(const struct client_file *file, enum clocks_kind kinds[CLOCKS_KIND_COUNT])
{
	size_t count = 0;

	for (int kind = 0; kind < CLOCKS_KIND_COUNT; kind++)
		if (date_is(file->verdict.clocks[kind].on))
			kinds[count++] = (enum clocks_kind)kind;
	return count;
}

static unsigned chosen_clock(void *context, struct frame *frame, size_t place)
{
	struct pane *pane = context;
	enum clocks_kind kinds[CLOCKS_KIND_COUNT];

	(void)frame;
	return place < dated(pane_file(pane), kinds) ? turn_clock(pane, kinds[place]) : EFFECT_REDRAW;
}

static unsigned choose_clock(struct pane *pane)
{
	struct app *app = pane_app(pane);
	const struct client_file *file = pane_file(pane);
	char texts[CLOCKS_KIND_COUNT][WORDS_TEXT];
	const char *lines[CLOCKS_KIND_COUNT];
	enum clocks_kind kinds[CLOCKS_KIND_COUNT];
	size_t count = dated(file, kinds);

	if (count == 0) {
		frame_say(app->frame, STYLE_NOTICE, _("no clock runs for %s"), file->client.no);
		return EFFECT_REDRAW;
	}
	if (count == 1)
		return turn_clock(pane, kinds[0]);
	for (size_t i = 0; i < count; i++)
		lines[i] = words_clock_closed(&file->verdict.clocks[kinds[i]], file->client.state.closed_on[kinds[i]], app->session->today,
					      texts[i]);
	choice_push(app->frame, _("Close a clock, or let it run again"), lines, count, '1', 0, chosen_clock, pane);
	return EFFECT_REDRAW;
}

/* An empty line stands for the last promise in writing. */
static bool acknowledge(void *context, struct frame *frame, const char *text, unsigned *effects)
{
	const struct answering *job = context;
	struct session *session = job->app->session;
	date on = DATE_NONE, from;
	struct err err = { 0 };
	char day[64];
	bool changed;

	if (*text && !entry_parse_date(text, session->today, true, &on)) {
		frame_say(frame, STYLE_ERROR, _("%s is no day: say when it was written, like 12/11"), text);
		return false;
	}
	if (!profile_acknowledge(session, job->client_id, on, &from, &changed, &err)) {
		frame_say_error(frame, &err);
		return false;
	}
	app_did(job->app, job->client_id);
	frame_say(frame, STYLE_NOTICE, _("limitation runs anew from %s"), words_date(from, WORDS_DATE_YEAR, day));
	*effects = EFFECT_RELOAD;
	return true;
}

static void echo_day(void *context, const char *text, char *out, size_t room)
{
	const struct answering *job = context;
	date on;
	char day[64];

	if (!*text)
		snprintf(out, room, "%s", _("empty: the last promise in writing"));
	else if (entry_parse_date(text, job->app->session->today, true, &on))
		snprintf(out, room, "%s", words_date(on, WORDS_DATE_YEAR, day));
	else
		snprintf(out, room, _("%s is no day: say when it was written, like 12/11"), text);
}

static struct answering *answering(const struct pane *pane)
{
	struct answering *job = mem_alloc(sizeof *job);

	*job = (struct answering){ pane_app(pane), id_new(), pane_file(pane)->client.id };
	return job;
}

/* draft: what was typed before the line was lost, or NULL. */
static unsigned ask_waiver(struct pane *pane, const char *draft)
{
	struct app *app = pane_app(pane);

	ask_push(app->frame, &(struct ask){ .title = _("Waive all interest and fees of this client, in your name"), .label = _("Why"),
					    .answer = waive, .context = answering(pane), .draft = draft,
					    .keep = { .app = app, .place = WAIVER_DRAFT, .client_id = pane_file(pane)->client.id } });
	return EFFECT_REDRAW;
}

static unsigned ask_day(struct pane *pane)
{
	ask_push(pane_app(pane)->frame, &(struct ask){ .title = _("The client acknowledged the debt in writing: limitation runs anew"),
						       .label = _("Written on"), .answer = acknowledge,
						       .echo = echo_day, .context = answering(pane) });
	return EFFECT_REDRAW;
}

static unsigned act(struct pane *pane, enum action action)
{
	const struct client_file *file = pane_file(pane);

	if (!file)
		return EFFECT_PASS;
	switch (action) {
	case ACTION_CLIENT_EDIT: client_form_push(pane_app(pane), &file->client); return EFFECT_REDRAW;
	case ACTION_WAIVE: return ask_waiver(pane, NULL);
	case ACTION_CLOCK: return choose_clock(pane);
	case ACTION_ACKNOWLEDGE: return ask_day(pane);
	default: return EFFECT_PASS;
	}
}

static const enum action bar[] = { ACTION_BACK, ACTION_CLIENT_EDIT, ACTION_WAIVE, ACTION_CLOCK, ACTION_ACKNOWLEDGE, ACTION_PROMISE, ACTION_CALLBACK, ACTION_NO_ANSWER, ACTION_DECIDE, ACTION_COUNT };

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

bool waiver_resume(struct app *app, const char *draft)
{
	money_screen_push(app, file_screen_file(app)->client.id);
	ask_waiver(frame_top_self(app->frame), draft);
	return true;
}
