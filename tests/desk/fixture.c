/* What tests of the desk share.
 */
#include "fixture.h"

#include <ftw.h>
#include <limits.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/id.h"
#include "base/mem.h"
#include "../db/pg.h"
#include "db/client.h"
#include "db/contact.h"
#include "db/import.h"
#include "db/import_merge.h"
#include "db/search.h"
#include "desk/refresh.h"

enum { OPENING_TRIES = 10 };

static char folder[PATH_MAX / 2], store_path[PATH_MAX];
static int serial;

static struct err failed;
static bool in_child;

/* A child of a test leaves: it is not to go on with the tests of its parent. */
static void must(bool done, const char *function, int line, const char *what)
{
	if (done)
		return;
	if (!in_child)
		fail_msg("%s:%d: %s: %s", function, line, what, failed.text);
	fprintf(stderr, "# %s:%d: %s: %s\n", function, line, what, failed.text);
	_exit(99);
}

#define MUST(condition) must(condition, __func__, __LINE__, #condition)

const char *fixture_path(void)
{
	return store_path;
}

const char *fixture_folder(void)
{
	return folder;
}

date fixture_day(const char *iso)
{
	date day = DATE_NONE;

	if (!date_parse_iso(iso, &day))
		fail_msg("%s is no day", iso);
	return day;
}

/* A store that is busy is asked again, as its users are told to: a machine with much to do may keep one of many waiting for long. */
static struct session *open_patiently(const struct session_request *request)
{
	struct session *session = NULL;
	bool opened = false;

	for (int left = OPENING_TRIES; !opened && left > 0; left--) {
		err_clear(&failed);
		opened = session_open(request, &session, &failed);
		if (failed.code != ERR_BUSY)
			break;
	}
	MUST(opened);
	return session;
}

/* RELANCE_TEST_OWN: on PostgreSQL everybody comes with his own account, not the owner's. */
static struct session *open_session(const char *agent, date today, enum store_use use, int wait_ms)
{
	char *own = pg_store_wanted() && getenv("RELANCE_TEST_OWN") ? pg_store_as(store_path, agent) : NULL;
	const struct session_request request = {
		.target = own ? own : store_path, .use = use, .wait_ms = wait_ms, .agent = agent, .today = today, .minute = -1,
	};
	struct session *session = open_patiently(&request);

	mem_free(own);
	return session;
}

struct session *fixture_session(const char *agent, date today)
{
	return fixture_session_for(agent, today, STORE_COMMAND);
}

struct session *fixture_session_for(const char *agent, date today, enum store_use use)
{
	return open_session(agent, today, use, 0);
}

struct session *fixture_hasty_console(const char *agent, date today, int wait_ms)
{
	return open_session(agent, today, STORE_CONSOLE, wait_ms);
}

/* Memory where there is some: these tests are about what is recorded, not about disks. */
static const char *scratch_room(void)
{
	const char *tmp = getenv("TMPDIR");

	if (tmp && *tmp)
		return tmp;
	return access("/dev/shm", W_OK | X_OK) == 0 ? "/dev/shm" : "/tmp";
}

/* An empty store gets its creditor and its people. */
static void fill(const char *target)
{
	const struct session_init init = {
		.target = target, .creditor = "Durand Équipements", .siren = "", .currency = "EUR", .agent = "alice",
		.terms_days = 30, .today = LATE(400),
	};
	const struct session_request request = {
		.target = target, .use = STORE_COMMAND, .agent = "alice", .today = TODAY, .minute = -1,
	};
	struct session *session;

	MUST(session_init(&init, &failed));
	session = open_patiently(&request);
	MUST(session_add_agent(session, "bob", ROLE_AGENT, &failed));
	MUST(session_add_agent(session, "carol", ROLE_AGENT, &failed));
	session_close(session);
}

/* The same as a file. What the first one holds when nobody has it open is put into the next ones. */
static void fill_file(void)
{
	static struct buf first;
	char part[1 << 16];
	size_t n;
	FILE *file;

	if (!first.len)
		fill(store_path);
	MUST((file = fopen(store_path, first.len ? "wbx" : "rb")) != NULL);
	if (first.len)
		MUST(fwrite(first.data, 1, first.len, file) == first.len);
	else
		while ((n = fread(part, 1, sizeof part, file)) > 0)
			buf_add(&first, part, n);
	MUST(fclose(file) == 0 && chmod(store_path, 0600) == 0);
}

