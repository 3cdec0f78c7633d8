/* Open items and cash, row by row and as a stream.
 */
#include "db/item.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "db/store_impl.h"

/* Columns in the order of the covering index, so that reading items never touches the table. The id of a row costs as much as three of them. */
#define STREAM_COLUMNS "i.client_id, i.due_on, i.issued_on, i.open_cents, i.currency, i.kind, i.dispute_id"
#define ITEM_COLUMNS   STREAM_COLUMNS ", i.id"

static void code_read(char out[MONEY_CODE], const char *code)
{
	for (size_t i = 0; i < MONEY_CODE - 1 && code[i]; i++)
		out[i] = code[i];
}

static void stream_read(struct stmt *stmt, struct item *out)
{
	*out = (struct item){
		.kind = (enum item_kind)stmt_int(stmt, 5),
		.due_on = stmt_date(stmt, 1),
		.issued_on = stmt_date(stmt, 2),
		.open = stmt_int(stmt, 3),
		.disputed = !stmt_is_null(stmt, 6),
	};
	out->amount = out->open;
	code_read(out->currency, stmt_text(stmt, 4));
}

static void item_read(struct stmt *stmt, struct item *out)
{
	stream_read(stmt, out);
	out->id = stmt_int(stmt, 7);
}

bool item_list(struct store *store, struct arena *arena, int64_t client_id, struct item **rows, size_t *count, struct err *err)
{
	struct stmt *stmt = store_query(store, err,
	                                "SELECT " ITEM_COLUMNS " FROM invoice i WHERE i.open_cents <> 0 AND i.client_id = $1 "
	                                "ORDER BY i.client_id, i.due_on, i.issued_on",
	                                "i", client_id);
	struct item *list = NULL;
	size_t used = 0, room = 0;
	enum stmt_step step = STMT_ERROR;

	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW) {
		MEM_GROW(list, used, room);
		item_read(stmt, &list[used++]);
	}
	if (stmt)
		stmt_reset(stmt);
	if (step == STMT_DONE) {
		*rows = arena_copy(arena, list, used, sizeof *list);
		*count = used;
	}
	mem_free(list);
	return step == STMT_DONE;
}

bool invoice_list(struct store *store, struct arena *arena, int64_t client_id, int limit, struct invoice_row **rows, size_t *count,
                  struct err *err)
{
	struct stmt *stmt = store_query(store, err,
	                                "SELECT " ITEM_COLUMNS ", i.amount_cents, i.number, i.order_no, i.flagged FROM invoice i "
	                                "WHERE i.open_cents <> 0 AND i.client_id = $1 "
	                                "ORDER BY i.due_on, i.issued_on, i.number, i.id LIMIT $2",
	                                "ii", client_id, limit > 0 ? (int64_t)limit : INT64_MAX);
	struct invoice_row *list = NULL;
	size_t used = 0, room = 0;
	enum stmt_step step = STMT_ERROR;

	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW) {
		MEM_GROW(list, used, room);
		item_read(stmt, &list[used].item);
		list[used].item.amount = stmt_int(stmt, 8);
		list[used].number = arena_strdup(arena, stmt_text(stmt, 9));
		list[used].order_no = arena_strdup(arena, stmt_text(stmt, 10));
		list[used].flagged = stmt_int(stmt, 11) != 0;
		list[used].dispute_id = stmt_int(stmt, 6);
		used++;
	}
	if (stmt)
		stmt_reset(stmt);
	if (step == STMT_DONE) {
		*rows = arena_copy(arena, list, used, sizeof *list);
		*count = used;
	}
	mem_free(list);
	return step == STMT_DONE;
}

struct item_stream {
	struct stmt *stmt;
	void (*read)(struct stmt *stmt, struct item *out);
	int64_t next_id;             /* the client of the row the statement stands on; INT64_MAX behind the last */
	struct item *items;
	size_t room;
	struct stmt *services;       /* a client and its earliest service date, where one is known */
	bool service_pending;
};

/* Few invoices have one: an index of their own keeps the others from being asked. */
#define SERVICES "SELECT i.client_id, min(i.service_on) FROM invoice i WHERE i.open_cents <> 0 AND i.service_on IS NOT NULL AND i.client_id "

static bool service_found(struct stmt *stmt, date *earliest, struct err *err)
{
	enum found found = store_found(stmt, err);

	*earliest = found == FOUND ? stmt_date(stmt, 1) : DATE_NONE;
	if (found == FOUND)
		stmt_reset(stmt);
	return found != FOUND_ERROR;
}

bool item_service(struct store *store, int64_t client_id, date *earliest, struct err *err)
{
	return service_found(store_query(store, err, SERVICES "= $1 GROUP BY i.client_id", "i", client_id), earliest, err);
}

