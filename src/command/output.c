/* Listings as text, CSV or JSON. Text rows are kept a block long, so that columns are as wide as what is in them and a listing of any
 * length takes no more memory than a block.
 */
#include "command/output.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/gettext.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "words/words.h"

#define FLUSH_BYTES (1 << 16)
#define TEXT_BLOCK  1000 /* rows */

struct output {
	enum output_format format;
	const struct column *columns;
	size_t count, at;            /* at: the next cell's column */
	struct buf buf;              /* CSV and JSON on their way out */
	struct json json;
	struct arena arena;          /* text cells */
	const char **cells;          /* text: the rows of a block, row by row */
	int *widths;                 /* text: of the columns, as the blocks so far wanted them; NULL: nothing is printed yet */
	size_t used, room, rows;
	bool failed;
	int failure;
};

static void flush(struct output *out)
{
	if (!out->failed && out->buf.len > 0 && fwrite(out->buf.data, 1, out->buf.len, stdout) != out->buf.len) {
		out->failed = true;
		out->failure = errno;
	}
	buf_reset(&out->buf);
}

struct output *output_open(enum output_format format, const struct column *columns, size_t count)
{
	struct output *out = mem_alloc(sizeof *out);

	out->format = format;
	out->columns = columns;
	out->count = count;
	buf_init(&out->buf);
	if (format == OUTPUT_JSON) {
		json_init(&out->json, &out->buf, false);
		json_array(&out->json, NULL);
	} else if (format == OUTPUT_CSV) {
		for (size_t i = 0; i < count; i++)
			buf_printf(&out->buf, "%s%s", i ? "," : "", columns[i].key);
		buf_puts(&out->buf, "\r\n");
	}
	return out;
}

/* Before each cell: brace, comma or nothing. Returns the key for JSON. */
static const char *begin_cell(struct output *out)
{
	if (out->at == out->count)
		mem_fatal("more cells than columns");
	if (out->format == OUTPUT_JSON && out->at == 0) {
		buf_puts(&out->buf, out->rows ? "\n" : "");
		json_object(&out->json, NULL);
	}
	if (out->format == OUTPUT_CSV && out->at > 0)
		buf_putc(&out->buf, ',');
	return out->columns[out->at++].key;
}

static void text_cell(struct output *out, const char *text)
{
	struct buf clean;

	if (!out->columns[out->at - 1].title)
		text = "";
	buf_init(&clean);
	text_out_terminal(&clean, text);
	MEM_GROW(out->cells, out->used, out->room);
	out->cells[out->used++] = arena_strdup(&out->arena, clean.data);
	buf_clear(&clean);
}

void output_text(struct output *out, const char *text)
{
	const char *key = begin_cell(out);

	switch (out->format) {
	case OUTPUT_TEXT: text_cell(out, text); break;
	case OUTPUT_CSV: text_out_csv(&out->buf, text); break;
	case OUTPUT_JSON: json_text(&out->json, key, text); break;
	}
}

void output_word(struct output *out, const char *code, const char *shown)
{
	if (!*code && out->format == OUTPUT_JSON)
		output_null(out);
	else
		output_text(out, out->format == OUTPUT_TEXT ? shown : code);
}

void output_integer(struct output *out, int64_t value)
{
	const char *key = begin_cell(out);
	char text[24];

	snprintf(text, sizeof text, "%" PRId64, value);
	switch (out->format) {
	case OUTPUT_TEXT: text_cell(out, text); break;
	case OUTPUT_CSV: buf_puts(&out->buf, text); break;
	case OUTPUT_JSON: json_integer(&out->json, key, value); break;
	}
}

void output_id(struct output *out, int64_t id)
{
	char number[24];

	snprintf(number, sizeof number, "%lld", (long long)id);
	output_text(out, number);
}

void output_money(struct output *out, cents value)
{
	const char *key = begin_cell(out);
	char text[MONEY_TEXT];

	switch (out->format) {
	case OUTPUT_TEXT: text_cell(out, words_money(value, text)); break;
	case OUTPUT_CSV: buf_puts(&out->buf, money_decimal_text(value, text)); break;
	case OUTPUT_JSON: json_money(&out->json, key, value); break;
	}
}

