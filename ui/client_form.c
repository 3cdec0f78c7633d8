/* What is known of a client beside its invoices, in fields: limits, flags, risk, language, time zone, terms. A supervisor's, as the verb
 * `relance client set` is; it knows no rule of what may stand in a field, the desk says.
 */
#include "ui/client_form.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/profile.h"
#include "desk/zones.h"
#include "rules/callable.h"
#include "rules/entry.h"
#include "ui/form.h"
#include "ui/keep.h"
#include "words/words.h"

#define LABEL_CELLS 20
#define FIELD_BYTES 128

struct client_form {
	struct app *app;
	int64_t client_id;
	char *client;
	struct form form;
	struct form_field fields[PROFILE_FIELD_COUNT];
	char was[PROFILE_FIELD_COUNT][FIELD_BYTES]; /* what the fields began with */
	struct keep keep;
};

/* ---- as shown, and as the desk reads it ---- */

static const char *limit_text(cents limit, char out[FIELD_BYTES])
{
	char amount[MONEY_TEXT];

	snprintf(out, FIELD_BYTES, "%s", limit < 0 ? "" : words_money(limit, amount));
	return out;
}

static void show_field(const struct client_row *row, enum profile_field field, char out[FIELD_BYTES])
{
	const struct client_state *state = &row->state;

	out[0] = '\0';
	switch (field) {
	case PROFILE_CREDIT_LIMIT: limit_text(state->credit_limit, out); break;
	case PROFILE_INSURED_LIMIT: limit_text(state->insured_limit, out); break;
	case PROFILE_SEGMENT: snprintf(out, FIELD_BYTES, "%s", state->segment); break;
	case PROFILE_KEY_ACCOUNT: snprintf(out, FIELD_BYTES, "%s", state->key_account ? _("yes") : _("no")); break;
	case PROFILE_SMALL_STRUCTURE: snprintf(out, FIELD_BYTES, "%s", row->small_structure ? _("yes") : _("no")); break;
	case PROFILE_RISK: snprintf(out, FIELD_BYTES, "%c", 'A' + state->risk_class); break;
	case PROFILE_LANGUAGE: snprintf(out, FIELD_BYTES, "%s", state->language); break;
	case PROFILE_TIME_ZONE: snprintf(out, FIELD_BYTES, "%s", row->time_zone); break;
	case PROFILE_POSTAL_CODE: snprintf(out, FIELD_BYTES, "%s", row->postal_code); break;
	case PROFILE_TERMS:
		if (row->terms_days >= 0)
			snprintf(out, FIELD_BYTES, "%d", row->terms_days);
		break;
	case PROFILE_FIELD_COUNT: break;
	}
}

/* As an agent types one; nothing at all is a limit too. */
static void read_amount(const char *text, char out[FIELD_BYTES])
{
	char canonical[MONEY_TEXT];
	cents amount;

	out[0] = '\0';
	if (entry_parse_sum(text, &amount))
		snprintf(out, FIELD_BYTES, "%s", money_decimal_text(amount, canonical));
}

/* The beginning of yes or no, in either language. */
static void read_flag(const char *text, char out[FIELD_BYTES])
{
	char *key = text_fold(text);
	size_t n = strlen(key);

	if (n == 0 || strncmp(key, "no", n) == 0 || strcmp(key, "non") == 0)
		snprintf(out, FIELD_BYTES, "no");
	else if (strncmp(key, "yes", n) == 0 || strncmp(key, "oui", n) == 0)
		snprintf(out, FIELD_BYTES, "yes");
	mem_free(key);
}

static bool is_limit(enum profile_field field)
{
	return field == PROFILE_CREDIT_LIMIT || field == PROFILE_INSURED_LIMIT;
}

/* What the desk is told: nothing typed is none, and none is nothing typed. */
static void canonical(const struct client_form *screen, enum profile_field field, char out[FIELD_BYTES])
{
	const char *text = form_text(&screen->form, field);
	bool number = is_limit(field) || field == PROFILE_TERMS;

	snprintf(out, FIELD_BYTES, "%s", text);
	if (number && (!*text || strcmp(text, "none") == 0 || strcmp(text, _("none")) == 0))
		snprintf(out, FIELD_BYTES, "none");
	else if (is_limit(field))
		read_amount(text, out);
	else if (field == PROFILE_KEY_ACCOUNT || field == PROFILE_SMALL_STRUCTURE)
		read_flag(text, out);
	else if (field == PROFILE_LANGUAGE)
		for (char *c = out; *c; c++)
			*c = (char)tolower((unsigned char)*c);
}

