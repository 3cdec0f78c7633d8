/* Search: one field at the bottom, results above it as one types. What matched is told again here, because the store only says who.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/worklist.h"
#include "rules/keymap.h"
#include "ui/app.h"
#include "ui/field.h"
#include "ui/list.h"
#include "ui/table.h"
#include "words/search.h"

#define QUERY_BYTES  120
#define RESULTS      40
#define ROWS_AT_LEAST 8
#define COLUMNS      5
#define GAP          2

struct search {
	struct app *app;
	struct field field;
	struct list list;
	struct worklist_row *rows;
	struct arena arena;
	char query[QUERY_BYTES + 1]; /* as looked for: AZERTY digits read */
	bool choosing;               /* the arrows were used last: the cursor is on the selection, not in the field */
	bool partial;                /* what is settled was not looked through … */
	bool skips;                  /* … nor mail addresses and ends of numbers */
	bool due;                    /* the field changed: look once typing pauses */
};

static bool only_azerty_digits(const char *text)
{
	const char *at = text;
	wchar_t c;
	int n;

	for (; *at; at += n) {
		n = mbtowc(&c, at, MB_CUR_MAX);
		if (n <= 0 || (*at != ' ' && *at != ',' && keymap_azerty_digit((int)c) < 0))
			return false;
	}
	return *text != '\0';
}

/* A phone or an amount typed on the unshifted digit row of an AZERTY keyboard, where the comma is too. */
static void read_digits(const char *text, char *out)
{
	wchar_t c;
	size_t n = 0;

	for (int step; *text && n < QUERY_BYTES; text += step) {
		step = mbtowc(&c, text, MB_CUR_MAX);
		out[n++] = *text == ' ' || *text == ',' ? *text : (char)('0' + keymap_azerty_digit((int)c));
	}
	out[n] = '\0';
}

static void look(struct search *search)
{
	size_t count = 0;
	struct err err = { 0 };

	arena_clear(&search->arena);
	search->rows = NULL;
	if (*search->query &&
	    !worklist_search(search->app->session, &search->arena, search->query, RESULTS, &search->rows, &count, &err)) {
		frame_say_error(search->app->frame, &err);
		count = 0;
	}
	search->partial = worklist_search_is_partial(search->app->session, search->query);
	search->skips = worklist_search_skips(search->app->session, search->query);
	list_start(&search->list, (long)count, false, false);
}

static void look_again(struct search *search)
{
	const char *text = field_text(&search->field);

	search->due = false;
	snprintf(search->query, sizeof search->query, "%s", text);
	look(search);
	if (search->list.count == 0 && only_azerty_digits(text)) {
		read_digits(text, search->query);
		look(search);
	}
}

/* What is typed ahead is looked for once, when the result is needed. */
static void look_when_due(struct search *search)
{
	if (search->due)
		look_again(search);
}

/* Who paid what is no client's yet stands where the client would. */
static const char *name_of(const struct worklist_row *row)
{
	if (row->client.id)
		return row->client.name;
	return *row->sum->party ? row->sum->party : _("unknown");
}

static const char *say_now(const struct search *search, const struct worklist_row *row, char out[WORDS_TEXT])
{
	if (row->client.id)
		return words_next(&row->now, search->app->session->today, out);
	snprintf(out, WORDS_TEXT, "%s", _("no client's yet"));
	return out;
}

static const char *say_overdue(const struct worklist_row *row, char out[MONEY_TEXT])
{
	return row->client.id ? words_amount(row->client.ready.overdue, row->client.ready.currency, out) : "";
}

static int rows(const void *self, int available)
{
	int wanted = available * 2 / 3;

	(void)self;
	return wanted > ROWS_AT_LEAST ? wanted : ROWS_AT_LEAST;
}

static void draw_row(const struct search *search, struct term *term, struct area at,
		     const struct table_column *columns, const struct table_layout *layout, long place)
{
	const struct worklist_row *row = &search->rows[place];
	char match[WORDS_TEXT], money[MONEY_TEXT], next[WORDS_TEXT];
	const char *const texts[COLUMNS] = { name_of(row), row->client.no,
					     words_match(row, search->query, search->app->session->today, match),
					     say_overdue(row, money), say_now(search, row, next) };
	static const enum style styles[COLUMNS] = { STYLE_NORMAL, STYLE_DIM, STYLE_NORMAL, STYLE_AMOUNT, STYLE_DIM };
	table_draw_row(term, at.row, at.col, at.cols, columns, layout,
		       &(struct table_row){ texts, styles, 0, place == search->list.selected, false });
}

