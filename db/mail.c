/* Mails, row by row. Which may leave is the rules' business.
 */
#include "db/mail.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "db/store_impl.h"

const char *const mail_state_codes[MAIL_STATE_COUNT] = {
	[MAIL_QUEUED] = "queued", [MAIL_SENT] = "sent", [MAIL_HELD] = "held", [MAIL_FAILED] = "failed", [MAIL_CANCELLED] = "cancelled",
};

bool mail_state_from_code(const char *code, enum mail_state *out)
{
	for (int i = 0; i < MAIL_STATE_COUNT; i++) {
		if (strcmp(mail_state_codes[i], code) == 0) {
			*out = (enum mail_state)i;
			return true;
		}
	}
	return false;
}

bool mail_insert(struct store *store, const struct mail_row *row, struct err *err)
{
	return engine_run(store->engine, err,
	                  "INSERT INTO mail (id, client_id, action_id, promise_id, contact_id, agent_id, kind, words, language, address, "
	                  "queued_on, queued_at, state, template) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'queued', $13)",
	                  "iizzzzttttdtt", row->id, row->client_id, row->action_id, row->promise_id, row->contact_id, row->agent_id,
	                  row->kind, row->words, row->language, row->address, row->queued_on, row->queued_at,
	                  row->text_name ? row->text_name : "");
}

bool mail_invoice_insert(struct store *store, int64_t mail_id, int64_t invoice_id, struct err *err)
{
	return engine_run(store->engine, err, "INSERT INTO mail_invoice (mail_id, invoice_id) VALUES ($1, $2)", "ii", mail_id,
	                  invoice_id);
}

static void id_read(struct stmt *stmt, struct arena *arena, void *row)
{
	(void)arena;
	*(int64_t *)row = stmt_int(stmt, 0);
}

bool mail_invoices(struct store *store, struct arena *arena, int64_t mail_id, int64_t **ids, size_t *count, struct err *err)
{
	return store_rows(store_query(store, err, "SELECT invoice_id FROM mail_invoice WHERE mail_id = $1 ORDER BY invoice_id", "i",
	                              mail_id),
	                  arena, sizeof **ids, id_read, ids, count, err);
}

#define MAIL_SELECT \
	"SELECT m.id, m.client_id, m.action_id, m.promise_id, m.contact_id, m.agent_id, m.kind, m.words, m.language, m.address, " \
	"m.template, m.subject, m.body, m.queued_on, m.queued_at, m.state, m.why, m.tries, coalesce(m.sent_at, ''), m.sent_on, c.no, " \
	"c.name, coalesce(k.name, ''), coalesce(a.name, '') FROM mail m CROSS JOIN client c " \
	"LEFT JOIN contact k ON k.id = m.contact_id LEFT JOIN agent a ON a.id = m.agent_id "
#define MAIL_WHERE "WHERE c.id = m.client_id AND "

static enum mail_state state_of(struct stmt *stmt, int column)
{
	enum mail_state state = MAIL_CANCELLED;

	if (!mail_state_from_code(stmt_text(stmt, column), &state))
		stmt_doubt(stmt, stmt_text(stmt, column));
	return state;
}

/* While it waits: the id of the last try and, behind a blank, whose that was. */
static const char *trier_of(const char *why)
{
	const char *blank = strchr(why, ' ');

	return blank ? blank + 1 : "";
}

static void mail_read(struct stmt *stmt, struct arena *arena, void *row)
{
	enum mail_state state = state_of(stmt, 15);
	bool waits = state == MAIL_QUEUED;

	*(struct mail_row *)row = (struct mail_row){
		.id = stmt_int(stmt, 0),
		.client_id = stmt_int(stmt, 1),
		.action_id = stmt_int(stmt, 2),
		.promise_id = stmt_int(stmt, 3),
		.contact_id = stmt_int(stmt, 4),
		.agent_id = stmt_int(stmt, 5),
		.kind = arena_strdup(arena, stmt_text(stmt, 6)),
		.words = arena_strdup(arena, stmt_text(stmt, 7)),
		.language = arena_strdup(arena, stmt_text(stmt, 8)),
		.address = arena_strdup(arena, stmt_text(stmt, 9)),
		.text_name = arena_strdup(arena, stmt_text(stmt, 10)),
		.subject = arena_strdup(arena, stmt_text(stmt, 11)),
		.body = arena_strdup(arena, stmt_text(stmt, 12)),
		.queued_on = stmt_date(stmt, 13),
		.queued_at = arena_strdup(arena, stmt_text(stmt, 14)),
		.state = state,
		.why = arena_strdup(arena, waits ? "" : stmt_text(stmt, 16)),
		.trier = arena_strdup(arena, waits ? trier_of(stmt_text(stmt, 16)) : ""),
		.tries = (int)stmt_int(stmt, 17),
		.sent_at = arena_strdup(arena, state == MAIL_SENT ? stmt_text(stmt, 18) : ""),
		.tried_at = arena_strdup(arena, waits ? stmt_text(stmt, 18) : ""),
		.sent_on = stmt_date(stmt, 19),
		.client_no = arena_strdup(arena, stmt_text(stmt, 20)),
		.client = arena_strdup(arena, stmt_text(stmt, 21)),
		.contact = arena_strdup(arena, stmt_text(stmt, 22)),
		.agent = arena_strdup(arena, stmt_text(stmt, 23)),
	};
}

