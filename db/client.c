/* The debtor's file, row by row, and the queue's index ranges.
 */
#include "db/client.h"

#include <string.h>

#include "base/mem.h"
#include "db/store_impl.h"

/* What rescoring reads of every client comes first, then what lists of clients say of each, then the rest. */
#define JUDGED_COLUMNS \
	"c.id, c.last_chase_on, c.spoken_on, c.cadence_on, c.follow_up_on, c.follow_up_minute, c.follow_up_agreed, " \
	"c.dispute_due_on, c.dispute_end_on, c.promises, c.difficulty, c.insolvent, c.legal, c.agency, c.no_contact, " \
	"c.risk_class, c.credit_limit_cents, c.insured_limit_cents, c.held, c.key_account, c.reason, c.published_on, " \
	"c.acknowledged_on, c.limitation_closed_on, c.insurer_closed_on, c.claim_closed_on, c.segment, c.language, c.score, c.callable, c.why_not, c.next_on, c.next_minute, " \
	"c.overdue_cents, c.balance_cents, c.currency, c.oldest_on, c.broken, c.clock, c.clock_on, c.proposal, c.version, c.agent_id"
#define NAMED_COLUMNS JUDGED_COLUMNS ", c.no, c.name, c.team_id"
#define CLIENT_COLUMNS \
	NAMED_COLUMNS ", c.creditor_id, c.follow_up_agent_id, c.reason_on, c.terms_days, c.time_zone, c.postal_code, c.small_structure, c.claim_agent_id, " \
	"c.claim_console, c.claim_until"
enum {
	AT_ID, AT_LAST_CHASE, AT_SPOKEN, AT_CADENCE, AT_FOLLOW_UP, AT_FOLLOW_UP_MINUTE, AT_FOLLOW_UP_AGREED,
	AT_DISPUTE_DUE, AT_DISPUTE_END, AT_PROMISES, AT_DIFFICULTY, AT_INSOLVENT, AT_LEGAL, AT_AGENCY, AT_NO_CONTACT,
	AT_RISK, AT_LIMIT, AT_INSURED, AT_HELD, AT_KEY_ACCOUNT, AT_REASON, AT_PUBLISHED,
	AT_ACKNOWLEDGED, AT_LIMITATION_CLOSED, AT_INSURER_CLOSED, AT_CLAIM_CLOSED, AT_SEGMENT, AT_LANGUAGE, AT_SCORE, AT_CALLABLE, AT_WHY_NOT, AT_NEXT_ON, AT_NEXT_MINUTE,
	AT_OVERDUE, AT_BALANCE, AT_CURRENCY, AT_OLDEST, AT_BROKEN, AT_CLOCK, AT_CLOCK_ON, AT_PROPOSAL, AT_VERSION, AT_AGENT,
	AT_NO, AT_NAME, AT_TEAM,
	AT_CREDITOR, AT_FOLLOW_UP_AGENT, AT_REASON_ON, AT_TERMS, AT_TIME_ZONE, AT_POSTAL_CODE, AT_SMALL, AT_CLAIM_AGENT, AT_CLAIM_CONSOLE, AT_CLAIM_UNTIL,
	AT_CLAIM_NAME
};

static int64_t int_or(struct stmt *stmt, int column, int64_t none)
{
	return stmt_is_null(stmt, column) ? none : stmt_int(stmt, column);
}

