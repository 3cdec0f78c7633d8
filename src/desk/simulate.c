/* A day: the night judges, money comes, invoices are made, people call, a supervisor decides. Dice belong to a client and a day, so that what
 * one client does changes nothing for another.
 */
#include "desk/simulate.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/id.h"
#include "base/mem.h"
#include "db/import.h"
#include "db/import_merge.h"
#include "desk/call.h"
#include "desk/demo_cash.h"
#include "desk/demo_dice.h"
#include "desk/demo_load.h"
#include "desk/demo_words.h"
#include "desk/dispute.h"
#include "desk/document.h"
#include "desk/escalation.h"
#include "desk/refresh.h"
#include "desk/transact.h"
#include "desk/worklist.h"
#include "rules/calendar.h"

#define DAY_MS        INT64_C(86400000)
#define NIGHT_MS      INT64_C(10800000)
#define OPENS_MS      INT64_C(28800000)
#define CALL_MS       INT64_C(120000)
#define PAGE          64
#define AGAIN_DAYS    30
#define DISPUTE_DAYS  8
#define DOCUMENT_DAYS 12
#define INVOICE_EVERY 25 /* one client in so many gets an invoice on a business day */

enum { DICE_CHARACTER = 900, DICE_DAY, DICE_PAY, DICE_PAPERS };

/* How a client behaves, in chances of a hundred. */
struct character {
	int weight;
	int answers;      /* somebody picks up */
	int promises;     /* of those who do: gives a date; the others do the deed below */
	enum outcome deed;
	int keeps, halves; /* a promise: whole, in part; else nothing comes */
	int on_time;      /* an invoice is paid on its due date unasked */
};
static const struct character characters[] = {
	{ 30, 70, 90, OUTCOME_PAID, 95, 3, 60 },       /* good payer */
	{ 18, 60, 80, OUTCOME_CALLBACK, 85, 8, 25 },   /* forgets */
	{ 14, 55, 45, OUTCOME_EVASIVE, 50, 25, 5 },    /* calculates */
	{ 12, 60, 55, OUTCOME_CIRCUIT, 80, 10, 10 },   /* big firm: stuck inside */
	{ 8, 65, 50, OUTCOME_DOCUMENT, 80, 10, 15 },   /* wants papers */
	{ 10, 65, 55, OUTCOME_DISPUTE, 75, 10, 15 },   /* contests */
	{ 10, 50, 50, OUTCOME_DIFFICULTY, 45, 30, 0 }, /* no cash */
	{ 6, 40, 35, OUTCOME_REFUSAL, 10, 10, 0 },     /* bad faith */
};
#define CHARACTERS (sizeof characters / sizeof *characters)

struct person {
	int64_t id;
	uint64_t number;             /* of the account: what dice belong to */
	const struct character *character;
};

struct world {
	struct session *session;
	const struct simulate_request *request;
	struct simulate_report *report;
	struct demo_till till;
	struct person *clients;
	size_t client_count, client_room;
	struct agent_row *agents;
	size_t agent_count;
	int64_t invoice_serial, calls_today;
};

static struct demo_dice dice_of(const struct world *world, int kind, const struct person *person)
{
	return demo_dice_for(world->request->seed + (uint64_t)world->session->today * 7919, (uint64_t)kind, person->number);
}

static const struct character *character_of(uint64_t seed, uint64_t number)
{
	struct demo_dice dice = demo_dice_for(seed, DICE_CHARACTER, number);
	int luck, total = 0;

	for (size_t i = 0; i < CHARACTERS; i++)
		total += characters[i].weight;
	luck = demo_roll(&dice, 1, total);
	for (size_t i = 0; i < CHARACTERS; i++)
		if ((luck -= characters[i].weight) <= 0)
			return &characters[i];
	return &characters[0];
}

/* ---- who there is ---- */

static bool meet_client(void *context, const struct client_row *row, struct err *err)
{
	struct world *world = context;
	uint64_t number = (uint64_t)world->client_count;

	(void)err;
	MEM_GROW(world->clients, world->client_count, world->client_room);
	world->clients[world->client_count++] =
		(struct person){ .id = row->id, .number = number, .character = character_of(world->request->seed, number) };
	return true;
}

