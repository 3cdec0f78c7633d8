/* News of platforms, one invoice at a time. What a status means is the rules' (rules/circuit.h).
 */
#include "desk/platform.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/id.h"
#include "base/json.h"
#include "base/mem.h"
#include "db/call.h"
#include "db/circuit.h"
#include "db/client.h"
#include "db/dispute.h"
#include "db/told.h"
#include "desk/refresh.h"
#include "rules/calendar.h"
#include "rules/outcome.h"
#include "rules/platform_reason.h"
#include "rules/promise.h"

enum { ISSUE_DAYS = 183 /* what the day of issue in the books may be off */ };

struct news {
	struct session *session;
	const struct platform_news *told;
	const struct circuit_platform *platform;
	struct arena arena;
	struct told_row invoice;
	int64_t run_id, action_id, dispute_id, promise_id;
	bool closed; /* a dispute */
	bool late;   /* a platform told something younger before */
};

static date day_of(const struct news *news)
{
	char text[DATE_TEXT];
	date day;

	snprintf(text, sizeof text, "%.10s", news->told->told_at);
	if (!date_parse_iso(text, &day) || day > news->session->today)
		return news->session->today;
	return day;
}

/* ---- which invoice ---- */

static bool may_be(const struct told_row *row, date issued_on, int days)
{
	return (row->kind == ITEM_INVOICE || row->kind == ITEM_CREDIT_NOTE) &&
	       (!date_is(issued_on) || abs(row->issued_on - issued_on) <= days);
}

/* By number and day of issue; books and invoice may differ in the day, but numbers begin again with a year. */
static bool find_invoice(struct news *news, enum platform_taken *taken, struct err *err)
{
	struct told_row rows[TOLD_MOST];
	size_t count, fits = 0;

	if (!told_by_number(news->session->store, &news->arena, news->session->creditor.id,
			    news->told->number, rows, &count, err))
		return false;
	for (int pass = 0; pass < 2 && fits == 0; pass++)
		for (size_t i = 0; i < count; i++)
			if (may_be(&rows[i], news->told->issued_on, pass == 0 ? 0 : ISSUE_DAYS)) {
				news->invoice = rows[i];
				fits++;
			}
	*taken = fits == 1   ? PLATFORM_TAKEN
		 : fits == 0 ? PLATFORM_NO_INVOICE
			     : PLATFORM_SEVERAL_INVOICES;
	return true;
}

static bool find(struct news *news, enum platform_taken *taken, struct err *err)
{
	const char *own = news->session->creditor.siren, *seller = news->told->seller_siren;
	bool told;

	*taken = PLATFORM_TAKEN;
	news->platform = circuit_platform_of(news->told->status);
	if (!news->platform)
		*taken = PLATFORM_NO_STATUS;
	else if (*own && *seller && strcmp(own, seller) != 0)
		*taken = PLATFORM_OTHER_SELLER;
	else if (!find_invoice(news, taken, err))
		return false;
	if (*taken != PLATFORM_TAKEN)
		return true;
	/* under the lock it is read as it is now: somebody may have disputed it while this waited */
	if (!client_lock(news->session->store, news->invoice.client_id, err) ||
	    !find_invoice(news, taken, err))
		return false;
	if (*taken != PLATFORM_TAKEN)
		return true;
	if (!circuit_is_told(news->session->store, news->invoice.id, news->told->status,
			     news->told->told_at, &told, err))
		return false;
	if (told)
		*taken = PLATFORM_KNOWN;
	return true;
}

/* ---- where it stands ---- */

/* Platforms may tell things in another order than they happened: what is older than what they told
 * before is kept, and moves nothing. */
static void place(struct news *news, const struct circuit_row *rows, size_t count,
		  struct circuit_position *position)
{
	*position = (struct circuit_position){ .since = DATE_NONE, .expected_on = DATE_NONE };
	for (size_t i = 0; i < count; i++) {
		circuit_apply(position, &rows[i].event);
		news->late |= rows[i].status != 0 &&
			      strcmp(rows[i].told_at, news->told->told_at) > 0;
	}
}

