/* Stores of tests on PostgreSQL, when the run asks for it: RELANCE_TEST_DB is the address of a database the tests may fill. Each store is
 * a schema of its own in it.
 */
#ifndef TESTS_DB_PG_H
#define TESTS_DB_PG_H

#include <stdbool.h>

bool pg_store_wanted(void);            /* else stores are files */
const char *pg_store_make(void);       /* an empty one; its address, good until the next call */
void pg_store_drop(const char *store); /* and everything in it */
/* The address of the same store for another role. Caller's string. */
char *pg_store_as(const char *store, const char *role);

#endif
