/* The key budget: each task in exactly its keys, typed in one burst on an open file, ends in exactly these facts. */
#include "tests/ui/file_bench.h"

/* What today's call left: outcome, next date and hour, note; promises; follow-ups; disputes. */
#define FACTS \
	"SELECT outcome || ' ' || coalesce(next_on, '-') || coalesce(' ' || next_minute, '') || CASE note WHEN '' THEN '' ELSE ' «' || note || '»' END FROM action " \
	"WHERE on_day = '2026-11-24' AND undone_by IS NULL AND outcome <> 'undo' " \
	"UNION ALL SELECT * FROM (SELECT 'promised ' || amount_cents || ' on ' || due_on || ' checked ' || check_on FROM promise WHERE made_on = '2026-11-24' AND undone = 0 ORDER BY id) p " \
	"UNION ALL SELECT kind || ' due ' || due_on FROM follow_up WHERE done_by IS NULL AND undone = 0 " \
	"UNION ALL SELECT 'disputed ' || dispute.kind || ' ' || number FROM dispute JOIN dispute_invoice di ON di.dispute_id = dispute.id JOIN invoice ON invoice.id = di.invoice_id WHERE dispute.undone = 0 " \
	"UNION ALL SELECT * FROM (SELECT stage || ' ' || number || ' since ' || since || ' ' || holder FROM circuit_event e JOIN invoice i ON i.id = e.invoice_id WHERE e.undone = 0 ORDER BY i.due_on) c " \
	"UNION ALL SELECT * FROM (SELECT name || ' ' || role || ' ' || phone || CASE wrong WHEN 1 THEN ' wrong' ELSE '' END FROM contact WHERE undone = 0 AND (wrong = 1 OR name <> 'Mme Hébrard') ORDER BY id) p"

static const struct {
	const char *name, *keys, *facts;
	enum words_lang lang;
	bool stays; /* on the same file */
} rows[] = {
	{ "no answer", "n", "no_answer 2026-11-25\n", WORDS_EN, false },
	{ "message left", "m\r", "message 2026-11-27\n", WORDS_EN, false },
	{ "message in words", "mrappelle demain\r", "message 2026-11-27 «rappelle demain»\n", WORDS_EN, false },
	{ "promise of all next Friday", "pv\r", "promise 2026-12-01\npromised 481250 on 2026-11-27 checked 2026-12-01\n", WORDS_FR, false },
	{ "in English", "pf\r", "promise 2026-12-01\npromised 481250 on 2026-11-27 checked 2026-12-01\n", WORDS_EN, false },
	{ "in words", "pven\r", "promise 2026-12-01\npromised 481250 on 2026-11-27 checked 2026-12-01\n", WORDS_EN, false },
	{ "with blanks as the budget is written", "p v \r", "promise 2026-12-01\npromised 481250 on 2026-11-27 checked 2026-12-01\n", WORDS_EN, false },
	{ "an amount and a day", "p 500 15/12\r", "promise 2026-12-17\npromised 50000 on 2026-12-15 checked 2026-12-17\npromise due 2026-12-04\n", WORDS_EN, false },
	{ "three instalments at month ends", "p 3x fm\r",
	  "promise 2026-12-02\npromised 160416 on 2026-11-30 checked 2026-12-02\npromised 160416 on 2026-12-31 checked 2027-01-05\n"
	  "promised 160418 on 2027-02-01 checked 2027-02-03\n", WORDS_EN, false },
	{ "AZERTY digits without shift", "p (\303\240\303\240 v\r", "promise 2026-12-01\npromised 50000 on 2026-11-27 checked 2026-12-01\npromise due 2026-12-01\n", WORDS_FR, false },
	{ "callback at the usual time", "r\r", "callback 2026-11-25\ncallback due 2026-11-25\n", WORDS_EN, false },
	{ "callback at an hour", "rfri 14h30\r", "callback 2026-11-27 870\ncallback due 2026-11-27\n", WORDS_EN, false },
	{ "dispute of line 2", "d 2\r", "dispute 2026-12-09\ndisputed administrative F-24-0931\n", WORDS_EN, false },
	{ "the same on AZERTY", "d \303\251\r", "dispute 2026-12-09\ndisputed administrative F-24-0931\n", WORDS_FR, false },
	{ "dispute with its kind and words", "d2 com -- prix faux\r", "dispute 2026-12-09 «prix faux»\ndisputed commercial F-24-0931\n", WORDS_EN, false },
	{ "paid already, a part", "v 500 12/11\r", "paid 2026-12-01 «500.00 EUR 2026-11-12»\npaid due 2026-12-01\n", WORDS_EN, false },
	{ "refusal in words", "xne paiera pas\r", "refusal 2026-12-01 «ne paiera pas»\nrefusal due 2026-12-01\n", WORDS_EN, false },
	/* i b ␣ ␣ 3 ⏎: six keys beside the name, of at most eight */
	{ "stuck with the buyer, Mme Lenoir, since the 3rd", "ib lenoir 3\r",
	  "circuit 2026-11-25\nbuyer F-24-0931 since 2026-11-03 Lenoir\nbuyer F-24-0977 since 2026-11-03 Lenoir\nbuyer F-24-1004 since 2026-11-03 Lenoir\n"
	  "Lenoir buyer \n", WORDS_EN, false },
	{ "as the budget writes it, on AZERTY", "i b lenoir \"\r",
	  "circuit 2026-11-25\nbuyer F-24-0931 since 2026-11-03 Lenoir\nbuyer F-24-0977 since 2026-11-03 Lenoir\nbuyer F-24-1004 since 2026-11-03 Lenoir\n"
	  "Lenoir buyer \n", WORDS_FR, false },
	{ "one invoice, passed for payment, until Friday", "i3 bap h\303\251brard >v\r", "circuit 2026-11-27\npassed F-24-0977 since 2026-11-24 Mme H\303\251brard\n", WORDS_FR, false },
	{ "a wrong contact and the right one", "lwmme roy 0478112233\r", "wrong_contact 2026-11-25\nMme H\303\251brard accounts_payable 04 78 12 34 56 wrong\nMme Roy accounts_payable 0478112233\n",
	  WORDS_EN, false },
	{ "evasive, from the menu", "lefri\r", "evasive 2026-11-27\nevasive due 2026-11-27\n", WORDS_EN, false },
	{ "evasive by its digit", "5fri\r", "evasive 2026-11-27\nevasive due 2026-11-27\n", WORDS_EN, false },
	{ "difficulty, from the menu", "0f\r", "difficulty 2026-11-27\ndifficulty due 2026-11-27\n", WORDS_EN, false },
	{ "a note stays on the file", "oattend la banque\r", "note - «attend la banque»\n", WORDS_EN, true },
	{ "save and stay", "pv\033OQ", "promise 2026-12-01\npromised 481250 on 2026-11-27 checked 2026-12-01\n", WORDS_EN, true },
	{ "a note beside a promise", "pv\toui, la banque\r", "promise 2026-12-01 «oui, la banque»\npromised 481250 on 2026-11-27 checked 2026-12-01\n", WORDS_EN, false },
	{ "undo", "pv\ru", "", WORDS_EN, true },
};

