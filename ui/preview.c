/* The pane is laid out once for a file and a width, then only its visible rows are drawn, so that moving about a list stays cheap.
 */
#include "ui/preview.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/text.h"
#include "desk/contact.h"
#include "ui/screen.h"
#include "words/circuit.h"
#include "words/history.h"
#include "words/words.h"

#define INVOICES_SHOWN 5
#define CONTACTS_SHOWN 3
#define FIGURE_CELLS   28 /* label and amount of the figures at the top */
#define NAME_CELLS     28 /* of the name on the status line */
#define NAME_LEAST    12 /* … where a sentence needs the room */
#define LAST_ROWS      4  /* of the last exchange, the least it is shown with */
#define PHONE_CELLS    14 /* of most numbers */
#define MONEY_CELLS    14 /* of most amounts, and the gap before them */
#define SHORT_ROWS     12 /* under which the figures share a line */
#define SENTENCE_CELLS 12 /* under which the sentence is left out */

void preview_clear(struct preview *preview)
{
	if (preview->client_id)
		file_clear(&preview->file);
	sheet_clear(&preview->sheet);
	*preview = (struct preview){ 0 };
}

bool preview_load(struct preview *preview, struct session *session, int64_t client_id, struct err *err)
{
	if (preview->client_id == client_id && !preview->stale)
		return true;
	preview_clear(preview);
	preview->today = session->today;
	if (file_load_first(session, client_id, &preview->file, err) != FOUND)
		return false;
	preview->client_id = client_id;
	return true;
}

static const struct contact_row *whom(const struct client_file *file)
{
	const struct contact_row *dial =
		file->whom.dial < file->contact_count ? &file->contacts[file->whom.dial] : NULL;

	return dial && *dial->phone ? dial : NULL;
}

/* The line of the brief to remember when there is room for one. */
static const struct brief_line *first_of_brief(const struct client_file *file)
{
	static const enum brief_code order[] = {
		BRIEF_CLOCK,	    BRIEF_BROKEN,	    BRIEF_STUCK,	BRIEF_DISPUTE_OPEN, BRIEF_DISPUTE_AGAIN, BRIEF_PLAN, BRIEF_PROMISED,
		BRIEF_FOLLOW_UP,    BRIEF_GAP,		BRIEF_COVERED,	BRIEF_DISPUTE_SOLVED,
		BRIEF_LAST_CONTACT, BRIEF_KEPT,		BRIEF_OWED,	BRIEF_NOT_OVERDUE,
	};

	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		for (size_t line = 0; line < file->brief_count; line++)
			if (file->brief[line].code == order[i])
				return &file->brief[line];
	return file->brief_count ? &file->brief[0] : NULL;
}

void preview_sentence(const struct preview *preview, int cells, char *out, size_t room)
{
	const struct client_file *file = &preview->file;
	const struct brief_line *line = first_of_brief(file);
	const struct contact_row *contact = whom(file);
	char name[SCREEN_TEXT], words[WORDS_TEXT] = "", cut[WORDS_TEXT] = "", pairs[WORDS_PHONE];
	const char *number = contact ? words_phone(contact->phone, pairs) : "";
	int phone = contact ? text_width(number) + 2 : 0;
	int named = cells - phone < NAME_CELLS ? cells - phone : NAME_CELLS, used;

	if (line)
		words_brief(line, preview->today, words);
	if (*words && words[strlen(words) - 1] == '.')
		words[strlen(words) - 1] = '\0';
	/* The row itself has the whole name: of the sentence the end is what counts. */
	int left = cells - phone - text_width(words) - 3;
	if (left < named && left >= NAME_LEAST)
		named = left;
	used = text_ellipsis(name, sizeof name, file->client.name, named);
	if (cells - used - phone > SENTENCE_CELLS)
		text_ellipsis(cut, sizeof cut, words, cells - used - phone - 3);
	snprintf(out, room, "%s%s%s%s%s", name, *cut ? "  " : "", cut, !contact ? "" : *cut ? " · " : "  ",
		 number);
}

static void section(struct sheet *sheet, const char *title)
{
	struct buf rule;
	int left = sheet->width - text_width(title) - 3;

	buf_init(&rule);
	for (int i = 0; i < left; i++)
		buf_puts(&rule, "─");
	sheet_newline(sheet);
	sheet_to(sheet, 0);
	sheet_put(sheet, STYLE_RULE, "─ ");
	sheet_put(sheet, STYLE_HEADER, title);
	sheet_to(sheet, text_width(title) + 3);
	sheet_put(sheet, STYLE_RULE, rule.data ? rule.data : "");
	sheet_newline(sheet);
	buf_clear(&rule);
}

static void figure(struct sheet *sheet, const char *label, enum style style, const char *value)
{
	sheet_to(sheet, 1);
	sheet_put(sheet, STYLE_NORMAL, label);
	sheet_right(sheet, FIGURE_CELLS, style, value);
	sheet_newline(sheet);
}

