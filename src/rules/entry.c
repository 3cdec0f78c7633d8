/* Every complete reading of the typed tokens, and the one to take. Knows nothing of screens,
 * stores or the language in use.
 */
#include "rules/entry.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/text.h"
#include "rules/paid.h"
#include "rules/entry_currency.h"
#include "rules/entry_reading.h"
#include "rules/entry_token.h"

#define TOKENS_MAX   16 /* of one line; nothing sensible has more */
#define READINGS_MAX 2  /* two are enough to refuse */

static const unsigned kinds_of[] = {
	[OUTCOME_ENTRY_TEXT] = 0,
	[OUTCOME_ENTRY_PROMISE] = ENTRY_KIND_AMOUNT | ENTRY_KIND_DATE | ENTRY_KIND_COUNT,
	[OUTCOME_ENTRY_CALLBACK] = ENTRY_KIND_DATE | ENTRY_KIND_HOUR,
	[OUTCOME_ENTRY_DATE] = ENTRY_KIND_DATE,
	[OUTCOME_ENTRY_PAID] = ENTRY_KIND_AMOUNT | ENTRY_KIND_DATE,
	[OUTCOME_ENTRY_DISPUTE] = 0,
	[OUTCOME_ENTRY_CIRCUIT] = 0,
	[OUTCOME_ENTRY_CONTACT] = 0,
	[OUTCOME_ENTRY_DOCUMENT] = 0,
	[OUTCOME_ENTRY_INSOLVENCY] = 0,
};

/* The readings of one line. */
struct line {
	enum outcome outcome;
	const struct entry_context *context;
	unsigned kinds;     /* what its tokens may be */
	bool amount_needed; /* one of several lines */
	const char *text;   /* `length` bytes as typed */
	size_t length;
	struct entry_token tokens[TOKENS_MAX];
	struct span {
		const char *at;
		size_t size;
	} typed[TOKENS_MAX]; /* each token as typed */
	size_t token_count;
	struct entry valid[READINGS_MAX];
	size_t valid_count;
	enum entry_missing missing;  /* of a reading that is not complete */
	enum entry_status refused;   /* of the first complete reading that is not valid; OK: none */
	struct entry_result reasons; /* beside `refused` */
};

static bool same_entry(const struct entry *a, const struct entry *b)
{
	if (a->line_count != b->line_count || a->total != b->total || a->on != b->on ||
	    a->minute != b->minute)
		return false;
	for (size_t i = 0; i < a->line_count; i++)
		if (a->lines[i].typed_on != b->lines[i].typed_on)
			return false;
	return true;
}

static bool is_known(const struct line *line, const struct entry *entry)
{
	for (size_t i = 0; i < line->valid_count; i++)
		if (same_entry(&line->valid[i], entry))
			return true;
	return line->valid_count == READINGS_MAX;
}

/* Name what a date was refused for: its token, or the whole line when an hour or a count goes with it. */
static void name_date(const struct line *line, const struct entry_reading *reading,
		      struct entry_result *out)
{
	struct span span = { line->text, line->length };
	if (!(reading->kinds & (ENTRY_KIND_HOUR | ENTRY_KIND_COUNT)))
		span = line->typed[reading->date_at];
	text_clean_into(out->token, sizeof out->token, span.at, span.size);
}

/* The refusal is about a date. */
static bool is_about_date(enum entry_status status)
{
	return status == ENTRY_PAST || status == ENTRY_FUTURE || status == ENTRY_NO_SUCH_DAY ||
	       status == ENTRY_TOO_FAR || status == ENTRY_TOO_SOON;
}

/* All tokens have a meaning: is it complete, and may it be? */
static void take_reading(struct line *line, const struct entry_reading *reading)
{
	bool date_needed = !(line->kinds & ENTRY_KIND_HOUR);
	if (date_needed && !(reading->kinds & ENTRY_KIND_DATE)) {
		line->missing = ENTRY_MISSING_DATE;
		return;
	}
	if (line->amount_needed && !(reading->kinds & ENTRY_KIND_AMOUNT)) {
		line->missing = ENTRY_MISSING_AMOUNT;
		return;
	}
	struct entry entry;
	struct entry_result reasons = { .last_on = DATE_NONE };
	enum entry_status status =
		entry_reading_judge(reading, line->outcome, line->context, &entry, &reasons);
	if (status == ENTRY_OK && !is_known(line, &entry))
		line->valid[line->valid_count++] = entry;
	if (status != ENTRY_OK && line->refused == ENTRY_OK) {
		line->refused = status;
		line->reasons = reasons;
		if (is_about_date(status))
			name_date(line, reading, &line->reasons);
	}
}

