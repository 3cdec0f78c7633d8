/* Promises across clients: groups, order, sums; and withdrawing one, before and after it was judged. */
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "base/mem.h"
#include "desk/claim.h"
#include "desk/promises.h"

static int64_t promising(struct session *session, const char *no, cents owed, const char *entry)
{
	int64_t id = fixture_client(session, no, no);

	fixture_invoice(session, id, no, session->today - 30, owed);
	fixture_record(session, id, OUTCOME_PROMISE, entry);
	return id;
}

/* "to_check C-1 100.00 0.00, …" */
static char *listed(struct session *session, const struct promises_query *query)
{
	struct promises_row *rows;
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct buf out;
	size_t count;

	assert_true(promises_list(session, &arena, query, &rows, &count, &err));
	buf_init(&out);
	buf_puts(&out, "");
	for (size_t i = 0; i < count; i++) {
		char expected[MONEY_TEXT], received[MONEY_TEXT];
		buf_printf(&out, "%s%s %s %s %s", i ? ", " : "", promises_group_codes[rows[i].group], rows[i].promised.client.no,
		           money_decimal_text(rows[i].expected, expected), money_decimal_text(rows[i].promised.promise.received, received));
	}
	arena_clear(&arena);
	return buf_take(&out);
}

static void check_list(struct session *session, const struct promises_query *query, const char *wanted)
{
	char *found = listed(session, query);

	assert_string_equal(found, wanted);
	mem_free(found);
}

static const struct promises_query all = { .broken_days = PROMISES_BROKEN_DAYS };

/* On TODAY: C-1 broken, C-2 partly kept later, C-3 to check, C-4 due today, C-5 due next week, C-6 replaced by C-6's second, C-7 kept. */
static void story(struct session *session)
{
	fixture_on(session, LATE(20), -1);
	promising(session, "C-1", 100000, "+7");
	int64_t part = promising(session, "C-2", 50000, "+10");
	int64_t kept = promising(session, "C-7", 7000, "+10");
	fixture_on(session, LATE(4), -1);
	fixture_cash(session, part, 0, LATE(12), 20000);
	fixture_cash(session, kept, 0, LATE(12), 7000);
	promising(session, "C-3", 30000, "+3");
	promising(session, "C-4", 40000, "+4");
	promising(session, "C-5", 50000, "+10");
	int64_t twice = promising(session, "C-6", 60000, "+8");
	fixture_record(session, twice, OUTCOME_PROMISE, "300 +13");
	fixture_on(session, TODAY, -1);
}

static void groups_follow_each_other_by_date(void **state)
{
	struct session *session = *state;

	story(session);
	check_list(session, &all,
	           "to_check C-3 300.00 0.00, due C-4 400.00 0.00, due C-5 500.00 0.00, due C-6 300.00 0.00, "
	           "broken C-2 500.00 200.00, broken C-1 1000.00 0.00");
	check_list(session, &(struct promises_query){ .groups = 1u << PROMISES_DUE, .broken_days = 90 },
	           "due C-4 400.00 0.00, due C-5 500.00 0.00, due C-6 300.00 0.00");
	check_list(session, &(struct promises_query){ .groups = 1u << PROMISES_BROKEN, .broken_days = 7 }, "broken C-2 500.00 200.00");
	fixture_on(session, IN(1), -1);
	check_list(session, &(struct promises_query){ .groups = 1u << PROMISES_TO_CHECK }, "to_check C-4 400.00 0.00");
}

/* What a credit note took is expected no more, and nothing is left of a promise that was credited whole. */
static void credits_are_not_expected(void **state)
{
	struct session *session = *state;
	int64_t part, whole;

	fixture_on(session, LATE(4), -1);
	part = promising(session, "C-1", 40000, "+10");
	whole = promising(session, "C-2", 50000, "+10");
	fixture_credit(session, part, 0, LATE(2), 15000);
	fixture_credit(session, whole, 0, LATE(2), 50000);
	check_list(session, &all, "due C-1 250.00 0.00");
	fixture_on(session, TODAY, -1);
	check_list(session, &all, "due C-1 250.00 0.00");
	assert_int_equal(fixture_count("SELECT credited_cents FROM promise ORDER BY id LIMIT 1"), 15000);
}

