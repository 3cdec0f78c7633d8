/* Mapping files: what they may say, what is wrong with them, and that what is written can be read. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "intake/mapping.h"

#define NEEDED "columns {\nclient = c\nnumber = n\ndue = d\namount = a\n}\n"
#define DEFAULTS                                                                                 \
	"separator = \"guess\"\nquote = \"\\\"\"\ncharset = \"guess\"\nheader = yes\nskip = 0\n" \
	"dates = \"guess\"\ndecimal = \"any\"\ncurrency = \"\"\nfold = \"none\"\nlines = "       \
	"\"item\"\n"                                                                             \
	"paid_is = \"flag\"\nsign = \"owed\"\n"
#define NEEDED_WRITTEN \
	"columns {\n\tclient = \"c\"\n\tnumber = \"n\"\n\tdue = \"d\"\n\tamount = \"a\"\n}\n"

/* The mapping of a text, written again; the caller's. NULL with a sentence in *err. */
static char *rewrite(const char *text, struct err *err)
{
	struct mapping *mapping = NULL;
	struct buf out;

	if (!mapping_from_text(text, "test.map", &mapping, err))
		return NULL;
	assert_true(mapping_complete(mapping, err));
	buf_init(&out);
	mapping_write(mapping, &out);
	mapping_close(mapping);
	return buf_take(&out);
}

