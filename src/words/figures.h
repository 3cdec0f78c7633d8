/* Names and definitions of the figures of the trade.
 */
#ifndef WORDS_FIGURES_H
#define WORDS_FIGURES_H

#include "desk/figures.h"
#include "words/words.h"

const char *words_bucket(enum aging_bucket bucket);                        /* "1–30 d" */
const char *words_figure(const struct figure *figure, char out[WORDS_TEXT]); /* its name */
/* One sentence: what is divided by what. */
const char *words_figure_definition(const struct figure *figure, char out[WORDS_TEXT]);
/* "82.25 days", "56.25 %", "1 250,00 €"; "–" when it is not known. */
const char *words_figure_value(const struct figure *figure, const char *currency, char out[WORDS_TEXT]);
/* "as of 24/11/2026", "from 27/08/2026 to 24/11/2026" */
const char *words_figure_period(const struct figure *figure, char out[WORDS_TEXT]);

#endif
