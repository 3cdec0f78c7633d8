/* Foreign files as bytes in memory.
 */
#include "desk/import_bytes.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/gettext.h"
#include "base/mapped.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/thread.h"

#define HASH_STEP   ((size_t)1 << 22)
#define FORGET_STEP ((size_t)1 << 23) /* callers come more often */

static bool accept_kind(const struct stat *st, const char *shown, struct err *err)
{
	if (S_ISDIR(st->st_mode))
		return err_set(err, ERR_INPUT, N_("%s is a folder: name the file in it"), shown);
	if (!S_ISREG(st->st_mode))
		return err_set(err, ERR_INPUT,
			       N_("%s is not a regular file: save it to a file first"), shown);
	if (st->st_size == 0)
		return err_set(err, ERR_INPUT, N_("%s is empty: export it again"), shown);
	if ((uintmax_t)st->st_size > IMPORT_BYTES_MAX)
		return err_set(
			err, ERR_INPUT,
			N_("%s is larger than 1 GiB: import it in several parts with --changes"),
			shown);
	return true;
}

/* O_NONBLOCK: opening a pipe nobody writes to would wait for ever. */
static bool open_file(const char *path, const char *shown, struct import_bytes *bytes,
		      struct err *err)
{
	bytes->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (bytes->fd < 0 && errno == ENOENT)
		return err_set(err, ERR_MISSING, N_("%s does not exist"), shown);
	if (bytes->fd < 0 || fstat(bytes->fd, &bytes->stat) != 0)
		return err_errno(err, errno, N_("cannot read %s"), shown);
	if (!accept_kind(&bytes->stat, shown, err))
		return false;
	bytes->size = (size_t)bytes->stat.st_size;
	bytes->data = mapped_open(bytes->fd, bytes->size, shown);
	if (!bytes->data)
		return err_errno(err, errno, N_("cannot read %s"), shown);
	madvise((void *)bytes->data, bytes->size, MADV_SEQUENTIAL);
	return true;
}

void import_bytes_forget(const struct import_bytes *bytes, size_t done)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE), behind = done / page * page;
	size_t from = behind > FORGET_STEP ? behind - FORGET_STEP : 0;

	if (behind > 0)
		madvise((void *)(bytes->data + from), behind - from, MADV_DONTNEED);
}

void import_bytes_hash(struct import_bytes *bytes, void (*progress)(void *context, size_t done, size_t total),
		       void *context)
{
	struct hash *hash = hash_open();

	for (size_t at = 0; at < bytes->size; at += HASH_STEP) {
		size_t n = bytes->size - at < HASH_STEP ? bytes->size - at : HASH_STEP;

		hash_bytes(hash, bytes->data + at, n);
		import_bytes_forget(bytes, at);
		if (progress)
			progress(context, at + n, bytes->size);
	}
	hash_close_hex(hash, bytes->sha256);
}

/* Nothing is forgotten: whoever reads meanwhile may be anywhere. */
static void hash_alone(void *context)
{
	struct import_bytes *bytes = context;
	struct hash *hash = hash_open();

	hash_bytes(hash, bytes->data, bytes->size);
	hash_close_hex(hash, bytes->sha256);
}

void import_bytes_hash_meanwhile(struct import_bytes *bytes)
{
	struct err err;

	/* Where no thread is to be had, it is made at once. */
	if (!thread_start(hash_alone, bytes, &bytes->hashing, &err))
		hash_alone(bytes);
}

void import_bytes_hashed(struct import_bytes *bytes)
{
	thread_join(bytes->hashing);
	bytes->hashing = NULL;
}

bool import_bytes_open(const char *path, struct import_bytes *out, struct err *err)
{
	struct import_bytes bytes = { .fd = -1 };
	char *shown = text_clean(path, strlen(path));
	const char *slash = strrchr(shown, '/');
	bool done;

	bytes.name = mem_strdup(slash && slash[1] ? slash + 1 : shown);
	done = open_file(path, shown, &bytes, err);
	mem_free(shown);
	if (done)
		*out = bytes;
	else
		import_bytes_close(&bytes);
	return done;
}

bool import_bytes_still(const struct import_bytes *bytes, struct err *err)
{
	struct stat now;

	if (fstat(bytes->fd, &now) != 0)
		return err_errno(err, errno, N_("cannot read %s"), bytes->name);
	if (now.st_size != bytes->stat.st_size ||
	    now.st_mtim.tv_sec != bytes->stat.st_mtim.tv_sec ||
	    now.st_mtim.tv_nsec != bytes->stat.st_mtim.tv_nsec)
		return err_set(err, ERR_INPUT,
			       N_("%s was written to while it was read: import it again once it is "
				  "complete"),
			       bytes->name);
	return true;
}

void import_bytes_close(struct import_bytes *bytes)
{
	import_bytes_hashed(bytes);
	mapped_close(bytes->data, bytes->size);
	if (bytes->fd >= 0)
		close(bytes->fd);
	mem_free(bytes->name);
	*bytes = (struct import_bytes){ .fd = -1 };
}
