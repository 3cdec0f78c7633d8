/* Between the program and the C library (LD_PRELOAD): the call FAULT_CALL fails, the FAULT_AT-th time, once, or from then on with
 * FAULT_EVER, with the error number FAULT_ERRNO; with 0 the process is killed there. FAULT_CALL "any" is each of them. FAULT_COUNT names
 * a file that gets how often it was called. Children are left alone.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static const char *name, *count_path;
static long wanted, counted;
static int error;
static bool ever;

static __attribute__((constructor)) void begin(void)
{
	const char *at = getenv("FAULT_AT"), *number = getenv("FAULT_ERRNO");

	wanted = at ? atol(at) : 0;
	error = number ? atoi(number) : EIO;
	ever = getenv("FAULT_EVER") != NULL;
	count_path = getenv("FAULT_COUNT");
	unsetenv("LD_PRELOAD");
	name = getenv("FAULT_CALL");
}

static __attribute__((destructor)) void end(void)
{
	char text[32];
	int n = snprintf(text, sizeof text, "%ld\n", counted), fd;

	if (!count_path)
		return;
	fd = (int)syscall(SYS_openat, AT_FDCWD, count_path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (fd >= 0 && syscall(SYS_write, fd, text, n) == n)
		syscall(SYS_close, fd);
}

static bool fails(const char *call)
{
	long now;

	if (!name || (strcmp(name, call) != 0 && strcmp(name, "any") != 0))
		return false;
	now = __atomic_add_fetch(&counted, 1, __ATOMIC_RELAXED);
	if (wanted == 0 || (ever ? now < wanted : now != wanted))
		return false;
	if (error == 0)
		syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
	errno = error;
	return true;
}

#define REAL(call) ((__typeof__(&call))dlsym(RTLD_NEXT, #call))

/* One that fails as `failed`, else is the library's own. */
#define CALL(type, call, failed, parameters, arguments)                    \
	type call parameters                                               \
	{                                                                  \
		static __typeof__(&call) real;                             \
                                                                           \
		if (!real)                                                 \
			real = REAL(call);                                 \
		return fails(#call) ? (type)failed : real arguments;       \
	}

CALL(ssize_t, write, -1, (int fd, const void *bytes, size_t n), (fd, bytes, n))
CALL(ssize_t, read, -1, (int fd, void *bytes, size_t n), (fd, bytes, n))
CALL(ssize_t, pwrite64, -1, (int fd, const void *bytes, size_t n, off64_t at), (fd, bytes, n, at))
CALL(ssize_t, pread64, -1, (int fd, void *bytes, size_t n, off64_t at), (fd, bytes, n, at))
CALL(int, fsync, -1, (int fd), (fd))
CALL(int, fdatasync, -1, (int fd), (fd))
CALL(int, ftruncate64, -1, (int fd, off64_t size), (fd, size))
CALL(int, rename, -1, (const char *from, const char *to), (from, to))
CALL(int, renameat2, -1, (int from_at, const char *from, int to_at, const char *to, unsigned how), (from_at, from, to_at, to, how))
CALL(int, unlink, -1, (const char *path), (path))
CALL(int, flock, -1, (int fd, int how), (fd, how))
CALL(void *, mmap64, -1, (void *at, size_t n, int may, int how, int fd, off64_t from), (at, n, may, how, fd, from))
CALL(int, stat, -1, (const char *path, struct stat *out), (path, out))
CALL(int, fstat, -1, (int fd, struct stat *out), (fd, out))
CALL(pid_t, fork, -1, (void), ())
CALL(struct dirent *, readdir, 0, (DIR *folder), (folder))
CALL(FILE *, tmpfile, 0, (void), ())

/* A connection that fails is gone. */
static bool cut(const char *call, int fd)
{
	if (!fails(call))
		return false;
	syscall(SYS_shutdown, fd, SHUT_RDWR);
	errno = error;
	return true;
}

/* "commit" is a commit that is not sent, "answer" one that is, and whose answer never comes. */
ssize_t send(int fd, const void *bytes, size_t n, int flags)
{
	bool commits = name && (*name == 'c' || *name == 'a') && memmem(bytes, n, "COMMIT", 6);
	ssize_t sent;

	if (cut("send", fd) || (commits && cut("commit", fd)))
		return -1;
	sent = syscall(SYS_sendto, fd, bytes, n, flags, NULL, 0);
	if (commits && fails("answer"))
		syscall(SYS_shutdown, fd, SHUT_RD);
	return sent;
}

ssize_t recv(int fd, void *bytes, size_t n, int flags)
{
	return cut("recv", fd) ? -1 : syscall(SYS_recvfrom, fd, bytes, n, flags, NULL, NULL);
}

static mode_t mode_of(int flags, va_list rest)
{
	return (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(rest, mode_t) : 0;
}

int open64(const char *path, int flags, ...)
{
	va_list rest;
	mode_t mode;

	va_start(rest, flags);
	mode = mode_of(flags, rest);
	va_end(rest);
	return fails("open") ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int openat(int at, const char *path, int flags, ...)
{
	va_list rest;
	mode_t mode;

	va_start(rest, flags);
	mode = mode_of(flags, rest);
	va_end(rest);
	return fails("open") ? -1 : (int)syscall(SYS_openat, at, path, flags, mode);
}

/* The file systems we know have one size of offset: these are the same. */
int open(const char *path, int flags, ...) __attribute__((alias("open64")));
ssize_t pwrite(int fd, const void *bytes, size_t n, off_t at) __attribute__((alias("pwrite64")));
ssize_t pread(int fd, void *bytes, size_t n, off_t at) __attribute__((alias("pread64")));
int ftruncate(int fd, off_t size) __attribute__((alias("ftruncate64")));
void *mmap(void *at, size_t n, int may, int how, int fd, off_t from) __attribute__((alias("mmap64")));
