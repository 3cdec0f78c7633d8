/* The fourth migration: what judging has to remember, and words that stand once in a file.
 *
 * Same rules as in db/schema.c. A clock was closed for good, later debts' too; it is closed now for what had begun on a day: that of the
 * journal's row, so that what has begun since runs again. What credit notes took from promises is found by the next judgement.
 */
#include "db/schema.h"

#define CLOSED(kind, bit) \
	"UPDATE client SET " kind "_closed_on = (SELECT max(j.on_day) FROM journal j WHERE j.client_id = client.id AND " \
	"j.kind = 'clock_close' AND j.payload LIKE '%\"" kind "\"%') WHERE (clocks_closed & " bit ") <> 0;"

const char schema_judged[] =
	"ALTER TABLE promise ADD COLUMN credited_cents INTEGER NOT NULL DEFAULT 0;" /* withdrawn by credit notes since */
	"ALTER TABLE client ADD COLUMN limitation_closed_on TEXT;"                  /* for debts issued by then … */
	"ALTER TABLE client ADD COLUMN insurer_closed_on TEXT;"                     /* … fallen due by then … */
	"ALTER TABLE client ADD COLUMN claim_closed_on TEXT;"                       /* … an insolvency published by then */
	CLOSED("limitation", "1") CLOSED("insurer", "2") CLOSED("claim", "4")
	"ALTER TABLE client DROP COLUMN clocks_closed;";

/* Words are only ever read by their key: a table that is its own index is written once. */
const char schema_judged_file[] =
	"CREATE TABLE search_word_next ("
	" creditor_id INTEGER NOT NULL,"
	" word TEXT NOT NULL,"
	" client_id INTEGER NOT NULL REFERENCES client (id),"
	" PRIMARY KEY (creditor_id, word, client_id)) WITHOUT ROWID, STRICT;"
	"INSERT INTO search_word_next SELECT creditor_id, word, client_id FROM search_word ORDER BY creditor_id, word, client_id;"
	"DROP TABLE search_word;"
	"ALTER TABLE search_word_next RENAME TO search_word;"
	"CREATE INDEX search_word_client ON search_word (client_id, word);";
