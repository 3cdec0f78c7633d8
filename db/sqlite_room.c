/* The value's pages are told apart from SQLite's others by what SQLite writes into them: each but the last begins with the number of the one
 * behind it. It is let into the journal's protection first (the flush), then forgets them (the memory), then they are written.
 */
#include "db/sqlite_room.h"

#include <string.h>

#include "base/mem.h"
#include "base/thread.h"
#include "db/sqlite_writes.h"

#define NAME "relance_room_" /* of its tables, while they are there */
#define LOCK_BYTE 0x40000000 /* where SQLite locks; the page is never used */

enum {
	PROBE_PAGES = 3,
	SYNC_EACH = 4 << 20,
	FREE_MOST = 256, /* pages to be kept out of the way meanwhile: each is written to the journal, and back */
};

struct room {
	struct sqlite *s;
	struct turn *turn; /* to speak with SQLite, or write */
	bool broken;       /* SQLite has refused something … */
	struct err why;
	struct thread *syncer; /* what was written goes to the disk while more is thought of: the commit has less to wait for */
	struct lane *written;
	size_t unsynced;   /* bytes */
	int sync_code;     /* the syncer's, until it has ended */
	struct tree_place place;
	int tables;
	uint32_t spare[PROBE_PAGES]; /* reserved and not given yet */
	size_t spares;
	/* the pages SQLite writes just now, in any order: each names the one behind it */
	uint32_t last;
	size_t seen;
	uint64_t sum; /* of their numbers */
	bool chained;
	bool probing;
};

/* ---- words with SQLite ---- */

static bool ask(struct room *room, const char *sql, int64_t *out, struct err *err)
{
	sqlite3_stmt *query = sqlite_handle(room->s, sql, err);
	int code = query ? sqlite3_step(query) : SQLITE_ERROR;

	if (code == SQLITE_ROW)
		*out = sqlite3_column_int64(query, 0);
	else if (query)
		sqlite_refused(room->s, code, err);
	sqlite3_finalize(query);
	return code == SQLITE_ROW;
}

static bool run_made(struct room *room, char *sql, struct err *err)
{
	bool done = sqlite_run(room->s, sql, err);

	mem_free(sql);
	return done;
}

/* ---- pages ---- */

static uint32_t page_behind(const struct room *room, uint32_t number)
{
	return number + 1 == LOCK_BYTE / room->place.page + 1 ? number + 2 : number + 1;
}

/* Once it is known that SQLite gives pages in a row, its own writing of them is not needed. */
static bool look(void *context, sqlite3_int64 at, const void *data, int size)
{
	const unsigned char *bytes = data;
	struct room *room = context;
	uint32_t number = (uint32_t)(at / (sqlite3_int64)room->place.page) + 1;
	uint32_t names = (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];

	room->chained = room->chained && (size_t)size == room->place.page &&
			names == (number == room->last ? 0 : page_behind(room, number));
	room->seen++;
	room->sum += number;
	return !room->probing;
}

/* How long a value is that takes just so many pages beside the table's own, by the format. */
static int64_t value_size(const struct room *room, size_t pages)
{
	int64_t page = (int64_t)room->place.page, here = (page - 12) * 32 / 255 - 23;
	int64_t record = here + (int64_t)pages * (page - 4), value = record - 2;

	/* the record's head: its size, and twice the value's size and 12 in sevens of bits */
	for (int64_t rest = (record * 2 + 12) >> 7; rest > 0; rest >>= 7)
		value--;
	return value;
}

/* Free pages would be given first, from anywhere. They are kept by a table until the end. */
static bool take_free_pages(struct room *room, struct err *err)
{
	int64_t free = 0;

	if (!ask(room, "PRAGMA freelist_count", &free, err))
		return false;
	return free == 0 ||
	       (sqlite_run(room->s, "CREATE TABLE IF NOT EXISTS " NAME "free (value BLOB)", err) &&
		run_made(room, mem_printf("INSERT INTO " NAME "free VALUES (zeroblob(%lld))", (long long)value_size(room, (size_t)free)), err));
}

/* All SQLite has to write of these pages is written. */
static bool flush(struct room *room, struct err *err)
{
	int code = sqlite3_db_cacheflush(room->s->db);

	if (code == SQLITE_OK)
		code = sqlite_writes_settle(room->s->db);
	return code == SQLITE_OK || sqlite_refused(room->s, code, err);
}

