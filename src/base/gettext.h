/* The two macros by which every sentence a person reads is marked for translation.
 *
 * N_() marks a constant in a table, _() translates where it is shown. Rules only mark; faces and words translate.
 */
#ifndef BASE_GETTEXT_H
#define BASE_GETTEXT_H

#include <libintl.h>

#define _(s) gettext(s)
#define N_(s) (s)

#endif
