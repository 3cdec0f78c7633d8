/* Names of codes. Tables hold the marked constants, the catalogue the translation.
 */
#include "words/words.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "rules/keymap.h"

const char *words_outcome(enum outcome outcome)
{
	return gettext(outcome_rules[outcome].label);
}

const char *words_outcome_code(const char *code)
{
	enum outcome outcome;

	if (strcmp(code, "undo") == 0)
		return C_("recorded", "undo");
	return outcome_from_code(code, &outcome) ? words_outcome(outcome) : code;
}

const char *words_promise_state(enum promise_state state)
{
	static const char *const names[PROMISE_STATE_COUNT] = {
		[PROMISE_OPEN] = NC_("promise", "open"),
		[PROMISE_KEPT] = N_("kept"),
		[PROMISE_PARTLY_KEPT] = N_("partly kept"),
		[PROMISE_BROKEN] = N_("broken"),
		[PROMISE_WITHDRAWN] = N_("withdrawn"),
		[PROMISE_SUPERSEDED] = N_("superseded"),
	};

	return gettext_in_context(names[state]);
}

/* A code and its name. */
struct name {
	const char *code, *name;
};

static const char *find(const struct name *names, size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i].code, code) == 0)
			return gettext(names[i].name);
	return code;
}

const char *words_role(const char *code)
{
	static const struct name names[] = {
		{ "accounts_payable", N_("accounts payable") },
		{ "buyer", N_("buyer") },
		{ "approver", N_("approver") },
		{ "director", N_("director") },
		{ "sales", N_("sales") },
		{ "other", N_("other") },
		{ "agent", N_("agent") },
		{ "supervisor", N_("supervisor") },
	};

	return find(names, sizeof names / sizeof *names, code);
}

const char *words_dispute_kind(const char *code)
{
	static const struct name names[] = {
		{ "administrative", N_("administrative") },
		{ "commercial", N_("commercial") },
		{ "technical", N_("technical") },
	};

	return find(names, sizeof names / sizeof *names, code);
}

const char *words_item_kind(enum item_kind kind)
{
	static const char *const names[ITEM_KIND_COUNT] = {
		[ITEM_INVOICE] = N_("invoice"),
		[ITEM_CREDIT_NOTE] = N_("credit note"),
		[ITEM_CASH] = N_("unallocated cash"),
		[ITEM_GAP] = N_("reconciliation gap"),
	};

	return gettext(names[kind]);
}

const char *words_key(int key, char out[32])
{
	static const struct name names[] = {
		{ "up", N_("Up") },         { "down", N_("Down") },          { "left", N_("Left") },           { "right", N_("Right") },
		{ "home", N_("Home") },     { "end", N_("End") },            { "page-up", N_("PgUp") },        { "page-down", N_("PgDn") },
		{ "enter", N_("Enter") },   { "escape", N_("Esc") },         { "backspace", N_("Backspace") }, { "tab", N_("Tab") },
		{ "back-tab", N_("Shift-Tab") }, { "delete", N_("Del") },    { "insert", N_("Ins") },          { "space", N_("Space") },
		{ "suspend", N_("Ctrl-Z") },
	};
	char code[KEYMAP_CODE];
	const char *name;

	keymap_code(key, code);
	name = find(names, sizeof names / sizeof *names, code);
	if (name == code && code[0] == 'f' && code[1] >= '1' && code[1] <= '9')
		snprintf(out, 32, "F%s", code + 1);
	else
		snprintf(out, 32, "%s", name);
	return out;
}

const char *words_score_name(enum score_line_code code)
{
	static const char *const names[SCORE_LINE_COUNT] = {
		[SCORE_AMOUNT] = N_("amount"),
		[SCORE_AGE] = N_("age"),
		[SCORE_BROKEN] = N_("broken promises"),
		[SCORE_UNCHASED] = N_("broken, nobody spoken to since"),
		[SCORE_FOLLOW_UP] = N_("follow-up due"),
		[SCORE_GAP] = N_("gap"),
		[SCORE_SLIP] = N_("slippage"),
		[SCORE_CLOCK] = N_("legal clock"),
		[SCORE_RISK] = N_("risk"),
		[SCORE_PROVISION] = N_("provision"),
	};

	return gettext(names[code]);
}