enum found mail_by_id(struct store *store, struct arena *arena, int64_t id, struct mail_row *out, struct err *err)
{
	struct stmt *stmt = store_query(store, err, MAIL_SELECT MAIL_WHERE "m.id = $1 AND m.undone = 0 AND " STORE_SEEN("c", "$2"), "ii", id,
	                                store->sees);
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		mail_read(stmt, arena, out);
		stmt_reset(stmt);
	}
	return found;
}

bool mail_of_client(struct store *store, struct arena *arena, int64_t client_id, int limit, struct mail_row **rows, size_t *count,
                    struct err *err)
{
	return store_rows(store_query(store, err, MAIL_SELECT MAIL_WHERE "m.client_id = $1 AND m.undone = 0 AND " STORE_SEEN("c", "$3")
	                              " ORDER BY m.id DESC LIMIT $2", "iii", client_id, (int64_t)limit, store->sees),
	                  arena, sizeof **rows, mail_read, rows, count, err);
}

#define MAIL_LIST MAIL_SELECT MAIL_WHERE "c.creditor_id = $1 AND m.undone = 0 AND " STORE_SEEN("c", "$4") " AND "
#define MAIL_NEWEST " ORDER BY m.id DESC LIMIT $3"
static const char list_any[] = MAIL_LIST "($2 = '' OR m.state = $2)" MAIL_NEWEST;
/* Few wait among all that were sent: they have an index of their own. */
static const char list_waiting[] = MAIL_LIST "m.state = $2 AND m.state IN ('queued', 'held', 'failed')" MAIL_NEWEST;

bool mail_list(struct store *store, struct arena *arena, int64_t creditor_id, enum mail_state state, int limit, struct mail_row **rows,
               size_t *count, struct err *err)
{
	const char *code = state == MAIL_STATE_COUNT ? "" : mail_state_codes[state];
	bool waits = state == MAIL_QUEUED || state == MAIL_HELD || state == MAIL_FAILED;

	return store_rows(store_query(store, err, waits ? list_waiting : list_any, "itii", creditor_id, code, (int64_t)limit, store->sees),
	                  arena, sizeof **rows, mail_read, rows, count, err);
}

bool mail_of_steps(struct store *store, int64_t client_id, bool *waiting, date *tried_on, struct err *err)
{
	struct stmt *stmt = store_query(store, err,
	                                "SELECT count(*) FILTER (WHERE state IN ('queued', 'held', 'failed')), "
	                                "max(queued_on) FILTER (WHERE state = 'cancelled') FROM mail "
	                                "WHERE client_id = $1 AND agent_id IS NULL AND undone = 0",
	                                "i", client_id);

	if (store_found(stmt, err) != FOUND)
		return false;
	*waiting = stmt_int(stmt, 0) > 0;
	*tried_on = stmt_date(stmt, 1);
	stmt_reset(stmt);
	return true;
}

bool mail_waiting(struct store *store, struct arena *arena, int64_t creditor_id, int64_t after_id, int limit, struct mail_row **rows,
                  size_t *count, struct err *err)
{
	return store_rows(store_query(store, err,
	                              MAIL_SELECT MAIL_WHERE "m.state IN ('queued', 'held', 'failed') AND m.undone = 0 AND m.id > $2 "
	                                          "AND c.creditor_id = $1 ORDER BY m.id LIMIT $3",
	                              "iii", creditor_id, after_id, (int64_t)limit),
	                  arena, sizeof **rows, mail_read, rows, count, err);
}

bool mail_take(struct store *store, const struct mail_row *row, int64_t try, bool *taken, struct err *err)
{
	char mark[24], by[256], proof[128];
	int n = snprintf(mark, sizeof mark, "%" PRIx64, (uint64_t)try);

	snprintf(proof, sizeof proof, "SELECT 1 FROM mail WHERE id = %" PRId64 " AND substr(why, 1, %d) = '%s'", row->id, n, mark);
	engine_prove(store->engine, proof);
	snprintf(by, sizeof by, "%s %s", mark, row->trier);
	if (!engine_run(store->engine, err,
	                "UPDATE mail SET tries = tries + 1, state = 'queued', why = $6, template = $3, subject = $4, body = $5, sent_at = $7 "
	                "WHERE id = $1 AND tries = $2 AND undone = 0 AND state IN ('queued', 'held', 'failed')",
	                "iittttt", row->id, (int64_t)row->tries, row->text_name, row->subject, row->body, by, row->tried_at))
		return false;
	*taken = engine_changes(store->engine) == 1;
	return true;
}

bool mail_put(struct store *store, const struct mail_row *row, bool *landed, struct err *err)
{
	if (!engine_run(store->engine, err,
	                "UPDATE mail SET state = $2, why = $3, tries = $4, template = $5, subject = $6, body = $7, sent_at = $8, "
	                "sent_on = $9 WHERE id = $1 AND state <> 'sent' AND (state <> 'cancelled' OR $2 = 'sent')",
	                "ittittttd", row->id, mail_state_codes[row->state], row->why, (int64_t)row->tries, row->text_name, row->subject,
	                row->body, *row->sent_at ? row->sent_at : NULL, row->sent_on))
		return false;
	*landed = engine_changes(store->engine) > 0;
	return true;
}

bool mail_put_cancelled(struct store *store, int64_t id, const char *by, struct err *err)
{
	return engine_run(store->engine, err, "UPDATE mail SET state = 'cancelled', why = $2 WHERE id = $1 AND state <> 'sent'", "it", id, by);
}

bool mail_put_back(struct store *store, int64_t id, struct err *err)
{
	return engine_run(store->engine, err, "UPDATE mail SET state = 'queued', why = '' WHERE id = $1 AND state = 'cancelled'", "i", id);
}
