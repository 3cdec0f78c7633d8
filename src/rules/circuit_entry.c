/* Reading circuit news token by token. Knows no person, no store and no language in use.
 */
#include "rules/circuit_entry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/text.h"
#include "rules/dispute.h"
#include "rules/entry_date.h"
#include "rules/entry_line.h"
#include "rules/entry_token.h"
#include "rules/keymap.h"

#define WORD        128 /* bytes of a token */
#define LINE_DIGITS 4

/* `least` is the shortest prefix taken: chosen so that no prefix names two stages. */
static const struct {
	const char *word;
	size_t least;
	enum circuit_stage stage;
} stage_words[] = {
	{ "issued", 2, CIRCUIT_ISSUED },
	{ "emise", 2, CIRCUIT_ISSUED },
	{ "sent", 2, CIRCUIT_SENT },
	{ "envoyee", 3, CIRCUIT_SENT },
	{ "received", 1, CIRCUIT_RECEIVED },
	{ "recue", 1, CIRCUIT_RECEIVED },
	{ "registered", 3, CIRCUIT_REGISTERED },
	{ "enregistree", 1, CIRCUIT_REGISTERED },
	{ "saisie", 2, CIRCUIT_REGISTERED },
	{ "comptabilisee", 2, CIRCUIT_REGISTERED },
	{ "buyer", 1, CIRCUIT_BUYER },
	{ "purchasing", 2, CIRCUIT_BUYER },
	{ "acheteur", 1, CIRCUIT_BUYER },
	{ "acheteuse", 1, CIRCUIT_BUYER },
	{ "achats", 1, CIRCUIT_BUYER },
	{ "approved", 2, CIRCUIT_APPROVED },
	{ "approuvee", 2, CIRCUIT_APPROVED },
	{ "validee", 1, CIRCUIT_APPROVED },
	{ "validated", 1, CIRCUIT_APPROVED },
	{ "forwarded", 1, CIRCUIT_FORWARDED },
	{ "transmise", 1, CIRCUIT_FORWARDED },
	{ "passed", 1, CIRCUIT_PASSED },
	{ "bap", 2, CIRCUIT_PASSED },
	{ "bon", 2, CIRCUIT_PASSED },
	{ "run", 2, CIRCUIT_RUN },
	{ "campagne", 2, CIRCUIT_RUN },
	{ "virement", 2, CIRCUIT_RUN },
	{ "paid", 3, CIRCUIT_PAID },
	{ "payee", 3, CIRCUIT_PAID },
	{ "reglee", 4, CIRCUIT_PAID },
	{ "refused", 3, CIRCUIT_REFUSED },
	{ "refusee", 3, CIRCUIT_REFUSED },
	{ "rejected", 3, CIRCUIT_REFUSED },
	{ "rejetee", 3, CIRCUIT_REFUSED },
	{ "disputed", 1, CIRCUIT_DISPUTED },
	{ "litige", 1, CIRCUIT_DISPUTED },
	{ "contestee", 3, CIRCUIT_DISPUTED },
	{ "suspended", 2, CIRCUIT_SUSPENDED },
	{ "suspendue", 2, CIRCUIT_SUSPENDED },
};

#define BACK_LEAST 3
static const struct {
	const char *word;
	enum circuit_back back;
} back_words[] = {
	{ "correction", CIRCUIT_BACK_CORRECTION }, { "erreur", CIRCUIT_BACK_CORRECTION },
	{ "returned", CIRCUIT_BACK_RETURNED },     { "retournee", CIRCUIT_BACK_RETURNED },
	{ "reopened", CIRCUIT_BACK_REOPENED },     { "rouverte", CIRCUIT_BACK_REOPENED },
};

/* Words that say nothing by themselves … */
static const char *const fillers[] = { "chez", "avec", "with", "since", "depuis", "est", "is",
				       "the",  "payer", "payment", "paiement" };
/* … unless they belong to a name: dropped before the stage and before a date. */
static const char *const articles[] = { "le", "la", "les", "du", "de", "des", "au", "aux",
					"en", "in", "to",  "for", "on", "at", "a" };
