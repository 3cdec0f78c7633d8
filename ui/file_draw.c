/* The lines and sections of a client file, shared out by the room there is. Draws what file_screen.c holds and decides nothing else.
 */
#include "ui/file_screen.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/text.h"
#include "desk/contact.h"
#include "desk/zones.h"
#include "ui/script.h"
#include "words/circuit.h"
#include "words/words.h"

#define SIDE_FROM    100 /* columns from which the script stands beside */
#define SIDE_COLS      38 /* the rest shows a promise beside its invoice whole at 120 */
#define SIDE_PERCENT   30 /* of very wide screens, whose script needs fewer rows then */
#define SIDE_MOST      72
#define SIDE_ROWS    16
#define TALL_ROWS    28 /* rows from which contacts are shown and the brief is not shortened */
#define SCRIPT_BELOW 17 /* rows from which the script is shown below when it is not beside */
#define SHORT_BRIEF  3

struct figure {
	const char *label;
	enum style style;
	int least; /* the highest goes first when there is no room */
	char value[64];
};

#define FIGURES    6
#define FIGURE_GAP 3

static void add_figure(struct figure *figures, int *count, const char *label, enum style style,
		       int least, const char *value)
{
	struct figure *figure = &figures[(*count)++];

	*figure = (struct figure){ .label = label, .style = style, .least = least };
	snprintf(figure->value, sizeof figure->value, "%s", value);
}

static int list_figures(const struct file_view *view, struct figure figures[FIGURES])
{
	const struct client_file *file = &view->file;
	const struct client_ready *ready = &file->verdict.ready;
	const struct client_state *state = &file->client.state;
	char text[64];
	int count = 0;

	words_amount(ready->overdue, ready->currency, text);
	add_figure(figures, &count, _("Overdue"), STYLE_AMOUNT, 0, text);
	if (date_is(ready->oldest_on)) {
		snprintf(text, sizeof text, _("%d d"), view->session->today - ready->oldest_on);
		add_figure(figures, &count, _("Late"), STYLE_LATE, 1, text);
	}
	words_amount(ready->balance, ready->currency, text);
	add_figure(figures, &count, _("Balance"), STYLE_AMOUNT, 2, text);
	if (state->credit_limit > 0 && ready->balance > 0) {
		words_whole_percent((int64_t)((__int128)ready->balance * 100 / state->credit_limit), text);
		add_figure(figures, &count, _("Limit"),
			   ready->balance > state->credit_limit ? STYLE_LATE : STYLE_NORMAL, 3,
			   text);
	}
	if (state->risk_class > 0) {
		snprintf(text, sizeof text, "%c", (char)('A' + state->risk_class % 26));
		add_figure(figures, &count, _("Risk"), STYLE_LATE, 4, text);
	}
	snprintf(text, sizeof text, "%d", file->verdict.score.total);
	add_figure(figures, &count, _("Score"), STYLE_NORMAL, 5, text);
	return count;
}

static int figures_cells(const struct figure *figures, int count, int gap, int most)
{
	int cells = 0;

	for (int i = 0; i < count; i++)
		if (figures[i].least <= most)
			cells += (cells ? gap : 0) + text_width(figures[i].label) + 1 +
				 text_width(figures[i].value);
	return cells;
}

/* A number is shown whole or not at all: gaps close first, then the least of the figures goes. */
static void draw_figures(const struct file_view *view, struct term *term, struct area line)
{
	struct figure figures[FIGURES];
	int count = list_figures(view, figures), gap = FIGURE_GAP, most = FIGURES;
	struct pen pen = pen_at(term, line.row, line.col + 1, line.cols - 1);

	while (most > 0 && figures_cells(figures, count, gap, most) > line.cols - 1) {
		if (gap > 2)
			gap--;
		else
			most--;
	}
	for (int i = 0; i < count; i++) {
		if (figures[i].least > most)
			continue;
		pen_put(&pen, STYLE_NORMAL, figures[i].label);
		pen_skip(&pen, 1);
		pen_put(&pen, figures[i].style, figures[i].value);
		pen_skip(&pen, gap);
	}
}

