/* Random days of a small desk: whatever two people do, a refusal changes nothing, taking back restores every row, what is stored is what
 * rescoring would store, and the sums agree with a plain recomputation in SQL.
 *
 * The dice are fixed: a failure names its round and what was done.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fixture.h"

#include "base/id.h"
#include "base/mem.h"
#include "desk/audit.h"
#include "desk/dispute.h"
#include "desk/document.h"
#include "desk/escalation.h"
#include "desk/platform.h"
#include "desk/profile.h"
#include "desk/promises.h"
#include "desk/refresh.h"

enum { CLIENTS = 3, INVOICES = 3, ROUNDS = 4, DEEDS = 40 };

static struct err err;
static int64_t clients[CLIENTS];
static uint64_t dice;
static struct buf story;

static unsigned roll(unsigned sides)
{
	dice ^= dice << 13;
	dice ^= dice >> 7;
	dice ^= dice << 17;
	return (unsigned)((dice >> 11) % sides);
}

/* ---- what is stored ---- */

#define CLIENT_ROWS \
	"SELECT 'client', no, difficulty, insolvent, legal, agency, held, no_contact, last_chase_on, spoken_on, cadence_on, follow_up_on, " \
	"follow_up_minute, follow_up_agreed, follow_up_agent_id, dispute_due_on, dispute_end_on, promises, score, callable, why_not, next_on, " \
	"next_minute, overdue_cents, balance_cents, currency, oldest_on, broken, clock, clock_on, proposal, reason, reason_on, published_on, " \
	"acknowledged_on FROM client ORDER BY no"

/* A proposal that lapses for a moment comes back as another row. */
static const char *const all_rows[] = {
	CLIENT_ROWS,
	"SELECT 'promise', id, due_on, check_on, amount_cents, reduced_cents, received_cents, state, superseded_by, withdrawn_by FROM promise "
	"WHERE undone = 0 ORDER BY id",
	"SELECT 'part', i.promise_id, i.invoice_id, i.amount_cents, i.withdrawn_by FROM promise_invoice i JOIN promise p ON p.id = i.promise_id "
	"WHERE p.undone = 0 ORDER BY i.promise_id, i.invoice_id",
	"SELECT 'follow-up', id, kind, due_on, minute, agreed, done_by FROM follow_up WHERE undone = 0 ORDER BY id",
	"SELECT 'dispute', id, kind, due_on, closed_on, resolution, credit_cents, closed_by FROM dispute WHERE undone = 0 ORDER BY id",
	"SELECT 'circuit', id, invoice_id, stage, since, holder_id FROM circuit_event WHERE undone = 0 ORDER BY id",
	"SELECT 'contact', id, name, role, wrong, wrong_by FROM contact WHERE undone = 0 ORDER BY id",
	"SELECT 'word', client_id, word FROM search_word ORDER BY client_id, word",
	"SELECT 'invoice', id, open_cents, dispute_id, closed_on FROM invoice ORDER BY id",
	"SELECT 'document', id, kind, sent_on, sent_by, settled_on, settled_by FROM document_request WHERE undone = 0 ORDER BY id",
	"SELECT 'insolvency', id, court FROM insolvency WHERE undone = 0 ORDER BY id",
	"SELECT 'sanction', id, kind, set_on, lifted_on FROM sanction ORDER BY id",
	"SELECT 'proposal', client_id, kind, state, reasons, warnings, again_on, taken_on FROM escalation WHERE state <> 'lapsed' "
	"ORDER BY client_id, kind, id",
};

static long journal_rows(void)
{
	return fixture_count("SELECT count(*) FROM journal");
}

static void must_be(const char *before, long journal, const char *what)
{
	char *after = fixture_dump_all(all_rows, COUNT(all_rows));

	if (strcmp(before, after) != 0 || (journal >= 0 && journal != journal_rows()))
		fail_msg("%s\n%s--- before\n%s--- after\n%s", what, story.data, before, after);
	mem_free(after);
}

/* ---- what must hold ---- */

#define OWED_OF(condition) \
	"(SELECT coalesce(sum(CASE WHEN " condition " THEN i.open_cents ELSE 0 END), 0) FROM invoice i WHERE i.client_id = c.id AND " \
	"i.currency = c.currency)"
#define NET OWED_OF("i.dispute_id IS NULL AND (i.open_cents < 0 OR i.due_on < (SELECT scored_on FROM creditor))")

