/* The tables. Read this to know what relance remembers.
 *
 * Portable DDL: INTEGER, TEXT and BLOB only; ids are made by the program; dates are ISO text (_on) and instants UTC text
 * (_at); amounts are signed cents (_cents) beside an ISO 4217 code; no triggers. A migration, once landed, is never edited.
 */
#include "db/schema.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/gettext.h"
#include "base/mem.h"

enum { SAVE_KIB = 2048, PATIENCE_MS = 60000 };

static const char migration_1[] =
	/* One value per name: the schema number, the head of the store-wide journal chain. */
	"CREATE TABLE setting ("
	" name TEXT PRIMARY KEY,"
	" value TEXT NOT NULL);"

	/* Who is owed: one firm, or each client of a collection agency. Two creditors' files of one debtor never mix. */
	"CREATE TABLE creditor ("
	" id INTEGER PRIMARY KEY,"
	" name TEXT NOT NULL UNIQUE,"
	" siren TEXT NOT NULL DEFAULT '',"
	" currency TEXT NOT NULL,"
	" terms_days INTEGER NOT NULL CHECK (terms_days BETWEEN 0 AND 366),"
	" scored_on TEXT,"                        /* the day the stored scores are true for */
	" scored_policy TEXT NOT NULL DEFAULT ''," /* fingerprint of the weights they were made with */
	" created_at TEXT NOT NULL);"

	/* Who works here. name is the login. */
	"CREATE TABLE agent ("
	" id INTEGER PRIMARY KEY,"
	" name TEXT NOT NULL UNIQUE,"
	" role TEXT NOT NULL CHECK (role IN ('agent', 'supervisor')),"
	" active INTEGER NOT NULL DEFAULT 1,"
	" created_at TEXT NOT NULL);"

	/* The debtor's file, with what the queue needs made ready: whoever changes a fact rewrites these in the same transaction. */
	"CREATE TABLE client ("
	" id INTEGER PRIMARY KEY,"
	" creditor_id INTEGER NOT NULL REFERENCES creditor (id),"
	" no TEXT NOT NULL,"
	" name TEXT NOT NULL,"
	" terms_days INTEGER,"
	" credit_limit_cents INTEGER,"
	" risk_class INTEGER NOT NULL DEFAULT 0 CHECK (risk_class BETWEEN 0 AND 2),"
	" difficulty INTEGER NOT NULL DEFAULT 0," /* financial difficulty told */
	" insolvent INTEGER NOT NULL DEFAULT 0,"
	" legal INTEGER NOT NULL DEFAULT 0,"
	" agency INTEGER NOT NULL DEFAULT 0,"
	" no_contact INTEGER NOT NULL DEFAULT 0,"
	/* kept by actions */
	" last_chase_on TEXT,"                    /* last outcome that counts as a chase */
	" spoken_on TEXT,"                        /* last time somebody was spoken to */
	" cadence_on TEXT,"                       /* not to be called before */
	" follow_up_on TEXT,"                     /* earliest pending follow-up … */
	" follow_up_minute INTEGER,"              /* … its hour, minutes since midnight */
	" follow_up_agreed INTEGER NOT NULL DEFAULT 0,"
	" follow_up_agent_id INTEGER,"            /* whose it is, until it is late */
	" dispute_due_on TEXT,"                   /* earliest due date of an open dispute */
	" dispute_end_on TEXT,"                   /* when the last dispute ended */
	" promises INTEGER NOT NULL DEFAULT 0,"   /* promises standing or judged: 0 lets rescoring skip the look-up */
	/* made ready for the queue, true on creditor.scored_on */
	" score INTEGER NOT NULL DEFAULT 0,"
	" callable INTEGER NOT NULL DEFAULT 0,"
	" why_not TEXT NOT NULL DEFAULT 'not_due',"
	" next_on TEXT,"
	" next_minute INTEGER,"
	" overdue_cents INTEGER NOT NULL DEFAULT 0,"
	" balance_cents INTEGER NOT NULL DEFAULT 0,"
	" currency TEXT NOT NULL,"
	" oldest_on TEXT,"                        /* oldest due date with something left after netting */
	" broken INTEGER NOT NULL DEFAULT 0,"     /* broken promises within the last year */
	" version INTEGER NOT NULL DEFAULT 0,"    /* grows with every change of state or queue row: a stale recomputation does not land */
	/* the claim: who has the file open, until when (milliseconds since 1970) */
	" claim_agent_id INTEGER REFERENCES agent (id),"
	" claim_console TEXT,"
	" claim_until INTEGER,"
	/* head of this client's journal chain */
	" journal_seq INTEGER NOT NULL DEFAULT 0,"
	" journal_hash TEXT NOT NULL DEFAULT '',"
	" UNIQUE (creditor_id, no));"
	"CREATE INDEX client_queue ON client (creditor_id, callable DESC, score DESC, overdue_cents DESC, no);"
	"CREATE INDEX client_timed ON client (creditor_id, follow_up_on, follow_up_minute) WHERE follow_up_minute IS NOT NULL;"
	"CREATE INDEX client_claim ON client (claim_console) WHERE claim_console IS NOT NULL;"

	/* Whom to call. */
	"CREATE TABLE contact ("
	" id INTEGER PRIMARY KEY,"
	" client_id INTEGER NOT NULL REFERENCES client (id),"
	" name TEXT NOT NULL,"
	" role TEXT NOT NULL CHECK (role IN ('accounts_payable', 'buyer', 'approver', 'director', 'sales', 'other')),"
	" phone TEXT NOT NULL DEFAULT '',"        /* as given */
	" mail TEXT NOT NULL DEFAULT '',"
	" qualified INTEGER NOT NULL DEFAULT 0,"
	" best_minute INTEGER,"                   /* usual hour to call, minutes since midnight */
	" wrong INTEGER NOT NULL DEFAULT 0);"
	"CREATE INDEX contact_client ON contact (client_id);"

	/* Where items come from: creditor + format or preset. A full picture closes only within its source. */
	"CREATE TABLE source ("
	" id INTEGER PRIMARY KEY,"
	" creditor_id INTEGER NOT NULL REFERENCES creditor (id),"
	" name TEXT NOT NULL,"
	" UNIQUE (creditor_id, name));"

	/* Each file taken or refused, with its control totals. */
	"CREATE TABLE import_run ("
	" id INTEGER PRIMARY KEY,"
	" creditor_id INTEGER NOT NULL REFERENCES creditor (id),"
	" source_id INTEGER NOT NULL REFERENCES source (id),"
	" file TEXT NOT NULL,"
	" sha256 TEXT NOT NULL,"
	" mode TEXT NOT NULL CHECK (mode IN ('full', 'changes')),"
	" status TEXT NOT NULL CHECK (status IN ('running', 'done', 'refused')),"
	" on_day TEXT NOT NULL,"
	" started_at TEXT NOT NULL,"
	" ended_at TEXT,"
	" agent TEXT NOT NULL,"
	" lines INTEGER NOT NULL DEFAULT 0,"
	" items INTEGER NOT NULL DEFAULT 0,"
	" created INTEGER NOT NULL DEFAULT 0,"
	" changed INTEGER NOT NULL DEFAULT 0,"
	" closed INTEGER NOT NULL DEFAULT 0,"
	" unchanged INTEGER NOT NULL DEFAULT 0,"
	" rejects INTEGER NOT NULL DEFAULT 0,"
	" warnings INTEGER NOT NULL DEFAULT 0,"
	" open_cents INTEGER NOT NULL DEFAULT 0," /* control total: Σ open of the file */
	" message TEXT NOT NULL DEFAULT '');"
	"CREATE INDEX import_run_source ON import_run (source_id, id);"
	"CREATE TABLE import_reject ("
	" id INTEGER PRIMARY KEY,"
	" run_id INTEGER NOT NULL REFERENCES import_run (id),"
	" line INTEGER NOT NULL,"
	" reason TEXT NOT NULL,"
	" warning INTEGER NOT NULL,"
	" arg TEXT NOT NULL,"
	" raw TEXT NOT NULL);"
	"CREATE INDEX import_reject_run ON import_reject (run_id, line);"
	/* Hashes of the lines taken last time, so that next night a known line is neither split nor compared. */
	"CREATE TABLE import_lines ("
	" source_id INTEGER NOT NULL REFERENCES source (id),"
	" part INTEGER NOT NULL,"
	" data BLOB NOT NULL,"
	" PRIMARY KEY (source_id, part));"

	/* What the client owes or is owed, item by item. Never deleted: closed items have open_cents 0. */
	"CREATE TABLE invoice ("
	" id INTEGER PRIMARY KEY,"
	" client_id INTEGER NOT NULL REFERENCES client (id),"
	" source_id INTEGER NOT NULL REFERENCES source (id),"
	" key TEXT NOT NULL,"                     /* identity within the source */
	" kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3)," /* enum item_kind */
	" number TEXT NOT NULL,"
	" issued_on TEXT NOT NULL,"
	" due_on TEXT NOT NULL,"
	" amount_cents INTEGER NOT NULL,"
	" open_cents INTEGER NOT NULL,"
	" currency TEXT NOT NULL,"
	" order_no TEXT NOT NULL DEFAULT '',"
	" flagged INTEGER NOT NULL DEFAULT 0,"
	" dispute_id INTEGER,"                    /* the open dispute it is in */
	" closed_on TEXT);"
	"CREATE UNIQUE INDEX invoice_key ON invoice (source_id, key);"
	"CREATE INDEX invoice_open ON invoice (client_id, due_on, issued_on, open_cents, currency, kind, dispute_id) WHERE open_cents <> 0;"
	"CREATE INDEX invoice_number ON invoice (number);"

	/* Money and credit notes seen, lettered or not: what promises are judged by. */
	"CREATE TABLE receipt ("
	" id INTEGER PRIMARY KEY,"                /* grows with the time it became known */
	" client_id INTEGER NOT NULL REFERENCES client (id),"
	" source_id INTEGER NOT NULL REFERENCES source (id),"
	" key TEXT NOT NULL,"
	" value_on TEXT NOT NULL,"
	" amount_cents INTEGER NOT NULL,"
	" currency TEXT NOT NULL,"
	" credit_note INTEGER NOT NULL DEFAULT 0,"
	" invoice_id INTEGER REFERENCES invoice (id));" /* the one item it settles */
	"CREATE UNIQUE INDEX receipt_key ON receipt (source_id, key);"
	"CREATE INDEX receipt_client ON receipt (client_id, value_on);"

	/* Every outcome recorded. undone_by points at the action that took it back. */
	"CREATE TABLE action ("
	" id INTEGER PRIMARY KEY,"
	" client_id INTEGER NOT NULL REFERENCES client (id),"
	" agent_id INTEGER NOT NULL REFERENCES agent (id),"
	" outcome TEXT NOT NULL,"                 /* domain code, or undo */
	" on_day TEXT NOT NULL,"                  /* business date */
	" at TEXT NOT NULL,"                      /* instant, UTC */
	" note TEXT NOT NULL DEFAULT '',"
	" next_on TEXT,"
	" next_minute INTEGER,"
	" undone_by INTEGER REFERENCES action (id));"
	"CREATE INDEX action_client ON action (client_id, id);"
	"CREATE INDEX action_day ON action (agent_id, on_day);"

	/* A promise, or one line of a plan (the lines of one action). */
	"CREATE TABLE promise ("
	" id INTEGER PRIMARY KEY,"
	" client_id INTEGER NOT NULL REFERENCES client (id),"
	" action_id INTEGER NOT NULL REFERENCES action (id),"
	" made_on TEXT NOT NULL,"
	" due_on TEXT NOT NULL,"
	" check_on TEXT NOT NULL,"
	" amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),"
	" currency TEXT NOT NULL,"
	" reduced_cents INTEGER NOT NULL DEFAULT 0," /* withdrawn by disputes; credit notes are found when judging */
	" received_cents INTEGER NOT NULL DEFAULT 0,"
	" state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'kept', 'partly_kept', 'broken', 'withdrawn', 'superseded')),"
	" superseded_by INTEGER REFERENCES action (id),"
	" withdrawn_by INTEGER REFERENCES action (id),"
	" undone INTEGER NOT NULL DEFAULT 0);"
	"CREATE INDEX promise_client ON promise (client_id) WHERE undone = 0;"
	"CREATE INDEX promise_action ON promise (action_id);"
	/* Which invoices a promise covers, oldest due first. */
	"CREATE TABLE promise_invoice ("
	" promise_id INTEGER NOT NULL REFERENCES promise (id),"
	" invoice_id INTEGER NOT NULL REFERENCES invoice (id),"
	" amount_cents INTEGER NOT NULL,"
	" withdrawn_by INTEGER REFERENCES action (id)," /* the dispute that took this part out */
	" PRIMARY KEY (promise_id, invoice_id));"
	"CREATE INDEX promise_invoice_invoice ON promise_invoice (invoice_id);"

	/* When to come back. done_by is the next outcome on that file. */
	"CREATE TABLE follow_up ("
	" id INTEGER PRIMARY KEY,"
	" client_id INTEGER NOT NULL REFERENCES client (id),"
	" action_id INTEGER NOT NULL REFERENCES action (id),"
	" kind TEXT NOT NULL,"                    /* outcome code */
	" due_on TEXT NOT NULL,"
	" minute INTEGER,"
	" agreed INTEGER NOT NULL DEFAULT 0,"
	" done_by INTEGER REFERENCES action (id),"
	" undone INTEGER NOT NULL DEFAULT 0);"
	"CREATE INDEX follow_up_client ON follow_up (client_id) WHERE undone = 0;"
	"CREATE INDEX follow_up_action ON follow_up (action_id);"

	"CREATE TABLE dispute ("
	" id INTEGER PRIMARY KEY,"
	" client_id INTEGER NOT NULL REFERENCES client (id),"
	" action_id INTEGER NOT NULL REFERENCES action (id),"
	" kind TEXT NOT NULL CHECK (kind IN ('administrative', 'commercial', 'technical')),"
	" sub_reason TEXT NOT NULL DEFAULT '',"
	" owner TEXT NOT NULL DEFAULT '',"
	" opened_on TEXT NOT NULL,"
	" due_on TEXT NOT NULL,"
	" closed_on TEXT,"
	" resolution TEXT NOT NULL DEFAULT '',"
	" undone INTEGER NOT NULL DEFAULT 0);"
	"CREATE INDEX dispute_client ON dispute (client_id) WHERE undone = 0;"
	"CREATE INDEX dispute_action ON dispute (action_id);"
	"CREATE TABLE dispute_invoice ("
	" dispute_id INTEGER NOT NULL REFERENCES dispute (id),"
	" invoice_id INTEGER NOT NULL REFERENCES invoice (id),"
	" amount_cents INTEGER NOT NULL,"
	" PRIMARY KEY (dispute_id, invoice_id));"

	/* What was done, by whom: append-only, each row sealed with the hash of the client's previous one. client_id 0 is the store's own chain. */
	"CREATE TABLE journal ("
	" id INTEGER PRIMARY KEY,"
	" client_id INTEGER NOT NULL,"
	" seq INTEGER NOT NULL,"
	" at TEXT NOT NULL,"
	" on_day TEXT NOT NULL,"
	" agent TEXT NOT NULL,"
	" kind TEXT NOT NULL,"
	" payload TEXT NOT NULL,"                 /* canonical one-line JSON */
	" prev_hash TEXT NOT NULL,"
	" hash TEXT NOT NULL,"
	" UNIQUE (client_id, seq));"

	/* Folded words of names, accounts and contacts, and reversed phone digits, for search as one types. */
	"CREATE TABLE search_word ("
	" creditor_id INTEGER NOT NULL,"
	" word TEXT NOT NULL,"
	" client_id INTEGER NOT NULL REFERENCES client (id),"
	" PRIMARY KEY (creditor_id, word, client_id));"
	"CREATE INDEX search_word_client ON search_word (client_id, word);"

	/* What an agent had typed when the line dropped. */
	"CREATE TABLE draft ("
	" agent_id INTEGER NOT NULL REFERENCES agent (id),"
	" place TEXT NOT NULL,"                   /* which field */
	" client_id INTEGER NOT NULL,"
	" text TEXT NOT NULL,"
	" saved_at TEXT NOT NULL,"
	" PRIMARY KEY (agent_id, place));";

