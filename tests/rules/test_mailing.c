/* Mails beside calls: which, and when none may leave. */
#include "facts.h"

#include <string.h>

#include "rules/mailing.h"

static void each_outcome_has_its_mail(void **state)
{
	(void)state;
	static const struct {
		enum outcome outcome;
		int kind; /* -1: none */
	} rows[] = {
		{ OUTCOME_PROMISE, MAILING_CONFIRMATION },
		{ OUTCOME_CALLBACK, MAILING_REMINDER },
		{ OUTCOME_NO_ANSWER, MAILING_REMINDER },
		{ OUTCOME_MESSAGE, MAILING_REMINDER },
		{ OUTCOME_EVASIVE, MAILING_REMINDER },
		{ OUTCOME_CIRCUIT, -1 },
		{ OUTCOME_DISPUTE, -1 },
		{ OUTCOME_DOCUMENT, MAILING_DUPLICATE },
		{ OUTCOME_PAID, -1 },
		{ OUTCOME_DIFFICULTY, -1 },
		{ OUTCOME_WRONG_CONTACT, -1 },
		{ OUTCOME_REFUSAL, MAILING_REMINDER },
		{ OUTCOME_INSOLVENCY, -1 },
		{ OUTCOME_NOTE, -1 },
	};
	assert_int_equal(COUNT(rows), OUTCOME_COUNT);
	for (size_t i = 0; i < COUNT(rows); i++) {
		enum mailing_kind kind = MAILING_KIND_COUNT;
		bool has = mailing_of_outcome(rows[i].outcome, &kind);
		assert_int_equal(has, rows[i].kind >= 0);
		assert_int_equal(kind, has ? rows[i].kind : MAILING_KIND_COUNT);
	}
	assert_string_equal(mailing_kind_codes[MAILING_CONFIRMATION], "confirmation");
	assert_string_equal(mailing_kind_codes[MAILING_DUPLICATE], "duplicate");
	assert_string_equal(mailing_kind_codes[MAILING_REMINDER], "reminder");
}

#define CONFIRMATION .kind = MAILING_CONFIRMATION, .address = "a@b.fr", .overdue = 1
#define DUPLICATE    .kind = MAILING_DUPLICATE, .address = "a@b.fr", .overdue = 1
#define REMINDER     .kind = MAILING_REMINDER, .address = "a@b.fr", .overdue = 1

static const struct {
	const char *name;
	struct mailing_facts facts;
	const char *wanted;
} rows[] = {
	{ "a reminder", { REMINDER }, "" },
	{ "of nothing", { .kind = MAILING_REMINDER, .address = "a@b.fr" }, "nothing" },
	{ "to nobody", { .kind = MAILING_REMINDER, .overdue = 1 }, "no_address" },
	{ "to an empty address", { .kind = MAILING_REMINDER, .address = "" }, "no_address" },
	{ "during a promise", { REMINDER, .promise_open = true }, "promise" },
	{ "during a dispute", { REMINDER, .disputed = true }, "dispute" },
	{ "after hand-over", { REMINDER, .handed_over = true }, "stopped" },
	{ "to an insolvent client", { REMINDER, .insolvent = true }, "stopped" },
	{ "to one not to be contacted", { REMINDER, .no_contact = true }, "stopped" },
	{ "a duplicate", { DUPLICATE }, "" },
	{ "of an invoice not due", { .kind = MAILING_DUPLICATE, .address = "a@b.fr" }, "" },
	{ "a duplicate during a promise", { DUPLICATE, .promise_open = true }, "promise" },
	{ "a duplicate during a dispute", { DUPLICATE, .disputed = true }, "dispute" },
	{ "a duplicate after hand-over", { DUPLICATE, .handed_over = true }, "stopped" },
	{ "a confirmation of its own promise",
	  { CONFIRMATION, .promise_open = true, .confirms_open = true },
	  "" },
	{ "of one taken back since", { CONFIRMATION }, "stale" },
	{ "of one replaced since", { CONFIRMATION, .promise_open = true }, "stale" },
	{ "a confirmation during a dispute",
	  { CONFIRMATION, .confirms_open = true, .disputed = true },
	  "dispute" },
	{ "a confirmation after hand-over",
	  { CONFIRMATION, .confirms_open = true, .handed_over = true },
	  "stopped" },
};

static void no_mail_leaves_against_the_rules(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *got = mailing_status_codes[mailing_check(&rows[i].facts)];
		if (strcmp(got, rows[i].wanted) != 0)
			fail_msg("%s: \"%s\"", rows[i].name, got);
	}
}

