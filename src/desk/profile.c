/* Reading what a supervisor types about a client, and storing it with the queue row that follows from it.
 */
#include "desk/profile.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/json.h"
#include "base/mem.h"
#include "db/call.h"
#include "db/client.h"
#include "db/item.h"
#include "desk/refresh.h"
#include "desk/transact.h"
#include "desk/zones.h"
#include "rules/entry.h"
#include "rules/scenario.h"

enum { TERMS_MOST = 366, POSTAL_MOST = 12 };

const char *const profile_field_names[PROFILE_FIELD_COUNT] = {
	[PROFILE_CREDIT_LIMIT] = "credit-limit",
	[PROFILE_INSURED_LIMIT] = "insured-limit",
	[PROFILE_SEGMENT] = "segment",
	[PROFILE_KEY_ACCOUNT] = "key-account",
	[PROFILE_SMALL_STRUCTURE] = "small-structure",
	[PROFILE_RISK] = "risk",
	[PROFILE_LANGUAGE] = "language",
	[PROFILE_TIME_ZONE] = "time-zone",
	[PROFILE_POSTAL_CODE] = "postal-code",
	[PROFILE_TERMS] = "terms",
};

/* ---- one field ---- */

/* What each must be. */
static const char *const shapes[PROFILE_FIELD_COUNT] = {
	[PROFILE_CREDIT_LIMIT] = N_("an amount like 15000.00, or none"),
	[PROFILE_INSURED_LIMIT] = N_("an amount like 15000.00, or none"),
	[PROFILE_SEGMENT] = N_("letters, digits, - and _, at most 31"),
	[PROFILE_KEY_ACCOUNT] = N_("yes or no"),
	[PROFILE_SMALL_STRUCTURE] = N_("yes or no"),
	[PROFILE_RISK] = N_("A, B or C, the safest first"),
	[PROFILE_LANGUAGE] = N_("two letters, like fr"),
	[PROFILE_TIME_ZONE] = N_("a time zone like Indian/Reunion"),
	[PROFILE_POSTAL_CODE] = N_("a postal code, letters and digits, at most 12"),
	[PROFILE_TERMS] = N_("a number of days from 0 to 366, or none"),
};

/* As an agent types an amount. */
static bool read_limit(const char *text, cents *out)
{
	if (strcmp(text, "none") != 0)
		return entry_parse_sum(text, out);
	*out = -1;
	return true;
}

static bool read_flag(const char *text, bool *out)
{
	bool yes = strcmp(text, "yes") == 0;

	if (!yes && strcmp(text, "no") != 0)
		return false;
	*out = yes;
	return true;
}

static bool read_risk(const char *text, int *out)
{
	int class = toupper((unsigned char)text[0]) - 'A';

	if (!text[0] || text[1] || class < 0 || class > 2)
		return false;
	*out = class;
	return true;
}

static bool read_terms(const char *text, int *out)
{
	char *end;
	long days = strtol(text, &end, 10);

	if (strcmp(text, "none") == 0) {
		*out = -1;
		return true;
	}
	if (!*text || *end || days < 0 || days > TERMS_MOST)
		return false;
	*out = (int)days;
	return true;
}

/* What a scenario's condition can be. */
static bool read_segment(const char *text, const char **out)
{
	for (const char *c = text; *c; c++)
		if (!isalnum((unsigned char)*c) && !strchr("-_", *c))
			return false;
	*out = text;
	return strlen(text) < SCENARIO_NAME;
}

static bool read_language(const char *text, const char **out)
{
	*out = text;
	return !*text || (strlen(text) == 2 && islower((unsigned char)text[0]) && islower((unsigned char)text[1]));
}

static bool read_zone(const char *text, const char **out)
{
	*out = text;
	return !*text || zones_known(text);
}

/* Of any country. */
static bool read_postal_code(const char *text, const char **out)
{
	for (const char *c = text; *c; c++)
		if (!isalnum((unsigned char)*c) && !strchr(" -", *c))
			return false;
	*out = text;
	return strlen(text) <= POSTAL_MOST;
}

static bool read_field(enum profile_field field, const char *text, struct client_row *row)
{
	struct client_state *state = &row->state;

	switch (field) {
	case PROFILE_CREDIT_LIMIT: return read_limit(text, &state->credit_limit);
	case PROFILE_INSURED_LIMIT: return read_limit(text, &state->insured_limit);
	case PROFILE_SEGMENT: return read_segment(text, &state->segment);
	case PROFILE_KEY_ACCOUNT: return read_flag(text, &state->key_account);
	case PROFILE_SMALL_STRUCTURE: return read_flag(text, &row->small_structure);
	case PROFILE_RISK: return read_risk(text, &state->risk_class);
	case PROFILE_LANGUAGE: return read_language(text, &state->language);
	case PROFILE_TIME_ZONE: return read_zone(text, &row->time_zone);
	case PROFILE_POSTAL_CODE: return read_postal_code(text, &row->postal_code);
	case PROFILE_TERMS: return read_terms(text, &row->terms_days);
	case PROFILE_FIELD_COUNT: break;
	}
	return true;
}

