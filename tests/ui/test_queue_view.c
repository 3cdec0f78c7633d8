/* The queue narrowed, put in another order, marked, exported, and what is done to many of its clients. */
#include "tests/ui/desk_bench.h"

#include <stdio.h>
#include <unistd.h>

#include "desk/claim.h"
#include "desk/team.h"

static struct bench *start(struct session *session)
{
	bench_speak(WORDS_EN);
	bench_story(session);
	return bench_open(session, 24, 80);
}

static void typing_a_filter_narrows_the_queue(void **state)
{
	struct bench *bench = start(*state);

	bench_type(bench, "f");
	assert_true(bench_shows(bench, " words, amounts, days late: lyon >500 <2000 >30d"));
	assert_true(bench_shows(bench, "Filter"));
	assert_true(bench_shows(bench, "words, >500, >30d"));
	bench_type(bench, ">1000");
	assert_true(bench_shows(bench, "4 of 6"));
	assert_true(bench_lacks(bench, "Boulangerie"));
	bench_type(bench, " >40d\r");
	bench_line(bench, 0, " Today's queue  “>1000 >40d” 2 of 6 · alice · 6 to call        Tue 24/11  14:31");
	bench_line(bench, 3, "►callback 14:30  Menuiserie Hébrard SARL                 4,812.50    47 d    460");
	bench_line(bench, 5, "");
	bench_type(bench, "\033[B\r");
	assert_string_equal(bench_asked.data, "open(C-10031) ");
	bench_type(bench, "f\025>1.500");
	assert_true(bench_shows(bench, "“1.500” may be read in two ways: type 1500 or 1.50"));
	assert_true(bench_shows(bench, "0 of 6"));
	bench_type(bench, "\025>8 000");
	assert_true(bench_shows(bench, "2 of 6"));
	bench_type(bench, "\033");
	bench_type(bench, "fzz");
	assert_true(bench_shows(bench, "No row has what is typed in the filter"));
	bench_type(bench, "\r");
	assert_true(bench_shows(bench, " f filter   Esc back   / search   g go "));
	bench_type(bench, "f");
	bench_type(bench, "\033");
	assert_true(bench_shows(bench, "Today's queue  alice · 6 to call"));
	bench_type(bench, "fPROMISE cafe\r");
	assert_true(bench_shows(bench, "1 of 6"));
	bench_type(bench, "\033");
	assert_true(bench_shows(bench, "Boulangerie"));
	assert_ptr_equal(frame_top(bench->app.frame), &queue_screen);
	bench_close(bench);
}

static void why_not_and_owner_are_looked_for_too(void **state)
{
	struct session *alice = *state;
	struct team_assigned assigned;
	struct err err = { 0 };

	struct bench *bench = start(alice);
	int64_t velo = (int64_t)fixture_count("SELECT id FROM client WHERE no = 'C-10400'");
	assert_true(team_assign(alice, &velo, 1, &(struct team_assignment){ .agent = "carol" }, &assigned, &err));
	bench_type(bench, "lfcarol\r");
	assert_true(bench_shows(bench, "Everyone  “carol” 1 of 8"));
	assert_true(bench_shows(bench, "Atelier Vélo Part-Dieu"));
	bench_type(bench, "\033f a promise runs\r");
	assert_true(bench_shows(bench, "Clinique vétérinaire Saint-Jean"));
	assert_true(bench_lacks(bench, "Vélo"));
	bench_close(bench);
}

static void another_order_and_back_with_one_key(void **state)
{
	struct bench *bench = start(*state);

	bench_type(bench, "t");
	assert_true(bench_shows(bench, "0 score        1 amount       2 days late    3 name         4 next date"));
	bench_type(bench, "1");
	bench_line(bench, 3, "►chase           Transports Mercadier & Fils            28,115.20    33 d    430");
	assert_true(bench_shows(bench, "Today's queue  ▼ amount · alice"));
	bench_type(bench, "t&");
	bench_line(bench, 3, "►chase           Boulangerie Petit                         412.60    30 d    250");
	assert_true(bench_shows(bench, "▲ amount"));
	bench_type(bench, "t3");
	bench_line(bench, 3, "►chase           Boulangerie Petit                         412.60    30 d    250");
	bench_type(bench, "t2");
	bench_line(bench, 3, "►promise ×       Garage du Pont-Neuf                    12,340.00    61 d    920");
	bench_type(bench, "\033");
	bench_line(bench, 3, " callback 14:30  Menuiserie Hébrard SARL                 4,812.50    47 d    460");
	bench_line(bench, 4, "►promise ×       Garage du Pont-Neuf                    12,340.00    61 d    920");
	bench_type(bench, "\033");
	assert_true(bench_shows(bench, "this is the first screen"));
	bench_close(bench);
}

