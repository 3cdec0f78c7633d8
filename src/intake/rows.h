/* Lines, records and fields of a text file, without copying any.
 *
 * A line ends at LF, with any number of CR before it, or at CR in files that know no LF. A record is
 * a line, or several when a quoted field holds line ends (RFC 4180). Knows nothing of columns' names
 * or of what fields mean. Internal to the readers.
 */
#ifndef INTAKE_ROWS_H
#define INTAKE_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/mem.h"
#include "intake/report.h"

#define ROWS_COLUMNS 1024 /* columns kept of one record; further ones are counted only */

struct rows {
	const char *start, *at, *end;
	int64_t line; /* physical lines passed */
	char eol;
	char separator;
	char quote;   /* 0: quotes are letters like others */
	bool has_nul; /* somewhere in the file: look for it in every record */
	const int *widths;   /* of fixed columns, in characters; then there is no separator */
	size_t widths_count; /* 0: none are */
	bool multibyte;      /* characters are UTF-8 */
};

struct row {
	struct piece raw; /* without its line end */
	int64_t line;     /* of its first byte, 1-based */
	bool quoted;      /* has a quoted field */
	bool cut;         /* the file ends without a line end here */
};

enum rows_got {
	ROWS_END,
	ROWS_ROW,
	ROWS_LONG, /* beyond READER_LINE_MAX; passed over */
	ROWS_NUL,  /* holds a NUL */
	ROWS_QUOTE, /* a quoted field does not end, or text follows its end; only its first line is passed */
};

/* bytes are what follows a byte order mark. */
void rows_begin(struct rows *rows, const char *bytes, size_t n, char separator, char quote);
enum rows_got rows_next(struct rows *rows, struct row *row);
/* The physical lines alone, blank to quotes. False at the end. */
bool rows_line(struct rows *rows, struct row *row);

struct field {
	const char *s; /* without its quotes and the blanks around */
	size_t n;
	bool doubled; /* quotes inside are doubled: see rows_text */
};

/* Fields of a record, at most ROWS_COLUMNS kept; returns how many there are. *long_field (may be
 * NULL) is the first one beyond READER_FIELD_MAX, or SIZE_MAX. */
size_t rows_split(const struct rows *rows, const struct row *row, struct field *fields,
		  size_t *long_field);
/* The field's own bytes: field.s, or copied into buf when quotes were doubled. */
struct piece rows_text(const struct field *field, char quote, struct buf *buf);

/* Refuses, with a sentence, what is no text file at all: nothing in it, NULs near the start, UTF-16, a
 * first line beyond READER_LINE_MAX. Looks at the start only, so it costs nothing. */
bool rows_accept(const char *bytes, size_t n, struct err *err);

#endif
