/* Callbacks that a payment did.
 */
#ifndef DESK_FOLLOW_UP_H
#define DESK_FOLLOW_UP_H

#include "desk/session.h"

/* Ends those rules/follow_up.h says are done by the payment for good, each in a transaction and a row of the journal of its own. Whoever
 * rescores the whole portfolio does it; of an agent with an account of the server's it is nobody else's follow-ups to end: nothing then. */
bool follow_up_close_paid(struct session *session, struct err *err);

#endif
