/* A second pair of hands, the lane along which two threads hand things on, and whose turn it is.
 *
 * The program has one thread; a few phases of long work borrow another for their length. Whoever starts it waits for its end before the
 * phase ends and before what it has made is used, unless that came along a lane: what both have touched has one owner again. Signals stay
 * with the thread that was there first.
 */
#ifndef BASE_THREAD_H
#define BASE_THREAD_H

#include <stdbool.h>

#include "base/err.h"

struct thread;
bool thread_start(void (*work)(void *context), void *context, struct thread **out, struct err *err);
void thread_join(struct thread *thread); /* waits for the end of the work; NULL is fine */

/* What threads may only do one at a time. */
struct turn;
struct turn *turn_open(void);
void turn_take(struct turn *turn); /* waits until it is free */
void turn_give(struct turn *turn);
void turn_close(struct turn *turn); /* NULL is fine */

/* Things in their order from one thread to one other, a few at a time: who is ahead waits. */
struct lane;
struct lane *lane_open(void);
/* Waits while the lane is full. False: nobody takes any more, the thing is still the caller's. */
bool lane_give(struct lane *lane, void *thing);
void lane_end(struct lane *lane);  /* by the giver: nothing more comes */
void *lane_take(struct lane *lane); /* waits while the lane is empty; NULL: nothing more comes */
void lane_stop(struct lane *lane); /* by the taker: nothing more is wanted; what lies there can still be taken */
void lane_close(struct lane *lane); /* once both are done with it; NULL is fine */

#endif
