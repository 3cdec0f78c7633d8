/* The console as a whole: what opens it, what is refused before there is a screen, its clock, its drafts, its handlers. */
#include "tests/ui/desk_bench.h"


#include "base/clock.h"
#include "desk/audit.h"
#include "ui/console.h"
#include "ui/handlers.h"
#include "ui/now.h"

static struct globals globals_of(const char *path, const char *agent)
{
	struct globals globals = { .db = path, .agent = agent, .today = TODAY, .minute = BENCH_MINUTE,
				   .today_given = true, .policy = policy_default };

	return globals;
}

static void every_action_has_a_handler(void **state)
{
	(void)state;
	for (int i = 0; i < ACTION_COUNT; i++)
		if (!handlers[i])
			fail_msg("%s: no handler", action_rows[i].name);
}

static void no_store_is_said_with_the_remedy(void **state)
{
	struct globals globals = globals_of("/nowhere/at-all/relance.db", NULL);
	struct err err = { 0 };

	(void)state;
	bench_speak(WORDS_EN);
	assert_int_equal(console_run(&globals, &err), EXIT_FAILED);
	assert_non_null(strstr(err.text, "run relance init"));
}

static void an_unknown_agent_is_refused(void **state)
{
	struct globals globals = globals_of(fixture_path(), "mallory");
	struct err err = { 0 };

	(void)state;
	bench_speak(WORDS_EN);
	assert_int_equal(console_run(&globals, &err), EXIT_FAILED);
	assert_non_null(strstr(err.text, "relance agents add mallory"));
}

static void a_lost_line_ends_well_and_frees_claims(void **state)
{
	struct globals globals = globals_of(fixture_path(), "bob");
	struct err err = { 0 };

	bench_speak(WORDS_EN);
	bench_story(*state);
	buf_init(&bench_asked);
	/* Nobody types: the grid hangs up. */
	assert_int_equal(console_run(&globals, &err), EXIT_DONE);
	assert_int_equal(fixture_count("SELECT count(*) FROM client WHERE claim_agent_id IS NOT NULL"), 0);
	buf_clear(&bench_asked);
}

static void a_given_day_stays_and_its_minutes_go_by(void **state)
{
	struct globals globals = globals_of(fixture_path(), "alice");
	struct session session = { .today = TODAY };
	struct now now;
	char text[64];

	(void)state;
	words_set_lang(WORDS_FR);
	now_start(&now, &globals, &session);
	assert_int_equal(session.minute, BENCH_MINUTE);
	now_text(&session, text, sizeof text);
	assert_string_equal(text, "mar. 24/11  14:31");
	now.first_ms = clock_ms() - 3 * 60000 - 500;
	assert_false(now_advance(&now, &session));
	assert_int_equal(session.minute, BENCH_MINUTE + 3);
	now.first_ms -= INT64_C(24) * 3600 * 1000;
	assert_false(now_advance(&now, &session));
	assert_int_equal(session.minute, 24 * 60 - 1);
	assert_int_equal(session.today, TODAY);
	words_set_lang(WORDS_EN);
	now_text(&session, text, sizeof text);
	assert_string_equal(text, "Tue 24/11  23:59");
}

static void a_given_day_alone_uses_the_clocks_minute(void **state)
{
	struct globals globals = globals_of(fixture_path(), "alice");
	struct session session = { .today = TODAY };
	struct now now;
	date day;
	int before, after;

	(void)state;
	globals.minute = -1;
	clock_local(&day, &before);
	now_start(&now, &globals, &session);
	clock_local(&day, &after);
	assert_true(session.minute == before || session.minute == after);
	assert_int_equal(session.today, TODAY);
}

static void without_a_given_day_midnight_brings_another(void **state)
{
	struct globals globals = globals_of(fixture_path(), "alice");
	struct session session = { 0 };
	struct now now;
	date day;
	int minute;

	(void)state;
	globals.today_given = false;
	clock_local(&day, &minute);
	session.today = day - 1;
	now_start(&now, &globals, &session);
	assert_true(now_advance(&now, &session));
	assert_true(session.today >= day);
	assert_false(now_advance(&now, &session));
}

static void a_draft_is_offered_and_taken_up(void **state)
{
	struct session *session = *state;
	struct err err = { 0 };

	bench_speak(WORDS_EN);
	bench_story(session);
	struct bench *bench = bench_open(session, 24, 80);
	int64_t client = queue_screen_client(&bench->app);
	draft_screen_offer(&bench->app);
	assert_ptr_equal(frame_top(bench->app.frame), &queue_screen);
	assert_true(audit_draft_save(session, "promise", client, "500 ven", &err));
	draft_screen_offer(&bench->app);
	bench_type(bench, "");
	bench_golden(bench, "draft-80x24-en");
	bench_type(bench, "\r");
	assert_string_equal(bench_asked.data, "open(C-10482) entry(promise,500 ven) ");
	bench_close(bench);
}

