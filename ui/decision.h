/* Deciding what was proposed, from a client's window or from the list of what waits.
 */
#ifndef UI_DECISION_H
#define UI_DECISION_H

#include "desk/escalation.h"
#include "ui/app.h"

/* Approve or refuse. waits: something of that kind was proposed; without it a note is asked for. Legal action is asked once more: a key too
 * many must not let a client be told of it. A hold, which is lifted as easily, takes one key. */
unsigned decision_decide(struct app *app, int64_t client_id, enum escalation_kind kind, bool waits, bool approve);

/* "+30 words", "24/12 words" or "2026-12-24 words": the day, and where the words begin. Without a day *again_on stays. */
const char *decision_again(const char *text, date today, date *again_on);

#endif
