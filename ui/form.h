/* A few labelled fields, one of them taking the letters. Knows nothing of what they mean: the screen reads the texts and draws the echo;
 * ui/keep.h keeps them when the line is lost. A form that was typed in warns at the first Esc and gives up at the second.
 */
#ifndef UI_FORM_H
#define UI_FORM_H

#include "rules/action.h"
#include "ui/draw.h"
#include "ui/field.h"

struct form_field {
	const char *name;  /* stable: names it in a kept draft */
	const char *label; /* translated */
	const char *hint;  /* translated, shown on the right; or NULL */
	struct field field;
	bool edited; /* since the form was filled */
};

struct form {
	struct form_field *fields;
	size_t count, focus;
	bool warned;
};

enum form_result {
	FORM_PASS, /* not a form's key */
	FORM_MOVED,
	FORM_CHANGED, /* a text changed: work the echo out again */
	FORM_WARNED,  /* Esc on a dirty form: say that a second one discards */
	FORM_DISCARD  /* close it */
};

/* `fields` is the caller's array, its names, labels and hints set. */
void form_init(struct form *form, struct form_field *fields, size_t count);
void form_clear(struct form *form);
/* Put a text without calling it typed (a default, or a draft offered again with as_typed). */
void form_set(struct form *form, size_t place, const char *text, bool as_typed);
const char *form_text(const struct form *form, size_t place);
bool form_dirty(const struct form *form);

enum form_result form_key(struct form *form, uint32_t key);
enum form_result form_paste(struct form *form, const char *text);
enum form_result form_escape(struct form *form);
void form_focus(struct form *form, size_t place);
/* To the next or previous field, round. False: another action. */
bool form_moves(struct form *form, enum action action);

/* One line a field: marker, label in label_cells (more when one of them needs it), field, hint. Puts the real cursor in the field. Returns lines used. */
int form_draw(struct form *form, struct term *term, struct area area, int label_cells);

#endif
