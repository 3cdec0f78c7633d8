/* Which action a key means where, read from the action table. Knows no terminal and binds nothing
 * by itself.
 */
#include "rules/keymap.h"

#include <string.h>

/* Digits 0–9 of an AZERTY keyboard without shift. */
static const int azerty[] = { 0xE0, '&', 0xE9, '"', '\'', '(', '-', 0xE8, '_', 0xE7 };

static const char *const codes[] = {
	[KEYMAP_UP - KEYMAP_UP] = "up",
	[KEYMAP_DOWN - KEYMAP_UP] = "down",
	[KEYMAP_LEFT - KEYMAP_UP] = "left",
	[KEYMAP_RIGHT - KEYMAP_UP] = "right",
	[KEYMAP_HOME - KEYMAP_UP] = "home",
	[KEYMAP_END - KEYMAP_UP] = "end",
	[KEYMAP_PAGE_UP - KEYMAP_UP] = "page-up",
	[KEYMAP_PAGE_DOWN - KEYMAP_UP] = "page-down",
	[KEYMAP_ENTER - KEYMAP_UP] = "enter",
	[KEYMAP_ESCAPE - KEYMAP_UP] = "escape",
	[KEYMAP_BACKSPACE - KEYMAP_UP] = "backspace",
	[KEYMAP_TAB - KEYMAP_UP] = "tab",
	[KEYMAP_BACK_TAB - KEYMAP_UP] = "back-tab",
	[KEYMAP_DELETE - KEYMAP_UP] = "delete",
	[KEYMAP_INSERT - KEYMAP_UP] = "insert",
	[KEYMAP_F1 - KEYMAP_UP] = "f1",
	[KEYMAP_F2 - KEYMAP_UP] = "f2",
	[KEYMAP_F3 - KEYMAP_UP] = "f3",
	[KEYMAP_F4 - KEYMAP_UP] = "f4",
	[KEYMAP_F5 - KEYMAP_UP] = "f5",
	[KEYMAP_F6 - KEYMAP_UP] = "f6",
	[KEYMAP_F7 - KEYMAP_UP] = "f7",
	[KEYMAP_F8 - KEYMAP_UP] = "f8",
	[KEYMAP_F9 - KEYMAP_UP] = "f9",
	[KEYMAP_F10 - KEYMAP_UP] = "f10",
	[KEYMAP_F11 - KEYMAP_UP] = "f11",
	[KEYMAP_F12 - KEYMAP_UP] = "f12",
	[KEYMAP_SUSPEND - KEYMAP_UP] = "suspend",
};

int keymap_azerty_digit(int code)
{
	for (int digit = 0; digit < 10; digit++)
		if (azerty[digit] == code)
			return digit;
	return -1;
}

bool keymap_azerty_number(const char *word, char *out, size_t room)
{
	size_t count = 0;

	while (*word && count + 1 < room) {
		unsigned char first = (unsigned char)*word++;
		int code = first;
		if (first >= 0xC0 &&
		    *word) /* those of two bytes; the first of a longer one is no digit */
			code = first < 0xE0 ? (first & 0x1F) << 6 | ((unsigned char)*word++ & 0x3F)
					    : 0;
		int digit = keymap_azerty_digit(code);
		if (digit < 0)
			return false;
		out[count++] = (char)('0' + digit);
	}
	out[count] = '\0';
	return count > 0 && !*word;
}

/* The first key of an action in this very context. */
static int first_key(enum action action, enum action_context context)
{
	const struct action_row *row = &action_rows[action];
	for (int i = 0; i < ACTION_BINDINGS; i++)
		if (row->bindings[i].contexts & 1u << context)
			return row->bindings[i].keys[0];
	return KEYMAP_NONE;
}

static bool binds(const struct action_row *row, enum action_context context, int key)
{
	for (int i = 0; i < ACTION_BINDINGS; i++) {
		if (!(row->bindings[i].contexts & 1u << context))
			continue;
		for (int k = 0; k < ACTION_KEYS && row->bindings[i].keys[k]; k++)
			if (row->bindings[i].keys[k] == key)
				return true;
	}
	return false;
}

static bool find(enum action_context context, int key, enum action *out)
{
	for (enum action_context at = context;; at = action_contexts[at].parent) {
		for (int i = 0; i < ACTION_COUNT; i++) {
			if (binds(&action_rows[i], at, key)) {
				*out = (enum action)i;
				return true;
			}
		}
		if (at == action_contexts[at].parent)
			return false;
	}
}

bool keymap_find(enum action_context context, int key, enum action *out)
{
	if (key == KEYMAP_NONE)
		return false;
	if (find(context, key, out))
		return true;
	int digit = keymap_azerty_digit(key);
	return digit >= 0 && find(context, '0' + digit, out);
}

int keymap_key_of(enum action action, enum action_context context)
{
	for (enum action_context at = context;; at = action_contexts[at].parent) {
		int key = first_key(action, at);
		if (key != KEYMAP_NONE || at == action_contexts[at].parent)
			return key;
	}
}

size_t keymap_list(enum action_context context, enum action out[ACTION_COUNT])
{
	size_t count = 0;
	for (int i = 0; i < ACTION_COUNT; i++)
		if (first_key((enum action)i, context) != KEYMAP_NONE)
			out[count++] = (enum action)i;
	return count;
}

/* UTF-8 of a code point. */
static void encode(int code, char out[KEYMAP_CODE])
{
	size_t n = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	static const unsigned char lead[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
	for (size_t i = n - 1; i > 0; i--, code >>= 6)
		out[i] = (char)(0x80 | (code & 0x3F));
	out[0] = (char)(lead[n] | code);
	out[n] = '\0';
}

const char *keymap_code(int key, char out[KEYMAP_CODE])
{
	if (key >= KEYMAP_UP && key < KEYMAP_END_OF_KEYS)
		strcpy(out, codes[key - KEYMAP_UP]);
	else if (key == ' ')
		strcpy(out, "space");
	else if (key > ' ' && key < KEYMAP_UP)
		encode(key, out);
	else
		out[0] = '\0';
	return out;
}
