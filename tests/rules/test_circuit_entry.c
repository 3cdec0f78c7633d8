/* The entry line of circuit news: tokens in any order, both languages, what is refused and why. */
#include "facts.h"

#include <string.h>

#include "base/text.h"
#include "rules/circuit_entry.h"

#define TODAY 20781 /* Tuesday 2026-11-24 */

/* Passed for payment since 10 November. */
static const struct circuit_position passed = { .known = true,
						.stage = CIRCUIT_PASSED,
						.line = CIRCUIT_PASSED,
						.since = TODAY - 14,
						.expected_on = DATE_NONE };

/* As on the screen: two overdue, one passed for payment, a credit, one not due. */
static const struct circuit_line list[] = {
	{ .number = "F-24-0931", .owed = true, .overdue = true },
	{ .number = "F-24-0977", .owed = true, .overdue = true },
	{ .number = "2024", .owed = true, .position = &passed },
	{ .number = "AV-24-0001" },
	{ .number = "F-24-1062", .owed = true },
};

#define N "-" /* no date */

static const struct {
	const char *name, *text;
	const char *chosen; /* one sign a line */
	enum circuit_stage stage;
	const char *since, *exit, *holder;
	enum circuit_back back;
} taken[] = {
	{ "stuck with the buyer, Mme Lenoir, since the 3rd", "b lenoir 3", "xx...", CIRCUIT_BUYER,
	  "2026-11-03", N, "lenoir", 0 },
	{ "in French words", "chez l'acheteur Mme Lenoir depuis le 3", "xx...", CIRCUIT_BUYER,
	  "2026-11-03", N, "Mme Lenoir", 0 },
	{ "in English words", "with the buyer, Mrs Lenoir, since 3", "xx...", CIRCUIT_BUYER,
	  "2026-11-03", N, "Mrs Lenoir", 0 },
	{ "name first", "lenoir b 3", "xx...", CIRCUIT_BUYER, "2026-11-03", N, "lenoir", 0 },
	{ "day first, as a word", "hier lenoir a", "xx...", CIRCUIT_BUYER, "2026-11-23", N,
	  "lenoir", 0 },
	{ "a stage alone is since today", "recue", "xx...", CIRCUIT_RECEIVED, "2026-11-24", N, "",
	  0 },
	{ "a number before the stage is a line, behind it a day", "2 r 2", ".x...",
	  CIRCUIT_RECEIVED, "2026-11-02", N, "", 0 },
	{ "behind the stage it is a day", "b 1-2 lenoir", "xx...", CIRCUIT_BUYER, "2026-02-01", N,
	  "lenoir", 0 },
	{ "lines on AZERTY, and a day", "& \303\251 b \"", "xx...", CIRCUIT_BUYER, "2026-11-03", N,
	  "", 0 },
	{ "an exact number, in small letters, behind the stage", "b f-24-1062 lenoir", "....x",
	  CIRCUIT_BUYER, "2026-11-24", N, "lenoir", 0 },
	{ "a number that might be a line", "2024 run", "..x..", CIRCUIT_RUN, "2026-11-24", N, "",
	  0 },
	{ "three words of one stage", "bon \303\240 payer Roy", "xx...", CIRCUIT_PASSED,
	  "2026-11-24", N, "Roy", 0 },
	{ "its short form", "bap roy 20", "xx...", CIRCUIT_PASSED, "2026-11-20", N, "roy", 0 },
	{ "in English", "passed for payment 20", "xx...", CIRCUIT_PASSED, "2026-11-20", N, "", 0 },
	{ "validated", "v", "xx...", CIRCUIT_APPROVED, "2026-11-24", N, "", 0 },
	{ "forwarded to the accounts", "t compta", "xx...", CIRCUIT_FORWARDED, "2026-11-24", N,
	  "compta", 0 },
	{ "accents ignored", "ENREGISTR\303\211E lun", "xx...", CIRCUIT_REGISTERED, "2026-11-23",
	  N, "", 0 },
	{ "a weekday is never today", "r mar 9", "xx...", CIRCUIT_RECEIVED, "2026-11-17",
	  "2026-12-09", "", 0 },
	{ "so many days", "b depuis 12j", "xx...", CIRCUIT_BUYER, "2026-11-12", N, "", 0 },
	{ "an exit with a sign", "b lenoir 3 =15/12", "xx...", CIRCUIT_BUYER, "2026-11-03",
	  "2026-12-15", "lenoir", 0 },
	{ "an exit without a since", "b >ven", "xx...", CIRCUIT_BUYER, "2026-11-24", "2026-11-27",
	  "", 0 },
	{ "an exit in days", "run +7", "xx...", CIRCUIT_RUN, "2026-11-24", "2026-12-01", "", 0 },
	{ "… on AZERTY", "run =\303\250", "xx...", CIRCUIT_RUN, "2026-11-24", "2026-12-01", "", 0 },
	{ "an exit behind a word", "run by fri", "xx...", CIRCUIT_RUN, "2026-11-24", "2026-11-27",
	  "", 0 },
	{ "… in French, before the stage", "pour 15/12 campagne", "xx...", CIRCUIT_RUN,
	  "2026-11-24", "2026-12-15", "", 0 },
	{ "a second date is the exit", "b 3 15/12", "xx...", CIRCUIT_BUYER, "2026-11-03",
	  "2026-12-15", "", 0 },
	{ "a name that is a day", "b mme Lundi 3", "xx...", CIRCUIT_BUYER, "2026-11-03", N,
	  "mme Lundi", 0 },
	{ "a name with its article", "b Le Goff 3", "xx...", CIRCUIT_BUYER, "2026-11-03", N,
	  "Le Goff", 0 },
	{ "an article before a day", "b Goff le 3", "xx...", CIRCUIT_BUYER, "2026-11-03", N,
	  "Goff", 0 },
	{ "an article within a name", "b mme de la Tour", "xx...", CIRCUIT_BUYER, "2026-11-24", N,
	  "mme de la Tour", 0 },
	{ "a step back with its reason", "3 b ret lenoir", "..x..", CIRCUIT_BUYER, "2026-11-24", N,
	  "lenoir", CIRCUIT_BACK_RETURNED },
	{ "what was told was wrong", "3 r erreur", "..x..", CIRCUIT_RECEIVED, "2026-11-24", N, "",
	  CIRCUIT_BACK_CORRECTION },
	{ "lifted", "3 v rouverte", "..x..", CIRCUIT_APPROVED, "2026-11-24", N, "",
	  CIRCUIT_BACK_REOPENED },
	{ "the same stage is no step back", "3 bap roy", "..x..", CIRCUIT_PASSED, "2026-11-24", N,
	  "roy", 0 },
	{ "a note ends it", "b lenoir 3 -- rappeler 2 fois", "xx...", CIRCUIT_BUYER, "2026-11-03",
	  N, "lenoir", 0 },
	{ "the stage said twice", "b acheteur lenoir", "xx...", CIRCUIT_BUYER, "2026-11-24", N,
	  "lenoir", 0 },
};

