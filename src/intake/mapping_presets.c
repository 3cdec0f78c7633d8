/* Presets by their names.
 */
#include "intake/mapping_presets.h"

#include <stddef.h>
#include <string.h>

#include "intake/mapping.h"

const char *mapping_preset(size_t place)
{
	return presets_builtin[place].name;
}

const char *mapping_preset_text(const char *preset)
{
	for (size_t i = 0; presets_builtin[i].name; i++)
		if (strcmp(presets_builtin[i].name, preset) == 0)
			return presets_builtin[i].text;
	return NULL;
}
