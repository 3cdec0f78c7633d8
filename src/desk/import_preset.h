/* What a file is by its content, and which preset reads it when it is a table of open items.
 */
#ifndef DESK_IMPORT_PRESET_H
#define DESK_IMPORT_PRESET_H

#include "desk/import_bytes.h"
#include "intake/reader.h"

/* *preset: the first shipped one under which the first rows are items and none is refused, or NULL; of FORMAT_CSV only, which is also what a
 * table of fixed columns is when a preset reads it. */
enum intake_format import_recognise(const struct import_bytes *bytes, const char **preset);

#endif
