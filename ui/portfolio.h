/* The files of one agent.
 */
#ifndef UI_PORTFOLIO_H
#define UI_PORTFOLIO_H

#include "ui/app.h"

void portfolio_push(struct app *app, int64_t agent_id); /* 0: nobody's */

#endif
