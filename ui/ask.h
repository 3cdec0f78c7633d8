/* One line asked for under a screen: a question, a field, and what the answer would mean.
 */
#ifndef UI_ASK_H
#define UI_ASK_H

#include "ui/keep.h"

#define ASK_BYTES 1000

struct ask {
	const char *title, *label;   /* translated, copied */
	const char *initial;         /* NULL: an empty field */
	/* Enter. True: the line closes, with these effects; false: it stays with what was typed, and something was said. */
	bool (*answer)(void *context, struct frame *frame, const char *text, unsigned *effects);
	/* What the text means, under the field at each key; NULL: nothing. */
	void (*echo)(void *context, const char *text, char *out, size_t room);
	void *context;               /* the line gives it back when it closes … */
	void (*release)(void *context); /* … with this; NULL: mem_free */
	/* Where what is typed is kept should the line be lost, and about what (copied, NULL: ""); without a place: nowhere. */
	struct keep keep;
	const char *about;
	const char *draft;           /* what was typed before the line was lost, taken up again; NULL: nothing */
};

void ask_push(struct frame *frame, const struct ask *ask);

#endif