/* The reading with one meaning more: that of token `at`. */
static struct entry_reading with_meaning(const struct line *line, struct entry_reading reading,
					 enum entry_kind kind, size_t at)
{
	const struct entry_token *token = &line->tokens[at];
	reading.kinds |= kind;
	switch (kind) {
	case ENTRY_KIND_AMOUNT: reading.amount = token->amount; break;
	case ENTRY_KIND_DATE:
		reading.date = token->date;
		reading.date_at = at;
		break;
	case ENTRY_KIND_COUNT: reading.count = token->count; break;
	case ENTRY_KIND_HOUR: reading.minute = token->minute; break;
	}
	return reading;
}

/* Give tokens from `at` on each of their meanings, none of them twice in one reading. */
static void form_readings(struct line *line, size_t at, const struct entry_reading *reading)
{
	if (at == line->token_count) {
		take_reading(line, reading);
		return;
	}
	const struct entry_token *token = &line->tokens[at];
	unsigned open = line->kinds & ~reading->kinds;
	for (unsigned kind = ENTRY_KIND_AMOUNT; kind <= ENTRY_KIND_HOUR; kind <<= 1) {
		if (!(token->kinds & open & kind))
			continue;
		struct entry_reading next = with_meaning(line, *reading, (enum entry_kind)kind, at);
		form_readings(line, at + 1, &next);
	}
	if (!(open & ENTRY_KIND_AMOUNT))
		return;
	size_t sizes[ENTRY_TOKEN_JOINS];
	cents amounts[ENTRY_TOKEN_JOINS];
	size_t joins = entry_token_join(token, line->token_count - at, sizes, amounts);
	for (size_t i = 0; i < joins; i++) {
		struct entry_reading next = *reading;
		next.kinds |= ENTRY_KIND_AMOUNT;
		next.amount = amounts[i];
		form_readings(line, at + sizes[i], &next);
	}
}

/* Why a token that may mean nothing here is refused. */
static enum entry_status token_error(const struct line *line, const struct entry_token *token)
{
	if (token->error == ENTRY_NO_SUCH_HOUR && !(line->kinds & ENTRY_KIND_HOUR))
		return ENTRY_BAD_TOKEN;
	if (token->error == ENTRY_BAD_AMOUNT_FORM && !(line->kinds & ENTRY_KIND_AMOUNT))
		return ENTRY_BAD_TOKEN;
	return token->error;
}

/* A currency sign behind something that can be an amount. */
static bool is_placed_mark(const struct line *line, size_t i)
{
	return i > 0 && (line->tokens[i - 1].kinds & line->kinds & ENTRY_KIND_AMOUNT) &&
	       entry_token_is_mark(line->tokens[i].text);
}

static enum entry_status read_tokens(struct line *line, struct entry_result *out)
{
	const char *end = line->text + line->length;
	for (const char *at = line->text; at < end;) {
		size_t size = strcspn(at, " "), left = (size_t)(end - at);
		if (size == 0) {
			at++;
			continue;
		}
		if (size > left)
			size = left;
		if (line->token_count == TOKENS_MAX)
			return ENTRY_TOO_MANY;
		size_t i = line->token_count++;
		struct entry_token *token = &line->tokens[i];
		line->typed[i] = (struct span){ at, size };
		entry_token_read(at, size, token);
		if (!(token->kinds & line->kinds) && !is_placed_mark(line, i)) {
			text_clean_into(out->token, sizeof out->token, at, size);
			return token_error(line, token);
		}
		at += size;
	}
	return line->token_count ? ENTRY_OK : ENTRY_INCOMPLETE;
}

/* All readings of one line of text. */
static enum entry_status read_line(struct line *line, struct entry_result *out)
{
	enum entry_status status = read_tokens(line, out);
	if (status != ENTRY_OK) {
		out->missing = status == ENTRY_INCOMPLETE ? ENTRY_MISSING_DATE : ENTRY_MISSING_NONE;
		return status;
	}
	form_readings(line, 0, &(struct entry_reading){ .minute = -1 });
	if (line->valid_count > 0)
		return line->valid_count > 1 ? ENTRY_AMBIGUOUS : ENTRY_OK;
	if (line->refused != ENTRY_OK) {
		out->missing = line->reasons.missing;
		out->last_on = line->reasons.last_on;
		memcpy(out->token, line->reasons.token, sizeof out->token);
		return line->refused;
	}
	out->missing = line->missing;
	return line->missing ? ENTRY_INCOMPLETE : ENTRY_TOO_MANY;
}

