/* camt.053 and camt.054 by the paths of their elements, one entry at a time.
 */
#include "intake/camt.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/hash.h"
#include "base/text.h"
#include "intake/bank.h"
#include "intake/camt_part.h"
#include "intake/camt_summary.h"
#include "intake/report.h"
#include "intake/xml.h"

enum field {
	F_STATEMENT = 1,
	F_IBAN,
	F_OTHER_ACCOUNT,
	F_BALANCE,
	F_BALANCE_CODE,
	F_BALANCE_AMOUNT,
	F_BALANCE_SIDE,
	F_PAGE,
	F_LAST_PAGE,
	F_COUNT, /* one for each enum camt_total, in its order */
	F_COUNT_CREDITS,
	F_COUNT_DEBITS,
	F_SUM,
	F_SUM_CREDITS,
	F_SUM_DEBITS,
	F_ENTRY,
	F_AMOUNT,
	F_SIDE,
	F_REVERSAL,
	F_STATUS,
	F_BOOKED,
	F_VALUE,
	F_REFERENCE,
	F_ENTRY_TEXT,
	F_PART,
	F_PART_REFERENCE,
	F_END_TO_END,
	F_PART_AMOUNT,
	F_TRANSACTION_AMOUNT,
	F_PART_SIDE,
	F_PAYER,
	F_PAYER_IBAN,
	F_TEXT,
	F_REF,
	F_RETURN
};

#define STATEMENT(path, field)                                      \
	{ "Document/BkToCstmrStmt/Stmt" path, field },              \
	{                                                           \
		"Document/BkToCstmrDbtCdtNtfctn/Ntfctn" path, field \
	}
#define PART(path, field) STATEMENT("/Ntry/NtryDtls/TxDtls" path, field)

static const struct xml_rule rules[] = {
	STATEMENT("", F_STATEMENT),
	STATEMENT("/Acct/Id/IBAN", F_IBAN),
	STATEMENT("/Acct/Id/Othr/Id", F_OTHER_ACCOUNT),
	STATEMENT("/Bal", F_BALANCE),
	STATEMENT("/Bal/Tp/CdOrPrtry/Cd", F_BALANCE_CODE),
	STATEMENT("/Bal/Amt", F_BALANCE_AMOUNT),
	STATEMENT("/Bal/CdtDbtInd", F_BALANCE_SIDE),
	STATEMENT("/StmtPgntn/PgNb", F_PAGE),
	STATEMENT("/StmtPgntn/LastPgInd", F_LAST_PAGE),
	STATEMENT("/TxsSummry/TtlNtries/NbOfNtries", F_COUNT),
	STATEMENT("/TxsSummry/TtlCdtNtries/NbOfNtries", F_COUNT_CREDITS),
	STATEMENT("/TxsSummry/TtlDbtNtries/NbOfNtries", F_COUNT_DEBITS),
	STATEMENT("/TxsSummry/TtlNtries/Sum", F_SUM),
	STATEMENT("/TxsSummry/TtlCdtNtries/Sum", F_SUM_CREDITS),
	STATEMENT("/TxsSummry/TtlDbtNtries/Sum", F_SUM_DEBITS),
	STATEMENT("/Ntry", F_ENTRY),
	STATEMENT("/Ntry/Amt", F_AMOUNT),
	STATEMENT("/Ntry/CdtDbtInd", F_SIDE),
	STATEMENT("/Ntry/RvslInd", F_REVERSAL),
	STATEMENT("/Ntry/Sts", F_STATUS),
	STATEMENT("/Ntry/Sts/Cd", F_STATUS),
	STATEMENT("/Ntry/BookgDt/Dt", F_BOOKED),
	STATEMENT("/Ntry/BookgDt/DtTm", F_BOOKED),
	STATEMENT("/Ntry/ValDt/Dt", F_VALUE),
	STATEMENT("/Ntry/ValDt/DtTm", F_VALUE),
	STATEMENT("/Ntry/AcctSvcrRef", F_REFERENCE),
	STATEMENT("/Ntry/AddtlNtryInf", F_ENTRY_TEXT),
	PART("", F_PART),
	PART("/Refs/AcctSvcrRef", F_PART_REFERENCE),
	PART("/Refs/EndToEndId", F_END_TO_END),
	PART("/Amt", F_PART_AMOUNT),
	PART("/AmtDtls/TxAmt/Amt", F_TRANSACTION_AMOUNT),
	PART("/CdtDbtInd", F_PART_SIDE),
	PART("/RltdPties/Dbtr/Nm", F_PAYER),
	PART("/RltdPties/Dbtr/Pty/Nm", F_PAYER),
	PART("/RltdPties/DbtrAcct/Id/IBAN", F_PAYER_IBAN),
	PART("/RmtInf/Ustrd", F_TEXT),
	PART("/RmtInf/Strd/RfrdDocInf/Nb", F_REF),
	PART("/RmtInf/Strd/CdtrRefInf/Ref", F_REF),
	PART("/RmtInf/Strd/AddtlRmtInf", F_TEXT),
	PART("/RtrInf/Rsn/Cd", F_RETURN),
	PART("/AddtlTxInf", F_TEXT),
};