static int wider(int cells, const char *text)
{
	int own = text_width(text);

	return own > cells ? own : cells;
}

/* What the rows hold: no column keeps cells another one lacks. */
static void measure(const struct search *search, struct table_column columns[COLUMNS])
{
	char text[WORDS_TEXT], money[MONEY_TEXT];

	for (long i = 0; i < search->list.count; i++) {
		const struct worklist_row *row = &search->rows[i];

		columns[0].whole = wider(columns[0].whole, name_of(row));
		columns[1].whole = wider(columns[1].whole, row->client.no);
		columns[2].whole = wider(columns[2].whole, words_match(row, search->query, search->app->session->today, text));
		columns[3].whole = wider(columns[3].whole, say_overdue(row, money));
		columns[4].whole = wider(columns[4].whole, say_now(search, row, text));
	}
	for (int i = 0; i < COLUMNS; i++) {
		columns[i].holds = wider(columns[i].whole, columns[i].title);
		if (columns[i].max && columns[i].whole > columns[i].max)
			columns[i].whole = columns[i].max;
	}
}

static void draw_results(struct search *search, struct term *term, struct area area)
{
	struct table_column columns[COLUMNS] = {
		{ .title = _("Client"), .min = 22, .max = 40, .weight = 2, .names = true },
		{ .title = _("Account"), .min = 8, .max = 16, .weight = 1, .drop = 2 },
		{ .title = _("Found by"), .min = 10, .max = 36, .weight = 1, .drop = 1, .names = true },
		{ .title = _("Overdue"), .min = 12, .right = true },
		{ .title = _("Now"), .min = 20, .max = 60, .weight = 2, .drop = 3 },
	};
	struct table_layout layout;

	measure(search, columns);
	table_layout(columns, COLUMNS, area.cols, GAP, &layout);
	if (area.rows >= 3)
		table_draw_header(term, area_take_top(&area, 1).row, area.col, columns, &layout);
	list_set_height(&search->list, area.rows);
	for (int i = 0; i < list_visible(&search->list); i++)
		draw_row(search, term, (struct area){ area.row + i, area.col, 1, area.cols }, columns, &layout,
			 search->list.top + i);
}

static int count_sums(const struct search *search)
{
	int sums = 0;

	for (long i = 0; i < search->list.count; i++)
		sums += search->rows[i].sum != NULL;
	return sums;
}

/* Clients, and beside them documents and payments of the amount. */
static void say_count(const struct search *search, char *out, size_t room)
{
	int sums = count_sums(search), clients = (int)search->list.count - sums;
	char named[SCREEN_TEXT];

	snprintf(named, sizeof named, ngettext("%d client", "%d clients", (unsigned long)clients), clients);
	if (sums == 0)
		snprintf(out, room, "%s", named);
	else if (clients == 0)
		snprintf(out, room, _("%d of this amount"), sums);
	else
		snprintf(out, room, _("%s, %d of this amount"), named, sums);
}

static void draw(void *self, struct term *term, struct area area)
{
	struct search *search = self;
	char note[SCREEN_TEXT] = "";
	struct area line = area_take_bottom(&area, 1);

	look_when_due(search);
	int found = (int)search->list.count;
	if (found >= RESULTS)
		snprintf(note, sizeof note, count_sums(search) ? _("the first %d") : _("the first %d clients"), found);
	else if (*search->query)
		say_count(search, note, sizeof note);
	if (area.rows > 1) {
		struct area head = area_take_top(&area, 1);
		draw_section(term, head.row, head.col, head.cols, _("Search"), note);
	}
	if (found > 0)
		draw_results(search, term, area);
	else
		draw_text(term, area.row, area.col + 1, area.cols - 2, STYLE_DIM,
			  search->partial  ? _("nothing open, no payment of it; relance search finds what is settled")
			  : search->skips  ? _("nobody; relance search looks through mails and ends of invoice numbers")
			  : *search->query ? _("no client answers to that")
					 : _("name, account, invoice number, an amount, a mail, the end of a phone number"));
	draw_text(term, line.row, line.col + 1, 1, STYLE_KEY, "/");
	field_draw(&search->field, term, line.row, line.col + 3, line.cols - 4, !search->choosing);
}

