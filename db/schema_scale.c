/* The third migration: what a run of imports is called for good, and what it brought currency by currency.
 *
 * Same rules as in db/schema.c. Rows that stand are kept: runs are numbered as they were counted until now; a control total whose
 * currencies were not told apart gets the currency its rows have, or none when they have several.
 */
#include "db/schema.h"

const char schema_scale[] =
	"CREATE TABLE import_count ("
	" creditor_id INTEGER PRIMARY KEY REFERENCES creditor (id),"
	" runs INTEGER NOT NULL);"                 /* number of the last one */
	"ALTER TABLE import_run ADD COLUMN number INTEGER;" /* among the creditor's: 1, 2, 3 … by which people call it */
	"UPDATE import_run SET number = ranked.n FROM (SELECT id, row_number() OVER (PARTITION BY creditor_id ORDER BY id) AS n FROM "
	"import_run) AS ranked WHERE ranked.id = import_run.id;"
	"CREATE UNIQUE INDEX import_run_number ON import_run (creditor_id, number);"
	"INSERT INTO import_count (creditor_id, runs) SELECT creditor_id, max(number) FROM import_run GROUP BY creditor_id;"

	"CREATE TABLE import_sum ("
	" run_id INTEGER NOT NULL REFERENCES import_run (id),"
	" currency TEXT NOT NULL,"                 /* '': several, of a run before they were told apart */
	" open_cents INTEGER NOT NULL,"            /* control total of the file … */
	" stored_cents INTEGER NOT NULL,"          /* … and what is stored of it afterwards */
	" PRIMARY KEY (run_id, currency));"
	"INSERT INTO import_sum (run_id, currency, open_cents, stored_cents) SELECT r.id, CASE WHEN r.kind = 'bank' THEN CASE WHEN "
	"m.run_id IS NULL THEN c.currency ELSE m.currency END WHEN i.source_id IS NULL THEN c.currency ELSE i.currency END, r.open_cents, "
	"r.stored_cents FROM import_run r JOIN creditor c ON c.id = r.creditor_id LEFT JOIN (SELECT run_id, CASE WHEN min(currency) = "
	"max(currency) THEN min(currency) ELSE '' END AS currency FROM bank_movement GROUP BY run_id) AS m ON m.run_id = r.id LEFT JOIN "
	"(SELECT source_id, CASE WHEN min(currency) = max(currency) THEN min(currency) ELSE '' END AS currency FROM invoice GROUP BY "
	"source_id) AS i ON i.source_id = r.source_id WHERE r.open_cents <> 0 OR r.stored_cents <> 0;";
