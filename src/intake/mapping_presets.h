/* The mappings that ship with the program, as the text of mapping files. Internal to the readers.
 */
#ifndef INTAKE_MAPPING_PRESETS_H
#define INTAKE_MAPPING_PRESETS_H

/* NULL when there is none of that name. */
const char *mapping_preset_text(const char *preset);

#endif
