/* The supervisor of the made-up portfolio. Knows no rule: it decides about what the rules proposed.
 */
#include "desk/demo_lead.h"

#include <string.h>

#include "base/id.h"
#include "base/mem.h"
#include "desk/aging.h"
#include "desk/escalation.h"
#include "desk/money.h"
#include "desk/team.h"
#include "rules/calendar.h"

#define DAY_MS       INT64_C(86400000)
#define EVENING_MS   INT64_C(57600000) /* five o'clock in France, in winter, as UTC */
#define MORNING_MS   INT64_C(25200000)
#define WEEK_DAYS    7
#define OWNED_MONTHS 6    /* so long ago files were given */
#define OWN_EVERY    5    /* every fifth file is nobody's in particular */
#define OWNED_MOST   1000

/* ---- before ---- */

static bool give_files(struct session *session, const struct demo_recipe *recipe, const int64_t *ids, const struct agent_row *agents,
                       size_t agent_count, struct err *err)
{
	size_t clients = recipe->clients < OWNED_MOST ? (size_t)recipe->clients : OWNED_MOST;
	int64_t *theirs = mem_alloc((clients + 1) * sizeof *theirs);
	struct team_assigned assigned;
	bool done = true;

	for (size_t a = 0; a < agent_count && done; a++) {
		const struct team_assignment to = { .agent = agents[a].name };
		size_t count = 0;

		for (size_t i = 0; i < clients; i++)
			if (i % OWN_EVERY != 0 && i % agent_count == a)
				theirs[count++] = ids[i];
		done = team_assign(session, theirs, count, &to, &assigned, err);
	}
	mem_free(theirs);
	return done;
}

bool demo_lead_begin(struct session *session, const struct demo_recipe *recipe, const int64_t *ids, const struct agent_row *agents,
                     size_t agent_count, struct err *err)
{
	date today = session->today;
	bool done;

	if (recipe->clients > DEMO_LED_MOST)
		return true;
	session->today = date_add_months(today, -OWNED_MONTHS);
	session->past_ms = session->today * DAY_MS + MORNING_MS;
	done = give_files(session, recipe, ids, agents, agent_count, err);
	session->past_ms = 0;
	session->today = today;
	return done;
}

/* ---- balances ---- */

bool demo_lead_keep(struct session *session, const struct demo_recipe *recipe, struct err *err)
{
	return recipe->clients > DEMO_LED_MOST || (recipe->today - session->today) % WEEK_DAYS != 0 || aging_keep(session, err);
}

bool demo_lead_keep_before(struct session *session, const struct demo_recipe *recipe, date first, struct err *err)
{
	date today = session->today;
	bool done = true;

	for (date day = recipe->today - AGING_WEEKS * WEEK_DAYS; day < first && done; day += WEEK_DAYS) {
		session->today = day;
		done = demo_lead_keep(session, recipe, err);
	}
	session->today = today;
	return done;
}

/* ---- decisions ---- */

static bool act(struct session *session, int64_t client_id, enum escalation_act what, enum escalation_kind kind, const char *note,
                struct err *err)
{
	const struct escalation_deed deed = { .id = id_new(), .client_id = client_id, .act = what, .kind = kind, .note = note,
		                              .what = what == ESCALATION_ACT_IMPOSE ? ESCALATION_CANCEL_TERMS : ESCALATION_LEGAL,
		                              .to = ESCALATION_HAND_LEGAL, .again_on = DATE_NONE };
	struct escalation_done done;

	return escalation_do(session, &deed, &done, err);
}

/* The caller tells the client, and nobody carries it out: what the report is for. */
static bool tell(struct session *session, int64_t client_id, const struct agent_row *caller, struct err *err)
{
	int64_t agent_id = session->agent_id;
	const char *agent = session->agent;
	bool done;

	session->agent_id = caller->id;
	session->agent = caller->name;
	done = act(session, client_id, ESCALATION_ACT_ANNOUNCE, ESCALATION_KIND_LEGAL, NULL, err);
	session->agent_id = agent_id;
	session->agent = agent;
	return done;
}

/* Of each kind the first few that wait, in their order. */
static bool decide_one(struct session *session, const struct escalation_row *row, int place, const struct agent_row *caller, struct err *err)
{
	int64_t id = row->client_id;

	if (row->kind == ESCALATION_KIND_LEGAL) {
		switch (place) {
		case 0: return act(session, id, ESCALATION_ACT_APPROVE, row->kind, NULL, err) && tell(session, id, caller, err);
		case 1:
			return act(session, id, ESCALATION_ACT_APPROVE, row->kind, NULL, err) &&
			       act(session, id, ESCALATION_ACT_HAND_OVER, row->kind, "dossier complet, pièces jointes", err);
		default: return true;
		}
	}
	switch (place) {
	case 0: return act(session, id, ESCALATION_ACT_APPROVE, row->kind, NULL, err);
	case 1: return act(session, id, ESCALATION_ACT_REFUSE, row->kind, "client de longue date, incident isolé", err);
	case 2: return act(session, id, ESCALATION_ACT_IMPOSE, row->kind, "retour au paiement à réception", err);
	default: return true;
	}
}

/* The first claim there is is given up. */
static bool waive_one(struct session *session, int64_t client_id, struct err *err)
{
	struct arena arena = { 0 };
	struct money money;
	struct money_waived waived;
	bool done = money_load(session, &arena, client_id, session->today, &money, err);

	if (done && money.claim_count > 0 && money.claims[0].left.fee > 0) {
		const struct money_waive request = { .id = id_new(), .client_id = client_id, .number = money.claims[0].invoice.number,
			                             .interest = 0, .fee = -1, .note = "geste commercial" };

		done = money_waive(session, &request, &waived, err);
	}
	arena_clear(&arena);
	return done;
}

/* A decision about legal may let a proposal of a hold lapse: one decision a client. */
static bool is_decided(const struct escalation_waiting *rows, size_t place)
{
	for (size_t i = 0; i < place; i++)
		if (rows[i].row.client_id == rows[place].row.client_id)
			return true;
	return false;
}

static bool decide_all(struct session *session, const struct agent_row *caller, struct err *err)
{
	struct arena arena = { 0 };
	struct escalation_waiting *rows;
	size_t count;
	int places[ESCALATION_KIND_COUNT] = { 0 };
	bool done = escalation_approvals(session, &arena, &rows, &count, err);

	for (size_t i = 0; done && i < count; i++)
		done = is_decided(rows, i) || decide_one(session, &rows[i].row, places[rows[i].row.kind]++, caller, err);
	if (done && count > 0)
		done = waive_one(session, rows[count - 1].row.client_id, err);
	arena_clear(&arena);
	return done;
}

bool demo_lead_decide(struct session *session, const struct demo_recipe *recipe, const struct agent_row *caller, struct err *err)
{
	date today = session->today;
	bool done;

	if (recipe->clients > DEMO_LED_MOST)
		return true;
	session->today = calendar_business_on_or_before(recipe->today - 1);
	session->past_ms = session->today * DAY_MS + EVENING_MS;
	done = decide_all(session, caller, err);
	session->past_ms = 0;
	session->today = today;
	return done;
}
