/* What SQLite refuses, as a class and a sentence with the remedy: its own words do not say whether the file, the disk or this process is at fault.
 */
#include "db/sqlite_impl.h"

#include <errno.h>
#include <string.h>
#include <sys/statvfs.h>

#include "base/gettext.h"
#include "base/mem.h"

/* Each sentence gets the path, then SQLite's own words. */
static const struct {
	int code;
	enum err_code class;
	const char *msgid;
} reasons[] = {
	{ SQLITE_BUSY, ERR_BUSY, N_("somebody else is using %s: try again in a moment") },
	{ SQLITE_LOCKED, ERR_BUSY, N_("somebody else is using %s: try again in a moment") },
	{ SQLITE_PROTOCOL, ERR_BUSY, N_("somebody else is using %s: try again in a moment") },
	{ SQLITE_CONSTRAINT, ERR_CONFLICT,
	  N_("%s already holds something that does not go with this (%s)") },
	{ SQLITE_FULL, ERR_FULL,
	  N_("disk full, nothing is stored: free some space and try again (%s)") },
	{ SQLITE_CORRUPT, ERR_STORE, N_("%s is damaged (%s): restore the last backup") },
	{ SQLITE_NOTADB, ERR_STORE, N_("%s is not a store of relance: name another file") },
	{ SQLITE_READONLY, ERR_IO,
	  N_("%s cannot be written: check who owns the file and its folder") },
	{ SQLITE_CANTOPEN, ERR_IO,
	  N_("%s cannot be opened: check who owns the file and its folder") },
	{ SQLITE_PERM, ERR_IO, N_("%s cannot be opened: check who owns the file and its folder") },
	{ SQLITE_INTERRUPT, ERR_REFUSED, N_("stopped before the end: nothing was written") },
	{ SQLITE_IOERR, ERR_IO, N_("the system refused to read or write %s (%s): check the disk") },
};

/* SQLite keeps the system's reason for some of its calls only; the last failed call is its own. */
static bool is_cause(const struct sqlite *s, int error)
{
	return errno == error || (s->db && sqlite3_system_errno(s->db) == error);
}

static bool out_of_space(const struct sqlite *s, int code)
{
	struct statvfs fs;

	if ((code & 0xFF) != SQLITE_IOERR)
		return false;
	return is_cause(s, ENOSPC) || is_cause(s, EDQUOT) ||
	       (statvfs(s->place.path, &fs) == 0 && fs.f_bavail == 0);
}

/* What the system refused for a reason of this process: SQLite's words would send the reader to the file. */
static bool limit_refused(const struct sqlite *s, int code, struct err *err)
{
	if ((code & 0xFF) == SQLITE_CANTOPEN && (is_cause(s, EMFILE) || is_cause(s, ENFILE)))
		err_errno(err, EMFILE, N_("opening %s"), s->place.path);
	else if ((code & 0xFF) == SQLITE_IOERR && is_cause(s, EFBIG))
		err_set(err, ERR_FULL,
			N_("%s may not grow, nothing is stored: raise the limit on the size of files "
			   "(ulimit -f) and try again"),
			s->place.path);
	else
		return false;
	return true;
}

bool sqlite_refused(struct sqlite *s, int code, struct err *err)
{
	const char *path = s->place.path,
		   *words = s->db ? sqlite3_errmsg(s->db) : sqlite3_errstr(code);

	if ((code & 0xFF) == SQLITE_NOMEM)
		mem_fatal("out of memory in the database");
	if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC) {
		/* What the disk holds is no longer known, and a second try would be told "done" by the kernel. */
		s->base.dead = true;
		return err_set(err, ERR_GONE,
			       N_("the disk did not confirm a write to %s: leave relance, check "
				  "the disk, then start again"),
			       path);
	}
	if (code == SQLITE_READONLY_DBMOVED)
		return place_still(&s->place, err);
	if (limit_refused(s, code, err))
		return false;
	if ((code & 0xFF) == SQLITE_CORRUPT && is_cause(s, EIO)) { /* a read that fails is no damage: a backup would cost the day's work */
		code = SQLITE_IOERR;
		words = strerror(EIO);
	}
	if (out_of_space(s, code))
		code = SQLITE_FULL;
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (reasons[i].code == (code & 0xFF))
			return err_set(err, reasons[i].class, reasons[i].msgid, path, words);
	return err_set(err, ERR_STORE, N_("%s did not take a statement of this program (%s)"), path,
		       words);
}

bool sqlite_conflict(struct sqlite *s, const char *promise, struct err *err)
{
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (reasons[i].code == SQLITE_CONSTRAINT)
			err_set(err, reasons[i].class, reasons[i].msgid, s->place.path, promise);
	return false;
}
