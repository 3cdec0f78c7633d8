/* A line of a source's last file as it is remembered, its bytes, and what differs between a stored list of lines and the one that
 * follows it: runs of so many that stay, so many that go, and those that come. Knows no store.
 */
#ifndef DESK_KNOWN_LINE_H
#define DESK_KNOWN_LINE_H

#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "base/money.h"

#define KNOWN_LINE_BYTES 25

struct known_line {
	uint64_t hash;
	int64_t id; /* of the item */
	cents open;
	uint32_t below;   /* place in the stored list, from 1; 0: none */
	uint8_t currency; /* index into the list's currencies */
	bool seen;        /* stands in this file too */
	bool replaced;    /* its item is named by another line of this file */
	bool kept;        /* absent, but a refused line may be it */
};

/* Little-endian: hash, id, open, currency. */
void known_line_write(const struct known_line *line, char out[KNOWN_LINE_BYTES]);
struct known_line known_line_read(const char *bytes);
void known_line_put_64(char *out, uint64_t value);
uint64_t known_line_get_64(const char *bytes);

/* What follows a stored list, written from its beginning to its end. Zero at first; bytes are the caller's to clear. */
struct lines_patch {
	struct buf bytes; /* runs: three times 32 bits, then the lines that come */
	size_t run;       /* where the one that is open begins */
	size_t next;      /* place in the stored list, from 1, that nothing was said of yet; 0 at first */
	uint32_t keep, drop, add;
	bool open;
};
/* This place of the stored list, from 1, stays. False: something behind it was said to stay before; nothing was done. */
bool lines_patch_keep(struct lines_patch *patch, uint32_t below);
void lines_patch_add(struct lines_patch *patch, const struct known_line *line);
/* Behind the last: what nothing was said of goes. */
void lines_patch_end(struct lines_patch *patch, size_t stored);

/* Reading it beside the stored list. */
struct lines_walk {
	const char *at, *end;
	size_t keep, drop, add;
};
/* No bytes: all stay. */
void lines_walk_start(struct lines_walk *walk, const char *bytes, size_t n);
/* The next line that comes before the stored list's next one, or NULL: none does. */
const char *lines_walk_added(struct lines_walk *walk);
/* Whether the stored list's next line stays; after lines_walk_added has returned NULL. */
bool lines_walk_stays(struct lines_walk *walk);

#endif
