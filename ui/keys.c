/* The decoder: escape sequences by table, UTF-8 by hand (a broken character is dropped, not guessed), pastes between their marks.
 */
#include "ui/keys.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"

enum { ESC = 27, CTRL_Z = 26 };

/* What one attempt at decoding found. */
struct found {
	size_t used;  /* bytes eaten; 0: more are needed */
	uint32_t key; /* KEYMAP_NONE: swallowed */
	bool paste;   /* a paste begins */
};

/* CSI n ~ : PuTTY, rxvt and VT220 F-keys and the editing block. */
static const uint32_t tilde[] = {
	[1] = KEYMAP_HOME,    [2] = KEYMAP_INSERT,    [3] = KEYMAP_DELETE, [4] = KEYMAP_END,
	[5] = KEYMAP_PAGE_UP, [6] = KEYMAP_PAGE_DOWN, [7] = KEYMAP_HOME,   [8] = KEYMAP_END,
	[11] = KEYMAP_F1,     [12] = KEYMAP_F2,       [13] = KEYMAP_F3,    [14] = KEYMAP_F4,
	[15] = KEYMAP_F5,     [17] = KEYMAP_F6,       [18] = KEYMAP_F7,    [19] = KEYMAP_F8,
	[20] = KEYMAP_F9,     [21] = KEYMAP_F10,      [23] = KEYMAP_F11,   [24] = KEYMAP_F12,
};

static const struct {
	char final;
	uint32_t key;
} csi_finals[] = {
	{ 'A', KEYMAP_UP }, { 'B', KEYMAP_DOWN }, { 'C', KEYMAP_RIGHT }, { 'D', KEYMAP_LEFT },
	{ 'H', KEYMAP_HOME }, { 'F', KEYMAP_END }, { 'Z', KEYMAP_BACK_TAB },
	{ 'P', KEYMAP_F1 }, { 'Q', KEYMAP_F2 }, { 'R', KEYMAP_F3 }, { 'S', KEYMAP_F4 },
}, ss3_finals[] = {
	{ 'A', KEYMAP_UP }, { 'B', KEYMAP_DOWN }, { 'C', KEYMAP_RIGHT }, { 'D', KEYMAP_LEFT },
	{ 'H', KEYMAP_HOME }, { 'F', KEYMAP_END }, { 'M', KEYMAP_ENTER },
	{ 'P', KEYMAP_F1 }, { 'Q', KEYMAP_F2 }, { 'R', KEYMAP_F3 }, { 'S', KEYMAP_F4 },
	{ 'p', '0' }, { 'q', '1' }, { 'r', '2' }, { 's', '3' }, { 't', '4' }, { 'u', '5' }, { 'v', '6' },
	{ 'w', '7' }, { 'x', '8' }, { 'y', '9' }, { 'j', '*' }, { 'k', '+' }, { 'l', ',' }, { 'm', '-' },
	{ 'n', '.' }, { 'o', '/' }, { 'X', '=' },
};

/* ESC [ [ A … E: F1 … F5 of the Linux console. */
static const uint32_t linux_console[] = { KEYMAP_F1, KEYMAP_F2, KEYMAP_F3, KEYMAP_F4, KEYMAP_F5 };

void keys_init(struct keys *keys)
{
	*keys = (struct keys){ 0 };
	buf_init(&keys->in);
	buf_init(&keys->pasted);
}

void keys_clear(struct keys *keys)
{
	buf_clear(&keys->in);
	buf_clear(&keys->pasted);
	mem_free(keys->clean);
	*keys = (struct keys){ 0 };
}

void keys_feed(struct keys *keys, const char *bytes, size_t n)
{
	if (keys->at == keys->in.len) {
		buf_reset(&keys->in);
		keys->at = 0;
	}
	buf_add(&keys->in, bytes, n);
}

/* s[0..1] is "ESC [". Parameters, intermediates, one final byte. */
static struct found csi(const char *s, size_t n)
{
	size_t i = 2;
	unsigned number = 0;
	bool first = true;
	const char *modifier;

	if (n > 2 && s[2] == '[') {
		if (n < 4)
			return (struct found){ 0 };
		bool known = s[3] >= 'A' && s[3] <= 'E';
		return (struct found){ .used = 4,
				       .key = known ? linux_console[s[3] - 'A'] : KEYMAP_NONE };
	}
	for (; i < n && s[i] >= 0x20 && s[i] <= 0x3f; i++) {
		first = first && s[i] >= '0' && s[i] <= '9';
		if (first && number < 1000)
			number = number * 10 + (unsigned)(s[i] - '0');
	}
	if (i == n)
		return (struct found){ 0 };
	struct found found = { .used = i + 1 };
	if (s[i] < 0x40 || s[i] > 0x7e)
		found.used = i; /* broken off by something else, which is decoded next */
	else if (s[i] == '~' && number == 200)
		found.paste = true;
	else if (s[i] == '~' && number < sizeof tilde / sizeof *tilde)
		found.key = tilde[number];
	else if ((modifier = memchr(s, ';', i)) && (s[i] == 'C' || s[i] == 'D') &&
		 (modifier[1] == '3' || modifier[1] == '5'))
		found.key = s[i] == 'C' ? KEYS_WORD_RIGHT : KEYS_WORD_LEFT;
	else
		for (size_t k = 0; k < sizeof csi_finals / sizeof *csi_finals; k++)
			if (csi_finals[k].final == s[i])
				found.key = csi_finals[k].key;
	return found;
}