static bool is_changed(const struct client_form *screen, size_t field)
{
	return strcmp(form_text(&screen->form, field), screen->was[field]) != 0;
}

/* Why Enter would be refused; "" when it would not. The field one is in comes first; what was not touched is not judged. */
static const char *refusal(const struct client_form *screen, char out[WORDS_TEXT])
{
	char text[FIELD_BYTES];

	out[0] = '\0';
	for (size_t i = 0; i < PROFILE_FIELD_COUNT; i++) {
		size_t place = (screen->form.focus + i) % PROFILE_FIELD_COUNT;
		const char *wanted;

		if (!is_changed(screen, place))
			continue;
		canonical(screen, (enum profile_field)place, text);
		wanted = profile_wants((enum profile_field)place, text);
		if (!wanted)
			continue;
		if (is_limit((enum profile_field)place) && entry_amount_is_unclear(form_text(&screen->form, place)))
			snprintf(out, WORDS_TEXT, _("“%s” may be read in two ways: type 1500 or 1.50"), form_text(&screen->form, place));
		else
			snprintf(out, WORDS_TEXT, _("%s: %s"), screen->fields[place].label, wanted);
		break;
	}
	return out;
}

static void save_draft(void *self)
{
	struct client_form *screen = self;

	keep_form(&screen->keep, "", &screen->form);
}

/* ---- keeping ---- */

static unsigned save(struct client_form *screen)
{
	struct frame *frame = screen->app->frame;
	char texts[PROFILE_FIELD_COUNT][FIELD_BYTES], why[WORDS_TEXT];
	struct profile_change change = { 0 };
	struct err err = { 0 };
	bool changed;

	if (*refusal(screen, why)) {
		frame_say(frame, STYLE_ERROR, "%s", why);
		return EFFECT_REDRAW | EFFECT_BELL;
	}
	for (int i = 0; i < PROFILE_FIELD_COUNT; i++) {
		canonical(screen, (enum profile_field)i, texts[i]);
		if (is_changed(screen, (size_t)i))
			change.texts[i] = texts[i];
	}
	if (!profile_set(screen->app->session, screen->client_id, &change, &changed, &err)) {
		frame_say_error(frame, &err);
		return EFFECT_REDRAW | EFFECT_BELL;
	}
	keep_forget(&screen->keep);
	if (changed) {
		app_did(screen->app, screen->client_id);
		frame_say(frame, STYLE_NOTICE, _("%s is changed"), screen->client);
	} else {
		frame_say(frame, STYLE_NOTICE, "%s", _("nothing to change: it was so already"));
	}
	return EFFECT_RELOAD | EFFECT_CLOSE;
}

static unsigned act(void *self, struct frame *frame, enum action action)
{
	struct client_form *screen = self;

	(void)frame;
	switch (action) {
	case ACTION_SAVE:
	case ACTION_SAVE_STAY: return save(screen);
	case ACTION_BACK:
	case ACTION_LEAVE: return keep_give_up(&screen->keep, &screen->form, _("what is typed is not kept; Esc again discards it"));
	default: return form_moves(&screen->form, action) ? EFFECT_REDRAW : EFFECT_PASS;
	}
}

static unsigned after(struct client_form *screen, enum form_result result)
{
	screen->keep.changed |= result == FORM_CHANGED;
	return result == FORM_PASS ? EFFECT_PASS : EFFECT_REDRAW;
}

static unsigned typed(void *self, struct frame *frame, uint32_t key)
{
	struct client_form *screen = self;

	(void)frame;
	return after(screen, form_key(&screen->form, key));
}

static unsigned pasted(void *self, struct frame *frame, const char *text)
{
	struct client_form *screen = self;

	(void)frame;
	return after(screen, form_paste(&screen->form, text));
}

/* ---- the screen ---- */

