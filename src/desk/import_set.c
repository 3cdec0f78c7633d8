/* The sink of imports: copies what readers give, checks what only the desk can know of one item.
 */
#include "desk/import_set.h"

#include <string.h>

#include "base/hash.h"

enum {
	WARNINGS_KEPT = 1000, /* of one reason */
	CONTACTS_KEPT = 16,   /* of one client in one file */
	FIRST_SLOTS = 1024,
};

void import_set_init(struct import_set *set, const char *currency, date today,
		     struct import_lines *lines)
{
	*set = (struct import_set){ .today = today, .lines = lines };
	memcpy(set->currency, currency, MONEY_CODE);
	buf_add(&set->pool, "", 1);
	buf_add(&set->numbers, "", 1);
}

void import_set_clear(struct import_set *set)
{
	buf_clear(&set->pool);
	buf_clear(&set->numbers);
	mem_free(set->clients);
	mem_free(set->said);
	mem_free(set->slots);
	mem_free(set->counted);
	mem_free(set->contacts);
	mem_free(set->items);
	mem_free(set->receipts);
	mem_free(set->rejects);
	mem_free(set->vanished);
	mem_free(set->sequence);
	mem_free(set->foreign);
	*set = (struct import_set){ 0 };
}

static uint32_t add_bytes(struct import_set *set, const char *text, size_t n)
{
	size_t at = set->pool.len;

	if (n == 0)
		return 0;
	if (at > UINT32_MAX - n - 1)
		mem_fatal("a file's texts do not fit in memory");
	buf_add(&set->pool, text, n + 1);
	return (uint32_t)at;
}

uint32_t import_set_add_text(struct import_set *set, const char *text)
{
	return add_bytes(set, text, strlen(text));
}

/* ---- clients ---- */

static size_t slot_of(const struct import_set *set, const char *no, uint64_t hash)
{
	size_t mask = set->slot_room - 1, i = (size_t)hash & mask;
	uint32_t tag = (uint32_t)(hash >> 32);

	for (; set->slots[i].client; i = (i + 1) & mask)
		if (set->slots[i].tag == tag &&
		    strcmp(set->numbers.data + set->slots[i].no, no) == 0)
			break;
	return i;
}

static uint64_t hash_no(const char *no)
{
	return hash_64(no, strlen(no), 0);
}

static void grow_slots(struct import_set *set)
{
	set->slot_room = set->slot_room ? set->slot_room * 2 : FIRST_SLOTS;
	mem_free(set->slots);
	set->slots = mem_alloc(set->slot_room * sizeof *set->slots);
	for (size_t i = 0; i < set->client_count; i++) {
		const char *no = import_set_no(set, &set->clients[i]);
		uint64_t hash = hash_no(no);

		set->slots[slot_of(set, no, hash)] = (struct set_slot){
			(uint32_t)i + 1, (uint32_t)(hash >> 32), set->clients[i].no
		};
	}
}

struct set_client *import_set_add_client(struct import_set *set)
{
	MEM_GROW(set->clients, set->client_count, set->client_room);
	MEM_GROW(set->said, set->client_count, set->said_room);
	set->said[set->client_count] = 0;
	set->clients[set->client_count] = (struct set_client){
		.contacts = IMPORT_NONE,
		.limit = -1,
		.risk = -1,
		.terms_days = -1,
		.stored_limit = -1,
	};
	return &set->clients[set->client_count++];
}

/* The client of this number, made when it is new. */
static uint32_t client_numbered(struct import_set *set, const char *no)
{
	uint64_t hash = hash_no(no);
	size_t slot;

	if (set->client_count * 2 >= set->slot_room)
		grow_slots(set);
	slot = slot_of(set, no, hash);
	if (!set->slots[slot].client) {
		import_set_add_client(set)->no = (uint32_t)set->numbers.len;
		set->slots[slot] = (struct set_slot){ (uint32_t)set->client_count,
						      (uint32_t)(hash >> 32),
						      (uint32_t)set->numbers.len };
		buf_add(&set->numbers, no, strlen(no) + 1);
	}
	return set->slots[slot].client - 1;
}

