/* Bundles made by hand, to be judged without a store.
 */
#ifndef TESTS_DESK_BUNDLE_H
#define TESTS_DESK_BUNDLE_H

#include "tests/rules/facts.h"

#include <string.h>

#include "desk/judge.h"

#define ITEMS    4
#define PROMISES 8
#define RECEIPTS 5
#define NEVER    DATE_NONE

/* A bundle and all it borrows. */
struct file {
	struct client_state state;
	struct item items[ITEMS];
	struct promise promises[PROMISES];
	int64_t entries[PROMISES];
	struct receipt receipts[RECEIPTS];
	struct chase chases[4];
	struct client_bundle bundle;
};

/* Nothing owed, nothing said, nothing known. */
static inline void start(struct file *f)
{
	*f = (struct file){ .state = { .last_chase_on = NEVER,
				       .spoken_on = NEVER,
				       .cadence_on = NEVER,
				       .follow_up_on = NEVER,
				       .follow_up_minute = -1,
				       .dispute_due_on = NEVER,
				       .dispute_end_on = NEVER,
				       .credit_limit = -1,
				       .insured_limit = -1,
				       .reason_on = NEVER,
				       .published_on = NEVER,
				       .acknowledged_on = NEVER,
				       .closed_on = { NEVER, NEVER, NEVER },
				       .segment = "",
				       .language = "" },
			    .bundle = { .service_on = NEVER, .service_after = NEVER, .client_since = NEVER } };
	f->bundle.state = &f->state;
	f->bundle.items = f->items;
	f->bundle.promises = f->promises;
	f->bundle.entries = f->entries;
	f->bundle.receipts = f->receipts;
	f->bundle.chases = f->chases;
}

static inline struct item *owe(struct file *f, date due, cents open, const char *currency)
{
	struct item *item = &f->items[f->bundle.item_count++];

	*item = (struct item)INVOICE((int64_t)f->bundle.item_count, due, open);
	memcpy(item->currency, currency, MONEY_CODE);
	return item;
}

static inline struct promise *promise(struct file *f, int64_t entry, date check, cents sum, const char *currency)
{
	struct promise *p = &f->promises[f->bundle.promise_count];

	*p = (struct promise)PROMISED(sum, check);
	p->id = (int64_t)f->bundle.promise_count + 1;
	p->made_on = check - 9;
	memcpy(p->currency, currency, MONEY_CODE);
	f->entries[f->bundle.promise_count++] = entry;
	return p;
}

static inline void receive(struct file *f, date on, cents sum, int64_t promise_id)
{
	struct receipt *r = &f->receipts[f->bundle.receipt_count++];

	*r = (struct receipt){ .id = 100 + (int64_t)f->bundle.receipt_count, .value_on = on, .amount = sum, .currency = "EUR", .promise_id = promise_id };
}

static inline void chase(struct file *f, date on, enum outcome outcome)
{
	f->chases[f->bundle.chase_count++] = (struct chase){ .on = on, .outcome = outcome };
	f->state.last_chase_on = on;
}

static inline const struct client_verdict *judge_by(const struct file *f, const struct policy *policy)
{
	static struct client_verdict v;

	memset(&v, 0x5a, sizeof v); /* nothing is taken from what was there */
	judge_client(&f->bundle, policy, "EUR", TODAY, &v);
	return &v;
}

static inline const struct client_verdict *judge(const struct file *f)
{
	return judge_by(f, &policy_default);
}

static inline const struct score_line *line_of(const struct client_verdict *v, enum score_line_code code)
{
	for (size_t i = 0; i < v->score.count; i++)
		if (v->score.lines[i].code == code)
			return &v->score.lines[i];
	return NULL;
}

static inline int points(const struct client_verdict *v, enum score_line_code code)
{
	const struct score_line *line = line_of(v, code);

	return line ? line->points : 0;
}

#endif
