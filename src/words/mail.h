/* Mails in words: their kinds, what became of them, why one waits.
 */
#ifndef WORDS_MAIL_H
#define WORDS_MAIL_H

#include "desk/mail.h"
#include "words/words.h"

const char *words_mail_kind(const char *code);
const char *words_mail_agent(const struct mail_row *row); /* who queued it */
const char *words_mail_state(enum mail_state state);
const char *words_mail_status(enum mailing_status status); /* why none may leave; "" */
/* A code of what keeps a mail back as its sentence; any other text is one already: itself. */
const char *words_mail_problem(const char *why);
/* Why it is held, failed or was given up; "" else. */
const char *words_mail_why(const struct mail_row *row, char out[WORDS_TEXT]);

#endif