static void state_read(struct stmt *stmt, struct client_state *out)
{
	*out = (struct client_state){
		.last_chase_on = stmt_date(stmt, AT_LAST_CHASE),
		.spoken_on = stmt_date(stmt, AT_SPOKEN),
		.cadence_on = stmt_date(stmt, AT_CADENCE),
		.follow_up_on = stmt_date(stmt, AT_FOLLOW_UP),
		.follow_up_minute = (int)int_or(stmt, AT_FOLLOW_UP_MINUTE, -1),
		.follow_up_agreed = stmt_int(stmt, AT_FOLLOW_UP_AGREED) != 0,
		.dispute_due_on = stmt_date(stmt, AT_DISPUTE_DUE),
		.dispute_end_on = stmt_date(stmt, AT_DISPUTE_END),
		.promises = (int)stmt_int(stmt, AT_PROMISES),
		.difficulty = stmt_int(stmt, AT_DIFFICULTY) != 0,
		.insolvent = stmt_int(stmt, AT_INSOLVENT) != 0,
		.legal = stmt_int(stmt, AT_LEGAL) != 0,
		.agency = stmt_int(stmt, AT_AGENCY) != 0,
		.no_contact = stmt_int(stmt, AT_NO_CONTACT) != 0,
		.risk_class = (int)stmt_int(stmt, AT_RISK),
		.credit_limit = int_or(stmt, AT_LIMIT, -1),
		.insured_limit = int_or(stmt, AT_INSURED, -1),
		.held = stmt_int(stmt, AT_HELD) != 0,
		.key_account = stmt_int(stmt, AT_KEY_ACCOUNT) != 0,
		.reason_on = DATE_NONE,
		.published_on = stmt_date(stmt, AT_PUBLISHED),
		.acknowledged_on = stmt_date(stmt, AT_ACKNOWLEDGED),
		.closed_on = {
			[CLOCKS_LIMITATION] = stmt_date(stmt, AT_LIMITATION_CLOSED),
			[CLOCKS_INSURER] = stmt_date(stmt, AT_INSURER_CLOSED),
			[CLOCKS_CLAIM] = stmt_date(stmt, AT_CLAIM_CLOSED),
		},
		.segment = stmt_text(stmt, AT_SEGMENT),
		.language = stmt_text(stmt, AT_LANGUAGE),
	};
	reason_from_code(stmt_text(stmt, AT_REASON), &out->reason);
}

/* JUDGED_COLUMNS. Text columns are borrowed from the statement. */
static void judged_read(struct stmt *stmt, struct client_row *out)
{
	*out = (struct client_row){
		.id = stmt_int(stmt, AT_ID),
		.no = "",
		.name = "",
		.ready = {
			.score = (int)stmt_int(stmt, AT_SCORE),
			.callable = stmt_int(stmt, AT_CALLABLE) != 0,
			.why_not = stmt_text(stmt, AT_WHY_NOT),
			.next_on = stmt_date(stmt, AT_NEXT_ON),
			.next_minute = (int)int_or(stmt, AT_NEXT_MINUTE, -1),
			.overdue = stmt_int(stmt, AT_OVERDUE),
			.balance = stmt_int(stmt, AT_BALANCE),
			.oldest_on = stmt_date(stmt, AT_OLDEST),
			.broken = (int)stmt_int(stmt, AT_BROKEN),
			.clock = stmt_text(stmt, AT_CLOCK),
			.clock_on = stmt_date(stmt, AT_CLOCK_ON),
			.proposal = stmt_text(stmt, AT_PROPOSAL),
		},
		.version = stmt_int(stmt, AT_VERSION),
		.agent_id = stmt_int(stmt, AT_AGENT),
		.time_zone = "",
		.postal_code = "",
		.claim = { .console = "" },
		.claim_agent = "",
	};
	state_read(stmt, &out->state);
	strncpy(out->ready.currency, stmt_text(stmt, AT_CURRENCY), MONEY_CODE - 1);
}

static void named_read(struct stmt *stmt, struct client_row *out)
{
	judged_read(stmt, out);
	out->no = stmt_text(stmt, AT_NO);
	out->name = stmt_text(stmt, AT_NAME);
	out->team_id = stmt_int(stmt, AT_TEAM);
}

static void row_read(struct stmt *stmt, struct client_row *out)
{
	named_read(stmt, out);
	out->creditor_id = stmt_int(stmt, AT_CREDITOR);
	out->state.follow_up_agent_id = stmt_int(stmt, AT_FOLLOW_UP_AGENT);
	out->state.reason_on = stmt_date(stmt, AT_REASON_ON);
	out->terms_days = (int)int_or(stmt, AT_TERMS, -1);
	out->time_zone = stmt_text(stmt, AT_TIME_ZONE);
	out->postal_code = stmt_text(stmt, AT_POSTAL_CODE);
	out->small_structure = stmt_int(stmt, AT_SMALL) != 0;
	out->claim = (struct client_claim){
		.agent_id = stmt_int(stmt, AT_CLAIM_AGENT),
		.console = stmt_text(stmt, AT_CLAIM_CONSOLE),
		.until_ms = stmt_int(stmt, AT_CLAIM_UNTIL),
	};
}

/* Most of a client's texts are empty. */
static const char *kept(struct arena *arena, const char *text)
{
	return *text ? arena_strdup(arena, text) : "";
}

