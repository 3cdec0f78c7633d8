/* Identifiers made by the program, so that a retried action is one action on any engine: 63 bits, positive,
 * growing with time: 42 bits of milliseconds since 2020, 10 bits of node (drawn at start), 11 bits of counter.
 */
#ifndef BASE_ID_H
#define BASE_ID_H

#include <stdint.h>

int64_t id_new(void);                 /* strictly growing within a process */
int64_t id_at(int64_t ms);            /* no id made at this time (clock_ms) or later is less */

/* Many at once, to be handed out in any order: the one of a higher number is the greater one. */
struct id_run {
	int64_t first, node; /* counted in counters: milliseconds above, the counter below */
};
struct id_run id_draw(int64_t count);
int64_t id_nth(const struct id_run *run, int64_t n); /* n from 0; less than count */

#endif
