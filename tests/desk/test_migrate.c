/* A store that moves: every row, every chain, into an empty place only.
 */
#include <stdio.h>
#include <string.h>

#include "fixture.h"

#include "base/mem.h"
#include "db/engine.h"
#include "db/migrate.h"
#include "desk/audit.h"
#include "desk/claim.h"
#include "desk/migrate.h"

static struct err err;

static const char tables_of_sqlite[] = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";

/* A day with a bit of everything. */
static void work(struct session *session)
{
	char undone[CALL_CODE];
	int64_t id;
	bool taken;

	fixture_portfolio(session, 30);
	fixture_on(session, session->today, -1);
	id = fixture_count("SELECT id FROM client WHERE no = 'C0001'");
	fixture_contact(session, id, "Mme \"O'Neil\"\\", "04 78 12 34 56");
	fixture_record(session, id, OUTCOME_PROMISE, "ven");
	assert_true(call_undo(session, id, undone, &err));
	fixture_record(session, id, OUTCOME_PROMISE, "3x fm");
	id = fixture_count("SELECT id FROM client WHERE no = 'C0002'");
	fixture_record(session, id, OUTCOME_DISPUTE, "");
	fixture_record(session, id, OUTCOME_NOTE, "Ça va — “œuf” 🥚");
	id = fixture_count("SELECT id FROM client WHERE no = 'C0003'");
	fixture_record(session, id, OUTCOME_CALLBACK, "+2 14h30");
	fixture_cash(session, id, 0, session->today, 4200);
	assert_true(claim_take(session, id, &taken, &err));
	assert_true(audit_draft_save(session, "promise", id, "two\nlines\tand \\N", &err));
}

static bool move(struct session *session, const char *to, struct migrate_totals *totals)
{
	const struct migrate_request request = { .to = to };

	err_clear(&err);
	return migrate_store(session, &request, totals, &err);
}

static char *beside(const char *name)
{
	return mem_printf("%s/%s", fixture_folder(), name);
}

static void every_table_moves(void **state)
{
	char *path = beside("list.db"), *names;
	struct migrate_totals totals;
	char *list, *state_of = NULL;
	size_t n = 0;

	/* asked of a file, whatever engine the fixture is on */
	if (!move(*state, path, &totals))
		fail_msg("%s", err.text);
	names = fixture_dump_of(path, tables_of_sqlite);
	list = mem_strdup(names);
	for (char *name = strtok_r(list, "\n", &state_of); name; name = strtok_r(NULL, "\n", &state_of), n++) {
		bool there = false;

		for (size_t i = 0; i < migrate_tables(); i++)
			there |= strcmp(migrate_table(i), name) == 0;
		if (!there)
			fail_msg("%s does not move", name);
	}
	assert_int_equal(n, migrate_tables());
	mem_free(list);
	mem_free(names);
	mem_free(path);
}

static void a_moved_store_is_the_same(void **state)
{
	static const char *const facts[] = {
		"SELECT * FROM client ORDER BY id",
		"SELECT * FROM action ORDER BY id",
		"SELECT * FROM journal WHERE kind <> 'migrate' ORDER BY id",
		"SELECT * FROM draft",
		"SELECT * FROM search_word ORDER BY creditor_id, word, client_id",
		"SELECT * FROM promise_invoice ORDER BY promise_id, invoice_id",
	};
	struct session *session = *state;
	char *path = beside("there.db"), *back = beside("back.db");
	struct migrate_totals totals, again;
	struct audit_totals audit;
	struct session *there;
	const struct session_request request = { .target = path, .use = STORE_BATCH, .agent = "alice", .today = TODAY, .minute = -1 };

	work(session);
	if (!move(session, path, &totals))
		fail_msg("%s", err.text);
	assert_int_equal(totals.clients, 30);
	assert_int_equal(totals.journal_rows, fixture_count("SELECT count(*) FROM journal"));
	for (size_t i = 0; i < COUNT(facts); i++) {
		char *before = fixture_dump(facts[i]), *after = fixture_dump_of(path, facts[i]);

		assert_true(*before);
		assert_string_equal(before, after);
		mem_free(before);
		mem_free(after);
	}
	assert_true(session_open(&request, &there, &err));
	assert_true(audit_verify(there, &audit, &err));
	assert_int_equal(audit.journal_rows, totals.journal_rows + 1); /* where it comes from */
	assert_true(move(there, back, &again));
	assert_int_equal(again.rows, totals.rows + 1);
	session_close(there);
	mem_free(path);
	mem_free(back);
}