static void marks_follow_the_clients(void **state)
{
	struct bench *bench = start(*state);

	bench_type(bench, "  ");
	bench_line(bench, 3, "●callback 14:30  Menuiserie Hébrard SARL                 4,812.50    47 d    460");
	check_cursor(bench->term, 5, 17);
	bench_type(bench, "t1");
	assert_true(bench_shows(bench, "Today's queue  2 marked · ▼ amount"));
	assert_true(bench_shows(bench, "●promise ×       Garage du Pont-Neuf"));
	bench_type(bench, "\033[15~");
	assert_true(bench_shows(bench, "2 marked"));
	bench_type(bench, "am");
	assert_true(bench_shows(bench, "6 marked"));
	bench_type(bench, "am");
	assert_true(bench_lacks(bench, "marked"));
	bench_type(bench, "f>5000\ram\033");
	assert_true(bench_shows(bench, "3 marked"));
	bench_close(bench);
}

static void a_note_on_many(void **state)
{
	struct bench *bench = start(*state);

	bench_type(bench, "amao");
	assert_true(bench_shows(bench, "─ Note on 6 clients ─"));
	bench_type(bench, "\r");
	assert_true(bench_shows(bench, "a note needs words"));
	bench_type(bench, "price list sent\r");
	bench_type(bench, "");
	assert_true(bench_shows(bench, "Note on 6 clients: 6 clients done"));
	assert_int_equal(fixture_count("SELECT count(DISTINCT client_id) FROM action WHERE outcome = 'note' AND note = 'price list sent'"), 6);
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'note' AND payload LIKE '%price list sent%'"), 6);
	assert_true(bench_lacks(bench, "marked"));
	bench_close(bench);
}

static void a_callback_for_many_says_who_refused(void **state)
{
	struct session *alice = *state, *bob;
	struct err err = { 0 };
	bool taken;

	struct bench *bench = start(alice);
	bob = fixture_session("bob", TODAY);
	snprintf(bob->console, sizeof bob->console, "elsewhere/1/1");
	bench_type(bench, " ");
	int64_t garage = queue_screen_client(&bench->app);
	bench_type(bench, " ar");
	assert_true(bench_shows(bench, "─ Callback for 2 clients ─"));
	bench_type(bench, "25/06");
	assert_true(bench_shows(bench, "25/06"));
	bench_type(bench, "\b\b\b\b\b+2");
	assert_true(bench_shows(bench, "26 November"));
	assert_true(claim_take(bob, garage, &taken, &err) && taken);
	bench_type(bench, "\r");
	bench_type(bench, "");
	assert_true(bench_shows(bench, "Callback for 2 clients: 1 client done, 1 refused: g m says why"));
	assert_true(bench_shows(bench, "1 marked"));
	bench_type(bench, "gm");
	assert_true(bench_shows(bench, "C-10031 Garage du Pont-Neuf: bob has this file open"));
	assert_int_equal(fixture_count("SELECT count(*) FROM follow_up WHERE due_on = '2026-11-26' AND done_by IS NULL"), 1);
	bench_close(bench);
	session_close(bob);
}

static void what_was_done_to_many_is_undone_at_once(void **state)
{
	bench_speak(WORDS_EN);
	struct bench *bench = start(*state);
	bench_type(bench, "  ");
	assert_true(bench_shows(bench, " a bulk   Space mark")); /* what marks are for */
	bench_type(bench, "ar");
	bench_type(bench, "+2\r");
	bench_type(bench, "");
	assert_true(bench_shows(bench, "Callback for 2 clients: 2 clients done"));
	assert_int_equal(fixture_count("SELECT count(*) FROM follow_up WHERE due_on = '2026-11-26' AND done_by IS NULL"), 2);
	bench_type(bench, "u");
	bench_type(bench, "");
	assert_true(bench_shows(bench, "Undo for 2 clients: 2 clients done"));
	assert_int_equal(fixture_count("SELECT count(*) FROM action WHERE on_day = '2026-11-24' AND outcome = 'callback' AND undone_by IS NULL"), 0);
	buf_clear(&bench_asked);
	bench_type(bench, "u"); /* once; then it is what was recorded before */
	assert_string_equal(bench_asked.data, "undo ");
	bench_close(bench);
}

