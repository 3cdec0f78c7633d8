/* The frame with two toy screens: where lines go, who answers a key, when it paints, what survives a lost line. */
#include "tests/ui/check.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rules/keymap.h"
#include "ui/form.h"
#include "ui/frame.h"
#include "ui/list.h"

/* libtinfo forgets a few bytes each time a command line is opened; a console opens one. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:_nc_trim_sgr0\n";
}

/* What the toys did, in words. */
static struct buf journal;
static unsigned needs_unmet;
static const char *clock_text;

struct toy {
	struct list list;
	int reloads;
};

static void toy_title(const void *self, struct screen_title *out)
{
	(void)self;
	snprintf(out->name, sizeof out->name, "File du jour");
	snprintf(out->more, sizeof out->more, "Nadia B. · 47 à traiter");
}

static void toy_draw(void *self, struct term *term, struct area area)
{
	struct toy *toy = self;

	list_set_height(&toy->list, area.rows);
	for (int i = 0; i < list_visible(&toy->list); i++) {
		struct pen pen = pen_at(term, area.row + i, area.col + 1, area.cols - 1);
		bool selected = toy->list.top + i == toy->list.selected;
		pen_printf(&pen, selected ? STYLE_SELECTED : STYLE_NORMAL, "ligne %ld",
			   toy->list.top + i);
		if (selected)
			term_cursor(term, area.row + i, 1);
	}
}

static void toy_status(const void *self, char *out, size_t room)
{
	const struct toy *toy = self;

	snprintf(out, room, "sur %ld, relu %d", toy->list.selected, toy->reloads);
}

static unsigned toy_action(void *self, struct frame *frame, enum action action)
{
	struct toy *toy = self;

	if (list_action(&toy->list, action))
		return EFFECT_REDRAW;
	if (action == ACTION_WHY)
		buf_printf(&journal, "why(%s) ", frame_argument(frame));
	if (action == ACTION_EVERYONE)
		return EFFECT_RELOAD | EFFECT_BELL;
	return action == ACTION_WHY ? EFFECT_NONE : EFFECT_PASS;
}

static unsigned toy_reload(void *self, struct frame *frame)
{
	(void)frame;
	((struct toy *)self)->reloads++;
	return EFFECT_NONE;
}

static void toy_close(void *self)
{
	buf_puts(&journal, "closed ");
	mem_free(self);
}

static const enum action toy_bar[] = { ACTION_OPEN, ACTION_SEARCH, ACTION_MARK, ACTION_WHY,
				       ACTION_COUNT };

static const struct screen_ops toy_ops = {
	.name = "toy",
	.context = ACTION_CONTEXT_QUEUE,
	.bar = toy_bar,
	.title = toy_title,
	.draw = toy_draw,
	.status = toy_status,
	.action = toy_action,
	.reload = toy_reload,
	.close = toy_close,
};

/* A panel with one field, over the toy. */
struct panel {
	struct form form;
	struct form_field fields[1];
};

static void panel_draft(void *context, const char *name, const char *text)
{
	(void)context;
	buf_printf(&journal, "draft(%s=%s) ", name, text);
}

static int panel_rows(const void *self, int available)
{
	(void)self;
	(void)available;
	return 3;
}

static void panel_draw(void *self, struct term *term, struct area area)
{
	draw_section(term, area.row, area.col, area.cols, "Promesse", NULL);
	area_take_top(&area, 1);
	form_draw(&((struct panel *)self)->form, term, area, 10);
}

static unsigned panel_action(void *self, struct frame *frame, enum action action)
{
	struct panel *panel = self;

	if (action == ACTION_BACK && form_escape(&panel->form) == FORM_WARNED) {
		frame_say(frame, STYLE_WARNING, "Esc again discards");
		return EFFECT_REDRAW;
	}
	if (action != ACTION_SAVE)
		return EFFECT_PASS;
	buf_printf(&journal, "saved(%s) ", form_text(&panel->form, 0));
	return EFFECT_CLOSE | EFFECT_NEXT | EFFECT_RELOAD;
}

static unsigned panel_key(void *self, struct frame *frame, uint32_t key)
{
	(void)frame;
	return form_key(&((struct panel *)self)->form, key) == FORM_PASS ? EFFECT_PASS
									 : EFFECT_REDRAW;
}

