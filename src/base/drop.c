/* Every step goes from a descriptor, never along a path; what is looked at is what was opened.
 */
#include "base/drop.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/whole.h"

#define WHY ".why" /* ends the name of the reason beside a refused file */

enum { COPY_BYTES = 1 << 16, NUMBERS_MOST = 100000 };

enum folder { FOLDER_TAKEN, FOLDER_WORK, FOLDER_DONE, FOLDER_REFUSED, FOLDER_COUNT };
static const char *const folder_names[FOLDER_COUNT] = {
	[FOLDER_TAKEN] = DROP_TAKEN_FOLDER,
	[FOLDER_WORK] = DROP_WORK_FOLDER,
	[FOLDER_DONE] = DROP_DONE_FOLDER,
	[FOLDER_REFUSED] = DROP_REFUSED_FOLDER,
};

struct drop {
	int fd;
	uid_t owner;
	char *name;
	int folders[FOLDER_COUNT];
};

/* ---- opening ---- */

/* One step down: no link is followed, no other file system entered, wherever the name points. */
static int open_below(int at, const char *name, int flags)
{
	struct open_how how = {
		.flags = (unsigned)(flags | O_CLOEXEC | O_NOFOLLOW),
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
	};
	long fd = syscall(SYS_openat2, at, name, &how, sizeof how);

	if (fd < 0 && (errno == ENOSYS || errno == EPERM))
		fd = openat(at, name, flags | O_CLOEXEC | O_NOFOLLOW);
	return (int)fd;
}

/* A folder of ours that nobody else can write into, made when it is not there. */
static bool open_folder(struct drop *drop, enum folder folder, struct err *err)
{
	const char *name = folder_names[folder];
	bool closed = folder == FOLDER_TAKEN || folder == FOLDER_WORK;
	struct stat st;

	if (mkdirat(drop->fd, name, closed ? 0700 : 0750) != 0 && errno != EEXIST)
		return err_errno(err, errno, N_("making %s/%s"), drop->name, name);
	drop->folders[folder] = open_below(drop->fd, name, O_RDONLY | O_DIRECTORY);
	if (drop->folders[folder] < 0 && (errno == ENOTDIR || errno == ELOOP))
		return err_set(err, ERR_REFUSED,
			       N_("%s/%s is not a folder: remove it, relance makes its own"),
			       drop->name, name);
	if (drop->folders[folder] < 0 || fstat(drop->folders[folder], &st) != 0)
		return err_errno(err, errno, N_("opening %s/%s"), drop->name, name);
	if (st.st_uid != geteuid() || (st.st_mode & (closed ? 0077 : 0022)))
		return err_set(err, ERR_REFUSED,
			       N_("%s/%s can be written to by others: remove it, relance makes its "
				  "own"),
			       drop->name, name);
	return true;
}

static bool accept_folder(struct drop *drop, struct err *err)
{
	struct stat st;

	if (fstat(drop->fd, &st) != 0)
		return err_errno(err, errno, N_("opening %s"), drop->name);
	drop->owner = st.st_uid;
	if ((st.st_mode & S_IWOTH) && !(st.st_mode & S_ISVTX))
		return err_set(err, ERR_REFUSED,
			       N_("everybody can write into %s: allow only who delivers files "
				  "(chmod o-w)"),
			       drop->name);
	for (int i = 0; i < FOLDER_COUNT; i++)
		if (!open_folder(drop, (enum folder)i, err))
			return false;
	return true;
}

static bool open_at(int fd, char *name, struct drop **out, struct err *err)
{
	struct drop *drop = mem_alloc(sizeof *drop);
	int failed = errno;

	*drop = (struct drop){ .fd = fd, .name = name, .folders = { -1, -1, -1, -1 } };
	if (fd < 0 && failed == ENOENT)
		err_set(err, ERR_MISSING,
			N_("there is no folder %s: make it for who delivers files, or name another inbox"),
			name);
	else if (fd < 0)
		err_errno(err, failed, N_("opening %s"), name);
	else if (accept_folder(drop, err)) {
		*out = drop;
		return true;
	}
	drop_close(drop);
	return false;
}

