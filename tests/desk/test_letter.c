/* What leaves in a client's language: the shipped texts filled from a real file, and the texts of a folder checked.
 */
#include <string.h>

#include "base/mem.h"
#include "tests/desk/fixture.h"
#include "words/letter.h"

static int64_t open_client(struct session *session)
{
	int64_t id = fixture_client(session, "C1", "Hébrard & Fils");

	fixture_contact(session, id, "Mme Lenoir", "0102030405");
	fixture_sql("UPDATE contact SET mail = 'compta@debtor.example'");
	fixture_sql("UPDATE agent SET full_name = 'Alice Martin', phone = '01 02 03 04 05' WHERE name = 'alice'");
	fixture_invoice(session, id, "A1", DAY("2026-10-05"), 481250);
	fixture_invoice(session, id, "A2", DAY("2026-12-24"), 9900);
	return id;
}

static char *mail_as_it_leaves(struct session *session, const char *language)
{
	struct texts *texts = texts_open("");
	struct arena arena = { 0 };
	struct mail_row *rows;
	struct mail_text text = { 0 };
	struct err err = { 0 };
	size_t count;
	char *page;

	assert_true(mail_read_all(session, &arena, MAIL_STATE_COUNT, 0, 10, &rows, &count, &err));
	assert_int_equal(count, 1);
	rows[0].language = language;
	assert_true(letter_preview(texts, session, &arena, &rows[0], &text, &err));
	page = mem_printf("[%s] %s\n%s", text.name, text.subject, text.body);
	mem_free(text.name);
	mem_free(text.subject);
	mem_free(text.body);
	arena_clear(&arena);
	texts_close(texts);
	return page;
}

static void a_confirmation_names_the_plan_and_its_invoices(void **state)
{
	struct session *session = *state;
	char *page;

	fixture_record(session, open_client(session), OUTCOME_PROMISE, "1000 +3; 2000 +10");
	page = mail_as_it_leaves(session, "fr");
	assert_string_equal(page, "[confirmation.fr] Votre règlement de 3 000,00 € — C1\n"
				  "Bonjour Mme Lenoir,\n\n"
				  "Suite à notre entretien du 24/11/2026, nous vous confirmons votre engagement :\n\n"
				  "- 1 000,00 € le 27/11/2026\n"
				  "- 2 000,00 € le 04/12/2026\n\n"
				  "Il concerne :\n\n"
				  "- A1, échéance 05/10/2026 : 3 000,00 €\n\n"
				  "Merci de nous prévenir dès que possible si cette date ne pouvait être tenue.\n\n"
				  "Cordialement,\n\nAlice Martin\n01 02 03 04 05\nDurand Équipements\n");
	mem_free(page);
	session->today = IN(1); /* when the night sends it */
	page = mail_as_it_leaves(session, "en");
	assert_non_null(strstr(page, "\nFurther to our conversation on 24/11/2026, this is to confirm"));
	assert_non_null(strstr(page, "[confirmation.en] Your payment of 3,000.00 € - C1\n"));
	assert_non_null(strstr(page, "\n- 1,000.00 € on 27/11/2026\n"));
	mem_free(page);
}

/* It is owed and counted, and has no number to be found by. */
static void a_gap_of_the_ledger_is_said_as_what_it_is(void **state)
{
	struct session *session = *state;
	struct mail_request request = { .id = 7, .client_id = open_client(session), .kind = MAILING_REMINDER };
	struct err err = { 0 };
	char *page;

	fixture_item(session, request.client_id, "gap", ITEM_GAP, LATE(3), 52539, "EUR");
	fixture_sql("UPDATE invoice SET number = '' WHERE kind = 3");
	assert_true(mail_queue(session, &request, &err));
	page = mail_as_it_leaves(session, "fr");
	assert_non_null(strstr(page, "\n- solde du compte, échéance 21/11/2026 : 525,39 €\n"));
	mem_free(page);
}

static void a_reminder_names_what_is_overdue_only(void **state)
{
	struct session *session = *state;
	struct mail_request request = { .id = 7, .client_id = open_client(session), .kind = MAILING_REMINDER, .words = "Comme convenu." };
	struct err err = { 0 };
	char *page;

	assert_true(mail_queue(session, &request, &err));
	page = mail_as_it_leaves(session, "fr");
	assert_non_null(strstr(page, "- A1, échéance 05/10/2026 : 4 812,50 €\n"));
	assert_null(strstr(page, "A2"));
	assert_non_null(strstr(page, "\nComme convenu.\n"));
	mem_free(page);
}

