/* The days to come, lived: money that comes or does not, new invoices, agents who call, supervisors who decide; and after each day every
 * client is checked against what the rules promise. The same portfolio, seed and policy always live the same year.
 *
 * Everything goes through the use cases people have. For demonstrations and tests: it changes the store for good.
 */
#ifndef DESK_SIMULATE_H
#define DESK_SIMULATE_H

#include "desk/session.h"

#define SIMULATE_DAYS_MOST 3660

struct simulate_request {
	int days;
	uint64_t seed;
	int calls_per_day;           /* what the whole team manages */
	void (*progress)(void *context, double part); /* may be NULL */
	void *context;
};

struct simulate_report {
	date from, to;
	int64_t calls, promises, kept, partly_kept, broken, disputes, handed_over, invoices, payments;
	cents paid;                  /* in the creditor's currency */
	int64_t checks;              /* clients looked at, day by day */
};

/* From the day after session->today on; the session's day is the last one afterwards. False also when a rule contradicts another: err then
 * names the day, the client and what is wrong (ERR_STORE). */
bool simulate_run(struct session *session, const struct simulate_request *request, struct simulate_report *out, struct err *err);

/* What must hold of every client at the end of any day; *checked grows by their number. */
bool simulate_check(struct session *session, int64_t *checked, struct err *err);

#endif
