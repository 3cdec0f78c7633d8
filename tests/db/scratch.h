/* What tests of the store share: a folder of their own, connections with short patience, and code run in another process.
 */
#ifndef TESTS_DB_SCRATCH_H
#define TESTS_DB_SCRATCH_H

#include <stdbool.h>
#include <sys/types.h>

#include "db/engine.h"

void scratch_open(void);  /* a fresh folder */
void scratch_close(void); /* removes it and everything in it */
int scratch_setup(void **state); /* the two as a fact's set-up and its end */
int scratch_teardown(void **state);
const char *scratch_path(
	const char *name); /* inside it; a static text, good until the fourth next call */

void scratch_write(const char *path, const char *bytes, size_t size); /* a file of its own */
void scratch_damage(const char *path, long at, size_t size);           /* bytes of it overwritten */

/* The store of the test: the file "db" of the folder, or, when RELANCE_TEST_DB asks for it, one on PostgreSQL (pg.h). */
const char *scratch_store(void);
/* A connection to it, the file made when missing, with half a minute of patience (a loaded machine must not fail a test). */
struct engine *scratch_engine(void);
/* false: err says why */
bool scratch_try(const char *path, struct engine_options options, struct engine **out,
		 struct err *err);

long scratch_count(struct engine *engine,
		   const char *sql); /* first column of the only row; -1 on error */

/* Run `child` in a new process: its result (0 = fine, else the line that failed) is the exit status. */
pid_t scratch_fork(int (*child)(void *arg), void *arg);
int scratch_wait(pid_t pid); /* exit status, or 1000 + signal */
/* Same and wait; what it wrote on stderr is in *said (caller's string) unless NULL. */
int scratch_run(int (*child)(void *arg), void *arg, char **said);

/* In a child: leave with the line number when the condition is false. */
#define CHILD(condition)                           \
	do {                                       \
		if (!(condition))                  \
			return __LINE__ % 255 + 1; \
	} while (0)

#endif
