/* The real terminal through a pseudo-terminal: foreign keyboards, pastes, Ctrl-Z, sizes, lost lines, and how little is sent. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "tests/ui/pty.h"

static const char *probe;

static struct pty *start_with(const char *option, const char *value, const char *terminal,
			      const char *environment)
{
	const char *argv[] = { probe, option, value, NULL };
	const char *const extra[] = { environment, NULL };
	struct pty *pty = pty_start(
		&(struct pty_options){ .argv = argv, .terminal = terminal, .environment = extra });

	assert_non_null(pty);
	return pty;
}

static struct pty *start(const char *option, const char *value, const char *terminal)
{
	struct pty *pty = start_with(option, value, terminal, NULL);

	assert_true(pty_wait_text(pty, "ready"));
	return pty;
}

/* Send, and wait until the last line says so. */
static void expect(struct pty *pty, const char *bytes, const char *said)
{
	pty_send(pty, bytes);
	assert_true(pty_wait_line(pty, 23, said));
}

static void check_row(struct pty *pty, int row, const char *wanted)
{
	struct buf line;

	buf_init(&line);
	pty_line(pty, row, &line);
	assert_string_equal(line.data, wanted);
	buf_clear(&line);
}

static void finish(struct pty *pty)
{
	int status = -1;

	pty_send(pty, "q");
	assert_true(pty_wait_exit(pty, &status));
	assert_int_equal(status, 0);
	pty_close(pty);
}

static void the_first_picture_is_complete(void **state)
{
	struct pty *pty = start(NULL, NULL, NULL);

	(void)state;
	assert_true(pty_wait_cursor(pty, 1, 15));
	check_row(pty, 0,
		  " Motif         Client                                   Échu € Retard Étape");
	check_row(pty, 1,
		  "►promesse ×    Menuiserie Hébrard 0 SARL              1 812,50   47 j 3 ferme");
	check_row(pty, 23, " ready");
	assert_true(pty_is_reverse(pty, 1, 15));
	assert_false(pty_is_reverse(pty, 2, 15));
	assert_true(pty_is_bold(pty, 1, 1));
	assert_int_equal(pty_colour(pty, 1, 1), 1);
	assert_int_equal(pty_colour(pty, 1, 67), 3);
	assert_int_equal(pty_colour(pty, 1, 15), -1);
	finish(pty);
}

