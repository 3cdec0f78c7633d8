/* CDAR messages by the paths of their elements.
 */
#include "intake/lifecycle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/text.h"
#include "intake/identifiers.h"
#include "intake/report.h"
#include "intake/xml.h"

enum field {
	F_RECIPIENT = 1,
	F_RECIPIENT_ID,
	F_RECIPIENT_ROLE,
	F_MESSAGE,
	F_WHEN,
	F_DOCUMENT,
	F_NUMBER,
	F_ISSUED,
	F_STATUS,
	F_SELLER,
	F_REASON,
	F_REASON_CODE,
	F_REASON_TEXT,
	F_ACTION
};

#define ROOT      "CrossDomainAcknowledgementAndResponse/"
#define RECIPIENT ROOT "ExchangedDocument/RecipientTradeParty"
#define MESSAGE   ROOT "AcknowledgementDocument"
#define DOCUMENT  MESSAGE "/ReferenceReferencedDocument"

static const struct xml_rule rules[] = {
	{ RECIPIENT, F_RECIPIENT },
	{ RECIPIENT "/GlobalID", F_RECIPIENT_ID },
	{ RECIPIENT "/RoleCode", F_RECIPIENT_ROLE },
	{ MESSAGE, F_MESSAGE },
	{ MESSAGE "/IssueDateTime/DateTimeString", F_WHEN },
	{ DOCUMENT, F_DOCUMENT },
	{ DOCUMENT "/IssuerAssignedID", F_NUMBER },
	{ DOCUMENT "/FormattedIssueDateTime/DateTimeString", F_ISSUED },
	{ DOCUMENT "/ProcessConditionCode", F_STATUS },
	{ DOCUMENT "/IssuerTradeParty/GlobalID", F_SELLER },
	{ DOCUMENT "/SpecifiedDocumentStatus", F_REASON },
	{ DOCUMENT "/SpecifiedDocumentStatus/ReasonCode", F_REASON_CODE },
	{ DOCUMENT "/SpecifiedDocumentStatus/Reason", F_REASON_TEXT },
	{ DOCUMENT "/SpecifiedDocumentStatus/RequestedActionCode", F_ACTION },
};

enum { SHORT = 64, NUMBER = 160, TEXT = 1024 };

struct reason {
	char code[SHORT], text[TEXT], action[SHORT];
};

struct message {
	struct report report;
	char recipient_siren[IDENTIFIER_SIREN]; /* of the recipient being read */
	char addressed_siren[IDENTIFIER_SIREN]; /* of the one who is the seller */
	char when[SHORT];
	/* the document being read */
	int64_t line;
	char number[NUMBER], issued[SHORT], status[SHORT], seller_siren[IDENTIFIER_SIREN];
	struct reason reasons[INTAKE_REASONS], reason;
	size_t reasons_count;
};

/* "20260701151000" or "20260701" → "2026-07-01T15:10:00". False: no such moment. */
static bool moment(const char *digits, char out[SHORT])
{
	char iso[DATE_TEXT];
	size_t n = strlen(digits);
	const char *time = n == 14 ? digits + 8 : "000000";
	date day;

	if ((n != 8 && n != 14) || !date_parse_compact(digits, 8, &day) ||
	    strspn(time, "0123456789") != 6 || strncmp(time, "24", 2) >= 0 || time[2] > '5' ||
	    time[4] > '5')
		return false;
	snprintf(out, SHORT, "%sT%.2s:%.2s:%.2s", date_iso(day, iso), time, time + 2, time + 4);
	return true;
}

static bool refuse(struct message *message, enum intake_reason reason, const char *arg)
{
	char raw[INTAKE_RAW];

	snprintf(raw, sizeof raw, "%s %s %s %s", message->number, message->issued, message->status,
		 message->when);
	return report_reject(&message->report, reason, message->line, piece_of(arg), piece_of(raw));
}

/* 200 to 299 and 501; 0: none of them. */
static int status_of(const char *text)
{
	if (strlen(text) != 3 || strspn(text, "0123456789") != 3)
		return 0;
	int status = atoi(text);
	return (status >= 200 && status <= 299) || status == 501 ? status : 0;
}

static bool must_say_why(int status)
{
	static const int statuses[] = { 206, 207, 208, 210, 213, 501 };

	for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
		if (statuses[i] == status)
			return true;
	return false;
}

static bool warn_no_reason(struct message *message)
{
	char arg[INTAKE_ARG];

	snprintf(arg, sizeof arg, "%.8s %.80s", message->status, message->number);
	return report_say(&message->report, REASON_NO_REASON, true, message->line, arg,
			  piece_of(""));
}

static bool give(struct message *message, struct intake_status *status)
{
	struct intake_status_reason reasons[INTAKE_REASONS];
	char key[NUMBER + 2 * SHORT];
	int year = 0, month, day;

	for (size_t i = 0; i < message->reasons_count; i++)
		reasons[i] = (struct intake_status_reason){ message->reasons[i].code,
							    message->reasons[i].text,
							    message->reasons[i].action };
	if (date_is(status->issued_on))
		date_to_ymd(status->issued_on, &year, &month, &day);
	snprintf(key, sizeof key, "%s|%s|%d|%d|%s", status->seller_siren, status->number, year,
		 status->status, status->when);
	status->reasons = reasons;
	status->reasons_count = message->reasons_count;
	status->key = key;
	memcpy(message->report.totals->siren, status->seller_siren,
	       strlen(status->seller_siren) + 1);
	if (message->reasons_count == 0 && must_say_why(status->status) && !warn_no_reason(message))
		return false;
	return report_status(&message->report, status);
}

