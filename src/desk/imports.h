/* Looking back at imports: the creditor's runs, numbered 1, 2, 3 … for good, and what each refused.
 */
#ifndef DESK_IMPORTS_H
#define DESK_IMPORTS_H

#include "db/import.h"
#include "desk/session.h"

/* Oldest first. Rows live in the session's arena. */
bool imports_list(struct session *session, struct import_run_row **rows, size_t *count,
		  struct err *err);
/* Newest first, at most `most`; into the arena. */
bool imports_newest(struct session *session, struct arena *arena, int most,
		    struct import_run_row **rows, size_t *count, struct err *err);
/* What a run of the creditor did not take: lines refused, then warnings. */
bool imports_rejects(struct session *session, struct arena *arena, int64_t run_id, int most,
		     struct import_reject_row **rows, size_t *count, struct err *err);
/* ERR_MISSING names the last number there is. */
bool imports_show(struct session *session, int64_t number, struct import_run_row *run,
		  struct import_reject_row **rejects, size_t *count, struct err *err);

#endif
