/* A roll: a list screen of things that belong to clients (agenda, promises, disputes, mails, payments …).
 *
 * The kind says the columns, how the rows are read from the desk and what its own actions do. Moving, marking, filtering as one types,
 * sorting by a column, the preview, exporting and opening the client's file are here, once for all of them. Knows no meaning.
 */
#ifndef UI_ROLL_H
#define UI_ROLL_H

#include "base/arena.h"
#include "ui/app.h"
#include "ui/sheet.h"
#include "ui/table.h"

struct roll_cell {
	const char *text;  /* as shown; NULL = empty */
	int64_t order;     /* what the column sorts by; with ROLL_BY_TEXT the text does */
	enum style style;
};
#define ROLL_BY_TEXT INT64_MIN

struct roll_row {
	int64_t id;        /* of the thing */
	int64_t client_id; /* Enter opens its file; 0: none */
	struct roll_cell cells[TABLE_COLUMNS];
	const void *of;    /* the kind's own record, in the arena; may be NULL */
	bool marked;       /* kept by id when the rows are read again */
};

struct roll_kind {
	const char *name;                   /* stable English, for tests */
	enum action_context context;        /* ACTION_CONTEXT_LIST, or one of the kind's own under it */
	const enum action *bar;             /* ended by ACTION_COUNT */
	/* The same for what stands under the cursor and is marked; NULL: `bar`. */
	const enum action *(*bar_of)(const struct app *app, const struct roll_row *row, const struct roll_row *rows, size_t count);
	const enum action *empty_bar;       /* the same while there is no row: what shows other rows, and the way back. NULL: the way back */
	const char *title;                  /* N_() */
	const char *empty;                  /* N_(): said when there is no row, with the remedy */
	const char *(*say_empty)(int64_t argument); /* N_(): the same, where it depends on what is shown; NULL: `empty` */
	/* Titles N_(), translated when drawn; the first shown first. `whole`: no more than so many cells to show the words whole; numbers
	 * always are. */
	const struct table_column *columns;
	unsigned money;                     /* columns (bits 1 << place) whose title names the creditor's currency */
	size_t column_count, name_column;
	/* Everything to show, in its natural order; into the arena. `argument` is roll_push's. */
	bool (*load)(struct app *app, int64_t argument, struct arena *arena, struct roll_row **rows, size_t *count, struct err *err);
	/* What stands behind the title (counts, sums); may be NULL. */
	void (*summary)(struct app *app, const struct roll_row *rows, size_t count, char *out, size_t room);
	/* The preview of a row, shown beside or under the list; may be NULL. */
	void (*preview)(struct app *app, const struct roll_row *row, struct sheet *sheet);
	/* The kind's own actions on the selected row (NULL: none), or on the marked ones when there are some. EFFECT_PASS: not mine. */
	unsigned (*act)(struct app *app, enum action action, const struct roll_row *row, const struct roll_row *const *marked, size_t marked_count);
	/* The status line for the row under the cursor; NULL: what to know of its client before dialling. */
	void (*status)(struct app *app, const struct roll_row *row, char *out, size_t room);
	bool with_client;   /* the preview stands above that of the client, as far as there is room */
	bool read;          /* the rows alone do not say enough: the preview shows on narrow screens too, until somebody hides it */
	bool in_turn;       /* the clients of its rows are called one after the other: the next file is the next row's */
	bool by_the_minute; /* what it shows depends on the hour: read again each minute */
};

extern const struct screen_ops roll_screen;
/* Go to the roll of this kind: the one that is open, read anew, or another one over what is open. */
void roll_push(struct app *app, const struct roll_kind *kind, int64_t argument);
void roll_push_at(struct app *app, const struct roll_kind *kind, int64_t argument, int64_t id); /* the same, the cursor on the row of this id if it is there; 0: where it was */
int64_t roll_client(const struct app *app);         /* of the row under the cursor of the roll nearest the top; 0: none */
const struct roll_kind *roll_kind_on_top(const struct app *app); /* NULL: another screen */
const struct roll_row *roll_row_selected(const struct app *app); /* of the roll nearest the top; NULL: none. Until it is read again */
int64_t roll_argument(const struct app *app);       /* what the roll nearest the top was pushed with */
void roll_select(struct app *app, int64_t id);      /* the row the cursor goes to when the roll nearest the top is read again */
bool roll_in_turn(const struct app *app);           /* the roll nearest the top is gone through row by row */
int64_t roll_pass(struct app *app, int64_t client_id); /* the cursor passes this client's rows: whose row it stands on then; 0: none is left, and it is back at the top */
void roll_advance(struct app *app);                 /* the next row of the roll nearest the top gets the cursor: this one is done with */
void roll_unmark(struct app *app);                  /* all rows of the roll nearest the top: what they were marked for is done */
/* Rows as a draft names them (ui/keep.h); the caller's to free. */
char *roll_name_rows(const struct roll_row *const *rows, size_t count);
int64_t roll_client_of(const struct roll_row *const *rows, size_t count); /* the client they are all of; 0: several, or none */
/* Opens the roll and asks again about the rows a draft names, as far as they are still there; false: none is. */
typedef unsigned roll_ask(struct app *app, const struct roll_row *const *rows, size_t count, const char *draft);
bool roll_resume(struct app *app, const struct roll_kind *kind, const char *draft, roll_ask *ask);

#endif
