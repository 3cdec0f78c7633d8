/* From the fields of a row to an open item. Nothing here allocates for a row of plain ASCII.
 */
#include "intake/csv_row.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "intake/reader.h"

void csv_row_init(struct csv_row *row, const struct csv_plan *plan, enum charset charset,
		  char *texts)
{
	*row = (struct csv_row){ .plan = plan, .charset = charset, .texts = texts };
	buf_init(&row->decoded);
	buf_init(&row->unquoted);
	buf_init(&row->heading);
}

void csv_row_clear(struct csv_row *row)
{
	buf_clear(&row->decoded);
	buf_clear(&row->unquoted);
	buf_clear(&row->heading);
}

static void warn(struct csv_row *row, enum intake_reason reason, struct piece arg, const char *text)
{
	if (row->warnings_count < CSV_ROW_WARNINGS)
		row->warnings[row->warnings_count++] = (struct csv_warning){ reason, arg, text };
}

static bool is_frame(struct piece raw)
{
	for (size_t i = 0; i < raw.n; i++)
		if (!strchr("-=+|_; \t,", raw.s[i]))
			return false;
	return true;
}

static bool is_filled(const struct csv_row *row, enum mapping_field field)
{
	int column = row->plan->column[field];

	return column >= 0 && (size_t)column < row->count && column < ROWS_COLUMNS &&
	       row->fields[column].n > 0;
}

static bool begins_with(const char *folded, const char *words)
{
	size_t n = strlen(words);

	return strncmp(folded, words, n) == 0 && (folded[n] == '\0' || folded[n] == ' ');
}

static size_t split_kept(struct csv_row *row, const struct row *raw)
{
	row->count = rows_split(&row->plan->rows, raw, row->fields, NULL);
	return row->count < ROWS_COLUMNS ? row->count : ROWS_COLUMNS;
}

/* A text in the first column alone. */
static bool is_heading(struct csv_row *row, const struct row *raw)
{
	enum mapping_heading rule = row->plan->mapping->heading;
	char text[CSV_ROW_TEXT];
	size_t kept, n;

	if (rule == HEADING_NONE)
		return false;
	kept = split_kept(row, raw);
	if (kept == 0 || row->fields[0].n == 0 || row->fields[0].n > READER_FIELD_MAX)
		return false;
	for (size_t i = 1; i < kept; i++)
		if (row->fields[i].n > 0)
			return false;
	if (rule == HEADING_CLIENT) {
		struct piece piece = rows_text(&row->fields[0], row->plan->rows.quote, &row->unquoted);
		const char *s = charset_decode(row->charset, piece.s, piece.n, &row->decoded, &n);

		n = text_clean_into(text, sizeof text, s, n);
		buf_reset(&row->heading);
		buf_add(&row->heading, text, n);
	}
	return true;
}

/* Of a client the mapping does not ask for: in a ledger, of another account. */
static bool is_other_client(struct csv_row *row, const struct row *raw)
{
	const struct mapping *mapping = row->plan->mapping;
	int column = row->plan->column[FIELD_CLIENT];
	const struct field *field;

	if (mapping->clients_count == 0 || column < 0 || split_kept(row, raw) <= (size_t)column)
		return false;
	field = &row->fields[column];
	for (size_t i = 0; i < mapping->clients_count; i++) {
		size_t n = strlen(mapping->clients[i]);

		if (field->n >= n && memcmp(field->s, mapping->clients[i], n) == 0)
			return false;
	}
	return true;
}

static bool is_made_of(const char *s, size_t n, char c)
{
	while (n > 0 && *s == c)
		s++, n--;
	return n == 0;
}