/* "" where the clock is ours, or the hour is not known. */
static void write_hour_there(const struct file_view *view, char out[64])
{
	const struct call_hours clock = zones_hours(view->session, view->file.client.time_zone, "");
	char hour[16];

	out[0] = '\0';
	if (clock.shift_minutes != 0 && view->session->minute >= 0)
		snprintf(out, 64, _(" · it is %s there"), words_hour(callable_minute_there(&clock, view->session->minute), hour));
}

static void draw_contact(const struct file_view *view, struct term *term, struct area line)
{
	const struct client_file *file = &view->file;
	struct pen pen = pen_at(term, line.row, line.col + 1, line.cols - 1);

	if (file->whom.dial >= file->contact_count) {
		pen_put(&pen, STYLE_LATE,
			file->contact_count ? _("! every contact known is wrong: find a new one (l w)")
					    : _("! no contact known: ask for accounts payable"));
		return;
	}
	const struct contact_row *row = &file->contacts[file->whom.dial];
	char who[WORDS_TEXT], hours[40], there[64], number[WORDS_PHONE];
	const char *phone = words_phone(*row->phone ? row->phone : row->mobile, number);
	int room = line.cols - 2, from, to;

	/* The number is dialled from here: whole, whatever the name, and with the hour where it rings. */
	write_hour_there(view, there);
	room -= (*phone ? text_width(phone) + 3 : 0) + text_width(there);
	words_whom(file, room, who);
	pen.col += draw_text(term, pen.row, pen.col, room > 0 ? room : 0, STYLE_NORMAL, who);
	if (*phone) {
		pen_put(&pen, STYLE_NORMAL, *who ? " · " : "");
		pen_put(&pen, STYLE_AMOUNT, phone);
	}
	pen_put(&pen, STYLE_LATE, there);
	if (contact_best(file, file->whom.dial, &from, &to))
		pen_printf(&pen, STYLE_NORMAL, _(" · best at %s"), words_hours(from, to, hours));
	if (*row->mail)
		pen_printf(&pen, STYLE_DIM, " · %s", row->mail);
}

/* What the lines above say already, or the lists below. */
static bool stands_elsewhere(const struct brief_line *line)
{
	return line->code == BRIEF_OWED || line->code == BRIEF_NOT_OVERDUE ||
	       (line->code == BRIEF_WHOM && line->which == CIRCUIT_WHOM_DEFAULT) ||
	       line->code == BRIEF_STUCK || line->code == BRIEF_STANDS ||
	       line->code == BRIEF_BIGGEST || line->code == BRIEF_NOT_DUE_YET;
}

static enum style brief_style(enum brief_code code)
{
	switch (code) {
	case BRIEF_CLOCK:
	case BRIEF_HANDED:
	case BRIEF_VOID:
	case BRIEF_BROKEN:
	case BRIEF_BROKEN_COUNT:
	case BRIEF_INSOLVENT:
	case BRIEF_UNCHASED: return STYLE_BROKEN;
	case BRIEF_STUCK: return STYLE_BROKEN;
	case BRIEF_KEPT: return STYLE_KEPT;
	case BRIEF_PROPOSED:
	case BRIEF_THREAT:
	case BRIEF_SANCTION:
	case BRIEF_OVER_LIMIT:
	case BRIEF_UNINSURED:
	case BRIEF_DISPUTE_OPEN:
	case BRIEF_DISPUTE_SOLVED:
	case BRIEF_DISPUTE_AGAIN:
	case BRIEF_GAP:
	case BRIEF_COVERED: return STYLE_LATE;
	case BRIEF_GET: return STYLE_KEY;
	default: return STYLE_NORMAL;
	}
}

/* What is said to the last: what to get, and whom to ask for when that is not the usual person. */
static bool is_kept(const struct brief_line *line)
{
	return line->code == BRIEF_GET || line->code == BRIEF_WHOM;
}

