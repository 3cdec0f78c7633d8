/* The stories and how they are lived. A plot is a table of steps; dice give each client its own days, agents and words.
 */
#include "desk/demo_lead.h"
#include "desk/demo_story.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/id.h"
#include "base/mem.h"
#include "db/import.h"
#include "desk/call.h"
#include "desk/demo_care.h"
#include "desk/demo_cash.h"
#include "desk/demo_names.h"
#include "desk/demo_words.h"
#include "desk/refresh.h"
#include "rules/calendar.h"

#define STORIES    400
#define MAIL_DAYS 3 /* the night sends them: only the last days are still there */
#define PAST_DAYS  90            /* calendar */
#define STEPS      6
#define LINES      PROMISE_PLAN_MAX
#define DAY_MS     INT64_C(86400000)
#define OPENS_MS   INT64_C(28800000) /* nine o'clock in France, in winter, as UTC */
#define CALL_MS    INT64_C(240000)   /* between two calls of the house */

enum { DICE_PLOT = 100, DICE_STORY };

enum deed {
	DEED_END,
	DEED_NO_ANSWER, DEED_MESSAGE, DEED_EVASIVE, DEED_CALLBACK, DEED_PROMISE, DEED_PART, DEED_PLAN, DEED_DISPUTE_ONE, DEED_DISPUTE_ALL, DEED_PAID,
	DEED_DIFFICULTY, DEED_REFUSAL, DEED_NOTE, DEED_DOCUMENT, DEED_INSOLVENCY,
	DEED_NEWS, DEED_STUCK, DEED_WRONG,
	DEED_SENT, DEED_SETTLED, /* the house, between calls */
	DEED_CASH_ALL, DEED_CASH_HALF /* a bank statement: about the due date of the last promise */
};

/* Business days before today, the earlier first; due: business days after today the entry names (negative: before). */
struct step {
	enum deed deed;
	signed char early, late, due_early, due_late;
};

struct plot {
	int weight;
	struct step steps[STEPS];
};

