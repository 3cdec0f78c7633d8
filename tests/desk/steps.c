/* Counts by SQLite's own trace, so that what is measured knows nothing of it.
 */
#include "steps.h"

#include <stddef.h>
#include <sqlite3.h>

static long steps, statements, ended, sorts, sorted;

static int add(unsigned kind, void *context, void *stmt, void *nanoseconds)
{
	(void)kind;
	(void)context;
	(void)nanoseconds;
	steps += sqlite3_stmt_status(stmt, SQLITE_STMTSTATUS_VM_STEP, 1);
	sorts += sqlite3_stmt_status(stmt, SQLITE_STMTSTATUS_SORT, 1);
	statements++;
	return 0;
}

static int watch(sqlite3 *db, char **error, const void *routines)
{
	(void)error;
	(void)routines;
	return sqlite3_trace_v2(db, SQLITE_TRACE_PROFILE, add, NULL);
}

void steps_watch(void)
{
	sqlite3_auto_extension((void (*)(void))watch);
}

long steps_taken(void)
{
	long taken = steps;

	ended = statements;
	sorted = sorts;
	steps = statements = sorts = 0;
	return taken;
}

long steps_ended(void)
{
	return ended;
}

long steps_sorted(void)
{
	return sorted;
}
