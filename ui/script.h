/* What to say on the telephone: an opening made from the facts of the file, what to answer and which key records it, what never to say.
 *
 * Plain sentences, respectful; cards by situation. Lays text out on a sheet and knows no screen.
 */
#ifndef UI_SCRIPT_H
#define UI_SCRIPT_H

#include "desk/file.h"
#include "ui/sheet.h"

enum script_situation {
	SCRIPT_FIRST,   /* nothing was promised yet */
	SCRIPT_AGREED,  /* a date for this call was agreed */
	SCRIPT_BROKEN,  /* a promise was not kept */
	SCRIPT_PAID,    /* they said it was paid, and it is still owed */
	SCRIPT_EVASIVE, /* two evasive answers or more */
	SCRIPT_DOCUMENT, /* what they waited for was sent, and the day to ask has come */
	SCRIPT_DISPUTE, /* a dispute was opened or settled */
	SCRIPT_NOTHING, /* nothing to ask for today */
	SCRIPT_SITUATION_COUNT
};

enum script_situation script_situation(const struct client_file *file);
const char *script_situation_name(enum script_situation situation);

void script_opening(struct sheet *sheet, int indent, const struct session *session,
		    const struct client_file *file);
/* One line an answer, with its key; none that would be refused on this file. */
void script_answers(struct sheet *sheet, int indent, const struct session *session, const struct client_file *file);
/* The same in a few words on end. */
void script_answers_short(struct sheet *sheet, int indent, const struct session *session, const struct client_file *file);
void script_never(struct sheet *sheet, int indent, const struct client_file *file);
void script_card(struct sheet *sheet, int indent, enum script_situation situation);

#endif
