/* What the parts of the team screen share: supervisor.c (reading, keys) and supervisor_paint.c (what it looks like).
 */
#ifndef UI_SUPERVISOR_INSIDE_H
#define UI_SUPERVISOR_INSIDE_H

#include "desk/live.h"
#include "ui/app.h"
#include "ui/list.h"

#define SUPERVISOR_LAST 8 /* outcomes of the selected agent that are shown */

struct supervisor {
	struct app *app;
	struct arena arena;          /* of live */
	struct live live;
	struct list list;            /* agents */
	struct arena last_arena;
	struct live_deed *last;      /* of the selected agent, newest first */
	size_t last_count;
	int64_t last_of;             /* whose they are; 0: read them */
	struct arena kept_arena;     /* of both below: read when the screen comes up and on demand, not at each tick */
	struct live_kept *kept;      /* of the last weeks */
	size_t kept_count;
	struct live_received *received; /* of the last days */
	size_t received_count;
	bool by_the_minute;          /* it was only the minute that asked to read again */
};

/* NULL: nobody works here. */
const struct live_agent *supervisor_selected(const struct supervisor *screen);

void supervisor_draw(struct supervisor *screen, struct term *term, struct area area);

#define SUPERVISOR_LONG_MS (15 * 60 * 1000) /* on one file for longer: worth a look */
const char *supervisor_clock(int64_t ms, char out[16]);

/* supervisor_alerts.c: what to look at, the gravest first; of more than there is room for how many more. */
#define SUPERVISOR_ALERT_LINES 5 /* that must stay for what comes behind an alert of two */
size_t supervisor_alerts(const struct supervisor *screen); /* how many there are */
void supervisor_draw_alerts(const struct supervisor *screen, struct term *term, struct area area);

/* supervisor_cash.c: a bar a day of the cash received. */
#define SUPERVISOR_CASH_ROWS 9 /* its section, its days and its figures included */
void supervisor_draw_cash(const struct supervisor *screen, struct term *term, struct area area);
/* What this agent's files brought in the days shown. */
cents supervisor_received(const struct supervisor *screen, int64_t agent_id);
bool supervisor_received_others(const struct supervisor *screen, int64_t agent_id); /* of other currencies than the creditor's, too */
/* The amount without its cents. */
const char *supervisor_whole(cents amount, char out[MONEY_TEXT]);

#endif