static unsigned panel_paste(void *self, struct frame *frame, const char *text)
{
	(void)frame;
	form_paste(&((struct panel *)self)->form, text);
	return EFFECT_REDRAW;
}

static void panel_save(void *self)
{
	form_save_draft(&((struct panel *)self)->form);
}

static void panel_close(void *self)
{
	form_clear(&((struct panel *)self)->form);
	mem_free(self);
}

static const struct screen_ops panel_ops = {
	.name = "panel",
	.context = ACTION_CONTEXT_FORM,
	.rows = panel_rows,
	.draw = panel_draw,
	.action = panel_action,
	.key = panel_key,
	.paste = panel_paste,
	.save = panel_save,
	.close = panel_close,
};

static void open_panel(struct frame *frame)
{
	struct panel *panel = mem_alloc(sizeof *panel);

	panel->fields[0].name = "entry";
	panel->fields[0].label = "Quand";
	form_init(&panel->form, panel->fields, 1, panel_draft, NULL);
	frame_push(frame, &panel_ops, panel);
}

static unsigned app_open(void *app, struct frame *frame, enum action action)
{
	(void)app;
	buf_printf(&journal, "%s(%s) ", action_rows[action].name, frame_argument(frame));
	open_panel(frame);
	return EFFECT_REDRAW;
}

static unsigned app_note(void *app, struct frame *frame, enum action action)
{
	(void)app;
	(void)frame;
	buf_printf(&journal, "%s ", action_rows[action].name);
	return EFFECT_NONE;
}

static bool app_meets(void *app, enum action_need need)
{
	(void)app;
	return !(needs_unmet & need);
}

static void app_clock(void *app, char *out, size_t room)
{
	(void)app;
	snprintf(out, room, "%s", clock_text);
}

static void app_key_name(void *app, int key, char *out, size_t room)
{
	char code[KEYMAP_CODE];

	(void)app;
	snprintf(out, room, "%s", keymap_code(key, code));
}

static action_fn *handlers[ACTION_COUNT];
static struct frame_hooks hooks = {
	.handlers = (action_fn *const *)handlers,
	.meets = app_meets,
	.clock = app_clock,
	.key_name = app_key_name,
};

struct bench {
	struct term *term;
	struct frame *frame;
	struct toy *toy;
};

static struct bench set_up(int rows, int cols)
{
	struct bench bench = { .term = term_grid_open(rows, cols, false) };

	for (int i = 0; i < ACTION_COUNT; i++)
		handlers[i] = frame_do_nothing;
	handlers[ACTION_BACK] = frame_do_back;
	handlers[ACTION_LEAVE] = frame_do_leave;
	handlers[ACTION_REFRESH] = frame_do_refresh;
	handlers[ACTION_SUSPEND] = frame_do_suspend;
	handlers[ACTION_GO_MENU] = frame_do_menu;
	handlers[ACTION_COMMAND] = frame_do_command;
	handlers[ACTION_GO_MESSAGES] = frame_do_messages;
	handlers[ACTION_OPEN] = app_open;
	handlers[ACTION_NEXT_FILE] = app_note;
	handlers[ACTION_GO_QUEUE] = app_note;
	buf_init(&journal);
	buf_puts(&journal, "");
	needs_unmet = 0;
	clock_text = "mar. 24/11  14:31";
	bench.frame = frame_open(bench.term, &hooks);
	bench.toy = mem_alloc(sizeof *bench.toy);
	list_start(&bench.toy->list, 30, false, false);
	frame_push(bench.frame, &toy_ops, bench.toy);
	frame_step(bench.frame, 0);
	return bench;
}

static void tear_down(struct bench *bench)
{
	frame_close(bench->frame);
	term_close(bench->term);
	buf_clear(&journal);
}

static bool type(struct bench *bench, const char *bytes)
{
	term_grid_type(bench->term, bytes);
	return frame_step(bench->frame, 0);
}