const char *profile_wants(enum profile_field field, const char *text)
{
	struct client_row unused = { 0 };

	return read_field(field, text, &unused) ? NULL : gettext(shapes[field]);
}

static bool take_field(enum profile_field field, const char *text, struct client_row *row, struct err *err)
{
	return read_field(field, text, row) || err_set(err, ERR_USAGE, N_("--%s is %s, not “%.40s”"), profile_field_names[field],
						       gettext(shapes[field]), text);
}

/* ---- service dates ---- */

/* "F1=2026-01-31,F2=2026-02-28" one after the other. */
static bool put_services(struct session *session, int64_t client_id, const char *text, struct err *err)
{
	char *list = mem_strdup(text), *rest = NULL;
	bool good = true;

	for (char *part = strtok_r(list, ",", &rest); part && good; part = strtok_r(NULL, ",", &rest)) {
		char *equals = strrchr(part, '=');
		bool known;
		date on;

		if (!equals || !date_parse_iso(equals + 1, &on)) {
			good = err_set(err, ERR_USAGE, N_("--service is an invoice and a day like F1=2026-01-31, not “%.60s”"), part);
			break;
		}
		*equals = '\0';
		good = item_put_service(session->store, client_id, part, on, &known, err);
		if (good && !known)
			good = err_set(err, ERR_MISSING, N_("this client has no invoice %s"), part);
	}
	mem_free(list);
	return good;
}

/* ---- deeds ---- */

struct deed {
	int64_t client_id;
	const struct profile_change *change;
	enum clocks_kind clock;
	bool closed;
	date on, taken;
	bool changed;
	struct arena arena;          /* of one try */
	struct client_row row;
};

/* Inside the write transaction. */
static bool open_client(struct session *session, struct deed *deed, struct err *err)
{
	arena_clear(&deed->arena);
	deed->changed = false;
	switch (client_by_id(session->store, &deed->arena, deed->client_id, &deed->row, err)) {
	case FOUND_NOT: return err_set(err, ERR_MISSING, N_("this client file is gone"));
	case FOUND_ERROR: return false;
	case FOUND: break;
	}
	return true;
}

static bool same_profile(const struct client_row *a, const struct client_row *b)
{
	const struct client_state *x = &a->state, *y = &b->state;

	return x->credit_limit == y->credit_limit && x->insured_limit == y->insured_limit && strcmp(x->segment, y->segment) == 0 &&
	       x->key_account == y->key_account && a->small_structure == b->small_structure && x->risk_class == y->risk_class &&
	       strcmp(x->language, y->language) == 0 && strcmp(a->time_zone, b->time_zone) == 0 &&
	       strcmp(a->postal_code, b->postal_code) == 0 && a->terms_days == b->terms_days &&
	       memcmp(x->closed_on, y->closed_on, sizeof x->closed_on) == 0 && x->acknowledged_on == y->acknowledged_on;
}

/* What was understood, however it was typed. */
static const char *journal_text(int field, const char *text, char amount[MONEY_TEXT])
{
	cents limit;

	if ((field != PROFILE_CREDIT_LIMIT && field != PROFILE_INSURED_LIMIT) || !read_limit(text, &limit) || limit < 0)
		return text;
	return money_decimal_text(limit, amount);
}

static bool journal_set(struct session *session, const struct deed *deed, struct err *err)
{
	char amount[MONEY_TEXT];
	struct session_note note;
	struct json *json = session_note_open(&note);

	for (int field = 0; field < PROFILE_FIELD_COUNT; field++)
		if (deed->change->texts[field])
			json_text(json, profile_field_names[field], journal_text(field, deed->change->texts[field], amount));
	if (deed->change->service)
		json_text(json, "service", deed->change->service);
	return session_note_write(session, &note, deed->client_id, "client_set", err);
}

