/* The loop around every write. Knows no use case.
 */
#include "desk/transact.h"

static bool once(struct session *session, bool (*body)(struct session *session, void *context, struct err *err), void *context,
		 struct err *err)
{
	if (!store_begin(session->store, true, err))
		return false;
	if (body(session, context, err) && store_commit(session->store, err))
		return true;
	store_rollback(session->store);
	return false;
}

bool transact(struct session *session, bool (*body)(struct session *session, void *context, struct err *err), void *context,
	      struct err *err)
{
	int left = SESSION_RETRIES;

	while (!once(session, body, context, err))
		if (left-- == 0 || !store_may_retry(session->store))
			return false;
	return true;
}
