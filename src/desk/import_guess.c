/* Guessing a mapping and trying it on the first rows.
 */
#include "desk/import_guess.h"

#include "base/gettext.h"
#include "desk/import_bytes.h"
#include "intake/reader.h"

static bool keep_row(void *context, const struct intake_item *item, struct err *err)
{
	struct import_guess *guess = context;
	struct arena *arena = &guess->arena;
	struct intake_item *row = &guess->rows[guess->row_count++];

	(void)err;
	*row = *item;
	row->client_no = arena_strdup(arena, item->client_no);
	row->client_name = arena_strdup(arena, item->client_name);
	row->number = arena_strdup(arena, item->number);
	row->key = arena_strdup(arena, item->key);
	row->currency = arena_strdup(arena, item->currency);
	row->order_no = arena_strdup(arena, item->order_no);
	row->letter = arena_strdup(arena, item->letter);
	row->contact_name = arena_strdup(arena, item->contact_name);
	row->phone = arena_strdup(arena, item->phone);
	row->mail = arena_strdup(arena, item->mail);
	row->group_no = arena_strdup(arena, item->group_no);
	return guess->row_count < IMPORT_GUESS_ROWS; /* a wish to stop */
}

static bool keep_reject(void *context, const struct intake_reject *reject, struct err *err)
{
	struct import_guess *guess = context;

	(void)err;
	if (reject->warning || guess->reject_count == IMPORT_GUESS_ROWS)
		return true;
	guess->rejects[guess->reject_count] = *reject;
	guess->rejects[guess->reject_count].arg = arena_strdup(&guess->arena, reject->arg);
	guess->rejects[guess->reject_count++].raw = arena_strdup(&guess->arena, reject->raw);
	return true;
}

static bool choose(const struct import_bytes *bytes, const char *preset, const char *map,
		   struct mapping **out, struct err *err)
{
	enum intake_format format;

	if (map)
		return mapping_from_file(map, out, err);
	if (preset)
		return mapping_from_preset(preset, out, err);
	format = reader_recognise(bytes->data, bytes->size, bytes->name);
	if (format != FORMAT_CSV && format != FORMAT_UNKNOWN)
		return err_set(err, ERR_USAGE, N_("%s (%s) says itself what it is: it needs no mapping, import it as it is"),
			       bytes->name, intake_format_codes[format]);
	return mapping_guess(bytes->data, bytes->size, bytes->name, out, err);
}

bool import_guess(const char *path, const char *preset, const char *map, struct import_guess *out,
		  struct err *err)
{
	const struct intake_sink sink = { .context = out, .item = keep_row, .reject = keep_reject };
	struct intake_totals totals = { 0 };
	struct mapping *mapping = NULL;
	struct import_bytes bytes;
	struct buf text = { 0 };
	bool done;

	*out = (struct import_guess){ .file = "", .mapping = "" };
	if (!import_bytes_open(path, &bytes, err))
		return false;
	out->file = arena_strdup(&out->arena, bytes.name);
	done = choose(&bytes, preset, map, &mapping, err);
	if (done) {
		mapping_write(mapping, &text);
		out->mapping = arena_strdup(&out->arena, text.data);
		done = csv_read(bytes.data, bytes.size, bytes.name, mapping, &sink, &totals, err);
	}
	buf_clear(&text);
	mapping_close(mapping);
	import_bytes_close(&bytes);
	return done;
}

void import_guess_clear(struct import_guess *guess)
{
	arena_clear(&guess->arena);
	*guess = (struct import_guess){ 0 };
}
