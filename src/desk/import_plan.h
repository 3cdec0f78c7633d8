/* The parts of the plan of an import. Internal to import_plan.c and the files named here.
 */
#ifndef DESK_IMPORT_PLAN_H
#define DESK_IMPORT_PLAN_H

#include "desk/import_job.h"

/* import_plan.c: of items without a due date, for this client. */
int import_plan_terms(const struct import_job *job, const struct set_client *client);
/* No client may have open items in more currencies than rules net; further ones are refused. */
bool import_plan_currencies(struct import_job *job, uint32_t client, struct err *err);

/* import_plan_first.c: the plan where nothing is stored to compare with; everything grouped already. */
bool import_plan_first(struct import_job *job, struct err *err);

/* import_vanished.c */
bool import_plan_vanished(struct import_job *job, struct err *err);

/* import_count.c: what the plan amounts to, into the report. */
void import_plan_count(struct import_job *job);

#endif
