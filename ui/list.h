/* Selection and scrolling arithmetic of a list that may be endless. Knows no terminal and no rows.
 *
 * The model holds a run of `count` rows out of a longer order (keyset pages); `before` and `after` say that the order goes on.
 * Places are counted in the run. When list_wants asks, the model reads another page, tells list_grew, and the same row stays
 * selected on the same line.
 */
#ifndef UI_LIST_H
#define UI_LIST_H

#include <stdbool.h>

#include "rules/action.h"

struct list {
	long count;         /* rows held */
	long selected, top; /* 0 when empty */
	int height;         /* rows on the screen, at least 1 */
	bool before, after; /* the order goes on beyond the run */
};

enum list_want { LIST_WANTS_NOTHING, LIST_WANTS_BEFORE, LIST_WANTS_AFTER };

/* The run as first read: the first row is selected. */
void list_start(struct list *list, long count, bool before, bool after);
/* Another read of the same order: the selection keeps its place, cut to what there is. */
void list_renew(struct list *list, long count, bool before, bool after);
/* n rows were put at the start of the run (at_start) or at its end; what is left beyond it. */
void list_grew(struct list *list, bool at_start, long n, bool more);

void list_set_height(struct list *list, int height);
bool list_move(struct list *list, long by); /* false: nothing moved */
bool list_page(struct list *list, int by);  /* screens, one line kept in view */
bool list_select(struct list *list, long place);
/* To the ends of the run. False when the order goes on there: the model should read that end first. */
bool list_first(struct list *list);
bool list_last(struct list *list);

/* After a move by one: past the edge the view moves on by half a screen at once, since a line more at each key would be sent each time.
 * top_before: as it was before the move. */
void list_leap(struct list *list, long top_before);

/* The moves every list knows (up, down, pages, first, last). False: another action. */
bool list_action(struct list *list, enum action action);

int list_visible(const struct list *list); /* rows to draw, from top on */
/* Less than a screen is left on a side that goes on. */
enum list_want list_wants(const struct list *list);

#endif
