/* Files that are there whole or not at all.
 */
#include "base/whole.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

bool whole_write(int fd, const char *bytes, size_t size)
{
	while (size > 0) {
		ssize_t n = write(fd, bytes, size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		bytes += n;
		size -= (size_t)n;
	}
	return true;
}

/* Closed whatever happens. 0 or an errno. */
static int fill(int fd, const char *bytes, size_t size, mode_t mode)
{
	int failed = whole_write(fd, bytes, size) && fchmod(fd, mode) == 0 && fsync(fd) == 0 ? 0 : errno;

	if (close(fd) != 0 && !failed)
		failed = errno;
	return failed;
}

/* The first way this file system knows. */
static bool give_name(const char *part, const char *path)
{
	int fd, failed;

	if (renameat2(AT_FDCWD, part, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	if (link(part, path) == 0) {
		unlink(part);
		return true;
	}
	if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS)
		return false;
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return false;
	close(fd);
	if (rename(part, path) == 0)
		return true;
	failed = errno;
	unlink(path);
	errno = failed;
	return false;
}

/* A name is the folder's, which is written later than the file. What no folder can be asked is not asked: the file is there, and whole. */
static void keep_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash ? mem_strndup(path, (size_t)(slash - path) + 1) : mem_strdup(".");
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	mem_free(folder);
}

/* Under the other name first; that one is the caller's and freed here. */
static bool put_as(char *part, const char *path, const char *bytes, size_t size, mode_t mode, bool (*name)(const char *part, const char *path))
{
	int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600), failed = errno;

	if (fd >= 0) {
		failed = fill(fd, bytes, size, mode);
		if (!failed && !name(part, path))
			failed = errno;
		if (failed)
			unlink(part);
		else
			keep_name(path);
	}
	mem_free(part);
	errno = failed;
	return failed == 0;
}

bool whole_new(const char *path, const char *bytes, size_t size, mode_t mode)
{
	return put_as(mem_printf("%s.%ld.part", path, (long)getpid()), path, bytes, size, mode, give_name);
}

static bool take_name(const char *part, const char *path)
{
	return rename(part, path) == 0;
}

bool whole_put(const char *path, const char *bytes, size_t size, mode_t mode)
{
	return put_as(mem_printf("%s.part", path), path, bytes, size, mode, take_name);
}
