/* Deeds of escalation, each in one transaction. Whether something should be proposed is desk/escalation_case.c's and the rules'.
 */
#include "desk/escalation.h"

#include <string.h>

#include "base/gettext.h"
#include "base/id.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "db/client.h"
#include "desk/claim.h"
#include "desk/refresh.h"

const char *const escalation_act_codes[ESCALATION_ACT_COUNT] = {
	[ESCALATION_ACT_PROPOSE] = "propose",     [ESCALATION_ACT_APPROVE] = "approve",     [ESCALATION_ACT_REFUSE] = "refuse",
	[ESCALATION_ACT_HAND_OVER] = "hand_over", [ESCALATION_ACT_TAKE_BACK] = "take_back", [ESCALATION_ACT_THREATEN] = "threaten",
	[ESCALATION_ACT_ANNOUNCE] = "announce",   [ESCALATION_ACT_EXECUTE] = "execute",     [ESCALATION_ACT_IMPOSE] = "impose",
	[ESCALATION_ACT_LIFT] = "lift",           [ESCALATION_ACT_UNDECIDE] = "undecide",
};

/* One deed under way. */
struct work {
	struct session *session;
	const struct escalation_deed *deed;
	struct escalation_done *out;
	const char *note;
	struct client_row client;
	struct arena arena;
};

static struct store *store_of(const struct work *w)
{
	return w->session->store;
}

static date today_of(const struct work *w)
{
	return w->session->today;
}

static const char *what_of(const struct work *w)
{
	return escalation_sanction_codes[w->deed->what];
}

/* The deed stands already: true. */
static bool again(struct work *w, date on)
{
	w->out->already = true;
	w->out->on = on;
	return true;
}

static bool is_mine_today(const struct work *w, date on, int64_t by)
{
	return on == today_of(w) && by == w->session->agent_id;
}

static bool put_stops(struct work *w, bool legal, bool agency, bool held, struct err *err)
{
	struct client_state *state = &w->client.state;

	state->legal = legal;
	state->agency = agency;
	state->held = held;
	return escalation_put_stops(store_of(w), w->client.id, legal, agency, held, err);
}

/* ---- looking back ---- */

static bool last_of(struct work *w, enum escalation_kind kind, struct escalation_row *row, bool *there, struct err *err)
{
	enum found found = escalation_last(store_of(w), &w->arena, w->client.id, kind, row, err);

	*there = found == FOUND;
	return found != FOUND_ERROR;
}

/* The newest sanction of a kind. */
static bool last_sanction(struct work *w, const char *kind, struct sanction_row *out, bool *there, struct err *err)
{
	struct sanction_row *rows;
	size_t count;

	*there = false;
	if (!sanction_list(store_of(w), &w->arena, w->client.id, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].kind, kind) == 0) {
			*out = rows[i];
			*there = true;
		}
	return true;
}

/* The newest threat of a measure. */
static bool last_threat(struct work *w, const char *what, struct threat_row *out, bool *there, struct err *err)
{
	struct threat_row *rows;
	size_t count;

	*there = false;
	if (!threat_list(store_of(w), &w->arena, w->client.id, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].what, what) == 0) {
			*out = rows[i];
			*there = true;
		}
	return true;
}

/* ---- sanctions ---- */

static bool in_force(const struct sanction_row *row, bool there)
{
	return there && !date_is(row->lifted_on);
}

static bool put_sanction(struct work *w, const char *kind, int64_t id, struct err *err)
{
	const struct sanction_row row = {
		.id = id, .client_id = w->client.id, .kind = kind, .set_on = today_of(w), .set_by = w->session->agent_id, .note = w->note,
	};
	const struct client_state *state = &w->client.state;

	return sanction_insert(store_of(w), &row, err) &&
	       (strcmp(kind, "hold") != 0 || put_stops(w, state->legal, state->agency, true, err));
}

/* A threat of this measure that waits is carried out with it. */
static bool carry_out_threat(struct work *w, const char *what, struct err *err)
{
	struct threat_row threat;
	bool there;

	if (!last_threat(w, what, &threat, &there, err))
		return false;
	if (!there || date_is(threat.executed_on))
		return true;
	threat.executed_on = today_of(w);
	threat.executed_by = w->session->agent_id;
	return threat_put(store_of(w), &threat, err);
}

