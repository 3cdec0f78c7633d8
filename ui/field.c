/* Editing is done on UTF-8 bytes; a step is one base character with its marks, as the terminal shows it.
 */
#include "ui/field.h"

#include <string.h>

#include "base/text.h"
#include "rules/keymap.h"
#include "ui/cells.h"
#include "ui/keys.h"

enum {
	CTRL_K = 11,
	CTRL_U = 21,
	CTRL_W = 23,
	NO_BREAK_SPACE = 0xa0,
	NARROW_NO_BREAK_SPACE = 0x202f
};

void field_init(struct field *field, size_t max)
{
	*field = (struct field){ .max = max };
	buf_init(&field->text);
}

void field_clear(struct field *field)
{
	buf_clear(&field->text);
	*field = (struct field){ 0 };
}

const char *field_text(const struct field *field)
{
	return field->text.data ? field->text.data : "";
}

static size_t step_right(const struct field *field, size_t at)
{
	const char *s = field_text(field) + at;
	struct cell cell;

	return cells_next(&s, false, &cell) ? (size_t)(s - field_text(field)) : field->text.len;
}

static size_t step_left(const struct field *field, size_t at)
{
	size_t here = 0;

	for (size_t next; here < at && (next = step_right(field, here)) < at;)
		here = next;
	return here;
}

static size_t word_right(const struct field *field, size_t at)
{
	const char *s = field_text(field);

	while (s[at] == ' ')
		at++;
	while (s[at] && s[at] != ' ')
		at++;
	return at;
}

static size_t word_left(const struct field *field, size_t at)
{
	const char *s = field_text(field);

	while (at > 0 && s[at - 1] == ' ')
		at--;
	while (at > 0 && s[at - 1] != ' ')
		at--;
	return at;
}

static enum field_result move_to(struct field *field, size_t at)
{
	field->cursor = at;
	return FIELD_MOVED;
}

static enum field_result erase(struct field *field, size_t from, size_t to)
{
	if (from == to)
		return FIELD_MOVED;
	memmove(field->text.data + from, field->text.data + to, field->text.len - to + 1);
	field->text.len -= to - from;
	field->cursor = from;
	return FIELD_CHANGED;
}

/* What does not fit is left out whole characters at a time. */
static enum field_result insert(struct field *field, const char *bytes, size_t n)
{
	size_t room = field->max - field->text.len;

	field->cut = n > room;
	if (n > room)
		for (n = room; n > 0 && ((unsigned char)bytes[n] & 0xc0) == 0x80;)
			n--;
	if (n == 0)
		return FIELD_MOVED;
	buf_add(&field->text, bytes, n);
	char *at = field->text.data + field->cursor;
	memmove(at + n, at, field->text.len - n - field->cursor);
	memcpy(at, bytes, n);
	field->cursor += n;
	return FIELD_CHANGED;
}

static enum field_result type(struct field *field, uint32_t code)
{
	char bytes[4];
	size_t n = 0;

	if (code < 0x20 || code == 0x7f || code >= KEYMAP_UP)
		return FIELD_IGNORED;
	if (code < 0x80) {
		bytes[n++] = (char)code;
	} else {
		int tail = code >= 0x10000 ? 3 : code >= 0x800 ? 2 : 1;
		static const unsigned char leads[] = { 0, 0xc0, 0xe0, 0xf0 };
		bytes[n++] = (char)(leads[tail] | code >> (6 * tail));
		while (tail-- > 0)
			bytes[n++] = (char)(0x80 | ((code >> (6 * tail)) & 0x3f));
	}
	/* The door for foreign text decides what a character is. */
	char clean[16];
	size_t kept = text_clean_into(clean, sizeof clean, bytes, n);
	if (code == ' ' || code == NO_BREAK_SPACE || code == NARROW_NO_BREAK_SPACE)
		return insert(field, " ", 1);
	return kept ? insert(field, bytes, n) : FIELD_IGNORED;
}

void field_set(struct field *field, const char *text)
{
	buf_reset(&field->text);
	field->cursor = field->first = 0;
	insert(field, text, strlen(text));
}

enum field_result field_paste(struct field *field, const char *text)
{
	return insert(field, text, strlen(text));
}

enum field_result field_key(struct field *field, uint32_t key)
{
	size_t at = field->cursor, end = field->text.len;

	field->cut = false;
	switch (key) {
	case KEYMAP_LEFT: return move_to(field, step_left(field, at));
	case KEYMAP_RIGHT: return move_to(field, step_right(field, at));
	case KEYMAP_HOME: return move_to(field, 0);
	case KEYMAP_END: return move_to(field, end);
	case KEYS_WORD_LEFT: return move_to(field, word_left(field, at));
	case KEYS_WORD_RIGHT: return move_to(field, word_right(field, at));
	case KEYMAP_BACKSPACE: return erase(field, step_left(field, at), at);
	case KEYMAP_DELETE: return erase(field, at, step_right(field, at));
	case CTRL_W: return erase(field, word_left(field, at), at);
	case CTRL_U: return erase(field, 0, at);
	case CTRL_K: return erase(field, at, end);
	default: return type(field, key);
	}
}

/* Cells between two places of the text. */
static int cells_between(const struct field *field, size_t from, size_t to)
{
	const char *s = field_text(field) + from, *end = field_text(field) + to;
	struct cell cell;
	int cells = 0;

	while (s < end && cells_next(&s, false, &cell))
		cells += cell.width;
	return cells;
}

void field_draw(struct field *field, struct term *term, int row, int col, int width, bool focused)
{
	if (width < 1)
		return;
	if (field->cursor < field->first || !focused)
		field->first = focused ? field->cursor : 0;
	while (cells_between(field, field->first, field->cursor) >= width && focused)
		field->first = step_right(field, field->first);
	/* More room than before: what was hidden for want of it comes back. */
	while (field->first > 0 && cells_between(field, step_left(field, field->first), strlen(field_text(field))) < width)
		field->first = step_left(field, field->first);
	int used = term_put(term, row, col, width, STYLE_FIELD, field_text(field) + field->first);
	term_fill(term, row, col + used, width - used, STYLE_FIELD);
	if (focused)
		term_cursor(term, row, col + cells_between(field, field->first, field->cursor));
}
