/* The batch beside people: how long one of its transactions may go on, so that nobody waits for it. Knows the store's clock and who else
 * writes, no use case.
 */
#ifndef DESK_BESIDE_H
#define DESK_BESIDE_H

#include "db/store.h"

struct beside {
	struct store *store;         /* borrowed */
	int64_t began_ms, others_ms; /* this transaction; when somebody else was last seen to write, 0: never */
	int64_t looked_ms;           /* who waits was last looked at: once a millisecond is enough */
};

/* A job begins: whoever wrote since this session last looked is at work. */
void beside_start(struct beside *beside, struct store *store);
/* Its next transaction has begun: what others wait for is held from now on. */
void beside_began(struct beside *beside);
/* Enough is written: end it. Ask between two clients, or two payments: what belongs together stays together. */
bool beside_enough(struct beside *beside);
/* It was committed. How long it kept others waiting in milliseconds, 0 when nobody else is at work. */
int64_t beside_ended(struct beside *beside);

#endif
