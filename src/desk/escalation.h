/* When amicable chasing ends: what is proposed, a supervisor's decision, threats, sanctions, the hand-over.
 *
 * One deed is one transaction with its journal row, and the same id again is the same deed. Supervisors decide; an agent may only tell
 * the client of a threat that was decided. The rules are rules/escalation.h's.
 */
#ifndef DESK_ESCALATION_H
#define DESK_ESCALATION_H

#include "db/escalation.h"
#include "desk/file.h"
#include "desk/session.h"
#include "rules/escalation.h"

#define ESCALATION_NOTE_BYTES 500

enum escalation_act {
	ESCALATION_ACT_PROPOSE,          /* kind, note: by a person; what the rules propose is desk/proposal.h's */
	ESCALATION_ACT_APPROVE,          /* kind: what was proposed; without a proposal the supervisor's own decision, with a note.
	                                    Legal: a threat may be told from then on. Hold: it is in force at once */
	ESCALATION_ACT_REFUSE,           /* kind, again_on, note: what was proposed, or legal that was approved and not carried out yet */
	ESCALATION_ACT_HAND_OVER,        /* to, after legal was approved: calls and mails stop, the threat is carried out */
	ESCALATION_ACT_TAKE_BACK,        /* agents may call again; legal is not proposed again for a month */
	ESCALATION_ACT_THREATEN,         /* what: decided, to be told */
	ESCALATION_ACT_ANNOUNCE,         /* what: the client was told today; agents may */
	ESCALATION_ACT_EXECUTE,          /* what: carried out; legal by handing over only */
	ESCALATION_ACT_IMPOSE,           /* what: a sanction in force from today */
	ESCALATION_ACT_LIFT,             /* what */
	ESCALATION_ACT_UNDECIDE,         /* what: decided and not told yet, not to be told any more; legal by refusing it */
	ESCALATION_ACT_COUNT
};
/* Kinds of journal rows: propose approve refuse hand_over take_back threaten announce execute impose lift undecide */
extern const char *const escalation_act_codes[ESCALATION_ACT_COUNT];

#define ESCALATION_AGAIN_DAYS 30 /* a refusal without a date holds for a month */

struct escalation_deed {
	int64_t id;                      /* made by id_new() when it is begun, so that a retry is one deed */
	int64_t client_id;
	enum escalation_act act;
	enum escalation_kind kind;
	enum escalation_sanction what;
	enum escalation_handover to;
	date again_on;
	const char *note;                /* or NULL */
	bool waits;                      /* approve: what was proposed and nothing else, whatever the note: a colleague may have refused it meanwhile */
};
struct escalation_done {
	bool already;                    /* the deed stands: nothing new was written */
	date on;                         /* when; of a refusal and of a lifted hold, until when */
	bool withdrawn;                  /* refused: it had been approved */
	date told_on;                    /* withdrawn: the client had been told of it; DATE_NONE: he was not */
};

/* A transaction of its own. ERR_REFUSED says which step is missing, or who may. */
bool escalation_do(struct session *session, const struct escalation_deed *deed, struct escalation_done *out, struct err *err);

/* What was proposed, threatened and imposed, and what a letter still needs: for a decision and for the file. */
struct escalation_case {
	unsigned letter_missing;         /* what a registered letter still needs; bits of enum escalation_letter */
	date letter_on, summons_on;      /* DATE_NONE: none left, none may follow */
	struct escalation_row *rows;     /* oldest first */
	size_t row_count;
	struct threat_row *threats;
	size_t threat_count;
	struct sanction_row *sanctions;
	size_t sanction_count;
};
bool escalation_case_load(struct session *session, struct arena *arena, const struct client_file *file, struct escalation_case *out,
                          struct err *err);

/* A client's sanctions, in force or lifted, oldest first. */
bool escalation_sanctions(struct session *session, struct arena *arena, int64_t client_id, struct sanction_row **rows, size_t *count,
                          struct err *err);

/* Lists for a supervisor, into the arena. What waits for his decision: legal first, then the highest score. */
bool escalation_approvals(struct session *session, struct arena *arena, struct escalation_waiting **rows, size_t *count,
                          struct err *err);
/* Threats told and not carried out the same day, or told before they were decided; oldest first. */
bool escalation_empty_threats(struct session *session, struct arena *arena, struct threat_row **rows, size_t *count, struct err *err);

bool escalation_kind_from(const char *code, enum escalation_kind *out); /* legal hold */
bool escalation_sanction_from(const char *code, enum escalation_sanction *out); /* - and _ alike */
bool escalation_handover_from(const char *code, enum escalation_handover *out); /* legal bailiff agency */
struct escalation_threat escalation_threat_of(const struct threat_row *row);
/* Legal was approved and waits to be carried out: the threat of it stands. */
bool escalation_is_approved(const struct client_file *file);
/* This measure was decided and neither told nor carried out: it may be taken back. */
bool escalation_is_untold(const struct client_file *file, enum escalation_sanction what);

#endif