static const char *const exits[] = { "by", "until", "pour", "avant", "sortie", "exit" };
static const char *const titles[] = { "m",   "mr", "mrs",      "ms",    "mme",
				      "mlle", "dr", "monsieur", "madame" };

struct reading {
	const struct circuit_line *lines;
	size_t line_count;
	date today;
	bool *chosen;
	struct circuit_entry *out;
	bool staged;      /* the stage was read */
	bool exit_next;   /* the next date is the expected exit */
	bool name_next;   /* whatever comes belongs to the name */
	char held[WORD];  /* an article: dropped or the start of a name, as what follows says */
};

static bool is_among(const char *const *words, size_t count, const char *folded)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i], folded) == 0)
			return true;
	return false;
}
#define IS_AMONG(words, folded) is_among(words, sizeof(words) / sizeof *(words), folded)

/* "l'acheteur" is the buyer. */
static const char *without_article(const char *folded)
{
	return strncmp(folded, "l ", 2) == 0 || strncmp(folded, "d ", 2) == 0 ? folded + 2 : folded;
}

static bool find_stage(const char *folded, bool whole, enum circuit_stage *out)
{
	const char *word = without_article(folded);
	size_t n = strlen(word);

	for (size_t i = 0; i < sizeof stage_words / sizeof *stage_words; i++) {
		const char *full = stage_words[i].word;
		if (n < stage_words[i].least || strncmp(full, word, n) != 0 ||
		    (whole && n != strlen(full)))
			continue;
		*out = stage_words[i].stage;
		return true;
	}
	return false;
}

static bool find_back(const char *folded, enum circuit_back *out)
{
	size_t n = strlen(folded);

	for (size_t i = 0; i < sizeof back_words / sizeof *back_words && n >= BACK_LEAST; i++) {
		if (strncmp(back_words[i].word, folded, n) == 0) {
			*out = back_words[i].back;
			return true;
		}
	}
	return false;
}

static void refuse(struct reading *r, enum circuit_entry_status status, const char *token)
{
	if (r->out->status != CIRCUIT_ENTRY_OK)
		return;
	r->out->status = status;
	text_clean_into(r->out->token, sizeof r->out->token, token, strlen(token));
}

/* ---- invoices ---- */

static bool find_number(const struct reading *r, const char *token, size_t *out)
{
	for (size_t i = 0; i < r->line_count; i++) {
		if (r->lines[i].number[0] && strcasecmp(r->lines[i].number, token) == 0) {
			*out = i;
			return true;
		}
	}
	return false;
}

static void choose(struct reading *r, size_t place, const char *token)
{
	if (!r->lines[place].owed) {
		refuse(r, CIRCUIT_ENTRY_NOT_OWED, token);
		return;
	}
	r->out->count += !r->chosen[place];
	r->chosen[place] = true;
}

/* Before the stage a number is an invoice. */
static bool take_line(struct reading *r, const char *token)
{
	char digits[LINE_DIGITS + 1];
	const char *number = token;

	if (keymap_azerty_number(token, digits, sizeof digits))
		number = digits;
	size_t n = strlen(number);
	if (n == 0 || n > LINE_DIGITS || strspn(number, "0123456789") != n)
		return false;
	unsigned long line = strtoul(number, NULL, 10);
	if (line < 1 || line > r->line_count)
		refuse(r, CIRCUIT_ENTRY_NO_LINE, token);
	else
		choose(r, line - 1, token);
	return true;
}

/* ---- dates ---- */

static void refuse_date(struct reading *r, enum entry_status status, bool is_exit, const char *token)
{
	if (status == ENTRY_NO_SUCH_DAY)
		refuse(r, CIRCUIT_ENTRY_NO_SUCH_DAY, token);
	else
		refuse(r, is_exit ? CIRCUIT_ENTRY_EXIT_PAST : CIRCUIT_ENTRY_FUTURE, token);
}

