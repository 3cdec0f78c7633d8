/* Presets are tried on the first rows.
 */
#include "desk/import_preset.h"

#include <string.h>

#include "intake/mapping.h"

enum { TRY_ROWS = 5, TRY_BYTES = 1 << 16 };

struct trial {
	int rows;
	bool refused;
};

static bool try_row(void *context, const struct intake_item *item, struct err *err)
{
	struct trial *trial = context;

	(void)item;
	(void)err;
	return ++trial->rows < TRY_ROWS;
}

static bool try_reject(void *context, const struct intake_reject *reject, struct err *err)
{
	struct trial *trial = context;

	(void)err;
	trial->refused |= !reject->warning;
	return reject->warning; /* one is enough */
}

/* Whole lines of the beginning. */
static size_t head_of(const struct import_bytes *bytes)
{
	const char *end = bytes->size > TRY_BYTES ? memrchr(bytes->data, '\n', TRY_BYTES) : NULL;

	return end ? (size_t)(end - bytes->data) + 1 : bytes->size;
}

static bool fits(const struct import_bytes *bytes, const char *preset)
{
	struct trial trial = { 0 };
	const struct intake_sink sink = { .context = &trial,
					  .item = try_row,
					  .reject = try_reject };
	struct intake_totals totals;
	struct mapping *mapping;
	struct err err = { 0 };
	bool read;

	if (!mapping_from_preset(preset, &mapping, &err))
		return false;
	read = csv_read(bytes->data, head_of(bytes), bytes->name, mapping, &sink, &totals, &err);
	mapping_close(mapping);
	return read && trial.rows > 0 && !trial.refused;
}

static const char *preset_of(const struct import_bytes *bytes)
{
	for (size_t i = 0; mapping_preset(i); i++)
		if (fits(bytes, mapping_preset(i)))
			return mapping_preset(i);
	return NULL;
}

enum intake_format import_recognise(const struct import_bytes *bytes, const char **preset)
{
	enum intake_format format = reader_recognise(bytes->data, bytes->size, bytes->name);

	*preset = format == FORMAT_CSV || format == FORMAT_UNKNOWN ? preset_of(bytes) : NULL;
	return *preset ? FORMAT_CSV : format;
}
