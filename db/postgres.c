/* The store on PostgreSQL: connections that come back, transactions, and what the server's refusals mean.
 *
 * Write transactions read what is committed statement by statement and lock what they change (engine.h says in which order); read
 * transactions see one picture. Knows the server's library, knows nothing of tables or collecting.
 */
#include "db/postgres_impl.h"
#include "db/postgres_library.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/gettext.h"
#include "db/postgres_ddl.h"

enum {
	AWAY_MS = 10000, /* how long a server that went away is waited for */
	AGAIN_MS = 100,
	END_MS = 5000, /* how long what a lost connection was doing is waited for */
	CONSOLE_STATEMENT_MS = 30000, /* no screen waits longer for one answer */
	CONSOLE_IDLE_MS = 15000,      /* a stopped console does not keep a file locked longer */
};

/* ---- refusals ---- */

/* By the beginning of their SQLSTATE; the first that fits. Each sentence gets the store's name, then the server's own words. */
static const struct {
	const char *state;
	enum err_code class;
	bool bad_luck;
	const char *msgid;
} reasons[] = {
	{ "40001", ERR_BUSY, true, N_("somebody else is writing to %s: try again in a moment") },
	{ "40P01", ERR_BUSY, true, N_("somebody else is writing to %s: try again in a moment") },
	{ "55P03", ERR_BUSY, true, N_("somebody else is writing to %s: try again in a moment") },
	{ "55006", ERR_BUSY, false, N_("somebody else is writing to %s: try again in a moment") },
	{ "57014", ERR_BUSY, false, N_("%s did not answer in time: try again in a moment") },
	{ "53100", ERR_FULL, false,
	  N_("disk full, nothing is stored: free some space and try again (%s)") },
	{ "53", ERR_BUSY, false,
	  N_("the server of %s has no room for more work (%s): try again in a moment") },
	{ "23", ERR_CONFLICT, false,
	  N_("%s already holds something that does not go with this (%s)") },
	{ "22", ERR_CONFLICT, false, N_("%s does not take such a value (%s)") },
	{ "25006", ERR_IO, false,
	  N_("%s is a copy that only reads: name the server that writes, or add "
	     "target_session_attrs=read-write") },
	{ "42501", ERR_REFUSED, false, N_("%s: your database account has no right to this (%s)") },
	{ "XX", ERR_STORE, false, N_("%s is damaged (%s): restore the last backup") },
	{ "58", ERR_IO, false,
	  N_("the system refused the server of %s to read or write (%s): check its disk") },
	{ "", ERR_STORE, false, N_("%s did not take a statement of this program (%s)") },
};

/* A fatal refusal is the last word of a connection. */
static bool is_lost(const struct postgres *p, const PGresult *result)
{
	const char *severity = PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);

	return PQstatus(p->conn) != CONNECTION_OK ||
	       (severity && (strcmp(severity, "FATAL") == 0 || strcmp(severity, "PANIC") == 0));
}

/* What the library says, on one line. */
static char *one_line(const char *words)
{
	struct buf out = { 0 };

	buf_init(&out);
	for (; *words; words++) {
		if (*words != '\n' && *words != '\t')
			buf_putc(&out, *words);
		else if (words[1] && out.len && out.data[out.len - 1] != ' ')
			buf_putc(&out, ' ');
	}
	return buf_take(&out);
}

static bool away(struct postgres *p, struct err *err)
{
	char *words = one_line(PQerrorMessage(p->conn));

	p->lost = p->bad_luck = true;
	err_set(err, ERR_BUSY,
		N_("the connection to %s was lost (%s): try again in a moment, what was recorded "
		   "already is not recorded twice"),
		p->name, words);
	mem_free(words);
	return false;
}

/* A right taken away, or a schema that is not to be seen any more. */
static bool is_closed(const char *state)
{
	return strcmp(state, "42501") == 0 || strcmp(state, "42P01") == 0 || strcmp(state, "3F000") == 0;
}

bool postgres_refused(struct postgres *p, const PGresult *result, struct err *err)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *words = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	size_t i = 0;

	if (is_lost(p, result))
		return away(p, err);
	if (!result)
		mem_fatal("out of memory in the database");
	state = state ? state : "";
	if (p->let_in && is_closed(state) && postgres_shut_out(p))
		return err_set(err, ERR_REFUSED, N_("%s no longer works here: nothing more is recorded"), p->role);
	while (strncmp(reasons[i].state, state, strlen(reasons[i].state)) != 0)
		i++;
	p->bad_luck = reasons[i].bad_luck;
	return err_set(err, reasons[i].class, reasons[i].msgid, p->name, words ? words : state);
}