/* A reader that counts clients itself spares a look-up for every line. */
static uint32_t client_of(struct import_set *set, const struct intake_item *item)
{
	size_t room = set->counted_room;

	if (item->client == 0)
		return client_numbered(set, item->client_no);
	if (item->client >= room) {
		set->counted_room = (size_t)item->client * 2 + FIRST_SLOTS;
		set->counted = mem_resize(set->counted, set->counted_room, sizeof *set->counted);
		memset(set->counted + room, 0, (set->counted_room - room) * sizeof *set->counted);
	}
	if (set->counted[item->client] == 0)
		set->counted[item->client] = client_numbered(set, item->client_no) + 1;
	return set->counted[item->client] - 1;
}

const char *import_set_name(const struct import_set *set, const struct set_client *client)
{
	return client->name ? import_set_text(set, client->name) : import_set_no(set, client);
}

static bool take_client(void *context, const char *no, const char *name, struct err *err)
{
	struct import_set *set = context;
	uint32_t client = client_numbered(set, no);

	(void)err;
	set->clients[client].name = import_set_add_text(set, name);
	return true;
}

static uint64_t hash_contact(const struct intake_item *item)
{
	uint64_t hash = hash_64(item->contact_name, strlen(item->contact_name), 0);

	hash = hash_64(item->phone, strlen(item->phone), hash);
	return hash_64(item->mail, strlen(item->mail), hash) | 1;
}

/* One contact for each name and phone; a later line may add the mail. Mostly all lines of a client
 * say the same. */
static void take_contact(struct import_set *set, uint32_t client, const struct intake_item *item)
{
	uint64_t said = hash_contact(item);
	size_t n = 0;

	if (set->said[client] == said)
		return;
	set->said[client] = said;
	for (uint32_t at = set->clients[client].contacts; at != IMPORT_NONE;
	     at = set->contacts[at].next, n++)
		if (strcmp(import_set_text(set, set->contacts[at].name), item->contact_name) == 0 &&
		    strcmp(import_set_text(set, set->contacts[at].phone), item->phone) == 0) {
			if (*item->mail &&
			    strcmp(import_set_text(set, set->contacts[at].mail), item->mail) != 0)
				set->contacts[at].mail = import_set_add_text(set, item->mail);
			return;
		}
	if (n == CONTACTS_KEPT)
		return;
	MEM_GROW(set->contacts, set->contact_count, set->contact_room);
	set->contacts[set->contact_count] = (struct set_contact){
		.next = set->clients[client].contacts,
		.name = import_set_add_text(set, item->contact_name),
		.phone = import_set_add_text(set, item->phone),
		.mail = import_set_add_text(set, item->mail),
	};
	set->clients[client].contacts = (uint32_t)set->contact_count++;
}

/* ---- items, receipts ---- */

/* Another currency is said once a file: the same word would stand on every line. */
static bool first_time(struct import_set *set, const char *currency)
{
	for (size_t i = 0; i < set->foreign_count; i++)
		if (strcmp(set->foreign[i], currency) == 0)
			return false;
	MEM_GROW(set->foreign, set->foreign_count, set->foreign_room);
	memcpy(set->foreign[set->foreign_count++], currency, MONEY_CODE);
	return true;
}

static void warn_of_item(struct import_set *set, const struct intake_item *item,
			 const char *currency)
{
	char text[DATE_TEXT];

	if (date_is(item->issued_on) && item->issued_on > set->today)
		import_set_reject(set, REASON_FUTURE_ISSUE, true, item->line,
				  date_iso(item->issued_on, text), "");
	if (strcmp(currency, set->currency) != 0 && first_time(set, currency))
		import_set_reject(set, REASON_CURRENCY_OTHER, true, item->line, currency, "");
}

/* Numbers mostly end the key, and are kept once. */
static void keep_names(struct import_set *set, struct set_item *kept, const struct intake_item *item)
{
	size_t n = strlen(item->number), key = strlen(item->key);

	if (key < sizeof kept->short_key)
		memcpy(kept->short_key, item->key, key);
	else
		kept->key = add_bytes(set, item->key, key);
	kept->number_ends_key = n > 0 && n <= key && memcmp(item->key + key - n, item->number, n) == 0;
	kept->number = kept->number_ends_key ? (uint32_t)(key - n) : add_bytes(set, item->number, n);
}

