/* The clocks of clients elsewhere: how far each is ahead of ours, worked out once for each zone and day.
 *
 * A setting of the store holds the zones that are in use, so that nobody looks for them where there are none.
 */
#ifndef DESK_ZONES_H
#define DESK_ZONES_H

#include "desk/session.h"

#define ZONES_NAME_BYTES 64

/* What is worked out already; a session's own. */
struct zones;
struct zones *zones_new(void);
void zones_free(struct zones *zones);

/* The system knows a zone of this name. */
bool zones_known(const char *name);
/* Minutes the clock there is ahead of ours on the session's day, at noon; "" or a zone the system does not know: 0. */
int zones_shift(const struct session *session, const char *name);
/* The policy's calling hours with that shift, and with the holidays of where that postal code is when they are to count. */
struct call_hours zones_hours(const struct session *session, const char *name, const char *postal_code);

/* Inside a write transaction: a client has this zone from now on. */
bool zones_use(struct session *session, const char *name, struct err *err);
/* Inside a write transaction: gathers the zones in use, once in a store's life. */
bool zones_gather(struct session *session, struct err *err);
/* Reads which zones are in use: when a queue is opened. */
bool zones_read(struct session *session, struct err *err);

/* Some client elsewhere may be called at this minute, by what zones_read found. */
bool zones_any_open(const struct session *session, int minute);
/* Calling hours begin or end, here or elsewhere, behind `from` and up to `to`: minutes of the session's day. */
bool zones_turn(const struct session *session, int from, int to);

#endif
