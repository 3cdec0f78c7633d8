/* Accounts of creditors and what moved on them, each movement once. Knows no file format and not what a movement pays
 * (db/allocation.h).
 */
#ifndef DB_BANK_H
#define DB_BANK_H

#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/money.h"
#include "db/store.h"

/* Who told a movement: bits. */
enum bank_told { BANK_STATEMENT = 1, BANK_NOTICE = 2, BANK_CFONB = 4 };

struct bank_account_row {
	int64_t id, creditor_id;
	const char *no, *creditor; /* its name */
	int told;                  /* enum bank_told bits */
};
/* The account of this number, of whichever creditor; *count may be 0. */
bool bank_account_find(struct store *store, struct arena *arena, const char *no, struct bank_account_row **rows, size_t *count,
                       struct err *err);
bool bank_account_list(struct store *store, struct arena *arena, int64_t creditor_id, struct bank_account_row **rows,
                       size_t *count, struct err *err);
/* Made when it is new; `told` is added to what it has. */
bool bank_account_put(struct store *store, int64_t creditor_id, const char *no, int told, int64_t *id, struct err *err);

#define BANK_OPEN    "open"
#define BANK_ACCOUNT "account" /* a client's, its invoices unknown */
#define BANK_MATCHED "matched"
#define BANK_IGNORED "ignored"
#define BANK_SPLIT   "split"   /* told again by its parts */

struct bank_movement_row {
	int64_t id, account_id, run_id;
	const char *key, *entry;
	int parts, told;
	date booked_on, value_on;
	cents amount;              /* money in is positive */
	char currency[MONEY_CODE];
	bool reversal, by_hand;
	const char *return_code;
	int64_t reverses_id;       /* 0: none known */
	const char *party, *party_account, *end_to_end;
	const char *reference;     /* structured ones, one a line */
	const char *text;
	const char *state;         /* BANK_… */
	const char *why, *candidates, *note;
	cents matched;             /* of standing allocations to items */
};
/* Inserts it, state and all. */
bool bank_movement_insert(struct store *store, const struct bank_movement_row *row, struct err *err);
enum found bank_movement_by_id(struct store *store, struct arena *arena, int64_t id, struct bank_movement_row *out,
                               struct err *err);

/* Whether it is on an account of this creditor's. */
enum found bank_of_creditor(struct store *store, int64_t creditor_id, int64_t id, bool *ours, struct err *err);

/* What is known of a movement that a file tells. */
struct bank_known {
	int64_t id, run_id;
	int parts, told;
	bool untouched;            /* open, nobody decided about it */
};
/* The entry in whatever parts it was told; parts that stand come before one that was split. */
enum found bank_known_by_entry(struct store *store, int64_t account_id, const char *entry, struct bank_known *out,
                               struct err *err);
/* An entry of this day and sum that none of `told` has spoken of yet; one with this end-to-end reference first, and only one that may_be
 * (NULL: any). *entry lives in the arena. */
struct bank_sought {
	int64_t account_id;
	date booked_on;
	cents sum;
	const char *currency, *end_to_end;
	int told;
	bool (*may_be)(const void *context, const char *entry);
	const void *context;
};
enum found bank_known_by_sum(struct store *store, struct arena *arena, const struct bank_sought *sought, const char **entry, struct err *err);
/* Every part of the entry was told by these too. */
bool bank_entry_told(struct store *store, int64_t account_id, const char *entry, int told, struct err *err);
bool bank_movement_split(struct store *store, int64_t id, struct err *err);

/* Σ of what a run brought in a currency. */
bool bank_run_sum(struct store *store, int64_t run_id, const char *currency, cents *out, struct err *err);

/* What deciding changes: state, why, candidates, by_hand, reverses_id, matched, note. */
bool bank_movement_put(struct store *store, const struct bank_movement_row *row, struct err *err);

/* Whether a payment of this amount waits for its match on an account of the creditor, booked from … to. */
bool bank_waiting_amount(struct store *store, int64_t creditor_id, cents amount, const char *currency, date from, date to,
                         bool *any, struct err *err);
/* One on account of which the ledger has shown everything has nothing left to clear. */
bool bank_movement_cleared(struct store *store, int64_t id, struct err *err);

/* Movements of an account that may still be matched by the batch (open or on account, not by hand), after (value_on, id), at
 * most limit of them: their ids. */
struct bank_place { date value_on; int64_t id; };
bool bank_waiting(struct store *store, struct arena *arena, int64_t account_id, struct bank_place after, int limit,
                  struct bank_place **rows, size_t *count, struct err *err);
bool bank_waiting_count(struct store *store, int64_t creditor_id, int64_t *count, struct err *err);

/* Lists for a person, oldest value date first: those to clear (open or on account), or all of a creditor's newest first.
 * limit 0 = no limit. */
bool bank_movement_list(struct store *store, struct arena *arena, int64_t creditor_id, bool all, int limit,
                        struct bank_movement_row **rows, size_t *count, struct err *err);

/* Payments that wait for a person and name the client among those they may be from; only the newest that wait on each account are looked at. */
struct bank_perhaps {
	int count;
	date value_on;             /* of the newest, as the sum */
	cents amount;
	char currency[MONEY_CODE];
};
bool bank_perhaps_of(struct store *store, struct arena *arena, int64_t creditor_id, int64_t client_id, struct bank_perhaps *out,
                     struct err *err);

/* The last payment of the client's that the bank took back on `since` or later and that is owed again; only the newest of what the client
 * paid are looked at. */
struct bank_returned {
	date value_on;             /* of its return; DATE_NONE: none */
	date paid_on;              /* of the payment */
	cents amount;
	char currency[MONEY_CODE];
	const char *code;          /* the bank's, "" without one */
};
bool bank_returned_to(struct store *store, struct arena *arena, int64_t client_id, date since, struct bank_returned *out,
                      struct err *err);

/* Earlier payments of this amount on this account that nobody took back yet, newest first. */
bool bank_originals(struct store *store, struct arena *arena, int64_t account_id, cents amount, const char *currency,
                    date value_on, struct bank_movement_row **rows, size_t *count, struct err *err);
/* The standing reversal of a movement; 0 none. */
bool bank_reversal_of(struct store *store, int64_t id, int64_t *reversal, struct err *err);

/* Whose payments came from an account: what was learnt. */
bool payer_put(struct store *store, int64_t creditor_id, const char *account, int64_t client_id, date seen_on, struct err *err);
/* Forget it unless another standing payment says so. */
bool payer_doubt(struct store *store, int64_t creditor_id, const char *account, int64_t client_id, struct err *err);
bool payer_list(struct store *store, struct arena *arena, int64_t creditor_id, const char *account, int64_t **clients,
                size_t *count, struct err *err);

#endif
