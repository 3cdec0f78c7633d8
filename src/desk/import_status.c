/* A message of a platform: each status it holds is taken as news of an invoice.
 */
#include <stdio.h>

#include "base/mem.h"
#include "desk/import_records.h"
#include "desk/platform.h"
#include "intake/lifecycle.h"

struct status {
	struct platform_news news;
	int64_t line;
};

struct message {
	struct import_job *job;
	struct status *rows;
	size_t count, room;
};

static bool keep_status(void *context, const struct intake_status *status, struct err *err)
{
	struct message *message = context;
	struct arena *arena = &message->job->arena;
	const struct intake_status_reason *reason = status->reasons_count ? status->reasons : NULL;

	(void)err;
	MEM_GROW(message->rows, message->count, message->room);
	message->rows[message->count++] = (struct status){
		.news = { .number = arena_strdup(arena, status->number),
			  .issued_on = status->issued_on,
			  .seller_siren = arena_strdup(arena, status->seller_siren),
			  .status = status->status,
			  .told_at = arena_strdup(arena, status->when),
			  .reason = arena_strdup(arena, reason ? reason->code : ""),
			  .text = arena_strdup(arena, reason ? reason->text : "") },
		.line = status->line,
	};
	return true;
}

static bool keep_reject(void *context, const struct intake_reject *reject, struct err *err)
{
	const struct message *message = context;

	(void)err;
	import_set_reject(&message->job->set, reject->reason, reject->warning, reject->line,
			  reject->arg, reject->raw);
	return true;
}

static void refuse(struct import_job *job, const struct status *status, enum platform_taken taken)
{
	const struct platform_news *news = &status->news;
	char raw[PLATFORM_KEPT], number[16];
	enum intake_reason reason = REASON_UNKNOWN_INVOICE;
	const char *arg = news->number;

	snprintf(number, sizeof number, "%d", news->status);
	if (taken == PLATFORM_NO_STATUS) {
		reason = REASON_STATUS;
		arg = number;
	} else if (taken == PLATFORM_OTHER_SELLER) {
		reason = REASON_SELLER;
		arg = news->seller_siren;
	} else if (taken == PLATFORM_SEVERAL_INVOICES) {
		reason = REASON_AMBIGUOUS;
	}
	import_set_reject(&job->set, reason, false, status->line, arg, platform_keep(news, raw));
}

static bool take_status(struct import_job *job, void *of, size_t record, struct err *err)
{
	const struct status *status = &((const struct status *)of)[record];
	enum platform_taken taken;

	if (!platform_take(job->session, &status->news, job->run.id, &taken, err))
		return false;
	job->report->created += taken == PLATFORM_TAKEN;
	if (taken != PLATFORM_TAKEN && taken != PLATFORM_KNOWN)
		refuse(job, status, taken);
	return true;
}

bool import_read_statuses(struct import_job *job, struct import_records *out, struct err *err)
{
	struct message message = { .job = job };
	const struct intake_sink sink = { .context = &message,
					  .status = keep_status,
					  .reject = keep_reject };
	bool done = lifecycle_read(job->bytes.data, job->bytes.size, job->bytes.name, &sink,
				   &job->totals, err);

	out->take = take_status;
	out->again = true;
	out->count = message.count;
	out->of = arena_copy(&job->arena, message.rows, message.count, sizeof *message.rows);
	job->report->items = (int64_t)message.count;
	mem_free(message.rows);
	return done;
}