/* Each counts what must not be. */
static const char *const never[] = {
	"SELECT count(*) FROM client c WHERE balance_cents <> " OWED_OF("1 = 1"),
	"SELECT count(*) FROM client c WHERE overdue_cents <> CASE WHEN " NET " < 0 THEN 0 ELSE " NET " END",
	"SELECT count(*) FROM client c WHERE callable = 1 AND (legal + agency + insolvent + no_contact > 0 OR last_chase_on = "
	"(SELECT scored_on FROM creditor))",
	"SELECT count(*) FROM client WHERE callable = CASE WHEN why_not = '' THEN 0 ELSE 1 END OR next_on < (SELECT scored_on FROM creditor)",
	"SELECT count(*) FROM client c WHERE proposal = '' AND EXISTS (SELECT 1 FROM escalation e WHERE e.client_id = c.id AND e.state = 'proposed')",
	"SELECT count(*) FROM client c WHERE held <> (SELECT count(*) FROM sanction s WHERE s.client_id = c.id AND s.kind = 'hold' AND "
	"s.lifted_on IS NULL)",
	"SELECT count(*) FROM invoice i WHERE dispute_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dispute d JOIN dispute_invoice n ON "
	"n.dispute_id = d.id AND n.invoice_id = i.id WHERE d.id = i.dispute_id AND d.undone = 0 AND d.closed_on IS NULL)",
	"SELECT count(*) FROM dispute d JOIN dispute_invoice n ON n.dispute_id = d.id JOIN invoice i ON i.id = n.invoice_id WHERE d.undone = 0 "
	"AND d.closed_on IS NULL AND (i.dispute_id IS NULL OR i.dispute_id <> d.id)",
	"SELECT count(*) FROM promise p WHERE undone = 0 AND reduced_cents <> (SELECT coalesce(sum(i.amount_cents), 0) FROM promise_invoice i "
	"WHERE i.promise_id = p.id AND i.withdrawn_by IS NOT NULL)",
	"SELECT count(*) FROM promise WHERE undone = 0 AND state = 'open' AND check_on <= (SELECT scored_on FROM creditor)",
};

static void holds(struct session *session)
{
	struct audit_totals totals;

	for (size_t i = 0; i < COUNT(never); i++)
		if (fixture_count(never[i]) != 0)
			fail_msg("%s\n%s", story.data, never[i]);
	if (!audit_verify(session, &totals, &err))
		fail_msg("%s%s", story.data, err.text);
}

/* What rescoring makes of it, client by client and in the walk over all. */
static void is_as_rescored(struct session *session)
{
	struct refresh_totals totals;
	int64_t closed;
	char *before;
	long journal;

	assert_true(dispute_close_paid(session, &closed, &err)); /* the walk would */
	before = fixture_dump_all(all_rows, COUNT(all_rows));
	journal = journal_rows();
	for (int i = 0; i < CLIENTS; i++)
		assert_true(store_begin(session->store, true, &err) && refresh_client(session, clients[i], &err) &&
		            store_commit(session->store, &err));
	must_be(before, journal, "a client rescored is another one");
	assert_true(refresh_all(session, true, NULL, NULL, &totals, &err));
	must_be(before, journal, "the walk finds something else");
	mem_free(before);
}

/* ---- what people do ---- */

/* One of the ids of a client's rows; 0: there is none. */
static int64_t any_of(const char *sql, int64_t client)
{
	char *query = mem_printf("%s AND client_id = %lld ORDER BY id", sql, (long long)client), *rows = fixture_dump(query), *at = rows;
	unsigned count = 0;
	int64_t id = 0;

	for (const char *c = rows; *c; c++)
		count += *c == '\n';
	if (count > 0) {
		for (unsigned skip = roll(count); skip > 0; skip--)
			at = strchr(at, '\n') + 1;
		id = strtoll(at, NULL, 10);
	}
	mem_free(rows);
	mem_free(query);
	return id;
}