/* Put the lines of `more` into the plan, by date. False: too many. */
static bool add_lines(struct entry *plan, const struct entry *more)
{
	for (size_t i = 0; i < more->line_count; i++) {
		size_t at = plan->line_count;
		if (at == PROMISE_PLAN_MAX)
			return false;
		for (; at > 0 && plan->lines[at - 1].due_on > more->lines[i].due_on; at--)
			plan->lines[at] = plan->lines[at - 1];
		plan->lines[at] = more->lines[i];
		plan->line_count++;
	}
	plan->total += more->total;
	plan->amount_typed = true;
	plan->plan = true;
	plan->far |= more->far;
	plan->ask_insurer |= more->ask_insurer;
	plan->moved |= more->moved;
	return true;
}

/* The readings so far and those of one line more: two of them once a line is ambiguous. */
static enum entry_status join_line(struct entry plans[READINGS_MAX], bool first, bool ambiguous,
				   const struct line *line, cents balance)
{
	for (size_t i = 0; i < READINGS_MAX; i++) {
		const struct entry *taken = &line->valid[ambiguous ? i : 0];
		if (first)
			plans[i] = *taken;
		else if (!add_lines(&plans[i], taken))
			return ENTRY_PLAN_SIZE;
		if (plans[i].total > balance)
			return ENTRY_AMOUNT_OVER;
	}
	return ENTRY_OK;
}

static enum entry_status read_text(const char *text, enum outcome outcome,
				   const struct entry_context *context, struct entry_result *out)
{
	unsigned kinds = kinds_of[outcome_rules[outcome].entry];
	bool plans = (kinds & ENTRY_KIND_COUNT) != 0, several = plans && strchr(text, ';');
	struct entry readings[READINGS_MAX];
	enum entry_status answer = ENTRY_OK;
	for (const char *at = text;; at++) {
		size_t length = plans ? strcspn(at, ";") : strlen(at);
		struct line line = { .outcome = outcome,
				     .context = context,
				     .kinds = kinds,
				     .amount_needed = several,
				     .text = at,
				     .length = length };
		enum entry_status status = read_line(&line, out);
		bool ambiguous = status == ENTRY_AMBIGUOUS && answer == ENTRY_OK;
		if (status != ENTRY_OK && status != ENTRY_AMBIGUOUS)
			return status;
		if (ambiguous)
			answer = ENTRY_AMBIGUOUS;
		status = join_line(readings, at == text, ambiguous, &line, context->balance);
		if (status != ENTRY_OK)
			return status;
		at += length;
		if (!*at)
			break;
	}
	out->readings[0] = readings[0];
	if (answer == ENTRY_AMBIGUOUS)
		out->readings[1] = readings[1];
	return answer;
}

/* Nothing typed: some outcomes have a date of their own. */
static enum entry_status read_nothing(enum outcome outcome)
{
	switch (outcome_rules[outcome].entry) {
	case OUTCOME_ENTRY_PROMISE:
	case OUTCOME_ENTRY_PAID: return ENTRY_EMPTY;
	case OUTCOME_ENTRY_CALLBACK:
	case OUTCOME_ENTRY_DATE:
	case OUTCOME_ENTRY_TEXT:
	case OUTCOME_ENTRY_DISPUTE:
	case OUTCOME_ENTRY_CIRCUIT:
	case OUTCOME_ENTRY_CONTACT:
	case OUTCOME_ENTRY_DOCUMENT:
	case OUTCOME_ENTRY_INSOLVENCY: break;
	}
	return outcome_rules[outcome].next == OUTCOME_NEXT_TYPED ? ENTRY_EMPTY : ENTRY_OK;
}

static bool is_one_of(const char *word, size_t length, const char *const words[], size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(words[i]) == length && strncasecmp(words[i], word, length) == 0)
			return true;
	return false;
}

static bool says_written(const char *word, size_t length)
{
	static const char *const words[] = { "written", "ecrit", "\xc3\xa9" "crit", "\xc3\x89" "crit" };

	return is_one_of(word, length, words, sizeof words / sizeof *words);
}

/* Take the word that says a promise was made in writing out of clean text; true when it was there. */
static bool take_written(char *text)
{
	for (char *at = text; *at;) {
		size_t length = strcspn(at, " ;");
		if (says_written(at, length)) {
			char *rest = at + length;
			bool first = at == text;
			rest += first && *rest == ' ';
			at -= !first && at[-1] == ' ';
			memmove(at, rest, strlen(rest) + 1);
			return true;
		}
		at += length;
		at += strspn(at, " ;");
	}
	return false;
}

/* Length of "fin de mois" or "end of month" at `at`; 0: something else stands there. */
static size_t month_end_length(const char *at)
{
	static const char *const phrases[] = { "fin de mois", "fin du mois", "fin mois", "end of month", "end of the month" };

	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
		size_t length = strlen(phrases[i]);

		if (strncasecmp(at, phrases[i], length) == 0 && strchr(" ;", at[length]))
			return length;
	}
	return 0;
}