/* Sentences that may go when there is no room; on a single line all may. */
static size_t count_loose(const struct client_file *file, bool keep)
{
	size_t count = 0;

	for (size_t i = 0; i < file->brief_count; i++)
		count += !stands_elsewhere(&file->brief[i]) && !(keep && is_kept(&file->brief[i]));
	return count;
}

/* The sentences but the `drop` last of those that may go. */
static void lay_brief(const struct file_view *view, struct sheet *sheet, int width, size_t drop,
		      bool keep)
{
	const struct client_file *file = &view->file;
	size_t most = count_loose(file, keep), said = 0;
	char text[WORDS_TEXT];

	sheet_start(sheet, width);
	for (size_t i = 0; i < file->brief_count; i++) {
		const struct brief_line *line = &file->brief[i];
		if (stands_elsewhere(line))
			continue;
		bool stays = keep && is_kept(line);
		if (!stays && said + drop >= most)
			continue;
		said += !stays;
		if (sheet->col > 0)
			sheet_to(sheet, sheet->col + 2);
		sheet_flow(sheet, 0, brief_style(line->code),
			   words_brief(line, view->session->today, text));
	}
}

static void draw_brief(const struct file_view *view, struct term *term, struct area *area, int most)
{
	struct sheet sheet = { 0 };
	size_t drop = 0, loose = count_loose(&view->file, most > 1);

	do { /* the first one says the worst: it is cut before it goes */
		lay_brief(view, &sheet, area->cols - 2, drop++, most > 1);
	} while (sheet_rows(&sheet) > most && drop < loose);
	int rows = sheet_rows(&sheet);
	struct area taken = area_take_top(area, rows < most ? rows : most);
	taken.col++;
	taken.cols -= 2;
	sheet_draw(&sheet, term, taken, 0);
	if (rows > taken.rows && taken.rows > 0)
		draw_text(term, taken.row + taken.rows - 1, taken.col + taken.cols - 1, 1, STYLE_DIM, "…");
	sheet_clear(&sheet);
}

/* A pane's heading; the one that takes the arrows carries a sign. */
static void draw_heading(const struct file_view *view, struct term *term, struct area *area,
			 enum file_pane pane, const char *title, const char *note)
{
	struct area line = area_take_top(area, 1);
	char text[128];

	if (line.rows == 0)
		return;
	snprintf(text, sizeof text, "%s%s", view->active && view->focus == pane ? "► " : "", title);
	draw_section(term, line.row, line.col, line.cols, text, note);
}

static void lay_script(struct file_view *view, int width, bool beside)
{
	const struct client_file *file = &view->file;
	struct sheet *sheet = &view->script;

	if (view->script_width == (beside ? -width : width))
		return;
	view->script_width = beside ? -width : width;
	sheet_start(sheet, width);
	if (beside)
		sheet_newline(sheet);
	script_opening(sheet, 1, view->session, file);
	if (!beside) {
		script_answers_short(sheet, 1, view->session, file);
		return;
	}
	sheet_newline(sheet);
	sheet_put(sheet, STYLE_HEADER, _(" If…"));
	sheet_newline(sheet);
	script_answers(sheet, 1, view->session, file);
	sheet_newline(sheet);
	sheet_put(sheet, STYLE_HEADER, _(" Not to be said"));
	sheet_newline(sheet);
	script_never(sheet, 1, file);
	sheet_newline(sheet);
	sheet_put(sheet, STYLE_HEADER, _(" What to do"));
	sheet_newline(sheet);
	script_card(sheet, 1, script_situation(file));
}

static void draw_script(struct file_view *view, struct term *term, struct area area)
{
	struct list *list = &view->lists[FILE_PANE_SCRIPT];
	int rows = sheet_rows(&view->script), hidden;

	draw_heading(view, term, &area, FILE_PANE_SCRIPT, _("Script"),
		     script_situation_name(script_situation(&view->file)));
	/* Its list moves line by line; the page follows only as far as there is something hidden. */
	hidden = rows - area.rows;
	list_renew(list, hidden > 0 ? hidden + 1 : 1, false, false);
	list_set_height(list, 1);
	sheet_draw(&view->script, term, area, (int)list->selected);
	if (view->active && view->focus == FILE_PANE_SCRIPT)
		term_cursor(term, area.row, area.col + 1);
}

