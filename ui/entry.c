/* The one-line entry of an outcome: letters go to the field, the desk says at each key what they mean, Enter records and the next file
 * comes by itself. Whatever fails, what was typed stays until it is recorded or given up.
 */
#include "ui/entry.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/id.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/audit.h"
#include "rules/calendar.h"
#include "ui/calendar.h"
#include "ui/choice.h"
#include "ui/file_screen.h"

#define NAME_CELLS 26 /* of the client in what was recorded: the rest of the line is for what and when */

struct entry_screen {
	struct entry_view view;      /* first: drawing takes it */
	struct call_request request; /* its id is made once: a retry is the same action */
	int64_t client_id;
	bool changed; /* since the last draft */
	bool drafted; /* something of it lies in the store */
};

static const struct screen_ops entry_ops;

/* ---- what is typed ---- */

static void read_fields(struct entry_view *view)
{
	bool two = view->form.count > ENTRY_FIELD_NOTE;

	mem_free(view->entry);
	mem_free(view->note);
	view->entry = mem_strdup(form_text(&view->form, ENTRY_FIELD_WHAT));
	view->note = mem_strdup(two ? form_text(&view->form, ENTRY_FIELD_NOTE) : "");
}

static void preview(struct entry_view *view)
{
	const struct client_file *file = file_screen_file(view->app);

	read_fields(view);
	view->fields[view->form.count - 1].hint = *entry_why(view, view->why, sizeof view->why) ? view->why : NULL;
	if (!file)
		return;
	view->chosen = mem_resize(view->chosen, file->invoice_count + 1, sizeof *view->chosen);
	call_preview(file, view->outcome, view->entry, &view->preview, view->chosen);
}

/* ---- drafts ---- */

static void put_draft(struct entry_screen *screen, const char *text)
{
	struct err ignored = { 0 };

	/* A draft is a help, not a promise: what is typed is still on the screen. */
	if (audit_draft_save(screen->view.app->session, outcome_rules[screen->view.outcome].code,
			     screen->client_id, text, &ignored))
		screen->drafted = *text != '\0';
}

/* The fields, one a line. */
static void entry_save_draft(void *self)
{
	struct entry_screen *screen = self;
	const struct form *form = &screen->view.form;
	bool two = form->count > ENTRY_FIELD_NOTE;

	if (!screen->changed)
		return;
	char *both = mem_printf("%s%s%s", form_text(form, ENTRY_FIELD_WHAT), two ? "\n" : "",
				two ? form_text(form, ENTRY_FIELD_NOTE) : "");
	screen->changed = false;
	put_draft(screen, both);
	mem_free(both);
}

static void forget_draft(struct entry_screen *screen)
{
	if (screen->drafted)
		put_draft(screen, "");
}

static void take_draft(struct form *form, const char *text)
{
	size_t n = strcspn(text, "\n");
	char *first = mem_strndup(text, n);

	form_set(form, ENTRY_FIELD_WHAT, first, true);
	if (text[n] && form->count > ENTRY_FIELD_NOTE)
		form_set(form, ENTRY_FIELD_NOTE, text + n + 1, true);
	mem_free(first);
}

/* ---- recording ---- */

/* How to take it back, where the line has room for it. */
static const char *way_back(const struct app *app, const char *text)
{
	const char *words = _(" · u undoes it");
	int rows, cols;

	term_size(frame_term(app->frame), &rows, &cols);
	return text_width(text) + text_width(words) <= cols - 2 ? words : "";
}

/* Say what was recorded; then the next file comes, unless the agent stays. */
static unsigned done(struct app *app, int64_t client_id, enum outcome outcome,
		     const struct call_result *result)
{
	const struct client_file *file = file_screen_file(app);
	bool stay = app->stay || outcome == OUTCOME_NOTE;
	char text[WORDS_TEXT], name[4 * NAME_CELLS + 8];

	text_ellipsis(name, sizeof name, file->client.name, NAME_CELLS);
	entry_recorded(file, outcome, result, stay ? NULL : name, text); /* another client is on the screen by then */
	frame_say(app->frame, result->supersede_warns ? STYLE_WARNING : STYLE_NOTICE, "%s%s", text, way_back(app, text));
	file_screen_recorded(app, text);
	app_recorded(app, client_id);
	if (outcome != OUTCOME_NOTE)
		app->speaking.contact_id = 0;
	app->stay = false;
	return EFFECT_RELOAD | (stay ? 0 : EFFECT_NEXT);
}