static void foreign_keyboards_act_as_their_keys(void **state)
{
	static const struct {
		const char *name, *terminal, *bytes, *said;
	} rows[] = {
		{ "PuTTY under xterm", "xterm-256color", "\033[11~\033[1~\033[4~\033[12~",
		  "ready f1 home end f2" },
		{ "xterm", "xterm", "\033OP\033[H\033[15~", "ready f1 home f5" },
		{ "Linux console", "linux", "\033[[A\033[1~\033[25~x", "ready f1 home x" },
		{ "tmux", "screen-256color", "\033OP\033[1~\033[6~", "ready f1 home page-down" },
		{ "number pad", "xterm-256color", "\033Oq\033Ox\033Ok\033On\033OM",
		  "ready 1 8 + . enter" },
		{ "unknown sequences", "xterm-256color", "\033[99~\033[1;2X\033O5z\033[[Zk",
		  "ready k" },
		{ "accents", "xterm-256color", "é€", "ready é €" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct pty *pty = start(NULL, NULL, rows[i].terminal);
		pty_send(pty, rows[i].bytes);
		if (!pty_wait_line(pty, 23, rows[i].said))
			fail_msg("%s", rows[i].name);
		char *wanted = mem_printf(" %s", rows[i].said);
		check_row(pty, 23, wanted);
		mem_free(wanted);
		finish(pty);
	}
}

static void the_number_pad_stays_numeric(void **state)
{
	struct pty *pty = start(NULL, NULL, NULL);

	(void)state;
	assert_non_null(strstr(pty_raw(pty), "\033>"));
	assert_null(strstr(pty_raw(pty), "\033="));
	assert_null(strstr(pty_raw(pty), "\033[?1h"));
	finish(pty);
}

static void escape_alone_is_quick(void **state)
{
	struct pty *pty = start(NULL, NULL, NULL);
	int64_t before = clock_steady_ms();

	(void)state;
	expect(pty, "\033", "ready escape");
	int64_t took = clock_steady_ms() - before;
	if (took > 500)
		fail_msg("Esc took %d ms", (int)took);
	expect(pty, "\033n", "ready escape escape n");
	finish(pty);
}

static void a_paste_is_one_text(void **state)
{
	struct pty *pty = start(NULL, NULL, NULL);

	(void)state;
	assert_non_null(strstr(pty_raw(pty), "\033[?2004h"));
	expect(pty, "\033[200~p ven\rq\n500\033[201~", "paste [p ven q 500]");
	finish(pty);
	pty = start(NULL, NULL, NULL);
	pty_send(pty, "\033[200~abc");
	expect(pty, "\033[201~", "paste [abc]");
	pty_send(pty, "q");
	int status;
	assert_true(pty_wait_exit(pty, &status));
	assert_non_null(strstr(pty_raw(pty), "\033[?2004l"));
	pty_close(pty);
}

static void moving_a_row_sends_little_and_idling_nothing(void **state)
{
	struct pty *pty = start(NULL, NULL, NULL);

	(void)state;
	assert_true(pty_wait_cursor(pty, 1, 15));
	for (int row = 2; row <= 20; row++) {
		size_t before = pty_bytes(pty);
		pty_send(pty, "\033[B");
		assert_true(pty_wait_cursor(pty, row, 15));
		pty_listen(pty, 5);
		if (pty_bytes(pty) - before > 120)
			fail_msg("row %d took %zu bytes", row, pty_bytes(pty) - before);
	}
	assert_int_equal(pty_listen(pty, 400), 0);
	finish(pty);
}

static void scrolling_a_line_sends_that_line(void **state)
{
	struct pty *pty = start(NULL, NULL, NULL);

	(void)state;
	for (int i = 0; i < 20; i++)
		pty_send(pty, "\033[B");
	assert_true(pty_wait_cursor(pty, 21, 15));
	size_t before = pty_bytes(pty);
	pty_send(pty, "\033[B");
	assert_true(pty_wait_text(pty, "Hébrard 21 SARL"));
	pty_listen(pty, 20);
	check_row(pty, 1,
		  " promesse ×    Menuiserie Hébrard 1 SARL              2 812,50   47 j 3 ferme");
	if (pty_bytes(pty) - before > 300)
		fail_msg("scrolling took %zu bytes", pty_bytes(pty) - before);
	finish(pty);
}

static void another_size_draws_everything(void **state)
{
	struct pty *pty = start(NULL, NULL, NULL);

	(void)state;
	pty_resize(pty, 40, 120);
	assert_true(pty_wait_line(pty, 39, "size 40x120"));
	assert_true(pty_wait_line(pty, 30, "Hébrard 29 SARL"));
	pty_resize(pty, 5, 30);
	assert_true(pty_wait_line(pty, 4, "size 5x30"));
	pty_resize(pty, 1, 1);
	pty_resize(pty, 24, 80);
	assert_true(pty_wait_line(pty, 23, "size 24x80"));
	finish(pty);
}

static void ctrl_z_gives_the_shell_back_and_fg_paints_again(void **state)
{
	const char *argv[] = { "/bin/sh", "-i", NULL };
	const char *const environment[] = { "PS1=shell> ", "ENV=", NULL };
	struct pty *pty =
		pty_start(&(struct pty_options){ .argv = argv, .environment = environment });
	char *command = mem_printf("%s\r", probe);

	(void)state;
	assert_non_null(pty);
	assert_true(pty_wait_text(pty, "shell>"));
	pty_send(pty, command);
	assert_true(pty_wait_line(pty, 23, "ready"));
	pty_send(pty, "\032");
	assert_true(pty_wait_text(pty, "Stopped"));
	pty_send(pty, "echo back$((40+2))\r");
	assert_true(pty_wait_text(pty, "back42"));
	pty_send(pty, "fg; echo end$((1+1))\r");
	assert_true(pty_wait_line(pty, 23, "size 24x80"));
	assert_true(pty_wait_line(pty, 1, "Menuiserie Hébrard 0 SARL"));
	assert_true(pty_wait_gone(pty, "back42"));
	pty_send(pty, "x\033[11~");
	assert_true(pty_wait_line(pty, 23, "size 24x80 x f1"));
	pty_send(pty, "q");
	assert_true(pty_wait_text(pty, "end2"));
	assert_true(pty_wait_text(pty, "back42"));
	pty_send(pty, "exit\r");
	int status;
	assert_true(pty_wait_exit(pty, &status));
	pty_close(pty);
	mem_free(command);
}

static void ctrl_z_without_a_shell_changes_nothing(void **state)
{
	struct pty *pty = start(NULL, NULL, NULL);

	(void)state;
	expect(pty, "\032", "size 24x80");
	expect(pty, "x", "size 24x80 x");
	finish(pty);
}

static void a_stopped_program_paints_again(void **state)
{
	struct pty *pty = start(NULL, NULL, NULL);

	(void)state;
	pty_signal(pty, SIGSTOP);
	pty_signal(pty, SIGCONT);
	assert_true(pty_wait_line(pty, 23, "size 24x80"));
	finish(pty);
}

enum hangup { BY_LINE, BY_TERM, BY_QUIT, IN_A_STORM };

static void check_hangup(enum hangup how)
{
	char path[] = "/tmp/test_term.XXXXXX";
	char said[16] = "";
	int status = -1, fd = mkstemp(path);

	assert_true(fd >= 0);
	struct pty *pty = start(path, NULL, NULL);
	switch (how) {
	case BY_LINE: pty_hang_up(pty); break;
	case BY_TERM: pty_signal(pty, SIGTERM); break;
	case BY_QUIT: pty_signal(pty, SIGQUIT); break;
	case IN_A_STORM: pty_send(pty, "!"); break;
	}
	assert_true(pty_wait_exit(pty, &status));
	assert_int_equal(status, 0);
	assert_int_equal(read(fd, said, sizeof said - 1), 7);
	assert_string_equal(said, "hangup\n");
	pty_close(pty);
	close(fd);
	unlink(path);
}

static void a_lost_line_comes_as_an_event(void **state)
{
	(void)state;
	check_hangup(BY_LINE);
}

static void being_asked_to_stop_comes_as_an_event(void **state)
{
	(void)state;
	check_hangup(BY_TERM);
	check_hangup(BY_QUIT);
}

static void being_asked_to_stop_is_not_lost_in_a_storm(void **state)
{
	(void)state;
	check_hangup(IN_A_STORM);
}

static void a_terminal_without_full_screen_is_refused_with_a_remedy(void **state)
{
	static const struct {
		const char *terminal, *said;
	} rows[] = {
		{ "dumb",
		  "the terminal type “dumb” has no full screen; try TERM=xterm-256color relance" },
		{ "no-such-terminal",
		  "the terminal type “no-such-terminal” is unknown here; try TERM=xterm-256color" },
	};
	int status = 0;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		/* curses forgets what it took for a terminal it does not know: no news to a leak checker */
		struct pty *pty =
			start_with(NULL, NULL, rows[i].terminal, "ASAN_OPTIONS=detect_leaks=0");
		assert_true(pty_wait_exit(pty, &status));
		assert_int_equal(WEXITSTATUS(status), 3);
		assert_true(pty_wait_text(pty, rows[i].said));
		pty_close(pty);
	}
}