static void status(const void *self, char *out, size_t room)
{
	struct search *search = (struct search *)self;
	char text[WORDS_TEXT];

	look_when_due(search);
	out[0] = '\0';
	if (search->list.count == 0)
		return;
	const struct worklist_row *row = &search->rows[search->list.selected];
	snprintf(out, room, "%s  %s", name_of(row),
		 row->sum ? words_match_long(row, search->app->session->today, text) : say_now(search, row, text));
}

/* What is no client's is set against one among the payments. */
static unsigned show_payment(struct frame *frame, const struct search_sum *sum)
{
	char id[24];

	snprintf(id, sizeof id, "%" PRId64, sum->id);
	frame_post(frame, ACTION_GO_MATCHING, id);
	return EFFECT_CLOSE;
}

/* The search goes away before the file opens in its place. */
static unsigned act(void *self, struct frame *frame, enum action action)
{
	struct search *search = self;

	look_when_due(search);
	if (action == ACTION_OPEN && search->list.count > 0) {
		const struct worklist_row *row = &search->rows[search->list.selected];
		if (row->client.id == 0)
			return show_payment(frame, row->sum);
		snprintf(search->app->sought, sizeof search->app->sought, "%s", row->match == WORKLIST_MATCH_CONTACT ? "" : row->matched);
		frame_post(frame, ACTION_OPEN, row->client.no);
		return EFFECT_CLOSE;
	}
	if (!list_action(&search->list, action))
		return EFFECT_PASS;
	search->choosing = true;
	return EFFECT_REDRAW;
}

static unsigned changed(struct search *search, enum field_result result)
{
	search->due |= result == FIELD_CHANGED;
	search->choosing &= result == FIELD_IGNORED;
	return result == FIELD_IGNORED ? EFFECT_PASS : EFFECT_REDRAW;
}

static unsigned key(void *self, struct frame *frame, uint32_t code)
{
	struct search *search = self;

	(void)frame;
	if (code == KEYMAP_BACKSPACE && *field_text(&search->field) == '\0')
		return EFFECT_CLOSE;
	return changed(search, field_key(&search->field, code));
}

static unsigned paste(void *self, struct frame *frame, const char *text)
{
	struct search *search = self;

	(void)frame;
	return changed(search, field_paste(&search->field, text));
}

static unsigned reload(void *self, struct frame *frame)
{
	struct search *search = self;
	long selected = search->list.selected;

	(void)frame;
	look_when_due(search);
	look(search);
	list_select(&search->list, selected);
	return EFFECT_REDRAW;
}

static int64_t client(const void *self)
{
	struct search *search = (struct search *)self;

	look_when_due(search);
	return search->list.count > 0 ? search->rows[search->list.selected].client.id : 0;
}

static void close_search(void *self)
{
	struct search *search = self;

	field_clear(&search->field);
	arena_clear(&search->arena);
	mem_free(search);
}

/* Asked for when the results are drawn anyway. */
static const enum action *bar_of(const void *self)
{
	static const enum action found[] = { ACTION_OPEN, ACTION_BACK, ACTION_COUNT };
	static const enum action nobody[] = { ACTION_BACK, ACTION_COUNT };
	struct search *search = (struct search *)self;

	look_when_due(search);
	return search->list.count > 0 ? found : nobody;
}

const struct screen_ops search_screen = {
	.name = "search",
	.context = ACTION_CONTEXT_SEARCH,
	.bar_of = bar_of,
	.rows = rows,
	.draw = draw,
	.client = client,
	.status = status,
	.action = act,
	.key = key,
	.paste = paste,
	.reload = reload,
	.close = close_search,
};

void search_screen_push(struct app *app, const char *query)
{
	struct search *search = mem_alloc(sizeof *search);

	search->app = app;
	field_init(&search->field, QUERY_BYTES);
	if (query)
		field_set(&search->field, query);
	look_again(search);
	frame_push(app->frame, &search_screen, search);
}

int64_t search_screen_client(const struct app *app)
{
	const struct search *search = frame_find(app->frame, &search_screen);

	return search ? client(search) : 0;
}

bool search_screen_has_payment(const struct app *app)
{
	const struct search *search = frame_find(app->frame, &search_screen);

	return search && frame_top(app->frame) == &search_screen && client(search) == 0 && search->list.count > 0;
}
