/* Kinds, sub-reasons and ends of a dispute, and which invoice a word names. Knows lines and words, no store.
 */
#include "rules/dispute.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "rules/entry_line.h"
#include "rules/keymap.h"

#define LINE_DIGITS 6

const char *const dispute_kind_codes[DISPUTE_KIND_COUNT] = {
	[DISPUTE_ADMINISTRATIVE] = "administrative",
	[DISPUTE_COMMERCIAL] = "commercial",
	[DISPUTE_TECHNICAL] = "technical",
};

const struct dispute_sub_rule dispute_subs[DISPUTE_SUB_COUNT] = {
	[DISPUTE_SUB_NONE] = { "", DISPUTE_ADMINISTRATIVE },
	[DISPUTE_SUB_ORDER] = { "order", DISPUTE_ADMINISTRATIVE },
	[DISPUTE_SUB_ADDRESS] = { "address", DISPUTE_ADMINISTRATIVE },
	[DISPUTE_SUB_DUPLICATE] = { "duplicate", DISPUTE_ADMINISTRATIVE },
	[DISPUTE_SUB_VAT] = { "vat", DISPUTE_ADMINISTRATIVE },
	[DISPUTE_SUB_PRICE] = { "price", DISPUTE_COMMERCIAL },
	[DISPUTE_SUB_DISCOUNT] = { "discount", DISPUTE_COMMERCIAL },
	[DISPUTE_SUB_TERMS] = { "terms", DISPUTE_COMMERCIAL },
	[DISPUTE_SUB_QUALITY] = { "quality", DISPUTE_TECHNICAL },
	[DISPUTE_SUB_QUANTITY] = { "quantity", DISPUTE_TECHNICAL },
	[DISPUTE_SUB_DELIVERY] = { "delivery", DISPUTE_TECHNICAL },
	[DISPUTE_SUB_DAMAGE] = { "damage", DISPUTE_TECHNICAL },
	[DISPUTE_SUB_SERVICE] = { "service", DISPUTE_TECHNICAL },
};

const char *const dispute_resolution_codes[DISPUTE_RESOLUTION_COUNT] = {
	[DISPUTE_CREDIT] = "credit",
	[DISPUTE_REJECTED] = "rejected",
	[DISPUTE_AGREED] = "agreed",
	[DISPUTE_PAID] = "paid",
};

bool dispute_may_raise(date due_on, date today)
{
	return due_on < today;
}

bool dispute_is_paid(int invoices, cents open)
{
	return invoices > 0 && open <= 0;
}

bool dispute_is_old(date opened_on, int days, date today)
{
	return today - opened_on > days;
}

static bool find_number(const char *token, const struct dispute_line *lines, size_t count,
			size_t *out)
{
	for (size_t i = 0; i < count; i++) {
		if (lines[i].number[0] && strcasecmp(lines[i].number, token) == 0) {
			*out = i;
			return true;
		}
	}
	return false;
}

bool dispute_find_line(const char *token, const struct dispute_line *lines, size_t count,
		       size_t *out)
{
	char digits[LINE_DIGITS + 1];
	unsigned long line;

	if (find_number(token, lines, count, out))
		return true;
	if (keymap_azerty_number(token, digits, sizeof digits)) {
		token = digits;
		if (find_number(token, lines, count, out))
			return true;
	}
	if (strlen(token) > LINE_DIGITS || strspn(token, "0123456789") != strlen(token))
		return false;
	line = strtoul(token, NULL, 10);
	if (line < 1 || line > count)
		return false;
	*out = line - 1;
	return true;
}

/* A place in the list at *token, which moves behind it; 0: none. */
static unsigned long take_place(const char **token)
{
	size_t digits = strspn(*token, "0123456789");
	unsigned long place = digits > 0 && digits <= LINE_DIGITS ? strtoul(*token, NULL, 10) : 0;

	*token += digits;
	return place;
}

bool dispute_find_lines(const char *token, size_t count, size_t *first, size_t *last)
{
	unsigned long from = take_place(&token), to = *token == '-' ? (token++, take_place(&token)) : 0;

	if (*token || from < 1 || from >= to || to > count)
		return false;
	*first = from - 1;
	*last = to - 1;
	return true;
}

const char *dispute_note(const char *text)
{
	return entry_line_note(text);
}
