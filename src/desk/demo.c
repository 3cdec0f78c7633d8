/* Making the demo: whose store it is, then people, clients, and three months of calls.
 */
#include "desk/demo.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/gettext.h"
#include "base/id.h"
#include "base/mem.h"
#include "db/migrate.h"
#include "db/rate.h"
#include "desk/demo_bank.h"
#include "desk/demo_lead.h"
#include "desk/demo_night.h"
#include "desk/demo_profile.h"
#include "desk/demo_story.h"
#include "desk/people.h"
#include "desk/refresh.h"

#define DAY_MS     INT64_C(86400000)
#define NIGHT_MS     INT64_C(10800000)
#define MARK       "demo"        /* the setting that tells a demo from a portfolio: its recipe once it is complete */
#define UNFINISHED "unfinished"
#define MARK_ROOM  96
#define CLIENTS_PER_CALL 6 /* of a day lived: the team gets round about once a week */

/* Numbers no line will ever have. */
static const struct people_change people[] = {
	{ .name = "nadia", .role = "agent", .full_name = "Nadia Belkacem", .phone = "01 99 00 12 31", .mail = "nadia@durand.example" },
	{ .name = "karim", .role = "agent", .full_name = "Karim Ouadah", .phone = "01 99 00 12 32", .mail = "karim@durand.example" },
	{ .name = "ines", .role = "agent", .full_name = "Inès Castel", .phone = "01 99 00 12 33", .mail = "ines@durand.example" },
	{ .name = "paul", .role = "agent", .full_name = "Paul Le Goff", .phone = "01 99 00 12 34", .mail = "paul@durand.example" },
};
#define PEOPLE (sizeof people / sizeof *people)

/* Raise the first number when the same numbers come to mean another portfolio. */
static void write_mark(const struct demo_recipe *recipe, int days, char out[MARK_ROOM])
{
	char day[DATE_TEXT], lived[24] = "";

	if (days > 0)
		snprintf(lived, sizeof lived, " and %d days", days);
	snprintf(out, MARK_ROOM, "2 clients %" PRId64 " seed %" PRIu64 " on %s%s", recipe->clients, recipe->seed,
	         date_iso(recipe->today, day), lived);
}

/* ---- what stands there ---- */

enum standing { STANDS_NOTHING, STANDS_THIS, STANDS_OTHER, STANDS_ERROR };

/* A store without a mark. One that was cut short before it got any holds nothing that could be lost. */
static enum standing look_unmarked(struct store *store, const char *target, struct err *err)
{
	bool empty;

	if (!migrate_is_empty(store, &empty, err))
		return STANDS_ERROR;
	if (empty)
		return STANDS_NOTHING;
	err_set(err, ERR_REFUSED, N_("%s is a real portfolio, no demo: name another file with --db"), target);
	return STANDS_ERROR;
}

static enum standing look(const char *target, const char *mark, struct err *err)
{
	struct store *store;
	char found[MARK_ROOM] = "";
	struct err why = { 0 };
	enum standing standing = STANDS_ERROR;
	enum found there;

	if (!store_open(target, STORE_COMMAND, &store, &why)) {
		if (why.code == ERR_MISSING)
			return STANDS_NOTHING;
		*err = why;
		return STANDS_ERROR;
	}
	there = setting_get(store, MARK, found, sizeof found, err);
	if (there == FOUND_NOT)
		standing = look_unmarked(store, target, err);
	else if (there == FOUND)
		standing = strcmp(found, mark) == 0 ? STANDS_THIS : STANDS_OTHER;
	store_close(store);
	return standing;
}

/* The file and what the engine keeps beside it: a new database must not meet an old log. */
static bool remove_demo(const char *target, struct err *err)
{
	static const char *const beside[] = { "-wal", "-shm", "-journal", ".gate", "" };
	char path[PATH_MAX], *one;
	bool done = true;

	if (!realpath(target, path))
		return err_errno(err, errno, N_("removing the old demo %s"), target);
	for (size_t i = 0; i < sizeof beside / sizeof *beside && done; i++) {
		one = mem_printf("%s%s", path, beside[i]);
		if (unlink(one) != 0 && errno != ENOENT)
			done = err_errno(err, errno, N_("removing the old demo %s"), one);
		mem_free(one);
	}
	return done;
}

static bool put_mark(struct store *store, const char *mark, struct err *err)
{
	if (!store_begin(store, true, err))
		return false;
	if (setting_put(store, MARK, mark, err) && store_commit(store, err))
		return true;
	store_rollback(store);
	return false;
}

/* Marked before anything else is there, so that a demo cut short is known as one. */
static bool found_store(const struct demo_request *request, struct err *err)
{
	const struct session_init init = {
		.target = request->target, .creditor = "Durand Équipements", .siren = "", .currency = "EUR", .agent = request->agent,
		.terms_days = 30, .today = request->today,
	};
	struct store *store;
	bool done;

	if (!store_create(request->target, &store, err))
		return false;
	done = put_mark(store, UNFINISHED, err);
	store_close(store);
	return done && session_init(&init, err);
}

