/* What one keystroke of a search costs: bench/search KEYSTROKES STORE DAY. Prints p50, p99 and the worst in milliseconds.
 *
 * Types names of clients drawn from the store letter by letter, account numbers and last phone digits, as a console would: one
 * session, one page of results for each key.
 */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "bench/measure.h"
#include "bench/store.h"
#include "desk/worklist.h"

#define ROWS  20
#define NAMES 500
#define WORD  24

/* Bytes of the character that starts at s. */
static size_t character(const char *s)
{
	size_t n = 1;

	while (((unsigned char)s[n] & 0xc0) == 0x80)
		n++;
	return n;
}

static void type(struct session *session, const char *word, size_t keystrokes, struct times *times)
{
	char typed[WORD + 8] = "";
	size_t n = 0;

	while (word[n] && n < WORD && times->count < keystrokes) {
		struct arena arena = { 0 };
		struct worklist_row *rows;
		size_t step = character(word + n), count;
		struct err err = { 0 };
		double start;

		memcpy(typed + n, word + n, step);
		n += step;
		typed[n] = '\0';
		start = measure_now_ms();
		if (!worklist_search(session, &arena, typed, ROWS, &rows, &count, &err))
			bench_fail(typed, &err);
		times_add(times, measure_now_ms() - start);
		arena_clear(&arena);
	}
}

int main(int argc, char **argv)
{
	struct times times = { 0 };
	struct worklist list;
	struct session *session;
	struct err err = { 0 };
	size_t keystrokes;

	if (argc != 4) {
		fprintf(stderr, "usage: search KEYSTROKES STORE DAY\n");
		return 2;
	}
	keystrokes = (size_t)measure_number(argv[1], 1, 10000000);
	session = bench_session(argv[2], argv[3], NULL, STORE_CONSOLE);
	if (!worklist_open(session, true, NAMES, &list, &err))
		bench_fail("the queue", &err);
	while (times.count < keystrokes && list.count > 0) {
		const struct client_row *client =
			&list.rows[measure_draw(1, times.count) % list.count].client;
		char digits[8];

		type(session, client->name, keystrokes, &times);
		type(session, client->no, keystrokes, &times);
		snprintf(digits, sizeof digits, "%06u",
			 (unsigned)(measure_draw(2, times.count) % 1000000));
		type(session, digits, keystrokes, &times);
	}
	times_sort(&times);
	printf("%.3f %.3f %.3f\n", times_at(&times, 0.5), times_at(&times, 0.99),
	       times_at(&times, 1));
	worklist_clear(&list);
	session_close(session);
	times_clear(&times);
	return 0;
}
