/* A process that has no descriptors left, as far as a test wants it.
 */
#ifndef TESTS_BASE_DESCRIPTORS_H
#define TESTS_BASE_DESCRIPTORS_H

#include <sys/resource.h>
#include <unistd.h>

/* The next so many there are, and no more; -1: all of them again. */
static inline void leave_descriptors(int count)
{
	struct rlimit limit;
	int next = dup(0);

	close(next);
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
	limit.rlim_cur = count < 0 ? limit.rlim_max : (rlim_t)(next + count);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
}

#endif
