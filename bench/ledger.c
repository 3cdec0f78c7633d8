/* A made-up ledger of open items in relance's own CSV, on the standard output: bench/ledger ROWS TOUCHED.
 *
 * The same bytes for the same arguments, on every machine: about ten invoices a client in the order of their numbers (so that the
 * clients of neighbouring lines differ, as an accounting program writes them), 103 bytes a line. TOUCHED of a thousand lines have
 * since been paid in part; the others stay byte for byte what they are with TOUCHED 0.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "bench/measure.h"

#define TODAY_TEXT   "2026-11-24"
#define OLDEST_DAYS  500
#define ITEMS_CLIENT 10

enum stream { DRAW_CLIENT, DRAW_AGE, DRAW_TERMS, DRAW_AMOUNT, DRAW_NAME, DRAW_TOUCHED };

static const char *const kinds[] = { "Garage",     "Boulangerie", "Menuiserie", "Pharmacie",
				     "Imprimerie", "Transports",  "Cabinet",    "Atelier" };
static const char *const names[] = { "Morel",   "Hébrard",   "Dupont",    "Lefèvre",
				     "Garnier", "Rousseau",  "Chevalier", "Marchand",
				     "Perrin",  "Blanchard", "Fournier",  "Girard",
				     "Lambert", "Bonnet",    "François",  "Mercier" };
#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *pick(const char *const *words, size_t count, uint64_t seed)
{
	return words[measure_draw(DRAW_NAME, seed) % count];
}

static void put_client(uint64_t client)
{
	printf("C%07llu;%s %s %s;", (unsigned long long)client,
	       pick(kinds, COUNT(kinds), client * 3), pick(names, COUNT(names), client * 3 + 1),
	       pick(names, COUNT(names), client * 3 + 2));
}

static void put_line(uint64_t row, uint64_t rows, uint64_t touched, date today)
{
	static const int terms[] = { 30, 30, 45, 60 };
	uint64_t clients = rows / ITEMS_CLIENT ? rows / ITEMS_CLIENT : 1;
	uint64_t age_draw = measure_draw(DRAW_AGE, row) % 1000;
	int age = (int)(age_draw * age_draw * OLDEST_DAYS / 1000000); /* recent ones are many */
	date issued = today - age,
	     due = issued + terms[measure_draw(DRAW_TERMS, row) % COUNT(terms)];
	uint64_t amount = 2000 + measure_draw(DRAW_AMOUNT, row) % 998000, open = amount;
	uint64_t client = measure_draw(DRAW_CLIENT, row) % clients;
	char issued_text[DATE_TEXT], due_text[DATE_TEXT];

	if (measure_draw(DRAW_TOUCHED, row) % 1000 < touched)
		open = amount / 2;
	date_iso(issued, issued_text);
	date_iso(due, due_text);
	put_client(client);
	printf("F2026%08llu;%s;%s;%llu.%02llu;%llu.%02llu;EUR;04%08llu\n", (unsigned long long)row,
	       issued_text, due_text, (unsigned long long)amount / 100,
	       (unsigned long long)amount % 100, (unsigned long long)open / 100,
	       (unsigned long long)open % 100,
	       (unsigned long long)(measure_draw(DRAW_NAME, client) % 100000000));
}

int main(int argc, char **argv)
{
	date today;

	if (argc != 3 || !date_parse_iso(TODAY_TEXT, &today)) {
		fprintf(stderr, "usage: ledger ROWS TOUCHED\n");
		return 2;
	}
	uint64_t rows = (uint64_t)measure_number(argv[1], 1, 100000000);
	uint64_t touched = (uint64_t)measure_number(argv[2], 0, 1000);

	puts("client;name;number;issued;due;amount;open;currency;phone");
	for (uint64_t row = 0; row < rows; row++)
		put_line(row, rows, touched, today);
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
