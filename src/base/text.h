/* Text: the one door in for foreign text, the one way out for each destination, and widths in terminal cells.
 *
 * Everything stored is valid UTF-8, NFC, without control, bidi, zero-width or tag characters. Built on libunistring.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

bool text_is_utf8(const char *s, size_t n);         /* strict: no overlongs, no surrogates; NUL refused */
size_t text_whole(const char *s, size_t most);      /* bytes of the longest start of s within `most` that cuts no character */

/* The door in. n bytes of foreign UTF-8 → caller's string: invalid bytes become U+FFFD, NFC, every control (C0, C1, DEL),
 * bidi mark/embedding/override/isolate, zero-width, BOM, soft hyphen, tag and other format character removed, line breaks and tabs
 * to one blank, runs of blanks (also no-break ones) to one, ends trimmed. ASCII without blanks runs takes a fast path. */
char *text_clean(const char *s, size_t n);
/* Same into a buffer of the caller (room ≥ 1 bytes, cut on a character); returns the length. For hot paths. */
size_t text_clean_into(char *out, size_t room, const char *s, size_t n);

/* Search key: case and accents gone (é → e, œ → oe, ß → ss), everything but letters and digits becomes one blank, ends trimmed.
 * Caller's string. The same text always gives the same key, whatever the locale. */
char *text_fold(const char *s);

/* s with a capital first, when it has no capital at all; else as it is. Caller's string. */
char *text_capital(const char *s);

/* The digits 0–9 of s, nothing else; cut to room - 1. Returns the count. */
size_t text_digits(char *out, size_t room, const char *s);

/* The first eight bytes as a number that compares as they do, zeros behind a shorter text: what tells most texts apart without a look at
 * them. Two of one head are equal when its last byte is 0, else strcmp knows. */
uint64_t text_head(const char *s);

/* Terminal cells (wcwidth; needs LC_CTYPE set to a UTF-8 locale). Unprintable counts 0. */
int text_width(const char *s);
/* Bytes of the longest start of s that fits in `cells` cells, never cutting a character or its combining marks; *used = its cells. */
size_t text_cut(const char *s, int cells, int *used);
/* Copy s into out, at most `cells` cells; when it does not fit the last cell is "…". Returns cells used. */
int text_ellipsis(char *out, size_t room, const char *s, int cells);

/* Ways out, one per destination; each appends to b. */
void text_out_terminal(struct buf *b, const char *s);             /* for stdout/stderr text: controls and format characters never pass */
void text_out_csv(struct buf *b, const char *s);                  /* RFC 4180 quoting when needed; leading = + - @ TAB gets a ' in front (text columns only) */
void text_out_json(struct buf *b, const char *s);                 /* with the quotes; C0, DEL, C1, U+2028/9 escaped */

#endif