static const struct plot plots[] = {
	{ 20, { { DEED_END, 0, 0, 0, 0 } } },
	{ 8, { { DEED_NO_ANSWER, 8, 5, 0, 0 }, { DEED_NO_ANSWER, 2, 1, 0, 0 } } },
	{ 3, { { DEED_MESSAGE, 9, 6, 0, 0 }, { DEED_NO_ANSWER, 0, 0, 0, 0 } } },
	{ 5, { { DEED_NO_ANSWER, 9, 7, 0, 0 }, { DEED_MESSAGE, 5, 4, 0, 0 } } },
	{ 3, { { DEED_MESSAGE, 2, 1, 0, 0 } } },
	/* promises that run */
	{ 7, { { DEED_NO_ANSWER, 25, 16, 0, 0 }, { DEED_PROMISE, 12, 2, 1, 9 } } },
	{ 3, { { DEED_EVASIVE, 20, 16, -12, -11 }, { DEED_PART, 8, 1, 2, 12 } } },
	{ 3, { { DEED_DIFFICULTY, 18, 12, -9, -8 }, { DEED_PLAN, 7, 2, 2, 10 } } },
	{ 3, { { DEED_PLAN, 50, 42, -35, -30 }, { DEED_CASH_ALL, 0, 0, 0, 0 } } },
	/* promises kept */
	{ 6, { { DEED_NO_ANSWER, 45, 39, 0, 0 }, { DEED_PROMISE, 30, 24, -21, -4 }, { DEED_CASH_ALL, 0, 0, 0, 0 } } },
	{ 3, { { DEED_PROMISE, 55, 48, -45, -40 }, { DEED_CASH_ALL, 0, 0, 0, 0 }, { DEED_CALLBACK, 12, 9, -7, -6 }, { DEED_PROMISE, 5, 2, 1, 8 } } },
	/* … in part */
	{ 4, { { DEED_MESSAGE, 42, 37, 0, 0 }, { DEED_PROMISE, 34, 28, -25, -20 }, { DEED_CASH_HALF, 0, 0, 0, 0 } } },
	/* … broken */
	{ 7, { { DEED_MESSAGE, 30, 26, 0, 0 }, { DEED_PROMISE, 23, 16, -14, -5 } } },
	{ 3, { { DEED_PROMISE, 33, 26, -24, -18 }, { DEED_NO_ANSWER, 9, 4, 0, 0 } } },
	{ 4, { { DEED_PROMISE, 58, 52, -49, -46 }, { DEED_EVASIVE, 43, 41, -38, -37 }, { DEED_PROMISE, 35, 30, -28, -20 } } },
	{ 2, { { DEED_PROMISE, 60, 56, -54, -52 }, { DEED_PROMISE, 48, 44, -42, -38 }, { DEED_REFUSAL, 32, 30, 0, 0 },
	       { DEED_PROMISE, 24, 20, -18, -12 }, { DEED_CALLBACK, 8, 6, -3, -2 } } },
	{ 3, { { DEED_PROMISE, 40, 32, -30, -24 }, { DEED_PROMISE, 14, 5, 1, 6 } } },
	/* appointments */
	{ 5, { { DEED_CALLBACK, 5, 1, 0, 0 } } },
	{ 3, { { DEED_CALLBACK, 4, 1, 1, 3 } } },
	{ 2, { { DEED_NO_ANSWER, 12, 9, 0, 0 }, { DEED_CALLBACK, 7, 4, -2, -1 } } },
	{ 3, { { DEED_EVASIVE, 14, 11, -8, -7 }, { DEED_EVASIVE, 6, 3, 0, 2 } } },
	{ 2, { { DEED_PAID, 6, 1, 0, 0 } } },
	{ 2, { { DEED_REFUSAL, 9, 3, 0, 0 } } },
	{ 2, { { DEED_DIFFICULTY, 6, 2, 1, 3 }, { DEED_NOTE, 1, 1, 0, 0 } } },
	/* disputes */
	{ 4, { { DEED_NO_ANSWER, 22, 16, 0, 0 }, { DEED_DISPUTE_ONE, 12, 3, 0, 0 } } },
	{ 2, { { DEED_DISPUTE_ALL, 8, 2, 0, 0 } } },
	{ 2, { { DEED_PROMISE, 9, 7, 1, 6 }, { DEED_DISPUTE_ONE, 5, 2, 0, 0 } } },
	{ 2, { { DEED_NOTE, 15, 3, 0, 0 } } },
	/* settled, by us */
	{ 3, { { DEED_DISPUTE_ONE, 25, 18, 0, 0 }, { DEED_SETTLED, 9, 2, 0, 0 } } },
	{ 1, { { DEED_DISPUTE_ALL, 30, 24, 0, 0 }, { DEED_SETTLED, 16, 12, 0, 0 }, { DEED_PROMISE, 6, 2, 1, 8 } } },
	/* documents: asked, sent, to be chased */
	{ 3, { { DEED_DOCUMENT, 4, 0, 0, 0 } } },
	{ 3, { { DEED_DOCUMENT, 9, 7, 0, 0 }, { DEED_SENT, 6, 4, 0, 0 } } },
	{ 2, { { DEED_DOCUMENT, 4, 3, 0, 0 }, { DEED_SENT, 2, 0, 0, 0 } } },
	{ 1, { { DEED_EVASIVE, 20, 16, -12, -11 }, { DEED_INSOLVENCY, 9, 3, 0, 0 } } },
	/* the way of the invoices inside the client's house */
	{ 5, { { DEED_NEWS, 24, 18, 0, 0 }, { DEED_STUCK, 14, 8, 0, 0 } } },
	{ 4, { { DEED_STUCK, 12, 2, 0, 0 } } },
	{ 3, { { DEED_NEWS, 6, 1, 0, 0 } } },
	{ 2, { { DEED_NEWS, 20, 16, 0, 0 }, { DEED_STUCK, 13, 9, 0, 0 }, { DEED_PROMISE, 5, 2, 1, 6 } } },
	{ 1, { { DEED_WRONG, 6, 2, 0, 0 } } },
};
#define PLOTS (sizeof plots / sizeof *plots)

struct story {
	int64_t client_id;
	const struct step *steps;
	struct demo_dice dice;
	bool english;
	int agent;
	size_t at;                   /* the step to come */
	date on;                     /* its day; DATE_NONE: the story is told */
	date due_on;                 /* of the last promise's first line */
	cents promised;              /* … its amount */
	date checks[LINES];
	size_t check_count;
};

struct life {
	struct session *session;
	const struct demo_recipe *recipe;
	const struct agent_row *agents;
	size_t agent_count;
	struct story *stories;
	size_t story_count;
	struct demo_till till;
	int64_t calls_today;
};

/* ---- whose story ---- */

int64_t demo_story_stride(const struct demo_recipe *recipe)
{
	return recipe->clients > STORIES ? recipe->clients / STORIES : 1;
}

