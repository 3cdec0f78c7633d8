/* What is done to all marked clients of the queue, or to the one under the cursor: marking, assigning, a callback date, a note. Each client is an
 * ordinary use case of its own.
 */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/id.h"
#include "base/mem.h"
#include "desk/audit.h"
#include "desk/call.h"
#include "desk/team.h"
#include "ui/ask.h"
#include "ui/bulk.h"
#include "ui/queue_inside.h"

/* What was asked for, from the question to the last client. */
struct errand {
	struct queue *queue;
	enum action action;
	char *text; /* the answer */
	int64_t *clients;
	size_t count;
	/* assigning */
	struct arena arena;
	struct agent_row *agents;
	size_t agent_count;
	struct team_row *teams;
	size_t team_count;
};

static void release(void *context)
{
	struct errand *errand = context;

	arena_clear(&errand->arena);
	mem_free(errand->text);
	mem_free(errand->clients);
	mem_free(errand);
}

static bool is_agent(const struct errand *errand, const char *name)
{
	for (size_t i = 0; i < errand->agent_count; i++)
		if (errand->agents[i].active && strcmp(errand->agents[i].name, name) == 0)
			return true;
	return false;
}

static bool is_team(const struct errand *errand, const char *name)
{
	for (size_t i = 0; i < errand->team_count; i++)
		if (strcmp(errand->teams[i].name, name) == 0)
			return true;
	return false;
}

/* ---- one client ---- */

static bool assign(struct errand *errand, int64_t client_id, struct err *err)
{
	struct team_assigned assigned;
	struct team_assignment to = { 0 };

	if (strcmp(errand->text, "-") == 0)
		to = (struct team_assignment){ .team = "", .agent = "" };
	else if (is_agent(errand, errand->text))
		to.agent = errand->text;
	else
		to.team = errand->text;
	return team_assign(errand->queue->app->session, &client_id, 1, &to, &assigned, err);
}

static bool record(struct errand *errand, int64_t id, int64_t client_id, struct err *err)
{
	struct session *session = errand->queue->app->session;
	const struct call_request request = {
		.id = id,
		.client_id = client_id,
		.outcome = errand->action == ACTION_BULK_NOTE ? OUTCOME_NOTE : OUTCOME_CALLBACK,
		.entry = errand->text,
	};
	struct call_result result;
	struct client_file file;
	char words[WORDS_TEXT];

	if (call_record(session, &request, &result, err))
		return true;
	if (result.entry_refused && file_load(session, client_id, &file, err) == FOUND) {
		err_set(err, ERR_REFUSED, "%s", words_entry_refused(&result.entry, request.outcome, &file.entry, words));
		file_clear(&file);
	}
	return false;
}

static bool one(void *context, int64_t client_id, struct err *err)
{
	struct errand *errand = context;
	struct queue *queue = errand->queue;
	int64_t action_id = id_new();
	bool assigns = errand->action == ACTION_BULK_ASSIGN;

	if (!(assigns ? assign(errand, client_id, err) : record(errand, action_id, client_id, err)))
		return false;
	queue_mark(queue, client_id, false);
	if (assigns)
		app_did(queue->app, client_id);
	else
		bulk_remember(queue->app, client_id, action_id);
	return true;
}

/* ---- the question ---- */

static void title_of(const struct errand *errand, char out[SCREEN_TEXT])
{
	const char *form = errand->action == ACTION_BULK_ASSIGN   ? ngettext("Assign %zu client", "Assign %zu clients", errand->count)
			   : errand->action == ACTION_BULK_NOTE ? ngettext("Note on %zu client", "Note on %zu clients", errand->count)
								  : ngettext("Callback for %zu client", "Callback for %zu clients", errand->count);

	snprintf(out, SCREEN_TEXT, form, errand->count);
}

static void list_names(const struct errand *errand, char *out, size_t room)
{
	struct buf names;

	buf_init(&names);
	buf_puts(&names, "");
	for (size_t i = 0; i < errand->agent_count; i++)
		if (errand->agents[i].active)
			buf_printf(&names, "%s%s", names.len ? ", " : "", errand->agents[i].name);
	for (size_t i = 0; i < errand->team_count; i++)
		buf_printf(&names, "%s%s", i ? ", " : _(" · teams: "), errand->teams[i].name);
	snprintf(out, room, "%s", names.data);
	buf_clear(&names);
}

static void echo_assign(const struct errand *errand, const char *text, char *out, size_t room)
{
	if (!*text)
		list_names(errand, out, room);
	else if (strcmp(text, "-") == 0)
		snprintf(out, room, "%s", _("nobody's: every team sees them"));
	else if (is_agent(errand, text))
		snprintf(out, room, _("to %s"), text);
	else if (is_team(errand, text))
		snprintf(out, room, _("to the team %s"), text);
	else
		snprintf(out, room, "%s", _("no agent and no team is called that"));
}

/* Read as on the first of the files: others may have reasons of their own to refuse. */
static void echo_callback(const struct errand *errand, const char *text, char *out, size_t room)
{
	struct client_file file;
	struct call_result result;
	struct err ignored = { 0 };
	char words[WORDS_TEXT];

	out[0] = '\0';
	if (file_load(errand->queue->app->session, errand->clients[0], &file, &ignored) != FOUND)
		return;
	call_preview(&file, OUTCOME_CALLBACK, text, &result, NULL);
	if (result.entry_refused)
		words_entry_refused(&result.entry, OUTCOME_CALLBACK, &file.entry, words);
	else
		words_echo(&(struct words_echo){ .entry = &result.entry.readings[0],
						 .outcome = OUTCOME_CALLBACK,
						 .currency = result.entry.meant.currency,
						 .today = file.entry.today,
						 .next_on = result.next_on,
						 .next_minute = result.next_minute },
			   words);
	snprintf(out, room, "%s", words);
	file_clear(&file);
}

