/* Stores of tests on PostgreSQL, when the run asks for it: RELANCE_TEST_DB is the address of a database of a server that is the tests' own
 * and does not outlive the run. Each store is another database of that server, copied from one that was made ready once.
 */
#ifndef TESTS_DB_PG_H
#define TESTS_DB_PG_H

#include <stdbool.h>

#include "base/err.h"

#define PG_STORES 4 /* as many at a time: the fifth takes the place of the first */

bool pg_store_wanted(void); /* else stores are files */
/* A store as `fill` leaves an empty one (NULL: empty), which is asked only when the server has none of that `kind` (a short word) yet. Its
 * address, good until the next call. What belongs to the server, not to a database (accounts), is as the last test left it. */
const char *pg_store_make(const char *kind, void (*fill)(const char *address));
/* The address of the same store for another role. Caller's string. */
char *pg_store_as(const char *address, const char *role);

/* Behind the back of whoever works in the store made last, over a connection of its own, with all rights. */
char *pg_store_dump(const char *sql, struct err *err); /* rows, fields joined by |; caller's string. NULL: err says why */
bool pg_store_tamper(const char *sql, struct err *err); /* nothing is checked */

#endif