static const char *iso(date day, char out[DATE_TEXT])
{
	return date_is(day) ? date_iso(day, out) : N;
}

static void what_is_typed_is_taken(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(taken); i++) {
		struct circuit_entry entry;
		bool chosen[COUNT(list)];
		char since[DATE_TEXT], until[DATE_TEXT], marks[COUNT(list) + 1] = "";

		if (!circuit_entry_parse(taken[i].text, list, COUNT(list), TODAY, chosen, &entry))
			fail_msg("%s: refused with %d on “%s”", taken[i].name, entry.status,
				 entry.token);
		for (size_t k = 0; k < COUNT(list); k++)
			marks[k] = chosen[k] ? 'x' : '.';
		if (strcmp(marks, taken[i].chosen) != 0 || entry.stage != taken[i].stage ||
		    strcmp(iso(entry.since, since), taken[i].since) != 0 ||
		    strcmp(iso(entry.expected_on, until), taken[i].exit) != 0 ||
		    strcmp(entry.holder, taken[i].holder) != 0 || entry.back != taken[i].back)
			fail_msg("%s: %s %s since %s exit %s holder “%s” back %d", taken[i].name,
				 marks, circuit_stage_codes[entry.stage], since, until,
				 entry.holder, entry.back);
	}
}

static const struct {
	const char *name, *text;
	enum circuit_entry_status status;
	const char *token;
} refused[] = {
	{ "nothing typed", "", CIRCUIT_ENTRY_NO_STAGE, "" },
	{ "no stage", "lenoir hier", CIRCUIT_ENTRY_NO_STAGE, "" },
	{ "a line that is not there", "9 b", CIRCUIT_ENTRY_NO_LINE, "9" },
	{ "lines from to, or a day", "1-2 b lenoir", CIRCUIT_ENTRY_LINES_OR_DAY, "1-2" },
	{ "a credit note", "4 b", CIRCUIT_ENTRY_NOT_OWED, "4" },
	{ "a credit note by its number", "b av-24-0001", CIRCUIT_ENTRY_NOT_OWED, "av-24-0001" },
	{ "two stages", "approved forwarded", CIRCUIT_ENTRY_TWO_STAGES, "forwarded" },
	{ "no such day", "b 31/02", CIRCUIT_ENTRY_NO_SUCH_DAY, "31/02" },
	{ "several days", "b s", CIRCUIT_ENTRY_WHICH_DAY, "s" },
	{ "since tomorrow", "b dem", CIRCUIT_ENTRY_FUTURE, "dem" },
	{ "since a day of next year", "b 25/11/2026", CIRCUIT_ENTRY_FUTURE, "25/11/2026" },
	{ "an exit gone by", "b =23/11/2026", CIRCUIT_ENTRY_EXIT_PAST, "=23/11/2026" },
	{ "three dates", "b 3 15/12 16/12", CIRCUIT_ENTRY_DATES, "16/12" },
	{ "two reasons", "3 b ret err", CIRCUIT_ENTRY_REASONS, "err" },
	{ "back without a reason", "3 b", CIRCUIT_ENTRY_BACKWARD, "2024" },
	{ "one of several goes back", "1 3 b", CIRCUIT_ENTRY_BACKWARD, "2024" },
};

