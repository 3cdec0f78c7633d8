/* A line typed in a window is not lost with the terminal: it is offered at the next start, taken up where it was, and forgotten when it is
 * recorded or given up.
 */
#include "tests/ui/file_bench.h"

#include "base/id.h"
#include "base/mem.h"
#include "desk/dispute.h"
#include "desk/escalation.h"

static void is(const char *name, const char *sql, const char *wanted)
{
	char *rows = fixture_dump(sql);

	if (strcmp(rows, wanted) != 0)
		fail_msg("%s: %s", name, rows);
	mem_free(rows);
}

/* The story, with legal action proposed. */
static void propose(struct desk *desk, struct session *session)
{
	struct escalation_deed deed = { .id = id_new(), .act = ESCALATION_ACT_PROPOSE, .kind = ESCALATION_KIND_LEGAL, .note = "bad faith",
					.again_on = DATE_NONE };
	struct escalation_done done;
	struct err err = { 0 };

	desk_story(desk, session);
	deed.client_id = desk->hebrard;
	fixture_sql("INSERT INTO rate (kind, from_on, hundredths) VALUES ('late', '2026-07-01', 1215)");
	assert_true(escalation_do(session, &deed, &done, &err));
}

/* The line goes, and somebody comes back. */
static void lose_the_line(struct desk *desk, struct session *session, int cols)
{
	term_grid_hang_up(desk->term);
	assert_int_equal(frame_run(desk->app.frame), FRAME_HANGUP);
	desk_close(desk);
	desk_open(desk, session, 24, cols);
	draft_screen_offer(&desk->app);
	desk_type(desk, "");
	frame_step(desk->app.frame, 1000);
	desk_type(desk, "");
}

static const struct window {
	const char *name, *keys, *words, *place, *offered, *title, *facts, *wanted;
} windows[] = {
	{ "a waiver", "bw", "a good client, the bank was late", "waiver",
	  "For Menuiserie Hébrard SARL, this was being typed (waiver):", "Waive all interest and fees",
	  "SELECT DISTINCT note FROM waiver", "a good client, the bank was late\n" },
	{ "a refusal", "kx", "+30 the owner was ill", "decision",
	  "For Menuiserie Hébrard SARL, this was being typed (decision):", "─ Refuse ─",
	  "SELECT state, again_on, note FROM escalation", "refused|2026-12-24|the owner was ill\n" },
	{ "an approval", "ko", "three times now", "decision",
	  "For Menuiserie Hébrard SARL, this was being typed (decision):", "─ Approve legal action ─",
	  "SELECT state, note FROM escalation", "approved|three times now\n" },
	{ "a sanction", "ks1", "three times now", "decision",
	  "For Menuiserie Hébrard SARL, this was being typed (decision):", "Set the sanction",
	  "SELECT kind, note FROM sanction", "cancel_terms|three times now\n" },
	{ "the end of a dispute", "d2 com\033OQgdr", "rejected seen with them", "dispute-end",
	  "For Menuiserie Hébrard SARL, this was being typed (end of a dispute):", "Settle the dispute of Menuiserie Hébrard SARL",
	  "SELECT resolution FROM dispute", "rejected\n" },
	{ "a promise withdrawn", "gpx", "it was the other Hébrard", "promise-withdraw",
	  "For Menuiserie Hébrard SARL, this was being typed (promise withdrawn):", "Withdraw the promise of Menuiserie Hébrard SARL",
	  "SELECT note FROM action WHERE outcome = 'promise_withdrawn'", "it was the other Hébrard\n" },
	{ "a note on many", "\033amao", "price list sent", "bulk-note", "This was being typed (note):", "Note on 4 clients",
	  "SELECT count(DISTINCT client_id) FROM action WHERE outcome = 'note' AND note = 'price list sent'", "4\n" },
};

