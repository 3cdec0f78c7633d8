/* Codes of the circuit as sentences.
 */
#include "words/circuit.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/text.h"

const char *words_circuit_stage(enum circuit_stage stage)
{
	static const char *const names[CIRCUIT_STAGE_COUNT] = {
		[CIRCUIT_ISSUED] = NC_("circuit", "issued"),
		[CIRCUIT_SENT] = NC_("circuit", "sent"),
		[CIRCUIT_RECEIVED] = NC_("circuit", "received"),
		[CIRCUIT_REGISTERED] = NC_("circuit", "registered"),
		[CIRCUIT_BUYER] = NC_("circuit", "with the buyer"),
		[CIRCUIT_APPROVED] = NC_("circuit", "approved"),
		[CIRCUIT_FORWARDED] = NC_("circuit", "forwarded to accounts payable"),
		[CIRCUIT_PASSED] = NC_("circuit", "passed for payment"),
		[CIRCUIT_RUN] = NC_("circuit", "in a payment run"),
		[CIRCUIT_PAID] = NC_("circuit", "paid"),
		[CIRCUIT_REFUSED] = NC_("circuit", "refused"),
		[CIRCUIT_DISPUTED] = NC_("circuit", "in dispute"),
		[CIRCUIT_SUSPENDED] = NC_("circuit", "suspended, a document is wanted"),
	};

	return gettext_in_context(names[stage]);
}

const char *words_circuit_stage_short(enum circuit_stage stage)
{
	switch (stage) {
	case CIRCUIT_BUYER: return C_("circuit, short", "buyer");
	case CIRCUIT_FORWARDED: return C_("circuit, short", "forwarded");
	case CIRCUIT_PASSED: return C_("circuit, short", "passed");
	case CIRCUIT_RUN: return C_("circuit, short", "run");
	case CIRCUIT_DISPUTED: return C_("circuit, short", "dispute");
	case CIRCUIT_SUSPENDED: return C_("circuit, short", "suspended");
	default: return words_circuit_stage(stage);
	}
}

const char *words_circuit_back(enum circuit_back back)
{
	switch (back) {
	case CIRCUIT_BACK_CORRECTION: return _("what was told before was wrong");
	case CIRCUIT_BACK_RETURNED: return _("sent back");
	case CIRCUIT_BACK_REOPENED: return _("reopened");
	default: return "";
	}
}

const char *words_circuit_question(enum circuit_question question, const char *number,
				   char out[WORDS_TEXT])
{
	static const char *const questions[CIRCUIT_QUESTION_COUNT] = {
		[CIRCUIT_ASK_RECEIVED] = N_("Ask whether they have %s."),
		[CIRCUIT_ASK_REGISTERED] = N_("Ask whether %s is registered."),
		[CIRCUIT_ASK_WHO] = N_("Ask who has to approve %s."),
		[CIRCUIT_ASK_APPROVED] = N_("Ask whether %s is approved, and if not, why."),
		[CIRCUIT_ASK_FORWARDED] =
			N_("Approved is not forwarded: ask whether accounts payable has %s."),
		[CIRCUIT_ASK_PASSED] = N_("Ask whether %s is passed for payment."),
		[CIRCUIT_ASK_RUN] = N_("Ask in which payment run %s is."),
		[CIRCUIT_ASK_PAYMENT] = N_("Ask on which day the run with %s pays."),
		[CIRCUIT_ASK_REFUSAL] = N_("Ask why %s is refused."),
		[CIRCUIT_ASK_DISPUTE] = N_("Ask what is disputed on %s, and who settles it."),
		[CIRCUIT_ASK_DOCUMENT] = N_("Ask which document is wanted for %s."),
	};

	out[0] = '\0';
	if (questions[question])
		snprintf(out, WORDS_TEXT, gettext(questions[question]),
			 number && *number ? number : "?");
	return out;
}

/* "Mme Lenoir" is told by "Lenoir" where room is short. */
static const char *last_name(const char *name)
{
	const char *blank = strrchr(name, ' ');

	return blank ? blank + 1 : name;
}

const char *words_circuit_near(const struct circuit_position *position, date today,
			       char out[WORDS_TEXT])
{
	struct words_text text = { .out = out };

	out[0] = '\0';
	words_add(&text, "%s ", words_circuit_stage_short(position->stage));
	words_add(&text, _("%d d"), today - position->since);
	if (position->holder)
		words_add(&text, " %.60s", last_name(position->holder));
	return out;
}