/* Its number first, then its fields. */
static void a_contact_being_typed_is_offered_too(void **state)
{
	struct session *session = *state;
	struct err err = { 0 };

	bench_speak(WORDS_EN);
	bench_story(session);
	struct bench *bench = bench_open(session, 24, 80);
	assert_true(audit_draft_save(session, "contact", queue_screen_client(&bench->app), "0\nname\tMme Lenoir\nphone\t0478\n", &err));
	draft_screen_offer(&bench->app);
	bench_type(bench, "");
	assert_true(bench_shows(bench, "this was being typed (contact):"));
	assert_true(bench_shows(bench, "Mme Lenoir · 0478"));
	bench_type(bench, "\r");
	assert_string_equal(bench_asked.data, "open(C-10482) contact(0\nname\tMme Lenoir\nphone\t0478\n) ");
	bench_close(bench);
}

static void a_draft_can_be_forgotten(void **state)
{
	struct session *session = *state;
	const char *place, *text;
	int64_t client;
	struct err err = { 0 };

	bench_speak(WORDS_EN);
	bench_story(session);
	struct bench *bench = bench_open(session, 24, 80);
	assert_true(audit_draft_save(session, "note", queue_screen_client(&bench->app), "parti", &err));
	draft_screen_offer(&bench->app);
	bench_type(bench, "\033"); /* typed ahead: of the queue */
	assert_int_equal(audit_draft_load(session, &place, &client, &text, &err), FOUND);
	bench_type(bench, "");
	assert_true(bench_shows(bench, "this was being typed (note):"));
	bench_type(bench, "\033");
	assert_ptr_equal(frame_top(bench->app.frame), &queue_screen);
	assert_int_equal(audit_draft_load(session, &place, &client, &text, &err), FOUND_NOT);
	assert_string_equal(bench_asked.data, "");
	bench_close(bench);
}

static void commands_have_names_in_french_too(void **state)
{
	if (!bench_speak(WORDS_FR))
		skip();
	bench_story(*state);
	struct bench *bench = bench_open(*state, 24, 80);
	bench_type(bench, ":bal\t\r");
	assert_string_equal(frame_top(bench->app.frame)->name, "aging");
	bench_type(bench, "\033:non-joint\r");
	assert_true(bench_shows(bench, "ce dossier n'est pas à vous"));
	bench_type(bench, ":promesses\r");
	assert_true(bench_shows(bench, "Promesses  de tous"));
	bench_type(bench, ":agen\t\r"); /* the same in both */
	assert_true(bench_shows(bench, "Agenda  de tous"));
	bench_type(bench, ":aging\r"); /* what fingers know goes on */
	assert_string_equal(frame_top(bench->app.frame)->name, "aging");
	bench_close(bench);
}

static void go_and_messages_work_from_anywhere(void **state)
{
	bench_speak(WORDS_EN);
	bench_story(*state);
	struct bench *bench = bench_open(*state, 24, 80);

	bench_type(bench, "k");
	assert_true(bench_shows(bench, "that key does nothing here"));
	bench_type(bench, "gm");
	assert_true(bench_shows(bench, "that key does nothing here"));
	for (int i = 0; i < 80; i++)
		bench_type(bench, i % 2 ? "gm" : ":messages\r");
	bench_type(bench, "\033"); /* one screen, however often it was asked for */
	assert_string_equal(frame_top(bench->app.frame)->name, "queue");
	bench_type(bench, "gm");
	bench_type(bench, "gq");
	assert_ptr_equal(frame_top(bench->app.frame), &queue_screen);
	bench_type(bench, "gm:everyone\r");
	assert_true(bench_shows(bench, "Everyone  alice"));
	bench_type(bench, "\033");
	assert_true(bench_shows(bench, "this is the first screen"));
	bench_type(bench, "q");
	assert_int_equal(frame_how_it_ended(bench->app.frame), FRAME_QUIT);
	assert_false(frame_step(bench->app.frame, 0));
	bench_close(bench);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_action_has_a_handler),
		cmocka_unit_test(no_store_is_said_with_the_remedy),
		FACT(an_unknown_agent_is_refused),
		FACT(a_lost_line_ends_well_and_frees_claims),
		cmocka_unit_test(a_given_day_stays_and_its_minutes_go_by),
		cmocka_unit_test(a_given_day_alone_uses_the_clocks_minute),
		cmocka_unit_test(without_a_given_day_midnight_brings_another),
		FACT(a_draft_is_offered_and_taken_up),
		FACT(a_contact_being_typed_is_offered_too),
		FACT(a_draft_can_be_forgotten),
		FACT(commands_have_names_in_french_too),
		FACT(go_and_messages_work_from_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
