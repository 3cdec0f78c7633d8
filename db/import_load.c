/* Bulk rows of a first load, and the indexes that wait for them.
 *
 * Whoever gives rows fills batches; a thread of the load's own puts them into the tables meanwhile. The store is that thread's from
 * import_load_open to import_load_close.
 */
#include "db/import_load.h"

#include <string.h>

#include "base/id.h"
#include "base/mem.h"
#include "base/thread.h"
#include "db/store_impl.h"

enum {
	BATCHES = 6,         /* on their way; fewer than a lane has room for */
	BATCH_CELLS = 4096,
	BATCH_BYTES = 32768, /* of texts; more when one row has more */
	COLUMNS_MOST = 18,
};

enum { LOAD_CLIENT, LOAD_CONTACT, LOAD_INVOICE, LOAD_RECEIPT, LOAD_WORD, LOAD_COUNT };

/* Cells of an invoice, in the order of its columns below. */
enum { INVOICE_AMOUNT = 8, INVOICE_OPEN };

static bool is_open(const struct bulk_cell *invoice)
{
	return invoice[INVOICE_OPEN].value.integer != 0;
}

static bool is_settled(const struct bulk_cell *invoice)
{
	return !is_open(invoice);
}

static bool is_part_paid(const struct bulk_cell *invoice)
{
	return is_open(invoice) && invoice[INVOICE_OPEN].value.integer != invoice[INVOICE_AMOUNT].value.integer;
}

/* Of what no ledger says. */
static bool is_none(const struct bulk_cell *row)
{
	(void)row;
	return false;
}

/* The same for a client: nobody has called, asked or taken it yet. */
enum { CLIENT_PROPOSAL = 17 };

static bool is_proposed(const struct bulk_cell *client)
{
	return client[CLIENT_PROPOSAL].size != 0;
}

static const struct bulk_part client_parts[] = {
	{ "client_proposal", is_proposed, false },
	{ "client_timed", is_none, false },
	{ "client_claim", is_none, false },
	{ "client_team", is_none, false },
	{ "client_siren", is_none, false },
	{ "client_agent", is_none, false },
	{ 0 },
};

/* Contacts and invoices come client by client, in the order of the clients' ids. */
static const struct bulk_part contact_parts[] = { { "contact_client", NULL, true }, { 0 } };

static const struct bulk_part all_rows[] = { { 0 } };

/* As in schema.c and what follows it, to the letter; tests/db/test_import.c compares the stores. */
static const struct bulk_part invoice_parts[] = {
	{ "invoice_open", is_open, true },
	{ "invoice_settled", is_settled, true },
	{ "invoice_part_paid", is_part_paid, false },
	{ "invoice_matched", is_none, false },
	{ "invoice_service", is_none, false },
	{ "invoice_payment_ref", is_none, false },
	{ 0 },
};

/* The tables, and what of them is made last: by filling the whole of it, or where that cannot be done by statements. */
static const struct {
	const char *table, *columns, *types, *indexes_away, *indexes;
	const struct bulk_part *parts;
} tables[LOAD_COUNT] = {
	[LOAD_CLIENT] = { "client",
			  "id,creditor_id,no,name,credit_limit_cents,risk_class,score,callable,why_"
			  "not,next_on,next_minute,overdue_cents,"
			  "balance_cents,currency,oldest_on,clock,clock_on,proposal",
			  "iittmiiittmiittttt", "DROP INDEX client_queue;",
			  "CREATE INDEX client_queue ON client (creditor_id, callable DESC, score "
			  "DESC, overdue_cents DESC, no, team_id);",
			  client_parts },
	[LOAD_CONTACT] = { "contact", "id,client_id,name,role,phone,mail", "iitttt", "", "", contact_parts },
	[LOAD_INVOICE] = { "invoice",
			   "id,client_id,source_id,key,kind,number,issued_on,due_on,amount_cents,"
			   "open_cents,currency,order_no,flagged",
			   "iiititttiitti",
			   "DROP INDEX invoice_key; DROP INDEX invoice_open; DROP INDEX invoice_number;",
			   "CREATE UNIQUE INDEX invoice_key ON invoice (source_id, key);"
			   "CREATE INDEX invoice_open ON invoice (client_id, due_on, issued_on, "
			   "open_cents, currency, kind, dispute_id) WHERE open_cents <> 0;"
			   "CREATE INDEX invoice_number ON invoice (number);",
			   invoice_parts },
	[LOAD_RECEIPT] = { "receipt",
			   "id,client_id,source_id,key,value_on,amount_cents,currency,credit_note,"
			   "invoice_id",
			   "iiittitiz", "DROP INDEX receipt_key; DROP INDEX receipt_client;",
			   "CREATE UNIQUE INDEX receipt_key ON receipt (source_id, key);"
			   "CREATE INDEX receipt_client ON receipt (client_id, value_on);",
			   all_rows },
	[LOAD_WORD] = { "search_word", "creditor_id,word,client_id", "iti", "DROP INDEX search_word_client;",
			"CREATE INDEX search_word_client ON search_word (client_id, word);", all_rows },
};

