/* The gate before every write transaction: an advisory lock on "<database>.gate", so that writers of many processes wait briefly, in the
 * order they came, instead of starving in the database. Knows files and time, no SQL.
 */
#ifndef DB_GATE_H
#define DB_GATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "db/place.h"

struct gate {
	int fd; /* -1: not held */
};
void gate_init(struct gate *gate);
struct gate_wait {
	int64_t until_ms; /* clock_steady_ms */
	bool yields;      /* the batch: whoever comes in the next quarter of a second still passes first */
};
/* ERR_BUSY when it took too long. The file is made with the database's owner and mode. */
bool gate_take(struct gate *gate, const struct place *place, const struct gate_wait *wait, struct err *err);
bool gate_is_waited_for(const struct gate *gate); /* while it is held: does anybody stand in line? */
void gate_release(struct gate *gate); /* nothing when not held */

/* Half a millisecond to four and a half, never the same for two processes. */
void gate_nap(void);

#endif
