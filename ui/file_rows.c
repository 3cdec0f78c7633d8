/* Rows of the file's panes: invoices with what covers them, history, contacts. Only visible rows are worked out, so that a client with
 * thousands of invoices paints like one with three.
 */
#include "ui/file_screen.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/text.h"
#include "desk/contact.h"
#include "words/circuit.h"
#include "words/words.h"

#define MONEY_CELLS  10 /* 999 999,99 */
#define NUMBER_LEAST 9
#define NUMBER_MOST  20

static int year_of(date day)
{
	int year, month, of_month;

	date_to_ymd(day, &year, &month, &of_month);
	return year;
}

/* Invoices come by due date: the first and the last tell whether years must be shown. */
static bool spans_years(const struct client_file *file, date today)
{
	if (file->invoice_count == 0)
		return false;
	const struct item *first = &file->invoices[0].item;
	const struct item *last = &file->invoices[file->invoice_count - 1].item;
	return year_of(first->due_on) != year_of(today) ||
	       year_of(last->due_on) != year_of(today) ||
	       (date_is(first->issued_on) && year_of(first->issued_on) != year_of(today));
}

static int widest_amount(const struct client_file *file)
{
	cents most = 0;
	char text[MONEY_TEXT];

	for (size_t i = 0; i < file->invoice_count; i++) {
		cents amount = file->invoices[i].item.amount, size = amount < 0 ? -amount : amount;
		most = size > most ? size : most;
	}
	int cells = text_width(words_money(-most, text));
	if (file->verdict.net_count > 1)
		cells += 4;
	return cells > MONEY_CELLS ? cells : MONEY_CELLS;
}

static int widest_number(const struct client_file *file)
{
	int most = NUMBER_LEAST;

	for (size_t i = 0; i < file->invoice_count && most < NUMBER_MOST; i++) {
		int cells = text_width(file->invoices[i].number);
		most = cells > most ? cells : most;
	}
	return most < NUMBER_MOST ? most : NUMBER_MOST;
}

void file_rows_prepare(struct file_view *view)
{
	struct client_file *file = &view->file;

	view->history = arena_alloc(&file->arena, (words_history_room(file) + 1) *
							  sizeof *view->history);
	view->history_count = words_history_lines(file, view->session->today, false, view->history);
	view->overdue_count = view->late_count = 0;
	while (view->overdue_count < file->invoice_count &&
	       file->invoices[view->overdue_count].item.due_on < view->session->today)
		view->late_count += file->invoices[view->overdue_count++].item.open > 0;
	view->coming_count = 0;
	for (size_t i = view->overdue_count; i < file->invoice_count; i++)
		view->coming_count += file->invoices[i].item.open > 0;
	file_circuit_prepare(view);
	view->money_cells = widest_amount(file);
	view->number_cells = widest_number(file);
	view->years = spans_years(file, view->session->today);
}

static bool is_focus(const struct file_view *view, enum file_pane pane)
{
	return view->active && view->focus == pane;
}

static const char *money(const struct file_view *view, cents amount, const char *currency,
			 char out[MONEY_TEXT])
{
	return view->file.verdict.net_count > 1 ? words_amount(amount, currency, out)
						: words_money(amount, out);
}

/* The last promise made on an invoice, or NULL. */
static const struct promise *promise_on(const struct client_file *file, int64_t invoice_id)
{
	const struct promise *last = NULL;

	for (size_t i = 0; i < file->part_count; i++) {
		if (file->parts[i].invoice_id != invoice_id || file->parts[i].withdrawn_by)
			continue;
		for (size_t k = file->promise_count; k-- > 0;) {
			const struct promise_row *row = &file->promises[k];
			if (row->promise.id == file->parts[i].promise_id && !row->superseded_by &&
			    !row->withdrawn_by && (!last || row->promise.id > last->id))
				last = &row->promise;
		}
	}
	return last;
}

static enum style cover_promise(const struct promise *promise, date today, struct words_text *out)
{
	char day[64];

	words_near_date(promise->due_on, today, day);
	switch (promise->state) {
	case PROMISE_BROKEN:
	case PROMISE_PARTLY_KEPT: words_add(out, _("× promise %s"), day); return STYLE_BROKEN;
	case PROMISE_KEPT: words_add(out, _("√ promise %s"), day); return STYLE_KEPT;
	case PROMISE_OPEN: words_add(out, _("promised %s"), day); return STYLE_NORMAL;
	default: return STYLE_NORMAL;
	}
}

