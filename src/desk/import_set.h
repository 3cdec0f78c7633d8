/* What one file says, kept in memory as readers give it: clients, items, cash, rejects. Nothing is
 * stored before all of it is here.
 *
 * Texts lie in one pool and are named by their offset. Knows no format and no store.
 */
#ifndef DESK_IMPORT_SET_H
#define DESK_IMPORT_SET_H

#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "desk/import_lines.h"
#include "intake/sink.h"

#define IMPORT_NONE UINT32_MAX
#define IMPORT_SHORT_KEY 32 /* bytes with the NUL; they make an item as large as two lines of the cache */

enum set_change {
	SET_SAME, /* stored already, or settled and never heard of */
	SET_CREATE,
	SET_CHANGE,
	SET_CLOSE,  /* was open, is settled now */
	SET_REFUSED /* stands in the rejects */
};

struct set_client {
	uint32_t no;   /* offset in numbers */
	uint32_t name; /* 0: the file has none */
	uint32_t stored_name;
	uint32_t contacts; /* last of its contacts, or IMPORT_NONE */
	int64_t id;        /* 0: not stored yet */
	cents limit;       /* -1: the file says nothing */
	int risk;          /* -1: the file says nothing */
	int terms_days;    /* stored ones, -1 none */
	cents stored_limit;
	int stored_risk;
	bool renamed;   /* the file spells it otherwise than the store */
	bool differs;   /* its row has to be written: new, or another name, limit or risk */
	bool new_words; /* new, renamed or with another contact: to be found by them */
};

struct set_contact {
	uint32_t next;
	uint32_t name, phone, mail;
	int64_t id; /* stored under it; 0 new */
	bool differs;
};

/* Millions of them, looked at in another order than they lie: what is needed together lies together, a short key too. */
struct set_item {
	uint32_t client, order_no;
	uint32_t key;    /* unless it is short */
	uint32_t number; /* offset in the key when it ends it */
	date issued_on, due_on;
	cents amount, open;
	int64_t id; /* until it was compared with the store: a guess, 0 none */
	char currency[MONEY_CODE];
	uint8_t kind, change;
	uint8_t was_kind;
	bool number_ends_key;
	bool flagged;
	bool moved; /* under another client or number than before */
	bool adopted; /* … or under the source of electronic invoices */
	cents was; /* open before: less what the bank told first */
	int64_t was_client_id; /* stored under it before; 0 new */
	int64_t line;
	uint64_t hash;
	char short_key[IMPORT_SHORT_KEY]; /* "": it is in the pool */
};

struct set_receipt {
	uint32_t client, key, matched;
	date value_on;
	cents amount;
	int64_t id;         /* 0: not stored yet */
	int64_t invoice_id; /* of the item it settles; 0 unknown */
	int64_t line;
	char currency[MONEY_CODE];
	bool credit_note;
	bool differs; /* to be inserted, or matched now */
};

struct set_reject {
	enum intake_reason reason;
	bool warning;
	int64_t line;
	uint32_t arg, raw;
};

/* An open item of the source that is not in a full picture. */
struct set_vanished {
	int64_t id, client_id;
	uint32_t client, key, number;
	cents open; /* by the last file */
	char currency[MONEY_CODE];
	uint8_t kind;
	bool matched; /* the bank told all of it first */
	bool kept; /* its line was refused: nobody knows that it vanished */
};

struct import_set {
	struct buf pool; /* offset 0 is "" */
	/* of clients: looked up for every line, so close together; offset 0 is "" */
	struct buf numbers;
	struct set_client *clients;
	size_t client_count, client_room;
	uint64_t *said; /* by client: hash of the contact on its last line that had one, 0 none; looked up for every line */
	size_t said_room;
	struct set_slot {
		uint32_t client, tag; /* index + 1; part of the number's hash */
		uint32_t no;          /* as in the client, for the memory to be asked for both at once */
	} * slots;                    /* clients by number, open addressing */
	size_t slot_room;
	uint32_t *counted; /* by the reader's own number of a client: index + 1; 0: not seen yet */
	size_t counted_room;
	struct set_contact *contacts;
	size_t contact_count, contact_room;
	struct set_item *items;
	size_t item_count, item_room;
	struct set_receipt *receipts;
	size_t receipt_count, receipt_room;
	struct set_reject *rejects;
	size_t reject_count, reject_room;
	struct set_vanished *vanished;
	size_t vanished_count, vanished_room;
	int64_t refused, warnings; /* how many; repeated warnings are counted and not all kept */
	int64_t by_reason[INTAKE_REASON_COUNT];
	/* lines of a file whose lines are items, in its order: place of a known one, or -1 - item */
	int64_t *sequence;
	size_t sequence_count, sequence_room;
	struct import_lines *lines;  /* known ones, or NULL */
	char (*foreign)[MONEY_CODE]; /* currencies warned of */
	size_t foreign_count, foreign_room;
	char currency[MONEY_CODE]; /* the creditor's */
	date today;
	void (*progress)(void *context, size_t done, size_t total);
	void *context;
};

/* lines may be NULL: no line is known. */
void import_set_init(struct import_set *set, const char *currency, date today,
		     struct import_lines *lines);
void import_set_clear(struct import_set *set);
/* The sink that fills it. */
struct intake_sink import_set_sink(struct import_set *set);

static inline const char *import_set_text(const struct import_set *set, uint32_t offset)
{
	return set->pool.data + offset;
}
static inline const char *import_set_no(const struct import_set *set,
					const struct set_client *client)
{
	return set->numbers.data + client->no;
}
static inline const char *import_set_key(const struct import_set *set, const struct set_item *item)
{
	return *item->short_key ? item->short_key : import_set_text(set, item->key);
}
static inline const char *import_set_number(const struct import_set *set, const struct set_item *item)
{
	return item->number_ends_key ? import_set_key(set, item) + item->number : import_set_text(set, item->number);
}
/* Items taken in another order than they lie in memory are waited for: ask for the next ones early. always_inline: gcc takes a call of a
 * function that does nothing else away. */
static inline __attribute__((always_inline)) void import_set_expect(const struct import_set *set, const uint32_t *order,
				     uint32_t at, uint32_t end)
{
	enum { FAR = 24 };

	if (at + FAR < end) {
		const struct set_item *item = &set->items[order[at + FAR]];

		/* as large as two lines, it lies on three unless it begins one */
		__builtin_prefetch(item);
		__builtin_prefetch((const char *)item + 64);
		__builtin_prefetch((const char *)(item + 1) - 1);
	}
}
uint32_t import_set_add_text(struct import_set *set, const char *text);
/* A client of whom nothing is known yet, without a number: the last one, whose place holds until the next. */
struct set_client *import_set_add_client(struct import_set *set);
/* Also for what only the desk can see. Same rules as for those of the reader. */
void import_set_reject(struct import_set *set, enum intake_reason reason, bool warning,
		       int64_t line, const char *arg, const char *raw);
/* The file's name for a client, else its number. */
const char *import_set_name(const struct import_set *set, const struct set_client *client);

#endif
