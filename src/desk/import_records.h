/* Imports of files that hold few records, each taken by itself: electronic invoices, their statuses,
 * rates. Nobody but src/desk/import*.c includes this.
 *
 * The file is read and checked before the first write; records are taken in short transactions, each
 * record so that taking it again changes nothing; the run's row ends with the last of them.
 */
#ifndef DESK_IMPORT_RECORDS_H
#define DESK_IMPORT_RECORDS_H

#include "desk/import_job.h"

struct import_records {
	const char *kind, *source;
	/* The same bytes are taken again when records of them were refused, save those that wait by
	 * themselves: what was wrong may have been put right. */
	bool again;
	size_t count;
	void *of; /* the kind's own */
	/* Inside a write transaction; may add rejects to job->set and figures to job->report. ERR_INPUT
	 * refuses the whole file. */
	bool (*take)(struct import_job *job, void *of, size_t record, struct err *err);
};

/* import_einvoice.c, import_status.c, import_rates.c: read the whole file into the job's arena. False:
 * the file is refused. */
bool import_read_einvoice(struct import_job *job, struct import_records *out, struct err *err);
bool import_read_statuses(struct import_job *job, struct import_records *out, struct err *err);
bool import_read_rates(struct import_job *job, struct import_records *out, struct err *err);

/* The way of such a file, from its bytes to its report. */
bool import_records(struct import_job *job, struct err *err);
bool import_records_takes(enum intake_format format);

/* import.c: keep the refusal as a run; false. */
bool import_job_refuse(struct import_job *job, struct err *err);
void import_job_said(struct import_job *job); /* the set's rejects into the report */

#endif