static void every_line_has_its_place(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	check_styles(
		bench.term,
		" File du jour  Nadia B. · 47 à traiter                        mar. 24/11  14:31\n"
		" TTTTTTTTTTTT\n"
		"────────────────────────────────────────────────────────────────────────────────\n"
		"--------------------------------------------------------------------------------\n"
		" ligne 0\n"
		" SSSSSSS\n"
		" ligne 1\n"
		" ligne 2\n"
		" ligne 3\n"
		" ligne 4\n"
		" ligne 5\n"
		" ligne 6\n"
		"────────────────────────────────────────────────────────────────────────────────\n"
		"--------------------------------------------------------------------------------\n"
		" sur 0, relu 0\n"
		" enter open   / search   y why                                           ? help\n"
		" kkkkk        k          k                                               k\n");
	check_cursor(bench.term, 2, 1);
	tear_down(&bench);
}

static void small_terminals_lose_lines_not_the_program(void **state)
{
	struct bench bench = set_up(24, 80);

	(void)state;
	for (int rows = 1; rows < 10; rows++)
		for (int cols = 1; cols < 30; cols += 3) {
			term_grid_resize(bench.term, rows, cols);
			assert_true(type(&bench, "g\033"));
		}
	term_grid_resize(bench.term, 4, 40);
	frame_step(bench.frame, 0);
	check_line(bench.term, 0, " File du jour  Nadi…  mar. 24/11  14:31");
	check_line(bench.term, 1, " ligne 0");
	check_line(bench.term, 3, " sur 0, relu 0");
	term_grid_resize(bench.term, 1, 10);
	frame_step(bench.frame, 0);
	check_line(bench.term, 0, " ligne 0");
	tear_down(&bench);
}

static void type_ahead_is_kept_and_painted_once(void **state)
{
	struct bench bench = set_up(12, 80);
	int before = term_grid_refreshes(bench.term);

	(void)state;
	type(&bench, "\033[B\033[B\033[B\033[B\033[B\033[B\033[B\033[B\033[B");
	assert_int_equal(bench.toy->list.selected, 9);
	assert_int_equal(term_grid_refreshes(bench.term), before + 1);
	check_line(bench.term, 8, " ligne 9");
	check_cursor(bench.term, 8, 1);
	frame_step(bench.frame, 0);
	assert_int_equal(term_grid_refreshes(bench.term), before + 1);
	tear_down(&bench);
}

static void a_key_without_meaning_says_so_until_the_next(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	type(&bench, "P");
	check_line(bench.term, 10, " ! that key does nothing here; ? shows those that do");
	type(&bench, "\033[B");
	check_line(bench.term, 10, " sur 1, relu 0");
	tear_down(&bench);
}

static void what_an_action_needs_is_checked_once(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	needs_unmet = ACTION_NEEDS_CLIENT;
	type(&bench, "y");
	check_line(bench.term, 10, " ! no client here: open one first");
	assert_string_equal(journal.data, "");
	needs_unmet = 0;
	type(&bench, "y");
	assert_string_equal(journal.data, "why() ");
	tear_down(&bench);
}

static void facts_that_changed_are_read_again_before_the_next_key(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	type(&bench, "l");
	assert_int_equal(bench.toy->reloads, 1);
	assert_int_equal(term_grid_bells(bench.term), 1);
	check_line(bench.term, 10, " sur 0, relu 1");
	type(&bench, "\033[15~");
	assert_int_equal(bench.toy->reloads, 2);
	tear_down(&bench);
}

static void a_panel_takes_the_bottom_and_the_letters(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	type(&bench, "\rq?u");
	check_line(
		bench.term, 0,
		" File du jour  Nadia B. · 47 à traiter                        mar. 24/11  14:31");
	check_line(bench.term, 5, " ligne 3");
	check_line(
		bench.term, 6,
		"─ Promesse ─────────────────────────────────────────────────────────────────────");
	check_line(bench.term, 7, " ► Quand     q?u");
	check_line(
		bench.term, 11,
		" enter save, next   f2 save, stay   f4 calendar                         f1 help");
	check_cursor(bench.term, 7, 16);
	assert_string_equal(frame_top(bench.frame)->name, "panel");
	type(&bench, " \033[200~ven\nsam\033[201~\r");
	assert_string_equal(journal.data, "open() saved(q?u ven sam) next ");
	assert_string_equal(frame_top(bench.frame)->name, "toy");
	assert_int_equal(bench.toy->reloads, 1);
	tear_down(&bench);
}

static void a_dirty_panel_warns_before_it_goes(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	type(&bench, "\rv\033");
	check_line(bench.term, 10, " ! Esc again discards");
	type(&bench, "\033");
	assert_string_equal(frame_top(bench.frame)->name, "toy");
	tear_down(&bench);
}

