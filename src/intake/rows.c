/* Cuts a file into lines, records and fields with memchr. */
#include "intake/rows.h"

#include <string.h>

#include "base/gettext.h"
#include "intake/charset.h"
#include "intake/reader.h"

enum { NEAR_START = READER_LINE_MAX, UTF16_LOOK = 64, UTF16_LEAST = 8 };

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* A byte order mark, or nothing but NULs as every other byte. */
static bool is_utf16(const char *bytes, size_t n)
{
	size_t look = smaller(n, UTF16_LOOK) & ~(size_t)1, nuls[2] = { 0, 0 };

	if (charset_decide(bytes, smaller(n, 2), CHARSET_GUESS) == CHARSET_UTF16)
		return true;
	for (size_t i = 0; i < look; i++)
		nuls[i % 2] += bytes[i] == '\0';
	return look >= UTF16_LEAST && nuls[0] + nuls[1] == look / 2 && (nuls[0] == 0 || nuls[1] == 0);
}

bool rows_accept(const char *bytes, size_t n, struct err *err)
{
	size_t near = smaller(n, NEAR_START), blank = 0;

	while (blank < near && strchr(" \t\r\n", bytes[blank]) && bytes[blank])
		blank++;
	if (blank == n || (n == 3 && charset_decide(bytes, n, CHARSET_GUESS) == CHARSET_UTF8_BOM))
		return err_set(err, ERR_INPUT, N_("the file is empty"));
	if (is_utf16(bytes, n))
		return err_set(
			err, ERR_INPUT,
			N_("the file is in UTF-16; save it as UTF-8 or as text and try again"));
	if (memchr(bytes, '\0', near))
		return err_set(
			err, ERR_INPUT,
			N_("this is a binary file (it holds NUL bytes), not a text export; a "
			   "spreadsheet must be saved as CSV first"));
	if (n > near && !memchr(bytes, '\n', near) && !memchr(bytes, '\r', near))
		return err_set(
			err, ERR_INPUT,
			N_("the first line is longer than %d bytes; this is no text export with "
			   "one record a line"),
			READER_LINE_MAX);
	return true;
}

void rows_begin(struct rows *rows, const char *bytes, size_t n, char separator, char quote)
{
	size_t near = smaller(n, NEAR_START);

	*rows = (struct rows){ .start = bytes, .at = bytes, .end = bytes + n, .eol = '\n' };
	rows->separator = separator;
	rows->quote = quote;
	rows->has_nul = memchr(bytes, '\0', n) != NULL;
	if (!memchr(bytes, '\n', near) && memchr(bytes, '\r', near))
		rows->eol = '\r';
}

bool rows_line(struct rows *rows, struct row *row)
{
	if (rows->at >= rows->end)
		return false;
	const char *s = rows->at, *eol = memchr(s, rows->eol, (size_t)(rows->end - s));
	const char *stop = eol ? eol : rows->end;

	rows->at = eol ? eol + 1 : rows->end;
	rows->line++;
	while (stop > s && stop[-1] == '\r')
		stop--;
	*row = (struct row){ { s, (size_t)(stop - s) }, rows->line, false, !eol };
	return true;
}

/* Where a quoted field that opens just before s closes: its last quote, or NULL when it does not
 * before limit. */
static const char *closing_quote(const char *s, const char *limit, char quote)
{
	while ((s = memchr(s, quote, (size_t)(limit - s)))) {
		if (s + 1 >= limit || s[1] != quote)
			return s;
		s += 2;
	}
	return NULL;
}

static const char *skip_blanks(const char *s, const char *end)
{
	while (s < end && *s == ' ')
		s++;
	return s;
}

/* The end of the record that starts at s, whose first line ends at stop: past the line ends inside
 * quotes. NULL: the quoting is wrong. */
static const char *record_end(const struct rows *rows, const char *s, const char *stop)
{
	for (;;) {
		const char *open = skip_blanks(s, stop);
		if (open < stop && *open == rows->quote) {
			size_t left = (size_t)(rows->end - open - 1);
			const char *limit = open + 1 + smaller(left, READER_FIELD_MAX + 1);
			const char *close = closing_quote(open + 1, limit, rows->quote);
			if (!close)
				return NULL;
			if (close >= stop) {
				const char *eol =
					memchr(close, rows->eol, (size_t)(rows->end - close));
				stop = eol ? eol : rows->end;
			}
			s = skip_blanks(close + 1, stop);
			if (s < stop && *s != rows->separator && *s != '\r')
				return NULL;
		}
		const char *next = memchr(s, rows->separator, (size_t)(stop - s));
		if (!next)
			return stop;
		s = next + 1;
	}
}