PGresult *postgres_ask(struct postgres *p, const char *sql, int count, const char *const *values,
		       struct err *err)
{
	PGresult *result = count ? PQexecParams(p->conn, sql, count, NULL, values, NULL, NULL, 0)
				 : PQexec(p->conn, sql);
	ExecStatusType status = PQresultStatus(result);

	if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_COPY_IN)
		return result;
	postgres_refused(p, result, err);
	PQclear(result);
	return NULL;
}

PGresult *postgres_query(struct postgres *p, const char *sql, struct err *err)
{
	return postgres_ask(p, sql, 0, NULL, err);
}

bool postgres_run(struct postgres *p, const char *sql, struct err *err)
{
	PGresult *result = postgres_query(p, sql, err);

	PQclear(result);
	return result != NULL;
}

/* ---- connect ---- */

static void say_nothing(void *context, const PGresult *notice)
{
	(void)context;
	(void)notice;
}

/* What stands before the target may be said otherwise in it; what stands behind it may not. */
static PGconn *connect_to(const char *target)
{
	static const char *const keys[] = { "connect_timeout",           "tcp_user_timeout",
					    "fallback_application_name", "dbname",
					    "client_encoding",           NULL };
	const char *const values[] = { "5", "15000", "relance", target, "UTF8", NULL };

	return PQconnectdbParams(keys, values, true);
}

/* Ours for the session: plain formats, bounded waits. A server that does not wait for its disk is told to, on our account. */
static bool set_up(struct postgres *p, struct err *err)
{
	const struct engine_options *options = &p->base.options;
	bool console = !options->checkpoints;
	char *sql = mem_printf("%sSET lock_timeout = %d; SET statement_timeout = %d; SET "
			       "idle_in_transaction_session_timeout = %d; "
			       "SET datestyle = ISO; SET bytea_output = hex; SET "
			       "standard_conforming_strings = on; SET jit = off; "
			       "SELECT set_config('synchronous_commit', 'on', false) "
			       "WHERE current_setting('synchronous_commit') = 'off'",
			       console ? POSTGRES_LISTEN : "", options->wait_ms, console ? CONSOLE_STATEMENT_MS : 0,
			       console ? CONSOLE_IDLE_MS : 0);
	bool done = postgres_run(p, sql, err);

	mem_free(sql);
	return done;
}

static bool ask_who(struct postgres *p, struct err *err)
{
	static const char sql[] = "SELECT current_user, NOT EXISTS (SELECT 1 FROM pg_class WHERE "
				  "relnamespace = current_schema()::regnamespace "
				  "AND relkind = 'r' AND NOT pg_has_role(relowner, 'USAGE')), "
				  "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint), " POSTGRES_LET_IN;
	int64_t before = clock_ms(), after;
	PGresult *result = postgres_query(p, sql, err);

	if (!result)
		return false;
	after = clock_ms();
	mem_free(p->role);
	p->base.role = p->role = mem_strdup(PQgetvalue(result, 0, 0));
	p->base.owner = strcmp(PQgetvalue(result, 0, 1), "t") == 0;
	p->let_in |= strcmp(PQgetvalue(result, 0, 3), "t") == 0;
	p->clock_offset_ms = strtoll(PQgetvalue(result, 0, 2), NULL, 10) - (before + after) / 2;
	PQclear(result);
	return true;
}

static char *name_of(const PGconn *conn)
{
	const char *host = PQhost(conn), *database = PQdb(conn);

	if (!host || *host == '/')
		host = "";
	return mem_printf("postgresql://%s/%s", host, database ? database : "");
}

static bool connect_here(struct postgres *p, struct err *err)
{
	PQfinish(p->conn);
	p->conn = connect_to(p->target);
	if (!p->conn)
		mem_fatal("out of memory in the database");
	mem_free(p->name);
	p->base.name = p->name = name_of(p->conn);
	if (PQstatus(p->conn) != CONNECTION_OK) {
		char *words = one_line(PQerrorMessage(p->conn));

		err_set(err, ERR_BUSY, N_("%s cannot be reached: %s"), p->name, words);
		mem_free(words);
		return false;
	}
	PQsetNoticeReceiver(p->conn, say_nothing, NULL);
	p->lost = false;
	p->connection++;
	return set_up(p, err) && ask_who(p, err);
}

static void pause_ms(int ms)
{
	struct timespec time = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L };

	nanosleep(&time, NULL);
}

