/* Many small allocations freed at once: the rows of a client file, a page of the queue.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena_block;
struct arena {
	struct arena_block *blocks;       /* newest first; zero-initialise */
};
void *arena_alloc(struct arena *arena, size_t size);              /* zeroed, aligned for anything */
char *arena_strdup(struct arena *arena, const char *s);           /* NULL gives "" */
void *arena_copy(struct arena *arena, const void *p, size_t count, size_t size); /* NULL when count is 0 */
void arena_clear(struct arena *arena);                            /* frees all; ready for use again */

#endif