/* SAP writes stars before its totals. */
static bool is_starred(struct csv_row *row, const struct row *raw)
{
	const char *s = raw->raw.s, *end = s + raw->raw.n;
	size_t kept, i = 0;

	while (s < end && (*s == ' ' || *s == '|' || *s == '\t'))
		s++;
	if (s == end || *s != '*')
		return false;
	kept = split_kept(row, raw);
	while (i < kept && row->fields[i].n == 0)
		i++;
	return i < kept && is_made_of(row->fields[i].s, row->fields[i].n, '*') && !is_filled(row, FIELD_NUMBER);
}

/* Whether the row's first text begins with words of skip_rows. A row with a number and a date is an item
 * all the same: clients may be called Total. */
static bool is_skipped(struct csv_row *row, const struct row *raw)
{
	const struct mapping *mapping = row->plan->mapping;
	bool skipped = false;
	size_t i = 0, n;

	if (mapping->skip_rows_count == 0)
		return false;
	size_t kept = split_kept(row, raw);
	while (i < kept && row->fields[i].n == 0)
		i++;
	if (i == kept || row->fields[i].n > READER_FIELD_MAX ||
	    (is_filled(row, FIELD_NUMBER) &&
	     (is_filled(row, FIELD_ISSUED) || is_filled(row, FIELD_DUE))))
		return false;
	const char *s =
		charset_decode(row->charset, row->fields[i].s, row->fields[i].n, &row->decoded, &n);
	char *text = text_clean(s, n), *folded = text_fold(text);
	for (i = 0; i < mapping->skip_rows_count && !skipped; i++)
		skipped = begins_with(folded, mapping->skip_rows[i]);
	mem_free(folded);
	mem_free(text);
	return skipped;
}

bool csv_row_is_idle(struct csv_row *row, const struct row *raw)
{
	struct piece header = row->plan->header;

	if (raw->raw.n == 0)
		return true;
	if (raw->raw.n == header.n && memcmp(raw->raw.s, header.s, header.n) == 0)
		return true;
	/* headings first: a client may be called Total */
	return is_frame(raw->raw) || is_heading(row, raw) || is_starred(row, raw) || is_skipped(row, raw) ||
	       is_other_client(row, raw);
}

enum intake_reason csv_row_split(struct csv_row *row, const struct row *raw)
{
	size_t expected = row->plan->columns, long_field;

	row->count = rows_split(&row->plan->rows, raw, row->fields, &long_field);
	row->arg = raw->raw;
	if (long_field != SIZE_MAX)
		return REASON_FIELD_LONG;
	size_t filled = row->count < ROWS_COLUMNS ? row->count : ROWS_COLUMNS;
	while (filled > expected && row->fields[filled - 1].n == 0)
		filled--;
	if (expected == 0 || (row->count >= expected && filled <= expected))
		return CSV_ROW_FINE;
	snprintf(row->columns_text, sizeof row->columns_text, "%zu/%zu", expected, row->count);
	row->arg = piece_of(row->columns_text);
	return REASON_COLUMNS;
}

/* The field's bytes, quotes undone; empty when the file has no such column. */
static struct piece raw_of(struct csv_row *row, enum mapping_field field)
{
	int column = row->plan->column[field];

	if (column < 0 || (size_t)column >= row->count || column >= ROWS_COLUMNS)
		return (struct piece){ "", 0 };
	struct piece text = rows_text(&row->fields[column], row->plan->rows.quote, &row->unquoted);
	if (!row->fields[column].doubled)
		return text;
	char *copy = row->texts + row->used;
	memcpy(copy, text.s, text.n);
	row->used += text.n;
	return (struct piece){ copy, text.n };
}

/* Bytes that cleaning would leave as they are. */
static bool is_plain(struct piece piece)
{
	if (charset_ascii(piece.s, piece.n) != piece.n)
		return false;
	for (const char *s = piece.s, *end = s + piece.n; (s = memchr(s, ' ', (size_t)(end - s)));
	     s++)
		if (s + 1 < end && s[1] == ' ')
			return false;
	return true;
}

