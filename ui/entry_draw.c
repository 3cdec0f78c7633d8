/* The entry's rows: fields, what was understood or why it is refused, warnings; with room, the sentence to read back and the months ahead.
 */
#include "ui/entry.h"

#include <stdio.h>

#include "base/gettext.h"
#include "base/text.h"
#include "rules/paid.h"
#include "ui/calendar.h"
#include "ui/sheet.h"
#include "words/escalation.h"

#define LABEL_CELLS 18
#define VALUE_END   33 /* amounts and dates end here */
#define FIXED_ROWS  2  /* the section line, and the blank one under the fields */
#define READ_ROWS   3
#define TALL_ROWS   30

/* What is overdue in a currency beside the one meant; NULL: nothing. */
static const struct entry_owed *other_owed(const struct entry_view *view)
{
	const struct client_file *file = file_screen_file(view->app);

	for (size_t i = 0; file && i < file->entry.other_count; i++)
		if (file->entry.others[i].overdue > 0 && !money_same_code(file->entry.others[i].currency, view->preview.entry.meant.currency))
			return &file->entry.others[i];
	return NULL;
}

static int body_rows(const struct entry_view *view)
{
	switch (outcome_rules[view->outcome].entry) {
	case OUTCOME_ENTRY_PROMISE: return 6 + (other_owed(view) != NULL);
	case OUTCOME_ENTRY_TEXT: return 1;
	case OUTCOME_ENTRY_CIRCUIT: return 7;
	default: return 3;
	}
}

static bool has_date(const struct entry_view *view)
{
	switch (outcome_rules[view->outcome].entry) {
	case OUTCOME_ENTRY_TEXT:
	case OUTCOME_ENTRY_DISPUTE:
	case OUTCOME_ENTRY_CIRCUIT:
	case OUTCOME_ENTRY_CONTACT:
	case OUTCOME_ENTRY_DOCUMENT:
	case OUTCOME_ENTRY_INSOLVENCY: return false;
	default: return true;
	}
}

int entry_rows(const void *self, int available)
{
	const struct entry_view *view = self;
	int rows = FIXED_ROWS + (int)view->form.count + body_rows(view);

	if (available >= TALL_ROWS && outcome_rules[view->outcome].entry != OUTCOME_ENTRY_TEXT)
		rows += READ_ROWS + (has_date(view) ? CALENDAR_ROWS : 0);
	return rows < available ? rows : available;
}

/* "   Amount         4 812,50 €   all that is overdue" */
static void put_row(struct sheet *sheet, const char *label, const char *value, const char *remark)
{
	sheet_to(sheet, 3);
	sheet_put(sheet, STYLE_NORMAL, label);
	sheet_right(sheet, VALUE_END, STYLE_AMOUNT, value);
	sheet_to(sheet, VALUE_END + (VALUE_END + 3 + text_width(remark) > sheet->width ? 2 : 3)); /* closer rather than cut */
	sheet_put(sheet, STYLE_DIM, remark);
	sheet_newline(sheet);
}

static void lay_plan(const struct entry_view *view, struct sheet *sheet, int rows)
{
	const struct client_file *file = file_screen_file(view->app);
	const struct entry *entry = &view->preview.entry.readings[0];
	char label[64], amount[MONEY_TEXT], day[64], remark[128], check[64];

	for (size_t i = 0; i < entry->line_count; i++) {
		if ((int)i + 1 == rows && i + 1 < entry->line_count) {
			snprintf(remark, sizeof remark, _("… and %zu more"), entry->line_count - i);
			put_row(sheet, remark, "", "");
			return;
		}
		snprintf(label, sizeof label, "%zu/%zu", i + 1, entry->line_count);
		words_amount(entry->lines[i].amount, view->preview.entry.meant.currency, amount);
		words_near_day(entry->lines[i].due_on, file->entry.today, day);
		words_near_date(entry->lines[i].check_on, file->entry.today, check);
		snprintf(remark, sizeof remark,
			 entry->lines[i].typed_on == entry->lines[i].due_on
				 ? _("%s, checked %s")
				 : _("%s moved, checked %s"),
			 day, check);
		put_row(sheet, label, amount, remark);
	}
}

static void lay_promise(const struct entry_view *view, struct sheet *sheet)
{
	const struct client_file *file = file_screen_file(view->app);
	const struct entry *entry = &view->preview.entry.readings[0];
	const struct entry_line *line = &entry->lines[0];
	int days = line->due_on - file->entry.today, invoices = entry_invoices(view);
	char value[64], remark[128];

	words_amount(line->amount, view->preview.entry.meant.currency, value);
	snprintf(remark, sizeof remark,
		 line->amount == view->preview.entry.meant.overdue
			 ? ngettext("all that is overdue, %d invoice",
				    "all that is overdue, %d invoices", (unsigned long)invoices)
			 : ngettext("%d invoice", "%d invoices", (unsigned long)invoices),
		 invoices);
	put_row(sheet, _("Amount"), value, remark);
	words_near_day(line->due_on, file->entry.today, value);
	if (days == 0)
		snprintf(remark, sizeof remark, "%s", _("today"));
	else
		snprintf(remark, sizeof remark,
			 entry->moved ? ngettext("in %d day, moved off a closed day",
						 "in %d days, moved off a closed day", (unsigned long)days)
				      : ngettext("in %d day", "in %d days", (unsigned long)days),
			 days);
	put_row(sheet, _("Date"), value, remark);
	words_near_day(line->check_on, file->entry.today, value);
	snprintf(remark, sizeof remark,
		 ngettext("%d business day later", "%d business days later",
			  (unsigned long)file->entry.grace_days),
		 file->entry.grace_days);
	put_row(sheet, _("Check"), value, remark);
}