/* Where it stands inside the debtor. */
static enum style cover_position(const struct file_view *view,
				 const struct circuit_position *position, bool stuck,
				 struct words_text *out)
{
	char text[WORDS_TEXT];

	words_add(out, "%s %s", stuck ? "×" : "►",
		  words_circuit_near(position, view->session->today, text));
	return stuck ? STYLE_BROKEN : STYLE_NORMAL;
}

/* What covers an item, and where it stands, in a few words. */
static enum style cover(const struct file_view *view, size_t place, char text[WORDS_TEXT])
{
	const struct client_file *file = &view->file;
	const struct item *item = &file->invoices[place].item;
	const struct promise *promise = promise_on(file, item->id);
	const struct circuit_position *position = &file->positions[place];
	bool stuck = file_circuit_is_stuck(view, place);
	struct words_text out = { .out = text };
	enum style style = STYLE_DIM;
	char amount[MONEY_TEXT];

	text[0] = '\0';
	if (item->kind == ITEM_GAP || item->open < 0) {
		words_add(&out, "%s", words_item_kind(item->kind));
		return item->kind == ITEM_GAP ? STYLE_LATE : STYLE_DIM;
	}
	if (item->disputed) {
		words_add(&out, "%s", _("! dispute"));
		return STYLE_LATE;
	}
	if (position->known && stuck)
		style = cover_position(view, position, true, &out);
	if (promise && out.used)
		words_add(&out, ", ");
	if (promise)
		style = cover_promise(promise, view->session->today, &out);
	if (file->left[place] < item->open)
		words_add(&out, _("%scredit %s"), out.used ? ", " : "",
			  words_money(item->open - file->left[place], amount));
	if (!out.used && item->due_on >= view->session->today)
		words_add(&out, "%s", _("not due"));
	if (position->known && !stuck) {
		words_add(&out, out.used ? ", " : "");
		cover_position(view, position, false, &out);
	}
	return stuck ? STYLE_BROKEN : style;
}

#define COVER_CELLS 22 /* what covers an invoice, where dates with their year leave little */

enum {
	INVOICE_LINE,
	INVOICE_NUMBER,
	INVOICE_ISSUED,
	INVOICE_DUE,
	INVOICE_LATE,
	INVOICE_TOTAL,
	INVOICE_LEFT,
	INVOICE_COVER,
	INVOICE_COLUMNS
};

static void invoice_columns(const struct file_view *view,
			    struct table_column columns[INVOICE_COLUMNS], char titles[2][64])
{
	const char *unit = view->file.verdict.net_count > 1
				   ? ""
				   : words_symbol(view->file.verdict.ready.currency);
	int days = view->years ? 10 : 5;

	snprintf(titles[0], sizeof titles[0], _("Total %s"), unit);
	snprintf(titles[1], sizeof titles[1], _("Open %s"), unit);
	columns[INVOICE_LINE] = (struct table_column){
		.title = "", .min = view->file.invoice_count > 999 ? 4 : 2, .right = true
	};
	columns[INVOICE_NUMBER] =
		(struct table_column){ .title = _("Invoice"), .min = view->number_cells };
	columns[INVOICE_ISSUED] =
		(struct table_column){ .title = _("Issued"), .min = days + 1, .drop = 5 };
	int due_cells = text_width(_("Due"));
	columns[INVOICE_DUE] = (struct table_column){ .title = _("Due"),
						      .min = due_cells > days ? due_cells : days,
						      .drop = 3 };
	columns[INVOICE_LATE] =
		(struct table_column){ .title = _("Late"), .min = 6, .drop = 1, .right = true };
	columns[INVOICE_TOTAL] = (struct table_column){
		.title = titles[0], .min = view->money_cells, .drop = 4, .right = true
	};
	columns[INVOICE_LEFT] = (struct table_column){ .title = titles[1],
						       .min = view->money_cells,
						       .right = true };
	columns[INVOICE_COVER] =
		(struct table_column){ .title = "", .min = 12, .weight = 1, .drop = 2 };
}

