/* The first rows of a file nobody described, and what its columns look like. Internal to
 * mapping_guess.c.
 */
#ifndef INTAKE_MAPPING_SAMPLE_H
#define INTAKE_MAPPING_SAMPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "intake/charset.h"
#include "intake/rows.h"
#include "intake/table.h"

#define SAMPLE_COLUMNS 200   /* columns looked at */
#define SAMPLE_ROWS    20000 /* rows looked at */

struct sample_column {
	char *name, *folded; /* from the header row, or "" */
	size_t filled, dates, amounts, decimals, commas, points, currencies, letters;
	size_t distinct;
	size_t day_first, month_first, year_first; /* dates that leave no doubt */
	int64_t day_sum; /* of the dates, to tell early ones from late ones */
	struct table seen;
};

struct sample {
	struct rows rows; /* before the first row */
	enum charset charset;
	struct sample_column columns[SAMPLE_COLUMNS];
	size_t count;
	size_t rows_count; /* rows of the usual width below the header */
	int header;        /* rows above the items, the header included; 0: no header */
	bool totals;       /* rows that begin with a word for a sum */
	struct field fields[ROWS_COLUMNS];
	struct buf decoded, unquoted;
};

/* Finds separator and header; false when the file is no table. The first bytes only are read. */
bool sample_take(struct sample *sample, const char *bytes, size_t n, enum charset charset);
void sample_clear(struct sample *sample);
/* Cleaned text of one field of the row last split; the caller's. */
char *sample_text(struct sample *sample, size_t column, size_t fields_count);

#endif
