/* A program on a real pseudo-terminal, seen through libvterm: what it sends is what an agent's terminal would show.
 *
 * Everything waits for a condition with a deadline, never for a time. When a wait fails the screen is printed on stderr. Used by
 * the terminal's tests, the end-to-end tests and the benchmarks.
 */
#ifndef TESTS_UI_PTY_H
#define TESTS_UI_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/mem.h"

#define PTY_PATIENCE_MS 10000

struct pty;

struct pty_options {
	const char *const *argv; /* NULL-ended; argv[0] is looked up on PATH */
	const char *const *
		environment; /* NULL-ended NAME=value on top of TERM, LC_ALL=C.UTF-8, TZ=UTC, PATH and HOME; may be NULL */
	const char *terminal; /* TERM; NULL = xterm-256color */
	int rows, cols;       /* 0 = 24 × 80 */
};

/* NULL when it cannot be started. */
struct pty *pty_start(const struct pty_options *options);
/* Ends the program if it still runs (its own process, by its id) and forgets it. */
void pty_close(struct pty *pty);

void pty_send(struct pty *pty, const char *bytes);
void pty_resize(struct pty *pty, int rows, int cols);
void pty_hang_up(struct pty *pty); /* the line is cut: the program gets SIGHUP */
void pty_signal(struct pty *pty, int number);

/* Waits. False after PTY_PATIENCE_MS, the screen printed. */
bool pty_wait_text(struct pty *pty, const char *text); /* somewhere on one line */
bool pty_wait_gone(struct pty *pty, const char *text);
bool pty_wait_line(struct pty *pty, int row, const char *text); /* that row holds the text */
bool pty_wait_cursor(struct pty *pty, int row, int col);        /* col -1: any */
bool pty_wait_reverse(struct pty *pty, int row, int col);       /* that cell is selected */
bool pty_wait_exit(struct pty *pty, int *status);               /* as by waitpid */

/* Take in what is sent during so many milliseconds; returns the bytes. For measuring silence. */
size_t pty_listen(struct pty *pty, int ms);

/* What one key did: until the terminal was silent for quiet_ms, at most PTY_PATIENCE_MS. */
struct pty_paint {
	double ms;    /* from just before the key was sent to the last bytes that changed the screen */
	size_t bytes; /* sent for it, whether they changed anything or not */
	bool changed; /* cells, attributes or cursor */
};
void pty_paint(struct pty *pty, const char *keys, int quiet_ms, struct pty_paint *out);

pid_t pty_pid(const struct pty *pty);
size_t pty_bytes(const struct pty *pty);    /* received since pty_start */
const char *pty_raw(const struct pty *pty); /* those bytes (without NULs, so that strstr works) */
void pty_line(struct pty *pty, int row, struct buf *out); /* blanks at the end trimmed */
void pty_screen(struct pty *pty, struct buf *out);
void pty_cursor(const struct pty *pty, int *row, int *col);
bool pty_is_reverse(struct pty *pty, int row, int col);
bool pty_is_bold(struct pty *pty, int row, int col);
int pty_colour(struct pty *pty, int row, int col); /* 0–255, -1 = the terminal's own */

#endif
