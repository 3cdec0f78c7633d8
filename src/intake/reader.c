/* Tells the formats apart by their first lines.
 */
#include "intake/reader.h"

#include <string.h>

#include "intake/charset.h"
#include "intake/fec_header.h"
#include "intake/rows.h"

const char *const intake_format_codes[FORMAT_COUNT] = {
	[FORMAT_UNKNOWN] = "",
	[FORMAT_FEC] = "fec",
	[FORMAT_CSV] = "csv",
};

enum { LOOK_LINES = 20 };

/* Some separator stands in two lines or more of the first ones. */
static bool looks_like_csv(const char *bytes, size_t n)
{
	static const char separators[] = { ';', ',', '\t', '|' };
	struct rows rows;
	struct row row;
	int with[sizeof separators] = { 0 };

	rows_begin(&rows, bytes, n, ';', 0);
	for (int i = 0; i < LOOK_LINES && rows_line(&rows, &row) && row.raw.n <= READER_LINE_MAX;
	     i++)
		for (size_t j = 0; j < sizeof separators; j++)
			with[j] += memchr(row.raw.s, separators[j], row.raw.n) != NULL;
	for (size_t j = 0; j < sizeof separators; j++)
		if (with[j] >= 2)
			return true;
	return false;
}

enum intake_format reader_recognise(const char *bytes, size_t n, const char *name)
{
	struct err err = { 0 };
	size_t look = n < READER_LINE_MAX ? n : READER_LINE_MAX;

	(void)name; /* names lie; content decides */
	if (!rows_accept(bytes, n, &err))
		return FORMAT_UNKNOWN;
	size_t skip = charset_skip(charset_decide(bytes, n < 3 ? n : 3, CHARSET_GUESS));
	if (fec_header_looks(bytes + skip, n - skip))
		return FORMAT_FEC;
	return looks_like_csv(bytes + skip, look - skip) ? FORMAT_CSV : FORMAT_UNKNOWN;
}
