/* The opening follows the brief's codes; the cards are constants of the catalogue.
 */
#include "ui/script.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/text.h"
#include "desk/call.h"
#include "desk/contact.h"
#include "rules/keymap.h"
#include "rules/paid.h"
#include "words/words.h"

#define KEY_CELLS 5

static const struct {
	const char *name, *card;
} situations[SCRIPT_SITUATION_COUNT] = {
	[SCRIPT_FIRST] = {
		N_("first chase"),
		N_("Say who you are and for whom. Name the amount and the oldest invoice. Ask whether everything was received and approved. "
		   "Then ask for a date, and be silent until it comes. Repeat amount and date; thank by name."),
	},
	[SCRIPT_AGREED] = {
		N_("call agreed"),
		N_("Remind that this call was agreed, and what was to be found out since. Take up where it stopped: no need to begin again. "
		   "End with an amount and an exact date."),
	},
	[SCRIPT_BROKEN] = {
		N_("broken promise"),
		N_("State the fact without a reproach: this amount, that day, nothing came. Ask what happened and listen. Ask for a new date that is "
		   "sure, sooner rather than whole: a part today is worth more than everything later."),
	},
	[SCRIPT_PAID] = {
		N_("said to be paid"),
		N_("Look first among the payments left to clear. Do not doubt their word: ask for the day, the means and the reference, the account it "
		   "went to, and a proof by mail. A cheque: its number and the day it was posted. If it did not leave, a date for it."),
	},
	[SCRIPT_EVASIVE] = {
		N_("evasive answers"),
		N_("“It is in hand” is no date. Ask one precise question at a time: who has the invoice, who approves it, when is the next payment "
		   "run? Offer to call that person yourself. Agree on the day and hour of the next call."),
	},
	[SCRIPT_DOCUMENT] = {
		N_("document sent"),
		N_("Ask whether it arrived and is what was wanted: then nothing stands in the way of a date. If it did not, make sure of the address "
		   "and send it again while you speak."),
	},
	[SCRIPT_DISPUTE] = {
		N_("dispute"),
		N_("Listen to the end and write the reason down. Only the disputed invoices are set aside: the others remain due. Say who will "
		   "answer and by when. A dispute that was settled is not argued again."),
	},
	[SCRIPT_NOTHING] = {
		N_("nothing to ask"),
		N_("Do not ask for money today. If they call: thank them, answer, write a note."),
	},
};

static const struct {
	const char *heard;
	enum action action;
	const char *typed; /* after the key */
} answers[] = {
	{ N_("a date"), ACTION_PROMISE, "" },
	{ N_("in several times"), ACTION_PROMISE, " 3x" },
	{ N_("“call me back”"), ACTION_CALLBACK, "" },
	{ N_("“paid already”"), ACTION_PAID, "" },
	{ N_("contests it"), ACTION_DISPUTE, "" },
	{ N_("“no money”"), ACTION_DIFFICULTY, "" },
	{ N_("no clear answer"), ACTION_EVASIVE, "" },
	{ N_("refuses"), ACTION_REFUSAL, "" },
	{ N_("wrong contact"), ACTION_CONTACTS, "" },
};

static const struct brief_line *said(const struct client_file *file, enum brief_code code)
{
	for (size_t i = 0; i < file->brief_count; i++)
		if (file->brief[i].code == code)
			return &file->brief[i];
	return NULL;
}

static bool is_agreed(const struct client_file *file)
{
	for (size_t i = 0; i < file->verdict.score.count; i++)
		if (file->verdict.score.lines[i].code == SCORE_FOLLOW_UP)
			return true;
	return false;
}

/* Nobody was spoken to since, and what is due still holds it. */
static bool claims_paid(const struct client_file *file, struct paid_claim *claim, date *told)
{
	const struct brief_line *owed = said(file, BRIEF_OWED);
	enum outcome outcome;

	for (size_t i = 0; owed && i < file->history_count; i++) {
		const struct call_row *row = &file->history[i];

		if (row->undone_by || !outcome_from_code(row->outcome, &outcome) || !outcome_rules[outcome].spoken)
			continue;
		*told = row->on_day;
		return outcome == OUTCOME_PAID && paid_read(row->note, claim) && strcmp(owed->currency, claim->currency) == 0 &&
		       owed->amount >= claim->amount;
	}
	return false;
}

enum script_situation script_situation(const struct client_file *file)
{
	struct paid_claim claim;
	date told;
	const struct brief_line *get = said(file, BRIEF_GET);
	enum brief_goal goal = get ? (enum brief_goal)get->which : BRIEF_GOAL_DATE;

