/* The readers, one call each. All take the whole file (mapped read-only by the desk) and never keep a pointer to it.
 *
 * They return false with a sentence when the file as a whole is refused (nothing should be stored then); lines refused one by one go to sink->reject and the reader goes on.
 * name is the file's base name, for messages and for what it says (SIREN, closing date).
 */
#ifndef INTAKE_READER_H
#define INTAKE_READER_H

#include "intake/mapping.h"
#include "intake/sink.h"

enum intake_format { FORMAT_UNKNOWN, FORMAT_FEC, FORMAT_CSV, FORMAT_COUNT };
extern const char *const intake_format_codes[FORMAT_COUNT]; /* "" fec csv */

/* By content, not by name. */
enum intake_format reader_recognise(const char *bytes, size_t n, const char *name);

bool fec_read(const char *bytes, size_t n, const char *name, const struct intake_sink *sink, struct intake_totals *totals, struct err *err);

bool csv_read(const char *bytes, size_t n, const char *name, const struct mapping *mapping, const struct intake_sink *sink,
              struct intake_totals *totals, struct err *err);

#endif