static bool impose(struct work *w, struct err *err)
{
	struct sanction_row last;
	char day[DATE_TEXT];
	bool there;

	if (w->deed->what == ESCALATION_LEGAL)
		return err_set(err, ERR_REFUSED, N_("legal is not set by hand: hand the file over (relance handover)"));
	if (!last_sanction(w, what_of(w), &last, &there, err))
		return false;
	if (in_force(&last, there))
		return is_mine_today(w, last.set_on, last.set_by)
		               ? again(w, last.set_on)
		               : err_set(err, ERR_REFUSED, N_("it is in force since %s already, set by %s"), date_iso(last.set_on, day),
		                         last.setter);
	return put_sanction(w, what_of(w), w->deed->id, err) && carry_out_threat(w, what_of(w), err);
}

/* Who lifts a hold decided about what spoke for it: it is not proposed again at once. What that was the row learns from the rules as soon as
 * the client is judged without the hold (desk/proposal.c). */
static bool put_lifted_hold(struct work *w, struct err *err)
{
	const struct client_state *state = &w->client.state;
	struct escalation_row row;
	bool stands;

	if (!last_of(w, ESCALATION_KIND_HOLD, &row, &stands, err))
		return false;
	stands = stands && row.state == ESCALATION_PROPOSED;
	if (!stands)
		row = (struct escalation_row){ .id = id_new(), .client_id = w->client.id, .kind = ESCALATION_KIND_HOLD,
			                       .proposed_on = today_of(w), .handed_on = DATE_NONE };
	row.state = ESCALATION_REFUSED;
	row.decided_on = row.taken_on = today_of(w);
	row.decided_by = row.taken_by = w->session->agent_id;
	row.again_on = today_of(w) + w->session->policy.escalation.hold_again_days;
	row.note = w->note;
	w->out->on = row.again_on;
	return (stands || escalation_insert(store_of(w), &row, err)) && escalation_put(store_of(w), &row, err) &&
	       put_stops(w, state->legal, state->agency, false, err);
}

static bool lift(struct work *w, struct err *err)
{
	struct sanction_row last;
	bool there;

	if (w->deed->what == ESCALATION_LEGAL)
		return err_set(err, ERR_REFUSED, N_("legal is not lifted by hand: take the file back (relance handover CLIENT --back)"));
	if (!last_sanction(w, what_of(w), &last, &there, err))
		return false;
	if (there && is_mine_today(w, last.lifted_on, last.lifted_by))
		return again(w, last.lifted_on);
	if (!in_force(&last, there))
		return err_set(err, ERR_REFUSED, N_("no such sanction is in force: nothing to lift"));
	return sanction_put_lifted(store_of(w), last.id, today_of(w), w->session->agent_id, err) &&
	       (w->deed->what != ESCALATION_HOLD || put_lifted_hold(w, err));
}

/* ---- threats ---- */

static bool put_threat(struct work *w, const char *what, int64_t id, int64_t escalation_id, struct err *err)
{
	const struct threat_row row = {
		.id = id, .client_id = w->client.id, .escalation_id = escalation_id, .what = what, .decided_on = today_of(w),
		.decided_by = w->session->agent_id, .announced_on = DATE_NONE, .executed_on = DATE_NONE, .note = w->note,
	};

	return threat_insert(store_of(w), &row, err);
}

static bool threaten(struct work *w, struct err *err)
{
	struct threat_row last;
	char day[DATE_TEXT];
	bool there;

	if (w->deed->what == ESCALATION_LEGAL)
		return err_set(err, ERR_REFUSED, N_("approve legal instead: the client may be told then (relance approvals approve)"));
	if (!last_threat(w, what_of(w), &last, &there, err))
		return false;
	if (there && date_is(last.decided_on) && !date_is(last.executed_on))
		return is_mine_today(w, last.decided_on, last.decided_by)
		               ? again(w, last.decided_on)
		               : err_set(err, ERR_REFUSED, N_("it was decided on %s by %s already"), date_iso(last.decided_on, day),
		                         last.decider);
	return put_threat(w, what_of(w), w->deed->id, 0, err);
}

