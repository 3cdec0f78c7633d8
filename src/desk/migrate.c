/* Moving a whole store: one read of the source, one transaction into the target, then both the sums of every table and the journal's chains
 * are compared, and the copy is signed. One that was cut short before that is proved and signed by the next who asks for it, as long as
 * the source has not gone on. Knows no engine.
 */
#include "desk/migrate.h"

#include <string.h>

#include "base/gettext.h"
#include "base/json.h"
#include "base/mem.h"
#include "db/journal.h"
#include "db/migrate.h"
#include "desk/audit_inside.h"

struct move {
	struct session *session;
	const struct migrate_request *request;
	struct store *to;
	struct migrate_totals *totals;
	bool again; /* the copy is there already */
	struct migrate_sum sums[MIGRATE_TABLES_MOST];
};

static void tell(const struct move *move, size_t table)
{
	if (move->request->progress)
		move->request->progress(move->request->context, migrate_table(table), table, migrate_tables());
}

static bool must_be_empty(struct store *to, struct err *err)
{
	bool empty;

	if (!migrate_is_empty(to, &empty, err))
		return false;
	return empty || err_set(err, ERR_REFUSED, N_("%s holds a portfolio already: name a place that holds nothing"), store_name(to));
}

static bool copy_all(struct move *move, struct err *err)
{
	if (!must_be_empty(move->to, err))
		return false;
	for (size_t i = 0; i < migrate_tables(); i++) {
		tell(move, i);
		if (!migrate_copy(move->session->store, move->to, i, &move->sums[i], err))
			return false;
		move->totals->rows += move->sums[i].rows;
	}
	return migrate_begun(move->to, store_name(move->session->store), err);
}

static bool copy(struct move *move, struct err *err)
{
	struct store *from = move->session->store;
	bool done;

	if (!store_begin(from, false, err))
		return false;
	done = store_begin_many(move->to, err) && copy_all(move, err) && store_commit(move->to, err);
	if (!done)
		store_rollback(move->to);
	store_rollback(from);
	return done;
}

/* What a copy would be made of now. */
static bool read_again(struct move *move, struct err *err)
{
	struct store *from = move->session->store;
	bool done = store_begin(from, false, err);

	for (size_t i = 0; i < migrate_tables() && done; i++) {
		tell(move, i);
		done = migrate_read(from, i, &move->sums[i], err);
		move->totals->rows += done ? move->sums[i].rows : 0;
	}
	store_rollback(from);
	return done;
}

static bool copy_or_read_again(struct move *move, struct err *err)
{
	if (!migrate_is_unsigned(move->to, &move->again, err))
		return false;
	return move->again ? read_again(move, err) : must_be_empty(move->to, err) && copy(move, err);
}

static bool arrived(const struct move *move, size_t table, const struct migrate_sum *sum, struct err *err)
{
	if (sum->rows == move->sums[table].rows && strcmp(sum->hash, move->sums[table].hash) == 0)
		return true;
	if (!move->again)
		return err_set(err, ERR_STORE, N_("table %s did not arrive as it was read"), migrate_table(table));
	return err_set(err, ERR_REFUSED,
	               N_("the copy in it was cut short, and the store has gone on since: remove the file, or drop the database and make it "
	                  "anew, then migrate again"));
}

static bool prove_sums(struct move *move, struct err *err)
{
	struct verify verify = { .store = move->to };
	struct audit_totals totals = { 0 };

	if (!audit_store(&verify, &totals, err))
		return false;
	move->totals->journal_rows = totals.journal_rows;
	move->totals->clients = totals.clients;
	return true;
}

/* What was written is read again: the same rows, the same chains, the same sums. */
static bool prove(struct move *move, struct err *err)
{
	struct migrate_sum sum;
	bool good = store_check(move->to, err) && store_begin(move->to, false, err);

	for (size_t i = 0; good && i < migrate_tables(); i++)
		good = migrate_read(move->to, i, &sum, err) && arrived(move, i, &sum, err);
	good = good && prove_sums(move, err);
	store_rollback(move->to);
	return good || err_context(err, N_("%s must not be used"), store_name(move->to));
}

/* Where people have accounts of the server, those who came along get theirs. */
static bool admit(struct move *move, struct err *err)
{
	struct arena arena = { 0 };
	struct agent_row *rows;
	size_t count = 0;
	bool done = agent_list(move->to, &arena, &rows, &count, err);

	for (size_t i = 0; i < count && done; i++)
		done = store_person(move->to, rows[i].name, err);
	arena_clear(&arena);
	return done;
}

/* The copy says itself where it comes from. */
static bool journal(struct move *move, struct err *err)
{
	struct session there = *move->session;
	struct session_note note;
	struct json *json = session_note_open(&note);

	there.store = move->to;
	json_text(json, "from", store_name(move->session->store));
	json_text(json, "to", store_name(move->to));
	json_integer(json, "rows", move->totals->rows);
	json_integer(json, "journal_rows", move->totals->journal_rows);
	return session_note_write(&there, &note, 0, "migrate", err);
}

static bool sign(struct move *move, struct err *err)
{
	bool done = store_begin(move->to, true, err) && admit(move, err) && journal(move, err) &&
		    migrate_signed(move->to, err) && store_commit(move->to, err);

	if (!done)
		store_rollback(move->to);
	return done;
}

bool migrate_store(struct session *session, const struct migrate_request *request, struct migrate_totals *out, struct err *err)
{
	struct move *move = mem_alloc(sizeof *move);
	bool done = false;

	*move = (struct move){ .session = session, .request = request, .totals = out };
	*out = (struct migrate_totals){ 0 };
	if (session_needs_supervisor(session, err) && store_create(request->to, &move->to, err))
		done = copy_or_read_again(move, err) && prove(move, err) && sign(move, err);
	store_close(move->to);
	mem_free(move);
	return done;
}