/* ---- filling it ---- */

/* One bar over several works. */
struct share {
	const struct demo_request *request;
	double from, size;
};

static void tell_share(void *context, double part)
{
	const struct share *share = context;

	share->request->progress(share->request->context, share->from + share->size * part);
}

static bool hire(struct session *session, struct agent_row callers[PEOPLE], struct err *err)
{
	for (size_t i = 0; i < PEOPLE; i++) {
		if (strcmp(people[i].name, session->agent) != 0 && !people_add(session, &people[i], err))
			return false;
		if (agent_by_name(session->store, &session->arena, people[i].name, &callers[i], err) != FOUND)
			return false;
	}
	return true;
}

static bool fill(struct session *session, const struct demo_request *request, const struct demo_recipe *recipe, struct err *err)
{
	double calls = request->clients > 20000 ? 0.1 : 0.7; /* their number does not grow with the clients */
	struct share share = { .request = request, .size = 1 - calls };
	const struct demo_told told = { .progress = request->progress ? tell_share : NULL, .context = &share };
	struct agent_row callers[PEOPLE];
	struct refresh_totals totals;
	struct demo_loaded loaded;
	struct night_file bank;
	struct import_run_sum sum = { 0 };
	int64_t night_id;
	bool done;

	if (!hire(session, callers, err) || !demo_load(session, recipe, demo_story_age, &told, &loaded, err))
		return false;
	share = (struct share){ .request = request, .from = 1 - calls, .size = calls };
	done = demo_night_first(session, &loaded, err) && demo_lead_begin(session, recipe, loaded.ids, callers, PEOPLE, err) &&
	       demo_story_live(session, recipe, loaded.ids, callers, PEOPLE, &told, err);
	session->past_ms = recipe->today * DAY_MS + NIGHT_MS; /* the night before people come */
	night_id = id_new();
	done = done && demo_profile_tell(session, recipe, loaded.ids, err) &&
	       demo_bank(session, recipe, loaded.ids, night_id, &sum, &bank, err) && refresh_all(session, false, NULL, NULL, &totals, err) &&
	       demo_night(session, night_id, &totals, &bank, err);
	session->past_ms = 0;
	mem_free(loaded.ids);
	return done;
}

/* A made-up rate for the half-years no table knows yet, so that interest can be looked at: the last known one goes on. */
static bool put_rates(struct session *session, const struct demo_request *request, struct err *err)
{
	const struct interest_rates *known = &interest_default_rates;
	const struct interest_rate *last = &known->rows[known->count - 1];
	bool changed;

	if (!store_begin(session->store, true, err))
		return false;
	for (date from = date_add_months(last->from, 6); from <= request->today + request->days; from = date_add_months(from, 6)) {
		if (!rate_put(session->store, RATE_LATE, from, last->hundredths, 0, &changed, err)) {
			store_rollback(session->store);
			return false;
		}
	}
	return store_commit(session->store, err);
}

static bool live_on(struct session *session, const struct demo_request *request, struct err *err)
{
	const struct simulate_request days = {
		.days = request->days, .seed = request->seed, .calls_per_day = (int)(request->clients / CLIENTS_PER_CALL) + 1,
		.progress = request->progress, .context = request->context,
	};

	return request->days == 0 || simulate_run(session, &days, request->report, err);
}

static bool make(const struct demo_request *request, const struct demo_recipe *recipe, const char *mark, struct err *err)
{
	const struct session_request open = {
		.target = request->target, .use = STORE_BATCH, .agent = request->agent, .today = request->today, .minute = -1,
		.policy = request->policy,
	};
	struct session *session;
	bool done;

	if (!found_store(request, err) || !session_open(&open, &session, err))
		return false;
	done = put_rates(session, request, err) && fill(session, request, recipe, err) && live_on(session, request, err) && put_mark(session->store, mark, err);
	session_close(session);
	return done;
}

bool demo_make(const struct demo_request *request, enum demo_end *out, struct err *err)
{
	const struct demo_recipe recipe = { .clients = request->clients, .seed = request->seed, .today = request->today };
	char mark[MARK_ROOM];

	if (recipe.clients < 1 || recipe.clients > DEMO_CLIENTS_MOST)
		return err_set(err, ERR_USAGE, N_("a demo has 1 to %d clients"), DEMO_CLIENTS_MOST);
	write_mark(&recipe, request->days, mark);
	*out = DEMO_KEPT;
	switch (look(request->target, mark, err)) {
	case STANDS_ERROR: return false;
	case STANDS_THIS:
		if (request->days == 0)
			return true;
		/* fall through */
	case STANDS_OTHER:
		if (!remove_demo(request->target, err))
			return false;
		break;
	case STANDS_NOTHING: break;
	}
	*out = DEMO_MADE;
	return make(request, &recipe, mark, err);
}
