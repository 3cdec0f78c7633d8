/* What single fields of foreign tables mean: dates of any order, numbers that were floats, flags,
 * debit and credit, kinds of item.
 *
 * Pure functions on the bytes of one field, trimmed and without quotes. Knows nothing of columns.
 * Internal to the readers.
 */
#ifndef INTAKE_VALUE_H
#define INTAKE_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/money.h"
#include "intake/mapping.h"
#include "rules/records.h"

enum value_dated {
	VALUE_DATED,
	VALUE_NO_DATE, /* empty, zeros, NaN … */
	VALUE_NOT_DATE,
	VALUE_OTHER_ORDER, /* a date, but only with day, month and year in another order */
};
/* ISO and YYYYMMDD are taken whatever the order; a day of the week before the date and a time of day
 * after it are passed over; years of two digits are 1980–2079. ORDER_GUESS reads as ORDER_DMY. */
enum value_dated value_date(const char *s, size_t n, enum mapping_order order, date *out);
/* Which of day first and month first fit: ORDER_DMY or ORDER_MDY when only that one does,
 * ORDER_GUESS when the text decides nothing. */
enum mapping_order value_date_evidence(const char *s, size_t n);

/* Nothing is there: empty, or what programs write for nothing (NaN, null, None, NaT). */
bool value_is_empty(const char *s, size_t n);
/* Length of an identifier without the ".0" that a detour through floats put behind its digits. */
size_t value_id_length(const char *s, size_t n);

enum mapping_fold { FOLD_NONE, FOLD_CASE, FOLD_ZEROS, FOLD_COUNT };
/* The one spelling of a client number, in place (ASCII letters only); returns the new length.
 * FOLD_CASE: blanks away, capitals. FOLD_ZEROS: leading zeros away as well, save a last one. */
size_t value_fold(char *no, size_t n, enum mapping_fold fold);

enum value_answer { VALUE_YES, VALUE_NO, VALUE_UNCLEAR };
/* Whether a flag says that nothing is owed any more. Words that name the state (paid, offen, réglée)
 * speak for themselves; yes, no, 1, 0 answer "is it settled?", or "is it open?" when asks_open.
 * Empty: not settled. */
enum value_answer value_settled(const char *text, bool asks_open);
/* +1 debit (D, S, +1 …), -1 credit (C, H, -1 …), 0 neither. */
int value_direction(const char *s, size_t n);
/* Invoice, credit note or cash by words in English, French and German and by SAP's document types;
 * false when the text says nothing of it. */
bool value_kind(const char *text, enum item_kind *out);
/* The amount without a currency sign or code before or behind it. */
void value_bare_amount(const char **s, size_t *n);
/* "€", "eur", "EUR " → "EUR". False: no known currency. */
bool value_currency(const char *s, size_t n, char out[MONEY_CODE]);

#endif