/* From the second level on the cost is said, from the rates in force. */
/* Its list and its sum say the same. */
static void what_is_overdue_in_two_currencies_is_asked_for_in_both(void **state)
{
	struct session *session = *state;
	struct mail_request request = { .id = 7, .client_id = open_client(session), .kind = MAILING_REMINDER };
	struct err err = { 0 };
	char *page;

	fixture_item(session, request.client_id, "U1", ITEM_INVOICE, LATE(3), 250000, "USD");
	fixture_item(session, request.client_id, "P1", ITEM_INVOICE, IN(3), 100, "GBP");
	fixture_on(session, TODAY, -1);
	assert_true(mail_queue(session, &request, &err));
	page = mail_as_it_leaves(session, "fr");
	assert_non_null(strstr(page, "] 4 812,50 € et 2 500,00 $ en attente de règlement"));
	assert_non_null(strstr(page, "\n- U1, échéance 21/11/2026 : 2 500,00 $\n"));
	assert_non_null(strstr(page, "\nSoit 4 812,50 € et 2 500,00 $ au 24/11/2026"));
	mem_free(page);
	page = mail_as_it_leaves(session, "en");
	assert_non_null(strstr(page, "4,812.50 € and 2,500.00 $"));
	mem_free(page);
}

static void a_firm_reminder_says_what_it_costs(void **state)
{
	struct session *session = *state;
	struct mail_request request = { .id = 7, .client_id = open_client(session), .kind = MAILING_REMINDER };
	struct err err = { 0 };
	char *page;

	fixture_sql("INSERT INTO rate (kind, from_on, hundredths) VALUES ('late', '2026-07-01', 1200)");
	fixture_record(session, request.client_id, OUTCOME_REFUSAL, "nous ne paierons pas");
	fixture_on(session, TODAY + 8, -1);
	fixture_record(session, request.client_id, OUTCOME_REFUSAL, "toujours non");
	assert_true(mail_queue(session, &request, &err));
	page = mail_as_it_leaves(session, "fr");
	assert_non_null(strstr(page, "[reminder-"));
	assert_null(strstr(page, "[reminder.fr"));
	/* 4812.50 × 12 % × 58 ÷ 365 */
	assert_non_null(strstr(page, " 91,77 € de pénalités de retard et 40,00 € d'indemnité forfaitaire."));
	mem_free(page);
}

/* A shipped text says what lateness costs when it is written for a firmness above the first, or for a reason that is one's own doing. */
static bool is_beyond_the_first_level(const char *name)
{
	static const char *const kinds[] = { "-respectful", "-firm", "-calculating", "-bad_faith", "letter." };

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strstr(name, kinds[i]))
			return true;
	return false;
}

static void consequences_are_said_from_the_second_level(void **state)
{
	int said = 0;

	(void)state;
	for (const struct text_file *file = texts_builtin; file->name; file++) {
		bool costs = strstr(file->text, "{interest}") || strstr(file->text, "{fee}");

		if (costs != is_beyond_the_first_level(file->name))
			fail_msg("%s says %s", file->name, costs ? "what it costs" : "nothing of what it costs");
		said += costs;
	}
	assert_true(said > 0);
}

static void the_shipped_texts_can_all_be_filled(void **state)
{
	struct err err = { 0 };
	int french = 0, english = 0;

	(void)state;
	for (const struct text_file *file = texts_builtin; file->name; file++) {
		const char *end = strrchr(file->name, '.');

		if (!letter_check(file->name, file->text, &err))
			fail_msg("%s", err.text);
		french += strcmp(end, ".fr") == 0;
		english += strcmp(end, ".en") == 0;
	}
	assert_int_equal(french, english);
	assert_true(french > 15);
}

static void a_wrong_text_is_refused_naming_line_and_remedy(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_false(letter_check("reminder.fr", "Subject: x\n\n{amount}\n", &err));
	assert_non_null(strstr(err.text, "text reminder.fr, line 3: there is no {amount}; there are {creditor} {client}"));
	assert_false(letter_check("reminder.fr", "Bonjour\n", &err));
	assert_string_equal(err.text, "text reminder.fr: a mail begins with a line Subject: …");
	assert_false(letter_check("card.fr", "{client\n", &err));
	assert_string_equal(err.text, "text card.fr, line 1: { without a } behind it; write {{ for a brace");
	assert_true(letter_check("card.fr", "no subject needed\n", &err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(a_confirmation_names_the_plan_and_its_invoices),
		FACT(a_reminder_names_what_is_overdue_only),
		FACT(what_is_overdue_in_two_currencies_is_asked_for_in_both),
		FACT(a_gap_of_the_ledger_is_said_as_what_it_is),
		FACT(a_firm_reminder_says_what_it_costs),
		FACT(consequences_are_said_from_the_second_level),
		FACT(the_shipped_texts_can_all_be_filled),
		FACT(a_wrong_text_is_refused_naming_line_and_remedy),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
