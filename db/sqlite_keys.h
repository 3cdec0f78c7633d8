/* The entries of an index before they have their order. Each is kept as bytes that compare as SQLite compares its columns, and from which
 * the columns come back: to sort them is to compare bytes.
 */
#ifndef DB_SQLITE_KEYS_H
#define DB_SQLITE_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "db/sqlite_tree.h"

struct keys;
/* which: the place of each column in a row of the table; descends: of each, which then holds no texts. Both are read while the keys are
 * there. */
struct keys *keys_open(size_t columns, const int *which, const bool *descends);
void keys_close(struct keys *keys); /* NULL is fine */
/* Numbers and texts without a NUL byte, texts in the order of their bytes (SQLite's own, BINARY); NULL comes first. */
void keys_add(struct keys *keys, const struct record_value *row);
void keys_reset(struct keys *keys); /* none is there, the memory stays */
/* Once all are there. */
void keys_sort(struct keys *keys);
size_t keys_count(const struct keys *keys);
void keys_record(struct keys *keys, size_t nth, struct buf *out);
/* The nth and the one before it agree in the first columns, none of which is NULL. */
bool keys_repeat(struct keys *keys, size_t nth, size_t columns);

#endif