static void a_menu_shows_its_keys_and_takes_one(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	type(&bench, "g");
	check_line(
		bench.term, 7,
		"─ Go to ────────────────────────────────────────────────────────────────────────");
	check_line(bench.term, 8, " q  queue                  m  messages");
	check_line(bench.term, 6, " ligne 4");
	type(&bench, "q");
	assert_string_equal(journal.data, "queue ");
	check_line(bench.term, 7, " ligne 5");
	type(&bench, "g\033");
	assert_string_equal(journal.data, "queue ");
	check_line(bench.term, 10, " sur 0, relu 0");
	type(&bench, "gk");
	check_line(bench.term, 10, " ! that key does nothing here; ? shows those that do");
	tear_down(&bench);
}

static void the_first_screen_is_left_by_leave_only(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	assert_true(type(&bench, "\033"));
	check_line(bench.term, 10, " this is the first screen; F3 leaves the program");
	assert_false(type(&bench, "q"));
	assert_int_equal(frame_how_it_ended(bench.frame), FRAME_QUIT);
	tear_down(&bench);
}

static void a_lost_line_saves_the_draft(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	type(&bench, "\r500 v");
	assert_string_equal(journal.data, "open() ");
	term_grid_hang_up(bench.term);
	assert_int_equal(frame_run(bench.frame), FRAME_HANGUP);
	assert_string_equal(journal.data, "open() draft(entry=500 v) ");
	tear_down(&bench);
}

static void a_pause_in_the_typing_saves_the_draft(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	type(&bench, "\r500 v");
	frame_step(bench.frame, 0);
	assert_string_equal(journal.data, "open() draft(entry=500 v) ");
	frame_step(bench.frame, 0);
	assert_string_equal(journal.data, "open() draft(entry=500 v) ");
	tear_down(&bench);
}

static void what_was_said_can_be_read_again(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	for (int i = 0; i < 250; i++)
		frame_say(bench.frame, STYLE_NOTICE, "phrase %d", i);
	frame_say(bench.frame, STYLE_ERROR, "le disque est plein");
	assert_int_equal(frame_message_count(bench.frame), 200);
	assert_string_equal(frame_message_at(bench.frame, 199)->text, "phrase 51");
	type(&bench, "gm");
	check_line(
		bench.term, 0,
		" Messages  200 messages                                       mar. 24/11  14:31");
	check_line(bench.term, 3, "►mar. 24/11  14:31   le disque est plein");
	check_line(bench.term, 4, " mar. 24/11  14:31   phrase 249");
	type(&bench, "\033");
	assert_string_equal(frame_top(bench.frame)->name, "toy");
	tear_down(&bench);
}

static void screens_can_be_found_and_raised(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	open_panel(bench.frame);
	open_panel(bench.frame);
	assert_ptr_equal(frame_find(bench.frame, &toy_ops), bench.toy);
	frame_raise(bench.frame, &toy_ops);
	assert_string_equal(frame_top(bench.frame)->name, "toy");
	frame_raise(bench.frame, &panel_ops);
	assert_string_equal(frame_top(bench.frame)->name, "toy");
	assert_null(frame_find(bench.frame, &panel_ops));
	tear_down(&bench);
}

static void the_command_line_runs_an_action_with_its_argument(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	type(&bench, ":why  deux mots é\r");
	assert_string_equal(journal.data, "why(deux mots é) ");
	type(&bench, ":wxhy\033[D\033[D\177\r");
	type(&bench, ":wh\t\r");
	type(&bench, ":\033[200~why collé\033[201~\r");
	assert_string_equal(journal.data, "why(deux mots é) why() why() why(collé) ");
	type(&bench, ":dance\r");
	check_line(bench.term, 10, " ! there is no command “dance”; Tab shows them");
	tear_down(&bench);
}

static void the_command_line_is_given_up_by_escape(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	type(&bench, ":why\033");
	type(&bench, ":why\003");
	type(&bench, ":w\177\177");
	type(&bench, ":\r");
	type(&bench, ":   \r");
	assert_string_equal(journal.data, "");
	check_line(bench.term, 10, " sur 0, relu 0");
	type(&bench, "y");
	assert_string_equal(journal.data, "why() ");
	tear_down(&bench);
}

