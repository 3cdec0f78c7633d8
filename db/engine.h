/* One connection to one database, the same for SQLite and PostgreSQL. Knows SQL's differences, knows nothing of collecting.
 *
 * SQL texts are constants written once in the portable subset (design: INTEGER/TEXT/BLOB, $1 parameters, ON CONFLICT, RETURNING, CTEs, windows …); they are never built from values.
 * A statement is cached by the address of its text. Rows are borrowed until the next step, reset or close.
 * Nothing is written outside a write transaction (ERR_USAGE). After any error inside a transaction only a rollback is left: every
 * further step is refused, on both engines. Writers hold the gate: never do anything slow, nor fork, between begin and commit.
 * Mistakes of the program stop it (mem_fatal): a transaction inside a transaction, a begin or commit while a statement is still being
 * read or a load is open, a wrong number of parameters, a connection used after fork.
 *
 * ERR_BUSY: try again · ERR_CONFLICT: a constraint · ERR_FULL: no space · ERR_IO: the system refused · ERR_STORE: damaged or foreign ·
 * ERR_GONE: the file was replaced, or the disk did not confirm a write: the program must end, starting it again recovers.
 */
#ifndef DB_ENGINE_H
#define DB_ENGINE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/err.h"

struct engine;
struct stmt;

struct engine_options {
	bool create;          /* make the database when it does not exist; otherwise ERR_MISSING */
	int wait_ms;          /* how long a writer waits for its turn: 2000 from a console, 5000 from a command, 30000 from the batch */
	bool yields;          /* the batch: where writers take turns, people who write pass first */
	int cache_kib;        /* page cache; 256 for a console, more for the batch */
	bool checkpoints;     /* this process may checkpoint the write-ahead log (the batch and single commands; not one of many consoles) */
};

/* target: a path, or postgresql://… (ERR_USAGE when that engine is not built in). A new file is 0600, missing folders 0700. Refuses network
 * file systems (ERR_REFUSED), folders and files that cannot be written (ERR_IO), files that are no database (ERR_STORE); another
 * program's database or a newer schema are the schema's business. */
bool engine_open(const char *target, const struct engine_options *options, struct engine **out, struct err *err);
void engine_close(struct engine *engine);             /* rolls back what is open; NULL is fine */
/* Another connection to the same database, opened with these options, for a thread of its own that only reads. False where there is none
 * to be had: a server does its part by itself, and not every SQLite is built for threads. */
bool engine_beside(const struct engine *engine, const struct engine_options *options, struct engine **out);
bool engine_is_postgres(const struct engine *engine);
/* How sentences call the store: the file's path, or postgresql://host/database without user and password. */
const char *engine_name(const struct engine *engine);

/* Several statements without parameters or rows: DDL and settings. STRICT, COLLATE "C" and bigint are added by the layer. Outside a
 * transaction it is a write transaction of its own: all or nothing. */
bool engine_script(struct engine *engine, const char *sql, struct err *err);

enum engine_transaction {
	ENGINE_READ,          /* one consistent picture; never across a keystroke */
	ENGINE_WRITE,         /* takes the gate, then BEGIN IMMEDIATE; ERR_BUSY after wait_ms. Asserts that no statement is active */
	/* A write transaction that fills an empty store. On SQLite references are not looked up: what is loaded must refer only to rows
	 * loaded with it or known to be there; and when nobody else has the file open, rows go straight into it, past the log, and nobody
	 * may read meanwhile. On PostgreSQL references are looked up all at once, at the end, and nobody reads the tables loaded meanwhile. */
	ENGINE_LOAD
};
bool engine_begin(struct engine *engine, enum engine_transaction kind, struct err *err);
bool engine_commit(struct engine *engine, struct err *err); /* on failure everything is rolled back */
void engine_rollback(struct engine *engine);          /* safe when nothing is open */
bool engine_in_transaction(const struct engine *engine);
bool engine_is_writing(const struct engine *engine);

/* Writers of SQLite take turns. Those of PostgreSQL run side by side, each statement seeing what is committed when it begins, so a write
 * transaction locks what it is about to change before it reads it, always in this order: names, then rows of clients. A SELECT that ends
 * with ENGINE_LOCK(alias) locks the rows it gives, and may only run in a write transaction; SQLite reads a comment. */
