/* Counted in the child, right after the fork.
 */
#include "base/fork.h"

#include <pthread.h>

static unsigned forks;

static void count(void)
{
	forks++;
}

static void watch(void)
{
	pthread_atfork(NULL, NULL, count);
}

unsigned fork_count(void)
{
	/* The first to ask may be any of two threads. */
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, watch);
	return forks;
}