static struct area take_beside(struct area *area)
{
	int wanted = area->cols * SIDE_PERCENT / 100;

	return area_take_right(area, wanted < SIDE_COLS ? SIDE_COLS : wanted < SIDE_MOST ? wanted : SIDE_MOST);
}

static void draw_beside(struct file_view *view, struct term *term, struct area side)
{
	term_pole(term, side.row, side.col, side.rows);
	side.col++;
	side.cols--;
	lay_script(view, side.cols - 1, true);
	draw_script(view, term, side);
}

/* How many rows each pane gets: least first, by importance, then one by one until nobody wants more. Rows of 0 hide a pane. */
struct share {
	int want, least, rows;
};

static void share_rows(struct share shares[FILE_PANE_COUNT], int rows)
{
	for (int i = 0; i < FILE_PANE_COUNT; i++) {
		struct share *share = &shares[i];
		share->rows = 0;
		if (share->want == 0 || (i != FILE_PANE_INVOICES && rows < share->least))
			continue;
		share->rows = share->least < rows ? share->least : rows;
		rows -= share->rows;
	}
	for (bool gave = true; gave && rows > 0;) {
		gave = false;
		for (int i = 0; i < FILE_PANE_COUNT && rows > 0; i++)
			if (shares[i].rows > 0 && shares[i].rows < shares[i].want) {
				shares[i].rows++;
				rows--;
				gave = true;
			}
	}
}

static int smaller(size_t a, int b)
{
	return a < (size_t)b ? (int)a : b;
}

static void plan_panes(struct file_view *view, const struct area *area, bool beside, int body,
		       struct share shares[FILE_PANE_COUNT])
{
	const struct client_file *file = &view->file;
	int invoices = smaller(file->invoice_count, area->rows);
	int history = smaller(view->history_count, area->rows);
	int contacts = smaller(file->contact_count, area->rows);
	int circuit = smaller(view->circuit_count, area->rows);
	int sum =
		view->overdue_count > 1 && file->verdict.net_count < 2 && body >= TALL_ROWS ? 2 : 0;

	shares[FILE_PANE_INVOICES] = (struct share){ .want = 2 + invoices + sum,
						     .least = 2 + smaller((size_t)invoices, 3) };
	if (view->stuck_count > 0 || (circuit > 0 && body >= TALL_ROWS))
		shares[FILE_PANE_CIRCUIT] =
			(struct share){ .want = 1 + (body >= TALL_ROWS ? circuit : smaller(view->stuck_count, area->rows)),
					.least = 1 + smaller((size_t)circuit, 1) };
	if (history > 0)
		shares[FILE_PANE_HISTORY] =
			(struct share){ .want = 1 + history,
					.least = 1 + smaller((size_t)history, 2) };
	if (contacts > 0 && body >= TALL_ROWS)
		shares[FILE_PANE_CONTACTS] =
			(struct share){ .want = 1 + contacts,
					.least = 1 + smaller((size_t)contacts, 2) };
	if (!beside && body >= SCRIPT_BELOW) {
		int lines;
		lay_script(view, area->cols - 1, false);
		lines = sheet_rows(&view->script);
		shares[FILE_PANE_SCRIPT] =
			(struct share){ .want = 1 + lines, .least = 1 + smaller((size_t)lines, 4) };
	}
	share_rows(shares, area->rows);
}

