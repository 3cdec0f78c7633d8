/* From the bytes a keyboard sends to keys, characters and pastes. Pure: reads no descriptor, knows no clock.
 *
 * One table for every terminal in use (xterm, PuTTY, Linux console, tmux, rxvt), whatever TERM says, because TERM is often wrong:
 * PuTTY says xterm and sends F1 as ESC [ 1 1 ~. Sequences nobody knows are swallowed whole, so that their letters never
 * act. The number pad's application codes become the digits they are.
 */
#ifndef UI_KEYS_H
#define UI_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "rules/keymap.h"
#include "ui/term.h"

#define KEYS_ESCAPE_MS 25   /* after a lone Esc, how long its followers may take */
#define KEYS_PASTE_MS  1000 /* after this silence a paste without end is over */
#define KEYS_PASTE_MAX 65536

struct keys {
	struct buf in; /* bytes not decoded yet, from `at` on */
	size_t at;
	bool pasting;
	struct buf pasted; /* raw, then clean */
	char *clean;       /* the text of the last paste event */
};

/* Keys of text fields only, beyond rules/keymap.h because nothing binds them. */
enum keys_field_key { KEYS_WORD_LEFT = KEYMAP_END_OF_KEYS, KEYS_WORD_RIGHT };

enum keys_result {
	KEYS_EMPTY, /* nothing left */
	KEYS_PART,  /* the start of something: feed more, or ask again with `quiet` */
	KEYS_EVENT  /* *event is a key or a paste */
};

void keys_init(struct keys *keys);
void keys_clear(struct keys *keys);
void keys_feed(struct keys *keys, const char *bytes, size_t n);
/* quiet: nothing more came for KEYS_ESCAPE_MS (KEYS_PASTE_MS while pasting): decide with what is there. */
enum keys_result keys_next(struct keys *keys, bool quiet, struct term_event *event);

#endif
