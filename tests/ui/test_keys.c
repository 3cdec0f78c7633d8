/* Bytes of real keyboards to keys: PuTTY, rxvt, Linux console, number pad, pastes, and what nobody knows. */
#include "tests/ui/check.h"

#include <stdio.h>

#include "ui/keys.h"

/* Everything decoded from `bytes`, fed `step` at a time, as readable words. */
static void decode(const char *bytes, size_t step, struct buf *out)
{
	struct keys keys;
	struct term_event event;
	char code[KEYMAP_CODE];

	keys_init(&keys);
	buf_reset(out);
	for (size_t at = 0, n = strlen(bytes); at <= n; at += step) {
		keys_feed(&keys, bytes + at, n - at < step ? n - at : step);
		bool last = n - at <= step;
		while (keys_next(&keys, last, &event) == KEYS_EVENT) {
			if (event.kind == TERM_PASTE)
				buf_printf(out, "<%s> ", event.text);
			else if (event.key >= KEYMAP_END_OF_KEYS)
				buf_printf(out, "word%u ",
					   (unsigned)event.key - KEYMAP_END_OF_KEYS);
			else if (event.key < ' ')
				buf_printf(out, "^%c ", (int)event.key + '@');
			else
				buf_printf(out, "%s ", keymap_code((int)event.key, code));
		}
	}
	keys_clear(&keys);
}

static const struct {
	const char *name, *bytes, *wanted;
} rows[] = {
	{ "letters and accents", "né€", "n é € " },
	{ "xterm F1 to F4", "\033OP\033OQ\033OR\033OS", "f1 f2 f3 f4 " },
	{ "PuTTY F1 to F4", "\033[11~\033[12~\033[13~\033[14~", "f1 f2 f3 f4 " },
	{ "Linux console F1 to F5", "\033[[A\033[[B\033[[C\033[[D\033[[E", "f1 f2 f3 f4 f5 " },
	{ "F5 to F12", "\033[15~\033[17~\033[18~\033[19~\033[20~\033[21~\033[23~\033[24~",
	  "f5 f6 f7 f8 f9 f10 f11 f12 " },
	{ "xterm Home and End", "\033[H\033[F\033OH\033OF", "home end home end " },
	{ "PuTTY Home and End", "\033[1~\033[4~", "home end " },
	{ "rxvt Home and End", "\033[7~\033[8~", "home end " },
	{ "editing block", "\033[2~\033[3~\033[5~\033[6~", "insert delete page-up page-down " },
	{ "arrows in both modes", "\033[A\033[B\033OC\033OD", "up down right left " },
	{ "arrows with modifiers", "\033[1;2A\033[1;5D\033[1;5C", "up word0 word1 " },
	{ "number pad digits", "\033Op\033Oq\033Or\033Os\033Ot\033Ou\033Ov\033Ow\033Ox\033Oy",
	  "0 1 2 3 4 5 6 7 8 9 " },
	{ "number pad signs", "\033Oj\033Ok\033Ol\033Om\033On\033Oo\033OM", "* + , - . / enter " },
	{ "Enter, Tab, Backspace", "\r\n\t\b\177\033[Z",
	  "enter enter tab backspace backspace back-tab " },
	{ "control keys", "\003\032", "^C suspend " },
	{ "Esc alone", "\033", "escape " },
	{ "Esc typed ahead of a letter", "\033n", "escape n " },
	{ "Esc Esc", "\033\033", "escape escape " },
	{ "Esc then an arrow", "\033\033[A", "escape up " },
	{ "Esc then a bracket, and nothing", "\033[", "escape [ " },
	{ "Esc then capital O, and nothing", "\033O", "escape O " },
	{ "unknown sequences leave nothing behind", "\033[99~\033[?1;2c\033[>0q\033[<0;1;1M\033Ozp",
	  "p " },
	{ "unknown Linux console key", "\033[[Zx", "x " },
	{ "unfinished sequence is dropped", "\033[1;", "" },
	{ "a sequence broken by another", "\033[1\033[A", "up " },
	{ "paste comes as one text", "a\033[200~500 ven\r\nligne\tdeux\033[201~b",
	  "a <500 ven ligne deux> b " },
	{ "escape sequences inside a paste do not act", "\033[200~x\033[11~y\033[201~",
	  "<x[11~y> " },
	{ "paste without an end", "\033[200~abc", "<abc> " },
	{ "empty paste", "\033[200~\033[201~n", "<> n " },
	{ "hostile paste", "\033[200~a\342\200\256b\033[201~", "<ab> " },
	{ "broken UTF-8 is dropped", "a\377\303b\342\202c\355\240\200d", "a b c d " },
	{ "broken UTF-8 at the end", "a\303", "a " },
};

static void every_keyboard_gives_the_same_keys(void **state)
{
	struct buf got;

	(void)state;
	buf_init(&got);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (size_t step = 1; step <= 64; step *= 4) {
			decode(rows[i].bytes, step, &got);
			if (strcmp(got.data ? got.data : "", rows[i].wanted) != 0)
				fail_msg("%s, %zu bytes at a time: “%s”", rows[i].name, step,
					 got.data);
		}
	buf_clear(&got);
}

static void a_huge_paste_is_cut(void **state)
{
	struct keys keys;
	struct term_event event = { 0 };
	char block[1000];

	(void)state;
	keys_init(&keys);
	memset(block, 'x', sizeof block);
	keys_feed(&keys, "\033[200~", 6);
	for (int i = 0; i < 100; i++) {
		keys_feed(&keys, block, sizeof block);
		assert_int_equal(keys_next(&keys, false, &event), KEYS_PART);
	}
	keys_feed(&keys, "\033[201~z", 7);
	assert_int_equal(keys_next(&keys, false, &event), KEYS_EVENT);
	assert_int_equal(event.kind, TERM_PASTE);
	assert_int_equal(strlen(event.text), KEYS_PASTE_MAX);
	assert_int_equal(keys_next(&keys, false, &event), KEYS_EVENT);
	assert_int_equal(event.key, 'z');
	keys_clear(&keys);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_keyboard_gives_the_same_keys),
		cmocka_unit_test(a_huge_paste_is_cut),
	};

	check_use_utf8();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