#define ENGINE_LOCK(alias) " /* lock " alias " */"
#define ENGINE_TRY_LOCK(alias) " /* try lock " alias " */" /* gives no row that somebody else has locked */
/* Inside a write transaction: what gives a row once it is committed and never otherwise, so that a commit whose answer was lost with the
 * connection is known for what it is. The newest counts; without one whoever wrote asks again by his ids. */
void engine_prove(struct engine *engine, const char *sql);
/* Inside a write transaction, until its end: wait until nobody else has locked this name. ERR_BUSY after wait_ms. */
bool engine_lock(struct engine *engine, const char *name, struct err *err);
/* A name held by one connection at a time, across transactions, until it is let go or the connection ends; *held false: somebody else's.
 * PostgreSQL only: beside a file there are better locks. */
bool engine_hold(struct engine *engine, const char *name, bool *held, struct err *err);
void engine_let_go(struct engine *engine, const char *name);
/* After a failure: was it only bad luck (a deadlock, a lost connection, a turn that did not come within wait_ms), so that the same
 * transaction may be tried again at once? When the connection went while committing, the first try may be stored: ids must tell. */
bool engine_may_retry(struct engine *engine);
/* The clock leases are measured by: the server's where there is one. Milliseconds since 1970. */
int64_t engine_clock_ms(const struct engine *engine);

/* The cached statement for this constant text, reset and with parameters cleared. NULL on error. */
struct stmt *engine_statement(struct engine *engine, const char *sql, struct err *err);
/* At the end of a SELECT that may give very many rows: they come in portions, not all into memory first. */
#define ENGINE_STREAM " /* stream */"

/* Bind $1… in one call, one letter a parameter: i int64_t · t const char * (NULL = null) · d date (DATE_NONE = null) · b const void *, size_t · n null (no argument)
 * · z int64_t where 0 = null · m int64_t where a negative value = null. Text must stay valid until the step that ends the statement. */
bool stmt_bind(struct stmt *stmt, struct err *err, const char *types, ...);
bool stmt_vbind(struct stmt *stmt, struct err *err, const char *types, va_list ap);
bool stmt_bind_one_int(struct stmt *stmt, int parameter, int64_t value, struct err *err); /* hot paths and lists; parameter from 1 */
bool stmt_bind_one_text(struct stmt *stmt, int parameter, const char *value, int length, struct err *err); /* -1: NUL-terminated */

enum stmt_step { STMT_ROW, STMT_DONE, STMT_ERROR };
enum stmt_step stmt_step(struct stmt *stmt, struct err *err);
void stmt_reset(struct stmt *stmt);                   /* ends the read; always call it before leaving */
/* Bind, step to the end, reset: for statements without rows. */
bool engine_run(struct engine *engine, struct err *err, const char *sql, const char *types, ...);
int64_t engine_changes(const struct engine *engine);  /* rows touched by the last finished INSERT, UPDATE or DELETE; not by a load */

int64_t stmt_int(struct stmt *stmt, int column);      /* from 0; null = 0 */
const char *stmt_text(struct stmt *stmt, int column); /* "" for null */
bool stmt_is_null(struct stmt *stmt, int column);
date stmt_date(struct stmt *stmt, int column);        /* DATE_NONE for null; what is no day is doubted */
/* This row holds `what`, which no program of ours writes there. Who reads a row need not fail: the connection's next step or commit does,
 * with ERR_STORE. */
void stmt_doubt(struct stmt *stmt, const char *what);
const void *stmt_blob(struct stmt *stmt, int column, size_t *size);
int stmt_columns(struct stmt *stmt);                  /* once it stands on a row */
const char *stmt_column_name(struct stmt *stmt, int column);
char stmt_column_type(struct stmt *stmt, int column); /* as declared: i, t or b, as for stmt_bind */

/* Fast load of many rows into one table, inside a write transaction: INSERT on SQLite, COPY on PostgreSQL. Same letters as stmt_bind;
 * values are copied. Rows are there for other statements once the load is closed. Several loads may be open: open the one whose rows
 * are referred to first, and add those rows first. */
