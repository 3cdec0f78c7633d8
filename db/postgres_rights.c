/* Who may read and write what on PostgreSQL, said to the server itself: one account of it per person, two groups of accounts, grants and
 * row-level security. An agent's own SQL client then sees what the console would show him, and signs what he writes.
 *
 * Every table of the store has its line here: a table without one is closed to everybody but the account that owns the store, which is
 * bound by none of this. Who is at work, as what and of which team, is the store's own table agent, asked once a statement.
 */
#include "db/postgres_impl.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/hash.h"

#define TURN "7301415026" /* accounts are the server's, not a store's: one at a time makes them */
#define GROUP       "relance_agent"      /* a group of accounts, which nobody is himself … */
#define SUPERVISORS "relance_supervisor" /* … and those of it who lead */

/* Whose files the one who asks sees: -1 all, 0 those of no team, else a team's and those; NULL: he does not work here. */
#define SEES       "(SELECT relance_sees(CAST(current_user AS text)))"
#define ANYBODY    SEES " IS NOT NULL"
#define SUPERVISOR SEES " = -1"
#define HIMSELF    "(SELECT relance_person(CAST(current_user AS text)))"
/* Rows that belong to a row of another table, and may be seen when that may. */
#define OF(table, column, parent) \
	SUPERVISOR " OR EXISTS (SELECT 1 FROM " parent " AS o WHERE o.id = " table "." column ")"
#define OF_CLIENT(table) OF(table, "client_id", "client")
/* What he himself did there. */
#define HIS(table, column) \
	"EXISTS (SELECT 1 FROM action AS o WHERE o.id = " table "." column " AND o.client_id = " table ".client_id AND o.agent_id = " HIMSELF ")"

/* Letters: i insert, u update, d delete; reading is everybody's whom the condition lets. fixed: columns an agent may not update (a `+`
 * before them: the only ones he may); a supervisor may update all. */
