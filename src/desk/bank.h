/* Bank files: what moved on the creditor's accounts, into the store, each movement once.
 *
 * The whole file is read and checked before the first write; what was read waits in a file of its own, so that memory does
 * not grow with it. Movements are written in short transactions beside agents, each idempotent: an import cut short is
 * finished by the next run of the same file, and the same file twice changes nothing. The same movement told by a statement,
 * by a notification and in another format is one. Nothing is matched here (desk/matching.h).
 */
#ifndef DESK_BANK_H
#define DESK_BANK_H

#include "desk/import.h"

/* Whether import_file hands files of this format to bank_import. */
bool bank_takes(enum intake_format format);

/* As import_file, which calls it for what it recognises as a bank file. In the report items are movements: created ones are
 * new, changed ones told in more detail than before, unchanged ones known; pending ones are no money yet and in no figure but
 * `pending`. sums: `in` is what moved by the file, `kept` what of it was known before, `stored` what is stored of it
 * afterwards, which must be `in`. An account that is another creditor's refuses the file. Of the request only path, format,
 * dry_run and progress are read. */
bool bank_import(struct session *session, const struct import_request *request, struct import_report *out, struct err *err);

#endif
