/* Payments left to clear: a kind of roll. m takes the first candidate, o another one, x sets aside with words, u takes back; l shows
 * what was decided too.
 */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "desk/matching.h"
#include "ui/app.h"
#include "ui/ask.h"
#include "ui/choice.h"
#include "ui/roll.h"
#include "words/matching.h"

enum { DECIDED_MOST = 2000, WAITING_MOST = 20000 }; /* rows shown: the newest of what was decided, the oldest of what waits */

enum column { VALUE, AMOUNT, FROM, SAYS, FOR, COLUMNS };

static const struct table_column columns[COLUMNS] = {
	[VALUE] = { .title = N_("Value"), .min = 10 },
	[AMOUNT] = { .title = N_("Amount"), .min = 12, .right = true },
	[FROM] = { .title = N_("From"), .min = 14, .max = 30, .weight = 1 },
	[SAYS] = { .title = N_("Says"), .min = 14, .max = 60, .weight = 2, .drop = 2 },
	[FOR] = { .title = N_("For"), .min = 22, .max = 80, .weight = 2, .drop = 1 },
};

/* ---- rows ---- */

static const char *say_what(struct arena *arena, const struct matching_line *line)
{
	struct buf text = { 0 };
	const char *kept;

	buf_puts(&text, line->reference);
	if (*line->text)
		buf_printf(&text, "%s%s", text.len ? " · " : "", line->text);
	if (!text.len)
		buf_puts(&text, line->end_to_end);
	kept = arena_strdup(arena, text.data);
	buf_clear(&text);
	return kept;
}

/* Who paid; of nobody named, what the bank wrote is all one has to know the money by. */
static const char *say_from(struct arena *arena, const struct matching_line *line)
{
	return *line->party ? line->party : *line->party_account ? line->party_account : say_what(arena, line);
}

static int64_t client_of(const struct matching_line *line)
{
	return line->allocated_count ? line->allocated[0].client_id : line->choice_count ? line->choices[0].client_id : 0;
}

static enum style style_of(const struct matching_line *line)
{
	if (strcmp(line->state, "open") == 0)
		return line->choice_count ? STYLE_NORMAL : STYLE_LATE;
	return strcmp(line->state, "account") == 0 ? STYLE_WARNING : STYLE_DIM;
}

static void fill(const struct session *session, struct arena *arena, const struct matching_line *line, struct roll_row *out)
{
	char day[64], money[MONEY_TEXT], words[WORDS_TEXT];

	*out = (struct roll_row){ .id = line->id, .client_id = client_of(line), .of = line };
	out->cells[VALUE] =
		(struct roll_cell){ arena_strdup(arena, words_date(line->value_on, WORDS_DATE_YEAR, day)), line->value_on, STYLE_NORMAL };
	out->cells[AMOUNT] = (struct roll_cell){
		arena_strdup(arena, words_amount_under(line->amount, line->currency, session->creditor.currency, money)),
		line->amount, line->amount < 0 ? STYLE_BROKEN : STYLE_AMOUNT
	};
	out->cells[FROM] = (struct roll_cell){ say_from(arena, line), ROLL_BY_TEXT, STYLE_NORMAL };
	out->cells[SAYS] = (struct roll_cell){ say_what(arena, line), ROLL_BY_TEXT, STYLE_NORMAL };
	out->cells[FOR] = (struct roll_cell){ arena_strdup(arena, words_matching_line(line, session->today, words)), ROLL_BY_TEXT, style_of(line) };
}

/* all: what was decided too. */
static bool load(struct app *app, int64_t all, struct arena *arena, struct roll_row **rows, size_t *count, struct err *err)
{
	struct matching_line *lines;

	if (!matching_list(app->session, arena, all != 0, all ? DECIDED_MOST : WAITING_MOST, &lines, count, err))
		return false;
	*rows = arena_alloc(arena, (*count + 1) * sizeof **rows);
	for (size_t i = 0; i < *count; i++)
		fill(app->session, arena, &lines[i], &(*rows)[i]);
	return true;
}

