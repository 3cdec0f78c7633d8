/* Mails beside calls: queued with an outcome or by hand, looked at, taken back. Sending is desk/mail_send.h.
 */
#ifndef DESK_MAIL_H
#define DESK_MAIL_H

#include "db/mail.h"
#include "desk/file.h"
#include "rules/contact.h"
#include "rules/mailing.h"

#define MAIL_WORDS_BYTES 1000

struct mail_request {
	int64_t id;                  /* made by id_new() when it is begun: a retry is one mail */
	int64_t client_id;
	enum mailing_kind kind;
	int64_t contact_id;          /* 0: whoever mail_contact names */
	const char *words;           /* the agent's own line, or NULL */
};
/* One transaction with its journal row. Refused with a sentence when such a mail may not leave now. */
bool mail_queue(struct session *session, const struct mail_request *request, struct err *err);

/* The mail of this kind as it would be queued by hand now, without id and words; what the rules say of it. Borrows from file and session. */
enum mailing_status mail_draft(const struct session *session, const struct client_file *file, enum mailing_kind kind, int64_t contact_id,
                               struct mail_row *out);

/* What a call leaves behind, inside its transaction. */
struct mail_of_call {
	const struct client_file *file; /* before the call */
	enum mailing_kind kind;
	int64_t action_id, promise_id, contact_id; /* 0: none */
	const int64_t *invoice_ids;  /* what it is about; count 0: all that is overdue when it leaves */
	size_t invoice_count;
};
/* *status says why nothing was queued; MAILING_OK: it was. */
bool mail_queue_within(struct session *session, const struct mail_of_call *call, enum mailing_status *status, struct err *err);

/* Inside a write transaction: one of a scenario's step, which nobody queued. row: its id, whom and what; the rest is filled in. */
bool mail_queue_step(struct session *session, struct mail_row *row, const int64_t *invoice_ids, size_t invoice_count, struct err *err);

/* Whom to write to: that contact, or the usable one with an address, accounts payable first; NULL: nobody has one. */
const struct contact_row *mail_contact(const struct client_file *file, int64_t contact_id);
/* What the rules ask about a mail of this kind on this file now. */
void mail_facts(const struct client_file *file, enum mailing_kind kind, int64_t promise_id, const int64_t *invoice_ids,
                size_t invoice_count, struct mailing_facts *out);
/* "fr" or "en": the client's language, else the creditor's country's. */
const char *mail_language(const struct session *session, const struct client_file *file);

/* The invoices it names; none: all that is overdue. */
bool mail_named(struct session *session, struct arena *arena, int64_t id, int64_t **ids, size_t *count, struct err *err);
/* Who queued it; of what nobody queued, whose file it is (of_file, 0: anyone's), else this session's agent: whom an answer reaches. */
bool mail_author(struct session *session, struct arena *arena, const struct mail_row *row, int64_t of_file, struct agent_row *out, struct err *err);

/* Before it left: by who queued it or a supervisor. */
bool mail_cancel(struct session *session, int64_t id, struct err *err);
/* One that was taken back, by who did it: it waits again, and whether it may leave is judged when it does. */
bool mail_restore(struct session *session, int64_t id, struct err *err);
enum found mail_read_one(struct session *session, struct arena *arena, int64_t id, struct mail_row *out, struct err *err);
/* Newest first; state MAIL_STATE_COUNT: all; client_id 0: of every client. */
bool mail_read_all(struct session *session, struct arena *arena, enum mail_state state, int64_t client_id, int limit,
                   struct mail_row **rows, size_t *count, struct err *err);

#endif
