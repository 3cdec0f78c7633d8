/* The system tells of a page that cannot be read by SIGBUS. The sentence is made beforehand: a handler may do next to nothing.
 */
#include "base/mapped.h"

#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/gettext.h"
#include "base/mem.h"

#define MOST 64 /* at once; of one more nothing is said */

static struct {
	const char *data;
	size_t size;
	char *sentence;
} maps[MOST];

static void on_bus_error(int number, siginfo_t *info, void *context)
{
	uintptr_t at = (uintptr_t)info->si_addr;

	(void)context;
	for (size_t i = 0; i < MOST; i++) {
		uintptr_t from = (uintptr_t)maps[i].data;

		if (from && at >= from && at - from < maps[i].size) {
			ssize_t said = isatty(STDERR_FILENO) ? write(STDERR_FILENO, "\n", 1) : 0; /* below a bar */

			if (said >= 0)
				said = write(STDERR_FILENO, maps[i].sentence, strlen(maps[i].sentence));
			_exit(EXIT_FAILURE);
		}
	}
	signal(number, SIG_DFL); /* none of ours: it happens again, and ends the program */
}

static void catch_bus_errors(void)
{
	struct sigaction action = { .sa_sigaction = on_bus_error, .sa_flags = SA_SIGINFO };

	sigemptyset(&action.sa_mask);
	sigaction(SIGBUS, &action, NULL);
}

/* As main says an error. */
static char *sentence_of(const char *shown)
{
	char *said = mem_printf(_("%s was cut short while it was read, or its disk failed: give the command "
				  "again once it is complete"),
				shown);
	char *line = mem_printf("relance: %s\n", said);

	mem_free(said);
	return line;
}

const char *mapped_open(int fd, size_t size, const char *shown)
{
	void *data = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);

	if (data == MAP_FAILED)
		return NULL;
	catch_bus_errors();
	for (size_t i = 0; i < MOST; i++) {
		if (maps[i].data)
			continue;
		maps[i].sentence = sentence_of(shown);
		maps[i].size = size;
		maps[i].data = data;
		break;
	}
	return data;
}

void mapped_close(const char *data, size_t size)
{
	if (!data)
		return;
	for (size_t i = 0; i < MOST; i++) {
		if (maps[i].data != data)
			continue;
		maps[i].data = NULL;
		mem_free(maps[i].sentence);
		break;
	}
	munmap((void *)data, size);
}