void client_keep(struct client_row *row, struct arena *arena)
{
	row->no = kept(arena, row->no);
	row->name = kept(arena, row->name);
	row->time_zone = kept(arena, row->time_zone);
	row->postal_code = kept(arena, row->postal_code);
	row->state.segment = kept(arena, row->state.segment);
	row->state.language = kept(arena, row->state.language);
	row->ready.why_not = kept(arena, row->ready.why_not);
	row->ready.clock = kept(arena, row->ready.clock);
	row->ready.proposal = kept(arena, row->ready.proposal);
	row->claim.console = kept(arena, row->claim.console);
	row->claim_agent = kept(arena, row->claim_agent);
}

static enum found one(struct stmt *stmt, struct arena *arena, struct client_row *out, struct err *err)
{
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		row_read(stmt, out);
		out->claim_agent = stmt_text(stmt, AT_CLAIM_NAME);
		client_keep(out, arena);
		stmt_reset(stmt);
	}
	return found;
}

/* Every row of stmt into the arena. */
static bool collect(struct stmt *stmt, struct arena *arena, struct client_row **rows, size_t *count, struct err *err)
{
	struct client_row *list = NULL;
	size_t used = 0, room = 0;
	enum stmt_step step = STMT_ERROR;

	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW) {
		MEM_GROW(list, used, room);
		row_read(stmt, &list[used]);
		list[used].claim_agent = stmt_text(stmt, AT_CLAIM_NAME);
		client_keep(&list[used++], arena);
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

#define SELECT_CLIENT "SELECT " CLIENT_COLUMNS ", a.name FROM client c LEFT JOIN agent a ON a.id = c.claim_agent_id "
#define BY_NO         SELECT_CLIENT "WHERE c.creditor_id = $1 AND c.no = $2"
#define BY_ID         SELECT_CLIENT "WHERE c.id = $1"

enum found client_by_no(struct store *store, struct arena *arena, int64_t creditor_id, const char *no, struct client_row *out,
                        struct err *err)
{
	return one(store_query(store, err, engine_is_writing(store->engine) ? BY_NO ENGINE_LOCK("c") : BY_NO, "it", creditor_id, no),
	           arena, out, err);
}

enum found client_by_id(struct store *store, struct arena *arena, int64_t id, struct client_row *out, struct err *err)
{
	return one(store_query(store, err, engine_is_writing(store->engine) ? BY_ID ENGINE_LOCK("c") : BY_ID, "i", id), arena, out,
	           err);
}

static const char by_ids[] =
	SELECT_CLIENT "WHERE c.id IN ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20)";

bool client_by_ids(struct store *store, struct arena *arena, const int64_t *ids, size_t id_count, struct client_row **rows, size_t *count,
                   struct err *err)
{
	struct stmt *stmt = engine_statement(store->engine, by_ids, err);

	for (size_t i = 0; stmt && i < CLIENT_IDS; i++)
		if (!stmt_bind_one_int(stmt, (int)i + 1, ids[i < id_count ? i : 0], err))
			return false;
	return collect(stmt, arena, rows, count, err);
}

/* Where writers take turns there is nothing to lock. */
bool client_lock(struct store *store, int64_t id, struct err *err)
{
	struct stmt *stmt;
	enum found found;

	if (!engine_is_postgres(store->engine))
		return true;
	stmt = store_query(store, err, "SELECT c.id FROM client c WHERE c.id = $1" ENGINE_LOCK("c"), "i", id);
	found = store_found(stmt, err);
	if (found == FOUND)
		stmt_reset(stmt);
	return found != FOUND_ERROR;
}

bool client_try_lock(struct store *store, int64_t id, bool *locked, struct err *err)
{
	struct stmt *stmt;
	enum found found;

	*locked = true;
	if (!engine_is_postgres(store->engine))
		return true;
	stmt = store_query(store, err, "SELECT c.id FROM client c WHERE c.id = $1" ENGINE_TRY_LOCK("c"), "i", id);
	found = store_found(stmt, err);
	if (found == FOUND)
		stmt_reset(stmt);
	*locked = found == FOUND;
	return found != FOUND_ERROR;
}

bool client_insert(struct store *store, const struct client_row *row, struct err *err)
{
	return engine_run(store->engine, err,
	                  "INSERT INTO client (id, creditor_id, no, name, risk_class, credit_limit_cents, currency) "
	                  "VALUES ($1, $2, $3, $4, $5, $6, $7)",
	                  "iittimt", row->id, row->creditor_id, row->no, row->name, (int64_t)row->state.risk_class,
	                  row->state.credit_limit, row->ready.currency);
}

bool client_put_owner(struct store *store, int64_t id, int64_t team_id, int64_t agent_id, struct err *err)
{
	return engine_run(store->engine, err, "UPDATE client SET team_id = $2, agent_id = $3 WHERE id = $1", "izz", id, team_id, agent_id);
}

static const char put_state[] =
	"UPDATE client SET last_chase_on = $2, spoken_on = $3, cadence_on = $4, follow_up_on = $5, follow_up_minute = $6, "
	"follow_up_agreed = $7, dispute_due_on = $8, dispute_end_on = $9, promises = $10, difficulty = $11, insolvent = $12, "
	"no_contact = $13, follow_up_agent_id = $14, reason = $15, reason_on = $16, published_on = $17, version = version + 1 WHERE id = $1";

bool client_put_state(struct store *store, int64_t id, const struct client_state *s, struct err *err)
{
	return engine_run(store->engine, err, put_state, "iddddmiddiiiiztdd", id, s->last_chase_on, s->spoken_on, s->cadence_on,
	                  s->follow_up_on, (int64_t)s->follow_up_minute, (int64_t)s->follow_up_agreed, s->dispute_due_on,
	                  s->dispute_end_on, (int64_t)s->promises, (int64_t)s->difficulty, (int64_t)s->insolvent,
	                  (int64_t)s->no_contact, s->follow_up_agent_id, reason_rules[s->reason].code, s->reason_on, s->published_on);
}

static const char put_profile[] =
	"UPDATE client SET credit_limit_cents = $2, insured_limit_cents = $3, segment = $4, key_account = $5, small_structure = $6, "
	"risk_class = $7, language = $8, time_zone = $9, terms_days = $10, acknowledged_on = $11, "
	"limitation_closed_on = $12, insurer_closed_on = $13, claim_closed_on = $14, postal_code = $15, version = version + 1 WHERE id = $1";

bool client_put_profile(struct store *store, int64_t id, const struct client_row *row, struct err *err)
{
	const struct client_state *s = &row->state;

	return engine_run(store->engine, err, put_profile, "immtiiittmddddt", id, s->credit_limit, s->insured_limit, s->segment,
	                  (int64_t)s->key_account, (int64_t)row->small_structure, (int64_t)s->risk_class, s->language, row->time_zone,
	                  (int64_t)row->terms_days, s->acknowledged_on, s->closed_on[CLOCKS_LIMITATION], s->closed_on[CLOCKS_INSURER],
	                  s->closed_on[CLOCKS_CLAIM], row->postal_code);
}

static const char put_ready[] =
	"UPDATE client SET score = $2, callable = $3, why_not = $4, next_on = $5, next_minute = $6, overdue_cents = $7, "
	"balance_cents = $8, currency = $9, oldest_on = $10, broken = $11, clock = $13, clock_on = $14, proposal = $15, version = version + 1 "
	"WHERE id = $1 AND version = $12";

bool client_put_ready(struct store *store, int64_t id, int64_t version, const struct client_ready *r, bool *landed, struct err *err)
{
	if (!engine_run(store->engine, err, put_ready, "iiitdmiitdiitdt", id, (int64_t)r->score, (int64_t)r->callable, r->why_not,
	                r->next_on, (int64_t)r->next_minute, r->overdue, r->balance, r->currency, r->oldest_on, (int64_t)r->broken,
	                version, r->clock, r->clock_on, r->proposal))
		return false;
	*landed = engine_changes(store->engine) > 0;
	return true;
}

/* The plus keeps the planner off the creditor's index: it would read and sort the whole portfolio for each slice. */
#define EACH_OF " FROM client c WHERE +c.creditor_id = $1 AND c.id > $2 ORDER BY c.id LIMIT $3"

bool client_each(struct store *store, int64_t creditor_id, int64_t after_id, int limit, bool named,
                 bool (*row)(void *context, const struct client_row *row, struct err *err), void *context, struct err *err)
{
	struct stmt *stmt = store_query(store, err, named ? "SELECT " NAMED_COLUMNS EACH_OF : "SELECT " JUDGED_COLUMNS EACH_OF, "iii",
	                                creditor_id, after_id, (int64_t)limit);
	enum stmt_step step = STMT_ERROR;
	bool going = true;

	while (stmt && going && (step = stmt_step(stmt, err)) == STMT_ROW) {
		struct client_row client;

		if (named)
			named_read(stmt, &client);
		else
			judged_read(stmt, &client);
		going = row(context, &client, err);
	}
	if (stmt)
		stmt_reset(stmt);
	return going && step == STMT_DONE;
}

enum found client_nth(struct store *store, int64_t creditor_id, int64_t after_id, int nth, int64_t *id, struct err *err)
{
	struct stmt *stmt = store_query(store, err,
	                                "SELECT c.id FROM client c WHERE +c.creditor_id = $1 AND c.id > $2 ORDER BY c.id LIMIT 1 OFFSET $3",
	                                "iii", creditor_id, after_id, (int64_t)nth - 1);
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		*id = stmt_int(stmt, 0);
		stmt_reset(stmt);
	}
	return found;
}

