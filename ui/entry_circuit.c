/* Under the entry of circuit news: where the invoices meant stand now, what was told of a single one, and how long this client's invoices stay in
 * each stage as a rule.
 */
#include <stdio.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "desk/circuit.h"
#include "ui/entry.h"
#include "words/circuit.h"

#define NUMBER_COL 3
#define TEXT_COL   18

static void put_line(struct sheet *sheet, const char *label, enum style style, const char *text)
{
	sheet_to(sheet, NUMBER_COL);
	sheet_put(sheet, STYLE_DIM, label);
	sheet_to(sheet, TEXT_COL);
	sheet_put(sheet, style, text);
	sheet_newline(sheet);
}

/* What is known of an invoice as one event. */
static struct circuit_event as_event(const struct circuit_position *p)
{
	return (struct circuit_event){ .stage = p->stage,
				       .since = p->since,
				       .expected_on = p->expected_on,
				       .holder = p->holder,
				       .source = p->source };
}

static void put_position(struct sheet *sheet, const struct entry_view *view,
			 const struct client_file *file, size_t place)
{
	const struct session *session = view->app->session;
	const struct circuit_position *position = &file->positions[place];
	struct circuit_event event = as_event(position);
	char text[WORDS_TEXT];
	bool stuck =
		circuit_stay(position, &session->policy.circuit, session->today).stuck;

	put_line(sheet, file->invoices[place].number, stuck ? STYLE_LATE : STYLE_NORMAL,
		 position->known ? words_circuit_event(&event, session->today, text)
				 : _("nothing was told yet"));
}

/* Every news of one invoice, the newest first, cut to the rows there are. */
static int put_events(struct sheet *sheet, const struct client_file *file, size_t place, date today,
		      int rows)
{
	size_t count;
	const struct circuit_row *news =
		circuit_of_invoice(file, file->invoices[place].item.id, &count);
	char text[WORDS_TEXT];
	int used = 0;

	for (; (size_t)used < count && used < rows; used++)
		put_line(sheet, used ? "" : file->invoices[place].number,
			 used ? STYLE_DIM : STYLE_NORMAL,
			 words_circuit_event(&news[count - 1 - (size_t)used].event, today, text));
	return used;
}

static size_t first_chosen(const struct entry_view *view, const struct client_file *file)
{
	size_t place = 0;

	while (place < file->invoice_count && !view->chosen[place])
		place++;
	return place;
}

static int put_invoices(struct sheet *sheet, const struct entry_view *view,
			const struct client_file *file, int rows)
{
	size_t count = view->preview.circuit.count, first = first_chosen(view, file);
	char more[64];
	int used = 0;

	if (count == 1 && first < file->invoice_count && file->positions[first].known)
		return put_events(sheet, file, first, view->app->session->today, rows);
	for (size_t i = first; i < file->invoice_count && used < rows; i++) {
		if (!view->chosen[i])
			continue;
		if (used + 1 == rows && (size_t)used + 1 < count) {
			snprintf(more, sizeof more, _("… and %zu more"), count - (size_t)used);
			put_line(sheet, more, STYLE_DIM, "");
		} else {
			put_position(sheet, view, file, i);
		}
		used++;
	}
	return used;
}

/* "Usually: received 4.5 d, with the buyer 12 d": only where stays have ended. */
static void put_averages(struct sheet *sheet, const struct client_file *file)
{
	struct circuit_average averages[CIRCUIT_STAGE_COUNT];
	char text[WORDS_TEXT] = "";
	struct words_text out = { .out = text };

	circuit_file_average(file, averages);
	for (int i = 0; i < CIRCUIT_STAGE_COUNT; i++) {
		int64_t tenths = circuit_average_tenths(&averages[i]);
		if (tenths < 0)
			continue;
		words_add(&out, "%s%s ", out.used ? ", " : "",
			  words_circuit_stage_short((enum circuit_stage)i));
		words_add(&out, _("%lld.%lld d"), (long long)tenths / 10, (long long)tenths % 10);
	}
	if (out.used)
		put_line(sheet, _("as a rule"), STYLE_DIM, text);
}

void entry_lay_circuit(const struct entry_view *view, struct sheet *sheet, int rows)
{
	const struct client_file *file = file_screen_file(view->app);

	if (rows < 1)
		return;
	int used = put_invoices(sheet, view, file, rows > 2 ? rows - 1 : rows);
	if (used < rows)
		put_averages(sheet, file);
}
