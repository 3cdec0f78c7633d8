/* Figures of one agent's day, for the foot of the queue.
 */
#ifndef DB_DAY_H
#define DB_DAY_H

#include <stddef.h>

#include "base/date.h"
#include "base/money.h"
#include "db/store.h"

#define DAY_OUTCOMES 24 /* kinds of outcomes and of other deeds */

struct day_counts {
	int handled;                     /* client files with an outcome other than a note */
	int promises;                    /* promises recorded (plan lines count one by one) */
	cents promised;                  /* their sum in the currency asked … */
	bool others;                     /* … and there are some in another */
	struct { char code[24]; int count; } outcomes[DAY_OUTCOMES];
	size_t outcome_count;
};
bool day_of_agent(struct store *store, int64_t agent_id, date on, const char *currency, struct day_counts *out, struct err *err);

#endif
