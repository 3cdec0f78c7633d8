/* Reasons of many clients. The rule says what is covered; this file counts.
 */
#include "desk/reasons.h"

#include "rules/proportion.h"

#define PERCENT_PARTS 10000

struct counting {
	const struct session *session;
	const struct reasons_query *query;
	bool (*row)(void *context, const struct reasons_row *row, struct err *err);
	void *context;
	struct reason_coverage *coverage;
	int64_t given;
};

static bool count_one(void *context, const struct reason_client_row *client, struct err *err)
{
	struct counting *c = context;
	struct reason_client told = { .oldest_due = client->oldest_on, .qualified_on = client->reason_on };
	struct reason_coverage one;
	struct reasons_row row = { .client = *client };

	if (!reason_from_code(client->reason, &told.reason))
		told.reason = REASON_NONE;
	one = reason_cover(&told, 1, c->session->policy.reason_days, c->session->today);
	row.covered = one.covered == 1;
	c->coverage->clients++;
	c->coverage->covered += one.covered;
	c->coverage->late += one.late;
	if (!c->row || (c->query->missing && row.covered) || (c->query->limit > 0 && c->given == c->query->limit))
		return true;
	c->given++;
	return c->row(c->context, &row, err);
}

bool reasons_list(struct session *session, const struct reasons_query *query,
                  bool (*row)(void *context, const struct reasons_row *row, struct err *err), void *context, struct reason_coverage *coverage,
                  struct err *err)
{
	struct counting counting = { session, query, row, context, coverage, 0 };

	*coverage = (struct reason_coverage){ .hundredths = PERCENT_PARTS };
	if (!reason_clients(session->store, session->creditor.id, count_one, &counting, err))
		return false;
	if (coverage->clients > 0)
		coverage->hundredths = proportion_of((int64_t)coverage->covered, PERCENT_PARTS, (int64_t)coverage->clients);
	return true;
}

bool reasons_review(struct session *session, bool (*row)(void *context, const struct reason_invoice_row *row, struct err *err), void *context,
                    struct err *err)
{
	return session_needs_supervisor(session, err) && reason_invoices(session->store, session->creditor.id, row, context, err);
}
