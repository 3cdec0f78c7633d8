/* What the plan of an import amounts to: counts and sums for the report.
 */
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "desk/import_plan.h"

void import_plan_count(struct import_job *job)
{
	struct import_report *report = job->report;
	const struct import_set *set = &job->set;

	for (size_t i = 0; i < set->item_count; i++) {
		report->created += set->items[i].change == SET_CREATE;
		report->changed += set->items[i].change == SET_CHANGE;
		report->closed += set->items[i].change == SET_CLOSE;
		report->unchanged += set->items[i].change == SET_SAME;
		report->items += set->items[i].change != SET_REFUSED;
	}
	report->known = job->totals.known;
	report->items += report->known;
	report->unchanged += report->known;
	for (size_t i = 0; i < set->vanished_count; i++) {
		report->closed += !set->vanished[i].kept;
		report->kept += set->vanished[i].kept;
	}
	for (size_t i = 0; i < set->receipt_count; i++)
		report->receipts += set->receipts[i].differs && set->receipts[i].id == 0;
	for (size_t i = 0; i < set->client_count; i++) {
		report->clients += *import_set_no(set, &set->clients[i]) != '\0';
		report->clients_new += set->clients[i].id == 0;
		job->writes |= set->clients[i].differs || set->clients[i].new_words;
	}
	for (size_t i = 0; i < set->receipt_count; i++)
		job->writes |= set->receipts[i].differs;
	job->writes |= report->created + report->changed + report->closed > 0;
}

static struct import_sum *sum_of(struct import_report *report, size_t *room, const char *currency)
{
	for (size_t i = 0; i < report->sum_count; i++)
		if (strcmp(report->sums[i].currency, currency) == 0)
			return &report->sums[i];
	MEM_GROW(report->sums, report->sum_count, *room);
	report->sums[report->sum_count] = (struct import_sum){ 0 };
	memcpy(report->sums[report->sum_count].currency, currency, MONEY_CODE);
	return &report->sums[report->sum_count++];
}

static int compare_sums(const void *a, const void *b)
{
	return strcmp(((const struct import_sum *)a)->currency,
		      ((const struct import_sum *)b)->currency);
}

bool import_plan_sums(struct import_job *job, struct err *err)
{
	struct import_report *report = job->report;
	struct lines_sum seen[UINT8_MAX];
	size_t room = 0;
	cents both;
	bool fits = true;

	for (size_t i = 0; fits && i < job->set.item_count; i++) {
		const struct set_item *item = &job->set.items[i];
		struct import_sum *sum =
			item->change == SET_REFUSED ? NULL : sum_of(report, &room, item->currency);

		fits = !sum || money_add(sum->in, item->open, &sum->in);
	}
	fits = fits && import_lines_seen(&job->lines, seen);
	for (size_t i = 0; fits && i < job->lines.currency_count; i++)
		if (seen[i].count > 0) {
			struct import_sum *sum = sum_of(report, &room, job->lines.currencies[i]);

			fits = money_add(sum->in, seen[i].open, &sum->in);
		}
	for (size_t i = 0; fits && i < job->set.vanished_count; i++)
		if (job->set.vanished[i].kept) {
			struct import_sum *sum =
				sum_of(report, &room, job->set.vanished[i].currency);

			fits = money_add(sum->kept, job->set.vanished[i].open, &sum->kept) &&
			       money_add(sum->in, sum->kept, &both);
		}
	if (report->sum_count > 1)
		qsort(report->sums, report->sum_count, sizeof *report->sums, compare_sums);
	return fits ||
	       err_set(err, ERR_INPUT, N_("%s: its amounts add up to more than can be counted"),
		       report->file);
}
