/* What the audit hands from one of its files to the next; nobody else includes this but src/desk/migrate.c, which proves a copy.
 */
#ifndef DESK_AUDIT_INSIDE_H
#define DESK_AUDIT_INSIDE_H

#include "db/verify.h"
#include "desk/audit.h"

/* Everything there is to prove of a store, in the transaction that is open. False: err is the first of what does not hold, or why it
 * could not be read. */
bool audit_store(struct verify *verify, struct audit_totals *out, struct err *err);
/* Items against their ledgers' last files. */
bool audit_ledger(struct verify *verify, struct err *err);

#endif
