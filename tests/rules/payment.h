/* Payments against open items as rows of a table: what is decided, why, and what is left to whom.
 */
#ifndef TESTS_RULES_PAYMENT_H
#define TESTS_RULES_PAYMENT_H

#include "facts.h"

#include <string.h>

#include "base/arena.h"
#include "rules/matching.h"

#define MOST 6

enum { NAMED = 1, STRUCTURED = 2, WEAK = 4, CREDIT = 8, DOLLARS = 16, YOUNG = 32, PARTLY = 64, NOT_DUE = 128,
       OLDER = 256, OLDEST = 512, GAP = 1024, CASH = 2048, ISSUED_TODAY = 4096, ISSUED_FIRST = 8192, DUE_TODAY = 16384,
       ASKED = 32768 };
enum { BY_ACCOUNT = 1, BY_NAME = 2 };

struct given {
	int64_t id;
	cents open;
	int flags;
};
struct payer {
	int64_t id;
	int known;
	struct given items[MOST];
	struct matching_cash cash[3];
	int64_t promise[3]; /* items of its one promise */
};

static inline enum item_kind kind_of(int flags)
{
	return flags & CREDIT ? ITEM_CREDIT_NOTE : flags & GAP ? ITEM_GAP : flags & CASH ? ITEM_CASH : ITEM_INVOICE;
}

static inline date issued(int flags)
{
	return flags & YOUNG ? IN(2) : flags & ISSUED_TODAY ? TODAY : flags & ISSUED_FIRST ? LATE(100) : LATE(60);
}

static inline date due(int flags, int place)
{
	return flags & OLDEST ? LATE(95) : flags & OLDER ? LATE(90) : flags & DUE_TODAY ? TODAY
	     : flags & (YOUNG | NOT_DUE) ? IN(30) : LATE(30) + place;
}

static inline void fill_items(const struct payer *payer, struct matching_item *items, struct matching_client *out)
{
	for (size_t i = 0; i < MOST && payer->items[i].id; i++) {
		const struct given *given = &payer->items[i];

		items[i] = (struct matching_item){
			.id = given->id,
			.kind = kind_of(given->flags),
			.issued_on = issued(given->flags),
			.due_on = due(given->flags, (int)i),
			.amount = given->flags & PARTLY ? 2 * given->open : given->open,
			.open = given->open,
			.named = (given->flags & (NAMED | ASKED)) != 0,
			.asked = (given->flags & ASKED) != 0,
			.structured = (given->flags & STRUCTURED) != 0,
			.strong = !(given->flags & WEAK),
		};
		strcpy(items[i].currency, given->flags & DOLLARS ? "USD" : "EUR");
		out->item_count++;
	}
	out->items = items;
}

static inline void fill_client(const struct payer *payer, struct matching_item *items, struct matching_cash *cash,
                        struct matching_promise *promise, struct matching_client *out)
{
	*out = (struct matching_client){ .id = payer->id,
		                         .by_account = (payer->known & BY_ACCOUNT) != 0,
		                         .by_name = (payer->known & BY_NAME) != 0,
		                         .cash = cash };
	fill_items(payer, items, out);
	while (out->cash_count < 3 && payer->cash[out->cash_count].id) {
		cash[out->cash_count] = payer->cash[out->cash_count];
		if (cash[out->cash_count].whole == 0)
			cash[out->cash_count].whole = cash[out->cash_count].amount;
		out->cash_count++;
	}
	promise->items = payer->promise;
	for (promise->item_count = 0; promise->item_count < 3 && payer->promise[promise->item_count];)
		promise->item_count++;
	out->promises = promise;
	out->promise_count = promise->item_count > 0;
}

/* "how|why|client: item amount, item amount (told)" */
static inline void show(const struct matching_result *result, char *out, size_t room)
{
	size_t n = (size_t)snprintf(out, room, "%s|%s", result->part_count ? matching_how_codes[result->how] : "-",
	                            matching_why_codes[result->why]);

	for (size_t i = 0; i < result->part_count; i++)
		n += (size_t)snprintf(out + n, room - n, "|%lld %lld%s", (long long)result->parts[i].item_id,
		                      (long long)result->parts[i].amount, result->parts[i].shown ? " told" : "");
	if (result->cash_id)
		snprintf(out + n, room - n, "|beside %lld", (long long)result->cash_id);
}

static inline void show_candidates(const struct matching_result *result, char *out, size_t room)
{
	size_t n = 0;

	out[0] = '\0';
	for (size_t i = 0; i < result->candidate_count; i++)
		n += (size_t)snprintf(out + n, room - n, "%s%lld/%lld", n ? " " : "", (long long)result->candidates[i].client_id,
		                      (long long)result->candidates[i].item_id);
}

