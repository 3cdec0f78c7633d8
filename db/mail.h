/* Mails to clients: queued at a call, sent by the batch, never deleted.
 */
#ifndef DB_MAIL_H
#define DB_MAIL_H

#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "db/store.h"

enum mail_state { MAIL_QUEUED, MAIL_SENT, MAIL_HELD, MAIL_FAILED, MAIL_CANCELLED, MAIL_STATE_COUNT };
extern const char *const mail_state_codes[MAIL_STATE_COUNT]; /* queued sent held failed cancelled */
bool mail_state_from_code(const char *code, enum mail_state *out);

struct mail_row {
	int64_t id, client_id;
	int64_t action_id, promise_id, contact_id, agent_id; /* 0: none */
	const char *kind;            /* rules/mailing.h code */
	const char *words;           /* the agent's own */
	const char *language, *address;
	const char *text_name, *subject, *body; /* "" until it was sent or failed; text_name of a scenario's step: the one asked for */
	date queued_on;
	const char *queued_at;
	enum mail_state state;
	const char *why;             /* held: rules/mailing.h status; failed: the sentence; cancelled: by whom */
	int tries;
	const char *sent_at;         /* "" unless sent … */
	const char *tried_at;        /* … or, of one that waits, when a try began of which nothing was written down yet … */
	const char *trier;           /* … and the process that made it */
	date sent_on;
	/* when read */
	const char *client_no, *client, *contact, *agent;
};
bool mail_insert(struct store *store, const struct mail_row *row, struct err *err);
bool mail_invoice_insert(struct store *store, int64_t mail_id, int64_t invoice_id, struct err *err);
/* The invoices it names, by id; none: whatever is overdue when it leaves. */
bool mail_invoices(struct store *store, struct arena *arena, int64_t mail_id, int64_t **ids, size_t *count, struct err *err);
enum found mail_by_id(struct store *store, struct arena *arena, int64_t id, struct mail_row *out, struct err *err);
/* Of one client, newest first; not those taken back. */
bool mail_of_client(struct store *store, struct arena *arena, int64_t client_id, int limit, struct mail_row **rows, size_t *count, struct err *err);
/* Of a creditor, newest first; state MAIL_STATE_COUNT: all. */
bool mail_list(struct store *store, struct arena *arena, int64_t creditor_id, enum mail_state state, int limit, struct mail_row **rows,
               size_t *count, struct err *err);
/* Of a scenario's steps (queued by nobody) of one client: whether one waits, and when the last one that was given up or taken back was queued
 * (DATE_NONE). */
bool mail_of_steps(struct store *store, int64_t client_id, bool *waiting, date *tried_on, struct err *err);
/* What may leave now, oldest first, after an id. */
bool mail_waiting(struct store *store, struct arena *arena, int64_t creditor_id, int64_t after_id, int limit, struct mail_row **rows,
                  size_t *count, struct err *err);
/* A try begins: tries grows, text_name, subject, body, tried_at and trier of the row are kept; *taken false when somebody else tried, took it
 * back or sent it meanwhile. try: an id of its own. */
bool mail_take(struct store *store, const struct mail_row *row, int64_t try, bool *taken, struct err *err);
/* state, why, tries, text_name, subject, body, sent_at and sent_on of the row. What has left stays so, and so does what was taken back
 * unless it has left: then *landed is false. */
bool mail_put(struct store *store, const struct mail_row *row, bool *landed, struct err *err);
/* Somebody takes one back that has not left. */
bool mail_put_cancelled(struct store *store, int64_t id, const char *by, struct err *err);
/* One that was taken back waits again, as if nobody had touched it. */
bool mail_put_back(struct store *store, int64_t id, struct err *err);

#endif
