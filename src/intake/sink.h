/* What readers of foreign files give: clients, open items, cash, movements of bank accounts, statuses
 * of invoices and rejects, one at a time, to a sink the desk passes.
 *
 * Readers are pure: bytes in, calls out; no files, no store, no clock. Every text has already
 * passed text_clean and is borrowed until the call returns.
 *
 * A sink that returns false stops the reader. With err filled the reader returns false with that
 * error; with err->code left at ERR_NONE it is a wish to stop (`--guess` after ten rows): the
 * reader returns true and totals->stopped is set.
 */
#ifndef INTAKE_SINK_H
#define INTAKE_SINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "rules/records.h"

/* One open item. Empty text is "" (never NULL); an absent date is DATE_NONE, one of the two is there. */
struct intake_item {
	const char *client_no;   /* as the creditor writes it, folded over its spellings */
	uint32_t client;         /* the reader's own number of it, from 1; 0: it keeps none */
	const char *client_name; /* FEC: the client's name; CSV: as this row spells it */
	const char *number;      /* invoice number as printed on it */
	const char *key; /* identity within the source: the same item next time has the same */
	enum item_kind kind;
	date issued_on, due_on; /* due_on DATE_NONE: the desk adds terms to issued_on */
	cents amount, open;     /* signed: credits negative. open == 0: settled, closes the item */
	const char *currency;   /* a known ISO 4217 code; "" = the creditor's */
	const char *order_no;
	const char *letter;                      /* FEC lettering, or "" */
	const char *contact_name, *phone, *mail; /* of the client, when the file has them */
	const char *group_no; /* plan of the ledger: account number, business code; informative */
	cents credit_limit;   /* -1 absent */
	int risk_class;       /* -1 absent, else 0–2 */
	bool flagged; /* needs a human look: reconciliation gap, allotted first in first out */
	int64_t line; /* first line it came from, 1-based */
	uint64_t line_hash; /* names this very line read this very way (reader.h), or 0 */
	/* Of electronic invoices; NULL from every other reader. */
	const char *siren, *siret; /* the buyer's, checked, or "" */
	const char *postal_code;   /* the buyer's, or "" */
	const char *payment_ref;   /* what the buyer was asked to write on the payment, or "" */
	bool factored;             /* somebody else than the seller must be paid */
	const char *seller_name;   /* or "" */
	date service_on; /* goods or services were there by then; DATE_NONE: not told */
};

/* Cash (or a credit note) seen in a ledger, lettered or not, for judging promises. */
struct intake_receipt {
	const char *client_no;
	const char *key; /* identity within the source */
	date value_on;
	cents amount; /* positive: lowers the debt; negative: a reversal */
	const char *currency;
	bool credit_note;        /* no class 5 account in its entry */
	const char *matched_key; /* of the item it settles when letters say exactly one, or "" */
	int64_t line;
};

/* Money that moved on an account of the creditor's, as the bank tells it; booked, never announced.
 * Empty text is "" (never NULL). */
struct intake_movement {
	const char *account;      /* IBAN, else the bank's own number; never empty */
	date value_on, booked_on; /* both there: one stands for the other where a file has one */
	cents amount;             /* signed: credits of the account positive */
	const char *currency;     /* a known ISO 4217 code */
	const char *reference;    /* the bank's for this movement */
	const char *end_to_end;   /* what the payer gave it; see bank_reference */
	/* The debtor's, save where that is the account itself. */
	const char *payer_name, *payer_iban;
	const char *text;        /* whatever else was said, joined */
	const char *const *refs; /* structured references: documents paid, creditor references */
	size_t refs_count;       /* ≤ INTAKE_REFS */
	bool reversal;           /* takes back an earlier movement */
	const char *return_code; /* why it came back: AC04, AM04, MD01 …, or CFONB's code */
	/* The same for the same movement, whichever file tells it: never take one twice. */
	const char *key;
	/* Of the whole entry. One file may tell the sum and another its parts: what is stored under
	 * entry_key with other `parts` is the same money again. Equal to key where parts is 1. */
	const char *entry_key;
	int part, parts; /* 1-based */
	int64_t line;    /* of the entry, 1-based */
};
#define INTAKE_REFS 16