	if (goal == BRIEF_GOAL_NONE || goal == BRIEF_GOAL_MATCHING || !said(file, BRIEF_OWED))
		return SCRIPT_NOTHING;
	if (claims_paid(file, &claim, &told))
		return SCRIPT_PAID;
	if (said(file, BRIEF_BROKEN))
		return SCRIPT_BROKEN;
	if (goal == BRIEF_GOAL_REASON)
		return SCRIPT_EVASIVE;
	if (said(file, BRIEF_DISPUTE_OPEN) || said(file, BRIEF_DISPUTE_SOLVED) || said(file, BRIEF_DISPUTE_AGAIN))
		return SCRIPT_DISPUTE;
	if (!is_agreed(file))
		return SCRIPT_FIRST;
	return said(file, BRIEF_DOCUMENT_SENT) ? SCRIPT_DOCUMENT : SCRIPT_AGREED;
}

const char *script_situation_name(enum script_situation situation)
{
	return gettext(situations[situation].name);
}

/* Whom one speaks to; "" when nobody is known by name. */
static const char *contact_name(const struct client_file *file)
{
	const struct contact_row *contact = contact_spoken_to(file);

	return contact ? contact->name : "";
}

static void greet(const struct session *session, const struct client_file *file,
		  struct words_text *out)
{
	const char *name = contact_name(file);

	if (*name)
		words_add(out, _("“Hello %s, this is %s from %s. "), name, session->called,
			  session->creditor.name);
	else
		words_add(out, _("“Hello, this is %s from %s. May I speak to accounts payable? "),
			  session->called, session->creditor.name);
}

/* What is left of the oldest invoice, which is the one to begin with; 0: none is named. */
static cents oldest_owed(const struct client_file *file, const struct brief_line *owed)
{
	for (size_t i = 0; i < file->invoice_count; i++) {
		const struct item *item = &file->invoices[i].item;
		if (item->open > 0 && !item->disputed && file->left[i] > 0 &&
		    strcmp(item->currency, owed->currency) == 0)
			return file->left[i];
	}
	return 0;
}

static void say_owed(const struct client_file *file, bool agreed, struct words_text *out)
{
	const struct brief_line *owed = said(file, BRIEF_OWED);
	cents oldest = oldest_owed(file, owed);
	char amount[MONEY_TEXT];

	words_amount(owed->amount, owed->currency, amount);
	if (agreed)
		words_add(out, _("I am calling back as agreed: %s is overdue"), amount);
	else
		words_add(out, _("I am calling about %s that is overdue"), amount);
	if (oldest > 0 && oldest < owed->amount)
		words_add(out,
			  ngettext(", %s of it for %d day. ", ", %s of it for %d days. ",
				   (unsigned long)owed->days),
			  words_amount(oldest, owed->currency, amount), owed->days);
	else
		words_add(out,
			  ngettext(" for %d day. ", " for %d days. ", (unsigned long)owed->days),
			  owed->days);
	for (size_t i = 0; i < file->brief_count; i++)
		if (file->brief[i].code == BRIEF_OTHER_CURRENCY)
			words_add(out, _("%s is overdue as well. "),
				  words_amount(file->brief[i].amount, file->brief[i].currency, amount));
}

static void say_broken(const struct brief_line *broken, date today, struct words_text *out)
{
	char amount[MONEY_TEXT], came[MONEY_TEXT], day[64];

	words_amount(broken->amount, broken->currency, amount);
	words_near_date(broken->on, today, day);
	if (broken->other > 0)
		words_add(out, _("Of the %s promised for %s only %s came. "), amount, day,
			  words_amount(broken->other, broken->currency, came));
	else if (broken->which)
		words_add(out, _("The %s promised for %s was returned by the bank. "), amount, day);
	else
		words_add(out, _("The %s promised for %s did not come. "), amount, day);
}

static void say_sent(const struct brief_line *sent, date today, struct words_text *out)
{
	char day[64];

	words_add(out, _("The document you asked for (%s) was sent on %s. "), words_document(sent->text), words_near_date(sent->on, today, day));
}

/* And asks for what is not known of it yet. */
static void say_paid(const struct client_file *file, date today, struct words_text *out)
{
	char amount[MONEY_TEXT], day[64], then[64];
	struct paid_claim claim;
	date told;

	if (!claims_paid(file, &claim, &told))
		return;
	words_amount(claim.amount, claim.currency, amount);
	words_near_date(claim.on, today, day);
	words_add(out, _("You told us on %s of %s paid on %s: I do not find it here. "), words_near_date(told, today, then), amount, day);
	words_add(out, "%s", *claim.words ? _("May I have a proof of it by mail?”") : _("By which means, and under which reference?”"));
}

