/* A roll's own state, shared by roll.c (rows, keys, when to read), roll_order.c (which rows show, in which order), roll_paint.c (what it looks
 * like) and roll_export.c. Nobody else includes it.
 */
#ifndef UI_ROLL_INSIDE_H
#define UI_ROLL_INSIDE_H

#include "ui/filter.h"
#include "ui/list.h"
#include "ui/preview.h"
#include "ui/roll.h"

#define ROLL_WIDE_COLS   100 /* from here on the preview stands beside the rows, else under them */
#define ROLL_AS_IT_COMES (-1)

struct roll {
	struct app *app;
	const struct roll_kind *kind;
	int64_t argument;
	struct arena arena; /* the rows */
	struct roll_row *rows;
	size_t count;
	int cells[TABLE_COLUMNS]; /* of the widest text of each column; 0: nothing in it */
	size_t *shown; /* places of the rows that pass the filter, in the order shown */
	size_t shown_count, marked;
	int64_t wanted;                /* roll_select; 0 none */
	struct list list;              /* over `shown` */
	char filter[FILTER_BYTES + 1]; /* as typed */
	const char **folded;           /* one text a row, for the filter; NULL: not made */
	struct arena folds;
	int column; /* sorted by; ROLL_AS_IT_COMES */
	bool descending;
	bool pane, pane_chosen; /* the preview is wanted; somebody said so */
	struct sheet sheet;     /* the kind's preview, of the row `sheet_id` */
	int64_t sheet_id;
	int sheet_width;         /* of the page as last drawn; 0: not yet */
	struct preview preview;  /* of the row's client, for kinds without one */
};

struct roll_row *roll_at(const struct roll *roll, long place); /* of those shown */
struct roll_row *roll_selected(const struct roll *roll);       /* NULL: none shown */

/* roll_order.c: filter and sort the rows anew; the same row stays selected, else the first one. */
void roll_arrange(struct roll *roll);
void roll_forget_folds(struct roll *roll); /* the rows are others now */

/* roll_paint.c */
void roll_paint(struct roll *roll, struct term *term, struct area area);
int roll_column_most(const struct table_column *column); /* cells it grows to so that nothing of it is cut; 0: its rows are not measured */
bool roll_pane_shows(const struct roll *roll);

/* roll_export.c: what is shown, as CSV. */
void roll_export(struct roll *roll);

#endif