/* *well false: they are not what was asked for. */
static bool chain_pages(struct room *room, size_t count, uint32_t *numbers, bool *well, struct err *err)
{
	sqlite3_int64 page = (sqlite3_int64)room->place.page;
	uint64_t sum;
	int64_t before = 0;
	bool done;

	if (!ask(room, "PRAGMA page_count", &before, err))
		return false;
	sum = numbers[0] = page_behind(room, (uint32_t)before);
	for (size_t i = 1; i < count; i++)
		sum += numbers[i] = page_behind(room, numbers[i - 1]);
	room->last = numbers[count - 1];
	room->seen = room->sum = 0;
	room->chained = sqlite_writes_keep_out(room->s->db, (numbers[0] - 1) * page, room->last * page, look, room);
	if (!room->chained) {
		*well = false;
		return true;
	}
	done = run_made(room, mem_printf("INSERT INTO " NAME "%d VALUES (zeroblob(%lld))", room->tables, (long long)value_size(room, count)), err);
	done = done && flush(room, err);
	sqlite_writes_keep_out(room->s->db, 0, 0, NULL, NULL);
	*well = room->chained && room->seen == count && room->sum == sum;
	return done;
}

/* A table with one value: its own page, and the value's. */
static bool make_table(struct room *room, size_t count, uint32_t *numbers, bool *well, struct err *err)
{
	int64_t root = 0;
	char *question;
	bool done;

	*well = true;
	if (!take_free_pages(room, err) ||
	    !run_made(room, mem_printf("CREATE TABLE " NAME "%d (value BLOB)", ++room->tables), err))
		return false;
	question = mem_printf("SELECT rootpage FROM sqlite_schema WHERE name = '" NAME "%d'", room->tables);
	done = ask(room, question, &root, err) &&
	       (count == 1 ? flush(room, err) : chain_pages(room, count - 1, numbers + 1, well, err));
	mem_free(question);
	numbers[0] = (uint32_t)root;
	/* What SQLite remembers of these pages is no longer so. */
	sqlite3_db_release_memory(room->s->db);
	return done;
}

static bool take_pages(struct room *room, size_t count, uint32_t *numbers, struct err *err)
{
	size_t spare = 0;
	bool well = true;

	while (spare < count && room->spares > 0)
		numbers[spare++] = room->spare[--room->spares];
	if (spare == count)
		return true;
	return make_table(room, count - spare, numbers + spare, &well, err) && (well || sqlite_refused(room->s, SQLITE_INTERNAL, err));
}

/* What SQLite refuses may have ended its transaction: whatever another thread asked of it then would stay, and what it wrote would be over
 * pages that were put back. */
static bool end_turn(struct room *room, bool done, struct err *err)
{
	if (!done && !room->broken) {
		room->broken = true;
		if (err)
			room->why = *err;
	}
	turn_give(room->turn);
	return done;
}

static bool begin_turn(struct room *room, struct err *err)
{
	turn_take(room->turn);
	if (room->broken && err)
		*err = room->why;
	return !room->broken || end_turn(room, false, err);
}

static bool reserve(void *context, size_t count, uint32_t *numbers, struct err *err)
{
	struct room *room = context;

	return begin_turn(room, err) && end_turn(room, take_pages(room, count, numbers, err), err);
}

static void sync_written(void *context)
{
	struct room *room = context;

	while (room->sync_code == SQLITE_OK && lane_take(room->written))
		room->sync_code = sqlite_writes_sync_past(room->s->db);
	lane_stop(room->written);
}

/* Should no thread be had, the commit syncs all of it. */
static void sync_soon(struct room *room, size_t bytes)
{
	room->unsynced += bytes;
	if (room->unsynced < SYNC_EACH)
		return;
	room->unsynced = 0;
	if (!room->written) {
		room->written = lane_open();
		if (!thread_start(sync_written, room, &room->syncer, NULL))
			lane_stop(room->written);
	}
	lane_give(room->written, room);
}

bool room_settle(struct room *room, struct err *err)
{
	if (room->written)
		lane_end(room->written);
	thread_join(room->syncer);
	room->syncer = NULL;
	return room->sync_code == SQLITE_OK || sqlite_refused(room->s, room->sync_code, err);
}

