/* The entry line of a dispute: which invoices, which kind and sub-reason, who answers for it and by when (an exact invoice
 * number or a line of the list; none = all overdue; administrative by default). And how a dispute ends.
 *
 *   2 com prix pour Mme Lenoir le 15/12 -- words
 *
 * Kinds and sub-reasons are prefixes in both languages; a sub-reason implies its kind. `pour`, `chez`, `for` begin the owner's name, which
 * goes on to the next date, `le`, `on`, `by` or `--`; a word with an @ is the owner's mail. A bare number is a line or an invoice, never a
 * date, save behind `le`, `on` and `by`. A `--` standing alone ends it, what follows is a note. The digit row of an AZERTY keyboard counts
 * without shift ("é" is line 2).
 */
#ifndef RULES_DISPUTE_H
#define RULES_DISPUTE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/money.h"

enum dispute_kind { DISPUTE_ADMINISTRATIVE, DISPUTE_COMMERCIAL, DISPUTE_TECHNICAL, DISPUTE_KIND_COUNT };
extern const char *const dispute_kind_codes[DISPUTE_KIND_COUNT]; /* administrative commercial technical */

enum dispute_sub {
	DISPUTE_SUB_NONE,
	DISPUTE_SUB_ORDER,     /* no purchase order */
	DISPUTE_SUB_ADDRESS,   /* wrong name or address */
	DISPUTE_SUB_DUPLICATE, /* invoiced twice */
	DISPUTE_SUB_VAT,
	DISPUTE_SUB_PRICE,
	DISPUTE_SUB_DISCOUNT,
	DISPUTE_SUB_TERMS,
	DISPUTE_SUB_QUALITY,
	DISPUTE_SUB_QUANTITY,
	DISPUTE_SUB_DELIVERY,
	DISPUTE_SUB_DAMAGE,
	DISPUTE_SUB_SERVICE,   /* not done, or not as agreed */
	DISPUTE_SUB_COUNT
};
struct dispute_sub_rule {
	const char *code; /* "" order address duplicate vat price … */
	enum dispute_kind kind;
};
extern const struct dispute_sub_rule dispute_subs[DISPUTE_SUB_COUNT];

struct dispute_rules {
	int days;                                  /* dispute.days, 15: an answer is due */
	int old_days;                              /* dispute.old, 90: open for more is reported */
	const char *owners[DISPUTE_KIND_COUNT];    /* when nobody is named; "": nobody. Borrowed from the rules or the configuration */
	const char *managers[DISPUTE_KIND_COUNT];
};
#define DISPUTE_DEFAULTS { .days = 15, .old_days = 90, .owners = { "", "", "" }, .managers = { "", "", "" } }

/* How it ends. */
enum dispute_resolution {
	DISPUTE_CREDIT,   /* a credit note of so much */
	DISPUTE_REJECTED, /* all of it is due */
	DISPUTE_AGREED,   /* the client agrees to pay */
	DISPUTE_PAID,     /* nothing of it is open any more; nobody says so, the facts do */
	DISPUTE_RESOLUTION_COUNT
};
extern const char *const dispute_resolution_codes[DISPUTE_RESOLUTION_COUNT]; /* credit rejected agreed paid */

/* An open dispute goes to the owner's manager once its due date is past. */
bool dispute_may_raise(date due_on, date today);
/* It named invoices and all of them were paid or credited since: nothing is left to argue about. open: what they owe now. */
bool dispute_is_paid(int invoices, cents open);
/* Open for more than so many days. */
bool dispute_is_old(date opened_on, int days, date today);

/* One line of the list as shown: sorted due, issue, number. */
struct dispute_line {
	const char *number;
	bool overdue;                /* due before today, owed, not disputed yet */
	bool owed;                   /* open > 0 */
	bool disputed;
	bool figure;                 /* cash, or a gap of the ledger: no document says it */
};

/* The line an invoice number or the place in the list (from 1) names; numbers go first, for an invoice may well be called "2". */
bool dispute_find_line(const char *token, const struct dispute_line *lines, size_t count, size_t *out);
/* "2-4" names the lines from the second to the fourth, where a list of so many has them; places from 0. It may be a day as well. */
bool dispute_find_lines(const char *token, size_t count, size_t *first, size_t *last);

enum dispute_status {
	DISPUTE_OK,
	DISPUTE_UNKNOWN,             /* `token` is no invoice number, no line, no kind, no sub-reason and no date */
	DISPUTE_AMBIGUOUS,           /* `token` is the beginning of several words */
	DISPUTE_LINES_OR_DAY,        /* `token`: 2-4 */
	DISPUTE_TWO_KINDS,           /* or a sub-reason of another kind */
	DISPUTE_TWO_SUBS,
	DISPUTE_TWO_DATES,
	DISPUTE_BAD_DATE,            /* `token` is no day to come, or more than a year ahead */
	DISPUTE_NO_OWNER,            /* nobody is named behind `pour` or `for` */
	DISPUTE_NOT_OWED,            /* `token` is a credit or paid */
	DISPUTE_ALREADY,             /* `token` is in a dispute already */
	DISPUTE_NOTHING,             /* nothing named and nothing overdue */
	DISPUTE_STATUS_COUNT
};

#define DISPUTE_OWNER 64

struct dispute_entry {
	enum dispute_status status;
	enum dispute_kind kind;
	bool kind_typed;
	enum dispute_sub sub;
	char owner[DISPUTE_OWNER];   /* "": nobody named */
	char owner_mail[DISPUTE_OWNER];
	date due_on;                 /* on a business day; DATE_NONE: not typed */
	size_t count;                /* how many of chosen[] are true */
	char token[64];              /* what is wrong */
};

/* chosen[line_count] is set for the invoices meant. Returns true when status is DISPUTE_OK. */
bool dispute_parse(const char *text, const struct dispute_line *lines, size_t line_count, date today, bool *chosen,
                   struct dispute_entry *out);
/* Only who and when, for a dispute that is open: "Mme Lenoir 15/12" (`pour` may be left out). Kinds and invoices are no words here. */
bool dispute_parse_owner(const char *text, date today, struct dispute_entry *out);
/* How it ended, in one line: "500 tarif corrigé", "avoir 500", "rejected", "accord": an amount is a credit note of so much; what follows
 * is the note, in text. Words of both languages, prefixes that mean one. */
enum dispute_end_status {
	DISPUTE_END_OK,
	DISPUTE_END_EMPTY,
	DISPUTE_END_UNKNOWN,
	DISPUTE_END_AMBIGUOUS,
	DISPUTE_END_NO_AMOUNT,
	DISPUTE_END_UNCLEAR           /* 1.500: 1 500.00 or 1.50 */
};
struct dispute_ending {
	enum dispute_end_status status;
	enum dispute_resolution resolution;
	cents credit;                /* 0 unless DISPUTE_CREDIT */
	const char *note;
	char token[64];              /* what is wrong */
};
bool dispute_parse_end(const char *text, struct dispute_ending *out);

/* The note behind `--`, in text; "" when there is none. */
const char *dispute_note(const char *text);

#endif