static const struct plot *plot_of(const struct demo_recipe *recipe, int64_t number)
{
	struct demo_dice dice = demo_dice_for(recipe->seed, DICE_PLOT, (uint64_t)number);
	int total = 0, luck;

	if (number % demo_story_stride(recipe) != 0)
		return NULL;
	for (size_t i = 0; i < PLOTS; i++)
		total += plots[i].weight;
	luck = demo_roll(&dice, 1, total);
	for (size_t i = 0; i < PLOTS; i++)
		if ((luck -= plots[i].weight) <= 0)
			return plots[i].steps[0].deed == DEED_END ? NULL : &plots[i];
	return NULL;
}

/* Calendar days, roughly: a week has five business days. */
static int calendar_days(int business_days)
{
	return business_days * 7 / 5 + 4;
}

void demo_story_age(const struct demo_recipe *recipe, int64_t number, int *from, int *to)
{
	const struct plot *plot = plot_of(recipe, number);

	*from = plot ? calendar_days(plot->steps[0].early) : 0;
	*to = plot ? *from + 35 : 0;
}

/* ---- days ---- */

static date business_from(date today, int days)
{
	date day = today;

	if (days >= 0)
		return calendar_add_business(calendar_business_on_or_before(today), days);
	while (days++ < 0)
		day = calendar_business_on_or_before(day - 1);
	return day;
}

/* The day of the next step, never before `from`. */
static void plan_step(const struct life *life, struct story *story, date from)
{
	const struct step *step = &story->steps[story->at];

	story->on = DATE_NONE;
	if (story->at == STEPS || step->deed == DEED_END)
		return;
	if (step->deed >= DEED_CASH_ALL)
		story->on = date_is(story->due_on) ? business_from(story->due_on, -demo_roll(&story->dice, 0, 1)) : DATE_NONE;
	else
		story->on = business_from(life->recipe->today, -demo_roll(&story->dice, step->late, step->early));
	if (date_is(story->on) && story->on < from)
		story->on = calendar_business_on_or_after(from);
}

static void begin_stories(struct life *life, const int64_t *ids)
{
	size_t room = 0;

	for (int64_t i = 0; i < life->recipe->clients; i++) {
		const struct plot *plot = plot_of(life->recipe, i);
		struct story *story;

		if (!plot)
			continue;
		MEM_GROW(life->stories, life->story_count, room);
		story = &life->stories[life->story_count++];
		*story = (struct story){ .client_id = ids[i], .steps = plot->steps, .due_on = DATE_NONE,
		                         .dice = demo_dice_for(life->recipe->seed, DICE_STORY, (uint64_t)i) };
		story->english = demo_chance(&story->dice, 8);
		story->agent = demo_roll(&story->dice, 0, (int)life->agent_count - 1);
		plan_step(life, story, life->recipe->today - PAST_DAYS);
	}
}

/* ---- calls ---- */

static const enum outcome outcomes[] = {
	[DEED_NO_ANSWER] = OUTCOME_NO_ANSWER, [DEED_MESSAGE] = OUTCOME_MESSAGE,       [DEED_EVASIVE] = OUTCOME_EVASIVE,
	[DEED_CALLBACK] = OUTCOME_CALLBACK,   [DEED_PROMISE] = OUTCOME_PROMISE,       [DEED_PART] = OUTCOME_PROMISE,
	[DEED_PLAN] = OUTCOME_PROMISE,        [DEED_DISPUTE_ONE] = OUTCOME_DISPUTE,   [DEED_DISPUTE_ALL] = OUTCOME_DISPUTE,
	[DEED_PAID] = OUTCOME_PAID,           [DEED_DIFFICULTY] = OUTCOME_DIFFICULTY, [DEED_REFUSAL] = OUTCOME_REFUSAL,
	[DEED_NOTE] = OUTCOME_NOTE,           [DEED_DOCUMENT] = OUTCOME_DOCUMENT,   [DEED_NEWS] = OUTCOME_CIRCUIT,        [DEED_STUCK] = OUTCOME_CIRCUIT,       [DEED_WRONG] = OUTCOME_WRONG_CONTACT,
	[DEED_INSOLVENCY] = OUTCOME_INSOLVENCY,
};

/* About half of what is overdue, in round hundreds when it is more than that. */
static cents part_of(struct life *life, const struct story *story)
{
	struct client_file file;
	cents half;

	if (file_load(life->session, story->client_id, &file, NULL) != FOUND)
		return 0;
	half = file.entry.overdue / 2;
	file_clear(&file);
	return half > 20000 ? half / 10000 * 10000 : half;
}

