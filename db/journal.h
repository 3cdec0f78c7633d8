/* The journal: who did what to which client, sealed row by row, so that a file proves its own history.
 *
 * hash = SHA-256 over the length-prefixed fields prev_hash, id, client_id, seq, at, on_day, agent, kind, payload.
 */
#ifndef DB_JOURNAL_H
#define DB_JOURNAL_H

#include <stddef.h>

#include "base/date.h"
#include "db/store.h"

struct journal_row {
	int64_t id, client_id, seq;      /* client_id 0: the store's own chain */
	const char *at;                  /* instant, UTC */
	date on_day;
	const char *agent, *kind, *payload; /* payload: canonical one-line JSON */
	const char *client_no;           /* when read; "" for the store's chain */
	const char *prev_hash, *hash;    /* when read */
};

/* Append to the client's chain (or the store's, client_id 0) and move its head; id, seq and hashes are made here. Inside the action's transaction. */
bool journal_append(struct store *store, const struct journal_row *row, struct err *err);
/* Oldest first (of one client, or -1 = all of files this store's person may see, by id); rows borrowed during the call. newest > 0: only that many last rows. */
bool journal_each(struct store *store, int64_t client_id, int newest, bool (*row)(void *context, const struct journal_row *row, struct err *err), void *context,
                  struct err *err);
/* Walk every chain. True: all hold, *rows counted, also while it lasts: every so many rows `at` is called (NULL: nothing is). False with
 * ERR_STORE: err names the first bad row (by client, then seq). */
bool journal_verify(struct store *store, int64_t *rows, void (*at)(void *context), void *context, struct err *err);
bool journal_count(struct store *store, int64_t *rows, struct err *err);

#endif
