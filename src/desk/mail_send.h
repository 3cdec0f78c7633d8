/* Sending what is queued, through the sendmail interface: asked again whether it may leave, worded, handed over, logged.
 *
 * Each mail is written down before it is handed over, so that a crash sends it again at most, under the same Message-ID.
 */
#ifndef DESK_MAIL_SEND_H
#define DESK_MAIL_SEND_H

#include "desk/mail.h"
#include "desk/texts.h"

struct mail_text {
	char *name, *subject, *body; /* the sender frees them */
};

/* Why some failed or were given up, each reason once, in the order they were met. */
struct mail_problem {
	int count;                   /* of mails */
	char *why;                   /* a mailing status's code, or a sentence in the language of the run */
	char *client_no, *address;   /* of the first one */
};

struct mail_problems {
	struct mail_problem *rows;
	size_t count, room;
};

void mail_problems_clear(struct mail_problems *problems);

struct mail_sender {
	const char *from;            /* address; "" is refused */
	const char *program;         /* absolute path */
	const char *letters;         /* folder letters are written to; NULL or "": they wait */
	const char *documents;       /* folder of NUMBER.pdf to attach to duplicates; NULL or "": none is attached */
	/* Word a mail: its row, the file as it is now and the invoices it names (none: all that is overdue). */
	bool (*word)(struct texts *texts, struct session *session, const struct client_file *file, const struct mail_row *row,
	             const int64_t *invoice_ids, size_t invoice_count, struct mail_text *out, struct err *err);
	struct texts *texts;         /* for word */
	bool dry;                    /* only say what would be done */
	struct mail_problems *problems; /* added to; may be NULL */
	/* What became of a mail; may be NULL. */
	void (*told)(void *context, const struct mail_row *row);
	void *context;               /* for told */
};

struct mail_totals {
	int sent, held, failed, given_up; /* sent: letters too */
	int letters;                 /* written, among those sent */
	int unended;                 /* handed over one after the other to a program that did not end: the others wait for the next time */
};

/* Everything that may leave for this creditor. True also when some failed: the totals say so. Letters wait without their folder, mails without
 * a sender; without both it is refused. */
bool mail_send_all(struct session *session, const struct mail_sender *sender, struct mail_totals *totals, struct err *err);

#endif
