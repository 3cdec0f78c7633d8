/* Proposals: rows that appear when the rules propose something, and lapse when they no longer do. Who decides is not known here.
 */
#include "desk/proposal.h"

#include <string.h>

#include "base/id.h"
#include "base/json.h"

static const struct escalation_row *newest(const struct escalation_row *rows, size_t count, enum escalation_kind kind)
{
	const struct escalation_row *last = NULL;

	for (size_t i = 0; i < count; i++)
		if (rows[i].kind == kind)
			last = &rows[i];
	return last;
}

/* Decided, and the decision still stands: not to be proposed again. */
static bool is_settled(const struct escalation_row *row, date today)
{
	if (row->state == ESCALATION_APPROVED && row->kind == ESCALATION_KIND_LEGAL && !date_is(row->taken_on))
		return true;
	return row->state != ESCALATION_PROPOSED && date_is(row->again_on) && today < row->again_on;
}

/* A hold that was lifted leaves a refused row of that day. On it the row learns what spoke for the hold: that was decided about too. */
static bool weigh_lifted(const struct escalation_row *last, unsigned reasons, date broke_on, date today, struct proposal_part *out)
{
	const struct escalation_lifted lifted = { .on = last->taken_on, .again_on = last->again_on, .reasons = last->reasons };

	*out = (struct proposal_part){ .row = *last, .reasons = reasons };
	if (escalation_hold_again(&lifted, reasons, broke_on, today)) {
		out->change = PROPOSAL_NEW;
		return true;
	}
	if (today == lifted.on && reasons != last->reasons)
		out->change = PROPOSAL_OTHER_REASONS;
	return false;
}

bool proposal_is_lifted(const struct escalation_row *row)
{
	return row->kind == ESCALATION_KIND_HOLD && row->state == ESCALATION_REFUSED && date_is(row->taken_on);
}

/* One kind: its reasons now (0: none) against its newest row. True when something is proposed afterwards. */
static bool weigh(const struct escalation_row *last, unsigned reasons, unsigned warnings, date today, struct proposal_part *out)
{
	bool stands = last && last->state == ESCALATION_PROPOSED;

	*out = (struct proposal_part){ .reasons = reasons, .warnings = warnings };
	if (stands)
		out->row = *last;
	if (!stands && last && is_settled(last, today))
		return false;
	if (!reasons && stands && *last->note)
		return true;
	if (reasons && !stands)
		out->change = PROPOSAL_NEW;
	else if (!reasons && stands)
		out->change = PROPOSAL_LAPSES;
	else if (stands && (last->reasons != reasons || last->warnings != warnings))
		out->change = PROPOSAL_OTHER_REASONS;
	return reasons != 0;
}

bool proposal_weigh(struct session *session, struct arena *arena, int64_t client_id, const char *was, struct client_verdict *verdict,
                    struct proposal *out, struct err *err)
{
	const struct escalation *legal = &verdict->escalation;
	const unsigned reasons[ESCALATION_KIND_COUNT] = {
		[ESCALATION_KIND_LEGAL] = legal->proposed ? legal->reasons : 0,
		[ESCALATION_KIND_HOLD] = verdict->hold,
	};
	const unsigned warnings[ESCALATION_KIND_COUNT] = { [ESCALATION_KIND_LEGAL] = legal->proposed ? legal->warnings : 0 };
	struct escalation_row *rows;
	size_t count;

	*out = (struct proposal){ 0 };
	if (!*was && !reasons[ESCALATION_KIND_LEGAL] && !reasons[ESCALATION_KIND_HOLD])
		return true;
	if (!escalation_list(session->store, arena, client_id, &rows, &count, err))
		return false;
	verdict->ready.proposal = "";
	for (int kind = ESCALATION_KIND_COUNT - 1; kind >= 0; kind--) { /* legal last: it is the one shown */
		const struct escalation_row *last = newest(rows, count, (enum escalation_kind)kind);
		struct proposal_part *part = &out->parts[kind];

		if (last && proposal_is_lifted(last) ? weigh_lifted(last, reasons[kind], verdict->broke_on, session->today, part)
		                    : weigh(last, reasons[kind], warnings[kind], session->today, part))
			verdict->ready.proposal = escalation_kind_codes[kind];
		out->changes |= out->parts[kind].change != PROPOSAL_STAYS;
	}
	return true;
}

static bool journal(struct session *session, int64_t client_id, const char *what, const struct escalation_row *row, struct err *err)
{
	struct session_note note;
	struct json *json = session_note_open(&note);

	json_integer(json, "deed", row->id);
	json_text(json, "kind", escalation_kind_codes[row->kind]);
	json_integer(json, "reasons", row->reasons);
	json_integer(json, "warnings", row->warnings);
	return session_note_write(session, &note, client_id, what, err);
}

static bool put_new(struct session *session, int64_t client_id, enum escalation_kind kind, const struct proposal_part *part,
                    struct err *err)
{
	const struct escalation_row row = {
		.id = id_new(),
		.client_id = client_id,
		.kind = kind,
		.proposed_on = session->today,
		.reasons = part->reasons,
		.warnings = part->warnings,
		.state = ESCALATION_PROPOSED,
		.decided_on = DATE_NONE,
		.again_on = DATE_NONE,
		.note = "",
		.handover = "",
		.handed_on = DATE_NONE,
		.taken_on = DATE_NONE,
	};

	return escalation_insert(session->store, &row, err) && journal(session, client_id, "propose", &row, err);
}

/* A row that stands: with other reasons, or gone. */
static bool put_old(struct session *session, int64_t client_id, const struct proposal_part *part, struct err *err)
{
	struct escalation_row row = part->row;

	if (part->change == PROPOSAL_LAPSES) {
		row.state = ESCALATION_LAPSED;
		row.decided_on = session->today;
	} else {
		row.reasons = part->reasons;
		row.warnings = part->warnings;
	}
	return escalation_put_weighed(session->store, &row, err) &&
	       (part->change != PROPOSAL_LAPSES || journal(session, client_id, "lapse", &row, err));
}

bool proposal_put(struct session *session, int64_t client_id, const struct proposal *proposal, struct err *err)
{
	bool done = true;

	for (int kind = 0; kind < ESCALATION_KIND_COUNT && done; kind++) {
		const struct proposal_part *part = &proposal->parts[kind];

		if (part->change == PROPOSAL_NEW)
			done = put_new(session, client_id, (enum escalation_kind)kind, part, err);
		else if (part->change != PROPOSAL_STAYS)
			done = put_old(session, client_id, part, err);
	}
	return done;
}
