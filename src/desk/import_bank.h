/* Imports of bank files: what moved on the creditor's accounts, each movement once. Nobody but src/desk/import*.c includes this.
 *
 * The whole file is read and checked before the first write; what was read waits in a spool, so that memory does not grow with
 * the file. Movements are written in short transactions beside agents, each idempotent: an import cut short is finished by the
 * next run of the same file. The same movement told by a statement, by a notification and in another format is one. Nothing is
 * matched here (desk/matching.h).
 *
 * In the report items are movements: created ones are new, changed ones were known as a sum and are now by their parts,
 * unchanged ones were known. Sums: `in` moved by the file, `kept` of it was known before, `stored` is stored of it now: the
 * same as `in`, or the run fails.
 */
#ifndef DESK_IMPORT_BANK_H
#define DESK_IMPORT_BANK_H

#include "desk/import_job.h"

/* camt and CFONB. */
bool import_bank_takes(enum intake_format format);
/* The whole import of such a file; the report is filled as far as it came, also on failure. */
bool import_bank(struct import_job *job, struct err *err);

#endif