static const char page_first[] =
	SELECT_CLIENT "WHERE c.creditor_id = $1 AND c.callable = $2 AND " STORE_SEEN("c", "$4")
	" ORDER BY c.score DESC, c.overdue_cents DESC, c.no LIMIT $3";
/* Spelt as nested ranges so that both engines walk the index from the key on. */
static const char page_next[] =
	SELECT_CLIENT "WHERE c.creditor_id = $1 AND c.callable = $2 AND c.score <= $4 AND (c.score < $4 OR c.overdue_cents < $5 "
	"OR (c.overdue_cents = $5 AND c.no > $6)) AND " STORE_SEEN("c", "$7") " ORDER BY c.score DESC, c.overdue_cents DESC, c.no LIMIT $3";

bool client_page(struct store *store, struct arena *arena, int64_t creditor_id, bool callable, const struct client_page_key *after,
                 int limit, struct client_row **rows, size_t *count, struct err *err)
{
	struct stmt *stmt;

	if (after)
		stmt = store_query(store, err, page_next, "iiiiiti", creditor_id, (int64_t)callable, (int64_t)limit,
		                   (int64_t)after->score, after->overdue, after->no, store->sees);
	else
		stmt = store_query(store, err, page_first, "iiii", creditor_id, (int64_t)callable, (int64_t)limit, store->sees);
	return collect(stmt, arena, rows, count, err);
}