static bool meet(struct world *world, struct err *err)
{
	struct session *session = world->session;

	switch (import_source_find(session->store, session->creditor.id, DEMO_SOURCE, &world->till.source_id, err)) {
	case FOUND: break;
	case FOUND_NOT: return err_set(err, ERR_REFUSED, N_("only a made-up portfolio is simulated: relance demo makes one"));
	case FOUND_ERROR: return false;
	}
	return agent_list(session->store, &session->arena, &world->agents, &world->agent_count, err) &&
	       client_each(session->store, session->creditor.id, 0, INT32_MAX, true, meet_client, world, err);
}

static const struct person *person_of(const struct world *world, int64_t id)
{
	for (size_t i = 0; i < world->client_count; i++)
		if (world->clients[i].id == id)
			return &world->clients[i];
	return NULL;
}

/* ---- money ---- */

/* What this client pays today: promises whose day it is as it keeps them, invoices that fall due as it pays unasked. *early: of the latter. */
static cents pays_today(const struct world *world, const struct person *person, const struct client_file *file, bool *early)
{
	struct demo_dice dice = dice_of(world, DICE_PAY, person);
	date today = world->session->today;
	cents sum = 0;

	*early = false;
	for (size_t i = 0; i < file->promise_count; i++) {
		const struct promise *p = &file->promises[i].promise;
		int luck = demo_roll(&dice, 1, 100);

		if (p->state != PROMISE_OPEN || p->due_on != today)
			continue;
		if (luck <= person->character->keeps)
			sum += p->amount;
		else if (luck <= person->character->keeps + person->character->halves)
			sum += p->amount / 2;
	}
	if (sum > 0)
		return sum;
	for (size_t i = 0; i < file->invoice_count; i++) {
		const struct item *item = &file->invoices[i].item;

		if (item->due_on == today && item->open > 0 && !item->disputed && demo_chance(&dice, person->character->on_time)) {
			*early = true;
			sum += item->open;
		}
	}
	return sum;
}

static bool take_money(struct world *world, const struct person *person, struct err *err)
{
	struct client_file file = { 0 };
	cents money = 0, spent = 0;
	bool early = false, done = file_load(world->session, person->id, &file, err) == FOUND;

	if (done)
		money = pays_today(world, person, &file, &early);
	file_clear(&file);
	if (!done || money <= 0)
		return done;
	done = demo_pay(world->session, &world->till, person->id, money, early, &spent, err);
	world->report->payments += spent > 0;
	world->report->paid += spent;
	return done;
}

/* ---- invoices ---- */

static bool bill(struct world *world, const struct person *person, struct err *err)
{
	struct session *session = world->session;
	struct demo_dice dice = dice_of(world, DICE_DAY, person);
	char number[32];
	struct import_invoice invoice = {
		.id = id_new(), .client_id = person->id, .source_id = world->till.source_id, .key = number, .number = number, .order_no = "",
		.kind = ITEM_INVOICE, .issued_on = session->today, .due_on = session->today + 30, .currency = session->creditor.currency,
		.due_told = true,
	};

	if (demo_roll(&dice, 1, INVOICE_EVERY) != 1)
		return true;
	snprintf(number, sizeof number, "FS%08" PRId64, ++world->invoice_serial);
	invoice.amount = invoice.open = (cents)demo_roll(&dice, 5000, 900000);
	world->report->invoices++;
	return import_invoice_insert(session->store, &invoice, err) && refresh_client_items(session, person->id, err);
}

static bool money_and_invoices(struct session *session, void *context, struct err *err)
{
	struct world *world = context;

	(void)session;
	for (size_t i = 0; i < world->client_count; i++)
		if (!take_money(world, &world->clients[i], err) || !bill(world, &world->clients[i], err))
			return false;
	return true;
}

/* ---- calls ---- */

static void seat(struct world *world, struct demo_dice *dice)
{
	const struct agent_row *agent = &world->agents[demo_roll(dice, 0, (int)world->agent_count - 1)];

	world->session->agent_id = agent->id;
	world->session->agent = agent->name;
	world->session->past_ms = world->session->today * DAY_MS + OPENS_MS + world->calls_today++ * CALL_MS;
}

