/* A few lines to choose from under the screen they are about: by digit or letter at once, or with the arrows and Enter.
 */
#ifndef UI_CHOICE_H
#define UI_CHOICE_H

#include "ui/frame.h"

#define CHOICE_LINES 35 /* the digits and the letters */

/* The place of the line taken. The choice is closed then; the effects are those of a key. */
typedef unsigned choice_fn(void *context, struct frame *frame, size_t place);

/* Lines are copied, the first CHOICE_LINES of them. first_key: '0' or '1', the key of the first line; the others follow it, after 9 come the letters.
 * selected: the line under the cursor at first. The screen that gave `context` lies below and stays as long as the choice. */
void choice_push(struct frame *frame, const char *title, const char *const *lines, size_t count, char first_key, size_t selected, choice_fn *taken,
		 void *context);

#endif