bool client_page_elsewhere(struct store *store, struct arena *arena, int64_t creditor_id, const struct client_page_key *after, int limit,
                           struct client_row **rows, size_t *count, struct err *err)
{
	static const char first[] =
		SELECT_CLIENT "WHERE c.creditor_id = $1 AND c.callable = 1 AND c.time_zone <> '' AND " STORE_SEEN("c", "$3")
		" ORDER BY c.score DESC, c.overdue_cents DESC, c.no LIMIT $2";
	static const char next[] =
		SELECT_CLIENT "WHERE c.creditor_id = $1 AND c.callable = 1 AND c.time_zone <> '' AND c.score <= $3 AND (c.score < $3 OR "
		"c.overdue_cents < $4 OR (c.overdue_cents = $4 AND c.no > $5)) AND " STORE_SEEN("c", "$6")
		" ORDER BY c.score DESC, c.overdue_cents DESC, c.no LIMIT $2";
	struct stmt *stmt;

	if (after)
		stmt = store_query(store, err, next, "iiiiti", creditor_id, (int64_t)limit, (int64_t)after->score, after->overdue, after->no,
		                   store->sees);
	else
		stmt = store_query(store, err, first, "iii", creditor_id, (int64_t)limit, store->sees);
	return collect(stmt, arena, rows, count, err);
}

static void zone_read_name(struct stmt *stmt, struct arena *arena, void *row)
{
	*(const char **)row = arena_strdup(arena, stmt_text(stmt, 0));
}

bool client_zones(struct store *store, struct arena *arena, const char ***names, size_t *count, struct err *err)
{
	return store_rows(store_query(store, err, "SELECT DISTINCT time_zone FROM client WHERE time_zone <> '' ORDER BY time_zone", ""), arena,
	                  sizeof **names, zone_read_name, names, count, err);
}

