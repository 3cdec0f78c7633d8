/* Many small allocations freed at once. Knows nothing of what is kept in it.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stddef.h>
#include <string.h>

#include "base/mem.h"

#define BLOCK_BYTES 8192

struct arena_block {
	struct arena_block *next;
	size_t used, room;
	alignas(max_align_t) unsigned char data[];
};

/* unit: what the address is a multiple of. */
static void *take(struct arena *arena, size_t size, size_t unit)
{
	struct arena_block *block = arena->blocks;
	void *p;

	if (block)
		block->used = (block->used + unit - 1) / unit * unit;
	if (!block || block->used > block->room || block->room - block->used < size) {
		size_t room = size > BLOCK_BYTES ? size : BLOCK_BYTES;

		block = mem_alloc(sizeof *block + room);
		block->room = room;
		block->next = arena->blocks;
		arena->blocks = block;
	}
	p = block->data + block->used;
	block->used += size;
	return p;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	return take(arena, size, alignof(max_align_t));
}

char *arena_strdup(struct arena *arena, const char *s)
{
	size_t n = s ? strlen(s) : 0;
	char *copy = take(arena, n + 1, 1);

	if (n)
		memcpy(copy, s, n);
	return copy;
}

void *arena_copy(struct arena *arena, const void *p, size_t count, size_t size)
{
	void *copy;

	if (count == 0)
		return NULL;
	copy = arena_alloc(arena, count * size);
	memcpy(copy, p, count * size);
	return copy;
}

void arena_clear(struct arena *arena)
{
	while (arena->blocks) {
		struct arena_block *next = arena->blocks->next;

		mem_free(arena->blocks);
		arena->blocks = next;
	}
}
