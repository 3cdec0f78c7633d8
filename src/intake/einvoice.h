/* Electronic invoices: UN/CEFACT CII, UBL 2.1 invoices and credit notes, Factur-X PDF.
 */
#ifndef INTAKE_EINVOICE_H
#define INTAKE_EINVOICE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "intake/sink.h"

/* A file is one invoice: sink->client and sink->item once each, or the file is refused.
 *
 * client_no is the seller's own number for the buyer when the invoice has one (BT-46 without scheme),
 * else SIRET, SIREN, VAT number or name, in this order. key is "siren of the seller|number|year".
 * amount is BT-112, open BT-115; due_on is DATE_NONE where BT-9 is absent. Credit notes (381 261 262
 * 396 502 503, UBL CreditNote, or any type below zero) are negative; one that is below zero already is
 * taken as a credit all the same and flagged. factored: 393 396 501 502. totals->siren is the
 * seller's. */
bool einvoice_read(const char *bytes, size_t n, const char *name, const struct intake_sink *sink,
		   struct intake_totals *totals, struct err *err);

#endif
