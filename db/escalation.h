/* What was proposed to a supervisor, threatened and imposed, row by row.
 *
 * client.proposal is made ready from the proposals that stand: whoever inserts or decides one calls escalation_put_ready in the same
 * transaction.
 */
#ifndef DB_ESCALATION_H
#define DB_ESCALATION_H

#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/money.h"
#include "db/store.h"

enum escalation_kind { ESCALATION_KIND_LEGAL, ESCALATION_KIND_HOLD, ESCALATION_KIND_COUNT };
extern const char *const escalation_kind_codes[ESCALATION_KIND_COUNT]; /* legal hold */

enum escalation_state { ESCALATION_PROPOSED, ESCALATION_APPROVED, ESCALATION_REFUSED, ESCALATION_LAPSED, ESCALATION_STATE_COUNT };

struct escalation_row {
	int64_t id, client_id;
	enum escalation_kind kind;
	date proposed_on;
	unsigned reasons, warnings;      /* bits of rules/escalation.h: reasons of legal or of a hold */
	enum escalation_state state;
	date decided_on;
	int64_t decided_by;              /* agent; 0: nobody yet */
	const char *decider;             /* when read */
	date again_on;                   /* refused: not to be proposed again before */
	const char *note;
	const char *handover;            /* rules/escalation.h code; "" not handed over */
	date handed_on, taken_on;
	int64_t taken_by;
};
bool escalation_list(struct store *store, struct arena *arena, int64_t client_id, struct escalation_row **rows, size_t *count,
                     struct err *err); /* oldest first */
/* The newest of this kind. */
enum found escalation_last(struct store *store, struct arena *arena, int64_t client_id, enum escalation_kind kind,
                           struct escalation_row *out, struct err *err);
bool escalation_insert(struct store *store, const struct escalation_row *row, struct err *err);
bool escalation_put(struct store *store, const struct escalation_row *row, struct err *err); /* all but id, client, kind and proposed_on */
/* What the rules say of it: state, reasons, warnings, decided_on. All of a row that an agent's account may write. */
bool escalation_put_weighed(struct store *store, const struct escalation_row *row, struct err *err);
/* client.proposal from the proposals that stand: legal before hold. */
bool escalation_put_ready(struct store *store, int64_t client_id, struct err *err);

/* Waiting for a supervisor: legal first, then by score, the highest first. */
struct escalation_waiting {
	struct escalation_row row;
	const char *no, *name;
	int score, broken;
	cents overdue;
	char currency[MONEY_CODE];
	date oldest_on;
};
bool escalation_waiting(struct store *store, struct arena *arena, int64_t creditor_id, struct escalation_waiting **rows, size_t *count,
                        struct err *err);

struct threat_row {
	int64_t id, client_id;
	int64_t escalation_id;           /* 0: none */
	const char *what;                /* rules/escalation.h sanction code */
	date decided_on, announced_on, executed_on;
	int64_t decided_by, announced_by, executed_by; /* 0: nobody */
	const char *decider, *announcer; /* when read; "" nobody */
	const char *note;
	const char *no, *name;           /* of the client, when read */
	bool refused;                    /* when read: what had been approved was withdrawn since */
};
bool threat_list(struct store *store, struct arena *arena, int64_t client_id, struct threat_row **rows, size_t *count,
                 struct err *err); /* oldest first */
/* Told to clients of this creditor before `today` and not carried out the same day, or without a decision; oldest first. */
bool threat_list_told(struct store *store, struct arena *arena, int64_t creditor_id, struct threat_row **rows, size_t *count,
                      struct err *err);
bool threat_insert(struct store *store, const struct threat_row *row, struct err *err);
bool threat_put_announced(struct store *store, int64_t id, date on, int64_t agent_id, struct err *err);
bool threat_put(struct store *store, const struct threat_row *row, struct err *err); /* dates and names */

struct sanction_row {
	int64_t id, client_id;
	const char *kind;                /* rules/escalation.h code */
	date set_on, lifted_on;          /* DATE_NONE: in force */
	int64_t set_by, lifted_by;
	const char *setter, *lifter;     /* when read */
	const char *note;
};
bool sanction_list(struct store *store, struct arena *arena, int64_t client_id, struct sanction_row **rows, size_t *count,
                   struct err *err); /* oldest first */
enum found sanction_by_id(struct store *store, struct arena *arena, int64_t id, struct sanction_row *out, struct err *err);
bool sanction_insert(struct store *store, const struct sanction_row *row, struct err *err);
bool sanction_put_lifted(struct store *store, int64_t id, date on, int64_t by, struct err *err);

/* What stops calls and deliveries. */
bool escalation_put_stops(struct store *store, int64_t client_id, bool legal, bool agency, bool held, struct err *err);

/* The registered letters that left, and the days they give: what a summons follows. */
struct registered_row { date sent_on; int days_to_pay; };
/* The newest one; FOUND_NOT without. */
enum found registered_last(struct store *store, int64_t client_id, struct registered_row *out, struct err *err);

#endif