static bool call(struct session *session, int64_t client)
{
	static const struct { enum outcome outcome; const char *entry; } calls[] = {
		{ OUTCOME_PROMISE, "ven" },       { OUTCOME_PROMISE, "300 +3" },         { OUTCOME_PROMISE, "3x fm" },
		{ OUTCOME_PROMISE, "100 dem" },   { OUTCOME_PROMISE, "200 +2; 100 +9" }, { OUTCOME_CALLBACK, "+4 9h" },
		{ OUTCOME_CALLBACK, "17h" },      { OUTCOME_NO_ANSWER, "" },             { OUTCOME_MESSAGE, "" },
		{ OUTCOME_EVASIVE, "+5" },        { OUTCOME_CIRCUIT, "1 r roy 2" },      { OUTCOME_CIRCUIT, "b lenoir 3" },
		{ OUTCOME_DISPUTE, "1" },         { OUTCOME_DISPUTE, "2 com prix" },     { OUTCOME_DISPUTE, "" },
		{ OUTCOME_DOCUMENT, "1" },        { OUTCOME_DOCUMENT, "rib" },           { OUTCOME_PAID, "100 hier" },
		{ OUTCOME_DIFFICULTY, "+2" },     { OUTCOME_REFUSAL, "non" },            { OUTCOME_NOTE, "vu" },
		{ OUTCOME_WRONG_CONTACT, "zoe" }, { OUTCOME_INSOLVENCY, "Lyon 15/11" },
	};
	unsigned which = roll(COUNT(calls));
	const struct call_request request = { .id = id_new(), .client_id = client, .outcome = calls[which].outcome,
		                              .entry = calls[which].entry };
	struct call_result result;

	buf_printf(&story, "%s “%s”\n", outcome_rules[request.outcome].code, request.entry);
	if (!call_record(session, &request, &result, &err))
		return false;
	assert_true(call_record(session, &request, &result, &err) && result.already);
	return true;
}

static bool settle(struct session *session, int64_t client)
{
	const struct dispute_end end = { .id = id_new(),
		                         .dispute_id = any_of("SELECT id FROM dispute WHERE undone = 0", client),
		                         .resolution = roll(2) ? DISPUTE_AGREED : DISPUTE_PAID };

	buf_puts(&story, "settles a dispute\n");
	return dispute_resolve(session, &end, &err);
}

static bool step_document(struct session *session, int64_t client)
{
	const struct document_step step = { .id = id_new(),
		                            .request_id = any_of("SELECT id FROM document_request WHERE undone = 0", client) };
	date chase_on;

	buf_puts(&story, "sends or settles a document\n");
	return roll(2) ? document_sent(session, &step, &chase_on, &err) : document_settle(session, &step, &err);
}

static bool withdraw(struct session *session, int64_t client)
{
	const struct promises_withdraw request = { .id = id_new(), .words = "erreur",
		                                   .promise_id = any_of("SELECT id FROM promise WHERE undone = 0", client) };
	struct promises_withdrawn out;

	buf_puts(&story, "withdraws a promise\n");
	return promises_withdraw(session, &request, &out, &err);
}

static bool decide(struct session *session, int64_t client)
{
	const struct escalation_deed deed = { .id = id_new(), .client_id = client, .act = (enum escalation_act)roll(ESCALATION_ACT_COUNT),
		                              .kind = (enum escalation_kind)roll(ESCALATION_KIND_COUNT),
		                              .what = (enum escalation_sanction)roll(ESCALATION_SANCTION_COUNT),
		                              .to = ESCALATION_HAND_LEGAL, .again_on = DATE_NONE, .note = "ainsi" };
	struct escalation_done done;

	buf_printf(&story, "%s\n", escalation_act_codes[deed.act]);
	return escalation_do(session, &deed, &done, &err);
}

static bool hear_platform(struct session *session, int64_t client)
{
	char number[8], at[DATE_TEXT + 10], day[DATE_TEXT];
	const struct platform_news news = { .number = number, .issued_on = DATE_NONE, .seller_siren = "", .status = 200 + (int)roll(14),
		                            .told_at = at, .reason = "", .text = "" };
	enum platform_taken taken;

	(void)client;
	snprintf(number, sizeof number, "F%u", roll(CLIENTS * INVOICES));
	snprintf(at, sizeof at, "%sT1%u:00:00", date_iso(session->today, day), roll(10));
	buf_printf(&story, "platform %d of %s at %s\n", news.status, number, at);
	assert_true(store_begin(session->store, true, &err));
	if (platform_take(session, &news, 0, &taken, &err))
		return store_commit(session->store, &err);
	store_rollback(session->store);
	return false;
}

