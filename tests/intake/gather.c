/* Writes down what readers give. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/intake/gather.h"

/* This room's tests do not link what the rules do with kinds: only their codes are wanted. */
static const char *const kinds[ITEM_KIND_COUNT] = { "invoice", "credit_note", "cash", "gap" };

static bool take_client(void *context, const char *no, const char *name, struct err *err)
{
	struct gather *gather = context;

	(void)err;
	buf_printf(&gather->text, "client %s|%s\n", no, name);
	return true;
}

static void check_item(const struct intake_item *item)
{
	assert_non_null(item->client_no);
	assert_non_null(item->client_name);
	assert_non_null(item->number);
	assert_non_null(item->key);
	assert_non_null(item->currency);
	assert_non_null(item->order_no);
	assert_non_null(item->letter);
	assert_non_null(item->contact_name);
	assert_non_null(item->phone);
	assert_non_null(item->mail);
	assert_non_null(item->group_no);
	assert_true(*item->client_no && *item->key);
	assert_true(date_is(item->issued_on) || date_is(item->due_on));
	assert_in_range(item->kind, 0, ITEM_KIND_COUNT - 1);
}

static bool take_item(void *context, const struct intake_item *item, struct err *err)
{
	struct gather *gather = context;
	char issued[DATE_TEXT], due[DATE_TEXT], amount[MONEY_TEXT], open[MONEY_TEXT];

	check_item(item);
	if (gather->fail)
		return err_set(err, ERR_FULL, "no space left");
	buf_printf(&gather->text, "item %lld|%s|%s|%s|%s|%s|%s|%s|%s|%s%s", (long long)item->line,
		   item->client_no, item->client_name, item->number, kinds[item->kind],
		   date_iso(item->issued_on, issued), date_iso(item->due_on, due),
		   money_decimal_text(item->amount, amount), money_decimal_text(item->open, open),
		   item->currency, item->flagged ? "|flagged" : "");
	if (gather->with_keys)
		buf_printf(&gather->text, " %s", item->key);
	buf_putc(&gather->text, '\n');
	if (item->siren)
		buf_printf(&gather->text, "buyer %s|%s|%s|%s|%s|%s|%s%s\n", item->siren,
			   item->siret, item->payment_ref, item->order_no, item->contact_name,
			   item->phone, item->mail, item->factored ? "|factored" : "");
	if (gather->hashes_count < 8)
		snprintf(gather->keys[gather->hashes_count], sizeof gather->keys[0], "%s",
			 item->key);
	if (gather->hashes_count < 64)
		gather->hashes[gather->hashes_count++] = item->line_hash;
	return gather->stop_after == 0 || gather->totals.items < gather->stop_after;
}

static bool take_receipt(void *context, const struct intake_receipt *receipt, struct err *err)
{
	struct gather *gather = context;
	char on[DATE_TEXT], amount[MONEY_TEXT];

	(void)err;
	buf_printf(&gather->text, "receipt %s|%s|%s|%s", receipt->client_no,
		   date_iso(receipt->value_on, on), money_decimal_text(receipt->amount, amount),
		   receipt->credit_note ? "credit" : "cash");
	if (*receipt->matched_key)
		buf_printf(&gather->text, "|%s", receipt->matched_key);
	if (gather->with_keys)
		buf_printf(&gather->text, " %s", receipt->key);
	buf_putc(&gather->text, '\n');
	return true;
}

static bool take_movement(void *context, const struct intake_movement *movement, struct err *err)
{
	struct gather *gather = context;
	char booked[DATE_TEXT], value[DATE_TEXT], amount[MONEY_TEXT];

	(void)err;
	assert_true(*movement->account && *movement->key && *movement->entry_key);
	assert_true((movement->parts == 1) == (strcmp(movement->key, movement->entry_key) == 0));
	buf_printf(&gather->text, "movement %lld|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s|",
		   (long long)movement->line, movement->account,
		   date_iso(movement->booked_on, booked), date_iso(movement->value_on, value),
		   money_decimal_text(movement->amount, amount), movement->currency,
		   movement->reference, movement->end_to_end, movement->payer_name,
		   movement->payer_iban, movement->text);
	for (size_t i = 0; i < movement->refs_count; i++)
		buf_printf(&gather->text, "%s%s", i ? "," : "", movement->refs[i]);
	buf_printf(&gather->text, "|%s|%d/%d%s", movement->return_code, movement->part,
		   movement->parts, movement->reversal ? "|reversal" : "");
	if (gather->with_keys)
		buf_printf(&gather->text, " %s of %s", movement->key, movement->entry_key);
	buf_putc(&gather->text, '\n');
	return gather->stop_after == 0 || gather->totals.movements < gather->stop_after;
}

static bool take_status(void *context, const struct intake_status *status, struct err *err)
{
	struct gather *gather = context;
	char issued[DATE_TEXT];

	(void)err;
	buf_printf(&gather->text, "status %lld|%s|%s|%s|%d|%s", (long long)status->line,
		   status->number, date_iso(status->issued_on, issued), status->seller_siren,
		   status->status, status->when);
	for (size_t i = 0; i < status->reasons_count; i++)
		buf_printf(&gather->text, "|%s:%s:%s", status->reasons[i].code,
			   status->reasons[i].text, status->reasons[i].action);
	if (gather->with_keys)
		buf_printf(&gather->text, " %s", status->key);
	buf_putc(&gather->text, '\n');
	return true;
}

