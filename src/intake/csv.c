/* Reads open items from a CSV file described by a mapping.
 *
 * The way of a row: cut off → known? → split → read → given. Of a large file of which no line is known all but the last step is done
 * ahead by another thread. Knows nothing of the store; what one row means is csv_line.c and csv_row.c, what the file as a whole means
 * is csv_plan.c.
 */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/text.h"
#include "intake/clients.h"
#include "intake/csv_ahead.h"
#include "intake/csv_group.h"
#include "intake/csv_line.h"
#include "intake/csv_plan.h"
#include "intake/reader.h"
#include "intake/report.h"
#include "intake/table.h"

enum {
	AHEAD_BYTES = 1 << 20, /* a file so large is worth a thread */
	FETCH_LINES = 8,       /* how early the memory is asked for what a line will need */
};

struct csv {
	struct report report;
	struct csv_plan plan;
	struct csv_row row;
	struct csv_line line;    /* the one at hand, unless … */
	struct csv_ahead *ahead; /* … lines are read ahead */
	struct clients clients;
	struct table seen; /* hash of an item's key → hash of what it said */
	struct csv_groups groups;
	bool by_line;                   /* one line, one item */
	struct rows body;               /* before the first row of items */
	bool swapped[FIELD_COUNT];      /* dates of the field stood in another order */
};

static void count_dates(struct intake_totals *totals, date issued_on)
{
	if (!date_is(issued_on))
		return;
	if (!date_is(totals->first_on) || issued_on < totals->first_on)
		totals->first_on = issued_on;
	if (!date_is(totals->last_on) || issued_on > totals->last_on)
		totals->last_on = issued_on;
}

/* What an item says besides its name: two lines of one key that differ in it contradict each other. */
static uint64_t content_hash(const struct intake_item *item)
{
	struct {
		int64_t amount, open, issued_on, due_on, kind;
		uint64_t currency;
	} content = { item->amount,        item->open,
		      item->issued_on,     item->due_on,
		      (int64_t)item->kind, hash_64(item->currency, strlen(item->currency), 0) };

	return hash_64(&content, sizeof content, 0) | 1;
}

enum twice { NEW_KEY, SAME_AGAIN, CONTRADICTION };

static enum twice look_up_key(struct csv *csv, const struct csv_line *line)
{
	uint64_t content = content_hash(&line->item);
	uint64_t *known = table_put(&csv->seen, line->key_hash, NULL);

	if (*known == 0) {
		*known = content;
		return NEW_KEY;
	}
	return *known == content ? SAME_AGAIN : CONTRADICTION;
}

static bool give_warnings(struct csv *csv, const struct csv_line *line)
{
	const struct row *raw = &line->raw;

	for (size_t i = 0; i < line->warnings_count; i++) {
		const struct csv_warning *warning = &line->warnings[i];
		bool going = warning->text ? report_say(&csv->report, warning->reason, true,
							raw->line, warning->text, raw->raw)
					   : report_warn(&csv->report, warning->reason, raw->line,
							 warning->arg, raw->raw);
		if (!going)
			return false;
	}
	return true;
}

static void count_client(struct csv *csv, struct csv_line *line)
{
	struct intake_item *item = &line->item;
	uint32_t client =
		clients_at(&csv->clients, line->client_hash, item->client_no, line->client_len);

	clients_named(&csv->clients, client, item->client_name, line->name_len);
	count_dates(csv->report.totals, item->issued_on);
	item->client = client + 1;
}

static bool give_item(struct csv *csv, struct csv_line *line)
{
	const struct row *raw = &line->raw;
	enum twice twice = look_up_key(csv, line);

	if (twice != NEW_KEY)
		return report_say(&csv->report, REASON_DUPLICATE, twice == SAME_AGAIN, raw->line,
				  line->item.key, raw->raw);
	count_client(csv, line);
	return report_item(&csv->report, &line->item) && give_warnings(csv, line);
}

static bool keep_line(struct csv *csv, struct csv_line *line)
{
	const struct row *raw = &line->raw;
	bool add = csv->plan.mapping->lines == LINES_SUM;

	if (!csv_groups_add(&csv->groups, &line->item, add))
		return report_say(&csv->report, REASON_AMOUNT_OVERFLOW, false, raw->line,
				  line->item.key, raw->raw);
	count_client(csv, line);
	return give_warnings(csv, line);
}

