/* The frame's own state, shared by frame.c (stack, loop, dispatch), frame_paint.c (lines and menus), frame_command.c (the
 * command line) and frame_question.c (what is offered). Nobody else includes it.
 */
#ifndef UI_FRAME_INSIDE_H
#define UI_FRAME_INSIDE_H

#include "ui/frame.h"
#include "ui/prompt.h"

#define FRAME_LAYERS 64 /* more than there are kinds of screens, with messages between all of them */
#define FRAME_POSTS  8
#define FRAME_LOG    200
#define FRAME_CLOCK  64

struct layer {
	const struct screen_ops *ops;
	void *self;
	bool stale; /* facts changed since it read them */
};

struct post {
	enum action action;
	char *argument;
};

struct frame {
	struct term *term;
	const struct frame_hooks *hooks;
	struct layer layers[FRAME_LAYERS];
	size_t layer_count;
	struct post posts[FRAME_POSTS];
	size_t post_count;
	enum action_context menu; /* a which-key menu is open; ACTION_CONTEXT_ANYWHERE = none */
	const char *argument;
	struct frame_message log[FRAME_LOG]; /* a ring */
	size_t said;                         /* messages ever */
	bool saying;                         /* the newest is on the status line */
	char clock[FRAME_CLOCK];
	int64_t minute;  /* of the last tick */
	int64_t beat_at; /* steady clock of the next beat */
	struct prompt *prompt;
	bool prompting;
	char *prompt_line;
	int prompt_cursor;
	char *prompt_choices; /* what Tab found, in the place of the function bar */
	struct layer question;  /* what was offered: asked when nothing is typed; ops NULL: nothing */
	const void *question_over; /* the screen it may stand over */
	bool asking;          /* it is on the stack */
	int64_t asked_ms;     /* steady clock of its first painting; 0: not painted yet */
	int64_t typed_ms;     /* of the last key */
	bool dirty;           /* the screen must be painted */
	bool unsaved;         /* something was typed since drafts were last saved */
	bool rested;          /* the screen on top was told that nothing is typed since the last change */
	bool over;
	enum frame_end end;
};

void frame_paint(struct frame *frame);
/* Wait for the next event, painting before and ticking when nothing comes; at most timeout_ms (-1: until the next minute). */
void frame_wait(struct frame *frame, int timeout_ms, struct term_event *event);


/* What frame_offer took: milliseconds until it may come up, -1 while it may not. */
int frame_question_in_ms(const struct frame *frame);
void frame_question_ask(struct frame *frame);
/* Something was typed. True: it came before the question can have been read, which has left the stack for now. */
bool frame_question_steps_aside(struct frame *frame);

#endif
