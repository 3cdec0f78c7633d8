/* A disk that fails when told to, and one whose power is cut.
 *
 * The functions below take the names of the C library's at link time, so that the dynamic linker gives them to SQLite.
 */
#include "disk.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include "base/mem.h"

#define SECTOR 512

ssize_t disk_pwrite(int fd, const void *bytes, size_t size, int64_t at) __asm__("pwrite");
ssize_t disk_pwrite64(int fd, const void *bytes, size_t size, int64_t at) __asm__("pwrite64");
int disk_ftruncate(int fd, int64_t size) __asm__("ftruncate");
int disk_ftruncate64(int fd, int64_t size) __asm__("ftruncate64");
int disk_fsync(int fd) __asm__("fsync");
int disk_fdatasync(int fd) __asm__("fdatasync");

/* ---- faults ---- */

static struct {
	int nth, counted, errnum;
	enum disk_calls kind;
	bool for_good;
} fault;

void disk_fail_at(int nth, enum disk_calls kind, int errnum, bool for_good)
{
	fault.nth = nth;
	fault.kind = kind;
	fault.errnum = errnum;
	fault.for_good = for_good;
	fault.counted = 0;
}

int disk_counted(void)
{
	return fault.counted;
}

static bool fails(enum disk_calls kind)
{
	if (fault.kind == DISK_SYNCS && kind != DISK_SYNCS)
		return false;
	fault.counted++;
	if (!fault.nth || fault.counted < fault.nth ||
	    (fault.counted > fault.nth && !fault.for_good))
		return false;
	errno = fault.errnum;
	return true;
}

/* ---- power cuts ---- */

struct change {
	bool truncates;
	int64_t at; /* or the new size */
	struct buf bytes;
};

/* What the disk surely holds of a file, and the changes since its last sync. */
struct watched {
	char path[PATH_MAX];
	struct buf sure;
	struct change *changes;
	size_t used, room;
};

static struct watched files[2]; /* the database and its log */
static bool watching;
static char image_path[PATH_MAX];
static int cut_in; /* calls until the cut; 0: none to come */

static void set_size(struct buf *b, size_t size)
{
	static const char zeros[4096];

	while (b->len < size)
		buf_add(b, zeros, size - b->len < sizeof zeros ? size - b->len : sizeof zeros);
	b->len = size;
}

static void put(struct buf *b, int64_t at, const char *bytes, size_t size)
{
	if (b->len < (size_t)at + size)
		set_size(b, (size_t)at + size);
	memcpy(b->data + at, bytes, size);
}

static void forget_changes(struct watched *file)
{
	for (size_t i = 0; i < file->used; i++)
		buf_clear(&file->changes[i].bytes);
	file->used = 0;
}

static void read_whole(struct watched *file)
{
	FILE *stream = fopen(file->path, "r");
	char part[4096];
	size_t n;

	buf_init(&file->sure);
	while (stream && (n = fread(part, 1, sizeof part, stream)) > 0)
		buf_add(&file->sure, part, n);
	if (stream)
		fclose(stream);
}

void disk_watch(const char *database)
{
	for (int i = 0; i < 2; i++) {
		forget_changes(&files[i]);
		mem_free(files[i].changes);
		buf_clear(&files[i].sure);
		files[i] = (struct watched){ .used = 0 };
		if (!database)
			continue;
		snprintf(files[i].path, sizeof files[i].path, "%s%s", database, i ? "-wal" : "");
		read_whole(&files[i]);
	}
	watching = database != NULL;
	cut_in = 0;
}

static struct watched *watched_file(int fd)
{
	char link[64], path[PATH_MAX];
	ssize_t n;

	if (!watching)
		return NULL;
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	n = readlink(link, path, sizeof path - 1);
	if (n < 0)
		return NULL;
	path[n] = '\0';
	for (int i = 0; i < 2; i++)
		if (strcmp(path, files[i].path) == 0)
			return &files[i];
	return NULL;
}