static const struct right {
	const char *table, *agents, *supervisors, *fixed;
	const char *read;  /* rows that are seen … */
	const char *write; /* … that may be written; NULL: the same … */
	const char *sign;  /* … and what a new one must say besides; NULL: nothing */
} rights[] = {
	{ "setting", "iu", "iu", "name", ANYBODY, SUPERVISOR " OR (" ANYBODY " AND name IN ('journal_seq', 'journal_hash'))", NULL },
	{ "creditor", "u", "iu", "+scored_on, scored_policy", ANYBODY, NULL, NULL },
	{ "team", "", "iud", "", ANYBODY, SUPERVISOR, NULL },
	{ "agent", "", "iu", "", ANYBODY, SUPERVISOR, NULL },
	{ "client", "u", "iu", "id, creditor_id, no, team_id, agent_id, name, siren, credit_limit_cents, insured_limit_cents, segment, "
	  "key_account, small_structure, risk_class, language, time_zone, terms_days, acknowledged_on, limitation_closed_on, "
	  "insurer_closed_on, claim_closed_on, held, legal, agency, postal_code",
	  SUPERVISOR " OR team_id = " SEES " OR (team_id IS NULL AND " ANYBODY ")", NULL, NULL },
	{ "contact", "iu", "iud", "id, client_id", OF_CLIENT("contact"), NULL, NULL },
	{ "search_word", "id", "iud", "", OF_CLIENT("search_word"), NULL, NULL },
	{ "draft", "iud", "iud", "agent_id", "agent_id = " HIMSELF, NULL, NULL },

	/* What was done: signed by who did it, never taken away. */
	{ "journal", "i", "i", "", "client_id = 0 AND " ANYBODY " OR " OF_CLIENT("journal"), NULL, "agent = CAST(current_user AS text)" },
	{ "action", "iu", "iu", "+undone_by", OF_CLIENT("action"), SUPERVISOR " OR ((" OF_CLIENT("action") ") AND agent_id = " HIMSELF ")",
	  "agent_id = " HIMSELF },
	/* Judging writes a state; a newer promise, a withdrawal and an undo are somebody's deed, and his alone to take back. */
	{ "promise", "iu", "iu", "+received_cents, credited_cents, state, superseded_by, reduced_cents, withdrawn_by, undone", OF_CLIENT("promise"),
	  SUPERVISOR " OR ((" OF_CLIENT("promise") ") AND (state <> 'superseded' OR superseded_by IS NOT NULL) "
	  "AND (superseded_by IS NULL OR " HIS("promise", "superseded_by") ") AND (withdrawn_by IS NULL OR " HIS("promise", "withdrawn_by") ") "
	  "AND (undone = 0 OR " HIS("promise", "action_id") "))",
	  HIS("promise", "action_id") },
	{ "promise_invoice", "iu", "iu", "+withdrawn_by", OF("promise_invoice", "promise_id", "promise"),
	  SUPERVISOR " OR ((" OF("promise_invoice", "promise_id", "promise") ") AND (withdrawn_by IS NULL OR EXISTS (SELECT 1 FROM action AS a "
	  "WHERE a.id = withdrawn_by AND a.agent_id = " HIMSELF ")))", NULL },
	{ "follow_up", "iu", "iu", "+done_by, undone", OF_CLIENT("follow_up"),
	  SUPERVISOR " OR ((" OF_CLIENT("follow_up") ") AND (done_by IS NULL OR " HIS("follow_up", "done_by") ") "
	  "AND (undone = 0 OR " HIS("follow_up", "action_id") "))", NULL },
	{ "dispute", "iu", "iu", "+owner, owner_mail, manager, due_on, raised_on, closed_on, closed_by, resolution, credit_cents, undone",
	  OF_CLIENT("dispute"),
	  SUPERVISOR " OR ((" OF_CLIENT("dispute") ") AND (closed_on IS NULL) = (closed_by IS NULL) "
	  "AND (closed_by IS NULL OR " HIS("dispute", "closed_by") ") AND (undone = 0 OR " HIS("dispute", "action_id") "))", NULL },
	{ "dispute_invoice", "i", "i", "", OF("dispute_invoice", "dispute_id", "dispute"), NULL, NULL },
	{ "circuit_event", "iu", "iu", "+undone", OF_CLIENT("circuit_event"),
	  SUPERVISOR " OR ((" OF_CLIENT("circuit_event") ") AND " HIS("circuit_event", "action_id") ")", NULL },
	{ "document_request", "iu", "iu", "+sent_on, sent_by, settled_on, settled_by, undone", OF_CLIENT("document_request"), NULL, NULL },
	{ "document_invoice", "i", "i", "", OF("document_invoice", "request_id", "document_request"), NULL, NULL },
	{ "insolvency", "iu", "iu", "+undone", OF_CLIENT("insolvency"),
	  SUPERVISOR " OR ((" OF_CLIENT("insolvency") ") AND " HIS("insolvency", "action_id") ")", HIS("insolvency", "action_id") },
	/* An agent takes back what he queued, before it left; sending is the night's. */
	{ "mail", "iu", "iu", "+state, why, undone", OF_CLIENT("mail"),
	  SUPERVISOR " OR ((" OF_CLIENT("mail") ") AND agent_id = " HIMSELF " AND state <> 'sent')",
	  "state = 'queued' AND (agent_id = " HIMSELF " OR (" SUPERVISOR " AND agent_id IS NULL))" },
	{ "mail_invoice", "i", "i", "", OF("mail_invoice", "mail_id", "mail"), NULL, NULL },

	/* What a supervisor decides. An agent's work proposes, withdraws a proposal, and tells a refused one what speaks for it now. */
	{ "escalation", "iu", "iu", "+state, reasons, warnings, decided_on", OF_CLIENT("escalation"),
	  SUPERVISOR " OR ((" OF_CLIENT("escalation") ") AND CASE WHEN decided_by IS NULL THEN state IN ('proposed', 'lapsed') "
	  "ELSE state = 'refused' END)", SUPERVISOR " OR state = 'proposed'" },
	{ "threat", "u", "iu", "id, client_id, escalation_id, what, decided_on, decided_by", OF_CLIENT("threat"), NULL, NULL },
	{ "sanction", "", "iu", "", OF_CLIENT("sanction"), SUPERVISOR, "set_by = " HIMSELF },
	{ "waiver", "", "i", "", OF_CLIENT("waiver"), SUPERVISOR, "agent_id = " HIMSELF },

	/* What comes from outside. */
	{ "source", "", "iu", "", ANYBODY, SUPERVISOR, NULL },
	{ "import_run", "", "iu", "", ANYBODY, SUPERVISOR, NULL },
	{ "import_count", "", "iu", "", ANYBODY, SUPERVISOR, NULL },
	{ "import_sum", "", "iu", "", ANYBODY, SUPERVISOR, NULL },
	{ "import_reject", "", "iud", "", SUPERVISOR, NULL, NULL },
	{ "import_lines", "", "iud", "", SUPERVISOR, NULL, NULL },
	{ "invoice", "u", "iu", "+dispute_id", OF_CLIENT("invoice"), NULL, NULL },
	{ "receipt", "", "iud", "", OF_CLIENT("receipt"), NULL, NULL },
	{ "rate", "", "iud", "", ANYBODY, SUPERVISOR, NULL },
	{ "bank_account", "", "iu", "", ANYBODY, SUPERVISOR, NULL },
	{ "bank_movement", "", "iu", "",
	  SUPERVISOR " OR (" ANYBODY " AND (state IN ('open', 'account') OR EXISTS (SELECT 1 FROM allocation AS o WHERE o.movement_id = bank_movement.id)))",
	  SUPERVISOR, NULL },
	{ "allocation", "", "iu", "", OF_CLIENT("allocation"), SUPERVISOR, "agent_id = " HIMSELF " OR agent_id IS NULL" },
	{ "payer", "", "iud", "", OF_CLIENT("payer"), SUPERVISOR, NULL },

	/* What the night leaves. */
	{ "aging_snapshot", "", "iud", "", SUPERVISOR " OR agent_id = " HIMSELF, SUPERVISOR, NULL },
	{ "night", "", "iu", "", SUPERVISOR, NULL, NULL },
};