/* Clean text without what is only said: "le 15", "on Friday"; a month end in one word. */
static void take_said(char *text)
{
	static const char *const fillers[] = { "le", "au", "pour", "the", "on", "by" };
	char *to = text;

	for (const char *at = text; *at;) {
		size_t length = month_end_length(at);

		if (length > 0) {
			memcpy(to, "fm", 2);
			to += 2;
			at += length;
		} else {
			length = strcspn(at, " ;");
			if (is_one_of(at, length, fillers, sizeof fillers / sizeof *fillers) && at[length] == ' ') {
				at += length + 1;
				continue;
			}
			memmove(to, at, length);
			to += length;
			at += length;
		}
		while (*at == ' ' || *at == ';')
			*to++ = *at++;
	}
	*to = '\0';
}

/* Leave of clean text what stands before a means of payment. */
static void cut_means(char *text)
{
	char *at = text + (paid_means(text) - text);

	if (*at && at > text && at[-1] == ' ')
		at--;
	*at = '\0';
}

bool entry_parse(const char *text, enum outcome outcome, const struct entry_context *context,
		 struct entry_result *out)
{
	struct entry_context meant = *context;
	unsigned kinds = kinds_of[outcome_rules[outcome].entry];
	*out = (struct entry_result){ .last_on = DATE_NONE };
	for (size_t i = 0; i < READINGS_MAX; i++)
		out->readings[i] = entry_reading_none();
	if (!kinds)
		return true;
	char *clean = text_clean(text, strlen(text));
	bool written = outcome_rules[outcome].entry == OUTCOME_ENTRY_PROMISE && take_written(clean);
	if (outcome_rules[outcome].entry == OUTCOME_ENTRY_PAID)
		cut_means(clean);
	take_said(clean);
	if (kinds & ENTRY_KIND_AMOUNT)
		out->status = entry_currency_take(clean, context, &out->meant, out->token);
	if (out->status == ENTRY_OK && (kinds & ENTRY_KIND_AMOUNT)) {
		memcpy(meant.currency, out->meant.currency, MONEY_CODE);
		meant.overdue = out->meant.overdue;
		meant.balance = out->meant.balance;
	}
	if (out->status == ENTRY_OK)
		out->status = *clean ? read_text(clean, outcome, &meant, out) : read_nothing(outcome);
	for (size_t i = 0; i < READINGS_MAX; i++)
		out->readings[i].written = written;
	mem_free(clean);
	return out->status == ENTRY_OK;
}

/* Above zero, and no more than can be kept: what has too many digits is read as beyond it. */
static bool is_amount(cents amount)
{
	return amount > 0 && amount <= MONEY_MAX;
}

bool entry_parse_amount(const char *text, cents *out)
{
	struct entry_token tokens[TOKENS_MAX];
	size_t sizes[ENTRY_TOKEN_JOINS], count = 0, length;
	cents amounts[ENTRY_TOKEN_JOINS];
	char *clean = text_clean(text, strlen(text));

	for (const char *at = clean; *at && count < TOKENS_MAX; at += length + (at[length] == ' ')) {
		length = strcspn(at, " ");
		entry_token_read(at, length, &tokens[count++]);
	}
	mem_free(clean);
	if (count == 1 && (tokens[0].kinds & ENTRY_KIND_AMOUNT) && is_amount(tokens[0].amount)) {
		*out = tokens[0].amount;
		return true;
	}
	for (size_t i = 0, joins = count > 1 ? entry_token_join(tokens, count, sizes, amounts) : 0; i < joins; i++) {
		if (sizes[i] != count || !is_amount(amounts[i]))
			continue;
		*out = amounts[i];
		return true;
	}
	return false;
}

bool entry_amount_is_unclear(const char *text)
{
	struct entry_token token;
	char *clean = text_clean(text, strlen(text));

	entry_token_read(clean, strlen(clean), &token);
	mem_free(clean);
	return token.error == ENTRY_BAD_AMOUNT_FORM && !(token.kinds & ENTRY_KIND_AMOUNT);
}

bool entry_parse_sum(const char *text, cents *out)
{
	cents none;

	if (entry_parse_amount(text, out))
		return true;
	if (money_parse(text, strlen(text), MONEY_ANY, &none) != MONEY_OK || none != 0)
		return false;
	*out = 0;
	return true;
}

bool entry_parse_date(const char *text, date today, bool past_allowed, date *out)
{
	struct entry_token token;
	char *clean = text_clean(text, strlen(text));
	entry_token_read(clean, strlen(clean), &token);
	mem_free(clean);
	if (!(token.kinds & ENTRY_KIND_DATE))
		return false;
	if (token.date.form == ENTRY_DATE_FULL && past_allowed)
		return date_from_ymd(token.date.year, token.date.month, token.date.day, out);
	return entry_date_resolve(&token.date, today, past_allowed, out) == ENTRY_OK;
}
