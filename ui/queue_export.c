/* The rows of the queue that are shown, as a CSV file in the agent's export directory. How it is written is desk/export's business.
 */
#include <stdio.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "desk/export.h"
#include "ui/queue_inside.h"

static void add_titles(struct buf *out)
{
	static const char *const titles[] = { N_("Client"), N_("Name"), N_("Reason"), N_("Overdue"), N_("Currency"), N_("Days"), N_("Score"),
					      N_("Comes back") };

	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		export_cell(out, i == 0, gettext(titles[i]));
	export_line_end(out);
}

static void add_row(const struct queue *queue, const struct worklist_row *row, struct buf *out)
{
	char reason[WORDS_TEXT], money[MONEY_TEXT], number[16], back[64];

	queue_say_reason(queue, row, reason);
	export_cell(out, true, row->client.no);
	export_cell(out, false, row->client.name);
	export_cell(out, false, reason);
	export_cell(out, false, words_money(row->client.ready.overdue, money));
	export_cell(out, false, row->client.ready.currency);
	snprintf(number, sizeof number, "%d", row->oldest_days);
	export_cell(out, false, row->oldest_days >= 0 ? number : "");
	snprintf(number, sizeof number, "%d", row->client.ready.score);
	export_cell(out, false, number);
	queue_say_return(&row->now, queue->app->session->today, back);
	export_cell(out, false, back);
	export_line_end(out);
}

void queue_export(struct queue *queue)
{
	struct app *app = queue->app;
	char path[EXPORT_PATH];
	struct err err = { 0 };
	struct buf text;

	if (!queue_read_whole(queue))
		return;
	if (queue->list.count == 0) {
		frame_say(app->frame, STYLE_NOTICE, "%s", _("there is no row to export"));
		return;
	}
	buf_init(&text);
	add_titles(&text);
	for (long place = 0; place < queue->list.count; place++)
		add_row(queue, queue_row(queue, place), &text);
	size_t rows = (size_t)queue->list.count;
	const struct export_request request = {
		.directory = app->export_dir ? app->export_dir : "",
		.name = queue->all ? "everyone" : "queue",
		.text = text.data,
		.rows = (int64_t)rows,
	};
	if (!export_write(app->session, &request, path, &err))
		frame_say_error(app->frame, &err);
	else if (!queue_narrowed(queue) && !queue->work.complete)
		frame_say(app->frame, STYLE_WARNING, _("only the first %zu rows were written to %s"), rows, path);
	else
		frame_say(app->frame, STYLE_NOTICE, ngettext("%zu row written to %s", "%zu rows written to %s", rows), rows, path);
	buf_clear(&text);
}
