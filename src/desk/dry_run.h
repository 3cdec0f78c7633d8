/* What another policy would change on the live book, file by file. Reads only.
 */
#ifndef DESK_DRY_RUN_H
#define DESK_DRY_RUN_H

#include "desk/session.h"

struct dry_run_side {
	bool callable;
	enum why_not why_not;
	date next_on;                /* today when callable; DATE_NONE: nothing says so */
	int score;
	const char *proposal;        /* what would wait for a supervisor: legal, hold or "" */
};

struct dry_run_row {
	int64_t client_id;
	const char *no, *name;       /* borrowed during the call */
	cents overdue;
	char currency[MONEY_CODE];
	struct dry_run_side before, after;
};

struct dry_run_totals {
	int64_t clients, changed;    /* files looked at; of them with anything else */
	int64_t opened, closed;      /* to be called only then, or no longer */
	int64_t raised, lowered;     /* scores */
	int64_t proposed, withdrawn; /* proposals that would appear, or go */
};

struct dry_run_request {
	const struct policy *with;   /* against the session's own */
	const struct policy *alone;  /* each change by itself, to say what it does: alone_count policies … */
	size_t alone_count;
	int64_t *alone_changed;      /* … and how many files each changes, counted here */
	bool (*row)(void *context, const struct dry_run_row *row, struct err *err); /* each file that changes; NULL: only count */
	void *context;
};

/* As of the session's day, whatever was rescored. Supervisors only. */
bool dry_run(struct session *session, const struct dry_run_request *request, struct dry_run_totals *out, struct err *err);

#endif
