/* The language screens speak under test. */
#ifndef TESTS_UI_SPEAK_H
#define TESTS_UI_SPEAK_H

#include <stdbool.h>

#include "words/words.h"

/* From now on everything is said in it, from the catalogue of the build. False: French, whose catalogue was not built. */
bool speak_in(enum words_lang lang);

#endif
