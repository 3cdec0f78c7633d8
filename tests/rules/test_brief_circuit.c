/* The brief: what it says of invoices under way at the client's. */
#include "brief_file.h"

#include <string.h>

#include "rules/brief_circuit.h"

static struct circuit_standing standing(int64_t id, const char *number, cents open, enum circuit_stage stage, int days, const char *holder)
{
	return (struct circuit_standing){ .invoice_id = id,
					  .number = number,
					  .open = open,
					  .position = { .known = true,
							.stage = stage,
							.line = stage,
							.since = LATE(days),
							.expected_on = DATE_NONE,
							.holder_role = CONTACT_BUYER,
							.holder = holder } };
}

/* What is stuck comes group by group, the largest first; the question is about the invoice that decides whom to call. */
static void the_circuit_says_what_is_stuck_and_what_to_ask(void **state)
{
	(void)state;
	struct file f;
	const struct item items[] = { INVOICE(1, LATE(31), 142250) };
	struct circuit_standing list[] = {
		standing(1, "F1", 100000, CIRCUIT_RECEIVED, 6, NULL),      /* over 5 days: stuck */
		standing(2, "F2", 300000, CIRCUIT_BUYER, 8, "Mme Lenoir"), /* over 7 days: stuck */
		standing(3, "F3", 900000, CIRCUIT_BUYER, 7, "Mme Lenoir"), /* not yet */
		standing(4, "F4", 50000, CIRCUIT_BUYER, 21, "Mme Lenoir"),
		standing(5, "F5", 20000, CIRCUIT_PASSED, 30, "M. Roy"),
	};
	open_file(&f, items, COUNT(items));
	f.facts.circuit = (struct brief_circuit){
		list, COUNT(list), &circuit_default_limits,
		circuit_whom(list, COUNT(list), &circuit_default_limits, false, TODAY)
	};
	f.facts.contact_name = "Mme Lenoir";
	f.facts.contact_role = "buyer";
	f.facts.best.known = true;
	f.facts.best.from = 540;
	f.facts.best.to = 660;
	read_brief(&f);
	const struct brief_line *stuck = said(&f, BRIEF_STUCK);
	assert_string_equal(stuck->text, "F2");
	assert_string_equal(stuck->who, "Mme Lenoir");
	assert_int_equal(stuck->which, CIRCUIT_BUYER);
	assert_int_equal(stuck->days, 8);
	assert_int_equal(stuck->count, 2); /* F4 beside it, F3 not stuck */
	assert_int_equal(stuck[1].code, BRIEF_STUCK);
	assert_string_equal(stuck[1].text, "F1");
	assert_null(stuck[1].who);
	assert_int_equal(stuck[2].code, BRIEF_ASK); /* two groups at most */
	assert_int_equal(stuck[2].which, CIRCUIT_ASK_APPROVED);
	assert_string_equal(stuck[2].text, "F2");
	assert_null(find(&f, BRIEF_STANDS));
	const struct brief_line *whom = said(&f, BRIEF_WHOM);
	assert_int_equal(whom->which, CIRCUIT_WHOM_BUYER);
	assert_int_equal(whom->minute, 540);
	assert_int_equal(whom->count, 660);
}

static void nothing_stuck_says_where_it_stands(void **state)
{
	(void)state;
	struct file f;
	const struct item items[] = { INVOICE(1, LATE(31), 142250) };
	struct circuit_standing list[] = { standing(1, "F1", 100000, CIRCUIT_APPROVED, 5, NULL) };
	open_file(&f, items, COUNT(items));
	f.facts.circuit = (struct brief_circuit){
		list, COUNT(list), &circuit_default_limits,
		circuit_whom(list, COUNT(list), &circuit_default_limits, false, TODAY)
	};
	read_brief(&f);
	assert_null(find(&f, BRIEF_STUCK));
	assert_int_equal(said(&f, BRIEF_STANDS)->days, 5);
	assert_int_equal(said(&f, BRIEF_ASK)->which, CIRCUIT_ASK_FORWARDED);
	list[0].position.since = LATE(6);
	read_brief(&f);
	assert_null(find(&f, BRIEF_STANDS));
	assert_int_equal(said(&f, BRIEF_STUCK)->days, 6);
	list[0].open = 0; /* paid meanwhile */
	f.facts.circuit.whom = circuit_whom(list, 1, &circuit_default_limits, false, TODAY);
	read_brief(&f);
	assert_null(find(&f, BRIEF_STUCK));
	assert_null(find(&f, BRIEF_ASK));
}

/* One line for those of one stage with one person; of two that are said the larger first. */
static void groups_are_by_stage_and_holder(void **state)
{
	static const struct {
		const char *name;
		struct {
			cents open;
			enum circuit_stage stage;
			int64_t holder_id;
			const char *holder;
		} of[3];
		const char *wanted;
	} rows[] = {
		{ "one person", { { 1, CIRCUIT_BUYER, 0, "Roy" }, { 5, CIRCUIT_BUYER, 0, "Roy" }, { 3, CIRCUIT_BUYER, 0, "Roy" } }, "F2 3" },
		{ "two persons", { { 1, CIRCUIT_BUYER, 0, "Roy" }, { 5, CIRCUIT_BUYER, 0, "Martin" }, { 3, CIRCUIT_BUYER, 0, "Roy" } }, "F2 1 F3 2" },
		{ "a person and nobody", { { 1, CIRCUIT_BUYER, 0, "Roy" }, { 5, CIRCUIT_BUYER, 0, NULL }, { 3, CIRCUIT_BUYER, 0, NULL } }, "F2 2 F1 1" },
		{ "two stages", { { 1, CIRCUIT_BUYER, 0, NULL }, { 5, CIRCUIT_APPROVED, 0, NULL }, { 3, CIRCUIT_BUYER, 0, NULL } }, "F2 1 F3 2" },
		{ "known by their place, not by their name", { { 1, CIRCUIT_BUYER, 7, "Roy" }, { 5, CIRCUIT_BUYER, 8, "Roy" }, { 3, CIRCUIT_BUYER, 7, "M. Roy" } }, "F2 1 F3 2" },
		{ "one that is kept, one that was only named", { { 1, CIRCUIT_BUYER, 7, "Roy" }, { 5, CIRCUIT_BUYER, 0, "Roy" }, { 3, CIRCUIT_BUYER, 7, "Roy" } }, "F2 1 F3 2" },
	};
	static const char *const numbers[] = { "F1", "F2", "F3" };

	(void)state;
	for (size_t r = 0; r < COUNT(rows); r++) {
		struct circuit_standing list[3];
		struct brief_line lines[BRIEF_CIRCUIT_LINES];
		char text[64] = "";
		for (int i = 0; i < 3; i++) {
			list[i] = standing(i + 1, numbers[i], rows[r].of[i].open, rows[r].of[i].stage, 30, rows[r].of[i].holder);
			list[i].position.holder_id = rows[r].of[i].holder_id;
		}
		const struct brief_circuit circuit = { list, 3, &circuit_default_limits, { .invoice_id = 0 } };
		size_t count = brief_circuit_write(&circuit, TODAY, lines);
		for (size_t i = 0; i < count; i++)
			snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s %d", i ? " " : "", lines[i].text, lines[i].count);
		if (strcmp(text, rows[r].wanted) != 0)
			fail_msg("%s: %s", rows[r].name, text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_circuit_says_what_is_stuck_and_what_to_ask),
		cmocka_unit_test(nothing_stuck_says_where_it_stands),
		cmocka_unit_test(groups_are_by_stage_and_holder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
