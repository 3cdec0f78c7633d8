/* The agenda reads; it changes nothing.
 */
#include "desk/agenda.h"

#include <string.h>

#include "base/gettext.h"
#include "db/people.h"
#include "rules/follow_up.h"
#include "rules/outcome.h"

bool agenda_callbacks(struct session *session, struct arena *arena, struct agenda_row **rows, size_t *count, struct err *err)
{
	struct client_row *clients;
	size_t found;

	if (!client_timed(session->store, arena, session->creditor.id, session->today, session->today, &clients, &found, err))
		return false;
	*rows = arena_alloc(arena, (found + 1) * sizeof **rows);
	for (size_t i = 0; i < found; i++)
		(*rows)[i] = (struct agenda_row){ .client = clients[i], .minute = clients[i].state.follow_up_minute };
	*count = found;
	return true;
}

/* The hour before which an agent's callback is the team's by now. */
static int team_minute(const struct session *session)
{
	return session->minute < 0 ? -1 : session->minute - session->policy.team_after_minutes;
}

static enum agenda_when when_of(const struct session *session, const struct agenda_follow_up *row, bool paid)
{
	if (row->due_on > session->today)
		return AGENDA_LATER;
	if (paid)
		return AGENDA_TODAY;
	if (row->due_on < session->today || (row->minute >= 0 && session->minute > row->minute))
		return AGENDA_LATE;
	return AGENDA_TODAY;
}

static enum follow_up_stand stand_of(const struct session *session, const struct agenda_follow_up *row)
{
	struct follow_up_facts facts = {
		.callback = strcmp(row->kind, outcome_rules[OUTCOME_CALLBACK].code) == 0,
		.due_on = row->due_on,
		.why_not = why_not_from(row->why_not),
		.paid_since = row->paid_since,
	};

	return follow_up_stand(&facts, session->today);
}

/* The rows that stand, in their order; returns how many. */
static size_t take_standing(const struct session *session, const struct agenda_follow_up *found, size_t count, struct agenda_entry *rows)
{
	size_t taken = 0;

	for (size_t i = 0; i < count; i++) {
		enum follow_up_stand stand = stand_of(session, &found[i]);

		if (stand != FOLLOW_UP_OVER)
			rows[taken++] = (struct agenda_entry){
				.follow_up = found[i],
				.when = when_of(session, &found[i], stand == FOLLOW_UP_PAID),
				.paid = stand == FOLLOW_UP_PAID,
			};
	}
	return taken;
}

bool agenda_list(struct session *session, struct arena *arena, const struct agenda_query *query, struct agenda_entry **rows, size_t *count,
                 struct err *err)
{
	const struct agenda_follow_up_query ask = {
		.creditor_id = session->creditor.id,
		.agent_id = query->agent_id,
		.team_on = session->today,
		.team_minute = team_minute(session),
		.up_to = session->today + query->days,
		.limit = query->limit < AGENDA_MOST ? query->limit : AGENDA_MOST,
	};
	struct agenda_follow_up *found;

	if (!agenda_follow_ups(session->store, arena, &ask, &found, count, err))
		return false;
	*rows = arena_alloc(arena, (*count + 1) * sizeof **rows);
	*count = take_standing(session, found, *count, *rows);
	return true;
}

bool agenda_agent(struct session *session, const char *name, int64_t *agent_id, struct err *err)
{
	struct arena arena = { 0 };
	struct agent_row agent;
	enum found found = agent_by_name(session->store, &arena, name, &agent, err);

	if (found == FOUND)
		*agent_id = agent.id;
	else if (found == FOUND_NOT)
		err_set(err, ERR_MISSING, N_("no agent is called %s here: relance agents lists them"), name);
	arena_clear(&arena);
	return found == FOUND;
}