static bool put_undecided(struct work *w, struct threat_row *threat, struct err *err)
{
	threat->decided_on = DATE_NONE;
	threat->decided_by = 0;
	return threat_put(store_of(w), threat, err);
}

static bool undecide(struct work *w, struct err *err)
{
	struct threat_row last;
	char day[DATE_TEXT];
	bool there;

	if (w->deed->what == ESCALATION_LEGAL)
		return err_set(err, ERR_REFUSED, N_("refuse legal instead: it may be told since it was approved (relance approvals refuse)"));
	if (!last_threat(w, what_of(w), &last, &there, err))
		return false;
	if (there && !date_is(last.decided_on) && !date_is(last.announced_on))
		return again(w, today_of(w));
	if (!there || !date_is(last.decided_on) || date_is(last.executed_on))
		return err_set(err, ERR_REFUSED, N_("nothing of the kind is decided: nothing to take back"));
	if (date_is(last.announced_on))
		return err_set(err, ERR_REFUSED, N_("%s told the client on %s: carry it out, or leave it among what was not"), last.announcer,
		               date_iso(last.announced_on, day));
	return put_undecided(w, &last, err);
}

static bool announce(struct work *w, struct err *err)
{
	struct threat_row last;
	char day[DATE_TEXT];
	bool there;

	if (claim_by_other(w->session, &w->client.claim))
		return err_set(err, ERR_REFUSED, N_("%s has this file open: nothing was recorded"), w->client.claim_agent);
	if (!last_threat(w, what_of(w), &last, &there, err))
		return false;
	if (!there || date_is(last.executed_on) || !date_is(last.decided_on))
		return err_set(err, ERR_REFUSED, N_("no supervisor decided it: it must not be said to the client"));
	if (date_is(last.announced_on))
		return is_mine_today(w, last.announced_on, last.announced_by)
		               ? again(w, last.announced_on)
		               : err_set(err, ERR_REFUSED, N_("the client was told on %s by %s already"), date_iso(last.announced_on, day),
		                         last.announcer);
	return threat_put_announced(store_of(w), last.id, today_of(w), w->session->agent_id, err);
}

static bool execute(struct work *w, struct err *err)
{
	struct sanction_row sanction;
	struct threat_row last;
	bool there, set;

	if (w->deed->what == ESCALATION_LEGAL)
		return err_set(err, ERR_REFUSED, N_("legal is carried out by handing the file over (relance handover)"));
	if (!last_threat(w, what_of(w), &last, &there, err) || !last_sanction(w, what_of(w), &sanction, &set, err))
		return false;
	if (there && is_mine_today(w, last.executed_on, last.executed_by))
		return again(w, last.executed_on);
	if (!there || date_is(last.executed_on))
		return err_set(err, ERR_REFUSED, N_("nothing of the kind was threatened: set the sanction itself (relance sanction)"));
	return carry_out_threat(w, what_of(w), err) && (in_force(&sanction, set) || put_sanction(w, what_of(w), w->deed->id, err));
}

/* ---- proposals ---- */

static bool propose(struct work *w, struct err *err)
{
	struct escalation_row last;
	struct escalation_row row = {
		.id = w->deed->id, .client_id = w->client.id, .kind = w->deed->kind, .proposed_on = today_of(w), .decided_on = DATE_NONE, .again_on = DATE_NONE, .note = w->note,
	};
	char day[DATE_TEXT];
	bool there;

	if (!*w->note)
		return err_set(err, ERR_REFUSED, N_("say why it is proposed (--note)"));
	if (!last_of(w, w->deed->kind, &last, &there, err))
		return false;
	if (there && last.state == ESCALATION_PROPOSED)
		return again(w, last.proposed_on);
	if (there && last.state == ESCALATION_REFUSED && date_is(last.again_on) && last.again_on > today_of(w))
		return err_set(err, ERR_REFUSED, N_("%s refused it: not to be proposed again before %s"), last.decider,
		               date_iso(last.again_on, day));
	return escalation_insert(store_of(w), &row, err);
}