static void put_amounts(struct json *json, const char *key, const struct output_amount *amounts, size_t count)
{
	json_array(json, key);
	for (size_t i = 0; i < count; i++) {
		json_object(json, NULL);
		if (*amounts[i].currency)
			json_text(json, "currency", amounts[i].currency);
		else
			json_null(json, "currency");
		json_money(json, "amount", amounts[i].amount);
		json_end(json, '}');
	}
	json_end(json, ']');
}

void output_amounts(struct output *out, const struct output_amount *amounts, size_t count)
{
	const char *key = begin_cell(out);
	struct buf text = { 0 };
	char money[MONEY_TEXT];

	if (out->format == OUTPUT_JSON) {
		put_amounts(&out->json, key, amounts, count);
		return;
	}
	buf_puts(&text, "");
	for (size_t i = 0; i < count; i++)
		buf_printf(&text, "%s%s%s%s", i ? " " : "",
		           out->format == OUTPUT_CSV ? money_decimal_text(amounts[i].amount, money) : words_money(amounts[i].amount, money),
		           *amounts[i].currency ? " " : "", amounts[i].currency);
	if (out->format == OUTPUT_CSV)
		buf_puts(&out->buf, text.data);
	else
		text_cell(out, text.data);
	buf_clear(&text);
}

void output_instant(struct output *out, date day, int minute)
{
	char text[64], iso[DATE_TEXT];

	if (!date_is(day)) {
		output_null(out);
		return;
	}
	if (out->format == OUTPUT_TEXT) {
		words_date(day, WORDS_DATE_YEAR, text);
		if (minute >= 0)
			snprintf(text + strlen(text), sizeof text - strlen(text), " %02d:%02d", minute / 60, minute % 60);
	} else if (minute >= 0) {
		snprintf(text, sizeof text, "%sT%02d:%02d", date_iso(day, iso), minute / 60, minute % 60);
	} else {
		date_iso(day, text);
	}
	output_text(out, text);
}

void output_date(struct output *out, date value)
{
	output_instant(out, value, -1);
}

void output_boolean(struct output *out, bool value)
{
	const char *key = begin_cell(out);

	switch (out->format) {
	case OUTPUT_TEXT: text_cell(out, value ? _("yes") : _("no")); break;
	case OUTPUT_CSV: buf_puts(&out->buf, value ? "true" : "false"); break;
	case OUTPUT_JSON: json_boolean(&out->json, key, value); break;
	}
}

void output_null(struct output *out)
{
	const char *key = begin_cell(out);

	if (out->format == OUTPUT_TEXT)
		text_cell(out, "");
	else if (out->format == OUTPUT_JSON)
		json_null(&out->json, key);
}

/* One text cell padded to its column. The last shown column is not padded on its right. */
static void pad(struct output *out, const struct column *column, const char *text, int width, bool last)
{
	char cut[1024];
	int used = text_ellipsis(cut, sizeof cut, text, width), blanks = width - used;

	for (; column->right && blanks > 0; blanks--)
		buf_putc(&out->buf, ' ');
	buf_puts(&out->buf, cut);
	for (; !last && blanks > 0; blanks--)
		buf_putc(&out->buf, ' ');
}

static void text_line(struct output *out, const char *const *cells, const int *widths)
{
	size_t last = 0;

	for (size_t i = 0; i < out->count; i++)
		if (out->columns[i].title)
			last = i;
	for (size_t i = 0; i <= last; i++) {
		if (!out->columns[i].title)
			continue;
		pad(out, &out->columns[i], cells[i], widths[i], i == last);
		if (i < last)
			buf_puts(&out->buf, "  ");
	}
	buf_putc(&out->buf, '\n');
	if (out->buf.len > FLUSH_BYTES)
		flush(out);
}

