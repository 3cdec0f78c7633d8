/* What a dry run of a bank file would have stored so far: the entries it brought, and those of the store it spoke of. In memory, so that
 * nothing is written and nobody waits. Knows no store.
 */
#ifndef DESK_BANK_TRIAL_H
#define DESK_BANK_TRIAL_H

#include "db/bank.h"
#include "intake/table.h"

struct bank_trial { /* zero at first */
	struct table entries; /* hash of account and entry -> what is known of it, packed */
	int64_t run_id;       /* the run that would have stored them */
};

/* What was put; false: nothing, the store knows. known->id is 0. */
bool bank_trial_get(const struct bank_trial *trial, const char *account, const char *entry, struct bank_known *known);
void bank_trial_put(struct bank_trial *trial, const char *account, const char *entry, const struct bank_known *known);
/* Not an entry of this account that something was put of: for db/bank.h, whose context is a bank_trial_of. */
struct bank_trial_of {
	const struct bank_trial *trial;
	const char *account;
};
bool bank_trial_leaves(const void *context, const char *entry);
void bank_trial_clear(struct bank_trial *trial);

#endif
