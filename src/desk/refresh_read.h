/* The reading half of rescoring: clients read and judged slice by slice, by helpers with a connection and a thread of their own where the
 * store has them to give, while the caller writes what came before.
 */
#ifndef DESK_REFRESH_READ_H
#define DESK_REFRESH_READ_H

#include "desk/aging.h"
#include "desk/proposal.h"
#include "desk/walk.h"

/* What is no longer as stored of one client. */
struct change {
	int64_t client_id, version;
	struct client_ready ready;
	struct proposal proposal;
	struct promise_row *rows;    /* in the slice's arena; NULL when no promise changed */
	struct promise *promises;
	size_t promise_count;
};

/* A few thousand clients in id order, read in one picture. */
struct slice {
	struct arena arena;
	struct change *changes;
	size_t count, room;
	struct walk_seen seen;
};

struct reading;

/* Every client of the session's creditor, judged for its day by its policy. The session is borrowed; between two calls the caller may write. */
struct reading *reading_open(struct session *session);
/* The next slice in id order, borrowed until it is given back; NULL after the last one. No more than READING_HELD at a time. */
#define READING_HELD 6
bool reading_next(struct reading *reading, const struct slice **out, struct err *err);
/* Every slice handed out so far. */
void reading_give_back(struct reading *reading);
/* After the last one: the aged balance of what was read. */
const struct aging_tally *reading_tally(struct reading *reading);
/* Also before the end, after a failure: waits for the helpers. */
void reading_close(struct reading *reading);

#endif
