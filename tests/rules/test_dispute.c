/* The entry line of a dispute: which invoices, which kind, where the note begins.
 */
#include <string.h>

#include "facts.h"

#include "base/text.h"
#include "rules/dispute.h"

/* As on the screen: two overdue, one that is called "2", one in dispute, a credit note, one not due. */
static const struct dispute_line list[] = {
	{ .number = "F-24-0931", .overdue = true, .owed = true },
	{ .number = "F-24-0977", .overdue = true, .owed = true },
	{ .number = "2024", .overdue = true, .owed = true },
	{ .number = "F-24-0812", .owed = true, .disputed = true },
	{ .number = "AV-24-0001" },
	{ .number = "F-24-1062", .owed = true },
};

static const struct {
	const char *name, *text;
	enum dispute_status status;
	const char *chosen; /* one sign a line */
	enum dispute_kind kind;
	const char *token, *note;
} rows[] = {
	{ "nothing named is all that is overdue", "", DISPUTE_OK, "xxx...", DISPUTE_ADMINISTRATIVE,
	  "", "" },
	{ "a line of the list", "2", DISPUTE_OK, ".x....", DISPUTE_ADMINISTRATIVE, "", "" },
	{ "a number", "f-24-0931", DISPUTE_OK, "x.....", DISPUTE_ADMINISTRATIVE, "", "" },
	{ "a number before a line", "2024", DISPUTE_OK, "..x...", DISPUTE_ADMINISTRATIVE, "", "" },
	{ "several, with any separator", "1,2; F-24-1062", DISPUTE_OK, "xx...x",
	  DISPUTE_ADMINISTRATIVE, "", "" },
	{ "the same twice is once", "2 2 f-24-0977", DISPUTE_OK, ".x....", DISPUTE_ADMINISTRATIVE,
	  "", "" },
	{ "one not due may be disputed", "6", DISPUTE_OK, ".....x", DISPUTE_ADMINISTRATIVE, "",
	  "" },
	{ "AZERTY digits without shift", "\303\251", DISPUTE_OK, ".x....", DISPUTE_ADMINISTRATIVE,
	  "", "" },
	{ "the 6 key of AZERTY", "-", DISPUTE_OK, ".....x", DISPUTE_ADMINISTRATIVE, "", "" },
	{ "a number on AZERTY", "\303\251\303\240\303\251'", DISPUTE_OK, "..x...",
	  DISPUTE_ADMINISTRATIVE, "", "" },
	{ "a kind by its first letters", "2 com", DISPUTE_OK, ".x....", DISPUTE_COMMERCIAL, "",
	  "" },
	{ "a kind in French", "technique 1", DISPUTE_OK, "x.....", DISPUTE_TECHNICAL, "", "" },
	{ "a kind alone", "t", DISPUTE_OK, "xxx...", DISPUTE_TECHNICAL, "", "" },
	{ "the same kind twice", "admin administratif 1", DISPUTE_OK, "x.....",
	  DISPUTE_ADMINISTRATIVE, "", "" },
	{ "a note", "2 com -- prix faux, 3 fois", DISPUTE_OK, ".x....", DISPUTE_COMMERCIAL, "",
	  "prix faux, 3 fois" },
	{ "a note alone", "--  tout est faux", DISPUTE_OK, "xxx...", DISPUTE_ADMINISTRATIVE, "",
	  "tout est faux" },
	{ "an empty note", "1 --", DISPUTE_OK, "x.....", DISPUTE_ADMINISTRATIVE, "", "" },
	{ "two kinds", "com tech", DISPUTE_TWO_KINDS, NULL, 0, "tech", "" },
	{ "a word", "blabla", DISPUTE_UNKNOWN, NULL, 0, "blabla", "" },
	{ "a sub-reason brings its kind", "2 prix", DISPUTE_OK, ".x....", DISPUTE_COMMERCIAL, "", "" },
	{ "a kind that is not the sub-reason's", "tech prix", DISPUTE_TWO_KINDS, NULL, 0, "prix", "" },
	{ "two sub-reasons", "prix remise", DISPUTE_TWO_SUBS, NULL, 0, "remise", "" },
	{ "the beginning of several sub-reasons", "qua", DISPUTE_AMBIGUOUS, NULL, 0, "qua", "" },
	{ "a day or a sub-reason", "ma", DISPUTE_AMBIGUOUS, NULL, 0, "ma", "" },
	{ "one letter is a day", "2 v", DISPUTE_OK, ".x....", DISPUTE_ADMINISTRATIVE, "", "" },
	{ "a day that is past", "2 le 23/11", DISPUTE_BAD_DATE, NULL, 0, "23/11", "" },
	{ "today is too soon", "2 24/11", DISPUTE_BAD_DATE, NULL, 0, "24/11", "" },
	{ "no day at all", "2 31/02", DISPUTE_BAD_DATE, NULL, 0, "31/02", "" },
	{ "more than a year ahead", "2 25/11/2027", DISPUTE_BAD_DATE, NULL, 0, "25/11/2027", "" },
	{ "two days", "2 15/12 16/12", DISPUTE_TWO_DATES, NULL, 0, "16/12", "" },
	{ "le and no day", "2 le", DISPUTE_BAD_DATE, NULL, 0, "", "" },
	{ "pour and nobody", "2 pour", DISPUTE_NO_OWNER, NULL, 0, "", "" },
	{ "lines from to, or a day", "1-3", DISPUTE_LINES_OR_DAY, NULL, 0, "1-3", "" },
	{ "not with a stroke", "1/3", DISPUTE_OK, "xxx...", DISPUTE_ADMINISTRATIVE, "", "" },
	{ "nor from the end", "3-1", DISPUTE_OK, "xxx...", DISPUTE_ADMINISTRATIVE, "", "" },
	{ "nor beyond the list", "2 6-12", DISPUTE_OK, ".x....", DISPUTE_ADMINISTRATIVE, "", "" },
	{ "behind a word of a date it is one", "2 le 1-3", DISPUTE_OK, ".x....", DISPUTE_ADMINISTRATIVE, "", "" },
	{ "line 0", "0", DISPUTE_UNKNOWN, NULL, 0, "0", "" },
	{ "a line too far", "7", DISPUTE_UNKNOWN, NULL, 0, "7", "" },
	{ "a number too long for a line", "1234567", DISPUTE_UNKNOWN, NULL, 0, "1234567", "" },
	{ "zeros too many for a line", "0000001", DISPUTE_UNKNOWN, NULL, 0, "0000001", "" },
	{ "as many as a line may have", "000001", DISPUTE_OK, "x.....", DISPUTE_ADMINISTRATIVE, "", "" },
	{ "a digit and a letter", "2a", DISPUTE_UNKNOWN, NULL, 0, "2a", "" },
	{ "dashes stuck to a word", "2 --faux", DISPUTE_UNKNOWN, NULL, 0, "--faux", "" },
	{ "other letters are no digits", "\303\252", DISPUTE_UNKNOWN, NULL, 0, "\303\252", "" },
	{ "a credit note", "5", DISPUTE_NOT_OWED, NULL, 0, "5", "" },
	{ "one in dispute", "F-24-0812", DISPUTE_ALREADY, NULL, 0, "F-24-0812", "" },
};