/* What was approved begins: legal may be told to the client, a hold is in force. */
static bool begin_approved(struct work *w, int64_t escalation_id, struct err *err)
{
	struct sanction_row sanction;
	bool set;

	if (w->deed->kind == ESCALATION_KIND_LEGAL)
		return put_threat(w, "legal", id_new(), escalation_id, err);
	return last_sanction(w, "hold", &sanction, &set, err) &&
	       (in_force(&sanction, set) || (put_sanction(w, "hold", id_new(), err) && carry_out_threat(w, "hold", err)));
}

static bool approve_own(struct work *w, struct err *err)
{
	const struct escalation_row row = {
		.id = w->deed->id, .client_id = w->client.id, .kind = w->deed->kind, .proposed_on = today_of(w),
		.state = ESCALATION_APPROVED, .decided_on = today_of(w), .decided_by = w->session->agent_id, .again_on = DATE_NONE,
		.note = w->note,
	};

	if (w->deed->waits)
		return err_set(err, ERR_REFUSED, N_("nothing is proposed for this client any more: nothing was decided"));
	if (!*w->note)
		return err_set(err, ERR_REFUSED, N_("nothing was proposed: a decision of your own needs a reason (--note)"));
	return escalation_insert(store_of(w), &row, err) && begin_approved(w, row.id, err);
}

static bool approve(struct work *w, struct err *err)
{
	bool legal = w->deed->kind == ESCALATION_KIND_LEGAL, there, standing;
	struct escalation_row last;
	char day[DATE_TEXT];

	if (!last_of(w, w->deed->kind, &last, &there, err))
		return false;
	standing = there && last.state == ESCALATION_APPROVED && (legal ? !date_is(last.taken_on) : w->client.state.held);
	if (standing)
		return is_mine_today(w, last.decided_on, last.decided_by)
		               ? again(w, last.decided_on)
		               : err_set(err, ERR_REFUSED, N_("%s approved it on %s already"), last.decider, date_iso(last.decided_on, day));
	if (legal && (w->client.state.legal || w->client.state.agency))
		return err_set(err, ERR_REFUSED, N_("this file is handed over already"));
	if (!there || last.state != ESCALATION_PROPOSED)
		return approve_own(w, err);
	last.state = ESCALATION_APPROVED;
	last.decided_on = today_of(w);
	last.decided_by = w->session->agent_id;
	last.note = *w->note ? w->note : last.note;
	return escalation_put(store_of(w), &last, err) && begin_approved(w, last.id, err);
}

/* Nobody has the file yet: what was approved may still be withdrawn. A hold is in force at once, and is lifted. */
static bool may_withdraw(const struct escalation_row *row)
{
	return row->kind == ESCALATION_KIND_LEGAL && row->state == ESCALATION_APPROVED && !date_is(row->handed_on);
}

/* The client is told no more of what is no longer decided; what he was told stays said, and not carried out. */
static bool take_threats_back(struct work *w, int64_t escalation_id, struct err *err)
{
	struct threat_row *rows;
	size_t count;
	bool done = threat_list(store_of(w), &w->arena, w->client.id, &rows, &count, err);

	for (size_t i = 0; i < count && done; i++) {
		if (rows[i].escalation_id != escalation_id)
			continue;
		w->out->told_on = rows[i].announced_on;
		if (date_is(rows[i].announced_on))
			continue;
		done = put_undecided(w, &rows[i], err);
	}
	return done;
}

