/* Texts to clients and to read out, filled: subject and body of a mail, a call card.
 *
 * The language is the client's, whatever the reader's is. Knows no transport and no screen.
 */
#ifndef WORDS_LETTER_H
#define WORDS_LETTER_H

#include "desk/file.h"
#include "desk/mail_send.h"
#include "desk/money.h"
#include "desk/texts.h"

struct letter_facts {
	const struct session *session;
	const struct client_file *file;
	const char *language;        /* "fr" or "en" */
	const char *contact;         /* name, or "" */
	const struct agent_row *agent; /* whom to answer */
	const char *words;           /* the agent's own, or "" */
	int64_t promise_id;          /* the promise, or the first line of the plan, that is confirmed; 0 */
	const int64_t *invoice_ids;  /* named ones; count 0: all that is overdue */
	size_t invoice_count;
	const struct money_consequence *cost;
};

/* The facts of a card read to this file's client now, with what they borrow. */
struct letter_own {
	struct letter_facts facts;
	struct agent_row agent;
	struct money_consequence cost;
	struct arena arena;
};
bool letter_open(struct session *session, const struct client_file *file, const char *language, struct letter_own *out, struct err *err);
void letter_close(struct letter_own *own); /* also after a failed letter_open */

/* The places {…} a text may have, from 0; NULL behind the last. */
const char *letter_place(size_t at);

#define LETTER_SUBJECT 256

/* Check that a text could be filled for somebody: its places are known, a mail has a subject. */
bool letter_check(const char *name, const char *text, struct err *err);

/* For struct mail_sender: a queued mail as it leaves now. */
bool letter_word(struct texts *texts, struct session *session, const struct client_file *file, const struct mail_row *row,
		 const int64_t *invoice_ids, size_t invoice_count, struct mail_text *out, struct err *err);

/* A mail that has not left, as it would leave now. The caller frees what text holds. */
bool letter_preview(struct texts *texts, struct session *session, struct arena *arena, const struct mail_row *row,
		    struct mail_text *text, struct err *err);

/* What to say for the file's reason and firmness, in the reader's language, filled; the caller's. */
bool letter_card(const struct letter_facts *facts, struct texts *texts, char **body, struct err *err);
/* What is heard and what to answer. */
bool letter_objections(const struct letter_facts *facts, struct texts *texts, char **body, struct err *err);

#endif
