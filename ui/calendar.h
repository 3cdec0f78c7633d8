/* Choosing a day on a month grid: arrows move, Enter takes. Says the day to whoever opened it and knows nothing else.
 */
#ifndef UI_CALENDAR_H
#define UI_CALENDAR_H

#include "base/date.h"
#include "ui/frame.h"

#define CALENDAR_ROWS 9 /* a section line, names, six weeks */

typedef unsigned calendar_take_fn(void *context, struct frame *frame, date day); /* effects */

/* Over the screen on top; closes when a day was taken or given up. */
void calendar_push(struct frame *frame, date today, date start, calendar_take_fn *take,
		   void *context);

/* The months around a day, as many as fit; with `focused` the day carries the cursor. */
void calendar_draw(struct term *term, struct area area, date today, date day, bool focused);

#endif
