/* The tables of themes. A light theme darkens yellow, a colour-blind one never opposes red to green; blue is left out
 * because dark blue on black cannot be read.
 */
#include "ui/style.h"

#include <string.h>

enum {
	OWN = -1,
	RED = 1,
	GREEN = 2,
	YELLOW = 3,
	MAGENTA = 5,
	CYAN = 6,
	BRIGHT_YELLOW = 11,
	BRIGHT_CYAN = 14
};

static const struct style_look bare[STYLE_COUNT] = {
	[STYLE_NORMAL] = { OWN, 0 },
	[STYLE_TITLE] = { OWN, STYLE_BOLD },
	[STYLE_HEADER] = { OWN, STYLE_FAINT },
	[STYLE_AMOUNT] = { OWN, STYLE_BOLD },
	[STYLE_LATE] = { OWN, 0 },
	[STYLE_BROKEN] = { OWN, STYLE_BOLD },
	[STYLE_KEPT] = { OWN, 0 },
	[STYLE_SELECTED] = { OWN, STYLE_REVERSE },
	[STYLE_MARKED] = { OWN, STYLE_UNDERLINE },
	[STYLE_RULE] = { OWN, STYLE_FAINT },
	[STYLE_DIM] = { OWN, STYLE_FAINT },
	[STYLE_KEY] = { OWN, STYLE_BOLD },
	[STYLE_FIELD] = { OWN, STYLE_UNDERLINE },
	[STYLE_NOTICE] = { OWN, 0 },
	[STYLE_WARNING] = { OWN, STYLE_BOLD },
	[STYLE_ERROR] = { OWN, STYLE_BOLD },
};

/* Only the meanings that a theme colours; OWN falls back on the bare look. */
static const int colours[STYLE_THEME_COUNT][STYLE_COUNT] = {
	[STYLE_DARK] = {
		[STYLE_HEADER] = CYAN, [STYLE_LATE] = YELLOW, [STYLE_BROKEN] = RED, [STYLE_KEPT] = GREEN,
		[STYLE_MARKED] = CYAN, [STYLE_KEY] = CYAN, [STYLE_WARNING] = YELLOW, [STYLE_ERROR] = RED,
	},
	[STYLE_LIGHT] = {
		[STYLE_LATE] = MAGENTA, [STYLE_BROKEN] = RED, [STYLE_KEPT] = GREEN, [STYLE_MARKED] = CYAN,
		[STYLE_WARNING] = MAGENTA, [STYLE_ERROR] = RED,
	},
	[STYLE_COLOUR_BLIND] = {
		[STYLE_LATE] = YELLOW, [STYLE_BROKEN] = BRIGHT_YELLOW, [STYLE_KEPT] = BRIGHT_CYAN,
		[STYLE_MARKED] = CYAN, [STYLE_KEY] = CYAN, [STYLE_WARNING] = YELLOW, [STYLE_ERROR] = BRIGHT_YELLOW,
	},
};

static const char *const signs[STYLE_COUNT] = {
	[STYLE_BROKEN] = "×", [STYLE_KEPT] = "√",    [STYLE_SELECTED] = "►",
	[STYLE_MARKED] = "●", [STYLE_WARNING] = "!", [STYLE_ERROR] = "×",
};

static const char letters[STYLE_COUNT] = {
	[STYLE_NORMAL] = ' ', [STYLE_TITLE] = 'T',  [STYLE_HEADER] = 'H',  [STYLE_AMOUNT] = 'A',
	[STYLE_LATE] = 'L',   [STYLE_BROKEN] = 'B', [STYLE_KEPT] = 'K',    [STYLE_SELECTED] = 'S',
	[STYLE_MARKED] = 'M', [STYLE_RULE] = '-',   [STYLE_DIM] = 'D',     [STYLE_KEY] = 'k',
	[STYLE_FIELD] = 'F',  [STYLE_NOTICE] = 'N', [STYLE_WARNING] = 'W', [STYLE_ERROR] = 'E',
};

static const char *const theme_names[STYLE_THEME_COUNT] = {
	[STYLE_DARK] = "dark",
	[STYLE_LIGHT] = "light",
	[STYLE_MONO] = "mono",
	[STYLE_COLOUR_BLIND] = "colour-blind",
};

struct style_look style_look(enum style_theme theme, enum style style)
{
	struct style_look look = bare[style];
	int colour = colours[theme][style];

	/* 0 is black, which no theme uses: it stands for "not coloured here". */
	if (colour > 0) {
		look.colour = colour;
		look.attributes &= ~STYLE_FAINT;
	}
	return look;
}

const char *style_sign(enum style style)
{
	return signs[style] ? signs[style] : "";
}

char style_letter(enum style style)
{
	return letters[style];
}

bool style_theme_from_name(const char *name, enum style_theme *out)
{
	for (int i = 0; i < STYLE_THEME_COUNT; i++)
		if (strcmp(name, theme_names[i]) == 0) {
			*out = (enum style_theme)i;
			return true;
		}
	return false;
}
