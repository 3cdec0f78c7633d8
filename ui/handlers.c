/* Handlers find the client an action is about and open the screen that serves it; what is typed after a `:` command comes as
 * the frame's argument. They decide nothing about the trade.
 */
#include "ui/handlers.h"

#include <stdlib.h>

#include "base/gettext.h"
#include "desk/team.h"
#include "ui/policy.h"
#include "ui/roll.h"

/* The client of an account number; 0 with a message when there is none. */
static int64_t client_of_number(struct app *app, const char *no)
{
	struct err err = { 0 };
	int64_t id = 0;

	switch (team_client(app->session, no, &id, &err)) {
	case FOUND: return id;
	case FOUND_NOT: frame_say(app->frame, STYLE_WARNING, _("no client has the number %s"), no); break;
	case FOUND_ERROR: frame_say_error(app->frame, &err); break;
	}
	return 0;
}

static int64_t client_asked(struct app *app)
{
	const char *no = frame_argument(app->frame);

	return *no ? client_of_number(app, no) : frame_client(app->frame);
}

bool handlers_meet(void *context, enum action_need need)
{
	struct app *app = context;

	switch (need) {
	case ACTION_NEEDS_CLIENT:
		/* a roll may have rows of its own kind to open: it refuses by itself; a search, payments that are no client's */
		return *frame_argument(app->frame) || frame_top(app->frame) == &draft_screen ||
		       roll_kind_on_top(app) || search_screen_has_payment(app) || frame_client(app->frame) != 0;
	case ACTION_NEEDS_CLAIM: return file_screen_file(app) != NULL;
	case ACTION_NEEDS_SUPERVISOR: return app->session->role == ROLE_SUPERVISOR;
	case ACTION_NEEDS_ENTRY: return true;
	}
	return true;
}

static unsigned open_client(void *context, struct frame *frame, enum action action)
{
	struct app *app = context;
	int64_t id = client_asked(app);

	(void)action;
	if (id && frame_top(frame) == &queue_screen && !*frame_argument(frame))
		file_screen_open(app, id);
	else if (id && file_screen_open_aside(app, id) && *app->sought)
		file_screen_select_invoice(app, app->sought);
	app->sought[0] = '\0';
	return EFFECT_REDRAW;
}

static unsigned next_file(void *context, struct frame *frame, enum action action)
{
	(void)frame;
	(void)action;
	file_screen_next(context);
	return EFFECT_REDRAW;
}

static unsigned previous_file(void *context, struct frame *frame, enum action action)
{
	(void)frame;
	(void)action;
	file_screen_previous(context);
	return EFFECT_REDRAW;
}

static unsigned help(void *context, struct frame *frame, enum action action)
{
	(void)action;
	if (frame_top(frame) != &help_screen)
		help_screen_push(context, frame_context(frame));
	return EFFECT_REDRAW;
}

static unsigned search(void *context, struct frame *frame, enum action action)
{
	(void)action;
	search_screen_push(context, frame_argument(frame));
	return EFFECT_REDRAW;
}

static unsigned undo(void *context, struct frame *frame, enum action action)
{
	(void)frame;
	(void)action;
	return entry_undo(context);
}

static unsigned why(void *context, struct frame *frame, enum action action)
{
	struct app *app = context;
	int64_t id = client_asked(app);

	(void)frame;
	(void)action;
	if (id)
		why_screen_push(app, id);
	return EFFECT_REDRAW;
}

/* Words after the command are what would be typed in the entry: they are shown there with their echo before anything is recorded. */
static unsigned outcome(void *context, struct frame *frame, enum action action)
{
	const struct action_row *row = &action_rows[action];
	const char *text = frame_argument(frame);

	if (!(row->needs & ACTION_NEEDS_ENTRY) && !*text)
		return entry_record_now(context, row->outcome);
	entry_screen_push(context, row->outcome, *text ? text : NULL);
	return EFFECT_REDRAW;
}

static unsigned file_pane(void *context, struct frame *frame, enum action action)
{
	struct app *app = context;

	if (!file_screen_file(app))
		frame_say(frame, STYLE_WARNING, "%s",
			  _("no file is open: Enter opens the client under the cursor"));
	else if (action == ACTION_SCRIPT)
		script_screen_push(app);
	else if (action == ACTION_CONTACTS)
		contacts_screen_push(app);
	else if (action == ACTION_MAIL)
		mail_screen_push(app);
	else if (action == ACTION_DOCUMENTS)
		documents_screen_push(app, file_screen_file(app)->client.id);
	else if (action == ACTION_UNANSWERED)
		unanswered_screen_push(app);
	else
		history_screen_push(app);
	return EFFECT_REDRAW;
}