struct entry {
	int64_t line;
	enum money_parsed amount_got;
	char amount_text[CAMT_CODE], currency[CAMT_CODE], side_text[CAMT_CODE];
	char status[CAMT_CODE], booked[CAMT_CODE], value[CAMT_CODE];
	char reference[CAMT_REF], text[CAMT_TEXT];
	cents amount; /* not yet signed */
	int side;
	bool reversal;
};

struct camt {
	struct report report;
	struct bank_statement statement;
	struct camt_summary summary;
	struct bank_keys keys;
	char account[CAMT_CODE];
	char balance_code[CAMT_CODE], balance_currency[CAMT_CODE];
	enum money_parsed balance_got;
	cents balance;
	int balance_side;
	struct entry entry;
	struct camt_part part, melted;
	struct camt_parts parts;
	char amount_currency[CAMT_CODE]; /* of the amount being read */
	struct buf entry_key, key;
};

/* ---- small values ---- */

static void take(char *out, size_t room, struct piece text)
{
	if (text.n)
		text_clean_into(out, room, text.s, text.n);
}

static int side_of(struct piece text)
{
	char code[CAMT_CODE] = "";

	take(code, sizeof code, text);
	return strcmp(code, "CRDT") == 0 ? 1 : strcmp(code, "DBIT") == 0 ? -1 : 0;
}

static enum money_parsed amount_of(struct piece text, cents *out)
{
	char digits[CAMT_CODE];
	size_t n = text_clean_into(digits, sizeof digits, text.s, text.n);
	enum money_parsed got = money_parse(digits, n, MONEY_POINT, out);

	if ((got == MONEY_OK || got == MONEY_ROUNDED) && *out < 0)
		return MONEY_NOT_A_NUMBER; /* the side is said elsewhere */
	return got;
}

static bool is_money(enum money_parsed got)
{
	return got == MONEY_OK || got == MONEY_ROUNDED;
}

/* "2026-11-24", also with a time or a zone behind it. */
static bool day_of(const char *text, date *out)
{
	char day[DATE_TEXT];

	snprintf(day, sizeof day, "%.10s", text);
	return strlen(text) >= 10 && strchr("T+-Z ", text[10]) && date_parse_iso(day, out);
}

/* ---- balances ---- */

static void take_balance(struct camt *camt)
{
	struct bank_statement *statement = &camt->statement;
	const char *code = camt->balance_code;
	bool between = strcmp(code, "ITBD") == 0; /* of a page */
	bool opening = strcmp(code, "OPBD") == 0 || strcmp(code, "PRCD") == 0 ||
		       (between && !statement->opened);
	bool closing = strcmp(code, "CLBD") == 0 || (between && !opening && !statement->closed);

	if (!is_money(camt->balance_got) || camt->balance_side == 0 || (!opening && !closing))
		return;
	statement->rounded += camt->balance_got == MONEY_ROUNDED;
	bank_balance(statement, closing, camt->balance_side * camt->balance,
		     camt->balance_currency);
}