static bool put_event(struct news *news, struct err *err)
{
	struct store *store = news->session->store;
	struct circuit_position position;
	struct circuit_row *rows, row = { .run_id = news->run_id,
					  .status = news->told->status,
					  .status_reason = news->told->reason,
					  .told_at = news->told->told_at };
	size_t count;

	if (!circuit_list_invoice(store, &news->arena, news->invoice.client_id, news->invoice.id,
				  &rows, &count, err))
		return false;
	place(news, rows, count, &position);
	row.event = (struct circuit_event){
		.id = id_new(),
		.invoice_id = news->invoice.id,
		.stage = news->late ? position.stage
				    : circuit_platform_stage(news->platform, &position),
		.since = news->late ? position.since : day_of(news),
		.expected_on = DATE_NONE,
		.holder_role = CONTACT_ROLE_COUNT,
		.source = CIRCUIT_PLATFORM,
		.note = news->told->text,
	};
	return circuit_insert(store, news->invoice.client_id, &row, err);
}

/* ---- what follows ---- */

static bool put_action(struct news *news, date next_on, struct err *err)
{
	struct session *session = news->session;
	const struct platform_news *told = news->told;
	char now[CLOCK_TEXT], *note = mem_printf("%d %s %s", told->status,
						 *told->reason ? told->reason : "-", told->text);
	const struct call_row row = {
		.id = id_new(),
		.client_id = news->invoice.client_id,
		.agent_id = session->agent_id,
		.outcome = ACTION_PLATFORM,
		.on_day = session->today,
		.at = session_instant(session, now),
		.note = note,
		.next_on = next_on,
		.next_minute = -1,
	};
	bool done;

	news->action_id = row.id;
	done = action_insert(session->store, &row, err);
	mem_free(note);
	return done;
}

/* The part of an open promise that is about this invoice is withdrawn, not broken: as far as it is still to come. */
static bool withdraw(struct news *news, const struct promise_row *row, cents part, struct err *err)
{
	const struct promise *p = &row->promise;
	cents reduced = p->reduced + (part < news->invoice.open ? part : news->invoice.open);

	return promise_part_withdraw(news->session->store, p->id, news->invoice.id,
				     news->action_id, err) &&
	       promise_put_reduced(news->session->store, p->id, reduced,
				   reduced >= p->amount ? news->action_id : 0, err);
}

/* The open promise that holds this invoice, with its part of it; NULL: none (any more). */
static const struct promise_row *promise_on(const struct news *news, const struct promise_row *rows,
					    size_t count, const struct promise_part *part)
{
	if (part->invoice_id != news->invoice.id || part->withdrawn_by)
		return NULL;
	for (size_t i = 0; i < count; i++)
		if (rows[i].promise.id == part->promise_id &&
		    rows[i].promise.state == PROMISE_OPEN)
			return &rows[i];
	return NULL;
}

/* Calls each() for every open promise on the invoice; NULL: only say whether there is one. */
static bool promises_on(struct news *news,
			bool (*each)(struct news *news, const struct promise_row *row, cents part,
				     struct err *err),
			bool *any, struct err *err)
{
	struct promise_row *rows;
	struct promise_part *parts;
	size_t count, part_count;
	struct store *store = news->session->store;
	int64_t client_id = news->invoice.client_id;

	*any = false;
	if (!promise_list(store, &news->arena, client_id, &rows, &count, err) ||
	    !promise_parts(store, &news->arena, client_id, &parts, &part_count, err))
		return false;
	for (size_t i = 0; i < part_count; i++) {
		const struct promise_row *row = promise_on(news, rows, count, &parts[i]);

		*any |= row != NULL;
		if (row && each && !each(news, row, parts[i].amount, err))
			return false;
	}
	return true;
}

