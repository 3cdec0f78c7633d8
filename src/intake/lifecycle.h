/* Life cycle messages: what a platform or a buyer says of an invoice that was sent (UN/CEFACT CDAR,
 * CrossDomainAcknowledgementAndResponse).
 */
#ifndef INTAKE_LIFECYCLE_H
#define INTAKE_LIFECYCLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "intake/sink.h"

/* Gives sink->status one call for each invoice a message speaks of. A status is a number from 200 to
 * 299, or 501; 206, 207, 208, 210, 213 and 501 must give a reason, and get a warning without. The
 * seller is who issued the invoice, else the recipient whose role is SE; totals->siren is the last
 * one's. Contract as in reader.h. */
bool lifecycle_read(const char *bytes, size_t n, const char *name, const struct intake_sink *sink,
		    struct intake_totals *totals, struct err *err);

#endif
