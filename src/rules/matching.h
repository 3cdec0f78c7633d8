/* Which open items a payment settles, and why.
 *
 * Nothing is guessed: an answer is given when a number, or an amount that only one set of the payer's items makes, says so;
 * otherwise the payment is left for a person, with why and with what it may be for. Pure: gathers nothing, writes nothing.
 */
#ifndef RULES_MATCHING_H
#define RULES_MATCHING_H

#include <stddef.h>

#include "base/arena.h"
#include "rules/records.h"

/* Why an allocation was made. */
enum matching_how {
	MATCHING_ASKED,     /* the reference an invoice asks to be written on its payment, which no other asks for; amounts agree */
	MATCHING_REFERENCE, /* number in a structured reference, amounts agree */
	MATCHING_NUMBER,    /* number found in the text, amounts agree */
	MATCHING_NETTED,    /* the numbers named, less credit notes of the same client */
	MATCHING_PART,      /* part payment of the one invoice named */
	MATCHING_AMOUNT,    /* the amount of only one open invoice of the payer */
	MATCHING_PROMISE,   /* the invoices of a promise */
	MATCHING_OVERDUE,   /* all that is overdue */
	MATCHING_ALL,       /* all that is open */
	MATCHING_OLDEST,    /* the oldest invoices, to the cent */
	MATCHING_LEDGER,    /* the ledger told this very cash before */
	MATCHING_ACCOUNT,   /* the payer is known, what it pays is not: its credit */
	MATCHING_REVERSAL,  /* takes back what an earlier payment settled */
	MATCHING_HAND,      /* a person said so */
	MATCHING_HOW_COUNT
};
extern const char *const matching_how_codes[MATCHING_HOW_COUNT];

/* Why a payment is left for a person, or is no payment of a client's. */
enum matching_why {
	MATCHING_CLEAR,        /* nothing is left to say */
	MATCHING_UNKNOWN,      /* neither the payer nor an invoice is known */
	MATCHING_SEVERAL,      /* several sets of items fit equally */
	MATCHING_PAYERS,       /* this account or name pays for several clients */
	MATCHING_CLIENTS,      /* numbers of several clients are named */
	MATCHING_OTHER_CLIENT, /* the number named is another client's than the payer */
	MATCHING_TOO_MUCH,     /* more than what is open of the invoices named */
	MATCHING_SETTLED,      /* the invoices named are settled already */
	MATCHING_SUM,          /* the invoices named do not make the amount */
	MATCHING_UNCONFIRMED,  /* a number, but neither the amount nor the payer agrees */
	MATCHING_CURRENCY,     /* what is named is in another currency */
	MATCHING_NO_FIT,       /* the payer is known, its items do not make the amount */
	MATCHING_IN_LEDGER,    /* the ledger shows payments of this client that it may be part of */
	MATCHING_BEFORE,       /* older than the first picture of the ledger: it may be in it */
	MATCHING_NO_ORIGINAL,  /* takes back a payment nobody knows, or one of several */
	MATCHING_OUTGOING,     /* money the creditor paid: no client's */
	MATCHING_REVERSED,     /* never matched, and taken back since */
	MATCHING_TAKEN_BACK,   /* a person undid its match */
	MATCHING_WHY_COUNT
};
extern const char *const matching_why_codes[MATCHING_WHY_COUNT]; /* "" unknown several … */
enum matching_why matching_why_from(const char *code);           /* MATCHING_CLEAR for no such code */
enum matching_how matching_how_from(const char *code);           /* MATCHING_HOW_COUNT for no such code */

struct matching_item {
	int64_t id;
	enum item_kind kind;
	date issued_on, due_on;
	cents amount, open;    /* open 0: settled, here because it was named */
	char currency[MONEY_CODE];
	bool named, structured; /* in the text; in a structured reference */
	bool asked;            /* named by what it asks to be written on its payment */
	bool strong;           /* not by chance (matching_text.h) */
};
/* Cash the ledger told that may be this payment (matching_same_cash); also what the bank has told since, for its likes. */
struct matching_cash {
	int64_t id;            /* of the receipt */
	int64_t item_id;       /* what the ledger settled with it; 0: it does not say */
	int64_t cash_id;       /* the ledger's own open item of it; 0: it is lettered */
	cents amount;          /* what of it is not told yet; 0: all of it is */
	cents whole;           /* what it was */
	bool noticed;          /* as a fall of an open amount, without an entry of its own: the day may be off */
};
/* The open items a promise covers. */
struct matching_promise {
	const int64_t *items;
	size_t item_count;
};
/* What is there of a client's items: whoever owes thousands is not read whole for a payment that names one. */
enum matching_scope {
	MATCHING_SCOPE_ALL,     /* every open one, and settled ones that are named */
	MATCHING_SCOPE_NAMED,   /* those named */
	MATCHING_SCOPE_CREDITS, /* those, and open credit notes */
};
struct matching_client {
	int64_t id;
	bool by_account, by_name; /* the payer's account, or name, is its */
	enum matching_scope scope;
	const struct matching_item *items; /* in the same order whatever the scope */
	size_t item_count;
	const struct matching_cash *cash;  /* nearest date first */
	size_t cash_count;
	const struct matching_promise *promises;
	size_t promise_count;
};
struct matching_facts {
	cents amount;          /* > 0 */
	char currency[MONEY_CODE];
	date value_on;
	date book_on;          /* when the ledger was first taken in; DATE_NONE: unknown */
	const struct matching_client *clients; /* each that a number, the account or the name speaks for */
	size_t client_count;
};

struct matching_part {
	int64_t item_id;       /* 0: on account, or settled in the ledger without saying what */
	cents amount;          /* signed: credit notes are negative */
	cents shown;           /* what of it the ledger has told: moves nothing */
	int64_t ledger_id;     /* the receipt that told it */
};
struct matching_candidate {
	int64_t client_id, item_id; /* item_id 0: only the client */
};
#define MATCHING_CANDIDATES 8
struct matching_result {
	bool undecided;        /* nothing else is said: of client_id this scope must be there … */
	enum matching_scope wants; /* … before it is asked again */
	enum matching_why why; /* MATCHING_CLEAR: settled. With parts: the client is known, the rest is for a person */
	enum matching_how how; /* of the parts */
	int64_t client_id;     /* whose the parts are */
	int64_t cash_id, ledger_id; /* the ledger has this cash as an open item: item and receipt; 0 */
	struct matching_part *parts; /* in the arena; they make the amount. None: left open */
	size_t part_count;
	struct matching_candidate candidates[MATCHING_CANDIDATES]; /* best first */
	size_t candidate_count;
};
void matching_decide(const struct matching_facts *facts, struct arena *arena, struct matching_result *out);

/* May cash told by a ledger on `told_on` be a payment of this value date? dated: the ledger gives the entry's date; otherwise
 * told_on is the day its fall was noticed, which comes after. */
bool matching_same_cash(date value_on, date told_on, bool dated);

/* What a reversal may take back: earlier payments of its amount on its account that still stand. */
struct matching_original {
	int64_t id;
	date value_on;
	bool same_end_to_end, same_reference, same_party; /* what they share, never both empty */
};
/* The only one that the strongest sign speaks for; 0: none, or several. */
int64_t matching_original(const struct matching_original *originals, size_t count, date value_on);

#endif
