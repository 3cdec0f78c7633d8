/* Bytes written all of them, and files that are there whole or not at all.
 *
 * Knows nothing of what is in them; what to say when it fails is the caller's.
 */
#ifndef BASE_WHOLE_H
#define BASE_WHOLE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* However many writes it takes. False: errno says why; some may be written. */
bool whole_write(int fd, const char *bytes, size_t size);

/* A file of these bytes and this mode, in place of what had the name: written beside it as PATH.part, on the disk before it has its name,
 * and with it after a power cut. False: errno says why, and what had the name is as it was. */
bool whole_put(const char *path, const char *bytes, size_t size, mode_t mode);
/* The same under a name that nothing has: never in place of another file, whoever else makes one meanwhile (EEXIST). Written beside it as
 * PATH.PID.part. Where the file system can neither rename nor link so, an empty file holds the name for a moment. */
bool whole_new(const char *path, const char *bytes, size_t size, mode_t mode);

#endif