/* The cleaned text of a field, in row->texts; *len its length. */
static char *text_of(struct csv_row *row, enum mapping_field field, size_t *len)
{
	struct piece piece = raw_of(row, field);
	char *out = row->texts + row->used;

	if (is_plain(piece)) {
		memcpy(out, piece.s, piece.n);
		out[piece.n] = '\0';
		*len = piece.n;
	} else {
		size_t n;
		const char *s = charset_decode(row->charset, piece.s, piece.n, &row->decoded, &n);
		if (charset_hides(s, n))
			warn(row, REASON_CONTROL, piece_of(mapping_field_names[field]), NULL);
		*len = text_clean_into(out, CSV_ROW_TEXT, s, n);
	}
	row->used += *len + 1;
	return out;
}

static const char *plain_text_of(struct csv_row *row, enum mapping_field field)
{
	size_t len;

	if (row->plan->column[field] < 0)
		return "";
	char *text = text_of(row, field, &len);
	if (value_is_empty(text, len))
		*text = '\0';
	return text;
}

/* An identifier: not "140105686.0", and nothing when programs wrote NaN. */
static char *id_of(struct csv_row *row, enum mapping_field field, size_t *len)
{
	char *text = text_of(row, field, len);

	*len = value_is_empty(text, *len) ? 0 : value_id_length(text, *len);
	text[*len] = '\0';
	return text;
}

static char *copy_heading(struct csv_row *row, size_t *len)
{
	char *out = row->texts + row->used;

	*len = row->heading.len;
	memcpy(out, row->heading.data, *len + 1);
	row->used += *len + 1;
	return out;
}

static void make_key(struct csv_row *row, const char *client, size_t client_len, const char *number,
		     size_t number_len)
{
	char *key = row->texts + row->used;

	memcpy(key, client, client_len);
	key[client_len] = '|';
	memcpy(key + client_len + 1, number, number_len + 1);
	row->key_len = client_len + 1 + number_len;
	row->used += row->key_len + 1;
	row->item.key = key;
}

enum intake_reason csv_row_identify(struct csv_row *row)
{
	size_t number_len;

	row->used = 0;
	row->warnings_count = 0;
	row->item = (struct intake_item){ .letter = "" };
	row->arg = (struct piece){ "", 0 };
	char *client = id_of(row, FIELD_CLIENT, &row->client_len);
	if (row->client_len == 0 && row->heading.len > 0)
		client = copy_heading(row, &row->client_len);
	row->client_len = value_fold(client, row->client_len, row->plan->mapping->fold);
	if (row->client_len == 0)
		return REASON_NO_CLIENT;
	char *number = id_of(row, FIELD_NUMBER, &number_len);
	if (number_len == 0)
		return REASON_NO_NUMBER;
	row->item.client_no = client;
	row->item.number = number;
	row->item.client_name = text_of(row, FIELD_NAME, &row->name_len);
	if (row->name_len == 0 && row->heading.len > 0)
		row->item.client_name = copy_heading(row, &row->name_len);
	make_key(row, client, row->client_len, number, number_len);
	return CSV_ROW_FINE;
}

static enum intake_reason read_date(struct csv_row *row, enum mapping_field field, date *out)
{
	*out = DATE_NONE;
	row->arg = raw_of(row, field);
	row->date_field = field;
	switch (value_date(row->arg.s, row->arg.n, row->plan->order[field], out)) {
	case VALUE_NOT_DATE: return REASON_BAD_DATE;
	case VALUE_OTHER_ORDER: return REASON_DATE_ORDER;
	default: return CSV_ROW_FINE;
	}
}

static enum intake_reason read_dates(struct csv_row *row)
{
	enum intake_reason reason = read_date(row, FIELD_ISSUED, &row->item.issued_on);

	if (reason == CSV_ROW_FINE)
		reason = read_date(row, FIELD_DUE, &row->item.due_on);
	if (reason == CSV_ROW_FINE && !date_is(row->item.issued_on) && !date_is(row->item.due_on))
		return REASON_NO_DATE;
	return reason;
}