/* One row that could be cut off. */
static bool take_row(struct csv *csv, struct csv_line *line)
{
	const struct row *raw = &line->raw;

	if (line->idle) {
		csv->report.totals->skipped++;
		return true;
	}
	if (line->reason == REASON_COLUMNS && raw->cut && line->columns < csv->plan.columns)
		return report_cut_off(&csv->report, raw->line);
	if (line->reason == REASON_DATE_ORDER)
		csv->swapped[line->date_field] = true;
	if (line->reason != CSV_ROW_FINE)
		return report_reject(&csv->report, line->reason, raw->line, line->arg, raw->raw);
	return csv->by_line ? give_item(csv, line) : keep_line(csv, line);
}

static bool refuse_row(struct csv *csv, enum rows_got got, const struct row *raw)
{
	enum intake_reason reason = got == ROWS_LONG  ? REASON_LINE_LONG
				    : got == ROWS_NUL ? REASON_NUL
						      : REASON_QUOTE;

	return report_reject(&csv->report, reason, raw->line, piece_of(""), raw->raw);
}

/* Room for the keys of the whole file, judged by its first lines. */
static void make_room(struct csv *csv)
{
	const struct rows *rows = &csv->plan.rows;
	struct rows some = *rows;
	struct row row;
	size_t lines = 0;

	if (!csv->by_line || csv->report.sink->known)
		return;
	while (lines < 500 && rows_line(&some, &row))
		lines++;
	if (lines > 0)
		table_reserve(&csv->seen, (size_t)(rows->end - rows->at) /
						  ((size_t)(some.at - rows->at) / lines + 1));
}

/* A line the sink knows is passed over unread. */
static bool is_known(struct csv *csv, const struct csv_line *line)
{
	const struct intake_sink *sink = csv->report.sink;

	if (!csv->by_line || !sink->known || line->got != ROWS_ROW ||
	    !sink->known(sink->context, line->hash))
		return false;
	csv->report.totals->known++;
	return true;
}

/* By the reader and by the sink. */
static void expect_client(struct csv *csv, uint64_t hash)
{
	const struct intake_sink *sink = csv->report.sink;
	uint32_t client = clients_fetch(&csv->clients, hash);

	if (client != CLIENTS_NONE && sink->expect)
		sink->expect(sink->context, client + 1);
}

/* The tables of keys and clients are large and looked up once a row: they are asked for some rows before. */
static struct csv_line *next_read_ahead(struct csv *csv)
{
	const struct csv_line *far = csv_ahead_peek(csv->ahead, 2 * FETCH_LINES),
			      *near = csv_ahead_peek(csv->ahead, FETCH_LINES);

	if (far && csv_line_is_item(far)) {
		table_fetch(&csv->clients.by_no, far->client_hash);
		table_fetch(&csv->seen, far->key_hash);
	}
	if (near && csv_line_is_item(near))
		expect_client(csv, near->client_hash);
	return csv_ahead_next(csv->ahead);
}

/* The next row that is not known, read. NULL at the end. */
static struct csv_line *next_line(struct csv *csv)
{
	struct csv_line *line = &csv->line;

	if (csv->ahead)
		return next_read_ahead(csv);
	do {
		if (!csv_line_cut(&csv->plan, &csv->plan.rows, csv->by_line, line))
			return NULL;
		csv->report.totals->lines = line->passed;
		report_progress(&csv->report, line->end);
	} while (is_known(csv, line));
	if (line->got == ROWS_ROW)
		csv_line_read(&csv->row, line);
	return line;
}

static bool take_rows(struct csv *csv)
{
	struct rows *rows = &csv->plan.rows;
	struct csv_line *line;
	bool going = true;

	csv->report.totals->lines = rows->line;
	while (going && (line = next_line(csv))) {
		csv->report.totals->lines = line->passed;
		going = line->got == ROWS_ROW ? take_row(csv, line)
					      : refuse_row(csv, line->got, &line->raw);
		report_progress(&csv->report, line->end);
	}
	return going;
}

