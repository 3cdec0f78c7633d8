/* The XML invoice inside a PDF (Factur-X, ZUGFeRD): the embedded file that is a CrossIndustryInvoice.
 *
 * Objects are found by looking through the file, so a damaged cross-reference table does no harm; what
 * is packed unpacks to a limit. Knows nothing of invoices but that root. Internal to the readers.
 */
#ifndef INTAKE_PDF_H
#define INTAKE_PDF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/mem.h"

#define PDF_UNPACKED_MAX ((size_t)8 << 20) /* of all embedded files together */

/* Whether the file says so in its first KiB. */
bool pdf_looks(const char *bytes, size_t n);
/* The invoice, appended to out. False with a sentence: none, two different ones, encrypted, packed in
 * an unknown way, or a bomb. */
bool pdf_invoice(const char *bytes, size_t n, struct buf *out, struct err *err);

#endif