static void entry_for(const struct world *world, enum outcome outcome, struct demo_dice *dice, char out[64])
{
	date today = world->session->today;
	char day[DATE_TEXT];

	out[0] = '\0';
	switch (outcome) {
	case OUTCOME_PROMISE:
		date_iso(calendar_add_business(today, demo_roll(dice, 1, 12)), day);
		snprintf(out, 64, demo_chance(dice, 15) ? "3x %s" : "%s", day);
		break;
	case OUTCOME_CALLBACK:
	case OUTCOME_EVASIVE:
	case OUTCOME_DIFFICULTY: snprintf(out, 64, "%s", date_iso(calendar_add_business(today, demo_roll(dice, 1, 4)), day)); break;
	case OUTCOME_PAID: snprintf(out, 64, "%s", date_iso(calendar_business_on_or_before(today - 1), day)); break;
	case OUTCOME_DISPUTE: snprintf(out, 64, "1"); break;
	case OUTCOME_CIRCUIT: snprintf(out, 64, "buyer"); break;
	default: break;
	}
}

static enum outcome outcome_for(const struct character *character, struct demo_dice *dice)
{
	if (!demo_chance(dice, character->answers))
		return demo_chance(dice, 70) ? OUTCOME_NO_ANSWER : OUTCOME_MESSAGE;
	return demo_chance(dice, character->promises) ? OUTCOME_PROMISE : character->deed;
}

/* A call whose outcome the gate refuses on this file (nothing to promise, news that go back) ends without an answer. */
static bool call(struct world *world, const struct person *person, struct err *err)
{
	struct demo_dice dice = dice_of(world, DICE_DAY, person);
	struct call_request request = { .id = id_new(), .client_id = person->id };
	struct call_result result;
	char entry[64];
	const char *words;
	bool done;

	demo_next(&dice); /* the day's invoice had the first */
	request.outcome = outcome_for(person->character, &dice);
	words = demo_words(&dice, request.outcome, false);
	seat(world, &dice);
	entry_for(world, request.outcome, &dice, entry);
	request.entry = outcome_rules[request.outcome].entry == OUTCOME_ENTRY_TEXT ? words : entry;
	done = call_record(world->session, &request, &result, err);
	if (!done && result.entry_refused) {
		request = (struct call_request){ .id = id_new(), .client_id = person->id, .outcome = OUTCOME_NO_ANSWER, .entry = "" };
		done = call_record(world->session, &request, &result, err);
	}
	world->report->calls += done;
	world->report->promises += done && request.outcome == OUTCOME_PROMISE;
	world->report->disputes += done && request.outcome == OUTCOME_DISPUTE;
	return done;
}

/* From the top of the queue, as many as the team manages. */
static bool work(struct world *world, struct err *err)
{
	struct worklist list;
	bool done = worklist_open(world->session, false, PAGE, &list, err);
	int left = world->request->calls_per_day;

	if (!done)
		return false;
	while (done && !list.complete && (int)list.count < left)
		done = worklist_more(world->session, &list, PAGE, err);
	for (size_t i = 0; i < list.count && left > 0 && done; i++, left--) {
		const struct person *person = person_of(world, list.rows[i].client.id);

		done = !person || call(world, person, err);
	}
	worklist_clear(&list);
	return done;
}

/* ---- papers ---- */

/* Disputes end after a while, one way or the other. */
static bool end_disputes(struct world *world, struct err *err)
{
	struct arena arena = { 0 };
	struct dispute_row *rows;
	size_t count;
	bool done = dispute_open_list(world->session, DISPUTE_DAYS, 0, &arena, &rows, &count, err);

	for (size_t i = 0; i < count && done; i++) {
		const struct person *person = person_of(world, rows[i].client_id);
		struct demo_dice dice = person ? dice_of(world, DICE_PAPERS, person) : (struct demo_dice){ 0 };
		const struct dispute_end end = {
			.id = id_new(), .dispute_id = rows[i].id, .resolution = demo_chance(&dice, 50) ? DISPUTE_REJECTED : DISPUTE_AGREED,
		};

		if (person && demo_chance(&dice, 25))
			done = dispute_resolve(world->session, &end, err);
	}
	arena_clear(&arena);
	return done;
}

/* What was asked for is sent the next day; in the end it is received. */
static bool send_documents(struct world *world, struct err *err)
{
	struct arena arena = { 0 };
	struct document_row *rows;
	size_t count;
	bool done = document_open_list(world->session, 0, &arena, &rows, &count, err);

	for (size_t i = 0; i < count && done; i++) {
		const struct document_step step = { .id = id_new(), .request_id = rows[i].id };
		date chase_on;

		if (!date_is(rows[i].sent_on) && rows[i].asked_on < world->session->today)
			done = document_sent(world->session, &step, &chase_on, err);
		else if (date_is(rows[i].sent_on) && rows[i].sent_on < world->session->today - DOCUMENT_DAYS)
			done = document_settle(world->session, &step, err);
	}
	arena_clear(&arena);
	return done;
}

