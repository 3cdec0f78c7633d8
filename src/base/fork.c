/* Counted in the child, right after the fork.
 */
#include "base/fork.h"

#include <pthread.h>
#include <stdbool.h>

static unsigned forks;

static void count(void)
{
	forks++;
}

unsigned fork_count(void)
{
	static bool watched;

	if (!watched)
		pthread_atfork(NULL, NULL, count);
	watched = true;
	return forks;
}