/* *there: the field is not empty. */
static enum intake_reason read_amount(struct csv_row *row, enum mapping_field field, cents *out,
				      bool *there)
{
	size_t n;
	struct piece piece = raw_of(row, field);

	*out = 0;
	*there = !value_is_empty(piece.s, piece.n);
	if (!*there)
		return CSV_ROW_FINE;
	row->arg = piece;
	const char *s = charset_decode(row->charset, piece.s, piece.n, &row->decoded, &n);
	value_bare_amount(&s, &n);
	switch (money_parse(s, n, row->plan->mapping->decimal, out)) {
	case MONEY_OK: return CSV_ROW_FINE;
	case MONEY_ROUNDED: warn(row, REASON_AMOUNT_ROUNDED, row->arg, NULL); return CSV_ROW_FINE;
	case MONEY_OVERFLOW: return REASON_AMOUNT_OVERFLOW;
	default: return REASON_BAD_AMOUNT;
	}
}

/* Debit less credit, each of which may be empty. */
static enum intake_reason read_two_columns(struct csv_row *row, cents *amount, bool *there)
{
	cents debit, credit;
	bool has_debit, has_credit;
	enum intake_reason reason = read_amount(row, FIELD_DEBIT, &debit, &has_debit);

	if (reason == CSV_ROW_FINE)
		reason = read_amount(row, FIELD_CREDIT, &credit, &has_credit);
	if (reason != CSV_ROW_FINE)
		return reason;
	*there = has_debit || has_credit;
	return money_sub(debit, credit, amount) ? CSV_ROW_FINE : REASON_AMOUNT_OVERFLOW;
}

/* The sign column, the mapping's sign rule and the kind of the row. */
static enum intake_reason apply_signs(struct csv_row *row)
{
	struct intake_item *item = &row->item;
	struct piece sign = raw_of(row, FIELD_SIGN);
	int direction = 1;

	if (row->plan->column[FIELD_SIGN] >= 0) {
		row->arg = sign;
		direction = value_direction(sign.s, sign.n);
		if (direction == 0)
			return REASON_DIRECTION;
	}
	if (row->plan->mapping->sign == SIGN_REVERSE)
		direction = -direction;
	item->amount *= direction;
	item->open *= direction;
	item->kind = item->amount < 0 || (item->amount == 0 && item->open < 0) ? ITEM_CREDIT_NOTE
									       : ITEM_INVOICE;
	enum item_kind kind;
	if (row->plan->column[FIELD_KIND] < 0 ||
	    !value_kind(plain_text_of(row, FIELD_KIND), &kind) || kind == ITEM_INVOICE)
		return CSV_ROW_FINE;
	if (item->kind == ITEM_INVOICE) {
		item->amount = -item->amount;
		item->open = -item->open;
	}
	item->kind = kind;
	return CSV_ROW_FINE;
}

/* Without an open column: everything, or everything less what was paid. */
static enum intake_reason apply_paid(struct csv_row *row)
{
	enum mapping_paid rule = row->plan->mapping->paid;
	cents paid;
	bool there;

	if (row->plan->column[FIELD_PAID] < 0)
		return CSV_ROW_FINE;
	if (rule == PAID_AMOUNT) {
		enum intake_reason reason = read_amount(row, FIELD_PAID, &paid, &there);
		if (reason != CSV_ROW_FINE)
			return reason;
		return money_sub(row->item.open, paid, &row->item.open) ? CSV_ROW_FINE
									: REASON_AMOUNT_OVERFLOW;
	}
	row->arg = raw_of(row, FIELD_PAID);
	switch (value_settled(plain_text_of(row, FIELD_PAID), rule == PAID_OPEN)) {
	case VALUE_YES: row->item.open = 0; return CSV_ROW_FINE;
	case VALUE_NO: return CSV_ROW_FINE;
	default: return REASON_UNSETTLED;
	}
}

