/* One row of a CSV file as far as it speaks for itself: cut off, split, read. What it means beside the other rows is csv.c's. Internal
 * to csv*.c.
 */
#ifndef INTAKE_CSV_LINE_H
#define INTAKE_CSV_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "intake/csv_row.h"

struct csv_line {
	/* by csv_line_cut */
	enum rows_got got;
	struct row raw;
	size_t end;     /* bytes of the file up to here */
	int64_t passed; /* physical lines up to here */
	uint64_t hash;  /* names the line, read this way; 0 when a line is no item of its own */

	/* by csv_line_read, of a row that could be cut off */
	bool idle;                     /* none of the items; nothing else is said then */
	enum intake_reason reason;     /* CSV_ROW_FINE, or why it is refused … */
	struct piece arg;              /* … with this */
	enum mapping_field date_field; /* the one REASON_DATE_ORDER is about */
	size_t columns;                /* found */
	struct intake_item item;       /* texts stand in row->texts */
	size_t client_len, name_len;   /* of its texts */
	uint64_t client_hash, key_hash;
	const struct csv_warning *warnings; /* of the row */
	size_t warnings_count;
};

static inline bool csv_line_is_item(const struct csv_line *line)
{
	return line->got == ROWS_ROW && !line->idle && line->reason == CSV_ROW_FINE;
}

/* The next row of the file; by_line: one line, one item. False at the end. */
bool csv_line_cut(const struct csv_plan *plan, struct rows *rows, bool by_line, struct csv_line *line);
/* What it says. row is the room to work in; the line points into row->texts and, for its warnings and the reason against it, into row. */
void csv_line_read(struct csv_row *row, struct csv_line *line);

#endif
