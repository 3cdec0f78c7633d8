/* A disk that fails when told to, and one whose power is cut: SQLite's writes, truncations, syncs and removals pass through here first.
 *
 * Linking disk.c into a program puts it between SQLite and the C library.
 */
#ifndef TESTS_DB_DISK_H
#define TESTS_DB_DISK_H

#include <stdbool.h>

enum disk_calls { DISK_ALL, DISK_SYNCS };

/* The nth call (of that kind) from now on fails with errnum, once or for good; 0: none does. Counting begins anew. */
void disk_fail_at(int nth, enum disk_calls kind, int errnum, bool for_good);
int disk_counted(void);

/* Remember what is surely on the disk of this database, its log and its journal, and what is only on its way. NULL: no more. */
void disk_watch(const char *database);
/* In the nth call from now on, write as `image`, `image`-wal and `image`-journal what the disk might hold were the power cut just then:
 * all that was synced, of the rest any 512 bytes or not, and any file whose name was given or taken since the folder was synced or not. */
void disk_cut_at(int nth, const char *image);
bool disk_was_cut(void);

#endif
