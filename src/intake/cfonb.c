/* CFONB statements: records of 120 characters, fields by their columns.
 */
#include "intake/cfonb.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/text.h"
#include "intake/bank.h"
#include "intake/charset.h"
#include "intake/identifiers.h"
#include "intake/report.h"

enum { WIDTH = 120, ROOM = 4 * WIDTH + 1, TEXT = 1024, FIELD = 4 * 70 + 1 };

/* One record, decoded: character c (1-based) begins at at[c - 1]. */
struct record {
	char text[ROOM];
	unsigned short at[WIDTH + 1];
	struct piece raw;
	int64_t line;
};

struct pending {
	bool taken; /* a movement waits for its details */
	int64_t line;
	cents amount;
	date booked_on, value_on;
	char currency[MONEY_CODE];
	char reference[FIELD], end_to_end[FIELD], payer[FIELD], return_code[12];
	char text[TEXT];
	bool runs_on; /* the last remittance line was full: the next goes on within a word */
};

struct cfonb {
	struct report report;
	enum charset charset;
	const char *at, *end;
	bool flowing; /* no line ends between records */
	int64_t line;
	struct record record;
	struct bank_statement statement;
	struct bank_keys keys;
	int64_t opened; /* line of the statement being read, 0: none */
	char account[IDENTIFIER_IBAN], number[FIELD]; /* of the statement; number as it stands */
	struct pending pending;
	struct buf decoded, key;
};

/* ---- records ---- */

static bool is_wide(const struct cfonb *cfonb)
{
	return cfonb->charset == CHARSET_UTF8 || cfonb->charset == CHARSET_UTF8_BOM;
}

/* Bytes of up to `characters` characters. */
static size_t bytes_of(const struct cfonb *cfonb, const char *s, const char *end, size_t characters)
{
	const char *from = s;

	for (; characters > 0 && s < end; characters--) {
		s++;
		while (is_wide(cfonb) && s < end && ((unsigned char)*s & 0xC0) == 0x80)
			s++;
	}
	return (size_t)(s - from);
}

static size_t characters_of(const struct cfonb *cfonb, const char *s, const char *end)
{
	size_t count = 0;

	for (; s < end; count++)
		s += bytes_of(cfonb, s, end, 1);
	return count;
}

static const char *line_end(const char *s, const char *end)
{
	while (s < end && *s != '\n' && *s != '\r')
		s++;
	return s;
}

/* Past line ends and blank lines. */
static void skip_blank(struct cfonb *cfonb)
{
	for (;;) {
		const char *s = cfonb->at;
		while (s < cfonb->end && *s == ' ')
			s++;
		if (s == cfonb->end) {
			cfonb->at = s;
			return;
		}
		if (*s != '\n' && *s != '\r')
			return;
		cfonb->line += *s == '\n' && !cfonb->flowing;
		cfonb->at = s + 1;
	}
}

static bool refuse_length(struct cfonb *cfonb, size_t characters, struct piece raw)
{
	char found[INTAKE_ARG];

	snprintf(found, sizeof found, "%d/%zu", WIDTH, characters);
	return report_say(&cfonb->report, REASON_COLUMNS, false, cfonb->line, found, raw) &&
	       err_set(cfonb->report.err, ERR_INPUT,
		       N_("line %lld has %zu characters where CFONB has %d: everything behind "
			  "would "
			  "be shifted; ask the bank for the file again, or undo what was edited"),
		       (long long)cfonb->line, characters, WIDTH);
}

static bool decode(struct cfonb *cfonb, struct piece raw)
{
	struct record *record = &cfonb->record;
	size_t n, at = 0;
	const char *s = charset_decode(cfonb->charset, raw.s, raw.n, &cfonb->decoded, &n);

	record->raw = raw;
	record->line = cfonb->line;
	if (n >= sizeof record->text)
		return refuse_length(cfonb, n, raw);
	memcpy(record->text, s, n);
	record->text[n] = '\0';
	for (int c = 0; c < WIDTH; c++) {
		record->at[c] = (unsigned short)at;
		at += at < n;
		while (at < n && ((unsigned char)s[at] & 0xC0) == 0x80)
			at++;
	}
	record->at[WIDTH] = (unsigned short)at;
	return true;
}

