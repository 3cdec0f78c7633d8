/* One child, fed and waited for. Knows nothing of what it runs.
 */
#include "base/run.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/gettext.h"
#include "base/text.h"

#define WORDS_BYTES    512
#define EXIT_NO_EXEC   127
#define WAIT_SLICE_MS  20
#define FIRST_FREE_FD  3

struct child {
	const char *name;
	pid_t pid;
	int feed, words;        /* its input; its standard error */
	bool feeding;
	const char *input;
	size_t left;
	char said[WORDS_BYTES];
	size_t said_bytes;
};

static _Noreturn void become(const char *const argv[], int input, int words)
{
	static const char *const environment[] = { "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8", NULL };
	int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	signal(SIGXFSZ, SIG_DFL);
	if (nothing >= 0 && dup2(input, STDIN_FILENO) >= 0 && dup2(nothing, STDOUT_FILENO) >= 0 && dup2(words, STDERR_FILENO) >= 0) {
		close_range(FIRST_FREE_FD, ~0U, 0);
		execve(argv[0], (char *const *)argv, (char *const *)environment);
	}
	_exit(EXIT_NO_EXEC);
}

static bool start(struct child *child, const char *const argv[], struct err *err)
{
	int feed[2], words[2];

	/* a socket, so that a child that stops reading is an error here and no signal */
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, feed) != 0)
		return err_errno(err, errno, N_("starting %s"), child->name);
	if (pipe2(words, O_CLOEXEC) != 0) {
		err_errno(err, errno, N_("starting %s"), child->name);
		close(feed[0]);
		close(feed[1]);
		return false;
	}
	child->pid = fork();
	if (child->pid == 0)
		become(argv, feed[1], words[1]);
	close(feed[1]);
	close(words[1]);
	child->feed = feed[0];
	child->words = words[0];
	if (child->pid > 0)
		return true;
	err_errno(err, errno, N_("starting %s"), child->name);
	close(child->feed);
	close(child->words);
	return false;
}

/* Its input ends here. The socket stays: it tells in the end whether all of it was read. */
static void stop_feeding(struct child *child)
{
	if (child->feeding)
		shutdown(child->feed, SHUT_WR);
	child->feeding = false;
}

/* What was sent and never read: it ended, or closed its input, before. */
static bool has_unread(const struct child *child)
{
	int error = 0;
	socklen_t n = sizeof error;

	return getsockopt(child->feed, SOL_SOCKET, SO_ERROR, &error, &n) == 0 && error == ECONNRESET;
}

static void feed(struct child *child)
{
	ssize_t n = child->left ? send(child->feed, child->input, child->left, MSG_NOSIGNAL | MSG_DONTWAIT) : 0;

	if (n > 0) {
		child->input += n;
		child->left -= (size_t)n;
	}
	if (child->left == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
		stop_feeding(child);
}

/* False: its standard error is closed. */
static bool listen_to(struct child *child)
{
	char more[WORDS_BYTES];
	ssize_t n = read(child->words, more, sizeof more);

	for (ssize_t i = 0; i < n && child->said_bytes + 1 < sizeof child->said; i++)
		child->said[child->said_bytes++] = more[i];
	return n > 0 || (n < 0 && errno == EINTR);
}

static long milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000L + now.tv_nsec / 1000000L;
}

/* Feed and listen until it is deaf and dumb, or its time is over. */
static void talk(struct child *child, long until)
{
	bool listening = true;

	while ((listening || child->feeding) && milliseconds() < until) {
		struct pollfd fds[2] = { { .fd = child->feeding ? child->feed : -1, .events = POLLOUT }, { .fd = listening ? child->words : -1, .events = POLLIN } };

		if (poll(fds, 2, (int)(until - milliseconds()) + 1) < 0 && errno != EINTR)
			return;
		if (child->feeding && fds[0].revents)
			feed(child);
		if (listening && fds[1].revents)
			listening = listen_to(child);
	}
}

/* False: it had to be killed. */
static bool reap(struct child *child, long until, int *status)
{
	while (waitpid(child->pid, status, WNOHANG) == 0) {
		if (milliseconds() >= until) {
			kill(child->pid, SIGKILL);
			waitpid(child->pid, status, 0);
			return false;
		}
		poll(NULL, 0, WAIT_SLICE_MS);
	}
	return true;
}

static bool judge(struct child *child, bool in_time, int status, int seconds, struct err *err)
{
	char line[WORDS_BYTES];

	child->said[strcspn(child->said, "\r\n")] = '\0';
	text_clean_into(line, sizeof line, child->said, strlen(child->said));
	if (!in_time)
		return err_set(err, ERR_BUSY, N_("%s did not end within %d seconds"), child->name, seconds);
	if (WIFSIGNALED(status))
		return err_set(err, ERR_IO, N_("%s was ended by signal %d"), child->name, WTERMSIG(status));
	if (WEXITSTATUS(status) == 0)
		return (child->left == 0 && !has_unread(child)) || err_set(err, ERR_IO, N_("%s did not read all it was given"), child->name);
	if (*line)
		return err_set(err, ERR_IO, N_("%s refused (exit %d): %s"), child->name, WEXITSTATUS(status), line);
	return err_set(err, ERR_IO, N_("%s refused (exit %d)"), child->name, WEXITSTATUS(status));
}

bool run_program(const char *const argv[], const char *input, size_t n, int seconds, struct err *err)
{
	struct child child = { .name = argv[0], .input = input, .left = n, .feeding = true };
	long until = milliseconds() + seconds * 1000L;
	int status = 0;
	bool cut, in_time, done;

	if (argv[0][0] != '/' || access(argv[0], X_OK) != 0)
		return err_set(err, ERR_MISSING, N_("there is no program %s"), argv[0]);
	if (!start(&child, argv, err))
		return false;
	talk(&child, until);
	cut = child.feeding;
	if (cut) /* what it has is a part: an end of its input would have it taken for the whole */
		kill(child.pid, SIGKILL);
	stop_feeding(&child);
	in_time = reap(&child, until, &status) && !cut;
	close(child.words);
	done = judge(&child, in_time, status, seconds, err);
	close(child.feed);
	return done;
}