static bool set_within(struct session *session, void *context, struct err *err)
{
	struct deed *deed = context;
	const struct profile_change *change = deed->change;
	struct client_row after;

	if (!open_client(session, deed, err))
		return false;
	after = deed->row;
	for (int field = 0; field < PROFILE_FIELD_COUNT; field++)
		if (change->texts[field] && !take_field((enum profile_field)field, change->texts[field], &after, err))
			return false;
	deed->changed = change->service || !same_profile(&deed->row, &after);
	return !deed->changed ||
	       ((!change->service || put_services(session, deed->client_id, change->service, err)) &&
	        client_put_profile(session->store, deed->client_id, &after, err) && zones_use(session, after.time_zone, err) &&
	        refresh_client_items(session, deed->client_id, err) && journal_set(session, deed, err));
}

static bool put_and_journal(struct session *session, struct deed *deed, const struct client_row *after, bool more, const char *kind,
                            const char *payload, struct err *err)
{
	deed->changed = more || !same_profile(&deed->row, after);
	return !deed->changed || (client_put_profile(session->store, deed->client_id, after, err) &&
	                          refresh_client_items(session, deed->client_id, err) &&
	                          session_journal(session, deed->client_id, kind, payload, err));
}

static bool close_within(struct session *session, void *context, struct err *err)
{
	struct deed *deed = context;
	struct client_row after;
	char *payload;
	bool done;

	if (!open_client(session, deed, err))
		return false;
	after = deed->row;
	after.state.closed_on[deed->clock] = deed->closed ? session->today : DATE_NONE;
	payload = mem_printf("{\"clock\":\"%s\"}", clocks_kind_codes[deed->clock]);
	done = put_and_journal(session, deed, &after, false, deed->closed ? "clock_close" : "clock_open", payload, err);
	mem_free(payload);
	return done;
}

/* The last promise in writing that nobody confirmed; 0: none. */
static bool unconfirmed(struct session *session, struct deed *deed, int64_t *promise_id, date *made_on, struct err *err)
{
	struct promise_row *rows;
	size_t count;

	*promise_id = 0;
	if (!promise_list(session->store, &deed->arena, deed->client_id, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (rows[i].written && !rows[i].acknowledged_by) {
			*promise_id = rows[i].promise.id;
			*made_on = rows[i].promise.made_on;
		}
	return true;
}

static bool acknowledge_within(struct session *session, void *context, struct err *err)
{
	struct deed *deed = context;
	struct client_row after;
	char day[DATE_TEXT], *payload;
	int64_t promise_id = 0;
	date on = deed->on;
	bool done;

	if (!open_client(session, deed, err))
		return false;
	if (!date_is(on)) {
		if (!unconfirmed(session, deed, &promise_id, &on, err))
			return false;
		if (!promise_id)
			return err_set(err, ERR_REFUSED, N_("no promise in writing waits to be confirmed: say the day of the writing (--on YYYY-MM-DD)"));
	} else if (on > session->today) {
		return err_set(err, ERR_REFUSED, N_("a debt is not acknowledged in the future"));
	}
	after = deed->row;
	if (!date_is(after.state.acknowledged_on) || after.state.acknowledged_on < on)
		after.state.acknowledged_on = on;
	deed->taken = after.state.acknowledged_on;
	payload = mem_printf("{\"on\":\"%s\",\"promise\":%lld}", date_iso(on, day), (long long)promise_id);
	done = (!promise_id || promise_acknowledge(session->store, promise_id, session->agent_id, err)) &&
	       put_and_journal(session, deed, &after, promise_id != 0, "acknowledge", payload, err);
	mem_free(payload);
	return done;
}

static bool perform(struct session *session, struct deed *deed, bool (*body)(struct session *session, void *context, struct err *err),
                    bool *changed, struct err *err)
{
	bool done = session_needs_supervisor(session, err) && transact_many(session, body, deed, err); /* zones_use writes a list of all */

	*changed = done && deed->changed;
	arena_clear(&deed->arena);
	return done;
}

bool profile_set(struct session *session, int64_t client_id, const struct profile_change *change, bool *changed, struct err *err)
{
	struct deed deed = { .client_id = client_id, .change = change };

	return perform(session, &deed, set_within, changed, err);
}

bool profile_close_clock(struct session *session, int64_t client_id, enum clocks_kind kind, bool closed, bool *changed, struct err *err)
{
	struct deed deed = { .client_id = client_id, .clock = kind, .closed = closed };

	return perform(session, &deed, close_within, changed, err);
}

bool profile_acknowledge(struct session *session, int64_t client_id, date on, date *acknowledged, bool *changed, struct err *err)
{
	struct deed deed = { .client_id = client_id, .on = on };
	bool done = perform(session, &deed, acknowledge_within, changed, err);

	if (done)
		*acknowledged = deed.taken;
	return done;
}