static void draw_invoice(const struct file_view *view, struct term *term, struct area line,
			 const struct table_column *columns, const struct table_layout *layout,
			 size_t place, bool selected)
{
	const struct invoice_row *row = &view->file.invoices[place];
	date today = view->session->today;
	char number[24], issued[64], due[64], late[32], total[MONEY_TEXT], left[MONEY_TEXT];
	char covered[WORDS_TEXT];
	bool is_late = row->item.open > 0 && row->item.due_on < today;
	enum style cover_style = cover(view, place, covered);
	const char *texts[INVOICE_COLUMNS] = { number, row->number, issued, due,
					       late,   total,       left,   covered };
	const enum style styles[INVOICE_COLUMNS] = { STYLE_DIM,
						     STYLE_NORMAL,
						     STYLE_NORMAL,
						     STYLE_NORMAL,
						     is_late ? STYLE_LATE : STYLE_DIM,
						     STYLE_NORMAL,
						     row->item.open > 0 ? STYLE_AMOUNT : STYLE_DIM,
						     cover_style };

	snprintf(number, sizeof number, "%zu", place + 1);
	words_near_date(row->item.issued_on, today, issued);
	words_near_date(row->item.due_on, today, due);
	snprintf(late, sizeof late, _("%d d"), today - row->item.due_on);
	money(view, row->item.amount, row->item.currency, total);
	money(view, row->item.open > 0 ? view->file.left[place] : row->item.open,
	      row->item.currency, left);
	table_draw_row(term, line.row, line.col, line.cols, columns, layout,
		       &(struct table_row){ texts, styles, INVOICE_NUMBER, selected, false });
}

/* The line under the overdue ones: what they come to once credits are taken off. */
static void draw_sum(const struct file_view *view, struct term *term, struct area line,
		     const struct table_layout *layout)
{
	int at = line.col + layout->at[INVOICE_LEFT], cells = layout->width[INVOICE_LEFT];
	char amount[MONEY_TEXT];

	term_rule(term, line.row, at + cells - 10, 10);
	draw_text(term, line.row + 1, line.col + layout->at[INVOICE_NUMBER], 20, STYLE_HEADER,
		  _("Overdue"));
	draw_right(term, line.row + 1, at, cells, STYLE_AMOUNT,
		   words_money(view->file.verdict.ready.overdue, amount));
}

void file_rows_invoices(struct file_view *view, struct term *term, struct area area, bool sum)
{
	struct list *list = &view->lists[FILE_PANE_INVOICES];
	struct table_column columns[INVOICE_COLUMNS];
	struct table_layout layout;
	char titles[2][64];

	invoice_columns(view, columns, titles);
	table_layout(columns, INVOICE_COLUMNS, area.cols - 1, 1, &layout);
	if (view->years && layout.width[INVOICE_ISSUED] && layout.width[INVOICE_COVER] < COVER_CELLS) {
		columns[INVOICE_ISSUED].min = area.cols; /* what covers an invoice matters more than when it was written */
		table_layout(columns, INVOICE_COLUMNS, area.cols - 1, 1, &layout);
	}
	struct area line = area_take_top(&area, 1);
	if (line.rows == 0)
		return;
	table_draw_header(term, line.row, line.col, columns, &layout);
	list_set_height(list, area.rows);
	for (int i = 0; i < list_visible(list); i++) {
		size_t place = (size_t)(list->top + i);
		if (sum && place == view->overdue_count)
			draw_sum(view, term, area_take_top(&area, 2), &layout);
		line = area_take_top(&area, 1);
		if (line.rows)
			draw_invoice(view, term, line, columns, &layout, place,
				     is_focus(view, FILE_PANE_INVOICES) &&
					     (long)place == list->selected);
	}
	if (sum && view->overdue_count == view->file.invoice_count)
		draw_sum(view, term, area, &layout);
}

static int widest_outcome(const struct file_view *view)
{
	int most = 0;

	for (size_t i = 0; i < view->history_count; i++) {
		int cells = text_width(words_history_name(&view->history[i]));
		most = cells > most ? cells : most;
	}
	return most;
}

void file_rows_history(struct file_view *view, struct term *term, struct area area)
{
	struct list *list = &view->lists[FILE_PANE_HISTORY];
	date oldest = view->history_count ? view->history[view->history_count - 1].on_day
					  : view->session->today;
	const struct table_column columns[] = {
		{ .min = year_of(oldest) == year_of(view->session->today) ? 5 : 10 },
		{ .min = widest_outcome(view) },
		{ .min = 1 },
		{ .min = 10, .weight = 1 },
		{ .min = 6, .drop = 1 },
	};
	struct table_layout layout;

	table_layout(columns, 5, area.cols - 1, 2, &layout);
	list_set_height(list, area.rows);
	for (int i = 0; i < list_visible(list); i++) {
		long place = list->top + i;
		const struct history_line *line = &view->history[place];
		char day[64], text[WORDS_TEXT];
		const char *sign = words_history_sign(line);
		const char *texts[] = { words_near_date(line->on_day, view->session->today, day),
					words_history_name(line), sign,
					words_history(line, &view->file, text),
					words_history_agent(line) };
		const enum style styles[] = { STYLE_DIM, STYLE_NORMAL,
					      strcmp(sign, "√") == 0 ? STYLE_KEPT : STYLE_BROKEN,
					      STYLE_NORMAL, STYLE_DIM };
		table_draw_row(term, area.row + i, area.col, area.cols, columns, &layout,
			       &(struct table_row){ texts, styles, 1,
						    is_focus(view, FILE_PANE_HISTORY) &&
							    place == list->selected,
						    false });
	}
}

