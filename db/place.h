/* Where a database file may live: its absolute path, its folders, its owner, and no network file system. Knows no SQL.
 */
#ifndef DB_PLACE_H
#define DB_PLACE_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/err.h"

struct place {
	char *path; /* absolute, symbolic links resolved */
	dev_t device;
	ino_t inode;
	uid_t uid;
	gid_t gid;
	mode_t mode;
};

/* Find the file, or make it (empty, for its owner's eyes only, missing folders 0700) when `create`. ERR_MISSING when it is not there
 * and may not be made; ERR_REFUSED on a network file system, or beside the log of another file; ERR_IO for a folder, a device or a closed
 * door. */
bool place_find(const char *target, bool create, struct place *out, struct err *err);
void place_clear(struct place *place);

/* ERR_GONE when another file, or none, now stands there. */
bool place_still(const struct place *place, struct err *err);

/* The same of what stands beside it while it is open: *inode is what was there the first time, 0 before that. */
bool place_beside_still(const struct place *place, const char *ending, ino_t *inode, struct err *err);

/* Whether nothing stands beside this file that belongs to it: no log and no journal, which would be played back into one that took its
 * name. */
bool place_is_bare(const char *path);
/* Whether a log with something in it stands beside this file. */
bool place_has_log(const char *path);

/* The name of a network file system known by the magic number of statfs(2), or NULL. For FUSE, `type` from mountinfo decides. */
const char *place_network_name(unsigned long magic, const char *type);

/* A file of ours beside the store, for locks; made when it is not there, and then the store's owner's, with the store's mode, even when
 * root makes it. -1: errno says why not. */
int place_open_beside(const char *path, uid_t uid, gid_t gid, mode_t mode);

/* Make a folder's entries last a power cut. */
bool place_sync_parent(const char *path, struct err *err);

#endif