/* Whoever knows lines reads few of them. */
static bool take_all(struct csv *csv, enum charset charset)
{
	const struct rows *rows = &csv->plan.rows;
	bool large = rows->end - rows->at >= AHEAD_BYTES && !csv->report.sink->known, done;
	char *texts = NULL;

	make_room(csv);
	if (!large || !csv_ahead_open(&csv->plan, charset, csv->by_line, &csv->ahead))
		texts = mem_alloc(CSV_ROW_TEXTS);
	csv_row_init(&csv->row, &csv->plan, charset, texts);
	done = take_rows(csv);
	csv_ahead_close(csv->ahead);
	csv_row_clear(&csv->row);
	mem_free(texts);
	return done;
}

/* Dates in another order than the mapping says, and none that bears it out: then the others were read
 * with day and month exchanged, and the whole file is refused. */
static bool check_orders(struct csv *csv)
{
	csv->plan.rows = csv->body;
	for (int field = 0; field < FIELD_COUNT; field++) {
		bool day_first = csv->plan.order[field] == ORDER_DMY || csv->plan.order[field] == ORDER_DDMMYY;
		if (!csv->swapped[field] || csv->plan.order[field] == ORDER_YMD ||
		    csv_plan_order_shows(&csv->plan, (enum mapping_field)field))
			continue;
		return err_set(csv->report.err, ERR_INPUT,
			       day_first
				       ? N_("the dates of column %s have the month first, but the "
					    "mapping says day first; set dates = \"mdy\" in it")
				       : N_("the dates of column %s have the day first, but the "
					    "mapping says month first; set dates = \"dmy\" in it"),
			       mapping_field_names[field]);
	}
	return true;
}

static bool check_rows(struct csv *csv)
{
	const struct intake_totals *totals = csv->report.totals;
	int64_t given = totals->items + totals->known + (int64_t)csv->groups.count;

	return check_orders(csv) && report_some_taken(&csv->report, given);
}

static bool give_groups(struct csv *csv)
{
	for (size_t i = 0; i < csv->groups.count; i++)
		if (!report_item(&csv->report, &csv->groups.items[i]))
			return false;
	return true;
}

static bool give_clients(struct csv *csv)
{
	const struct clients *clients = &csv->clients;
	struct intake_totals *totals = csv->report.totals;
	size_t renamed = clients_renamed(clients);
	char count[24];

	for (uint32_t i = 0; i < clients->count; i++)
		if (!report_client(&csv->report, clients->all[i].no, clients_name(clients, i)))
			return false;
	totals->names = (int64_t)clients->names_count;
	totals->clients_renamed = (int64_t)renamed;
	snprintf(count, sizeof count, "%zu", renamed);
	return renamed == 0 || report_say(&csv->report, REASON_NAMES, true, 0, count, piece_of(""));
}

static bool read_all(struct csv *csv, const char *bytes, size_t n, const struct mapping *mapping)
{
	struct err *err = csv->report.err;

	if (!rows_accept(bytes, n, err))
		return false;
	enum charset charset = charset_decide(bytes, n, mapping->charset);
	size_t skip = charset_skip(charset);
	report_charset(&csv->report, charset);
	if (!csv_plan_make(&csv->plan, bytes + skip, n - skip, charset, mapping, err))
		return false;
	csv->body = csv->plan.rows;
	return take_all(csv, charset) && check_rows(csv) && give_groups(csv) && give_clients(csv);
}

bool csv_read(const char *bytes, size_t n, const char *name, const struct mapping *mapping,
	      const struct intake_sink *sink, struct intake_totals *totals, struct err *err)
{
	struct csv *csv = mem_alloc(sizeof *csv);
	char clean[256];

	report_begin(&csv->report, n, sink, totals, err);
	csv->by_line = mapping_line_is_item(mapping);
	bool done = read_all(csv, bytes, n, mapping);
	if (!done && csv->report.err->code != ERR_NONE) {
		text_clean_into(clean, sizeof clean, name, strlen(name));
		err_context(csv->report.err, "%s", clean);
	}
	clients_clear(&csv->clients);
	table_clear(&csv->seen);
	csv_groups_clear(&csv->groups);
	done = report_end(&csv->report, done);
	mem_free(csv);
	return done;
}
