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

enum draft_kind {
	DRAFT_ENTRY,   /* the line of an outcome */
	DRAFT_CONTACT, /* a contact's number, then its fields, one a line */
	DRAFT_MAIL,    /* its kind, then its words, one a line */
	DRAFT_CLIENT   /* the fields of a client that were changed, one a line: name, tab, text */
};

struct draft {
	struct app *app;
	int64_t client_id;
	enum draft_kind kind;
	enum outcome outcome; /* of an entry */
	char *place, *text, *client;
};

/* As one line: of a contact what was typed of it, without its number; of a mail its words; of a client without the names of the fields. */
static void write_line(const struct draft *draft, char out[SCREEN_TEXT])
{
	const char *from = draft->text + (draft->kind == DRAFT_CONTACT || draft->kind == DRAFT_MAIL ? strcspn(draft->text, "\n") : 0);
	size_t used = 0;

	while (*from && used + 8 < SCREEN_TEXT) {
		if (draft->kind == DRAFT_CLIENT)
			from += strcspn(from, "\t\n") + (from[strcspn(from, "\t\n")] == '\t');
		size_t n = strcspn(from, "\n");

		if (n > 0)
			used += (size_t)snprintf(out + used, SCREEN_TEXT - used, "%s%.*s", used ? " · " : "", (int)(n < 100 ? n : 100), from);
		from += n + (from[n] != '\0');
	}
	out[used < SCREEN_TEXT ? used : SCREEN_TEXT - 1] = '\0';
}

static const char *name_of(const struct draft *draft)
{
	switch (draft->kind) {
	case DRAFT_CONTACT: return _("contact");
	case DRAFT_CLIENT: return _("client");
	case DRAFT_MAIL: return _("mail");
	default: return words_outcome(draft->outcome);
	}
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
	pen_printf(&pen, STYLE_NORMAL, _("For %s, this was being typed (%s):"), draft->client, name_of(draft));
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

static unsigned act(void *self, struct frame *frame, enum action action)
{
	struct draft *draft = self;

	if (action == ACTION_BACK)
		return forget(draft, frame);
	if (action == ACTION_OPEN) {
		if (file_screen_open_aside(draft->app, draft->client_id)) {
			switch (draft->kind) {
			case DRAFT_CONTACT: contact_form_resume(draft->app, draft->text); break;
			case DRAFT_MAIL: mail_screen_resume(draft->app, draft->text); break;
			case DRAFT_CLIENT: client_form_resume(draft->app, draft->text); break;
			case DRAFT_ENTRY: entry_screen_push(draft->app, draft->outcome, draft->text); break;
			}
		}
		return EFFECT_CLOSE;
	}
	return EFFECT_PASS;
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

static void push(struct app *app, const struct client_file *file, const char *place, enum draft_kind kind, enum outcome outcome,
		 const char *text)
{
	struct draft *draft = mem_alloc(sizeof *draft);

	draft->app = app;
	draft->client_id = file->client.id;
	draft->kind = kind;
	draft->outcome = outcome;
	draft->place = mem_strdup(place);
	draft->text = mem_strdup(text);
	draft->client = mem_strdup(file->client.name);
	frame_offer(app->frame, &draft_screen, draft);
}

/* False: not one that this person may take up. */
static bool read_place(const struct app *app, const char *place, enum draft_kind *kind, enum outcome *outcome)
{
	if (strcmp(place, CLIENT_FORM_DRAFT) == 0) {
		*kind = DRAFT_CLIENT;
		return app->session->role == ROLE_SUPERVISOR;
	}
	*kind = strcmp(place, CONTACT_FORM_DRAFT) == 0 ? DRAFT_CONTACT : strcmp(place, MAIL_DRAFT) == 0 ? DRAFT_MAIL : DRAFT_ENTRY;
	return *kind != DRAFT_ENTRY || outcome_from_code(place, outcome);
}

void draft_screen_offer(struct app *app)
{
	const char *place, *text;
	enum outcome outcome = OUTCOME_NOTE;
	int64_t client_id;
	struct client_file file;
	struct err err = { 0 };
	enum draft_kind kind = DRAFT_ENTRY;
	enum found found = audit_draft_load(app->session, &place, &client_id, &text, &err);

	if (found == FOUND && *text && read_place(app, place, &kind, &outcome)) {
		found = file_load_first(app->session, client_id, &file, &err);
		if (found == FOUND) {
			push(app, &file, place, kind, outcome, text);
			file_clear(&file);
		}
	}
	if (found == FOUND_ERROR)
		frame_say_error(app->frame, &err);
}