/* file: what a file's tables need besides; a server arranges its own. */
static const struct {
	const char *both, *file;
} migrations[] = { { migration_1, "" },
		   { schema_craft, "" },
		   { schema_scale, "" },
		   { schema_judged, schema_judged_file },
		   { schema_asked, "" } };

int schema_newest(void)
{
	return (int)(sizeof migrations / sizeof *migrations);
}

bool schema_version(struct engine *engine, int *version, struct err *err)
{
	struct stmt *stmt;
	enum stmt_step step;
	bool there;

	if (!engine_has_table(engine, "setting", &there, err))
		return false;
	*version = 0;
	if (!there)
		return true;
	if (!(stmt = engine_statement(engine, "SELECT value FROM setting WHERE name = 'schema'", err)))
		return false;
	step = stmt_step(stmt, err);
	if (step == STMT_ROW)
		*version = atoi(stmt_text(stmt, 0));
	stmt_reset(stmt);
	return step != STMT_ERROR;
}

static bool migrate_one(struct engine *engine, int number, struct err *err)
{
	char text[16];

	snprintf(text, sizeof text, "%d", number);
	return (engine_script(engine, migrations[number - 1].both, err) &&
	        (!*engine_path(engine) || engine_script(engine, migrations[number - 1].file, err)) &&
	        engine_run(engine, err,
	                   "INSERT INTO setting (name, value) VALUES ('schema', $1) "
	                   "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
	                   "t", text)) ||
	       err_context(err, N_("bringing the store to schema %d"), number);
}

