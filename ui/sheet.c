/* Wrapping is done when text is put; drawing finds the first visible row and stops after the last.
 */
#include "ui/sheet.h"

#include <string.h>

#include "base/mem.h"
#include "base/text.h"

void sheet_start(struct sheet *sheet, int width)
{
	arena_clear(&sheet->arena);
	sheet->count = 0;
	sheet->row = sheet->col = 0;
	sheet->width = width;
}

void sheet_clear(struct sheet *sheet)
{
	arena_clear(&sheet->arena);
	mem_free(sheet->spans);
	*sheet = (struct sheet){ 0 };
}

void sheet_to(struct sheet *sheet, int col)
{
	sheet->col = col;
}

void sheet_newline(struct sheet *sheet)
{
	sheet->row++;
	sheet->col = 0;
}

static void add(struct sheet *sheet, enum style style, const char *text, size_t bytes)
{
	char *copy = arena_alloc(&sheet->arena, bytes + 1);

	if (bytes == 0)
		return;
	memcpy(copy, text, bytes);
	MEM_GROW(sheet->spans, sheet->count, sheet->room);
	sheet->spans[sheet->count++] = (struct sheet_span){ sheet->row, sheet->col, style, copy };
	sheet->col += text_width(copy);
}

void sheet_put(struct sheet *sheet, enum style style, const char *text)
{
	add(sheet, style, text, strlen(text));
}

void sheet_right(struct sheet *sheet, int end, enum style style, const char *text)
{
	int cells = text_width(text), at = end > cells ? end - cells : 0;

	/* never into what stands before it: two words would be one */
	sheet_to(sheet, sheet->col > 0 && at <= sheet->col ? sheet->col + 1 : at);
	sheet_put(sheet, style, text);
}

/* Bytes of as many whole words as fit in `cells`; 0 when not even one does. */
static size_t whole_words(const char *text, int cells)
{
	int used;
	size_t fit = text_cut(text, cells > 0 ? cells : 0, &used);

	if (text[fit] == '\0')
		return fit;
	while (fit > 0 && !draw_breaks(text, fit))
		fit--;
	return fit;
}

void sheet_flow(struct sheet *sheet, int indent, enum style style, const char *text)
{
	int used;

	while (*text) {
		size_t n = whole_words(text, sheet->width - sheet->col);
		if (n == 0 && sheet->col > indent) {
			sheet_newline(sheet);
			sheet_to(sheet, indent);
			text += strspn(text, " ");
			continue;
		}
		if (n == 0) /* a word wider than the page */
			n = text_cut(text, sheet->width > indent ? sheet->width - indent : 1,
				     &used);
		if (n == 0)
			return;
		add(sheet, style, text, n);
		text += n;
		if (*text) {
			text += strspn(text, " ");
			sheet_newline(sheet);
			sheet_to(sheet, indent);
		}
	}
}

void sheet_line(struct sheet *sheet, int indent, enum style style, const char *text)
{
	sheet_flow(sheet, indent, style, text);
	sheet_newline(sheet);
}

void sheet_text(struct sheet *sheet, int indent, enum style style, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\n");
		char *line = mem_strndup(text, n);

		sheet_to(sheet, indent);
		sheet_line(sheet, indent, style, line);
		mem_free(line);
		text += n + (text[n] == '\n');
	}
}

int sheet_rows(const struct sheet *sheet)
{
	if (sheet->count == 0)
		return 0;
	int last = sheet->spans[sheet->count - 1].row + 1;
	return last > sheet->row ? last : sheet->row;
}

/* The first span at or below a row. */
static size_t find(const struct sheet *sheet, int row)
{
	size_t low = 0, high = sheet->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (sheet->spans[middle].row < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void sheet_draw(const struct sheet *sheet, struct term *term, struct area area, int top)
{
	for (size_t i = find(sheet, top); i < sheet->count; i++) {
		const struct sheet_span *span = &sheet->spans[i];
		if (span->row >= top + area.rows)
			return;
		draw_text(term, area.row + span->row - top, area.col + span->col,
			  area.cols - span->col, span->style, span->text);
	}
}
