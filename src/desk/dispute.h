/* Disputes after the call: who answers for them, how they end, what is overdue. Opening one is an outcome (desk/call.h).
 */
#ifndef DESK_DISPUTE_H
#define DESK_DISPUTE_H

#include "db/dispute.h"
#include "desk/session.h"
#include "rules/dispute.h"

struct dispute_end {
	int64_t id;                      /* made by id_new(): a retry is one action */
	int64_t dispute_id;
	enum dispute_resolution resolution;
	cents credit;                    /* DISPUTE_CREDIT: of the credit note, above 0 and at most what was disputed; else 0 */
	const char *note;                /* or NULL */
};

/* DISPUTE_PAID is refused while any of its invoices is open. Ends it: its invoices are chased again, the client is callable again. An action of its own, which call_undo takes back. Anybody who may
 * see the file may say how it ended, whoever has it open. */
bool dispute_resolve(struct session *session, const struct dispute_end *end, struct err *err);
/* The same inside a write transaction of the caller's. */
bool dispute_resolve_within(struct session *session, const struct dispute_end *end, struct err *err);

/* Ends every dispute of the creditor whose invoices were all paid or credited since, each in one transaction with its journal row. Such a
 * dispute stays ended when a payment comes back: its invoices are chased again and the brief says that it is to be asked about. */
bool dispute_close_paid(struct session *session, int64_t *closed, struct err *err);

struct dispute_change {
	int64_t dispute_id;
	const char *owner, *owner_mail, *manager; /* NULL: as it is. Texts are cleaned */
	date due_on;                     /* DATE_NONE: as it is; else after today */
};
/* Nothing is written when nothing changes. */
bool dispute_set(struct session *session, const struct dispute_change *change, struct err *err);

/* Put before the owner's manager, once, when its date is past. manager: NULL or "" for the one known. */
bool dispute_raise(struct session *session, int64_t dispute_id, const char *manager, struct err *err);

/* One that stands, of a client this person may see; texts in the arena. */
enum found dispute_find(struct session *session, int64_t dispute_id, struct arena *arena, struct dispute_row *out, struct err *err);

/* Open ones by due date. older_than: open for more than so many days; negative: all. client_id 0: of every client. */
bool dispute_open_list(struct session *session, int older_than, int64_t client_id, struct arena *arena, struct dispute_row **rows,
                       size_t *count, struct err *err);

#endif
