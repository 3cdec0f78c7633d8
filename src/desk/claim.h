/* Claims: who has a client file open. A lease on the real clock, renewed while the console lives, void as soon as its process is gone.
 */
#ifndef DESK_CLAIM_H
#define DESK_CLAIM_H

#include "db/client.h"
#include "desk/session.h"

/* "host/pid/start": names this process for good, so that a dead one frees its claims at once on its own host. */
void claim_console_name(char *out, size_t room);
/* It is of this very host and its process is gone. */
bool claim_console_is_dead(const char *console);
/* Is the claim of this row another agent's and alive? (One agent may have two consoles: claim_take keeps those apart.) */
bool claim_by_other(const struct session *session, const struct client_claim *claim);
/* Or another console's of the same agent: claim_take would not get it. */
bool claim_elsewhere(const struct session *session, const struct client_claim *claim);

/* Take the file: *taken false when somebody else has it. One transaction with its journal row. */
bool claim_take(struct session *session, int64_t client_id, bool *taken, struct err *err);
/* The first of these files that nobody else has, in one transaction: *at is which, count when none. Unless it is to wait, a file somebody
 * is writing on just now is passed over, and *busy says so. */
bool claim_first(struct session *session, const int64_t *ids, size_t count, bool wait, size_t *at, bool *busy, struct err *err);
bool claim_free(struct session *session, int64_t client_id, struct err *err);
/* Every open file of this console; call it well before lease_minutes. *any false: none is this console's any more (it stood still for
 * longer than a lease). */
bool claim_renew(struct session *session, bool *any, struct err *err);
void claim_free_all(struct session *session);                /* best effort, at the end */

#endif
