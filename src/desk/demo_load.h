/* Many made-up clients into an empty store at once.
 */
#ifndef DESK_DEMO_LOAD_H
#define DESK_DEMO_LOAD_H

#include "desk/demo_client.h"
#include "desk/session.h"

#define DEMO_SOURCE "demo" /* where its items come from */

/* How old something of client `number` must be for its story to come (demo_story.h). */
typedef void demo_age(const struct demo_recipe *recipe, int64_t number, int *from, int *to);

struct demo_told {
	void (*progress)(void *context, double part); /* may be NULL */
	void *context;
};

struct demo_loaded {
	int64_t *ids;                /* [number] for every client, in growing order: the caller's, mem_free */
	int64_t items;
	cents open[DEMO_COUNTRIES];  /* control totals of demo_currencies */
};
/* In several transactions. */
bool demo_load(struct session *session, const struct demo_recipe *recipe, demo_age *age, const struct demo_told *told,
               struct demo_loaded *out, struct err *err);

#endif
