/* The brief's codes as sentences.
 */
#include "words/words.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "rules/paid.h"
#include "base/text.h"
#include "words/escalation.h"
#include "words/circuit.h"
#include "words/mail.h"

#define QUOTE_CELLS 120

static const char *count_invoices(int count, char out[64])
{
	snprintf(out, 64, ngettext("%d invoice", "%d invoices", (unsigned long)count), count);
	return out;
}

static void owed(const struct brief_line *line, const char *amount, const char *day, char *out)
{
	char invoices[64];

	if (line->count == 0) { /* how many was not read */
		snprintf(out, WORDS_TEXT,
		         ngettext("Owes %s overdue, the oldest for %d day (due %s).", "Owes %s overdue, the oldest for %d days (due %s).",
		                  (unsigned long)line->days),
		         amount, line->days, day);
		return;
	}
	snprintf(out, WORDS_TEXT,
	         ngettext("Owes %s overdue, %s, the oldest for %d day (due %s).", "Owes %s overdue, %s, the oldest for %d days (due %s).",
	                  (unsigned long)line->days),
	         amount, count_invoices(line->count, invoices), line->days, day);
}

static void broken(const struct brief_line *line, const char *amount, const char *other, const char *day, char *out)
{
	if (line->other > 0)
		snprintf(out, WORDS_TEXT, _("× Promised %s for %s, only %s came."), amount, day, other);
	else if (line->which)
		snprintf(out, WORDS_TEXT, _("× Promised %s for %s, paid and taken back by the bank."), amount, day);
	else
		snprintf(out, WORDS_TEXT, _("× Promised %s for %s, nothing came."), amount, day);
}

/* What the bank says, and the ledger cannot say yet. */
static void bank(const struct brief_line *line, const char *amount, const char *day, const char *paid, char *out)
{
	struct words_text text = { .out = out };

	out[0] = '\0';
	if (line->code == BRIEF_PERHAPS && line->count > 1) {
		words_add(&text, ngettext("! %lu payment to be matched may be theirs, the last %s of %s: look first (g r).",
		                          "! %lu payments to be matched may be theirs, the last %s of %s: look first (g r).",
		                          (unsigned long)line->count),
		          (unsigned long)line->count, amount, day);
	} else if (line->code == BRIEF_PERHAPS) {
		words_add(&text, _("! %s of %s, to be matched, may be their payment: look first (g r)."), amount, day);
	} else {
		words_add(&text, _("! The bank took back on %s the payment of %s of %s"), day, amount, paid);
		if (line->text && *line->text)
			words_add(&text, " (%.20s)", line->text);
		words_add(&text, ".");
	}
}

/* An agent who writes what was said may quote it already. */
static bool is_quoted(const char *words)
{
	return strncmp(words, "«", strlen("«")) == 0 || strncmp(words, "“", strlen("“")) == 0 || words[0] == '"';
}

static void last_contact(const struct brief_line *line, const char *day, date today, char *out)
{
	struct words_text said = { .out = out };
	char words[WORDS_TEXT] = "", note[WORDS_TEXT];
	struct paid_claim claim;
	const char *outcome = words_outcome(line->outcome);
	bool paid = line->outcome == OUTCOME_PAID && line->text && paid_read(line->text, &claim);

	if (line->text && *line->text)
		text_ellipsis(words, sizeof words, words_note(outcome_rules[line->outcome].code, line->text, today, note), QUOTE_CELLS);
	if (paid || is_quoted(words))
		words_add(&said, _("Last call %s: %s (%s): %.300s"), day, outcome, line->who, words);
	else if (*words)
		words_add(&said, _("Last call %s: %s (%s): “%.300s”"), day, outcome, line->who, words);
	else
		words_add(&said, _("Last call %s: %s (%s)."), day, outcome, line->who);
}

static void follow_up(const struct brief_line *line, const char *day, char *out)
{
	char hour[16];

	words_hour(line->minute, hour);
	if (*hour)
		snprintf(out, WORDS_TEXT, _("To come back to on %s at %s (%s)."), day, hour, words_outcome(line->outcome));
	else
		snprintf(out, WORDS_TEXT, _("To come back to on %s (%s)."), day, words_outcome(line->outcome));
}

