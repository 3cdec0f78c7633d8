/* The sink of the fuzz targets: reads every text it is given to its end, so that sanitizers see what
 * is behind it, and checks what readers promise.
 */
#ifndef TESTS_INTAKE_FUZZ_SINK_H
#define TESTS_INTAKE_FUZZ_SINK_H

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "intake/reader.h"

/* Clean and whole: no byte of it would change at the door again. */
static inline void fuzz_text(const char *s)
{
	size_t n = strlen(s);

	if (!text_is_utf8(s, n))
		abort();
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)s[i] < 0x20 || s[i] == 0x7F)
			abort();
}

static inline bool fuzz_item(void *context, const struct intake_item *item, struct err *err)
{
	const char *const texts[] = { item->client_no, item->client_name,  item->number,
				      item->key,       item->currency,     item->order_no,
				      item->letter,    item->contact_name, item->phone,
				      item->mail,      item->group_no };

	(void)err;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		fuzz_text(texts[i]);
	if (item->siren) {
		fuzz_text(item->siren);
		fuzz_text(item->siret);
		fuzz_text(item->payment_ref);
		fuzz_text(item->postal_code);
	}
	if (!*item->client_no || !*item->key ||
	    (!date_is(item->issued_on) && !date_is(item->due_on)) ||
	    item->kind >= ITEM_KIND_COUNT ||
	    (*item->currency && !money_is_currency(item->currency)))
		abort();
	*(cents *)context += item->open;
	return true;
}

static inline bool fuzz_client(void *context, const char *no, const char *name, struct err *err)
{
	(void)context;
	(void)err;
	fuzz_text(no);
	fuzz_text(name);
	return true;
}

static inline bool fuzz_receipt(void *context, const struct intake_receipt *receipt,
				struct err *err)
{
	(void)context;
	(void)err;
	fuzz_text(receipt->client_no);
	fuzz_text(receipt->key);
	fuzz_text(receipt->matched_key);
	if (!date_is(receipt->value_on) || receipt->amount == 0)
		abort();
	return true;
}

static inline bool fuzz_reject(void *context, const struct intake_reject *reject, struct err *err)
{
	(void)context;
	(void)err;
	fuzz_text(reject->arg);
	fuzz_text(reject->raw);
	if (reject->reason >= INTAKE_REASON_COUNT || strlen(reject->arg) >= INTAKE_ARG ||
	    strlen(reject->raw) >= INTAKE_RAW)
		abort();
	return true;
}

static inline bool fuzz_movement(void *context, const struct intake_movement *movement,
				 struct err *err)
{
	const char *const texts[] = { movement->account,    movement->currency,
				      movement->reference,  movement->end_to_end,
				      movement->payer_name, movement->payer_iban,
				      movement->text,       movement->return_code,
				      movement->key,        movement->entry_key };

	(void)err;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		fuzz_text(texts[i]);
	if (movement->refs_count > INTAKE_REFS)
		abort();
	for (size_t i = 0; i < movement->refs_count; i++)
		fuzz_text(movement->refs[i]);
	if (!*movement->account || !*movement->key || !*movement->entry_key ||
	    !date_is(movement->booked_on) || !date_is(movement->value_on) ||
	    !money_is_currency(movement->currency) || movement->part < 1 ||
	    movement->part > movement->parts ||
	    (movement->parts == 1) != (strcmp(movement->key, movement->entry_key) == 0))
		abort();
	*(cents *)context += movement->amount;
	return true;
}

static inline bool fuzz_status(void *context, const struct intake_status *status, struct err *err)
{
	(void)context;
	(void)err;
	fuzz_text(status->number);
	fuzz_text(status->seller_siren);
	fuzz_text(status->when);
	fuzz_text(status->key);
	if (!*status->number || status->reasons_count > INTAKE_REASONS || status->status < 200)
		abort();
	for (size_t i = 0; i < status->reasons_count; i++) {
		fuzz_text(status->reasons[i].code);
		fuzz_text(status->reasons[i].text);
		fuzz_text(status->reasons[i].action);
	}
	return true;
}

static inline bool fuzz_known(void *context, uint64_t line_hash)
{
	(void)context;
	return line_hash % 16 == 0;
}

static inline struct intake_sink fuzz_sink(cents *sum, bool know)
{
	return (struct intake_sink){
		.context = sum,
		.client = fuzz_client,
		.item = fuzz_item,
		.receipt = fuzz_receipt,
		.reject = fuzz_reject,
		.known = know ? fuzz_known : NULL,
		.movement = fuzz_movement,
		.status = fuzz_status,
	};
}

/* A refusal says why; what was given adds up. */
static inline void fuzz_check(bool done, const struct err *err, const struct intake_totals *totals,
			      cents sum)
{
	if (!done && (err->code == ERR_NONE || !*err->text))
		abort();
	if (done && totals->open_sum != sum)
		abort();
}

static inline void fuzz_check_moved(bool done, const struct err *err,
				    const struct intake_totals *totals, cents sum)
{
	if (!done && (err->code == ERR_NONE || !*err->text))
		abort();
	if (done && totals->moved_sum != sum)
		abort();
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t n);

#endif
