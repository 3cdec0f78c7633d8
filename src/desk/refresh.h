/* Facts of a client → judged promises, score, callable, next date, written back: after any change of one client, and for all of them (rescore).
 */
#ifndef DESK_REFRESH_H
#define DESK_REFRESH_H

#include "db/call.h"
#include "db/client.h"
#include "db/item.h"
#include "desk/judge.h"
#include "desk/session.h"

/* What must be looked up for one client beyond its row and items: promises ready to be judged, receipts tied to them, chases; into the arena.
 * bundle->state is set. rows: parallel to the promises, as stored. */
bool refresh_load(struct session *session, struct arena *arena, int64_t client_id, struct client_bundle *bundle, struct promise_row **rows,
                  struct err *err);

/* The service dates limitation may run from. The second: where service_on is known already. */
bool refresh_services(struct session *session, int64_t client_id, struct client_bundle *bundle, struct err *err);
bool refresh_services_after(struct session *session, int64_t client_id, struct client_bundle *bundle, struct err *err);

/* Inside a write transaction. After an action: recompute the state kept by actions, judge, write state, promises and queue row. */
bool refresh_client(struct session *session, int64_t client_id, struct err *err);
/* Inside a write transaction. After items or receipts changed: same without rereading actions. */
bool refresh_client_items(struct session *session, int64_t client_id, struct err *err);

struct refresh_totals { int64_t clients, changed, kept, partly_kept, broken, disputes_paid; };
/* End the disputes that are paid, then judge and score every client of the creditor for session->today, writing only those that changed, in short transactions. Does nothing when the
 * stored day and policy are already these, unless forced. progress may be NULL. */
bool refresh_all(struct session *session, bool forced, void (*progress)(void *context, int64_t clients_done), void *context,
                 struct refresh_totals *out, struct err *err);

#endif