static bool take_rate(void *context, const struct intake_rate *rate, struct err *err)
{
	struct gather *gather = context;
	char from[DATE_TEXT];

	(void)err;
	buf_printf(&gather->text, "rate %lld|%s|%d\n", (long long)rate->line,
		   date_iso(rate->from, from), rate->hundredths);
	return true;
}

static bool take_reject(void *context, const struct intake_reject *reject, struct err *err)
{
	struct gather *gather = context;

	(void)err;
	buf_printf(&gather->text, "%s %lld|%s|%s\n", reject->warning ? "warn" : "reject",
		   (long long)reject->line, intake_reason_codes[reject->reason], reject->arg);
	snprintf(gather->raw, sizeof gather->raw, "%s", reject->raw);
	return true;
}

static bool is_known(void *context, uint64_t line_hash)
{
	struct gather *gather = context;

	for (size_t i = 0; i < gather->known_count; i++)
		if (gather->known[i] == line_hash)
			return true;
	return false;
}

static void take_progress(void *context, size_t done, size_t total)
{
	struct gather *gather = context;

	assert_true(done <= total);
	assert_true(done >= gather->progress);
	gather->progress = done;
}

static struct intake_sink sink_of(struct gather *gather)
{
	return (struct intake_sink){
		.context = gather,
		.client = take_client,
		.item = take_item,
		.receipt = take_receipt,
		.reject = take_reject,
		.known = gather->know ? is_known : NULL,
		.progress = take_progress,
		.movement = take_movement,
		.status = take_status,
		.rate = take_rate,
	};
}

static void begin(struct gather *gather)
{
	buf_reset(&gather->text);
	gather->hashes_count = 0;
	gather->progress = 0;
}

static const char *end(struct gather *gather, bool done)
{
	gather->done = done;
	if (!done)
		buf_printf(&gather->text, "refused: %s\n", gather->err.text);
	else if (gather->totals.stopped)
		buf_puts(&gather->text, "stopped\n");
	return gather->text.len ? gather->text.data : "";
}

void gather_clear(struct gather *gather)
{
	buf_clear(&gather->text);
}

/* Files end where they end: in memory of their own size, and no NUL behind it, a reader that goes on is seen. The caller's. */
static char *alone(const char *bytes, size_t n)
{
	char *copy = mem_resize(NULL, n + (n == 0), 1);

	memcpy(copy, bytes, n);
	return copy;
}

const char *gather_fec(struct gather *gather, const char *bytes, size_t n, const char *name)
{
	struct intake_sink sink = sink_of(gather);
	char *file = alone(bytes, n);
	bool done;

	begin(gather);
	done = fec_read(file, n, name, &sink, &gather->totals, &gather->err);
	mem_free(file);
	return end(gather, done);
}

const char *gather_csv(struct gather *gather, const char *bytes, size_t n,
		       const struct mapping *mapping)
{
	struct intake_sink sink = sink_of(gather);
	char *file = alone(bytes, n);
	bool done;

	begin(gather);
	done = csv_read(file, n, "file.csv", mapping, &sink, &gather->totals, &gather->err);
	mem_free(file);
	return end(gather, done);
}

const char *gather_read(struct gather *gather, gather_reader *reader, const char *bytes, size_t n)
{
	struct intake_sink sink = sink_of(gather);
	char *file = alone(bytes, n);
	bool done;

	begin(gather);
	done = reader(file, n, "file", &sink, &gather->totals, &gather->err);
	mem_free(file);
	return end(gather, done);
}

void gather_expect_of(const char *name, gather_reader *reader, const char *bytes,
		      const char *expected)
{
	struct gather gather = { 0 };
	const char *got = gather_read(&gather, reader, bytes, strlen(bytes));

	if (strcmp(got, expected) != 0)
		fail_msg("%s\n--- got\n%s--- expected\n%s", name, got, expected);
	gather_clear(&gather);
}

void gather_expect_rows(gather_reader *reader, const struct gather_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		gather_expect_of(rows[i].name, reader, rows[i].bytes, rows[i].expected);
}

void gather_expect(const char *name, const char *mapping, const char *bytes, const char *expected)
{
	struct gather gather = { 0 };
	struct mapping *made = NULL;
	struct err err = { 0 };
	const char *got;

	if (!mapping) {
		got = gather_fec(&gather, bytes, strlen(bytes), "ledger.txt");
	} else {
		bool done = strchr(mapping, '=')
				    ? mapping_from_text(mapping, "test.map", &made, &err)
				    : mapping_from_preset(mapping, &made, &err);
		if (!done)
			fail_msg("%s: %s", name, err.text);
		got = gather_csv(&gather, bytes, strlen(bytes), made);
	}
	if (strcmp(got, expected) != 0)
		fail_msg("%s\n--- got\n%s--- expected\n%s", name, got, expected);
	mapping_close(made);
	gather_clear(&gather);
}

char *gather_shared(const char *path, size_t *n)
{
	const char *shared = getenv("RELANCE_SHARED");
	struct buf bytes = { 0 };
	char part[4096];
	size_t got;

	if (!shared)
		return NULL;
	char *whole = mem_printf("%s/%s", shared, path);
	FILE *file = fopen(whole, "rb");
	mem_free(whole);
	if (!file)
		return NULL;
	buf_init(&bytes);
	while ((got = fread(part, 1, sizeof part, file)) > 0)
		buf_add(&bytes, part, got);
	fclose(file);
	*n = bytes.len;
	return buf_take(&bytes);
}