static void add_since(struct words_text *text, date since, date today)
{
	char day[64];

	words_add(text, _(" since %s"), words_near_date(since, today, day));
	if (since < today)
		words_add(text, ngettext(" (%d day)", " (%d days)", (unsigned long)(today - since)),
			  today - since);
}

const char *words_circuit_event(const struct circuit_event *event, date today, char out[WORDS_TEXT])
{
	struct words_text text = { .out = out };
	char day[64];

	out[0] = '\0';
	words_add(&text, "%s", words_circuit_stage(event->stage));
	add_since(&text, event->since, today);
	if (event->holder)
		words_add(&text, ", %.100s", event->holder);
	if (date_is(event->expected_on))
		words_add(&text, _("; expected out %s"),
			  words_near_date(event->expected_on, today, day));
	if (event->back != CIRCUIT_BACK_NONE)
		words_add(&text, " (%s)", words_circuit_back(event->back));
	if (event->source == CIRCUIT_PLATFORM)
		words_add(&text, "%s", _(" (platform)"));
	if (event->note)
		words_add(&text, " · %.200s", event->note);
	return out;
}

const char *words_hours(int from, int to, char out[40])
{
	char first[16], last[16];

	out[0] = '\0';
	words_hour(from, first);
	words_hour(to, last);
	if (*first)
		snprintf(out, 40, "%s%s%s", first, *last ? "-" : "", last);
	return out;
}

/* Name and role of the one to ask for; a role alone when nobody is known by name. */
static void asked(const struct client_file *file, bool role, struct words_text *text)
{
	const struct file_whom *whom = &file->whom;
	size_t place = whom->contact < file->contact_count ? whom->contact : whom->dial;
	bool named = place < file->contact_count &&
		     (place == whom->contact ||
		      (!whom->asked.holder && whom->asked.why == CIRCUIT_WHOM_DEFAULT));
	const char *name = named ? file->contacts[place].name : whom->asked.holder;
	const char *what = words_role(named ? file->contacts[place].role
					    : contact_role_codes[whom->asked.role]);

	if (name && *name)
		words_add(text, role ? "%.200s, %s" : "%.200s", name, what);
	else
		words_add(text, "%s", what);
}

const char *words_whom(const struct client_file *file, int cells, char out[WORDS_TEXT])
{
	const struct file_whom *whom = &file->whom;
	bool via = whom->dial < file->contact_count && whom->dial != whom->contact &&
		   whom->asked.why != CIRCUIT_WHOM_DEFAULT && *file->contacts[whom->dial].name;

	for (int tries = 0; tries < 3; tries++) {
		struct words_text text = { .out = out };
		out[0] = '\0';
		asked(file, tries < 1 || (tries < 2 && !via), &text);
		if (via && tries < 2)
			words_add(&text, _(", via %.100s"), file->contacts[whom->dial].name);
		if (text_width(out) <= cells)
			break;
	}
	return out;
}

/* ---- entries ---- */

static void add_new(struct words_text *text, const struct call_holder *holder)
{
	if (holder->match != CONTACT_MATCH_ONE)
		words_add(text, _(" (new contact, %s)"),
			  words_role(contact_role_codes[holder->role]));
}

static void add_back_on(struct words_text *text, const struct call_result *result)
{
	char day[64];

	if (date_is(result->next_on))
		words_add(text, _("; back on %s"),
			  words_date(result->next_on, WORDS_DATE_LONG, day));
}

const char *words_circuit_echo(const struct call_result *result, date today, char out[WORDS_TEXT])
{
	const struct circuit_entry *entry = &result->circuit;
	struct words_text text = { .out = out };
	char day[64];

	out[0] = '\0';
	words_add(&text, ngettext("%zu invoice %s", "%zu invoices %s", entry->count), entry->count,
		  words_circuit_stage(entry->stage));
	if (result->holder.name[0]) {
		words_add(&text, ", %s", result->holder.name);
		add_new(&text, &result->holder);
	}
	add_since(&text, entry->since, today);
	if (date_is(entry->expected_on))
		words_add(&text, _("; expected out %s"),
			  words_near_day(entry->expected_on, today, day));
	if (entry->back != CIRCUIT_BACK_NONE)
		words_add(&text, " (%s)", words_circuit_back(entry->back));
	add_back_on(&text, result);
	return out;
}

