/* Opening the store as a face would, for benchmarks that time one use case without the program around it.
 */
#ifndef BENCH_STORE_H
#define BENCH_STORE_H

#include "desk/session.h"

struct session *bench_session(const char *path, const char *day, const char *agent,
			      enum store_use use); /* ends the program on failure */
_Noreturn void bench_fail(const char *what, const struct err *err);

#endif
