/* What the two windows about people share: contacts.c (the list) and contact_form.c (one of them). Nobody else includes it.
 */
#ifndef UI_CONTACTS_H
#define UI_CONTACTS_H

#include "ui/app.h"

/* Change this contact of the open file; NULL: a new one. */
void contact_form_push(struct app *app, const struct contact_row *row);
/* What was being typed when the line was lost, on the open file; the place names such drafts. */
#define CONTACT_FORM_DRAFT "contact"
bool contact_form_resume(struct app *app, const char *draft);

#endif