/* The agreed call of 14:30 is answered by whoever speaks; it stays pending when nobody does. */
static const char *without_agreed(char *facts)
{
	static const char agreed[] = "callback due 2026-11-24\n";
	char *at = strstr(facts, agreed);

	if (at)
		memmove(at, at + strlen(agreed), strlen(at + strlen(agreed)) + 1);
	return facts;
}

static void each_task_in_its_keys(void **state)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct desk desk;
		void *session = NULL;

		assert_int_equal(fixture_setup(&session), 0);
		desk_speak(rows[i].lang);
		desk_story(&desk, session);
		desk_open(&desk, session, 24, 80);
		assert_true(file_screen_open(&desk.app, desk.hebrard));
		desk_type(&desk, "");
		desk_type(&desk, rows[i].keys);
		char *facts = fixture_dump(FACTS);
		if (strcmp(without_agreed(facts), rows[i].facts) != 0)
			fail_msg("%s: %s", rows[i].name, facts);
		if ((strcmp(desk_client(&desk), "C-10482") == 0) != rows[i].stays)
			fail_msg("%s: now on %s", rows[i].name, desk_client(&desk));
		assert_string_equal(desk_top(&desk), "file");
		mem_free(facts);
		desk_close(&desk);
		fixture_teardown(&session);
	}
	(void)state;
}

/* Four calls in one burst, from the queue on: nothing is lost between files. */
static void a_whole_row_of_calls_in_one_burst(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_story(&desk, *state);
	desk_open(&desk, *state, 24, 80);
	desk_type(&desk, "\rpv\rnm\rd1\r");
	char *facts = fixture_dump("SELECT no, outcome FROM action JOIN client ON client.id = client_id WHERE on_day = '2026-11-24' ORDER BY action.id");
	assert_string_equal(facts, "C-10482|promise\nC-10031|no_answer\nC-10077|message\nC-10300|dispute\n");
	mem_free(facts);
	assert_string_equal(desk_client(&desk), "");
	desk_check_shows(&desk, "√ Boulangerie Petit: dispute");
	desk_close(&desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_task_in_its_keys),
		FACT(a_whole_row_of_calls_in_one_burst),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
