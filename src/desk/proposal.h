/* What is proposed to a supervisor: kept in step with what the rules say, in the transaction that changes the facts.
 */
#ifndef DESK_PROPOSAL_H
#define DESK_PROPOSAL_H

#include "db/escalation.h"
#include "desk/judge.h"
#include "desk/session.h"

/* What is to be written about each kind. */
struct proposal {
	struct proposal_part {
		enum { PROPOSAL_STAYS, PROPOSAL_NEW, PROPOSAL_OTHER_REASONS, PROPOSAL_LAPSES } change;
		struct escalation_row row;   /* as stored, unless it is new; borrows */
		unsigned reasons, warnings;
	} parts[ESCALATION_KIND_COUNT];
	bool changes;
};

/* Compare what the verdict proposes with what is stored; `was`: the client's stored code. A refusal holds until its again_on, a lifted hold
 * until then or more reasons (rules/escalation.h), an approved legal until the file is taken back; what a person proposed, with a note, does not lapse by itself. Sets verdict->ready.proposal to the code
 * to store. Looks at the store only when either side proposes something; rows go into the arena. */
bool proposal_weigh(struct session *session, struct arena *arena, int64_t client_id, const char *was, struct client_verdict *verdict,
                    struct proposal *out, struct err *err);

/* A hold that was lifted: a refused row of the day of its lifting. */
bool proposal_is_lifted(const struct escalation_row *row);

/* Inside a write transaction: the rows, and a journal row for each that appears or lapses. */
bool proposal_put(struct session *session, int64_t client_id, const struct proposal *proposal, struct err *err);

#endif