bool item_service_after(struct store *store, int64_t client_id, date day, date *earliest, struct err *err)
{
	return service_found(store_query(store, err, SERVICES "= $1 AND i.issued_on > $2 GROUP BY i.client_id", "id", client_id, day),
	                     earliest, err);
}

bool item_put_service(struct store *store, int64_t client_id, const char *number, date on, bool *known, struct err *err)
{
	if (!engine_run(store->engine, err, "UPDATE invoice SET service_on = $3 WHERE client_id = $1 AND number = $2 AND open_cents <> 0", "itd",
	                client_id, number, on))
		return false;
	*known = engine_changes(store->engine) > 0;
	return true;
}

static bool stream_step(struct item_stream *stream, struct err *err)
{
	enum stmt_step step = stmt_step(stream->stmt, err);

	stream->next_id = step == STMT_ROW ? stmt_int(stream->stmt, 0) : INT64_MAX;
	return step != STMT_ERROR;
}

#define STREAM_OF \
	" FROM invoice i WHERE i.open_cents <> 0 AND i.client_id > $1 ORDER BY i.client_id, i.due_on, i.issued_on" ENGINE_STREAM

bool item_stream_open(struct store *store, int64_t after_client_id, bool ids, struct item_stream **out, struct err *err)
{
	struct item_stream *stream = mem_alloc(sizeof *stream);
	enum stmt_step step;

	stream->read = ids ? item_read : stream_read;
	stream->stmt = store_query(store, err, ids ? "SELECT " ITEM_COLUMNS STREAM_OF : "SELECT " STREAM_COLUMNS STREAM_OF, "i",
	                           after_client_id);
	if (!stream->stmt || !stream_step(stream, err)) {
		item_stream_close(stream);
		return false;
	}
	stream->services = store_query(store, err, SERVICES "> $1 GROUP BY i.client_id ORDER BY i.client_id" ENGINE_STREAM, "i",
	                               after_client_id);
	step = stream->services ? stmt_step(stream->services, err) : STMT_ERROR;
	if (step == STMT_ERROR) {
		item_stream_close(stream);
		return false;
	}
	stream->service_pending = step == STMT_ROW;
	*out = stream;
	return true;
}

bool item_stream_service(struct item_stream *stream, int64_t client_id, date *earliest, struct err *err)
{
	*earliest = DATE_NONE;
	while (stream->service_pending && stmt_int(stream->services, 0) <= client_id) {
		enum stmt_step step;

		if (stmt_int(stream->services, 0) == client_id)
			*earliest = stmt_date(stream->services, 1);
		step = stmt_step(stream->services, err);
		if (step == STMT_ERROR)
			return false;
		stream->service_pending = step == STMT_ROW;
	}
	return true;
}

bool item_stream_of(struct item_stream *stream, int64_t client_id, const struct item **items, size_t *count, struct err *err)
{
	size_t used = 0;

	while (stream->next_id <= client_id) {
		if (stream->next_id == client_id) {
			MEM_GROW(stream->items, used, stream->room);
			stream->read(stream->stmt, &stream->items[used++]);
		}
		if (!stream_step(stream, err))
			return false;
	}
	*items = stream->items;
	*count = used;
	return true;
}

void item_stream_close(struct item_stream *stream)
{
	if (!stream)
		return;
	if (stream->stmt)
		stmt_reset(stream->stmt);
	if (stream->services)
		stmt_reset(stream->services);
	mem_free(stream->items);
	mem_free(stream);
}

bool receipt_list(struct store *store, struct arena *arena, int64_t client_id, struct receipt_row **rows, size_t *count,
                  struct err *err)
{
	struct stmt *stmt = store_query(store, err,
	                                "SELECT id, value_on, amount_cents - shown_cents, currency, credit_note, invoice_id FROM receipt "
	                                "WHERE client_id = $1 AND amount_cents <> shown_cents ORDER BY value_on, id",
	                                "i", client_id);
	struct receipt_row *list = NULL;
	size_t used = 0, room = 0;
	enum stmt_step step = STMT_ERROR;

	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW) {
		MEM_GROW(list, used, room);
		list[used] = (struct receipt_row){
			.receipt = {
				.id = stmt_int(stmt, 0),
				.value_on = stmt_date(stmt, 1),
				.amount = stmt_int(stmt, 2),
				.credit_note = stmt_int(stmt, 4) != 0,
			},
			.invoice_id = stmt_int(stmt, 5),
		};
		snprintf(list[used++].receipt.currency, MONEY_CODE, "%s", stmt_text(stmt, 3));
	}
	if (stmt)
		stmt_reset(stmt);
	if (step == STMT_DONE) {
		*rows = arena_copy(arena, list, used, sizeof *list);
		*count = used;
	}
	mem_free(list);
	return step == STMT_DONE;
}
