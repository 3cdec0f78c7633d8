/* A folder strangers write into, from which files are taken without believing a name, a link or a
 * date of theirs.
 *
 * A file is first moved into a folder nobody else can enter, looked at there (regular, one link, an
 * owner who may drop files, not too large), and read from a copy of our own: whoever still has it
 * open can neither change what is read nor cut it short. In the end the file goes to `done` or
 * `refused`; nothing is deleted. Names come from the folder, never from content. Knows nothing of
 * what is in files.
 */
#ifndef BASE_DROP_H
#define BASE_DROP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/arena.h"
#include "base/err.h"

/* Folders of our own within: what is being worked on, its copies, what was taken in, what was not. */
#define DROP_TAKEN_FOLDER   "taken"
#define DROP_WORK_FOLDER    "work"
#define DROP_DONE_FOLDER    "done"
#define DROP_REFUSED_FOLDER "refused"

struct drop_rules {
	int64_t bytes_max;
	int settle_seconds;  /* younger files may still be written */
	const uid_t *owners; /* who may drop files, beside this process and the folder's owner */
	size_t owner_count;
};

enum drop_status {
	DROP_OK,          /* moved and copied: drop_path names the copy, which has its times */
	DROP_GONE,        /* somebody took it away */
	DROP_YOUNG,       /* may still be written: left for later … */
	DROP_PARTIAL,     /* … as its name says: .part, .tmp, hidden … */
	DROP_CHANGED,     /* written to while it was copied: put back, for later */
	DROP_BUSY,        /* one of this name is being worked on: left for later */
	DROP_UNSEEN,      /* the system does not say what it is: left for later */
	DROP_NOT_REGULAR, /* a link, pipe, socket or device: from here on moved, to be refused */
	DROP_LINKED,      /* has another name elsewhere */
	DROP_OWNER,       /* of somebody who may not drop files */
	DROP_LARGE,
	DROP_EMPTY,
	DROP_SWAPPED,    /* another thing took its name while it was moved */
	DROP_UNREADABLE, /* the system gave back an error where there should be bytes */
	DROP_STATUS_COUNT
};
static inline bool drop_is_refused(enum drop_status status)
{
	return status >= DROP_NOT_REGULAR;
}
static inline bool drop_is_left(enum drop_status status)
{
	return status >= DROP_YOUNG && status <= DROP_UNSEEN;
}

struct drop;
/* The folder must be there, and not writable by everybody without being sticky. */
bool drop_open(const char *path, struct drop **out, struct err *err);
/* A folder in it, without following a link. */
bool drop_open_in(const struct drop *parent, const char *name, struct drop **out, struct err *err);
void drop_close(struct drop *drop); /* NULL is fine */

struct drop_entry {
	const char *name; /* as it is: not to be shown before text_clean */
	bool folder;
};
/* In byte order, without our own folders; into the arena. At most DROP_MOST of them: the others come
 * the next time. */
#define DROP_MOST 10000
bool drop_list(const struct drop *drop, struct arena *arena, struct drop_entry **rows,
	       size_t *count, struct err *err);
/* What an earlier time moved and did not end. */
bool drop_list_taken(const struct drop *drop, struct arena *arena, struct drop_entry **rows,
		     size_t *count, struct err *err);

/* What taking it would say now; nothing is moved. False: descriptors or memory are out. */
bool drop_look(const struct drop *drop, const char *name, const struct drop_rules *rules,
	       enum drop_status *status, struct err *err);
/* False only when our own folders fail, or descriptors or memory are out: what that hits says nothing of a file. */
bool drop_take(struct drop *drop, const char *name, const struct drop_rules *rules,
	       enum drop_status *status, struct err *err);
/* The same for one that was moved by an earlier time. */
bool drop_take_again(struct drop *drop, const char *name, const struct drop_rules *rules,
		     enum drop_status *status, struct err *err);
/* A path by which the copy is opened, whatever is renamed meanwhile; its last part is the name.
 * Caller's. */
char *drop_path(const struct drop *drop, const char *name);

/* Into `done`, or into `refused` with the sentence in a .why beside. A name that is there already
 * gets a number behind it. */
bool drop_end_done(struct drop *drop, const char *name, struct err *err);
bool drop_end_refused(struct drop *drop, const char *name, const char *why, struct err *err);

#endif