static bool take_document(struct message *message)
{
	char when[SHORT];
	struct intake_status status = {
		.number = message->number,
		.issued_on = DATE_NONE,
		.seller_siren =
			*message->seller_siren ? message->seller_siren : message->addressed_siren,
		.status = status_of(message->status),
		.when = when,
		.line = message->line,
	};

	if (!*message->number)
		return refuse(message, REASON_NO_NUMBER, "");
	if (!status.status)
		return refuse(message, REASON_STATUS, message->status);
	if (!*message->when)
		return refuse(message, REASON_NO_DATE, "");
	if (!moment(message->when, when))
		return refuse(message, REASON_BAD_DATE, message->when);
	if (*message->issued &&
	    !date_parse_compact(message->issued, strlen(message->issued), &status.issued_on))
		return refuse(message, REASON_BAD_DATE, message->issued);
	return give(message, &status);
}

/* ---- elements ---- */

static void begin_document(struct message *message, int64_t line)
{
	message->line = line;
	*message->number = *message->issued = *message->status = *message->seller_siren = '\0';
	message->reasons_count = 0;
}

static bool element_opens(void *context, int field, const struct xml_open *open, int64_t line)
{
	struct message *message = context;

	(void)open;
	if (field == F_RECIPIENT)
		*message->recipient_siren = '\0';
	else if (field == F_MESSAGE)
		*message->when = '\0';
	else if (field == F_DOCUMENT)
		begin_document(message, line);
	else if (field == F_REASON)
		*message->reason.code = *message->reason.text = *message->reason.action = '\0';
	return true;
}

static void end_reason(struct message *message)
{
	if ((*message->reason.code || *message->reason.text) &&
	    message->reasons_count < INTAKE_REASONS)
		message->reasons[message->reasons_count++] = message->reason;
}

static void take_siren(char out[IDENTIFIER_SIREN], struct piece piece)
{
	char text[SHORT], siret[IDENTIFIER_SIRET];

	text_clean_into(text, sizeof text, piece.s, piece.n);
	if (!identifier_siren(text, out) && identifier_siret(text, siret))
		snprintf(out, IDENTIFIER_SIREN, "%.9s", siret);
}

static void take_role(struct message *message, struct piece piece)
{
	if (piece.n == 2 && memcmp(piece.s, "SE", 2) == 0)
		memcpy(message->addressed_siren, message->recipient_siren, IDENTIFIER_SIREN);
}

static bool element_closes(void *context, int field, struct piece piece, int64_t line)
{
	struct message *message = context;
	const struct {
		int field;
		char *out;
		size_t room;
	} texts[] = {
		{ F_WHEN, message->when, sizeof message->when },
		{ F_NUMBER, message->number, sizeof message->number },
		{ F_ISSUED, message->issued, sizeof message->issued },
		{ F_STATUS, message->status, sizeof message->status },
		{ F_REASON_CODE, message->reason.code, sizeof message->reason.code },
		{ F_REASON_TEXT, message->reason.text, sizeof message->reason.text },
		{ F_ACTION, message->reason.action, sizeof message->reason.action },
	};

	(void)line;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (texts[i].field == field) {
			text_clean_into(texts[i].out, texts[i].room, piece.s, piece.n);
			return true;
		}
	if (field == F_RECIPIENT_ID)
		take_siren(message->recipient_siren, piece);
	else if (field == F_RECIPIENT_ROLE)
		take_role(message, piece);
	else if (field == F_SELLER)
		take_siren(message->seller_siren, piece);
	else if (field == F_REASON)
		end_reason(message);
	return field != F_DOCUMENT || take_document(message);
}

static bool read_all(struct message *message, const char *bytes, size_t n)
{
	static const struct xml_reader reader = { rules, sizeof rules / sizeof *rules,
						  element_opens, element_closes };
	const struct intake_totals *totals = message->report.totals;

	if (!xml_read(&message->report, bytes, n, &reader, message))
		return false;
	if (totals->statuses + totals->rejects == 0)
		return err_set(
			message->report.err, ERR_INPUT,
			N_("the message speaks of no invoice; ask the platform for it again"));
	return report_some_taken(&message->report, totals->statuses);
}

bool lifecycle_read(const char *bytes, size_t n, const char *name, const struct intake_sink *sink,
		    struct intake_totals *totals, struct err *err)
{
	struct message *message = mem_alloc(sizeof *message);

	(void)name;
	report_begin(&message->report, n, sink, totals, err);
	report_charset(&message->report, CHARSET_UTF8);
	*totals->charset = '\0';
	bool done = report_end(&message->report, read_all(message, bytes, n));
	mem_free(message);
	return done;
}
