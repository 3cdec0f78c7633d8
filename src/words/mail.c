/* Names of mails and the reasons that hold them.
 */
#include "words/mail.h"

#include <string.h>

#include "base/gettext.h"

static const char *const kinds[MAILING_KIND_COUNT] = {
	[MAILING_CONFIRMATION] = N_("confirmation"),
	[MAILING_DUPLICATE] = N_("documents"),
	[MAILING_REMINDER] = N_("reminder"),
	[MAILING_LETTER] = NC_("mail", "letter"),
};

static const char *const states[MAIL_STATE_COUNT] = {
	[MAIL_QUEUED] = NC_("mail", "queued"),   [MAIL_SENT] = NC_("mail", "sent"),           [MAIL_HELD] = NC_("mail", "held back"),
	[MAIL_FAILED] = NC_("mail", "failed"), [MAIL_CANCELLED] = NC_("mail", "cancelled"),
};

static const char *const reasons[MAILING_STATUS_COUNT] = {
	[MAILING_NO_ADDRESS] = N_("no contact has an address a mail can be sent to"),
	[MAILING_STOPPED] = N_("the file is out of our hands"),
	[MAILING_DISPUTE] = N_("what it names is in dispute"),
	[MAILING_PROMISE] = N_("a promise runs"),
	[MAILING_STALE] = N_("the promise is no longer open"),
	[MAILING_NOTHING] = N_("nothing is overdue any more"),
};

const char *words_mail_kind(const char *code)
{
	enum mailing_kind kind;

	return mailing_kind_from_code(code, &kind) ? gettext_in_context(kinds[kind]) : code;
}

const char *words_mail_agent(const struct mail_row *row)
{
	return row->agent_id ? row->agent : _("scenario");
}

const char *words_mail_state(enum mail_state state)
{
	return gettext_in_context(states[state]);
}

const char *words_mail_status(enum mailing_status status)
{
	return reasons[status] ? gettext(reasons[status]) : "";
}

const char *words_mail_problem(const char *why)
{
	for (int i = 1; i < MAILING_STATUS_COUNT; i++)
		if (strcmp(mailing_status_codes[i], why) == 0)
			return gettext(reasons[i]);
	return why;
}

const char *words_mail_why(const struct mail_row *row, char out[WORDS_TEXT])
{
	const char *sentence = words_mail_problem(row->why);
	struct words_text text = { .out = out };

	out[0] = '\0';
	if (sentence == row->why && row->state == MAIL_CANCELLED && *row->why && row->tries == 0)
		words_add(&text, _("taken back by %s"), row->why);
	else
		words_add(&text, "%s", sentence);
	return out;
}