static bool open_dispute(struct news *news, struct err *err)
{
	struct session *session = news->session;
	const struct dispute_row row = {
		.id = id_new(),
		.client_id = news->invoice.client_id,
		.kind = dispute_kind_codes[platform_reason_kind(news->told->reason)],
		.sub_reason = news->told->reason,
		.owner = session->policy.dispute.owners[platform_reason_kind(news->told->reason)],
		.owner_mail = "",
		.manager = session->policy.dispute.managers[platform_reason_kind(news->told->reason)],
		.status_reason = news->told->reason,
		.opened_on = session->today,
		.due_on = calendar_business_on_or_after(session->today + session->policy.dispute.days),
	};
	struct dispute_row dispute = row;
	bool any;

	if (!put_action(news, row.due_on, err))
		return false;
	dispute.action_id = news->action_id;
	news->dispute_id = dispute.id;
	return dispute_insert(session->store, &dispute, err) &&
	       dispute_invoice_insert(session->store, dispute.id, news->invoice.id,
				      news->invoice.open, err) &&
	       promises_on(news, withdraw, &any, err);
}

/* News that the invoice goes on its way ends what a platform had stopped; what people disputed is
 * theirs. */
static bool close_dispute(struct news *news, struct err *err)
{
	struct session *session = news->session;
	bool platforms;

	if (!told_dispute_is_platform(session->store, news->invoice.dispute_id, &platforms, err))
		return false;
	if (!platforms)
		return true;
	news->closed = true;
	news->dispute_id = news->invoice.dispute_id;
	return dispute_close(session->store, news->dispute_id, session->today, news->platform->code, 0, 0,
			     err);
}

/* A transfer is on the account the next business day. */
static bool put_promise(struct news *news, struct err *err)
{
	struct session *session = news->session;
	date due_on = calendar_add_business(day_of(news), 1);
	struct promise_row row = {
		.promise = { .id = id_new(),
			     .made_on = session->today < day_of(news) ? session->today : day_of(news),
			     .due_on = due_on,
			     .check_on = promise_check_date(due_on, session->policy.grace_days),
			     .amount = news->invoice.open },
	};
	bool any;

	if (!promises_on(news, NULL, &any, err))
		return false;
	if (any) /* the money is expected already */
		return true;
	memcpy(row.promise.currency, news->invoice.currency, MONEY_CODE);
	if (!put_action(news, row.promise.check_on, err))
		return false;
	row.action_id = news->action_id;
	news->promise_id = row.promise.id;
	return promise_insert(session->store, news->invoice.client_id, &row, err) &&
	       promise_invoice_insert(session->store, row.promise.id, news->invoice.id,
				      row.promise.amount, err);
}

static bool goes_on(const struct circuit_platform *platform)
{
	return (platform->effects & (CIRCUIT_RESUMES | CIRCUIT_PROMISES)) ||
	       platform->stage == CIRCUIT_APPROVED || platform->stage == CIRCUIT_PAID;
}

/* Of an invoice that is settled the news is kept, and nothing follows. */
static bool follow(struct news *news, struct err *err)
{
	unsigned effects = news->platform->effects;
	bool disputed = news->invoice.dispute_id != 0;

	if (news->invoice.open <= 0 || news->late)
		return true;
	if (disputed && goes_on(news->platform) && !close_dispute(news, err))
		return false;
	if (effects & CIRCUIT_PROMISES)
		return (disputed && !news->closed) || put_promise(news, err);
	if (effects & (CIRCUIT_LEAVES_QUEUE | CIRCUIT_OPENS_DISPUTE))
		return disputed || open_dispute(news, err);
	return true;
}

static bool journal(const struct news *news, struct err *err)
{
	struct session_note note;
	struct json *json = session_note_open(&note);

	json_text(json, "invoice", news->told->number);
	json_integer(json, "status", news->told->status);
	json_text(json, "told_at", news->told->told_at);
	json_text(json, "reason", news->told->reason);
	json_text(json, "text", news->told->text);
	json_integer(json, "run", news->run_id);
	if (news->action_id)
		json_integer(json, "action", news->action_id);
	if (news->dispute_id)
		json_integer(json, news->closed ? "dispute_closed" : "dispute", news->dispute_id);
	if (news->promise_id)
		json_integer(json, "promise", news->promise_id);
	return session_note_write(news->session, &note, news->invoice.client_id, ACTION_PLATFORM, err);
}