/* Windows over the file of the client at hand, open or not. */
static unsigned client_pane(void *context, struct frame *frame, enum action action)
{
	struct app *app = context;
	int64_t id = client_asked(app);

	(void)frame;
	if (id && action == ACTION_MONEY)
		money_screen_push(app, id);
	else if (id)
		decision_screen_push(app, id);
	return EFFECT_REDRAW;
}

static unsigned go_queue(void *context, struct frame *frame, enum action action)
{
	(void)context;
	(void)action;
	frame_raise(frame, &queue_screen);
	return EFFECT_REDRAW;
}

static unsigned go_list(void *context, struct frame *frame, enum action action)
{
	(void)frame;
	switch (action) {
	case ACTION_GO_APPROVALS: approvals_screen_push(context); break;
	case ACTION_GO_AGING: aging_screen_push(context); break;
	case ACTION_GO_SUPERVISOR: team_screen_push(context); break;
	case ACTION_GO_AGENDA: agenda_screen_push(context); break;
	case ACTION_GO_MAILS: mails_screen_push(context); break;
	case ACTION_GO_IMPORTS: imports_screen_push(context); break;
	case ACTION_GO_MATCHING: matching_screen_push(context, strtoll(frame_argument(frame), NULL, 10)); break;
	case ACTION_GO_DISPUTES: disputes_screen_push(context); break;
	case ACTION_GO_DOCUMENTS: documents_screen_push(context, 0); break;
	case ACTION_GO_REASONS: reasons_screen_push(context); break;
	default: promises_screen_push(context);
	}
	return EFFECT_REDRAW;
}

static unsigned go_policy(void *context, struct frame *frame, enum action action)
{
	(void)action;
	policy_screen_push(context, frame_argument(frame));
	return EFFECT_REDRAW;
}

/* Of the client at hand; a supervisor without one sees everybody's. */
static unsigned go_journal(void *context, struct frame *frame, enum action action)
{
	struct app *app = context;
	int64_t id = *frame_argument(frame) ? client_asked(app) : file_screen_file(app) ? file_screen_file(app)->client.id : 0;

	(void)action;
	if (!id && app->session->role != ROLE_SUPERVISOR)
		id = frame_client(frame);
	if (id || app->session->role == ROLE_SUPERVISOR)
		journal_screen_push(app, id);
	else
		frame_say(frame, STYLE_WARNING, "%s", _("no client is at hand: open a file first"));
	return EFFECT_REDRAW;
}

/* What only the queue can do, asked from elsewhere by its name. */
static unsigned queue_does(void *context, struct frame *frame, enum action action)
{
	go_queue(context, frame, action);
	frame_post(frame, action, NULL);
	return EFFECT_REDRAW;
}

