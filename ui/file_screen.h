/* What the parts of the client file screen share: file_screen.c (claims, moves, keys), file_draw.c (its lines and sections) and
 * file_rows.c (rows of its panes). entry.c and panes.c use the few functions at the end; nobody else includes it.
 */
#ifndef UI_FILE_SCREEN_H
#define UI_FILE_SCREEN_H

#include "ui/app.h"
#include "ui/list.h"
#include "ui/sheet.h"
#include "ui/table.h"
#include "words/history.h"

enum file_pane {
	FILE_PANE_INVOICES,
	FILE_PANE_CIRCUIT,
	FILE_PANE_HISTORY,
	FILE_PANE_CONTACTS,
	FILE_PANE_SCRIPT,
	FILE_PANE_COUNT
};

struct file_view {
	const struct session *session;
	struct client_file file;
	struct list lists[FILE_PANE_COUNT]; /* of the script: lines, to scroll only */
	bool shown[FILE_PANE_COUNT];        /* as last drawn */
	enum file_pane wanted; /* where Tab went … */
	enum file_pane focus;  /* … and where the keys go: the same, as long as it is shown */
	bool active;     /* nothing stands over it: it shows where the arrows go */
	struct history_line *history; /* what stands, newest first; in the file's arena */
	size_t history_count;
	size_t overdue_count; /* items due before today: the first of the list */
	size_t late_count;    /* those of them that are owed … */
	size_t coming_count;  /* … and of the others: a credit falls due for nobody */
	int money_cells;      /* room for the widest amount */
	int number_cells;     /* room for the longest invoice number */
	bool years;           /* some date of the invoices is of another year */
	size_t *circuit; /* places of the invoices heard of, the stuck ones first; in the file's arena */
	size_t circuit_count, stuck_count;
	int rank, callable;   /* place in the queue and its length; rank 0: not on its first page */
	struct sheet script;
	int script_width; /* what it was laid out for; negative when beside; 0: not yet */
};

/* file_rows.c */
void file_rows_prepare(struct file_view *view); /* after the file was loaded */
void file_rows_invoices(struct file_view *view, struct term *term, struct area area, bool sum);
void file_rows_history(struct file_view *view, struct term *term, struct area area);
void file_rows_contacts(struct file_view *view, struct term *term, struct area area);
#define FILE_PHONE_LEAST 14
#define FILE_PHONE_MOST  20
/* Cells that show the numbers of this file whole, within reason. */
int file_rows_phone_cells(const struct client_file *file);
#define FILE_NAME_MOST 20
/* The same for the names of its contacts, within reason, and what they do. */
void file_rows_people_cells(const struct client_file *file, int *name, int *role);

/* file_circuit.c: where invoices stand inside the debtor. */
void file_circuit_prepare(struct file_view *view);
void file_circuit_rows(struct file_view *view, struct term *term, struct area area);
bool file_circuit_is_stuck(const struct file_view *view, size_t place); /* of the list of invoices */

/* file_draw.c */
void file_draw(struct file_view *view, struct term *term, struct area area);

/* A short notice for the next message of the file screen: what was recorded before it goes on by itself. */
void file_screen_recorded(struct app *app, const char *text);
/* What an outcome key or another key of the file does, for windows over it. EFFECT_PASS: not the file's. */
unsigned file_screen_action(struct app *app, enum action action);

/* Read the facts again while something stands over the file. */
void file_screen_refresh(struct app *app);

#endif
