/* Where a database file may live.
 *
 * Write-ahead logging needs memory shared by all processes, and locks that work: no network file system gives both.
 */
#include "db/place.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/gettext.h"
#include "base/mem.h"

#define FUSE_MAGIC 0x65735546UL

static const struct {
	unsigned long magic;
	const char *name;
} networks[] = {
	{ 0x6969, "NFS" },        { 0x517B, "SMB" },      { 0xFF534D42, "CIFS" },
	{ 0xFE534D42, "SMB2" },   { 0x5346414F, "AFS" },  { 0x6B414653, "AFS" },
	{ 0x73757245, "Coda" },   { 0x564C, "NCP" },      { 0x00C36400, "Ceph" },
	{ 0x0BD00BD0, "Lustre" }, { 0x01161970, "GFS2" }, { 0x7461636F, "OCFS2" },
};

static const char *const fuse_networks[] = { "sshfs",     "rclone",     "s3fs",     "goofys",
					     "gcsfuse",   "davfs2",     "davfs",    "curlftpfs",
					     "httpfs2",   "glusterfs",  "mfs",      "cephfs",
					     "ceph-fuse", "gvfsd-fuse", "smbnetfs", "hdfs" };

const char *place_network_name(unsigned long magic, const char *type)
{
	for (size_t i = 0; i < sizeof networks / sizeof *networks; i++)
		if (networks[i].magic == magic)
			return networks[i].name;
	if (magic != FUSE_MAGIC || strncmp(type, "fuse.", 5) != 0)
		return NULL;
	for (size_t i = 0; i < sizeof fuse_networks / sizeof *fuse_networks; i++)
		if (strcmp(fuse_networks[i], type + 5) == 0)
			return fuse_networks[i];
	return NULL;
}

/* The type of the mount a device number belongs to, from /proc: "fuse.sshfs"; "" when it is not told. */
static void mount_type(dev_t device, char *out, size_t room)
{
	FILE *file = fopen("/proc/self/mountinfo", "re");
	char line[4096], dash[] = " - ";

	out[0] = '\0';
	while (file && fgets(line, sizeof line, file)) {
		unsigned from_major, from_minor;
		char *type = strstr(line, dash);

		if (!type || sscanf(line, "%*d %*d %u:%u", &from_major, &from_minor) != 2)
			continue;
		if (from_major != major(device) || from_minor != minor(device))
			continue;
		type += sizeof dash - 1;
		type[strcspn(type, " \n")] = '\0';
		snprintf(out, room, "%s", type);
	}
	if (file)
		fclose(file);
}

static bool refuse_network(const char *path, struct err *err)
{
	struct statfs fs;
	struct stat st;
	char type[64] = "";
	const char *name;

	if (statfs(path, &fs) != 0 || stat(path, &st) != 0)
		return err_errno(err, errno, N_("looking at %s"), path);
	if ((unsigned long)fs.f_type == FUSE_MAGIC)
		mount_type(st.st_dev, type, sizeof type);
	name = place_network_name((unsigned long)fs.f_type & 0xFFFFFFFFUL, type);
	if (name)
		return err_set(err, ERR_REFUSED,
			       N_("%s is on a network file system (%s), where the store would be "
				  "damaged: keep it on a local disk"),
			       path, name);
	return true;
}

static char *parent_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return !slash          ? mem_strdup(".")
	       : slash == path ? mem_strdup("/")
			       : mem_strndup(path, (size_t)(slash - path));
}

/* mkdir -p, for the owner's eyes only. */
static bool make_folders(const char *path, struct err *err)
{
	char *parent;
	struct stat st;
	bool done;

	if (stat(path, &st) == 0)
		return S_ISDIR(st.st_mode) || err_set(err, ERR_IO, N_("%s is not a folder"), path);
	if (errno != ENOENT)
		return err_errno(err, errno, N_("looking at %s"), path);
	parent = parent_of(path);
	done = make_folders(parent, err);
	mem_free(parent);
	if (done && mkdir(path, 0700) != 0 && errno != EEXIST)
		return err_errno(err, errno, N_("making the folder %s"), path);
	return done;
}

static bool make_file(const char *path, struct err *err)
{
	char *parent = parent_of(path);
	bool done = make_folders(parent, err) && refuse_network(parent, err);
	int fd;

	mem_free(parent);
	if (!done)
		return false;
	fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return errno == EEXIST || err_errno(err, errno, N_("making %s"), path);
	done = fchmod(fd, 0600) == 0 || err_errno(err, errno, N_("making %s"), path);
	close(fd);
	return done && place_sync_parent(path, err);
}

static int make_beside(const char *path, uid_t uid, gid_t gid, mode_t mode)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd < 0)
		return -1;
	if (fchmod(fd, mode & 0666) != 0 || (geteuid() == 0 && fchown(fd, uid, gid) != 0)) {
		int saved = errno;

		close(fd);
		errno = saved;
		return -1;
	}
	return fd;
}

int place_open_beside(const char *path, uid_t uid, gid_t gid, mode_t mode)
{
	for (;;) {
		int fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY);

		if (fd >= 0 || errno != ENOENT)
			return fd;
		fd = make_beside(path, uid, gid, mode);
		if (fd >= 0 || errno != EEXIST)
			return fd;
	}
}

