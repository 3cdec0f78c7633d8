/* What happened to made-up clients over the last three months: calls, promises, money that came or did not.
 *
 * The days are lived again one by one through the same use cases agents have; nothing is written that a call could not write.
 */
#ifndef DESK_DEMO_STORY_H
#define DESK_DEMO_STORY_H

#include "desk/demo_load.h"

/* Client `number` has a story for which something must have been due between so many days before today; 0 and 0: none needed. */
void demo_story_age(const struct demo_recipe *recipe, int64_t number, int *from, int *to);

/* Every so manyth client may have a story, from the first on. */
int64_t demo_story_stride(const struct demo_recipe *recipe);

/* Live the days before recipe->today; one transaction a day. ids as demo_load gave them. `agents`: who calls. The session's day is today's again afterwards;
 * whoever calls this rescores then. */
bool demo_story_live(struct session *session, const struct demo_recipe *recipe, const int64_t *ids, const struct agent_row *agents,
                     size_t agent_count, const struct demo_told *told, struct err *err);

#endif
