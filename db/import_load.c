/* Bulk rows of a first load, and the indexes that wait for them.
 */
#include "db/import_load.h"

#include "base/id.h"
#include "base/mem.h"
#include "db/store_impl.h"

/* As in schema.c, to the letter; tests/db/test_import.c compares the stores. */
static const char indexes_away[] = "DROP INDEX client_queue;"
				   "DROP INDEX invoice_key;"
				   "DROP INDEX invoice_open;"
				   "DROP INDEX invoice_number;"
				   "DROP INDEX receipt_key;"
				   "DROP INDEX receipt_client;"
				   "DROP INDEX search_word_client;";
static const char indexes_back[] =
	"CREATE INDEX client_queue ON client (creditor_id, callable DESC, score DESC, "
	"overdue_cents DESC, no, team_id);"
	"CREATE UNIQUE INDEX invoice_key ON invoice (source_id, key);"
	"CREATE INDEX invoice_open ON invoice (client_id, due_on, issued_on, open_cents, currency, "
	"kind, dispute_id) WHERE open_cents <> 0;"
	"CREATE INDEX invoice_number ON invoice (number);"
	"CREATE UNIQUE INDEX receipt_key ON receipt (source_id, key);"
	"CREATE INDEX receipt_client ON receipt (client_id, value_on);"
	"CREATE INDEX search_word_client ON search_word (client_id, word);";

enum { LOAD_CLIENT, LOAD_CONTACT, LOAD_INVOICE, LOAD_RECEIPT, LOAD_WORD, LOAD_COUNT };

static const struct {
	const char *table, *columns, *types;
} tables[LOAD_COUNT] = {
	[LOAD_CLIENT] = { "client",
			  "id,creditor_id,no,name,credit_limit_cents,risk_class,score,callable,why_"
			  "not,next_on,next_minute,overdue_cents,"
			  "balance_cents,currency,oldest_on,clock,clock_on,proposal",
			  "iittmiiitdmiitdtdt" },
	[LOAD_CONTACT] = { "contact", "id,client_id,name,role,phone,mail", "iitttt" },
	[LOAD_INVOICE] = { "invoice",
			   "id,client_id,source_id,key,kind,number,issued_on,due_on,amount_cents,"
			   "open_cents,currency,order_no,flagged",
			   "iiititddiitti" },
	[LOAD_RECEIPT] = { "receipt",
			   "id,client_id,source_id,key,value_on,amount_cents,currency,credit_note,"
			   "invoice_id",
			   "iiitditiz" },
	[LOAD_WORD] = { "search_word", "creditor_id,word,client_id", "iti" },
};

struct import_load {
	struct engine *engine;
	int64_t creditor_id;
	bool bare;
	struct bulk *bulk; /* of the table being loaded */
	int table;
};

bool import_load_open(struct store *store, int64_t creditor_id, bool bare, struct import_load **out,
		      struct err *err)
{
	struct import_load *load = mem_alloc(sizeof *load);

	load->engine = store->engine;
	load->creditor_id = creditor_id;
	load->bare = bare;
	if (bare && !engine_script(store->engine, indexes_away, err)) {
		mem_free(load);
		return false;
	}
	*out = load;
	return true;
}

/* One table after the other, in the order of their references: what a row refers to is in before it comes. */
static struct bulk *bulk_of(struct import_load *load, int table, struct err *err)
{
	if (load->bulk && load->table == table)
		return load->bulk;
	if (load->bulk && !bulk_close(load->bulk, err)) {
		load->bulk = NULL;
		return NULL;
	}
	load->table = table;
	load->bulk = bulk_open(load->engine, tables[table].table, tables[table].columns,
			       tables[table].types, err);
	return load->bulk;
}

bool import_load_client(struct import_load *load, const struct client_row *row, struct err *err)
{
	struct bulk *bulk = bulk_of(load, LOAD_CLIENT, err);
	const struct client_ready *ready = &row->ready;

	return bulk && bulk_row(bulk, err, row->id, load->creditor_id, row->no, row->name,
				row->state.credit_limit, (int64_t)row->state.risk_class,
				(int64_t)ready->score, (int64_t)ready->callable, ready->why_not,
				ready->next_on, (int64_t)ready->next_minute, ready->overdue,
				ready->balance, ready->currency, ready->oldest_on, ready->clock,
				ready->clock_on, ready->proposal);
}

bool import_load_contact(struct import_load *load, int64_t client_id, const char *name,
			 const char *phone, const char *mail, struct err *err)
{
	struct bulk *bulk = bulk_of(load, LOAD_CONTACT, err);

	return bulk &&
	       bulk_row(bulk, err, id_new(), client_id, name, "accounts_payable", phone, mail);
}

bool import_load_invoice(struct import_load *load, const struct import_invoice *item,
			 struct err *err)
{
	struct bulk *bulk = bulk_of(load, LOAD_INVOICE, err);

	return bulk && bulk_row(bulk, err, item->id, item->client_id, item->source_id, item->key,
				(int64_t)item->kind, item->number, item->issued_on, item->due_on,
				item->amount, item->open, item->currency, item->order_no,
				(int64_t)item->flagged);
}

bool import_load_receipt(struct import_load *load, const struct import_receipt *receipt,
			 struct err *err)
{
	struct bulk *bulk = bulk_of(load, LOAD_RECEIPT, err);

	return bulk && bulk_row(bulk, err, receipt->id, receipt->client_id, receipt->source_id,
				receipt->key, receipt->value_on, receipt->amount, receipt->currency,
				(int64_t)receipt->credit_note, receipt->invoice_id);
}

bool import_load_word(struct import_load *load, const char *word, int64_t client_id,
		      struct err *err)
{
	struct bulk *bulk = bulk_of(load, LOAD_WORD, err);

	return bulk && bulk_row(bulk, err, load->creditor_id, word, client_id);
}

bool import_load_close(struct import_load *load, bool done, struct err *err)
{
	struct err unsaid = { 0 };

	if (load->bulk)
		done = bulk_close(load->bulk, done ? err : &unsaid) && done;
	done = done && (!load->bare || engine_script(load->engine, indexes_back, err));
	mem_free(load);
	return done;
}
