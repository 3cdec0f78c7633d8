/* What one token of the entry line may mean, by its form alone. Knows nothing of today, sums or
 * outcomes.
 */
#include "rules/entry_token.h"

#include <stdbool.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "rules/keymap.h"

#define HOURS        24
#define MINUTES      60
#define UNITS_DIGITS 15 /* more never fits MONEY_MAX */
#define COUNT_DIGITS 3
#define GROUP        3 /* digits of a thousands group */
#define HUNDRED      100

static const char euro[] = "\xE2\x82\xAC";
static const char apostrophe[] = "\xE2\x80\x99"; /* the typographic one */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t digit_run(const char *s)
{
	size_t n = 0;
	while (is_digit(s[n]))
		n++;
	return n;
}

bool entry_token_is_mark(const char *s)
{
	return strcmp(s, euro) == 0 || strcmp(s, "e") == 0 || strcmp(s, "eur") == 0;
}

/* One character of clean UTF-8, of at most 4 bytes. */
static int decode(const char *s, size_t *size)
{
	unsigned char first = (unsigned char)*s;
	*size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
	int code = *size == 1 ? first : first & (0xFF >> (*size + 1));
	for (size_t i = 1; i < *size; i++)
		code = code << 6 | ((unsigned char)s[i] & 0x3F);
	return code;
}

/* Characters typed without shift on an AZERTY keyboard, as the digits that were meant. */
static void read_azerty(const char *s, char out[ENTRY_TOKEN_TEXT])
{
	size_t length = 0, size = 0;
	for (const char *at = s; *at; at += size) {
		int digit = keymap_azerty_digit(decode(at, &size));
		if (digit >= 0) {
			out[length++] = (char)('0' + digit);
		} else if (*at == '=' && at == s) {
			out[length++] = '+';
		} else {
			memcpy(out + length, at, size);
			length += size;
		}
	}
	out[length] = '\0';
}

/* A token that is a word and nothing else: folding must not have dropped a sign. */
static enum entry_status read_word(const char *s, struct entry_date *out)
{
	size_t characters = 0;
	for (const char *at = s; *at; at++)
		characters += ((unsigned char)*at & 0xC0) != 0x80;
	char *folded = text_fold(s);
	enum entry_status status = ENTRY_BAD_TOKEN;
	if (characters > 0 && strlen(folded) == characters)
		status = entry_date_word(folded, out);
	mem_free(folded);
	return status;
}

/* 14h 14h30 14:30 */
static enum entry_status read_hour(const char *s, int *out)
{
	size_t digits = digit_run(s);
	if (digits < 1 || digits > 2 || (s[digits] != 'h' && s[digits] != ':'))
		return ENTRY_BAD_TOKEN;
	const char *rest = s + digits + 1;
	size_t more = digit_run(rest);
	bool bare = more == 0 && s[digits] == 'h';
	if ((!bare && more != 2) || rest[more])
		return ENTRY_BAD_TOKEN;
	int hour = s[0] - '0', minute = 0;
	if (digits == 2)
		hour = hour * 10 + (s[1] - '0');
	if (more == 2)
		minute = (rest[0] - '0') * 10 + (rest[1] - '0');
	if (hour >= HOURS || minute >= MINUTES)
		return ENTRY_NO_SUCH_HOUR;
	*out = hour * MINUTES + minute;
	return ENTRY_OK;
}

/* 3x */
static enum entry_status read_count(const char *s, int *out)
{
	size_t digits = digit_run(s);
	if (digits < 1 || strcmp(s + digits, "x") != 0)
		return ENTRY_BAD_TOKEN;
	*out = 0;
	for (size_t i = 0; i < digits && i < COUNT_DIGITS; i++)
		*out = *out * 10 + (s[i] - '0');
	if (digits > COUNT_DIGITS)
		*out = PROMISE_PLAN_MAX + 1;
	return ENTRY_OK;
}

/* Whole units: digits, or groups of three after `group` (NULL: no groups). Returns the bytes read, 0
 * when the form is wrong. */
static size_t read_units(const char *s, const char *group, cents *out)
{
	size_t at = digit_run(s), digits = at, sign = group ? strlen(group) : 0;
	cents value = 0;
	if (at == 0 || (group && at > GROUP))
		return 0;
	while (group && strncmp(s + at, group, sign) == 0) {
		if (digit_run(s + at + sign) != GROUP)
			return 0;
		at += sign + GROUP;
		digits += GROUP;
	}
	for (size_t i = 0; i < at && digits <= UNITS_DIGITS; i++)
		if (is_digit(s[i]))
			value = value * 10 + (s[i] - '0');
	*out = digits > UNITS_DIGITS ? MONEY_MAX + 1 : value * HUNDRED;
	return at;
}

/* What cuts thousands before the decimal sign: an apostrophe, or the other one of . and , NULL: nothing. */
static const char *group_of(const char *s, const char *decimal)
{
	size_t n = decimal ? (size_t)(decimal - s) : strlen(s);
	if (memchr(s, '\'', n))
		return "'";
	if (strstr(s, apostrophe))
		return apostrophe;
	if (!decimal)
		return NULL;
	const char *other = *decimal == '.' ? "," : ".";
	return memchr(s, *other, n) ? other : NULL;
}