/* Over a connection of its own: this one is in its transaction, in which nothing was written yet. */
static bool save(struct engine *engine, int newest, struct err *err)
{
	const struct engine_options options = { .cache_kib = SAVE_KIB };
	struct engine *beside = NULL;
	char *copy = mem_printf("%s.before-%d", engine_path(engine), newest);
	bool saved = engine_open(engine_path(engine), &options, &beside, err) && engine_backup(beside, copy, err);

	engine_close(beside);
	mem_free(copy);
	return saved;
}

/* Whoever comes first brings it all the way; who came with him finds it done. */
static bool migrate_all(struct engine *engine, int newest, struct err *err)
{
	int version = 0;
	bool done = engine_lock(engine, "schema", err) && schema_version(engine, &version, err);

	if (done && version > 0 && version < newest && *engine_path(engine))
		done = save(engine, newest, err);
	for (int number = version + 1; done && number <= newest; number++)
		done = migrate_one(engine, number, err);
	return done;
}

static bool migrate_in_turn(struct engine *engine, int newest, struct err *err)
{
	if (!engine_begin(engine, ENGINE_WRITE, err))
		return false;
	if (migrate_all(engine, newest, err))
		return engine_commit(engine, err);
	engine_rollback(engine);
	return false;
}

bool schema_migrate(struct engine *engine, struct err *err)
{
	return schema_migrate_to(engine, schema_newest(), err);
}

bool schema_migrate_to(struct engine *engine, int newest, struct err *err)
{
	int64_t until = clock_steady_ms() + PATIENCE_MS; /* who brings it up may need long */
	int version;

	if (!schema_version(engine, &version, err))
		return false;
	if (version > schema_newest())
		return err_set(err, ERR_STORE,
		               N_("this store was made by a newer relance (schema %d, this program knows %d): install the newer program"),
		               version, schema_newest());
	if (version >= newest)
		return true;
	while (!migrate_in_turn(engine, newest, err))
		if (err->code != ERR_BUSY || clock_steady_ms() >= until)
			return false;
	return true;
}
