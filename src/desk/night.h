/* The night: everything that is done without anybody, one step after the other — files in, cash
 * matched, statuses that waited for their invoice, promises judged and clients scored, mails out, the
 * report.
 *
 * One night at a time for each creditor; the lock is the system's and dies with its process. Each
 * step may be done again: a night cut short anywhere is taken up by the next one of that day and ends
 * as if nothing had happened. Every step is a verb of its own too.
 */
#ifndef DESK_NIGHT_H
#define DESK_NIGHT_H

#include "db/import.h"
#include "db/night.h"
#include "desk/inbox.h"
#include "desk/mail_send.h"
#include "desk/mail_steps.h"
#include "desk/platform.h"
#include "desk/session.h"

enum night_step {
	NIGHT_FILES,
	NIGHT_CASH,
	NIGHT_STATUSES,
	NIGHT_SCORE, /* promises judged, clients scored, measures proposed */
	NIGHT_MAIL,
	NIGHT_REPORT,
	NIGHT_DONE,
	NIGHT_STEP_COUNT
};
extern const char *const night_step_codes[NIGHT_STEP_COUNT];

struct night_request {
	const struct inbox_request *inbox; /* NULL: no files */
	const struct mail_sender *mails;   /* NULL: none are sent */
	/* may be NULL: a step and how much of it is done; detail: the file at work, or "" */
	void (*progress)(void *context, enum night_step step, const char *detail, double part);
	void *context;
};

/* A file of a night: what became of it, and its control total. */
struct night_file {
	const char *name, *fate; /* inbox_fate_codes */
	const char *kind, *source; /* of the run; "" without one */
	int run;                   /* its number; 0: none */
	int64_t lines, items, created, changed, closed, unchanged, rejects, warnings;
	const struct import_run_sum *sums; /* control totals, by currency */
	size_t sum_count;
	const char *why;
	const char *said;          /* the same, to be said in the language of whoever reads the report (base/said.h); "" in older ones */
};

struct night_problem {
	int64_t count;             /* of mails */
	const char *why;           /* a mailing status's code, or a sentence */
	const char *client, *address; /* of the first one; "" in reports of before they were kept */
};

struct night_report {
	int number; /* of the night, among the creditor's */
	const char *creditor;
	date on_day;
	const char *started_at, *ended_at;
	bool resumed;
	struct night_file *files;
	size_t file_count;
	int64_t rejects, refused, left;
	struct platform_waiting statuses;
	struct night_sum *matched, *unmatched, *new_overdue;
	size_t matched_count, unmatched_count, new_overdue_count;
	struct night_judged judged;
	int64_t clients, clients_changed; /* scored */
	int64_t legal;                    /* files that wait for a supervisor's decision */
	struct mail_steps steps;          /* of the scenario */
	int64_t mails_sent, mails_held, mails_failed;
	struct night_problem *mail_problems; /* why mails failed, each reason once */
	size_t mail_problem_count;
	struct arena arena;
};

/* False: it could not run or had to stop; what was done stays done. ERR_BUSY names who runs one. Clear
 * out in any case. */
bool night_run(struct session *session, const struct night_request *request,
	       struct night_report *out, struct err *err);
void night_report_clear(struct night_report *report);

/* Nights there were, oldest first, into the session's arena. */
bool night_all(struct session *session, struct night_row **rows, size_t *count, struct err *err);
/* The report of one that has ended; number 0: the last one. */
bool night_show(struct session *session, int64_t number, struct night_report *out, struct err *err);

/* night_report.c: as printed (pretty), and as stored: that keeps besides what a sentence was made of. English codes, decimal strings. */
void night_report_write(const struct night_report *report, bool pretty, struct buf *out);
bool night_report_read(const char *json, struct night_report *out, struct err *err);

#endif
