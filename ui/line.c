/* Drawing and keys of the line; what a change of the text means is its screen's.
 */
#include "ui/line.h"

#include "rules/keymap.h"

#define GAP 3

void line_draw(struct field *field, struct term *term, struct area area, int row, enum style style, const char *label, int behind)
{
	int used = draw_text(term, row, area.col + 1, area.cols / 2, style, label);

	field_draw(field, term, row, area.col + used + GAP, area.cols - used - GAP - 1 - behind, true);
}

static unsigned effects_of(enum field_result result)
{
	return result == FIELD_IGNORED ? EFFECT_PASS : EFFECT_REDRAW;
}

unsigned line_key(struct field *field, uint32_t code, enum field_result *result)
{
	*result = FIELD_IGNORED;
	if (code == KEYMAP_BACKSPACE && *field_text(field) == '\0')
		return EFFECT_CLOSE;
	*result = field_key(field, code);
	return effects_of(*result);
}

unsigned line_paste(struct field *field, const char *text, enum field_result *result)
{
	*result = field_paste(field, text);
	return effects_of(*result);
}
