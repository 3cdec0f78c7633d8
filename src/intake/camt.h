/* Bank statements and notifications of ISO 20022: camt.053 and camt.054, versions 02 to 14.
 */
#ifndef INTAKE_CAMT_H
#define INTAKE_CAMT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "intake/sink.h"

/* Gives sink->movement one call for each booked entry, or for each of its details when there are
 * several whose amounts make the entry's. When they do not, or are beyond counting or in another
 * currency, the entry is given as one, texts and references joined, with a warning. A single detail
 * tells who paid; the amount is the entry's. Entries that are pending or for information are counted
 * in totals->pending.
 *
 * A statement whose movements do not lead from its opening to its closing balance gets a warning.
 * Contract as in reader.h; memory does not grow with the file, save 9 to 18 bytes for each entry
 * without a reference of the bank's. */
bool camt_read(const char *bytes, size_t n, const char *name, const struct intake_sink *sink,
	       struct intake_totals *totals, struct err *err);

#endif