/* Where no day reads so, it is lines. */
static void lines_of_a_long_list_are_named_from_to(void **state)
{
	struct dispute_line lines[20] = { 0 };
	bool chosen[COUNT(lines)];
	struct dispute_entry entry;

	(void)state;
	for (size_t i = 0; i < COUNT(lines); i++)
		lines[i] = (struct dispute_line){ .number = "", .overdue = true, .owed = true };
	assert_true(dispute_parse("11-13 prix", lines, COUNT(lines), TODAY, chosen, &entry));
	assert_int_equal(entry.count, 3);
	assert_true(!chosen[9] && chosen[10] && chosen[12] && !chosen[13]);
	assert_false(date_is(entry.due_on));
	lines[11].disputed = true;
	assert_false(dispute_parse("11-13 prix", lines, COUNT(lines), TODAY, chosen, &entry));
	assert_int_equal(entry.status, DISPUTE_ALREADY);
}

static void each_line_is_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		bool chosen[COUNT(list)];
		char signs[COUNT(list) + 1] = "";
		struct dispute_entry entry;

		bool done = dispute_parse(rows[i].text, list, COUNT(list), TODAY, chosen, &entry);
		if (done != (rows[i].status == DISPUTE_OK) || entry.status != rows[i].status ||
		    strcmp(entry.token, rows[i].token) != 0 ||
		    strcmp(dispute_note(rows[i].text), rows[i].note) != 0)
			fail_msg("%s: status %d, token “%s”, note “%s”", rows[i].name, entry.status,
				 entry.token, dispute_note(rows[i].text));
		if (!done)
			continue;
		size_t count = 0;
		for (size_t k = 0; k < COUNT(list); k++) {
			signs[k] = chosen[k] ? 'x' : '.';
			count += chosen[k];
		}
		if (strcmp(signs, rows[i].chosen) != 0 || entry.kind != rows[i].kind ||
		    entry.count != count)
			fail_msg("%s: %s, kind %d, count %zu", rows[i].name, signs, entry.kind,
				 entry.count);
	}
}

