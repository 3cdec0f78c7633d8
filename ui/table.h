/* Columns that share a width: who shrinks, who leaves first, who takes the rest; and the drawing of a row.
 *
 * The arithmetic (table_layout) knows no terminal.
 */
#ifndef UI_TABLE_H
#define UI_TABLE_H

#include "ui/draw.h"

#define TABLE_COLUMNS 16

struct table_column {
	const char *title; /* shown as given: translate before */
	int min, max;      /* cells; max 0 = no limit */
	int weight;        /* share of the width that is left; 0 keeps min */
	int drop;          /* when all do not fit the highest leaves first; 0 never leaves */
	bool right;        /* numbers: shown whole or as … */
	int whole;         /* cells that show all it holds, wanted before the rest is shared out; 0: its min does */
	bool names;        /* it says what a row is: what it holds comes before the rest is shared out, and before what others keep for nothing */
	int holds;         /* cells of the widest text or title it has; 0: not known, it gives nothing away */
};

struct table_layout {
	size_t count;
	int at[TABLE_COLUMNS];    /* from the table's left edge */
	int width[TABLE_COLUMNS]; /* 0: not shown */
};

/* Lay `count` columns out in `width` cells, `gap` cells apart, after a one-cell margin for the marker. False: what asked to be whole is cut. */
bool table_layout(const struct table_column *columns, size_t count, int width, int gap,
		  struct table_layout *out);

void table_draw_header(struct term *term, int row, int col, const struct table_column *columns,
		       const struct table_layout *layout);

struct table_row {
	const char *const *texts; /* one per column; NULL = empty */
	const enum style *styles; /* one per column, or NULL for normal */
	/* The column that names the row: shown reversed when selected, its text only, because each cell of reverse is sent. */
	size_t name;
	bool selected, marked;
};

/* Draws over what was there. The real cursor is put on a selected row. */
void table_draw_row(struct term *term, int row, int col, int width,
		    const struct table_column *columns, const struct table_layout *layout,
		    const struct table_row *cells);

#endif
