/* The queue: pages in order, the next file to call, search.
 */
#ifndef DESK_WORKLIST_H
#define DESK_WORKLIST_H

#include "db/client.h"
#include "db/search_amount.h"
#include "desk/session.h"
#include "rules/callable.h"

/* What a search found a client by. */
enum worklist_match {
	WORKLIST_MATCH_NAME,
	WORKLIST_MATCH_ACCOUNT,
	WORKLIST_MATCH_INVOICE,
	WORKLIST_MATCH_PHONE,
	WORKLIST_MATCH_CONTACT,
	WORKLIST_MATCH_AMOUNT,       /* an invoice or a payment of it */
	WORKLIST_MATCH_COUNT
};
extern const char *const worklist_match_codes[WORKLIST_MATCH_COUNT]; /* name account invoice phone contact amount */

struct worklist_row {
	int rank;                    /* 1… for callable ones, 0 for the others */
	struct client_row client;
	struct callable now;         /* with hours and claims; why_not NONE = callable */
	bool timed;                  /* a callback at an hour that is due */
	int oldest_days;             /* -1: nothing overdue */
	enum worklist_match match;   /* search */
	const char *matched;         /* search: the invoice number that matched, of a contact the mail address, else "" */
	const struct search_sum *sum; /* search: what of the amount looked for is the client's, else NULL; of a payment that is nobody's yet
	                                the client's id is 0 and its texts are "" */
};

/* A growing view of the queue, page by page. Rescores first when the stored day is not the session's. */
struct worklist {
	struct worklist_row *rows;
	size_t count;
	bool all;                    /* the others follow the callable ones */
	bool complete;               /* no further page */
	int callable;                /* how many callable ones there are, up to WORKLIST_COUNTED (then "that many or more") */
	/* private */
	struct arena arena;
	size_t room;
	int64_t *timed_ids;          /* of the rows that stand above, in order of ids */
	size_t timed_count, shown_callable;
	struct client_row *held;     /* callable by the day, held back by a claim or the hour */
	size_t held_count, held_room, held_given;
	bool others, elsewhere;      /* not callable ones; only those of another clock, ours being closed */
	bool key_set;
	struct client_page_key key;
};
#define WORKLIST_COUNTED 1000 /* a count is as long as what it counts: no more than a page or two of its index */

/* The first page, about so many rows of it; a failed open leaves nothing to clear. */
bool worklist_open(struct session *session, bool all, int page, struct worklist *out, struct err *err);
/* All of it, or a page more than so many rows (0: all), in one picture of the store: what moves meanwhile is there once. */
bool worklist_whole(struct session *session, bool all, int64_t most, struct worklist *out, struct err *err);
/* A page more, behind those there are; rows may move. Nothing when complete. */
bool worklist_more(struct session *session, struct worklist *list, int page, struct err *err);
void worklist_clear(struct worklist *list);

struct worklist_place { char *no; int score; cents overdue; }; /* of a file in the queue; no NULL: its top */

/* Where an agent stands in the queue while going from file to file. Starts zeroed. Callbacks at an hour stand outside the walk: they come
 * as soon as they are due, once. */
struct worklist_walk {
	/* private */
	int64_t here;                /* the file that is open */
	bool in_turn;                /* the queue gave it */
	int64_t left;                /* given, and left for a call out of turn: it comes next; 0: none */
	struct worklist_place place; /* the last file of the queue itself */
	int64_t *callbacks;          /* handed out already */
	size_t callback_count, callback_room;
};
void worklist_walk_to(const struct session *session, struct worklist_walk *walk, const struct client_row *row); /* as it was when opened */
void worklist_walk_aside(struct worklist_walk *walk, int64_t client_id); /* a file opened out of turn, 0: none: the place in the queue stays, and the file of the queue that was open comes again */
void worklist_walk_restart(struct worklist_walk *walk);                  /* back to the top, the open file staying open: another day */
void worklist_walk_clear(struct worklist_walk *walk);                    /* back to the top, nothing open */

/* How many of those to call broke a promise; more: there may be others behind the first WORKLIST_LOOKED of them. */
#define WORKLIST_LOOKED 5000 /* ten milliseconds of whoever rests */
bool worklist_count_broken(struct session *session, const struct worklist *list, int *count, bool *more, struct err *err);

/* Claim the next callable file: the one that was left for a call out of turn, a callback at an hour that is due, or what comes after the
 * place of the walk (NULL: from the top), passing over those other consoles hold. *client_id 0: none is left. */
bool worklist_next(struct session *session, const struct worklist_walk *walk, int64_t *client_id, struct err *err);

/* Claim this file if it is still to be called, one may still see it, and no other console holds it. */
bool worklist_take(struct session *session, int64_t client_id, bool *taken, struct err *err);

/* Clients by name, account, invoice number, phone digits or a contact's name, in queue order; those found by a contact only come last, but for
 * what is gone through for it, and of a portfolio that is not large alone: a part of a mail address, the end of an invoice number. What
 * reads as an amount also finds the invoices and payments of exactly it, a row each: before the others when nothing else is written so. Of
 * a large portfolio only what is open and what the bank told, and a number without decimals or currency is no amount: nobody waits while he types. */
bool worklist_search(struct session *session, struct arena *arena, const char *query, int limit, struct worklist_row **rows, size_t *count,
                     struct err *err);
/* The same, what is settled too, however large the portfolio is. */
bool worklist_search_whole(struct session *session, struct arena *arena, const char *query, int limit, struct worklist_row **rows,
                           size_t *count, struct err *err);
/* Whether the former looks for this amount and leaves out what is settled; false of what it takes for no amount. */
bool worklist_search_is_partial(struct session *session, const char *query);
/* Whether it leaves out mail addresses or ends of numbers that this may be. */
bool worklist_search_skips(struct session *session, const char *query);

/* What the session's agent did today, for the queue's foot. */
struct worklist_day { int handled, spoken, promises; cents promised; bool others; }; /* others: some were promised in another currency */
bool worklist_my_day(struct session *session, struct worklist_day *out, struct err *err);

struct worklist_row worklist_row_of(const struct session *session, const struct client_row *row); /* borrows what the client does; no rank */

/* Callable now, hours and claims included. */
struct callable worklist_callable(const struct session *session, const struct client_row *row);

#endif
