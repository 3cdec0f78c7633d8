/* What time it is for the console: the business day and the minute, which --today may set. Knows no terminal.
 */
#ifndef UI_NOW_H
#define UI_NOW_H

#include "desk/session.h"
#include "globals.h"

struct now {
	bool day_given;    /* --today: the day stays, whatever the clock says */
	int first_minute;  /* at first_ms, when the day was given */
	int64_t first_ms;
};

/* The minute the session starts at: the one given, else the wall clock's. */
void now_start(struct now *now, const struct globals *globals, struct session *session);
/* Bring the session to this minute. True when another day began. */
bool now_advance(const struct now *now, struct session *session);
/* "Tue 24/11  14:31". */
void now_text(const struct session *session, char *out, size_t room);

#endif
