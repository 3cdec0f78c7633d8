/* What readers of foreign files give: open items, cash and rejects, one at a time, to a sink the desk passes.
 *
 * Readers are pure: bytes in, calls out; no files, no store, no clock. Every text has already passed text_clean and
 * is borrowed until the call returns. A sink that returns false stops the reader, which returns false with the sink's error.
 */
#ifndef INTAKE_SINK_H
#define INTAKE_SINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "rules/records.h"

/* One open item. Empty text is "" (never NULL); an absent date is DATE_NONE. */
struct intake_item {
	const char *client_no;      /* as the creditor writes it, folded over its spellings */
	const char *client_name;
	const char *number;         /* invoice number as printed on it */
	const char *key;            /* identity within the source: the same item next time has the same key */
	enum item_kind kind;
	date issued_on, due_on;     /* due_on DATE_NONE: the desk adds terms in calendar days to issued_on */
	cents amount, open;         /* signed: credits negative. open == 0: settled, closes the item */
	const char *currency;       /* "" = the creditor's */
	const char *order_no;
	const char *letter;         /* FEC lettering, or "" */
	const char *contact_name, *phone, *mail; /* of the client, when the file has them */
	const char *group_no;       /* plan of the ledger: account number, business code; informative */
	cents credit_limit;         /* -1 absent */
	int risk_class;             /* -1 absent, else 0–2 */
	bool flagged;               /* needs a human look: reconciliation gap, allotted first in first out, … */
	int64_t line;               /* first line it came from, 1-based */
	uint64_t line_hash;         /* hash_64 of the raw line when exactly one line made it, else 0 */
};

/* Cash (or a credit note) seen in a ledger, lettered or not, for judging promises. */
struct intake_receipt {
	const char *client_no;
	const char *key;            /* identity within the source */
	date value_on;
	cents amount;               /* positive: lowers the debt; negative: a reversal */
	const char *currency;
	bool credit_note;           /* no class 5 account in its entry */
	const char *matched_key;    /* key of the item it settles when lettering says exactly one, else "" */
	int64_t line;
};

/* Why a line, or the whole file, was refused: a code with its argument; words make the sentence and the remedy. */
enum intake_reason {
	REASON_COLUMNS,             /* arg: expected/found */
	REASON_NO_CLIENT, REASON_NO_NUMBER, REASON_NO_DATE,
	REASON_BAD_DATE,            /* arg: the text */
	REASON_DATE_ORDER,          /* day and month look swapped. arg: the text */
	REASON_BAD_AMOUNT,          /* arg: the text */
	REASON_AMOUNT_OVERFLOW,     /* arg: the text */
	REASON_AMOUNT_ROUNDED,      /* warning, the row is taken. arg: the text */
	REASON_CURRENCY,            /* unknown ISO code. arg: the text */
	REASON_CURRENCY_OTHER,      /* warning: known, but not the creditor's. arg: the code */
	REASON_DIRECTION,           /* Sens neither D/C nor +1/-1. arg: the text */
	REASON_LINE_LONG, REASON_FIELD_LONG, REASON_NUL, REASON_QUOTE, /* unterminated quote */
	REASON_CONTROL,             /* warning: control, bidi or zero-width characters were removed. arg: field name */
	REASON_DUPLICATE,           /* same identity twice with other content; the later line is refused. arg: the key */
	REASON_NO_AUXILIARY,        /* 411 line without auxiliary account. arg: account */
	REASON_FUTURE_ISSUE,        /* warning: issued in the future (judged by the desk). arg: the date */
	REASON_SIREN,               /* warning: SIREN of the file name is not the creditor's. arg: the SIREN (judged by the desk) */
	REASON_YEAR,                /* warning: closing date of the file name does not fit the entries. arg: the name's date */
	REASON_NAMES,               /* warning: several spellings of one client's name. arg: count */
	REASON_GAP,                 /* warning: reconciliation gap of a client. arg: client number and amount */
	REASON_CURRENCIES,          /* more than NETTING_CURRENCIES currencies for one client */
	REASON_COUNT
};
struct intake_reject {
	enum intake_reason reason;
	bool warning;               /* true: the row was taken all the same */
	int64_t line;               /* 1-based; 0 = the file */
	const char *arg;            /* cleaned, cut to 120 bytes */
	const char *raw;            /* raw line, cleaned, cut to 512 bytes */
};
extern const char *const intake_reason_codes[REASON_COUNT]; /* "bad_date" … */

struct intake_sink {
	void *context;
	bool (*item)(void *context, const struct intake_item *item, struct err *err);
	bool (*receipt)(void *context, const struct intake_receipt *receipt, struct err *err);   /* may be NULL */
	bool (*reject)(void *context, const struct intake_reject *reject, struct err *err);
	bool (*known)(void *context, uint64_t line_hash);      /* may be NULL. True: this very line was taken last time, skip it unsplit */
	void (*progress)(void *context, size_t done, size_t total); /* may be NULL; bytes, called every MiB or so */
};

/* What the reader learnt about the whole file. */
struct intake_totals {
	int64_t lines, items, receipts, rejects, warnings, known;
	cents open_sum;             /* of items given (not the known ones), all currencies together: a control total only */
	char siren[10];             /* from the file name when it has one, else "" */
	char charset[24];           /* "UTF-8" "UTF-8 BOM" "Windows-1252" "CP850" "ASCII" */
	date first_on, last_on;     /* entry dates seen */
};

#endif
