/* The whole SQLite database: is it sound, and a consistent copy of it while others write.
 */
#include "db/sqlite_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "db/sqlite_writes.h"

/* Of a backup: the rest waits for the disk. */
#define COPIED    0.3
#define LOOKED_AT 0.95

bool sqlite_has_table(struct engine *engine, const char *table, bool *there, struct err *err)
{
	struct stmt *stmt = engine_statement(
		engine, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1", err);
	enum stmt_step step;

	if (!stmt || !stmt_bind(stmt, err, "t", table) ||
	    (step = stmt_step(stmt, err)) == STMT_ERROR)
		return false;
	stmt_reset(stmt);
	*there = step == STMT_ROW;
	return true;
}

/* ---- is it sound? ---- */

static bool intact(struct sqlite *s, struct err *err)
{
	sqlite3_stmt *query = NULL;
	int code = sqlite3_prepare_v2(s->db, "PRAGMA integrity_check(1)", -1, &query, NULL);
	const char *words;
	bool ok = false;

	if (code == SQLITE_OK && (code = sqlite3_step(query)) == SQLITE_ROW) {
		words = (const char *)sqlite3_column_text(query, 0);
		ok = strcmp(words, "ok") == 0 ||
		     err_set(err, ERR_STORE, N_("%s is damaged (%s): restore the last backup"),
			     s->place.path, words);
	} else {
		sqlite_refused(s, code, err);
	}
	sqlite3_finalize(query);
	return ok;
}

static bool refers_well(struct engine *engine, struct err *err)
{
	struct stmt *stmt = engine_statement(engine, "PRAGMA foreign_key_check", err);
	enum stmt_step step;

	if (!stmt)
		return false;
	step = stmt_step(stmt, err);
	if (step == STMT_ROW)
		err_set(err, ERR_STORE,
			N_("%s is damaged: row %lld of %s refers to a row of %s that is not there, "
			   "restore the last backup"),
			engine->path, (long long)stmt_int(stmt, 1), stmt_text(stmt, 0),
			stmt_text(stmt, 2));
	stmt_reset(stmt);
	return step == STMT_DONE;
}

/* What was stopped in the middle found damage where it had not looked yet: its answer is none. */
bool sqlite_check(struct engine *engine, struct err *err)
{
	struct sqlite *s = sqlite_of(engine);
	struct sqlite_stretch stretch = { .watch = &engine->watch, .db = s->db, .to = 1 };
	bool sound;

	sqlite_begin_stretch(&stretch, true);
	sound = intact(s, err) && refers_well(engine, err);
	return sqlite_end_stretch(&stretch, s, err) && sound;
}

/* ---- a copy ---- */

/* Opening the store beside SQLite and closing it would drop SQLite's locks. */
static bool is_no_store(const struct sqlite *s, const struct stat *st, const char *path, struct err *err)
{
	return st->st_dev != s->place.device || st->st_ino != s->place.inode ||
	       err_set(err, ERR_REFUSED, N_("%s is the store itself: name another file for the copy"), path);
}

/* Reading leaves nothing beside the file: it is taken as nobody's who is at work. NULL: it cannot be opened.
 * Behind "file:" two slashes would begin the name of a host. */
static sqlite3 *open_to_look(const char *path)
{
	struct buf uri;
	sqlite3 *out = NULL;

	buf_init(&uri);
	buf_puts(&uri, "file:");
	for (; *path; path++)
		if (strchr("%?#/", *path))
			buf_printf(&uri, "%%%02X", (unsigned)*path);
		else
			buf_putc(&uri, *path);
	buf_puts(&uri, "?immutable=1");
	if (sqlite3_open_v2(uri.data, &out, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) {
		sqlite3_close(out);
		out = NULL;
	}
	buf_clear(&uri);
	return out;
}

/* Most of its tables are none of the store's: an older one's may have other names since. What cannot be read is not known to be. */
static bool is_of_another_program(struct sqlite *s, const char *path)
{
	sqlite3 *there = open_to_look(path);
	sqlite3_stmt *query = NULL;
	int ours = 0, others = 0;

	if (!there)
		return false;
	sqlite3_prepare_v2(there, "SELECT name FROM sqlite_schema WHERE type = 'table'", -1, &query, NULL);
	while (query && sqlite3_step(query) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(query, 0);

		if (sqlite3_table_column_metadata(s->db, "main", name, NULL, NULL, NULL, NULL, NULL, NULL) == SQLITE_OK)
			ours++;
		else
			others++;
	}
	sqlite3_finalize(query);
	sqlite3_close(there);
	return others > ours;
}

static bool is_database(const char *path, const struct stat *st)
{
	static const char magic[16] = "SQLite format 3";
	char head[sizeof magic] = "";
	int fd = S_ISREG(st->st_mode) ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	ssize_t n = fd >= 0 ? read(fd, head, sizeof head) : -1;

	if (fd >= 0)
		close(fd);
	return n == sizeof head && memcmp(head, magic, sizeof magic) == 0;
}

/* A backup may take the place of an older one, never of the store or of something that is none. A finished one has no log, and what another
 * program's database has in its log is not seen. */
static bool may_replace(struct sqlite *s, const char *path, struct err *err)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return errno == ENOENT || err_errno(err, errno, N_("looking at %s"), path);
	if (!is_no_store(s, &st, path, err))
		return false;
	if (is_database(path, &st) && !place_has_log(path) && !is_of_another_program(s, path))
		return true;
	return err_set(err, ERR_REFUSED,
		       N_("%s exists and is not a backup: name another file for the copy"), path);
}

/* SQLite does not say which of the two files failed it, but nothing is written to the store: it is not the one whose writes are in doubt.
 * Each page of the store is read once. */
static bool copy_into(struct sqlite *s, const char *path, struct err *err)
{
	struct sqlite copy = { .db = s->db, .place.path = (char *)path };
	struct sqlite_stretch stretch = { .watch = &s->base.watch, .db = s->db, .to = COPIED };
	sqlite3_stmt *query = sqlite_handle(s, "VACUUM INTO $1", err);
	int code;

	if (!query)
		return false;
	sqlite3_bind_text(query, 1, path, -1, SQLITE_STATIC);
	sqlite_begin_stretch(&stretch, false);
	code = sqlite3_step(query);
	if (code != SQLITE_DONE && !stretch.stopped) {
		sqlite_refused(code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC ? &copy : s, code, err);
		err_context(err, N_("copying into %s"), path);
	}
	sqlite3_finalize(query);
	return sqlite_end_stretch(&stretch, &copy, err) && code == SQLITE_DONE;
}

/* Opened for writing, though nothing is written: a read-only connection of SQLite's passes over CHECK constraints. */
static bool copy_is_intact(struct sqlite *s, const char *path, struct err *err)
{
	const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	struct sqlite copy = { .place.path = (char *)path };
	struct sqlite_stretch stretch = { .watch = &s->base.watch, .from = COPIED, .to = LOOKED_AT };
	int code = sqlite3_open_v2(path, &copy.db, flags, sqlite_writes());
	bool ok;

	stretch.db = copy.db;
	if (code == SQLITE_OK)
		sqlite_begin_stretch(&stretch, true);
	ok = code == SQLITE_OK ? intact(&copy, err) : sqlite_refused(&copy, code, err);
	ok = sqlite_end_stretch(&stretch, &copy, err) && ok;
	sqlite3_close(copy.db);
	return ok;
}

/* SQLite does not wait for the disk when it makes such a copy. */
static bool sync_file(const char *path, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool done = fd >= 0 && fsync(fd) == 0;

	if (!done)
		err_errno(err, errno, N_("writing %s"), path);
	if (fd >= 0)
		close(fd);
	return done;
}

/* What SQLite keeps beside a copy it could not end, and would play back into the next one. */
static void remove_journal(const char *part)
{
	char *journal = mem_printf("%s-journal", part);

	unlink(journal);
	mem_free(journal);
}

/* Only who holds the file itself, not one that was renamed meanwhile, may go on. Where files cannot be locked nobody is kept out. */
static bool hold_part(int fd, const char *part, bool *again, struct err *err)
{
	struct stat own, there;

	if (flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
		return err_set(err, ERR_BUSY, N_("another copy is being written to %s: wait until it is there"), part);
	*again = fstat(fd, &own) != 0 || stat(part, &there) != 0 || own.st_dev != there.st_dev || own.st_ino != there.st_ino;
	return true;
}

/* An empty file for the owner's eyes only: SQLite fills it and keeps its mode. Its one name is taken over from a copy that was cut short:
 * none is left lying. *out keeps others out as long as it is open; -1: the file is not ours. */
static bool make_empty(const struct sqlite *s, const char *part, int *out, struct err *err)
{
	struct stat st;
	bool again = true;

	if (stat(part, &st) == 0 && !is_no_store(s, &st, part, err))
		return false;
	while (again) {
		int fd = open(part, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

		if (fd < 0)
			return err_errno(err, errno, N_("making %s"), part);
		if (!hold_part(fd, part, &again, err)) {
			close(fd);
			return false;
		}
		if (again)
			close(fd);
		else
			*out = fd;
	}
	remove_journal(part);
	return (fchmod(*out, 0600) == 0 && ftruncate(*out, 0) == 0) || err_errno(err, errno, N_("making %s"), part);
}

bool sqlite_backup(struct engine *engine, const char *path, struct err *err)
{
	struct sqlite *s = sqlite_of(engine);
	int held = -1;
	char *part;
	bool done;

	if (!may_replace(s, path, err))
		return false;
	part = mem_printf("%s.relance-part", path);
	done = make_empty(s, part, &held, err) && copy_into(s, part, err) && copy_is_intact(s, part, err) &&
	       sync_file(part, err);
	if (done && rename(part, path) != 0)
		done = err_errno(err, errno, N_("naming the copy %s"), path);
	if (!done && held >= 0) {
		unlink(part);
		remove_journal(part);
	}
	if (held >= 0)
		close(held);
	mem_free(part);
	return done && place_sync_parent(path, err);
}
