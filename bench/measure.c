/* See measure.h. Knows nothing of what is measured.
 */
#include "bench/measure.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"

double measure_now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

void times_add(struct times *times, double ms)
{
	MEM_GROW(times->ms, times->count, times->room);
	times->ms[times->count++] = ms;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

void times_sort(struct times *times)
{
	if (times->count > 1)
		qsort(times->ms, times->count, sizeof *times->ms, by_size);
}

double times_at(const struct times *times, double share)
{
	if (times->count == 0)
		return 0;
	return times->ms[(size_t)(share * (double)(times->count - 1) + 0.5)];
}

void times_clear(struct times *times)
{
	mem_free(times->ms);
	*times = (struct times){ 0 };
}

uint64_t measure_draw(uint64_t seed, uint64_t n)
{
	uint64_t x = (seed << 40) + n + 0x9e3779b97f4a7c15u; /* splitmix64's finaliser */

	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

pid_t measure_start(char **argv)
{
	pid_t child = fork();

	if (child == 0) {
		int nothing = open("/dev/null", O_WRONLY);

		dup2(nothing, STDOUT_FILENO);
		execvp(argv[0], argv);
		_exit(127);
	}
	if (child < 0)
		measure_fail(argv[0], strerror(errno));
	return child;
}

static bool ended_well(int status)
{
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool measure_wait(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return false;
	return ended_well(status);
}

pid_t measure_fork(void)
{
	pid_t child;

	fflush(NULL);
	child = fork();
	if (child < 0)
		measure_fail("fork", strerror(errno));
	if (child == 0)
		prctl(PR_SET_PDEATHSIG, SIGKILL);
	return child;
}

bool measure_one_ended(void)
{
	return waitpid(-1, NULL, WNOHANG) > 0;
}

bool measure_wait_all(void)
{
	bool well = true;
	int status;

	while (wait(&status) > 0)
		well = ended_well(status) && well;
	return well;
}

void measure_fail(const char *what, const char *why)
{
	fprintf(stderr, "bench: %s: %s\n", what, why);
	exit(1);
}

long measure_number(const char *text, long least, long most)
{
	char *end;
	long number = strtol(text, &end, 10);

	if (end == text || *end || number < least || number > most)
		measure_fail(text, "not a number in bounds");
	return number;
}
