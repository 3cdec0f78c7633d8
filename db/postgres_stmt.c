/* Statements on PostgreSQL: prepared once a connection, answered whole; long ones through a cursor, a portion at a time, because several
 * statements are read side by side on one connection.
 */
#include "db/postgres_impl.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/postgres_ddl.h"

enum {
	NAME_ROOM = 16,
	NUMBER_ROOM = 24,
	PORTION = 1000, /* rows of a stream fetched at once */
	BINARY = 1,
	TYPE_BOOL = 16,
	TYPE_BYTEA = 17,
	TYPE_INT8 = 20,
	TYPE_INT2 = 21,
	TYPE_INT4 = 23,
};

struct pg_stmt {
	struct stmt base;
	struct postgres_query query;
	char name[NAME_ROOM];
	unsigned connection; /* where it is prepared */
	const char **values;
	int *lengths, *formats;
	char (*numbers)[NUMBER_ROOM]; /* room for parameters that are made here */
	PGresult *result;
	int row;
	bool cursor, own; /* a cursor is open; in a transaction of its own */
	struct buf blob;
};

static struct pg_stmt *pg(struct stmt *stmt)
{
	return (struct pg_stmt *)stmt;
}

/* ---- prepare ---- */

static bool prepare_here(struct pg_stmt *s, struct err *err)
{
	struct postgres *p = postgres_of(s->base.engine);
	PGresult *result;
	bool done;

	if (s->query.stream) { /* its cursor is planned when it is opened */
		s->connection = p->connection;
		return true;
	}
	snprintf(s->name, sizeof s->name, "s%u", ++p->serial);
	result = PQprepare(p->conn, s->name, s->query.text, 0, NULL);
	done = PQresultStatus(result) == PGRES_COMMAND_OK || postgres_refused(p, result, err);
	PQclear(result);
	if (done)
		s->connection = p->connection;
	return done;
}

/* Outside a transaction a lost connection is made again, once. */
static bool prepare(struct pg_stmt *s, struct err *err)
{
	struct postgres *p = postgres_of(s->base.engine);
	bool outside = s->base.engine->state == ENGINE_IDLE && p->streams == 0;

	if (outside && !postgres_ready(p, err))
		return false;
	if (s->connection == p->connection || prepare_here(s, err))
		return true;
	return outside && p->lost && postgres_ready(p, err) && prepare_here(s, err);
}

struct stmt *postgres_prepare(struct engine *engine, const char *sql, struct err *err)
{
	struct pg_stmt *s = mem_alloc(sizeof *s);
	size_t n;

	postgres_ddl_query(sql, &s->query);
	n = (size_t)s->query.parameters + 1;
	s->base = (struct stmt){ .engine = engine,
				 .sql = sql,
				 .parameters = s->query.parameters,
				 .writes = s->query.writes };
	s->values = mem_alloc(n * sizeof *s->values);
	s->lengths = mem_alloc(n * sizeof *s->lengths);
	s->formats = mem_alloc(n * sizeof *s->formats);
	s->numbers = mem_alloc(n * sizeof *s->numbers);
	if (prepare(s, err))
		return &s->base;
	postgres_finalise(&s->base);
	return NULL;
}

void postgres_finalise(struct stmt *stmt)
{
	struct pg_stmt *s = pg(stmt);

	PQclear(s->result);
	buf_clear(&s->blob);
	mem_free(s->query.text);
	mem_free(s->values);
	mem_free(s->lengths);
	mem_free(s->formats);
	mem_free(s->numbers);
	mem_free(s);
}

/* ---- parameters ---- */

void postgres_clear(struct stmt *stmt)
{
	for (int i = 0; i < stmt->parameters; i++)
		pg(stmt)->values[i] = NULL;
}

/* Numbers go as text, which fits whatever type the server finds for the parameter; texts and bytes go as they are. */
bool postgres_bind(struct stmt *stmt, int parameter, const struct engine_value *value)
{
	struct pg_stmt *s = pg(stmt);
	int at = parameter - 1;

	if (parameter < 1 || parameter > stmt->parameters)
		return false;
	s->formats[at] = value->kind == ENGINE_TEXT || value->kind == ENGINE_BLOB ? BINARY : 0;
	s->values[at] = NULL;
	if (value->kind == ENGINE_INT) {
		snprintf(s->numbers[at], NUMBER_ROOM, "%" PRId64, value->integer);
		s->values[at] = s->numbers[at];
	} else if (value->kind != ENGINE_NULL) {
		s->lengths[at] = (int)value->size;
		s->values[at] = value->bytes;
		if (value->bytes == value->iso) /* a date lives in the value only */
			s->values[at] = memcpy(s->numbers[at], value->iso, value->size + 1);
	}
	return true;
}

/* ---- streams ---- */

