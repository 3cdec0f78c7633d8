/* The queue's own state, shared by queue.c (rows, keys, when to read) and queue_paint.c (what it looks like). Nobody else includes it.
 */
#ifndef UI_QUEUE_INSIDE_H
#define UI_QUEUE_INSIDE_H

#include "desk/agenda.h"
#include "desk/worklist.h"
#include "ui/app.h"
#include "ui/list.h"
#include "ui/preview.h"

#define QUEUE_WIDE_COLS 100 /* from here on the preview shows */

/* The agent's day, under the list of a tall screen. */
struct queue_day {
	bool known;
	struct worklist_day mine;
	struct agenda_row *callbacks;
	size_t callback_count;
	struct arena arena;
};

struct queue {
	struct app *app;
	struct worklist work;
	struct list list;
	bool all;          /* everyone, not only those to call */
	bool bare;         /* nobody is to be called because there is no client at all */
	bool pane;         /* the preview is wanted when there is room */
	int callbacks;     /* due now, at an hour */
	int broken;        /* clients to call with a broken promise, on the first page */
	bool more_broken;  /* and perhaps further down */
	int read_minute;   /* when rows were read */
	struct queue_day day;
	struct preview preview;
};

const struct worklist_row *queue_selected(const struct queue *queue); /* NULL: empty */
/* Clients to call now, callbacks included. */
int queue_to_call(const struct queue *queue);
const char *queue_or_more(const struct queue *queue); /* "+" when they were not all counted */
/* Read rows until the screen is full. */
void queue_fill(struct queue *queue);

void queue_paint(struct queue *queue, struct term *term, struct area area);

#endif