static bool write_pages(void *context, uint32_t number, const unsigned char *pages, size_t count, struct err *err)
{
	struct room *room = context;
	sqlite3_int64 page = (sqlite3_int64)room->place.page;
	int code;

	if (!begin_turn(room, err))
		return false;
	code = sqlite_writes_past(room->s->db, pages, (sqlite3_int64)count * page, (number - 1) * page);
	sync_soon(room, count * room->place.page);
	return end_turn(room, code == SQLITE_OK || sqlite_refused(room->s, code, err), err);
}

/* ---- open, hand over ---- */

/* The plainest of files only: no bytes kept for others on each page, no pages that tell where others are, few that are free. */
static bool is_plain(struct room *room, bool *plain, struct err *err)
{
	int64_t page = 0, vacuum = 0, utf_8 = 0, free = 0;
	int kept = -1;

	if (!ask(room, "PRAGMA page_size", &page, err) || !ask(room, "PRAGMA auto_vacuum", &vacuum, err) ||
	    !ask(room, "SELECT encoding = 'UTF-8' FROM pragma_encoding", &utf_8, err) || !ask(room, "PRAGMA freelist_count", &free, err))
		return false;
	room->place.page = (size_t)page;
	*plain = page <= 32768 && vacuum == 0 && utf_8 && free <= FREE_MOST &&
		 sqlite3_file_control(room->s->db, "main", SQLITE_FCNTL_RESERVE_BYTES, &kept) == SQLITE_OK && kept == 0;
	return true;
}

/* A few pages first: is this SQLite one that gives them in a row? */
static bool probe(struct room *room, bool *well, struct err *err)
{
	bool done;

	room->probing = true;
	done = make_table(room, PROBE_PAGES, room->spare, well, err);
	room->probing = false;
	if (!done)
		return false;
	room->spares = *well ? PROBE_PAGES : 0;
	return *well || sqlite_run(room->s, "DROP TABLE " NAME "1", err);
}

void room_close(struct room *room)
{
	if (!room)
		return;
	room_settle(room, NULL);
	lane_close(room->written);
	turn_close(room->turn);
	mem_free(room);
}

bool room_open(struct sqlite *s, size_t trees, struct room **out, struct err *err)
{
	struct room *room = mem_alloc(sizeof *room);
	bool can = false, done;

	*out = NULL;
	room->s = s;
	room->turn = turn_open();
	room->place.context = room;
	room->place.reserve = reserve;
	room->place.write = write_pages;
	done = !s->alone || trees < PROBE_PAGES || (is_plain(room, &can, err) && (!can || probe(room, &can, err)));
	if (done && can)
		*out = room;
	else
		room_close(room);
	return done;
}

const struct tree_place *room_place(struct room *room)
{
	return &room->place;
}

static bool enter(struct room *room, const struct room_tree *tree, struct err *err)
{
	sqlite3_stmt *query = sqlite_handle(room->s, "INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES ($1, $2, $3, $4, $5)", err);
	int code;

	if (!query)
		return false;
	sqlite3_bind_text(query, 1, tree->type, -1, SQLITE_STATIC);
	sqlite3_bind_text(query, 2, tree->name, -1, SQLITE_STATIC);
	sqlite3_bind_text(query, 3, tree->table, -1, SQLITE_STATIC);
	sqlite3_bind_int64(query, 4, tree->root);
	sqlite3_bind_text(query, 5, tree->sql, -1, SQLITE_STATIC);
	code = sqlite3_step(query);
	if (code != SQLITE_DONE)
		sqlite_refused(room->s, code, err);
	sqlite3_finalize(query);
	return code == SQLITE_DONE;
}

bool room_hand_over(struct room *room, const struct room_tree *trees, size_t count, struct err *err)
{
	sqlite3 *db = room->s->db;
	bool done;

	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
	done = sqlite_run(room->s, "PRAGMA writable_schema=ON; DELETE FROM sqlite_schema WHERE name GLOB '" NAME "[0-9]*'", err);
	for (size_t i = 0; done && i < count; i++)
		done = enter(room, &trees[i], err);
	done = sqlite_run(room->s, "PRAGMA writable_schema=RESET", done ? err : NULL) && done;
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	return done && sqlite_run(room->s, "DROP TABLE IF EXISTS " NAME "free", err);
}
