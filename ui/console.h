/* The console: the face an agent lives in all day. Opens the session and the terminal, runs the frame, gives both back.
 */
#ifndef UI_CONSOLE_H
#define UI_CONSOLE_H

#include "globals.h"

/* Returns an EXIT_… code. */
int console_run(const struct globals *globals, struct err *err);

#endif
