/* What a supervisor of the made-up portfolio has said of some clients: segments, insured limits, an old debt.
 */
#ifndef DESK_DEMO_PROFILE_H
#define DESK_DEMO_PROFILE_H

#include "desk/demo_client.h"
#include "desk/session.h"

/* Of the first clients, by their number only. The session is a supervisor's, on the portfolio's day. */
bool demo_profile_tell(struct session *session, const struct demo_recipe *recipe, const int64_t *ids, struct err *err);

#endif
