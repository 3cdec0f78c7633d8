/* A file of rates into the table of rates: what differs is written.
 */
#include "base/mem.h"
#include "db/rate.h"
#include "desk/import_records.h"
#include "intake/rates.h"

struct rates {
	struct import_job *job;
	struct intake_rate *rows;
	size_t count, room;
};

static bool keep_rate(void *context, const struct intake_rate *rate, struct err *err)
{
	struct rates *rates = context;

	(void)err;
	MEM_GROW(rates->rows, rates->count, rates->room);
	rates->rows[rates->count++] = *rate;
	return true;
}

static bool keep_reject(void *context, const struct intake_reject *reject, struct err *err)
{
	const struct rates *rates = context;

	(void)err;
	import_set_reject(&rates->job->set, reject->reason, reject->warning, reject->line,
			  reject->arg, reject->raw);
	return true;
}

static bool take_rate(struct import_job *job, void *of, size_t record, struct err *err)
{
	const struct intake_rate *rate = &((const struct intake_rate *)of)[record];
	bool changed;

	if (!rate_put(job->session->store, RATE_LATE, rate->from, rate->hundredths, job->run.id,
		      &changed, err))
		return false;
	job->report->changed += changed;
	return true;
}

bool import_read_rates(struct import_job *job, struct import_records *out, struct err *err)
{
	struct rates rates = { .job = job };
	const struct intake_sink sink = { .context = &rates,
					  .rate = keep_rate,
					  .reject = keep_reject };
	bool done = session_needs_supervisor(job->session, err) &&
		    rates_read(job->bytes.data, job->bytes.size, job->bytes.name, &sink,
			       &job->totals, err);

	out->take = take_rate;
	out->count = rates.count;
	out->of = arena_copy(&job->arena, rates.rows, rates.count, sizeof *rates.rows);
	job->report->items = (int64_t)rates.count;
	mem_free(rates.rows);
	return done;
}
