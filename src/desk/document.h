/* Documents clients ask for, after the call: sent, then settled. Asking for one is an outcome (desk/call.h).
 */
#ifndef DESK_DOCUMENT_H
#define DESK_DOCUMENT_H

#include "db/document.h"
#include "desk/session.h"
#include "rules/document.h"

struct document_step {
	int64_t id;                      /* made by id_new(): a retry is one action */
	int64_t request_id;
	const char *note;                /* or NULL */
};

/* It left today: the file comes back on *chase_on (document.chase days later at most). An action of its own, which call_undo takes back. */
bool document_sent(struct session *session, const struct document_step *step, date *chase_on, struct err *err);
/* The same inside a write transaction of the caller's: the mail that carries the document is stored with it. */
bool document_sent_within(struct session *session, const struct document_step *step, date *chase_on, struct err *err);
/* Received, or no longer wanted: nothing is chased about it any more. Also an action of its own. */
bool document_settle(struct session *session, const struct document_step *step, struct err *err);

/* Those not settled: what we have to send by date asked, then what was sent by date sent. client_id 0: of every client. */
bool document_open_list(struct session *session, int64_t client_id, struct arena *arena, struct document_row **rows, size_t *count,
                        struct err *err);

#endif
