/* A whole store into another one, of any engine: every row of every table, as it is. Knows the tables' names and which refers to which.
 */
#ifndef DB_MIGRATE_H
#define DB_MIGRATE_H

#include <stddef.h>

#include "base/hash.h"
#include "db/store.h"

#define MIGRATE_TABLES_MOST 64

struct migrate_sum {
	int64_t rows;
	char hash[HASH_HEX];         /* of every value of every row, in the order of the table's key */
};

/* How many tables a store has, and their names by place: each behind those its rows refer to. */
size_t migrate_tables(void);
const char *migrate_table(size_t table);
/* Whether a store holds anything but its schema. */
bool migrate_is_empty(struct store *store, bool *empty, struct err *err);
/* A copy says of itself that it is none yet, in the transaction that makes it, until it is proved and signed: who is killed in between
 * leaves one that is known again. Both inside a write transaction. */
bool migrate_begun(struct store *to, const char *from, struct err *err);
bool migrate_signed(struct store *to, struct err *err);
bool migrate_is_unsigned(struct store *store, bool *is, struct err *err);
/* Copy a table: inside a read transaction of `from` and a write transaction of the empty `to`; tables in their order, because of
 * references. *sum is of what was read. */
bool migrate_copy(struct store *from, struct store *to, size_t table, struct migrate_sum *sum, struct err *err);
/* The same sum of a store's table. */
bool migrate_read(struct store *store, size_t table, struct migrate_sum *sum, struct err *err);

#endif