struct payment_row {
	const char *name;
	cents amount;
	struct payer payers[2];
	const char *wanted;
	bool old;               /* before the ledger was first taken in */
	const char *candidates; /* "client/item", best first; NULL: not looked at */
	int64_t ledger;         /* the receipt that told it; 0: not looked at */
};

static inline bool is_in_scope(const struct matching_item *item, enum matching_scope scope)
{
	return scope == MATCHING_SCOPE_ALL || item->named ||
	       (scope == MATCHING_SCOPE_CREDITS && item->kind == ITEM_CREDIT_NOTE && item->open != 0);
}

/* Decided with what is named alone, then with what is asked for. *asked: how often more was. */
static inline void decide_piecemeal(const struct matching_facts *facts, struct arena *arena, struct matching_result *out, int *asked)
{
	struct matching_client *clients = arena_copy(arena, facts->clients, facts->client_count, sizeof *clients);
	struct matching_facts piecemeal = *facts;

	piecemeal.clients = clients;
	for (size_t i = 0; i < facts->client_count; i++)
		clients[i].scope = MATCHING_SCOPE_NAMED;
	for (*asked = 0;; ++*asked) {
		for (size_t i = 0; i < facts->client_count; i++) {
			const struct matching_client *whole = &facts->clients[i];
			struct matching_item *items = arena_alloc(arena, (whole->item_count + 1) * sizeof *items);

			clients[i].item_count = 0;
			for (size_t k = 0; k < whole->item_count; k++)
				if (is_in_scope(&whole->items[k], clients[i].scope))
					items[clients[i].item_count++] = whole->items[k];
			clients[i].items = items;
		}
		matching_decide(&piecemeal, arena, out);
		if (!out->undecided)
			return;
		for (size_t i = 0; i < facts->client_count; i++)
			if (clients[i].id == out->client_id) {
				assert_true(clients[i].scope != MATCHING_SCOPE_ALL && clients[i].scope != out->wants);
				clients[i].scope = out->wants;
			}
	}
}

/* To the last candidate. */
static inline void same_answer(const char *name, const struct matching_result *a, const struct matching_result *b)
{
	bool same = a->why == b->why && a->how == b->how && a->client_id == b->client_id && a->cash_id == b->cash_id &&
	            a->ledger_id == b->ledger_id && a->part_count == b->part_count && a->candidate_count == b->candidate_count;

	for (size_t i = 0; same && i < a->part_count; i++)
		same = a->parts[i].item_id == b->parts[i].item_id && a->parts[i].amount == b->parts[i].amount &&
		       a->parts[i].shown == b->parts[i].shown && a->parts[i].ledger_id == b->parts[i].ledger_id;
	for (size_t i = 0; same && i < a->candidate_count; i++)
		same = a->candidates[i].client_id == b->candidates[i].client_id && a->candidates[i].item_id == b->candidates[i].item_id;
	if (!same)
		fail_msg("%s: decided otherwise when read piecemeal", name);
}

static inline void payments_are(const struct payment_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct matching_item items[2][MOST];
		struct matching_cash cash[2][3];
		struct matching_promise promises[2];
		struct matching_client clients[2];
		struct matching_facts facts = { .amount = rows[i].amount,
			                        .currency = "EUR",
			                        .value_on = TODAY,
			                        .book_on = rows[i].old ? IN(3) : LATE(100),
			                        .clients = clients };
		struct matching_result result, piecemeal;
		struct arena arena = { 0 };
		char text[256];
		int asked;

		for (size_t k = 0; k < 2 && rows[i].payers[k].id; k++)
			fill_client(&rows[i].payers[k], items[k], cash[k], &promises[k], &clients[facts.client_count++]);
		matching_decide(&facts, &arena, &result);
		show(&result, text, sizeof text);
		if (strcmp(text, rows[i].wanted) != 0)
			fail_msg("%s: %s, not %s", rows[i].name, text, rows[i].wanted);
		show_candidates(&result, text, sizeof text);
		if (rows[i].candidates && strcmp(text, rows[i].candidates) != 0)
			fail_msg("%s: candidates %s, not %s", rows[i].name, text, rows[i].candidates);
		if (result.part_count && result.client_id != (result.parts[0].item_id >= 20 ? 2 : 1))
			fail_msg("%s: of client %d", rows[i].name, (int)result.client_id);
		if (rows[i].ledger && rows[i].ledger != (result.ledger_id ? result.ledger_id : result.parts[0].ledger_id))
			fail_msg("%s: told by another receipt", rows[i].name);
		decide_piecemeal(&facts, &arena, &piecemeal, &asked);
		same_answer(rows[i].name, &result, &piecemeal);
		arena_clear(&arena);
	}
}

#endif