/* The store did not take it: nothing was recorded, and what was typed is still there. That comes first: a long reason is cut at its end. */
static void say_failure(struct app *app, const struct err *err, const char *remedy)
{
	if (err->code == ERR_REFUSED || err->code == ERR_MISSING)
		frame_say_error(app->frame, err);
	else
		frame_say(app->frame, STYLE_ERROR, "%s · %s", remedy, err->text);
}

/* Whom the agent said is on the phone, on the open file. */
static int64_t chosen_contact(const struct app *app)
{
	return app->speaking.client_id == file_screen_file(app)->client.id ? app->speaking.contact_id : 0;
}

static unsigned save(struct entry_screen *screen, bool stay)
{
	struct entry_view *view = &screen->view;
	struct app *app = view->app;
	struct call_result result;
	struct err err = { 0 };
	char refusal[WORDS_TEXT];

	preview(view);
	screen->request.entry = view->entry;
	screen->request.note = view->note;
	screen->request.reason = view->reason;
	screen->request.excuse = view->excuse;
	screen->request.contact_id = chosen_contact(app);
	if (*entry_refusal(view, refusal)) {
		frame_say(app->frame, STYLE_ERROR, "%s", refusal);
		return EFFECT_REDRAW | EFFECT_BELL;
	}
	if (!call_record(app->session, &screen->request, &result, &err)) {
		if (result.entry_refused) { /* the file changed since it was read */
			frame_say(app->frame, STYLE_ERROR, "%s",
				  _("the file has changed: look again, then Enter"));
			return EFFECT_RELOAD | EFFECT_BELL;
		}
		say_failure(app, &err,
			    _("nothing was recorded, what you typed is kept: Enter tries again"));
		return EFFECT_REDRAW | EFFECT_BELL;
	}
	forget_draft(screen);
	app->stay = stay;
	return done(app, screen->client_id, view->outcome, &result) | EFFECT_CLOSE;
}

unsigned entry_record_now(struct app *app, enum outcome outcome)
{
	const struct client_file *file = file_screen_file(app);
	struct call_result result;
	struct err err = { 0 };

	if (!file)
		return EFFECT_PASS;
	const struct call_request request = {
		.id = id_new(), .client_id = file->client.id, .outcome = outcome, .entry = "",
		.contact_id = chosen_contact(app)
	};
	if (call_record(app->session, &request, &result, &err))
		return done(app, request.client_id, outcome, &result);
	say_failure(app, &err, _("nothing was recorded: the same key tries again"));
	return EFFECT_REDRAW | EFFECT_BELL;
}

/* A decision, a contact, a clock: an older call would be taken back in its place. */
static unsigned refuse_other(struct app *app)
{
	struct client_file file;
	struct err err = { 0 };

	if (file_load_first(app->session, app->last_other, &file, &err) == FOUND) {
		frame_say(app->frame, STYLE_WARNING, _("u takes back outcomes alone: what was last done on %s %s is changed where it was done"),
			  file.client.no, file.client.name);
		file_clear(&file);
	}
	app->last_other = 0;
	return EFFECT_REDRAW | EFFECT_BELL;
}

static unsigned refuse_cash(struct app *app)
{
	frame_say(app->frame, STYLE_WARNING, "%s", _("u takes back outcomes alone: payments are taken back where they were decided (g r)"));
	app->last_cash = false;
	return EFFECT_REDRAW | EFFECT_BELL;
}

