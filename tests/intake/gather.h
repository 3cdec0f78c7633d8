/* A sink that writes down what a reader gives, one line a call, so that a test compares texts.
 *
 *   client NO|NAME
 *   item LINE|NO|NAME|NUMBER|KIND|ISSUED|DUE|AMOUNT|OPEN|CURRENCY[|flagged]
 *   receipt NO|VALUE_ON|AMOUNT|cash or credit[|key it settles]
 *   reject LINE|REASON|ARG       warn LINE|REASON|ARG
 *   refused: SENTENCE            stopped
 *   movement LINE|ACCOUNT|BOOKED|VALUE|AMOUNT|CURRENCY|REFERENCE|END_TO_END|PAYER|IBAN|TEXT|
 *            REF,REF|RETURN CODE|PART/PARTS[|reversal]
 *   status LINE|NUMBER|ISSUED|SIREN|STATUS|WHEN[|CODE:TEXT:ACTION …]
 *   rate LINE|FROM|HUNDREDTHS
 *   of electronic invoices, after their item: buyer SIREN|SIRET|PAYMENT REFERENCE|ORDER|CONTACT|PHONE|MAIL[|factored]
 */
#ifndef TESTS_INTAKE_GATHER_H
#define TESTS_INTAKE_GATHER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "intake/reader.h"

struct gather {
	struct buf text;
	struct intake_totals totals;
	struct err err;
	bool done;           /* what the reader returned */
	bool with_keys;      /* items and receipts end with their key */
	int stop_after;      /* items; 0: never */
	bool fail;           /* the sink fails at the first item */
	uint64_t hashes[64]; /* of the items given */
	char keys[8][96];    /* of the first ones */
	size_t hashes_count;
	bool know; /* lines whose hash is in `known` are known */
	uint64_t known[64];
	size_t known_count;
	char raw[INTAKE_RAW]; /* of the last reject */
	size_t progress;      /* last value told */
};

typedef bool gather_reader(const char *bytes, size_t n, const char *name,
			   const struct intake_sink *sink, struct intake_totals *totals,
			   struct err *err);

void gather_clear(struct gather *gather);
/* Read and write down; the text is gather->text.data. */
const char *gather_fec(struct gather *gather, const char *bytes, size_t n, const char *name);
const char *gather_csv(struct gather *gather, const char *bytes, size_t n,
		       const struct mapping *mapping);
/* Any reader that needs nothing else. */
const char *gather_read(struct gather *gather, gather_reader *reader, const char *bytes, size_t n);
void gather_expect_of(const char *name, gather_reader *reader, const char *bytes,
		      const char *expected);
/* A table of them. */
struct gather_row {
	const char *name, *bytes, *expected;
};
void gather_expect_rows(gather_reader *reader, const struct gather_row *rows, size_t count);
#define GATHER_EXPECT_ALL(reader, rows) gather_expect_rows(reader, rows, sizeof rows / sizeof *rows)
/* Same, then compare: mapping is the text of a mapping file, a preset's name, or NULL for a FEC. */
void gather_expect(const char *name, const char *mapping, const char *bytes, const char *expected);
/* The whole of a file below RELANCE_SHARED, or NULL when it is not there. */
char *gather_shared(const char *path, size_t *n);

#endif