/* %1$s: the schema, quoted. The functions work with the rights of the account that owns the store, so nobody may slip them another
 * table: their search path is fixed. relance_account makes the server's accounts agree with a row of the table agent, whoever asks. */
static const char functions[] =
	"DO $$ BEGIN "
	"PERFORM pg_advisory_xact_lock(" TURN ");"
	"IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '" GROUP "') THEN CREATE ROLE " GROUP " NOLOGIN; END IF;"
	"IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '" SUPERVISORS "') THEN CREATE ROLE " SUPERVISORS " NOLOGIN IN ROLE " GROUP
	"; END IF; END $$;"
	"GRANT USAGE ON SCHEMA %1$s TO " GROUP ";"

	"CREATE OR REPLACE FUNCTION relance_sees(who text) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER "
	"SET search_path = pg_catalog, %1$s, pg_temp AS $$"
	"SELECT CASE WHEN role = 'supervisor' THEN -1 ELSE coalesce(team_id, 0) END FROM agent WHERE name = who AND active = 1 $$;"

	"CREATE OR REPLACE FUNCTION relance_person(who text) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER "
	"SET search_path = pg_catalog, %1$s, pg_temp AS $$"
	"SELECT id FROM agent WHERE name = who AND active = 1 $$;"

	"CREATE OR REPLACE FUNCTION relance_account(who text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER "
	"SET search_path = pg_catalog, %1$s, pg_temp AS $$"
	"DECLARE person record; account record; ours boolean;"
	"BEGIN "
	"SELECT role, active INTO person FROM agent WHERE name = who;"
	"IF NOT FOUND OR who = current_user THEN RETURN; END IF;" /* the owner itself needs nothing */
	"PERFORM pg_advisory_xact_lock(" TURN ");"
	"SELECT oid, rolcanlogin INTO account FROM pg_roles WHERE rolname = who;"
	"ours := NOT FOUND OR coalesce(shobj_description(account.oid, 'pg_authid'), '') = 'made by relance';"
	"IF NOT FOUND AND person.active = 1 THEN "
	"EXECUTE format('CREATE ROLE %%I LOGIN', who);"
	"EXECUTE format('COMMENT ON ROLE %%I IS ''made by relance''', who);"
	"ELSIF NOT FOUND THEN RETURN;"
	"ELSIF ours AND account.rolcanlogin <> (person.active = 1) THEN "
	"EXECUTE format('ALTER ROLE %%I %%s', who, CASE person.active WHEN 1 THEN 'LOGIN' ELSE 'NOLOGIN' END);"
	"END IF;"
	"IF person.active = 1 AND person.role = 'supervisor' THEN EXECUTE format('GRANT " SUPERVISORS " TO %%I', who);"
	"ELSIF pg_has_role(who, '" SUPERVISORS "', 'MEMBER') THEN EXECUTE format('REVOKE " SUPERVISORS " FROM %%I', who); END IF;"
	"IF person.active = 1 AND NOT pg_has_role(who, '" GROUP "', 'MEMBER') THEN EXECUTE format('GRANT " GROUP " TO %%I', who); END IF;"
	"IF person.active <> 1 AND pg_has_role(who, '" GROUP "', 'MEMBER') THEN EXECUTE format('REVOKE " GROUP " FROM %%I', who); END IF;"
	"END $$;"

	/* Whoever brings the store up to date: what works with its owner's rights is its owner's. */
	"DO $$ DECLARE owner text := (SELECT quote_ident(pg_get_userbyid(relowner)) FROM pg_class WHERE oid = 'setting'::regclass); BEGIN "
	"EXECUTE 'ALTER FUNCTION relance_sees(text) OWNER TO ' || owner;"
	"EXECUTE 'ALTER FUNCTION relance_person(text) OWNER TO ' || owner;"
	"EXECUTE 'ALTER FUNCTION relance_account(text) OWNER TO ' || owner; END $$;"
	"REVOKE ALL ON FUNCTION relance_sees(text), relance_person(text), relance_account(text) FROM PUBLIC;"
	"GRANT EXECUTE ON FUNCTION relance_sees(text), relance_person(text), relance_account(text) TO " GROUP ";";

