/* What was being typed when the line was lost, offered once at the next start, when nothing is typed ahead. Enter opens the file and the
 * entry with the text in it; Esc forgets it.
 */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "desk/audit.h"
#include "ui/app.h"
#include "ui/client_form.h"
#include "ui/contacts.h"
#include "words/words.h"

/* The windows that keep what is typed in them; any other place is the code of an outcome. */
static const struct window {
	const char *place, *name;
	bool over_file;   /* the client's file opens first */
	bool supervisors; /* nobody else may take it up */
	bool (*resume)(struct app *app, const char *draft);
} windows[] = {
	{ CONTACT_FORM_DRAFT, N_("contact"), true, false, contact_form_resume },
	{ CLIENT_FORM_DRAFT, N_("client"), true, true, client_form_resume },
	{ MAIL_DRAFT, N_("mail"), true, false, mail_screen_resume },
	{ WAIVER_DRAFT, N_("waiver"), true, true, waiver_resume },
	{ DECISION_DRAFT, N_("decision"), true, true, decision_resume },
	{ DISPUTE_END_DRAFT, N_("end of a dispute"), false, false, dispute_end_resume },
	{ PROMISE_WITHDRAW_DRAFT, N_("promise withdrawn"), false, false, promise_withdraw_resume },
	{ PAYMENT_ASIDE_DRAFT, N_("payment set aside"), false, true, payment_aside_resume },
	{ BULK_NOTE_DRAFT, N_("note"), false, false, bulk_note_resume },
};

struct draft {
	struct app *app;
	int64_t client_id;           /* 0: of no client, or of several */
	const struct window *window; /* NULL: the entry of `outcome` */
	enum outcome outcome;
	char *place, *text, *client;
};

/* As one line: of a window its fields without their names. */
static void write_line(const struct draft *draft, char out[SCREEN_TEXT])
{
	const char *from = draft->text + (draft->window ? strcspn(draft->text, "\n") : 0);
	size_t used = 0;

	while (*from && used + 8 < SCREEN_TEXT) {
		size_t name = strcspn(from, "\t\n");

		if (draft->window && from[name] == '\t')
			from += name + 1;
		size_t n = strcspn(from, "\n");

		if (n > 0)
			used += (size_t)snprintf(out + used, SCREEN_TEXT - used, "%s%.*s", used ? " · " : "", (int)(n < 100 ? n : 100), from);
		from += n + (from[n] != '\0');
	}
	out[used < SCREEN_TEXT ? used : SCREEN_TEXT - 1] = '\0';
}

static const char *name_of(const struct draft *draft)
{
	return draft->window ? gettext(draft->window->name) : words_outcome(draft->outcome);
}

static int rows(const void *self, int available)
{
	(void)self;
	(void)available;
	return 4;
}

static void draw(void *self, struct term *term, struct area area)
{
	const struct draft *draft = self;
	char line[SCREEN_TEXT];
	struct pen pen;

	write_line(draft, line);
	draw_section(term, area.row, area.col, area.cols, _("Not finished"), NULL);
	pen = pen_at(term, area.row + 1, area.col + 1, area.cols - 2);
	if (*draft->client)
		pen_printf(&pen, STYLE_NORMAL, _("For %s, this was being typed (%s):"), draft->client, name_of(draft));
	else
		pen_printf(&pen, STYLE_NORMAL, _("This was being typed (%s):"), name_of(draft));
	pen = pen_at(term, area.row + 2, area.col + 3, area.cols - 4);
	pen_put(&pen, STYLE_AMOUNT, line);
	term_cursor(term, area.row + 2, area.col + 3);
}

static void status(const void *self, char *out, size_t room)
{
	(void)self;
	snprintf(out, room, "%s", _("Enter takes it up again, Esc forgets it; nothing is recorded yet."));
}

static unsigned forget(struct draft *draft, struct frame *frame)
{
	struct err err = { 0 };
	char line[SCREEN_TEXT];

	write_line(draft, line);
	if (audit_draft_save(draft->app->session, draft->place, draft->client_id, "", &err))
		frame_say(frame, STYLE_NOTICE, _("forgotten: %s"), line);
	else
		frame_say_error(frame, &err);
	return EFFECT_CLOSE;
}

/* Whether there is still what it was about. */
static bool take_up(struct draft *draft)
{
	struct app *app = draft->app;

	if ((!draft->window || draft->window->over_file) && !file_screen_open_aside(app, draft->client_id))
		return true; /* why not is said: it waits for another time */
	if (draft->window)
		return draft->window->resume(app, draft->text);
	entry_screen_push(app, draft->outcome, draft->text);
	return true;
}

static unsigned act(void *self, struct frame *frame, enum action action)
{
	struct draft *draft = self;

	if (action == ACTION_BACK)
		return forget(draft, frame);
	if (action != ACTION_OPEN)
		return EFFECT_PASS;
	if (!take_up(draft)) {
		forget(draft, frame);
		frame_say(frame, STYLE_WARNING, _("what this was about is gone meanwhile (%s)"), name_of(draft));
	}
	return EFFECT_CLOSE;
}

static void close_draft(void *self)
{
	struct draft *draft = self;

	mem_free(draft->place);
	mem_free(draft->text);
	mem_free(draft->client);
	mem_free(draft);
}

static const enum action bar[] = { ACTION_OPEN, ACTION_BACK, ACTION_COUNT };

const struct screen_ops draft_screen = {
	.name = "draft",
	.context = ACTION_CONTEXT_SEARCH,
	.bar = bar,
	.rows = rows,
	.draw = draw,
	.status = status,
	.action = act,
	.close = close_draft,
};

static void push(struct app *app, const struct draft *offered, const char *place, const char *text, const char *client)
{
	struct draft *draft = mem_alloc(sizeof *draft);

	*draft = *offered;
	draft->app = app;
	draft->place = mem_strdup(place);
	draft->text = mem_strdup(text);
	draft->client = mem_strdup(client);
	frame_offer(app->frame, &draft_screen, draft);
}

/* False: not one that this person may take up. */
static bool read_place(const struct app *app, const char *place, struct draft *out)
{
	for (size_t i = 0; i < sizeof windows / sizeof *windows; i++)
		if (strcmp(windows[i].place, place) == 0)
			out->window = &windows[i];
	if (out->window)
		return !out->window->supervisors || app->session->role == ROLE_SUPERVISOR;
	return outcome_from_code(place, &out->outcome);
}

void draft_screen_offer(struct app *app)
{
	struct draft offered = { .outcome = OUTCOME_NOTE };
	const char *place, *text;
	struct client_file file;
	struct err err = { 0 };
	enum found found = audit_draft_load(app->session, &place, &offered.client_id, &text, &err);

	if (found == FOUND && *text && read_place(app, place, &offered)) {
		if (offered.client_id == 0) {
			push(app, &offered, place, text, "");
			return;
		}
		found = file_load_first(app->session, offered.client_id, &file, &err);
		if (found == FOUND) {
			push(app, &offered, place, text, file.client.name);
			file_clear(&file);
		}
	}
	if (found == FOUND_ERROR)
		frame_say_error(app->frame, &err);
}
