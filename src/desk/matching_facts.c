/* Whom a movement may come from, and all that matters of them to decide.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "db/call.h"
#include "db/client.h"
#include "desk/matching_inside.h"
#include "rules/matching_text.h"

enum {
	CLIENTS_MOST = 20, /* a number or a name that fits more says nothing */
	HITS_MOST = 4000,
	BEFORE_DAYS = 31, /* more than matching_same_cash ever accepts */
	AFTER_DAYS = 62,
	NAME_ROOM = 256,
};

/* ---- numbers ---- */

struct scan {
	const struct matching_index *index;
	struct matching_hits *hits;
	bool structured;
};

static void add_hits(const struct scan *scan, const struct matching_entry *found, size_t count, bool strong, bool asked)
{
	struct matching_hits *hits = scan->hits;

	for (size_t i = 0; i < count && hits->count < HITS_MOST; i++) {
		MEM_GROW(hits->all, hits->count, hits->room);
		hits->all[hits->count++] = (struct matching_hit){
			.item_id = found[i].item_id,
			.client_id = found[i].client_id,
			.structured = scan->structured,
			.strong = strong,
			.asked = asked,
		};
	}
}

/* A reference that several invoices ask for, a client's number or a contract's, does not say which of them is paid. */
static bool is_known(void *context, const char *number, size_t n, bool strong)
{
	struct scan *scan = context;
	uint64_t hash = matching_hash(number, n);
	size_t count, asking;
	const struct matching_entry *found = matching_index_find(&scan->index->numbers, hash, &count),
				    *asked = matching_index_find(&scan->index->references, hash, &asking);

	add_hits(scan, found, count, strong, false);
	if (asking == 1)
		add_hits(scan, asked, 1, strong, true);
	return count > 0 || asking == 1;
}

static void scan_lines(struct scan *scan, const char *lines)
{
	while (*lines) {
		size_t n = strcspn(lines, "\n");
		char *line = mem_strndup(lines, n);

		matching_scan(line, true, is_known, scan);
		mem_free(line);
		lines += n + (lines[n] == '\n');
	}
}

void matching_hits_of(const struct matching_index *index, const struct bank_movement_row *movement, struct matching_hits *out)
{
	struct scan scan = { .index = index, .hits = out, .structured = true };

	scan_lines(&scan, movement->reference);
	scan_lines(&scan, movement->end_to_end);
	scan.structured = false;
	matching_scan(movement->text, false, is_known, &scan);
}

/* ---- clients ---- */

struct gather {
	struct session *session;
	const struct bank_movement_row *movement;
	struct arena *arena;
	const struct matching_ground *ground;
	struct matching_hits hits;
	struct matching_client clients[CLIENTS_MOST];
	size_t count;
	char name[NAME_ROOM]; /* the payer's */
};

static struct matching_client *client_of(struct gather *gather, int64_t id)
{
	for (size_t i = 0; i < gather->count; i++)
		if (gather->clients[i].id == id)
			return &gather->clients[i];
	if (gather->count == CLIENTS_MOST)
		return NULL;
	gather->clients[gather->count] = (struct matching_client){ .id = id };
	return &gather->clients[gather->count++];
}

