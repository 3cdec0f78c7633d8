/* Writes that follow each other in a log, a journal, or a database without a log, held until they make a large piece.
 *
 * What is held reaches the system before the file is synced, unlocked, measured, cut or closed, and before a read of the same bytes.
 * Others learn of a log's pages from its index in shared memory, which SQLite writes after it has synced the log (synchronous=FULL, sqlite.c).
 * What a writer still holds when it gives the log to the next is of a transaction taken back: it is dropped, others write there now.
 * A database that has a log is written page by page: how far the log is copied back is told to others without a sync in between.
 * Knows SQLite's files, knows nothing of what is in them.
 */
#include "db/sqlite_writes.h"

#include <stddef.h>
#include <string.h>

#include "base/mem.h"

#define NAME "relance-writes"

enum {
	PIECE = 31 * 4096, /* SQLite's own way writes less than 128 KiB at once */
	PAGE_LEAST = 512,  /* what is smaller is a head */
	WRITER = 0,        /* the lock in a log's index that its one writer has, by SQLite's format */
};

struct file {
	sqlite3_file base;
	sqlite3_file *real; /* behind this, in the same memory */
	struct file *log, *database; /* a database's log while it is open, and back */
	unsigned char *held;
	sqlite3_int64 from; /* where what is held begins */
	int count;          /* bytes held */
	bool logged;        /* a database whose log is at work */
	struct {
		bool (*keep_out)(void *context, sqlite3_int64 at, const void *data, int size);
		void *context;
		sqlite3_int64 from, to;
	} out;              /* bytes its connection may be kept out of; keep_out NULL: none */
};

enum { FILE_ROOM = (sizeof(struct file) + 15) / 16 * 16 };

static sqlite3_vfs *system_vfs;
static struct {
	void (*seen)(void *context);
	void *context;
} watch;

static struct file *file_of(sqlite3_file *file)
{
	return (struct file *)file;
}

/* What cannot be written stays held: whoever asks next is refused too. */
static int pass_on(struct file *file)
{
	int code;

	if (file->count == 0)
		return SQLITE_OK;
	code = file->real->pMethods->xWrite(file->real, file->held, file->count, file->from);
	if (code == SQLITE_OK)
		file->count = 0;
	return code;
}

/* ---- reading and writing ---- */

static int file_read(sqlite3_file *base, void *out, int size, sqlite3_int64 at)
{
	struct file *file = file_of(base);
	int code = at < file->from + file->count && file->from < at + size ? pass_on(file) : SQLITE_OK;

	if (watch.seen && size >= PAGE_LEAST)
		watch.seen(watch.context);
	if (code != SQLITE_OK)
		return code;
	code = file->real->pMethods->xRead(file->real, out, size, at);
	if (code != SQLITE_IOERR_SHORT_READ || file->count == 0)
		return code;
	code = pass_on(file); /* with it the file may reach that far */
	return code != SQLITE_OK ? code : file->real->pMethods->xRead(file->real, out, size, at);
}

static int file_write(sqlite3_file *base, const void *data, int size, sqlite3_int64 at)
{
	struct file *file = file_of(base);
	int code = SQLITE_OK;

	if (file->out.keep_out && at >= file->out.from && at + size <= file->out.to &&
	    file->out.keep_out(file->out.context, at, data, size))
		return SQLITE_OK;
	if (at != file->from + file->count || size > PIECE - file->count)
		code = pass_on(file);
	if (code != SQLITE_OK)
		return code;
	if (size > PIECE || file->logged)
		return file->real->pMethods->xWrite(file->real, data, size, at);
	if (!file->held)
		file->held = mem_alloc(PIECE);
	if (file->count == 0)
		file->from = at;
	memcpy(file->held + file->count, data, (size_t)size);
	file->count += size;
	return SQLITE_OK;
}

/* ---- whatever else: first what is held ---- */

static int file_close(sqlite3_file *base)
{
	struct file *file = file_of(base);
	int held = pass_on(file), closed = file->real->pMethods->xClose(file->real);

	if (file->database)
		file->database->log = NULL;
	mem_free(file->held);
	return held != SQLITE_OK ? held : closed;
}

static int file_truncate(sqlite3_file *base, sqlite3_int64 size)
{
	struct file *file = file_of(base);
	int code = pass_on(file);

	return code != SQLITE_OK ? code : file->real->pMethods->xTruncate(file->real, size);
}

static int file_sync(sqlite3_file *base, int flags)
{
	struct file *file = file_of(base);
	int code = pass_on(file);

	return code != SQLITE_OK ? code : file->real->pMethods->xSync(file->real, flags);
}

static int file_size(sqlite3_file *base, sqlite3_int64 *out)
{
	struct file *file = file_of(base);
	int code = pass_on(file);

	return code != SQLITE_OK ? code : file->real->pMethods->xFileSize(file->real, out);
}

static int file_lock(sqlite3_file *base, int level)
{
	struct file *file = file_of(base);
	int code = pass_on(file);

	return code != SQLITE_OK ? code : file->real->pMethods->xLock(file->real, level);
}

static int file_unlock(sqlite3_file *base, int level)
{
	struct file *file = file_of(base);
	int held = pass_on(file), code;

	file->count = 0; /* what was refused is not the file's once others may write */
	code = file->real->pMethods->xUnlock(file->real, level);
	return held != SQLITE_OK ? held : code;
}

static int file_check_lock(sqlite3_file *base, int *out)
{
	struct file *file = file_of(base);

	return file->real->pMethods->xCheckReservedLock(file->real, out);
}

