/* The circuit of a file's invoices: where each stands, and news recorded at the end of a call.
 *
 * What stages mean is rules/circuit's; this file gathers events, finds the holder among the contacts and stores what was told.
 */
#ifndef DESK_CIRCUIT_H
#define DESK_CIRCUIT_H

#include "desk/call_effects.h"
#include "desk/file.h"

/* The news and where they put each open invoice; file->invoices and the arena are there already. */
bool circuit_load(struct session *session, struct client_file *file, struct err *err);

/* The invoices still owed that were heard of, to choose whom to call; into the arena. */
struct circuit_standing *circuit_standings(struct client_file *file, size_t *count);

/* The news of one invoice, in the order they became known; *count of them, NULL when there are none. */
const struct circuit_row *circuit_of_invoice(const struct client_file *file, int64_t invoice_id,
					     size_t *count);

/* What an entry would mean: result->circuit and result->holder. chosen has file->invoice_count places. */
void circuit_preview(const struct client_file *file, const char *entry, struct call_result *result,
		     bool *chosen);

/* When the file comes back: on the expected exit if that is told, else on the next business day; never beyond the cadence's gap. */
date circuit_next_on(const struct client_file *file, const struct circuit_entry *entry);

/* The days invoices of this client spent in each stage. */
void circuit_file_average(const struct client_file *file,
			  struct circuit_average out[CIRCUIT_STAGE_COUNT]);

/* call_effects' part: events, a contact when the holder is nobody known yet. */
bool circuit_put(struct session *session, const struct call_effects *effects, struct err *err);
void circuit_journal(struct json *json, const struct call_effects *effects);

#endif
