/* The agenda reads what the queue keeps ready; it changes nothing.
 */
#include "desk/agenda.h"

bool agenda_callbacks(struct session *session, struct arena *arena, struct agenda_row **rows, size_t *count, struct err *err)
{
	struct client_row *clients;
	size_t found, n = 0;

	if (!client_timed(session->store, arena, session->creditor.id, session->today, &clients, &found, err))
		return false;
	*rows = arena_alloc(arena, (found + 1) * sizeof **rows);
	for (size_t i = 0; i < found; i++)
		if (clients[i].state.follow_up_on == session->today)
			(*rows)[n++] = (struct agenda_row){ .client = clients[i], .minute = clients[i].state.follow_up_minute };
	*count = n;
	return true;
}
