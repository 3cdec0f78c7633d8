/* Interest by slices. Knows one invoice, its payments and a table of rates; neither who owes it
 * nor how it is said.
 */
#include "rules/interest.h"

#include <string.h>

#include "rules/proportion.h"

#define YEAR_DAYS        365
#define PERCENT_PARTS    10000 /* hundredths of a percent in one */
#define CONTRACT_TIMES   3
#define RATE_TEXT_MAX    6 /* "100.00" */
#define ISO_LENGTH       (DATE_TEXT - 1)
#define HALF_YEAR_MONTHS 6

/* Day numbers of the first days of the half-years, from 2021-01-01 on. */
static const struct interest_rate default_rows[] = {
	{ 18628, 1000 }, { 18809, 1000 }, { 18993, 1000 }, { 19174, 1000 },
	{ 19358, 1250 }, { 19539, 1400 }, { 19723, 1450 }, { 19905, 1425 },
	{ 20089, 1315 }, { 20270, 1215 }, { 20454, 1215 },
};
const struct interest_rates interest_default_rates = {
	.rows = default_rows,
	.count = sizeof default_rows / sizeof *default_rows,
};

static date half_year_start(date day)
{
	int year, month, of_month;
	date start = DATE_NONE;
	date_to_ymd(day, &year, &month, &of_month);
	date_from_ymd(year, month > HALF_YEAR_MONTHS ? HALF_YEAR_MONTHS + 1 : 1, 1, &start);
	return start;
}

static date half_year_end(date day)
{
	return date_add_months(half_year_start(day), HALF_YEAR_MONTHS) - 1;
}

/* What is unpaid on a day: payments count from the day after. */
static cents unpaid(const struct interest_invoice *invoice, date day)
{
	cents left = invoice->principal;
	for (size_t i = 0; i < invoice->payment_count; i++)
		if (invoice->payments[i].on < day)
			left -= invoice->payments[i].amount;
	return left > 0 ? left : 0;
}

static const struct interest_rate *rate_on(const struct interest_rates *rates, date day)
{
	const struct interest_rate *found = NULL;
	for (size_t i = 0; i < rates->count && rates->rows[i].from <= day; i++)
		found = &rates->rows[i];
	if (found && !rates->contract && found->from < half_year_start(day))
		return NULL;
	return found;
}

/* The last day from `day` on with the same unpaid amount and the same rate, at most `to`. */
static date slice_end(const struct interest_invoice *invoice, const struct interest_rates *rates,
		      date day, date to)
{
	date end = half_year_end(day) < to ? half_year_end(day) : to;
	for (size_t i = 0; i < invoice->payment_count; i++)
		if (invoice->payments[i].on >= day && invoice->payments[i].on < end)
			end = invoice->payments[i].on;
	for (size_t i = 0; i < rates->count; i++)
		if (rates->rows[i].from > day && rates->rows[i].from <= end)
			end = rates->rows[i].from - 1;
	return end;
}

/* Something was unpaid on a day after the due date: on the first, or since money went back. */
static bool was_late(const struct interest_invoice *invoice, date to)
{
	date day = invoice->due_on + 1;
	bool late = to >= day && unpaid(invoice, day) > 0;
	for (size_t i = 0; i < invoice->payment_count && !late; i++) {
		date back = invoice->payments[i].on + 1;
		late = back > day && back <= to && unpaid(invoice, back) > 0;
	}
	return late;
}

static bool stop(struct interest *result, enum interest_status status, date on)
{
	result->status = status;
	result->on = on;
	result->interest = result->fee = 0;
	return false;
}

