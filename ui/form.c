/* The focus walks round the fields.
 */
#include "ui/form.h"

#include "base/gettext.h"
#include "base/text.h"

#define FORM_TEXT   1024 /* bytes in a field */
#define FIELD_LEAST 12   /* cells */

void form_init(struct form *form, struct form_field *fields, size_t count)
{
	*form = (struct form){ .fields = fields, .count = count };
	for (size_t i = 0; i < count; i++) {
		field_init(&fields[i].field, FORM_TEXT);
		fields[i].edited = false;
	}
}

void form_clear(struct form *form)
{
	for (size_t i = 0; i < form->count; i++)
		field_clear(&form->fields[i].field);
}

void form_set(struct form *form, size_t place, const char *text, bool as_typed)
{
	field_set(&form->fields[place].field, text);
	form->fields[place].edited = as_typed;
}

const char *form_text(const struct form *form, size_t place)
{
	return field_text(&form->fields[place].field);
}

bool form_dirty(const struct form *form)
{
	for (size_t i = 0; i < form->count; i++)
		if (form->fields[i].edited)
			return true;
	return false;
}

static enum form_result after(struct form *form, enum field_result result)
{
	struct form_field *field = &form->fields[form->focus];

	if (result == FIELD_IGNORED)
		return FORM_PASS;
	form->warned = false;
	if (result == FIELD_MOVED)
		return FORM_MOVED;
	field->edited = true;
	return FORM_CHANGED;
}

enum form_result form_key(struct form *form, uint32_t key)
{
	return after(form, field_key(&form->fields[form->focus].field, key));
}

enum form_result form_paste(struct form *form, const char *text)
{
	return after(form, field_paste(&form->fields[form->focus].field, text));
}

enum form_result form_escape(struct form *form)
{
	if (!form_dirty(form) || form->warned)
		return FORM_DISCARD;
	form->warned = true;
	return FORM_WARNED;
}

void form_focus(struct form *form, size_t place)
{
	form->focus = place;
}

bool form_moves(struct form *form, enum action action)
{
	bool on = action == ACTION_NEXT_PANE || action == ACTION_DOWN;

	if (!on && action != ACTION_PREVIOUS_PANE && action != ACTION_UP)
		return false;
	form_focus(form, (form->focus + (on ? 1 : form->count - 1)) % form->count);
	return true;
}

/* What was typed last did not fit, and is not swallowed without a word. False: there are no cells to say so. */
static bool draw_cut(struct field *field, struct term *term, int row, int col, int cells)
{
	const char *full = _("no more room");
	int left = cells - text_width(full) - 2;

	if (!field->cut || left < FIELD_LEAST)
		return false;
	field_draw(field, term, row, col, left, true);
	draw_text(term, row, col + left + 2, cells - left - 2, STYLE_WARNING, full);
	return true;
}

int form_draw(struct form *form, struct term *term, struct area area, int label_cells)
{
	int hint_cells = 0;

	for (size_t i = 0; i < form->count; i++) {
		int cells = text_width(form->fields[i].label) + 1;
		label_cells = cells > label_cells ? cells : label_cells;
	}
	/* What is typed matters more than its name. */
	if (area.cols - 3 - label_cells < FIELD_LEAST)
		label_cells = area.cols > 3 + FIELD_LEAST ? area.cols - 3 - FIELD_LEAST : 1;
	int field_col = area.col + 3 + label_cells;

	for (size_t i = 0; i < form->count; i++) {
		int cells = form->fields[i].hint ? text_width(form->fields[i].hint) + 2 : 0;
		hint_cells = cells > hint_cells ? cells : hint_cells;
	}
	if (area.cols - 3 - label_cells - hint_cells < 20)
		hint_cells = 0;
	int width = area.cols - 3 - label_cells - hint_cells;
	for (size_t i = 0; i < form->count && (int)i < area.rows; i++) {
		struct form_field *field = &form->fields[i];
		bool focused = i == form->focus;
		int row = area.row + (int)i;
		if (focused)
			term_put(term, row, area.col + 1, 1, STYLE_KEY, style_sign(STYLE_SELECTED));
		draw_text(term, row, area.col + 3, label_cells - 1,
			  focused ? STYLE_KEY : STYLE_NORMAL, field->label);
		if (focused && draw_cut(&field->field, term, row, field_col, width + hint_cells))
			continue;
		bool hinted = hint_cells && text_width(field_text(&field->field)) < width; /* else what is typed needs the room */
		field_draw(&field->field, term, row, field_col, hinted ? width : width + hint_cells, focused);
		if (hinted && field->hint)
			draw_text(term, row, field_col + width + 2, hint_cells - 2, STYLE_DIM,
				  field->hint);
	}
	return (int)form->count < area.rows ? (int)form->count : area.rows;
}
