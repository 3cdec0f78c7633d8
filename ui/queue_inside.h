/* The queue's own state, shared by queue.c (rows, keys, when to read), queue_view.c (filter, order, marks), queue_bulk.c (what is done to many),
 * queue_export.c and queue_paint.c (what it looks like). Nobody else includes it.
 */
#ifndef UI_QUEUE_INSIDE_H
#define UI_QUEUE_INSIDE_H

#include "desk/agenda.h"
#include "desk/worklist.h"
#include "rules/narrow.h"
#include "ui/app.h"
#include "ui/filter.h"
#include "ui/list.h"
#include "ui/preview.h"
#include "words/words.h"

#define QUEUE_WIDE_COLS  100 /* from here on the preview shows beside the rows */
#define QUEUE_UNDER_ROWS 20  /* of a screen that has room for it under them */

/* The agent's day, under the list of a tall screen. */
struct queue_day {
	bool known;
	bool counted;   /* … as they last were, so that the title does not change twice at each outcome: */
	int broken;     /* clients to call with a broken promise, however many rows were read … */
	bool more;      /* … and perhaps others, of very many */
	struct worklist_day mine;
	struct agenda_row *callbacks;
	size_t callback_count;
	struct arena arena;
};

#define QUEUE_VIEW_MOST 20000 /* rows a filter or an order looks at, from the top of the queue */

enum queue_order { QUEUE_BY_SCORE, QUEUE_BY_AMOUNT, QUEUE_BY_AGE, QUEUE_BY_NAME, QUEUE_BY_NEXT, QUEUE_ORDER_COUNT };

/* Some of the rows, or another order of them. */
struct queue_view {
	char filter[FILTER_BYTES + 1]; /* as typed */
	char unclear[NARROW_AMOUNT];   /* an amount in it that may be read in two ways: no row is shown; "" when there is none */
	enum queue_order order;
	bool reversed;
	size_t *places;                /* of the rows shown, in the order shown */
	size_t count;
	const char **folded;           /* one text a row of work, for the filter; NULL: not made */
	struct arena folds;
};

struct queue {
	struct app *app;
	struct worklist work;
	struct list list;
	struct queue_view view;
	int64_t after;  /* the last client queue_screen_after gave */
	int64_t *marks; /* ids of marked clients */
	size_t mark_count, mark_room;
	bool all;          /* everyone, not only those to call */
	bool bare;         /* nobody is to be called because there is no client at all */
	bool pane;         /* the preview is wanted beside the rows when there is room … */
	bool under;        /* … and under them when there is none beside */
	int callbacks;     /* due now, at an hour */
	int broken;        /* clients to call with a broken promise */
	int read_minute;   /* when rows were read */
	int overdue_cells; /* of the widest amount that was on the screen … */
	int client_cells;  /* … of the longest name … */
	int reason_cells;  /* … and, among everyone, of the longest reason */
	struct queue_day day;
	struct preview preview;
};

const struct worklist_row *queue_row(const struct queue *queue, long place); /* of those shown */
const struct worklist_row *queue_selected(const struct queue *queue); /* NULL: empty */
/* Clients to call now, callbacks included. */
int queue_to_call(const struct queue *queue);
const char *queue_or_more(const struct queue *queue); /* "+" when they were not all counted */
/* Read rows until the screen is full. */
void queue_fill(struct queue *queue);

/* Read rows until there are so many, or no more. False with a message. */
bool queue_read(struct queue *queue, size_t rows);
/* All of it anew, up to QUEUE_VIEW_MOST rows, in one picture: each client once. False with a message. */
bool queue_read_whole(struct queue *queue);

/* queue_view.c */
bool queue_narrowed(const struct queue *queue);  /* a filter, or another order than the queue's */
const char *queue_order_name(enum queue_order order);
/* The rows were read anew, or what is asked of them changed: show those asked for. The selection is the caller's to put back. */
void queue_arrange(struct queue *queue);
void queue_filter(struct queue *queue);          /* opens the line to type it in */
void queue_sort(struct queue *queue);            /* opens the choice */
bool queue_widen(struct queue *queue);           /* all rows in their own order again; false: they were */
bool queue_is_marked(const struct queue *queue, int64_t client_id);
void queue_mark(struct queue *queue, int64_t client_id, bool marked);
void queue_mark_all(struct queue *queue);        /* all that are shown; again: none */
void queue_view_forget(struct queue *queue);     /* the rows are others now: before queue_arrange */
void queue_view_clear(struct queue *queue);

/* queue_bulk.c: what the menu of ACTION_BULK offers. EFFECT_PASS: another action. */
unsigned queue_bulk(struct queue *queue, enum action action);

/* queue_export.c: what is shown, as CSV. */
void queue_export(struct queue *queue);

/* queue_paint.c */
void queue_say_reason(const struct queue *queue, const struct worklist_row *row, char out[WORDS_TEXT]);
void queue_say_return(const struct callable *now, date today, char out[64]); /* "" for one to call now */
void queue_paint(struct queue *queue, struct term *term, struct area area);

#endif
