/* What a payment's words say: invoice numbers in any spelling, and whether two names are one payer's.
 *
 * Knows no invoice: whoever scans is asked whether a number is known. Pure.
 */
#ifndef RULES_MATCHING_TEXT_H
#define RULES_MATCHING_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#define MATCHING_NUMBER 48

/* The one spelling of a number: letters upper case, nothing but letters and digits, no zeros in front of its first
 * digits ("fa-000123" is FA123, "0042" is 42). Returns its length, 0 when it holds no digit or is too long. */
size_t matching_number(char out[MATCHING_NUMBER], const char *s, size_t n);

/* Asked for each spelling a number could have; true: it is one. strong: long enough, or introduced by a word like "invoice",
 * or structured, so that it is hardly there by chance. */
typedef bool (*matching_known)(void *context, const char *number, size_t n, bool strong);
/* Ask for every number of a text, the longest first; what is known is not looked into again. structured: the text is a
 * reference by itself (also of ISO 11649: RF and two digits are no part of it). */
void matching_scan(const char *text, bool structured, matching_known known, void *context);

/* A name to compare: folded, without what says only the legal form. Cut to room; returns its length. */
size_t matching_name(char *out, size_t room, const char *name);
/* Of two names made so: the same, or one the start of the other, as banks cut them. */
bool matching_names_agree(const char *a, const char *b);

#endif