int fixture_setup(void **state)
{
	err_clear(&failed);
	serial = 0;
	snprintf(folder, sizeof folder, "%s/relance-desk-XXXXXX", scratch_room());
	if (!mkdtemp(folder))
		return -1;
	if (pg_store_wanted()) {
		snprintf(store_path, sizeof store_path, "%s", pg_store_make("desk", fill));
		fixture_count("SELECT count(relance_account(name)) FROM agent"); /* what was done to their accounts in another store */
	} else {
		snprintf(store_path, sizeof store_path, "%s/relance.db", folder);
		fill_file();
	}
	*state = fixture_session("alice", TODAY);
	return 0;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

int fixture_teardown(void **state)
{
	session_close(*state);
	return nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* ---- facts ---- */

static int64_t source(struct session *session)
{
	int64_t id = 0;

	MUST(import_source_put(session->store, session->creditor.id, "test", &id, &failed));
	return id;
}

static int64_t put_client(struct session *session, const char *no, const char *name)
{
	struct client_row row = { .id = id_new(), .creditor_id = session->creditor.id, .no = no, .name = name,
	                          .state = { .credit_limit = -1 } };
	const char *texts[] = { no, name };

	strcpy(row.ready.currency, "EUR");
	MUST(client_insert(session->store, &row, &failed));
	MUST(search_put(session->store, session->creditor.id, row.id, texts, 2, NULL, 0, &failed));
	return row.id;
}

static int64_t put_item(struct session *session, int64_t client_id, const char *number, enum item_kind kind, date due_on, cents open,
                        const char *currency)
{
	const struct import_invoice row = {
		.id = id_new(), .client_id = client_id, .source_id = source(session), .key = number, .number = number,
		.order_no = "", .kind = kind, .issued_on = due_on - 30, .due_on = due_on, .amount = open, .open = open,
		.currency = currency,
	};

	MUST(import_invoice_insert(session->store, &row, &failed));
	return row.id;
}

static void begin(struct session *session)
{
	MUST(store_begin(session->store, true, &failed));
}

static void commit(struct session *session, int64_t client_id)
{
	MUST(refresh_client_items(session, client_id, &failed));
	MUST(store_commit(session->store, &failed));
}

int64_t fixture_client(struct session *session, const char *no, const char *name)
{
	int64_t id;

	begin(session);
	id = put_client(session, no, name);
	commit(session, id);
	return id;
}

void fixture_contact(struct session *session, int64_t client_id, const char *name, const char *phone)
{
	const struct contact_row contact = { .id = id_new(), .name = name, .role = "accounts_payable", .phone = phone, .mail = "",
	                                     .best_minute = -1 };
	struct client_row row = fixture_row(session, client_id);
	const char *texts[] = { row.no, row.name, name };

	begin(session);
	MUST(contact_insert(session->store, client_id, &contact, 0, &failed));
	MUST(search_put(session->store, session->creditor.id, client_id, texts, 3, &phone, 1, &failed));
	commit(session, client_id);
}

int64_t fixture_item(struct session *session, int64_t client_id, const char *number, enum item_kind kind, date due_on, cents open,
                     const char *currency)
{
	int64_t id;

	begin(session);
	id = put_item(session, client_id, number, kind, due_on, open, currency);
	commit(session, client_id);
	return id;
}

int64_t fixture_invoice(struct session *session, int64_t client_id, const char *number, date due_on, cents open)
{
	return fixture_item(session, client_id, number, ITEM_INVOICE, due_on, open, "EUR");
}

static void receive(struct session *session, int64_t client_id, int64_t invoice_id, date value_on, cents amount, bool credit_note)
{
	char key[32];
	struct import_receipt row = {
		.id = id_new(), .client_id = client_id, .key = key, .value_on = value_on, .amount = amount, .currency = "EUR",
		.credit_note = credit_note, .invoice_id = invoice_id,
	};

	snprintf(key, sizeof key, "cash:%d", ++serial);
	begin(session);
	row.source_id = source(session);
	MUST(import_receipt_insert(session->store, &row, &failed));
	commit(session, client_id);
}

void fixture_cash(struct session *session, int64_t client_id, int64_t invoice_id, date value_on, cents amount)
{
	receive(session, client_id, invoice_id, value_on, amount, false);
}

void fixture_credit(struct session *session, int64_t client_id, int64_t invoice_id, date value_on, cents amount)
{
	receive(session, client_id, invoice_id, value_on, amount, true);
}

void fixture_portfolio(struct session *session, int count)
{
	begin(session);
	for (int i = 1; i <= count; i++) {
		char no[16], name[32], number[16];
		int64_t id;

		snprintf(no, sizeof no, "C%04d", i);
		snprintf(name, sizeof name, "Client %d", i);
		snprintf(number, sizeof number, "F%04d", i);
		id = put_client(session, no, name);
		put_item(session, id, number, ITEM_INVOICE, LATE(5 + i * 7 % 90), 10000 + i * 7919 % 500 * 1000, "EUR");
		MUST(refresh_client_items(session, id, &failed));
	}
	MUST(store_commit(session->store, &failed));
}

/* ---- the day's work ---- */

void fixture_on(struct session *session, date today, int minute)
{
	struct refresh_totals totals;

	session->today = today;
	session->minute = minute;
	MUST(refresh_all(session, false, NULL, NULL, &totals, &failed));
}

struct call_result fixture_record(struct session *session, int64_t client_id, enum outcome outcome, const char *entry)
{
	const struct call_request request = { .id = id_new(), .client_id = client_id, .outcome = outcome, .entry = entry };
	struct call_result result;

	err_clear(&failed);
	if (!call_record(session, &request, &result, &failed))
		fail_msg("%s “%s” was refused (entry %d, dispute %d): %s", outcome_rules[outcome].code, entry,
		         (int)result.entry.status, (int)result.dispute.status, failed.text);
	return result;
}

struct call_result fixture_refused(struct session *session, int64_t client_id, enum outcome outcome, const char *entry, struct err *err)
{
	static const char all[] = "SELECT (SELECT count(*) FROM action), (SELECT count(*) FROM promise), (SELECT count(*) FROM follow_up), "
				  "(SELECT count(*) FROM dispute), (SELECT count(*) FROM journal), (SELECT sum(version) FROM client)";
	const struct call_request request = { .id = id_new(), .client_id = client_id, .outcome = outcome, .entry = entry };
	struct call_result result;
	char *before = fixture_dump(all), *after;

	err_clear(err);
	if (call_record(session, &request, &result, err))
		fail_msg("%s “%s” was taken", outcome_rules[outcome].code, entry);
	after = fixture_dump(all);
	assert_string_equal(before, after);
	mem_free(before);
	mem_free(after);
	return result;
}

struct client_row fixture_row(struct session *session, int64_t client_id)
{
	struct client_row row;

	MUST(client_by_id(session->store, &session->arena, client_id, &row, &failed) == FOUND);
	return row;
}

/* ---- behind the desk's back ---- */

static sqlite3 *open_raw(const char *path)
{
	sqlite3 *db;

	if (sqlite3_open(path, &db) != SQLITE_OK)
		fail_msg("%s: %s", path, sqlite3_errmsg(db));
	sqlite3_busy_timeout(db, 5000);
	return db;
}

char *fixture_dump_of(const char *path, const char *sql)
{
	sqlite3 *db = open_raw(path);
	sqlite3_stmt *stmt;
	struct buf out;

	buf_init(&out);
	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(stmt); i++) {
			const char *text = (const char *)sqlite3_column_text(stmt, i);

			buf_printf(&out, "%s%s", i ? "|" : "", text ? text : "-");
		}
		buf_putc(&out, '\n');
	}
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return buf_take(&out);
}

