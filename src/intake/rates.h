/* Dated rates of late-payment interest: a CSV with the header "from;rate_percent".
 */
#ifndef INTAKE_RATES_H
#define INTAKE_RATES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "intake/sink.h"

/* Gives sink->rate each line in the file's order: a date (2026-01-01 or 01/01/2026) and a percentage of
 * at most two decimals, comma or point, 0 to 100. A day told twice is a duplicate. Contract as in
 * reader.h. */
bool rates_read(const char *bytes, size_t n, const char *name, const struct intake_sink *sink,
		struct intake_totals *totals, struct err *err);
/* Whether the first line is the header. */
bool rates_looks(const char *bytes, size_t n);

#endif