/* What a platform says of an invoice that was sent (its life cycle). Empty text is "". */
struct intake_status_reason {
	const char *code, *text; /* TX_TVA_ERR … */
	const char *action;      /* what is asked for: a code */
};
struct intake_status {
	const char *number;       /* of the invoice */
	date issued_on;           /* of the invoice; DATE_NONE when not told */
	const char *seller_siren; /* or "" */
	int status;               /* 200–299, 501 */
	const struct intake_status_reason *reasons;
	size_t reasons_count; /* ≤ INTAKE_REASONS; 0: none given */
	const char *when;     /* "2026-07-01T15:10:00" */
	const char *key;      /* seller, number, year, status and time: the same when told again */
	int64_t line;
};
#define INTAKE_REASONS 8

/* A rate of late-payment interest from a day on. */
struct intake_rate {
	date from;
	int hundredths; /* of a percent a year: 1215 = 12.15 % */
	int64_t line;
};

/* Why a line, or the whole file, was refused: a code with its argument; words make the sentence and
 * the remedy. Those marked "desk" need the store or the clock: no reader gives them. */
enum intake_reason {
	REASON_COLUMNS, /* arg: expected/found */
	REASON_NO_CLIENT,
	REASON_NO_NUMBER,
	REASON_NO_DATE,
	REASON_BAD_DATE,        /* arg: the text */
	REASON_DATE_ORDER,      /* day and month look swapped. arg: the text */
	REASON_BAD_AMOUNT,      /* arg: the text */
	REASON_AMOUNT_OVERFLOW, /* arg: the text */
	REASON_AMOUNT_ROUNDED,  /* warning, the row is taken. arg: the text */
	REASON_CURRENCY,        /* unknown ISO code. arg: the text */
	REASON_CURRENCY_OTHER,  /* desk. Warning: known, but not the creditor's. arg: the code */
	REASON_DIRECTION,       /* Sens neither D/C nor +1/-1. arg: the text */
	REASON_LINE_LONG,
	REASON_FIELD_LONG,
	REASON_NUL,
	REASON_QUOTE,   /* unterminated quote */
	REASON_CONTROL, /* warning: control, bidi or zero-width characters were removed. arg: field */
	/* Same identity twice: with other content the later line is refused; with the same content it is
	 * a warning and the item is not given again. arg: the key. Lines skipped by `known` are not looked
	 * at: an item whose key the sink has already seen in this file is for the sink to refuse. */
	REASON_DUPLICATE,
	REASON_NO_AUXILIARY, /* 411 line without auxiliary account. arg: account */
	REASON_FUTURE_ISSUE, /* desk. Warning: issued in the future. arg: the date */
	REASON_SIREN, /* desk. Warning: SIREN of the file name is not the creditor's. arg: it */
	REASON_YEAR,  /* warning: closing date of the file name does not fit. arg: its date */
	REASON_NAMES, /* warning, once a file: clients whose name has several spellings. arg: count */
	REASON_GAP,   /* warning: reconciliation gap of a client. arg: client number and amount */
	REASON_CURRENCIES, /* desk. More than NETTING_CURRENCIES currencies for one client */
	REASON_UNSETTLED,  /* settled flag neither yes nor no. arg: the text */
	REASON_BALANCE, /* warning: opening and movements do not make closing. arg: account, both */
	REASON_SUMMARY, /* warning: entries are not what the bank counts. arg: account, both */
	REASON_DETAILS, /* warning: the parts do not make the entry, taken as one. arg: its sum */
	REASON_STATUS,  /* neither booked nor pending; no status of an invoice. arg: the text */
	REASON_NO_REASON, /* warning: a status that must say why does not. arg: status and number */
	REASON_UNKNOWN_INVOICE, /* desk. A status of an invoice nobody knows yet. arg: its number */
	REASON_CAME_LATER, /* desk. Warning: such a status, taken since. arg: number */
	REASON_AMBIGUOUS,  /* desk. Several invoices bear the number. arg: it */
	REASON_SELLER,     /* desk. Of another seller's invoice. arg: SIREN or name */
	REASON_OTHER_AMOUNT, /* desk. Warning: the books have another amount, kept. arg: both */
	REASON_FACTORED, /* desk. Warning: the invoice is to be paid to somebody else. arg: number */
	REASON_ALL_GONE, /* desk. Warning: a full picture with nothing of what was open. arg: how many */
	INTAKE_REASON_COUNT
};
struct intake_reject {
	enum intake_reason reason;
	bool warning;    /* true: the row was taken all the same */
	int64_t line;    /* 1-based; 0 = the file */
	const char *arg; /* cleaned, cut to INTAKE_ARG - 1 bytes */
	const char *raw; /* raw line, cleaned, cut to INTAKE_RAW - 1 bytes */
};
#define INTAKE_ARG 121
#define INTAKE_RAW 513
extern const char *const intake_reason_codes[INTAKE_REASON_COUNT]; /* "bad_date" … */