static void sums_stay_by_currency(void **state)
{
	struct session *session = *state;
	struct promises_sum sums[PROMISES_CURRENCIES];
	struct promises_row *rows;
	struct arena arena = { 0 };
	struct err err = { 0 };
	size_t count;

	story(session);
	int64_t dollars = fixture_client(session, "C-8", "Overseas");
	fixture_item(session, dollars, "F-8", ITEM_INVOICE, LATE(9), 8800, "USD");
	fixture_record(session, dollars, OUTCOME_PROMISE, "+2");
	assert_true(promises_list(session, &arena, &all, &rows, &count, &err));
	assert_int_equal(promises_sum(session, rows, count, PROMISES_DUE, sums), 2);
	assert_string_equal(sums[0].currency, "EUR");
	assert_int_equal(sums[0].count, 3);
	assert_int_equal(sums[0].expected, 120000);
	assert_string_equal(sums[1].currency, "USD");
	assert_int_equal(sums[1].expected, 8800);
	assert_int_equal(promises_sum(session, rows, count, PROMISES_BROKEN, sums), 1);
	assert_int_equal(sums[0].received, 20000);
	arena_clear(&arena);
}

/* Each debt is promised by itself, and one promise does not take the place of the other's. */
static void one_client_promises_in_two_currencies(void **state)
{
	static const char rows[] = "SELECT p.amount_cents, p.currency, p.state, i.number FROM promise p LEFT JOIN promise_invoice pi ON "
	                           "pi.promise_id = p.id LEFT JOIN invoice i ON i.id = pi.invoice_id ORDER BY p.id";
	struct session *session = *state;
	struct err err = { 0 };
	struct call_result result;
	int64_t id = fixture_client(session, "C-9", "Here and overseas");

	fixture_invoice(session, id, "F-EUR", LATE(30), 900000);
	fixture_item(session, id, "F-USD", ITEM_INVOICE, LATE(9), 8800, "USD");
	fixture_record(session, id, OUTCOME_PROMISE, "100 +2");
	fixture_on(session, IN(1), -1);
	result = fixture_record(session, id, OUTCOME_PROMISE, "usd +3");
	assert_int_equal(result.superseded, 0);
	assert_string_equal(result.entry.meant.currency, "USD");
	fixture_is(rows, "10000|EUR|open|F-EUR\n8800|USD|open|F-USD\n");
	fixture_is("SELECT count(*) FROM journal WHERE kind = 'promise' AND payload LIKE '%\"currency\":\"USD\"%'", "1\n");
	result = fixture_record(session, id, OUTCOME_PROMISE, "50$ +3");
	assert_int_equal(result.superseded, 1);
	fixture_is(rows, "10000|EUR|open|F-EUR\n8800|USD|superseded|F-USD\n5000|USD|open|F-USD\n");
	fixture_refused(session, id, OUTCOME_PROMISE, "88.01$ +3", &err);
	fixture_refused(session, id, OUTCOME_PROMISE, "5 gbp +3", &err);
	result = fixture_record(session, id, OUTCOME_PAID, "23/11 30 usd transfer 88");
	fixture_is("SELECT note FROM action WHERE outcome = 'paid'", "30.00 USD 2026-11-23 transfer 88\n");
	fixture_is("SELECT count(*) FROM journal WHERE kind = 'paid' AND payload LIKE '%\"amount\":\"30.00\",\"currency\":\"USD\"%'", "1\n");
}

static void whose_they_are(void **state)
{
	struct session *alice = *state, *bob = fixture_session("bob", TODAY);
	struct promises_row *rows;
	struct arena arena = { 0 };
	struct err err = { 0 };
	size_t count;

	promising(alice, "C-1", 1000, "+3");
	promising(bob, "C-2", 2000, "+3");
	check_list(bob, &(struct promises_query){ .agent_id = bob->agent_id }, "due C-2 20.00 0.00");
	assert_true(promises_list(bob, &arena, &all, &rows, &count, &err));
	assert_int_equal(count, 2);
	assert_false(rows[0].mine);
	assert_true(rows[1].mine);
	assert_true(promises_list(alice, &arena, &all, &rows, &count, &err));
	assert_true(rows[0].mine && rows[1].mine);
	arena_clear(&arena);
	session_close(bob);
}

static int64_t promise_of(const char *no)
{
	char *sql = mem_printf("SELECT max(p.id) FROM promise p JOIN client c ON c.id = p.client_id WHERE c.no = '%s'", no);
	int64_t id = (int64_t)fixture_count(sql);

	mem_free(sql);
	return id;
}

static bool withdraw(struct session *session, int64_t id, const char *no, const char *words, struct err *err)
{
	const struct promises_withdraw request = { .id = id, .promise_id = promise_of(no), .words = words };
	struct promises_withdrawn out;

	*err = (struct err){ 0 };
	return promises_withdraw(session, &request, &out, err);
}

