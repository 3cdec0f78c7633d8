/* What a full picture does not show: items of the source that were open by its last file and are not in this one.
 */
#include <string.h>

#include "base/mem.h"
#include "desk/import_plan.h"

enum { SEARCHES_MAX = 50000000 };

/* A refused line may well be the one that names this item: then nobody knows that it vanished. */
static bool named_by_reject(const struct import_set *set, const char *number)
{
	if (set->refused > 0 && set->vanished_count > SEARCHES_MAX / set->reject_count)
		return true;
	for (size_t i = 0; *number && i < set->reject_count; i++) {
		const struct set_reject *reject = &set->rejects[i];
		bool unreadable = reject->reason == REASON_LINE_LONG ||
				  reject->reason == REASON_NUL || reject->reason == REASON_QUOTE;

		if (!reject->warning &&
		    (unreadable || strstr(import_set_text(set, reject->raw), number)))
			return true;
	}
	return false;
}

static void add_vanished(struct import_set *set, const struct import_open *open)
{
	MEM_GROW(set->vanished, set->vanished_count, set->vanished_room);
	set->vanished[set->vanished_count] = (struct set_vanished){
		.id = open->stored.id,
		.client_id = open->stored.client_id,
		.key = import_set_add_text(set, open->key),
		.number = import_set_add_text(set, open->number),
		.open = open->stored.open + open->stored.matched,
		.matched = open->stored.open == 0,
		.kind = (uint8_t)open->stored.kind,
	};
	memcpy(set->vanished[set->vanished_count++].currency, open->stored.currency, MONEY_CODE);
}

/* The lines say it: those absent whose item no other line names. */
static bool find_vanished_by_line(struct import_job *job, struct err *err)
{
	for (size_t i = 0; i < job->lines.count; i++) {
		const struct known_line *line = &job->lines.all[i];
		struct import_open open;
		enum found found;

		if (line->seen || line->replaced || line->open == 0)
			continue;
		found = import_open_by_id(job->session->store, &job->arena, line->id, &open, err);
		if (found == FOUND_ERROR)
			return false;
		if (found == FOUND)
			add_vanished(&job->set, &open);
	}
	return true;
}

struct living {
	struct import_job *job;
	struct table ids;
};

static bool if_not_living(void *context, const struct import_open *row, struct err *err)
{
	struct living *living = context;

	(void)err;
	if (!table_get(&living->ids, (uint64_t)row->stored.id))
		add_vanished(&living->job->set, row);
	return true;
}

static bool find_vanished_by_item(struct import_job *job, struct err *err)
{
	struct living living = { .job = job };
	bool done;

	for (size_t i = 0; i < job->set.item_count; i++)
		if (job->set.items[i].id != 0)
			table_put(&living.ids, (uint64_t)job->set.items[i].id, NULL);
	done = import_open_each(job->session->store, job->source_id, if_not_living, &living, err);
	table_clear(&living.ids);
	return done;
}

/* Clients the file does not name at all get a place of their own, by id. */
static void place_vanished(struct import_job *job)
{
	struct import_set *set = &job->set;
	struct table by_id = { 0 };

	for (size_t i = 0; i < set->client_count; i++)
		if (set->clients[i].id != 0)
			*table_put(&by_id, (uint64_t)set->clients[i].id, NULL) = i + 1;
	for (size_t i = 0; i < set->vanished_count; i++) {
		struct set_vanished *vanished = &set->vanished[i];
		uint64_t *place = table_put(&by_id, (uint64_t)vanished->client_id, NULL);

		if (*place == 0) {
			import_set_add_client(set)->id = vanished->client_id;
			*place = set->client_count;
		}
		vanished->client = (uint32_t)*place - 1;
		vanished->kept = named_by_reject(set, import_set_text(set, vanished->number));
		if (vanished->kept && job->lines_usable)
			import_lines_of(&job->lines, vanished->id)->kept = true;
	}
	table_clear(&by_id);
}

bool import_plan_vanished(struct import_job *job, struct err *err)
{
	size_t named = job->set.client_count;

	if (!job->full || job->source_new || job->first)
		return true;
	if (!(job->lines_usable ? find_vanished_by_line(job, err)
				: find_vanished_by_item(job, err)))
		return false;
	place_vanished(job);
	job->clients = mem_resize(job->clients, job->set.client_count + 1, sizeof *job->clients);
	for (size_t i = named; i < job->set.client_count; i++)
		job->clients[i] = (uint32_t)i;
	return true;
}