static bool add_payers(struct gather *gather, struct err *err)
{
	const struct session *session = gather->session;
	int64_t *ids;
	size_t count;

	if (!*gather->movement->party_account)
		return true;
	if (!payer_list(session->store, gather->arena, session->creditor.id, gather->movement->party_account, &ids, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct matching_client *client = client_of(gather, ids[i]);

		if (client)
			client->by_account = true;
	}
	return true;
}

static void add_names(struct gather *gather, const struct matching_index *index)
{
	size_t n = matching_name(gather->name, sizeof gather->name, gather->movement->party), count;
	const struct matching_entry *found = matching_index_find(&index->names, matching_hash(gather->name, n), &count);

	if (n == 0 || count > CLIENTS_MOST)
		return;
	for (size_t i = 0; i < count; i++) {
		struct matching_client *client = client_of(gather, found[i].client_id);

		if (client)
			client->by_name = true;
	}
}

static void add_named(struct gather *gather)
{
	for (size_t i = 0; i < gather->hits.count; i++)
		client_of(gather, gather->hits.all[i].client_id);
}

/* ---- one client ---- */

static void mark_hit(const struct gather *gather, struct matching_item *item)
{
	for (size_t i = 0; i < gather->hits.count; i++) {
		const struct matching_hit *hit = &gather->hits.all[i];

		if (hit->item_id != item->id)
			continue;
		item->named = true;
		item->structured |= hit->structured;
		item->strong |= hit->strong;
		item->asked |= hit->asked;
	}
}

/* What is named of the client, each once; in the arena. */
static int64_t *named_of(const struct gather *gather, int64_t client_id, size_t *count)
{
	int64_t *ids = arena_alloc(gather->arena, (gather->hits.count + 1) * sizeof *ids);

	*count = 0;
	for (size_t i = 0; i < gather->hits.count; i++) {
		bool twice = gather->hits.all[i].client_id != client_id;

		for (size_t k = 0; !twice && k < *count; k++)
			twice = ids[k] == gather->hits.all[i].item_id;
		if (!twice)
			ids[(*count)++] = gather->hits.all[i].item_id;
	}
	return ids;
}

void matching_forget(struct matching_kept *kept)
{
	arena_clear(&kept->arena);
	*kept = (struct matching_kept){ 0 };
}

/* Nothing settled is named of it: the same for every payment. */
static bool read_kept(const struct gather *gather, int64_t client_id, struct allocation_item **rows, size_t *count, struct err *err)
{
	struct matching_kept *kept = gather->ground->kept;

	if (kept->client_id != client_id) {
		matching_forget(kept);
		if (!allocation_items(gather->session->store, &kept->arena, client_id, gather->ground->bank_source_id, NULL, 0, &kept->rows,
		                      &kept->count, err)) {
			matching_forget(kept);
			return false;
		}
		kept->client_id = client_id;
	}
	*rows = kept->rows;
	*count = kept->count;
	return true;
}

static bool read_items(const struct gather *gather, const struct matching_client *client, struct allocation_item **rows, size_t *count,
                       struct err *err)
{
	struct store *store = gather->session->store;
	int64_t bank_source_id = gather->ground->bank_source_id;
	size_t named;
	const int64_t *ids = named_of(gather, client->id, &named);

	if (client->scope != MATCHING_SCOPE_ALL)
		return allocation_items_named(store, gather->arena, client->id, bank_source_id, ids, named,
		                              client->scope == MATCHING_SCOPE_CREDITS, rows, count, err);
	if (named > 0)
		return allocation_items(store, gather->arena, client->id, bank_source_id, ids, named, rows, count, err);
	return read_kept(gather, client->id, rows, count, err);
}

static bool load_items(const struct gather *gather, struct matching_client *client, struct err *err)
{
	struct allocation_item *rows;
	struct matching_item *items;
	size_t count, used = 0;

	if (!read_items(gather, client, &rows, &count, err))
		return false;
	items = arena_alloc(gather->arena, (count + 1) * sizeof *items);
	for (size_t i = 0; i < count; i++) {
		const struct item *item = &rows[i].item;

		if (rows[i].bank || (item->kind != ITEM_INVOICE && item->kind != ITEM_CREDIT_NOTE))
			continue;
		items[used] = (struct matching_item){ .id = item->id,
			                              .kind = item->kind,
			                              .issued_on = item->issued_on,
			                              .due_on = item->due_on,
			                              .amount = item->amount,
			                              .open = item->open };
		memcpy(items[used].currency, item->currency, MONEY_CODE);
		mark_hit(gather, &items[used++]);
	}
	client->items = items;
	client->item_count = used;
	return true;
}

static int compare_near(const void *a, const void *b, void *value_on)
{
	const struct allocation_cash *x = a, *y = b;
	int far_x = abs(x->value_on - *(date *)value_on), far_y = abs(y->value_on - *(date *)value_on);

	if (far_x != far_y)
		return far_x < far_y ? -1 : 1;
	return (x->receipt_id > y->receipt_id) - (x->receipt_id < y->receipt_id);
}

bool matching_ledger_cash(struct session *session, const struct bank_movement_row *movement, int64_t client_id,
                          struct arena *arena, struct matching_cash **rows, size_t *count, struct err *err)
{
	date value_on = movement->value_on;
	struct allocation_cash *cash;
	struct matching_cash *list;
	size_t found, used = 0;

	if (!allocation_ledger_cash(session->store, arena, client_id, movement->currency, movement->amount > 0,
	                            value_on - BEFORE_DAYS, value_on + AFTER_DAYS, &cash, &found, err))
		return false;
	if (found > 1)
		qsort_r(cash, found, sizeof *cash, compare_near, &value_on);
	list = arena_alloc(arena, (found + 1) * sizeof *list);
	for (size_t i = 0; i < found; i++)
		if (matching_same_cash(value_on, cash[i].value_on, cash[i].dated))
			list[used++] = (struct matching_cash){ .id = cash[i].receipt_id,
				                               .item_id = cash[i].invoice_id,
				                               .cash_id = cash[i].cash_id,
				                               .amount = cash[i].amount,
				                               .whole = cash[i].whole,
				                               .noticed = !cash[i].dated };
	*rows = list;
	*count = used;
	return true;
}

/* Open promises of a client and the invoices each covers. */
static bool load_promises(struct gather *gather, struct matching_client *client, struct err *err)
{
	struct store *store = gather->session->store;
	struct promise_row *rows;
	struct promise_part *parts = NULL;
	struct matching_promise *promises;
	size_t count, part_count = 0, used = 0;

	if (!promise_list(store, gather->arena, client->id, &rows, &count, err) ||
	    (count > 0 && !promise_parts(store, gather->arena, client->id, &parts, &part_count, err)))
		return false;
	promises = arena_alloc(gather->arena, (count + 1) * sizeof *promises);
	for (size_t i = 0; i < count; i++) {
		int64_t *items;
		size_t n = 0;

		if (rows[i].promise.state != PROMISE_OPEN)
			continue;
		items = arena_alloc(gather->arena, (part_count + 1) * sizeof *items);
		for (size_t k = 0; k < part_count; k++)
			if (parts[k].promise_id == rows[i].promise.id && !parts[k].withdrawn_by)
				items[n++] = parts[k].invoice_id;
		promises[used++] = (struct matching_promise){ items, n };
	}
	client->promises = promises;
	client->promise_count = used;
	return true;
}

static bool load_client(struct gather *gather, struct matching_client *client, struct err *err)
{
	struct client_row row;
	struct matching_cash *cash;
	char name[NAME_ROOM];
	enum found found = client_by_id(gather->session->store, gather->arena, client->id, &row, err);

	if (found != FOUND)
		return found == FOUND_NOT;
	client->scope = MATCHING_SCOPE_NAMED;
	matching_name(name, sizeof name, row.name);
	client->by_name |= *gather->name && matching_names_agree(gather->name, name);
	if (!load_items(gather, client, err) || !load_promises(gather, client, err) ||
	    !matching_ledger_cash(gather->session, gather->movement, client->id, gather->arena, &cash, &client->cash_count, err))
		return false;
	client->cash = cash;
	return true;
}

static bool gather_all(struct gather *gather, struct err *err)
{
	bool done;

	matching_hits_of(gather->ground->index, gather->movement, &gather->hits);
	add_names(gather, gather->ground->index);
	done = add_payers(gather, err);
	add_named(gather);
	for (size_t i = 0; done && i < gather->count; i++)
		done = load_client(gather, &gather->clients[i], err);
	return done;
}

/* With what is named first; then with as much more as the answer asks for. */
static bool decide(struct gather *gather, struct matching_result *out, struct err *err)
{
	struct matching_facts facts = {
		.amount = gather->movement->amount,
		.value_on = gather->movement->value_on,
		.book_on = gather->ground->book_on,
		.clients = gather->clients,
		.client_count = gather->count,
	};

	memcpy(facts.currency, gather->movement->currency, MONEY_CODE);
	for (;;) {
		struct matching_client *client;

		matching_decide(&facts, gather->arena, out);
		if (!out->undecided)
			return true;
		client = client_of(gather, out->client_id);
		client->scope = out->wants;
		if (!load_items(gather, client, err))
			return false;
	}
}

bool matching_consider(struct session *session, const struct matching_ground *ground, const struct bank_movement_row *movement,
                       struct arena *arena, struct matching_result *out, struct err *err)
{
	struct gather gather = { .session = session, .movement = movement, .arena = arena, .ground = ground };
	bool done = gather_all(&gather, err) && decide(&gather, out, err);

	mem_free(gather.hits.all);
	return done;
}
