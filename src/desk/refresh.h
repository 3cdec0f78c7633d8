/* Facts of a client → judged promises, score, callable, next date, written back: after any change of one client, and for all of them (rescore).
 */
#ifndef DESK_REFRESH_H
#define DESK_REFRESH_H

#include "db/call.h"
#include "db/client.h"
#include "db/item.h"
#include "desk/session.h"
#include "rules/score.h"

/* What the rules need about one client, loaded or streamed. Arrays are borrowed. */
struct client_bundle {
	const struct client_state *state;
	const struct item *items;
	size_t item_count;
	struct promise *promises;    /* every one not undone; judged in place */
	size_t promise_count;
	const struct receipt *receipts; /* with promise_id set */
	size_t receipt_count;
};

struct client_verdict {
	struct client_ready ready;
	struct netting net[NETTING_CURRENCIES];
	size_t net_count;
	struct score score;
	struct callable callable;
	int broken_last_year;
	bool unchased;
};

/* Pure: judge, net, score, callable for `today`. fallback_currency: what a client without items shows. */
void refresh_judge(const struct client_bundle *bundle, const struct policy *policy, const char *fallback_currency, date today,
                   struct client_verdict *out);

/* Promises ready to be judged and receipts tied to them, for one client; into the arena. */
bool refresh_load_promises(struct store *store, struct arena *arena, int64_t client_id, struct promise_row **rows, struct promise **promises,
                           size_t *promise_count, struct receipt **receipts, size_t *receipt_count, struct err *err);

/* Inside a write transaction. After an action: recompute the state kept by actions, judge, write state, promises and queue row. */
bool refresh_client(struct session *session, int64_t client_id, struct err *err);
/* Inside a write transaction. After items or receipts changed: same without rereading actions. */
bool refresh_client_items(struct session *session, int64_t client_id, struct err *err);

struct refresh_totals { int64_t clients, changed, kept, partly_kept, broken; };
/* Judge and score every client of the creditor for session->today, writing only those that changed, in short transactions. Does nothing when the
 * stored day and policy are already these, unless forced. progress may be NULL. */
bool refresh_all(struct session *session, bool forced, void (*progress)(void *context, int64_t clients_done), void *context,
                 struct refresh_totals *out, struct err *err);

#endif
