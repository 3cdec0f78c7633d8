/* What each action does when the screen on top leaves it: the console's half of the action table.
 */
#ifndef UI_HANDLERS_H
#define UI_HANDLERS_H

#include "ui/app.h"

/* One for every action; a struct app is their first argument. */
extern action_fn *const handlers[ACTION_COUNT];

/* Is this need of an action met now? */
bool handlers_meet(void *app, enum action_need need);

#endif