/* Where invoices stand, who has them, since when. */
static void news_for(struct story *story, bool stuck, date today, char out[64])
{
	static const char *const early[] = { "r", "r", "reg" }, *const late[] = { "b", "b", "b", "v", "bap" };
	char name[DEMO_NAME], day[DATE_TEXT];
	const char *family;

	demo_person(&story->dice, DEMO_FRANCE, name);
	family = strchr(name, ' ');
	date_iso(calendar_business_on_or_before(today - demo_roll(&story->dice, 0, 6)), day);
	if (stuck)
		snprintf(out, 64, "%s Mme %.40s %s", late[demo_roll(&story->dice, 0, 4)], family ? family + 1 : name, day);
	else
		snprintf(out, 64, "%s %s", early[demo_roll(&story->dice, 0, 2)], day);
}

/* Who is right instead. */
static void person_for(struct story *story, char out[64])
{
	char name[DEMO_NAME], phone[DEMO_NAME];

	demo_person(&story->dice, DEMO_FRANCE, name);
	demo_phone(&story->dice, DEMO_FRANCE, phone);
	snprintf(out, 64, "%.32s %.20s", name, phone);
}

/* What the agent would type. */
static void entry_for(struct life *life, struct story *story, const struct step *step, char out[64])
{
	static const char *const documents[] = { "", "1", "bl 1", "relevé", "rib" };
	static const char *const courts[] = { "TC Lyon", "TC Nantes", "TC Bobigny" };
	date today = life->session->today, due = business_from(life->recipe->today, demo_roll(&story->dice, step->due_early, step->due_late));
	char day[DATE_TEXT], yesterday[DATE_TEXT], money[MONEY_TEXT];
	int minute = 15 * demo_roll(&story->dice, 36, 70);

	date_iso(due > today ? due : calendar_add_business(today, 1), day);
	date_iso(calendar_business_on_or_before(today - 1), yesterday);
	out[0] = '\0';
	switch (step->deed) {
	case DEED_CALLBACK: snprintf(out, 64, demo_chance(&story->dice, 75) ? "%s %02d:%02d" : "%s", day, minute / 60, minute % 60); break;
	case DEED_EVASIVE:
	case DEED_DIFFICULTY:
	case DEED_PROMISE: snprintf(out, 64, "%s", day); break;
	case DEED_PART: snprintf(out, 64, "%s %s", money_decimal_text(part_of(life, story), money), day); break;
	case DEED_PLAN: snprintf(out, 64, "%dx %s", demo_roll(&story->dice, 2, 4), day); break;
	case DEED_DISPUTE_ONE: demo_care_dispute(&story->dice, "1", out, 64); break;
	case DEED_DISPUTE_ALL: demo_care_dispute(&story->dice, "", out, 64); break;
	case DEED_DOCUMENT: snprintf(out, 64, "%s", documents[demo_roll(&story->dice, 0, 4)]); break;
	case DEED_INSOLVENCY: snprintf(out, 64, "%s %s", courts[demo_roll(&story->dice, 0, 2)], yesterday); break;
	case DEED_PAID: snprintf(out, 64, "%s", yesterday); break;
	case DEED_NEWS:
	case DEED_STUCK: news_for(story, step->deed == DEED_STUCK, today, out); break;
	case DEED_WRONG: person_for(story, out); break;
	default: break;
	}
}

static void remember(struct story *story, const struct call_result *result)
{
	const struct entry *entry = &result->entry.readings[0];

	story->check_count = 0;
	for (size_t i = 0; i < entry->line_count; i++)
		story->checks[story->check_count++] = entry->lines[i].check_on;
	story->due_on = entry->lines[0].due_on;
	story->promised = entry->lines[0].amount;
}

/* Somebody else picks the file up now and then. */
static void seat(struct life *life, struct story *story)
{
	size_t at = demo_chance(&story->dice, 80) ? (size_t)story->agent : (size_t)demo_roll(&story->dice, 0, (int)life->agent_count - 1);

	life->session->agent_id = life->agents[at].id;
	life->session->agent = life->agents[at].name;
	life->session->past_ms = life->session->today * DAY_MS + OPENS_MS + life->calls_today++ * CALL_MS + demo_roll(&story->dice, 0, 180) * 1000;
}

