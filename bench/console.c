/* What a full-screen program costs the person at the terminal: bench/console KEYS IDLE_S CONSOLES TEXT COMMAND…
 *
 * COMMAND runs on a pseudo-terminal of 80×24 and has painted when TEXT stands there. Prints, separated by blanks: milliseconds from
 * start to first paint (median) · key to paint of a row move, p50 and p99 · bytes of a row move (median) · the same times of a
 * page move · bytes sent while idle for IDLE_S · resident set and proportional set of that program in KiB · proportional set
 * (median) when CONSOLES of them run. The terminal's own drawing and the network are not in it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "bench/measure.h"
#include "tests/ui/pty.h"

#define STARTS   11
#define QUIET_MS 40

/* A pair of keys that undo each other: at an end of the list the other one goes on. */
struct way {
	const char *on, *back;
};
static const struct way rows = { "\033OB", "\033OA" };
static const struct way pages = { "\033[6~", "\033[5~" };

static struct pty *start(char **command, const char *text, double *ms)
{
	double from = measure_now_ms();
	struct pty *pty = pty_start(&(struct pty_options){ .argv = (const char *const *)command });

	if (!pty || !pty_wait_text(pty, text))
		measure_fail(command[0], "did not paint");
	*ms = measure_now_ms() - from;
	return pty;
}

static double median_start(char **command, const char *text)
{
	struct times times = { 0 };
	double ms, median;

	for (int i = 0; i < STARTS; i++) {
		struct pty *pty = start(command, text, &ms);

		times_add(&times, ms);
		pty_listen(pty, QUIET_MS); /* ended in peace, not in the middle of its work */
		pty_close(pty);
	}
	times_sort(&times);
	median = times_at(&times, 0.5);
	times_clear(&times);
	return median;
}

static void press(struct pty *pty, const struct way *way, long keys, struct times *ms,
		  struct times *bytes)
{
	bool back = false;

	for (long i = 0, unmoved = 0; i < keys && unmoved < 3; i++) {
		struct pty_paint paint;

		pty_listen(pty, 2 + (int)(measure_draw(3, (uint64_t)i) %
					  7)); /* not in step with any timer */
		pty_paint(pty, back ? way->back : way->on, QUIET_MS, &paint);
		unmoved = paint.changed ? 0 : unmoved + 1;
		back ^= !paint.changed;
		if (paint.changed) {
			times_add(ms, paint.ms);
			times_add(bytes, (double)paint.bytes);
		}
	}
	times_sort(ms);
	times_sort(bytes);
}

/* A line such as "Pss:  1234 kB" of a file of /proc/PID. */
static long kibibytes(struct pty *pty, const char *file, const char *name)
{
	char path[64], line[256];
	long found = 0;
	FILE *in;

	snprintf(path, sizeof path, "/proc/%ld/%s", (long)pty_pid(pty), file);
	if (!(in = fopen(path, "r")))
		return 0;
	while (found == 0 && fgets(line, sizeof line, in))
		if (strncmp(line, name, strlen(name)) == 0)
			found = strtol(line + strlen(name), NULL, 10);
	fclose(in);
	return found;
}

static double crowd_pss(struct pty *first, char **command, const char *text, long consoles)
{
	struct pty **crowd = mem_alloc((size_t)consoles * sizeof *crowd);
	struct times pss = { 0 };
	double ms, median;

	crowd[0] = first;
	for (long i = 1; i < consoles; i++)
		crowd[i] = start(command, text, &ms);
	for (long i = 0; i < consoles; i++)
		times_add(&pss, (double)kibibytes(crowd[i], "smaps_rollup", "Pss:"));
	times_sort(&pss);
	median = times_at(&pss, 0.5);
	for (long i = 1; i < consoles; i++)
		pty_close(crowd[i]);
	times_clear(&pss);
	mem_free(crowd);
	return median;
}

int main(int argc, char **argv)
{
	struct times row = { 0 }, page = { 0 }, row_bytes = { 0 }, page_bytes = { 0 };
	long keys, idle_s, consoles, rss, pss;
	double first, ms;
	struct pty *pty;
	size_t idle;

	if (argc < 6) {
		fprintf(stderr, "usage: console KEYS IDLE_S CONSOLES TEXT COMMAND…\n");
		return 2;
	}
	keys = measure_number(argv[1], 1, 100000);
	idle_s = measure_number(argv[2], 0, 3600);
	consoles = measure_number(argv[3], 1, 1000);
	first = median_start(argv + 5, argv[4]);
	pty = start(argv + 5, argv[4], &ms);
	pty_listen(pty, 500);
	press(pty, &rows, keys, &row, &row_bytes);
	press(pty, &pages, keys, &page, &page_bytes);
	pty_listen(pty, 500);
	idle = pty_listen(pty, (int)idle_s * 1000);
	rss = kibibytes(pty, "status", "VmRSS:");
	pss = kibibytes(pty, "smaps_rollup", "Pss:");
	printf("%.3f %.3f %.3f %.0f %.3f %.3f %zu %ld %ld %.0f\n", first, times_at(&row, 0.5),
	       times_at(&row, 0.99), times_at(&row_bytes, 0.5), times_at(&page, 0.5),
	       times_at(&page, 0.99), idle, rss, pss, crowd_pss(pty, argv + 5, argv[4], consoles));
	pty_close(pty);
	times_clear(&row);
	times_clear(&page);
	times_clear(&row_bytes);
	times_clear(&page_bytes);
	return 0;
}