/* What grants and row-level security cannot say: of the row as it was. %1$s: the schema, quoted. An agent's own account is asked for two
 * things more. Whether a client is insolvent or cannot be reached is what the rows of his file say; and of a promise or a mail no other
 * state comes about without a row of the journal, signed, in the same transaction. */
static const char triggers[] =
	"CREATE OR REPLACE FUNCTION relance_told() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, %1$s, pg_temp AS $$"
	"DECLARE last record;"
	"BEGIN "
	"SELECT agent, xmin INTO last FROM journal WHERE client_id = NEW.client_id ORDER BY seq DESC LIMIT 1;"
	"IF last.agent IS DISTINCT FROM CAST(current_user AS text) "
	"OR last.xmin IS DISTINCT FROM CAST(CAST(txid_current() %% 4294967296 AS text) AS xid) THEN "
	"RAISE insufficient_privilege USING MESSAGE = format('what becomes of a row of %%s is told in the journal', TG_TABLE_NAME);"
	"END IF; RETURN NULL; END $$;"

	"CREATE OR REPLACE FUNCTION relance_stops() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, %1$s, pg_temp AS $$"
	"BEGIN "
	"IF NEW.no_contact <> (SELECT CASE WHEN count(*) > 0 AND min(wrong) <> 0 THEN 1 ELSE 0 END FROM contact "
	"WHERE client_id = NEW.id AND undone = 0) "
	"OR NEW.insolvent <> (SELECT CASE WHEN count(*) > 0 THEN 1 ELSE 0 END FROM insolvency WHERE client_id = NEW.id AND undone = 0) THEN "
	"RAISE insufficient_privilege USING MESSAGE = 'the rows of this file do not say so';"
	"END IF; RETURN NULL; END $$;"

	"DO $$ DECLARE owner text := (SELECT quote_ident(pg_get_userbyid(relowner)) FROM pg_class WHERE oid = 'setting'::regclass); BEGIN "
	"EXECUTE 'ALTER FUNCTION relance_told() OWNER TO ' || owner;"
	"EXECUTE 'ALTER FUNCTION relance_stops() OWNER TO ' || owner; END $$;"
	"REVOKE ALL ON FUNCTION relance_told(), relance_stops() FROM PUBLIC;"

#define AN_AGENT "relance_sees(CAST(current_user AS text)) >= 0"
#define TOLD(table) \
	"DROP TRIGGER IF EXISTS relance_told ON " table ";" \
	"CREATE CONSTRAINT TRIGGER relance_told AFTER UPDATE ON " table " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW " \
	"WHEN ((OLD.state <> NEW.state OR OLD.undone <> NEW.undone) AND " AN_AGENT ") EXECUTE FUNCTION relance_told();"

	TOLD("promise") TOLD("mail")

	"DROP TRIGGER IF EXISTS relance_stops ON client;"
	"CREATE TRIGGER relance_stops AFTER UPDATE ON client FOR EACH ROW "
	"WHEN ((OLD.no_contact <> NEW.no_contact OR OLD.insolvent <> NEW.insolvent) AND " AN_AGENT ") EXECUTE FUNCTION relance_stops();";

