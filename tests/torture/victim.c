/* See victim.h. Reads the console's title line for the file that is open: the next one comes only when an outcome was recorded.
 */
#include "tests/torture/victim.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "tests/ui/pty.h"

enum { WAITS_QUEUE, WAITS_FIRST_FILE, WAITS_NEXT_FILE };

struct console {
	struct pty *pty;
	const char *agent;
	int round, state, typed; /* how many outcomes were typed */
	char shows[BOOK_NO_ROOM];
	struct acknowledged pending; /* typed, not yet acknowledged */
	struct acknowledged *list;
	size_t count, room;
};

struct console *console_start(const char *relance, const char *store, const char *day,
			      const char *agent, int round)
{
	const char *const argv[] = { relance,  "--db", store,     "--today", day,
				     "--lang", "en",   "--agent", agent,     NULL };
	struct console *console = mem_alloc(sizeof *console);

	console->pty = pty_start(&(struct pty_options){ .argv = argv });
	if (!console->pty) {
		perror(relance);
		exit(1);
	}
	console->agent = agent;
	console->round = round;
	return console;
}

/* The client's number on the title line, "" when no file is open. */
static void read_title(struct console *console, char out[BOOK_NO_ROOM])
{
	struct buf line;

	buf_init(&line);
	pty_line(console->pty, 0, &line);
	out[0] = '\0';
	for (const char *at = strchr(line.data, 'K'); at; at = strchr(at + 1, 'K'))
		if (strspn(at + 1, "0123456789") == 5)
			snprintf(out, BOOK_NO_ROOM, "%.6s", at);
	buf_clear(&line);
}

static bool queue_is_there(struct console *console)
{
	struct buf line;
	bool there;

	buf_init(&line);
	pty_line(console->pty, 0, &line);
	there = strstr(line.data, "to call") != NULL;
	buf_clear(&line);
	return there;
}

static void acknowledge(struct console *console)
{
	MEM_GROW(console->list, console->count, console->room);
	console->list[console->count++] = console->pending;
	console->pending = (struct acknowledged){ 0 };
}

/* One of the outcomes that bring the next file, in turn. */
static void type_outcome(struct console *console)
{
	struct acknowledged *pending = &console->pending;
	char keys[VICTIM_NOTE + 8];

	*pending = (struct acknowledged){ .agent = console->agent };
	snprintf(pending->no, sizeof pending->no, "%s", console->shows);
	switch (console->typed++ % 3) {
	case 0:
		pending->outcome = "no_answer";
		snprintf(keys, sizeof keys, "n");
		break;
	case 1:
		pending->outcome = "message";
		snprintf(pending->note, sizeof pending->note, "%s-%d-%d", console->agent,
			 console->round, console->typed);
		snprintf(keys, sizeof keys, "m%s\r", pending->note);
		break;
	default: pending->outcome = "promise"; snprintf(keys, sizeof keys, "pfri\r");
	}
	pty_send(console->pty, keys);
	console->state = WAITS_NEXT_FILE;
}

/* What the screen says by now. */
static void look(struct console *console, bool alive)
{
	char shows[BOOK_NO_ROOM];

	read_title(console, shows);
	if (console->state == WAITS_QUEUE && queue_is_there(console)) {
		if (alive)
			pty_send(console->pty, "\r");
		console->state = WAITS_FIRST_FILE;
		return;
	}
	if (!*shows || strcmp(shows, console->shows) == 0)
		return;
	if (console->pending.outcome)
		acknowledge(console);
	memcpy(console->shows, shows, sizeof shows);
	if (alive)
		type_outcome(console);
}

void console_step(struct console *console)
{
	pty_listen(console->pty, 1);
	look(console, true);
}

void console_kill(struct console *console)
{
	int status;

	pty_signal(console->pty, SIGKILL);
	pty_wait_exit(console->pty, &status); /* takes in what lies ready */
	look(console, false);
}

const char *console_shows(const struct console *console)
{
	return console->shows;
}

const struct acknowledged *console_acknowledged(const struct console *console, size_t *count)
{
	*count = console->count;
	return console->list;
}

void console_close(struct console *console)
{
	pty_close(console->pty);
	mem_free(console->list);
	mem_free(console);
}

pid_t background_start(char *const *words)
{
	pid_t pid = fork();

	if (pid == 0) {
		int nothing = open("/dev/null", O_RDWR);

		dup2(nothing, STDOUT_FILENO);
		dup2(nothing, STDERR_FILENO);
		execv(words[0], words);
		_exit(127);
	}
	if (pid < 0) {
		perror("fork");
		exit(1);
	}
	return pid;
}

static int code_of(int status)
{
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool background_ended(pid_t pid, int *code)
{
	int status;

	if (waitpid(pid, &status, WNOHANG) != pid)
		return false;
	*code = code_of(status);
	return true;
}

int background_wait(pid_t pid)
{
	int status = 0;

	waitpid(pid, &status, 0);
	return code_of(status);
}

void background_kill(pid_t pid)
{
	kill(pid, SIGKILL);
	background_wait(pid);
}