/* A database file written while it is cut may have been cut anywhere: each sector is old or new. */
static void apply_some(struct buf *b, const struct change *change)
{
	if (change->truncates) {
		if (random() & 1)
			set_size(b, (size_t)change->at);
		return;
	}
	for (size_t from = 0; from < change->bytes.len; from += SECTOR) {
		size_t size = change->bytes.len - from < SECTOR ? change->bytes.len - from : SECTOR;

		if (random() & 1)
			put(b, change->at + (int64_t)from, change->bytes.data + from, size);
	}
}

static void write_image(const struct watched *file, const char *ending)
{
	char path[PATH_MAX + 8];
	struct buf b;
	FILE *stream;
	bool all = random() % 4 == 0, none = random() % 4 == 0;

	buf_init(&b);
	buf_add(&b, file->sure.data, file->sure.len);
	for (size_t i = 0; i < file->used && !none; i++) {
		const struct change *change = &file->changes[i];

		if (!all)
			apply_some(&b, change);
		else if (change->truncates)
			set_size(&b, (size_t)change->at);
		else
			put(&b, change->at, change->bytes.data, change->bytes.len);
	}
	snprintf(path, sizeof path, "%s%s", image_path, ending);
	stream = fopen(path, "w");
	if (!stream || fwrite(b.data, 1, b.len, stream) != b.len || fclose(stream) != 0)
		mem_fatal("the image of a power cut cannot be written");
	buf_clear(&b);
}

void disk_cut_at(int nth, const char *image)
{
	snprintf(image_path, sizeof image_path, "%s", image);
	cut_in = nth;
}

bool disk_was_cut(void)
{
	return cut_in == 0;
}

static void count_to_the_cut(void)
{
	if (!watching || cut_in == 0 || --cut_in > 0)
		return;
	write_image(&files[0], "");
	write_image(&files[1], "-wal");
}

static struct change *new_change(struct watched *file)
{
	MEM_GROW(file->changes, file->used, file->room);
	file->changes[file->used] = (struct change){ .at = 0 };
	buf_init(&file->changes[file->used].bytes);
	return &file->changes[file->used++];
}

static void make_sure(struct watched *file)
{
	for (size_t i = 0; i < file->used; i++) {
		struct change *change = &file->changes[i];

		if (change->truncates)
			set_size(&file->sure, (size_t)change->at);
		else
			put(&file->sure, change->at, change->bytes.data, change->bytes.len);
	}
	forget_changes(file);
}

/* ---- what SQLite calls ---- */

ssize_t disk_pwrite64(int fd, const void *bytes, size_t size, int64_t at)
{
	struct watched *file = watched_file(fd);

	if (fails(DISK_ALL))
		return -1;
	if (file) {
		struct change *change = new_change(file);

		change->at = at;
		buf_add(&change->bytes, bytes, size);
		count_to_the_cut();
	}
	return syscall(SYS_pwrite64, fd, bytes, size, at);
}

ssize_t disk_pwrite(int fd, const void *bytes, size_t size, int64_t at)
{
	return disk_pwrite64(fd, bytes, size, at);
}

int disk_ftruncate64(int fd, int64_t size)
{
	struct watched *file = watched_file(fd);

	if (fails(DISK_ALL))
		return -1;
	if (file) {
		struct change *change = new_change(file);

		change->truncates = true;
		change->at = size;
		count_to_the_cut();
	}
	return (int)syscall(SYS_ftruncate, fd, size);
}

int disk_ftruncate(int fd, int64_t size)
{
	return disk_ftruncate64(fd, size);
}

/* Nothing is really synced: what is tested here is what was asked for, and in which order. */
int disk_fdatasync(int fd)
{
	struct watched *file = watched_file(fd);

	if (fails(DISK_SYNCS))
		return -1;
	if (file) {
		count_to_the_cut();
		make_sure(file);
	}
	return 0;
}

int disk_fsync(int fd)
{
	return disk_fdatasync(fd);
}
