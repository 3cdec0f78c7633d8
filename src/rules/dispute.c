/* The entry line of a dispute. Knows lines and words, no store.
 */
#include "rules/dispute.h"

#include <stdio.h>
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

static const struct {
	const char *word;
	enum dispute_kind kind;
} kind_words[] = {
	{ "administrative", DISPUTE_ADMINISTRATIVE }, { "administratif", DISPUTE_ADMINISTRATIVE },
	{ "commercial", DISPUTE_COMMERCIAL },         { "technical", DISPUTE_TECHNICAL },
	{ "technique", DISPUTE_TECHNICAL },
};

bool dispute_kind_from_code(const char *code, enum dispute_kind *out)
{
	for (int i = 0; i < DISPUTE_KIND_COUNT; i++) {
		if (strcmp(dispute_kind_codes[i], code) == 0) {
			*out = (enum dispute_kind)i;
			return true;
		}
	}
	return false;
}

static bool read_kind(const char *token, enum dispute_kind *out)
{
	size_t n = strlen(token);

	for (size_t i = 0; i < sizeof kind_words / sizeof *kind_words; i++) {
		if (strncasecmp(kind_words[i].word, token, n) == 0) {
			*out = kind_words[i].kind;
			return true;
		}
	}
	return false;
}

static bool read_number(const char *token, const struct dispute_line *lines, size_t count,
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

/* An exact number before a line of the list: an invoice may well be called "2". */
static bool read_line(const char *token, const struct dispute_line *lines, size_t count,
		      size_t *out)
{
	char digits[LINE_DIGITS + 1];
	unsigned long line;

	if (read_number(token, lines, count, out))
		return true;
	if (keymap_azerty_number(token, digits, sizeof digits)) {
		token = digits;
		if (read_number(token, lines, count, out))
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

static enum dispute_status take_token(const char *token, const struct dispute_line *lines,
				      size_t count, bool *chosen, struct dispute_entry *out)
{
	enum dispute_kind kind;
	size_t i;

	if (read_line(token, lines, count, &i)) {
		if (!lines[i].owed)
			return DISPUTE_NOT_OWED;
		if (lines[i].disputed)
			return DISPUTE_ALREADY;
		out->count += !chosen[i];
		chosen[i] = true;
		return DISPUTE_OK;
	}
	if (!read_kind(token, &kind))
		return DISPUTE_UNKNOWN;
	if (out->kind_typed && kind != out->kind)
		return DISPUTE_TWO_KINDS;
	out->kind = kind;
	out->kind_typed = true;
	return DISPUTE_OK;
}

const char *dispute_note(const char *text)
{
	return entry_line_note(text);
}

bool dispute_parse(const char *text, const struct dispute_line *lines, size_t line_count,
		   bool *chosen, struct dispute_entry *out)
{
	const char *token;
	size_t n;

	memset(out, 0, sizeof *out);
	memset(chosen, 0, line_count * sizeof *chosen);
	while (out->status == DISPUTE_OK && (n = entry_line_token(&text, &token)) > 0) {
		char word[128];

		snprintf(word, sizeof word, "%.*s", (int)(n < sizeof word ? n : sizeof word - 1),
			 token);
		out->status = take_token(word, lines, line_count, chosen, out);
		if (out->status != DISPUTE_OK)
			snprintf(out->token, sizeof out->token, "%.60s", word);
	}
	if (out->status == DISPUTE_OK && out->count == 0) {
		for (size_t i = 0; i < line_count; i++)
			out->count += chosen[i] = lines[i].overdue;
		if (out->count == 0)
			out->status = DISPUTE_NOTHING;
	}
	return out->status == DISPUTE_OK;
}
