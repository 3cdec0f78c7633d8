/* The tables, as numbered migrations, and the gate that refuses a store from the future.
 */
#ifndef DB_SCHEMA_H
#define DB_SCHEMA_H

#include "db/engine.h"

extern const char schema_craft[]; /* the second migration, in a file of its own … */
extern const char schema_scale[]; /* … the third … */
extern const char schema_judged[], schema_judged_file[]; /* … the fourth … */
extern const char schema_asked[]; /* … and the fifth */

int schema_newest(void);                                           /* number of the last migration this program knows */
bool schema_version(struct engine *engine, int *version, struct err *err); /* 0: empty database */
/* Bring the store to schema_newest(), in one transaction, after a backup beside the file when it held something.
 * A store with a higher number is ERR_STORE: "made by a newer relance". */
bool schema_migrate(struct engine *engine, struct err *err);
/* The same as far as one of its numbers: what an older program made. */
bool schema_migrate_to(struct engine *engine, int newest, struct err *err);

#endif
