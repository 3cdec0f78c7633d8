/* What a window over a file is: a sheet laid out from the file's facts, with keys of its own perhaps. ui/panes.c runs them all.
 */
#ifndef UI_PANE_H
#define UI_PANE_H

#include "ui/app.h"
#include "ui/sheet.h"

struct pane;

struct pane_kind {
	enum action action;          /* the key that opens it closes it too */
	const char *title;           /* N_() */
	void (*lay)(struct pane *pane, const struct client_file *file);
	/* NULL and 0: nothing of its own */
	enum action_context context; /* its keys, instead of the file's */
	const enum action *bar;
	const enum action *(*bar_of)(const struct client_file *file); /* the same, where it depends on the file */
	unsigned (*act)(struct pane *pane, enum action action); /* EFFECT_PASS: not its own */
};

/* Over the open file when it is this client's; else over what is on top, read for itself. */
void pane_push(struct app *app, const struct pane_kind *kind, int64_t client_id);

const struct client_file *pane_file(const struct pane *pane); /* NULL: it was closed */
struct app *pane_app(const struct pane *pane);
struct sheet *pane_sheet(struct pane *pane);

#endif
