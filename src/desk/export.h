/* Writing a listing to a file of the agent's: never over another file, for its owner's eyes only, and the journal keeps that it was done.
 */
#ifndef DESK_EXPORT_H
#define DESK_EXPORT_H

#include "base/mem.h"
#include "desk/session.h"

#define EXPORT_PATH 512

struct export_request {
	const char *directory;       /* absolute; must exist, nothing is made */
	const char *name;            /* what is listed, in lower-case ASCII: "agenda" gives agenda-2026-11-24.csv, then agenda-2026-11-24-2.csv … */
	const char *text;            /* all of the file */
	int64_t rows;                /* for the journal */
};

/* path: of the file written (EXPORT_PATH bytes), there whole or not at all. Nothing is left behind on failure. */
bool export_write(struct session *session, const struct export_request *request, char *path, struct err *err);

/* One cell of a CSV row, after a comma unless it is the first: quoted as RFC 4180 wants, and what a spreadsheet could take for a formula gets
 * a ' in front. A negative number stays a number. */
void export_cell(struct buf *out, bool first, const char *text);
void export_line_end(struct buf *out);

#endif