/* s[0..1] is "ESC O". A modifier digit may stand before the final byte. */
static struct found ss3(const char *s, size_t n)
{
	size_t i = 2;

	while (i < n && ((s[i] >= '0' && s[i] <= '9') || s[i] == ';'))
		i++;
	if (i == n)
		return (struct found){ 0 };
	struct found found = { .used = i + 1 };
	if (s[i] < 0x40 || s[i] > 0x7e)
		found.used = i;
	for (size_t k = 0; k < sizeof ss3_finals / sizeof *ss3_finals; k++)
		if (ss3_finals[k].final == s[i])
			found.key = ss3_finals[k].key;
	return found;
}

/* No Alt key here: Esc then a letter, even in one burst of type-ahead, is Esc and that letter. */
static struct found escape(const char *s, size_t n, bool quiet)
{
	struct found found = { 0 };
	struct found alone = { .used = 1, .key = KEYMAP_ESCAPE };

	if (n == 1)
		return quiet ? alone : found;
	if (s[1] != '[' && s[1] != 'O')
		return alone;
	found = s[1] == '[' ? csi(s, n) : ss3(s, n);
	if (found.used == 0 && quiet)
		return n == 2 ? alone : (struct found){ .used = n };
	return found;
}

static uint32_t control(char c)
{
	switch (c) {
	case '\r':
	case '\n': return KEYMAP_ENTER;
	case '\t': return KEYMAP_TAB;
	case '\b':
	case 127: return KEYMAP_BACKSPACE;
	case CTRL_Z: return KEYMAP_SUSPEND;
	default: return (uint32_t)c;
	}
}

static struct found character(const char *s, size_t n, bool quiet)
{
	unsigned char lead = (unsigned char)s[0];

	if (lead < 0x20 || lead == 127)
		return (struct found){ .used = 1, .key = control(s[0]) };
	if (lead < 0x80)
		return (struct found){ .used = 1, .key = lead };

	size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1;
	size_t have = 1;
	uint32_t code = size == 4 ? lead & 7u : size == 3 ? lead & 15u : lead & 31u;
	while (have < size && have < n && ((unsigned char)s[have] & 0xc0) == 0x80)
		code = code << 6 | ((unsigned char)s[have++] & 0x3fu);
	if (have < size)
		return (struct found){ .used = have == n && !quiet ? 0 : have };
	if (!text_is_utf8(s, size))
		code = KEYMAP_NONE;
	return (struct found){ .used = size, .key = code };
}

/* Between the marks. The end mark may come in pieces, so its length is held back. */
static enum keys_result paste(struct keys *keys, bool quiet, struct term_event *event)
{
	static const char end[] = "\033[201~";
	const char *s = keys->in.data + keys->at;
	size_t n = keys->in.len - keys->at;
	const char *mark = n ? memmem(s, n, end, sizeof end - 1) : NULL;
	size_t take = mark ? (size_t)(mark - s) : n;

	if (!mark && !quiet)
		take = n < sizeof end ? 0 : n - (sizeof end - 1);
	size_t room = KEYS_PASTE_MAX - keys->pasted.len;
	buf_add(&keys->pasted, s ? s : "", take < room ? take : room);
	keys->at += take + (mark ? sizeof end - 1 : 0);
	if (!mark && !quiet)
		return KEYS_PART;
	keys->pasting = false;
	mem_free(keys->clean);
	keys->clean = text_clean(keys->pasted.data, keys->pasted.len);
	*event = (struct term_event){ .kind = TERM_PASTE, .text = keys->clean };
	return KEYS_EVENT;
}

enum keys_result keys_next(struct keys *keys, bool quiet, struct term_event *event)
{
	for (;;) {
		if (keys->pasting)
			return paste(keys, quiet, event);
		if (keys->at == keys->in.len)
			return KEYS_EMPTY;
		const char *s = keys->in.data + keys->at;
		size_t n = keys->in.len - keys->at;
		struct found found = *s == ESC ? escape(s, n, quiet) : character(s, n, quiet);
		if (found.used == 0)
			return KEYS_PART;
		keys->at += found.used;
		if (found.paste) {
			keys->pasting = true;
			buf_reset(&keys->pasted);
		} else if (found.key != KEYMAP_NONE) {
			*event = (struct term_event){ .kind = TERM_KEY, .key = found.key };
			return KEYS_EVENT;
		}
	}
}
