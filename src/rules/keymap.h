/* Keys: neutral codes for what a keyboard sends, and which action a key means in a context.
 *
 * Terminals and curses are unknown here: the face turns bytes into these codes. A plain character is its Unicode code point.
 */
#ifndef RULES_KEYMAP_H
#define RULES_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>

#include "rules/action.h"

/* Keys that are no character, above every code point. The names avoid curses' KEY_…, which are macros. */
enum keymap_key {
	KEYMAP_NONE = 0,
	KEYMAP_UP = 0x110000,
	KEYMAP_DOWN,
	KEYMAP_LEFT,
	KEYMAP_RIGHT,
	KEYMAP_HOME,
	KEYMAP_END,
	KEYMAP_PAGE_UP,
	KEYMAP_PAGE_DOWN,
	KEYMAP_ENTER,       /* main block or number pad */
	KEYMAP_ESCAPE,
	KEYMAP_BACKSPACE,
	KEYMAP_TAB,
	KEYMAP_BACK_TAB,
	KEYMAP_DELETE,
	KEYMAP_INSERT,
	KEYMAP_F1,
	KEYMAP_F2,
	KEYMAP_F3,
	KEYMAP_F4,
	KEYMAP_F5,
	KEYMAP_F6,
	KEYMAP_F7,
	KEYMAP_F8,
	KEYMAP_F9,
	KEYMAP_F10,
	KEYMAP_F11,
	KEYMAP_F12,
	KEYMAP_SUSPEND,     /* Ctrl-Z read in raw mode */
	KEYMAP_END_OF_KEYS
};

/* The action of a key in a context or its parents, nearest first. A key that binds nothing and is an unshifted digit of an AZERTY keyboard
 * (& é " ' ( - è _ ç à) is tried as that digit; in a client file - stays the previous file. Where characters are text none is bound. False: no action. */
bool keymap_find(enum action_context context, int key, enum action *out);

/* The key to show for an action in a context (or its parents): KEYMAP_NONE when it has none there. */
int keymap_key_of(enum action action, enum action_context context);

/* Actions that have a key in the context itself, not in its parents, in table order: rows of a which-key menu, a section of help, candidates
 * for the function bar. Returns how many. */
size_t keymap_list(enum action_context context, enum action out[ACTION_COUNT]);

/* The digit 0–9 an AZERTY keyboard sends this character for without shift, or -1. */
int keymap_azerty_digit(int code);
/* A word that is nothing but such digits, as ASCII digits in out (room bytes with its NUL). False: it is something else, or too long. */
bool keymap_azerty_number(const char *word, char *out, size_t room);

#define KEYMAP_CODE 12

/* Stable code of a key: "f5" "enter" "escape" "page-up" "space", or the character itself in UTF-8. Words turn codes into what is printed on a keyboard. */
const char *keymap_code(int key, char out[KEYMAP_CODE]);

#endif
