/* The team at work: who is on which file since when, what was done today, what waits. For supervisors.
 */
#ifndef DESK_LIVE_H
#define DESK_LIVE_H

#include "db/escalation.h"
#include "db/figures.h"
#include "db/live.h"
#include "db/night.h"
#include "desk/session.h"

#define LIVE_KEPT_DAYS    30 /* promises judged so many days back make the kept rate */
#define LIVE_DISPUTE_DAYS 90
#define LIVE_DELIVERIES   100
#define LIVE_CASH_DAYS    7  /* cash received is of so many days, today's the last … */
#define LIVE_KNOWN_DAYS   7
#define LIVE_CHASED_DAYS  30 /* … and whose who chased its file last, within so many days before today */

struct live_agent {
	int64_t id;
	const char *name, *team;
	const struct live_claim *claim;  /* the file in hand; NULL: none */
	int64_t calls, spoken, promises; /* today */
	cents promised;                  /* today, in the creditor's currency … */
	bool others;                     /* … and something in another */
	int64_t kept, judged;            /* promises checked within LIVE_KEPT_DAYS */
	int64_t left;                    /* callable files of his own */
};
struct live {
	struct live_agent *agents;       /* active, by name; last, with id 0, nobody's files when there are some to call */
	size_t agent_count;
	struct live_claim *claims;
	size_t claim_count;
	struct outcome_count *outcomes;  /* today, by agent */
	size_t outcome_count;
	int64_t calls, spoken, promises, kept, judged; /* of all */
	cents promised;
	bool others;                     /* promised in other currencies than the creditor's too */
	int64_t unassigned;              /* callable files of nobody in particular */
	struct live_sum groups[LIVE_GROUP_COUNT];
	struct live_sum old_disputes;    /* open for more than LIVE_DISPUTE_DAYS */
	size_t approvals;
	struct threat_row *threats;      /* told and not carried out the same day, oldest first */
	size_t threat_count;
	date since;                      /* the business day before today */
	size_t refused_files;            /* delivered since, and not taken in whole; LIVE_DELIVERIES at most are looked at */
	struct night_sum *unmatched;     /* payments to clear, by currency */
	size_t unmatched_count;
	date last_night;                 /* DATE_NONE: there never was one */
	int64_t now_ms;                  /* the clock of the claims */
};
/* Rows in the arena. */
bool live_load(struct session *session, struct arena *arena, struct live *out, struct err *err);

/* Promises judged within each of the last weeks of seven days, the newest last; by agent, those who had any. For who may see the team. */
#define LIVE_WEEKS 8
struct live_kept {
	int64_t agent_id;
	int64_t kept[LIVE_WEEKS], judged[LIVE_WEEKS];
};
bool live_kept_weeks(struct session *session, struct arena *arena, struct live_kept **rows, size_t *count, struct err *err);

/* Cash received, by its value date, in the creditor's currency, the newest day last. An agent's is that of files he chased last by then;
 * id 0: of those nobody chased. What was known more than LIVE_KNOWN_DAYS before its value date is not looked for. For who may see the team. */
struct live_received {
	int64_t agent_id;
	cents day[LIVE_CASH_DAYS], sum;
	bool others;                     /* something in other currencies than the creditor's too */
};
bool live_received_days(struct session *session, struct arena *arena, struct live_received **rows, size_t *count, struct err *err);
/* Of all of them together. */
struct live_received live_received_sum(const struct live_received *rows, size_t count);

/* What an agent did last today; and his files, callable first (agent_id 0: nobody's). */
bool live_last(struct session *session, struct arena *arena, int64_t agent_id, int most, struct live_deed **rows, size_t *count,
               struct err *err);
#define LIVE_FILES 2000
bool live_portfolio(struct session *session, struct arena *arena, int64_t agent_id, struct live_file **rows, size_t *count, struct err *err);

#endif
