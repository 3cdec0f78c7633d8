/* What refresh.c lends to the walk over all clients; nobody else includes this.
 */
#ifndef DESK_REFRESH_ALL_H
#define DESK_REFRESH_ALL_H

#include "desk/refresh.h"

/* Inside a write transaction: store promises whose state or cash changed, with their journal rows, counting into totals (may be NULL). */
bool refresh_put_promises(struct session *session, int64_t client_id, const struct promise_row *rows, const struct promise *judged, size_t count,
                          struct refresh_totals *totals, struct err *err);

#endif