/* What was taken back in the file since, or followed by something else, is left alone. */
static void undoing_many_takes_back_nothing_else(void **state)
{
	static const char standing[] = "SELECT count(*) FROM action WHERE on_day = '2026-11-24' AND outcome = 'note' AND undone_by IS NULL";
	struct session *alice = *state;
	char undone[CALL_CODE];
	struct err err = { 0 };

	bench_speak(WORDS_EN);
	struct bench *bench = start(alice);
	int64_t first = queue_screen_client(&bench->app);
	long before = fixture_count(standing);
	for (int i = 0; i < 2; i++) {
		bench_type(bench, "  ao");
		bench_type(bench, i == 0 ? "one\r" : "two\r");
		bench_type(bench, "");
		bench_type(bench, "\033[H");
	}
	assert_int_equal(fixture_count(standing), before + 4);
	assert_true(call_undo(alice, first, undone, &err)); /* elsewhere: "two" of the first */
	assert_int_equal(fixture_count(standing), before + 3);
	bench_type(bench, "u");
	bench_type(bench, "");
	assert_true(bench_shows(bench, "Undo for 2 clients: 1 client done, 1 refused"));
	assert_int_equal(fixture_count(standing), before + 2); /* "one" of both */
	bench_type(bench, "gm");
	assert_true(bench_shows(bench, ": what was recorded is "));
	bench_close(bench);
}

static void assigning_is_a_supervisors(void **state)
{
	struct session *alice = *state, *bob;

	struct bench *bench = start(alice);
	bench_type(bench, " aa");
	assert_true(bench_shows(bench, "─ Assign 1 client ─"));
	assert_true(bench_shows(bench, "alice, bob, carol"));
	bench_type(bench, "nobody");
	assert_true(bench_shows(bench, "no agent and no team is called that"));
	bench_type(bench, "\r\b\b\b\b\b\bbob");
	assert_true(bench_shows(bench, "to bob"));
	bench_type(bench, "\r");
	bench_type(bench, "");
	assert_true(bench_shows(bench, "Assign 1 client: 1 client done"));
	assert_int_equal(fixture_count("SELECT count(*) FROM client c JOIN agent a ON a.id = c.agent_id WHERE a.name = 'bob'"), 1);
	bench_close(bench);
	bob = fixture_session("bob", TODAY);
	bob->minute = BENCH_MINUTE;
	bench = bench_open(bob, 24, 80);
	bench_type(bench, "aa");
	assert_true(bench_shows(bench, "only a supervisor may do that"));
	bench_close(bench);
	session_close(bob);
}

static void the_list_is_exported_as_shown(void **state)
{
	struct bench *bench = start(*state);
	char *path = mem_printf("%s/queue-2026-11-24.csv", fixture_folder()), text[1024];

	bench->app.export_dir = fixture_folder();
	bench_type(bench, "f>10000\rt1w");
	assert_true(bench_shows(bench, "2 rows written to"));
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	text[fread(text, 1, sizeof text - 1, file)] = '\0';
	fclose(file);
	assert_string_equal(text, "Client,Name,Reason,Overdue,Currency,Days,Score,Comes back\r\n"
				  "C-10120,Transports Mercadier & Fils,chase,\"28,115.20\",EUR,33,430,\r\n"
				  "C-10031,Garage du Pont-Neuf,promise ×,\"12,340.00\",EUR,61,920,\r\n");
	unlink(path);
	mem_free(path);
	bench_close(bench);
}

static void a_long_queue_is_narrowed_whole(void **state)
{
	bench_speak(WORDS_EN);
	fixture_portfolio(*state, 3000);
	fixture_on(*state, TODAY, BENCH_MINUTE);
	struct bench *bench = bench_open(*state, 24, 80);

	bench_type(bench, "t3");
	bench_line(bench, 20, " … 2983 more");
	bench_type(bench, "\033[F");
	bench_line(bench, 20, "");
	bench_type(bench, "\033");
	assert_true(bench_shows(bench, "to call"));
	bench_type(bench, "am");
	assert_true(bench_shows(bench, "3000 marked"));
	bench_close(bench);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(typing_a_filter_narrows_the_queue),
		FACT(why_not_and_owner_are_looked_for_too),
		FACT(another_order_and_back_with_one_key),
		FACT(marks_follow_the_clients),
		FACT(a_note_on_many),
		FACT(a_callback_for_many_says_who_refused),
		FACT(what_was_done_to_many_is_undone_at_once),
		FACT(undoing_many_takes_back_nothing_else),
		FACT(assigning_is_a_supervisors),
		FACT(the_list_is_exported_as_shown),
		FACT(a_long_queue_is_narrowed_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