static void lay_chosen(const struct entry_view *view, struct sheet *sheet, int rows)
{
	const struct client_file *file = file_screen_file(view->app);
	char amount[MONEY_TEXT];
	int given = 0;

	for (size_t i = 0; i < file->invoice_count && given < rows; i++) {
		if (!view->chosen[i])
			continue;
		words_amount(file->invoices[i].item.open, file->invoices[i].item.currency, amount);
		given++;
		put_row(sheet, words_item_name(file->invoices[i].number, file->invoices[i].item.kind), amount,
			given == rows && given < entry_invoices(view) ? "…" : "");
	}
}

/* The file sleeps until the last check: by then the debt may be lost, unless the client writes what he says. */
static bool is_too_late(const struct entry_view *view)
{
	const struct clocks_reading *clock = &file_screen_file(view->app)->verdict.clocks[CLOCKS_LIMITATION];
	const struct entry *entry = &view->preview.entry.readings[0];

	return view->outcome == OUTCOME_PROMISE && !view->preview.entry_refused && entry->line_count > 0 && clock->state >= CLOCKS_FAR &&
	       clock->state <= CLOCKS_URGENT && entry->lines[entry->line_count - 1].check_on >= clock->on;
}

static void lay_limitation(const struct entry_view *view, struct sheet *sheet)
{
	const struct client_file *file = file_screen_file(view->app);
	const struct clocks_reading *clock = &file->verdict.clocks[CLOCKS_LIMITATION];
	char day[64], text[WORDS_TEXT];

	if (!is_too_late(view))
		return;
	snprintf(text, sizeof text, _("! limitation on %s, the check comes too late: ask for it in writing"),
		 words_near_date(clock->on, file->entry.today, day));
	sheet_to(sheet, 3);
	sheet_line(sheet, 3, STYLE_WARNING, text);
}

static void lay_warnings(const struct entry_view *view, struct sheet *sheet)
{
	const struct client_file *file = file_screen_file(view->app);
	bool warns;
	int replaced = entry_replaced(view, &warns), broken = file->verdict.broken_last_year;
	char text[WORDS_TEXT], near[WORDS_TEXT];
	struct words_text out = { .out = text };

	text[0] = '\0';
	if (warns)
		words_add(&out, _("! %d promises replaced within %d days"), replaced,
			  view->app->session->policy.plan.supersede_window_days);
	else if (replaced > 0)
		words_add(&out, "%s", _("replaces the promise that runs"));
	if (broken)
		words_add(&out,
			  ngettext("%s%d promise broken within a year",
				   "%s%d promises broken within a year", (unsigned long)broken),
			  replaced ? " · × " : "× ", broken);
	if (file->verdict.escalation.warnings & ESCALATION_BROKEN_NEAR)
		words_add(&out, " · %s", words_escalation_warnings(ESCALATION_BROKEN_NEAR, near));
	if (!out.used)
		return;
	sheet_to(sheet, 3);
	sheet_line(sheet, 3,
		   broken  ? STYLE_BROKEN
		   : warns ? STYLE_WARNING
			   : STYLE_DIM,
		   text);
}

/* The lines of a plan say the rest. */
static const char *plan_head(const struct entry_view *view, char out[WORDS_TEXT])
{
	const struct entry_result *read = &view->preview.entry;
	char text[WORDS_TEXT];

	snprintf(out, WORDS_TEXT, "%.400s%s", entry_short(file_screen_file(view->app), view->outcome, &view->preview, text),
		 read->readings[0].ask_insurer ? _(" (ask the credit insurer first)") : "");
	return out;
}

/* What whoever clears the payment will look for. */
static void lay_means(const struct entry_view *view, struct sheet *sheet)
{
	if (*paid_means(view->entry) || *view->note)
		return;
	sheet_to(sheet, 3);
	sheet_line(sheet, 3, STYLE_DIM, _("Ask how, and the reference: mon transfer 8841"));
}

/* How what is owed in another currency is promised, or paid. */
static void lay_other(const struct entry_view *view, struct sheet *sheet)
{
	const struct entry_owed *other = other_owed(view);
	char amount[MONEY_TEXT], text[WORDS_TEXT];

	if (!other)
		return;
	words_amount(other->overdue, other->currency, amount);
	snprintf(text, sizeof text,
		 view->outcome == OUTCOME_PROMISE ? _("also overdue: %s, by itself: %s fri") : _("also overdue: %s, by itself: %s mon"), amount,
		 other->currency);
	sheet_to(sheet, 3);
	sheet_line(sheet, 3, STYLE_DIM, text);
}

