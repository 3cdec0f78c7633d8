/* The entry line of a dispute, token by token. Knows lines, words and days, no store.
 */
#include "rules/dispute.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/text.h"
#include "rules/calendar.h"
#include "rules/entry.h"
#include "rules/entry_line.h"
#include "rules/keymap.h"

#define TOKEN_TEXT    128
#define FARTHEST_DAYS 365
#define SUB_LEAST     2 /* one letter is a day or a kind */

static const struct {
	const char *word;
	enum dispute_kind kind;
} kind_words[] = {
	{ "administrative", DISPUTE_ADMINISTRATIVE }, { "administratif", DISPUTE_ADMINISTRATIVE },
	{ "commercial", DISPUTE_COMMERCIAL },         { "technical", DISPUTE_TECHNICAL },
	{ "technique", DISPUTE_TECHNICAL },
};

/* Folded. */
static const struct {
	const char *word;
	enum dispute_sub sub;
} sub_words[] = {
	{ "commande", DISPUTE_SUB_ORDER },
	{ "bc", DISPUTE_SUB_ORDER },
	{ "order", DISPUTE_SUB_ORDER },
	{ "purchase", DISPUTE_SUB_ORDER },
	{ "adresse", DISPUTE_SUB_ADDRESS },
	{ "address", DISPUTE_SUB_ADDRESS },
	{ "entite", DISPUTE_SUB_ADDRESS },
	{ "entity", DISPUTE_SUB_ADDRESS },
	{ "doublon", DISPUTE_SUB_DUPLICATE },
	{ "double", DISPUTE_SUB_DUPLICATE },
	{ "duplicate", DISPUTE_SUB_DUPLICATE },
	{ "tva", DISPUTE_SUB_VAT },
	{ "vat", DISPUTE_SUB_VAT },
	{ "prix", DISPUTE_SUB_PRICE },
	{ "price", DISPUTE_SUB_PRICE },
	{ "tarif", DISPUTE_SUB_PRICE },
	{ "remise", DISPUTE_SUB_DISCOUNT },
	{ "rabais", DISPUTE_SUB_DISCOUNT },
	{ "discount", DISPUTE_SUB_DISCOUNT },
	{ "conditions", DISPUTE_SUB_TERMS },
	{ "echeance", DISPUTE_SUB_TERMS },
	{ "terms", DISPUTE_SUB_TERMS },
	{ "qualite", DISPUTE_SUB_QUALITY },
	{ "quality", DISPUTE_SUB_QUALITY },
	{ "quantite", DISPUTE_SUB_QUANTITY },
	{ "quantity", DISPUTE_SUB_QUANTITY },
	{ "manquant", DISPUTE_SUB_QUANTITY },
	{ "missing", DISPUTE_SUB_QUANTITY },
	{ "livraison", DISPUTE_SUB_DELIVERY },
	{ "delivery", DISPUTE_SUB_DELIVERY },
	{ "retard", DISPUTE_SUB_DELIVERY },
	{ "casse", DISPUTE_SUB_DAMAGE },
	{ "avarie", DISPUTE_SUB_DAMAGE },
	{ "damage", DISPUTE_SUB_DAMAGE },
	{ "prestation", DISPUTE_SUB_SERVICE },
	{ "service", DISPUTE_SUB_SERVICE },
	{ "installation", DISPUTE_SUB_SERVICE },
};

static const char *const owner_words[] = { "pour", "chez", "for", NULL };
static const char *const date_words[] = { "le", "on", "by", "avant", "until", NULL };

/* What the tokens so far wait for. */
enum waiting { WAITING_NOTHING, WAITING_OWNER, WAITING_DATE };

struct reading {
	const struct dispute_line *lines;
	size_t line_count;
	date today;
	bool *chosen;
	enum waiting waiting;
	bool owner_only; /* no kind, no invoice */
	struct dispute_entry *out;
};

