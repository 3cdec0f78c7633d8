/* Journal rows for people. Knows no store.
 */
#include "words/journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "words/circuit.h"
#include "words/escalation.h"
#include "words/mail.h"
#include "words/matching.h"

const char *words_journal_kind(const char *kind)
{
	static const struct {
		const char *kind, *words;
	} names[] = {
		{ "promise_kept", N_("promise kept") },
		{ "promise_partly_kept", N_("promise kept in part") },
		{ "promise_broken", N_("promise broken") },
		{ "promise_withdrawn", N_("promise withdrawn") },
		{ "promise_reopened", N_("promise reopened") },
		{ "withdraw_promise", N_("promise withdrawn") },
		{ "propose", N_("proposed") },
		{ "lapse", N_("proposal lapsed") },
		{ "approve", N_("proposal approved") },
		{ "refuse", N_("proposal refused") },
		{ "hand_over", N_("handed over") },
		{ "take_back", N_("taken back") },
		{ "threaten", N_("threat decided") },
		{ "undecide", N_("threat taken back") },
		{ "announce", N_("client told") },
		{ "execute", N_("threat carried out") },
		{ "impose", N_("sanction set") },
		{ "lift", N_("sanction lifted") },
		{ "waiver", N_("interest waived") },
		{ "rates", N_("rates taken") },
		{ "agent_add", N_("person added") },
		{ "assign", N_("file assigned") },
		{ "import", NC_("journal", "import") },
		{ "init", N_("store made") },
		{ "claim", N_("taken in hand") },
		{ "undo", N_("outcome undone") },
		{ "mail_queued", N_("mail queued") },
		{ "mail_cancelled", N_("mail taken back") },
		{ "mail_restored", N_("mail to leave after all") },
		{ "mail_sent", N_("mail sent") },
		{ "mail_failed", N_("mail failed") },
		{ "mail_given_up", N_("mail given up") },
		{ "document_sent", N_("document sent") },
		{ "dispute_resolved", N_("dispute settled") },
		{ "dispute_paid", N_("dispute closed: paid") },
		{ "callback_paid", N_("callback done: paid") },
		{ "client_set", N_("client changed") },
		{ "clock_close", N_("clock closed") },
		{ "clock_open", N_("clock runs again") },
		{ "acknowledge", N_("debt acknowledged") },
		{ "cash", N_("payment matched") },
		{ "cash_matched", N_("payment matched") },
		{ "cash_unmatched", N_("matching undone") },
		{ "cash_undone", N_("matching undone") },
		{ "cash_reversed", N_("payment reversed") },
		{ "cash_ignored", N_("payment set aside") },
		{ "contact_added", N_("contact added") },
		{ "contact_changed", N_("contact changed") },
		{ "contact_wrong", N_("contact wrong") },
		{ "contact_right", N_("contact right") },
		{ "agent_set", N_("person changed") },
		{ "agent_remove", N_("person removed") },
		{ "team_add", N_("team added") },
		{ "team_rename", N_("team renamed") },
		{ "team_remove", N_("team removed") },
		{ "exported", N_("rows exported") },
		{ "migrate", N_("store copied") },
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i].kind, kind) == 0)
			return gettext_in_context(names[i].words);
	return words_outcome_code(kind);
}

/* What stands in the kind already, or says nothing to people. */
static bool is_left_out(const char *key, size_t n, const char *value, size_t length)
{
	static const char *const keys[] = { "outcome", "action", "deed", "promise", "follow_up", "waiver", "undoes", "reasons", "warnings",
						"superseded", "sub_reason", "owner_mail", "sha256" };

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (strlen(keys[i]) == n && strncmp(keys[i], key, n) == 0)
			return true;
	if (n == strlen("currency") && strncmp(key, "currency", n) == 0)
		return length == strlen("EUR") && strncmp(value, "EUR", length) == 0; /* amounts of others are told apart */
	return length == 0 || (length == 2 && strncmp(value, "-1", 2) == 0) || (length == 4 && strncmp(value, "null", 4) == 0);
}

