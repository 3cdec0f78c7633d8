/* The walk over all clients: items stream beside the clients, the rest is looked up only for a client that has a past here.
 */
#include "desk/walk.h"

#include <string.h>

struct walk {
	struct session *session;
	struct arena *arena;
	struct item_stream *items;
	walk_visit visit;
	void *context;
	struct walk_seen *seen;
	bool abroad;                 /* the creditor is */
};

static bool visit_one(void *context, const struct client_row *row, struct err *err)
{
	struct walk *walk = context;
	struct walk_client client = { .row = row, .bundle = { .state = &row->state, .client_since = DATE_NONE, .abroad = walk->abroad } };
	bool past = row->state.promises > 0 || date_is(row->state.last_chase_on);

	walk->seen->last_id = row->id;
	walk->seen->clients++;
	return item_stream_of(walk->items, row->id, &client.bundle.items, &client.bundle.item_count, err) &&
	       item_stream_service(walk->items, row->id, &client.bundle.service_on, err) &&
	       refresh_services_after(walk->session, row->id, &client.bundle, err) &&
	       (!past || refresh_load(walk->session, walk->arena, row->id, &client.bundle, &client.promises, err)) &&
	       walk->visit(walk->context, &client, err);
}

bool walk_read(struct session *session, struct arena *arena, int64_t after, bool whole, walk_visit visit, void *context, struct walk_seen *seen,
               struct err *err)
{
	struct walk walk = { .session = session, .arena = arena, .visit = visit, .context = context, .seen = seen,
	                     .abroad = strcmp(session->creditor.country, "FR") != 0 };
	bool done;

	*seen = (struct walk_seen){ .last_id = after };
	done = item_stream_open(session->store, after, whole, &walk.items, err) &&
	       client_each(session->store, session->creditor.id, after, WALK_CLIENTS, whole, visit_one, &walk, err);
	item_stream_close(walk.items);
	return done;
}

bool walk_slice(struct session *session, struct arena *arena, int64_t after, bool whole, walk_visit visit, void *context, struct walk_seen *seen,
                struct err *err)
{
	bool done;

	if (!store_begin(session->store, false, err))
		return false;
	done = walk_read(session, arena, after, whole, visit, context, seen, err);
	store_rollback(session->store); /* a read has nothing to commit */
	return done;
}
