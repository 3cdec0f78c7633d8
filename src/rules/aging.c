/* Buckets and the ratios made of them. Knows amounts and dates, no client and no report.
 */
#include "rules/aging.h"

#include <string.h>

#include "rules/proportion.h"

#define HUNDREDTHS    100
#define PERCENT_PARTS 10000 /* hundredths of a percent in one */
#define PERCENT       100

const char *const aging_bucket_codes[AGING_BUCKET_COUNT] = {
	[AGING_NOT_DUE] = "not_due", [AGING_1_30] = "1_30",     [AGING_31_60] = "31_60",
	[AGING_61_90] = "61_90",     [AGING_91_120] = "91_120", [AGING_OVER_120] = "over_120",
};

/* The last day late of each bucket but the open one. */
static const int last_days[AGING_OVER_120] = { 0, 30, 60, 90, 120 };

const struct aging_provision aging_default_provision = {
	.percent = { 0, 0, 10, 25, 50, 100 },
	.vat_hundredths = 2000,
};

enum aging_bucket aging_bucket_of(date due_on, date today)
{
	int bucket = AGING_NOT_DUE;
	while (bucket < AGING_OVER_120 && today - due_on > last_days[bucket])
		bucket++;
	return (enum aging_bucket)bucket;
}

void aging_add_item(struct aging *aging, const struct item *item, date today)
{
	aging->total += item->open;
	if (item->open <= 0) {
		aging->credits -= item->open;
		return;
	}
	enum aging_bucket bucket = aging_bucket_of(item->due_on, today);
	aging->amount[bucket] += item->open;
	aging->disputed[bucket] += item->disputed ? item->open : 0;
	aging->count[bucket]++;
}

void aging_join(struct aging *aging, const struct aging *other)
{
	for (int bucket = 0; bucket < AGING_BUCKET_COUNT; bucket++) {
		aging->amount[bucket] += other->amount[bucket];
		aging->disputed[bucket] += other->disputed[bucket];
		aging->count[bucket] += other->count[bucket];
	}
	aging->credits += other->credits;
	aging->total += other->total;
}

bool aging_dso(cents receivables, cents sales, int days, int64_t *hundredths)
{
	if (sales <= 0 || days <= 0)
		return false;
	*hundredths = proportion_of(receivables, (int64_t)days * HUNDREDTHS, sales);
	return true;
}

bool aging_count_back(cents receivables, const struct aging_month *months, size_t count,
		      int64_t *hundredths)
{
	int64_t days = 0;
	size_t i = 0;
	while (receivables > 0 && i < count && months[i].sales <= receivables) {
		receivables -= months[i].sales;
		days += (int64_t)months[i++].days * HUNDREDTHS;
	}
	if (receivables > 0 && i == count)
		return false;
	if (receivables > 0)
		days += proportion_of(receivables, (int64_t)months[i].days * HUNDREDTHS,
				      months[i].sales);
	*hundredths = days;
	return true;
}

int64_t aging_add(int64_t dso_hundredths, int64_t best_hundredths)
{
	return dso_hundredths - best_hundredths;
}

bool aging_cei(cents opening, cents sales, cents ending, cents ending_current, int64_t *hundredths)
{
	return aging_share(opening + sales - ending, opening + sales - ending_current, hundredths);
}

void aging_roll(const struct aging_pair *pairs, size_t count, date then, date now,
		struct aging_roll out[AGING_BUCKET_COUNT])
{
	memset(out, 0, AGING_BUCKET_COUNT * sizeof *out);
	for (size_t i = 0; i < count; i++) {
		const struct aging_pair *pair = &pairs[i];
		if (pair->then <= 0)
			continue;
		enum aging_bucket before = aging_bucket_of(pair->due_on, then);
		enum aging_bucket after = aging_bucket_of(pair->due_on, now);
		cents left = pair->now < pair->then ? pair->now : pair->then;
		out[before].base += pair->then;
		if (left <= 0)
			continue;
		if (after == before + 1)
			out[before].rolled += left;
		else if (after > before)
			out[before].further += left;
	}
}

bool aging_share(int64_t part, int64_t whole, int64_t *hundredths)
{
	if (whole <= 0)
		return false;
	*hundredths = proportion_of(part, PERCENT_PARTS, whole);
	return true;
}

cents aging_provide(const struct aging *aging, const struct aging_provision *provision,
		    cents out[AGING_BUCKET_COUNT])
{
	cents sum = 0;
	for (int i = 0; i < AGING_BUCKET_COUNT; i++) {
		/* amount ÷ (1 + VAT) × rate in one step, so that it is rounded once */
		out[i] = proportion_of(aging->amount[i],
				       (int64_t)provision->percent[i] * (PERCENT_PARTS / PERCENT),
				       PERCENT_PARTS + provision->vat_hundredths);
		sum += out[i];
	}
	return sum;
}