static void only_an_empty_place_takes_a_store(void **state)
{
	struct session *bob = fixture_session("bob", TODAY);
	char *path = beside("there.db");
	struct migrate_totals totals;

	assert_false(move(bob, path, &totals));
	assert_int_equal(err.code, ERR_REFUSED);
	session_close(bob);
	assert_false(move(*state, fixture_path(), &totals));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_true(move(*state, path, &totals));
	assert_false(move(*state, path, &totals));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_non_null(strstr(err.text, "there.db"));
	mem_free(path);
}

static void a_broken_chain_is_not_called_sound(void **state)
{
	char *path = beside("there.db");
	struct migrate_totals totals;

	work(*state);
	fixture_sql("UPDATE journal SET payload = '{}' WHERE kind = 'promise'");
	assert_false(move(*state, path, &totals));
	assert_int_equal(err.code, ERR_STORE);
	assert_non_null(strstr(err.text, "must not be used"));
	assert_non_null(strstr(err.text, "changed after it was written"));
	mem_free(path);
}

/* In a file, whatever engine the fixture is on. */
static void sql_there(const char *path, const char *sql)
{
	const struct engine_options options = { .wait_ms = 1000, .cache_kib = 256 };
	struct engine *engine;

	assert_true(engine_open(path, &options, &engine, &err));
	assert_true(engine_script(engine, sql, &err));
	engine_close(engine);
}

/* The copy is stored, and what follows it fails. */
static void a_copy_without_a_signature_is_finished(void **state)
{
	static const char fail[] = "UPDATE journal SET hash = 'x' || hash WHERE kind = 'promise'",
			  mend[] = "UPDATE journal SET hash = substr(hash, 2) WHERE kind = 'promise'",
			  signatures[] = "SELECT count(*) FROM journal WHERE kind = 'migrate'",
			  marks[] = "SELECT count(*) FROM setting WHERE name = 'unsigned copy'";
	char *path = beside("there.db"), *further = beside("further.db"), *was;
	struct migrate_totals totals, again;

	work(*state);
	fixture_sql(fail);
	assert_false(move(*state, path, &totals));
	was = fixture_dump_of(path, signatures);
	assert_string_equal(was, "0\n");
	mem_free(was);
	assert_false(move(*state, path, &totals)); /* what is not sound is not signed the second time either */
	assert_non_null(strstr(err.text, "changed after it was written"));
	fixture_sql(mend);
	assert_false(move(*state, path, &totals)); /* nor what is another store by now */
	assert_int_equal(err.code, ERR_REFUSED);
	assert_non_null(strstr(err.text, "must not be used"));
	assert_non_null(strstr(err.text, "migrate again"));
	sql_there(path, mend);
	if (!move(*state, path, &totals))
		fail_msg("%s", err.text);
	assert_int_equal(totals.clients, 30);
	was = fixture_dump_of(path, signatures);
	assert_string_equal(was, "1\n");
	mem_free(was);
	was = fixture_dump_of(path, marks);
	assert_string_equal(was, "0\n");
	mem_free(was);
	assert_true(move(*state, further, &again));
	assert_int_equal(again.rows, totals.rows);
	assert_false(move(*state, path, &totals)); /* signed, it is a store like any other */
	assert_non_null(strstr(err.text, "holds a portfolio already"));
	mem_free(path);
	mem_free(further);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(every_table_moves),
		FACT(a_moved_store_is_the_same),
		FACT(only_an_empty_place_takes_a_store),
		FACT(a_broken_chain_is_not_called_sound),
		FACT(a_copy_without_a_signature_is_finished),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
