/* The people of the open file: who is right, who is wrong, when they answer, who is on the phone. The keys of the file go on working under it, but
 * for the few that change people.
 */
#include "ui/contacts.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/contact.h"
#include "ui/file_screen.h"
#include "words/circuit.h"

#define NAME_CELLS  48 /* of a name within a sentence */
#define DETAIL_ROWS 3

struct contacts {
	struct app *app;
	struct list list;
	int64_t id; /* of who is selected, as last drawn */
};

static const struct client_file *file_of(const struct contacts *screen)
{
	return file_screen_file(screen->app);
}

static const struct contact_row *selected(const struct contacts *screen)
{
	const struct client_file *file = file_of(screen);
	long place = screen->list.selected;

	return file && place < (long)file->contact_count ? &file->contacts[place] : NULL;
}

/* Who would be recorded as called. */
static int64_t on_the_phone(const struct app *app, const struct client_file *file)
{
	const struct contact_row *usual = contact_spoken_to(file);

	if (app->speaking.client_id == file->client.id && app->speaking.contact_id)
		return app->speaking.contact_id;
	return usual ? usual->id : 0;
}

/* ---- drawing ---- */

enum { NAME, ROLE, PHONE, MOBILE, HOURS, STATE, COLUMNS };

static const char *state_of(const struct app *app, const struct client_file *file, size_t place)
{
	const struct contact_row *row = &file->contacts[place];

	if (row->wrong)
		return _("× wrong");
	if (row->id == on_the_phone(app, file))
		return row->qualified ? _("● on the phone √") : _("● on the phone");
	return row->qualified ? _("√ right person") : "";
}

static void draw_contact(const struct contacts *screen, struct term *term, struct area line,
			 const struct table_column *columns, const struct table_layout *layout,
			 size_t place)
{
	const struct client_file *file = file_of(screen);
	const struct contact_row *row = &file->contacts[place];
	enum style plain = row->wrong ? STYLE_DIM : STYLE_NORMAL;
	char hours[40] = "", phone[WORDS_PHONE], mobile[WORDS_PHONE];
	int from, to;

	if (contact_best(file, place, &from, &to))
		words_hours(from, to, hours);
	const char *texts[COLUMNS] = { *row->name ? row->name : "—", words_role(row->role),
				       words_phone(*row->phone ? row->phone : row->mobile, phone),
				       *row->phone ? words_phone(row->mobile, mobile) : "",	       hours,		       state_of(screen->app, file, place) };
	const enum style styles[COLUMNS] = {
		plain, STYLE_DIM, row->wrong ? STYLE_DIM : STYLE_AMOUNT, row->wrong ? STYLE_DIM : STYLE_AMOUNT,
		STYLE_DIM, row->wrong ? STYLE_BROKEN : STYLE_KEPT
	};
	table_draw_row(term, line.row, line.col, line.cols, columns, layout,
		       &(struct table_row){ texts, styles, NAME,
					    (long)place == screen->list.selected, false });
}

/* What the row has no room for. */
static void lay_detail(const struct contacts *screen, struct sheet *sheet)
{
	const struct client_file *file = file_of(screen);
	const struct contact_row *row = selected(screen);
	char text[WORDS_TEXT], mobile[WORDS_PHONE];
	struct words_text out = { .out = text };

	if (!row)
		return;
	const struct contact_hours *hours = &file->hours[screen->list.selected];
	text[0] = '\0';
	words_add(&out, "%s", words_phone(row->mobile, mobile));
	if (*row->mail)
		words_add(&out, "%s%s", out.used ? " · " : "", row->mail);
	if (hours->answered) {
		char span[40];
		words_add(&out, _("%sanswered %d of %d calls between %s"), out.used ? " · " : "",
			  hours->answered, hours->tried,
			  words_hours(hours->from_minute, hours->to_minute, span));
	}
	int excuses = file->contact_excuses[screen->list.selected];
	if (excuses > 0)
		words_add(&out,
			  ngettext("%s%d evasive answer or excuse since the last promise",
				   "%s%d evasive answers or excuses since the last promise",
				   (unsigned long)excuses),
			  out.used ? " · " : "", excuses);
	if (*row->note)
		words_add(&out, "%s%s", out.used ? " · " : "", row->note);
	sheet_to(sheet, 1);
	sheet_line(sheet, 1, STYLE_NORMAL, text);
}