/* Matched or not; what it settles is closed as an import would. */
static bool pay(struct session *session, int64_t client)
{
	int64_t invoice = roll(3) ? any_of("SELECT id FROM invoice WHERE open_cents > 0", client) : 0;
	cents amount = 10000 * (cents)(1 + roll(30));
	char *sql, day[DATE_TEXT];

	buf_printf(&story, "pays %lld\n", (long long)amount);
	if (invoice) {
		sql = mem_printf("UPDATE invoice SET closed_on = CASE WHEN open_cents <= %lld THEN '%s' ELSE NULL END, open_cents = "
		                 "CASE WHEN open_cents <= %lld THEN 0 ELSE open_cents - %lld END WHERE id = %lld",
		                 (long long)amount, date_iso(session->today, day), (long long)amount, (long long)amount, (long long)invoice);
		fixture_sql(sql);
		mem_free(sql);
	}
	fixture_cash(session, client, invoice, session->today - (date)roll(4), amount);
	return true;
}

static bool change_profile(struct session *session, int64_t client)
{
	struct profile_change change = { .service = NULL };
	bool changed;

	change.texts[PROFILE_CREDIT_LIMIT] = roll(2) ? "500.00" : "none";
	change.texts[PROFILE_INSURED_LIMIT] = roll(2) ? "100.00" : "none";
	buf_puts(&story, "limits\n");
	return profile_set(session, client, &change, &changed, &err);
}

/* ---- days ---- */

static void deed(struct session *session)
{
	static const struct { bool (*act)(struct session *session, int64_t client); bool undoable; } deeds[] = {
		{ call, true },     { call, true },     { call, true },          { call, true }, { settle, true }, { step_document, true },
		{ withdraw, true }, { decide, false },  { hear_platform, false }, { pay, false }, { change_profile, false },
	};
	unsigned which = roll(COUNT(deeds));
	int64_t client = clients[roll(CLIENTS)];
	char *before = fixture_dump_all(all_rows, COUNT(all_rows)), undone[CALL_CODE];
	long journal = journal_rows();

	buf_printf(&story, "%s: ", session->agent);
	if (!deeds[which].act(session, client))
		must_be(before, journal, "a refusal changed something");
	else if (deeds[which].undoable && roll(2) && call_undo(session, client, undone, &err))
		must_be(before, -1, "taken back it is not as it was");
	mem_free(before);
}

static void open_book(struct session *session)
{
	for (int i = 0; i < CLIENTS; i++) {
		char no[8], number[8];

		snprintf(no, sizeof no, "C%d", i);
		clients[i] = fixture_client(session, no, no);
		fixture_contact(session, clients[i], "Mme Roy", "0478123456");
		for (int k = 0; k < INVOICES; k++) {
			snprintf(number, sizeof number, "F%d", i * INVOICES + k);
			fixture_invoice(session, clients[i], number, LATE(50) + (date)roll(80), 20000 + 10000 * (cents)roll(20));
		}
		snprintf(number, sizeof number, "A%d", i);
		fixture_item(session, clients[i], number, ITEM_CREDIT_NOTE, LATE(3), -(cents)roll(30000) - 1, "EUR");
	}
}

static void days_go_by(void **state)
{
	struct session *alice = *state, *bob = fixture_session("bob", TODAY);

	buf_init(&story);
	dice = UINT64_C(88172645463325252);
	for (int round = 0; round < ROUNDS; round++) {
		if (round > 0) {
			session_close(bob);
			fixture_teardown(state);
			fixture_setup(state);
			alice = *state;
			bob = fixture_session("bob", TODAY);
		}
		alice->policy.plan.void_after = bob->policy.plan.void_after = round % 2;
		buf_reset(&story);
		open_book(alice);
		fixture_on(alice, TODAY, 540);
		for (int i = 0; i < DEEDS; i++) {
			bob->today = alice->today;
			bob->minute = alice->minute;
			deed(roll(3) ? alice : bob);
			holds(alice);
			if (roll(4) == 0)
				is_as_rescored(alice);
			if (roll(6) == 0)
				fixture_on(alice, alice->today + 1 + (date)roll(8), 480 + (int)roll(600));
		}
	}
	session_close(bob);
	buf_clear(&story);
}

int main(void)
{
	const struct CMUnitTest tests[] = { FACT(days_go_by) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
