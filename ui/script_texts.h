/* The texts users edit, as parts of the script: the card for the reason and the firmness, what is heard and what to answer.
 */
#ifndef UI_SCRIPT_TEXTS_H
#define UI_SCRIPT_TEXTS_H

#include "ui/app.h"
#include "ui/sheet.h"

void script_texts_card(struct sheet *sheet, int indent, struct app *app, const struct client_file *file);
void script_texts_objections(struct sheet *sheet, int indent, struct app *app, const struct client_file *file);

#endif
