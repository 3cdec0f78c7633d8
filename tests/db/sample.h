/* Stores that tests of the engine begin with. What cannot be made ends the test.
 */
#ifndef TESTS_DB_SAMPLE_H
#define TESTS_DB_SAMPLE_H

#include <stdbool.h>
#include <stdint.h>

#include "db/engine.h"

/* Tables parent (id, a name of its own) and child (of a parent or of none), both empty. */
struct engine *sample_family(void);
bool sample_add_parent(struct engine *engine, int64_t id, const char *name, struct err *err);
bool sample_commit_parent(struct engine *engine, int64_t id, const char *name, struct err *err); /* in a transaction of its own */
long sample_parents(struct engine *engine);

/* One table, blob, and a hundred kilobytes in it: ids 1 to 10. */
struct engine *sample_blobs(void);
bool sample_add_blob(struct engine *engine, int64_t id, size_t size, struct err *err); /* in a transaction of its own */
long sample_blob_count(struct engine *engine);

#endif