/* Sums are of the creditor's currency, a + says there is money in others; one behind the number, that there are more rows than are shown. */
static void summary(struct app *app, const struct roll_row *rows, size_t count, char *out, size_t room)
{
	struct words_text text = { .out = out };
	char money[MONEY_TEXT];
	cents sum[2] = { 0 };
	int found[2] = { 0 };
	bool others[2] = { false };

	(void)room;
	for (size_t i = 0; i < count; i++) {
		const struct matching_line *line = rows[i].of;
		int place = strcmp(line->state, "open") == 0 ? 0 : strcmp(line->state, "account") == 0 ? 1 : 2;

		if (place == 2)
			continue;
		found[place]++;
		if (strcmp(line->currency, app->session->creditor.currency) != 0)
			others[place] = true;
		else if (!money_add(sum[place], line->amount, &sum[place]))
			sum[place] = MONEY_MAX;
	}
	for (int place = 0; place < 2; place++)
		words_add(&text, "%s%d%s %s %s%s", place ? " · " : "", found[place], count == WAITING_MOST ? "+" : "",
		          words_matching_state(place ? "account" : "open"), words_amount(sum[place], app->session->creditor.currency, money),
		          others[place] ? " +" : "");
}

/* ---- the preview ---- */

static void add_fact(struct sheet *sheet, const char *label, const char *value)
{
	if (!*value)
		return;
	sheet_put(sheet, STYLE_DIM, label);
	sheet_put(sheet, STYLE_DIM, " ");
	sheet_line(sheet, 2, STYLE_NORMAL, value);
}

static void add_choices(struct sheet *sheet, const struct matching_line *line, date today)
{
	char words[WORDS_TEXT], number[32];

	if (line->choice_count == 0)
		return;
	sheet_newline(sheet);
	sheet_line(sheet, 0, STYLE_HEADER, _("It may be for"));
	for (size_t i = 0; i < line->choice_count; i++) {
		snprintf(number, sizeof number, "%zu ", i + 1);
		sheet_put(sheet, STYLE_DIM, number);
		sheet_line(sheet, 2, STYLE_NORMAL, words_matching_choice(&line->choices[i], line->currency, today, words));
	}
}

static void add_allocated(struct sheet *sheet, const struct matching_line *line)
{
	char money[MONEY_TEXT], words[WORDS_TEXT];

	if (line->allocated_count == 0)
		return;
	sheet_newline(sheet);
	sheet_line(sheet, 0, STYLE_HEADER, _("Set against"));
	for (size_t i = 0; i < line->allocated_count; i++) {
		const struct matching_allocated *one = &line->allocated[i];

		snprintf(words, sizeof words, "%s · %s · %s%s%s", *one->number ? one->number : _("on account"),
		         words_amount(one->amount, line->currency, money), words_matching_how(one->how), *one->agent ? " · " : "",
		         one->agent);
		sheet_line(sheet, 2, STYLE_NORMAL, words);
	}
	sheet_line(sheet, 2, STYLE_NORMAL, line->allocated[0].client_name);
}

static void preview(struct app *app, const struct roll_row *row, struct sheet *sheet)
{
	const struct matching_line *line = row->of;
	char money[MONEY_TEXT], day[64], title[WORDS_TEXT];

	snprintf(title, sizeof title, "%s · %s · %s", words_amount(line->amount, line->currency, money),
	         words_near_long(line->value_on, app->session->today, day), words_matching_state(line->state));
	sheet_line(sheet, 0, STYLE_TITLE, title);
	add_fact(sheet, _("From"), line->party);
	add_fact(sheet, _("Account"), line->party_account);
	add_fact(sheet, _("Reference"), line->reference);
	add_fact(sheet, _("Text"), line->text);
	add_fact(sheet, _("End to end"), line->end_to_end);
	add_fact(sheet, _("Returned"), line->return_code);
	add_fact(sheet, _("Note"), line->note);
	if (*line->why) {
		sheet_newline(sheet);
		sheet_line(sheet, 0, STYLE_WARNING, words_matching_why(line->why));
	}
	add_choices(sheet, line, app->session->today);
	add_allocated(sheet, line);
}

