/* What escalation and scenarios are judged by: the chases of a client, how long it is known.
 */
#ifndef DB_CHASE_H
#define DB_CHASE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "db/store.h"
#include "rules/chase.h"

/* Chases that stand, of every outcome but undo, oldest first. */
bool chase_list(struct store *store, struct arena *arena, int64_t client_id, struct chase **rows, size_t *count, struct err *err);
/* Value date of the first money or credit note known; DATE_NONE. */
bool receipt_first(struct store *store, int64_t client_id, date *first, struct err *err);

#endif