action_fn *const handlers[ACTION_COUNT] = {
	[ACTION_UP] = frame_do_nothing,
	[ACTION_DOWN] = frame_do_nothing,
	[ACTION_PAGE_UP] = frame_do_nothing,
	[ACTION_PAGE_DOWN] = frame_do_nothing,
	[ACTION_FIRST] = frame_do_nothing,
	[ACTION_LAST] = frame_do_nothing,
	[ACTION_LEFT] = frame_do_nothing,
	[ACTION_RIGHT] = frame_do_nothing,
	[ACTION_NEXT_PANE] = frame_do_nothing,
	[ACTION_PREVIOUS_PANE] = frame_do_nothing,
	[ACTION_BACK] = frame_do_back,
	[ACTION_LEAVE] = frame_do_leave,
	[ACTION_OPEN] = open_client,
	[ACTION_NEXT_FILE] = next_file,
	[ACTION_PREVIOUS_FILE] = previous_file,
	[ACTION_HELP] = help,
	[ACTION_HELP_RUN] = frame_do_nothing,
	[ACTION_SEARCH] = search,
	[ACTION_COMMAND] = frame_do_command,
	[ACTION_REFRESH] = frame_do_refresh,
	[ACTION_SUSPEND] = frame_do_suspend,
	[ACTION_UNDO] = undo,
	[ACTION_WHY] = why,
	[ACTION_OUTCOME_MENU] = frame_do_menu,
	[ACTION_GO_MENU] = frame_do_menu,
	[ACTION_PROMISE] = outcome,
	[ACTION_CALLBACK] = outcome,
	[ACTION_NO_ANSWER] = outcome,
	[ACTION_MESSAGE] = outcome,
	[ACTION_EVASIVE] = outcome,
	[ACTION_DISPUTE] = outcome,
	[ACTION_PAID] = outcome,
	[ACTION_DIFFICULTY] = outcome,
	[ACTION_REFUSAL] = outcome,
	[ACTION_NOTE] = outcome,
	[ACTION_CIRCUIT] = outcome,
	[ACTION_WRONG_CONTACT] = outcome,
	[ACTION_DOCUMENT] = outcome,
	[ACTION_INSOLVENCY] = outcome,
	[ACTION_SCRIPT] = file_pane,
	[ACTION_CONTACTS] = file_pane,
	[ACTION_HISTORY] = file_pane,
	[ACTION_CONTACT_SPEAK] = frame_do_nothing,
	[ACTION_CONTACT_EDIT] = frame_do_nothing,
	[ACTION_CONTACT_ADD] = frame_do_nothing,
	[ACTION_CONTACT_WRONG] = frame_do_nothing,
	[ACTION_CONTACT_RIGHT] = frame_do_nothing,
	[ACTION_MAIL] = file_pane,
	[ACTION_DOCUMENTS] = file_pane,
	[ACTION_UNANSWERED] = file_pane,
	[ACTION_SAVE] = frame_do_nothing,
	[ACTION_SAVE_STAY] = frame_do_nothing,
	[ACTION_CALENDAR] = frame_do_nothing,
	[ACTION_CALENDAR_TAKE] = frame_do_nothing,
	[ACTION_REASON] = frame_do_nothing,
	[ACTION_EVERYONE] = queue_does,
	[ACTION_MARK] = frame_do_nothing,
	[ACTION_BULK] = frame_do_menu,
	[ACTION_MARK_ALL] = queue_does,
	[ACTION_BULK_ASSIGN] = queue_does,
	[ACTION_BULK_CALLBACK] = queue_does,
	[ACTION_BULK_NOTE] = queue_does,
	[ACTION_FILTER] = queue_does,
	[ACTION_SORT] = queue_does,
	[ACTION_PREVIEW] = queue_does,
	[ACTION_EXPORT] = queue_does,
	[ACTION_FILTER_KEEP] = frame_do_nothing,
	[ACTION_CHOOSE] = frame_do_nothing,
	[ACTION_ANSWER] = frame_do_nothing,
	[ACTION_MINE] = frame_do_nothing,
	[ACTION_WITHDRAW] = frame_do_nothing,
	[ACTION_RESOLVE] = frame_do_nothing,
	[ACTION_OWNER] = frame_do_nothing,
	[ACTION_RAISE] = frame_do_nothing,
	[ACTION_OLD] = frame_do_nothing,
	[ACTION_SENT] = frame_do_nothing,
	[ACTION_SETTLE] = frame_do_nothing,
	[ACTION_GO_QUEUE] = go_queue,
	[ACTION_GO_MESSAGES] = frame_do_messages,
	[ACTION_GO_AGENDA] = go_list,
	[ACTION_GO_PROMISES] = go_list,
	[ACTION_GO_MATCHING] = go_list,
	[ACTION_CASH_TAKE] = frame_do_nothing,
	[ACTION_CASH_CHOOSE] = frame_do_nothing,
	[ACTION_CASH_IGNORE] = frame_do_nothing,
	[ACTION_CASH_ALL] = frame_do_nothing,
	[ACTION_GO_MAILS] = go_list,
	[ACTION_GO_IMPORTS] = go_list,
	[ACTION_GO_DISPUTES] = go_list,
	[ACTION_GO_DOCUMENTS] = go_list,
	[ACTION_GO_REASONS] = go_list,
	[ACTION_MAIL_CANCEL] = frame_do_nothing,
	[ACTION_MONEY] = client_pane,
	[ACTION_CLIENT_EDIT] = frame_do_nothing,
	[ACTION_WAIVE] = frame_do_nothing,
	[ACTION_CLOCK] = frame_do_nothing,
	[ACTION_ACKNOWLEDGE] = frame_do_nothing,
	[ACTION_DECIDE] = client_pane,
	[ACTION_APPROVE] = frame_do_nothing,
	[ACTION_REFUSE] = frame_do_nothing,
	[ACTION_HAND_OVER] = frame_do_nothing,
	[ACTION_RECALL] = frame_do_nothing,
	[ACTION_THREATEN] = frame_do_nothing,
	[ACTION_TELL] = frame_do_nothing,
	[ACTION_SANCTION] = frame_do_nothing,
	[ACTION_AGENT_FILES] = frame_do_nothing,
	[ACTION_REASSIGN] = frame_do_nothing,
	[ACTION_GO_AGING] = go_list,
	[ACTION_GO_APPROVALS] = go_list,
	[ACTION_GO_JOURNAL] = go_journal,
	[ACTION_GO_POLICY] = go_policy,
	[ACTION_GO_SUPERVISOR] = go_list,
};
