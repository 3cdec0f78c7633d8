/* A foreign file, whole, mapped read-only, with the SHA-256 that names its content. Knows nothing
 * of what is in it.
 */
#ifndef DESK_IMPORT_BYTES_H
#define DESK_IMPORT_BYTES_H

#include <stddef.h>
#include <sys/stat.h>

#include "base/err.h"
#include "base/hash.h"

#define IMPORT_BYTES_MAX ((size_t)1 << 30)

struct thread;
struct import_bytes {
	const char *data;
	size_t size;
	char *name; /* base name, safe to show */
	char sha256[HASH_HEX]; /* "" until it is made */
	int fd;
	struct stat stat;
	struct thread *hashing; /* NULL: nobody does, or it is done */
};

/* Opens regular files only and never waits on a pipe: missing, folder, pipe, device, empty,
 * unreadable and larger than IMPORT_BYTES_MAX each get their sentence. */
bool import_bytes_open(const char *path, struct import_bytes *out, struct err *err);
/* Makes the hash. progress may be NULL. */
void import_bytes_hash(struct import_bytes *bytes, void (*progress)(void *context, size_t done, size_t total),
		       void *context);
/* Makes it meanwhile, in a thread of its own: *bytes stays where it is until import_bytes_hashed or import_bytes_close. */
void import_bytes_hash_meanwhile(struct import_bytes *bytes);
/* Waits for the hash that was begun. */
void import_bytes_hashed(struct import_bytes *bytes);
/* False when the file was changed since it was opened: what was read may be neither the old nor the
 * new one. */
bool import_bytes_still(const struct import_bytes *bytes, struct err *err);
/* Everything before `done` was read and need not stay in memory; reading it again is possible, and slower. */
void import_bytes_forget(const struct import_bytes *bytes, size_t done);
void import_bytes_close(struct import_bytes *bytes);

#endif