/* ---- an entry ---- */

static bool refuse(struct camt *camt, enum intake_reason reason, const char *arg)
{
	const struct entry *entry = &camt->entry;
	char raw[INTAKE_RAW];

	camt->summary.unsure = true; /* it is missing, and said so */
	snprintf(raw, sizeof raw, "%s %s %s %s %s %.160s", entry->amount_text, entry->currency,
		 entry->side_text, entry->booked, entry->value, entry->reference);
	return report_reject(&camt->report, reason, entry->line, piece_of(arg), piece_of(raw));
}

/* What every movement of the entry has; false: refused, *go tells whether to go on reading. */
static bool fill(struct camt *camt, struct intake_movement *out, bool *go)
{
	const struct entry *entry = &camt->entry;
	const struct {
		bool wrong;
		enum intake_reason reason;
		const char *arg;
	} checks[] = {
		{ entry->amount_got == MONEY_OVERFLOW, REASON_AMOUNT_OVERFLOW, entry->amount_text },
		{ !is_money(entry->amount_got), REASON_BAD_AMOUNT, entry->amount_text },
		{ entry->side == 0, REASON_DIRECTION, entry->side_text },
		{ !money_is_currency(entry->currency), REASON_CURRENCY, entry->currency },
		{ !*entry->booked && !*entry->value, REASON_NO_DATE, "" },
		{ *entry->booked && !day_of(entry->booked, &out->booked_on), REASON_BAD_DATE,
		  entry->booked },
		{ *entry->value && !day_of(entry->value, &out->value_on), REASON_BAD_DATE,
		  entry->value },
	};

	for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
		if (checks[i].wrong) {
			*go = refuse(camt, checks[i].reason, checks[i].arg);
			return false;
		}
	if (!*entry->booked)
		out->booked_on = out->value_on;
	if (!*entry->value)
		out->value_on = out->booked_on;
	return true;
}

/* The debtor of our own payments is the account itself. */
static void forget_self(struct intake_movement *movement)
{
	if (strcmp(movement->payer_iban, movement->account) == 0)
		movement->payer_iban = movement->payer_name = "";
}

static bool give(struct camt *camt, struct intake_movement *movement)
{
	forget_self(movement);
	movement->key = camt->key.data;
	movement->entry_key = camt->entry_key.data;
	return report_movement(&camt->report, movement);
}

/* The entry as one movement, with what its only detail says, or all of them together. */
static bool give_whole(struct camt *camt, struct intake_movement *movement)
{
	const char *refs[INTAKE_REFS];
	const struct camt_parts *parts = &camt->parts;

	if (parts->count == 1) {
		camt_parts_tell(parts, 0, movement, refs);
	} else if (parts->count > 1) {
		camt_parts_melt(parts, &camt->melted);
		for (size_t i = 0; i < camt->melted.refs_count; i++)
			refs[i] = camt->melted.refs[i];
		movement->refs = refs;
		movement->refs_count = camt->melted.refs_count;
		movement->return_code = camt->melted.return_code;
		if (*camt->melted.text)
			movement->text = camt->melted.text;
	}
	bank_key(&camt->keys, movement, &camt->entry_key);
	buf_add(&camt->key, camt->entry_key.data, camt->entry_key.len);
	return give(camt, movement);
}

/* Keys of parts: what the bank calls the part, its amount and rank among its like. */
static void part_key(struct camt *camt, const struct intake_movement *movement, size_t i,
		     struct table *ranks)
{
	char amount[MONEY_TEXT];
	size_t skip = camt->entry_key.len;

	buf_reset(&camt->key);
	buf_add(&camt->key, camt->entry_key.data, skip);
	buf_printf(&camt->key, "|%s|%s|%s", camt->parts.bytes.data + camt->parts.all[i].reference,
		   money_decimal_text(movement->amount, amount), movement->end_to_end);
	uint64_t *rank =
		table_put(ranks, hash_64(camt->key.data + skip, camt->key.len - skip, 0), NULL);
	if (++*rank > 1)
		buf_printf(&camt->key, "#%llu", (unsigned long long)*rank);
}

