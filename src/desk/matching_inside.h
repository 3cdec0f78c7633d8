/* What the matching of cash hands from one of its files to the next; nobody but src/desk/matching*.c includes this.
 */
#ifndef DESK_MATCHING_INSIDE_H
#define DESK_MATCHING_INSIDE_H

#include "db/allocation.h"
#include "db/bank.h"
#include "desk/matching.h"
#include "rules/matching.h"

/* ---- matching_index.c: every number, reference and name of a creditor, by hash ---- */

struct matching_entry {
	uint64_t hash;
	int64_t item_id;   /* 0: a name */
	int64_t client_id;
};
struct matching_list {
	struct matching_entry *all; /* by hash once it is ready */
	size_t count, room;
};
struct matching_index {
	struct matching_list numbers, names;
	struct matching_list references; /* what invoices ask to be written on their payments */
};
bool matching_index_load(struct session *session, struct matching_index *out, struct err *err);
/* Of these clients alone, as far as something of them is open. */
bool matching_index_load_among(struct session *session, const int64_t *clients, size_t count, struct matching_index *out,
                               struct err *err);
void matching_index_clear(struct matching_index *index);
/* The entries of a hash: *count of them from the one returned on. */
const struct matching_entry *matching_index_find(const struct matching_list *list, uint64_t hash, size_t *count);
uint64_t matching_hash(const char *text, size_t n);

/* ---- matching_facts.c: a movement and those it may come from ---- */

struct matching_hit {
	int64_t item_id, client_id;
	bool structured, strong;
	bool asked; /* by the reference it asks for */
};
struct matching_hits {
	struct matching_hit *all;
	size_t count, room;
};
/* The invoices a movement names. */
void matching_hits_of(const struct matching_index *index, const struct bank_movement_row *movement, struct matching_hits *out);

/* All that is open of one client, read for one payment and good for the next until something of it is written or the transaction, in which
 * it is locked, ends. */
struct matching_kept {
	int64_t client_id; /* 0: none */
	struct allocation_item *rows;
	size_t count;
	struct arena arena;
};
void matching_forget(struct matching_kept *kept);

/* What is known of every payment of a run. */
struct matching_ground {
	const struct matching_index *index;
	int64_t bank_source_id; /* 0: the bank has made no item yet */
	date book_on;           /* when the ledger was first taken in */
	struct matching_kept *kept;
};
/* What it settles. Inside a write transaction: locks the clients, and reads of them no more than the answer needs. Everything lives in
 * the arena. */
bool matching_consider(struct session *session, const struct matching_ground *ground, const struct bank_movement_row *movement,
                       struct arena *arena, struct matching_result *out, struct err *err);
/* Cash of a client the ledger told and that may be this movement (of its sign), nearest date first. */
bool matching_ledger_cash(struct session *session, const struct bank_movement_row *movement, int64_t client_id,
                          struct arena *arena, struct matching_cash **rows, size_t *count, struct err *err);

/* ---- matching_apply.c: allocations, and their undoing; inside a write transaction, clients locked ---- */

struct matching_target {
	struct bank_movement_row *movement; /* its state is written by the caller's bank_movement_put */
	int64_t client_id;
	const char *reason;
	int64_t agent_id;      /* 0: the batch */
	int64_t cash_id, ledger_id; /* the ledger's open item of this cash, and its receipt; 0 */
	int64_t source_id;     /* the bank's */
};
/* One allocation and all that moves with it. part->item_id 0: on account when `account`, else only told. */
bool matching_allocate(struct session *session, const struct matching_target *target, const struct matching_part *part,
                       bool account, struct err *err);
bool matching_take_back(struct session *session, const struct allocation_row *row, struct err *err);
/* After the last allocation of a movement to a client: its ledger receipt told, its queue row true, a journal row. */
bool matching_settle(struct session *session, const struct matching_target *target, const char *kind, struct err *err);
/* Take back what of a movement stands; clients refreshed, `kind` in their journals ("": none). */
bool matching_take_back_all(struct session *session, struct bank_movement_row *movement, const char *kind, struct err *err);
bool matching_source(struct session *session, int64_t *source_id, struct err *err); /* made when it is new */

/* ---- matching_reversal.c ---- */

enum matching_end { MATCHING_END_LEFT, MATCHING_END_MATCHED, MATCHING_END_ACCOUNT, MATCHING_END_REVERSED };
/* Find what it takes back and take it back. */
bool matching_reverse(struct session *session, const struct matching_index *index, int64_t source_id,
                      struct bank_movement_row *movement, struct arena *arena, enum matching_end *end, struct err *err);

#endif
