/* What every reader does with its sink: count, cut and clean, and tell a wish to stop from an error.
 *
 * Internal to the readers; knows nothing of formats.
 */
#ifndef INTAKE_REPORT_H
#define INTAKE_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/mem.h"
#include "intake/charset.h"
#include "intake/sink.h"

struct report {
	const struct intake_sink *sink;
	struct intake_totals *totals;
	struct err *err; /* never NULL */
	struct err own;  /* used when the caller wants no error */
	enum charset charset;
	size_t size, told; /* bytes of the file; where progress was last told */
	struct buf decoded;
	enum intake_reason first_reason; /* against the first line refused */
	int64_t first_line;
	char first_arg[INTAKE_ARG];
};

/* A piece of the file, not yet decoded. */
struct piece {
	const char *s;
	size_t n;
};

void report_begin(struct report *report, size_t size, const struct intake_sink *sink,
		  struct intake_totals *totals, struct err *err);
/* done: what the reader made of it. Returns what the reader returns. */
bool report_end(struct report *report, bool done);

void report_charset(struct report *report, enum charset charset);
bool report_client(struct report *report, const char *no, const char *name);
/* Refuses the file when the amounts add up to more than money can hold. */
bool report_item(struct report *report, const struct intake_item *item);
bool report_receipt(struct report *report, const struct intake_receipt *receipt);
/* Refuses the file like report_item. */
bool report_movement(struct report *report, const struct intake_movement *movement);
bool report_status(struct report *report, const struct intake_status *status);
bool report_rate(struct report *report, const struct intake_rate *rate);
/* The file ends within this line: nobody knows what else is missing, so nothing is taken. Always false. */
bool report_cut_off(struct report *report, int64_t line);
/* arg and raw are bytes of the file; both are decoded, cleaned and cut here. */
bool report_reject(struct report *report, enum intake_reason reason, int64_t line, struct piece arg,
		   struct piece raw);
bool report_warn(struct report *report, enum intake_reason reason, int64_t line, struct piece arg,
		 struct piece raw);
/* Same for an argument that is UTF-8 already. */
bool report_say(struct report *report, enum intake_reason reason, bool warning, int64_t line,
		const char *arg, struct piece raw);
/* Refuse the file when lines were refused and none was taken: such a file is not what it was taken for.
 * taken: lines taken or known. The sentence tells the first reason. */
bool report_some_taken(struct report *report, int64_t taken);
void report_progress(struct report *report, size_t done);

struct piece piece_of(const char *text); /* NULL is empty */

#endif