static void draw_detail(const struct contacts *screen, struct term *term, struct area area)
{
	struct sheet sheet = { 0 };

	sheet_start(&sheet, area.cols - 1);
	lay_detail(screen, &sheet);
	sheet_draw(&sheet, term, area, 0);
	sheet_clear(&sheet);
}

static int contacts_rows(const void *self, int available)
{
	const struct contacts *screen = self;
	const struct client_file *file = file_of(screen);
	int wanted = 1 + (file && file->contact_count ? (int)file->contact_count : 1) + DETAIL_ROWS;

	return wanted < available ? wanted : available;
}

/* Mobiles and hours nobody told leave their cells to the role. */
static void measure(const struct client_file *file, const struct list *list, struct table_column columns[COLUMNS])
{
	char text[40], mobile[WORDS_PHONE];
	int from, to;

	for (int i = 0; i < list_visible(list); i++) {
		size_t place = (size_t)(list->top + i);
		int mobiles = *file->contacts[place].phone ? text_width(words_phone(file->contacts[place].mobile, mobile)) : 0;
		int hours = contact_best(file, place, &from, &to) ? text_width(words_hours(from, to, text)) : 0;

		columns[MOBILE].min = mobiles > columns[MOBILE].min ? mobiles : columns[MOBILE].min;
		columns[HOURS].min = hours > columns[HOURS].min ? hours : columns[HOURS].min;
	}
}

static void contacts_draw(void *self, struct term *term, struct area area)
{
	struct table_column columns[COLUMNS] = {
		[NAME] = { .min = 14, .max = 32, .weight = 3 },
		[ROLE] = { .min = 16, .max = 26, .weight = 2, .drop = 3 },
		[PHONE] = { .max = FILE_PHONE_MOST },
		[MOBILE] = { .max = 20, .drop = 4 },
		[HOURS] = { .drop = 2 },
		[STATE] = { .min = 16, .weight = 1, .drop = 1 },
	};
	struct contacts *screen = self;
	const struct client_file *file = file_of(screen);
	struct area line = area_take_top(&area, 1), list;
	struct table_layout layout;

	if (!file || line.rows == 0)
		return;
	draw_section(term, line.row, line.col, line.cols, _("Contacts"), NULL);
	list = area_take_top(&area, area.rows > DETAIL_ROWS ? area.rows - DETAIL_ROWS : area.rows);
	list_set_height(&screen->list, list.rows);
	columns[PHONE].min = file_rows_phone_cells(file);
	measure(file, &screen->list, columns);
	file_rows_people_cells(file, &columns[NAME].whole, &columns[ROLE].whole);
	table_layout(columns, COLUMNS, list.cols - 1, 1, &layout);
	term_cursor(term, list.row, list.col + 1);
	if (file->contact_count == 0)
		draw_text(term, list.row, list.col + 1, list.cols - 1, STYLE_DIM,
			  _("no contact known: ask for accounts payable"));
	for (int i = 0; i < list_visible(&screen->list); i++)
		draw_contact(screen, term, area_take_top(&list, 1), columns, &layout,
			     (size_t)(screen->list.top + i));
	draw_detail(screen, term, area);
	screen->id = selected(screen) ? selected(screen)->id : 0;
}

static void contacts_status(const void *self, char *out, size_t room)
{
	const struct contact_row *row = selected(self);
	char name[256];

	if (row && row->wrong) {
		snprintf(out, room, "%s", _("marked wrong: w makes it right again"));
	} else if (row) {
		text_ellipsis(name, sizeof name, *row->name ? row->name : row->phone, NAME_CELLS);
		snprintf(out, room, _("Enter: %s is on the phone"), name);
	}
}

/* ---- what the keys do ---- */

static unsigned speak(struct contacts *screen)
{
	struct app *app = screen->app;
	const struct contact_row *row = selected(screen);

	if (!row)
		return EFFECT_CLOSE;
	if (row->wrong) {
		frame_say(app->frame, STYLE_WARNING, "%s",
			  _("marked wrong: w makes it right again"));
		return EFFECT_REDRAW | EFFECT_BELL;
	}
	app->speaking.client_id = file_of(screen)->client.id;
	app->speaking.contact_id = row->id;
	frame_say(app->frame, STYLE_NOTICE, _("On the phone: %s"),
		  *row->name ? row->name : row->phone);
	return EFFECT_CLOSE;
}

