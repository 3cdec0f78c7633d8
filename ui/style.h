/* What a stretch of text means, and how each theme shows it on sixteen colours over the terminal's own background.
 *
 * Screens name a meaning, never a colour. A colour never speaks alone: style_sign gives the sign that doubles it.
 * Knows no terminal.
 */
#ifndef UI_STYLE_H
#define UI_STYLE_H

#include <stdbool.h>

enum style {
	STYLE_NORMAL,
	STYLE_TITLE,    /* the name of the screen or of the file */
	STYLE_HEADER,   /* column headings, section names */
	STYLE_AMOUNT,   /* money that matters: bold */
	STYLE_LATE,     /* overdue */
	STYLE_BROKEN,   /* a broken promise, something lost */
	STYLE_KEPT,     /* a kept promise, something done */
	STYLE_SELECTED, /* the line under the cursor */
	STYLE_MARKED,   /* a line ticked for a bulk action */
	STYLE_RULE,     /* lines that separate */
	STYLE_DIM,      /* what may be skipped */
	STYLE_KEY,      /* a key the agent may press */
	STYLE_FIELD,    /* room to type in */
	STYLE_NOTICE,   /* the status line: something was done */
	STYLE_WARNING,  /* the status line: look before going on */
	STYLE_ERROR,    /* the status line: it was refused or failed */
	STYLE_COUNT
};

enum style_theme { STYLE_DARK, STYLE_LIGHT, STYLE_MONO, STYLE_COLOUR_BLIND, STYLE_THEME_COUNT };

enum style_attribute {
	STYLE_BOLD = 1,
	STYLE_FAINT = 2,
	STYLE_REVERSE = 4,
	STYLE_UNDERLINE = 8,
};

struct style_look {
	int colour; /* 0–15, or -1 for the terminal's own */
	int attributes;
};

struct style_look style_look(enum style_theme theme, enum style style);

/* "×" for STYLE_BROKEN and so on; "" where the words already say it. */
const char *style_sign(enum style style);

/* One ASCII letter per meaning, blank for STYLE_NORMAL: how tests write styles down. */
char style_letter(enum style style);

/* dark, light, mono, colour-blind. */
bool style_theme_from_name(const char *name, enum style_theme *out);

#endif