static void colours_can_be_refused(void **state)
{
	struct pty *pty = start_with(NULL, NULL, NULL, "NO_COLOR=1");

	(void)state;
	assert_true(pty_wait_cursor(pty, 1, 15));
	assert_int_equal(pty_colour(pty, 1, 1), -1);
	assert_true(pty_is_bold(pty, 1, 1));
	assert_null(strstr(pty_raw(pty), "\033[31m"));
	finish(pty);
	pty = start("--theme", "mono", NULL);
	assert_int_equal(pty_colour(pty, 1, 1), -1);
	finish(pty);
	pty = start("--theme", "colour-blind", "xterm");
	assert_int_equal(pty_colour(pty, 1, 1) & 7, 3);
	finish(pty);
}

static void ascii_sends_nothing_else(void **state)
{
	struct pty *pty = start("--ascii", NULL, NULL);

	(void)state;
	check_row(pty, 1,
		  ">promesse x    Menuiserie Hebrard 0 SARL              1 812,50   47 j 3 ferme");
	for (const char *c = pty_raw(pty); *c; c++)
		assert_true((unsigned char)*c < 0x80);
	finish(pty);
}

static void control_keys_neither_freeze_nor_kill(void **state)
{
	struct pty *pty = start(NULL, NULL, NULL);

	(void)state;
	expect(pty, "\023", "control S");
	expect(pty, "\021", "control Q");
	expect(pty, "\003", "control C");
	expect(pty, "\034", "control \\");
	finish(pty);
}

