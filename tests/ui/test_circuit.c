/* Where invoices stand inside the client's house, on the grid: in the file, and while news of it is typed. */
#include "tests/ui/file_bench.h"

/* F-24-0977 waits with the buyer since the 3rd; F-24-1004 was received yesterday. */
static void open_stuck(struct desk *desk, void *session, enum words_lang lang, int rows, int cols)
{
	desk_speak(lang);
	desk_story(desk, session);
	desk_record(session, desk->hebrard, LATE(6), -1, 570, OUTCOME_CIRCUIT, "f-24-0977 r 2/11");
	desk_record(session, desk->hebrard, LATE(5), -1, 580, OUTCOME_CIRCUIT, "f-24-0977 b mme lenoir 3/11");
	desk_record(session, desk->hebrard, LATE(4), -1, 590, OUTCOME_CIRCUIT, "f-24-1004 r 23/10/2026 =30/11");
	fixture_on(session, TODAY, DESK_MINUTE);
	desk_open(desk, session, rows, cols);
	assert_true(file_screen_open(&desk->app, desk->hebrard));
	desk_freeze_timer(desk);
}

static void the_circuit_shows_where_invoices_stand(void **state)
{
	struct desk desk;

	open_stuck(&desk, *state, WORDS_EN, 24, 80);
	desk_golden(&desk, "circuit-80x24-en");
	desk_close(&desk);
}

static void the_circuit_on_a_large_screen(void **state)
{
	struct desk desk;

	open_stuck(&desk, *state, WORDS_EN, 40, 120);
	desk_golden(&desk, "circuit-120x40-en");
	desk_close(&desk);
}

static void circuit_news_show_what_is_known_already(void **state)
{
	struct desk desk;

	open_stuck(&desk, *state, WORDS_EN, 24, 80);
	desk_type(&desk, "if-24-0977 r");
	desk_check_shows(&desk, "F-24-0977 was with the buyer already");
	desk_golden(&desk, "circuit-entry-80x24-en");
	desk_type(&desk, " retour");
	desk_check_shows(&desk, "1 invoice received");
	desk_check_shows(&desk, "(sent back)");
	desk_close(&desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(the_circuit_shows_where_invoices_stand),
		FACT(the_circuit_on_a_large_screen),
		FACT(circuit_news_show_what_is_known_already),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