static void print_titles(struct output *out)
{
	const char **titles = mem_alloc((out->count + 1) * sizeof *titles);

	for (size_t i = 0; i < out->count; i++)
		titles[i] = out->columns[i].title && *out->columns[i].title ? gettext_in_context(out->columns[i].title) : "";
	text_line(out, titles, out->widths);
	mem_free(titles);
}

static void start_widths(struct output *out)
{
	out->widths = mem_alloc((out->count + 1) * sizeof *out->widths);
	for (size_t i = 0; i < out->count; i++)
		out->widths[i] = out->columns[i].title && *out->columns[i].title ? text_width(gettext_in_context(out->columns[i].title)) : 0;
}

/* Columns are as wide as what is in them; a later block never makes them narrower. */
static void print_text(struct output *out)
{
	bool first = !out->widths;

	if (first)
		start_widths(out);
	for (size_t i = 0; i < out->used; i++) {
		const struct column *column = &out->columns[i % out->count];
		int width = text_width(out->cells[i]);

		if (column->most > 0 && width > column->most)
			width = column->most;
		if (width > out->widths[i % out->count])
			out->widths[i % out->count] = width;
	}
	if (first)
		print_titles(out);
	for (size_t i = 0; i < out->used; i += out->count)
		text_line(out, out->cells + i, out->widths);
	arena_clear(&out->arena);
	out->used = 0;
}

void output_row(struct output *out)
{
	if (out->at != out->count)
		mem_fatal("fewer cells than columns");
	out->at = 0;
	out->rows++;
	if (out->format == OUTPUT_JSON)
		json_end(&out->json, '}');
	else if (out->format == OUTPUT_CSV)
		buf_puts(&out->buf, "\r\n");
	else if (out->rows % TEXT_BLOCK == 0)
		print_text(out);
	if (out->buf.len > FLUSH_BYTES)
		flush(out);
}

bool output_close(struct output *out, const char *empty, struct err *err)
{
	bool good;

	if (out->format == OUTPUT_JSON) {
		json_end(&out->json, ']');
		buf_putc(&out->buf, '\n');
	} else if (out->format == OUTPUT_TEXT) {
		if (out->used > 0)
			print_text(out);
		else if (empty && out->rows == 0)
			buf_printf(&out->buf, "%s\n", empty);
	}
	flush(out);
	good = !out->failed && fflush(stdout) == 0;
	if (!good)
		err_errno(err, out->failed ? out->failure : errno, N_("writing the listing"));
	buf_clear(&out->buf);
	arena_clear(&out->arena);
	mem_free(out->cells);
	mem_free(out->widths);
	mem_free(out);
	return good;
}

bool output_print(const char *text, struct err *err)
{
	if (fputs(text, stdout) == EOF || fflush(stdout) != 0)
		return err_errno(err, errno, N_("writing to the standard output"));
	return true;
}

struct progress {
	char *label;
	int shown;                   /* percent */
	int64_t last_ms;
};

struct progress *progress_open(const char *label)
{
	struct progress *progress;

	if (!isatty(STDERR_FILENO))
		return NULL;
	progress = mem_alloc(sizeof *progress);
	progress->label = mem_strdup(label);
	progress->shown = -1;
	return progress;
}

void progress_show(struct progress *progress, double part)
{
	int percent = (int)(part * 100), cells = (int)(part * 30);
	int64_t now;

	if (!progress || percent == progress->shown || (now = clock_steady_ms()) - progress->last_ms < 50)
		return;
	progress->shown = percent;
	progress->last_ms = now;
	fprintf(stderr, "\r%s ", progress->label);
	for (int i = 0; i < 30; i++)
		fputs(i < cells ? "█" : "░", stderr);
	fprintf(stderr, " %3d %%", percent);
	fflush(stderr);
}

void progress_clear(struct progress *progress)
{
	if (!progress)
		return;
	fputs("\r\033[K", stderr);
	progress->shown = -1;
}

void progress_close(struct progress *progress)
{
	if (!progress)
		return;
	progress_clear(progress);
	mem_free(progress->label);
	mem_free(progress);
}
