/* One row of a CSV file made one open item, by the plan of the file. Internal to csv*.c.
 */
#ifndef INTAKE_CSV_ROW_H
#define INTAKE_CSV_ROW_H

#include <stdbool.h>
#include <stddef.h>

#include "intake/csv_plan.h"
#include "intake/reader.h"
#include "intake/sink.h"

#define CSV_ROW_FINE     INTAKE_REASON_COUNT /* no reason against the row */
#define CSV_ROW_WARNINGS 8            /* kept of one row */
/* Room for the texts of any row: each field cleaned, its quotes undone twice, the heading as number and as name, and the key, client and
 * number again. One foreign byte may become three of UTF-8. */
#define CSV_ROW_TEXT  (READER_FIELD_MAX * 3 + 1)
#define CSV_ROW_TEXTS (FIELD_COUNT * (CSV_ROW_TEXT + 2 * READER_FIELD_MAX) + 4 * CSV_ROW_TEXT)

struct csv_warning {
	enum intake_reason reason;
	struct piece arg; /* in the file's charset */
	const char *text; /* or in UTF-8, when not NULL */
};

struct csv_row {
	const struct csv_plan *plan;
	enum charset charset;
	struct field fields[ROWS_COLUMNS];
	size_t count;
	struct intake_item item; /* texts borrowed from the row: until the next one */
	size_t client_len, name_len, key_len;
	enum mapping_field date_field; /* the one REASON_DATE_ORDER is about */
	struct piece arg;              /* of the reason against the row */
	struct csv_warning warnings[CSV_ROW_WARNINGS];
	size_t warnings_count;
	char *texts; /* where the item's texts stand: room for CSV_ROW_TEXTS, the caller's */
	size_t used;
	struct buf decoded, unquoted;
	struct buf heading; /* the client of the rows that follow, cleaned; "" when the file names none so */
	char columns_text[48];
};

void csv_row_init(struct csv_row *row, const struct csv_plan *plan, enum charset charset,
		  char *texts);
void csv_row_clear(struct csv_row *row);

/* Whether the row is none of the items: blank, a frame, the header again, a heading, a total or a client the mapping skips. Headings are
 * remembered: every row is asked, in the order of the file. */
bool csv_row_is_idle(struct csv_row *row, const struct row *raw);
/* The steps of a row, in this order. Each gives CSV_ROW_FINE or why the row is refused, with row->arg.
 * Split it; read who and which (client, number, key); read the rest. */
enum intake_reason csv_row_split(struct csv_row *row, const struct row *raw);
enum intake_reason csv_row_identify(struct csv_row *row);
enum intake_reason csv_row_read(struct csv_row *row);

#endif