struct batch {
	int table; /* of all its rows */
	bool last; /* of this table */
	size_t rows, columns;
	struct bulk_cell cells[BATCH_CELLS];
	char *texts;
	size_t used, room;
};

struct import_load {
	struct engine *engine;
	int64_t creditor_id;
	bool bare;
	struct batch batches[BATCHES];
	struct lane *full, *empty;
	struct thread *thread;
	bool complete; /* all rows were given: written by the giver before the end of `full` */

	/* the giver's */
	struct batch *filling; /* NULL: none */
	int given;             /* table of the last row */

	/* the thread's, until it has ended */
	struct batch *taking; /* NULL: behind the last */
	size_t row;
	int table;
	bool done;
	struct err err;
};

/* ---- into the tables: in the thread ---- */

static void take_batch(struct import_load *load)
{
	if (load->taking)
		lane_give(load->empty, load->taking);
	load->taking = lane_take(load->full);
	load->row = 0;
}

/* The next row of the table that is being filled. */
static const struct bulk_cell *next_row(void *context)
{
	struct import_load *load = context;

	if (load->taking && load->row == load->taking->rows) {
		if (load->taking->last)
			return NULL;
		take_batch(load);
	}
	if (!load->taking || load->taking->table != load->table)
		return NULL;
	return load->taking->cells + load->row++ * load->taking->columns;
}

/* The rows, and the indexes at once, while the rows of the next table are thought of. */
static bool load_table(struct import_load *load)
{
	const char *table = tables[load->table].table, *columns = tables[load->table].columns, *types = tables[load->table].types;
	bool filled = false;

	if (load->bare &&
	    !bulk_fill(load->engine, table, columns, types, tables[load->table].parts, next_row, load, &filled, &load->err))
		return false;
	if (filled)
		return true;
	if (load->bare && !engine_script(load->engine, tables[load->table].indexes_away, &load->err))
		return false;
	if (!bulk_feed(load->engine, table, columns, types, next_row, load, &load->err))
		return false;
	return !load->bare || (!load->taking && !load->complete) || engine_script(load->engine, tables[load->table].indexes, &load->err);
}

static bool is_next(struct import_load *load)
{
	if (load->taking && load->taking->last && load->row == load->taking->rows)
		take_batch(load);
	return load->taking && load->taking->table == load->table;
}

static void load_tables(void *context)
{
	struct import_load *load = context;

	load->done = true;
	take_batch(load);
	for (load->table = 0; load->done && load->table < LOAD_COUNT; load->table++)
		load->done = !is_next(load) || load_table(load);
	lane_stop(load->full);
	lane_end(load->empty);
}

/* ---- what is given ---- */

bool import_load_open(struct store *store, int64_t creditor_id, bool bare, struct import_load **out,
		      struct err *err)
{
	struct import_load *load = mem_alloc(sizeof *load);

	load->engine = store->engine;
	load->creditor_id = creditor_id;
	load->bare = bare;
	load->full = lane_open();
	load->empty = lane_open();
	for (int i = 0; i < BATCHES; i++) {
		load->batches[i].texts = mem_alloc(BATCH_BYTES);
		load->batches[i].room = BATCH_BYTES;
		lane_give(load->empty, &load->batches[i]);
	}
	if (!thread_start(load_tables, load, &load->thread, err)) {
		import_load_close(load, false, NULL);
		return false;
	}
	*out = load;
	return true;
}

/* False: nobody takes it. */
static bool hand_over(struct import_load *load)
{
	struct batch *batch = load->filling;

	load->filling = NULL;
	return !batch || lane_give(load->full, batch);
}

/* A batch of this table with room for one more row. False: the load has failed, import_load_close says why. */
static bool make_room(struct import_load *load, int table, size_t columns, size_t bytes)
{
	struct batch *batch = load->filling;

	if (batch && batch->table == table && (batch->rows + 1) * columns <= BATCH_CELLS &&
	    batch->room - batch->used >= bytes)
		return true;
	if (table < load->given)
		mem_fatal("a load's tables come in the order of their references");
	load->given = table;
	if (!hand_over(load) || !(batch = lane_take(load->empty)))
		return false;
	if (batch->room < bytes) {
		batch->texts = mem_resize(batch->texts, bytes, 1);
		batch->room = bytes;
	}
	batch->table = table;
	batch->last = false;
	batch->columns = columns;
	batch->rows = batch->used = 0;
	load->filling = batch;
	return true;
}

