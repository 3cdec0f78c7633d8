/* What the files of rules/matching share: the payment at hand, sets of items that may be what it settles, and the answer as it is put
 * together. Nobody else includes this.
 */
#ifndef RULES_MATCHING_INSIDE_H
#define RULES_MATCHING_INSIDE_H

#include "rules/matching.h"

/* A set of one client's items; sets of one payment are compared, so that two different ones are no answer. */
struct matching_set {
	const struct matching_client *client; /* NULL: none yet */
	bool *in;                             /* by item */
	enum matching_how how;
};

struct matching_case {
	const struct matching_facts *facts;
	struct arena *arena;
	struct matching_result *out;
	struct matching_set found;
	bool several; /* another set fits too */
};

/* ---- matching_case.c ---- */

bool matching_is_ours(const struct matching_case *choice, const struct matching_item *item); /* of the payment's currency */
bool matching_is_old(const struct matching_case *choice);   /* from before the first picture of the ledger */
/* Whether a number in the text counts as one: by itself, or because the payer is this client anyway. */
bool matching_is_named(const struct matching_client *client, const struct matching_item *item);
bool matching_names_any(const struct matching_client *client);

/* False: the answer needs more of its items than are there, and says so. */
bool matching_has(struct matching_case *choice, const struct matching_client *client, enum matching_scope scope);

/* The answer, put together. */
void matching_add_candidate(struct matching_case *choice, int64_t client_id, int64_t item_id);
void matching_add_named(struct matching_case *choice, const struct matching_client *client); /* what is open of it, then itself */
void matching_add_part(struct matching_case *choice, size_t room, struct matching_part part); /* room: of all parts to come */
/* For a person, or on account of a client whose account it came from. */
void matching_leave(struct matching_case *choice, const struct matching_client *client, enum matching_why why);
/* The ledger told it already, and has settled something with it. */
void matching_tell_ledger(struct matching_case *choice, const struct matching_client *client, const struct matching_cash *cash,
			  int64_t item_id);
void matching_answer(struct matching_case *choice, const struct matching_set *set);

/* Sets of items of a client: which are in, by place. */
bool *matching_new_set(struct matching_case *choice, const struct matching_client *client);
bool matching_sum_of(const struct matching_client *client, const bool *in, cents *sum); /* false: beyond counting */
/* It is found when it makes the amount; a second one that differs makes several. */
void matching_propose(struct matching_case *choice, const struct matching_client *client, bool *in, enum matching_how how);

/* ---- matching_number.c ---- */

/* The one client whose numbers are named: among several, the one the payer is known to be. NULL: none, or several (*why). */
const struct matching_client *matching_named_client(struct matching_case *choice, enum matching_why *why);
bool matching_is_contradicted(const struct matching_case *choice, const struct matching_client *named); /* somebody else pays */
void matching_by_number(struct matching_case *choice, const struct matching_client *client);

/* ---- matching_amount.c ---- */

void matching_by_amount(struct matching_case *choice);

#endif
