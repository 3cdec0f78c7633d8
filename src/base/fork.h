/* Which process this is, without asking the system each time: that is a call of it, as dear as a small read.
 */
#ifndef BASE_FORK_H
#define BASE_FORK_H

/* Forks between the program's start and this process: another number in a child than in its parent. */
unsigned fork_count(void);

#endif
