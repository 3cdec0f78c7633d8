/* What stands between a client and us, read together; and the lists a supervisor goes through.
 */
#include <string.h>

#include "db/circuit.h"
#include "db/people.h"
#include "desk/escalation.h"

/* Somebody told us that invoices arrived: where one stands, or stood, inside the client's house. */
static bool receipt_confirmed(struct session *session, struct arena *arena, int64_t client_id, bool *confirmed, struct err *err)
{
	struct circuit_row *rows;
	size_t count;

	*confirmed = false;
	if (!circuit_list(session->store, arena, client_id, 0, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		*confirmed |= rows[i].event.stage >= CIRCUIT_RECEIVED && rows[i].event.stage <= CIRCUIT_PAID;
	return true;
}

static bool was_refused(const struct client_file *file)
{
	for (size_t i = 0; i < file->history_count; i++)
		if (!file->history[i].undone_by && strcmp(file->history[i].outcome, outcome_rules[OUTCOME_REFUSAL].code) == 0)
			return true;
	return false;
}

static bool was_unpaid(const struct client_file *file)
{
	for (size_t i = 0; i < file->promise_count; i++) {
		enum promise_state state = file->promises[i].promise.state;

		if (state == PROMISE_BROKEN || state == PROMISE_PARTLY_KEPT)
			return true;
	}
	return false;
}

static size_t count_overdue(const struct client_file *file)
{
	size_t n = 0;

	for (size_t i = 0; i < file->invoice_count; i++)
		n += file->invoices[i].item.due_on < file->entry.today && !file->invoices[i].item.disputed && file->left[i] > 0;
	return n;
}

/* What a registered letter that gives so many days still needs; 0: it may go. */
static bool letter_missing(struct session *session, const struct client_file *file, int days_to_pay, unsigned *missing, struct err *err)
{
	struct arena arena = { 0 };
	struct escalation_letter_facts facts = {
		.spoken = date_is(file->client.state.spoken_on),
		.promise_unpaid = was_unpaid(file),
		.refused = was_refused(file),
		.days_to_pay = days_to_pay,
		.invoices = count_overdue(file),
	};
	struct agent_row agent = { .phone = "" };
	bool done = receipt_confirmed(session, &arena, file->client.id, &facts.receipt_confirmed, err) &&
	            agent_by_name(session->store, &arena, session->agent, &agent, err) != FOUND_ERROR;

	if (done) {
		facts.agent_phone = *agent.phone != '\0';
		*missing = escalation_check_letter(&facts, &session->policy.escalation);
	}
	arena_clear(&arena);
	return done;
}

bool escalation_case_load(struct session *session, struct arena *arena, const struct client_file *file, struct escalation_case *out,
                          struct err *err)
{
	struct store *store = session->store;
	int64_t id = file->client.id;
	struct registered_row letter;

	*out = (struct escalation_case){ .letter_on = DATE_NONE, .summons_on = DATE_NONE };
	if (!escalation_list(store, arena, id, &out->rows, &out->row_count, err) ||
	    !threat_list(store, arena, id, &out->threats, &out->threat_count, err) ||
	    !sanction_list(store, arena, id, &out->sanctions, &out->sanction_count, err) ||
	    !letter_missing(session, file, session->policy.escalation.letter_min_days, &out->letter_missing, err))
		return false;
	switch (registered_last(store, id, &letter, err)) {
	case FOUND_ERROR: return false;
	case FOUND_NOT: break;
	case FOUND:
		out->letter_on = letter.sent_on;
		out->summons_on = escalation_summons_on(letter.sent_on, letter.days_to_pay);
	}
	return true;
}

bool escalation_sanctions(struct session *session, struct arena *arena, int64_t client_id, struct sanction_row **rows, size_t *count,
                          struct err *err)
{
	return sanction_list(session->store, arena, client_id, rows, count, err);
}

bool escalation_approvals(struct session *session, struct arena *arena, struct escalation_waiting **rows, size_t *count, struct err *err)
{
	return escalation_waiting(session->store, arena, session->creditor.id, rows, count, err);
}

bool escalation_is_approved(const struct client_file *file)
{
	for (size_t i = 0; i < file->threat_count; i++)
		if (file->threats[i].escalation_id && !file->threats[i].refused && !date_is(file->threats[i].executed_on))
			return true;
	return false;
}

bool escalation_is_untold(const struct client_file *file, enum escalation_sanction what)
{
	for (size_t i = 0; i < file->threat_count; i++) {
		const struct threat_row *row = &file->threats[i];

		if (strcmp(row->what, escalation_sanction_codes[what]) == 0 && date_is(row->decided_on) && !date_is(row->announced_on) &&
		    !date_is(row->executed_on))
			return true;
	}
	return false;
}

struct escalation_threat escalation_threat_of(const struct threat_row *row)
{
	return (struct escalation_threat){ row->decided_on, row->announced_on, row->executed_on };
}

bool escalation_empty_threats(struct session *session, struct arena *arena, struct threat_row **rows, size_t *count, struct err *err)
{
	size_t kept = 0;

	if (!threat_list_told(session->store, arena, session->creditor.id, rows, count, err))
		return false;
	for (size_t i = 0; i < *count; i++) {
		struct escalation_threat threat = escalation_threat_of(&(*rows)[i]);

		if (escalation_threat_is_reported(escalation_threat_state_on(&threat, session->today)))
			(*rows)[kept++] = (*rows)[i];
	}
	*count = kept;
	return true;
}

/* - and _ alike. */
static bool same_code(const char *code, const char *text)
{
	for (; *code && *text; code++, text++)
		if (*code != *text && !(*code == '_' && *text == '-'))
			return false;
	return *code == *text;
}

static int find_code(const char *const *codes, int first, int count, const char *text)
{
	for (int i = first; i < count; i++)
		if (same_code(codes[i], text))
			return i;
	return -1;
}

bool escalation_kind_from(const char *code, enum escalation_kind *out)
{
	int at = find_code(escalation_kind_codes, 0, ESCALATION_KIND_COUNT, code);

	if (at >= 0)
		*out = (enum escalation_kind)at;
	return at >= 0;
}

bool escalation_sanction_from(const char *code, enum escalation_sanction *out)
{
	int at = find_code(escalation_sanction_codes, 0, ESCALATION_SANCTION_COUNT, code);

	if (at >= 0)
		*out = (enum escalation_sanction)at;
	return at >= 0;
}

bool escalation_handover_from(const char *code, enum escalation_handover *out)
{
	int at = find_code(escalation_handover_codes, ESCALATION_HAND_LEGAL, ESCALATION_HANDOVER_COUNT, code);

	if (at >= 0)
		*out = (enum escalation_handover)at;
	return at >= 0;
}
