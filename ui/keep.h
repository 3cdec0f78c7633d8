/* What is half typed in a window, kept in the store should the line be lost; ui/draft.c offers it again at the next start. Knows no meaning.
 *
 * A draft's first line says what it is about, in the window's own codes; then comes a line for each field: its name, a tab, its text.
 */
#ifndef UI_KEEP_H
#define UI_KEEP_H

#include "base/mem.h"
#include "ui/app.h"
#include "ui/form.h"

struct keep {
	struct app *app;
	const char *place; /* names the drafts of such a window, borrowed; NULL: nothing is kept */
	int64_t client_id; /* 0: of no client, or of several */
	bool changed;      /* something was typed since it was last kept */
	bool kept;         /* something of it lies in the store */
};

/* For screen_ops.save. The fields that were typed in; … */
void keep_form(struct keep *keep, const char *about, const struct form *form);
/* … one text, the field `words`; none: nothing is kept any more. */
void keep_words(struct keep *keep, const char *about, const char *text);
void keep_forget(struct keep *keep); /* it is recorded, or given up */
/* Esc: says `warning` once when something was typed, then forgets it. What the screen's action returns. */
unsigned keep_give_up(struct keep *keep, struct form *form, const char *warning);

/* A draft read again. What it is about and its words are the caller's to free. */
char *keep_about(const char *draft);
char *keep_words_of(const char *draft);
void keep_take(struct keep *keep, const char *draft, struct form *form); /* its fields count as typed; those the form has not are left out */

/* Ids as a draft names them: "12 7". */
void keep_add_id(struct buf *about, int64_t id);
bool keep_next_id(const char **about, int64_t *id); /* false: no more */

#endif