/* ---- decisions ---- */

static bool decide(struct world *world, const struct escalation_waiting *waiting, struct err *err)
{
	struct demo_dice dice = demo_dice_for(world->request->seed, (uint64_t)world->session->today, (uint64_t)waiting->score);
	struct escalation_deed deed = {
		.id = id_new(), .client_id = waiting->row.client_id, .kind = waiting->row.kind, .act = ESCALATION_ACT_APPROVE, .note = "vu",
	};
	struct escalation_done done;

	if (!demo_chance(&dice, 60)) {
		deed.act = ESCALATION_ACT_REFUSE;
		deed.again_on = world->session->today + AGAIN_DAYS;
	}
	if (!escalation_do(world->session, &deed, &done, err))
		return false;
	if (deed.act == ESCALATION_ACT_REFUSE || deed.kind != ESCALATION_KIND_LEGAL)
		return true;
	deed.id = id_new();
	deed.act = ESCALATION_ACT_HAND_OVER;
	deed.to = demo_chance(&dice, 50) ? ESCALATION_HAND_AGENCY : ESCALATION_HAND_LEGAL;
	world->report->handed_over++;
	return escalation_do(world->session, &deed, &done, err);
}

static bool decide_all(struct world *world, struct err *err)
{
	struct arena arena = { 0 };
	struct escalation_waiting *rows;
	size_t count;
	bool done = escalation_approvals(world->session, &arena, &rows, &count, err);

	for (size_t i = 0; i < count && done; i++)
		done = decide(world, &rows[i], err);
	arena_clear(&arena);
	return done;
}

/* ---- days ---- */

static bool live_day(struct world *world, struct err *err)
{
	struct session *session = world->session;
	int64_t agent_id = session->agent_id;
	const char *agent = session->agent;
	struct refresh_totals night;
	bool done;

	session->past_ms = session->today * DAY_MS + NIGHT_MS;
	world->calls_today = 0;
	done = refresh_all(session, false, NULL, NULL, &night, err);
	if (done && calendar_is_business(session->today)) {
		done = transact(session, money_and_invoices, world, err) && work(world, err);
		session->agent_id = agent_id;
		session->agent = agent;
		done = done && end_disputes(world, err) && send_documents(world, err) && decide_all(world, err);
	}
	done = done && simulate_check(session, &world->report->checks, err);
	session->past_ms = 0;
	return done;
}

/* What became of the promises made meanwhile. */
static bool count_promises(struct world *world, struct err *err)
{
	struct simulate_report *report = world->report;
	bool done = true;

	for (size_t i = 0; i < world->client_count && done; i++) {
		struct arena arena = { 0 };
		struct promise_row *rows;
		size_t count = 0;

		done = promise_list(world->session->store, &arena, world->clients[i].id, &rows, &count, err);
		for (size_t k = 0; k < count; k++) {
			enum promise_state state = rows[k].promise.made_on >= report->from ? rows[k].promise.state : PROMISE_OPEN;

			report->kept += state == PROMISE_KEPT;
			report->partly_kept += state == PROMISE_PARTLY_KEPT;
			report->broken += state == PROMISE_BROKEN;
		}
		arena_clear(&arena);
	}
	return done;
}

bool simulate_run(struct session *session, const struct simulate_request *request, struct simulate_report *out, struct err *err)
{
	struct world world = { .session = session, .request = request, .report = out };
	const struct mailing_rules mailing = session->policy.mailing;
	int minute = session->minute;
	bool done;

	*out = (struct simulate_report){ .from = session->today + 1, .to = session->today + request->days };
	session->policy.mailing = (struct mailing_rules){ .queue = { false } }; /* nobody is written to */
	session->minute = -1;
	done = session_needs_supervisor(session, err) && meet(&world, err);
	for (int day = 1; day <= request->days && done; day++) {
		session->today++;
		done = live_day(&world, err);
		if (request->progress)
			request->progress(request->context, (double)day / request->days);
	}
	done = done && count_promises(&world, err);
	session->policy.mailing = mailing;
	session->minute = minute;
	mem_free(world.clients);
	return done;
}
