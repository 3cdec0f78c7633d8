/* The loop around every write. Knows no use case.
 */
#include "desk/transact.h"

static bool once(struct session *session, bool many, bool (*body)(struct session *session, void *context, struct err *err),
		 void *context, struct err *err)
{
	struct store *store = session->store;

	if (!(many ? store_begin_many(store, err) : store_begin(store, true, err)))
		return false;
	if (body(session, context, err) && store_commit(store, err))
		return true;
	store_rollback(store);
	return false;
}

static bool patiently(struct session *session, bool many, bool (*body)(struct session *session, void *context, struct err *err),
		      void *context, struct err *err)
{
	int left = SESSION_RETRIES;

	while (!once(session, many, body, context, err))
		if (!session_may_retry(session, &left))
			return false;
	return true;
}

bool transact(struct session *session, bool (*body)(struct session *session, void *context, struct err *err), void *context,
	      struct err *err)
{
	return patiently(session, false, body, context, err);
}

bool transact_many(struct session *session, bool (*body)(struct session *session, void *context, struct err *err), void *context,
		   struct err *err)
{
	return patiently(session, true, body, context, err);
}