bool interest_compute(const struct interest_invoice *invoice, const struct interest_rates *rates,
		      cents flat_fee, date from, date to, struct interest_slice *out, size_t room,
		      struct interest *result)
{
	date day = invoice->due_on + 1;
	*result = (struct interest){ .on = DATE_NONE };
	if (was_late(invoice, to))
		result->fee = flat_fee;
	if (from > day) /* DATE_NONE never is */
		day = from;
	for (date end; day <= to; day = end + 1) {
		struct interest_slice slice = { .from = day, .base = unpaid(invoice, day) };
		slice.to = end = slice_end(invoice, rates, day, to);
		if (slice.base == 0)
			continue;
		const struct interest_rate *rate = rate_on(rates, day);
		if (!rate)
			return stop(result, INTEREST_NO_RATE, day);
		if (result->count == room)
			return stop(result, INTEREST_NO_ROOM, day);
		slice.days = end - day + 1;
		slice.hundredths = rate->hundredths;
		slice.interest = proportion_of(slice.base, (int64_t)rate->hundredths * slice.days,
					       (int64_t)PERCENT_PARTS * YEAR_DAYS);
		result->interest += slice.interest;
		if (out)
			out[result->count] = slice;
		result->count++;
	}
	return true;
}

int interest_contract_floor(int legal_hundredths)
{
	return CONTRACT_TIMES * legal_hundredths;
}

static bool signed_by_name(const struct interest_waiver *waiver)
{
	return waiver->by && waiver->by[0];
}

static cents less(cents owed, cents waived)
{
	return owed > waived ? owed - waived : 0;
}

struct interest_left interest_left(const struct interest *owed,
				   const struct interest_waiver *waivers, size_t count)
{
	struct interest_left left = { .interest = owed->interest, .fee = owed->fee };
	for (size_t i = 0; i < count; i++) {
		if (!signed_by_name(&waivers[i]))
			continue;
		left.interest = less(left.interest, waivers[i].interest);
		left.fee = less(left.fee, waivers[i].fee);
	}
	return left;
}

enum interest_waiver_status interest_check_waiver(const struct interest_waiver *waiver,
						  const struct interest_left *left)
{
	if (!signed_by_name(waiver))
		return INTEREST_WAIVER_NO_NAME;
	if (waiver->interest < 0 || waiver->fee < 0 || (waiver->interest == 0 && waiver->fee == 0))
		return INTEREST_WAIVER_NOTHING;
	if (waiver->interest > left->interest || waiver->fee > left->fee)
		return INTEREST_WAIVER_TOO_MUCH;
	return INTEREST_WAIVER_OK;
}

/* "2025-01-01 13.15" at text, `length` bytes. */
static bool read_rate(const char *text, size_t length, struct interest_rate *out)
{
	char iso[DATE_TEXT];
	cents hundredths;
	if (length < ISO_LENGTH)
		return false;
	memcpy(iso, text, ISO_LENGTH);
	iso[ISO_LENGTH] = '\0';
	size_t blanks = strspn(text + ISO_LENGTH, " \t");
	const char *number = text + ISO_LENGTH + blanks;
	size_t digits = strspn(number, "0123456789.");
	if (blanks == 0 || digits == 0 || digits > RATE_TEXT_MAX ||
	    number + digits != text + length)
		return false;
	if (!date_parse_iso(iso, &out->from) ||
	    money_parse(number, digits, MONEY_POINT, &hundredths) != MONEY_OK ||
	    hundredths > PERCENT_PARTS)
		return false;
	out->hundredths = (int)hundredths;
	return true;
}

static size_t trimmed(const char *text, size_t length)
{
	while (length > 0 && strchr(" \t", text[length - 1]))
		length--;
	return length;
}

enum interest_reading interest_read_rates(const char *text, struct interest_rate *rows, size_t room,
					  size_t *count, size_t *at)
{
	const char *start = text;
	*count = 0;
	for (text += strspn(text, " \t"); *text; text += strspn(text, ",; \t")) {
		struct interest_rate rate;
		size_t length = strcspn(text, ",;");
		*at = (size_t)(text - start);
		if (!read_rate(text, trimmed(text, length), &rate))
			return INTEREST_READ_BAD_FORM;
		if (*count > 0 && rate.from <= rows[*count - 1].from)
			return INTEREST_READ_NOT_RISING;
		if (*count == room)
			return INTEREST_READ_NO_ROOM;
		rows[(*count)++] = rate;
		text += length;
	}
	*at = (size_t)(text - start);
	return INTEREST_READ;
}