static void templates_from_the_particular_to_the_general(void **state)
{
	(void)state;
	char names[MAILING_TEMPLATES][MAILING_TEMPLATE_ROOM];
	assert_int_equal(mailing_templates(MAILING_REMINDER, REASON_NOT_RECEIVED, REASON_RESPECTFUL,
					   "fr", names),
			 4);
	assert_string_equal(names[0], "reminder-not_received-respectful.fr");
	assert_string_equal(names[1], "reminder-not_received.fr");
	assert_string_equal(names[2], "reminder-respectful.fr");
	assert_string_equal(names[3], "reminder.fr");
	assert_int_equal(mailing_templates(MAILING_CONFIRMATION, REASON_NONE, REASON_SMILING,
					   "en_GB", names),
			 2);
	assert_string_equal(names[0], "confirmation-smiling.en");
	assert_string_equal(names[1], "confirmation.en");
}

/* A mail due today, and what stands against it. Off by one day changes the answer. */
static void steps_are_written_once_on_business_days(void **state)
{
	static const struct scenario_step mail = { .days = 1, .channel = SCENARIO_MAIL }, letter = { .days = 1, .channel = SCENARIO_LETTER },
					  phone = { .days = 1, .channel = SCENARIO_PHONE },
					  registered = { .days = 1, .channel = SCENARIO_REGISTERED };
	static const struct {
		const char *name;
		struct scenario_next next;
		struct mailing_step_facts facts;
		date today;
		enum mailing_step wanted;
	} steps[] = {
#define DUE(step) { SCENARIO_STEP, &(step), TODAY, SCENARIO_BY_STEP, 0 }
#define FREE      .callable = true, .address = true, .tried_on = DATE_NONE
		{ "a mail", DUE(mail), { FREE }, TODAY, MAILING_STEP_QUEUE },
		{ "the day before", DUE(mail), { FREE }, TODAY - 1, MAILING_STEP_NONE },
		{ "late", DUE(mail), { FREE }, IN(3), MAILING_STEP_QUEUE },
		{ "on a Saturday", DUE(mail), { FREE }, IN(4), MAILING_STEP_NONE },
		{ "a call", DUE(phone), { FREE }, TODAY, MAILING_STEP_NONE },
		{ "again at the maximum gap", { SCENARIO_REPEAT, &mail, TODAY, SCENARIO_BY_MAX_GAP, 0 }, { FREE }, TODAY, MAILING_STEP_NONE },
		{ "asleep", DUE(mail), { .address = true, .tried_on = DATE_NONE }, TODAY, MAILING_STEP_NONE },
		{ "promised", DUE(mail), { FREE, .promised = true }, TODAY, MAILING_STEP_NONE },
		{ "one waits", DUE(mail), { FREE, .waiting = true }, TODAY, MAILING_STEP_NONE },
		{ "given up that day", DUE(mail), { .callable = true, .address = true, .tried_on = TODAY }, IN(1), MAILING_STEP_NONE },
		{ "given up before that", DUE(mail), { .callable = true, .address = true, .tried_on = TODAY - 1 }, TODAY, MAILING_STEP_QUEUE },
		{ "a hold", DUE(mail), { FREE, .held = true }, TODAY, MAILING_STEP_TASK },
		{ "a dispute", DUE(mail), { FREE, .disputed = true }, TODAY, MAILING_STEP_TASK },
		{ "a payment to be matched that may be theirs", DUE(mail), { FREE, .perhaps = true }, TODAY, MAILING_STEP_TASK },
		{ "nobody to write to", DUE(mail), { .callable = true, .tried_on = DATE_NONE }, TODAY, MAILING_STEP_TASK },
		{ "a letter to them", DUE(letter), { .callable = true, .tried_on = DATE_NONE }, TODAY, MAILING_STEP_QUEUE },
		{ "a registered letter", DUE(registered), { FREE }, TODAY, MAILING_STEP_TASK },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(steps); i++) {
		struct mailing_step_facts facts = steps[i].facts;

		facts.next = &steps[i].next;
		if (mailing_step(&facts, steps[i].today) != steps[i].wanted)
			fail_msg("%s", steps[i].name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_outcome_has_its_mail),
		cmocka_unit_test(no_mail_leaves_against_the_rules),
		cmocka_unit_test(steps_are_written_once_on_business_days),
		cmocka_unit_test(templates_from_the_particular_to_the_general),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