/* "12j" is so many days ago. */
static void take_since(struct reading *r, struct entry_date written, const char *token)
{
	struct circuit_entry *out = r->out;
	enum entry_status status;

	if (written.form == ENTRY_DATE_RELATIVE && token[0] >= '0' && token[0] <= '9')
		written.day = -written.day;
	status = entry_date_resolve(&written, r->today, true, &out->since);
	if (status != ENTRY_OK)
		refuse_date(r, status, false, token);
	out->since_typed = true;
}

static void take_exit(struct reading *r, const struct entry_date *written, const char *token)
{
	enum entry_status status;

	if (date_is(r->out->expected_on)) {
		refuse(r, CIRCUIT_ENTRY_DATES, token);
		return;
	}
	status = entry_date_resolve(written, r->today, false, &r->out->expected_on);
	if (status != ENTRY_OK)
		refuse_date(r, status, true, token);
}

static bool is_date(const char *token, size_t n, struct entry_token *out)
{
	entry_token_read(token, n, out);
	return (out->kinds & ENTRY_KIND_DATE) != 0;
}

/* =15/12 >ven +7: the sign makes it the exit. */
static bool take_signed_exit(struct reading *r, const char *token)
{
	struct entry_token day;
	bool marked = token[0] == '=' || token[0] == '>';

	if (marked && !token[1]) {
		r->exit_next = true;
		return true;
	}
	if (is_date(token, strlen(token), &day) && day.text[0] == '+') {
		take_exit(r, &day.date, token);
		return true;
	}
	if (!marked || !is_date(token + 1, strlen(token + 1), &day))
		return false;
	take_exit(r, &day.date, token);
	return true;
}

static bool take_date(struct reading *r, const char *token)
{
	struct entry_token day;

	if (take_signed_exit(r, token))
		return true;
	if (!is_date(token, strlen(token), &day)) {
		if (day.error != ENTRY_NO_SUCH_DAY && day.error != ENTRY_AMBIGUOUS_WORD)
			return false;
		refuse(r,
		       day.error == ENTRY_NO_SUCH_DAY ? CIRCUIT_ENTRY_NO_SUCH_DAY
						       : CIRCUIT_ENTRY_WHICH_DAY,
		       token);
		return true;
	}
	if (r->exit_next || r->out->since_typed)
		take_exit(r, &day.date, token);
	else
		take_since(r, day.date, day.text);
	r->exit_next = false;
	return true;
}

/* 2-4 before the stage: lines, or a day. */
static bool take_lines(struct reading *r, const char *token)
{
	struct entry_token day;
	size_t first, last;

	if (!dispute_find_lines(token, r->line_count, &first, &last))
		return false;
	if (is_date(token, strlen(token), &day))
		refuse(r, CIRCUIT_ENTRY_LINES_OR_DAY, token);
	else
		for (size_t line = first; line <= last; line++)
			choose(r, line, token);
	return true;
}

/* ---- words ---- */

static void add_name(struct reading *r, const char *word)
{
	char *holder = r->out->holder;
	size_t used = strlen(holder);

	if (r->held[0]) {
		char article[WORD];
		memcpy(article, r->held, WORD);
		r->held[0] = '\0';
		add_name(r, article);
		used = strlen(holder);
	}
	if (used + strlen(word) + 2 > CIRCUIT_HOLDER)
		return;
	snprintf(holder + used, CIRCUIT_HOLDER - used, "%s%s", used ? " " : "", word);
}

/* Words that are no name; true when it was one. */
static bool take_word(struct reading *r, const char *token, const char *folded)
{
	enum circuit_back back;
	enum circuit_stage stage;

	if (IS_AMONG(fillers, folded))
		return true;
	if (IS_AMONG(exits, folded)) {
		r->exit_next = true;
		return true;
	}
	if (!r->staged && find_stage(folded, false, &r->out->stage)) {
		r->staged = true;
		return true;
	}
	if (find_back(folded, &back)) {
		if (r->out->back != CIRCUIT_BACK_NONE && back != r->out->back)
			refuse(r, CIRCUIT_ENTRY_REASONS, token);
		r->out->back = back;
		return true;
	}
	if (r->staged && strlen(folded) > BACK_LEAST && find_stage(folded, true, &stage)) {
		if (stage != r->out->stage)
			refuse(r, CIRCUIT_ENTRY_TWO_STAGES, token);
		return true;
	}
	return false;
}