static int rows(const void *self, int available)
{
	(void)self;
	return PROFILE_FIELD_COUNT + 3 < available ? PROFILE_FIELD_COUNT + 3 : available;
}

/* What a zone means: the hour it is there now. */
static void write_hour_there(const struct client_form *screen, char out[WORDS_TEXT])
{
	const char *zone = form_text(&screen->form, PROFILE_TIME_ZONE);
	const struct session *session = screen->app->session;
	char hour[16];

	out[0] = '\0';
	if (*zone && session->minute >= 0 && !profile_wants(PROFILE_TIME_ZONE, zone)) {
		const struct call_hours clock = zones_hours(session, zone, "");
		snprintf(out, WORDS_TEXT, _("it is %s there"), words_hour(callable_minute_there(&clock, session->minute), hour));
	}
}

static void draw(void *self, struct term *term, struct area area)
{
	struct client_form *screen = self;
	char text[WORDS_TEXT];
	struct area line;

	if (area.rows > 2) {
		line = area_take_top(&area, 1);
		draw_section(term, line.row, line.col, line.cols, _("Client"), screen->client);
	}
	form_draw(&screen->form, term, area_take_top(&area, PROFILE_FIELD_COUNT), LABEL_CELLS);
	if (area.rows > 1)
		area_take_top(&area, 1);
	if (area.rows == 0)
		return;
	if (*refusal(screen, text)) {
		draw_text(term, area.row, area.col + 3, area.cols - 3, STYLE_WARNING, text);
		return;
	}
	write_hour_there(screen, text);
	draw_text(term, area.row, area.col + 3, area.cols - 3, STYLE_DIM, text);
}

static void status(const void *self, char *out, size_t room)
{
	char why[WORDS_TEXT];

	snprintf(out, room, "%s", *refusal(self, why) ? _("Enter keeps nothing yet") : _("Enter keeps what is changed"));
}

static void close_form(void *self)
{
	struct client_form *screen = self;

	form_clear(&screen->form);
	mem_free(screen->client);
	mem_free(screen);
}

static const enum action bar[] = { ACTION_SAVE_STAY, ACTION_NEXT_PANE, ACTION_BACK, ACTION_COUNT };

static const struct screen_ops client_form_ops = {
	.name = "client",
	.context = ACTION_CONTEXT_FORM,
	.bar = bar,
	.tab = N_("field"),
	.rows = rows,
	.draw = draw,
	.status = status,
	.action = act,
	.key = typed,
	.paste = pasted,
	.save = save_draft,
	.close = close_form,
};

void client_form_push(struct app *app, const struct client_row *row)
{
	static const char *const labels[PROFILE_FIELD_COUNT] = {
		N_("Credit limit"), N_("Insured limit"), N_("Segment"), N_("Key account"), N_("Small structure"),
		N_("Risk"), N_("Language"), N_("Time zone"), N_("Postal code"), N_("Payment terms, days"),
	};
	struct client_form *screen = mem_alloc(sizeof *screen);

	screen->app = app;
	screen->client_id = row->id;
	screen->client = mem_strdup(row->name);
	screen->keep = (struct keep){ .app = app, .place = CLIENT_FORM_DRAFT, .client_id = row->id };
	for (size_t i = 0; i < PROFILE_FIELD_COUNT; i++) {
		screen->fields[i].name = profile_field_names[i];
		screen->fields[i].label = gettext(labels[i]);
	}
	screen->fields[PROFILE_RISK].hint = "A B C";
	screen->fields[PROFILE_LANGUAGE].hint = "fr · en";
	screen->fields[PROFILE_TIME_ZONE].hint = "Indian/Reunion";
	form_init(&screen->form, screen->fields, PROFILE_FIELD_COUNT);
	for (size_t i = 0; i < PROFILE_FIELD_COUNT; i++) {
		show_field(row, (enum profile_field)i, screen->was[i]);
		form_set(&screen->form, i, screen->was[i], false);
	}
	frame_push(app->frame, &client_form_ops, screen);
}

bool client_form_resume(struct app *app, const char *draft)
{
	struct client_form *screen;

	client_form_push(app, &file_screen_file(app)->client);
	screen = frame_top_self(app->frame);
	keep_take(&screen->keep, draft, &screen->form);
	return true;
}
