/* Loads into PostgreSQL: rows gathered as COPY text in memory and sent a portion at a time, because a connection takes one COPY after
 * the other and several loads may be open.
 */
#include "db/postgres_impl.h"

#include <inttypes.h>
#include <string.h>

enum {
	PORTION_BYTES = 1 << 20,
	MANY_ROWS = 10000, /* from here on the planner is told that the table has changed */
};

struct postgres_bulk {
	struct bulk base;
	struct postgres_bulk *older;
	char *copy, *table;
	int columns, column;
	int64_t rows;
	struct buf bytes;
};

/* Looking up what each row refers to costs more than storing it. A load that fills an empty store has all references of its tables
 * checked at once, at its end. */
static bool take_references_off(struct postgres *p, const char *table, struct err *err)
{
	static const char sql[] =
		"SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname), "
		"format('ALTER TABLE %s ADD CONSTRAINT %I %s;', conrelid::regclass, conname, pg_get_constraintdef(oid)) "
		"FROM pg_constraint WHERE conrelid = to_regclass($1) AND contype = 'f' ORDER BY conname";
	const char *values[] = { table };
	PGresult *result = postgres_ask(p, sql, 1, values, err);
	bool done = result != NULL;

	for (int i = 0; done && i < PQntuples(result); i++) {
		done = postgres_run(p, PQgetvalue(result, i, 0), err);
		buf_puts(&p->references, PQgetvalue(result, i, 1));
	}
	PQclear(result);
	return done;
}

struct bulk *postgres_bulk_open(struct engine *engine, const char *table, const char *columns,
				int count, struct err *err)
{
	struct postgres *p = postgres_of(engine);
	char *look = mem_printf("SELECT %s FROM %s WHERE false", columns, table);
	bool good = postgres_run(p, look, err) && (!p->loading || take_references_off(p, table, err));
	struct postgres_bulk *b;

	mem_free(look);
	if (!good)
		return NULL;
	b = mem_alloc(sizeof *b);
	b->copy = mem_printf("COPY %s (%s) FROM STDIN", table, columns);
	b->table = mem_strdup(table);
	b->columns = count;
	buf_init(&b->bytes);
	b->older = p->bulks;
	p->bulks = b;
	return &b->base;
}

/* COPY's own signs, escaped; everything else as it is. */
static void add_text(struct buf *out, const char *text, size_t size)
{
	size_t from = 0;

	for (size_t i = 0; i < size; i++) {
		char c = text[i];
		char sign = c == '\\'   ? '\\'
			    : c == '\n' ? 'n'
			    : c == '\r' ? 'r'
			    : c == '\t' ? 't'
					: 0;

		if (!sign)
			continue;
		buf_add(out, text + from, i - from);
		buf_putc(out, '\\');
		buf_putc(out, sign);
		from = i + 1;
	}
	buf_add(out, text + from, size - from);
}

static void add_bytes(struct buf *out, const unsigned char *bytes, size_t size)
{
	static const char digits[] = "0123456789abcdef";

	buf_puts(out, "\\\\x");
	for (size_t i = 0; i < size; i++) {
		buf_putc(out, digits[bytes[i] >> 4]);
		buf_putc(out, digits[bytes[i] & 15]);
	}
}

void postgres_bulk_value(struct bulk *bulk, const struct engine_value *value)
{
	struct postgres_bulk *b = (struct postgres_bulk *)bulk;

	switch (value->kind) {
	case ENGINE_NULL: buf_puts(&b->bytes, "\\N"); break;
	case ENGINE_INT: buf_printf(&b->bytes, "%" PRId64, value->integer); break;
	case ENGINE_TEXT: add_text(&b->bytes, value->bytes, value->size); break;
	case ENGINE_BLOB: add_bytes(&b->bytes, value->bytes, value->size); break;
	}
	b->column = (b->column + 1) % b->columns;
	buf_putc(&b->bytes, b->column ? '\t' : '\n');
}

/* After a COPY every result up to the end must be taken, or the connection stays in it. */
static bool copy_end(struct postgres *p, struct err *err)
{
	PGresult *result;
	bool done = true;

	while ((result = PQgetResult(p->conn))) {
		if (done && PQresultStatus(result) != PGRES_COMMAND_OK)
			done = postgres_refused(p, result, err);
		PQclear(result);
	}
	return done;
}

static bool flush(struct postgres_bulk *b, struct err *err)
{
	struct postgres *p = postgres_of(b->base.engine);

	/* Loads opened before this one hold what its rows refer to. */
	if (b->older && !flush(b->older, err))
		return false;
	if (b->bytes.len == 0)
		return true;
	if (!postgres_run(p, b->copy, err))
		return false;
	if (PQputCopyData(p->conn, b->bytes.data, (int)b->bytes.len) != 1 ||
	    PQputCopyEnd(p->conn, NULL) != 1)
		return postgres_refused(p, NULL, err);
	buf_reset(&b->bytes);
	return copy_end(p, err);
}

bool postgres_bulk_row(struct bulk *bulk, struct err *err)
{
	struct postgres_bulk *b = (struct postgres_bulk *)bulk;

	b->rows++;
	return b->bytes.len < PORTION_BYTES || flush(b, err);
}

static void note_loaded(struct postgres *p, const struct postgres_bulk *b)
{
	if (b->rows >= MANY_ROWS)
		buf_printf(&p->loaded, "%s%s", p->loaded.len ? ", " : "", b->table);
}

bool postgres_bulk_close(struct bulk *bulk, struct err *err)
{
	struct postgres_bulk *b = (struct postgres_bulk *)bulk, **link;
	struct postgres *p = postgres_of(bulk->engine);
	bool done = !bulk->failed && flush(b, err);

	for (link = &p->bulks; *link != b;)
		link = &(*link)->older;
	*link = b->older;
	if (done)
		note_loaded(p, b);
	mem_free(b->copy);
	mem_free(b->table);
	buf_clear(&b->bytes);
	mem_free(b);
	return done;
}