bool import_load_next_table(struct import_load *load)
{
	if (!load->filling && !make_room(load, load->given, 0, 0))
		return false;
	load->filling->last = true;
	return hand_over(load);
}

/* One row, copied. Sizes of its texts are found here. */
static bool add_row(struct import_load *load, int table, struct bulk_cell *cells)
{
	const char *types = tables[table].types;
	size_t columns = strlen(types), bytes = 0;
	struct bulk_cell *row;
	struct batch *batch;

	for (size_t i = 0; i < columns; i++)
		if (types[i] == 't' && cells[i].value.text)
			bytes += cells[i].size = strlen(cells[i].value.text);
	if (!make_room(load, table, columns, bytes))
		return false;
	batch = load->filling;
	row = batch->cells + batch->rows++ * columns;
	for (size_t i = 0; i < columns; i++) {
		row[i] = cells[i];
		if (types[i] != 't' || !cells[i].value.text)
			continue;
		row[i].value.text = memcpy(batch->texts + batch->used, cells[i].value.text, cells[i].size);
		batch->used += cells[i].size;
	}
	return true;
}

static struct bulk_cell number(int64_t value)
{
	return (struct bulk_cell){ .value.integer = value };
}

static struct bulk_cell text(const char *value)
{
	return (struct bulk_cell){ .value.text = value };
}

static struct bulk_cell day(date d, char room[DATE_TEXT])
{
	return text(date_is(d) ? date_iso(d, room) : NULL);
}

bool import_load_client(struct import_load *load, const struct client_row *row)
{
	const struct client_ready *ready = &row->ready;
	char days[3][DATE_TEXT];
	struct bulk_cell cells[] = {
		number(row->id),
		number(load->creditor_id),
		text(row->no),
		text(row->name),
		number(row->state.credit_limit),
		number(row->state.risk_class),
		number(ready->score),
		number(ready->callable),
		text(ready->why_not),
		day(ready->next_on, days[0]),
		number(ready->next_minute),
		number(ready->overdue),
		number(ready->balance),
		text(ready->currency),
		day(ready->oldest_on, days[1]),
		text(ready->clock),
		day(ready->clock_on, days[2]),
		text(ready->proposal),
	};

	return add_row(load, LOAD_CLIENT, cells);
}

bool import_load_contact(struct import_load *load, int64_t client_id, const char *name,
			 const char *phone, const char *mail)
{
	struct bulk_cell cells[] = { number(id_new()),         number(client_id), text(name),
				     text("accounts_payable"), text(phone),       text(mail) };

	return add_row(load, LOAD_CONTACT, cells);
}

bool import_load_invoice(struct import_load *load, const struct import_invoice *item)
{
	char days[2][DATE_TEXT];
	struct bulk_cell cells[] = {
		number(item->id),
		number(item->client_id),
		number(item->source_id),
		text(item->key),
		number(item->kind),
		text(item->number),
		day(item->issued_on, days[0]),
		day(item->due_on, days[1]),
		number(item->amount),
		number(item->open),
		text(item->currency),
		text(item->order_no),
		number(item->flagged),
	};

	return add_row(load, LOAD_INVOICE, cells);
}

bool import_load_receipt(struct import_load *load, const struct import_receipt *receipt)
{
	char value_on[DATE_TEXT];
	struct bulk_cell cells[] = {
		number(receipt->id),
		number(receipt->client_id),
		number(receipt->source_id),
		text(receipt->key),
		day(receipt->value_on, value_on),
		number(receipt->amount),
		text(receipt->currency),
		number(receipt->credit_note),
		number(receipt->invoice_id),
	};

	return add_row(load, LOAD_RECEIPT, cells);
}

bool import_load_word(struct import_load *load, const char *word, int64_t client_id)
{
	struct bulk_cell cells[] = { number(load->creditor_id), text(word), number(client_id) };

	return add_row(load, LOAD_WORD, cells);
}

bool import_load_close(struct import_load *load, bool done, struct err *err)
{
	if (done)
		done = hand_over(load);
	load->complete = done;
	lane_end(load->full);
	thread_join(load->thread);
	done = done && load->done;
	if (!load->done && err && load->err.code != ERR_NONE)
		*err = load->err;
	for (int i = 0; i < BATCHES; i++)
		mem_free(load->batches[i].texts);
	lane_close(load->full);
	lane_close(load->empty);
	mem_free(load);
	return done;
}
