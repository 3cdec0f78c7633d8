/* A whole store into another one. Columns are the tables' own; only names and orders are written here.
 */
#include "db/migrate.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "db/store_impl.h"

#define COLUMNS_MOST 96

/* A row of setting while a copy is not signed. It is the target's own: it neither travels nor counts. */
#define UNSIGNED "unsigned copy"

#define TABLE(name, order) \
	{ #name, "SELECT * FROM " #name " ORDER BY " order ENGINE_STREAM, "SELECT 1 FROM " #name " LIMIT 1" }

/* What a row refers to is copied before it. An outcome taken back refers to the later one that did it, which nothing takes back. */
static const struct {
	const char *name, *rows, *any;
} tables[] = {
	{ "setting", "SELECT * FROM setting WHERE name <> '" UNSIGNED "' ORDER BY name" ENGINE_STREAM, "SELECT 1 FROM setting LIMIT 1" },
	TABLE(creditor, "id"),
	TABLE(team, "id"),
	TABLE(agent, "id"),
	TABLE(client, "id"),
	TABLE(contact, "id"),
	TABLE(source, "id"),
	TABLE(import_count, "creditor_id"),
	TABLE(import_run, "id"),
	TABLE(import_sum, "run_id, currency"),
	TABLE(import_reject, "id"),
	TABLE(import_lines, "source_id, part"),
	TABLE(invoice, "id"),
	TABLE(receipt, "id"),
	TABLE(action, "CASE WHEN undone_by IS NULL THEN 0 ELSE 1 END, id"),
	TABLE(promise, "id"),
	TABLE(promise_invoice, "promise_id, invoice_id"),
	TABLE(follow_up, "id"),
	TABLE(dispute, "id"),
	TABLE(dispute_invoice, "dispute_id, invoice_id"),
	TABLE(circuit_event, "id"),
	TABLE(document_request, "id"),
	TABLE(document_invoice, "request_id, invoice_id"),
	TABLE(insolvency, "id"),
	TABLE(mail, "id"),
	TABLE(mail_invoice, "mail_id, invoice_id"),
	TABLE(escalation, "id"),
	TABLE(threat, "id"),
	TABLE(sanction, "id"),
	TABLE(waiver, "id"),
	TABLE(rate, "kind, from_on"),
	TABLE(aging_snapshot, "creditor_id, on_day, agent_id, currency, bucket"),
	TABLE(bank_account, "id"),
	TABLE(bank_movement, "CASE WHEN reverses_id IS NULL THEN 0 ELSE 1 END, id"),
	TABLE(allocation, "id"),
	TABLE(payer, "creditor_id, account, client_id"),
	TABLE(night, "id"),
	TABLE(journal, "id"),
	TABLE(search_word, "creditor_id, word, client_id"),
	TABLE(draft, "agent_id, place"),
};
enum { TABLE_SETTING };

size_t migrate_tables(void)
{
	return sizeof tables / sizeof *tables;
}

const char *migrate_table(size_t table)
{
	return tables[table].name;
}

bool migrate_is_empty(struct store *store, bool *empty, struct err *err)
{
	*empty = true;
	for (size_t i = 0; i < migrate_tables() && *empty; i++) {
		enum found found;
		struct stmt *stmt;

		if (i == TABLE_SETTING) /* the schema's number is there */
			continue;
		stmt = store_query(store, err, tables[i].any, "");
		found = store_found(stmt, err);
		if (found == FOUND_ERROR)
			return false;
		if (found == FOUND)
			stmt_reset(stmt);
		*empty = found == FOUND_NOT;
	}
	return true;
}

bool migrate_begun(struct store *to, const char *from, struct err *err)
{
	return setting_put(to, UNSIGNED, from, err);
}

bool migrate_signed(struct store *to, struct err *err)
{
	return engine_run(to->engine, err, "DELETE FROM setting WHERE name = '" UNSIGNED "'", "");
}

bool migrate_is_unsigned(struct store *store, bool *is, struct err *err)
{
	char from[8];
	enum found found = setting_get(store, UNSIGNED, from, sizeof from, err);

	*is = found == FOUND;
	return found != FOUND_ERROR;
}

/* ---- rows as they go by ---- */

struct copy {
	struct store *to;            /* NULL: only read */
	struct bulk *bulk;
	struct hash *hash;
	int columns;
	char types[COLUMNS_MOST + 1];
};

/* The first row tells the columns. */
static bool meet(struct copy *copy, size_t table, struct stmt *stmt, struct err *err)
{
	struct buf names;

	copy->columns = stmt_columns(stmt);
	if (copy->columns > COLUMNS_MOST)
		mem_fatal("more columns than a migration expects");
	buf_init(&names);
	for (int i = 0; i < copy->columns; i++) {
		copy->types[i] = stmt_column_type(stmt, i);
		buf_printf(&names, "%s%s", i ? "," : "", stmt_column_name(stmt, i));
	}
	hash_field(copy->hash, names.data);
	if (copy->to)
		copy->bulk = bulk_open(copy->to->engine, tables[table].name, names.data, copy->types, err);
	buf_clear(&names);
	return !copy->to || copy->bulk;
}

/* Alike whatever engine it comes from: numbers as text, bytes as they are. */
static void hash_value(struct copy *copy, struct stmt *stmt, int column)
{
	char number[24];
	const void *bytes;
	size_t size;

	if (stmt_is_null(stmt, column)) {
		hash_field(copy->hash, NULL);
	} else if (copy->types[column] == 'i') {
		snprintf(number, sizeof number, "%" PRId64, stmt_int(stmt, column));
		hash_field(copy->hash, number);
	} else if (copy->types[column] == 'b') {
		bytes = stmt_blob(stmt, column, &size);
		snprintf(number, sizeof number, "%zu", size);
		hash_field(copy->hash, number);
		hash_bytes(copy->hash, bytes, size);
	} else {
		hash_field(copy->hash, stmt_text(stmt, column));
	}
}

static bool take_row(struct copy *copy, size_t table, struct stmt *stmt, struct migrate_sum *sum, struct err *err)
{
	if (sum->rows++ == 0 && !meet(copy, table, stmt, err))
		return false;
	for (int i = 0; i < copy->columns; i++)
		hash_value(copy, stmt, i);
	return !copy->bulk || bulk_copy(copy->bulk, stmt, err);
}

static bool walk(struct store *from, struct store *to, size_t table, struct migrate_sum *sum, struct err *err)
{
	struct copy copy = { .to = to, .hash = hash_open() };
	struct stmt *stmt = store_query(from, err, tables[table].rows, "");
	enum stmt_step step = STMT_ERROR;
	bool good = stmt != NULL;

	sum->rows = 0;
	while (good && (step = stmt_step(stmt, err)) == STMT_ROW)
		good = take_row(&copy, table, stmt, sum, err);
	if (stmt)
		stmt_reset(stmt);
	good = good && step == STMT_DONE;
	if (copy.bulk)
		good = bulk_close(copy.bulk, good ? err : NULL) && good;
	hash_close_hex(copy.hash, sum->hash);
	return good || err_context(err, N_("table %s"), tables[table].name);
}

bool migrate_copy(struct store *from, struct store *to, size_t table, struct migrate_sum *sum, struct err *err)
{
	if (table == TABLE_SETTING && !engine_run(to->engine, err, "DELETE FROM setting", ""))
		return false;
	return walk(from, to, table, sum, err);
}

bool migrate_read(struct store *store, size_t table, struct migrate_sum *sum, struct err *err)
{
	return walk(store, NULL, table, sum, err);
}