static void words_typed_in_a_window_are_taken_up_again(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(windows); i++) {
		const struct window *window = &windows[i];
		struct desk desk;
		void *own = NULL;

		assert_int_equal(fixture_setup(&own), 0);
		desk_speak(WORDS_EN);
		propose(&desk, own);
		desk_open(&desk, own, 24, 80);
		assert_true(file_screen_open(&desk.app, desk.hebrard));
		desk_type(&desk, window->keys);
		assert_string_equal(desk_top(&desk), "ask");
		desk_type(&desk, window->words);
		lose_the_line(&desk, own, 80);
		assert_int_equal(fixture_count("SELECT count(*) FROM draft"), 1);
		char *place = mem_printf("%s\n", window->place);
		is(window->name, "SELECT place FROM draft", place);
		mem_free(place);
		desk_check_shows(&desk, window->offered);
		desk_check_shows(&desk, window->words);
		desk_type(&desk, "\r");
		assert_string_equal(desk_top(&desk), "ask");
		desk_check_shows(&desk, window->title);
		desk_check_shows(&desk, window->words);
		desk_type(&desk, "\r");
		desk_type(&desk, ""); /* what is done to many goes on by itself */
		is(window->name, window->facts, window->wanted);
		assert_int_equal(fixture_count("SELECT count(*) FROM draft"), 0);
		desk_close(&desk);
		fixture_teardown(&own);
	}
}

static void giving_up_forgets_them(void **state)
{
	static const char *const ways[] = { "\033", "\025\177", "\025\033" };
	struct desk desk;

	desk_speak(WORDS_EN);
	propose(&desk, *state);
	desk_open(&desk, *state, 24, 80);
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	for (size_t i = 0; i < COUNT(ways); i++) {
		desk_type(&desk, "bwgood client");
		frame_step(desk.app.frame, 0); /* a pause in the typing */
		assert_int_equal(fixture_count("SELECT count(*) FROM draft"), 1);
		desk_type(&desk, "s\033"); /* warned: it stays */
		assert_string_equal(desk_top(&desk), "ask");
		assert_int_equal(fixture_count("SELECT count(*) FROM draft"), 1);
		desk_type(&desk, ways[i]);
		assert_string_equal(desk_top(&desk), "pane");
		frame_step(desk.app.frame, 0);
		assert_int_equal(fixture_count("SELECT count(*) FROM draft"), 0);
		desk_type(&desk, "b");
	}
	desk_close(&desk);
}

/* Somebody else settled it meanwhile: that is said, and the words are not offered again. */
static void words_about_what_is_gone_are_forgotten(void **state)
{
	struct desk desk;
	struct err err = { 0 };

	desk_speak(WORDS_EN);
	propose(&desk, *state);
	desk_open(&desk, *state, 24, 80);
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	desk_type(&desk, "d2 com\033OQgdrrejected seen with them");
	lose_the_line(&desk, *state, 80);
	const struct dispute_end end = { .id = id_new(), .dispute_id = fixture_count("SELECT id FROM dispute"), .resolution = DISPUTE_AGREED };
	assert_true(dispute_resolve(*state, &end, &err));
	desk_type(&desk, "\r");
	desk_check_shows(&desk, "what this was about is gone meanwhile (end of a dispute)");
	assert_string_equal(desk_top(&desk), "roll");
	assert_int_equal(fixture_count("SELECT count(*) FROM draft"), 0);
	desk_close(&desk);
}

/* The role may have been lost with the line. */
static void what_only_a_supervisor_types_is_not_offered_to_an_agent(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	propose(&desk, *state);
	desk_open(&desk, *state, 24, 80);
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	desk_type(&desk, "bwgood client");
	fixture_sql("UPDATE agent SET role = 'agent' WHERE name = 'alice'");
	lose_the_line(&desk, *state, 80);
	assert_string_equal(desk_top(&desk), "queue");
	desk_close(&desk);
}

static void in_french_and_wide(void **state)
{
	struct desk desk;

	if (!desk_speak(WORDS_FR))
		skip();
	propose(&desk, *state);
	desk_open(&desk, *state, 40, 120);
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	desk_type(&desk, "bwbon client");
	lose_the_line(&desk, *state, 120);
	desk_check_shows(&desk, "bon client");
	desk_type(&desk, "\r");
	assert_string_equal(desk_top(&desk), "ask");
	desk_close(&desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_typed_in_a_window_are_taken_up_again),
		FACT(giving_up_forgets_them),
		FACT(words_about_what_is_gone_are_forgotten),
		FACT(what_only_a_supervisor_types_is_not_offered_to_an_agent),
		FACT(in_french_and_wide),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
