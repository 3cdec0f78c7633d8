/* The SQLite connection, shared by sqlite.c (statements, transactions), sqlite_bulk.c, sqlite_feed.c, sqlite_fill.c and sqlite_room.c (loads),
 * sqlite_copy.c (checks, backup) with sqlite_watch.c (how far they are) and sqlite_error.c (what is refused).
 *
 * With sqlite_writes.h the only place that includes <sqlite3.h>; nothing but those includes this.
 */
#ifndef DB_SQLITE_IMPL_H
#define DB_SQLITE_IMPL_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "db/engine_impl.h"
#include "db/gate.h"
#include "db/place.h"

struct sqlite_bulk;
struct room;

struct sqlite {
	struct engine base;
	sqlite3 *db;
	struct place place;
	ino_t log, index; /* of the files SQLite keeps beside it; 0: not seen yet */
	struct gate gate;
	int64_t deadline_ms;         /* while a write transaction begins; else 0 */
	int64_t patience_ms;         /* until when the current wait lasts */
	bool waited;                 /* what failed last only waited too long for its turn */
	int log_pages, log_tried;    /* pages in the log; how many when it was last copied back */
	sqlite3_stmt *version_query; /* PRAGMA data_version … */
	sqlite3_int64 version;       /* … and its last answer */
	struct sqlite_bulk *bulks;   /* open loads, newest first */
	bool loading;                /* the transaction is ENGINE_LOAD … */
	bool alone;                  /* … without the log */
	const struct engine_feed *feed; /* while rows are taken from it */
	struct room *room;           /* pages taken for tables that are filled in this load */
	bool can_feed;               /* the table they stand in is known to the library */
};

static inline struct sqlite *sqlite_of(struct engine *engine)
{
	return (struct sqlite *)engine;
}

/* The class and the sentence of a refusal of SQLite's; returns false. */
bool sqlite_refused(struct sqlite *s, int code, struct err *err);
/* The same for a promise of the schema's that a row breaks, found without SQLite. */
bool sqlite_conflict(struct sqlite *s, const char *promise, struct err *err);
/* Statements that give no rows. */
bool sqlite_run(struct sqlite *s, const char *sql, struct err *err);
/* Prepare a text with $1 parameters; NULL with err filled. */
sqlite3_stmt *sqlite_handle(struct sqlite *s, const char *sql, struct err *err);
/* A part of a long piece of work, that of one connection: engine_watch is told of it from `from` to `to` of the whole. */
struct sqlite_stretch {
	const struct engine_watch *watch;
	sqlite3 *db;
	double from, to;
	int64_t pages, seen;   /* to read, and read */
	int64_t steps, walked; /* of statements, once every page was read; steps 0: the pages are all there is */
	bool stopped;
};
/* check: after its pages the rows are looked at, with their indexes and references. */
void sqlite_begin_stretch(struct sqlite_stretch *stretch, bool check);
/* False: stopped, though what was at work may have ended first. */
bool sqlite_end_stretch(struct sqlite_stretch *stretch, struct sqlite *s, struct err *err);

/* What the value points to must stay until the statement ends. */
bool sqlite_bind_value(sqlite3_stmt *query, int parameter, const struct engine_value *value);

/* The parts of the driver (engine_impl.h) that live in sqlite_bulk.c … */
struct bulk *sqlite_bulk_open(struct engine *engine, const char *table, const char *columns,
			      int count, struct err *err);
void sqlite_bulk_value(struct bulk *bulk, const struct engine_value *value);
bool sqlite_bulk_row(struct bulk *bulk, struct err *err);
bool sqlite_bulk_close(struct bulk *bulk, struct err *err);
/* … in sqlite_feed.c … */
bool sqlite_feed(struct engine *engine, const struct engine_feed *feed, struct err *err);
/* … in sqlite_fill.c … */
bool sqlite_fill(struct engine *engine, const struct engine_feed *feed, const struct bulk_part *parts, bool *filled, struct err *err);
/* … and in sqlite_copy.c. */
bool sqlite_has_table(struct engine *engine, const char *table, bool *there, struct err *err);
bool sqlite_check(struct engine *engine, struct err *err);
bool sqlite_backup(struct engine *engine, const char *path, struct err *err);

#endif