bool client_timed(struct store *store, struct arena *arena, int64_t creditor_id, date from, date to, struct client_row **rows,
                  size_t *count, struct err *err)
{
	return collect(store_query(store, err,
	                           SELECT_CLIENT "WHERE c.creditor_id = $1 AND c.follow_up_minute IS NOT NULL AND c.follow_up_on <= $2 "
	                                         "AND c.follow_up_on >= coalesce($4, '') "
	                                         "AND " STORE_WORKED("c") " AND " STORE_CALLBACK_STANDS("c") " AND " STORE_SEEN("c", "$3")
	                                         " ORDER BY c.follow_up_on, c.follow_up_minute, c.no",
	                           "idid", creditor_id, to, store->sees, from),
	               arena, rows, count, err);
}

bool client_count_callable(struct store *store, int64_t creditor_id, int most, int *count, struct err *err)
{
	struct stmt *stmt = store_query(store, err,
	                                "SELECT count(*) FROM (SELECT 1 AS one FROM client c WHERE c.creditor_id = $1 AND c.callable = 1 "
	                                "AND " STORE_SEEN("c", "$3") " LIMIT $2) AS counted",
	                                "iii", creditor_id, (int64_t)most, store->sees);

	if (store_found(stmt, err) != FOUND)
		return false;
	*count = (int)stmt_int(stmt, 0);
	stmt_reset(stmt);
	return true;
}

bool client_count_broken(struct store *store, int64_t creditor_id, int most, int *count, bool *more, struct err *err)
{
	struct stmt *stmt = store_query(store, err,
	                                "SELECT count(CASE WHEN broken > 0 THEN 1 END), count(*) FROM (SELECT c.broken FROM client c "
	                                "WHERE c.creditor_id = $1 AND c.callable = 1 AND " STORE_SEEN("c", "$3")
	                                " ORDER BY c.score DESC, c.overdue_cents DESC, c.no LIMIT $2) AS first",
	                                "iii", creditor_id, (int64_t)most, store->sees);

	if (store_found(stmt, err) != FOUND)
		return false;
	*count = (int)stmt_int(stmt, 0);
	*more = stmt_int(stmt, 1) >= most;
	stmt_reset(stmt);
	return true;
}

static const char claim_take[] =
	"UPDATE client SET claim_agent_id = $2, claim_since = CASE WHEN claim_console = $3 AND claim_until > $4 THEN claim_since ELSE $4 END, "
	"claim_console = $3, claim_until = $5 WHERE id = $1 AND (claim_agent_id IS NULL "
	"OR claim_console = $3 OR claim_until <= $4 OR claim_console = $6)";

bool client_claim_take(struct store *store, int64_t id, int64_t agent_id, const char *console, int64_t now_ms, int64_t until_ms,
                       const char *dead_console, bool *taken, struct err *err)
{
	if (!engine_run(store->engine, err, claim_take, "iitiit", id, agent_id, console, now_ms, until_ms, dead_console))
		return false;
	*taken = engine_changes(store->engine) > 0;
	return true;
}

bool client_claim_free(struct store *store, int64_t id, const char *console, struct err *err)
{
	return engine_run(store->engine, err,
	                  "UPDATE client SET claim_agent_id = NULL, claim_console = NULL, claim_until = NULL, claim_since = NULL WHERE id = $1 AND claim_console = $2",
	                  "it", id, console);
}

bool client_claim_renew(struct store *store, const char *console, int64_t until_ms, bool *any, struct err *err)
{
	if (!engine_run(store->engine, err, "UPDATE client SET claim_until = $2 WHERE claim_console = $1", "ti", console, until_ms))
		return false;
	*any = engine_changes(store->engine) > 0;
	return true;
}

bool client_claim_any(struct store *store, const char *console, bool *any, struct err *err)
{
	struct stmt *stmt = store_query(store, err, "SELECT 1 FROM client WHERE claim_console = $1 LIMIT 1", "t", console);
	enum found found = store_found(stmt, err);

	if (found == FOUND)
		stmt_reset(stmt);
	*any = found == FOUND;
	return found != FOUND_ERROR;
}

bool client_claim_free_all(struct store *store, const char *console, struct err *err)
{
	return engine_run(store->engine, err,
	                  "UPDATE client SET claim_agent_id = NULL, claim_console = NULL, claim_until = NULL, claim_since = NULL WHERE claim_console = $1", "t",
	                  console);
}

bool client_claim_free_agent(struct store *store, int64_t agent_id, struct err *err)
{
	return engine_run(store->engine, err,
	                  "UPDATE client SET claim_agent_id = NULL, claim_console = NULL, claim_until = NULL, claim_since = NULL "
	                  "WHERE claim_console IS NOT NULL AND claim_agent_id = $1",
	                  "i", agent_id);
}