/* How many stand there, who has them, for how long; an exit gone by is said too. */
static void stands(const struct brief_line *line, date today, char *out)
{
	struct words_text text = { .out = out };
	char day[64];

	out[0] = '\0';
	words_add(&text, "%s%.60s", line->code == BRIEF_STUCK ? "× " : "", line->text && *line->text ? line->text : "?");
	if (line->count > 1)
		words_add(&text, ngettext(" and %d more", " and %d more", (unsigned long)line->count - 1), line->count - 1);
	words_add(&text, ": %s", words_circuit_stage((enum circuit_stage)line->which));
	if (line->who)
		words_add(&text, " (%.100s)", line->who);
	words_add(&text, ngettext(", for %d day", ", for %d days", (unsigned long)line->days), line->days);
	if (date_is(line->until))
		words_add(&text, line->until < today ? _("; it was to leave on %s") : _("; expected out %s"),
		          words_near_date(line->until, today, day));
	words_add(&text, ".");
}

static const char *whom_why(int why)
{
	switch ((enum circuit_whom_why)why) {
	case CIRCUIT_WHOM_SMALL: return _(" A small structure: the director pays.");
	case CIRCUIT_WHOM_BUYER: return _(" It waits with the buyer: accounts payable cannot help.");
	case CIRCUIT_WHOM_APPROVER: return _(" It waits for whoever approves: accounts payable cannot help.");
	case CIRCUIT_WHOM_HOLDER: return _(" That is who has it.");
	default: return "";
	}
}

static void whom(const struct brief_line *line, char *out)
{
	const char *role = line->who && *line->who ? words_role(line->who) : NULL;
	struct words_text text = { .out = out };
	char hours[40];

	out[0] = '\0';
	if (line->text && *line->text && role)
		words_add(&text, _("Ask for %.200s, %s."), line->text, role);
	else if (line->text && *line->text)
		words_add(&text, _("Ask for %.200s."), line->text);
	else
		words_add(&text, _("Ask for %s."), role ? role : words_role("accounts_payable"));
	words_add(&text, "%s", whom_why(line->which));
	if (*words_hours(line->minute, line->count, hours))
		words_add(&text, _(" Best called at %s."), hours);
}

static const char *goal(int which)
{
	switch ((enum brief_goal)which) {
	case BRIEF_GOAL_DATE: return _("Get an amount and an exact date.");
	case BRIEF_GOAL_DATE_FIRM: return _("Get an amount and an exact date, firmly: the last promise was not kept.");
	case BRIEF_GOAL_REASON: return _("Get the real reason: the answers were evasive.");
	case BRIEF_GOAL_PRE_DUE: return _("Ask whether it was received and approved, and is set to be paid on its day.");
	case BRIEF_GOAL_MATCHING: return _("Nothing to ask for: match the credits in our books first.");
	case BRIEF_GOAL_NONE: break;
	}
	return _("No call to make today.");
}

/* The lines that are one format with an amount, a second one and two days. */
static void money_line(const struct brief_line *line, const char *amount, const char *other, const char *day, const char *until,
                       char *out)
{
	unsigned long n = (unsigned long)line->count;

	switch (line->code) {
	case BRIEF_NOT_OVERDUE:
		snprintf(out, WORDS_TEXT,
		         line->which ? _("Nothing is overdue beside what is disputed; the balance is %s.") : _("Nothing is overdue; the balance is %s."),
		         amount);
		break;
	case BRIEF_COVERED:
		snprintf(out, WORDS_TEXT, _("%s is overdue but %s of credits are not matched: nothing to ask for."), amount, other);
		break;
	case BRIEF_PROMISED:
		snprintf(out, WORDS_TEXT, _("Promised %s for %s, checked on %s."), amount, day, until);
		break;
	case BRIEF_PLAN:
		snprintf(out, WORDS_TEXT, ngettext("A plan runs: %lu line left, %s, the next on %s.",
		                                   "A plan runs: %lu lines left, %s, the next on %s.", n), n, amount, day);
		break;
	case BRIEF_VOID:
		snprintf(out, WORDS_TEXT, _("× The plan is void, by policy: %s is due at once."), amount);
		break;
	case BRIEF_OVER_LIMIT:
		snprintf(out, WORDS_TEXT, _("! Owes %s in all, %s beyond its credit limit."), amount, other);
		break;
	case BRIEF_UNINSURED:
		snprintf(out, WORDS_TEXT, _("! Owes %s in all, %s beyond what is insured."), amount, other);
		break;
	case BRIEF_KEPT:
		snprintf(out, WORDS_TEXT, _("√ Kept the last promise: %s on %s."), amount, day);
		break;
	case BRIEF_CREDITS:
		snprintf(out, WORDS_TEXT, _("%s of credits are not matched: taken off, oldest first."), amount);
		break;
	case BRIEF_GAP:
		snprintf(out, WORDS_TEXT, _("! The account and its open items differ by %s: check our own books first."), amount);
		break;
	case BRIEF_NOT_DUE_YET:
		snprintf(out, WORDS_TEXT, _("%s more falls due on %s."), amount, day);
		break;
	default: out[0] = '\0'; break;
	}
}