static void draw_invoices(struct file_view *view, struct term *term, struct area area)
{
	const struct client_file *file = &view->file;
	unsigned long late = view->late_count;
	size_t rest = view->coming_count;
	char note[128] = "";
	size_t used = 0;
	bool sum = view->overdue_count > 1 && file->verdict.net_count < 2 &&
		   (size_t)area.rows >= file->invoice_count + 4;

	if (file->partial)
		snprintf(note, sizeof note, _("the first %zu"), file->invoice_count);
	else if (late)
		used = (size_t)snprintf(note, sizeof note,
					ngettext("%lu overdue", "%lu overdue", late), late);
	if (rest && !file->partial)
		snprintf(note + used, sizeof note - used,
			 ngettext("%s%zu not due", "%s%zu not due", rest), used ? " · " : "", rest);
	draw_heading(view, term, &area, FILE_PANE_INVOICES, _("Invoices"), note);
	file_rows_invoices(view, term, area, sum);
}

static void draw_circuit(struct file_view *view, struct term *term, struct area area)
{
	char note[64] = "";

	if (view->stuck_count)
		snprintf(note, sizeof note,
			 ngettext("%zu stuck · i news", "%zu stuck · i news", view->stuck_count),
			 view->stuck_count);
	draw_heading(view, term, &area, FILE_PANE_CIRCUIT, _("Circuit"), note);
	file_circuit_rows(view, term, area);
}

static void draw_history(struct file_view *view, struct term *term, struct area area)
{
	char note[64];

	snprintf(note, sizeof note, _("%zu · h all"), view->history_count);
	draw_heading(view, term, &area, FILE_PANE_HISTORY, _("Promises and history"), note);
	file_rows_history(view, term, area);
}

/* A pane that finds no room gives the keys to the invoices until it is shown again: the terminal grows, what lay over it closes. */
static void settle_focus(struct file_view *view, bool beside, const struct share shares[FILE_PANE_COUNT])
{
	for (int i = 0; i < FILE_PANE_COUNT; i++)
		view->shown[i] = shares[i].rows > 0 || (i == FILE_PANE_SCRIPT && beside);
	view->focus = view->shown[view->wanted] ? view->wanted : FILE_PANE_INVOICES;
}

static void draw_panes(struct file_view *view, struct term *term, struct area area, const struct share shares[FILE_PANE_COUNT])
{
	for (int i = 0; i < FILE_PANE_COUNT; i++) {
		struct area pane = area_take_top(&area, shares[i].rows);
		if (pane.rows == 0)
			continue;
		switch ((enum file_pane)i) {
		case FILE_PANE_INVOICES: draw_invoices(view, term, pane); break;
		case FILE_PANE_CIRCUIT: draw_circuit(view, term, pane); break;
		case FILE_PANE_HISTORY: draw_history(view, term, pane); break;
		case FILE_PANE_CONTACTS:
			draw_heading(view, term, &pane, FILE_PANE_CONTACTS, _("Contacts"), NULL);
			file_rows_contacts(view, term, pane);
			break;
		case FILE_PANE_SCRIPT: draw_script(view, term, pane); break;
		case FILE_PANE_COUNT: break;
		}
	}
}

/* Lines the brief may take of a body. */
static int brief_rows(int body)
{
	if (body >= TALL_ROWS)
		return 2 * SHORT_BRIEF;
	if (body >= SCRIPT_BELOW)
		return SHORT_BRIEF;
	return body >= 11 ? 2 : body >= 7;
}

void file_draw(struct file_view *view, struct term *term, struct area area)
{
	int body = area.rows, most = brief_rows(body);
	struct share shares[FILE_PANE_COUNT] = { 0 };
	struct area side = { 0 };

	term_cursor(term, area.row, area.col + 1);
	struct area line = area_take_top(&area, 1);
	if (line.rows)
		draw_figures(view, term, line);
	line = area_take_top(&area, 1);
	if (line.rows)
		draw_contact(view, term, line);
	if (most)
		draw_brief(view, term, &area, most);
	bool beside = area.cols >= SIDE_FROM && area.rows >= SIDE_ROWS;
	if (beside)
		side = take_beside(&area);
	plan_panes(view, &area, beside, body, shares);
	settle_focus(view, beside, shares);
	if (beside)
		draw_beside(view, term, side);
	draw_panes(view, term, area, shares);
}
