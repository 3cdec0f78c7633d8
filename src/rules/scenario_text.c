/* Reading steps word by word. Knows the grammar of one line; whether the steps make a good
 * scenario is scenario_check's.
 */
#include "rules/scenario_text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "rules/entry.h"

#define DAYS_MIN  (-365)
#define DAYS_MAX  3660
#define DIGITS    4
#define BLANKS    " \t"
#define WORD_ROOM 96

/* A word of the text, cut where a longer one could not mean anything. */
struct word {
	char text[WORD_ROOM];
	size_t at;
	bool whole;
};

struct reader {
	const char *start, *at;
};

/* The next word of the step; false at its end. */
static bool next_word(struct reader *r, struct word *word)
{
	r->at += strspn(r->at, BLANKS);
	size_t length = strcspn(r->at, BLANKS ";");
	word->at = (size_t)(r->at - r->start);
	word->whole = length < sizeof word->text;
	size_t kept = word->whole ? length : sizeof word->text - 1;
	memcpy(word->text, r->at, kept);
	word->text[kept] = '\0';
	r->at += length;
	return length > 0;
}

static bool read_days(const char *text, int *out)
{
	bool negative = *text == '-';
	text += negative;
	size_t digits = strspn(text, "0123456789");
	if (digits == 0 || digits > DIGITS || text[digits])
		return false;
	*out = (int)strtol(text, NULL, 10);
	if (negative)
		*out = -*out;
	return *out >= DAYS_MIN && *out <= DAYS_MAX;
}

static bool read_channel(const char *text, enum scenario_channel *out)
{
	for (int i = 0; i < SCENARIO_CHANNEL_COUNT; i++) {
		if (strcmp(scenario_channel_codes[i], text) == 0) {
			*out = (enum scenario_channel)i;
			return true;
		}
	}
	return false;
}

/* A name of letters, digits, - and _ that fits in out. */
static bool read_name(const char *text, char *out, size_t room)
{
	size_t length = strlen(text);
	if (length == 0 || length >= room)
		return false;
	for (size_t i = 0; i < length; i++)
		if (!isalnum((unsigned char)text[i]) && text[i] != '-' && text[i] != '_')
			return false;
	memcpy(out, text, length + 1);
	return true;
}

static bool read_amount(const char *text, cents *out)
{
	cents amount, typed;
	if (*out != 0 || money_parse(text, strlen(text), MONEY_POINT, &amount) != MONEY_OK ||
	    amount <= 0 || !entry_parse_amount(text, &typed))
		return false;
	*out = amount;
	return true;
}

static bool read_reasons(const char *text, unsigned *out)
{
	if (*out != 0)
		return false;
	for (;;) {
		char code[SCENARIO_NAME];
		enum reason reason;
		size_t length = strcspn(text, "|");
		if (length == 0 || length >= sizeof code)
			return false;
		memcpy(code, text, length);
		code[length] = '\0';
		if (!reason_from_code(code, &reason))
			return false;
		*out |= 1u << reason;
		if (!text[length])
			return true;
		text += length + 1;
	}
}

static bool read_key(const char *text, enum scenario_flag *out)
{
	if (*out != SCENARIO_ANY)
		return false;
	*out = strcmp(text, "yes") == 0 ? SCENARIO_YES : SCENARIO_NO;
	return *out == SCENARIO_YES || strcmp(text, "no") == 0;
}

/* What follows `key` in the word; NULL when the word begins otherwise. */
static const char *after(const char *word, const char *key)
{
	size_t length = strlen(key);
	return strncmp(word, key, length) == 0 ? word + length : NULL;
}

static bool read_condition(const char *word, struct scenario_condition *when)
{
	const char *value;
	if ((value = after(word, "segment=")))
		return !when->segment[0] && read_name(value, when->segment, sizeof when->segment);
	if ((value = after(word, "language=")))
		return !when->language[0] &&
		       read_name(value, when->language, sizeof when->language);
	if ((value = after(word, "amount>=")))
		return read_amount(value, &when->from_amount);
	if ((value = after(word, "amount<")))
		return read_amount(value, &when->below_amount);
	if ((value = after(word, "reason=")))
		return read_reasons(value, &when->reasons);
	if ((value = after(word, "key=")))
		return read_key(value, &when->key_account);
	return false;
}

static enum scenario_text_status read_step(struct reader *r, struct scenario_step *step,
					   struct word *word)
{
	*step = (struct scenario_step){ 0 };
	next_word(r, word);
	if (!read_days(word->text, &step->days))
		return SCENARIO_TEXT_DAYS;
	next_word(r, word);
	if (!read_channel(word->text, &step->channel))
		return SCENARIO_TEXT_CHANNEL;
	next_word(r, word);
	if (!reason_firmness_from_code(word->text, &step->firmness))
		return SCENARIO_TEXT_FIRMNESS;
	next_word(r, word);
	if (!read_name(word->text, step->template_name, sizeof step->template_name))
		return SCENARIO_TEXT_TEMPLATE;
	while (next_word(r, word))
		if (!word->whole || !read_condition(word->text, &step->when))
			return SCENARIO_TEXT_CONDITION;
	return SCENARIO_TEXT_OK;
}

enum scenario_text_status scenario_text_read(const char *text, struct scenario_step *steps,
					     size_t room, size_t *count, size_t *at)
{
	struct reader r = { text, text };
	*count = 0;
	for (r.at += strspn(r.at, BLANKS ";"); *r.at; r.at += strspn(r.at, BLANKS ";")) {
		struct scenario_step step;
		struct word word;
		*at = (size_t)(r.at - text);
		if (*count == room)
			return SCENARIO_TEXT_NO_ROOM;
		enum scenario_text_status status = read_step(&r, &step, &word);
		if (status != SCENARIO_TEXT_OK) {
			*at = word.at;
			return status;
		}
		steps[(*count)++] = step;
	}
	*at = (size_t)(r.at - text);
	return SCENARIO_TEXT_OK;
}