static void a_mapping_is_written_as_it_was_read(void **state)
{
	static const struct {
		const char *name, *text, *expected;
	} rows[] = {
		{ "defaults", NEEDED, DEFAULTS NEEDED_WRITTEN },
		{ "everything",
		  "separator = tab\nquote = none\ncharset = CP850\nheader = no\nskip = 3\n"
		  "skip_rows = {\"Total G\xC3\xA9n\xC3\xA9ral\", Summe}\ndates = mdy\ndecimal = "
		  "comma\ncurrency = eur\n"
		  "fold = zeros\nlines = sum\npaid_is = amount\nsign = reverse\n"
		  "columns {\nclient = 1\nname = 2\nnumber = {3, 4}\nissued = 5\nopen = 6\npaid = "
		  "7\n}\n",
		  "separator = \"tab\"\nquote = \"none\"\ncharset = \"CP850\"\nheader = no\nskip = "
		  "3\n"
		  "skip_rows = {\"total general\", \"summe\"}\ndates = \"mdy\"\ndecimal = "
		  "\"comma\"\ncurrency = \"EUR\"\n"
		  "fold = \"zeros\"\nlines = \"sum\"\npaid_is = \"amount\"\nsign = \"reverse\"\n"
		  "columns {\n\tclient = \"1\"\n\tname = \"2\"\n\tnumber = {\"3\", "
		  "\"4\"}\n\tissued = \"5\"\n\topen = \"6\"\n"
		  "\tpaid = \"7\"\n}\n" },
		{ "a ledger in fixed columns, headings",
		  "widths = {5, 2}\nclients = {\"411\"}\nheading = client\ndates = ddmmyy\nheader = no\n"
		  "columns {\nnumber = 1\ndue = 2\namount = 3\n}\n",
		  "separator = \"guess\"\nquote = \"\\\"\"\ncharset = \"guess\"\nheader = no\nskip = 0\nclients = \"411\"\n"
		  "widths = {5, 2}\nheading = \"client\"\ndates = \"ddmmyy\"\ndecimal = \"any\"\ncurrency = \"\"\n"
		  "fold = \"none\"\nlines = \"item\"\npaid_is = \"flag\"\nsign = \"owed\"\n"
		  "columns {\n\tnumber = \"1\"\n\tdue = \"2\"\n\tamount = \"3\"\n}\n" },
		{ "names with quotes and backslashes",
		  "columns {\nclient = \"a \\\"b\\\" \\\\ c\"\nnumber = n\ndue = d\ndebit = "
		  "s\ncredit = h\n}\n",
		  DEFAULTS
		  "columns {\n\tclient = \"a \\\"b\\\" \\\\ c\"\n\tnumber = \"n\"\n\tdue = \"d\"\n"
		  "\tdebit = \"s\"\n\tcredit = \"h\"\n}\n" },
		{ "names of several lines",
		  "columns {\nclient = 'Cust\r\r\n no\x04'\nnumber = 'n$'\ndue = d\namount = "
		  "a\n}\n",
		  DEFAULTS "columns {\n\tclient = \"Cust no\"\n\tnumber = \"n$\"\n\tdue = \"d\"\n"
			   "\tamount = \"a\"\n}\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct err err = { 0 };
		char *once = rewrite(rows[i].text, &err);
		if (!once)
			fail_msg("%s: %s", rows[i].name, err.text);
		assert_string_equal(once, rows[i].expected);
		char *twice = rewrite(once, &err);
		assert_non_null(twice);
		assert_string_equal(twice, once);
		mem_free(twice);
		mem_free(once);
	}
}

static void what_is_wrong_is_said(void **state)
{
	static const struct {
		const char *text, *sentence;
	} rows[] = {
		{ "dates = ymdd\n" NEEDED, "mapping test.map: line 1: dates cannot be \"ymdd\"; it "
					   "is one of \"guess\", \"ymd\", \"dmy\", \"mdy\", \"ddmmyy\"" },
		{ "\nseparator = \"::\"\n" NEEDED,
		  "mapping test.map: line 2: separator cannot be \"::\"; it is one of \"guess\", "
		  "\";\", \",\", \"tab\", "
		  "\"|\"" },
		{ "charset = ebcdic\n" NEEDED, "mapping test.map: line 1: unknown charset; it is "
					       "one of \"guess\", \"utf-8\", \"windows-1252\", "
					       "\"iso-8859-15\", \"cp850\", \"macintosh\"" },
		{ "currency = XYQ\n" NEEDED,
		  "mapping test.map: line 1: \"XYQ\" is no currency code such as EUR or USD" },
		{ "skip = 1001\n" NEEDED,
		  "mapping test.map: line 1: skip is a number from 0 to 1000" },
		{ "widths = {5, 0}\n" NEEDED, "mapping test.map: line 1: widths are at most 64 numbers from 1 to 1000" },
		{ "heading = below\n" NEEDED,
		  "mapping test.map: line 1: heading cannot be \"below\"; it is one of \"none\", \"skip\", \"client\"" },
		{ "header = no\n" NEEDED, "mapping test.map: without a header row, client must be "
					  "a column number counted from 1" },
		{ "columns {\nclient = c\namount = a\n}\n",
		  "mapping test.map: no column for: number, issued or due" },
		{ "columns {\nclient = c\nnumber = n\nissued = d\ndebit = s\n}\n",
		  "mapping test.map: no column for: amount or open" },
		{ "", "mapping test.map: no column for: client, number, issued or due, amount or "
		      "open" },
		{ "columns {\nclient = {1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17}\n}\n",
		  "mapping test.map: line 2: client goes by more than 16 names" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct err err = { 0 };
		assert_null(rewrite(rows[i].text, &err));
		assert_int_equal(err.code, ERR_INPUT);
		assert_string_equal(err.text, rows[i].sentence);
	}
}

static void unknown_names_are_refused(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_null(rewrite("colour = red\n" NEEDED, &err));
	assert_non_null(strstr(err.text, "colour"));
	assert_null(rewrite("columns {\nclint = c\n}\n", &err));
	assert_non_null(strstr(err.text, "clint"));
}

static void presets_are_complete(void **state)
{
	(void)state;
	for (size_t i = 0; mapping_preset(i); i++) {
		struct mapping *mapping = NULL;
		struct err err = { 0 };
		if (!mapping_from_preset(mapping_preset(i), &mapping, &err))
			fail_msg("%s: %s", mapping_preset(i), err.text);
		assert_true(mapping_complete(mapping, &err));
		assert_string_equal(mapping_label(mapping), mapping_preset(i));
		mapping_close(mapping);
	}
	assert_string_equal(mapping_preset(0), "relance");
}

static void an_unknown_preset_lists_those_there_are(void **state)
{
	struct mapping *mapping = NULL;
	struct err err = { 0 };

	(void)state;
	assert_false(mapping_from_preset("sage", &mapping, &err));
	assert_int_equal(err.code, ERR_USAGE);
	assert_string_equal(err.text,
			    "there is no preset \"sage\"; those there are: \"relance\", \"ar-open-items\", "
			    "\"dolibarr\", \"odoo\", \"sap-fbl5n\", \"sap-bsid\", \"xero\", \"quickbooks\", "
			    "\"ximport\", \"ebp\"");
	assert_null(mapping);
}

/* The example that ships is the preset. */
static void the_example_file_is_the_preset(void **state)
{
	const char *source = getenv("RELANCE_SOURCE");
	struct mapping *file = NULL, *preset = NULL;
	struct buf a, b;
	struct err err = { 0 };

	(void)state;
	char *path = mem_printf("%s/data/presets/ar-open-items.map", source ? source : ".");
	if (!mapping_from_file(path, &file, &err))
		fail_msg("%s", err.text);
	assert_true(mapping_from_preset("ar-open-items", &preset, &err));
	assert_string_equal(mapping_label(file), "ar-open-items.map");
	buf_init(&a);
	buf_init(&b);
	mapping_write(file, &a);
	mapping_write(preset, &b);
	assert_string_equal(a.data, b.data);
	buf_clear(&a);
	buf_clear(&b);
	mapping_close(file);
	mapping_close(preset);
	mem_free(path);
}

static void a_missing_file_is_said_to_be(void **state)
{
	struct mapping *mapping = NULL;
	struct err err = { 0 };

	(void)state;
	assert_false(mapping_from_file("/nowhere/x.map", &mapping, &err));
	assert_int_equal(err.code, ERR_MISSING);
	assert_non_null(strstr(err.text, "/nowhere/x.map"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mapping_is_written_as_it_was_read),
		cmocka_unit_test(what_is_wrong_is_said),
		cmocka_unit_test(unknown_names_are_refused),
		cmocka_unit_test(presets_are_complete),
		cmocka_unit_test(an_unknown_preset_lists_those_there_are),
		cmocka_unit_test(the_example_file_is_the_preset),
		cmocka_unit_test(a_missing_file_is_said_to_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