unsigned entry_undo(struct app *app)
{
	const struct client_file *file = file_screen_file(app);
	int64_t client_id = app->last_recorded ? app->last_recorded : file ? file->client.id : 0;
	char undone[CALL_CODE];
	struct err err = { 0 };

	if (app->last_other)
		return refuse_other(app);
	if (app->last_cash)
		return refuse_cash(app);
	if (!client_id) {
		frame_say(app->frame, STYLE_NOTICE, "%s",
			  _("nothing to take back; in a client's file u takes back its last of today"));
		return EFFECT_REDRAW;
	}
	if (!call_undo(app->session, client_id, undone, &err)) {
		frame_say_error(app->frame, &err);
		return EFFECT_REDRAW | EFFECT_BELL;
	}
	app->last_recorded = 0;
	if (file_screen_open_aside(app, client_id))
		frame_say(app->frame, STYLE_NOTICE, _("Undone: %s, %s; the file is open again"),
			  words_outcome_code(undone), file_screen_file(app)->client.name);
	return EFFECT_RELOAD;
}

/* ---- the calendar ---- */

static bool has_date(const struct entry_view *view)
{
	enum outcome_entry entry = outcome_rules[view->outcome].entry;

	return entry == OUTCOME_ENTRY_PROMISE || entry == OUTCOME_ENTRY_CALLBACK ||
	       entry == OUTCOME_ENTRY_DATE || entry == OUTCOME_ENTRY_PAID;
}

static date day_typed(const struct entry_view *view)
{
	const struct entry *entry = &view->preview.entry.readings[0];

	if (view->preview.entry_refused)
		return DATE_NONE;
	return entry->line_count ? entry->lines[0].typed_on : entry->typed_on;
}

/* What was typed with another day: amount, count and hour stay. What cannot be read stays before the day. */
static void write_day(struct entry_screen *screen, date day)
{
	struct entry_view *view = &screen->view;
	const struct entry *entry = &view->preview.entry.readings[0];
	const char *typed = form_text(&view->form, ENTRY_FIELD_WHAT);
	char on[64], amount[MONEY_TEXT], hour[16];
	struct buf text;

	buf_init(&text);
	words_date(day, WORDS_DATE_YEAR, on);
	if (view->preview.entry_refused || strchr(typed, ';')) {
		buf_printf(&text, "%s%s%s", typed, *typed ? " " : "", on);
	} else {
		if (entry->amount_typed)
			buf_printf(&text, "%s ", money_decimal_text(entry->total, amount));
		if (entry->plan)
			buf_printf(&text, "%zux ", entry->line_count);
		buf_puts(&text, on);
		if (*words_hour(entry->minute, hour) &&
		    outcome_rules[view->outcome].entry == OUTCOME_ENTRY_CALLBACK)
			buf_printf(&text, " %s", hour);
	}
	form_set(&view->form, ENTRY_FIELD_WHAT, text.data, true);
	screen->changed = true;
	form_focus(&view->form, ENTRY_FIELD_WHAT);
	buf_clear(&text);
	preview(view);
}

static unsigned take_day(void *context, struct frame *frame, date day)
{
	(void)frame;
	write_day(context, day);
	return EFFECT_REDRAW;
}

static unsigned open_calendar(struct entry_screen *screen, struct frame *frame)
{
	const struct entry_view *view = &screen->view;
	date today = view->app->session->today, day = day_typed(view);

	if (!has_date(view)) {
		frame_say(frame, STYLE_NOTICE, "%s", _("no date is typed here"));
		return EFFECT_REDRAW;
	}
	if (!date_is(day))
		day = view->outcome == OUTCOME_PAID ? today : calendar_add_business(today, 1);
	calendar_push(frame, today, day, take_day, screen);
	return EFFECT_REDRAW;
}

/* ---- why it is not paid ---- */

#define REASONS (REASON_COUNT - 1) /* without "not known" */

static unsigned take_reason(void *context, struct frame *frame, size_t place)
{
	struct entry_screen *screen = context;
	struct entry_view *view = &screen->view;

	(void)frame;
	if (place < REASONS) {
		enum reason reason = (enum reason)(place + 1);
		view->reason = view->reason == reason ? REASON_NONE : reason; /* a second time takes it back */
	} else {
		enum chase_excuse excuse = (enum chase_excuse)(place - REASONS + 1);
		view->excuse = view->excuse == excuse ? CHASE_EXCUSE_NONE : excuse;
	}
	preview(view);
	return EFFECT_REDRAW;
}

