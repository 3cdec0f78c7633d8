/* The plan of an import, written beside agents: short transactions that break between clients, each
 * idempotent because it only writes what differs. A process killed anywhere leaves the run
 * "running"; the next run of the file finds fewer differences.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/gettext.h"
#include "base/id.h"
#include "base/mem.h"
#include "db/allocation.h"
#include "db/client.h"
#include "desk/beside.h"
#include "desk/contact.h"
#include "desk/import_job.h"
#include "desk/refresh.h"
#include "desk/shown.h"

enum {
	ROWS_BREATH = 500, /* inside one client: its queue row is made anew with each transaction */
	REJECTS_AT_ONCE = 500,
	LOOK = 64, /* unchanged clients passed over before the next look at who waits */
};

struct chunk {
	struct import_job *job;
	bool open;
	int rows; /* of the client that is being written */
	struct beside beside;
	int64_t created, changed, closed;
	bool cash;   /* something is matched: the file may show what the bank told first */
	bool mostly; /* most of the file differs: leave others as much time as the lock was held */
};

static bool begin(struct chunk *chunk, struct err *err)
{
	if (chunk->open)
		return true;
	if (!store_begin_many(chunk->job->session->store, err))
		return false;
	chunk->open = true;
	chunk->rows = 0;
	chunk->created = chunk->changed = chunk->closed = 0;
	beside_began(&chunk->beside);
	return allocation_any(chunk->job->session->store, &chunk->cash, err);
}

static void pause_ms(int64_t ms)
{
	struct timespec time = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 };

	nanosleep(&time, NULL);
}

static bool end(struct chunk *chunk, struct err *err)
{
	struct store *store = chunk->job->session->store;
	struct import_run_row *run = &chunk->job->run;
	int64_t held_ms;

	if (!chunk->open)
		return true;
	if (!import_run_add(store, run->id, chunk->created, chunk->changed, chunk->closed, err) ||
	    !store_commit(store, err))
		return false;
	chunk->open = false;
	run->created += chunk->created;
	run->changed += chunk->changed;
	run->closed += chunk->closed;
	held_ms = beside_ended(&chunk->beside);
	if (chunk->mostly)
		pause_ms(held_ms);
	return true;
}

/* ---- what is written of one client ---- */

/* Before its items, as agents do. */
static bool lock_client(struct chunk *chunk, int64_t id, struct err *err)
{
	return id == 0 || client_lock(chunk->job->session->store, id, err);
}

static bool store_client(struct chunk *chunk, struct set_client *client, struct err *err)
{
	struct import_job *job = chunk->job;
	struct import_client row = {
		.id = client->id,
		.no = import_set_no(&job->set, client),
		.name = import_set_name(&job->set, client),
		.credit_limit = client->limit >= 0 ? client->limit : client->stored_limit,
		.risk_class = client->risk >= 0 ? client->risk : client->stored_risk,
		.currency = job->session->creditor.currency,
	};

	if (!client->differs)
		return true;
	chunk->rows++;
	if (client->id != 0)
		return import_client_update(job->session->store, &row, err);
	row.id = id_new();
	return import_client_insert(job->session->store, job->session->creditor.id, &row,
				    &client->id, err);
}

static bool store_contacts(struct chunk *chunk, const struct set_client *client, struct err *err)
{
	const struct import_set *set = &chunk->job->set;

	for (uint32_t at = client->contacts; at != IMPORT_NONE; at = set->contacts[at].next) {
		const struct set_contact *contact = &set->contacts[at];

		if (contact->differs &&
		    !import_contact_put(chunk->job->session->store, contact->id, client->id,
					import_set_text(set, contact->name),
					import_set_text(set, contact->phone),
					import_set_text(set, contact->mail), err))
			return false;
		chunk->rows += contact->differs;
	}
	return true;
}

bool import_client_words(struct session *session, int64_t client_id, const char *no,
			 const char *name, struct err *err)
{
	const struct client_row row = { .id = client_id, .no = no, .name = name };

	return contact_put_words(session, &row, err);
}

static bool store_words(struct chunk *chunk, const struct set_client *client, struct err *err)
{
	const struct import_set *set = &chunk->job->set;

	return import_client_words(chunk->job->session, client->id, import_set_no(set, client),
				   import_set_name(set, client), err);
}