static int64_t count_lines(const char *s, const char *end, char eol)
{
	int64_t lines = 0;

	while (s < end && (s = memchr(s, eol, (size_t)(end - s)))) {
		lines++;
		s++;
	}
	return lines;
}

/* Make row as long as its quoted fields want it. */
static enum rows_got take_quoted(struct rows *rows, struct row *row)
{
	const char *s = row->raw.s, *stop = s + row->raw.n, *end = record_end(rows, s, stop);

	row->quoted = true;
	if (!end)
		return ROWS_QUOTE;
	if (end == stop)
		return ROWS_ROW;
	if ((size_t)(end - s) > READER_LINE_MAX)
		return ROWS_QUOTE;
	rows->line += count_lines(rows->at, end, rows->eol) + 1;
	rows->at = end < rows->end ? end + 1 : rows->end;
	row->cut = end == rows->end;
	while (end > s && end[-1] == '\r')
		end--;
	row->raw.n = (size_t)(end - s);
	return ROWS_ROW;
}

enum rows_got rows_next(struct rows *rows, struct row *row)
{
	if (!rows_line(rows, row))
		return ROWS_END;
	if (row->raw.n > READER_LINE_MAX)
		return ROWS_LONG;
	if (rows->quote && memchr(row->raw.s, rows->quote, row->raw.n)) {
		enum rows_got got = take_quoted(rows, row);
		if (got != ROWS_ROW)
			return got;
	}
	if (rows->has_nul && memchr(row->raw.s, '\0', row->raw.n))
		return ROWS_NUL;
	return ROWS_ROW;
}

static struct field trimmed(const char *s, const char *end)
{
	while (s < end && (*s == ' ' || *s == '\t' || *s == '\r'))
		s++;
	while (end > s && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r'))
		end--;
	return (struct field){ s, (size_t)(end - s), false };
}

/* One field from s on; *next is its separator, or end. */
static struct field take_field(const struct rows *rows, bool quoted, const char *s, const char *end,
			       const char **next)
{
	const char *open = quoted ? skip_blanks(s, end) : end;

	if (open < end && *open == rows->quote) {
		const char *close = closing_quote(open + 1, end, rows->quote);
		if (!close)
			close = end;
		const char *after = close < end ? close + 1 : end;
		const char *found = memchr(after, rows->separator, (size_t)(end - after));
		*next = found ? found : end;
		struct field field = trimmed(open + 1, close);
		field.doubled = memchr(field.s, rows->quote, field.n) != NULL;
		return field;
	}
	const char *found = memchr(s, rows->separator, (size_t)(end - s));
	*next = found ? found : end;
	return trimmed(s, *next);
}

/* The byte behind so many characters. */
static const char *behind(const struct rows *rows, const char *s, const char *end, int characters)
{
	if (!rows->multibyte)
		return end - s < characters ? end : s + characters;
	for (; characters > 0 && s < end; characters--)
		do
			s++;
		while (s < end && ((unsigned char)*s & 0xC0) == 0x80);
	return s;
}

/* A short row lacks its last columns. */
static size_t split_fixed(const struct rows *rows, const struct row *row, struct field *fields)
{
	const char *s = row->raw.s, *end = s + row->raw.n;
	size_t count = 0;

	for (; count < rows->widths_count && s < end; count++) {
		const char *next = behind(rows, s, end, rows->widths[count]);

		fields[count] = trimmed(s, next);
		s = next;
	}
	return count;
}

size_t rows_split(const struct rows *rows, const struct row *row, struct field *fields,
		  size_t *long_field)
{
	if (rows->widths_count > 0) {
		if (long_field)
			*long_field = SIZE_MAX;
		return split_fixed(rows, row, fields);
	}
	const char *s = row->raw.s, *end = s + row->raw.n, *next;
	size_t count = 0, too_long = SIZE_MAX;

	for (;; s = next + 1) {
		struct field field = take_field(rows, row->quoted, s, end, &next);
		if (field.n > READER_FIELD_MAX && too_long == SIZE_MAX)
			too_long = count;
		if (count < ROWS_COLUMNS)
			fields[count] = field;
		count++;
		if (next >= end)
			break;
	}
	if (long_field)
		*long_field = too_long;
	return count;
}

struct piece rows_text(const struct field *field, char quote, struct buf *buf)
{
	if (!field->doubled)
		return (struct piece){ field->s, field->n };
	buf_reset(buf);
	for (size_t i = 0; i < field->n; i++) {
		buf_putc(buf, field->s[i]);
		if (field->s[i] == quote && i + 1 < field->n && field->s[i + 1] == quote)
			i++;
	}
	return (struct piece){ buf->data, buf->len };
}
