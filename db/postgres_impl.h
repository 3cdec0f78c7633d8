/* The PostgreSQL connection, shared by postgres.c (connection, transactions), postgres_stmt.c (statements), postgres_bulk.c (loads),
 * postgres_lock.c (writers side by side), postgres_rights.c (who may do what) and postgres_check.c (the whole database).
 *
 * The only place that includes <libpq-fe.h> beside postgres_library.c, which stands in for it; nothing but those includes this.
 */
#ifndef DB_POSTGRES_IMPL_H
#define DB_POSTGRES_IMPL_H

#include <libpq-fe.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/mem.h"
#include "db/engine_impl.h"

struct postgres_bulk;

struct postgres {
	struct engine base;
	PGconn *conn;
	char *target;                /* as given: may hold a password, never shown */
	char *name, *role;
	unsigned connection;         /* the how many-th one: statements prepared in an older one are gone */
	bool lost;                   /* the connection is no more: the next transaction makes another */
	bool let_in;                 /* one of the store's own people, once */
	bool bad_luck;               /* what failed last may work when tried again */
	int64_t clock_offset_ms;     /* the server's clock less ours */
	int64_t changes;
	unsigned serial;             /* for the names of statements and cursors */
	int streams;                 /* cursors open outside a transaction, inside one of their own */
	char **held;                 /* names held across transactions */
	size_t held_count, held_room;
	uint64_t seen_next, own;     /* transactions begun when the last look was taken; our own since */
	char *seen_open;             /* those that were at work then */
	struct postgres_bulk *bulks; /* open loads, newest first */
	struct buf loaded;           /* tables that got many rows in this transaction */
	bool loading;                /* it fills an empty store */
	struct buf references;       /* what such a load took off its tables, to be put back before its end */
};

static inline struct postgres *postgres_of(struct engine *engine)
{
	return (struct postgres *)engine;
}

/* The class and the sentence of a refusal of the server's, or of a connection that went away; returns false. NULL result: the connection. */
bool postgres_refused(struct postgres *p, const PGresult *result, struct err *err);
/* A live connection, made anew when the last one was lost; waits for a server that is away. Only outside a transaction. */
bool postgres_ready(struct postgres *p, struct err *err);
/* A text without parameters; NULL with err filled. */
PGresult *postgres_query(struct postgres *p, const char *sql, struct err *err);
bool postgres_run(struct postgres *p, const char *sql, struct err *err);
/* One row asked with text parameters; NULL with err filled. */
PGresult *postgres_ask(struct postgres *p, const char *sql, int count, const char *const *values, struct err *err);

/* The parts of the driver (engine_impl.h) that live in postgres_stmt.c … */
struct stmt *postgres_prepare(struct engine *engine, const char *sql, struct err *err);
void postgres_finalise(struct stmt *stmt);
void postgres_clear(struct stmt *stmt);
bool postgres_bind(struct stmt *stmt, int parameter, const struct engine_value *value);
enum stmt_step postgres_step(struct stmt *stmt, struct err *err);
void postgres_reset(struct stmt *stmt);
int64_t postgres_column_int(struct stmt *stmt, int column);
const char *postgres_column_text(struct stmt *stmt, int column);
const void *postgres_column_blob(struct stmt *stmt, int column, size_t *size);
bool postgres_column_is_null(struct stmt *stmt, int column);
int postgres_columns(struct stmt *stmt);
const char *postgres_column_name(struct stmt *stmt, int column);
char postgres_column_type(struct stmt *stmt, int column);
/* … in postgres_bulk.c … */
struct bulk *postgres_bulk_open(struct engine *engine, const char *table, const char *columns, int count, struct err *err);
void postgres_bulk_value(struct bulk *bulk, const struct engine_value *value);
bool postgres_bulk_row(struct bulk *bulk, struct err *err);
bool postgres_bulk_close(struct bulk *bulk, struct err *err);
/* … in postgres_lock.c … */
bool postgres_lock(struct engine *engine, const char *name, struct err *err);
bool postgres_hold(struct engine *engine, const char *name, bool *held, struct err *err);
void postgres_let_go(struct engine *engine, const char *name);
/* … in postgres_rights.c … */
bool postgres_rights(struct engine *engine, int version, struct err *err);
bool postgres_person(struct engine *engine, const char *name, struct err *err);
#define POSTGRES_LET_IN "EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'relance_agent' AND pg_has_role(oid, 'MEMBER'))"
/* After a refusal: the account's rights are gone altogether. Ends the transaction, which answers nothing any more. */
bool postgres_shut_out(struct postgres *p);
/* … and in postgres_check.c. */
bool postgres_changed(struct engine *engine);
#define POSTGRES_CHANNEL "'relance_' || current_schema()::regnamespace::oid" /* stores of one database do not wake each other */
#define POSTGRES_LISTEN  "DO $$ BEGIN EXECUTE 'LISTEN ' || " POSTGRES_CHANNEL "; END $$; "
bool postgres_tell(struct engine *engine, struct err *err);
int postgres_told_fd(const struct engine *engine);
bool postgres_was_told(struct engine *engine);
bool postgres_has_table(struct engine *engine, const char *table, bool *there, struct err *err);
bool postgres_check(struct engine *engine, struct err *err);
bool postgres_backup(struct engine *engine, const char *path, struct err *err);

#endif
