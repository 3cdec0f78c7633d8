/* The mappings that ship with the program (data/presets), as the text of mapping files. Internal to the readers.
 */
#ifndef INTAKE_MAPPING_PRESETS_H
#define INTAKE_MAPPING_PRESETS_H

struct mapping_preset {
	const char *name, *text;
};
extern const struct mapping_preset presets_builtin[]; /* ended by a NULL name; the first is our own format */

/* NULL when there is none of that name. */
const char *mapping_preset_text(const char *preset);

#endif