static void a_broken_one_withdrawn_no_longer_counts(void **state)
{
	struct session *session = *state;
	char undone[CALL_CODE];
	struct err err;

	story(session);
	int64_t client = (int64_t)fixture_count("SELECT id FROM client WHERE no = 'C-1'");
	assert_int_equal(fixture_row(session, client).ready.broken, 1);
	int score = fixture_row(session, client).ready.score;
	assert_true(withdraw(session, id_new(), "C-1", "  typed for the wrong client ", &err));
	assert_int_equal(fixture_row(session, client).ready.broken, 0);
	assert_true(fixture_row(session, client).ready.score < score - 400);
	check_list(session, &(struct promises_query){ .groups = 1u << PROMISES_BROKEN, .broken_days = 90 }, "broken C-2 500.00 200.00");
	char *row = fixture_dump("SELECT kind, payload FROM journal WHERE kind = 'withdraw_promise'");
	assert_non_null(strstr(row, "\"state\":\"broken\",\"due_on\":\"2026-11-12\",\"amount\":\"1000.00\",\"currency\":\"EUR\","
	                            "\"note\":\"typed for the wrong client\""));
	mem_free(row);
	assert_true(call_undo(session, client, undone, &err));
	assert_string_equal(undone, "promise_withdrawn");
	assert_int_equal(fixture_row(session, client).ready.broken, 1);
	assert_int_equal(fixture_row(session, client).ready.score, score);
}

static void an_open_one_withdrawn_wakes_the_file(void **state)
{
	struct session *session = *state;
	struct err err;

	int64_t client = promising(session, "C-1", 100000, "+7");
	assert_string_equal(fixture_row(session, client).ready.why_not, "promise");
	assert_true(withdraw(session, id_new(), "C-1", "customer called it off", &err));
	assert_string_not_equal(fixture_row(session, client).ready.why_not, "promise");
	check_list(session, &all, "");
}

static void the_same_id_is_one_withdrawal(void **state)
{
	struct session *session = *state;
	int64_t id = id_new();
	struct err err;

	promising(session, "C-1", 100000, "+7");
	assert_true(withdraw(session, id, "C-1", "twice", &err));
	assert_true(withdraw(session, id, "C-1", "twice", &err));
	assert_int_equal(fixture_count("SELECT count(*) FROM action WHERE outcome = 'promise_withdrawn'"), 1);
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'withdraw_promise'"), 1);
	assert_false(withdraw(session, id_new(), "C-1", "again", &err));
	assert_string_equal(err.text, "this promise was withdrawn already");
}

static void who_may_and_what_is_refused(void **state)
{
	struct session *alice = *state, *bob = fixture_session("bob", TODAY), *carol = fixture_session("carol", TODAY);
	bool taken;
	struct err err;
	char long_words[PROMISES_NOTE_BYTES + 2];

	int64_t client = promising(bob, "C-1", 100000, "+7");
	assert_false(withdraw(carol, id_new(), "C-1", "not mine", &err));
	assert_string_equal(err.text, "this promise was taken by bob: its author or a supervisor withdraws it");
	assert_false(withdraw(bob, id_new(), "C-1", " \t ", &err));
	assert_string_equal(err.text, "withdrawing a promise needs words: say why it no longer counts");
	memset(long_words, 'x', sizeof long_words - 1);
	long_words[sizeof long_words - 1] = '\0';
	assert_false(withdraw(bob, id_new(), "C-1", long_words, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_false(withdraw(bob, id_new(), "C-404", "none", &err));
	assert_int_equal(err.code, ERR_MISSING);
	snprintf(carol->console, sizeof carol->console, "elsewhere/1/1");
	assert_true(claim_take(carol, client, &taken, &err) && taken);
	assert_false(withdraw(bob, id_new(), "C-1", "in her hands", &err));
	assert_string_equal(err.text, "carol has this file open: nothing was withdrawn");
	assert_true(claim_free(carol, client, &err));
	fixture_record(bob, client, OUTCOME_PROMISE, "+6");
	char *first = fixture_dump("SELECT min(id) FROM promise");
	const struct promises_withdraw old = { .id = id_new(), .promise_id = strtoll(first, NULL, 10), .words = "replaced" };
	struct promises_withdrawn out;
	mem_free(first);
	assert_false(promises_withdraw(alice, &old, &out, &err));
	assert_string_equal(err.text, "a newer promise took the place of this one: withdraw that one");
	assert_int_equal(fixture_count("SELECT count(*) FROM action WHERE outcome = 'promise_withdrawn'"), 0);
	assert_true(withdraw(alice, id_new(), "C-1", "as supervisor", &err));
	session_close(bob);
	session_close(carol);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(groups_follow_each_other_by_date),
		FACT(credits_are_not_expected),
		FACT(sums_stay_by_currency),
		FACT(one_client_promises_in_two_currencies),
		FACT(whose_they_are),
		FACT(a_broken_one_withdrawn_no_longer_counts),
		FACT(an_open_one_withdrawn_wakes_the_file),
		FACT(the_same_id_is_one_withdrawal),
		FACT(who_may_and_what_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