/* A call the gate refuses (nothing is overdue yet, say) was not made. */
static bool call(struct life *life, struct story *story, const struct step *step, struct err *err)
{
	struct call_request request = { .id = id_new(), .client_id = story->client_id, .outcome = outcomes[step->deed] };
	struct call_result result;
	char entry[64];
	const char *words = demo_words(&story->dice, request.outcome, story->english);
	bool text = outcome_rules[request.outcome].entry == OUTCOME_ENTRY_TEXT, done;

	seat(life, story);
	entry_for(life, story, step, entry);
	request.entry = text ? words : entry;
	request.note = text ? NULL : words;
	done = call_record_within(life->session, &request, &result, err);
	if (done && request.outcome == OUTCOME_PROMISE)
		remember(story, &result);
	return done || result.entry_refused;
}

/* Documents leave and disputes end between two calls. */
static bool care(struct life *life, struct story *story, const struct step *step, struct err *err)
{
	seat(life, story);
	return step->deed == DEED_SENT ? demo_care_send(life->session, story->client_id, err)
	                               : demo_care_settle(life->session, story->client_id, &story->dice, story->english, err);
}

/* ---- money ---- */

/* The promise's first line, or half of it, settles the oldest invoices. */
static bool pay(struct life *life, struct story *story, const struct step *step, struct err *err)
{
	cents money = step->deed == DEED_CASH_HALF ? story->promised / 2 : story->promised, spent;

	return demo_pay(life->session, &life->till, story->client_id, money, false, &spent, err);
}

/* ---- one day ---- */

static bool judge(struct life *life, struct story *story, struct err *err)
{
	bool due = false;

	for (size_t i = 0; i < story->check_count; i++)
		due |= story->checks[i] == life->session->today;
	return !due || refresh_client_items(life->session, story->client_id, err);
}

static bool live_story(struct life *life, struct story *story, struct err *err)
{
	bool done = true;

	while (done && story->on == life->session->today) {
		const struct step *step = &story->steps[story->at++];

		done = step->deed >= DEED_CASH_ALL ? pay(life, story, step, err)
		       : step->deed >= DEED_SENT ? care(life, story, step, err)
						 : call(life, story, step, err);
		plan_step(life, story, life->session->today);
	}
	return done;
}

/* The night judges promises, then people call. */
static bool live_day(struct life *life, struct err *err)
{
	struct session *session = life->session;
	int64_t agent_id = session->agent_id;
	const char *agent = session->agent;
	bool done = store_begin(session->store, true, err);

	life->calls_today = 0;
	session->past_ms = session->today * DAY_MS + OPENS_MS - CALL_MS * 30;
	for (size_t i = 0; i < life->story_count && done; i++)
		done = judge(life, &life->stories[i], err);
	for (size_t i = 0; i < life->story_count && done; i++)
		done = live_story(life, &life->stories[i], err);
	session->agent_id = agent_id;
	session->agent = agent;
	session->past_ms = 0;
	if (done && store_commit(session->store, err))
		return true;
	store_rollback(session->store);
	return false;
}

bool demo_story_live(struct session *session, const struct demo_recipe *recipe, const int64_t *ids, const struct agent_row *agents,
                     size_t agent_count, const struct demo_told *told, struct err *err)
{
	struct life life = { .session = session, .recipe = recipe, .agents = agents, .agent_count = agent_count };
	int minute = session->minute;
	const struct mailing_rules mailing = session->policy.mailing, silent = { .queue = { false } };
	bool done = import_source_find(session->store, session->creditor.id, DEMO_SOURCE, &life.till.source_id, err) == FOUND;

	begin_stories(&life, ids);
	session->minute = -1;
	done = done && demo_lead_keep_before(session, recipe, recipe->today - PAST_DAYS, err);
	for (date day = recipe->today - PAST_DAYS; day <= recipe->today && done; day++) {
		session->today = day;
		done = demo_lead_keep(session, recipe, err) && (day < recipe->today || demo_lead_decide(session, recipe, &agents[0], err));
		if (!done || !calendar_is_business(day))
			continue;
		session->policy.mailing = day < recipe->today - MAIL_DAYS ? silent : mailing; /* older ones have long left */
		done = live_day(&life, err);
		if (told->progress)
			told->progress(told->context, 1 - (double)(recipe->today - day) / PAST_DAYS);
	}
	session->policy.mailing = mailing;
	session->today = recipe->today;
	session->minute = minute;
	mem_free(life.stories);
	return done;
}
