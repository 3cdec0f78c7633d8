/* The last night of the made-up portfolio: the files it took or refused, and its report.
 */
#ifndef DESK_DEMO_NIGHT_H
#define DESK_DEMO_NIGHT_H

#include "desk/refresh.h"
#include "desk/session.h"

/* session->past_ms says when it was; scored: what was judged then. One transaction. */
bool demo_night(struct session *session, const struct refresh_totals *scored, struct err *err);

#endif
