/* What an outcome leaves in the store; call.c's own business.
 */
#ifndef DESK_CALL_EFFECTS_H
#define DESK_CALL_EFFECTS_H

#include "base/json.h"
#include "desk/call.h"

struct call_effects {
	const struct call_request *request;
	const struct client_file *file;
	const char *note;
	const char *reason, *excuse; /* codes, or "" */
	const bool *chosen;          /* disputes, circuit: which invoices */
	int64_t contact_id;          /* who was called; 0: nobody named */
	const struct call_result *result;
	int superseded;              /* result: open promises replaced */
	int64_t promise_id;          /* result: the promise, or the first line of the plan; 0 */
	bool mailed;                 /* result: a mail was queued beside it */
};

bool call_apply(struct session *session, struct call_effects *effects, struct err *err);   /* after the action row */
bool call_mail(struct session *session, struct call_effects *effects, struct err *err);    /* the mail policy queues with such an outcome */
bool call_journal(struct session *session, const struct call_effects *effects, struct err *err);
void call_came_to(const struct client_row *fresh, struct call_result *out);                 /* next date and why, from the queue row */

#endif
