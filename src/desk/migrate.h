/* Moving a whole store to another place or engine: copied in one picture, then read back and proved.
 */
#ifndef DESK_MIGRATE_H
#define DESK_MIGRATE_H

#include "desk/session.h"

struct migrate_request {
	const char *to;              /* path or postgresql://…; it must hold nothing yet, or a copy of this store that was cut short */
	void (*progress)(void *context, const char *table, size_t done, size_t total); /* may be NULL */
	void *context;
};

struct migrate_totals {
	int64_t rows, journal_rows, clients;
};

/* By a supervisor. The source is only read; agents may go on meanwhile, but what they record after the beginning is not in the copy. The
 * target gets one more journal row, which says where it comes from. On failure the target holds nothing, or err says not to use it; asked for
 * again, a copy that was cut short before it was signed is proved and signed, when the source is still what it was. */
bool migrate_store(struct session *session, const struct migrate_request *request, struct migrate_totals *out, struct err *err);

#endif
