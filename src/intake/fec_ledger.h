/* The receivable lines of a FEC, gathered in one pass: what they say in a few numbers each, where they
 * stand in the file, and what must be known of all other lines (which entries touch a bank account).
 * Internal to fec.c.
 */
#ifndef INTAKE_FEC_LEDGER_H
#define INTAKE_FEC_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/money.h"
#include "intake/clients.h"
#include "intake/fec_header.h"
#include "intake/report.h"
#include "intake/table.h"

struct fec_line {
	const char *s; /* the line in the file */
	uint32_t n;
	uint32_t account; /* index in accounts; after fec_ledger_settle, the client's */
	cents amount;     /* debit less credit; never 0 */
	uint64_t entry;   /* hash of journal, number and date */
	uint64_t letter;  /* hash of account, letter and its date; 0: not lettered */
	date entry_on;
	uint32_t rank; /* 1 …: among the lines that agree in everything their key tells */
	int64_t line;
};

struct fec_client {
	const char *no, *name;
	size_t first, count; /* its lines, in ledger->by_client */
};

struct fec_ledger {
	struct report *report;
	struct fec_header header;
	struct field fields[ROWS_COLUMNS]; /* of the line at hand */
	size_t fields_count;
	struct fec_line *lines;
	size_t count, room;
	struct clients accounts;  /* "CompteNum:CompAuxNum" */
	struct clients auxiliary; /* CompAuxNum alone */
	uint32_t *aux_of;         /* of each account: index in auxiliary */
	size_t aux_room;
	struct table bank_entries; /* entries that touch class 5 */
	struct table opening_entries; /* entries that touch classes 1 to 3: the year's opening has the banks in it too */
	struct table bodies;       /* hash of a key without rank → lines seen */
	struct table letters;      /* letter → one debit line: see fec_ledger_debit */
	struct row *orphans;       /* receivable lines without auxiliary account */
	size_t orphans_count, orphans_room;
	struct fec_client *clients;
	size_t clients_count;
	uint32_t *by_client; /* indexes of lines, client after client, in file order */
	bool lettered;       /* some receivable line has a letter */
	struct buf decoded, key;
};

void fec_ledger_init(struct fec_ledger *ledger, struct report *report);
void fec_ledger_clear(struct fec_ledger *ledger);

/* Go through the file behind ledger->header. Lines that cannot be read are reported. */
bool fec_ledger_read(struct fec_ledger *ledger);
/* Decide who the clients are and sort the lines by client. */
void fec_ledger_settle(struct fec_ledger *ledger);

/* Make ledger->fields those of a line seen before. */
void fec_ledger_split(struct fec_ledger *ledger, const struct fec_line *line);
/* A field of the line at hand: its bytes, or its cleaned text in out. */
struct piece fec_ledger_raw(const struct fec_ledger *ledger, enum fec_column column);
size_t fec_ledger_text(struct fec_ledger *ledger, enum fec_column column, char *out, size_t room);
/* The key of a line, which becomes the one at hand; borrowed until the next call. */
const char *fec_ledger_key(struct fec_ledger *ledger, const struct fec_line *line);
/* Whether the line's entry touches a class 5 account. */
bool fec_ledger_is_bank(const struct fec_ledger *ledger, const struct fec_line *line);
/* Carried over from the year before: in an entry that has the banks and the capital in it, on the first day of the ledger. Whatever
 * was paid was paid then, and told by that year's ledger. */
bool fec_ledger_is_carried(const struct fec_ledger *ledger, const struct fec_line *line);
/* A debit against a bank account: a payment that bounced. */
bool fec_ledger_is_bounce(const struct fec_ledger *ledger, const struct fec_line *line);
/* The only debit line of the line's letter, or NULL. */
const struct fec_line *fec_ledger_debit(const struct fec_ledger *ledger,
					const struct fec_line *line);

#endif
