/* The command line inside the frame: what it runs, completes, remembers, and how it is given up. */
#include "tests/ui/frame_bench.h"

#include <sys/stat.h>
#include <unistd.h>

/* libtinfo forgets a few bytes each time a command line is opened; a console opens one. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:_nc_trim_sgr0\n";
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
	check_line(bench.term, 11, " enter do it   tab complete   escape back"); /* letters are text here */
	check_cursor(bench.term, 10, 7);
	tear_down(&bench);

	bench = set_up(12, 80);
	term_grid_type(bench.term, ":prom\t");
	term_grid_hang_up(bench.term);
	frame_run(bench.frame);
	check_line(bench.term, 10, " :promise");
	check_line(bench.term, 11, " promise promises");
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
