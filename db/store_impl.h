/* What the aggregates in db/ share about the handle. Nothing above db/ includes this.
 */
#ifndef DB_STORE_IMPL_H
#define DB_STORE_IMPL_H

#include "base/arena.h"
#include "db/engine.h"
#include "db/store.h"

struct store {
	struct engine *engine;
};

/* Prepare and bind; NULL with err filled on failure. */
struct stmt *store_query(struct store *store, struct err *err, const char *sql, const char *types, ...);
/* Step a query that gives one row or none: FOUND leaves the statement on its row, to be reset by the caller. */
enum found store_found(struct stmt *stmt, struct err *err);

/* Every row of a query gathered into the arena: read() fills one of `size` bytes. *(T **)rows becomes the array, NULL when there is none. A
 * NULL stmt fails with the err store_query filled. */
typedef void (*store_read)(struct stmt *stmt, struct arena *arena, void *row);
bool store_rows(struct stmt *stmt, struct arena *arena, size_t size, store_read read, void *rows, size_t *count, struct err *err);
int store_int_or(struct stmt *stmt, int column, int none); /* none for NULL */

#endif
