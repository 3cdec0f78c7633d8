/* People at a client's: stored codes, whom a name means, who is asked for, when they answer, the line that tells of one. */
#include "facts.h"

#include <string.h>

#include "base/mem.h"
#include "rules/contact.h"
#include "rules/contact_entry.h"

static void codes_are_those_stored(void **state)
{
	(void)state;
	static const char *const codes[] = { "accounts_payable", "buyer", "approver",
					     "director",         "sales", "other" };
	enum contact_role role = CONTACT_ROLE_COUNT;
	assert_int_equal(COUNT(codes), CONTACT_ROLE_COUNT);
	for (int i = 0; i < CONTACT_ROLE_COUNT; i++) {
		assert_string_equal(contact_role_codes[i], codes[i]);
		assert_true(contact_role_from_code(codes[i], &role));
		assert_int_equal(role, i);
	}
	role = CONTACT_ROLE_COUNT;
	assert_false(contact_role_from_code("", &role));
	assert_false(contact_role_from_code("Buyer", &role));
	assert_false(contact_role_from_code("buyers", &role));
	assert_int_equal(role, CONTACT_ROLE_COUNT);
}

static const struct contact people[] = {
	{ .id = 11, .name = "Mme Lenoir", .role = CONTACT_ACCOUNTS_PAYABLE, .phone = true },
	{ .id = 12, .name = "M. Legrand", .role = CONTACT_BUYER },
	{ .id = 13, .name = "Jean Le Goff", .role = CONTACT_BUYER, .qualified = true },
	{ .id = 14, .name = "Mme Lenoir-Roy", .role = CONTACT_APPROVER },
	{ .id = 15, .name = "Paul Hébrard", .role = CONTACT_DIRECTOR, .wrong = true, .phone = true },
	{ .id = 16, .name = "Mme Hébrard", .role = CONTACT_DIRECTOR },
};

