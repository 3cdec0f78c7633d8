/* Runs and rejects, read.
 */
#include "desk/imports.h"

#include <inttypes.h>

#include "base/gettext.h"

bool imports_list(struct session *session, struct import_run_row **rows, size_t *count,
		  struct err *err)
{
	return import_run_list(session->store, &session->arena, session->creditor.id, rows, count,
			       err);
}

bool imports_newest(struct session *session, struct arena *arena, int most,
		    struct import_run_row **rows, size_t *count, struct err *err)
{
	return import_run_newest(session->store, arena, session->creditor.id, most, rows, count, err);
}

bool imports_rejects(struct session *session, struct arena *arena, int64_t run_id, int most,
		     struct import_reject_row **rows, size_t *count, struct err *err)
{
	return import_reject_worst(session->store, arena, session->creditor.id, run_id, most, rows,
				   count, err);
}

bool imports_show(struct session *session, int64_t number, struct import_run_row *run,
		  struct import_reject_row **rejects, size_t *count, struct err *err)
{
	int64_t last;
	enum found found = import_run_by_number(session->store, &session->arena,
						session->creditor.id, number, run, err);

	if (found == FOUND_ERROR ||
	    !import_run_last_number(session->store, session->creditor.id, &last, err))
		return false;
	if (found == FOUND_NOT && last == 0)
		return err_set(err, ERR_MISSING, N_("nothing was imported yet"));
	if (found == FOUND_NOT)
		return err_set(err, ERR_MISSING,
			       N_("there is no import %" PRId64 ": they are numbered 1 to %" PRId64),
			       number, last);
	return import_reject_list(session->store, &session->arena, run->id, 0, rejects, count, err);
}