bool platform_take(struct session *session, const struct platform_news *told, int64_t run_id,
		   enum platform_taken *taken, struct err *err)
{
	struct news news = { .session = session, .told = told, .run_id = run_id };
	bool done = find(&news, taken, err);

	if (done && *taken == PLATFORM_TAKEN)
		done = put_event(&news, err) && follow(&news, err) &&
		       refresh_client(session, news.invoice.client_id, err) && journal(&news, err);
	arena_clear(&news.arena);
	return done;
}

/* ---- waiting for the invoice ---- */

/* status|when|seller|issued|reason|number: the number last, whatever is in it. */
const char *platform_keep(const struct platform_news *news, char out[PLATFORM_KEPT])
{
	char issued[DATE_TEXT];

	snprintf(out, PLATFORM_KEPT, "%d|%s|%s|%s|%.60s|%s", news->status, news->told_at,
		 news->seller_siren, date_iso(news->issued_on, issued), news->reason,
		 news->number);
	return out;
}

static bool unkeep(char *text, struct platform_news *out)
{
	char *fields[6];

	for (int i = 0; i < 6; i++) {
		fields[i] = text;
		text = i < 5 ? strchr(text, '|') : NULL;
		if (i < 5 && !text)
			return false;
		if (text)
			*text++ = '\0';
	}
	*out = (struct platform_news){ .status = atoi(fields[0]),
				       .told_at = fields[1],
				       .seller_siren = fields[2],
				       .issued_on = DATE_NONE,
				       .reason = fields[4],
				       .text = "",
				       .number = fields[5] };
	return !*fields[3] || date_parse_iso(fields[3], &out->issued_on);
}

/* In a transaction of its own. */
static bool take_once_more(struct session *session, const struct told_waiting *row,
		       const struct platform_news *news, enum platform_taken *taken,
		       struct err *err)
{
	struct store *store = session->store;

	if (!store_begin_many(store, err))
		return false;
	if (platform_take(session, news, row->run_id, taken, err)) {
		if (*taken != PLATFORM_TAKEN && *taken != PLATFORM_KNOWN) {
			store_rollback(store);
			return true;
		}
		if (told_waiting_end(store, row->id, err) && store_commit(store, err))
			return true;
	}
	store_rollback(store);
	return false;
}

static bool take_again(struct session *session, const struct told_waiting *row,
		       const struct platform_news *news, enum platform_taken *taken,
		       struct err *err)
{
	int left = SESSION_RETRIES;

	while (!take_once_more(session, row, news, taken, err)) {
		if (!session_may_retry(session, &left))
			return false;
		err_clear(err);
	}
	return true;
}

static bool retry_one(struct session *session, const struct told_waiting *row,
		      struct platform_waiting *out, struct err *err)
{
	char *text = mem_strdup(row->raw);
	struct platform_news news;
	enum platform_taken taken = PLATFORM_NO_INVOICE;
	bool done = !unkeep(text, &news) || take_again(session, row, &news, &taken, err);

	out->taken += done && taken == PLATFORM_TAKEN;
	out->waiting += done && taken != PLATFORM_TAKEN && taken != PLATFORM_KNOWN;
	mem_free(text);
	return done;
}

bool platform_retry(struct session *session, struct platform_waiting *out, struct err *err)
{
	struct arena arena = { 0 };
	struct told_waiting *rows;
	size_t count;
	bool done = told_waiting_list(session->store, &arena, session->creditor.id, &rows, &count,
				      err);

	*out = (struct platform_waiting){ 0 };
	for (size_t i = 0; done && i < count; i++)
		done = retry_one(session, &rows[i], out, err);
	arena_clear(&arena);
	return done;
}