/* *got false: the file has ended. */
static bool next_record(struct cfonb *cfonb, bool *got)
{
	skip_blank(cfonb);
	*got = cfonb->at < cfonb->end;
	if (!*got)
		return true;
	cfonb->line += cfonb->flowing || cfonb->line == 0;
	const char *s = cfonb->at;
	const char *stop = cfonb->flowing ? s + bytes_of(cfonb, s, cfonb->end, WIDTH)
					  : line_end(s, cfonb->end);
	struct piece raw = { s, (size_t)(stop - s) };
	size_t characters = characters_of(cfonb, s, stop);

	cfonb->at = stop;
	if (characters != WIDTH || line_end(s, stop) != stop)
		return refuse_length(cfonb, characters, raw);
	return decode(cfonb, raw);
}

/* ---- fields ---- */

static struct piece columns(const struct record *record, int from, int to)
{
	return (struct piece){ record->text + record->at[from - 1],
			       (size_t)(record->at[to] - record->at[from - 1]) };
}

static void take(const struct record *record, int from, int to, char *out, size_t room)
{
	struct piece piece = columns(record, from, to);

	text_clean_into(out, room, piece.s, piece.n);
}

/* DDMMYY; blank and zeros are none. */
static bool day(const struct record *record, int from, date *out)
{
	struct piece piece = columns(record, from, from + 5);
	int part[3];

	*out = DATE_NONE;
	if (piece.n != 6)
		return false;
	if (strncmp(piece.s, "      ", 6) == 0 || strncmp(piece.s, "000000", 6) == 0)
		return true;
	if (strspn(piece.s, "0123456789") < 6)
		return false;
	for (int i = 0; i < 3; i++)
		part[i] = (piece.s[2 * i] - '0') * 10 + piece.s[2 * i + 1] - '0';
	return date_from_ymd(part[2] + (part[2] > 60 ? 1900 : 2000), part[1], part[0], out);
}

/* Digit and sign of the last character: "{ABCDEFGHI" +0…9, "}JKLMNOPQR" −0…9. */
static bool last_digit(char c, int *digit, int *sign)
{
	static const char plus[] = "{ABCDEFGHI", minus[] = "}JKLMNOPQR";
	const char *at = c ? strchr(plus, c) : NULL;

	*sign = at ? 1 : -1;
	if (!at)
		at = c ? strchr(minus, c) : NULL;
	if (at)
		*digit = (int)(at - (*sign > 0 ? plus : minus));
	return at != NULL;
}

/* value with so many decimals, as cents. */
static enum money_parsed to_cents(int64_t value, int decimals, cents *out)
{
	int64_t unit = 1, lost = 0;

	for (; decimals < 2; decimals++)
		value *= 10;
	for (; decimals > 2; decimals--)
		unit *= 10;
	lost = value % unit;
	value = value / unit + (2 * lost >= unit && unit > 1);
	*out = value;
	return lost ? MONEY_ROUNDED : MONEY_OK;
}

static enum money_parsed amount(const struct record *record, cents *out)
{
	struct piece digits = columns(record, 91, 104), decimals = columns(record, 20, 20);
	int64_t value = 0;
	int digit, sign, places = *decimals.s == ' ' ? 2 : *decimals.s - '0';
	size_t i = 0;

	if (digits.n != 14 || decimals.n != 1 || places < 0 || places > 5)
		return MONEY_NOT_A_NUMBER;
	while (i < 13 && digits.s[i] == ' ')
		i++;
	for (; i < 13; i++) {
		if (digits.s[i] < '0' || digits.s[i] > '9')
			return MONEY_NOT_A_NUMBER;
		value = value * 10 + digits.s[i] - '0';
	}
	if (!last_digit(digits.s[13], &digit, &sign))
		return MONEY_NOT_A_NUMBER;
	enum money_parsed got = to_cents(value * 10 + digit, places, out);
	*out *= sign;
	return got;
}

