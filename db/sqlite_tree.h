/* Trees of SQLite's file format, made from their rows in order: pages as SQLite itself writes them when it is given a whole index, without a
 * search, a split or a look back for any row.
 *
 * Knows the format (the chapters "B-tree Pages" and "Record Format" of the description its authors publish), knows no file and no database:
 * where a page stands, and where it goes, is its giver's to say.
 */
#ifndef DB_SQLITE_TREE_H
#define DB_SQLITE_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/mem.h"

/* ---- records ---- */

struct record_value {
	enum { RECORD_NULL, RECORD_INT, RECORD_TEXT } kind;
	union {
		int64_t integer;
		const char *text; /* size bytes */
	};
	size_t size;
};
/* Append the record of these columns. */
void record_add(struct buf *out, const struct record_value *values, size_t count);

/* ---- trees ---- */

struct tree_place {
	void *context;
	/* So many pages of the file that nobody else will ever use. */
	bool (*reserve)(void *context, size_t count, uint32_t *numbers, struct err *err);
	/* Neighbouring pages, from `number` on. */
	bool (*write)(void *context, uint32_t number, const unsigned char *pages, size_t count, struct err *err);
	size_t page; /* bytes of one, all of which are used */
};

struct tree;
/* A table's tree, whose rows have numbers, or an index's, whose entries are all there is. place: lives as long as the tree. */
struct tree *tree_open(const struct tree_place *place, bool index);
/* The next row, its number above the last one's … */
bool tree_row(struct tree *tree, int64_t number, const struct buf *record, struct err *err);
/* … or the next entry, behind the last one in the index's order. */
bool tree_entry(struct tree *tree, const struct buf *record, struct err *err);
/* Frees. done: *root is the page by which the tree is found; all its pages are written. */
bool tree_close(struct tree *tree, bool done, uint32_t *root, struct err *err);

#endif
