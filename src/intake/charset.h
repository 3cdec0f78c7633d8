/* The charset of a whole file, decided once, and its lines made UTF-8 one by one.
 *
 * Order: byte order mark → strict UTF-8 → an eight-bit set chosen by what its letters look like
 * (Windows-1252, ISO 8859-15, CP850, Mac Roman). UTF-16 is told apart only to be refused with a sentence.
 * A pure ASCII or UTF-8 file is scanned once at memory speed and never copied.
 */
#ifndef INTAKE_CHARSET_H
#define INTAKE_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"

enum charset {
	CHARSET_GUESS, /* in mappings: decide by content */
	CHARSET_ASCII,
	CHARSET_UTF8,
	CHARSET_UTF8_BOM,
	CHARSET_1252,
	CHARSET_8859_15,
	CHARSET_CP850,
	CHARSET_MAC,
	CHARSET_UTF16, /* never decoded: readers refuse it */
	CHARSET_COUNT
};
extern const char *const charset_names[CHARSET_COUNT]; /* "" "ASCII" "UTF-8" "UTF-8 BOM" … */

/* wanted: what a mapping or preset says, or CHARSET_GUESS. A byte order mark wins over it, and so
 * does a file of ASCII alone. */
enum charset charset_decide(const char *bytes, size_t n, enum charset wanted);
/* Bytes of the byte order mark at the start: 3 for CHARSET_UTF8_BOM, else 0. */
size_t charset_skip(enum charset charset);
bool charset_is_eight_bit(enum charset charset); /* one byte a character, above ASCII its own */
/* n bytes as UTF-8: s itself when nothing has to change (*out_n = n), else kept in buf. Control
 * bytes stay what they are: text_clean is the door. */
const char *charset_decode(enum charset charset, const char *s, size_t n, struct buf *buf,
			   size_t *out_n);
/* Length of the leading part of s that is printable ASCII. */
size_t charset_ascii(const char *s, size_t n);
/* Whether text_clean would take characters away that a person cannot see: controls other than tab
 * and line ends, bidi marks, zero-width, soft hyphens, tags. s is UTF-8. */
bool charset_hides(const char *s, size_t n);
/* By its name in a mapping ("utf-8" "windows-1252" "iso-8859-15" "cp850" "guess" …), any case. */
bool charset_from_name(const char *name, enum charset *out);

#endif
