/* The store: one open database. The desk sees this handle and the aggregates' functions (db/<aggregate>.h), never SQL.
 *
 * Writes happen between store_begin(…, true) and store_commit; aggregates never begin or commit by themselves.
 */
#ifndef DB_STORE_H
#define DB_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;

enum found { FOUND, FOUND_NOT, FOUND_ERROR };   /* look-ups: there · not there · err filled */

enum store_use { STORE_CONSOLE, STORE_COMMAND, STORE_BATCH }; /* patience and memory: one of many consoles · one command · the batch */

/* Open what exists (ERR_MISSING otherwise), bringing its schema up to date. */
bool store_open(const char *target, enum store_use use, struct store **out, struct err *err);
/* The same, waiting for a turn for as long as said instead of as long as its use does. */
bool store_open_waiting(const char *target, enum store_use use, int wait_ms, struct store **out, struct err *err);
/* Make it when it does not exist. */
bool store_create(const char *target, struct store **out, struct err *err);
/* The same once more, for a thread of its own that only reads; NULL when there is none to be had: a server's, or one of many consoles. */
struct store *store_beside(const struct store *store);
void store_close(struct store *store);

/* Whose files lists and searches give from now on: those of a team and nobody's, with team 0 only nobody's, or every file. */
#define STORE_SEES_ALL (-1)
void store_set_sight(struct store *store, int64_t team_id);

/* write: waits for its turn, ERR_BUSY when none came in time (store_may_retry). Else a picture of one moment, to read from. */
bool store_begin(struct store *store, bool write, struct err *err);
/* A write transaction that will change several clients: no two of them run at once, so that none waits for the other. Readers and
 * writers of one client go on. */
bool store_begin_many(struct store *store, struct err *err);
/* The same for one that fills an empty store (ENGINE_LOAD of db/engine.h). */
bool store_begin_load(struct store *store, struct err *err);
bool store_commit(struct store *store, struct err *err);
/* Outside of a transaction: little memory while very many rows are written that nobody reads again, or back to what it was
 * opened with. */
bool store_lean(struct store *store, bool lean, struct err *err);
void store_rollback(struct store *store); /* also after a failed commit, and outside of a transaction: nothing then */
bool store_changed(struct store *store);         /* somebody else committed since the last call */
/* Inside a write transaction: is somebody waiting for its end? False: that cannot be seen here. */
bool store_line(const struct store *store, bool *waiting);
/* Much is different for everybody after this write transaction: consoles that can be told reload at once, the others by looking. */
bool store_tell(struct store *store, struct err *err);
int store_told_fd(const struct store *store);    /* engine_told_fd */
bool store_was_told(struct store *store);
void store_watch(struct store *store, bool (*at)(void *context, double part), void *context); /* engine_watch: of the two below */
bool store_check(struct store *store, struct err *err); /* the engine's own integrity checks */
/* engine_backup: whole or not at all. In place of a store that was killed the copy does not meet what that one left: first it is brought to
 * its end. ERR_BUSY while somebody works with it, ERR_REFUSED when it cannot be opened. */
bool store_backup(struct store *store, const char *path, struct err *err);
/* False with ERR_REFUSED when a newer relance has brought the store to its own schema meanwhile: this one's statements hold no more. */
bool store_is_current(struct store *store, struct err *err);
int64_t store_owner_uid(const struct store *store); /* of the file; engine_owner_uid */
const char *store_name(const struct store *store); /* the path, or the server's address without user and password */
const char *store_role(const struct store *store); /* the database account; "" with a file */
bool store_is_owner(const struct store *store);    /* the account owns the tables; with a file always */
/* Inside a write transaction, after a person's row was written: his account of the server agrees with it. Nothing to do with a file. */
bool store_person(struct store *store, const char *name, struct err *err);
int64_t store_clock_ms(const struct store *store); /* by which leases are measured */
/* After a failure: only bad luck, so that the same transaction may be tried again at once? When the connection went while committing,
 * the first try may be stored: ids must tell. */
bool store_may_retry(struct store *store);

/* One value per name, copied into value (cut at room); FOUND_NOT leaves it. */
enum found setting_get(struct store *store, const char *name, char *value, size_t room, struct err *err);
bool setting_put(struct store *store, const char *name, const char *value, struct err *err);

#endif