bool postgres_ready(struct postgres *p, struct err *err)
{
	int64_t until;

	if (!p->lost && PQstatus(p->conn) == CONNECTION_OK)
		return true;
	if (p->held_count) {
		p->base.dead = true;
		return err_set(
			err, ERR_GONE,
			N_("the connection to %s was lost in the middle of this: start it again"),
			p->name);
	}
	until = clock_steady_ms() + AWAY_MS;
	p->lost = true;
	while (!connect_here(p, err)) {
		p->lost = true;
		if (clock_steady_ms() >= until)
			return false;
		pause_ms(AGAIN_MS);
	}
	return true;
}

static void postgres_close(struct engine *engine)
{
	struct postgres *p = postgres_of(engine);

	PQfinish(p->conn);
	buf_clear(&p->loaded);
	buf_clear(&p->references);
	for (size_t i = 0; i < p->held_count; i++)
		mem_free(p->held[i]);
	mem_free(p->held);
	mem_free(p->seen_open);
	mem_free(p->target);
	mem_free(p->name);
	mem_free(p->role);
	mem_free(p);
}

/* Everybody on the machine may read the words a program was started with. */
static bool holds_no_password(const char *target, struct err *err)
{
	char *words = NULL;
	PQconninfoOption *options = PQconninfoParse(target, &words);
	bool good = options != NULL;

	if (!good)
		err_set(err, ERR_USAGE, N_("this is no address of a database (%s)"),
			words ? words : "");
	for (PQconninfoOption *o = options; good && o->keyword; o++)
		if (strcmp(o->keyword, "password") == 0 && o->val && *o->val)
			good = err_set(err, ERR_USAGE,
				       N_("a password does not belong into the address, where "
					  "others may read it: "
					  "keep it in ~/.pgpass or in a service file"));
	PQconninfoFree(options);
	PQfreemem(words);
	return good;
}

static bool postgres_open(const char *target, const struct engine_options *options,
			  struct engine **out, struct err *err)
{
	struct postgres *p;

	if (!postgres_library(err) || !holds_no_password(target, err))
		return false;
	p = mem_alloc(sizeof *p);
	p->base.options = *options;
	p->base.owner_uid = -1;
	p->base.path = "";
	p->target = mem_strdup(target);
	buf_init(&p->loaded);
	buf_init(&p->references);
	p->base.driver = &engine_postgres;
	if (!connect_here(p, err)) {
		postgres_close(&p->base);
		return false;
	}
	postgres_changed(&p->base);
	*out = &p->base;
	return true;
}

/* ---- transactions ---- */

/* What a write transaction asks is about one client or one movement, by its number: one plan is as good as the next, so each is made once
 * a connection and not five times. In the morning two hundred people come within a minute. */
#define WRITE "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SET LOCAL plan_cache_mode = force_generic_plan"

static bool postgres_begin(struct engine *engine, enum engine_transaction kind, struct err *err)
{
	static const char *const words[] = {
		[ENGINE_READ] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
		[ENGINE_WRITE] = WRITE,
		/* memory the sorting of indexes fits in, as the file's engine gets */
		[ENGINE_LOAD] = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SET LOCAL maintenance_work_mem = '256MB'",
	};
	struct postgres *p = postgres_of(engine);

	buf_reset(&p->loaded);
	buf_reset(&p->references);
	engine->proof[0] = '\0';
	p->loading = kind == ENGINE_LOAD && engine->owner;
	p->bad_luck = false;
	if (!postgres_ready(p, err))
		return false;
	if (postgres_run(p, words[kind], err))
		return true;
	/* The server may have gone while nobody spoke to it. */
	return p->lost && postgres_ready(p, err) && postgres_run(p, words[kind], err);
}

/* One answer after the other, to the end. A transaction has a number when it wrote or locked something. */
static bool end_answers(struct postgres *p, const char *end, struct err *err)
{
	PGresult *result;
	bool good = true;

	while ((result = PQgetResult(p->conn))) {
		ExecStatusType status = PQresultStatus(result);

		if (status == PGRES_TUPLES_OK)
			p->own += strcmp(PQgetvalue(result, 0, 0), "t") == 0;
		else if (good &&
			 (status != PGRES_COMMAND_OK || strcmp(PQcmdStatus(result), end) != 0))
			good = postgres_refused(p, result, err);
		PQclear(result);
	}
	return good && (PQstatus(p->conn) == CONNECTION_OK || postgres_refused(p, NULL, err));
}

/* Without fresh figures about a table that was just filled the planner reads it from end to end. Rough ones do until the server looks
 * for itself. */
static void tell_planner(struct postgres *p)
{
	char *sql;

	if (p->loaded.len == 0 || !p->base.owner)
		return;
	sql = mem_printf("SET default_statistics_target = 20; ANALYZE %s; RESET default_statistics_target", p->loaded.data);
	postgres_run(p, sql, NULL);
	p->own++;
	mem_free(sql);
}