static bool is_one_of(const char *token, const char *const *words)
{
	for (size_t i = 0; words[i]; i++)
		if (strcasecmp(words[i], token) == 0)
			return true;
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

/* How many sub-reasons begin like that (2 and more count as 2); a whole word is that one alone. */
static int read_sub(const char *token, enum dispute_sub *out)
{
	char *folded = text_fold(token);
	size_t n = strlen(folded);
	enum dispute_sub found = DISPUTE_SUB_NONE;
	int count = 0;

	for (size_t i = 0; i < sizeof sub_words / sizeof *sub_words && n >= SUB_LEAST; i++) {
		if (strncmp(sub_words[i].word, folded, n) != 0)
			continue;
		if (!sub_words[i].word[n]) {
			found = sub_words[i].sub;
			count = 1;
			break;
		}
		if (found != sub_words[i].sub)
			count += count < 2;
		found = sub_words[i].sub;
	}
	mem_free(folded);
	if (count == 1)
		*out = found;
	return count;
}

static bool has_digit(const char *token)
{
	return strpbrk(token, "0123456789") != NULL;
}

/* A number and nothing else, on either keyboard. */
static bool is_number(const char *token)
{
	char digits[TOKEN_TEXT];

	return strspn(token, "0123456789") == strlen(token) ||
	       keymap_azerty_number(token, digits, sizeof digits);
}

/* Written like a date, whether it is one or not. */
static bool looks_dated(const char *token)
{
	return (has_digit(token) && strpbrk(token, "/+.-")) || *token == '+' || *token == '=';
}

static enum dispute_status take_date(struct reading *r, const char *token)
{
	date on;

	if (date_is(r->out->due_on))
		return DISPUTE_TWO_DATES;
	if (!entry_parse_date(token, r->today, false, &on) || on <= r->today ||
	    on > r->today + FARTHEST_DAYS)
		return DISPUTE_BAD_DATE;
	r->out->due_on = calendar_business_on_or_after(on);
	r->waiting = r->owner_only ? WAITING_OWNER : WAITING_NOTHING;
	return DISPUTE_OK;
}

static enum dispute_status take_line(struct reading *r, size_t line)
{
	if (!r->lines[line].owed)
		return DISPUTE_NOT_OWED;
	if (r->lines[line].disputed)
		return DISPUTE_ALREADY;
	r->out->count += !r->chosen[line];
	r->chosen[line] = true;
	return DISPUTE_OK;
}

/* 2-4: a tired reader takes one for the other, and all that is overdue would be in dispute until the 2nd of April. */
static enum dispute_status take_lines(struct reading *r, const char *token, size_t first, size_t last)
{
	enum dispute_status status = DISPUTE_OK;
	date on;

	if (entry_parse_date(token, r->today, false, &on))
		return DISPUTE_LINES_OR_DAY;
	for (size_t line = first; line <= last && status == DISPUTE_OK; line++)
		status = take_line(r, line);
	return status;
}

static enum dispute_status take_kind(struct reading *r, enum dispute_kind kind)
{
	if (r->out->kind_typed && kind != r->out->kind)
		return DISPUTE_TWO_KINDS;
	r->out->kind = kind;
	r->out->kind_typed = true;
	return DISPUTE_OK;
}

static enum dispute_status take_sub(struct reading *r, enum dispute_sub sub)
{
	if (r->out->sub != DISPUTE_SUB_NONE && r->out->sub != sub)
		return DISPUTE_TWO_SUBS;
	r->out->sub = sub;
	return take_kind(r, dispute_subs[sub].kind);
}

static enum dispute_status take_name(struct reading *r, const char *token)
{
	char *owner = r->out->owner;
	size_t used = strlen(owner);

	if (strchr(token, '@'))
		text_clean_into(r->out->owner_mail, sizeof r->out->owner_mail, token, strlen(token));
	else if (used + 1 < DISPUTE_OWNER) {
		if (used > 0)
			owner[used++] = ' ';
		text_clean_into(owner + used, DISPUTE_OWNER - used, token, strlen(token));
	}
	return DISPUTE_OK;
}

static enum dispute_status take_word(struct reading *r, const char *token)
{
	enum dispute_kind kind;
	enum dispute_sub sub = DISPUTE_SUB_NONE;
	date on;

	if (read_kind(token, &kind))
		return take_kind(r, kind);
	int subs = read_sub(token, &sub);
	bool dated = !is_number(token) && entry_parse_date(token, r->today, false, &on);
	if (subs + dated > 1)
		return DISPUTE_AMBIGUOUS;
	if (subs == 1)
		return take_sub(r, sub);
	if (dated || looks_dated(token))
		return take_date(r, token);
	if (strchr(token, '@'))
		return take_name(r, token);
	return DISPUTE_UNKNOWN;
}

static enum dispute_status take_token(struct reading *r, const char *token)
{
	size_t line, last;

	if (is_one_of(token, owner_words)) {
		r->waiting = WAITING_OWNER;
		return DISPUTE_OK;
	}
	if (is_one_of(token, date_words)) {
		r->waiting = WAITING_DATE;
		return DISPUTE_OK;
	}
	if (r->waiting == WAITING_DATE)
		return take_date(r, token);
	if (r->waiting == WAITING_OWNER && !has_digit(token) && !looks_dated(token))
		return take_name(r, token);
	if (r->waiting == WAITING_OWNER && looks_dated(token))
		return take_date(r, token);
	if (r->owner_only)
		return DISPUTE_UNKNOWN;
	if (dispute_find_line(token, r->lines, r->line_count, &line))
		return take_line(r, line);
	if (dispute_find_lines(token, r->line_count, &line, &last))
		return take_lines(r, token, line, last);
	return take_word(r, token);
}

/* Takes every token; waits for what a keyword announced. */
static enum dispute_status read_tokens(struct reading *r, const char *text)
{
	enum dispute_status status = DISPUTE_OK;
	bool owner = false;
	const char *token;
	char word[TOKEN_TEXT];
	size_t n;

	while (status == DISPUTE_OK && (n = entry_line_token(&text, &token)) > 0) {
		snprintf(word, sizeof word, "%.*s", (int)(n < sizeof word ? n : sizeof word - 1),
			 token);
		owner |= is_one_of(word, owner_words);
		status = take_token(r, word);
		if (status != DISPUTE_OK)
			text_clean_into(r->out->token, sizeof r->out->token, word, strlen(word));
	}
	if (status == DISPUTE_OK && owner && r->waiting == WAITING_OWNER && !*r->out->owner &&
	    !*r->out->owner_mail)
		return DISPUTE_NO_OWNER;
	if (status == DISPUTE_OK && r->waiting == WAITING_DATE)
		return DISPUTE_BAD_DATE;
	return status;
}

bool dispute_parse(const char *text, const struct dispute_line *lines, size_t line_count,
		   date today, bool *chosen, struct dispute_entry *out)
{
	struct reading r = { .lines = lines, .line_count = line_count, .today = today,
			     .chosen = chosen, .out = out };

	*out = (struct dispute_entry){ .due_on = DATE_NONE };
	memset(chosen, 0, line_count * sizeof *chosen);
	out->status = read_tokens(&r, text);
	if (out->status == DISPUTE_OK && out->count == 0) {
		for (size_t i = 0; i < line_count; i++)
			out->count += chosen[i] = lines[i].overdue;
		if (out->count == 0)
			out->status = DISPUTE_NOTHING;
	}
	return out->status == DISPUTE_OK;
}

bool dispute_parse_owner(const char *text, date today, struct dispute_entry *out)
{
	struct reading r = { .today = today, .waiting = WAITING_OWNER, .owner_only = true,
			     .out = out };

	*out = (struct dispute_entry){ .due_on = DATE_NONE };
	out->status = read_tokens(&r, text);
	if (out->status == DISPUTE_OK && !*out->owner && !*out->owner_mail && !date_is(out->due_on))
		out->status = DISPUTE_NOTHING;
	return out->status == DISPUTE_OK;
}

/* Folded. */
static const struct {
	const char *word;
	enum dispute_resolution resolution;
} end_words[] = {
	{ "credit", DISPUTE_CREDIT },     { "avoir", DISPUTE_CREDIT },
	{ "rejected", DISPUTE_REJECTED }, { "rejete", DISPUTE_REJECTED },
	{ "refuse", DISPUTE_REJECTED },   { "agreed", DISPUTE_AGREED },
	{ "accord", DISPUTE_AGREED },     { "accepte", DISPUTE_AGREED },
	{ "ok", DISPUTE_AGREED },
};

/* How many ends begin like that (2 and more count as 2). */
static int read_end(const char *token, enum dispute_resolution *out)
{
	char *folded = text_fold(token);
	size_t n = strlen(folded);
	int count = 0;

	for (size_t i = 0; i < sizeof end_words / sizeof *end_words && n > 0; i++) {
		if (strncmp(end_words[i].word, folded, n) != 0)
			continue;
		if (count == 0 || *out != end_words[i].resolution)
			count += count < 2;
		*out = end_words[i].resolution;
	}
	mem_free(folded);
	return count;
}

/* The longest start of text that is one amount; what follows it, NULL when there is none. */
static const char *take_amount(const char *text, cents *out)
{
	char start[TOKEN_TEXT];
	const char *behind = NULL;

	for (size_t n = strcspn(text, " "); n > 0 && n < sizeof start; n += strcspn(text + n, " ")) {
		memcpy(start, text, n);
		start[n] = '\0';
		if (entry_parse_amount(start, out))
			behind = text + n;
		n += text[n] == ' ';
		if (!text[n])
			break;
	}
	return behind;
}

/* The first word of text; its bytes. */
static size_t first_word(const char *text, char word[TOKEN_TEXT])
{
	size_t n = strcspn(text, " ");

	snprintf(word, TOKEN_TEXT, "%.*s", (int)(n < TOKEN_TEXT ? n : TOKEN_TEXT - 1), text);
	return n;
}

static bool refuse_end(struct dispute_ending *out, enum dispute_end_status status, const char *word)
{
	out->status = entry_amount_is_unclear(word) ? DISPUTE_END_UNCLEAR : status;
	text_clean_into(out->token, sizeof out->token, word, strlen(word));
	return false;
}

bool dispute_parse_end(const char *text, struct dispute_ending *out)
{
	char word[TOKEN_TEXT];
	const char *behind;
	size_t n;

	*out = (struct dispute_ending){ .note = "" };
	text += strspn(text, " ");
	n = first_word(text, word);
	if (n == 0)
		return refuse_end(out, DISPUTE_END_EMPTY, word);
	behind = take_amount(text, &out->credit);
	if (!behind) {
		int ends = read_end(word, &out->resolution);
		if (ends != 1)
			return refuse_end(out, ends ? DISPUTE_END_AMBIGUOUS : DISPUTE_END_UNKNOWN, word);
		behind = text + n;
		behind += strspn(behind, " ");
		first_word(behind, word);
		if (out->resolution == DISPUTE_CREDIT && !(behind = take_amount(behind, &out->credit)))
			return refuse_end(out, DISPUTE_END_NO_AMOUNT, word);
	}
	out->note = behind + strspn(behind, " ");
	return true;
}