/* Cash that only shows as a change of what is open: `what` is fall or rise. */
static bool store_cash(struct chunk *chunk, int64_t client_id, int64_t invoice_id, const char *what,
		       const char *key, cents amount, cents open, const char *currency,
		       struct err *err)
{
	struct import_job *job = chunk->job;
	date on = job->session->today - job->request->late_days;
	char day[DATE_TEXT],
		*name = mem_printf("%s:%s:%s:%" PRId64, what, key, date_iso(on, day), open);
	struct import_receipt receipt = {
		.id = id_new(),
		.client_id = client_id,
		.source_id = job->source_id,
		.key = name,
		.value_on = on,
		.amount = amount,
		.currency = currency,
		.invoice_id = invoice_id,
	};
	bool done = import_receipt_insert(job->session->store, &receipt, err);

	chunk->rows++;
	mem_free(name);
	return done;
}

/* A fall is new cash, save what of it is the client's cash on account that the bank told. */
static bool store_fall(struct chunk *chunk, int64_t client_id, int64_t invoice_id, const char *key,
		       cents paid, cents open, const char *currency, struct err *err)
{
	cents explained = 0;

	if (chunk->cash && !shown_account(chunk->job->session, client_id, currency, paid, &explained, err))
		return false;
	return paid == explained || store_cash(chunk, client_id, invoice_id, "fall", key, paid - explained,
					       open, currency, err);
}

/* What is open of an item before the file's word for it is written, and after: cash the bank told
 * first is in both. The ledger's open amount becomes `open`. */
struct fall {
	cents before, after;
};

static bool show_item(struct chunk *chunk, int64_t id, cents open, struct fall *out, struct err *err)
{
	struct session *session = chunk->job->session;
	cents now, matched;

	out->after = open;
	if (!chunk->cash)
		return true;
	if (!import_invoice_now(session->store, id, &now, &matched, err))
		return false;
	out->before = now;
	if (!shown_item(session, id, open - now - matched, err) ||
	    !import_invoice_now(session->store, id, &now, &matched, err))
		return false;
	out->after = open - matched;
	return true;
}

/* A ledger shows its cash; of an open-items list only the fall tells. What comes back after it was
 * paid was not paid. */
static bool store_movement(struct chunk *chunk, const struct set_item *item,
			   const struct fall *fall, struct err *err)
{
	struct import_job *job = chunk->job;
	cents before = fall->before > 0 ? fall->before : 0, after = fall->after > 0 ? fall->after : 0,
	      paid = 0;
	int64_t client_id = job->set.clients[item->client].id;
	const char *key = import_set_key(&job->set, item);

	if (job->report->format == FORMAT_FEC || item->kind != ITEM_INVOICE ||
	    item->was_kind != ITEM_INVOICE)
		return true;
	if (after < before)
		return store_fall(chunk, client_id, item->id, key, before - after, after,
				  item->currency, err);
	if (after == before ||
	    !import_receipt_sum(job->session->store, client_id, item->id, &paid, err))
		return after == before;
	if (paid > after - before)
		paid = after - before;
	return paid <= 0 || store_cash(chunk, client_id, item->id, "rise", key, -paid, after,
				       item->currency, err);
}

static bool update_item(struct chunk *chunk, const struct set_item *item,
			const struct import_invoice *row, struct err *err)
{
	struct session *session = chunk->job->session;

	if (!item->moved)
		return import_invoice_update_amounts(session->store, row, session->today, err);
	if (item->adopted && !told_adopt(session->store, row, item->was_client_id, err))
		return false;
	return import_invoice_update(session->store, row, session->today, err) &&
	       (item->was_client_id == row->client_id ||
		refresh_client_items(session, item->was_client_id, err));
}

/* A list of open items that has a payment as an item of its own: the bank may have told it. */
static bool show_cash(struct chunk *chunk, const struct set_item *item, struct err *err)
{
	const struct import_job *job = chunk->job;

	return !chunk->cash || item->kind != ITEM_CASH || job->report->format == FORMAT_FEC ||
	       shown_entry(job->session,
			   &(struct shown_entry){ .client_id = job->set.clients[item->client].id,
						  .cash_id = item->id,
						  .currency = item->currency,
						  .amount = -item->open,
						  .on = item->issued_on },
			   err);
}

static bool store_item(struct chunk *chunk, const struct set_item *item, struct err *err)
{
	struct import_invoice row = import_job_invoice(chunk->job, item);
	struct fall fall = { .before = item->was };

	chunk->rows++;
	chunk->created += item->change == SET_CREATE;
	chunk->changed += item->change == SET_CHANGE;
	chunk->closed += item->change == SET_CLOSE;
	if (item->change == SET_CREATE)
		return import_invoice_insert(chunk->job->session->store, &row, err) &&
		       show_cash(chunk, item, err);
	return show_item(chunk, item->id, item->open, &fall, err) &&
	       update_item(chunk, item, &row, err) && store_movement(chunk, item, &fall, err);
}

