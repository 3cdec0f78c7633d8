/* A mapping: how one ERP's CSV becomes open items. Read from a file in relance.conf syntax, from a
 * preset, or guessed. data/formats-own-csv.md describes the syntax.
 *
 * Knows nothing of the rows themselves, save when guessing; csv.c applies it.
 */
#ifndef INTAKE_MAPPING_H
#define INTAKE_MAPPING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/money.h"

enum mapping_field {
	FIELD_CLIENT,
	FIELD_NAME,
	FIELD_NUMBER,
	FIELD_ISSUED,
	FIELD_DUE,
	FIELD_AMOUNT,
	FIELD_OPEN,
	FIELD_DEBIT,
	FIELD_CREDIT,
	FIELD_SIGN,
	FIELD_KIND,
	FIELD_CURRENCY,
	FIELD_ORDER,
	FIELD_CONTACT,
	FIELD_PHONE,
	FIELD_MAIL,
	FIELD_LIMIT,
	FIELD_RISK,
	FIELD_GROUP,
	FIELD_PAID,    /* settled flag or amount paid: `paid_is` says which */
	FIELD_CLEARED, /* date of settlement: filled means nothing is open */
	FIELD_COUNT
};
/* client name number issued due amount open … */
extern const char *const mapping_field_names[FIELD_COUNT];

/* ORDER_DDMMYY: six digits in a row; else as ORDER_DMY. */
enum mapping_order { ORDER_GUESS, ORDER_YMD, ORDER_DMY, ORDER_MDY, ORDER_DDMMYY };

struct mapping; /* opaque, immutable once made */

bool mapping_from_file(const char *path, struct mapping **out, struct err *err);
/* name: for messages, and the mapping's label */
bool mapping_from_text(const char *text, const char *name, struct mapping **out, struct err *err);
/* An unknown name lists those there are. */
bool mapping_from_preset(const char *preset, struct mapping **out, struct err *err);
/* The names of those there are, from 0; NULL behind the last. The first is our own documented format. */
const char *mapping_preset(size_t place);
/* Whose file it is for: the first sentence of its remarks, without the full stop; the caller's. */
char *mapping_preset_remark(size_t place);
void mapping_close(struct mapping *mapping);

/* Propose a mapping for a file nobody described: separator, charset, header row, columns by name
 * (English, French, German, SAP, Dolibarr … words) and by content, date order, decimal sign.
 * Returns false with a sentence when nothing plausible is found. What is proposed is complete. */
bool mapping_guess(const char *bytes, size_t n, const char *name, struct mapping **out,
		   struct err *err);
/* The mapping as a file a person can edit and pass to --map. */
void mapping_write(const struct mapping *mapping, struct buf *out);

/* Whether the mapping has every field an open item needs (client, number, a date, an amount). False
 * fills err naming the missing ones. Mappings from file, text, preset and guess always are. */
bool mapping_complete(const struct mapping *mapping, struct err *err);
/* Whether one line is one item and says all of it, so that known lines may be skipped unsplit. */
bool mapping_line_is_item(const struct mapping *mapping);
/* Preset or file name: names the source. */
const char *mapping_label(const struct mapping *mapping);

#endif
