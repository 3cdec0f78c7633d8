/* Files are recognised by their content; the day they speak of is found by reading them once with
 * nothing kept.
 */
#include "desk/inbox_kind.h"

#include <string.h>

#include "desk/import_preset.h"
#include "intake/camt.h"
#include "intake/cfonb.h"
#include "intake/einvoice.h"
#include "intake/lifecycle.h"

/* Rates serve everything; invoices wait for the ledger that may own them, statuses and cash for the
 * invoices. */
static const int turns[FORMAT_COUNT] = {
	[FORMAT_RATES] = 0,     [FORMAT_FEC] = 1,   [FORMAT_CSV] = 1,   [FORMAT_CII] = 2,
	[FORMAT_UBL] = 2,       [FORMAT_FACTURX] = 2, [FORMAT_LIFECYCLE] = 3, [FORMAT_CAMT] = 4,
	[FORMAT_CFONB] = 4,     [FORMAT_UNKNOWN] = 5,
};

/* ---- which day ---- */

static void later(date *day, date other)
{
	if (date_is(other) && (!date_is(*day) || other > *day))
		*day = other;
}

static bool item_day(void *context, const struct intake_item *item, struct err *err)
{
	(void)err;
	later(context, item->issued_on);
	return true;
}

static bool movement_day(void *context, const struct intake_movement *movement, struct err *err)
{
	(void)err;
	later(context, movement->booked_on);
	return true;
}

static bool status_day(void *context, const struct intake_status *status, struct err *err)
{
	char text[DATE_TEXT] = "";
	date day;

	(void)err;
	strncat(text, status->when, DATE_TEXT - 1);
	if (date_parse_iso(text, &day))
		later(context, day);
	return true;
}

static bool no_reject(void *context, const struct intake_reject *reject, struct err *err)
{
	(void)context;
	(void)reject;
	(void)err;
	return true;
}

static void read_csv(const struct import_bytes *bytes, const struct inbox_kind *kind,
		     const char *map, const struct intake_sink *sink, struct intake_totals *totals)
{
	struct mapping *mapping = NULL;
	struct err err = { 0 };

	if (map ? mapping_from_file(map, &mapping, &err)
		: kind->preset && mapping_from_preset(kind->preset, &mapping, &err))
		csv_read(bytes->data, bytes->size, bytes->name, mapping, sink, totals, &err);
	mapping_close(mapping);
}

static void find_day(const struct import_bytes *bytes, const char *map, struct inbox_kind *out)
{
	const struct intake_sink sink = { .context = &out->content_on,
					  .item = item_day,
					  .movement = movement_day,
					  .status = status_day,
					  .reject = no_reject };
	struct intake_totals totals = { .first_on = DATE_NONE, .last_on = DATE_NONE };
	const char *data = bytes->data, *name = bytes->name;
	size_t n = bytes->size;
	struct err err = { 0 };

	switch (out->format) {
	case FORMAT_FEC: fec_read(data, n, name, &sink, &totals, &err); break;
	case FORMAT_CSV: read_csv(bytes, out, map, &sink, &totals); break;
	case FORMAT_CAMT: camt_read(data, n, name, &sink, &totals, &err); break;
	case FORMAT_CFONB: cfonb_read(data, n, name, &sink, &totals, &err); break;
	case FORMAT_LIFECYCLE: lifecycle_read(data, n, name, &sink, &totals, &err); break;
	case FORMAT_CII:
	case FORMAT_UBL:
	case FORMAT_FACTURX: einvoice_read(data, n, name, &sink, &totals, &err); break;
	default: break;
	}
	later(&out->content_on, totals.last_on);
}

bool inbox_kind_of(const char *path, const char *preset, const char *map, bool with_day,
		   struct inbox_kind *out, struct err *err)
{
	struct import_bytes bytes;

	*out = (struct inbox_kind){ .turn = turns[FORMAT_UNKNOWN], .content_on = DATE_NONE };
	if (!import_bytes_open(path, &bytes, err))
		return false;
	out->format = import_recognise(&bytes, &out->preset);
	out->turn = turns[out->format];
	if (out->format != FORMAT_CSV || map)
		out->preset = NULL;
	else if (preset)
		out->preset = preset;
	if (with_day)
		find_day(&bytes, map, out);
	import_bytes_close(&bytes);
	return true;
}
