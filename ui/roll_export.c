/* What a roll shows, as a CSV file in the agent's export directory. How it is written is desk/export's business.
 */
#include "base/gettext.h"
#include "base/mem.h"
#include "desk/export.h"
#include "ui/roll_inside.h"

static void add_titles(const struct roll *roll, struct buf *out)
{
	for (size_t i = 0; i < roll->kind->column_count; i++)
		export_cell(out, i == 0, *roll->kind->columns[i].title ? gettext(roll->kind->columns[i].title) : "");
	export_line_end(out);
}

static void add_row(const struct roll *roll, const struct roll_row *row, struct buf *out)
{
	for (size_t i = 0; i < roll->kind->column_count; i++)
		export_cell(out, i == 0, row->cells[i].text);
	export_line_end(out);
}

void roll_export(struct roll *roll)
{
	struct app *app = roll->app;
	char path[EXPORT_PATH];
	struct err err = { 0 };
	struct buf text;

	if (roll->shown_count == 0) {
		frame_say(app->frame, STYLE_NOTICE, "%s", _("there is no row to export"));
		return;
	}
	buf_init(&text);
	add_titles(roll, &text);
	for (size_t i = 0; i < roll->shown_count; i++)
		add_row(roll, &roll->rows[roll->shown[i]], &text);
	const struct export_request request = {
		.directory = app->export_dir ? app->export_dir : "",
		.name = roll->kind->name,
		.text = text.data,
		.rows = (int64_t)roll->shown_count,
	};
	if (export_write(app->session, &request, path, &err))
		frame_say(app->frame, STYLE_NOTICE, ngettext("%zu row written to %s", "%zu rows written to %s", roll->shown_count),
			  roll->shown_count, path);
	else
		frame_say_error(app->frame, &err);
	buf_clear(&text);
}
