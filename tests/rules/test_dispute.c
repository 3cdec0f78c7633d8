/* The entry line of a dispute: which invoices, which kind, where the note begins.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "rules/dispute.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

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
	{ "a word", "prix", DISPUTE_UNKNOWN, NULL, 0, "prix", "" },
	{ "line 0", "0", DISPUTE_UNKNOWN, NULL, 0, "0", "" },
	{ "a line too far", "7", DISPUTE_UNKNOWN, NULL, 0, "7", "" },
	{ "a number too long for a line", "1234567", DISPUTE_UNKNOWN, NULL, 0, "1234567", "" },
	{ "dashes stuck to a word", "2 --faux", DISPUTE_UNKNOWN, NULL, 0, "--faux", "" },
	{ "other letters are no digits", "\303\252", DISPUTE_UNKNOWN, NULL, 0, "\303\252", "" },
	{ "a credit note", "5", DISPUTE_NOT_OWED, NULL, 0, "5", "" },
	{ "one in dispute", "F-24-0812", DISPUTE_ALREADY, NULL, 0, "F-24-0812", "" },
};

static void each_line_is_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		bool chosen[COUNT(list)];
		char signs[COUNT(list) + 1] = "";
		struct dispute_entry entry;

		bool done = dispute_parse(rows[i].text, list, COUNT(list), chosen, &entry);
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

static void without_overdue_something_must_be_named(void **state)
{
	const struct dispute_line paid = { .number = "A1" };
	struct dispute_entry entry;
	bool chosen[1];

	(void)state;
	assert_false(dispute_parse("com", &paid, 1, chosen, &entry));
	assert_int_equal(entry.status, DISPUTE_NOTHING);
	assert_false(dispute_parse("-- rien", NULL, 0, chosen, &entry));
	assert_int_equal(entry.status, DISPUTE_NOTHING);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_line_is_read),
		cmocka_unit_test(without_overdue_something_must_be_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
