/* What the parts of the outcome entry share: entry.c (keys, saving, drafts), entry_draw.c (rows), entry_words.c (sentences). Nobody else
 * includes it.
 */
#ifndef UI_ENTRY_H
#define UI_ENTRY_H

#include "ui/app.h"
#include "ui/form.h"
#include "ui/sheet.h"
#include "words/words.h"

enum entry_field { ENTRY_FIELD_WHAT, ENTRY_FIELD_NOTE, ENTRY_FIELD_COUNT };

struct entry_view {
	struct app *app;
	enum outcome outcome;
	struct form form;
	struct form_field
		fields[ENTRY_FIELD_COUNT]; /* outcomes that are words have the first alone */
	char *entry, *note; /* what would be recorded: the texts, with a dispute's -- note apart */
	struct call_result preview;
	enum reason reason;       /* chosen; REASON_NONE: as the outcome or the words tell */
	enum chase_excuse excuse; /* the same */
	char why[SCREEN_TEXT];    /* beside the note: reason and excuse that would be recorded */
	bool *chosen; /* disputes, circuit: one place for each invoice of the file */
};

/* entry_words.c: each sentence fills the caller's buffer and returns it. */
const char *entry_refusal(
	const struct entry_view *view,
	char out[WORDS_TEXT]); /* why Enter would be refused; "" when it would not */
const char *entry_why(const struct entry_view *view, char *out, size_t room); /* "forgotten · “the cheque is sent”", or "" */
const char *entry_echo(const struct entry_view *view, char out[WORDS_TEXT]);
const char *entry_short(const struct client_file *file, enum outcome outcome,
			const struct call_result *result, char out[WORDS_TEXT]);
const char *entry_read_back(
	const struct entry_view *view,
	char out[WORDS_TEXT]); /* to the client; "" when there is nothing to say */
/* whose: the client's name when another file is on the screen by then, else NULL. */
const char *entry_recorded(const struct client_file *file, enum outcome outcome,
			   const struct call_result *result, const char *whose, char out[WORDS_TEXT]);
/* Promises replaced within plan.replace_window if this one is recorded, 0 when it replaces none; *warns: often enough to say so. */
int entry_replaced(const struct entry_view *view, bool *warns);
int entry_invoices(const struct entry_view *view); /* how many invoices what is typed is about */

/* Who is recorded as called: chosen among the contacts, or whom the file says to call; NULL: nobody named. */
const struct contact_row *entry_contact(const struct entry_view *view);

/* entry_circuit.c: what is known of the invoices meant; at most `rows` lines. */
void entry_lay_circuit(const struct entry_view *view, struct sheet *sheet, int rows);

/* entry_draw.c */
int entry_rows(const void *self, int available);
void entry_draw(void *self, struct term *term, struct area area);

#endif
