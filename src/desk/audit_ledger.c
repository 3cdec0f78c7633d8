/* Whether what is open of each item, and what of it was matched, make what its ledger's last file said (db/allocation.h, 1). What the
 * file said stands in the lines kept for the next import; a source whose import was cut short has none, and is passed over.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "desk/audit_inside.h"
#include "desk/import_lines.h"

struct word {
	int64_t id;  /* of an item */
	cents open;  /* what the ledger says */
};
struct ledger {
	struct word *words; /* by id */
	size_t count, room, cursor;
	int64_t *whole;     /* sources that have a line for each open item */
	size_t whole_count, whole_room;
	struct word *wrong;
	size_t wrong_count, wrong_room;
};

static int compare_words(const void *a, const void *b)
{
	const struct word *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static bool add_source(struct store *store, struct ledger *ledger, int64_t source_id, struct err *err)
{
	struct import_lines lines = { 0 };
	bool there;

	if (!import_lines_load(store, source_id, &lines, &there, err))
		return false;
	for (size_t i = 0; there && i < lines.count; i++) {
		MEM_GROW(ledger->words, ledger->count, ledger->room);
		ledger->words[ledger->count++] = (struct word){ lines.all[i].id, lines.all[i].open };
	}
	if (there && lines.complete) {
		MEM_GROW(ledger->whole, ledger->whole_count, ledger->whole_room);
		ledger->whole[ledger->whole_count++] = source_id;
	}
	import_lines_clear(&lines);
	return true;
}

static bool speaks_for_all(const struct ledger *ledger, int64_t source_id)
{
	for (size_t i = 0; i < ledger->whole_count; i++)
		if (ledger->whole[i] == source_id)
			return true;
	return false;
}

static void doubt(struct ledger *ledger, int64_t id, cents says)
{
	MEM_GROW(ledger->wrong, ledger->wrong_count, ledger->wrong_room);
	ledger->wrong[ledger->wrong_count++] = (struct word){ id, says };
}

static void compare_item(void *context, int64_t id, int64_t source_id, cents stored)
{
	struct ledger *ledger = context;
	const struct word *word;

	while (ledger->cursor < ledger->count && ledger->words[ledger->cursor].id < id)
		ledger->cursor++;
	word = ledger->cursor < ledger->count ? &ledger->words[ledger->cursor] : NULL;
	if (word && word->id == id) {
		if (word->open != stored)
			doubt(ledger, id, word->open);
	} else if (stored != 0 && speaks_for_all(ledger, source_id)) {
		doubt(ledger, id, 0);
	}
}

static bool say_wrong(struct verify *verify, const struct ledger *ledger, struct err *err)
{
	for (size_t i = 0; i < ledger->wrong_count && i < VERIFY_NAMED; i++)
		if (!verify_item_fault(verify, ledger->wrong[i].id, ledger->wrong[i].open, err))
			return false;
	if (ledger->wrong_count > VERIFY_NAMED)
		verify->faults += (int64_t)ledger->wrong_count - VERIFY_NAMED;
	return true;
}

bool audit_ledger(struct verify *verify, struct err *err)
{
	struct arena arena = { 0 };
	struct ledger ledger = { 0 };
	int64_t *sources;
	size_t count;
	bool done = verify_sources(verify->store, &arena, &sources, &count, err);

	for (size_t i = 0; done && i < count; i++)
		done = add_source(verify->store, &ledger, sources[i], err);
	if (done && ledger.count > 1)
		qsort(ledger.words, ledger.count, sizeof *ledger.words, compare_words);
	done = done && (count == 0 || verify_items(verify->store, compare_item, &ledger, err)) && say_wrong(verify, &ledger, err);
	mem_free(ledger.words);
	mem_free(ledger.whole);
	mem_free(ledger.wrong);
	arena_clear(&arena);
	return done;
}
