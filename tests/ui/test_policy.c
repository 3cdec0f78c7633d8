/* Another policy tried from the console: asked for, listed, its numbers explained; a mistake in it said; nothing written. */
#include "tests/ui/desk_bench.h"

#include <stdio.h>

#include "base/mem.h"
#include "ui/policy.h"
#include "ui/roll.h"

static struct globals globals;
static struct config *config;
static char path[512];

static void write_config(const char *text)
{
	FILE *file;

	snprintf(path, sizeof path, "%s/other.conf", fixture_folder());
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static struct bench *open_bench(struct session *session, int rows, int cols)
{
	struct err err = { 0 };
	struct bench *bench;

	bench_story(session);
	assert_true(config_load("/dev/null", &config, &err));
	globals = (struct globals){ .config = config };
	config_policy(config, &session->policy);
	bench = bench_open(session, rows, cols);
	bench->app.globals = &globals;
	return bench;
}

static void close_bench(struct bench *bench)
{
	policy_screen_forget(&bench->app);
	bench_close(bench);
	config_free(config);
}

static void every_file_that_changes_is_listed(void **state)
{
	char *before = NULL, *after;

	bench_speak(WORDS_EN);
	struct bench *bench = open_bench(*state, 24, 80);
	write_config("score {\n\tbroken_first = 200\n}\nui {\n\ttheme = \"light\"\n}\n");
	before = fixture_dump("SELECT sum(version), sum(journal_seq) FROM client");
	bench_type(bench, "gc");
	assert_true(bench_shows(bench, "Try another policy: nothing is changed"));
	bench_type(bench, "\r");
	assert_true(bench_shows(bench, " ! name a configuration file"));
	bench_type(bench, path);
	bench_type(bench, "\r");
	bench_rest(bench);
	assert_string_equal(roll_kind_on_top(&bench->app)->name, "policy");
	long broken = fixture_count("SELECT count(*) FROM client WHERE broken > 0");
	char line[64];
	snprintf(line, sizeof line, "Another policy  %ld of 8 files", broken);
	assert_true(broken > 0);
	assert_true(bench_shows(bench, line));
	snprintf(line, sizeof line, "score.broken_first: 200 instead of 120: %ld file", broken);
	bench_type(bench, "z");
	bench_rest(bench);
	assert_true(bench_shows(bench, line));
	after = fixture_dump("SELECT sum(version), sum(journal_seq) FROM client");
	assert_string_equal(before, after);
	mem_free(before);
	mem_free(after);
	close_bench(bench);
}

static void the_same_numbers_change_nothing(void **state)
{
	bench_speak(WORDS_EN);
	struct bench *bench = open_bench(*state, 24, 80);
	write_config("ui {\n\ttheme = \"light\"\n}\n");
	policy_screen_push(&bench->app, path);
	bench_rest(bench);
	assert_true(bench_shows(bench, "No file would change."));
	assert_true(bench_shows(bench, "Another policy  0 of 8 files"));
	close_bench(bench);
}

static void a_mistake_is_said_where_it_was_typed(void **state)
{
	bench_speak(WORDS_EN);
	struct bench *bench = open_bench(*state, 24, 120);
	write_config("cadence {\n\tmax_gap = 0\n}\n");
	bench_type(bench, "gc");
	bench_type(bench, path);
	bench_type(bench, "\r");
	assert_null(roll_kind_on_top(&bench->app));
	assert_true(bench_shows(bench, "cadence.max_gap is “0”"));
	assert_true(bench_shows(bench, "Try another policy"));
	close_bench(bench);
}

static void agents_are_refused(void **state)
{
	struct session *bob = fixture_session("bob", TODAY);

	(void)state;
	bench_speak(WORDS_EN);
	struct bench *bench = open_bench(bob, 24, 80);
	bench_type(bench, "gc");
	assert_ptr_equal(frame_top(bench->app.frame), &queue_screen);
	close_bench(bench);
	session_close(bob);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(every_file_that_changes_is_listed),
		FACT(the_same_numbers_change_nothing),
		FACT(a_mistake_is_said_where_it_was_typed),
		FACT(agents_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
