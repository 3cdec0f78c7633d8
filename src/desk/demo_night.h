/* The last night of the made-up portfolio: the files it took or refused, and its report.
 */
#ifndef DESK_DEMO_NIGHT_H
#define DESK_DEMO_NIGHT_H

#include "desk/demo_load.h"
#include "desk/night.h"
#include "desk/refresh.h"
#include "desk/session.h"

/* The ledger as it was first taken in, DEMO_KNOWN_DAYS before. */
#define DEMO_KNOWN_DAYS 91
bool demo_night_first(struct session *session, const struct demo_loaded *loaded, struct err *err);

/* session->past_ms says when it was; scored: what was judged then; bank: the statement it took (demo_bank.h). One transaction. */
bool demo_night(struct session *session, int64_t night_id, const struct refresh_totals *scored, const struct night_file *bank,
                struct err *err);

#endif