/* Why it is here. */
static void status(struct app *app, const struct roll_row *row, char *out, size_t room)
{
	const struct matching_line *line = row->of;
	char words[WORDS_TEXT];

	snprintf(out, room, "%s", *line->why ? words_matching_why(line->why) : words_matching_line(line, app->session->today, words));
}

/* ---- deciding ---- */

static bool may_decide(struct app *app)
{
	if (app->session->role == ROLE_SUPERVISOR)
		return true;
	frame_say(app->frame, STYLE_WARNING, "%s", _("only a supervisor sets payments against invoices"));
	return false;
}

/* What was done, or why not. */
static unsigned refuse(struct app *app, const struct err *err)
{
	frame_say_error(app->frame, err);
	return EFFECT_REDRAW;
}

/* As it stands now: where each cent went. */
static unsigned done_with(struct app *app, int64_t id)
{
	struct arena arena = { 0 };
	struct matching_line line;
	char words[WORDS_TEXT];
	struct err err = { 0 };

	if (matching_line(app->session, &arena, id, &line, &err))
		frame_say(app->frame, STYLE_NOTICE, _("decided: %s"), words_matching_line(&line, app->session->today, words));
	else
		frame_say_error(app->frame, &err);
	arena_clear(&arena);
	roll_unmark(app);
	return EFFECT_RELOAD;
}

static bool take_choice(struct app *app, int64_t id, const struct matching_choice *choice, struct err *err)
{
	return matching_by_hand(app->session, id, choice->client_id, &choice->invoice_id, choice->invoice_id != 0, err);
}

/* One more of those that u takes back together. */
static void remember(struct app *app, int64_t id)
{
	MEM_GROW(app->cash.ids, app->cash.count, app->cash.room);
	app->cash.ids[app->cash.count++] = id;
	app->last_cash = true;
	app->last_other = 0;
}

/* From now on u means this one alone. */
static void remember_only(struct app *app, int64_t id)
{
	app->cash.count = 0;
	remember(app, id);
}

static unsigned decided(struct app *app, int64_t id)
{
	remember_only(app, id);
	return done_with(app, id);
}

/* The first candidate of each marked row, or of the one under the cursor. */
static unsigned take_first(struct app *app, const struct roll_row *row, const struct roll_row *const *marked, size_t marked_count)
{
	size_t count = marked_count ? marked_count : row ? 1 : 0, done = 0;
	int64_t one = 0;
	struct err first = { 0 };

	for (size_t i = 0; i < count; i++) {
		const struct matching_line *line = (marked_count ? marked[i] : row)->of;
		struct err err = { 0 };

		if (line->choice_count == 0)
			err_set(&err, ERR_USAGE, N_("nothing is known of what it may be for: o chooses"));
		else if (take_choice(app, line->id, &line->choices[0], &err)) {
			if (done++ == 0)
				app->cash.count = 0;
			one = line->id;
			remember(app, one);
		}
		if (err.code != ERR_NONE && first.code == ERR_NONE)
			first = err;
	}
	if (count > 1 && done > 0) {
		frame_say(app->frame, first.code == ERR_NONE ? STYLE_NOTICE : STYLE_WARNING, _("%zu of %zu set against their first candidate"),
			  done, count);
		roll_unmark(app);
		return EFFECT_RELOAD;
	}
	if (count == 0)
		return EFFECT_REDRAW;
	return done ? done_with(app, one) : refuse(app, &first);
}

struct deciding {
	struct app *app;
	int64_t id;
};

static bool answer_search(void *context, struct frame *frame, const char *text, unsigned *effects)
{
	struct deciding *deciding = context;
	struct app *app = deciding->app;
	struct matching_found found;
	struct err err = { 0 };

	if (!matching_find(app->session, text, &found, &err) ||
	    !matching_by_hand(app->session, deciding->id, found.client_id, found.invoices, found.count, &err)) {
		frame_say_error(frame, &err);
		return false;
	}
	*effects = decided(app, deciding->id);
	return true;
}

static struct deciding *decide(struct app *app, int64_t id)
{
	struct deciding *deciding = mem_alloc(sizeof *deciding);

	*deciding = (struct deciding){ .app = app, .id = id };
	return deciding;
}