static unsigned choose_reason(struct entry_screen *screen, struct frame *frame)
{
	const char *lines[REASONS + CHASE_EXCUSE_COUNT - 1];
	size_t count = 0, selected = screen->view.reason != REASON_NONE ? screen->view.reason - 1 : 0;

	for (int i = 1; i < REASON_COUNT; i++)
		lines[count++] = words_cause(reason_rules[i].code);
	for (int i = 1; i < CHASE_EXCUSE_COUNT; i++)
		lines[count++] = words_excuse(chase_excuse_codes[i]);
	choice_push(frame, _("Why it is not paid, or the excuse given"), lines, count, '1', selected, take_reason, screen);
	return EFFECT_REDRAW;
}

/* ---- the screen ---- */

static unsigned give_up(struct entry_screen *screen, struct frame *frame)
{
	if (form_escape(&screen->view.form) == FORM_WARNED) {
		frame_say(frame, STYLE_WARNING, "%s",
			  _("what is typed is not recorded; Esc again discards it"));
		return EFFECT_REDRAW;
	}
	forget_draft(screen);
	return EFFECT_CLOSE;
}

static unsigned entry_action(void *self, struct frame *frame, enum action action)
{
	struct entry_screen *screen = self;

	switch (action) {
	case ACTION_SAVE: return save(screen, false);
	case ACTION_SAVE_STAY: return save(screen, true);
	case ACTION_BACK:
	case ACTION_LEAVE: return give_up(screen, frame);
	case ACTION_CALENDAR: return open_calendar(screen, frame);
	case ACTION_REASON: return choose_reason(screen, frame);
	default: return form_moves(&screen->view.form, action) ? EFFECT_REDRAW : EFFECT_PASS;
	}
}

static unsigned after(struct entry_screen *screen, enum form_result result)
{
	if (result == FORM_CHANGED) {
		screen->changed = true;
		preview(&screen->view);
	}
	return result == FORM_PASS ? EFFECT_PASS : EFFECT_REDRAW;
}

static unsigned entry_key(void *self, struct frame *frame, uint32_t key)
{
	struct entry_screen *screen = self;

	(void)frame;
	return after(screen, form_key(&screen->view.form, key));
}

static unsigned entry_paste(void *self, struct frame *frame, const char *text)
{
	struct entry_screen *screen = self;

	(void)frame;
	return after(screen, form_paste(&screen->view.form, text));
}

/* The file below is read again first, when it can be. */
static unsigned entry_reload(void *self, struct frame *frame)
{
	struct entry_screen *screen = self;

	(void)frame;
	file_screen_refresh(screen->view.app);
	preview(&screen->view);
	return EFFECT_REDRAW;
}

static void entry_status(const void *self, char *out, size_t room)
{
	const struct entry_screen *screen = self;
	const struct entry_view *view = &screen->view;
	const struct client_file *file = file_screen_file(view->app);
	char text[WORDS_TEXT];

	if (!file)
		return;
	if (*entry_refusal(view, text))
		snprintf(out, room, "%s", _("Enter records nothing yet"));
	else if (view->outcome == OUTCOME_NOTE)
		snprintf(out, room, "%s", _("Enter records the note and stays on this file"));
	else
		snprintf(out, room, _("Enter records: %s, then the next file"),
			 entry_short(file, view->outcome, &view->preview, text));
}

static void entry_close(void *self)
{
	struct entry_screen *screen = self;

	form_clear(&screen->view.form);
	mem_free(screen->view.entry);
	mem_free(screen->view.note);
	mem_free(screen->view.chosen);
	mem_free(screen);
}

static const enum action entry_bar[] = { ACTION_SAVE,      ACTION_NEXT_PANE, ACTION_CALENDAR,
					 ACTION_SAVE_STAY, ACTION_REASON, ACTION_BACK,      ACTION_COUNT };

static const enum action dateless_bar[] = { ACTION_SAVE, ACTION_NEXT_PANE, ACTION_SAVE_STAY, ACTION_REASON, ACTION_BACK, ACTION_COUNT };
static const enum action words_bar[] = { ACTION_SAVE, ACTION_SAVE_STAY, ACTION_REASON, ACTION_BACK, ACTION_COUNT };
static const enum action note_bar[] = { ACTION_SAVE_STAY, ACTION_REASON, ACTION_BACK, ACTION_COUNT }; /* Enter stays too: its line says so */