static void backward(const struct call_result *result, const struct client_file *file,
		     char out[WORDS_TEXT])
{
	const struct circuit_position *from = &file->positions[result->circuit.line];
	struct words_text text = { .out = out };

	words_add(&text,
		  _("%.60s was %s already: name other invoices, or say why it goes back "
		    "(correction, returned, reopened)"),
		  result->circuit.token, words_circuit_stage(from->stage));
}

const char *words_circuit_refused(const struct call_result *result, const struct client_file *file,
				  char out[WORDS_TEXT])
{
	static const char *const sentences[CIRCUIT_ENTRY_STATUS_COUNT] = {
		[CIRCUIT_ENTRY_NO_STAGE] =
			N_("say where it stands: r received, reg registered, b buyer, v approved, "
			   "f forwarded, bap passed, run"),
		[CIRCUIT_ENTRY_TWO_STAGES] =
			N_("“%s” is a second stage: record one, then the other"),
		[CIRCUIT_ENTRY_LINES_OR_DAY] = N_("“%s”: lines or a day? Lines are typed with blanks (1 2 3), a day with a stroke (1/3)"),
		[CIRCUIT_ENTRY_NO_LINE] = N_("“%s” is no invoice number and no line of the list"),
		[CIRCUIT_ENTRY_NOT_OWED] = N_("“%s” is no invoice that is owed"),
		[CIRCUIT_ENTRY_NOTHING] =
			N_("nothing is overdue: name an invoice by its number or its line, before "
			   "the stage"),
		[CIRCUIT_ENTRY_NO_SUCH_DAY] = N_("“%s” is no day of the calendar"),
		[CIRCUIT_ENTRY_WHICH_DAY] = N_("“%s” means several days: type one letter more"),
		[CIRCUIT_ENTRY_FUTURE] =
			N_("“%s” is still to come: since when is it there? (when it leaves: "
			   "=15/12)"),
		[CIRCUIT_ENTRY_EXIT_PAST] = N_("“%s” is gone by: when is it expected to leave?"),
		[CIRCUIT_ENTRY_DATES] = N_("“%s” is one date too many: since when, until when"),
		[CIRCUIT_ENTRY_REASONS] = N_("“%s” is a second reason: one is enough"),
		[CIRCUIT_ENTRY_SEVERAL] =
			N_("“%s” may be several people here: type more of the name"),
	};
	enum circuit_entry_status status = result->circuit.status;

	if (status == CIRCUIT_ENTRY_BACKWARD)
		backward(result, file, out);
	else
		snprintf(out, WORDS_TEXT, gettext(sentences[status]), result->circuit.token);
	return out;
}

const char *words_wrong_echo(const struct call_result *result, const struct contact_row *wrong,
			     char out[WORDS_TEXT])
{
	const struct contact_entry *told = &result->contact;
	struct words_text text = { .out = out };
	char phone[WORDS_PHONE], mobile[WORDS_PHONE];

	out[0] = '\0';
	if (wrong)
		words_add(&text, _("%.100s is wrong"), *wrong->name ? wrong->name : wrong->phone);
	else
		words_add(&text, "%s", _("no contact was known"));
	if (told->status != CONTACT_ENTRY_OK) {
		words_add(&text, "%s", _("; nobody else was named"));
	} else {
		words_add(&text, _("; ask for %s"),
			  result->holder.name[0] ? result->holder.name : told->phone);
		add_new(&text, &result->holder);
		if (told->phone[0] && result->holder.name[0])
			words_add(&text, " · %s", words_phone(told->phone, phone));
		if (told->mobile[0])
			words_add(&text, " · %s", words_phone(told->mobile, mobile));
		if (told->mail[0])
			words_add(&text, " · %s", told->mail);
	}
	add_back_on(&text, result);
	return out;
}

const char *words_contact_refused(const struct contact_entry *entry, char out[WORDS_TEXT])
{
	static const char *const sentences[CONTACT_ENTRY_STATUS_COUNT] = {
		[CONTACT_ENTRY_EMPTY] = N_("say a name, a phone or a mail address"),
		[CONTACT_ENTRY_SHORT_PHONE] = N_("“%s” is too short for a phone number"),
		[CONTACT_ENTRY_PHONES] = N_("“%s” is one phone number too many"),
		[CONTACT_ENTRY_MAILS] = N_("“%s” is a second mail address"),
		[CONTACT_ENTRY_TOO_LONG] = N_("“%s” is too long"),
	};

	snprintf(out, WORDS_TEXT, gettext(sentences[entry->status]), entry->token);
	return out;
}
