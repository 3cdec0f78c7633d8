/* One use case, one transaction: begun, committed or rolled back here, and tried again after mere bad luck.
 */
#ifndef DESK_TRANSACT_H
#define DESK_TRANSACT_H

#include "desk/session.h"

/* Run body inside a write transaction; its true commits. Bad luck (a lock, a serialization failure, a lost connection) runs it again, at most
 * SESSION_RETRIES times: body must start from its context's inputs each time, and find by its ids what the first try may have stored. */
bool transact(struct session *session, bool (*body)(struct session *session, void *context, struct err *err), void *context,
	      struct err *err);

/* The same for one that changes several clients (store_begin_many). */
bool transact_many(struct session *session, bool (*body)(struct session *session, void *context, struct err *err), void *context,
		   struct err *err);

#endif
