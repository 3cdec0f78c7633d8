/* What a made-up supervisor did: whose files are whose, decisions, a threat that came to nothing, a waiver; and the balances kept week by
 * week. Through the same use cases a supervisor has.
 */
#ifndef DESK_DEMO_LEAD_H
#define DESK_DEMO_LEAD_H

#include "desk/demo_load.h"

#define DEMO_LED_MOST 20000 /* clients: larger books are left alone */

/* Before the days are lived: most files are given to those who call. */
bool demo_lead_begin(struct session *session, const struct demo_recipe *recipe, const int64_t *ids, const struct agent_row *agents,
                     size_t agent_count, struct err *err);
/* The aged balances of the half-year before the days that are lived, and of one of those days. */
bool demo_lead_keep_before(struct session *session, const struct demo_recipe *recipe, date first, struct err *err);
bool demo_lead_keep(struct session *session, const struct demo_recipe *recipe, struct err *err);
/* On the business day before recipe->today, once the days up to it were lived. The session's day is the same again afterwards. */
bool demo_lead_decide(struct session *session, const struct demo_recipe *recipe, const struct agent_row *caller, struct err *err);

#endif
