/* A way for SQLite to its files on which what is written one piece after the other reaches the system in large pieces.
 *
 * SQLite hands a page to the log as two small writes, head and content; for a batch that writes tens of thousands of pages the system's
 * part of that is several times what one large write costs. Nothing is promised later than without it: whatever makes a write last, be
 * seen by others or be read again passes on what is held first.
 */
#ifndef DB_SQLITE_WRITES_H
#define DB_SQLITE_WRITES_H

#include <sqlite3.h>
#include <stdbool.h>

/* The name to open a database with; NULL: the system's own way is all there is. Each file opened takes 128 KiB once it is written. */
const char *sqlite_writes(void);

/* Called at each read of a page, of a database or a log, by the thread that reads; NULL: nobody is. One at a time in a process. */
void sqlite_writes_watch(void (*seen)(void *context), void *context);

/* What a connection writes to these bytes of its database is shown first, until the next call, and written only when `keep_out` says no;
 * keep_out NULL: everything is written. False: the connection was not opened this way. */
bool sqlite_writes_keep_out(sqlite3 *db, sqlite3_int64 from, sqlite3_int64 to,
			    bool (*keep_out)(void *context, sqlite3_int64 at, const void *data, int size), void *context);
/* What is held of a connection's database reaches the system now. SQLITE_OK, or what the system refused. */
int sqlite_writes_settle(sqlite3 *db);
/* Write to its database past the connection, bytes of which nothing is held: by any thread. SQLITE_OK, or what the system refused. */
int sqlite_writes_past(sqlite3 *db, const void *data, sqlite3_int64 size, sqlite3_int64 at);
/* What was written so reaches the disk; what the connection still holds does not. By any thread. */
int sqlite_writes_sync_past(sqlite3 *db);

#endif
