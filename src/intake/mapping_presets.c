/* Presets by their names.
 */
#include "intake/mapping_presets.h"

#include <stddef.h>
#include <string.h>

#include "base/mem.h"
#include "intake/mapping.h"

const char *mapping_preset(size_t place)
{
	return presets_builtin[place].name;
}

char *mapping_preset_remark(size_t place)
{
	struct buf out;

	buf_init(&out);
	buf_puts(&out, "");
	for (const char *at = presets_builtin[place].text; *at == '#'; at++) {
		const char *line = at + 1 + strspn(at + 1, " "), *end = line + strcspn(line, "\n"), *stop = line;

		while (stop < end && !(*stop == '.' && (stop + 1 == end || stop[1] == ' ')))
			stop++;
		buf_printf(&out, "%s%.*s", out.len ? " " : "", (int)(stop - line), line);
		at = end;
		if (stop < end || !*at)
			break;
	}
	return buf_take(&out);
}

const char *mapping_preset_text(const char *preset)
{
	for (size_t i = 0; presets_builtin[i].name; i++)
		if (strcmp(presets_builtin[i].name, preset) == 0)
			return presets_builtin[i].text;
	return NULL;
}