static void the_command_line_remembers(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	type(&bench, ":why un\r:why deux\r:\033[A\033[A\r");
	assert_string_equal(journal.data, "why(un) why(deux) why(un) ");
	tear_down(&bench);
}

static void the_command_line_survives_a_lost_line(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	term_grid_type(bench.term, ":wh");
	term_grid_hang_up(bench.term);
	assert_int_equal(frame_run(bench.frame), FRAME_HANGUP);
	check_line(bench.term, 10, " :wh");
	tear_down(&bench);
}

static void tab_shows_the_choices_under_the_line(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	term_grid_type(bench.term, ":ne\t");
	term_grid_resize(bench.term, 12, 80);
	term_grid_hang_up(bench.term);
	frame_run(bench.frame);
	check_line(bench.term, 10, " :next");
	check_cursor(bench.term, 10, 7);
	tear_down(&bench);

	bench = set_up(12, 80);
	term_grid_type(bench.term, ":re\t");
	term_grid_hang_up(bench.term);
	frame_run(bench.frame);
	check_line(bench.term, 10, " :ref");
	check_line(bench.term, 11, " refresh refusal");
	tear_down(&bench);
}

/* A home of its own: history with mode 0600, .editrc obeyed but for what would leave the prompt. */
static void a_personal_account_has_a_history_and_an_editrc(void **state)
{
	char home[] = "/tmp/test_frame.XXXXXX";
	struct stat status;

	(void)state;
	assert_non_null(mkdtemp(home));
	char *editrc = mem_printf("%s/.editrc", home),
	     *saved = mem_printf("%s/state/relance/history", home);
	char *state_home = mem_printf("%s/state", home);
	FILE *file = fopen(editrc, "w");
	assert_non_null(file);
	fputs("bind -v\nbind ^T vi-histedit\nbind -s ^G why\n", file);
	fclose(file);
	setenv("HOME", home, 1);
	setenv("XDG_STATE_HOME", state_home, 1);
	hooks.personal = true;
	struct bench bench = set_up(12, 80);
	type(&bench, ":why un\r:\033[A!\r");
	assert_string_equal(journal.data, "why(un) why(un!) ");
	tear_down(&bench);
	assert_int_equal(stat(saved, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	bench = set_up(12, 80);
	type(&bench, ":\024\033[A\r");
	assert_string_equal(journal.data, "why(un!) ");
	tear_down(&bench);
	hooks.personal = false;
	bench = set_up(12, 80);
	type(&bench, ":\033[A\r");
	assert_string_equal(journal.data, "");
	tear_down(&bench);
	unlink(saved);
	unlink(editrc);
	*strrchr(saved, '/') = '\0';
	rmdir(saved);
	rmdir(state_home);
	rmdir(home);
	mem_free(editrc);
	mem_free(saved);
	mem_free(state_home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_line_has_its_place),
		cmocka_unit_test(small_terminals_lose_lines_not_the_program),
		cmocka_unit_test(type_ahead_is_kept_and_painted_once),
		cmocka_unit_test(a_key_without_meaning_says_so_until_the_next),
		cmocka_unit_test(what_an_action_needs_is_checked_once),
		cmocka_unit_test(facts_that_changed_are_read_again_before_the_next_key),
		cmocka_unit_test(a_panel_takes_the_bottom_and_the_letters),
		cmocka_unit_test(a_dirty_panel_warns_before_it_goes),
		cmocka_unit_test(a_menu_shows_its_keys_and_takes_one),
		cmocka_unit_test(the_first_screen_is_left_by_leave_only),
		cmocka_unit_test(a_lost_line_saves_the_draft),
		cmocka_unit_test(a_pause_in_the_typing_saves_the_draft),
		cmocka_unit_test(what_was_said_can_be_read_again),
		cmocka_unit_test(screens_can_be_found_and_raised),
		cmocka_unit_test(the_command_line_runs_an_action_with_its_argument),
		cmocka_unit_test(the_command_line_is_given_up_by_escape),
		cmocka_unit_test(the_command_line_remembers),
		cmocka_unit_test(the_command_line_survives_a_lost_line),
		cmocka_unit_test(tab_shows_the_choices_under_the_line),
		cmocka_unit_test(a_personal_account_has_a_history_and_an_editrc),
	};

	check_use_utf8();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