static bool end_transaction(struct postgres *p, const char *end, struct err *err)
{
	char sql[80];

	snprintf(sql, sizeof sql, "%s%s",
		 p->base.state == ENGINE_WRITING
			 ? "SELECT pg_current_xact_id_if_assigned() IS NOT NULL; "
			 : "",
		 end);
	return PQsendQuery(p->conn, sql) ? end_answers(p, end, err)
					 : postgres_refused(p, NULL, err);
}

static bool gives_a_row(struct postgres *p, const char *sql)
{
	PGresult *result = postgres_query(p, sql, NULL);
	bool there = result && PQntuples(result) > 0;

	PQclear(result);
	return there;
}

/* The connection went with the answer to a commit: once the server has done with what it was at, the proof tells. What is held across
 * transactions went too. */
static bool was_committed(struct postgres *p)
{
	int64_t until = clock_steady_ms() + END_MS;
	char at_work[96];
	bool done;

	if (!p->lost || !p->base.proof[0] || p->held_count)
		return false;
	snprintf(at_work, sizeof at_work, "SELECT 1 FROM pg_stat_activity WHERE pid = %d", PQbackendPID(p->conn));
	done = postgres_ready(p, NULL);
	while (done && gives_a_row(p, at_work) && clock_steady_ms() < until)
		pause_ms(AGAIN_MS / 10);
	done = done && gives_a_row(p, p->base.proof);
	p->bad_luck = !done;
	return done;
}

static bool postgres_commit(struct engine *engine, struct err *err)
{
	struct postgres *p = postgres_of(engine);

	if (p->references.len > 0 && !postgres_run(p, p->references.data, err))
		return false;
	if (!end_transaction(p, "COMMIT", err)) {
		if (!was_committed(p))
			return false;
		err_clear(err);
	}
	tell_planner(p);
	return true;
}

/* A transaction that failed answers nothing but its end. */
static void postgres_rollback(struct engine *engine)
{
	struct postgres *p = postgres_of(engine);
	bool luck = p->bad_luck;

	if (!p->lost && PQtransactionStatus(p->conn) == PQTRANS_INTRANS)
		end_transaction(p, "ROLLBACK", NULL);
	else if (!p->lost && PQtransactionStatus(p->conn) != PQTRANS_IDLE)
		postgres_run(p, "ROLLBACK", NULL);
	p->bad_luck = luck;
}

static bool postgres_script(struct engine *engine, const char *sql, struct err *err)
{
	char *text = postgres_ddl(sql);
	bool done = postgres_run(postgres_of(engine), text, err);

	mem_free(text);
	return done;
}

static bool postgres_may_retry(struct engine *engine)
{
	struct postgres *p = postgres_of(engine);
	bool luck = p->bad_luck;

	p->bad_luck = false;
	return luck;
}

static int64_t postgres_clock_ms(const struct engine *engine)
{
	return clock_ms() + ((const struct postgres *)engine)->clock_offset_ms;
}

static int64_t postgres_changes(const struct engine *engine)
{
	return ((const struct postgres *)engine)->changes;
}

const struct engine_driver engine_postgres = {
	.postgres = true,
	.open = postgres_open,
	.close = postgres_close,
	.begin = postgres_begin,
	.commit = postgres_commit,
	.rollback = postgres_rollback,
	.script = postgres_script,
	.prepare = postgres_prepare,
	.finalise = postgres_finalise,
	.clear = postgres_clear,
	.bind = postgres_bind,
	.step = postgres_step,
	.reset = postgres_reset,
	.column_int = postgres_column_int,
	.column_text = postgres_column_text,
	.column_blob = postgres_column_blob,
	.column_is_null = postgres_column_is_null,
	.columns = postgres_columns,
	.column_name = postgres_column_name,
	.column_type = postgres_column_type,
	.changes = postgres_changes,
	.bulk_open = postgres_bulk_open,
	.bulk_value = postgres_bulk_value,
	.bulk_row = postgres_bulk_row,
	.bulk_close = postgres_bulk_close,
	.changed = postgres_changed,
	.tell = postgres_tell,
	.told_fd = postgres_told_fd,
	.was_told = postgres_was_told,
	.has_table = postgres_has_table,
	.check = postgres_check,
	.backup = postgres_backup,
	.rights = postgres_rights,
	.person = postgres_person,
	.lock = postgres_lock,
	.hold = postgres_hold,
	.let_go = postgres_let_go,
	.may_retry = postgres_may_retry,
	.clock_ms = postgres_clock_ms,
};
