/* Packs details into one growing block, strings one after the other.
 */
#include "intake/camt_part.h"

#include <stdio.h>
#include <string.h>

#include "intake/bank.h"

enum { BYTES_MAX = 6 << 20, PARTS_MAX = 65536 };

void camt_part_reset(struct camt_part *part)
{
	*part->end_to_end = *part->reference = *part->payer_name = *part->payer_iban = '\0';
	*part->return_code = *part->text = *part->currency = '\0';
	part->refs_count = 0;
	part->amount = 0;
	part->has_amount = part->rounded = part->own_amount = false;
	part->side = 0;
}

void camt_part_ref(struct camt_part *part, const char *ref)
{
	for (size_t i = 0; i < part->refs_count; i++)
		if (strcmp(part->refs[i], ref) == 0)
			return;
	if (*ref && part->refs_count < INTAKE_REFS)
		snprintf(part->refs[part->refs_count++], CAMT_REF, "%s", ref);
}

void camt_parts_reset(struct camt_parts *parts)
{
	buf_reset(&parts->bytes);
	parts->count = 0;
	parts->too_many = false;
}

void camt_parts_clear(struct camt_parts *parts)
{
	buf_clear(&parts->bytes);
	mem_free(parts->all);
}

static unsigned keep(struct camt_parts *parts, const char *s)
{
	unsigned at = (unsigned)parts->bytes.len;

	buf_add(&parts->bytes, s, strlen(s) + 1);
	return at;
}

void camt_parts_add(struct camt_parts *parts, const struct camt_part *part)
{
	struct camt_kept kept = {
		.amount = part->amount,
		.has_amount = part->has_amount,
		.rounded = part->rounded,
		.side = part->side,
		.refs_count = (unsigned)part->refs_count,
	};

	if (parts->count == PARTS_MAX || parts->bytes.len > BYTES_MAX) {
		parts->too_many = true;
		return;
	}
	memcpy(kept.currency, part->currency, sizeof kept.currency);
	kept.end_to_end = keep(parts, part->end_to_end);
	kept.reference = keep(parts, part->reference);
	kept.payer_name = keep(parts, part->payer_name);
	kept.payer_iban = keep(parts, part->payer_iban);
	kept.return_code = keep(parts, part->return_code);
	kept.text = keep(parts, part->text);
	kept.refs = (unsigned)parts->bytes.len;
	for (size_t i = 0; i < part->refs_count; i++)
		keep(parts, part->refs[i]);
	MEM_GROW(parts->all, parts->count, parts->room);
	parts->all[parts->count++] = kept;
}

bool camt_parts_make(const struct camt_parts *parts, cents sum, const char *currency,
		     int entry_side, cents slack)
{
	cents made = 0, off;

	if (parts->count < 2 || parts->too_many)
		return false;
	for (size_t i = 0; i < parts->count; i++) {
		const struct camt_kept *part = &parts->all[i];
		int side = part->side ? part->side : entry_side;
		if (!part->has_amount || strcmp(part->currency, currency) != 0 ||
		    !money_add(made, side * part->amount, &made))
			return false;
		slack += part->rounded;
	}
	return money_sub(made, sum, &off) && off <= slack && off >= -slack;
}

void camt_parts_tell(const struct camt_parts *parts, size_t i, struct intake_movement *movement,
		     const char **refs)
{
	const struct camt_kept *part = &parts->all[i];
	const char *bytes = parts->bytes.data, *ref = bytes + part->refs;

	movement->end_to_end = bytes + part->end_to_end;
	movement->payer_name = bytes + part->payer_name;
	movement->payer_iban = bytes + part->payer_iban;
	movement->return_code = bytes + part->return_code;
	if (bytes[part->text])
		movement->text = bytes + part->text;
	if (!*movement->reference)
		movement->reference = bytes + part->reference;
	for (size_t k = 0; k < part->refs_count; k++, ref += strlen(ref) + 1)
		refs[k] = ref;
	movement->refs = refs;
	movement->refs_count = part->refs_count;
}

void camt_parts_melt(const struct camt_parts *parts, struct camt_part *out)
{
	const char *bytes = parts->bytes.data;

	camt_part_reset(out);
	for (size_t i = 0; i < parts->count; i++) {
		const struct camt_kept *part = &parts->all[i];
		const char *ref = bytes + part->refs;
		bank_join(out->text, sizeof out->text, bytes + part->text);
		if (i == 0)
			snprintf(out->return_code, sizeof out->return_code, "%s",
				 bytes + part->return_code);
		else if (strcmp(out->return_code, bytes + part->return_code) != 0)
			*out->return_code = '\0';
		for (unsigned k = 0; k < part->refs_count; k++, ref += strlen(ref) + 1)
			camt_part_ref(out, ref);
	}
}
