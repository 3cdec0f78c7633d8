/* The screen of what the program said, newest first. */
#ifndef UI_MESSAGES_H
#define UI_MESSAGES_H

#include "ui/screen.h"

extern const struct screen_ops messages_screen;

void messages_open(struct frame *frame);

#endif
