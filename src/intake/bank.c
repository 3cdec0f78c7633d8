/* Adds statements up and makes keys.
 */
#include "intake/bank.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/hash.h"
#include "base/text.h"

void bank_balance(struct bank_statement *statement, bool closing, cents amount,
		  const char *currency)
{
	char *code = closing ? statement->closing_currency : statement->opening_currency;

	*(closing ? &statement->closing : &statement->opening) = amount;
	*(closing ? &statement->closed : &statement->opened) = true;
	snprintf(code, MONEY_CODE, "%s", currency);
}

void bank_move(struct bank_statement *statement, cents amount, const char *currency)
{
	if (!*statement->currency)
		snprintf(statement->currency, sizeof statement->currency, "%s", currency);
	if (strcmp(statement->currency, currency) != 0 ||
	    !money_add(statement->moved, amount, &statement->moved))
		statement->mixed = true;
}

static bool comes_out(const struct bank_statement *statement)
{
	const char *currency = statement->opening_currency;
	cents expected, off;

	if (statement->mixed || strcmp(currency, statement->closing_currency) != 0 ||
	    (*statement->currency && strcmp(currency, statement->currency) != 0))
		return false;
	if (!money_add(statement->opening, statement->moved, &expected) ||
	    !money_sub(expected, statement->closing, &off))
		return false;
	return off <= statement->rounded && off >= -statement->rounded;
}

bool bank_check(struct report *report, const struct bank_statement *statement, const char *account,
		int64_t line)
{
	char text[INTAKE_ARG], made[MONEY_TEXT], told[MONEY_TEXT];
	cents sum = 0;

	if (!statement->opened || !statement->closed || comes_out(statement))
		return true;
	if (!money_add(statement->opening, statement->moved, &sum))
		sum = statement->moved;
	snprintf(text, sizeof text, "%.60s %s/%s %s", account, money_decimal_text(sum, made),
		 money_decimal_text(statement->closing, told), statement->closing_currency);
	return report_say(report, REASON_BALANCE, true, line, text, piece_of(""));
}

void bank_reference(char *out, size_t room, const char *s, size_t n)
{
	static const char *const nothing[] = { "NOTPROVIDED", "NOT PROVIDED", "NOTAVAILABLE", "NOT AVAILABLE", "NONREF",
					       "NOREF",       "NONE",         "N/A",          "NA",            "UNKNOWN" };

	if (n == 0)
		return;
	text_clean_into(out, room, s, n);
	for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
		if (strcasecmp(out, nothing[i]) == 0)
			*out = '\0';
	if (out[strspn(out, "0-./ ")] == '\0')
		*out = '\0';
}

void bank_join(char *text, size_t room, const char *more)
{
	size_t len = strlen(text);

	if (!*more || len + 2 >= room)
		return;
	if (len)
		text[len++] = ' ';
	if (text_clean_into(text + len, room - len, more, strlen(more)) == 0 && len)
		text[len - 1] = '\0';
}

void bank_keys_clear(struct bank_keys *keys)
{
	mem_free(keys->once);
	table_clear(&keys->again);
}

/* False when it was there. */
static bool put(uint64_t *slots, size_t room, uint64_t hash)
{
	size_t at = hash & (room - 1);

	while (slots[at] && slots[at] != hash)
		at = (at + 1) & (room - 1);
	if (slots[at])
		return false;
	slots[at] = hash;
	return true;
}

static void grow(struct bank_keys *keys)
{
	size_t room = keys->room ? 2 * keys->room : 1024;
	uint64_t *slots = mem_alloc(room * sizeof *slots);

	for (size_t i = 0; i < keys->room; i++)
		if (keys->once[i])
			put(slots, room, keys->once[i]);
	mem_free(keys->once);
	keys->once = slots;
	keys->room = room;
}

/* 1 for the first of its hash, 2 for the second … */
static uint64_t rank_of(struct bank_keys *keys, uint64_t hash)
{
	hash += hash == 0;
	if (keys->used >= keys->room / 8 * 7)
		grow(keys);
	if (put(keys->once, keys->room, hash)) {
		keys->used++;
		return 1;
	}
	return ++*table_put(&keys->again, hash, NULL) + 1;
}

void bank_key(struct bank_keys *keys, const struct intake_movement *entry, struct buf *out)
{
	char on[DATE_TEXT], amount[MONEY_TEXT];
	size_t from = out->len;

	money_decimal_text(entry->amount, amount);
	if (*entry->reference) {
		buf_printf(out, "%s|%s|%s", entry->account, entry->reference, amount);
		return;
	}
	buf_printf(out, "%s|%s|%s|%s", entry->account, date_iso(entry->booked_on, on), amount,
		   entry->end_to_end);
	uint64_t rank = rank_of(keys, hash_64(out->data + from, out->len - from, 0));
	if (rank > 1)
		buf_printf(out, "#%llu", (unsigned long long)rank);
}