static void lay_name(struct preview *preview)
{
	const struct client_file *file = &preview->file;
	struct sheet *sheet = &preview->sheet;
	char name[SCREEN_TEXT];
	int number = text_width(file->client.no);

	text_ellipsis(name, sizeof name, file->client.name, sheet->width - number - 3);
	sheet_to(sheet, 1);
	sheet_put(sheet, STYLE_TITLE, name);
	sheet_right(sheet, sheet->width - 1, STYLE_DIM, file->client.no);
	sheet_newline(sheet);
}

static void lay_head(struct preview *preview)
{
	const struct client_file *file = &preview->file;
	const struct client_ready *ready = &file->client.ready;
	struct sheet *sheet = &preview->sheet;
	char text[WORDS_TEXT];

	lay_name(preview);
	sheet_to(sheet, 1);
	sheet_line(sheet, 1, STYLE_NORMAL, words_next(&file->now, preview->today, text));
	sheet_newline(sheet);
	figure(sheet, _("Overdue"), STYLE_AMOUNT, words_amount(ready->overdue, ready->currency, text));
	figure(sheet, _("Balance"), STYLE_NORMAL, words_amount(ready->balance, ready->currency, text));
	if (date_is(ready->oldest_on)) {
		snprintf(text, sizeof text, _("%d d"), preview->today - ready->oldest_on);
		figure(sheet, _("Oldest"), STYLE_LATE, text);
	}
	snprintf(text, sizeof text, "%d", ready->score);
	figure(sheet, _("Score"), STYLE_NORMAL, text);
}

static enum style brief_style(const char *sentence)
{
	if (strncmp(sentence, "×", strlen("×")) == 0)
		return STYLE_BROKEN;
	return *sentence == '!' ? STYLE_WARNING : STYLE_NORMAL;
}

static bool is_overdue(const struct client_file *file, size_t place, date today)
{
	return file->invoices[place].item.due_on < today && file->left[place] > 0;
}

/* Rows kept for what follows the brief. */
static int rows_below_brief(const struct preview *preview)
{
	const struct client_file *file = &preview->file;
	size_t contacts = file->contact_count, overdue = 0;

	for (size_t i = 0; i < file->invoice_count && overdue <= INVOICES_SHOWN; i++)
		overdue += is_overdue(file, i, preview->today);
	return 10 + (int)(contacts < CONTACTS_SHOWN ? contacts : CONTACTS_SHOWN) + (int)overdue;
}

/* When all of it does not fit the end is kept: it says what to get from the call. */
static void lay_brief(struct preview *preview)
{
	const struct client_file *file = &preview->file;
	struct sheet *sheet = &preview->sheet;
	int last_row = preview->rows - rows_below_brief(preview);
	char text[WORDS_TEXT];

	section(sheet, _("To know"));
	for (size_t i = 0; i < file->brief_count; i++) {
		bool cut = i > 0 && i + 1 < file->brief_count && sheet_rows(sheet) >= last_row;
		if (cut || file->brief[i].code == BRIEF_STEP) /* a step is for who opens the file */
			continue;
		words_brief(&file->brief[i], preview->today, text);
		sheet_to(sheet, 1);
		sheet_line(sheet, 3, brief_style(text), text);
	}
}

static void lay_contacts(struct preview *preview)
{
	const struct client_file *file = &preview->file;
	struct sheet *sheet = &preview->sheet;

	section(sheet, _("Contacts"));
	if (file->contact_count == 0) {
		sheet_to(sheet, 1);
		sheet_line(sheet, 1, STYLE_DIM, _("none is known"));
	}
	for (size_t i = 0; i < file->contact_count && i < CONTACTS_SHOWN; i++) {
		const struct contact_row *contact = &file->contacts[i];
		char hours[40] = "", line[SCREEN_TEXT], number[WORDS_PHONE];
		int from, to;
		if (contact_best(file, i, &from, &to))
			words_hours(from, to, hours);
		snprintf(line, sizeof line, "%s%s%s%s%s", contact->name, *contact->role ? ", " : "",
			 *contact->role ? words_role(contact->role) : "",
			 *hours ? " · " : "", hours);
		const char *phone = *contact->phone ? words_phone(contact->phone, number) : "—";
		int name_col = text_width(phone) < PHONE_CELLS ? PHONE_CELLS + 2 : text_width(phone) + 2;
		sheet_to(sheet, 1);
		sheet_put(sheet, contact->wrong ? STYLE_DIM : STYLE_AMOUNT, phone);
		sheet_to(sheet, name_col);
		sheet_line(sheet, name_col, contact->wrong ? STYLE_DIM : STYLE_NORMAL, line);
	}
}

