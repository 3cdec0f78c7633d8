/* A disk that fails when told to, and one whose power is cut.
 *
 * The functions below take the names of the C library's at link time, so that the dynamic linker gives them to SQLite.
 */
#include "disk.h"

#include <errno.h>
#include <fcntl.h>
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
int disk_unlink(const char *path) __asm__("unlink");

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
struct held {
	struct buf sure;
	struct change *changes;
	size_t used, room;
};

/* A name is the folder's, which is written when the folder is synced: until then it may be of the file before, or of none. */
struct watched {
	char path[PATH_MAX];
	bool there; /* is, by what the program did */
	enum { NAMES_NOTHING, NAMES_IT, NAMES_FORMER } surely;
	struct held it, former;
};

static const char *const endings[] = { "", "-wal", "-journal" }; /* the database, its log, and what a first load has instead */
enum { FILES = sizeof endings / sizeof *endings };
static struct watched files[FILES];
static char folder[PATH_MAX];
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

static void forget_changes(struct held *held)
{
	for (size_t i = 0; i < held->used; i++)
		buf_clear(&held->changes[i].bytes);
	held->used = 0;
}

static void forget(struct held *held)
{
	forget_changes(held);
	mem_free(held->changes);
	buf_clear(&held->sure);
	*held = (struct held){ .used = 0 };
	buf_init(&held->sure);
}

static void read_whole(struct watched *file)
{
	FILE *stream = fopen(file->path, "r");
	char part[4096];
	size_t n;

	while (stream && (n = fread(part, 1, sizeof part, stream)) > 0)
		buf_add(&file->it.sure, part, n);
	file->there = stream != NULL;
	file->surely = stream ? NAMES_IT : NAMES_NOTHING;
	if (stream)
		fclose(stream);
}

void disk_watch(const char *database)
{
	for (int i = 0; i < FILES; i++) {
		forget(&files[i].it);
		forget(&files[i].former);
		files[i].path[0] = '\0';
		if (!database)
			continue;
		snprintf(files[i].path, sizeof files[i].path, "%s%s", database, endings[i]);
		read_whole(&files[i]);
	}
	if (database)
		snprintf(folder, sizeof folder, "%.*s", (int)(strrchr(database, '/') - database), database);
	watching = database != NULL;
	cut_in = 0;
}

static bool path_of(int fd, char path[PATH_MAX])
{
	char link[64];
	ssize_t n;

	if (!watching)
		return false;
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	n = readlink(link, path, PATH_MAX - 1);
	path[n < 0 ? 0 : n] = '\0';
	return n >= 0;
}

static struct watched *file_at(const char *path)
{
	for (int i = 0; watching && i < FILES; i++)
		if (strcmp(path, files[i].path) == 0)
			return &files[i];
	return NULL;
}

static struct watched *watched_file(int fd)
{
	char path[PATH_MAX];

	return path_of(fd, path) ? file_at(path) : NULL;
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

static void write_file(const struct held *held, const char *ending)
{
	char path[PATH_MAX + 8];
	struct buf b;
	FILE *stream;
	bool all = random() % 4 == 0, none = random() % 4 == 0;

	buf_init(&b);
	buf_add(&b, held->sure.data, held->sure.len);
	for (size_t i = 0; i < held->used && !none; i++) {
		const struct change *change = &held->changes[i];

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

static void write_image(const struct watched *file, const char *ending)
{
	bool newest = file->surely == NAMES_IT || random() & 1;

	if (newest && file->there)
		write_file(&file->it, ending);
	else if (!newest && file->surely == NAMES_FORMER)
		write_file(&file->former, ending);
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
	for (int i = 0; i < FILES; i++)
		write_image(&files[i], endings[i]);
}

static struct change *new_change(struct watched *file)
{
	struct held *held = &file->it;

	file->there = true;
	MEM_GROW(held->changes, held->used, held->room);
	held->changes[held->used] = (struct change){ .at = 0 };
	buf_init(&held->changes[held->used].bytes);
	return &held->changes[held->used++];
}

static void make_sure(struct held *held)
{
	for (size_t i = 0; i < held->used; i++) {
		struct change *change = &held->changes[i];

		if (change->truncates)
			set_size(&held->sure, (size_t)change->at);
		else
			put(&held->sure, change->at, change->bytes.data, change->bytes.len);
	}
	forget_changes(held);
}

static void take_name(struct watched *file)
{
	if (file->surely == NAMES_IT) {
		forget(&file->former);
		file->former = file->it;
		file->it = (struct held){ .used = 0 };
		file->surely = NAMES_FORMER;
	}
	forget(&file->it);
	file->there = false;
}

static void make_names_sure(void)
{
	for (int i = 0; i < FILES; i++) {
		files[i].surely = files[i].there ? NAMES_IT : NAMES_NOTHING;
		forget(&files[i].former);
	}
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
	char path[PATH_MAX] = "";
	struct watched *file = path_of(fd, path) ? file_at(path) : NULL;
	bool names = watching && strcmp(path, folder) == 0;

	if (fails(DISK_SYNCS))
		return -1;
	if (file || names)
		count_to_the_cut();
	if (file)
		make_sure(&file->it);
	if (names)
		make_names_sure();
	return 0;
}

int disk_fsync(int fd)
{
	return disk_fdatasync(fd);
}

int disk_unlink(const char *path)
{
	struct watched *file = file_at(path);

	if (file && file->there) {
		take_name(file);
		count_to_the_cut();
	}
	return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}