static void ask(enum script_situation situation, struct words_text *out)
{
	static const char *const questions[SCRIPT_SITUATION_COUNT] = {
		[SCRIPT_FIRST] = N_("When shall we receive it?”"),
		[SCRIPT_AGREED] = N_("Which date did you find?”"),
		[SCRIPT_BROKEN] = N_("On which day shall we receive it for sure?”"),
		[SCRIPT_EVASIVE] = N_("What is it still waiting for, and who decides?”"),
		[SCRIPT_DOCUMENT] = N_("Did it reach you, and on which day shall we be paid?”"),
		[SCRIPT_DISPUTE] = N_("What is not disputed: when shall we receive it?”"),
		[SCRIPT_NOTHING] = N_("May I help you with anything?”"),
	};

	words_add(out, "%s", gettext(questions[situation]));
}

void script_opening(struct sheet *sheet, int indent, const struct session *session,
		    const struct client_file *file)
{
	enum script_situation situation = script_situation(file);
	const struct brief_line *broken = said(file, BRIEF_BROKEN);
	char text[WORDS_TEXT] = "";
	struct words_text out = { .out = text };

	greet(session, file, &out);
	if (situation != SCRIPT_NOTHING)
		say_owed(file, is_agreed(file), &out);
	if (situation == SCRIPT_BROKEN)
		say_broken(broken, session->today, &out);
	if (situation == SCRIPT_DOCUMENT)
		say_sent(said(file, BRIEF_DOCUMENT_SENT), session->today, &out);
	if (situation == SCRIPT_PAID)
		say_paid(file, session->today, &out);
	else
		ask(situation, &out);
	sheet_to(sheet, indent);
	sheet_line(sheet, indent + 2, STYLE_NORMAL, text);
}

static void put_key(struct sheet *sheet, enum action action, const char *typed)
{
	char key[32], both[40];

	snprintf(both, sizeof both, "%s%s",
		 words_key(keymap_key_of(action, ACTION_CONTEXT_FILE), key), typed);
	sheet_put(sheet, STYLE_KEY, both);
}

static int answer_cells(void)
{
	int widest = 0;

	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		int cells = text_width(gettext(answers[i].heard));
		widest = cells > widest ? cells : widest;
	}
	return widest + 1;
}

static bool may_answer(const struct session *session, const struct client_file *file, enum action action)
{
	struct err refused = { 0 };

	return !action_rows[action].records || call_may_record(session, file, action_rows[action].outcome, &refused);
}

void script_answers(struct sheet *sheet, int indent, const struct session *session, const struct client_file *file)
{
	int keys = indent + answer_cells();

	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		if (!may_answer(session, file, answers[i].action))
			continue;
		sheet_to(sheet, indent);
		sheet_put(sheet, STYLE_NORMAL, gettext(answers[i].heard));
		sheet_to(sheet, keys);
		put_key(sheet, answers[i].action, answers[i].typed);
		sheet_to(sheet, keys + KEY_CELLS);
		sheet_put(sheet, STYLE_DIM, gettext(action_rows[answers[i].action].label));
		sheet_newline(sheet);
	}
}

void script_answers_short(struct sheet *sheet, int indent, const struct session *session, const struct client_file *file)
{
	char text[128], key[32];

	sheet_to(sheet, indent);
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		if (!may_answer(session, file, answers[i].action))
			continue;
		/* TRANSLATORS: what is heard: the key, what to type after it */
		snprintf(text, sizeof text, _("%s: %s%s"), gettext(answers[i].heard),
			 words_key(keymap_key_of(answers[i].action, ACTION_CONTEXT_FILE), key),
			 answers[i].typed);
		if (sheet->col + text_width(text) > sheet->width) {
			sheet_newline(sheet);
			sheet_to(sheet, indent);
		}
		sheet_put(sheet, STYLE_DIM, text);
		sheet_to(sheet, sheet->col + 3);
	}
	sheet_newline(sheet);
}

void script_never(struct sheet *sheet, int indent, const struct client_file *file)
{
	const char *name = contact_name(file);
	char text[WORDS_TEXT];

	sheet_to(sheet, indent);
	sheet_line(sheet, indent, STYLE_NORMAL, _("No fees, no bailiff, no threat."));
	if (*name)
		snprintf(text, sizeof text, _("Speak of the debt to %.200s only, never to others."),
			 name);
	else
		snprintf(text, sizeof text, "%s", _("Speak of the debt to accounts payable only."));
	sheet_to(sheet, indent);
	sheet_line(sheet, indent, STYLE_NORMAL, text);
}

void script_card(struct sheet *sheet, int indent, enum script_situation situation)
{
	sheet_to(sheet, indent);
	sheet_line(sheet, indent, STYLE_NORMAL, gettext(situations[situation].card));
}
