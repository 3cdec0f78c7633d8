/* What a screen is: a const table of functions over its own state. The frame (ui/frame.h) calls them; they never call each other.
 *
 * A screen draws when asked, answers actions and keys with effects, and never paints by itself. It asks the desk for facts and
 * knows no SQL. Slots may be NULL unless said otherwise.
 */
#ifndef UI_SCREEN_H
#define UI_SCREEN_H

#include "rules/action.h"
#include "ui/draw.h"

struct frame;

/* What an action or a key did, as bits. Whatever is not EFFECT_PASS or 0 is drawn. */
enum effect {
	EFFECT_NONE = 0,
	EFFECT_PASS = 1 << 0, /* not mine: the next one may answer */
	EFFECT_REDRAW = 1 << 1,
	/* Facts changed: every screen reads them again before it is next drawn. */
	EFFECT_RELOAD = 1 << 2,
	EFFECT_CLOSE = 1 << 3, /* the screen that was on top when the key came */
	EFFECT_NEXT = 1 << 4,  /* then the screen on top gets ACTION_NEXT_FILE */
	EFFECT_QUIT = 1 << 5,
	EFFECT_BELL = 1 << 6,
	EFFECT_STALE = 1 << 7  /* this screen alone reads its facts again before it is next drawn */
};

#define SCREEN_TEXT 512

/* The title line: a bold name, what follows it, and what stands before the clock. */
struct screen_title {
	char name[SCREEN_TEXT], more[SCREEN_TEXT], right[SCREEN_TEXT];
};

struct screen_ops {
	const char *name; /* stable English: journals of tests, command line */
	/* Which keys count; a context with `text` gets its characters through `key`. */
	enum action_context context;
	/* The function bar in order, ended by ACTION_COUNT; NULL = those of the context. */
	const enum action *bar;
	/* The same, for a screen of several kinds; NULL: the two above. */
	enum action_context (*where)(const void *self);
	const enum action *(*bar_of)(const void *self);
	const char *tab; /* N_(): what Tab does here, for the bar; NULL: the label of the action */

	/* NULL: the title of the screen below. */
	void (*title)(const void *self, struct screen_title *out);
	/* Rows wanted at the bottom of the body, the screen below showing above; NULL or all of them: the whole body. */
	int (*rows)(const void *self, int available);
	/* Required. Draw the area, which was wiped, and put the real cursor on the selection. */
	void (*draw)(void *self, struct term *term, struct area area);
	/* The client the screen is about, or under its cursor; 0: none. NULL: ask the screen below. */
	int64_t (*client)(const void *self);
	/* One sentence for the status line when there is no message. */
	void (*status)(const void *self, char *out, size_t room);

	/* EFFECT_PASS: the frame's own handler runs. */
	unsigned (*action)(void *self, struct frame *frame, enum action action);
	/* Keys that mean no action. */
	unsigned (*key)(void *self, struct frame *frame, uint32_t key);
	unsigned (*paste)(void *self, struct frame *frame, const char *text);
	/* Facts changed; what is selected stays so. */
	unsigned (*reload)(void *self, struct frame *frame);
	/* A minute went by. */
	unsigned (*tick)(void *self, struct frame *frame);
	/* Nothing was typed for a moment since something last changed: read what only a resting cursor needs. */
	unsigned (*rest)(void *self, struct frame *frame);
	/* Something goes on by itself while the screen is on top: a part of it, no longer than an eye notices. Called again and again
	 * between keys, until the screen closes. */
	unsigned (*work)(void *self, struct frame *frame);
	/* Keep what is half typed: the line may be lost. */
	void (*save)(void *self);
	void (*close)(void *self); /* frees self */
};

#endif
