/* Made-up clients into the store: each with its queue row worked out in memory, so that rescoring finds nothing to change.
 *
 * Every client is made anew for each table it goes to: that is cheaper than keeping a million of them.
 */
#include "desk/demo_load.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/id.h"
#include "base/mem.h"
#include "db/contact.h"
#include "db/import.h"
#include "db/import_load.h"
#include "db/search_load.h"
#include "desk/refresh.h"

#define STEP 2000

/* Parts of the whole, for the progress bar. */
static const struct {
	double from, share;
} phases[] = { { 0, 0.2 }, { 0.2, 0.3 }, { 0.5, 0.1 }, { 0.6, 0.4 } };
enum phase { PHASE_CLIENTS, PHASE_ITEMS, PHASE_CONTACTS, PHASE_WORDS };

struct loading {
	struct session *session;
	const struct demo_recipe *recipe;
	demo_age *age;
	const struct demo_told *told;
	struct demo_client client;   /* the one at hand */
	struct search_load *words;
	int64_t *ids;
	int64_t source_id, serial;   /* serial: of documents, in order */
	cents open[DEMO_COUNTRIES];  /* of all of them */
};

static void tell(const struct loading *l, enum phase phase, int64_t number)
{
	if (l->told->progress && number % STEP == 0)
		l->told->progress(l->told->context,
		                  phases[phase].from + phases[phase].share * (double)number / (double)l->recipe->clients);
}

static void make_with_items(struct loading *l, int64_t number)
{
	int from, to;

	l->age(l->recipe, number, &from, &to);
	demo_client_make(l->recipe, number, &l->client);
	demo_client_owe(l->recipe, number, from, to, &l->client);
}

static void fill_row(const struct loading *l, int64_t id, struct client_row *out)
{
	const struct demo_client *client = &l->client;
	struct client_bundle bundle = { .state = &out->state, .service_on = DATE_NONE, .client_since = DATE_NONE, .items = client->items, .item_count = client->item_count };
	struct client_verdict verdict;

	*out = (struct client_row){
		.id = id,
		.no = client->no,
		.name = client->name,
		.state = CLIENT_STATE_NEW,
	};
	out->state.risk_class = client->risk_class;
	out->state.credit_limit = client->credit_limit;
	judge_client(&bundle, &l->session->policy, l->session->creditor.currency, l->recipe->today, &verdict);
	out->ready = verdict.ready;
	out->ready.proposal = ""; /* its row comes with the last rescoring, once the story is told */
}

/* "FA2610-004217": the month it was issued and a number of the house's one series. */
static void document_number(struct loading *l, const struct item *item, char out[32])
{
	static const char *const marks[ITEM_KIND_COUNT] = {
		[ITEM_INVOICE] = "FA", [ITEM_CREDIT_NOTE] = "AV", [ITEM_CASH] = "RG", [ITEM_GAP] = "EC",
	};
	int year, month, day;

	date_to_ymd(item->issued_on, &year, &month, &day);
	snprintf(out, 32, "%s%02d%02d-%06" PRId64, marks[item->kind], year % 100, month, ++l->serial);
}

static bool load_item(struct loading *l, struct import_load *load, const struct item *item, int64_t client_id)
{
	char number[32], order[32] = "";
	struct import_invoice row = {
		.id = id_new(),
		.client_id = client_id,
		.source_id = l->source_id,
		.key = number,
		.number = number,
		.order_no = order,
		.kind = item->kind,
		.issued_on = item->issued_on,
		.due_on = item->due_on,
		.amount = item->amount,
		.open = item->open,
		.currency = item->currency,
	};

	document_number(l, item, number);
	l->open[l->client.country] += item->open;
	if (item->kind == ITEM_INVOICE && l->serial % 3 == 0)
		snprintf(order, sizeof order, "BC-%05" PRId64, l->serial * 7919 % 100000);
	return import_load_invoice(load, &row);
}

