/* What people say on the phone, for the notes of the demo.
 */
#ifndef DESK_DEMO_WORDS_H
#define DESK_DEMO_WORDS_H

#include <stdbool.h>

#include "desk/demo_dice.h"
#include "rules/outcome.h"

/* A note for that outcome, in French or in English; "" when an agent would write none. A refusal and a note always have words. */
const char *demo_words(struct demo_dice *dice, enum outcome outcome, bool english);

#endif
