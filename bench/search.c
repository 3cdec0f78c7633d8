/* What one keystroke of a search costs: bench/search KEYSTROKES STORE DAY. Prints p50 and p99 in milliseconds of keystrokes within the
 * first word, then of those in a further one: there the clients of two words are compared, and names share words.
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

/* Times of one search. */
struct typing {
	struct session *session;
	struct times first, further; /* keystrokes within the first word, in the others */
};

static void type(struct typing *typing, const char *word)
{
	char typed[WORD + 8] = "";
	size_t n = 0;

	while (word[n] && n < WORD) {
		struct arena arena = { 0 };
		struct worklist_row *rows;
		size_t step = character(word + n), count;
		struct err err = { 0 };
		double start;

		memcpy(typed + n, word + n, step);
		n += step;
		typed[n] = '\0';
		start = measure_now_ms();
		if (!worklist_search(typing->session, &arena, typed, ROWS, &rows, &count, &err))
			bench_fail(typed, &err);
		times_add(strchr(typed, ' ') ? &typing->further : &typing->first,
			  measure_now_ms() - start);
		arena_clear(&arena);
	}
}

static void type_all(struct typing *typing, const struct worklist *list, size_t keystrokes)
{
	for (uint64_t i = 0; list->count > 0 && typing->first.count < keystrokes; i++) {
		const struct client_row *client =
			&list->rows[measure_draw(1, i) % list->count].client;
		char digits[8];

		snprintf(digits, sizeof digits, "%06u", (unsigned)(measure_draw(2, i) % 1000000));
		type(typing, client->name);
		type(typing, client->no);
		type(typing, digits);
	}
}

int main(int argc, char **argv)
{
	struct typing typing = { 0 };
	struct worklist list;
	struct err err = { 0 };

	if (argc != 4) {
		fprintf(stderr, "usage: search KEYSTROKES STORE DAY\n");
		return 2;
	}
	typing.session = bench_session(argv[2], argv[3], NULL, STORE_CONSOLE);
	if (!worklist_open(typing.session, true, NAMES, &list, &err))
		bench_fail("the queue", &err);
	type_all(&typing, &list, (size_t)measure_number(argv[1], 1, 10000000));
	times_sort(&typing.first);
	times_sort(&typing.further);
	printf("%.3f %.3f %.3f %.3f\n", times_at(&typing.first, 0.5), times_at(&typing.first, 0.99),
	       times_at(&typing.further, 0.5), times_at(&typing.further, 0.99));
	worklist_clear(&list);
	session_close(typing.session);
	times_clear(&typing.first);
	times_clear(&typing.further);
	return 0;
}
