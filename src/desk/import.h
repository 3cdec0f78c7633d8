/* Imports: a file of open items becomes clients, items and cash in the store.
 *
 * The whole file is read and checked before the first write; what is refused is kept with its line.
 * Differences are found by reading and written in short transactions beside agents; an import cut
 * short is finished by the next run of the same file. The same file twice changes nothing.
 */
#ifndef DESK_IMPORT_H
#define DESK_IMPORT_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "desk/session.h"
#include "intake/reader.h"

/* A full picture closes what it does not show, within its source; a change set touches only what it
 * names. */
enum import_mode {
	IMPORT_MODE_DEFAULT /* FEC full, CSV changes */,
	IMPORT_MODE_FULL,
	IMPORT_MODE_CHANGES
};
enum import_phase { IMPORT_HASHING, IMPORT_READING, IMPORT_COMPARING, IMPORT_WRITING };

struct import_request {
	const char *path;
	enum intake_format format; /* FORMAT_UNKNOWN: by preset, map or content */
	const char *preset,
		*map;       /* CSV: a preset's name or a mapping file; neither: by content, else our own format */
	const char *source; /* NULL: by format or preset */
	int terms_days;     /* -1: the client's, else the configured, else the creditor's */
	enum import_mode mode;
	bool dry_run;
	bool unattended; /* nobody reads warnings: another company's ledger is refused */
	int late_days;   /* how long the file waited to be read: what it shows is of that many days ago */
	void (*progress)(void *context, enum import_phase phase, size_t done,
			 size_t total); /* may be NULL */
	void *context;
};

enum import_end {
	IMPORT_ENDED_DONE,
	IMPORT_ENDED_SAME, /* the source's last run took this very file: nothing was touched */
	IMPORT_ENDED_DRY,  /* nothing was written, figures are what would have been */
	IMPORT_ENDED_REFUSED
};

struct import_sum {
	char currency[MONEY_CODE];
	cents in;     /* Σ open of the file */
	cents kept;   /* Σ open of items whose line was refused, left as they were */
	cents stored; /* full picture, written: Σ open of the source afterwards = in + kept */
};

#define IMPORT_SAID 100

struct import_report {
	enum import_end end;
	enum intake_format format;
	bool full;
	bool resumed;              /* finishes a run of this file that was cut short */
	const char *file, *source; /* texts live in the report's arena */
	const char *charset;
	int number; /* of the run, as `imports` counts; 0: none was stored */
	int64_t lines, items, created, changed, closed, unchanged;
	int64_t kept;     /* items left open because a line that names them was refused */
	int64_t known;    /* of the items: lines taken over from last time unread */
	int64_t receipts; /* new ones */
	int64_t rejects, warnings;
	int64_t by_reason[INTAKE_REASON_COUNT]; /* both kinds */
	int64_t clients, clients_new;
	int64_t statements, pending; /* bank files: pending entries are no money yet */
	int64_t gaps;            /* reconciliation gaps, flagged */
	bool allotted;           /* a ledger without letters: credits paid the oldest debits */
	struct import_sum *sums; /* by currency */
	size_t sum_count;
	struct intake_reject *said; /* rejects first, then warnings, at most IMPORT_SAID */
	size_t said_count;
	date before_on; /* IMPORT_ENDED_SAME: when that run was, and its number */
	int before_number;
	struct arena arena;
};

/* Whether a file of that format is a list of open items, as FEC and CSV are. */
bool import_is_ledger(enum intake_format format);
/* False: refused or failed, err says why; a refusal of the file is stored as a run with its
 * rejects, and out tells them. out is always filled; clear it in any case. */
bool import_file(struct session *session, const struct import_request *request,
		 struct import_report *out, struct err *err);
void import_report_clear(struct import_report *report);

#endif
