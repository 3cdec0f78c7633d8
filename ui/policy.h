/* Another policy tried on the live book.
 */
#ifndef UI_POLICY_H
#define UI_POLICY_H

#include "ui/app.h"

/* Try the configuration at path; "": ask which. Supervisors only: the desk refuses others. */
void policy_screen_push(struct app *app, const char *path);
void policy_screen_forget(struct app *app);

#endif