/* Only keys that do something here. */
static const enum action *entry_bar_of(const void *self)
{
	const struct entry_screen *screen = self;

	if (screen->view.outcome == OUTCOME_NOTE)
		return note_bar;
	return has_date(&screen->view) ? entry_bar : screen->view.form.count > 1 ? dateless_bar : words_bar;
}

static const struct screen_ops entry_ops = {
	.name = "entry",
	.context = ACTION_CONTEXT_FORM,
	.bar_of = entry_bar_of,
	.tab = N_("field"),
	.rows = entry_rows,
	.draw = entry_draw,
	.status = entry_status,
	.action = entry_action,
	.key = entry_key,
	.paste = entry_paste,
	.reload = entry_reload,
	.save = entry_save_draft,
	.close = entry_close,
};

static void set_labels(struct form_field *fields, enum outcome outcome)
{
	fields[ENTRY_FIELD_WHAT].name = "entry";
	fields[ENTRY_FIELD_NOTE].name = "note";
	fields[ENTRY_FIELD_NOTE].label = _("Note");
	fields[ENTRY_FIELD_NOTE].hint = NULL;
	switch (outcome_rules[outcome].entry) {
	case OUTCOME_ENTRY_PROMISE:
		fields[0].label = _("When, how much");
		fields[0].hint = _("500 fri · +7 · eom · 3x");
		break;
	case OUTCOME_ENTRY_CALLBACK:
		fields[0].label = _("When");
		fields[0].hint = _("fri 14h30 · tom · 16h");
		break;
	case OUTCOME_ENTRY_DATE:
		fields[0].label = _("When");
		fields[0].hint = _("tom · fri · +7");
		break;
	case OUTCOME_ENTRY_PAID:
		fields[0].label = _("Paid on, how much");
		fields[0].hint = _("mon · 500 12/11");
		break;
	case OUTCOME_ENTRY_DISPUTE:
		fields[0].label = _("Which invoices");
		fields[0].hint = _("2 price for Martin 15/12");
		break;
	case OUTCOME_ENTRY_DOCUMENT:
		fields[0].label = _("Which document");
		fields[0].hint = _("2 · number · statement");
		break;
	case OUTCOME_ENTRY_INSOLVENCY:
		fields[0].label = _("Court, published on");
		fields[0].hint = _("Lyon 15/11");
		break;
	case OUTCOME_ENTRY_CIRCUIT:
		fields[0].label = _("Where, who, since");
		fields[0].hint = _("b lenoir 3 · =15/12");
		break;
	case OUTCOME_ENTRY_CONTACT:
		fields[0].label = _("Who is right");
		fields[0].hint = _("name · phone · buyer");
		break;
	case OUTCOME_ENTRY_TEXT:
		fields[0].label = _("Words");
		fields[0].hint = NULL;
		break;
	}
}

void entry_screen_push(struct app *app, enum outcome outcome, const char *initial)
{
	const struct client_file *file = file_screen_file(app);

	if (!file) {
		frame_say(app->frame, STYLE_WARNING, "%s", _("no file is open"));
		return;
	}
	if (frame_find(app->frame, &entry_ops)) {
		frame_say(app->frame, STYLE_WARNING, "%s",
			  _("another outcome is being typed: record or discard it first"));
		return;
	}
	struct err err = { 0 };
	if (!call_may_record(app->session, file, outcome, &err)) { /* said before anything is typed */
		frame_say_error(app->frame, &err);
		return;
	}
	bool text = outcome_rules[outcome].entry == OUTCOME_ENTRY_TEXT;
	struct entry_screen *screen = mem_alloc(sizeof *screen);
	struct entry_view *view = &screen->view;
	view->app = app;
	view->outcome = outcome;
	screen->client_id = file->client.id;
	screen->request = (struct call_request){ .id = id_new(),
						 .client_id = file->client.id,
						 .outcome = outcome };
	set_labels(view->fields, outcome);
	form_init(&view->form, view->fields, text ? 1 : ENTRY_FIELD_COUNT);
	if (initial) {
		take_draft(&view->form, initial);
		screen->drafted = true;
	}
	preview(view);
	frame_push(app->frame, &entry_ops, screen);
}