static void lay_invoices(struct preview *preview)
{
	const struct client_file *file = &preview->file;
	struct sheet *sheet = &preview->sheet;
	size_t overdue = 0;
	char text[64], money[MONEY_TEXT];
	int end = sheet->width - 1;

	section(sheet, _("Overdue invoices"));
	for (size_t i = 0; i < file->invoice_count; i++) {
		const struct invoice_row *invoice = &file->invoices[i];
		if (!is_overdue(file, i, preview->today) || ++overdue > INVOICES_SHOWN)
			continue;
		sheet_to(sheet, 1);
		sheet_put(sheet, STYLE_NORMAL, *invoice->number ? invoice->number : words_item_kind(invoice->item.kind));
		words_amount_under(file->left[i], invoice->item.currency, file->verdict.ready.currency, money);
		int cells = text_width(money) + 2;
		snprintf(text, sizeof text, _("%d d"), preview->today - invoice->item.due_on);
		sheet_right(sheet, end - (cells < MONEY_CELLS ? MONEY_CELLS : cells), STYLE_LATE, text);
		sheet_right(sheet, end, invoice->item.disputed ? STYLE_DIM : STYLE_NORMAL, money);
		sheet_newline(sheet);
	}
	if (overdue > INVOICES_SHOWN) {
		size_t more = overdue - INVOICES_SHOWN;
		snprintf(text, sizeof text, ngettext("… %ld%s more", "… %ld%s more", more), (long)more,
			 file->partial ? "+" : ""); /* of very many the first were read */
		sheet_to(sheet, 1);
		sheet_line(sheet, 1, STYLE_DIM, text);
	}
	if (overdue == 0) {
		sheet_to(sheet, 1);
		sheet_line(sheet, 1, STYLE_DIM, _("none"));
	}
}

static void lay_last(struct preview *preview)
{
	const struct client_file *file = &preview->file;
	struct sheet *sheet = &preview->sheet;
	char text[WORDS_TEXT], day[64];

	for (size_t i = 0; i < file->history_count; i++) {
		const struct call_row *row = &file->history[i];
		if (row->undone_by || strcmp(row->outcome, "undo") == 0 ||
		    strcmp(row->outcome, ACTION_PLATFORM) == 0)
			continue;
		if (sheet_rows(sheet) + LAST_ROWS > preview->rows)
			return;
		section(sheet, _("Last exchange"));
		words_date(row->on_day, WORDS_DATE_DAY, day);
		snprintf(text, sizeof text, "%s  %s, %s", day, words_outcome_code(row->outcome), row->agent);
		sheet_to(sheet, 1);
		sheet_line(sheet, 1, STYLE_NORMAL, text);
		sheet_to(sheet, 1);
		sheet_line(sheet, 3, STYLE_NORMAL,
			   words_history(&(struct history_line){ .on_day = row->on_day, .call = row }, file, text));
		return;
	}
}

static void lay_whole(struct preview *preview)
{
	lay_head(preview);
	lay_brief(preview);
	lay_contacts(preview);
	lay_invoices(preview);
	lay_last(preview);
}

/* Few rows under a list: the figures in one line, the brief flowing behind. */
static void lay_short(struct preview *preview)
{
	const struct client_file *file = &preview->file;
	const struct client_ready *ready = &file->client.ready;
	struct sheet *sheet = &preview->sheet;
	char text[WORDS_TEXT], money[MONEY_TEXT], balance[MONEY_TEXT];

	lay_name(preview);
	sheet_to(sheet, 1);
	sheet_flow(sheet, 1, STYLE_NORMAL, words_next(&file->now, preview->today, text));
	snprintf(text, sizeof text, _(" · overdue %s · balance %s"), words_amount(ready->overdue, ready->currency, money),
		 words_amount(ready->balance, ready->currency, balance));
	sheet_flow(sheet, 1, STYLE_AMOUNT, text);
	if (date_is(ready->oldest_on)) {
		snprintf(text, sizeof text, _(" · %d d"), preview->today - ready->oldest_on);
		sheet_flow(sheet, 1, STYLE_LATE, text);
	}
	snprintf(text, sizeof text, _(" · score %d"), ready->score);
	sheet_flow(sheet, 1, STYLE_NORMAL, text);
	sheet_newline(sheet);
	sheet_to(sheet, 1);
	for (size_t i = 0; i < file->brief_count; i++) {
		if (file->brief[i].code == BRIEF_STEP || file->brief[i].code == BRIEF_OWED)
			continue;
		words_brief(&file->brief[i], preview->today, text);
		sheet_flow(sheet, 1, brief_style(text), text);
		sheet_flow(sheet, 1, STYLE_NORMAL, "  ");
	}
	sheet_newline(sheet);
}

void preview_draw(struct preview *preview, struct term *term, struct area area)
{
	if (!preview->client_id)
		return;
	if (preview->width != area.cols || preview->rows != area.rows) {
		preview->width = area.cols;
		preview->rows = area.rows;
		sheet_start(&preview->sheet, area.cols);
		if (area.rows < SHORT_ROWS)
			lay_short(preview);
		else
			lay_whole(preview);
	}
	sheet_draw(&preview->sheet, term, area, 0);
}
