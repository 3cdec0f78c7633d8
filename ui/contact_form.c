/* One contact in fields: changed, or made new. What is typed stays until it is saved or given up.
 */
#include "ui/contacts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/id.h"
#include "base/mem.h"
#include "desk/contact.h"
#include "rules/contact_entry.h"
#include "ui/file_screen.h"
#include "ui/form.h"
#include "ui/keep.h"

#define LABEL_CELLS 16

enum {
	FIELD_NAME,
	FIELD_ROLE,
	FIELD_PHONE,
	FIELD_MOBILE,
	FIELD_MAIL,
	FIELD_BEST,
	FIELD_NOTE,
	FIELD_COUNT
};

struct contact_form {
	struct app *app;
	int64_t client_id;
	struct contact_row row; /* as it was; its texts are in the fields */
	char *was[FIELD_COUNT]; /* what the fields began with */
	bool is_new;
	struct keep keep;
	struct form form;
	struct form_field fields[FIELD_COUNT];
};

static const struct screen_ops contact_form_ops;

static const char *text_of(const struct contact_form *screen, size_t place)
{
	return form_text(&screen->form, place);
}

/* A role as it is shown or stored, or by its first letters in either language; nothing is the usual one. */
static bool read_role(const char *text, enum contact_role *out)
{
	for (int i = 0; i < CONTACT_ROLE_COUNT; i++) {
		if (strcmp(text, words_role(contact_role_codes[i])) == 0) {
			*out = (enum contact_role)i;
			return true;
		}
	}
	if (!*text) {
		*out = CONTACT_ACCOUNTS_PAYABLE;
		return true;
	}
	return contact_role_from_code(text, out) || contact_entry_role(text, out);
}

/* Why Enter would be refused; "" when it would not. */
static const char *refusal(const struct contact_form *screen)
{
	enum contact_role role;
	int minute;

	if (!*text_of(screen, FIELD_NAME) && !*text_of(screen, FIELD_PHONE) &&
	    !*text_of(screen, FIELD_MOBILE) && !*text_of(screen, FIELD_MAIL))
		return _("say a name, a phone or a mail address");
	if (!read_role(text_of(screen, FIELD_ROLE), &role))
		return _("the role is one of accounts payable, buyer, approver, director, sales, other");
	if (!contact_entry_hour(text_of(screen, FIELD_BEST), &minute))
		return _("the hour is like 9h30, or nothing");
	return "";
}

/* About which contact; 0: a new one. */
static void form_save(void *self)
{
	struct contact_form *screen = self;
	char about[32];

	snprintf(about, sizeof about, "%lld", screen->is_new ? 0LL : (long long)screen->row.id);
	keep_form(&screen->keep, about, &screen->form);
}

/* ---- what is in the fields ---- */

static const char *shown(const struct contact_form *screen, const struct contact_row *row, size_t place, char hour[16])
{
	switch (place) {
	case FIELD_NAME: return row->name;
	case FIELD_ROLE: return screen->is_new ? "" : words_role(row->role);
	case FIELD_PHONE: return row->phone;
	case FIELD_MOBILE: return row->mobile;
	case FIELD_MAIL: return row->mail;
	case FIELD_BEST: return words_hour(row->best_minute, hour);
	default: return row->note;
	}
}

/* Of a form that is filled already, what was touched stays. */
static void fill(struct contact_form *screen, const struct contact_row *row)
{
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		bool touched = screen->was[i] && strcmp(text_of(screen, i), screen->was[i]) != 0;
		char hour[16];
		const char *text = shown(screen, row, i, hour);

		if (!touched && (!screen->was[i] || strcmp(screen->was[i], text) != 0))
			form_set(&screen->form, i, text, false);
		mem_free(screen->was[i]);
		screen->was[i] = mem_strdup(text);
	}
}

static const struct contact_row *known_contact(const struct app *app, int64_t id)
{
	const struct client_file *file = file_screen_file(app);

	for (size_t i = 0; i < file->contact_count; i++)
		if (file->contacts[i].id == id)
			return &file->contacts[i];
	return NULL;
}

/* What others changed since: keeping the form must not undo it. */
static void read_again(struct contact_form *screen)
{
	const struct contact_row *now;

	file_screen_refresh(screen->app);
	now = screen->is_new || !file_screen_file(screen->app) ? NULL : known_contact(screen->app, screen->row.id);
	if (!now)
		return;
	screen->row = *now;
	fill(screen, now);
}

static unsigned form_reload(void *self, struct frame *frame)
{
	(void)frame;
	read_again(self);
	return EFFECT_REDRAW;
}

/* ---- keeping ---- */

static unsigned save(struct contact_form *screen)
{
	struct app *app = screen->app;
	struct contact_row row;
	enum contact_role role = CONTACT_OTHER;
	struct err err = { 0 };

	read_again(screen);
	row = screen->row;
	if (*refusal(screen)) {
		frame_say(app->frame, STYLE_ERROR, "%s", refusal(screen));
		return EFFECT_REDRAW | EFFECT_BELL;
	}
	read_role(text_of(screen, FIELD_ROLE), &role);
	contact_entry_hour(text_of(screen, FIELD_BEST), &row.best_minute);
	row.name = text_of(screen, FIELD_NAME);
	row.role = contact_role_codes[role];
	row.phone = text_of(screen, FIELD_PHONE);
	row.mobile = text_of(screen, FIELD_MOBILE);
	row.mail = text_of(screen, FIELD_MAIL);
	row.note = text_of(screen, FIELD_NOTE);
	bool done = screen->is_new ? contact_add(app->session, screen->client_id, &row, &err)
				   : contact_change(app->session, &row, &err);
	if (!done) {
		frame_say_error(app->frame, &err);
		return EFFECT_REDRAW | EFFECT_BELL;
	}
	keep_forget(&screen->keep);
	app_did(app, screen->client_id);
	frame_say(app->frame, STYLE_NOTICE, _("Contact kept: %s"),
		  *row.name ? row.name : *row.phone ? row.phone : row.mail);
	return EFFECT_RELOAD | EFFECT_CLOSE;
}