static bool give_parts(struct camt *camt, const struct intake_movement *entry)
{
	const struct camt_parts *parts = &camt->parts;
	const char *refs[INTAKE_REFS];
	struct table ranks = { 0 };
	bool go = true;

	bank_key(&camt->keys, entry, &camt->entry_key);
	for (size_t i = 0; go && i < parts->count; i++) {
		const struct camt_kept *part = &parts->all[i];
		struct intake_movement movement = *entry;
		movement.amount = (part->side ? part->side : camt->entry.side) * part->amount;
		movement.part = (int)i + 1;
		movement.parts = (int)parts->count;
		movement.reference = "";
		camt_parts_tell(parts, i, &movement, refs);
		if (!*movement.reference)
			movement.reference = entry->reference;
		part_key(camt, &movement, i, &ranks);
		if (part->rounded)
			go = report_say(&camt->report, REASON_AMOUNT_ROUNDED, true, entry->line,
					camt->entry.amount_text, piece_of(""));
		go = go && give(camt, &movement);
	}
	table_clear(&ranks);
	return go;
}

static bool warn_details(struct camt *camt, cents amount)
{
	char text[MONEY_TEXT];

	return report_say(&camt->report, REASON_DETAILS, true, camt->entry.line,
			  money_decimal_text(amount, text), piece_of(camt->entry.reference));
}

static bool take_booked(struct camt *camt)
{
	const struct entry *entry = &camt->entry;
	bool go = true, rounded = entry->amount_got == MONEY_ROUNDED;
	struct intake_movement movement = {
		.account = camt->account,
		.amount = entry->side * entry->amount,
		.currency = entry->currency,
		.reference = entry->reference,
		.end_to_end = "",
		.payer_name = "",
		.payer_iban = "",
		.text = entry->text,
		.return_code = "",
		.reversal = entry->reversal,
		.part = 1,
		.parts = 1,
		.line = entry->line,
	};

	if (!fill(camt, &movement, &go))
		return go;
	bank_move(&camt->statement, movement.amount, entry->currency);
	camt->statement.rounded += rounded;
	buf_reset(&camt->entry_key);
	buf_reset(&camt->key);
	if (rounded && !report_say(&camt->report, REASON_AMOUNT_ROUNDED, true, entry->line,
				   entry->amount_text, piece_of("")))
		return false;
	if (camt_parts_make(&camt->parts, movement.amount, entry->currency, entry->side, rounded))
		return give_parts(camt, &movement);
	if (camt->parts.count > 1 && !warn_details(camt, movement.amount))
		return false;
	return give_whole(camt, &movement);
}

static bool take_entry(struct camt *camt)
{
	static const char *const no_money[] = { "PDNG", "INFO", "FUTR" };
	const char *status = camt->entry.status;

	if (!*camt->account)
		return err_set(
			camt->report.err, ERR_INPUT,
			N_("line %lld: an entry stands in a statement that does not name its "
			   "account; ask the bank for the statement again"),
			(long long)camt->entry.line);
	camt_summary_entry(&camt->summary, camt->entry.amount_got, camt->entry.amount, camt->entry.currency, camt->entry.side,
			   strcmp(status, "BOOK") == 0);
	if (strcmp(status, "BOOK") == 0)
		return take_booked(camt);
	for (size_t i = 0; i < sizeof no_money / sizeof *no_money; i++)
		if (strcmp(status, no_money[i]) == 0) {
			camt->report.totals->pending++;
			return true;
		}
	return refuse(camt, REASON_STATUS, status);
}

