/* What is known of a client, in fields to change.
 */
#ifndef UI_CLIENT_FORM_H
#define UI_CLIENT_FORM_H

#include "ui/app.h"

/* Over what is on top; the row is copied. Whoever opens it has seen that a supervisor is here. */
void client_form_push(struct app *app, const struct client_row *row);
/* What was being typed when the line was lost, on the open file; the place names such drafts. */
#define CLIENT_FORM_DRAFT "client"
bool client_form_resume(struct app *app, const char *draft);

#endif