int file_rows_phone_cells(const struct client_file *file)
{
	int most = FILE_PHONE_LEAST;

	for (size_t i = 0; i < file->contact_count; i++) {
		const struct contact_row *row = &file->contacts[i];
		char pairs[WORDS_PHONE];
		int cells = text_width(words_phone(*row->phone ? row->phone : row->mobile, pairs));

		most = cells > most ? cells : most;
	}
	return most < FILE_PHONE_MOST ? most : FILE_PHONE_MOST;
}

void file_rows_people_cells(const struct client_file *file, int *name, int *role)
{
	*name = *role = 0;
	for (size_t i = 0; i < file->contact_count; i++) {
		int names = text_width(file->contacts[i].name), roles = text_width(words_role(file->contacts[i].role));
		*name = names > *name ? names : *name;
		*role = roles > *role ? roles : *role;
	}
	*name = *name < FILE_NAME_MOST ? *name : FILE_NAME_MOST;
}

#define HOURS_TEXT 40
#define MAIL_MOST  40 /* cells of an address */

/* When this contact is best called, or that it is a wrong one. */
static const char *say_hours(const struct client_file *file, size_t place, char out[HOURS_TEXT])
{
	int from, to;

	out[0] = '\0';
	if (file->contacts[place].wrong)
		snprintf(out, HOURS_TEXT, "%s", _("× wrong"));
	else if (contact_best(file, place, &from, &to))
		words_hours(from, to, out);
	return out;
}

/* Hours nobody told leave their cells to the role, and so do addresses that would be cut: half of one reaches nobody. */
static void measure_contacts(const struct file_view *view, const struct list *list, int *hours, int *mail)
{
	char text[HOURS_TEXT];

	*hours = *mail = 0;
	for (int i = 0; i < list_visible(list); i++) {
		size_t place = (size_t)(list->top + i);
		int cells = text_width(say_hours(&view->file, place, text)), mails = text_width(view->file.contacts[place].mail);

		*hours = cells > *hours ? cells : *hours;
		*mail = mails > *mail ? mails : *mail;
	}
	*mail = *mail < MAIL_MOST ? *mail : MAIL_MOST;
}

void file_rows_contacts(struct file_view *view, struct term *term, struct area area)
{
	struct list *list = &view->lists[FILE_PANE_CONTACTS];
	int name, role, hours, mail;

	file_rows_people_cells(&view->file, &name, &role);
	list_set_height(list, area.rows);
	measure_contacts(view, list, &hours, &mail);
	const struct table_column columns[] = {
		{ .min = 14, .max = 28, .weight = 2, .whole = name },
		{ .min = 16, .max = 26, .weight = 2, .drop = 2, .whole = role },
		{ .min = file_rows_phone_cells(&view->file), .max = FILE_PHONE_MOST, .weight = 1 },
		{ .min = hours, .drop = 3 },
		{ .min = mail, .drop = 4 },
	};
	struct table_layout layout;

	table_layout(columns, 5, area.cols - 1, 2, &layout);
	for (int i = 0; i < list_visible(list); i++) {
		long place = list->top + i;
		const struct contact_row *row = &view->file.contacts[place];
		char best[HOURS_TEXT], number[WORDS_PHONE];
		const char *phone = words_phone(*row->phone ? row->phone : row->mobile, number);
		const char *texts[] = { row->name, words_role(row->role), phone, say_hours(&view->file, (size_t)place, best), row->mail };
		enum style style = row->wrong ? STYLE_DIM : STYLE_NORMAL;
		const enum style styles[] = { style, STYLE_DIM, style, STYLE_DIM, STYLE_DIM };
		table_draw_row(term, area.row + i, area.col, area.cols, columns, &layout,
			       &(struct table_row){ texts, styles, 0,
						    is_focus(view, FILE_PANE_CONTACTS) &&
							    place == list->selected,
						    false });
	}
}