static bool store_vanished(struct chunk *chunk, const struct set_vanished *vanished,
			   struct err *err)
{
	struct import_job *job = chunk->job;
	struct fall fall = { .before = vanished->open };

	chunk->rows++;
	chunk->closed++;
	if (!show_item(chunk, vanished->id, 0, &fall, err) ||
	    !import_invoice_close(job->session->store, vanished->id, job->session->today, err))
		return false;
	if (job->report->format == FORMAT_FEC || vanished->kind != ITEM_INVOICE ||
	    fall.before <= fall.after)
		return true;
	return store_fall(chunk, vanished->client_id, vanished->id,
			  import_set_text(&job->set, vanished->key), fall.before - fall.after, 0,
			  vanished->currency, err);
}

/* The entry's own item is there while it is not lettered; it is this cash when it is open whole. */
static bool show_receipt(struct chunk *chunk, const struct import_receipt *row, struct err *err)
{
	struct session *session = chunk->job->session;
	struct shown_entry entry = { .client_id = row->client_id,
				     .receipt_id = row->id,
				     .currency = row->currency,
				     .amount = row->amount,
				     .on = row->value_on };
	cents open, matched;

	if (import_invoice_find(session->store, row->source_id, row->key, &entry.cash_id, err) ==
	    FOUND_ERROR)
		return false;
	if (entry.cash_id != 0 &&
	    !import_invoice_now(session->store, entry.cash_id, &open, &matched, err))
		return false;
	if (entry.cash_id != 0 && (open != -row->amount || matched != 0))
		entry.cash_id = 0;
	return shown_entry(session, &entry, err);
}

static bool store_receipt(struct chunk *chunk, const struct set_receipt *receipt, struct err *err)
{
	struct import_job *job = chunk->job;
	struct import_receipt row = import_job_receipt(job, receipt);

	chunk->rows++;
	if (receipt->id != 0)
		return import_receipt_match(job->session->store, receipt->id, receipt->invoice_id, err);
	return import_receipt_insert(job->session->store, &row, err) &&
	       (!chunk->cash || row.credit_note || show_receipt(chunk, &row, err));
}

/* ---- one client after the other ---- */

/* Every transaction leaves the client's queue row true. */
static bool settle_client(struct chunk *chunk, const struct set_client *client, struct err *err)
{
	return refresh_client_items(chunk->job->session, client->id, err);
}

/* A client with very many rows is written in several transactions. */
static bool breathe(struct chunk *chunk, const struct set_client *client, struct err *err)
{
	if (chunk->rows < ROWS_BREATH || !beside_enough(&chunk->beside))
		return true;
	return settle_client(chunk, client, err) && end(chunk, err) && begin(chunk, err) &&
	       lock_client(chunk, client->id, err);
}

static bool store_items_of(struct chunk *chunk, uint32_t at, bool new_ones, struct err *err)
{
	struct import_job *job = chunk->job;
	const struct set_client *client = &job->set.clients[at];

	for (uint32_t i = job->items.start[at]; i < job->items.end[at]; i++) {
		const struct set_item *item = &job->set.items[job->items.order[i]];

		if (item->change != SET_SAME && item->change != SET_REFUSED &&
		    (item->change == SET_CREATE) == new_ones &&
		    (!store_item(chunk, item, err) || !breathe(chunk, client, err)))
			return false;
	}
	return true;
}

static bool store_vanished_of(struct chunk *chunk, uint32_t at, struct err *err)
{
	struct import_job *job = chunk->job;
	const struct set_client *client = &job->set.clients[at];

	for (uint32_t i = job->vanished.start[at]; i < job->vanished.end[at]; i++) {
		const struct set_vanished *vanished = &job->set.vanished[job->vanished.order[i]];

		if (!vanished->kept &&
		    (!store_vanished(chunk, vanished, err) || !breathe(chunk, client, err)))
			return false;
	}
	return true;
}

static bool store_receipts_of(struct chunk *chunk, uint32_t at, struct err *err)
{
	struct import_job *job = chunk->job;
	const struct set_client *client = &job->set.clients[at];

	for (uint32_t i = job->receipts.start[at]; i < job->receipts.end[at]; i++) {
		const struct set_receipt *receipt = &job->set.receipts[job->receipts.order[i]];

		if (receipt->differs &&
		    (!store_receipt(chunk, receipt, err) || !breathe(chunk, client, err)))
			return false;
	}
	return true;
}

