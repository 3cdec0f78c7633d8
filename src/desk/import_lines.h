/* The lines of a source taken last time, each with the item it made: next time a known line is
 * neither split nor compared, and what an absent one tells is which item vanished.
 *
 * Kept in parts of the store: the list, and beside it, while little differs from night to night, what differs from it (known_line.h).
 * Then one small header, in the last transaction of the run, makes them true. While rows are being written there is no header, so
 * that a crash leaves nothing to be believed. Knows nothing of formats: a line is its hash.
 */
#ifndef DESK_IMPORT_LINES_H
#define DESK_IMPORT_LINES_H

#include <stddef.h>
#include <stdint.h>

#include "base/money.h"
#include "db/store.h"
#include "desk/known_line.h"
#include "intake/table.h"

#define IMPORT_FINGERPRINT 17

struct import_lines {
	struct known_line *all; /* in the order of the file they came from */
	size_t count, room;
	char (*currencies)[MONEY_CODE];
	size_t currency_count, currency_room;
	/* of what else decides how lines are taken: mapping, terms, currency */
	char fingerprint[IMPORT_FINGERPRINT];
	bool complete;  /* every open item of the source has its line here */
	size_t cursor, asked, missed;
	size_t unknown; /* lines asked for since the last known one */
	struct table by_hash, by_id; /* made when first needed … */
	bool has_by_hash, has_absent,
		has_by_id; /* … the ids of absent lines first: mostly that is enough */
	size_t stored;              /* lines of the list in the store on which a patch can stand */
	bool patches, outgrown;     /* built as one: nothing is in `all`; … and it grew too large to be worth it */
	struct lines_patch patch;
};

/* In one picture: what the source's last run left. *there false: nothing to be believed (first time, or a run was
 * cut short). */
bool import_lines_load(struct store *store, int64_t source_id, struct import_lines *out,
		       bool *there, struct err *err);
/* As reader.h's `known` asks, in the order of the file: the line's place, marked as seen, or
 * SIZE_MAX (also when it was seen before). */
size_t import_lines_known(struct import_lines *lines, uint64_t hash);
/* The item of the line that stood where the unknown one just asked for stands now: most likely what it changes. 0: none. */
int64_t import_lines_likely(const struct import_lines *lines);
/* The line that made this item, or NULL. */
struct known_line *import_lines_of(struct import_lines *lines, int64_t id);

/* Begins *out, which is zero save for its header's words, behind `before`: as what differs from the stored list, or whole. */
void import_lines_follow(struct import_lines *out, const struct import_lines *before, bool as_patch);
/* Whether it is worth trying. */
bool import_lines_can_patch(const struct import_lines *before);
void import_lines_add(struct import_lines *lines, uint64_t hash, int64_t id, cents open,
		      const char *currency);
/* A line of `before`. */
void import_lines_keep(struct import_lines *lines, const struct known_line *line);
/* False: it differs too much for a patch; it is empty now, to be begun whole. */
bool import_lines_end(struct import_lines *lines);
/* Σ open of the lines seen, by their currency's index, and how many they are. False: a sum is more than can be counted. */
struct lines_sum {
	cents open;
	size_t count;
};
bool import_lines_seen(const struct import_lines *lines, struct lines_sum out[UINT8_MAX]);

/* Inside a write transaction, before the first row changes: what is stored is not to be believed
 * any more. */
bool import_lines_distrust(struct store *store, int64_t source_id, struct err *err);
/* The parts: in one short transaction each, or all in the one that is open when `inside`. */
bool import_lines_store(struct store *store, int64_t source_id, const struct import_lines *lines,
			bool inside, struct err *err);
/* Inside the run's last transaction: the header that makes them true; parts of a longer file go. */
bool import_lines_commit(struct store *store, int64_t source_id, const struct import_lines *lines,
			 struct err *err);
void import_lines_clear(struct import_lines *lines);

#endif