static void account_of(const struct record *record, char out[IDENTIFIER_IBAN])
{
	char bank[24], branch[24], account[48], whole[128];

	take(record, 3, 7, bank, sizeof bank);
	take(record, 12, 16, branch, sizeof branch);
	take(record, 22, 32, account, sizeof account);
	if (identifier_iban_of_rib(bank, branch, account, out))
		return;
	int n = snprintf(whole, sizeof whole, "%s %s %s", bank, branch, account);
	if (text_clean_into(out, IDENTIFIER_IBAN, whole, (size_t)n) == 0)
		memcpy(out, "?", 2);
}

static void currency_of(const struct record *record, char out[MONEY_CODE])
{
	char code[16];

	take(record, 17, 19, code, sizeof code);
	snprintf(out, MONEY_CODE, "%.3s", *code ? code : "EUR");
}

/* A record of another account than the statement's spoils its sum. */
static void same_account(struct cfonb *cfonb)
{
	char number[FIELD];

	take(&cfonb->record, 22, 32, number, sizeof number);
	if (strcmp(number, cfonb->number) != 0)
		cfonb->statement.mixed = true;
}

/* ---- movements ---- */

static bool flush(struct cfonb *cfonb)
{
	struct pending *pending = &cfonb->pending;
	struct intake_movement movement = {
		.account = cfonb->account,
		.value_on = pending->value_on,
		.booked_on = pending->booked_on,
		.amount = pending->amount,
		.currency = pending->currency,
		.reference = "",
		.end_to_end = pending->end_to_end,
		.payer_name = pending->payer,
		.payer_iban = "",
		.text = pending->text,
		.reversal = *pending->return_code != '\0',
		.return_code = pending->return_code,
		.part = 1,
		.parts = 1,
		.line = pending->line,
	};

	if (!pending->taken)
		return true;
	pending->taken = false;
	buf_reset(&cfonb->key);
	bank_key(&cfonb->keys, &movement, &cfonb->key);
	movement.key = movement.entry_key = cfonb->key.data;
	movement.reference = pending->reference;
	return report_movement(&cfonb->report, &movement);
}

static bool refuse(struct cfonb *cfonb, enum intake_reason reason, int from, int to)
{
	char arg[FIELD];

	take(&cfonb->record, from, to, arg, sizeof arg);
	return report_say(&cfonb->report, reason, false, cfonb->record.line, arg,
			  cfonb->record.raw);
}

static bool take_days(struct cfonb *cfonb, int *wrong)
{
	struct pending *pending = &cfonb->pending;

	*wrong = !day(&cfonb->record, 35, &pending->booked_on)  ? 35
		 : !day(&cfonb->record, 43, &pending->value_on) ? 43
								: 0;
	if (*wrong || (!date_is(pending->booked_on) && !date_is(pending->value_on)))
		return false;
	if (!date_is(pending->booked_on))
		pending->booked_on = pending->value_on;
	if (!date_is(pending->value_on))
		pending->value_on = pending->booked_on;
	return true;
}

static bool take_movement(struct cfonb *cfonb)
{
	const struct record *record = &cfonb->record;
	struct pending *pending = &cfonb->pending;
	enum money_parsed got;
	int wrong;

	*pending = (struct pending){ .line = record->line };
	currency_of(record, pending->currency);
	got = amount(record, &pending->amount);
	if (got == MONEY_NOT_A_NUMBER)
		return refuse(cfonb, REASON_BAD_AMOUNT, 91, 104);
	if (!money_is_currency(pending->currency))
		return refuse(cfonb, REASON_CURRENCY, 17, 19);
	if (!take_days(cfonb, &wrong))
		return wrong ? refuse(cfonb, REASON_BAD_DATE, wrong, wrong + 5)
			     : refuse(cfonb, REASON_NO_DATE, 35, 34);
	same_account(cfonb);
	bank_move(&cfonb->statement, pending->amount, pending->currency);
	cfonb->statement.rounded += got == MONEY_ROUNDED;
	take(record, 41, 42, pending->return_code, sizeof pending->return_code);
	take(record, 49, 79, pending->text, FIELD);
	take(record, 105, 120, pending->reference, sizeof pending->reference);
	pending->taken = true;
	return got == MONEY_OK || report_warn(&cfonb->report, REASON_AMOUNT_ROUNDED, record->line,
					      columns(record, 91, 104), record->raw);
}

