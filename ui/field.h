/* One line of text being typed: insert, delete, move by character and by word. Knows no form and no meaning.
 *
 * Characters stay as typed: an AZERTY keyboard's & é " in a number are read as digits by the rules, not changed under the fingers.
 */
#ifndef UI_FIELD_H
#define UI_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "ui/term.h"

struct field {
	struct buf text;
	size_t cursor; /* bytes, on a character's edge */
	size_t first;  /* bytes hidden on the left */
	size_t max;    /* bytes */
	bool cut;      /* not all of what was last typed or pasted had room */
};

enum field_result { FIELD_IGNORED, FIELD_MOVED, FIELD_CHANGED };

void field_init(struct field *field, size_t max);
void field_clear(struct field *field);                 /* frees */
void field_set(struct field *field, const char *text); /* the cursor goes to its end */
const char *field_text(const struct field *field);

enum field_result field_key(struct field *field, uint32_t key);
enum field_result field_paste(struct field *field, const char *text);

/* Draw in `width` cells, scrolled so that the cursor shows; with `focused` the real cursor is put there. */
void field_draw(struct field *field, struct term *term, int row, int col, int width, bool focused);

#endif
