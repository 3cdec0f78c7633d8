/* Why clients do not pay, all of them: the list, the coverage figure, the monthly review.
 */
#ifndef DESK_REASONS_H
#define DESK_REASONS_H

#include "db/reason.h"
#include "desk/session.h"
#include "rules/reason.h"

struct reasons_row {
	struct reason_client_row client; /* borrowed until the next one */
	bool covered;                    /* a reason told within reason.within days */
};

struct reasons_query {
	bool missing;                    /* only those without a reason qualified in time */
	int64_t limit;                   /* of rows given; 0: all. The coverage is of all clients whatever this says */
};

/* Overdue clients this person may see, most overdue first; row may be NULL for the figure alone. */
bool reasons_list(struct session *session, const struct reasons_query *query,
                  bool (*row)(void *context, const struct reasons_row *row, struct err *err), void *context, struct reason_coverage *coverage,
                  struct err *err);

/* Every open invoice, for the supervisor's monthly review. Supervisors only. */
bool reasons_review(struct session *session, bool (*row)(void *context, const struct reason_invoice_row *row, struct err *err), void *context,
                    struct err *err);

#endif