static void begin_entry(struct camt *camt, int64_t line)
{
	struct entry *entry = &camt->entry;

	*entry->amount_text = *entry->currency = *entry->side_text = *entry->status = '\0';
	*entry->booked = *entry->value = *entry->reference = *entry->text = '\0';
	entry->line = line;
	entry->amount_got = MONEY_NOT_A_NUMBER;
	entry->amount = 0;
	entry->side = 0;
	entry->reversal = false;
	camt_parts_reset(&camt->parts);
}

/* ---- elements ---- */

static void begin_statement(struct camt *camt)
{
	camt->statement = (struct bank_statement){ 0 };
	camt->summary = (struct camt_summary){ 0 };
	*camt->account = '\0';
	camt->report.totals->statements++;
}

static bool element_opens(void *context, int field, const struct xml_open *open, int64_t line)
{
	struct camt *camt = context;

	switch (field) {
	case F_STATEMENT: begin_statement(camt); break;
	case F_BALANCE:
		*camt->balance_code = '\0';
		camt->balance_got = MONEY_NOT_A_NUMBER;
		camt->balance_side = 0;
		break;
	case F_ENTRY: begin_entry(camt, line); break;
	case F_PART: camt_part_reset(&camt->part); break;
	case F_BALANCE_AMOUNT:
	case F_AMOUNT:
	case F_PART_AMOUNT:
	case F_TRANSACTION_AMOUNT:
		xml_attribute(open, "Ccy", camt->amount_currency, sizeof camt->amount_currency);
		break;
	default: break;
	}
	return true;
}

static void part_amount(struct camt *camt, struct piece text, bool own)
{
	struct camt_part *part = &camt->part;

	if (part->own_amount)
		return;
	enum money_parsed got = amount_of(text, &part->amount);
	part->own_amount = own;
	part->has_amount = is_money(got) && money_is_currency(camt->amount_currency);
	part->rounded = got == MONEY_ROUNDED;
	snprintf(part->currency, sizeof part->currency, "%.3s", camt->amount_currency);
}

static void part_field(struct camt *camt, int field, struct piece text)
{
	struct camt_part *part = &camt->part;
	char word[CAMT_TEXT];

	switch (field) {
	case F_PART_AMOUNT:
	case F_TRANSACTION_AMOUNT: part_amount(camt, text, field == F_PART_AMOUNT); break;
	case F_PART_SIDE: part->side = side_of(text); break;
	case F_PART_REFERENCE: bank_reference(part->reference, sizeof part->reference, text.s, text.n); break;
	case F_END_TO_END: bank_reference(part->end_to_end, sizeof part->end_to_end, text.s, text.n); break;
	case F_PAYER: take(part->payer_name, sizeof part->payer_name, text); break;
	case F_PAYER_IBAN: take(part->payer_iban, sizeof part->payer_iban, text); break;
	case F_RETURN: take(part->return_code, sizeof part->return_code, text); break;
	case F_TEXT:
		text_clean_into(word, sizeof word, text.s, text.n);
		bank_join(part->text, sizeof part->text, word);
		break;
	case F_REF:
		text_clean_into(word, CAMT_REF, text.s, text.n);
		camt_part_ref(part, word);
		break;
	default: break;
	}
}

static void entry_field(struct camt *camt, int field, struct piece text)
{
	struct entry *entry = &camt->entry;
	char flag[CAMT_CODE];

	switch (field) {
	case F_AMOUNT:
		take(entry->amount_text, sizeof entry->amount_text, text);
		entry->amount_got = amount_of(text, &entry->amount);
		snprintf(entry->currency, sizeof entry->currency, "%s", camt->amount_currency);
		break;
	case F_SIDE:
		take(entry->side_text, sizeof entry->side_text, text);
		entry->side = side_of(text);
		break;
	case F_REVERSAL:
		text_clean_into(flag, sizeof flag, text.s, text.n);
		entry->reversal = strcmp(flag, "true") == 0 || strcmp(flag, "1") == 0;
		break;
	case F_STATUS: take(entry->status, sizeof entry->status, text); break;
	case F_BOOKED: take(entry->booked, sizeof entry->booked, text); break;
	case F_VALUE: take(entry->value, sizeof entry->value, text); break;
	case F_REFERENCE: bank_reference(entry->reference, sizeof entry->reference, text.s, text.n); break;
	case F_ENTRY_TEXT: take(entry->text, sizeof entry->text, text); break;
	default: part_field(camt, field, text);
	}
}

