/* One use case after the other for many clients, a bar showing how far it is; Esc stops between two. What was refused is said, and logged one by one.
 */
#ifndef UI_BULK_H
#define UI_BULK_H

#include "ui/app.h"

struct bulk {
	const char *title;               /* translated, copied */
	const int64_t *clients;          /* copied */
	size_t count;
	bool (*one)(void *context, int64_t client_id, struct err *err); /* an ordinary use case; false: refused */
	void *context;                   /* given back when all is over … */
	void (*release)(void *context);  /* … with this; NULL: mem_free */
};

/* The screen goes on by itself and reloads the others at its end. At least one client. */
void bulk_push(struct app *app, const struct bulk *bulk);

/* What was recorded for many clients at once, an action of each: `u` takes all of it back, as long as nothing was recorded since. */
struct bulk_deed {
	int64_t client_id, action_id;
};
void bulk_begin(struct app *app);  /* from now on u means what is remembered next */
void bulk_remember(struct app *app, int64_t client_id, int64_t action_id);
unsigned bulk_undo(struct app *app); /* EFFECT_PASS: it is something else that goes first */

#endif