/* A letter at the end and an accent at the beginning are one letter. */
static void run_on(struct pending *pending, const char *text)
{
	char whole[TEXT + FIELD];

	snprintf(whole, sizeof whole, "%s%s", pending->text, text);
	text_clean_into(pending->text, sizeof pending->text, whole, strlen(whole));
}

static void take_detail(struct cfonb *cfonb)
{
	const struct record *record = &cfonb->record;
	struct pending *pending = &cfonb->pending;
	char kind[16], text[FIELD];
	struct piece raw = columns(record, 49, 118);
	size_t len;

	take(record, 46, 48, kind, sizeof kind);
	take(record, 49, 118, text, sizeof text);
	if (strcmp(kind, "NPY") == 0 && !*pending->payer) {
		snprintf(pending->payer, sizeof pending->payer, "%s", text);
		return;
	}
	if (strcmp(kind, "RCN") == 0 && !*pending->end_to_end) {
		struct piece number = columns(record, 49, 83);
		bank_reference(pending->end_to_end, sizeof pending->end_to_end, number.s, number.n);
		take(record, 84, 118, text, sizeof text);
	}
	len = strlen(pending->text);
	if (pending->runs_on && strcmp(kind, "LC2") == 0 && raw.n && *raw.s != ' ' &&
	    len + strlen(text) < sizeof pending->text)
		run_on(pending, text);
	else
		bank_join(pending->text, sizeof pending->text, text);
	pending->runs_on = strcmp(kind, "LCC") == 0 && raw.n && raw.s[raw.n - 1] != ' ';
}

/* ---- statements ---- */

static bool refuse_unended(struct cfonb *cfonb)
{
	return err_set(
		cfonb->report.err, ERR_INPUT,
		N_("the statement that begins in line %lld has no end (record 07): part of the "
		   "file is missing; ask the bank for it again"),
		(long long)cfonb->opened);
}

static bool take_balance(struct cfonb *cfonb, bool closing)
{
	const struct record *record = &cfonb->record;
	char currency[MONEY_CODE];
	cents balance;
	enum money_parsed got = amount(record, &balance);

	if (got == MONEY_NOT_A_NUMBER)
		return refuse(cfonb, REASON_BAD_AMOUNT, 91, 104) &&
		       err_set(cfonb->report.err, ERR_INPUT,
			       N_("line %lld: the balance is no amount, so nothing can be checked; "
				  "ask "
				  "the bank for the file again"),
			       (long long)record->line);
	cfonb->statement.rounded += got == MONEY_ROUNDED;
	currency_of(record, currency);
	if (closing) {
		same_account(cfonb);
	} else {
		account_of(record, cfonb->account);
		take(record, 22, 32, cfonb->number, sizeof cfonb->number);
	}
	bank_balance(&cfonb->statement, closing, balance, currency);
	return true;
}

static bool begin_statement(struct cfonb *cfonb)
{
	if (cfonb->opened)
		return refuse_unended(cfonb);
	cfonb->opened = cfonb->record.line;
	cfonb->statement = (struct bank_statement){ 0 };
	cfonb->report.totals->statements++;
	return take_balance(cfonb, false);
}

