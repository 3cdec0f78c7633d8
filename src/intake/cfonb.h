/* Bank statements of French banks: CFONB, records of 120 characters.
 */
#ifndef INTAKE_CFONB_H
#define INTAKE_CFONB_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "intake/sink.h"

/* Gives sink->movement one call for each record 04 with the records 05 behind it: NPY is the payer's
 * name, RCN end_to_end, everything else text. The account is the IBAN that bank, branch and account
 * number of the opening balance make, else these as they stand. reference is that of the movement (columns 105–120), which
 * is no bank's own: it is in no key. A movement with a code of rejection is a reversal.
 *
 * Records may stand on lines (LF, CR LF), with blank ones between, or one behind the other. A record
 * that has not 120 characters refuses the file, and so does a statement without its end: everything
 * behind would be shifted or missing. Otherwise the contract of reader.h. */
bool cfonb_read(const char *bytes, size_t n, const char *name, const struct intake_sink *sink,
		struct intake_totals *totals, struct err *err);
/* Whether the first record is one of an opening balance. */
bool cfonb_looks(const char *bytes, size_t n);

#endif
