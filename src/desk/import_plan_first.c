/* The plan of a creditor's first file: all of it is new, so items are taken as they lie in memory and not client by client, which
 * would wait for the memory at each. Their numbers are those of their places all the same.
 */
#include <string.h>

#include "base/id.h"
#include "base/mem.h"
#include "desk/import_plan.h"

static void plan_clients(struct import_job *job)
{
	struct import_set *set = &job->set;

	for (size_t i = 0; i < set->client_count; i++)
		set->clients[i].differs = set->clients[i].new_words = true;
	for (size_t i = 0; i < set->contact_count; i++)
		set->contacts[i].differs = true;
	for (size_t i = 0; i < set->receipt_count; i++)
		set->receipts[i].differs = true;
}

static void plan_items(struct import_job *job)
{
	struct import_set *set = &job->set;
	struct id_run ids = id_draw((int64_t)set->item_count);
	uint32_t *place = mem_alloc((set->client_count + 1) * sizeof *place); /* of the client's next item */

	memcpy(place, job->items.start, set->client_count * sizeof *place);
	for (size_t i = 0; i < set->item_count; i++) {
		struct set_item *item = &set->items[i];
		uint32_t at = place[item->client]++;

		if (!date_is(item->due_on))
			item->due_on = item->issued_on +
				       import_plan_terms(job, &set->clients[item->client]);
		item->change = item->open != 0 ? SET_CREATE : SET_SAME;
		if (item->change == SET_CREATE)
			item->id = id_nth(&ids, at);
	}
	mem_free(place);
}

bool import_plan_first(struct import_job *job, struct err *err)
{
	plan_clients(job);
	plan_items(job);
	for (size_t i = 0; job->set.foreign_count > 0 && i < job->set.client_count; i++)
		if (!import_plan_currencies(job, job->clients[i], err))
			return false;
	return true;
}
