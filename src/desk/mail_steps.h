/* The mails and letters of a scenario: queued by the night, or by the verb, for the files whose step has come. What is left to agents is so by
 * doing nothing: their files do not sleep, and the brief names the step.
 *
 * A step is done when its mail has left: then a chase of that channel is recorded, and the file sleeps until the next one.
 */
#ifndef DESK_MAIL_STEPS_H
#define DESK_MAIL_STEPS_H

#include "desk/mail.h"

struct mail_steps {
	int64_t mails, letters; /* queued now */
	int64_t tasks;          /* due, and left to an agent */
};
/* Once a step: a second run queues nothing. dry: only counts. Rescores first when the stored day is not
 * the session's; nothing is read where no step writes. Supervisors only. */
bool mail_steps_queue(struct session *session, bool dry, struct mail_steps *out, struct err *err);

/* It was queued for a step. */
bool mail_steps_is(const struct mail_row *row);
/* Inside the write transaction in which such a mail is marked as sent: the chase it was. id: of the action, so that a retry is one. */
bool mail_steps_done(struct session *session, int64_t id, const struct mail_row *row, const struct client_file *file, struct err *err);

#endif
