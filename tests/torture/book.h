/* The portfolio that is tortured: a ledger in a few versions, and a witness who reads the store behind the program's back.
 *
 * The witness speaks to SQLite itself, so that what the program believes of its own store is not what is believed here.
 */
#ifndef TESTS_TORTURE_BOOK_H
#define TESTS_TORTURE_BOOK_H

#include <stdbool.h>
#include <stdint.h>

#define BOOK_VERSIONS 3
#define BOOK_CLIENTS  6000 /* K00000 …, each with two invoices overdue: as many files to call */

/* Client n's number, as the title of its file shows it. */
#define BOOK_NO_ROOM 8
void book_no(int client, char out[BOOK_NO_ROOM]);

/* Write version 0 … as CSV; the sum of what is open in it. */
int64_t book_write(const char *path, int version);

struct witness;
struct witness *witness_open(const char *store);
void witness_close(struct witness *witness);

/* What is open in all, in cents. */
int64_t witness_open_cents(struct witness *witness);
/* How often the outcome was recorded for the client, by the agent, with that note ("" none). */
int64_t witness_calls(struct witness *witness, const char *no, const char *agent,
		      const char *outcome, const char *note);

#endif