/* NULL: the key as it is. */
static const char *name_of(const char *key, size_t n)
{
	static const struct {
		const char *key, *words;
	} names[] = {
		{ "next_on", N_("next") },        { "note", NC_("journal", "note") }, { "amount", N_("amount") },
		{ "received", N_("received") },   { "due_on", N_("for") },            { "check_on", N_("checked") },
		{ "kind", N_("kind") },           { "what", N_("measure") },          { "to", N_("to") },
		{ "stage", N_("stage") },         { "since", N_("since") },           { "invoice", N_("invoice") },
		{ "interest", N_("interest") },   { "fee", N_("fee") },               { "file", NC_("journal", "file") },
		{ "again_on", N_("not before") }, { "name", N_("name") },             { "next_minute", N_("hour") },
		{ "value_on", N_("value date") }, { "paid_on", N_("paid on") },       { "published_on", N_("published") },
		{ "expected_on", N_("expected") }, { "holder", N_("holder") },        { "court", N_("court") },
		{ "owner", N_("answered by") },   { "address", N_("to") },            { "language", N_("language") },
		{ "document", N_("document") },   { "agent", N_("agent") },           { "role", N_("role") },
		{ "phone", N_("phone") },         { "mobile", N_("mobile") },         { "mail", NC_("journal", "mail") },
		{ "words", N_("words") },         { "excuse", N_("excuse") },         { "reason", N_("reason") },
		{ "resolution", N_("ended in") }, { "credit", N_("credit note") },    { "full_name", N_("full name") },
		{ "team", N_("team") },           { "credit-limit", N_("credit limit") }, { "insured-limit", N_("insured limit") },
		{ "segment", N_("segment") },     { "key-account", N_("key account") }, { "small-structure", N_("small structure") },
		{ "risk", N_("risk") },           { "creditor", N_("creditor") },     { "terms_days", N_("payment terms") },
		{ "time-zone", N_("time zone") }, { "terms", N_("payment terms") },
		{ "postal-code", N_("postal code") },
		{ "rest_on", NC_("journal", "the rest on") }, { "source", NC_("journal", "source") }, { "mode", NC_("journal", "mode") }, { "lines", NC_("journal", "lines") },
		{ "items", NC_("journal", "items") }, { "created", NC_("journal", "new") }, { "changed", NC_("journal", "changed") },
		{ "closed", NC_("journal", "closed") }, { "unchanged", NC_("journal", "unchanged") }, { "rejects", NC_("journal", "refused") },
		{ "clock", N_("clock") },         { "on", NC_("journal", "written on") }, { "why", N_("why") },
		{ "state", NC_("journal", "state") }, { "status", NC_("journal", "status") }, { "told_at", NC_("journal", "told at") },
		{ "text", NC_("journal", "text") }, { "manager", NC_("journal", "manager") }, { "best_minute", NC_("journal", "best at") },
		{ "list", NC_("journal", "list") }, { "rows", NC_("journal", "rows") }, { "from", NC_("journal", "from") },
		{ "service", NC_("journal", "service") }, { "currency", N_("currency") },
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i].key) == n && strncmp(names[i].key, key, n) == 0)
			return gettext_in_context(names[i].words);
	return NULL;
}

/* A number of more digits than any amount of days or invoices: it names a row. */
static bool names_a_row(const char *value, size_t n)
{
	return n > 12 && strspn(value, "0123456789") >= n;
}

/* One string with its escapes, from behind its quote; returns what follows it. */
static const char *string_end(const char *p)
{
	while (*p && *p != '"')
		p += *p == '\\' && p[1] ? 2 : 1;
	return p;
}

static const char *value_end(const char *p)
{
	return *p == '"' ? string_end(p + 1) + 1 : p + strcspn(p, ",}]");
}

static const char *kind_of_many(const char *code)
{
	const char *words = words_measure(code);

	words = words != code ? words : words_dispute_kind(code);
	return words != code ? words : words_mail_kind(code);
}