bool place_sync_parent(const char *path, struct err *err)
{
	char *parent = parent_of(path);
	int fd = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool done = fd >= 0 && fsync(fd) == 0;

	if (!done)
		err_errno(err, errno, N_("writing the folder %s"), parent);
	if (fd >= 0)
		close(fd);
	mem_free(parent);
	return done;
}

/* ---- what is left beside it ---- */

static bool stands(const char *path, const char *ending, bool filled)
{
	char *beside = mem_printf("%s%s", path, ending);
	struct stat st;
	bool there = stat(beside, &st) == 0 && (!filled || st.st_size > 0);

	mem_free(beside);
	return there;
}

bool place_is_bare(const char *path)
{
	return !stands(path, "-wal", false) && !stands(path, "-journal", false);
}

bool place_has_log(const char *path)
{
	return stands(path, "-wal", true);
}

/* To read a file beside SQLite and close it would drop SQLite's locks on it: each file is read once, before SQLite has it. Threads that open
 * a store beside the first meet only files that are known. */
static bool is_met(const struct place *place)
{
	static struct met {
		dev_t device;
		ino_t inode;
	} *met;
	static size_t count, room;

	for (size_t i = 0; i < count; i++)
		if (met[i].device == place->device && met[i].inode == place->inode)
			return true;
	MEM_GROW(met, count, room);
	met[count++] = (struct met){ place->device, place->inode };
	return false;
}

/* A database says of itself whether it has a log (the read version of its format, 2). */
static bool says_it_has_no_log(const char *path)
{
	enum { READ_VERSION = 19, WITHOUT_LOG = 1 };
	unsigned char head[READ_VERSION + 1];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd >= 0 ? pread(fd, head, sizeof head, 0) : -1;

	if (fd >= 0)
		close(fd);
	return n == (ssize_t)sizeof head && head[READ_VERSION] == WITHOUT_LOG;
}

static bool has_foreign_log(const char *path)
{
	return says_it_has_no_log(path) && place_has_log(path);
}

/* SQLite plays back what stands there whatever a database says. Yet it takes a log away before it writes that there is none, and makes one
 * after it has written that there is: a log beside a file without one, as a backup is, was left by a killed program of the file that had the
 * name before. Looked at twice: a load that ends in between is no mistake. */
static bool log_is_its_own(const struct place *place, struct err *err)
{
	if (is_met(place) || !place_has_log(place->path) || !has_foreign_log(place->path) || !has_foreign_log(place->path))
		return true;
	return err_set(err, ERR_REFUSED,
		       N_("%s took the place of another file, whose log was left beside it: remove %s-wal and %s-shm, then run relance verify"),
		       place->path, place->path, place->path);
}

static bool look(const char *target, struct place *out, struct err *err)
{
	char path[PATH_MAX];
	struct stat st;

	if (!realpath(target, path) || stat(path, &st) != 0)
		return err_errno(err, errno, N_("opening %s"), target);
	if (S_ISDIR(st.st_mode))
		return err_set(err, ERR_IO, N_("%s is a folder: name the file of the store"),
			       target);
	if (!S_ISREG(st.st_mode))
		return err_set(err, ERR_IO,
			       N_("%s is not an ordinary file: name the file of the store"),
			       target);
	if (!refuse_network(path, err))
		return false;
	*out = (struct place){ .path = mem_strdup(path),
			       .device = st.st_dev,
			       .inode = st.st_ino,
			       .uid = st.st_uid,
			       .gid = st.st_gid,
			       .mode = st.st_mode };
	return log_is_its_own(out, err);
}

bool place_find(const char *target, bool create, struct place *out, struct err *err)
{
	struct stat st;

	if (!*target)
		return err_set(err, ERR_USAGE, N_("the store has no name"));
	if (stat(target, &st) != 0 && errno == ENOENT) {
		if (!create)
			return err_set(err, ERR_MISSING,
				       N_("there is no store at %s: run relance init, or name "
					  "another file"),
				       target);
		if (!make_file(target, err))
			return false;
	}
	return look(target, out, err);
}

void place_clear(struct place *place)
{
	mem_free(place->path);
	place->path = NULL;
}

bool place_still(const struct place *place, struct err *err)
{
	struct stat st;

	if (stat(place->path, &st) == 0 && st.st_dev == place->device && st.st_ino == place->inode)
		return true;
	return err_set(err, ERR_GONE,
		       N_("%s was moved or replaced while it was in use: leave relance and start "
			  "it again"),
		       place->path);
}

bool place_beside_still(const struct place *place, const char *ending, ino_t *inode, struct err *err)
{
	char *path = mem_printf("%s%s", place->path, ending);
	struct stat st;
	ino_t found = stat(path, &st) == 0 ? st.st_ino : 0;
	bool still = *inode == 0 || *inode == found;

	*inode = *inode == 0 ? found : *inode;
	if (!still)
		err_set(err, ERR_GONE,
			N_("%s was moved or replaced while it was in use: leave relance and start "
			   "it again"),
			path);
	mem_free(path);
	return still;
}