struct bulk;
struct bulk *bulk_open(struct engine *engine, const char *table, const char *columns /* "id,name" */, const char *types, struct err *err);
bool bulk_row(struct bulk *bulk, struct err *err, ...);
bool bulk_copy(struct bulk *bulk, struct stmt *row, struct err *err); /* the row another connection's statement stands on */
bool bulk_close(struct bulk *bulk, struct err *err);  /* always call it; false: the rows are not in */

/* The fastest load: a table's rows taken one after the other from whoever has them ready, in one go. As bulk_open, bulk_row… and
 * bulk_close; types: i z m t. next gives a row, one cell a column, borrowed until it is asked again; NULL: there are no more. */
struct bulk_cell {
	union {
		int64_t integer;
		const char *text; /* NULL = null */
	} value;
	size_t size; /* of the text */
};
bool bulk_feed(struct engine *engine, const char *table, const char *columns, const char *types,
               const struct bulk_cell *(*next)(void *context), void *context, struct err *err);

/* Faster still, where it can be done: a table that holds nothing yet is filled together with all its indexes, from rows in the order of
 * their ids, inside an ENGINE_LOAD. *filled false: it cannot be done here, nothing was asked for and nothing changed. parts names each
 * index that holds only some rows and says which, and those whose first column, a number that is never null, only rises from row to row;
 * it ends with index NULL. NOT NULL and UNIQUE are watched; CHECK and references are the
 * caller's to keep. */
struct bulk_part {
	const char *index;
	bool (*holds)(const struct bulk_cell *row); /* NULL: it holds all */
	bool rises;
};
bool bulk_fill(struct engine *engine, const char *table, const char *columns, const char *types, const struct bulk_part *parts,
               const struct bulk_cell *(*next)(void *context), void *context, bool *filled, struct err *err);

/* True when somebody else committed since the last call: a hint to reload. Cheap enough for every tick. */
bool engine_changed(struct engine *engine);
/* Inside a write transaction: is somebody waiting for its end? A server's people wait for rows, which nobody shows. */
bool engine_line(const struct engine *engine, bool *waiting); /* false: cannot be seen */

/* Beside looking (engine_changed): inside a write transaction after which much is different for everybody; whoever listens is told when it
 * commits. Not for every small change: telling makes committers wait for each other. Nothing where nobody listens. */
bool engine_tell(struct engine *engine, struct err *err);
/* A descriptor that can be read when something was told (-1: none; ask again each time), and whether it was, by somebody else. Consoles. */
int engine_told_fd(const struct engine *engine);
bool engine_was_told(struct engine *engine);

/* Is there such a table? */
bool engine_has_table(struct engine *engine, const char *table, bool *there, struct err *err);

/* Whole-database checks of the engine itself (integrity_check, foreign_key_check). */
bool engine_check(struct engine *engine, struct err *err);
/* A consistent copy: VACUUM INTO a temporary name, checked, on the disk, then renamed; others go on writing. It may take the place of an
 * older copy, of nothing else (ERR_REFUSED). SQLite only. */
bool engine_backup(struct engine *engine, const char *path, struct err *err);
/* How far engine_check and engine_backup are, 0–1, told by the thread they work in while they read; false: stop, and leave nothing half
 * done (ERR_REFUSED). `at` NULL: nobody asks. Only the batch's connection to a file tells; a server does its part by itself. */
struct engine_watch {
	bool (*at)(void *context, double part);
	void *context;
};
void engine_watch(struct engine *engine, struct engine_watch watch);
/* Path of the database file ("" on PostgreSQL) and the uid that owns it (-1). */
const char *engine_path(const struct engine *engine);
int64_t engine_owner_uid(const struct engine *engine);
/* The database role this connection works as ("" on SQLite), and whether the tables are its own (SQLite: always). */
const char *engine_role(const struct engine *engine);
bool engine_is_owner(const struct engine *engine);
/* Who may read and write what, said to the database itself, in step with the schema of this number: by the account that owns the tables,
 * outside a transaction. Nothing to do where people have no accounts. */
bool engine_rights(struct engine *engine, int version, struct err *err);
/* Inside a write transaction: the database's account of this person as his row of the table agent says. */
bool engine_person(struct engine *engine, const char *name, struct err *err);

#endif