static const struct {
	char letter;
	const char *verb;
	bool using, check;
} verbs[] = { { 'i', "INSERT", false, true }, { 'u', "UPDATE", true, true }, { 'd', "DELETE", true, false } };
enum { VERBS = sizeof verbs / sizeof *verbs };

/* A policy for each verb somebody has; what nobody has needs none. */
static void add_policies(struct buf *out, const struct right *r)
{
	const char *write = r->write ? r->write : r->read;

	buf_printf(out, "ALTER TABLE %s ENABLE ROW LEVEL SECURITY;", r->table);
	buf_printf(out, "DROP POLICY IF EXISTS relance_select ON %s;", r->table);
	buf_printf(out, "CREATE POLICY relance_select ON %s FOR SELECT TO " GROUP " USING (%s);", r->table, r->read);
	for (int i = 0; i < VERBS; i++) {
		buf_printf(out, "DROP POLICY IF EXISTS relance_%s ON %s;", verbs[i].verb, r->table);
		if (!strchr(r->supervisors, verbs[i].letter) && !strchr(r->agents, verbs[i].letter))
			continue;
		buf_printf(out, "CREATE POLICY relance_%s ON %s FOR %s TO " GROUP, verbs[i].verb, r->table, verbs[i].verb);
		if (verbs[i].using)
			buf_printf(out, " USING (%s)", write);
		if (verbs[i].check && verbs[i].letter == 'i' && r->sign)
			buf_printf(out, " WITH CHECK ((%s) AND (%s))", write, r->sign);
		else if (verbs[i].check)
			buf_printf(out, " WITH CHECK (%s)", write);
		buf_puts(out, ";");
	}
}

/* An agent may change some columns only: the server is asked which there are. */
static void add_columns(struct buf *out, const struct right *r)
{
	bool only = *r->fixed == '+';

	buf_printf(out,
	           "DO $$ BEGIN EXECUTE (SELECT format('GRANT UPDATE (%%s) ON %s TO " GROUP "', string_agg(quote_ident(attname), ', ')) "
	           "FROM pg_attribute WHERE attrelid = '%s'::regclass AND attnum > 0 AND NOT attisdropped "
	           "AND attname %sIN ('%s'",
	           r->table, r->table, only ? "" : "NOT ", "");
	for (const char *name = r->fixed + only; *name; name += strspn(name, ", ")) {
		size_t n = strcspn(name, ", ");

		buf_puts(out, ", '");
		buf_add(out, name, n);
		buf_puts(out, "'");
		name += n;
	}
	buf_puts(out, ")); END $$;");
}

static void add_grants(struct buf *out, const struct right *r)
{
	buf_printf(out, "REVOKE ALL ON %s FROM " GROUP ", " SUPERVISORS ", PUBLIC;", r->table);
	buf_printf(out, "GRANT SELECT ON %s TO " GROUP ";", r->table);
	for (int i = 0; i < VERBS; i++) {
		if (strchr(r->supervisors, verbs[i].letter))
			buf_printf(out, "GRANT %s ON %s TO " SUPERVISORS ";", verbs[i].verb, r->table);
		if (!strchr(r->agents, verbs[i].letter))
			continue;
		if (verbs[i].letter == 'u')
			add_columns(out, r);
		else
			buf_printf(out, "GRANT %s ON %s TO " GROUP ";", verbs[i].verb, r->table);
	}
}

static char *make_script(const char *schema)
{
	struct buf out;

	buf_init(&out);
	buf_printf(&out, functions, schema);
	for (size_t i = 0; i < sizeof rights / sizeof *rights; i++) {
		add_grants(&out, &rights[i]);
		add_policies(&out, &rights[i]);
	}
	buf_printf(&out, triggers, schema);
	return buf_take(&out);
}

/* ---- in step with the tables ---- */

