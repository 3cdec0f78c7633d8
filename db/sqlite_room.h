/* Pages of a file that SQLite has given away while it loads, and the trees that stand in them put into its schema: so whoever knows the
 * format writes them himself, inside SQLite's own transaction. A rollback, or a journal that is found hot, cuts them off the file's end.
 *
 * SQLite is made to add the pages at the file's end as one long value in a table of its own, which is kept from being written and watched to
 * be just those pages; then the table is struck off the schema, and they belong to nobody.
 */
#ifndef DB_SQLITE_ROOM_H
#define DB_SQLITE_ROOM_H

#include "db/sqlite_impl.h"
#include "db/sqlite_tree.h"

struct room;
/* Inside a load that has the file to itself, for so many trees at least. *out NULL: this file, or this SQLite, gives no pages, or it is not
 * worth it; nothing has changed. */
bool room_open(struct sqlite *s, size_t trees, struct room **out, struct err *err);
/* Before the commit: false when the disk did not confirm what was written. */
bool room_settle(struct room *room, struct err *err);
void room_close(struct room *room); /* NULL is fine */
/* Several threads may make trees there at once. */
const struct tree_place *room_place(struct room *room);

/* A tree under the name it is to have. sql: NULL where SQLite makes the index by itself. A table comes before its indexes. */
struct room_tree {
	const char *type, *name, *table, *sql;
	uint32_t root;
};
/* From here on the trees are SQLite's, and what was taken from it is theirs. */
bool room_hand_over(struct room *room, const struct room_tree *trees, size_t count, struct err *err);

#endif
