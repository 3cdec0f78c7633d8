/* The gate before every write transaction.
 *
 * The file is opened for each turn and closed after it: an flock belongs to an open file, so a descriptor kept across fork would let
 * parent and child through together. The file is never removed: two processes would hold two gates.
 */
#include "db/gate.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/gettext.h"
#include "base/mem.h"

void gate_init(struct gate *gate)
{
	gate->fd = -1;
}

void gate_nap(void)
{
	struct timespec t;
	uint64_t x;

	clock_gettime(CLOCK_MONOTONIC, &t);
	x = ((uint64_t)t.tv_nsec << 20 ^ (uint64_t)getpid()) * UINT64_C(0x9E3779B97F4A7C15);
	t.tv_sec = 0;
	t.tv_nsec = 500000 + (long)((x >> 33) % 4000000);
	nanosleep(&t, NULL);
}

/* When root makes it, it belongs to the database's owner all the same. */
static int make_file(const char *path, const struct place *place)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd < 0)
		return -1;
	if (fchmod(fd, place->mode & 0666) != 0 ||
	    (geteuid() == 0 && fchown(fd, place->uid, place->gid) != 0)) {
		int saved = errno;

		close(fd);
		errno = saved;
		return -1;
	}
	return fd;
}

static int open_file(const char *path, const struct place *place)
{
	for (;;) {
		int fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY);

		if (fd >= 0 || errno != ENOENT)
			return fd;
		fd = make_file(path, place);
		if (fd >= 0 || errno != EEXIST)
			return fd;
	}
}

static bool wait_turn(int fd, const char *path, const struct place *place, int64_t deadline_ms,
		      struct err *err)
{
	while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		if (errno == EINTR)
			continue;
		if (errno != EWOULDBLOCK)
			return err_errno(err, errno, N_("locking %s"), path);
		if (clock_steady_ms() >= deadline_ms)
			return err_set(err, ERR_BUSY,
				       N_("somebody else is writing to %s: try again in a moment"),
				       place->path);
		gate_nap();
	}
	return true;
}

bool gate_take(struct gate *gate, const struct place *place, int64_t deadline_ms, struct err *err)
{
	char *path = mem_printf("%s.gate", place->path);
	int fd = open_file(path, place);
	bool taken = false;

	if (fd < 0)
		err_errno(err, errno, N_("opening %s"), path);
	else if (!(taken = wait_turn(fd, path, place, deadline_ms, err)))
		close(fd);
	else
		gate->fd = fd;
	mem_free(path);
	return taken;
}

void gate_release(struct gate *gate)
{
	if (gate->fd < 0)
		return;
	flock(gate->fd, LOCK_UN); /* by name, should a child hold the same open file */
	close(gate->fd);
	gate->fd = -1;
}
