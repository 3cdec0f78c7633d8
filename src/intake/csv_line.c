/* The way of a row that needs no other: cut off → idle? → split → read.
 */
#include "intake/csv_line.h"

#include "base/hash.h"
#include "intake/clients.h"

bool csv_line_cut(const struct csv_plan *plan, struct rows *rows, bool by_line, struct csv_line *line)
{
	line->got = rows_next(rows, &line->raw);
	line->end = (size_t)(rows->at - rows->start);
	line->passed = rows->line;
	line->hash = by_line && line->got == ROWS_ROW
			     ? hash_64(line->raw.raw.s, line->raw.raw.n, plan->seed)
			     : 0;
	return line->got != ROWS_END;
}

static enum intake_reason read_all(struct csv_row *row, const struct row *raw)
{
	enum intake_reason reason = csv_row_split(row, raw);

	if (reason == CSV_ROW_FINE)
		reason = csv_row_identify(row);
	return reason == CSV_ROW_FINE ? csv_row_read(row) : reason;
}

void csv_line_read(struct csv_row *row, struct csv_line *line)
{
	row->used = 0;
	row->warnings_count = 0;
	line->idle = csv_row_is_idle(row, &line->raw);
	if (line->idle)
		return;
	line->reason = read_all(row, &line->raw);
	line->arg = row->arg;
	line->date_field = row->date_field;
	line->columns = row->count;
	line->warnings = row->warnings;
	line->warnings_count = row->warnings_count;
	if (line->reason != CSV_ROW_FINE)
		return;
	line->item = row->item;
	line->item.line = line->raw.line;
	line->item.line_hash = line->hash;
	line->client_len = row->client_len;
	line->name_len = row->name_len;
	line->client_hash = clients_hash(row->item.client_no, row->client_len);
	line->key_hash = hash_64(row->item.key, row->key_len, 0);
}