bool drop_open(const char *path, struct drop **out, struct err *err)
{
	char *name = text_clean(path, strlen(path));

	return open_at(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), name, out, err);
}

bool drop_open_in(const struct drop *parent, const char *name, struct drop **out, struct err *err)
{
	char *clean = text_clean(name, strlen(name)), *both;

	both = mem_printf("%s/%s", parent->name, clean);
	mem_free(clean);
	return open_at(open_below(parent->fd, name, O_RDONLY | O_DIRECTORY), both, out, err);
}

void drop_close(struct drop *drop)
{
	if (!drop)
		return;
	for (int i = 0; i < FOLDER_COUNT; i++)
		if (drop->folders[i] >= 0)
			close(drop->folders[i]);
	if (drop->fd >= 0)
		close(drop->fd);
	mem_free(drop->name);
	mem_free(drop);
}

/* ---- listing ---- */

static bool is_ours(const char *name)
{
	for (int i = 0; i < FOLDER_COUNT; i++)
		if (strcmp(folder_names[i], name) == 0)
			return true;
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static int compare_entries(const void *a, const void *b)
{
	return strcmp(((const struct drop_entry *)a)->name, ((const struct drop_entry *)b)->name);
}

static bool is_folder(int at, const char *name)
{
	struct stat st;

	return fstatat(at, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st.st_mode);
}

static bool list(const struct drop *drop, int at, bool own, struct arena *arena,
		 struct drop_entry **rows, size_t *count, struct err *err)
{
	int copy = openat(at, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = copy < 0 ? NULL : fdopendir(copy);
	struct drop_entry *all = NULL;
	size_t used = 0, room = 0;
	int failed;

	if (!dir) {
		err_errno(err, errno, N_("reading %s"), drop->name);
		if (copy >= 0)
			close(copy);
		return false;
	}
	for (struct dirent *entry; errno = 0, used < DROP_MOST && (entry = readdir(dir));) {
		if (is_ours(entry->d_name) &&
		    (own || entry->d_name[0] == '.' || is_folder(at, entry->d_name)))
			continue;
		MEM_GROW(all, used, room);
		all[used++] = (struct drop_entry){ .name = arena_strdup(arena, entry->d_name),
						   .folder = is_folder(at, entry->d_name) };
	}
	failed = errno;
	closedir(dir);
	if (used > 1)
		qsort(all, used, sizeof *all, compare_entries);
	if (!failed) {
		*rows = arena_copy(arena, all, used, sizeof *all);
		*count = used;
	}
	mem_free(all);
	return !failed || err_errno(err, failed, N_("reading %s"), drop->name);
}

bool drop_list(const struct drop *drop, struct arena *arena, struct drop_entry **rows,
	       size_t *count, struct err *err)
{
	return list(drop, drop->fd, true, arena, rows, count, err);
}

bool drop_list_taken(const struct drop *drop, struct arena *arena, struct drop_entry **rows,
		     size_t *count, struct err *err)
{
	return list(drop, drop->folders[FOLDER_TAKEN], false, arena, rows, count, err);
}

/* ---- taking ---- */

static bool ends_with(const char *name, const char *end)
{
	size_t n = strlen(name), m = strlen(end);

	return n >= m && strcmp(name + n - m, end) == 0;
}

static bool is_partial(const char *name)
{
	static const char *const ends[] = { ".part",       ".tmp", ".filepart",
					    ".crdownload", "~",    ".swp" };

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (ends_with(name, ends[i]))
			return true;
	return name[0] == '.';
}

/* By the time of the last change of any kind, which nobody can set. */
static bool is_young(const struct stat *st, int settle_seconds)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return now.tv_sec - st->st_ctim.tv_sec < settle_seconds;
}

static bool may_drop(const struct drop *drop, const struct drop_rules *rules, uid_t uid)
{
	if (uid == geteuid() || uid == drop->owner)
		return true;
	for (size_t i = 0; i < rules->owner_count; i++)
		if (rules->owners[i] == uid)
			return true;
	return false;
}

static enum drop_status judge(const struct drop *drop, const struct drop_rules *rules,
			      const struct stat *st)
{
	if (!S_ISREG(st->st_mode))
		return DROP_NOT_REGULAR;
	if (st->st_nlink != 1)
		return DROP_LINKED;
	if (!may_drop(drop, rules, st->st_uid))
		return DROP_OWNER;
	if (st->st_size > rules->bytes_max)
		return DROP_LARGE;
	return st->st_size == 0 ? DROP_EMPTY : DROP_OK;
}

/* The system's own want, which says nothing of a file: whoever judged by it would refuse what is sound. */
static bool is_want(int error)
{
	return error == EMFILE || error == ENFILE || error == ENOMEM;
}

/* What a name stands for, without opening it. False: errno says why. */
static bool look(int at, const char *name, struct stat *st)
{
	int fd = open_below(at, name, O_PATH);
	bool there = fd >= 0 && fstat(fd, st) == 0;

	/* a link is not opened even so: O_PATH would give the link itself, openat2 refuses */
	if (fd < 0 && (errno == ELOOP || errno == EXDEV))
		there = fstatat(at, name, st, AT_SYMLINK_NOFOLLOW) == 0;
	int failed = errno;
	if (fd >= 0)
		close(fd);
	errno = failed;
	return there;
}

/* Nothing could be seen of a name: false when that is the system's want, else what it means. */
static bool unseen(const struct drop *drop, const char *name, enum drop_status otherwise,
		   enum drop_status *status, struct err *err)
{
	int failed = errno;
	char *clean;

	*status = failed == ENOENT ? DROP_GONE : otherwise;
	if (!is_want(failed))
		return true;
	clean = text_clean(name, strlen(name));
	err_errno(err, failed, N_("opening %s/%s"), drop->name, clean);
	mem_free(clean);
	return false;
}

static bool move(int from, const char *name, int to, const char *as)
{
	if (syscall(SYS_renameat2, from, name, to, as, 1u /* RENAME_NOREPLACE */) == 0)
		return true;
	if (errno != ENOSYS && errno != EINVAL)
		return false;
	if (faccessat(to, as, F_OK, AT_SYMLINK_NOFOLLOW) == 0) {
		errno = EEXIST;
		return false;
	}
	return renameat(from, name, to, as) == 0;
}

static ssize_t get_bytes(int from, char *bytes)
{
	ssize_t n;

	do
		n = read(from, bytes, COPY_BYTES);
	while (n < 0 && errno == EINTR);
	return n;
}

/* False: errno says why nothing more could be written. What cannot be read is a status, and so is what grows meanwhile. */
static bool copy_bytes(int from, int to, int64_t most, enum drop_status *status)
{
	char *bytes = mem_alloc(COPY_BYTES);
	ssize_t n = 0;
	bool put = true;

	while (put && most >= 0 && (n = get_bytes(from, bytes)) > 0) {
		most -= n;
		put = whole_write(to, bytes, (size_t)n);
	}
	*status = n < 0 ? DROP_UNREADABLE : n > 0 ? DROP_CHANGED : DROP_OK;
	mem_free(bytes);
	return put;
}

static bool same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

static bool untouched(int fd, const struct stat *before)
{
	struct stat now;

	return fstat(fd, &now) == 0 && now.st_size == before->st_size &&
	       now.st_mtim.tv_sec == before->st_mtim.tv_sec &&
	       now.st_mtim.tv_nsec == before->st_mtim.tv_nsec;
}

/* Into a copy nobody else has ever had open. */
static bool copy_open(struct drop *drop, const char *name, int from, const struct stat *st,
		      const struct drop_rules *rules, enum drop_status *status, struct err *err)
{
	int to;
	bool put;

	unlinkat(drop->folders[FOLDER_WORK], name, 0);
	to = openat(drop->folders[FOLDER_WORK], name,
		    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	put = to >= 0 && copy_bytes(from, to, rules->bytes_max, status);
	if (!put)
		err_errno(err, errno, N_("copying into %s/%s"), drop->name, DROP_WORK_FOLDER);
	else if (*status == DROP_OK && !untouched(from, st))
		*status = DROP_CHANGED;
	if (put) /* as old as what was delivered; where that cannot be kept it is of today */
		futimens(to, (const struct timespec[]){ st->st_atim, st->st_mtim });
	if (to >= 0 && close(to) != 0 && put)
		put = err_errno(err, errno, N_("copying into %s/%s"), drop->name, DROP_WORK_FOLDER);
	return put;
}

/* The moved file, when it may be taken. */
static bool copy(struct drop *drop, const char *name, const struct drop_rules *rules,
		 enum drop_status *status, struct err *err)
{
	int from = open_below(drop->folders[FOLDER_TAKEN], name, O_RDONLY | O_NONBLOCK | O_NOCTTY);
	struct stat st;
	bool done;

	if (from < 0)
		return unseen(drop, name, errno == EIO ? DROP_UNREADABLE : DROP_OWNER, status, err);
	*status = fstat(from, &st) == 0 ? judge(drop, rules, &st) : DROP_UNREADABLE;
	done = *status != DROP_OK || copy_open(drop, name, from, &st, rules, status, err);
	close(from);
	return done;
}

/* It has been moved, and is what it is. */
static bool take_moved(struct drop *drop, const char *name, const struct drop_rules *rules,
		       const struct stat *before, enum drop_status *status, struct err *err)
{
	struct stat st;

	if (!look(drop->folders[FOLDER_TAKEN], name, &st))
		return unseen(drop, name, DROP_UNREADABLE, status, err);
	*status = before && !same_file(before, &st) ? DROP_SWAPPED : judge(drop, rules, &st);
	if (*status != DROP_OK)
		return true;
	if (!copy(drop, name, rules, status, err))
		return false;
	if (*status != DROP_CHANGED)
		return true;
	unlinkat(drop->folders[FOLDER_WORK], name, 0);
	if (!move(drop->folders[FOLDER_TAKEN], name, drop->fd, name))
		*status = DROP_BUSY;
	return true;
}

static enum drop_status may_take(const char *name, const struct drop_rules *rules,
				 const struct stat *st)
{
	if (is_partial(name))
		return DROP_PARTIAL;
	return is_young(st, rules->settle_seconds) ? DROP_YOUNG : DROP_OK;
}

bool drop_look(const struct drop *drop, const char *name, const struct drop_rules *rules,
	       enum drop_status *status, struct err *err)
{
	struct stat st;

	if (!look(drop->fd, name, &st))
		return unseen(drop, name, DROP_UNSEEN, status, err);
	*status = may_take(name, rules, &st);
	if (*status == DROP_OK)
		*status = judge(drop, rules, &st);
	return true;
}

bool drop_take(struct drop *drop, const char *name, const struct drop_rules *rules,
	       enum drop_status *status, struct err *err)
{
	struct stat st;

	if (!look(drop->fd, name, &st))
		return unseen(drop, name, DROP_UNSEEN, status, err);
	*status = may_take(name, rules, &st);
	if (*status != DROP_OK)
		return true;
	*status = DROP_GONE;
	if (move(drop->fd, name, drop->folders[FOLDER_TAKEN], name))
		return take_moved(drop, name, rules, &st, status, err);
	if (errno == EEXIST)
		*status = DROP_BUSY;
	else if (errno != ENOENT)
		return err_errno(err, errno, N_("moving a file out of %s"), drop->name);
	return true;
}

bool drop_take_again(struct drop *drop, const char *name, const struct drop_rules *rules,
		     enum drop_status *status, struct err *err)
{
	return take_moved(drop, name, rules, NULL, status, err);
}

char *drop_path(const struct drop *drop, const char *name)
{
	return mem_printf("/proc/self/fd/%d/%s", drop->folders[FOLDER_WORK], name);
}

/* ---- the end ---- */

static bool stands(int folder, const char *name, const char *ending, const char *more)
{
	char *whole = mem_printf("%s%s%s", name, ending, more);
	bool there = faccessat(folder, whole, F_OK, AT_SYMLINK_NOFOLLOW) == 0;

	mem_free(whole);
	return there;
}

/* What stands there with the ending belongs to a refused file of another name, for it has its own reason; a reason that has no file
 * was left by a run cut short, and the file comes now. */
static bool is_taken(int folder, const char *as, const char *beside)
{
	return stands(folder, as, "", "") || (stands(folder, as, beside, "") && stands(folder, as, beside, beside));
}

/* The name, or the name with a number, under which nothing stands in the folder yet, nor with the ending that goes beside it; long
 * names are cut. Caller's. */
static char *free_name(int folder, const char *name, const char *beside)
{
	size_t n = strnlen(name, NAME_MAX - 16);

	for (int i = 1; i <= NUMBERS_MOST; i++) {
		char *as = i == 1 ? mem_strndup(name, n) : mem_printf("%.*s.%d", (int)n, name, i);

		if (!is_taken(folder, as, beside))
			return as;
		mem_free(as);
	}
	return NULL;
}

static bool end(struct drop *drop, const char *name, enum folder folder, const char *as,
		struct err *err)
{
	unlinkat(drop->folders[FOLDER_WORK], name, 0);
	return move(drop->folders[FOLDER_TAKEN], name, drop->folders[folder], as) ||
	       err_errno(err, errno, N_("moving a file into %s/%s"), drop->name,
			 folder_names[folder]);
}

bool drop_end_done(struct drop *drop, const char *name, struct err *err)
{
	char *as = free_name(drop->folders[FOLDER_DONE], name, "");
	bool done = as ? end(drop, name, FOLDER_DONE, as, err)
		       : err_set(err, ERR_FULL, N_("%s/%s is full: empty it"), drop->name,
				 DROP_DONE_FOLDER);

	mem_free(as);
	return done;
}

/* Before the file itself, so that it never stands there without its reason. */
static bool put_why(const struct drop *drop, const char *as, const char *why, struct err *err)
{
	int folder = drop->folders[FOLDER_REFUSED], fd, failed;
	bool done;

	unlinkat(folder, as, 0); /* of a run cut short */
	fd = openat(folder, as, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0640);
	done = fd >= 0 && whole_write(fd, why, strlen(why)) && whole_write(fd, "\n", 1);
	failed = errno;
	if (fd >= 0 && close(fd) != 0 && done) {
		failed = errno;
		done = false;
	}
	if (done)
		return true;
	if (fd >= 0)
		unlinkat(folder, as, 0);
	return err_errno(err, failed, N_("writing into %s/%s"), drop->name, DROP_REFUSED_FOLDER);
}

bool drop_end_refused(struct drop *drop, const char *name, const char *why, struct err *err)
{
	char *as = free_name(drop->folders[FOLDER_REFUSED], name, WHY);
	char *reason = mem_printf("%s" WHY, as ? as : "");
	bool done = as ? put_why(drop, reason, why, err)
		       : err_set(err, ERR_FULL, N_("%s/%s is full: empty it"), drop->name,
				 DROP_REFUSED_FOLDER);

	if (done && !end(drop, name, FOLDER_REFUSED, as, err)) {
		unlinkat(drop->folders[FOLDER_REFUSED], reason, 0);
		done = false;
	}
	mem_free(reason);
	mem_free(as);
	return done;
}