static bool refuse(struct work *w, struct err *err)
{
	date until = date_is(w->deed->again_on) ? w->deed->again_on : today_of(w) + ESCALATION_AGAIN_DAYS;
	struct escalation_row last;
	bool there;

	if (until <= today_of(w))
		return err_set(err, ERR_REFUSED, N_("a proposal is refused until a later day than today"));
	if (!last_of(w, w->deed->kind, &last, &there, err))
		return false;
	if (there && last.state == ESCALATION_REFUSED && is_mine_today(w, last.decided_on, last.decided_by) && last.again_on == until)
		return again(w, until);
	w->out->withdrawn = there && may_withdraw(&last);
	if (!there || (last.state != ESCALATION_PROPOSED && !w->out->withdrawn))
		return err_set(err, ERR_REFUSED, N_("nothing is proposed for this client: nothing to refuse"));
	if (w->out->withdrawn && !take_threats_back(w, last.id, err))
		return false;
	last.state = ESCALATION_REFUSED;
	last.decided_on = today_of(w);
	last.decided_by = w->session->agent_id;
	last.again_on = until;
	last.note = *w->note ? w->note : last.note;
	w->out->on = until;
	return escalation_put(store_of(w), &last, err);
}

/* ---- the hand-over ---- */

/* A summons by bailiff follows a registered letter, once the time it gave is over. */
static bool check_summons(struct work *w, struct err *err)
{
	struct registered_row letter;
	char day[DATE_TEXT];
	date from;

	switch (registered_last(store_of(w), w->client.id, &letter, err)) {
	case FOUND_ERROR: return false;
	case FOUND_NOT:
		return err_set(err, ERR_REFUSED, N_("no registered letter was sent: a bailiff comes after it, a summons offering a plan"));
	case FOUND: break;
	}
	from = escalation_summons_on(letter.sent_on, letter.days_to_pay);
	return from <= today_of(w) ||
	       err_set(err, ERR_REFUSED, N_("the registered letter gives %d days to pay: a summons may follow from %s"), letter.days_to_pay,
	               date_iso(from, day));
}

static bool hand_over(struct work *w, struct err *err)
{
	const char *to = escalation_handover_codes[w->deed->to];
	bool agency = w->deed->to == ESCALATION_HAND_AGENCY, there;
	struct escalation_row last;
	struct sanction_row done;

	if (!escalation_stops_calls(w->deed->to))
		return err_set(err, ERR_USAGE, N_("a file is handed over to legal, bailiff or agency"));
	if (!last_of(w, ESCALATION_KIND_LEGAL, &last, &there, err))
		return false;
	switch (sanction_by_id(store_of(w), &w->arena, w->deed->id, &done, err)) {
	case FOUND_ERROR: return false;
	case FOUND: return again(w, done.set_on);
	case FOUND_NOT: break;
	}
	if (w->client.state.legal || w->client.state.agency)
		return err_set(err, ERR_REFUSED, N_("this file is handed over already"));
	if (!there || last.state != ESCALATION_APPROVED || date_is(last.handed_on))
		return err_set(err, ERR_REFUSED, N_("legal was not decided for this client: a supervisor approves it first (relance approvals approve)"));
	if (w->deed->to == ESCALATION_HAND_BAILIFF && !check_summons(w, err))
		return false;
	last.handover = to;
	last.handed_on = today_of(w);
	return escalation_put(store_of(w), &last, err) && carry_out_threat(w, "legal", err) &&
	       put_sanction(w, "legal", w->deed->id, err) && put_stops(w, !agency, agency, w->client.state.held, err);
}

static bool take_back(struct work *w, struct err *err)
{
	struct escalation_row last;
	struct sanction_row sanction;
	bool there, set;

	if (!last_of(w, ESCALATION_KIND_LEGAL, &last, &there, err) || !last_sanction(w, "legal", &sanction, &set, err))
		return false;
	if (there && is_mine_today(w, last.taken_on, last.taken_by))
		return again(w, last.taken_on);
	if (!w->client.state.legal && !w->client.state.agency)
		return err_set(err, ERR_REFUSED, N_("this file is not handed over: nothing to take back"));
	if (there && date_is(last.handed_on) && !date_is(last.taken_on)) {
		last.taken_on = today_of(w);
		last.taken_by = w->session->agent_id;
		last.again_on = today_of(w) + ESCALATION_AGAIN_DAYS; /* what spoke for it was known: not proposed again at once */
		if (!escalation_put(store_of(w), &last, err))
			return false;
	}
	return (!in_force(&sanction, set) ||
	        sanction_put_lifted(store_of(w), sanction.id, today_of(w), w->session->agent_id, err)) &&
	       put_stops(w, false, false, w->client.state.held, err);
}

