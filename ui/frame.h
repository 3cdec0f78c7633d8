/* The frame around the screens: the stack, the loop, the title line with its clock, the status line, the function bar and the menus.
 *
 * It turns keys into actions by rules/keymap, checks what an action needs, lets the screen on top answer, then the handlers
 * bound by the application, and paints once when nothing more is typed ahead. Only its loop paints. It knows neither
 * the desk nor the store: what it must ask goes through frame_hooks.
 */
#ifndef UI_FRAME_H
#define UI_FRAME_H

#include "base/mem.h"
#include "ui/screen.h"

struct frame;

/* One action, when the screen on top passed it. */
typedef unsigned action_fn(void *app, struct frame *frame, enum action action);

struct frame_hooks {
	void *app;
	/* ACTION_COUNT of them; frame_do_… below serve those that belong to the frame. */
	action_fn *const *handlers;
	bool (*meets)(void *app, enum action_need need); /* is this one need met now? */
	/* The end of the title line: "Tue 24/11  14:31". */
	void (*clock)(void *app, char *out, size_t room);
	unsigned (*tick)(void *app, struct frame *frame); /* each minute; NULL: nothing to do */
	/* Every beat_ms, however long nothing is typed, the command line open or not: what must not lapse. NULL: nothing. */
	unsigned (*beat)(void *app, struct frame *frame);
	int beat_ms;
	/* A descriptor that wakes the frame (-1: none), and what to do whenever it was awake: others may have told something. NULL: nothing. */
	int (*watch)(void *app);
	unsigned (*woken)(void *app, struct frame *frame);
	/* An error as its reader is told it. NULL: as it is. */
	void (*error)(const char *text, struct buf *out);
	/* What is printed on the key. */
	void (*key_name)(void *app, int key, char *out, size_t room);
	/* Of what is offered: asked when nothing was typed for pause_ms; a key within seen_ms of its painting was not meant for it. */
	int pause_ms, seen_ms;
	/* The account belongs to the agent: its .editrc and command history are used. */
	bool personal;
};

enum frame_end {
	FRAME_QUIT,  /* the agent left */
	FRAME_HANGUP /* the line was lost, or the program was asked to stop; drafts were saved */
};

/* The hooks are borrowed for the frame's life. */
struct frame *frame_open(struct term *term, const struct frame_hooks *hooks);
void frame_close(struct frame *frame); /* closes the screens from the top down */

enum frame_end frame_run(struct frame *frame);
/* All that lies typed, then one painting; waits at most timeout_ms when nothing does. False when it is time to leave. For tests. */
bool frame_step(struct frame *frame, int timeout_ms);
enum frame_end frame_how_it_ended(const struct frame *frame);

/* The stack. The frame owns self from then on. */
void frame_push(struct frame *frame, const struct screen_ops *ops, void *self);
/* A question nobody asked for, over the screen that is on top now: it comes when that one is on top and nothing is typed. A key that came
 * before it could be read goes to the screen below, and the question waits for the next pause. One at a time. */
void frame_offer(struct frame *frame, const struct screen_ops *ops, void *self);
/* The state of the nearest screen with these operations, or NULL. */
void *frame_find(const struct frame *frame, const struct screen_ops *ops);
/* Close what lies above the nearest screen with these operations. */
void frame_raise(struct frame *frame, const struct screen_ops *ops);
/* The same screen, by its state. */
void frame_raise_to(struct frame *frame, const void *self);
/* Bring the nearest screen with these operations to the top: what lies above it closes, but for screens with `keep`, which go below it. */
void frame_lift(struct frame *frame, const struct screen_ops *ops, const struct screen_ops *keep);
/* The state of the screen with these operations that is nth from the top (0: the nearest), or NULL. */
void *frame_find_nth(const struct frame *frame, const struct screen_ops *ops, size_t nth);
const struct screen_ops *frame_top(const struct frame *frame);
void *frame_top_self(const struct frame *frame);
enum action_context frame_context(const struct frame *frame); /* of the screen on top */
int64_t frame_client(const struct frame *frame);              /* what the nearest screen that knows of one is about; 0: none */
struct term *frame_term(const struct frame *frame);

/* Once the effects of what runs now are done, run one action as if its key had been pressed; `argument` (may be NULL) is what
 * was typed after it on the command line. Help, menus and the command line use it. */
void frame_post(struct frame *frame, enum action action, const char *argument);
/* Of the action being run; "" when it came by a key. */
const char *frame_argument(const struct frame *frame);

/* Say something on the status line; it also goes to the log. The next key takes it away. */
void frame_say(struct frame *frame, enum style style, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void frame_say_error(struct frame *frame, const struct err *err);
/* Show it while what a key began goes on; what comes of that is said over it. */
void frame_say_now(struct frame *frame, enum style style, const char *text);

/* Worth offering to whoever is here: what only a supervisor may do is not shown to others, and said when its key is pressed. */
bool frame_may(const struct frame *frame, enum action action);

/* The log: 0 = newest. */
struct frame_message {
	char clock[64];
	enum style style;
	char *text;
};
size_t frame_message_count(const struct frame *frame);
const struct frame_message *frame_message_at(const struct frame *frame, size_t place);

/* Handlers for the actions that are the frame's own. */
action_fn frame_do_back;     /* BACK: close the screen on top, unless it is the last */
action_fn frame_do_leave;    /* LEAVE: close the screen on top; the last one quits */
action_fn frame_do_refresh;  /* REFRESH: send everything anew and read the facts again */
action_fn frame_do_suspend;  /* SUSPEND */
action_fn frame_do_menu;     /* actions that open a menu */
action_fn frame_do_command;  /* COMMAND: the `:` line */
action_fn frame_do_messages; /* GO_MESSAGES: the log as a screen */
action_fn frame_do_nothing;  /* moves and the like, when the screen has no use for them */

#endif
