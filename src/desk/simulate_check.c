/* What must hold of every client at the end of any day. The stored queue row is compared with the rules' answer made anew.
 */
#include "desk/simulate.h"

#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "desk/file.h"
#include "rules/calendar.h"
#include "rules/promise.h"

/* Ends nothing of ours brings a file back from: somebody else has it, or our books must speak first. */
static bool is_stated_end(enum why_not why)
{
	switch (why) {
	case WHY_NOT_LEGAL:
	case WHY_NOT_AGENCY:
	case WHY_NOT_INSOLVENT:
	case WHY_NOT_NO_CONTACT:
	case WHY_NOT_COVERED: return true;
	default: return false;
	}
}

static bool owes_nothing_more(const struct client_file *file)
{
	for (size_t i = 0; i < file->invoice_count; i++)
		if (file->invoices[i].item.open > 0)
			return false;
	return true;
}

/* The first thing that does not hold; NULL: all does. */
static const char *wrong_row(const struct client_ready *stored, const struct client_file *file, date today)
{
	const struct client_ready *fresh = &file->verdict.ready;

	if (stored->callable != (*stored->why_not == '\0'))
		return N_("callable and asleep at once");
	if (stored->callable != fresh->callable || strcmp(stored->why_not, fresh->why_not) != 0 || stored->next_on != fresh->next_on)
		return N_("the queue says one thing and the rules another");
	if (stored->score != fresh->score || stored->overdue != fresh->overdue || stored->balance != fresh->balance)
		return N_("the stored figures are not those of the facts");
	if (stored->callable)
		return NULL;
	if (date_is(stored->next_on) && stored->next_on < today)
		return N_("a next date that is past");
	if (!date_is(stored->next_on) && !is_stated_end(file->verdict.callable.why_not) && !owes_nothing_more(file))
		return N_("asleep without a next date or a stated end");
	return NULL;
}

static const char *wrong_cadence(const struct session *session, const struct client_file *file)
{
	const struct client_state *state = &file->client.state;
	const struct client_ready *ready = &file->client.ready;
	enum why_not why = file->verdict.callable.why_not;
	date last = state->last_chase_on, most;

	if (ready->callable && last == session->today)
		return N_("callable again on the day of a call");
	if (!date_is(last) || ready->callable || (why != WHY_NOT_CADENCE && why != WHY_NOT_FOLLOW_UP))
		return NULL;
	most = calendar_business_on_or_after(last + session->policy.cadence.max_gap_days);
	if (ready->next_on > most)
		return N_("asleep longer than the cadence allows, without a reason");
	return NULL;
}

static const char *wrong_money(const struct client_file *file)
{
	for (size_t i = 0; i < file->promise_count; i++) {
		const struct promise *p = &file->promises[i].promise;

		if (p->received < 0 || p->received > p->amount)
			return N_("a promise received more than was promised");
		if (p->state == PROMISE_KEPT && p->received < promise_judged(p))
			return N_("a promise is kept without its cash");
		if (p->state == PROMISE_BROKEN && p->received > 0)
			return N_("a promise is broken though cash came");
	}
	return NULL;
}

static bool check_one(struct session *session, int64_t client_id, struct err *err)
{
	struct client_file file = { 0 };
	const char *wrong = NULL;
	char day[DATE_TEXT];
	struct client_row row; /* as stored: the file has the answer made anew in its place */
	bool good = file_load(session, client_id, &file, err) == FOUND &&
	            client_by_id(session->store, &file.arena, client_id, &row, err) == FOUND;

	if (good)
		wrong = wrong_row(&row.ready, &file, session->today);
	if (good && !wrong)
		wrong = wrong_cadence(session, &file);
	if (good && !wrong)
		wrong = wrong_money(&file);
	if (wrong)
		good = err_set(err, ERR_STORE, N_("on %s client %s: %s"), date_iso(session->today, day), file.client.no, gettext(wrong));
	file_clear(&file);
	return good;
}

struct ids {
	int64_t *all;
	size_t count, room;
};

static bool take_id(void *context, const struct client_row *row, struct err *err)
{
	struct ids *ids = context;

	(void)err;
	MEM_GROW(ids->all, ids->count, ids->room);
	ids->all[ids->count++] = row->id;
	return true;
}

bool simulate_check(struct session *session, int64_t *checked, struct err *err)
{
	struct ids ids = { 0 };
	bool good = client_each(session->store, session->creditor.id, 0, INT32_MAX, false, take_id, &ids, err);

	for (size_t i = 0; i < ids.count && good; i++)
		good = check_one(session, ids.all[i], err);
	*checked += (int64_t)ids.count;
	mem_free(ids.all);
	return good;
}