static void ask_which(struct app *app, int64_t id)
{
	ask_push(app->frame, &(struct ask){ .title = _("Set the payment against"),
	                                    .label = _("Invoice numbers, or the client"),
	                                    .answer = answer_search,
	                                    .context = decide(app, id) });
}

/* The candidates were read when the choice was opened: it closes before the roll reads again. */
static unsigned chosen(void *context, struct frame *frame, size_t place)
{
	struct app *app = context;
	const struct roll_row *row = roll_row_selected(app);
	const struct matching_line *line = row ? row->of : NULL;
	struct err err = { 0 };

	(void)frame;
	if (!line)
		return EFFECT_REDRAW;
	if (place >= line->choice_count) {
		ask_which(app, line->id);
		return EFFECT_REDRAW;
	}
	return take_choice(app, line->id, &line->choices[place], &err) ? decided(app, line->id) : refuse(app, &err);
}

static unsigned choose(struct app *app, const struct roll_row *row)
{
	const struct matching_line *line = row ? row->of : NULL;
	char words[8][WORDS_TEXT];
	const char *lines[9];
	size_t count = 0;

	if (!line)
		return EFFECT_REDRAW;
	while (count < line->choice_count && count < 8) {
		lines[count] = words_matching_choice(&line->choices[count], line->currency, app->session->today, words[count]);
		count++;
	}
	if (count == 0) {
		ask_which(app, line->id);
		return EFFECT_REDRAW;
	}
	lines[count] = _("something else …");
	choice_push(app->frame, _("Set the payment against"), lines, count + 1, '1', 0, chosen, app);
	return EFFECT_REDRAW;
}

static bool answer_ignore(void *context, struct frame *frame, const char *text, unsigned *effects)
{
	struct deciding *deciding = context;
	struct err err = { 0 };

	if (!matching_ignore(deciding->app->session, deciding->id, text, &err)) {
		frame_say_error(frame, &err);
		return false;
	}
	remember_only(deciding->app, deciding->id);
	frame_say(frame, STYLE_NOTICE, _("set aside: %s"), text);
	roll_unmark(deciding->app);
	*effects = EFFECT_RELOAD;
	return true;
}

/* draft: what was typed before the line was lost, or NULL. */
static unsigned ask_aside(struct app *app, const struct roll_row *const *rows, size_t count, const char *draft)
{
	char *about = roll_name_rows(rows, count);

	ask_push(app->frame, &(struct ask){ .title = _("Set the payment aside"),
	                                    .label = _("Why it is no client's"),
	                                    .answer = answer_ignore,
	                                    .context = decide(app, rows[0]->id),
	                                    .keep = { .app = app, .place = PAYMENT_ASIDE_DRAFT },
	                                    .about = about,
	                                    .draft = draft });
	mem_free(about);
	return EFFECT_REDRAW;
}

/* One of those decided, or another: it is not taken back twice. */
static void forget(struct app *app, int64_t id)
{
	size_t kept = 0;

	for (size_t i = 0; i < app->cash.count; i++)
		if (app->cash.ids[i] != id)
			app->cash.ids[kept++] = app->cash.ids[i];
	app->cash.count = kept;
}

static unsigned take_one_back(struct app *app, int64_t id)
{
	struct err err = { 0 };

	if (!matching_undo(app->session, id, &err))
		return refuse(app, &err);
	forget(app, id);
	app->last_cash = false;
	frame_say(app->frame, STYLE_NOTICE, "%s", _("taken back: it is in the list again"));
	roll_unmark(app);
	roll_select(app, id);
	return EFFECT_RELOAD;
}

/* All that was decided at once, the last one first. What is refused, since others took it back meanwhile, stays as it is. */
static unsigned take_all_back(struct app *app)
{
	size_t count = app->cash.count, done = 0;
	struct err first = { 0 };

	for (size_t i = count; i > 0; i--) {
		struct err err = { 0 };

		if (matching_undo(app->session, app->cash.ids[i - 1], &err))
			done++;
		else if (first.code == ERR_NONE)
			first = err;
	}
	if (done == 0)
		return refuse(app, &first);
	roll_unmark(app);
	roll_select(app, app->cash.ids[0]);
	app->cash.count = 0;
	app->last_cash = false;
	if (done < count)
		frame_say(app->frame, STYLE_WARNING, _("%zu of %zu taken back; the others: %s"), done, count, first.text);
	else
		frame_say(app->frame, STYLE_NOTICE, ngettext("%zu payment taken back: it is in the list again", "%zu payments taken back: they are in the list again", (unsigned long)done), done);
	return EFFECT_RELOAD;
}