static void take_folded(struct reading *r, const char *token, const char *folded)
{
	size_t place;

	if (r->name_next && *folded) {
		r->name_next = false;
		add_name(r, token);
		return;
	}
	if (IS_AMONG(titles, folded)) {
		r->name_next = true;
		add_name(r, token);
		return;
	}
	if (!r->staged && find_number(r, token, &place)) {
		choose(r, place, token);
		return;
	}
	if (!r->staged && !r->exit_next && (take_line(r, token) || take_lines(r, token)))
		return;
	if (*folded && take_word(r, token, folded))
		return;
	if (*folded && IS_AMONG(articles, folded)) {
		snprintf(r->held, sizeof r->held, "%s", token);
		return;
	}
	if (take_date(r, token)) {
		r->held[0] = '\0';
		return;
	}
	if (find_number(r, token, &place))
		choose(r, place, token);
	else if (*folded)
		add_name(r, token);
}

static void take_token(struct reading *r, const char *token)
{
	char *folded = text_fold(token);

	/* "à" is a word here when a stage of several words goes on: bon à payer. */
	if (!(r->staged && r->out->stage == CIRCUIT_PASSED && strcmp(folded, "a") == 0))
		take_folded(r, token, folded);
	mem_free(folded);
}

const char *circuit_entry_note(const char *text)
{
	return entry_line_note(text);
}

/* ---- the whole ---- */

static void choose_overdue(struct reading *r)
{
	for (size_t i = 0; i < r->line_count; i++) {
		r->chosen[i] = r->lines[i].overdue;
		r->out->count += r->chosen[i];
	}
	if (r->out->count == 0)
		refuse(r, CIRCUIT_ENTRY_NOTHING, "");
}

static void check_steps(struct reading *r)
{
	static const struct circuit_position nowhere = { .since = DATE_NONE,
							 .expected_on = DATE_NONE };
	struct circuit_entry *out = r->out;
	const struct circuit_event event = { .stage = out->stage,
					     .since = out->since,
					     .expected_on = out->expected_on,
					     .back = out->back };

	for (size_t i = 0; i < r->line_count; i++) {
		const struct circuit_position *from = r->lines[i].position;
		if (!r->chosen[i] ||
		    circuit_check(from ? from : &nowhere, &event, r->today) != CIRCUIT_BACKWARD)
			continue;
		out->line = i;
		refuse(r, CIRCUIT_ENTRY_BACKWARD, r->lines[i].number);
		return;
	}
}

bool circuit_entry_parse(const char *text, const struct circuit_line *lines, size_t line_count,
			 date today, bool *chosen, struct circuit_entry *out)
{
	struct reading reading = { .lines = lines,
				   .line_count = line_count,
				   .today = today,
				   .chosen = chosen,
				   .out = out };
	const char *token;
	size_t n;

	*out = (struct circuit_entry){ .since = today, .expected_on = DATE_NONE };
	memset(chosen, 0, line_count * sizeof *chosen);
	while ((n = entry_line_token(&text, &token)) > 0) {
		char word[WORD];
		snprintf(word, sizeof word, "%.*s", (int)(n < WORD ? n : WORD - 1), token);
		take_token(&reading, word);
	}
	if (!reading.staged)
		refuse(&reading, CIRCUIT_ENTRY_NO_STAGE, "");
	if (out->count == 0 && out->status != CIRCUIT_ENTRY_NOT_OWED &&
	    out->status != CIRCUIT_ENTRY_NO_LINE && out->status != CIRCUIT_ENTRY_LINES_OR_DAY)
		choose_overdue(&reading);
	if (out->status == CIRCUIT_ENTRY_OK)
		check_steps(&reading);
	return out->status == CIRCUIT_ENTRY_OK;
}