/* Say how it went; what is on the screen is read again. */
static unsigned changed(struct contacts *screen, bool done, const struct err *err, const char *said)
{
	if (!done) {
		frame_say_error(screen->app->frame, err);
		return EFFECT_REDRAW | EFFECT_BELL;
	}
	app_did(screen->app, file_of(screen)->client.id);
	frame_say(screen->app->frame, STYLE_NOTICE, "%s", said);
	return EFFECT_RELOAD;
}

static unsigned turn_wrong(struct contacts *screen)
{
	const struct contact_row *row = selected(screen);
	struct err err = { 0 };

	if (!row)
		return EFFECT_REDRAW;
	bool wrong = !row->wrong,
	     done = contact_mark_wrong(screen->app->session, row->id, wrong, &err);
	return changed(screen, done, &err,
		       wrong ? _("Marked wrong: nobody calls it any more") : _("Right again"));
}

static unsigned turn_qualified(struct contacts *screen)
{
	const struct contact_row *row = selected(screen);
	struct err err = { 0 };

	if (!row)
		return EFFECT_REDRAW;
	bool qualified = !row->qualified,
	     done = contact_qualify(screen->app->session, row->id, qualified, &err);
	return changed(screen, done, &err,
		       qualified ? _("The right person to speak to")
				 : _("No longer the right person"));
}

static unsigned contacts_action(void *self, struct frame *frame, enum action action)
{
	struct contacts *screen = self;

	(void)frame;
	if (list_action(&screen->list, action))
		return EFFECT_REDRAW;
	switch (action) {
	case ACTION_CONTACT_SPEAK: return speak(screen);
	case ACTION_CONTACT_WRONG: return turn_wrong(screen);
	case ACTION_CONTACT_RIGHT: return turn_qualified(screen);
	case ACTION_CONTACT_ADD: contact_form_push(screen->app, NULL); return EFFECT_REDRAW;
	case ACTION_CONTACT_EDIT:
		if (selected(screen))
			contact_form_push(screen->app, selected(screen));
		return EFFECT_REDRAW;
	case ACTION_NEXT_FILE: return speak(screen); /* Enter, as everywhere, takes what is selected */
	case ACTION_CONTACTS:
	case ACTION_PREVIOUS_FILE: return EFFECT_CLOSE;
	default: break;
	}
	/* What opens something closes this window first: the agent comes back to the file. */
	if (action_rows[action].records || action == ACTION_WHY || action == ACTION_HISTORY ||
	    action == ACTION_SCRIPT || action == ACTION_MAIL)
		return file_screen_action(screen->app, action) | EFFECT_CLOSE;
	return EFFECT_PASS;
}

static unsigned contacts_reload(void *self, struct frame *frame)
{
	struct contacts *screen = self;
	(void)frame;
	file_screen_refresh(screen->app);
	const struct client_file *file = file_of(screen);
	if (!file)
		return EFFECT_REDRAW;
	list_renew(&screen->list, (long)file->contact_count, false, false);
	for (size_t i = 0; i < file->contact_count; i++) /* wrong ones sink: the same person stays selected */
		if (file->contacts[i].id == screen->id)
			list_select(&screen->list, (long)i);
	return EFFECT_REDRAW;
}

static void contacts_close(void *self)
{
	mem_free(self);
}

static const enum action contacts_bar[] = { ACTION_CONTACT_SPEAK, ACTION_CONTACT_EDIT,
					    ACTION_CONTACT_ADD,	  ACTION_CONTACT_WRONG,
					    ACTION_CONTACT_RIGHT, ACTION_BACK,
					    ACTION_COUNT };

static const struct screen_ops contacts_ops = {
	.name = "contacts",
	.context = ACTION_CONTEXT_CONTACTS,
	.bar = contacts_bar,
	.rows = contacts_rows,
	.draw = contacts_draw,
	.status = contacts_status,
	.action = contacts_action,
	.reload = contacts_reload,
	.close = contacts_close,
};

void contacts_screen_push(struct app *app)
{
	const struct client_file *file = file_screen_file(app);

	if (!file)
		return;
	struct contacts *screen = mem_alloc(sizeof *screen);
	screen->app = app;
	list_start(&screen->list, (long)file->contact_count, false, false);
	if (file->whom.contact < file->contact_count)
		list_select(&screen->list, (long)file->whom.contact);
	frame_push(app->frame, &contacts_ops, screen);
}
