/* One import while it runs: what its steps hand to each other. Nobody but src/desk/import*.c
 * includes this.
 */
#ifndef DESK_IMPORT_JOB_H
#define DESK_IMPORT_JOB_H

#include "db/import.h"
#include "db/import_merge.h"
#include "db/told.h"
#include "desk/import.h"
#include "desk/import_bytes.h"
#include "desk/import_lines.h"
#include "desk/import_set.h"

/* Indexes sorted by client, in the order of their numbers: those of client c are order[start[c]] …
 * order[end[c] - 1]. */
struct import_group {
	uint32_t *order, *start, *end;
};

struct import_job {
	struct session *session;
	const struct import_request *request;
	struct import_report *report;
	struct arena arena; /* lives as long as the job */
	struct import_bytes bytes;
	struct mapping *mapping; /* CSV */
	const char *source;      /* its name */
	int64_t source_id;       /* 0: not stored yet */
	const char *last_file;   /* the source took before; NULL: none */
	bool source_new;         /* it holds nothing before this run */
	bool full;
	char fingerprint[IMPORT_FINGERPRINT];
	struct import_lines lines; /* of last time; empty unless usable */
	bool lines_usable;
	struct intake_totals totals;
	struct import_set set;
	struct import_run_row run; /* id 0 until it is stored */

	/* made by the plan */
	bool first;        /* the creditor has no client yet */
	int64_t told_source_id; /* holds invoices only told electronically; 0: none does */
	uint32_t *clients; /* by number */
	struct import_group items, receipts, vanished;
	bool writes;     /* something differs */
	bool lines_same; /* the known lines stay as they are */
};

/* import_plan.c: what differs from the store, by reading only. May add rejects. */
bool import_plan(struct import_job *job, struct err *err);
/* The sums by currency of the report: in and kept. */
bool import_plan_sums(struct import_job *job, struct err *err);

/* import_apply.c: the differences, beside agents. */
bool import_apply(struct import_job *job, struct err *err);
/* Inside: by what a client is found as one types. */
bool import_client_words(struct session *session, int64_t client_id, const char *no,
			 const char *name, struct err *err);
/* Everything of a creditor's first file in one transaction. *late: another import came first,
 * nothing was written, plan anew. */
bool import_first(struct import_job *job, bool *late, struct err *err);
bool import_first_may(struct import_job *job, bool *may, struct err *err);

/* import_run.c: the run's row and what stands around it. */
/* Does `take` while no other import of the job's source can: two would each close what the other has just brought. A dry run writes
 * nothing and needs no lock. */
bool import_run_alone(struct import_job *job, bool (*take)(void *context, struct err *err),
		      void *context, struct err *err);
/* Where the hash is known before anything is read: the source's run of the very same bytes. One that was cut short is taken up again, one
 * that ended is *before; its id is 0 otherwise. */
bool import_run_of_same(struct import_job *job, struct import_run_row *before, struct err *err);
/* The report of a file that repeats this run: nothing else is done. */
bool import_run_same(struct import_job *job, const struct import_run_row *before, struct err *err);
bool import_run_start(
	struct import_job *job,
	struct err *err); /* inside a transaction: source and run row, status running */
bool import_run_rejects(struct import_job *job, size_t *from, size_t most,
			struct err *err);       /* inside: the next rejects; *from moves on */
void import_run_totals(struct import_job *job); /* from the report into the run row */
bool import_run_end(struct import_job *job,
		    struct err *err); /* inside: done, known lines made true, journal row */
bool import_run_refuse(struct import_job *job, const struct err *why,
		       struct err *err); /* a whole run, refused */
void import_run_lines(struct import_job *job,
		      struct import_lines *out); /* the known lines for next time */
bool import_run_check(
	struct import_job *job,
	struct err *err); /* full picture: Σ open of the source = the file's + what was kept */

/* An item as it is to be stored. */
struct import_invoice import_job_invoice(const struct import_job *job, const struct set_item *item);
/* Cash as it is to be stored, with a new id. */
struct import_receipt import_job_receipt(const struct import_job *job, const struct set_receipt *receipt);
void import_job_progress(const struct import_job *job, enum import_phase phase, size_t done,
			 size_t total);

#endif
