/* The people of a file on the screen: chosen, changed, added, marked, and what a call recorded afterwards bears.
 */
#include "tests/ui/file_bench.h"

#include "desk/audit.h"
#include "ui/contacts.h"

#define PEOPLE "SELECT name, role, phone, mobile, best_minute, qualified, wrong FROM contact ORDER BY id"
#define CALLED "SELECT c.name, a.outcome FROM action a JOIN contact c ON c.id = a.contact_id WHERE a.on_day = '2026-11-24' ORDER BY a.id"

static void open_people(struct desk *desk, void *session, enum words_lang lang)
{
	desk_speak(lang);
	desk_story(desk, session);
	fixture_contact(session, desk->hebrard, "M. Roy", "06 11 22 33 44");
	desk_open(desk, session, 24, 80);
	assert_true(file_screen_open(&desk->app, desk->hebrard));
	desk_freeze_timer(desk);
	desk_type(desk, "c");
	assert_string_equal(desk_top(desk), "contacts");
}

static void the_usual_one_is_on_the_phone(void **state)
{
	struct desk desk;

	open_people(&desk, *state, WORDS_EN);
	desk_check_shows(&desk, "● on the phone");
	desk_type(&desk, "c");
	assert_string_equal(desk_top(&desk), "file");
	desk_type(&desk, "n");
	fixture_is(CALLED, "Mme Hébrard|no_answer\n");
	desk_close(&desk);
}

/* Hours nobody told are no reason to cut a role, and a name within a sentence is seen to be cut. */
static void what_is_known_has_the_room(void **state)
{
	struct desk desk;

	open_people(&desk, *state, WORDS_FR);
	fixture_sql("UPDATE contact SET best_minute = -1");
	desk_type(&desk, "\033[15~");
	desk_check_shows(&desk, " comptabilité fournisseurs  04 78");
	/* under the file an address is whole or not there */
	fixture_sql("UPDATE contact SET best_minute = 540, mail = 'comptabilite@menuiserie-hebrard.example'");
	term_grid_resize(desk.term, 40, 120);
	desk_type(&desk, "\033\033[15~");
	desk_check_shows(&desk, " comptabilité fournisseurs   04 78");
	term_grid_resize(desk.term, 24, 80);
	desk_type(&desk, "c");
	desk_speak(WORDS_EN);
	fixture_sql("UPDATE contact SET name = 'Société très très très très très très très très longue'"
		    " WHERE name = 'Mme Hébrard'");
	desk_type(&desk, "\033[15~");
	desk_check_shows(&desk, " Enter: Société très très très très très très très très… is on the phone");
	desk_close(&desk);
}

/* Whatever the file they came from: read aloud and dialled in pairs. */
static void numbers_stand_in_pairs(void **state)
{
	struct desk desk;

	open_people(&desk, *state, WORDS_EN);
	fixture_sql("UPDATE contact SET phone = '0478123456', mobile = '+33611223344' WHERE name = 'Mme Hébrard'");
	fixture_sql("UPDATE contact SET phone = '0044 20 7946 0000' WHERE name = 'M. Roy'");
	desk_type(&desk, "\033[15~");
	desk_check_shows(&desk, "· 04 78 12 34 56"); /* where it is dialled from */
	desk_check_shows(&desk, "04 78 12 34 56    ");
	desk_check_shows(&desk, "+33 6 11 22 33 44");
	desk_check_shows(&desk, "0044 20 7946 0000"); /* others as they were typed */
	term_grid_resize(desk.term, 40, 120);
	desk_type(&desk, "\033\033");
	for (int rests = 0; rests < 3; rests++) /* the preview is read when nothing is typed */
		frame_step(desk.app.frame, 300);
	desk_check_shows(&desk, "0044 20 7946 0000 M. Roy");
	desk_type(&desk, "\rc");
	term_grid_resize(desk.term, 24, 80);
	fixture_is("SELECT phone FROM contact WHERE name = 'Mme Hébrard'", "0478123456\n");
	desk_type(&desk, "\033lwmme roy 0478112233");
	desk_check_shows(&desk, "· 04 78");
	desk_close(&desk);
}

static void the_one_chosen_bears_the_call(void **state)
{
	struct desk desk;

	open_people(&desk, *state, WORDS_EN);
	desk_type(&desk, "\033[B\r");
	desk_check_shows(&desk, "On the phone: M. Roy");
	desk_type(&desk, "pv");
	desk_check_shows(&desk, "with M. Roy");
	desk_type(&desk, "\r");
	fixture_is(CALLED, "M. Roy|promise\n");
	/* only that call: the next one is the usual person's */
	assert_int_equal(desk.app.speaking.contact_id, 0);
	desk_close(&desk);
}

static void outcome_keys_go_on_working(void **state)
{
	struct desk desk;

	open_people(&desk, *state, WORDS_EN);
	desk_type(&desk, "pv\r");
	fixture_is(CALLED, "Mme Hébrard|promise\n");
	desk_close(&desk);
}

