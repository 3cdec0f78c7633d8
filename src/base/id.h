/* Identifiers made by the program, so that a retried action is one action on any engine: 63 bits, positive,
 * growing with time: 42 bits of milliseconds since 2020, 10 bits of node (drawn at start), 11 bits of counter.
 */
#ifndef BASE_ID_H
#define BASE_ID_H

#include <stdint.h>

int64_t id_new(void);                 /* strictly growing within a process */

#endif
