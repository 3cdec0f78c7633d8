/* One labelled line being typed in, at the foot of something: what the question and the filter share. Knows no meaning.
 */
#ifndef UI_LINE_H
#define UI_LINE_H

#include "ui/field.h"
#include "ui/screen.h"

/* The label, then the field with the real cursor; `behind` cells on the right stay free. */
void line_draw(struct field *field, struct term *term, struct area area, int row, enum style style, const char *label, int behind);

/* A key or a paste; *result: what it did to the text. Backspace on an empty line closes it. */
unsigned line_key(struct field *field, uint32_t code, enum field_result *result);
unsigned line_paste(struct field *field, const char *text, enum field_result *result);

#endif
