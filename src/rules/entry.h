/* The one-line entry: "v", "500 15/12", "3x fm", "+7 14h" (relance(1), The entry).
 *
 * Every complete reading of the tokens is formed; exactly one valid reading is taken, none is refused naming what is missing, several are refused naming them.
 * A reading is valid when its dates and amounts pass every check. Words of both languages always; the language never decides. Pure: today and the file's sums
 * are arguments.
 *
 * Nx: the first line falls on the typed date, the next ones a month apart from it (the day clamped to the month's last); after fm each falls on a month end.
 * Every line moves to a business day by itself. Equal lines rounded down, the last takes the odd cents. In a plan written with ; every part names its amount.
 * Small words that only lead to a date ("le 15", "on Friday") are passed over; "fin de mois" is fm.
 * An amount is of the currency shown, or of one whose sign or code is typed ("2500$ fri", "usd fri" for all that is overdue in it).
 * A promise may carry the word "written" (écrit): it was made in writing.
 * Paid already: a name is the last such day (a weekday never today, a bare day or month end today included), a day and month over 300 days back is refused as
 * future; nothing moves. A means of payment and what follows it are words (paid.h).
 */
#ifndef RULES_ENTRY_H
#define RULES_ENTRY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/money.h"
#include "rules/outcome.h"
#include "rules/promise.h"

/* What a client owes in one currency. */
struct entry_owed {
	char currency[MONEY_CODE];
	cents overdue, balance;
};
#define ENTRY_OTHERS 8 /* currencies beside the one shown */

struct entry_context {
	date today;
	int minute;                   /* now, minutes since midnight; -1 not known (then an hour alone means today) */
	cents overdue;                /* default amount: net overdue of the file's shown currency, less what open promises that stay already cover is NOT taken off */
	cents balance;                /* an amount may not exceed it */
	char currency[MONEY_CODE];    /* the one shown; "" any */
	struct entry_owed others[ENTRY_OTHERS]; /* what is owed in others: meant where their sign or code is typed */
	size_t other_count;
	int grace_days;               /* promise.grace */
	int max_gap_days;             /* cadence.max_gap: cap for evasive and callback */
	int min_gap_days;             /* cadence.min_gap, business days */
	int dispute_days;             /* dispute.days: when an answer is due if no date is typed */
	date sleep_check_on;          /* earliest check date of an open promise the file sleeps under; DATE_NONE. Then the cap is that date instead */
	date free_until;              /* a promise beyond it is the credit insurer's to allow; DATE_NONE: nobody's */
};

enum entry_status {
	ENTRY_OK,
	ENTRY_EMPTY,                  /* nothing typed and the outcome wants something */
	ENTRY_INCOMPLETE,             /* no complete reading: `missing` says what */
	ENTRY_AMBIGUOUS,              /* several: readings[0..1] filled */
	ENTRY_BAD_TOKEN,              /* `token` is no amount, date, hour or Nx */
	ENTRY_BAD_AMOUNT_FORM,        /* 1.500: 1 500.00 or 1.50 */
	ENTRY_AMBIGUOUS_WORD,         /* m t s d: a prefix of several days */
	ENTRY_PAST,                   /* date in the past (or 15/12 over 300 days ahead: type the year) */
	ENTRY_FUTURE,                 /* paid already: date in the future */
	ENTRY_TOO_FAR,                /* beyond 365 days, or after the cap: `last_on` names the last date */
	ENTRY_AMOUNT_ZERO, ENTRY_AMOUNT_OVER, /* ≤ 0 · above the balance */
	ENTRY_OTHER_CURRENCY,         /* `token` names a currency nothing is owed in */
	ENTRY_CURRENCIES,             /* two currencies are named */
	ENTRY_PLAN_SIZE,              /* Nx outside 2–24 */
	ENTRY_NOTHING_OWED,           /* default amount asked and nothing is overdue */
	ENTRY_NO_SUCH_DAY,            /* 31/02 */
	ENTRY_NO_SUCH_HOUR,
	ENTRY_TOO_MANY,               /* two dates, two amounts … in every reading */
	ENTRY_TOO_SOON,               /* a next date today: a file is not called twice a day; `last_on` names the first date allowed */
	ENTRY_STATUS_COUNT
};

enum entry_missing { ENTRY_MISSING_NONE, ENTRY_MISSING_DATE, ENTRY_MISSING_AMOUNT, ENTRY_MISSING_HOUR /* callback today */ };

struct entry_line {
	cents amount;
	date due_on;                  /* moved to a business day */
	date typed_on;                /* as typed, before the move */
	date check_on;                /* promises: due_on + grace */
};

/* One reading, as taken. */
struct entry {
	struct entry_line lines[PROMISE_PLAN_MAX]; /* promise: 1 line, plan: 2–24, sorted by date */
	size_t line_count;
	cents total;
	bool amount_typed;
	bool plan;                    /* several lines */
	bool far;                     /* more than 60 days ahead */
	bool ask_insurer;             /* promise: some date is beyond context.free_until */
	bool written;                 /* a promise in writing */
	bool moved;                   /* some date was moved off a weekend or holiday */
	date on, typed_on;            /* callback and dated outcomes: the date (DATE_NONE = none typed: outcome_default_next) */
	int minute;                   /* callback hour; -1 none */
};

#define ENTRY_TOKEN_NAMED 64
struct entry_result {
	enum entry_status status;
	enum entry_missing missing;
	struct entry_owed meant;      /* whose currency amounts are in: the one shown, or one that was typed */
	char token[ENTRY_TOKEN_NAMED];/* the token that is wrong, cut; a date with its hour or count */
	date last_on;                 /* TOO_FAR: the last date allowed; TOO_SOON: the first */
	struct entry readings[2];     /* OK: readings[0]; AMBIGUOUS: two of them */
};

/* Parse `text` (any bytes) as the entry of `outcome` (its outcome_rules[].entry: PROMISE, CALLBACK, DATE, PAID; of the others nothing is read and all is OK).
 * The cap of evasive and callback is never before the next business day. Returns true when status is ENTRY_OK. */
bool entry_parse(const char *text, enum outcome outcome, const struct entry_context *context, struct entry_result *out);

/* An amount alone, above zero: "500", "1 500,50", "1'500.50", "12e". False: none, one that may be read in two ways, or more than MONEY_MAX; `out`
 * untouched. */
bool entry_parse_amount(const char *text, cents *out);
/* The same, or zero: what a limit, a fee or an interest may be. */
bool entry_parse_sum(const char *text, cents *out);
/* One that is none for being read in two ways: "1.500". */
bool entry_amount_is_unclear(const char *text);

/* A date alone (for `:` commands and prompts): same words, not moved to a business day. past_allowed: names run backwards, as in paid already, but a written
 * date may also lie ahead. False: no date, ambiguous, or in the past when that is not allowed; `out` untouched. */
bool entry_parse_date(const char *text, date today, bool past_allowed, date *out);

#endif
