/* The macros by which every sentence a person reads is marked for translation.
 *
 * N_() marks a constant in a table, _() translates where it is shown. Rules only mark; faces and words translate.
 * One English word may be two words elsewhere ("open" is what a key does and how a promise stands): C_() and NC_() do the same as
 * _() and N_() under a context that tells them apart. A table that holds NC_() is read with gettext_in_context().
 */
#ifndef BASE_GETTEXT_H
#define BASE_GETTEXT_H

#include <libintl.h>
#include <string.h>

#define _(s) gettext(s)
#define N_(s) (s)
#define C_(context, s) gettext_in_context(context GETTEXT_GLUE s)
#define NC_(context, s) context GETTEXT_GLUE s

#define GETTEXT_GLUE "\004" /* what catalogues put between a context and its sentence */

/* The translation of a sentence that may carry a context; without one, the sentence alone. */
static inline const char *gettext_in_context(const char *marked)
{
	const char *translated = gettext(marked), *glue;

	if (translated != marked)
		return translated;
	glue = strchr(marked, GETTEXT_GLUE[0]);
	return glue ? glue + 1 : marked;
}

#endif
