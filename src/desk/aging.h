/* The aged balance: of every client, of each agent's or team's files, and kept day by day.
 */
#ifndef DESK_AGING_H
#define DESK_AGING_H

#include "db/figures.h"
#include "desk/session.h"
#include "rules/aging.h"

/* Sums by holder and currency while items stream by. Zero-initialise. */
struct aging_tally {
	struct snapshot_row *sums;
	size_t count, room, last;
};
/* All items of one client, under who holds its file (agent, 0: nobody). */
void aging_tally_add(struct aging_tally *tally, int64_t holder_id, const struct item *items, size_t count, date today);
void aging_tally_join(struct aging_tally *tally, const struct aging_tally *other);
void aging_tally_clear(struct aging_tally *tally);
/* Kept as the aged balance of the session's day, unless a later day was kept already. Inside a write transaction. */
bool aging_tally_keep(struct session *session, const struct aging_tally *tally, struct err *err);

/* Keep the aged balance of the session's day from what the store holds, invoices issued later left out: for a made-up past. A transaction
 * of its own. */
bool aging_keep(struct session *session, struct err *err);

enum aging_by { AGING_BY_CLIENT, AGING_BY_AGENT, AGING_BY_TEAM, AGING_BY_ALL, AGING_BY_COUNT };
extern const char *const aging_by_codes[AGING_BY_COUNT]; /* client agent team all */

struct aging_line {
	int64_t id;                      /* of the client, agent or team; 0: nobody's */
	const char *no, *name;           /* account number and name; login; team; "" nobody's */
	char currency[MONEY_CODE];
	struct aging aging;
};
/* As of the session's day, as the store stands, in one picture. Clients come as they are read (no order but the store's), those with
 * nothing open left out; agents and teams by name, nobody's last; AGING_BY_ALL: one line a currency. Borrowed during the call. Supervisors. */
bool aging_report(struct session *session, enum aging_by by, bool (*line)(void *context, const struct aging_line *line, struct err *err),
                  void *context, struct err *err);

/* One point a week up to the session's day, the oldest first: what was kept on the last day of that week, or on the day before nearest
 * to it; weeks before the first kept day are left out. */
#define AGING_WEEKS 26
struct aging_trend {
	size_t count;
	struct {
		date on;                 /* the day kept */
		struct aging aging;
	} weeks[AGING_WEEKS];
};
bool aging_trend(struct session *session, const char *currency, struct aging_trend *out, struct err *err);

/* The clients that owe most, late; the highest first. */
bool aging_worst(struct session *session, struct arena *arena, size_t most, struct worst_row **rows, size_t *count, struct err *err);

#endif
