/* Where a client and each of its invoices stand in the scenario, worked out from the chases: nothing is kept per invoice.
 */
#ifndef DESK_STEPS_H
#define DESK_STEPS_H

#include "desk/judge.h"

struct scenario_client steps_client(const struct client_state *state);

/* The scenario's invoices of a bundle, parallel to its items, each with its level and last chase; what is no invoice has nothing open. left:
 * what stays of each item after credits. promised (parallel) or NULL: every item of a currency in which a promise is open counts as
 * promised. */
void steps_invoices(const struct client_bundle *bundle, const struct policy *policy, const cents *left, const bool *promised,
                    struct scenario_invoice *out);

/* Where the client as a whole stands; any promise in a currency counts for all of it. */
struct scenario_next_client steps_client_next(const struct client_bundle *bundle, const struct policy *policy, date today);
/* When it is to be chased again if it is chased today, beside what is agreed or promised: never later than the maximum gap. */
date steps_after(const struct client_bundle *bundle, const struct policy *policy, date today);
/* Some step of the policy's scenario is a mail or a letter. */
bool steps_write(const struct policy *policy);

/* What callability needs of it: the earliest call about an invoice not yet due, and the first step of what is overdue and was never chased.
 * Either is DATE_NONE when there is none; looked at only where a policy or an invoice asks for it. */
void steps_dates(const struct client_bundle *bundle, const struct policy *policy, const struct client_verdict *verdict, date today,
                 date *pre_due_on, date *first_step_on);

#endif