static bool take_item(void *context, const struct intake_item *item, struct err *err)
{
	struct import_set *set = context;
	const char *currency = *item->currency ? item->currency : set->currency;
	struct set_item *kept;
	uint32_t client = client_of(set, item);

	(void)err;
	warn_of_item(set, item, currency);
	if (item->credit_limit >= 0)
		set->clients[client].limit = item->credit_limit;
	if (item->risk_class >= 0)
		set->clients[client].risk = item->risk_class;
	if (*item->contact_name || *item->phone || *item->mail)
		take_contact(set, client, item);
	MEM_GROW(set->items, set->item_count, set->item_room);
	kept = &set->items[set->item_count++];
	*kept = (struct set_item){
		.client = client,
		.order_no = import_set_add_text(set, item->order_no),
		.issued_on = date_is(item->issued_on) ? item->issued_on : item->due_on,
		.due_on = item->due_on,
		.amount = item->amount,
		.open = item->open,
		.id = item->line_hash && set->lines ? import_lines_likely(set->lines) : 0,
		.line = item->line,
		.hash = item->line_hash,
		.kind = (uint8_t)item->kind,
		.flagged = item->flagged,
	};
	keep_names(set, kept, item);
	memcpy(kept->currency, currency, MONEY_CODE);
	if (item->line_hash) {
		MEM_GROW(set->sequence, set->sequence_count, set->sequence_room);
		set->sequence[set->sequence_count++] = -(int64_t)set->item_count;
	}
	return true;
}

static bool take_receipt(void *context, const struct intake_receipt *receipt, struct err *err)
{
	struct import_set *set = context;
	uint32_t client = client_numbered(set, receipt->client_no);
	struct set_receipt *kept;

	(void)err;
	MEM_GROW(set->receipts, set->receipt_count, set->receipt_room);
	kept = &set->receipts[set->receipt_count++];
	*kept = (struct set_receipt){
		.client = client,
		.key = import_set_add_text(set, receipt->key),
		.matched = import_set_add_text(set, receipt->matched_key),
		.value_on = receipt->value_on,
		.amount = receipt->amount,
		.credit_note = receipt->credit_note,
		.line = receipt->line,
	};
	memcpy(kept->currency, *receipt->currency ? receipt->currency : set->currency, MONEY_CODE);
	return true;
}

/* ---- rejects ---- */

void import_set_reject(struct import_set *set, enum intake_reason reason, bool warning,
		       int64_t line, const char *arg, const char *raw)
{
	set->by_reason[reason]++;
	if (warning)
		set->warnings++;
	else
		set->refused++;
	if (warning && set->by_reason[reason] > WARNINGS_KEPT)
		return;
	MEM_GROW(set->rejects, set->reject_count, set->reject_room);
	set->rejects[set->reject_count] =
		(struct set_reject){ .reason = reason, .warning = warning, .line = line };
	set->rejects[set->reject_count].arg = import_set_add_text(set, arg);
	set->rejects[set->reject_count++].raw = import_set_add_text(set, raw);
}

static bool take_reject(void *context, const struct intake_reject *reject, struct err *err)
{
	(void)err;
	import_set_reject(context, reject->reason, reject->warning, reject->line, reject->arg,
			  reject->raw);
	return true;
}

/* ---- the rest of the sink ---- */

static bool is_known(void *context, uint64_t line_hash)
{
	struct import_set *set = context;
	size_t at = import_lines_known(set->lines, line_hash);

	if (at == SIZE_MAX)
		return false;
	MEM_GROW(set->sequence, set->sequence_count, set->sequence_room);
	set->sequence[set->sequence_count++] = (int64_t)at;
	return true;
}

/* What take_contact looks at first. */
static void expect_client(void *context, uint32_t client)
{
	const struct import_set *set = context;

	if (client < set->counted_room && set->counted[client] > 0)
		__builtin_prefetch(&set->said[set->counted[client] - 1], 1);
}

static void tell_progress(void *context, size_t done, size_t total)
{
	const struct import_set *set = context;

	set->progress(set->context, done, total);
}

struct intake_sink import_set_sink(struct import_set *set)
{
	return (struct intake_sink){
		.context = set,
		.client = take_client,
		.item = take_item,
		.receipt = take_receipt,
		.reject = take_reject,
		.known = set->lines ? is_known : NULL,
		.expect = expect_client,
		.progress = set->progress ? tell_progress : NULL,
	};
}