static void echo(void *context, const char *text, char *out, size_t room)
{
	const struct errand *errand = context;

	if (errand->action == ACTION_BULK_ASSIGN)
		echo_assign(errand, text, out, room);
	else
		echo_callback(errand, text, out, room);
}

/* The answer is taken over by the errand's own screen, which frees it. */
static struct errand *hand_over(struct errand *errand, const char *text)
{
	struct errand *taken = mem_alloc(sizeof *taken);

	*taken = *errand;
	taken->text = mem_strdup(text);
	errand->clients = NULL;
	errand->arena = (struct arena){ 0 };
	return taken;
}

static bool answer(void *context, struct frame *frame, const char *text, unsigned *effects)
{
	struct errand *errand = context;
	char title[SCREEN_TEXT];

	if (errand->action == ACTION_BULK_ASSIGN && strcmp(text, "-") != 0 && !is_agent(errand, text) && !is_team(errand, text)) {
		frame_say(frame, STYLE_WARNING, "%s", _("no agent and no team is called that"));
		return false;
	}
	if (errand->action == ACTION_BULK_NOTE && !*text) {
		frame_say(frame, STYLE_WARNING, "%s", _("a note needs words"));
		return false;
	}
	title_of(errand, title);
	if (errand->action != ACTION_BULK_ASSIGN)
		bulk_begin(errand->queue->app);
	struct errand *taken = hand_over(errand, text);
	bulk_push(taken->queue->app, &(struct bulk){ title, taken->clients, taken->count, one, taken, release });
	*effects = EFFECT_REDRAW;
	return true;
}

static bool load_names(struct errand *errand, struct err *err)
{
	struct session *session = errand->queue->app->session;

	return audit_agents_into(session, &errand->arena, &errand->agents, &errand->agent_count, err) &&
	       team_rows(session, &errand->arena, &errand->teams, &errand->team_count, err);
}

static struct errand *prepare(struct queue *queue, enum action action)
{
	const struct worklist_row *row = queue_selected(queue);
	struct errand *errand;

	if (!queue->mark_count && !row)
		return NULL;
	errand = mem_alloc(sizeof *errand);
	errand->queue = queue;
	errand->action = action;
	errand->count = queue->mark_count ? queue->mark_count : 1;
	errand->clients = mem_alloc(errand->count * sizeof *errand->clients);
	if (queue->mark_count)
		memcpy(errand->clients, queue->marks, errand->count * sizeof *errand->clients);
	else
		errand->clients[0] = row->client.id;
	return errand;
}

/* draft: what was typed before the line was lost, or NULL. Words alone are kept: the others are typed in a moment. */
static void ask(struct queue *queue, enum action action, const char *draft)
{
	static const char *const labels[ACTION_COUNT] = {
		[ACTION_BULK_ASSIGN] = N_("Agent or team, - for nobody"),
		[ACTION_BULK_CALLBACK] = N_("Date, hour"),
		[ACTION_BULK_NOTE] = N_("Words"),
	};
	struct errand *errand = prepare(queue, action);
	char title[SCREEN_TEXT];
	struct buf about = { 0 };
	struct err err = { 0 };

	if (!errand) {
		frame_say(queue->app->frame, STYLE_NOTICE, "%s", _("there is no client here"));
		return;
	}
	if (action == ACTION_BULK_ASSIGN && !load_names(errand, &err)) {
		frame_say_error(queue->app->frame, &err);
		release(errand);
		return;
	}
	title_of(errand, title);
	for (size_t i = 0; i < errand->count; i++)
		keep_add_id(&about, errand->clients[i]);
	ask_push(queue->app->frame, &(struct ask){ .title = title,
						   .label = gettext(labels[action]),
						   .answer = answer,
						   .echo = action == ACTION_BULK_NOTE ? NULL : echo,
						   .context = errand,
						   .release = release,
						   .keep = { .app = queue->app,
							     .place = action == ACTION_BULK_NOTE ? BULK_NOTE_DRAFT : NULL,
							     .client_id = errand->count == 1 ? errand->clients[0] : 0 },
						   .about = about.data,
						   .draft = draft });
	buf_clear(&about);
}

unsigned queue_bulk(struct queue *queue, enum action action)
{
	switch (action) {
	case ACTION_MARK_ALL: queue_mark_all(queue); break;
	case ACTION_BULK_ASSIGN:
	case ACTION_BULK_CALLBACK:
	case ACTION_BULK_NOTE: ask(queue, action, NULL); break;
	default: return EFFECT_PASS;
	}
	return EFFECT_REDRAW;
}

bool bulk_note_resume(struct app *app, const char *draft)
{
	struct queue *queue = frame_find(app->frame, &queue_screen);
	const char *ids = draft;
	int64_t id;

	while (queue && keep_next_id(&ids, &id))
		queue_mark(queue, id, true);
	if (queue && queue->mark_count)
		ask(queue, ACTION_BULK_NOTE, draft);
	return queue && queue->mark_count;
}
