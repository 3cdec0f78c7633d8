/* Work whose loss is noticed: each worker adds rows numbered without a gap, and counts them in a second table in the same transaction.
 */
#ifndef TESTS_DB_WORK_H
#define TESTS_DB_WORK_H

#include <stdbool.h>
#include <stdint.h>

#include "db/engine.h"

bool work_create(struct engine *engine, struct err *err);
int64_t work_last(struct engine *engine, int64_t worker); /* number of its last row; -1 on error */
/* One transaction: rows from, from + 1 … (`count` of them: one by a statement, more by a load). */
bool work_add(struct engine *engine, int64_t worker, int64_t from, int count, struct err *err);
/* The same rows in a transaction of a first load. */
bool work_load(struct engine *engine, int64_t worker, int64_t from, int count, struct err *err);
/* A load too, whose rows come from a table that was filled at once (bulk_fill) in the same transaction. */
bool work_fill(struct engine *engine, int64_t worker, int64_t from, int count, struct err *err);
/* The same rows as work_add, then taken back. */
bool work_take_back(struct engine *engine, int64_t worker, int64_t from, int count, struct err *err);
bool work_is_whole(struct engine *engine); /* no transaction is there by half */

#endif
