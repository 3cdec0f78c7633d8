/* Movements of a bank file between the reading of it and the writing: in a file of their own that bears no name, entry by
 * entry, so that memory does not grow with what the bank sent. Knows no store.
 */
#ifndef DESK_IMPORT_SPOOL_H
#define DESK_IMPORT_SPOOL_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/mem.h"
#include "intake/sink.h"

/* A movement as it was read. Texts lie in the entry's bytes. */
struct spool_movement {
	int64_t line;
	cents amount;
	date booked_on, value_on;
	int part, parts;
	char currency[MONEY_CODE];
	bool reversal;
	const char *account, *key, *entry, *party, *party_account, *end_to_end, *text, *return_code;
	const char *reference; /* structured ones, one a line */
};
struct spool_entry {
	struct spool_movement *all; /* every part */
	size_t count, room;
	char *bytes;
	size_t used, bytes_room;
};

struct import_spool;
/* Written first, to its end, then read from its start: open, add …, rewind, next …, close. False: the temporary folder does not take it. */
bool import_spool_open(struct import_spool **out, struct err *err);
bool import_spool_add(struct import_spool *spool, const struct intake_movement *movement, struct err *err);
/* From its start again. */
bool import_spool_rewind(struct import_spool *spool, struct err *err);
/* The next entry whole; *more false at the end. */
bool import_spool_next(struct import_spool *spool, struct spool_entry *entry, bool *more, struct err *err);
void import_spool_close(struct import_spool *spool); /* NULL is fine */
void spool_entry_clear(struct spool_entry *entry);

#endif
