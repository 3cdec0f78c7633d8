/* Reading one value of an option as a user writes it. Knows what kinds of values there are, no option
 * by name, no file.
 */
#include "rules/option.h"

#include <stdlib.h>
#include <string.h>

#include "base/money.h"
#include "rules/entry.h"

#define HOUR_MINUTES  60
#define NUMBER_DIGITS 15

static enum option_status in_range(const struct option_row *row, int64_t number)
{
	return number < row->min || number > row->max ? OPTION_OUT_OF_RANGE : OPTION_OK;
}

/* A whole number at *at, which moves behind it. Too many digits count as out of any range. */
static bool scan_number(const char **at, int64_t *out)
{
	const char *s = *at;
	bool negative = *s == '-';
	size_t digits = strspn(s += negative, "0123456789");
	if (digits == 0)
		return false;
	*out = digits > NUMBER_DIGITS ? INT64_MAX : strtoll(s, NULL, 10);
	if (negative)
		*out = -*out;
	*at = s + digits;
	return true;
}

static enum option_status read_integer(const struct option_row *row, const char *text,
				       struct option_value *out)
{
	if (!scan_number(&text, &out->number) || *text)
		return OPTION_BAD_FORM;
	return in_range(row, out->number);
}

static enum option_status read_money(const struct option_row *row, const char *text,
				     struct option_value *out)
{
	cents typed;

	switch (money_parse(text, strlen(text), MONEY_POINT, &out->number)) {
	case MONEY_OK:
		/* 15.000 is fifteen here and fifteen thousand to whoever typed it */
		return out->number < 0 || entry_parse_sum(text, &typed) ? in_range(row, out->number) : OPTION_BAD_FORM;
	case MONEY_OVERFLOW: return OPTION_OUT_OF_RANGE;
	case MONEY_ROUNDED:
	case MONEY_NOT_A_NUMBER: break;
	}
	return OPTION_BAD_FORM;
}

/* 9:30, 0:00 to 24:00 */
static enum option_status read_hour(const struct option_row *row, const char *text,
				    struct option_value *out)
{
	int64_t hour, minute;
	if (*text == '-' || !scan_number(&text, &hour) || *text++ != ':')
		return OPTION_BAD_FORM;
	if (strspn(text, "0123456789") != 2 || !scan_number(&text, &minute) || *text)
		return OPTION_BAD_FORM;
	if (minute >= HOUR_MINUTES || hour > row->max / HOUR_MINUTES)
		return OPTION_OUT_OF_RANGE;
	out->number = hour * HOUR_MINUTES + minute;
	return in_range(row, out->number);
}

static enum option_status read_boolean(const char *text, struct option_value *out)
{
	out->number = strcmp(text, "true") == 0;
	return out->number || strcmp(text, "false") == 0 ? OPTION_OK : OPTION_BAD_FORM;
}

static enum option_status read_choice(const struct option_row *row, const char *text,
				      struct option_value *out)
{
	for (int i = 0; row->choices[i]; i++) {
		if (strcmp(row->choices[i], text) == 0) {
			out->number = i;
			out->text = row->choices[i];
			return OPTION_OK;
		}
	}
	return OPTION_NO_CHOICE;
}

static enum option_status read_list(const struct option_row *row, const char *text,
				    struct option_value *out)
{
	static const char between[] = ", \t";
	text += strspn(text, between);
	for (; *text; text += strspn(text, between)) {
		int64_t number;
		if (out->count == row->count || !scan_number(&text, &number))
			return OPTION_BAD_FORM;
		if (*text && !strchr(between, *text))
			return OPTION_BAD_FORM;
		if (in_range(row, number) != OPTION_OK)
			return OPTION_OUT_OF_RANGE;
		out->list[out->count++] = number;
	}
	return out->count == row->count ? OPTION_OK : OPTION_BAD_FORM;
}

static enum option_status read_value(const struct option_row *row, const char *text,
				     struct option_value *out)
{
	switch (row->type) {
	case OPTION_INTEGER: return read_integer(row, text, out);
	case OPTION_MONEY: return read_money(row, text, out);
	case OPTION_HOUR: return read_hour(row, text, out);
	case OPTION_BOOLEAN: return read_boolean(text, out);
	case OPTION_CHOICE: return read_choice(row, text, out);
	case OPTION_LIST: return read_list(row, text, out);
	case OPTION_TEXT: break;
	}
	out->text = text;
	return OPTION_OK;
}

enum option_status option_read(enum option option, const char *text, struct option_value *out)
{
	struct option_value value = { 0 };
	enum option_status status = read_value(&option_rows[option], text, &value);
	if (status == OPTION_OK)
		*out = value;
	return status;
}

struct option_value option_default(enum option option)
{
	struct option_value value = { 0 };
	option_read(option, option_rows[option].fallback, &value);
	return value;
}
