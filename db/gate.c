/* The gate before every write transaction.
 *
 * The file is opened for each turn and closed after it: a lock belongs to an open file, so a descriptor kept across fork would let
 * parent and child through together. The file is never removed: two processes would hold two gates.
 *
 * Whoever holds the flock writes. Who tries for it is a matter of order: who has to wait locks the one byte of the file that stands
 * for the moment he came, and lets pass whoever stands on a byte before his. A place in that line ends with its process, so nobody waits for
 * the dead, and says nothing about who writes, so a mistake in it costs time and no more.
 */
#include "db/gate.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/gettext.h"
#include "base/mem.h"

enum {
	YIELD_MS = 250,  /* a writer that yields counts as come so much later */
	HONOUR_MS = 500, /* after that one's turn is over: he in front may have been stopped */
	MS_NS = 1000000,
};

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

/* ---- the line ---- */

static int64_t now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 * MS_NS + t.tv_nsec;
}

static struct flock bytes(short type, int64_t from, int64_t count)
{
	return (struct flock){
		.l_type = type, .l_whence = SEEK_SET, .l_start = from, .l_len = count
	};
}

/* Stand in line; the place is moved behind one that came in the same instant. */
static int64_t stand(int fd, int64_t place)
{
	struct flock own = bytes(F_WRLCK, place, 1);

	while (fcntl(fd, F_OFD_SETLK, &own) != 0 && (errno == EAGAIN || errno == EACCES || errno == EINTR))
		own.l_start++;
	return own.l_start;
}

static void leave_line(int fd, int64_t place)
{
	struct flock own = bytes(F_UNLCK, place, 1);

	fcntl(fd, F_OFD_SETLK, &own);
}

/* How long before this place one came who still waits; 0: nobody. */
static int64_t in_front(int fd, int64_t place)
{
	struct flock other = bytes(F_WRLCK, 1, place - 1);

	if (fcntl(fd, F_OFD_GETLK, &other) != 0 || other.l_type == F_UNLCK)
		return 0;
	return place - other.l_start;
}

/* The first in line looks often, the others the later the farther back they are. */
static void look_again_later(int64_t ahead_ns, int64_t waited_ns)
{
	const int64_t most = 3 * MS_NS, first = waited_ns / 32 < MS_NS ? waited_ns / 32 : MS_NS;
	int64_t nap = ahead_ns ? ahead_ns / 8 : first;

	nap = (nap < most ? nap : most) + MS_NS / 10;
	nanosleep(&(struct timespec){ .tv_nsec = (long)nap }, NULL);
}

static bool wait_turn(int fd, const char *path, const struct place *place, const struct gate_wait *wait, struct err *err)
{
	int64_t came = now_ns(), in_line = 0, at = came + (wait->yields ? (int64_t)YIELD_MS * MS_NS : 0);

	for (;;) {
		int64_t ahead = in_front(fd, at), now = now_ns();

		if (ahead == 0 || now - at >= (int64_t)HONOUR_MS * MS_NS) {
			if (flock(fd, LOCK_EX | LOCK_NB) == 0)
				break;
			if (errno != EWOULDBLOCK && errno != EINTR)
				return err_errno(err, errno, N_("locking %s"), path);
		}
		if (in_line == 0)
			in_line = at = stand(fd, at);
		else if (clock_steady_ms() >= wait->until_ms)
			return err_set(err, ERR_BUSY, N_("somebody else is writing to %s: try again in a moment"), place->path);
		else
			look_again_later(ahead, now - came);
	}
	if (in_line != 0)
		leave_line(fd, in_line);
	return true;
}

bool gate_take(struct gate *gate, const struct place *place, const struct gate_wait *wait, struct err *err)
{
	char *path = mem_printf("%s.gate", place->path);
	int fd = place_open_beside(path, place->uid, place->gid, place->mode);
	bool taken = false;

	if (fd < 0)
		err_errno(err, errno, N_("opening %s"), path);
	else if (!(taken = wait_turn(fd, path, place, wait, err)))
		close(fd);
	else
		gate->fd = fd;
	mem_free(path);
	return taken;
}

bool gate_is_waited_for(const struct gate *gate)
{
	return gate->fd >= 0 && in_front(gate->fd, INT64_MAX) != 0;
}

void gate_release(struct gate *gate)
{
	if (gate->fd < 0)
		return;
	flock(gate->fd, LOCK_UN); /* by name, should a child hold the same open file */
	close(gate->fd);
	gate->fd = -1;
}
