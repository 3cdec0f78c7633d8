/* Decoding by the C library's own tables (wcwidth), because curses uses the same.
 */
#include "ui/cells.h"

#include <ctype.h>
#include <limits.h>
#include <string.h>
#include <wctype.h>

#include "base/mem.h"
#include "base/text.h"

/* Bidi controls, zero-width characters, tags and their like: text that hides or reorders text. */
static bool is_format(wchar_t c)
{
	return c == 0xad || c == 0x61c || c == 0x180e || (c >= 0x200b && c <= 0x200f) ||
	       (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
	       (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe0fff);
}

static const struct {
	wchar_t from;
	char to;
} stand_ins[] = {
	{ L'─', '-' },   { L'│', '|' }, { L'┤', '|' }, { L'█', '#' }, { L'▄', '=' }, { L'▌', '|' },
	{ L'░', '.' },   { L'▒', ':' }, { L'▓', '%' }, { L'●', '*' }, { L'○', 'o' }, { L'►', '>' },
	{ L'▲', '^' },   { L'▼', 'v' }, { L'√', '+' }, { L'×', 'x' }, { L'…', '~' }, { L'→', '>' },
	{ L'←', '<' },   { L'↑', '^' }, { L'↓', 'v' }, { L'«', '"' }, { L'»', '"' }, { L'’', '\'' },
	{ L'‘', '\'' },  { L'“', '"' }, { L'”', '"' }, { L'–', '-' }, { L'—', '-' }, { L'·', '.' },
	{ L'€', 'E' },   { L'£', 'L' }, { L'°', 'o' }, { L'œ', 'o' }, { L'Œ', 'O' }, { 0xa0, ' ' },
	{ 0x202f, ' ' }, { L'¤', '$' },
};

/* U+00C0 to U+00FF without their accents. */
static const char latin[] = "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTs"
			    "aaaaaaaceeeeiiiidnooooo/ouuuuyty";

/* Other letters by what they are searched by: "ễ" is e. */
static wchar_t letter_of(wchar_t c)
{
	char utf8[MB_LEN_MAX + 1];
	mbstate_t state = { 0 };
	size_t n = wcrtomb(utf8, c, &state);
	wchar_t letter = L'?';

	if (n == (size_t)-1)
		return letter;
	utf8[n] = '\0';
	char *folded = text_fold(utf8);
	if (folded[0] > ' ' && folded[0] < 0x7f)
		letter = iswupper((wint_t)c) ? (wchar_t)toupper((unsigned char)folded[0]) : (wchar_t)folded[0];
	mem_free(folded);
	return letter;
}

static wchar_t ascii_of(wchar_t c)
{
	if (c < 0x80)
		return c;
	for (size_t i = 0; i < sizeof stand_ins / sizeof *stand_ins; i++)
		if (stand_ins[i].from == c)
			return (wchar_t)stand_ins[i].to;
	return c >= 0xc0 && c <= 0xff ? (wchar_t)latin[c - 0xc0] : letter_of(c);
}

/* One character off *text; 0 at the end, L'\x1' for a byte to skip. */
static wchar_t decode(const char **text)
{
	wchar_t c;
	mbstate_t state = { 0 };

	if (**text == '\0')
		return 0;
	if ((unsigned char)**text < 0x80)
		return (wchar_t)(unsigned char)*(*text)++;
	size_t n = mbrtowc(&c, *text, strnlen(*text, 4), &state);
	if (n == (size_t)-1 || n == (size_t)-2) {
		++*text;
		return 1;
	}
	*text += n;
	return c;
}

static int width_of(wchar_t c)
{
	if (c < 0x80)
		return c >= 0x20 && c < 0x7f ? 1 : -1;
	return is_format(c) ? -1 : wcwidth(c);
}

static void add_marks(const char **text, bool ascii, struct cell *cell)
{
	int used = 1;

	while ((unsigned char)**text >= 0x80) {
		const char *ahead = *text;
		wchar_t c = decode(&ahead);
		int width = width_of(c);
		if (width > 0)
			break;
		*text = ahead;
		if (width == 0 && !ascii && used < CELLS_MARKS)
			cell->text[used++] = c;
	}
	cell->text[used] = 0;
}

bool cells_next(const char **text, bool ascii, struct cell *out)
{
	wchar_t c;

	while ((c = decode(text)) != 0) {
		int width = width_of(c);
		if (width <= 0)
			continue;
		out->text[0] = ascii ? ascii_of(c) : c;
		out->width = width;
		add_marks(text, ascii, out);
		if (ascii && width == 2) {
			out->text[1] = L' ';
			out->text[2] = 0;
		}
		return true;
	}
	return false;
}
