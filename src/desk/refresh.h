/* Facts of a client → score, callable, next date, written back: after any change of one client, and for all of them (rescore).
 */
#ifndef DESK_REFRESH_H
#define DESK_REFRESH_H

#include "desk/session.h"
#include "rules/brief.h"
#include "rules/score.h"
#include "db/call.h"
#include "db/client.h"
#include "db/item.h"

/* Everything the rules need about one client, loaded or streamed. Arrays are borrowed. */
struct client_bundle {
	const struct client_row *client;
	const struct item *items;
	size_t item_count;
	struct promise *promises;    /* judged in place */
	size_t promise_count;
	const struct receipt *receipts;
	size_t receipt_count;
};

/* Pure: judge, net, score, callable. Fills ready and, when asked, the rest. */
struct client_verdict {
	struct client_ready ready;
	struct netting net[NETTING_CURRENCIES];
	size_t net_count;
	struct score score;
	struct callable callable;
	int broken_last_year;
	bool unchased;
};
void refresh_judge(const struct client_bundle *bundle, const struct policy *policy, date today, struct client_verdict *out);

/* Inside a write transaction: recompute the client's state from its standing actions and write state and queue row. Call it after any change of the client's facts. */
bool refresh_client(struct session *session, int64_t client_id, struct err *err);
/* Same, but only what imports change (items, receipts): the state kept by actions is not reread. Cheaper. */
bool refresh_client_items(struct session *session, int64_t client_id, struct err *err);

/* Judge and score every client for session->today, writing only those that changed, in short transactions of about 100 rows. Does nothing when the stored day and policy are
 * already these, unless forced. */
struct refresh_totals { int64_t clients, changed, kept, partly, broken; };
bool refresh_all(struct session *session, bool forced, void (*progress)(void *context, int64_t done), void *context, struct refresh_totals *out,
                 struct err *err);
bool refresh_if_stale(struct session *session, struct err *err);

#endif