char *fixture_dump(const char *sql)
{
	char *rows;

	if (!pg_store_wanted())
		return fixture_dump_of(store_path, sql);
	rows = pg_store_dump(sql, &failed);
	MUST(rows);
	return rows;
}

void fixture_is(const char *sql, const char *wanted)
{
	char *rows = fixture_dump(sql);

	assert_string_equal(rows, wanted);
	mem_free(rows);
}

char *fixture_dump_all(const char *const queries[], size_t count)
{
	struct buf all;

	buf_init(&all);
	for (size_t i = 0; i < count; i++) {
		char *part = fixture_dump(queries[i]);

		buf_puts(&all, part);
		mem_free(part);
	}
	return buf_take(&all);
}

long fixture_count(const char *sql)
{
	char *text = fixture_dump(sql);
	long n = *text ? strtol(text, NULL, 10) : -1;

	mem_free(text);
	return n;
}

void fixture_sql(const char *sql)
{
	sqlite3 *db;

	if (pg_store_wanted()) {
		MUST(pg_store_tamper(sql, &failed));
		return;
	}
	db = open_raw(store_path);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	sqlite3_close(db);
}

void fixture_block(struct session *session)
{
	char *ids = fixture_dump("SELECT id FROM client ORDER BY id"), *state = NULL;

	begin(session);
	for (char *id = strtok_r(ids, "\n", &state); id; id = strtok_r(NULL, "\n", &state))
		MUST(client_lock(session->store, strtoll(id, NULL, 10), &failed));
	mem_free(ids);
}

pid_t fixture_fork(int (*child)(void *arg), void *arg)
{
	pid_t pid;

	fflush(NULL);
	pid = fork();
	if (pid != 0)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL); /* it does not outlive a test that is stopped */
	in_child = true;
	prctl(PR_SET_PDEATHSIG, SIGKILL); /* a test that crashes leaves nobody behind */
	_exit(child(arg));
}

int fixture_wait(pid_t pid)
{
	int status;

	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		return -1;
	return WIFSIGNALED(status) ? 1000 + WTERMSIG(status) : WEXITSTATUS(status);
}
