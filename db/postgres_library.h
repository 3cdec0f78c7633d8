/* libpq on demand. A console on SQLite must not carry it: it brings some twenty libraries, half the program's memory and its time to start.
 *
 * postgres_library.c defines the PQ… functions this floor calls and hands them on to the library once it is there; callers include <libpq-fe.h> as usual.
 */
#ifndef DB_POSTGRES_LIBRARY_H
#define DB_POSTGRES_LIBRARY_H

#include <stdbool.h>

#include "base/err.h"

/* Load the library once. False: it is not installed, or lacks a function; the sentence names the package. Call it before any PQ… function. */
bool postgres_library(struct err *err);

#endif
