/* Who is killed: a console at work on the queue, and whatever runs in the background.
 *
 * A console opens a file, records an outcome, goes on to the next, as fast as the program lets it. What the screen acknowledged
 * before the end is its ledger of claims against the store.
 */
#ifndef TESTS_TORTURE_VICTIM_H
#define TESTS_TORTURE_VICTIM_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "tests/torture/book.h"

#define VICTIM_NOTE 40

/* Something the program said it had recorded. */
struct acknowledged {
	char no[BOOK_NO_ROOM];
	const char *agent, *outcome;
	char note[VICTIM_NOTE];
};

struct console;
/* start it as `agent`, who is borrowed; `round` makes its notes unique. */
struct console *console_start(const char *relance, const char *store, const char *day,
			      const char *agent, int round);
/* Let it go on for a moment: read what it sent, acknowledge, type what comes next. */
void console_step(struct console *console);
/* kill -9; then what it had sent before is read too. */
void console_kill(struct console *console);
/* The number of the file it shows, "" for none. */
const char *console_shows(const struct console *console);
const struct acknowledged *console_acknowledged(const struct console *console, size_t *count);
void console_close(struct console *console);

/* Start `relance WORD…` (NULL-ended) with its output thrown away. */
pid_t background_start(char *const *words);
/* Has it ended by itself? *code: its exit status, -1 when a signal ended it. */
bool background_ended(pid_t pid, int *code);
void background_kill(pid_t pid);
int background_wait(pid_t pid); /* its exit status, -1 when a signal ended it */

#endif