/* The digits of an amount: 1512 · 12,00 · 12.5 · 1.500,00 · 1,500.00 · 1'500.00. A point or a comma
 * followed by three digits alone could be either. */
static enum entry_status read_digits(const char *s, cents *out)
{
	const char *last = strpbrk(s, ".,");
	cents value;
	if (!last)
		return read_units(s, group_of(s, NULL), out) == strlen(s) && *s ? ENTRY_OK : ENTRY_BAD_TOKEN;
	for (const char *next = last; (next = strpbrk(next, ".,")) != NULL; next++)
		last = next;
	size_t units = read_units(s, group_of(s, last), &value);
	size_t decimals = digit_run(last + 1);
	if (decimals == GROUP && !last[1 + GROUP] && read_units(s, *last == '.' ? "." : ",", &value) == strlen(s))
		return ENTRY_BAD_AMOUNT_FORM;
	if (units == 0 || s + units != last || decimals < 1 || decimals > 2 || last[1 + decimals])
		return ENTRY_BAD_TOKEN;
	int fraction = (last[1] - '0') * 10 + (decimals == 2 ? last[2] - '0' : 0);
	*out = value > MONEY_MAX ? value : value + fraction;
	return ENTRY_OK;
}

/* An amount, perhaps signed with - and marked with e, eur or the euro sign. */
static enum entry_status read_amount(const char *s, cents *out)
{
	char digits[ENTRY_TOKEN_TEXT];
	bool negative = *s == '-';
	s += negative;
	size_t length = strspn(s, "0123456789.,'");
	while (strncmp(s + length, apostrophe, strlen(apostrophe)) == 0) {
		length += strlen(apostrophe);
		length += strspn(s + length, "0123456789.,'");
	}
	if (s[length] && !entry_token_is_mark(s + length))
		return ENTRY_BAD_TOKEN;
	memcpy(digits, s, length);
	digits[length] = '\0';
	cents value;
	enum entry_status status = read_digits(digits, &value);
	if (status == ENTRY_OK)
		*out = negative ? -value : value;
	return status;
}

/* Note what a reader said: a meaning more, or a better reason why there is none. */
static void add(struct entry_token *token, enum entry_kind kind, enum entry_status status)
{
	if (status == ENTRY_OK)
		token->kinds |= kind;
	else if (status != ENTRY_BAD_TOKEN)
		token->error = status;
}

void entry_token_read(const char *s, size_t n, struct entry_token *out)
{
	char typed[ENTRY_TOKEN_TEXT];
	*out = (struct entry_token){ .error = ENTRY_BAD_TOKEN };
	if (n == 0 || n >= sizeof typed)
		return;
	memcpy(typed, s, n);
	typed[n] = '\0';
	bool digits = typed[strcspn(typed, "0123456789")] != '\0';
	if (!digits) {
		enum entry_status word = read_word(typed, &out->date);
		memcpy(out->text, typed, n + 1);
		add(out, ENTRY_KIND_DATE, word);
		if (word != ENTRY_BAD_TOKEN)
			return;
		read_azerty(typed, out->text);
	} else {
		memcpy(out->text, typed, n + 1);
	}
	for (char *c = out->text; *c; c++)
		*c = (char)(*c >= 'A' && *c <= 'Z' ? *c - 'A' + 'a' : *c);
	add(out, ENTRY_KIND_DATE, entry_date_digits(out->text, &out->date));
	add(out, ENTRY_KIND_AMOUNT, read_amount(out->text, &out->amount));
	add(out, ENTRY_KIND_COUNT, read_count(out->text, &out->count));
	add(out, ENTRY_KIND_HOUR, read_hour(out->text, &out->minute));
}

/* The token can stand behind the first one of a number written with blanks. */
static bool continues(const char *s, bool *ends)
{
	if (entry_token_is_mark(s)) {
		*ends = true;
		return true;
	}
	if (digit_run(s) != GROUP)
		return false;
	*ends = s[GROUP] != '\0';
	return true;
}

size_t entry_token_join(const struct entry_token *tokens, size_t count,
			size_t sizes[ENTRY_TOKEN_JOINS], cents amounts[ENTRY_TOKEN_JOINS])
{
	char text[ENTRY_TOKEN_TEXT * 2];
	size_t found = 0, length = strlen(tokens[0].text);
	bool whole = digit_run(tokens[0].text) == length && length <= GROUP, ends = false, marked = false;
	memcpy(text, tokens[0].text, length + 1);
	for (size_t i = 1; i < count && !marked && found < ENTRY_TOKEN_JOINS; i++) {
		const char *next = tokens[i].text;
		size_t more = strlen(next);
		marked = entry_token_is_mark(next);
		if ((ends || !whole) && !marked) /* behind decimals only the mark may stand */
			break;
		if (length + more >= ENTRY_TOKEN_TEXT || !continues(next, &ends))
			break;
		memcpy(text + length, next, more + 1);
		length += more;
		if (read_amount(text, &amounts[found]) != ENTRY_OK)
			break;
		sizes[found++] = i + 1;
	}
	return found;
}
