/* The only door to the terminal. Two libraries stand behind it: term.c draws on a real one with curses, term_grid.c in memory for tests.
 *
 * Drawing goes to a picture of the screen and reaches the terminal at term_refresh, which sends the differences only. Nothing drawn
 * outside the screen counts: every call cuts. No curses type passes here, and nothing here knows what a screen is about.
 *
 * Text is UTF-8; controls and format characters never reach the terminal, whatever the caller gives. LC_CTYPE must be set.
 * One terminal at a time.
 */
#ifndef UI_TERM_H
#define UI_TERM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "ui/style.h"

struct term;

struct term_options {
	enum style_theme theme; /* NO_COLOR and terminals without colours turn it into STYLE_MONO */
	bool ascii;             /* replace lines, signs and accents by ASCII of the same width */
};

/* Take the terminal on descriptors 0 and 1. Fails with a sentence when there is none, or when TERM names one that has no
 * full screen. From then on HUP, TERM, INT, TSTP, CONT and WINCH come as events. */
bool term_open(const struct term_options *options, struct term **out, struct err *err);
/* After a hang-up HUP and TERM stay ignored, so that the program can put everything away. */
void term_close(struct term *term);

/* What Ctrl-Z does: stop the whole job, and come back with everything sent anew. */
void term_stop(struct term *term);

/* Give the terminal back for good, from a fatal hook: no argument, safe when none is open. */
void term_restore(void);

void term_size(const struct term *term, int *rows, int *cols);

/* Draw. Rows and columns from 0. */
void term_erase(struct term *term);
/* At most `width` cells of text from (row, col), cut on a character; the rest of the width is left as it is. Returns the cells used. */
int term_put(struct term *term, int row, int col, int width, enum style style, const char *text);
void term_fill(struct term *term, int row, int col, int width, enum style style); /* blanks */
/* A horizontal line. */
void term_rule(struct term *term, int row, int col, int width);
/* A vertical line. */
void term_pole(struct term *term, int row, int col, int height);
/* Where the real cursor rests: on the selection, for screen readers. */
void term_cursor(struct term *term, int row, int col);
void term_refresh(struct term *term);
void term_repaint(struct term *term); /* the next refresh sends everything: the line was noisy */
void term_bell(struct term *term);

enum term_event_kind {
	TERM_NOTHING, /* the time is over */
	TERM_KEY,     /* key: a code point, or a special key of rules/keymap.h */
	/* Text: all that was pasted, cleaned, on one line; valid until the next term_next. */
	TERM_PASTE,
	TERM_RESIZE, /* another size, or the terminal is ours again: draw everything */
	/* The line is gone or the program is asked to stop: save and leave. Comes again at each call. */
	TERM_HANGUP
};

struct term_event {
	enum term_event_kind kind;
	uint32_t key;
	const char *text;
};

/* Another descriptor to wait for (-1: none): when something can be read there, term_next comes back with TERM_NOTHING before its time. */
void term_watch(struct term *term, int fd);

/* The next event, waiting at most timeout_ms (0: do not wait, -1: for ever). Never drops what was typed ahead.
 * Ctrl-Z is dealt with inside and comes out as TERM_RESIZE. */
void term_next(struct term *term, int timeout_ms, struct term_event *event);

#endif
