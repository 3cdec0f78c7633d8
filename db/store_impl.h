/* What the aggregates in db/ share about the handle. Nothing above db/ includes this.
 */
#ifndef DB_STORE_IMPL_H
#define DB_STORE_IMPL_H

#include "db/engine.h"
#include "db/store.h"

struct store {
	struct engine *engine;
};

/* Prepare and bind; NULL with err filled on failure. */
struct stmt *store_query(struct store *store, struct err *err, const char *sql, const char *types, ...);
/* Step a query that gives one row or none: FOUND leaves the statement on its row, to be reset by the caller. */
enum found store_found(struct stmt *stmt, struct err *err);

#endif