static void the_command_line_leaves_the_terminal_as_it_was(void **state)
{
	struct pty *pty = start(NULL, NULL, NULL);

	(void)state;
	pty_send(pty, ":wh");
	assert_true(pty_wait_cursor(pty, 23, 3));
	expect(pty, "y é\033[D\033[D\033[D\033[Dx", ":wxhy é");
	assert_true(pty_wait_cursor(pty, 23, 3));
	expect(pty, "\r", "line [wxhy é]");
	expect(pty, "\023", "control S");
	expect(pty, ":abc", ":abc");
	expect(pty, "\033", "control S");
	pty_send(pty, "\033[B");
	assert_true(pty_wait_reverse(pty, 2, 15));
	assert_int_equal(pty_colour(pty, 1, 1), 1);
	check_row(pty, 1,
		  " promesse ×    Menuiserie Hébrard 0 SARL              1 812,50   47 j 3 ferme");
	finish(pty);
}

static void type_ahead_during_the_start_is_kept(void **state)
{
	struct pty *pty = start_with(NULL, NULL, NULL, NULL);

	(void)state;
	pty_send(pty, "abc");
	assert_true(pty_wait_line(pty, 23, "ready a b c"));
	finish(pty);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_picture_is_complete),
		cmocka_unit_test(foreign_keyboards_act_as_their_keys),
		cmocka_unit_test(the_number_pad_stays_numeric),
		cmocka_unit_test(escape_alone_is_quick),
		cmocka_unit_test(a_paste_is_one_text),
		cmocka_unit_test(moving_a_row_sends_little_and_idling_nothing),
		cmocka_unit_test(scrolling_a_line_sends_that_line),
		cmocka_unit_test(another_size_draws_everything),
		cmocka_unit_test(ctrl_z_gives_the_shell_back_and_fg_paints_again),
		cmocka_unit_test(ctrl_z_without_a_shell_changes_nothing),
		cmocka_unit_test(a_stopped_program_paints_again),
		cmocka_unit_test(a_lost_line_comes_as_an_event),
		cmocka_unit_test(being_asked_to_stop_comes_as_an_event),
		cmocka_unit_test(being_asked_to_stop_is_not_lost_in_a_storm),
		cmocka_unit_test(a_terminal_without_full_screen_is_refused_with_a_remedy),
		cmocka_unit_test(colours_can_be_refused),
		cmocka_unit_test(ascii_sends_nothing_else),
		cmocka_unit_test(control_keys_neither_freeze_nor_kill),
		cmocka_unit_test(the_command_line_leaves_the_terminal_as_it_was),
		cmocka_unit_test(type_ahead_during_the_start_is_kept),
	};
	char *beside = mem_strdup(argc > 0 ? argv[0] : "");
	char *slash = strrchr(beside, '/');

	/* The probe is built beside this program. */
	if (slash)
		*slash = '\0';
	char *path = mem_printf("%s/term_probe", slash ? beside : ".");
	probe = path;
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	mem_free(path);
	mem_free(beside);
	return failed;
}