/* The schema, quoted, and the mark of the rights in force ("" when there are none). */
static bool ask_state(struct postgres *p, char **schema, char **mark, struct err *err)
{
	PGresult *result = postgres_query(p,
	                                  "SELECT quote_ident(current_schema()), coalesce(obj_description('journal'::regclass, 'pg_class'), '')",
	                                  err);

	if (!result)
		return false;
	*schema = mem_strdup(PQgetvalue(result, 0, 0));
	*mark = mem_strdup(PQgetvalue(result, 0, 1));
	PQclear(result);
	return true;
}

/* What the rights would be: the script's own words, and the tables they are for. */
static char *mark_of(const char *script, int version)
{
	struct hash *hash = hash_open();
	char hex[HASH_HEX];

	hash_field(hash, script);
	hash_close_hex(hash, hex);
	return mem_printf("relance: rights of schema %d, %.16s", version, hex);
}

enum { TRIES = 5 };

/* Others may have been first while this one waited for its turn: *there. */
static bool take_turn(struct postgres *p, const char *wanted, bool *there, struct err *err)
{
	char *schema = NULL, *mark = NULL;
	bool done = postgres_run(p, "SELECT pg_advisory_xact_lock(" TURN ")", err) && ask_state(p, &schema, &mark, err);

	*there = done && strcmp(mark, wanted) == 0;
	mem_free(schema);
	mem_free(mark);
	return done;
}

static bool apply_in_turn(struct engine *engine, const char *script, const char *mark, struct err *err)
{
	struct postgres *p = postgres_of(engine);
	char *comment = mem_printf("COMMENT ON TABLE journal IS '%s'", mark);
	bool there = false, done = engine_begin(engine, ENGINE_WRITE, err);

	if (done) {
		done = take_turn(p, mark, &there, err) &&
		       (there || (postgres_run(p, script, err) &&
		                  postgres_run(p, "SELECT relance_account(name) FROM agent ORDER BY name", err) &&
		                  postgres_run(p, comment, err))) &&
		       engine_commit(engine, err);
		if (!done)
			engine_rollback(engine);
	}
	mem_free(comment);
	return done;
}

/* It wants every table for itself, one after the other, beside people who read: the server may choose it to give way. */
static bool apply(struct engine *engine, const char *script, const char *mark, struct err *err)
{
	for (int left = TRIES; !apply_in_turn(engine, script, mark, err); left--)
		if (err->code != ERR_BUSY || left <= 1)
			return err_context(err, N_("giving each person an account of the server (README: the service account needs CREATEROLE)"));
	return true;
}

bool postgres_rights(struct engine *engine, int version, struct err *err)
{
	char *schema = NULL, *mark = NULL, *script, *wanted;
	bool done;

	if (!engine->owner)
		return true;
	if (!ask_state(postgres_of(engine), &schema, &mark, err))
		return false;
	script = make_script(schema);
	wanted = mark_of(script, version);
	done = strcmp(mark, wanted) == 0 || apply(engine, script, wanted, err);
	mem_free(schema);
	mem_free(mark);
	mem_free(script);
	mem_free(wanted);
	return done;
}

/* ---- people ---- */

enum { ACCOUNT_BYTES = 63 }; /* more the server cuts off */

bool postgres_person(struct engine *engine, const char *name, struct err *err)
{
	const char *values[] = { name };
	PGresult *result;

	if (strlen(name) > ACCOUNT_BYTES)
		return err_set(err, ERR_USAGE, N_("%s: an account of the server has at most %d bytes"), name, ACCOUNT_BYTES);
	result = postgres_ask(postgres_of(engine), "SELECT relance_account($1)", 1, values, err);
	PQclear(result);
	return result || err_context(err, N_("the database account of %s"), name);
}

bool postgres_shut_out(struct postgres *p)
{
	PGresult *result;
	bool out;

	if (PQtransactionStatus(p->conn) == PQTRANS_INERROR)
		PQclear(PQexec(p->conn, "ROLLBACK"));
	if (PQtransactionStatus(p->conn) != PQTRANS_IDLE)
		return false;
	result = PQexec(p->conn, "SELECT " POSTGRES_LET_IN);
	out = PQresultStatus(result) == PGRES_TUPLES_OK && strcmp(PQgetvalue(result, 0, 0), "f") == 0;
	PQclear(result);
	return out;
}
