/* Why a line of a foreign file was refused or taken with a warning, and what to do about it.
 */
#ifndef WORDS_REJECT_H
#define WORDS_REJECT_H

#include "intake/sink.h"
#include "words/words.h"

/* One sentence without its end: "31.02.2026 is no date". */
const char *words_reject(enum intake_reason reason, const char *arg, char out[WORDS_TEXT]);
/* What a person does about it: "correct the date in the export". */
const char *words_remedy(enum intake_reason reason, bool warning); /* warning: the row was taken all the same */
bool words_reason_from_code(const char *code, enum intake_reason *out); /* code as stored */

#endif