static enum intake_reason read_amounts(struct csv_row *row)
{
	struct intake_item *item = &row->item;
	bool has_amount, has_open;
	enum intake_reason reason =
		row->plan->column[FIELD_AMOUNT] >= 0
			? read_amount(row, FIELD_AMOUNT, &item->amount, &has_amount)
			: read_two_columns(row, &item->amount, &has_amount);

	if (reason == CSV_ROW_FINE)
		reason = read_amount(row, FIELD_OPEN, &item->open, &has_open);
	if (reason != CSV_ROW_FINE)
		return reason;
	if (!has_amount && !has_open) {
		row->arg = raw_of(row, FIELD_AMOUNT);
		return REASON_BAD_AMOUNT;
	}
	if (!has_amount)
		item->amount = item->open;
	if (!has_open) {
		item->open = item->amount;
		reason = apply_paid(row);
	}
	return reason == CSV_ROW_FINE ? apply_signs(row) : reason;
}

static enum intake_reason read_settled(struct csv_row *row)
{
	date cleared_on;
	enum intake_reason reason = read_date(row, FIELD_CLEARED, &cleared_on);

	if (reason == CSV_ROW_FINE && date_is(cleared_on))
		row->item.open = 0;
	return reason;
}

static enum intake_reason read_currency(struct csv_row *row)
{
	struct piece piece = raw_of(row, FIELD_CURRENCY);
	size_t n;

	row->item.currency = row->plan->mapping->currency;
	if (value_is_empty(piece.s, piece.n))
		return CSV_ROW_FINE;
	row->arg = piece;
	const char *s = charset_decode(row->charset, piece.s, piece.n, &row->decoded, &n);
	char *code = row->texts + row->used;
	if (!value_currency(s, n, code))
		return REASON_CURRENCY;
	row->used += MONEY_CODE;
	row->item.currency = code;
	return CSV_ROW_FINE;
}

/* What is about the client rather than the item: a bad value is told and left out. */
static void read_client_facts(struct csv_row *row)
{
	struct intake_item *item = &row->item;
	bool there;
	cents limit;

	item->credit_limit = -1;
	item->risk_class = -1;
	enum intake_reason reason = read_amount(row, FIELD_LIMIT, &limit, &there);
	if (there && (reason != CSV_ROW_FINE || limit < 0))
		warn(row, reason == CSV_ROW_FINE ? REASON_BAD_AMOUNT : reason, row->arg, NULL);
	else if (there)
		item->credit_limit = limit;
	const char *risk = plain_text_of(row, FIELD_RISK);
	size_t n = value_id_length(risk, strlen(risk));
	if (n == 1 && *risk >= '0' && *risk <= '2')
		item->risk_class = *risk - '0';
	else if (n > 0)
		warn(row, REASON_BAD_AMOUNT, (struct piece){ "", 0 }, risk);
}

enum intake_reason csv_row_read(struct csv_row *row)
{
	enum intake_reason reason;
	size_t len;

	if ((reason = read_dates(row)) != CSV_ROW_FINE ||
	    (reason = read_amounts(row)) != CSV_ROW_FINE ||
	    (reason = read_settled(row)) != CSV_ROW_FINE ||
	    (reason = read_currency(row)) != CSV_ROW_FINE)
		return reason;
	row->item.order_no =
		row->plan->column[FIELD_ORDER] < 0 ? "" : id_of(row, FIELD_ORDER, &len);
	row->item.group_no =
		row->plan->column[FIELD_GROUP] < 0 ? "" : id_of(row, FIELD_GROUP, &len);
	row->item.contact_name = plain_text_of(row, FIELD_CONTACT);
	row->item.phone = plain_text_of(row, FIELD_PHONE);
	row->item.mail = plain_text_of(row, FIELD_MAIL);
	read_client_facts(row);
	return CSV_ROW_FINE;
}