/* ---- one deed ---- */

typedef bool (*perform)(struct work *w, struct err *err);
static const perform performs[ESCALATION_ACT_COUNT] = {
	[ESCALATION_ACT_PROPOSE] = propose,     [ESCALATION_ACT_APPROVE] = approve,     [ESCALATION_ACT_REFUSE] = refuse,
	[ESCALATION_ACT_HAND_OVER] = hand_over, [ESCALATION_ACT_TAKE_BACK] = take_back, [ESCALATION_ACT_THREATEN] = threaten,
	[ESCALATION_ACT_ANNOUNCE] = announce,   [ESCALATION_ACT_EXECUTE] = execute,     [ESCALATION_ACT_IMPOSE] = impose,
	[ESCALATION_ACT_LIFT] = lift,           [ESCALATION_ACT_UNDECIDE] = undecide,
};

static bool write_journal(struct work *w, struct err *err)
{
	const struct escalation_deed *deed = w->deed;
	enum escalation_act act = deed->act;
	struct session_note note;
	struct json *json = session_note_open(&note);

	json_integer(json, "deed", deed->id);
	if (act <= ESCALATION_ACT_REFUSE)
		json_text(json, "kind", escalation_kind_codes[deed->kind]);
	else if (act >= ESCALATION_ACT_THREATEN)
		json_text(json, "what", what_of(w));
	else if (act == ESCALATION_ACT_HAND_OVER)
		json_text(json, "to", escalation_handover_codes[deed->to]);
	if (act == ESCALATION_ACT_REFUSE || (act == ESCALATION_ACT_LIFT && deed->what == ESCALATION_HOLD))
		json_date(json, "again_on", w->out->on);
	json_text(json, "note", w->note);
	return session_note_write(w->session, &note, w->client.id, escalation_act_codes[act], err);
}

static bool perform_one(struct work *w, struct err *err)
{
	switch (client_by_id(store_of(w), &w->arena, w->deed->client_id, &w->client, err)) {
	case FOUND_NOT: return err_set(err, ERR_MISSING, N_("this client file is gone"));
	case FOUND_ERROR: return false;
	case FOUND: break;
	}
	if (!session_may_see(w->session, &w->client))
		return err_set(err, ERR_MISSING, N_("this client file is gone"));
	w->out->on = today_of(w);
	if (!performs[w->deed->act](w, err))
		return false;
	return w->out->already ||
	       (write_journal(w, err) && escalation_put_ready(store_of(w), w->client.id, err) &&
	        refresh_client(w->session, w->client.id, err));
}

static bool do_within(struct session *session, const struct escalation_deed *deed, struct escalation_done *out, struct err *err)
{
	struct work w = { .session = session, .deed = deed, .out = out };
	char *note = text_clean(deed->note ? deed->note : "", deed->note ? strlen(deed->note) : 0);
	bool done = false;

	*out = (struct escalation_done){ .on = DATE_NONE, .told_on = DATE_NONE };
	w.note = note;
	if (deed->act != ESCALATION_ACT_ANNOUNCE && deed->act != ESCALATION_ACT_PROPOSE && !session_needs_supervisor(session, err))
		done = false;
	else if (strlen(note) > ESCALATION_NOTE_BYTES)
		err_set(err, ERR_REFUSED, N_("the note is too long: at most %d bytes"), ESCALATION_NOTE_BYTES);
	else
		done = perform_one(&w, err);
	arena_clear(&w.arena);
	mem_free(note);
	return done;
}

static bool do_once(struct session *session, const struct escalation_deed *deed, struct escalation_done *out, struct err *err)
{
	if (!store_begin(session->store, true, err))
		return false;
	if (do_within(session, deed, out, err) && store_commit(session->store, err))
		return true;
	store_rollback(session->store);
	return false;
}

bool escalation_do(struct session *session, const struct escalation_deed *deed, struct escalation_done *out, struct err *err)
{
	int left = SESSION_RETRIES;

	while (!do_once(session, deed, out, err))
		if (!session_may_retry(session, &left))
			return false;
	return true;
}
