/* See book.h. A witness who cannot read the store ends the run: that is a finding too.
 */
#include "tests/torture/book.h"

#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

void book_no(int client, char out[BOOK_NO_ROOM])
{
	snprintf(out, BOOK_NO_ROOM, "K%05d", client % 100000);
}

int64_t book_write(const char *path, int version)
{
	FILE *file = fopen(path, "w");
	int64_t sum = 0;

	if (!file) {
		perror(path);
		exit(1);
	}
	fputs("client;name;number;issued;due;amount;open;currency\n", file);
	for (int client = 0; client < BOOK_CLIENTS; client++)
		for (int item = 0; item < 2; item++) {
			/* every other client owes another amount in each version */
			int64_t open = 5000 + (client * 37 + item * 911) % 90000 +
				       (client % 2 ? 0 : version * 111);
			char no[BOOK_NO_ROOM];

			book_no(client, no);
			fprintf(file,
				"%s;Maison "
				"%d;F%05d-%d;2026-08-%02d;2026-09-%02d;%lld.%02lld;%lld.%02lld;"
				"EUR\n",
				no, client, client, item, 1 + client % 28, 1 + (client + item) % 28,
				(long long)open / 100, (long long)open % 100, (long long)open / 100,
				(long long)open % 100);
			sum += open;
		}
	if (fclose(file) != 0) {
		perror(path);
		exit(1);
	}
	return sum;
}

struct witness {
	sqlite3 *database;
};

static _Noreturn void cannot_read(struct witness *witness)
{
	fprintf(stderr, "the store cannot be read: %s\n", sqlite3_errmsg(witness->database));
	exit(1);
}

struct witness *witness_open(const char *store)
{
	struct witness *witness = mem_alloc(sizeof *witness);

	if (sqlite3_open_v2(store, &witness->database, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		cannot_read(witness);
	sqlite3_busy_timeout(witness->database, 10000);
	return witness;
}

void witness_close(struct witness *witness)
{
	sqlite3_close(witness->database);
	mem_free(witness);
}

static int64_t number(struct witness *witness, const char *sql, int count, ...)
{
	sqlite3_stmt *query;
	int64_t found;
	va_list ap;

	if (sqlite3_prepare_v2(witness->database, sql, -1, &query, NULL) != SQLITE_OK)
		cannot_read(witness);
	va_start(ap, count);
	for (int i = 1; i <= count; i++)
		sqlite3_bind_text(query, i, va_arg(ap, const char *), -1, SQLITE_STATIC);
	va_end(ap);
	if (sqlite3_step(query) != SQLITE_ROW)
		cannot_read(witness);
	found = sqlite3_column_int64(query, 0);
	sqlite3_finalize(query);
	return found;
}

int64_t witness_open_cents(struct witness *witness)
{
	return number(witness, "SELECT sum(open_cents) FROM invoice", 0);
}

int64_t witness_calls(struct witness *witness, const char *no, const char *agent,
		      const char *outcome, const char *note)
{
	return number(witness,
		      "SELECT count(*) FROM action JOIN client ON client.id = action.client_id "
		      "JOIN agent ON agent.id = action.agent_id "
		      "WHERE client.no = ?1 AND agent.name = ?2 AND action.outcome = ?3 AND "
		      "action.note = ?4",
		      4, no, agent, outcome, note);
}