/* New items first: an entry's receipt finds its own item; what is settled by it comes after. */
static bool store_rows_of(struct chunk *chunk, uint32_t at, struct err *err)
{
	return store_items_of(chunk, at, true, err) && store_receipts_of(chunk, at, err) &&
	       store_items_of(chunk, at, false, err) && store_vanished_of(chunk, at, err);
}

static bool differs(const struct import_job *job, uint32_t at)
{
	const struct import_set *set = &job->set;

	if (set->clients[at].differs || set->clients[at].new_words)
		return true;
	for (uint32_t i = job->items.start[at]; i < job->items.end[at]; i++)
		if (set->items[job->items.order[i]].change != SET_SAME &&
		    set->items[job->items.order[i]].change != SET_REFUSED)
			return true;
	for (uint32_t i = job->vanished.start[at]; i < job->vanished.end[at]; i++)
		if (!set->vanished[job->vanished.order[i]].kept)
			return true;
	for (uint32_t i = job->receipts.start[at]; i < job->receipts.end[at]; i++)
		if (set->receipts[job->receipts.order[i]].differs)
			return true;
	return false;
}

static bool store_all_of(struct chunk *chunk, uint32_t at, struct err *err)
{
	struct set_client *client = &chunk->job->set.clients[at];

	chunk->rows = 0;
	return begin(chunk, err) && lock_client(chunk, client->id, err) &&
	       store_client(chunk, client, err) && store_contacts(chunk, client, err) &&
	       (!client->new_words || store_words(chunk, client, err)) &&
	       store_rows_of(chunk, at, err) && settle_client(chunk, client, err);
}

static bool store_differences(struct import_job *job, struct err *err)
{
	const struct import_report *report = job->report;
	struct chunk chunk = {
		.job = job,
		.mostly = (report->created + report->changed + report->closed) * 2 > report->items,
	};

	beside_start(&chunk.beside, job->session->store);
	for (size_t i = 0; job->writes && i < job->set.client_count; i++) {
		bool writes = differs(job, job->clients[i]);

		if ((writes && !store_all_of(&chunk, job->clients[i], err)) ||
		    ((writes || i % LOOK == 0) && beside_enough(&chunk.beside) && !end(&chunk, err))) {
			store_rollback(job->session->store);
			return false;
		}
		if (writes && !chunk.open)
			import_job_progress(job, IMPORT_WRITING, i, job->set.client_count);
	}
	if (end(&chunk, err))
		return true;
	store_rollback(job->session->store);
	return false;
}

/* ---- the run around them ---- */

static bool start(struct import_job *job, struct err *err)
{
	struct store *store = job->session->store;
	size_t from = 0;

	do {
		bool first = from == 0;

		if (!store_begin(store, true, err))
			return false;
		if ((first && !import_run_start(job, err)) ||
		    (first && !job->lines_same &&
		     !import_lines_distrust(store, job->source_id, err)) ||
		    !import_run_rejects(job, &from, REJECTS_AT_ONCE, err) ||
		    !store_commit(store, err)) {
			store_rollback(store);
			return false;
		}
	} while (from < job->set.reject_count);
	return true;
}

/* The control sum is read in one picture: nobody but this run writes the source's items. */
static bool check(struct import_job *job, struct err *err)
{
	bool good;

	if (!store_begin(job->session->store, false, err))
		return false;
	good = import_run_check(job, err);
	store_rollback(job->session->store);
	return good;
}

static bool finish(struct import_job *job, const struct import_lines *lines, struct err *err)
{
	struct store *store = job->session->store;

	if (!store_begin(store, true, err))
		return false;
	if ((!job->lines_same && !import_lines_commit(store, job->source_id, lines, err)) ||
	    !import_run_end(job, err) || !store_commit(store, err)) {
		store_rollback(store);
		return false;
	}
	return true;
}

bool import_apply(struct import_job *job, struct err *err)
{
	struct import_lines lines = { 0 };
	bool done = start(job, err) && store_differences(job, err);

	if (done && !job->lines_same) {
		import_run_lines(job, &lines);
		done = import_lines_store(job->session->store, job->source_id, &lines, false, err);
	}
	done = done && check(job, err) && finish(job, &lines, err);
	import_lines_clear(&lines);
	return done;
}
