/* Sixteen bytes an entry: a file of a million is tried in the memory of a small one.
 */
#include "desk/bank_trial.h"

#include <string.h>

#include "base/hash.h"

enum { TOLD = 0xFF, UNTOUCHED = 1 << 8, OURS = 1 << 9, PARTS = 16 };

static uint64_t key_of(const char *account, const char *entry)
{
	return hash_64(entry, strlen(entry), hash_64(account, strlen(account), 0));
}

bool bank_trial_get(const struct bank_trial *trial, const char *account, const char *entry, struct bank_known *known)
{
	const uint64_t *value = table_get(&trial->entries, key_of(account, entry));

	if (!value)
		return false;
	*known = (struct bank_known){
		.run_id = *value & OURS ? trial->run_id : 0,
		.parts = (int)(*value >> PARTS),
		.told = (int)(*value & TOLD),
		.untouched = (*value & UNTOUCHED) != 0,
	};
	return true;
}

void bank_trial_put(struct bank_trial *trial, const char *account, const char *entry, const struct bank_known *known)
{
	*table_put(&trial->entries, key_of(account, entry), NULL) =
		(uint64_t)(unsigned)known->parts << PARTS | (uint64_t)(known->run_id == trial->run_id ? OURS : 0) |
		(uint64_t)(known->untouched ? UNTOUCHED : 0) | ((uint64_t)known->told & TOLD);
}

bool bank_trial_leaves(const void *context, const char *entry)
{
	const struct bank_trial_of *of = context;
	struct bank_known known;

	return !bank_trial_get(of->trial, of->account, entry, &known);
}

void bank_trial_clear(struct bank_trial *trial)
{
	table_clear(&trial->entries);
}