/* The one under the cursor when it is decided, else what was decided last. */
static unsigned take_back(struct app *app, const struct roll_row *row)
{
	const struct matching_line *line = row ? row->of : NULL;

	if (line && strcmp(line->state, "open") != 0 && strcmp(line->state, "account") != 0)
		return take_one_back(app, line->id);
	if (app->cash.count == 1)
		return take_one_back(app, app->cash.ids[0]);
	if (app->cash.count > 1)
		return take_all_back(app);
	frame_say(app->frame, STYLE_NOTICE, "%s", _("nothing was decided here yet: l shows what was"));
	return EFFECT_REDRAW;
}

static const struct roll_kind matching;

static unsigned act(struct app *app, enum action action, const struct roll_row *row, const struct roll_row *const *marked,
                    size_t marked_count)
{
	switch (action) {
	case ACTION_CASH_ALL: roll_push(app, &matching, !roll_argument(app)); return EFFECT_REDRAW;
	case ACTION_CASH_TAKE: return take_first(app, row, marked, marked_count);
	case ACTION_CASH_CHOOSE: return choose(app, row);
	case ACTION_UNDO: return may_decide(app) ? take_back(app, row) : EFFECT_REDRAW;
	case ACTION_CASH_IGNORE:
		if (row)
			ask_aside(app, &row, 1, NULL);
		return EFFECT_REDRAW;
	default: return EFFECT_PASS;
	}
}

static const enum action bar[] = { ACTION_CASH_TAKE, ACTION_CASH_CHOOSE, ACTION_CASH_IGNORE, ACTION_UNDO, ACTION_CASH_ALL,
				   ACTION_OPEN,      ACTION_FILTER,      ACTION_PREVIEW,     ACTION_BACK, ACTION_COUNT };

/* Who may not decide may not take back either. */
static const enum action *bar_of(const struct app *app, const struct roll_row *row, const struct roll_row *rows, size_t count)
{
	static const enum action reads[] = { ACTION_OPEN, ACTION_CASH_ALL, ACTION_FILTER, ACTION_SORT, ACTION_PREVIEW, ACTION_BACK, ACTION_COUNT };

	(void)row;
	(void)rows;
	(void)count;
	return app->session->role == ROLE_SUPERVISOR ? bar : reads;
}

static const enum action empty_bar[] = { ACTION_UNDO, ACTION_CASH_ALL, ACTION_BACK, ACTION_COUNT };

static const char *say_empty(int64_t all)
{
	return all ? N_("No payment came in yet: relance import takes a bank file in.")
		   : N_("Nothing is left to clear. l shows what was matched; relance import takes a bank file in.");
}

static const struct roll_kind matching = {
	.name = "matching",
	.context = ACTION_CONTEXT_MATCHING,
	.bar = bar,
	.bar_of = bar_of,
	.empty_bar = empty_bar,
	.title = N_("Payments"),
	.say_empty = say_empty,
	.columns = columns,
	.money = 1u << AMOUNT,
	.column_count = COLUMNS,
	.name_column = FROM,
	.load = load,
	.summary = summary,
	.preview = preview,
	.act = act,
	.status = status,
};

/* What is asked for may be among the decided ones only. */
void matching_screen_push(struct app *app, int64_t id)
{
	struct arena arena = { 0 };
	struct matching_line line;
	struct err err = { 0 };
	bool decided = id && matching_line(app->session, &arena, id, &line, &err) && strcmp(line.state, "open") != 0 &&
	               strcmp(line.state, "account") != 0;

	arena_clear(&arena);
	roll_push_at(app, &matching, decided, id);
	if (err.code != ERR_NONE)
		frame_say_error(app->frame, &err);
}

bool payment_aside_resume(struct app *app, const char *draft)
{
	return roll_resume(app, &matching, draft, ask_aside);
}
