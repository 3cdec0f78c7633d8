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

const char *words_outcome_code(const char *code)
{
	enum outcome outcome;

	static const struct name deeds[] = {
		{ "dispute_resolved", N_("dispute resolved") },
		{ "dispute_set", N_("dispute changed") },
		{ "dispute_raised", N_("dispute raised") },
		{ "document_sent", N_("document sent") },
		{ "document_settled", N_("document settled") },
		{ "promise_withdrawn", N_("promise withdrawn") },
	};

	if (strcmp(code, "undo") == 0)
		return C_("recorded", "undo");
	if (strcmp(code, "platform") == 0)
		return _("platform");
	return outcome_from_code(code, &outcome) ? words_outcome(outcome) : find(deeds, sizeof deeds / sizeof *deeds, code);
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

const char *words_dispute_sub_reason(const char *code)
{
	static const struct name names[] = {
		{ "order", N_("purchase order missing") },
		{ "address", N_("wrong name or address") },
		{ "duplicate", N_("invoiced twice") },
		{ "vat", N_("VAT") },
		{ "price", N_("price") },
		{ "discount", N_("discount") },
		{ "terms", N_("payment terms") },
		{ "quality", N_("quality") },
		{ "quantity", N_("quantity") },
		{ "delivery", N_("delivery") },
		{ "damage", N_("damaged goods") },
		{ "service", N_("service not done") },
	};

	return find(names, sizeof names / sizeof *names, code);
}

const char *words_dispute_about(const char *sub_reason, const char *kind)
{
	static const struct name shorter[] = {
		{ "order", N_("no order") },
		{ "address", N_("name, address") },
		{ "duplicate", N_("billed twice") },
		{ "terms", N_("terms") },
		{ "damage", N_("damage") },
		{ "service", N_("not done") },
	};
	const char *name = find(shorter, sizeof shorter / sizeof *shorter, sub_reason);

	if (!*sub_reason)
		return words_dispute_kind(kind);
	return name == sub_reason ? words_dispute_sub_reason(sub_reason) : name;
}

const char *words_dispute_resolution(const char *code)
{
	static const struct name names[] = {
		{ "credit", N_("credit note") },
		{ "rejected", N_("rejected") },
		{ "agreed", N_("agreed") },
		{ "paid", N_("paid meanwhile") },
	};

	return find(names, sizeof names / sizeof *names, code);
}

const char *words_document(const char *code)
{
	static const struct name names[] = {
		{ "duplicate", N_("duplicate") },
		{ "order", N_("purchase order") },
		{ "delivery", N_("proof of delivery") },
		{ "contract", N_("contract") },
		{ "statement", N_("statement of account") },
		{ "bank", N_("bank details") },
		{ "other", N_("other document") },
	};

	return find(names, sizeof names / sizeof *names, code);
}

const char *words_document_state(enum document_state state)
{
	static const char *const names[DOCUMENT_STATE_COUNT] = {
		[DOCUMENT_ASKED] = N_("to be sent"),
		[DOCUMENT_OVERDUE] = N_("late, to be sent"),
		[DOCUMENT_SENT] = NC_("document", "sent"),
		[DOCUMENT_CHASE_DUE] = N_("to be chased"),
		[DOCUMENT_CHASED] = N_("chased"),
		[DOCUMENT_SETTLED] = NC_("document", "settled"),
	};

	return gettext_in_context(names[state]);
}

const char *words_cause(const char *code)
{
	static const struct name names[] = {
		{ "", N_("not known") },
		{ "forgotten", N_("forgotten") },
		{ "calculating", N_("calculating") },
		{ "not_received", N_("not received") },
		{ "circuit", N_("stuck in the circuit") },
		{ "dispute", N_("dispute") },
		{ "document", N_("document missing") },
		{ "difficulty", N_("financial difficulty") },
		{ "bad_faith", N_("bad faith") },
		{ "insolvency", N_("insolvency") },
		{ "paid", N_("paid") },
	};

	return find(names, sizeof names / sizeof *names, code);
}

const char *words_cause_action(enum reason_action action)
{
	static const char *const names[REASON_ACTION_COUNT] = {
		[REASON_ACTION_QUALIFY] = N_("Find out why first."),
		[REASON_ACTION_REMIND] = N_("Remind, and send a mail at once."),
		[REASON_ACTION_COST] = N_("Say what lateness costs and shorten the dates."),
		[REASON_ACTION_DUPLICATE] = N_("Send a duplicate."),
		[REASON_ACTION_HOLDER] = N_("Call who has the invoice."),
		[REASON_ACTION_SETTLE] = N_("Have the dispute settled by its owner."),
		[REASON_ACTION_SEND] = N_("Send what is missing."),
		[REASON_ACTION_PLAN] = N_("Propose a plan, fast."),
		[REASON_ACTION_ESCALATE] = N_("No more dates: registered letter, then legal."),
		[REASON_ACTION_CLAIM] = N_("Declare the claim."),
		[REASON_ACTION_MATCH] = N_("Look for the payment in our books."),
	};

	return gettext(names[action]);
}

const char *words_excuse(const char *code)
{
	static const struct name names[] = {
		{ "cheque_sent", N_("“the cheque is sent”") },
		{ "assistant", N_("“my assistant was to do it”") },
	};

	return find(names, sizeof names / sizeof *names, code);
}

const char *words_firmness(const char *code)
{
	static const struct name names[] = {
		{ "smiling", N_("smiling") },
		{ "respectful", N_("respectful") },
		{ "firm", N_("firm") },
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

const char *words_item_name(const char *number, enum item_kind kind)
{
	return *number ? number : words_item_kind(kind);
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

const char *words_channel(int channel)
{
	static const char *const names[SCENARIO_CHANNEL_COUNT] = {
		[SCENARIO_PHONE] = N_("a call"),
		[SCENARIO_MAIL] = N_("a mail"),
		[SCENARIO_LETTER] = N_("a letter"),
		[SCENARIO_REGISTERED] = N_("a registered letter"),
	};

	return gettext(names[channel]);
}
