/* Sums that must hold whatever the day: what verify checks beside the journal.
 */
#ifndef DB_VERIFY_H
#define DB_VERIFY_H

#include "db/store.h"

/* Every client's balance is the sum of its open items in its currency; no promise covers more than it promised; every disputed invoice is in an open
 * dispute of its own client; no closed item is disputed. False with ERR_STORE naming the first bad row. */
bool verify_sums(struct store *store, int64_t *clients, struct err *err);

#endif