struct intake_sink {
	void *context;
	/* May be NULL. Once per client seen, also those with nothing open. FEC: before the client's
	 * items. CSV: after the last item, with the most frequent spelling of the name (the first among
	 * equals); when totals->known is not 0 that counts only the lines that were split, so a client
	 * already stored is better left with its name. */
	bool (*client)(void *context, const char *no, const char *name, struct err *err);
	bool (*item)(void *context, const struct intake_item *item, struct err *err);
	/* may be NULL */
	bool (*receipt)(void *context, const struct intake_receipt *receipt, struct err *err);
	bool (*reject)(void *context, const struct intake_reject *reject, struct err *err);
	/* may be NULL. True: this very line was taken last time, skip it unsplit */
	bool (*known)(void *context, uint64_t line_hash);
	/* may be NULL. An item of this client (intake_item.client) comes soon: time to ask the memory for it */
	void (*expect)(void *context, uint32_t client);
	/* may be NULL; bytes, called every MiB or so */
	void (*progress)(void *context, size_t done, size_t total);
	/* may be NULL */
	bool (*movement)(void *context, const struct intake_movement *movement, struct err *err);
	bool (*status)(void *context, const struct intake_status *status, struct err *err);
	bool (*rate)(void *context, const struct intake_rate *rate, struct err *err);
};

/* What the reader learnt about the whole file. */
struct intake_totals {
	int64_t lines; /* physical lines, header and blank ones included */
	int64_t items, receipts, rejects, warnings, known;
	int64_t clients;         /* given to sink->client, or that would have been */
	int64_t names;           /* different spellings of client names, all clients together */
	int64_t clients_renamed; /* clients whose name has more than one spelling */
	int64_t gaps;            /* reconciliation gaps (FEC) */
	int64_t skipped;         /* blank, title, total and frame rows: not items, not rejects */
	int64_t movements, statements, statuses, rates;
	int64_t pending; /* entries that are no money yet: announced or for information */
	cents moved_sum; /* of movements given, all currencies together */
	cents open_sum;  /* of items given (not the known ones), all currencies together */
	char siren[10];  /* FEC: from the file name; electronic invoices: the seller's; else "" */
	char charset
		[24]; /* "" for XML; "UTF-8" "UTF-8 BOM" "Windows-1252" "ISO-8859-15" "CP850" "ASCII" */
	date first_on,
		last_on; /* FEC: entry dates; CSV: issue dates; DATE_NONE when none was seen */
	bool allotted;   /* a ledger that never letters: credits paid the oldest debits */
	bool stopped;    /* the sink had enough */
};

#endif