static bool end_statement(struct cfonb *cfonb)
{
	int64_t line = cfonb->record.line;

	cfonb->opened = 0;
	return flush(cfonb) && take_balance(cfonb, true) &&
	       bank_check(&cfonb->report, &cfonb->statement, cfonb->account, line);
}

static bool refuse_record(struct cfonb *cfonb)
{
	char code[16];

	take(&cfonb->record, 1, 2, code, sizeof code);
	return err_set(cfonb->report.err, ERR_INPUT,
		       N_("line %lld begins with \"%s\", which has no place there: a statement is "
			  "records 01, 04 with 05, and 07; ask the bank for the file again"),
		       (long long)cfonb->record.line, code);
}

static bool take_record(struct cfonb *cfonb)
{
	const char *s = cfonb->record.text;
	int code = s[0] == '0' ? s[1] : 0;

	if ((code == '1') == (cfonb->opened != 0))
		return code == '1' ? refuse_unended(cfonb) : refuse_record(cfonb);
	switch (code) {
	case '1': return begin_statement(cfonb);
	case '4': return flush(cfonb) && take_movement(cfonb);
	case '5':
		if (cfonb->pending.taken)
			take_detail(cfonb);
		return true;
	case '7': return end_statement(cfonb);
	default: return refuse_record(cfonb);
	}
}

static bool accept(struct cfonb *cfonb)
{
	const char *bytes = cfonb->at;
	size_t n = (size_t)(cfonb->end - bytes);

	if (memchr(bytes, '\0', n))
		return err_set(
			cfonb->report.err, ERR_INPUT,
			N_("the file holds NUL bytes: it was damaged on its way here; ask the "
			   "bank for it again"));
	cfonb->charset = charset_decide(bytes, n, CHARSET_GUESS);
	report_charset(&cfonb->report, cfonb->charset);
	cfonb->at += charset_skip(cfonb->charset);
	skip_blank(cfonb);
	if (cfonb->at == cfonb->end)
		return err_set(cfonb->report.err, ERR_INPUT, N_("the file is empty"));
	cfonb->flowing = characters_of(cfonb, cfonb->at, line_end(cfonb->at, cfonb->end)) > WIDTH;
	cfonb->line = cfonb->flowing ? 0 : cfonb->line + 1;
	return true;
}

static bool read_all(struct cfonb *cfonb, const char *bytes)
{
	bool got = true;

	if (!accept(cfonb))
		return false;
	while (next_record(cfonb, &got) && got) {
		if (!take_record(cfonb))
			return false;
		report_progress(&cfonb->report, (size_t)(cfonb->at - bytes));
	}
	cfonb->report.totals->lines = cfonb->line;
	if (got)
		return false;
	if (cfonb->opened)
		return refuse_unended(cfonb);
	report_progress(&cfonb->report, cfonb->report.size);
	return report_some_taken(&cfonb->report, cfonb->report.totals->movements);
}

bool cfonb_read(const char *bytes, size_t n, const char *name, const struct intake_sink *sink,
		struct intake_totals *totals, struct err *err)
{
	struct cfonb *cfonb = mem_alloc(sizeof *cfonb);

	(void)name;
	report_begin(&cfonb->report, n, sink, totals, err);
	cfonb->at = bytes;
	cfonb->end = bytes + n;
	bool done = report_end(&cfonb->report, read_all(cfonb, bytes));
	bank_keys_clear(&cfonb->keys);
	buf_clear(&cfonb->decoded);
	buf_clear(&cfonb->key);
	mem_free(cfonb);
	return done;
}

bool cfonb_looks(const char *bytes, size_t n)
{
	size_t at = n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	int digit, sign;

	while (at < n && strchr(" \r\n", bytes[at]) && bytes[at])
		at++;
	if (n - at < 104 || memchr(bytes + at, '\n', 104))
		return false;
	bytes += at;
	for (int i = 34; i < 40; i++)
		if (bytes[i] < '0' || bytes[i] > '9')
			return false;
	return memcmp(bytes, "01", 2) == 0 && last_digit(bytes[103], &digit, &sign);
}