static bool load_clients(struct loading *l, struct import_load *load)
{
	for (int64_t i = 0; i < l->recipe->clients; i++) {
		struct client_row row;

		tell(l, PHASE_CLIENTS, i);
		make_with_items(l, i);
		l->ids[i] = id_new();
		fill_row(l, l->ids[i], &row);
		if (!import_load_client(load, &row))
			return false;
	}
	return true;
}

static bool load_items(struct loading *l, struct import_load *load)
{
	for (int64_t i = 0; i < l->recipe->clients; i++) {
		tell(l, PHASE_ITEMS, i);
		make_with_items(l, i);
		for (size_t k = 0; k < l->client.item_count; k++)
			if (!load_item(l, load, &l->client.items[k], l->ids[i]))
				return false;
	}
	return true;
}

static bool clients_step(struct loading *l, struct err *err)
{
	struct import_load *load;

	return import_source_put(l->session->store, l->session->creditor.id, DEMO_SOURCE, &l->source_id, err) &&
	       import_load_open(l->session->store, l->session->creditor.id, true, &load, err) &&
	       import_load_close(load, load_clients(l, load), err);
}

static bool items_step(struct loading *l, struct err *err)
{
	struct import_load *load;

	return import_load_open(l->session->store, l->session->creditor.id, true, &load, err) &&
	       import_load_close(load, load_items(l, load), err);
}

static bool load_contacts_of(struct loading *l, int64_t number, struct err *err)
{
	const char *texts[2 + DEMO_CONTACTS] = { l->client.no, l->client.name }, *phones[DEMO_CONTACTS];

	for (size_t i = 0; i < l->client.contact_count; i++) {
		const struct demo_contact *contact = &l->client.contacts[i];
		const struct contact_row row = {
			.id = id_new(),
			.name = contact->name,
			.role = contact->role,
			.phone = contact->phone,
			.mail = contact->mail,
			.qualified = contact->qualified,
			.best_minute = contact->best_minute,
		};

		if (!contact_insert(l->session->store, l->ids[number], &row, 0, err))
			return false;
		texts[2 + i] = contact->name;
		phones[i] = contact->phone;
	}
	search_load_client(l->words, l->ids[number], texts, 2 + l->client.contact_count, phones, l->client.contact_count);
	return true;
}

static bool contacts_step(struct loading *l, struct err *err)
{
	for (int64_t i = 0; i < l->recipe->clients; i++) {
		tell(l, PHASE_CONTACTS, i);
		demo_client_make(l->recipe, i, &l->client);
		demo_client_meet(l->recipe, i, &l->client);
		if (!load_contacts_of(l, i, err))
			return false;
	}
	return true;
}

static bool words_step(struct loading *l, struct err *err)
{
	tell(l, PHASE_WORDS, 0);
	return search_load_write(l->words, l->session->store, l->session->creditor.id, true, err);
}

bool demo_load(struct session *session, const struct demo_recipe *recipe, demo_age *age, const struct demo_told *told,
               struct demo_loaded *out, struct err *err)
{
	/* a transaction each: what a statement might have to take back stays small, and so does the log */
	static bool (*const steps[])(struct loading *l, struct err *err) = { clients_step, items_step, contacts_step, words_step };
	struct loading l = { .session = session, .recipe = recipe, .age = age, .told = told, .words = search_load_open() };
	bool done = true;

	l.ids = mem_alloc((size_t)recipe->clients * sizeof *l.ids);
	for (size_t i = 0; i < sizeof steps / sizeof *steps && done; i++) {
		done = store_begin(session->store, true, err);
		if (done && !(done = steps[i](&l, err) && store_commit(session->store, err)))
			store_rollback(session->store);
	}
	search_load_close(l.words);
	demo_client_clear(&l.client);
	if (done) {
		*out = (struct demo_loaded){ .ids = l.ids, .items = l.serial };
		memcpy(out->open, l.open, sizeof l.open);
	} else {
		mem_free(l.ids);
	}
	return done;
}
