/* Stores of tests on PostgreSQL, when the run asks for it: RELANCE_TEST_DB is the address of a database the tests may fill. Each store is
 * a schema of its own in it, left there: the server does not outlive the run.
 */
#ifndef TESTS_DB_PG_H
#define TESTS_DB_PG_H

#include <stdbool.h>

bool pg_store_wanted(void);      /* else stores are files */
const char *pg_store_make(void); /* an empty one; its address, good until the next call */
/* The address of the same store for another role. Caller's string. */
char *pg_store_as(const char *store, const char *role);

#endif