static void what_is_wrong_is_named(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(refused); i++) {
		struct circuit_entry entry;
		bool chosen[COUNT(list)];

		assert_false(circuit_entry_parse(refused[i].text, list, COUNT(list), TODAY, chosen,
						 &entry));
		if (entry.status != refused[i].status ||
		    strcmp(entry.token, refused[i].token) != 0)
			fail_msg("%s: %d on “%s”", refused[i].name, entry.status, entry.token);
	}
}

static void nothing_overdue_and_nothing_named_is_refused(void **state)
{
	(void)state;
	struct circuit_entry entry;
	bool chosen[1];

	assert_false(circuit_entry_parse("b", &list[4], 1, TODAY, chosen, &entry));
	assert_int_equal(entry.status, CIRCUIT_ENTRY_NOTHING);
	assert_true(circuit_entry_parse("1 b", &list[4], 1, TODAY, chosen, &entry));
	assert_true(chosen[0]);
}

static void the_note_stands_behind_the_dashes(void **state)
{
	(void)state;
	assert_string_equal(circuit_entry_note("b lenoir 3 -- rappeler, 2 fois"),
			    "rappeler, 2 fois");
	assert_string_equal(circuit_entry_note("b lenoir-roy"), "");
}

/* Every way to type a stage, short of one letter or in whole: none may mean two of them. */
static void one_beginning_names_one_stage(void **state)
{
	static const struct {
		const char *word;
		size_t least;
		enum circuit_stage stage;
	} words[] = {
		{ "issued", 3, CIRCUIT_ISSUED },          { "\303\251mise", 3, CIRCUIT_ISSUED },
		{ "sent", 2, CIRCUIT_SENT },              { "envoyee", 3, CIRCUIT_SENT },
		{ "received", 1, CIRCUIT_RECEIVED },      { "recue", 1, CIRCUIT_RECEIVED },
		{ "registered", 3, CIRCUIT_REGISTERED },  { "saisie", 2, CIRCUIT_REGISTERED },
		{ "enregistree", 1, CIRCUIT_REGISTERED }, { "buyer", 1, CIRCUIT_BUYER },
		{ "acheteur", 1, CIRCUIT_BUYER },         { "approved", 2, CIRCUIT_APPROVED },
		{ "validee", 1, CIRCUIT_APPROVED },       { "approuvee", 2, CIRCUIT_APPROVED },
		{ "forwarded", 1, CIRCUIT_FORWARDED },    { "transmise", 1, CIRCUIT_FORWARDED },
		{ "bap", 2, CIRCUIT_PASSED },             { "bon", 2, CIRCUIT_PASSED },
		{ "passed", 1, CIRCUIT_PASSED },          { "run", 2, CIRCUIT_RUN },
		{ "campagne", 2, CIRCUIT_RUN },           { "virement", 2, CIRCUIT_RUN },
		{ "paid", 3, CIRCUIT_PAID },              { "payee", 3, CIRCUIT_PAID },
		{ "reglee", 4, CIRCUIT_PAID },            { "refused", 3, CIRCUIT_REFUSED },
		{ "rejetee", 3, CIRCUIT_REFUSED },        { "disputed", 1, CIRCUIT_DISPUTED },
		{ "litige", 1, CIRCUIT_DISPUTED },        { "contestee", 3, CIRCUIT_DISPUTED },
		{ "suspendue", 2, CIRCUIT_SUSPENDED },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(words); i++) {
		for (size_t n = words[i].least; n <= strlen(words[i].word); n++) {
			char start[32];
			struct circuit_entry entry;
			bool chosen[COUNT(list)];
			snprintf(start, sizeof start, "%.*s", (int)n, words[i].word);
			if (!text_is_utf8(start, n))
				continue;
			if (!circuit_entry_parse(start, list, COUNT(list), TODAY, chosen, &entry) || entry.stage != words[i].stage)
				fail_msg("“%s” of %s is %d", start, words[i].word, entry.stage);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_typed_is_taken),
		cmocka_unit_test(what_is_wrong_is_named),
		cmocka_unit_test(nothing_overdue_and_nothing_named_is_refused),
		cmocka_unit_test(the_note_stands_behind_the_dashes),
		cmocka_unit_test(one_beginning_names_one_stage),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