static void lay_body(const struct entry_view *view, struct sheet *sheet, int width, int rows)
{
	char text[WORDS_TEXT];

	sheet_start(sheet, width);
	sheet_to(sheet, 3);
	if (*entry_refusal(view, text)) {
		sheet_put(sheet, STYLE_WARNING, style_sign(STYLE_WARNING));
		sheet_to(sheet, 5);
		sheet_line(sheet, 5, STYLE_WARNING, text);
		if (view->outcome == OUTCOME_CIRCUIT)
			entry_lay_circuit(view, sheet, rows - sheet_rows(sheet));
	} else {
		bool plan =
			view->outcome == OUTCOME_PROMISE && view->preview.entry.readings[0].plan;
		sheet_line(sheet, 5, STYLE_AMOUNT, plan ? plan_head(view, text) : entry_echo(view, text));
		if (view->outcome == OUTCOME_DISPUTE || view->outcome == OUTCOME_DOCUMENT)
			lay_chosen(view, sheet, rows - sheet_rows(sheet));
		else if (view->outcome == OUTCOME_CIRCUIT)
			entry_lay_circuit(view, sheet, rows - sheet_rows(sheet));
		else if (plan)
			lay_plan(view, sheet, rows - 2 - is_too_late(view) - (other_owed(view) != NULL));
		else if (view->outcome == OUTCOME_PROMISE)
			lay_promise(view, sheet);
		else if (view->outcome == OUTCOME_PAID)
			lay_means(view, sheet);
	}
	if (view->outcome == OUTCOME_PROMISE || view->outcome == OUTCOME_PAID)
		lay_other(view, sheet);
	if (view->outcome == OUTCOME_PROMISE) {
		lay_limitation(view, sheet);
		lay_warnings(view, sheet);
	}
}

static void draw_body(const struct entry_view *view, struct term *term, struct area area)
{
	struct sheet sheet = { 0 };

	lay_body(view, &sheet, area.cols - 1, area.rows);
	sheet_draw(&sheet, term, area, 0);
	sheet_clear(&sheet);
}

static void draw_read_back(const struct entry_view *view, struct term *term, struct area area)
{
	struct sheet sheet = { 0 };
	char text[WORDS_TEXT];

	struct area line = area_take_top(&area, 1);
	if (line.rows == 0)
		return;
	draw_section(term, line.row, line.col, line.cols, _("To read back to the client"), NULL);
	sheet_start(&sheet, area.cols - 3);
	sheet_to(&sheet, 3);
	sheet_flow(&sheet, 5, STYLE_NORMAL, entry_read_back(view, text));
	sheet_draw(&sheet, term, area, 0);
	sheet_clear(&sheet);
}

static void draw_months(const struct entry_view *view, struct term *term, struct area area)
{
	const struct client_file *file = file_screen_file(view->app);
	const struct entry *entry = &view->preview.entry.readings[0];
	date on = view->preview.entry_refused      ? file->entry.today
		  : entry->line_count              ? entry->lines[0].due_on
		  : date_is(entry->on)             ? entry->on
		  : date_is(view->preview.next_on) ? view->preview.next_on
						   : file->entry.today;

	calendar_draw(term, area, file->entry.today, on, false);
}

/* "promise" heads its section as "Promise". */
static void draw_title(const struct entry_view *view, struct term *term, struct area line)
{
	const struct contact_row *contact = entry_contact(view);
	char title[64], with[128] = "";

	snprintf(title, sizeof title, "%s", words_outcome(view->outcome));
	if (title[0] >= 'a' && title[0] <= 'z')
		title[0] = (char)(title[0] - 'a' + 'A');
	if (contact && outcome_rules[view->outcome].chase)
		snprintf(with, sizeof with, _("with %.80s"),
			 *contact->name ? contact->name : words_role(contact->role));
	draw_section(term, line.row, line.col, line.cols, title, *with ? with : NULL);
}

void entry_draw(void *self, struct term *term, struct area area)
{
	struct entry_view *view = self;
	const struct area whole = area;
	int rows = body_rows(view);
	bool roomy = whole.rows >= FIXED_ROWS + (int)view->form.count + rows + READ_ROWS;

	if (!file_screen_file(view->app))
		return;
	if (area.rows > 2)
		draw_title(view, term, area_take_top(&area, 1));
	form_draw(&view->form, term, area_take_top(&area, (int)view->form.count), LABEL_CELLS);
	if (area.rows > 1)
		area_take_top(&area, 1);
	draw_body(view, term, area_take_top(&area, rows < area.rows ? rows : area.rows));
	if (!roomy)
		return;
	draw_read_back(view, term, area_take_top(&area, READ_ROWS));
	if (has_date(view) && area.rows >= CALENDAR_ROWS)
		draw_months(view, term, area);
}