static void clock_line(const struct brief_line *line, date today, char *out)
{
	const struct clocks_reading clock = { .kind = (enum clocks_kind)line->which, .on = line->on, .days_left = line->days };
	char text[WORDS_TEXT];

	snprintf(out, WORDS_TEXT, "! %s.", words_clock(&clock, today, text));
}

static void step_line(const struct brief_line *line, date today, const char *day, char *out)
{
	char invoices[64];

	if (line->count == 0) {
		snprintf(out, WORDS_TEXT, line->on < today ? _("Step due since %3$s: %1$s (%2$s).") : _("Next step on %3$s: %1$s (%2$s)."),
		         words_channel(line->which), words_mail_kind(line->text), day);
		return;
	}
	snprintf(out, WORDS_TEXT,
	         line->on < today ? _("Step due since %3$s: %1$s (%2$s), for %4$s.") : _("Next step on %3$s: %1$s (%2$s), for %4$s."),
	         words_channel(line->which), words_mail_kind(line->text), day, count_invoices(line->count, invoices));
}

/* How it ended, and that it is not to be argued again. */
static void solved(const struct brief_line *line, const char *credit, const char *day, char *out)
{
	const char *kind = words_dispute_kind(line->text), *end = line->who ? line->who : "";

	if (strcmp(end, "credit") == 0)
		snprintf(out, WORDS_TEXT, _("! Dispute settled on %s (%s): a credit note of %s was agreed; the rest is due."), day, kind, credit);
	else if (strcmp(end, "rejected") == 0)
		snprintf(out, WORDS_TEXT, _("! Dispute settled on %s (%s): rejected, all of it is due; do not argue it again."), day, kind);
	else if (strcmp(end, "agreed") == 0)
		snprintf(out, WORDS_TEXT, _("! Dispute settled on %s (%s): the client agrees to pay."), day, kind);
	else if (strcmp(end, "paid") == 0)
		snprintf(out, WORDS_TEXT, _("Dispute closed on %s (%s): all of it was paid or credited."), day, kind);
	else
		snprintf(out, WORDS_TEXT, _("! Dispute settled on %s (%s): do not argue it again."), day, kind);
}

static void document(const struct brief_line *line, const char *day, const char *until, char *out)
{
	const char *name = words_document(line->text);

	if (line->code == BRIEF_DOCUMENT_SENT)
		snprintf(out, WORDS_TEXT, _("Document sent on %s (%s): chase on %s."), day, name, until);
	else if (line->count > 1)
		snprintf(out, WORDS_TEXT, ngettext("! Document asked for on %s (%s), and %d more: to be sent by %s.",
		                                   "! Document asked for on %s (%s), and %d more: to be sent by %s.", (unsigned long)line->count - 1),
		         day, name, line->count - 1, until);
	else
		snprintf(out, WORDS_TEXT, _("! Document asked for on %s (%s): to be sent by %s."), day, name, until);
}

static void reason(const struct brief_line *line, const char *day, char *out)
{
	const char *tone = words_firmness(line->who);

	if (line->code == BRIEF_REASON)
		snprintf(out, WORDS_TEXT, _("Reason: %s (told %s). %s Tone: %s."), words_cause(line->text), day,
		         words_cause_action((enum reason_action)line->which), tone);
	else
		snprintf(out, WORDS_TEXT, _("No reason known yet. Tone: %s."), tone);
}

static void insolvent(const struct brief_line *line, const char *day, char *out)
{
	if (date_is(line->on))
		snprintf(out, WORDS_TEXT, _("! Insolvent: %.200s, published on %s. Declare the claim; no demand for what is older."), line->text, day);
	else
		snprintf(out, WORDS_TEXT, _("! Insolvent: %.200s, not published yet. No demand for what is older."), line->text);
}

static void excuses(const struct brief_line *line, char *out)
{
	unsigned long n = (unsigned long)line->count;
	struct words_text text = { .out = out };

	if (line->text && *line->text)
		words_add(&text, ngettext("%lu evasive answer or excuse since the last promise (%.100s: %d).",
		                          "%lu evasive answers or excuses since the last promise (%.100s: %d).", n),
		          n, line->text, (int)line->other);
	else
		words_add(&text, ngettext("%lu evasive answer or excuse since the last promise.",
		                          "%lu evasive answers or excuses since the last promise.", n), n);
}