/* Totals are of the whole statement: a page of several has nothing to compare them with. */
static void page_field(struct camt *camt, int field, struct piece text)
{
	char word[CAMT_CODE] = "";

	take(word, sizeof word, text);
	if (field == F_PAGE ? strcmp(word, "1") != 0 : strcmp(word, "true") != 0 && strcmp(word, "1") != 0)
		camt->summary.unsure = true;
}

static void summary_field(struct camt *camt, int field, struct piece text)
{
	char word[CAMT_CODE] = "";
	cents sum = 0;

	if (field < F_SUM) {
		take(word, sizeof word, text);
		camt_summary_count(&camt->summary, (enum camt_total)(field - F_COUNT), word);
	} else {
		enum money_parsed got = amount_of(text, &sum);

		camt_summary_sum(&camt->summary, (enum camt_total)(field - F_SUM), got, sum);
	}
}

static bool element_closes(void *context, int field, struct piece text, int64_t line)
{
	struct camt *camt = context;

	switch (field) {
	case F_STATEMENT:
		return bank_check(&camt->report, &camt->statement, camt->account, line) &&
		       camt_summary_check(&camt->report, &camt->summary, camt->account, line);
	case F_PAGE:
	case F_LAST_PAGE: page_field(camt, field, text); return true;
	case F_COUNT:
	case F_COUNT_CREDITS:
	case F_COUNT_DEBITS:
	case F_SUM:
	case F_SUM_CREDITS:
	case F_SUM_DEBITS: summary_field(camt, field, text); return true;
	case F_IBAN: take(camt->account, sizeof camt->account, text); return true;
	case F_OTHER_ACCOUNT:
		if (!*camt->account)
			take(camt->account, sizeof camt->account, text);
		return true;
	case F_BALANCE_CODE: take(camt->balance_code, sizeof camt->balance_code, text); return true;
	case F_BALANCE_AMOUNT:
		camt->balance_got = amount_of(text, &camt->balance);
		snprintf(camt->balance_currency, sizeof camt->balance_currency, "%s",
			 camt->amount_currency);
		return true;
	case F_BALANCE_SIDE: camt->balance_side = side_of(text); return true;
	case F_BALANCE: take_balance(camt); return true;
	case F_PART: camt_parts_add(&camt->parts, &camt->part); return true;
	case F_ENTRY: return take_entry(camt);
	default: entry_field(camt, field, text); return true;
	}
}

static bool read_all(struct camt *camt, const char *bytes, size_t n)
{
	static const struct xml_reader reader = { rules, sizeof rules / sizeof *rules,
						  element_opens, element_closes };
	struct intake_totals *totals = camt->report.totals;

	if (!xml_read(&camt->report, bytes, n, &reader, camt))
		return false;
	if (totals->statements == 0)
		return err_set(camt->report.err, ERR_INPUT,
			       N_("the file holds no statement: it is a header and nothing else, or another "
				  "message than camt.053 and camt.054; ask the bank for the statement itself"));
	return report_some_taken(&camt->report, totals->movements + totals->pending);
}

bool camt_read(const char *bytes, size_t n, const char *name, const struct intake_sink *sink,
	       struct intake_totals *totals, struct err *err)
{
	struct camt *camt = mem_alloc(sizeof *camt);

	(void)name;
	report_begin(&camt->report, n, sink, totals, err);
	report_charset(&camt->report, CHARSET_UTF8);
	*totals->charset = '\0'; /* the file says it and the parser turns it to UTF-8 */
	bool done = report_end(&camt->report, read_all(camt, bytes, n));
	camt_parts_clear(&camt->parts);
	bank_keys_clear(&camt->keys);
	buf_clear(&camt->entry_key);
	buf_clear(&camt->key);
	mem_free(camt);
	return done;
}
