/* What becomes of a follow-up when the money came before the call: nobody dials to ask for nothing.
 */
#ifndef RULES_FOLLOW_UP_H
#define RULES_FOLLOW_UP_H

#include <stdbool.h>

#include "base/date.h"
#include "rules/callable.h"

enum follow_up_stand {
	FOLLOW_UP_STANDS, /* to be done */
	FOLLOW_UP_PAID,   /* a callback of today or later whose money came since: the client may wait for it, and is asked for nothing */
	FOLLOW_UP_OVER    /* not to be done any more */
};

struct follow_up_facts {
	bool callback;        /* the client expects it */
	date due_on;
	enum why_not why_not; /* of its file */
	bool paid_since;      /* cash became known after it was agreed */
};

/* While something is to be asked for it stands. A file of which nothing is overdue, or all of it is covered, needs no chase: what is due falls
 * away. A callback is not only a chase: it stands as it was agreed, unless cash came since, which is what the call was for; then it is said
 * to be paid up to its day, and over on the next. */
enum follow_up_stand follow_up_stand(const struct follow_up_facts *facts, date today);

/* Done by the payment for good, also when something falls due later: it is over and nothing is overdue, no cash merely covering it. */
bool follow_up_is_paid(const struct follow_up_facts *facts, date today);

#endif
