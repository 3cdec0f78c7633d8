/* The circuit pane of a file: where invoices stand inside the debtor, who has them and for how long; the stuck ones first, in colour and with a
 * sign. Only visible rows are worked out.
 */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/text.h"
#include "desk/circuit.h"
#include "ui/file_screen.h"
#include "words/circuit.h"

bool file_circuit_is_stuck(const struct file_view *view, size_t place)
{
	const struct item *item = &view->file.invoices[place].item;

	return item->open > 0 && !item->disputed &&
	       circuit_stay(&view->file.positions[place], &view->session->policy.circuit,
			    view->session->today)
		       .stuck;
}

static bool is_shown(const struct client_file *file, size_t place)
{
	return file->positions[place].known && file->invoices[place].item.open > 0 &&
	       !file->invoices[place].item.disputed;
}

void file_circuit_prepare(struct file_view *view)
{
	struct client_file *file = &view->file;
	size_t used = 0;

	view->circuit = arena_alloc(&file->arena, (file->standing_count + 1) * sizeof *view->circuit);
	view->circuit_count = view->stuck_count = 0;
	if (file->standing_count == 0)
		return;
	for (size_t i = 0; i < file->invoice_count; i++)
		if (is_shown(file, i) && file_circuit_is_stuck(view, i))
			view->circuit[used++] = i;
	view->stuck_count = used;
	for (size_t i = 0; i < file->invoice_count; i++)
		if (is_shown(file, i) && !file_circuit_is_stuck(view, i))
			view->circuit[used++] = i;
	view->circuit_count = used;
}

/* The stages told before the present one, oldest first, each once. */
static size_t stages_before(const struct client_file *file, size_t place,
			    enum circuit_stage out[CIRCUIT_STAGE_COUNT])
{
	const struct circuit_position *position = &file->positions[place];
	size_t count, used = 0;
	const struct circuit_row *news =
		circuit_of_invoice(file, file->invoices[place].item.id, &count);

	for (size_t i = 0; i < count; i++) {
		enum circuit_stage stage = news[i].event.stage;
		bool known = stage == position->stage || circuit_is_side(stage) ||
			     stage > position->line;
		for (size_t k = 0; k < used; k++)
			known |= out[k] == stage;
		if (!known)
			out[used++] = stage;
	}
	return used;
}

/* "√ received ─ √ registered ─ ► with the buyer", in `cells`: the earliest go first. */
static void trail(const struct client_file *file, size_t place, int cells, char out[WORDS_TEXT])
{
	enum circuit_stage before[CIRCUIT_STAGE_COUNT];
	size_t count = stages_before(file, place, before);

	for (size_t from = 0; from <= count; from++) {
		struct words_text text = { .out = out };
		out[0] = '\0';
		for (size_t i = from; i < count; i++)
			words_add(&text, "√ %s ─ ", words_circuit_stage_short(before[i]));
		words_add(&text, "► %s", words_circuit_stage(file->positions[place].stage));
		if (text_width(out) <= cells)
			return;
	}
}

enum { CIRCUIT_NUMBER, CIRCUIT_TRAIL, CIRCUIT_DAYS, CIRCUIT_WHO, CIRCUIT_COLUMNS };

static void draw_row(const struct file_view *view, struct term *term, struct area line,
		     const struct table_column *columns, const struct table_layout *layout,
		     size_t place, bool selected)
{
	const struct client_file *file = &view->file;
	const struct circuit_position *position = &file->positions[place];
	bool stuck = file_circuit_is_stuck(view, place);
	char way[WORDS_TEXT], days[32], who[WORDS_TEXT] = "", day[64];
	struct words_text text = { .out = who };
	enum style style = stuck ? STYLE_BROKEN : STYLE_NORMAL;

	trail(file, place, layout->width[CIRCUIT_TRAIL], way);
	snprintf(days, sizeof days, _("%d d"), view->session->today - position->since);
	char sign[40];
	snprintf(sign, sizeof sign, "%s%s", stuck ? "× " : "", days);
	if (position->holder)
		words_add(&text, "%.100s", position->holder);
	if (date_is(position->expected_on))
		words_add(&text, _("%suntil %s"), text.used ? ", " : "",
			  words_near_date(position->expected_on, view->session->today, day));
	const char *texts[CIRCUIT_COLUMNS] = { file->invoices[place].number, way, sign, who };
	const enum style styles[CIRCUIT_COLUMNS] = { STYLE_NORMAL, style, style, STYLE_NORMAL };
	table_draw_row(term, line.row, line.col, line.cols, columns, layout,
		       &(struct table_row){ texts, styles, CIRCUIT_NUMBER, selected, false });
}

void file_circuit_rows(struct file_view *view, struct term *term, struct area area)
{
	struct list *list = &view->lists[FILE_PANE_CIRCUIT];
	const struct table_column columns[CIRCUIT_COLUMNS] = {
		[CIRCUIT_NUMBER] = { .min = view->number_cells },
		[CIRCUIT_TRAIL] = { .min = 20, .weight = 3 },
		[CIRCUIT_DAYS] = { .min = 7, .right = true },
		[CIRCUIT_WHO] = { .min = 12, .max = 30, .weight = 1, .drop = 1 },
	};
	struct table_layout layout;

	table_layout(columns, CIRCUIT_COLUMNS, area.cols - 1, 2, &layout);
	list_set_height(list, area.rows);
	for (int i = 0; i < list_visible(list); i++) {
		long place = list->top + i;
		struct area line = area_take_top(&area, 1);
		if (line.rows)
			draw_row(view, term, line, columns, &layout,
				 view->circuit[place],
				 view->active && view->focus == FILE_PANE_CIRCUIT &&
					 place == list->selected);
	}
}