static int file_control(sqlite3_file *base, int what, void *with)
{
	struct file *file = file_of(base);
	int code = pass_on(file);

	return code != SQLITE_OK ? code : file->real->pMethods->xFileControl(file->real, what, with);
}

static int file_sector(sqlite3_file *base)
{
	struct file *file = file_of(base);

	return file->real->pMethods->xSectorSize(file->real);
}

static int file_characteristics(sqlite3_file *base)
{
	struct file *file = file_of(base);

	return file->real->pMethods->xDeviceCharacteristics(file->real);
}

/* ---- the log's shared index: not written through here ---- */

static int index_map(sqlite3_file *base, int page, int size, int extend, void volatile **out)
{
	struct file *file = file_of(base);
	int code = pass_on(file);

	file->logged = true;
	return code != SQLITE_OK ? code : file->real->pMethods->xShmMap(file->real, page, size, extend, out);
}

static int index_lock(sqlite3_file *base, int from, int count, int flags)
{
	struct file *file = file_of(base);

	if (from == WRITER && (flags & SQLITE_SHM_UNLOCK) && (flags & SQLITE_SHM_EXCLUSIVE) && file->log)
		file->log->count = 0;
	return file->real->pMethods->xShmLock(file->real, from, count, flags);
}

static void index_barrier(sqlite3_file *base)
{
	struct file *file = file_of(base);

	file->real->pMethods->xShmBarrier(file->real);
}

static int index_unmap(sqlite3_file *base, int delete)
{
	struct file *file = file_of(base);

	file->logged = false;
	return file->real->pMethods->xShmUnmap(file->real, delete);
}

static const sqlite3_io_methods methods = {
	.iVersion = 2,
	.xClose = file_close,
	.xRead = file_read,
	.xWrite = file_write,
	.xTruncate = file_truncate,
	.xSync = file_sync,
	.xFileSize = file_size,
	.xLock = file_lock,
	.xUnlock = file_unlock,
	.xCheckReservedLock = file_check_lock,
	.xFileControl = file_control,
	.xSectorSize = file_sector,
	.xDeviceCharacteristics = file_characteristics,
	.xShmMap = index_map,
	.xShmLock = index_lock,
	.xShmBarrier = index_barrier,
	.xShmUnmap = index_unmap,
};

/* ---- open ---- */

/* Temporary files of a sort are used by several threads and have pieces of their own: they are left as they are. */
static int open_file(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *base, int flags, int *out_flags)
{
	struct file *file = file_of(base);
	int code;

	(void)vfs;
	if (!(flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)))
		return system_vfs->xOpen(system_vfs, name, base, flags, out_flags);
	memset(file, 0, FILE_ROOM);
	file->real = (sqlite3_file *)((char *)file + FILE_ROOM);
	code = system_vfs->xOpen(system_vfs, name, file->real, flags, out_flags);
	if (code == SQLITE_OK) {
		base->pMethods = &methods;
		if (flags & SQLITE_OPEN_WAL) {
			file->database = file_of(sqlite3_database_file_object(name));
			file->database->log = file;
		}
	} else if (file->real->pMethods) {
		file->real->pMethods->xClose(file->real);
	}
	return code;
}

static struct file *database_of(sqlite3 *db)
{
	sqlite3_file *file = NULL;

	if (sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || !file || file->pMethods != &methods)
		return NULL;
	return file_of(file);
}

bool sqlite_writes_keep_out(sqlite3 *db, sqlite3_int64 from, sqlite3_int64 to,
			    bool (*keep_out)(void *context, sqlite3_int64 at, const void *data, int size), void *context)
{
	struct file *file = database_of(db);

	if (!file)
		return false;
	file->out.keep_out = keep_out;
	file->out.context = context;
	file->out.from = from;
	file->out.to = to;
	return true;
}

int sqlite_writes_settle(sqlite3 *db)
{
	struct file *file = database_of(db);

	return file ? pass_on(file) : SQLITE_OK;
}

int sqlite_writes_past(sqlite3 *db, const void *data, sqlite3_int64 size, sqlite3_int64 at)
{
	struct file *file = database_of(db);
	int code = file ? SQLITE_OK : SQLITE_MISUSE;

	for (sqlite3_int64 done = 0; code == SQLITE_OK && done < size; done += PIECE) {
		sqlite3_int64 part = size - done < PIECE ? size - done : PIECE;

		code = file->real->pMethods->xWrite(file->real, (const char *)data + done, (int)part, at + done);
	}
	return code;
}

int sqlite_writes_sync_past(sqlite3 *db)
{
	struct file *file = database_of(db);

	return file ? file->real->pMethods->xSync(file->real, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY) : SQLITE_MISUSE;
}

void sqlite_writes_watch(void (*seen)(void *context), void *context)
{
	watch.seen = seen;
	watch.context = context;
}

const char *sqlite_writes(void)
{
	static sqlite3_vfs vfs;

	if (sqlite3_vfs_find(NAME))
		return NAME;
	system_vfs = sqlite3_vfs_find(NULL);
	if (!system_vfs)
		return NULL;
	vfs = *system_vfs;
	vfs.zName = NAME;
	vfs.szOsFile = FILE_ROOM + system_vfs->szOsFile;
	vfs.xOpen = open_file;
	vfs.pNext = NULL;
	return sqlite3_vfs_register(&vfs, 0) == SQLITE_OK ? NAME : NULL;
}