static void one_is_marked_wrong_and_right_again(void **state)
{
	struct desk desk;

	open_people(&desk, *state, WORDS_EN);
	desk_type(&desk, "w");
	desk_check_shows(&desk, "× wrong");
	fixture_is(PEOPLE, "Mme Hébrard|accounts_payable|04 78 12 34 56||-|0|1\nM. Roy|accounts_payable|06 11 22 33 44||-|0|0\n");
	desk_type(&desk, "\r"); /* last now, and still selected: it is not called */
	desk_check_shows(&desk, "marked wrong: w makes it right again");
	desk_type(&desk, "wz");
	fixture_is(PEOPLE, "Mme Hébrard|accounts_payable|04 78 12 34 56||-|1|0\nM. Roy|accounts_payable|06 11 22 33 44||-|0|0\n");
	desk_check_shows(&desk, "√");
	desk_close(&desk);
}

static void one_is_added_and_changed(void **state)
{
	struct desk desk;

	open_people(&desk, *state, WORDS_FR);
	desk_type(&desk, "jMme Lenoir\tach\t0478000000\r");
	assert_string_equal(desk_top(&desk), "contacts");
	desk_check_shows(&desk, "Mme Lenoir");
	fixture_is("SELECT name, role, phone FROM contact WHERE name = 'Mme Lenoir'", "Mme Lenoir|buyer|0478000000\n");
	desk_type(&desk, "\033[B\033[Bf\t\t\t0601020304\t\t9h30\r");
	fixture_is("SELECT role, mobile, best_minute FROM contact WHERE name = 'Mme Lenoir'", "buyer|0601020304|570\n");
	desk_close(&desk);
}

/* Only what was typed is changed: somebody else may have changed the rest since. */
static void what_others_changed_meanwhile_stays(void **state)
{
	struct desk desk;

	open_people(&desk, *state, WORDS_EN);
	desk_type(&desk, "\033[Bf\t\t\t0601020304");
	fixture_sql("UPDATE contact SET phone = '0499887766', note = 'mornings' WHERE name = 'M. Roy'");
	desk_type(&desk, "\r");
	fixture_is("SELECT phone, mobile, note FROM contact WHERE name = 'M. Roy'", "0499887766|0601020304|mornings\n");
	desk_type(&desk, "f\t\t\0250400000000");
	fixture_sql("UPDATE contact SET phone = '0411111111', mobile = '0622222222' WHERE name = 'M. Roy'");
	desk_type(&desk, "\r"); /* both typed: the later one counts */
	fixture_is("SELECT phone, mobile FROM contact WHERE name = 'M. Roy'", "0400000000|0622222222\n");
	desk_close(&desk);
}

/* Typed, the line goes; taken up again it counts as typed, and keeping it forgets the draft. */
static void a_lost_line_leaves_the_form_to_be_taken_up(void **state)
{
	struct desk desk;
	const char *place, *text;
	int64_t client_id;
	struct err err = { 0 };

	open_people(&desk, *state, WORDS_EN);
	desk_type(&desk, "\033[Bf\t\t\t0601020304");
	term_grid_hang_up(desk.term);
	assert_int_equal(frame_run(desk.app.frame), FRAME_HANGUP);
	desk_close(&desk);
	assert_int_equal(audit_draft_load(*state, &place, &client_id, &text, &err), FOUND);
	assert_string_equal(place, "contact");
	assert_int_equal(client_id, desk.hebrard);
	desk_open(&desk, *state, 24, 80);
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	contact_form_resume(&desk.app, text);
	desk_type(&desk, "");
	desk_check_shows(&desk, "M. Roy");
	desk_check_shows(&desk, "0601020304");
	desk_type(&desk, "\033");
	assert_string_equal(desk_top(&desk), "contact"); /* it counts as typed */
	desk_type(&desk, "\r");
	fixture_is("SELECT mobile FROM contact WHERE name = 'M. Roy'", "0601020304\n");
	fixture_is("SELECT count(*) FROM draft", "0\n");
	desk_close(&desk);
}

static void what_cannot_be_kept_stays_in_the_form(void **state)
{
	struct desk desk;

	open_people(&desk, *state, WORDS_EN);
	desk_type(&desk, "j\r");
	desk_check_shows(&desk, "say a name, a phone or a mail address");
	desk_type(&desk, "Zoé\tpape\r");
	desk_check_shows(&desk, "the role is one of");
	assert_string_equal(desk_top(&desk), "contact");
	desk_type(&desk, "\033");
	assert_string_equal(desk_top(&desk), "contact"); /* the first Esc warns */
	desk_type(&desk, "\033");
	assert_string_equal(desk_top(&desk), "contacts");
	assert_int_equal(fixture_count("SELECT count(*) FROM contact"), 2);
	desk_close(&desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(the_usual_one_is_on_the_phone),
		FACT(what_is_known_has_the_room),
		FACT(numbers_stand_in_pairs),
		FACT(the_one_chosen_bears_the_call),
		FACT(outcome_keys_go_on_working),
		FACT(one_is_marked_wrong_and_right_again),
		FACT(one_is_added_and_changed),
		FACT(what_others_changed_meanwhile_stays),
		FACT(a_lost_line_leaves_the_form_to_be_taken_up),
		FACT(what_cannot_be_kept_stays_in_the_form),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
