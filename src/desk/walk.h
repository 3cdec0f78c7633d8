/* Walking over every client of a creditor with all the rules want to know of each, without keeping anybody from working.
 */
#ifndef DESK_WALK_H
#define DESK_WALK_H

#include "desk/refresh.h"

struct walk_client {
	const struct client_row *row;    /* what client_each reads, named when whole; borrowed during the call */
	struct client_bundle bundle;     /* likewise, but what was looked up (promises, receipts, chases) is the arena's */
	struct promise_row *promises;    /* as stored, parallel to the bundle's; NULL: nothing was looked up */
};
typedef bool (*walk_visit)(void *context, struct walk_client *client, struct err *err);

struct walk_seen { int64_t clients, last_id; };

/* One slice, a few thousand clients after `after` in id order, read in one picture and inside no write transaction. seen: how many there were
 * and the last one; fewer than WALK_CLIENTS is the end. whole: with the names of clients and the ids of items, which no verdict needs and a
 * large portfolio pays for. Stops when visit returns false, err filled by it. */
#define WALK_CLIENTS 4000
bool walk_slice(struct session *session, struct arena *arena, int64_t after, bool whole, walk_visit visit, void *context, struct walk_seen *seen,
                struct err *err);

/* The same inside a read transaction that the caller began. */
bool walk_read(struct session *session, struct arena *arena, int64_t after, bool whole, walk_visit visit, void *context, struct walk_seen *seen,
               struct err *err);

#endif
