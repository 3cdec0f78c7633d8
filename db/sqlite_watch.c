/* How far a check or a copy of a whole SQLite database is, and its end when somebody wants it.
 *
 * Trees are walked in one step of the library that says nothing: the pages it reads are counted on their way (db/sqlite_writes.h). Rows are
 * looked at by statements, whose steps the library counts; how many there will be follows from the rows, columns, indexes and references.
 */
#include "db/sqlite_impl.h"

#include "db/sqlite_writes.h"

enum {
	ASK_EVERY = 64,         /* pages */
	STEPS_AT_ONCE = 100000,
	OF_INDEX = 70,          /* steps in tenths, as seen, a row each: for an index … */
	OF_COLUMN = 16,         /* … for a column … */
	OF_REFERENCE = 100,     /* … and for what it refers to, which is looked for all over the database: as long as twice the steps */
};
#define WALKED 0.3 /* of a check, once every page was read */

/* ---- told as it goes ---- */

static double fraction(int64_t done, int64_t all)
{
	return done < all ? (double)done / (double)all : 1;
}

static bool ask(struct sqlite_stretch *stretch)
{
	double trees = stretch->steps > 0 ? WALKED : 1,
	       part = stretch->walked > 0 ? trees + (1 - trees) * fraction(stretch->walked, stretch->steps)
					  : trees * fraction(stretch->seen, stretch->pages);

	if (!stretch->stopped)
		stretch->stopped = !stretch->watch->at(stretch->watch->context,
						       stretch->from + (stretch->to - stretch->from) * part);
	return !stretch->stopped;
}

static void see_page(void *context)
{
	struct sqlite_stretch *stretch = context;

	if (++stretch->seen % ASK_EVERY == 0 && !ask(stretch))
		sqlite3_interrupt(stretch->db);
}

static int see_steps(void *context)
{
	struct sqlite_stretch *stretch = context;

	stretch->walked += stretch->steps > 0 ? STEPS_AT_ONCE : 0;
	return !ask(stretch);
}

/* ---- how much there will be ---- */

/* 0 when it cannot be read: whoever does the work says why. */
static int64_t number_of(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *query = NULL;
	int64_t number = 0;

	if (sqlite3_prepare_v2(db, sql, -1, &query, NULL) == SQLITE_OK && sqlite3_step(query) == SQLITE_ROW)
		number = sqlite3_column_int64(query, 0);
	sqlite3_finalize(query);
	return number;
}

static int64_t rows_of(sqlite3 *db, const unsigned char *table)
{
	char *sql = sqlite3_mprintf("SELECT count(*) FROM \"%w\"", table);
	int64_t rows = sql ? number_of(db, sql) : 0;

	sqlite3_free(sql);
	return rows;
}

static int64_t steps_of_check(sqlite3 *db)
{
	static const char tables[] =
		"SELECT t.name, (SELECT count(*) FROM sqlite_schema i WHERE i.type = 'index' AND i.tbl_name = t.name), (SELECT count(*) FROM "
		"pragma_table_info(t.name)), (SELECT count(*) FROM pragma_foreign_key_list(t.name)) FROM sqlite_schema t WHERE t.type = "
		"'table'";
	sqlite3_stmt *query = NULL;
	int64_t steps = 0;

	if (sqlite3_prepare_v2(db, tables, -1, &query, NULL) == SQLITE_OK)
		while (sqlite3_step(query) == SQLITE_ROW)
			steps += rows_of(db, sqlite3_column_text(query, 0)) *
				 (OF_INDEX * sqlite3_column_int64(query, 1) + OF_COLUMN * sqlite3_column_int64(query, 2) +
				  OF_REFERENCE * sqlite3_column_int64(query, 3)) / 10;
	sqlite3_finalize(query);
	return steps;
}

/* ---- from beginning to end ---- */

void sqlite_begin_stretch(struct sqlite_stretch *stretch, bool check)
{
	if (!stretch->watch->at)
		return;
	stretch->pages = number_of(stretch->db, "PRAGMA page_count");
	if (check)
		stretch->steps = steps_of_check(stretch->db);
	sqlite_writes_watch(see_page, stretch);
	sqlite3_progress_handler(stretch->db, STEPS_AT_ONCE, see_steps, stretch);
}

bool sqlite_end_stretch(struct sqlite_stretch *stretch, struct sqlite *s, struct err *err)
{
	if (!stretch->watch->at)
		return true;
	sqlite_writes_watch(NULL, NULL);
	sqlite3_progress_handler(stretch->db, 0, NULL, NULL);
	if (!stretch->stopped)
		stretch->stopped = !stretch->watch->at(stretch->watch->context, stretch->to);
	return !stretch->stopped || sqlite_refused(s, SQLITE_INTERRUPT, err);
}
