/* How long one SQL statement takes in an open database, without the program around it: bench/statement TIMES DATABASE SQL.
 *
 * The yardstick for what relance does with the same rows, so it knows SQLite and nothing else. Prints the median in milliseconds.
 */
#include <sqlite3.h>
#include <stdio.h>

#include "bench/measure.h"

int main(int argc, char **argv)
{
	struct times times = { 0 };
	sqlite3 *database;
	sqlite3_stmt *statement;

	if (argc != 4) {
		fprintf(stderr, "usage: statement TIMES DATABASE SQL\n");
		return 2;
	}
	if (sqlite3_open_v2(argv[2], &database, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
	    sqlite3_prepare_v2(database, argv[3], -1, &statement, NULL) != SQLITE_OK)
		measure_fail(argv[2], sqlite3_errmsg(database));
	for (long left = measure_number(argv[1], 1, 100000); left > 0; left--) {
		double start = measure_now_ms();

		while (sqlite3_step(statement) == SQLITE_ROW)
			;
		times_add(&times, measure_now_ms() - start);
		if (sqlite3_reset(statement) != SQLITE_OK)
			measure_fail(argv[3], sqlite3_errmsg(database));
	}
	times_sort(&times);
	printf("%.3f\n", times_at(&times, 0.5));
	sqlite3_finalize(statement);
	sqlite3_close(database);
	times_clear(&times);
	return 0;
}