static void a_typed_name_means_somebody(void **state)
{
	static const struct {
		const char *name, *typed;
		enum contact_role role;
		enum contact_match match;
		size_t place;
	} rows[] = {
		{ "a beginning", "legr", CONTACT_BUYER, CONTACT_MATCH_ONE, 1 },
		{ "a whole word before a beginning", "LEGRAND", CONTACT_OTHER, CONTACT_MATCH_ONE, 1 },
		{ "both whole: the role decides", "lenoir", CONTACT_APPROVER, CONTACT_MATCH_ONE, 3 },
		{ "both whole, the other role", "lenoir", CONTACT_ACCOUNTS_PAYABLE,
		  CONTACT_MATCH_ONE, 0 },
		{ "no role to decide", "lenoir", CONTACT_BUYER, CONTACT_MATCH_SEVERAL, 0 },
		{ "two of one role", "le", CONTACT_BUYER, CONTACT_MATCH_ONE, 2 },
		{ "several words", "le goff", CONTACT_OTHER, CONTACT_MATCH_ONE, 2 },
		{ "its title too", "Mme Lenoir-Roy", CONTACT_OTHER, CONTACT_MATCH_ONE, 3 },
		{ "accents ignored, the wrong one last", "hebrard", CONTACT_OTHER, CONTACT_MATCH_ONE,
		  5 },
		{ "only a wrong one", "paul", CONTACT_OTHER, CONTACT_MATCH_ONE, 4 },
		{ "nobody", "durand", CONTACT_BUYER, CONTACT_MATCH_NONE, 0 },
		{ "one word does not fit", "jean lenoir", CONTACT_BUYER, CONTACT_MATCH_NONE, 0 },
		{ "a title alone", "mme", CONTACT_BUYER, CONTACT_MATCH_NONE, 0 },
		{ "nothing", "", CONTACT_BUYER, CONTACT_MATCH_NONE, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t place = SIZE_MAX;
		enum contact_match match = contact_match(people, COUNT(people), rows[i].typed,
							 rows[i].role, &place);
		if (match != rows[i].match ||
		    (match == CONTACT_MATCH_ONE && place != rows[i].place))
			fail_msg("%s: %d, %zu", rows[i].name, match, place);
	}
}

static void the_right_person_is_asked_for(void **state)
{
	(void)state;
	size_t n = COUNT(people);
	assert_int_equal(contact_choose(people, n, CONTACT_BUYER, 0), 2); /* qualified first */
	assert_int_equal(contact_choose(people, n, CONTACT_BUYER, 12), 1);
	assert_int_equal(contact_choose(people, n, CONTACT_BUYER, 99), 2);
	assert_int_equal(contact_choose(people, n, CONTACT_DIRECTOR, 15), 5); /* never a wrong one */
	assert_true(contact_choose(people, n, CONTACT_SALES, 0) == SIZE_MAX);
	assert_int_equal(contact_dial(people, n, 0), 0);
	assert_int_equal(contact_dial(people, n, 2), 0); /* no number of its own */
	assert_int_equal(contact_dial(people, n, SIZE_MAX), 0);
	assert_int_equal(contact_dial(&people[1], 2, 1), 1);
	assert_int_equal(contact_dial(&people[4], 2, SIZE_MAX), 1);
	assert_true(contact_dial(&people[4], 1, SIZE_MAX) == SIZE_MAX);
	assert_true(contact_none_usable(&people[4], 1));
	assert_false(contact_none_usable(&people[4], 2));
	assert_false(contact_none_usable(people, 0)); /* never told of: not lost */
}

static void names_that_hold_titles(void **state)
{
	static const struct contact some[] = {
		{ .id = 1, .name = "Madeleine Roux", .role = CONTACT_BUYER },
		{ .id = 2, .name = "Mme", .role = CONTACT_OTHER },
		{ .id = 3, .name = "", .role = CONTACT_BUYER },
	};
	size_t place = SIZE_MAX;

	(void)state;
	assert_int_equal(contact_match(some, 3, "mad", CONTACT_OTHER, &place), CONTACT_MATCH_ONE);
	assert_int_equal(place, 0);
	assert_int_equal(contact_match(some, 3, "Mme", CONTACT_BUYER, &place), CONTACT_MATCH_ONE);
	assert_int_equal(place, 1);
	assert_int_equal(contact_match(some, 3, "M.", CONTACT_BUYER, &place), CONTACT_MATCH_NONE);
}

/* The qualified before those with a number, these before the others, the first between equals. */
static void worth_decides_who_is_asked_and_dialled(void **state)
{
	static const struct contact buyers[] = {
		{ .id = 1, .role = CONTACT_BUYER },
		{ .id = 2, .role = CONTACT_BUYER, .phone = true },
		{ .id = 3, .role = CONTACT_BUYER, .qualified = true },
		{ .id = 4, .role = CONTACT_BUYER, .qualified = true, .phone = true },
		{ .id = 5, .role = CONTACT_BUYER, .qualified = true, .phone = true },
		{ .id = 6, .role = CONTACT_BUYER },
	};
	static const struct contact two[] = {
		{ .id = 1, .role = CONTACT_BUYER, .phone = true },
		{ .id = 2, .role = CONTACT_ACCOUNTS_PAYABLE, .phone = true },
	};
	static const struct contact silent[] = {
		{ .id = 1, .role = CONTACT_BUYER },
		{ .id = 2, .role = CONTACT_ACCOUNTS_PAYABLE },
		{ .id = 3, .role = CONTACT_DIRECTOR, .phone = true, .wrong = true },
	};

	(void)state;
	for (size_t n = 1; n <= 4; n++)
		assert_int_equal(contact_choose(buyers, n, CONTACT_BUYER, 0), n - 1);
	assert_int_equal(contact_choose(buyers, COUNT(buyers), CONTACT_BUYER, 0), 3);
	assert_int_equal(contact_choose(buyers, COUNT(buyers), CONTACT_BUYER, 1), 0);
	assert_int_equal(contact_dial(two, 2, 0), 0); /* the one asked for */
	assert_int_equal(contact_dial(two, 2, SIZE_MAX), 1);
	assert_int_equal(contact_dial(silent, 3, 0), 0);
	assert_int_equal(contact_dial(silent, 3, SIZE_MAX), 1);
	assert_int_equal(contact_dial(silent, 1, SIZE_MAX), 0);
	assert_int_equal(contact_dial(people, COUNT(people), 3), 0); /* accounts payable lends its number */
}

static void hours_are_learnt_from_who_answered_when(void **state)
{
	static const struct contact_call calls[] = {
		{ 9 * 60 + 10, true },  { 10 * 60 + 50, true }, { 9 * 60, true },
		{ 10 * 60, false },     { 14 * 60, true },      { 15 * 60, false },
		{ 15 * 60 + 5, false }, { 11 * 60, true },
	};
	struct contact_hours hours = contact_learn_hours(calls, COUNT(calls));

	(void)state;
	assert_int_equal(hours.from_minute, 9 * 60);
	assert_int_equal(hours.to_minute, 11 * 60);
	assert_int_equal(hours.answered, 3);
	assert_int_equal(hours.tried, 4);
	assert_int_equal(contact_learn_hours(calls, 2).from_minute, -1); /* two answers teach nothing */
	assert_int_equal(contact_learn_hours(calls, 3).from_minute, 9 * 60);
	assert_int_equal(contact_learn_hours(NULL, 0).from_minute, -1);
}

static void the_most_answers_for_the_fewest_calls(void **state)
{
	static const struct contact_call late[] = { { 1410, true }, { 1420, true }, { 1439, true } };
	static const struct contact_call even[] = { { 630, true }, { 631, true }, { 632, true }, { 690, false } };
	static const struct contact_call morning[] = { { 570, true }, { 571, true }, { 572, true }, { 573, true },
						       { 930, true }, { 931, true }, { 932, true } };

	(void)state;
	assert_int_equal(contact_learn_hours(late, COUNT(late)).from_minute, 22 * 60); /* no hours past midnight */
	assert_int_equal(contact_learn_hours(late, COUNT(late)).to_minute, 24 * 60);
	assert_int_equal(contact_learn_hours(even, COUNT(even)).from_minute, 9 * 60);
	assert_int_equal(contact_learn_hours(even, 3).from_minute, 10 * 60);
	assert_int_equal(contact_learn_hours(morning, COUNT(morning)).from_minute, 9 * 60);
	assert_int_equal(contact_learn_hours(NULL, 0).to_minute, -1);
}

static void more_calls_in_vain_than_answers_teach_nothing(void **state)
{
	struct contact_call calls[7] = { { 600, true }, { 601, true }, { 602, true } };

	(void)state;
	for (size_t i = 3; i < 7; i++)
		calls[i] = (struct contact_call){ 605, false };
	assert_int_equal(contact_learn_hours(calls, 6).from_minute, 10 * 60);
	assert_int_equal(contact_learn_hours(calls, 7).from_minute, -1);
}

static void names_are_kept_tidy(void **state)
{
	static const struct {
		const char *typed, *kept;
	} rows[] = {
		{ "lenoir", "Lenoir" },
		{ "mme lenoir", "Mme Lenoir" },
		{ "jean de la tour", "Jean de la Tour" },
		{ "de gaulle", "De Gaulle" },
		{ "LENOIR", "LENOIR" },
		{ "McCoy  mcCoy", "McCoy mcCoy" },
		{ "\303\251milie", "\303\211milie" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char *kept = contact_name_tidy(rows[i].typed);
		assert_string_equal(kept, rows[i].kept);
		mem_free(kept);
	}
}

static void a_line_tells_of_a_person(void **state)
{
	static const struct {
		const char *name, *text;
		enum contact_entry_status status;
		const char *person, *phone, *mobile, *mail;
		enum contact_role role;
	} rows[] = {
		{ "name, phone, role", "mme lenoir 04 78 12 34 56 achats", 0, "mme lenoir",
		  "04 78 12 34 56", "", "", CONTACT_BUYER },
		{ "any order", "compta 0478123456 lenoir", 0, "lenoir", "0478123456", "", "",
		  CONTACT_ACCOUNTS_PAYABLE },
		{ "a role by its beginning", "roy valid 06.11.22.33.44", 0, "roy", "06.11.22.33.44",
		  "", "", CONTACT_APPROVER },
		{ "two numbers", "roy 04 78 12 34 56 06 11 22 33 44 dir", 0, "roy",
		  "04 78 12 34 56", "06 11 22 33 44", "", CONTACT_DIRECTOR },
		{ "two numbers apart", "0478123456 roy +33611223344", 0, "roy", "0478123456",
		  "+33611223344", "", CONTACT_ACCOUNTS_PAYABLE },
		{ "AZERTY without shift", "roy \303\240' \303\250_ &\303\251 \"' (-", 0, "roy",
		  "04 78 12 34 56", "", "", CONTACT_ACCOUNTS_PAYABLE },
		{ "a mail", "j.roy@exemple.fr", 0, "", "", "", "j.roy@exemple.fr",
		  CONTACT_ACCOUNTS_PAYABLE },
		{ "a name that begins like a role", "Sam Compain 0478123456", 0, "Sam Compain",
		  "0478123456", "", "", CONTACT_ACCOUNTS_PAYABLE },
		{ "a small word that is a key of AZERTY", "roy à l'accueil 0478123456", 0, "roy à l'accueil",
		  "0478123456", "", "", CONTACT_ACCOUNTS_PAYABLE },
		{ "a name alone", "roy", 0, "roy", "", "", "", CONTACT_ACCOUNTS_PAYABLE },
		{ "a number alone", "0478123456", 0, "", "0478123456", "", "", CONTACT_ACCOUNTS_PAYABLE },
		{ "the first role alone", "roy achats dir", 0, "roy dir", "", "", "", CONTACT_BUYER },
		{ "too few letters for a role", "ac roy", 0, "ac roy", "", "", "", CONTACT_ACCOUNTS_PAYABLE },
		{ "a pair more is the same number", "roy 04 78 12 34 56 78", 0, "roy", "04 78 12 34 56 78", "", "",
		  CONTACT_ACCOUNTS_PAYABLE },
		{ "two numbers, one from abroad", "0478123456 +33611223344 roy", 0, "roy", "0478123456",
		  "+33611223344", "", CONTACT_ACCOUNTS_PAYABLE },
		{ "letters make it a word", "roy2 0478123456", 0, "roy2", "0478123456", "", "",
		  CONTACT_ACCOUNTS_PAYABLE },
		{ "nothing", "  ", CONTACT_ENTRY_EMPTY, "", "", "", "", CONTACT_ACCOUNTS_PAYABLE },
		{ "a role alone", "achats", CONTACT_ENTRY_EMPTY, "", "", "", "", CONTACT_BUYER },
		{ "too few digits", "roy 0478", CONTACT_ENTRY_SHORT_PHONE, "roy", "", "", "",
		  CONTACT_ACCOUNTS_PAYABLE },
		{ "two mails", "a@b.fr c@d.fr", CONTACT_ENTRY_MAILS, "", "", "", "a@b.fr",
		  CONTACT_ACCOUNTS_PAYABLE },
		{ "three numbers", "0411111111 0422222222 0433333333", CONTACT_ENTRY_PHONES, "",
		  "0411111111", "0422222222", "", CONTACT_ACCOUNTS_PAYABLE },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct contact_entry entry;
		bool good = contact_entry_parse(rows[i].text, &entry);
		if (good != (rows[i].status == CONTACT_ENTRY_OK) || entry.status != rows[i].status ||
		    strcmp(entry.name, rows[i].person) != 0 ||
		    strcmp(entry.phone, rows[i].phone) != 0 ||
		    strcmp(entry.mobile, rows[i].mobile) != 0 ||
		    strcmp(entry.mail, rows[i].mail) != 0 || entry.role != rows[i].role)
			fail_msg("%s: %d “%s” %s|%s|%s %d", rows[i].name, entry.status, entry.name,
				 entry.phone, entry.mobile, entry.mail, entry.role);
	}
}

static void an_hour_is_read_or_refused(void **state)
{
	int minute = 7;

	(void)state;
	assert_true(contact_entry_hour(" 9h30 ", &minute));
	assert_int_equal(minute, 570);
	assert_true(contact_entry_hour("14:05", &minute));
	assert_int_equal(minute, 845);
	assert_true(contact_entry_hour("", &minute));
	assert_int_equal(minute, -1);
	assert_false(contact_entry_hour("25h", &minute));
	assert_false(contact_entry_hour("9", &minute));
	assert_false(contact_entry_hour("9h 10h", &minute));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_are_those_stored),
		cmocka_unit_test(a_typed_name_means_somebody),
		cmocka_unit_test(the_right_person_is_asked_for),
		cmocka_unit_test(names_that_hold_titles),
		cmocka_unit_test(worth_decides_who_is_asked_and_dialled),
		cmocka_unit_test(hours_are_learnt_from_who_answered_when),
		cmocka_unit_test(the_most_answers_for_the_fewest_calls),
		cmocka_unit_test(more_calls_in_vain_than_answers_teach_nothing),
		cmocka_unit_test(names_are_kept_tidy),
		cmocka_unit_test(a_line_tells_of_a_person),
		cmocka_unit_test(an_hour_is_read_or_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