static void dispute_line(const struct brief_line *line, const char *amount, const char *other, const char *day, char *out)
{
	char invoices[64];

	if (line->code == BRIEF_DISPUTE_SOLVED)
		solved(line, other, day, out);
	else if (line->code == BRIEF_DISPUTE_AGAIN)
		snprintf(out, WORDS_TEXT, _("! Dispute closed as paid on %s (%s), but %s of it is open again: ask whether it still stands."), day,
		         words_dispute_kind(line->text), amount);
	else
		snprintf(out, WORDS_TEXT, _("! In dispute (%s): %s, %s, answer due %s."), words_dispute_kind(line->text),
		         count_invoices(line->count, invoices), amount, day);
}

const char *words_brief(const struct brief_line *line, date today, char out[WORDS_TEXT])
{
	char amount[MONEY_TEXT], other[MONEY_TEXT], day[64], until[64];
	unsigned long n = (unsigned long)line->count;

	words_amount(line->amount, line->currency, amount);
	words_amount(line->other, line->currency, other);
	words_near_date(line->on, today, day);
	words_near_date(line->until, today, until);
	switch (line->code) {
	case BRIEF_OWED:
	case BRIEF_OTHER_CURRENCY: owed(line, amount, day, out); break;
	case BRIEF_RETURNED:
	case BRIEF_PERHAPS: bank(line, amount, day, until, out); break;
	case BRIEF_BROKEN: broken(line, amount, other, day, out); break;
	case BRIEF_BROKEN_COUNT:
		snprintf(out, WORDS_TEXT, ngettext("× %lu promise broken within a year.", "× %lu promises broken within a year.", n), n);
		break;
	case BRIEF_UNCHASED: snprintf(out, WORDS_TEXT, "%s", _("Nobody was spoken to since.")); break;
	case BRIEF_DISPUTE_OPEN:
	case BRIEF_DISPUTE_AGAIN:
	case BRIEF_DISPUTE_SOLVED: dispute_line(line, amount, other, day, out); break;
	case BRIEF_BIGGEST:
		snprintf(out, WORDS_TEXT, ngettext("The biggest: %s, %s, late by %d day.", "The biggest: %s, %s, late by %d days.",
		                                   (unsigned long)line->days),
		         line->text && *line->text ? line->text : "?", amount, line->days);
		break;
	case BRIEF_LAST_CONTACT: last_contact(line, day, today, out); break;
	case BRIEF_NEVER_CALLED: snprintf(out, WORDS_TEXT, "%s", _("Never called.")); break;
	case BRIEF_FOLLOW_UP: follow_up(line, day, out); break;
	case BRIEF_DOCUMENT_ASKED:
	case BRIEF_DOCUMENT_SENT: document(line, day, until, out); break;
	case BRIEF_EXCUSES: excuses(line, out); break;
	case BRIEF_REASON:
	case BRIEF_NO_REASON: reason(line, day, out); break;
	case BRIEF_INSOLVENT: insolvent(line, day, out); break;
	case BRIEF_HANDED:
		snprintf(out, WORDS_TEXT, "%s", strcmp(line->text, "legal") == 0 ? _("! Handed over to legal: nobody calls any more.")
		                                                                 : _("! Handed over to an agency: nobody calls any more."));
		break;
	case BRIEF_CLOCK: clock_line(line, today, out); break;
	case BRIEF_PROPOSED:
		snprintf(out, WORDS_TEXT, "%s", strcmp(line->text, "legal") == 0 ? _("! Legal is proposed: a supervisor decides.")
		                                                                 : _("! A hold on orders is proposed: a supervisor decides."));
		break;
	case BRIEF_THREAT:
		if (date_is(line->on))
			snprintf(out, WORDS_TEXT, _("! The client was told on %s: %s. It is to be carried out the day it is told."), day,
			         words_measure(line->text));
		else
			snprintf(out, WORDS_TEXT, _("! A supervisor decided: %s. The client may be told (k); it follows the same day."),
			         words_measure(line->text));
		break;
	case BRIEF_SANCTION: snprintf(out, WORDS_TEXT, _("! In force since %s: %s."), day, words_measure(line->text)); break;
	case BRIEF_WRITTEN:
		snprintf(out, WORDS_TEXT, _("Promised in writing on %s: a supervisor may confirm it acknowledges the debt."), day);
		break;
	case BRIEF_NEAR_LEGAL:
		snprintf(out, WORDS_TEXT, "%s", _("One broken promise more and legal is proposed."));
		break;
	case BRIEF_STEP: step_line(line, today, day, out); break;
	case BRIEF_STUCK:
	case BRIEF_STANDS: stands(line, today, out); break;
	case BRIEF_ASK: words_circuit_question((enum circuit_question)line->which, line->text, out); break;
	case BRIEF_WHOM: whom(line, out); break;
	case BRIEF_GET: snprintf(out, WORDS_TEXT, "%s", goal(line->which)); break;
	default: money_line(line, amount, other, day, until, out); break;
	}
	return out;
}