static bool cursor_open(struct pg_stmt *s, struct err *err)
{
	struct postgres *p = postgres_of(s->base.engine);
	char *text;
	PGresult *result;
	bool done;

	s->own = s->base.engine->state == ENGINE_IDLE;
	if (s->own && p->streams == 0 &&
	    !postgres_run(p, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", err))
		return false;
	p->streams += s->own;
	snprintf(s->name, sizeof s->name, "c%u", ++p->serial);
	text = mem_printf("DECLARE %s NO SCROLL CURSOR FOR %s", s->name, s->query.text);
	result = PQexecParams(p->conn, text, s->base.parameters, NULL, s->values, s->lengths,
			      s->formats, 0);
	done = PQresultStatus(result) == PGRES_COMMAND_OK || postgres_refused(p, result, err);
	PQclear(result);
	mem_free(text);
	s->cursor = true;
	return done;
}

static void cursor_close(struct pg_stmt *s)
{
	struct postgres *p = postgres_of(s->base.engine);
	char text[NAME_ROOM + 8];
	bool alive = !p->lost && PQtransactionStatus(p->conn) == PQTRANS_INTRANS;

	s->cursor = false;
	p->streams -= s->own;
	if (s->own && p->streams == 0) {
		if (!p->lost)
			postgres_run(p, "ROLLBACK", NULL);
	} else if (alive) {
		snprintf(text, sizeof text, "CLOSE %s", s->name);
		postgres_run(p, text, NULL);
	}
	s->own = false;
}

static PGresult *fetch(struct pg_stmt *s, struct err *err)
{
	char text[NAME_ROOM + 24];

	if (!s->cursor && !cursor_open(s, err))
		return NULL;
	snprintf(text, sizeof text, "FETCH %d FROM %s", PORTION, s->name);
	return postgres_query(postgres_of(s->base.engine), text, err);
}

/* ---- step ---- */

static PGresult *execute_here(struct pg_stmt *s, struct err *err)
{
	struct postgres *p = postgres_of(s->base.engine);
	PGresult *result;
	ExecStatusType status;

	if (s->query.stream)
		return fetch(s, err);
	result = PQexecPrepared(p->conn, s->name, s->base.parameters, s->values, s->lengths,
				s->formats, 0);
	status = PQresultStatus(result);
	if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)
		return result;
	postgres_refused(p, result, err);
	PQclear(result);
	return NULL;
}

/* Outside a transaction only reads are asked: a lost connection is made again and they are asked again, once. */
static PGresult *execute(struct pg_stmt *s, struct err *err)
{
	struct postgres *p = postgres_of(s->base.engine);
	bool outside = s->base.engine->state == ENGINE_IDLE && p->streams == 0;
	PGresult *result;

	if (!prepare(s, err))
		return NULL;
	result = execute_here(s, err);
	if (!result && outside && p->lost) {
		if (s->cursor)
			cursor_close(s);
		result = prepare(s, err) ? execute_here(s, err) : NULL;
	}
	return result;
}

static void drop_result(struct pg_stmt *s)
{
	PQclear(s->result);
	s->result = NULL;
}

void postgres_reset(struct stmt *stmt)
{
	struct pg_stmt *s = pg(stmt);

	drop_result(s);
	if (s->cursor)
		cursor_close(s);
}

static enum stmt_step end(struct pg_stmt *s, enum stmt_step step)
{
	postgres_reset(&s->base);
	return step;
}

enum stmt_step postgres_step(struct stmt *stmt, struct err *err)
{
	struct pg_stmt *s = pg(stmt);

	if (s->result && ++s->row < PQntuples(s->result))
		return STMT_ROW;
	if (s->result && (!s->cursor || PQntuples(s->result) < PORTION))
		return end(s, STMT_DONE);
	drop_result(s);
	s->result = execute(s, err);
	if (!s->result)
		return end(s, STMT_ERROR);
	s->row = 0;
	if (s->query.writes)
		postgres_of(stmt->engine)->changes = strtoll(PQcmdTuples(s->result), NULL, 10);
	return PQntuples(s->result) > 0 ? STMT_ROW : end(s, STMT_DONE);
}

/* ---- columns ---- */

bool postgres_column_is_null(struct stmt *stmt, int column)
{
	return PQgetisnull(pg(stmt)->result, pg(stmt)->row, column);
}

/* What a comparison gives is 1 or 0, as on SQLite. */
const char *postgres_column_text(struct stmt *stmt, int column)
{
	const PGresult *result = pg(stmt)->result;
	const char *text = PQgetvalue(result, pg(stmt)->row, column);

	return PQftype(result, column) != TYPE_BOOL ? text : *text == 't' ? "1" : "0";
}

int64_t postgres_column_int(struct stmt *stmt, int column)
{
	return strtoll(postgres_column_text(stmt, column), NULL, 10);
}

static int hex(char c)
{
	return c <= '9' ? c - '0' : c - 'a' + 10;
}

const void *postgres_column_blob(struct stmt *stmt, int column, size_t *size)
{
	struct pg_stmt *s = pg(stmt);
	const char *text = postgres_column_text(stmt, column);

	*size = 0;
	if (postgres_column_is_null(stmt, column))
		return NULL;
	buf_reset(&s->blob);
	buf_add(&s->blob, "", 0);
	for (text += 2; text[0] && text[1]; text += 2) /* behind \x */
		buf_putc(&s->blob, (char)(hex(text[0]) << 4 | hex(text[1])));
	*size = s->blob.len;
	return s->blob.data;
}

int postgres_columns(struct stmt *stmt)
{
	return PQnfields(pg(stmt)->result);
}

const char *postgres_column_name(struct stmt *stmt, int column)
{
	return PQfname(pg(stmt)->result, column);
}

char postgres_column_type(struct stmt *stmt, int column)
{
	switch (PQftype(pg(stmt)->result, column)) {
	case TYPE_INT8:
	case TYPE_INT4:
	case TYPE_INT2:
	case TYPE_BOOL: return 'i';
	case TYPE_BYTEA: return 'b';
	default: return 't';
	}
}