static unsigned form_action(void *self, struct frame *frame, enum action action)
{
	struct contact_form *screen = self;

	(void)frame;
	switch (action) {
	case ACTION_SAVE:
	case ACTION_SAVE_STAY: return save(screen);
	case ACTION_BACK:
	case ACTION_LEAVE: return keep_give_up(&screen->keep, &screen->form, _("what is typed is not kept; Esc again discards it"));
	default: return form_moves(&screen->form, action) ? EFFECT_REDRAW : EFFECT_PASS;
	}
}

static unsigned form_typed(void *self, struct frame *frame, uint32_t key)
{
	struct contact_form *screen = self;

	enum form_result result = form_key(&screen->form, key);

	(void)frame;
	screen->keep.changed |= result == FORM_CHANGED;
	return result == FORM_PASS ? EFFECT_PASS : EFFECT_REDRAW;
}

static unsigned form_pasted(void *self, struct frame *frame, const char *text)
{
	struct contact_form *screen = self;

	enum form_result result = form_paste(&screen->form, text);

	(void)frame;
	screen->keep.changed |= result == FORM_CHANGED;
	return result == FORM_PASS ? EFFECT_PASS : EFFECT_REDRAW;
}

static int form_rows(const void *self, int available)
{
	(void)self;
	return FIELD_COUNT + 3 < available ? FIELD_COUNT + 3 : available;
}

static void form_paint(void *self, struct term *term, struct area area)
{
	struct contact_form *screen = self;
	struct area line;

	if (area.rows > 2) {
		line = area_take_top(&area, 1);
		draw_section(term, line.row, line.col, line.cols,
			     screen->is_new ? _("New contact") : _("Contact"), NULL);
	}
	form_draw(&screen->form, term, area_take_top(&area, FIELD_COUNT), LABEL_CELLS);
	area_take_top(&area, 1);
	if (area.rows > 0)
		draw_text(term, area.row, area.col + 3, area.cols - 3, STYLE_WARNING,
			  refusal(screen));
}

static void form_status(const void *self, char *out, size_t room)
{
	const struct contact_form *screen = self;

	snprintf(out, room, "%s",
		 *refusal(screen) ? _("Enter keeps nothing yet") : _("Enter keeps the contact"));
}

static void form_closed(void *self)
{
	struct contact_form *screen = self;

	form_clear(&screen->form);
	for (size_t i = 0; i < FIELD_COUNT; i++)
		mem_free(screen->was[i]);
	mem_free(screen);
}

static const enum action contact_form_bar[] = { ACTION_SAVE_STAY, ACTION_NEXT_PANE, ACTION_BACK,
						ACTION_COUNT };

static const struct screen_ops contact_form_ops = {
	.name = "contact",
	.context = ACTION_CONTEXT_FORM,
	.bar = contact_form_bar,
	.tab = N_("field"),
	.rows = form_rows,
	.draw = form_paint,
	.status = form_status,
	.action = form_action,
	.key = form_typed,
	.paste = form_pasted,
	.reload = form_reload,
	.save = form_save,
	.close = form_closed,
};

bool contact_form_resume(struct app *app, const char *draft)
{
	struct contact_form *screen;

	contact_form_push(app, known_contact(app, strtoll(draft, NULL, 10)));
	screen = frame_top_self(app->frame);
	keep_take(&screen->keep, draft, &screen->form);
	return true;
}

void contact_form_push(struct app *app, const struct contact_row *row)
{
	static const struct contact_row nobody = { .name = "", .role = "accounts_payable", .phone = "",
						   .mobile = "", .mail = "", .note = "",
						   .best_minute = -1 };
	struct contact_form *screen = mem_alloc(sizeof *screen);
	const char *const names[FIELD_COUNT] = { "name", "role", "phone", "mobile", "mail", "best",
						 "note" };
	const char *const labels[FIELD_COUNT] = { _("Name"),   _("Role"), _("Phone"), _("Mobile"),
						  _("Mail"), _("Best called at"), _("Note") };

	screen->app = app;
	screen->client_id = file_screen_file(app)->client.id;
	screen->keep = (struct keep){ .app = app, .place = CONTACT_FORM_DRAFT, .client_id = screen->client_id };
	screen->is_new = !row;
	screen->row = row ? *row : nobody;
	if (!row)
		screen->row.id = id_new();
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		screen->fields[i].name = names[i];
		screen->fields[i].label = labels[i];
		screen->fields[i].hint = i == FIELD_BEST	 ? "9h30"
					  : i == FIELD_ROLE ? _("buyer · director …")
							    : NULL;
	}
	form_init(&screen->form, screen->fields, FIELD_COUNT);
	fill(screen, row ? row : &nobody);
	frame_push(app->frame, &contact_form_ops, screen);
}
