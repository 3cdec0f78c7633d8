/* What was answered about each open invoice, and what a call leaves without an answer.
 */
#ifndef DESK_WRAPUP_H
#define DESK_WRAPUP_H

#include "desk/call_effects.h"
#include "rules/wrapup.h"

struct wrapup_line {
	bool asked;                  /* an invoice, overdue, owed and not disputed, something left after credits: an answer is wanted */
	enum wrapup_answer answer;
	date until;                  /* when that answer is checked or chased; DATE_NONE: no day */
};

/* One for each of file->invoices, as the file stands. */
void wrapup_read(const struct client_file *file, const struct document_rules *rules, struct wrapup_line *lines);

/* Inside call.c's transaction, after the outcome's effects: name in `out` what it leaves without an answer, and store the day. */
bool wrapup_leave(struct session *session, const struct call_effects *effects, struct call_result *out, struct err *err);

#endif