/* Who answers for it, by when, and why. */
static void owner_date_and_sub_reason(void **state)
{
	static const struct {
		const char *name, *text;
		enum dispute_sub sub;
		const char *owner, *mail;
		date due_on;
		size_t count;
	} typed[] = {
		{ "nothing", "2", DISPUTE_SUB_NONE, "", "", DATE_NONE, 1 },
		{ "all of it", "2 com prix pour Mme Lenoir le 15/12 -- faux", DISPUTE_SUB_PRICE, "Mme Lenoir", "", IN(21), 1 },
		{ "in English", "delivery 1 for Martin on 15/12", DISPUTE_SUB_DELIVERY, "Martin", "", IN(21), 1 },
		{ "a name ends where a date begins", "pour Jean-Pierre Roux 15/12 2", DISPUTE_SUB_NONE, "Jean-Pierre Roux", "", IN(21), 1 },
		{ "a name ends at a line", "chez Martin 2", DISPUTE_SUB_NONE, "Martin", "", DATE_NONE, 1 },
		{ "by mail alone", "2 for m.roux@atelier.example", DISPUTE_SUB_NONE, "", "m.roux@atelier.example", DATE_NONE, 1 },
		{ "a mail without for", "2 m.roux@atelier.example", DISPUTE_SUB_NONE, "", "m.roux@atelier.example", DATE_NONE, 1 },
		{ "a bare number behind le is a day", "le 15", DISPUTE_SUB_NONE, "", "", IN(21), 3 },
		{ "a weekday", "1 vend", DISPUTE_SUB_NONE, "", "", IN(3), 1 },
		{ "days from now", "1 +10", DISPUTE_SUB_NONE, "", "", IN(10), 1 },
		{ "the same on AZERTY", "& =&\303\240", DISPUTE_SUB_NONE, "", "", IN(10), 1 },
		{ "a Sunday moves to Monday", "1 29/11", DISPUTE_SUB_NONE, "", "", IN(6), 1 },
		{ "accents do not count", "QUALIT\303\211 1", DISPUTE_SUB_QUALITY, "", "", DATE_NONE, 1 },
		{ "the same sub-reason in both languages", "prix price 1", DISPUTE_SUB_PRICE, "", "", DATE_NONE, 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(typed); i++) {
		bool chosen[COUNT(list)];
		struct dispute_entry e;
		if (!dispute_parse(typed[i].text, list, COUNT(list), TODAY, chosen, &e) ||
		    e.sub != typed[i].sub || strcmp(e.owner, typed[i].owner) != 0 ||
		    strcmp(e.owner_mail, typed[i].mail) != 0 || e.due_on != typed[i].due_on ||
		    e.count != typed[i].count || e.kind != dispute_subs[e.sub].kind)
			fail_msg("%s: status %d, sub %d, owner “%s”, mail “%s”, due %d, %zu", typed[i].name,
				 e.status, e.sub, e.owner, e.owner_mail, (int)(e.due_on - TODAY), e.count);
	}
}

static void an_open_dispute_gets_another_owner_or_day(void **state)
{
	struct dispute_entry e;

	(void)state;
	assert_true(dispute_parse_owner("Mme Lenoir le 15/12", TODAY, &e));
	assert_string_equal(e.owner, "Mme Lenoir");
	assert_int_equal(e.due_on, IN(21));
	assert_true(dispute_parse_owner("15/12 pour Martin com", TODAY, &e));
	assert_string_equal(e.owner, "Martin com");
	assert_true(dispute_parse_owner("+10", TODAY, &e));
	assert_string_equal(e.owner, "");
	assert_int_equal(e.due_on, IN(10));
	assert_false(dispute_parse_owner("", TODAY, &e));
	assert_int_equal(e.status, DISPUTE_NOTHING);
	assert_false(dispute_parse_owner("2", TODAY, &e));
	assert_int_equal(e.status, DISPUTE_UNKNOWN);
}

static void an_end_is_read_from_one_line(void **state)
{
	static const struct {
		const char *name, *text;
		enum dispute_end_status status;
		enum dispute_resolution resolution;
		cents credit;
		const char *note;
	} ends[] = {
		{ "an amount is a credit note", "500", DISPUTE_END_OK, DISPUTE_CREDIT, 50000, "" },
		{ "with blanks and words", "1 500,50 tarif corrigé", DISPUTE_END_OK, DISPUTE_CREDIT, 150050, "tarif corrigé" },
		{ "on AZERTY", "(\303\240\303\240", DISPUTE_END_OK, DISPUTE_CREDIT, 50000, "" },
		{ "by its word", "avoir 12,50 vu", DISPUTE_END_OK, DISPUTE_CREDIT, 1250, "vu" },
		{ "rejected", "r c'est bien notre tarif", DISPUTE_END_OK, DISPUTE_REJECTED, 0, "c'est bien notre tarif" },
		{ "in French", "rejet\303\251", DISPUTE_END_OK, DISPUTE_REJECTED, 0, "" },
		{ "agreed", "ok", DISPUTE_END_OK, DISPUTE_AGREED, 0, "" },
		{ "agreed by its beginning", "acc", DISPUTE_END_OK, DISPUTE_AGREED, 0, "" },
		{ "avoir or accord", "a", DISPUTE_END_AMBIGUOUS, 0, 0, "" },
		{ "no amount", "credit", DISPUTE_END_NO_AMOUNT, 0, 0, "" },
		{ "an amount that means two", "1.500 vu", DISPUTE_END_UNCLEAR, 0, 0, "" },
		{ "the same by its word", "avoir 1,500", DISPUTE_END_UNCLEAR, 0, 0, "" },
		{ "Swiss thousands", "1'500.50 vu", DISPUTE_END_OK, DISPUTE_CREDIT, 150050, "vu" },
		{ "nothing", " ", DISPUTE_END_EMPTY, 0, 0, "" },
		{ "another word", "demain", DISPUTE_END_UNKNOWN, 0, 0, "" },
		{ "nothing is no credit", "0", DISPUTE_END_UNKNOWN, 0, 0, "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(ends); i++) {
		struct dispute_ending e;
		bool done = dispute_parse_end(ends[i].text, &e);
		if (done != (ends[i].status == DISPUTE_END_OK) || e.status != ends[i].status)
			fail_msg("%s: status %d", ends[i].name, e.status);
		if (done && (e.resolution != ends[i].resolution || e.credit != ends[i].credit ||
			     strcmp(e.note, ends[i].note) != 0))
			fail_msg("%s: %d, %lld, “%s”", ends[i].name, e.resolution, (long long)e.credit, e.note);
	}
}

/* Off by one day changes the answer. */
/* A word that is refused is repeated in a sentence: cut between letters. */
static void a_long_word_is_repeated_whole(void **state)
{
	char text[128] = "";
	struct dispute_entry entry;
	struct dispute_ending ending;
	bool chosen[sizeof list / sizeof *list];

	(void)state;
	memset(text, 'z', 59);
	strcpy(text + 59, "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9");
	assert_false(dispute_parse(text, list, sizeof list / sizeof *list, TODAY, chosen, &entry));
	assert_true(text_is_utf8(entry.token, strlen(entry.token)));
	assert_memory_equal(entry.token, text, 63);
	assert_false(dispute_parse_end(text, &ending));
	assert_true(text_is_utf8(ending.token, strlen(ending.token)));
	assert_memory_equal(ending.token, text, 63);
}

static void raised_from_the_day_after_old_from_day_91(void **state)
{
	(void)state;
	assert_false(dispute_may_raise(TODAY, TODAY));
	assert_true(dispute_may_raise(LATE(1), TODAY));
	assert_false(dispute_is_old(LATE(90), 90, TODAY));
	assert_true(dispute_is_old(LATE(91), 90, TODAY));
}

static void paid_when_nothing_it_named_is_open(void **state)
{
	static const struct {
		const char *name;
		int invoices;
		cents open;
		bool paid;
	} ends[] = {
		{ "all of it owed", 2, 481250, false },
		{ "one cent left", 2, 1, false },
		{ "nothing left", 2, 0, true },
		{ "nothing left of one", 1, 0, true },
		{ "less than nothing", 1, -1, true },
		{ "it names nothing", 0, 0, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (dispute_is_paid(ends[i].invoices, ends[i].open) != ends[i].paid)
			fail_msg("%s", ends[i].name);
}

static void a_line_beyond_the_ninth(void **state)
{
	struct dispute_line many[12];
	size_t at = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(many); i++)
		many[i] = (struct dispute_line){ .number = "" };
	assert_true(dispute_find_line("10", many, COUNT(many), &at));
	assert_int_equal(at, 9);
	assert_true(dispute_find_line("12", many, COUNT(many), &at));
	assert_int_equal(at, 11);
	assert_false(dispute_find_line("13", many, COUNT(many), &at));
	assert_false(dispute_find_line("", many, COUNT(many), &at));
}

static void without_overdue_something_must_be_named(void **state)
{
	const struct dispute_line paid = { .number = "A1" };
	struct dispute_entry entry;
	bool chosen[1];

	(void)state;
	assert_false(dispute_parse("com", &paid, 1, TODAY, chosen, &entry));
	assert_int_equal(entry.status, DISPUTE_NOTHING);
	assert_false(dispute_parse("-- rien", NULL, 0, TODAY, chosen, &entry));
	assert_int_equal(entry.status, DISPUTE_NOTHING);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_of_a_long_list_are_named_from_to),
		cmocka_unit_test(each_line_is_read),
		cmocka_unit_test(owner_date_and_sub_reason),
		cmocka_unit_test(an_open_dispute_gets_another_owner_or_day),
		cmocka_unit_test(an_end_is_read_from_one_line),
		cmocka_unit_test(a_long_word_is_repeated_whole),
		cmocka_unit_test(raised_from_the_day_after_old_from_day_91),
		cmocka_unit_test(paid_when_nothing_it_named_is_open),
		cmocka_unit_test(a_line_beyond_the_ninth),
		cmocka_unit_test(without_overdue_something_must_be_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