static const char *reason_of(const char *code)
{
	const char *words = words_cause(code);

	return words != code ? words : words_matching_how(code);
}

static const char *stage_of(const char *code)
{
	enum circuit_stage stage;

	return circuit_stage_from_code(code, &stage) ? words_circuit_stage(stage) : code;
}

static const char *clock_of(const char *code)
{
	for (int kind = 0; kind < CLOCKS_KIND_COUNT; kind++)
		if (strcmp(clocks_kind_codes[kind], code) == 0)
			return words_clock_kind((enum clocks_kind)kind);
	return code;
}

static const char *state_of(const char *code)
{
	for (int state = 0; state < PROMISE_STATE_COUNT; state++)
		if (strcmp(promise_state_codes[state], code) == 0)
			return words_promise_state((enum promise_state)state);
	return code;
}

static const char *mode_of(const char *code)
{
	return strcmp(code, "full") == 0 ? _("full") : strcmp(code, "changes") == 0 ? _("changes") : code;
}

/* Days, amounts and hours as people write them. NULL: it is none. */
static const char *figure_of(const char *key, size_t n, const char *code, char out[64])
{
	size_t length = strlen(code);
	cents amount;
	date on;

	if (n == 11 && (strncmp(key, "next_minute", n) == 0 || strncmp(key, "best_minute", n) == 0))
		return words_hour(atoi(code), out);
	if (date_parse_iso(code, &on))
		return words_date(on, WORDS_DATE_YEAR, out);
	if (length > 3 && code[length - 3] == '.' && strspn(code, "-.0123456789") == length &&
	    money_parse(code, length, MONEY_POINT, &amount) == MONEY_OK)
		return words_money(amount, out);
	return NULL;
}

/* A code in words, a figure as it is written; NULL: as it is. */
static const char *value_of(const char *key, size_t n, const char *value, size_t length, char out[64])
{
	static const struct {
		const char *key;
		const char *(*words)(const char *code);
	} codes[] = {
		{ "kind", kind_of_many },      { "what", words_measure },   { "to", words_handover },
		{ "document", words_document }, { "reason", reason_of },    { "excuse", words_excuse },
		{ "role", words_role },        { "resolution", words_dispute_resolution }, { "mode", mode_of },
		{ "stage", stage_of },         { "clock", clock_of },       { "state", state_of },
	};
	char code[32];

	if (length >= sizeof code)
		return NULL;
	snprintf(code, sizeof code, "%.*s", (int)length, value);
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (strlen(codes[i].key) == n && strncmp(codes[i].key, key, n) == 0) {
			snprintf(out, 64, "%s", codes[i].words(code));
			return out;
		}
	if (strcmp(code, "yes") == 0 || strcmp(code, "no") == 0)
		return *code == 'y' ? _("yes") : _("no");
	return figure_of(key, n, code, out);
}

/* "key":value pairs, however deep they stand. */
const char *words_journal_payload(const char *payload, char out[WORDS_TEXT])
{
	struct words_text text = { .out = out };
	const char *p = payload;

	out[0] = '\0';
	while ((p = strchr(p, '"'))) {
		const char *key = p + 1, *end = string_end(key), *value, *name, *words;
		char code[64];
		size_t n;

		if (!*end || end[1] != ':')
			break;
		value = end + 2;
		p = value;
		if (*value == '{' || *value == '[')
			continue;
		p = value_end(value);
		n = (size_t)(p - value);
		if (*value == '"') {
			value++;
			n -= 2;
		}
		if (is_left_out(key, (size_t)(end - key), value, n) || names_a_row(value, n))
			continue;
		name = name_of(key, (size_t)(end - key));
		words = value_of(key, (size_t)(end - key), value, n, code);
		words_add(&text, "%s%.*s %.*s", text.used ? " · " : "", name ? (int)strlen(name) : (int)(end - key), name ? name : key,
		          words ? (int)strlen(words) : (int)n, words ? words : value);
	}
	return out;
}
