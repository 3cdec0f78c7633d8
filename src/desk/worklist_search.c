/* Who answers to what is typed: the store says who, here it is told by what, and in which order. Knows nothing of the queue's pages.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "db/search.h"
#include "db/search_scan.h"
#include "desk/worklist.h"
#include "rules/amount.h"

#define PHONE_DIGITS 3 /* fewer digits are no phone number */

const char *const worklist_match_codes[WORKLIST_MATCH_COUNT] = {
	[WORKLIST_MATCH_NAME] = "name",       [WORKLIST_MATCH_ACCOUNT] = "account", [WORKLIST_MATCH_INVOICE] = "invoice",
	[WORKLIST_MATCH_PHONE] = "phone",     [WORKLIST_MATCH_CONTACT] = "contact", [WORKLIST_MATCH_AMOUNT] = "amount",
};

/* ---- clients ---- */

/* Every word of the query starts a word of the text. */
static bool text_matches(const char *query, const char *text)
{
	char *words = text_fold(query), *folded = text_fold(text), *state = NULL;
	bool all = true;

	for (char *word = strtok_r(words, " ", &state); word && all; word = strtok_r(NULL, " ", &state)) {
		const char *at = folded;
		all = false;
		while (at && !all) {
			all = strncmp(at, word, strlen(word)) == 0;
			at = strchr(at, ' ');
			if (at)
				at++;
		}
	}
	mem_free(words);
	mem_free(folded);
	return all;
}

static enum worklist_match match_of(const char *query, const struct client_row *client, const char *invoice)
{
	char digits[PHONE_DIGITS + 1];

	if (*invoice)
		return WORKLIST_MATCH_INVOICE;
	if (text_matches(query, client->name))
		return WORKLIST_MATCH_NAME;
	if (text_matches(query, client->no))
		return WORKLIST_MATCH_ACCOUNT;
	if (strspn(query, "0123456789 .+-()/") == strlen(query) && text_digits(digits, sizeof digits, query) == PHONE_DIGITS)
		return WORKLIST_MATCH_PHONE;
	return WORKLIST_MATCH_CONTACT;
}

/* Who is called that, then those where somebody is called that: two passes that keep the order. */
static size_t take_matches(const struct session *session, const enum worklist_match *matches, bool contacts, const struct client_row *clients,
                           const char **matched, size_t count, struct worklist_row *rows)
{
	size_t taken = 0;

	for (size_t i = 0; i < count; i++)
		if ((matches[i] == WORKLIST_MATCH_CONTACT) == contacts) {
			rows[taken] = worklist_row_of(session, &clients[i]);
			rows[taken].match = matches[i];
			rows[taken++].matched = matched[i];
		}
	return taken;
}

static bool find_clients(struct session *session, struct arena *arena, const char *query, int limit, struct worklist_row **rows,
                         size_t *count, struct err *err)
{
	enum worklist_match *matches;
	struct client_row *clients;
	const char **matched;
	size_t named;

	if (!search_find(session->store, arena, session->creditor.id, query, limit, &clients, &matched, count, err))
		return false;
	*rows = arena_alloc(arena, (*count + 1) * sizeof **rows);
	matches = arena_alloc(arena, (*count + 1) * sizeof *matches);
	for (size_t i = 0; i < *count; i++)
		matches[i] = match_of(query, &clients[i], matched[i]);
	named = take_matches(session, matches, false, clients, matched, *count, *rows);
	take_matches(session, matches, true, clients, matched, *count, *rows + named);
	return true;
}

/* ---- mail addresses and ends of numbers ---- */

static bool is_among(const struct worklist_row *rows, size_t count, int64_t client_id)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].client.id == client_id)
			return true;
	return false;
}

/* Each client once, behind those who are there already: whoever types the end of a phone number opens the first one. */
static bool add_scanned(struct session *session, struct arena *arena, const char *query, int limit, struct worklist_row **rows, size_t *count,
                        struct err *err)
{
	bool mail = search_scan_what_is(query) == SEARCH_SCAN_MAIL;
	struct search_scanned *scanned;
	struct worklist_row *all;
	size_t scanned_count;

	if (*count >= (size_t)limit)
		return true;
	if (!search_scan_find(session->store, arena, session->creditor.id, query, 2 * limit, &scanned, &scanned_count, err))
		return false;
	all = arena_alloc(arena, ((size_t)limit + 1) * sizeof *all);
	if (*count > 0)
		memcpy(all, *rows, *count * sizeof *all);
	*rows = all;
	for (size_t i = 0; i < scanned_count && *count < (size_t)limit; i++) {
		struct client_row *client;
		size_t found;

		if (is_among(all, *count, scanned[i].client_id))
			continue;
		if (!client_by_ids(session->store, arena, &scanned[i].client_id, 1, &client, &found, err))
			return false;
		if (found == 0)
			continue;
		all[*count] = worklist_row_of(session, client);
		all[*count].match = mail ? WORKLIST_MATCH_CONTACT : WORKLIST_MATCH_INVOICE;
		all[(*count)++].matched = scanned[i].text;
	}
	return true;
}

/* ---- an amount ---- */

/* What is still owed, then money that came, then what is over. */
static int group_of(const struct search_sum *sum)
{
	if (sum->kind == SEARCH_SUM_MOVEMENT || sum->kind == SEARCH_SUM_CASH)
		return 1;
	return sum->open != 0 ? 0 : 2;
}

/* The newest first. */
static int compare_sums(const void *one, const void *other)
{
	const struct search_sum *a = one, *b = other;

	if (group_of(a) != group_of(b))
		return group_of(a) - group_of(b);
	if (a->kind != b->kind && (a->kind == SEARCH_SUM_CREDIT_NOTE || b->kind == SEARCH_SUM_CREDIT_NOTE))
		return a->kind == SEARCH_SUM_CREDIT_NOTE ? 1 : -1;
	if (a->on != b->on)
		return a->on > b->on ? -1 : 1;
	return a->id != b->id ? (a->id < b->id) - (a->id > b->id) : (a->client_id > b->client_id) - (a->client_id < b->client_id);
}

static bool find_sums(struct session *session, struct arena *arena, const struct amount_said *said, bool settled, int limit,
                      struct search_sum **sums, size_t *count, struct err *err)
{
	struct err partly = { 0 };
	struct search_amount sought = {
		.creditor_id = session->creditor.id,
		.amount = said->amount,
		.currency = said->currency,
		.nobodys = session_needs_whole(session, false, &partly),
		.settled = settled,
		.limit = limit,
	};

	if (!search_amount_find(session->store, arena, &sought, sums, count, err))
		return false;
	qsort(*sums, *count, sizeof **sums, compare_sums);
	if (*count > (size_t)limit)
		*count = (size_t)limit;
	return true;
}

/* The rows of the sums whose clients are among these. */
static void fill_sums(const struct session *session, const struct client_row *clients, size_t client_count, struct worklist_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < client_count; k++)
			if (rows[i].sum->client_id == clients[k].id) {
				const struct search_sum *sum = rows[i].sum;

				rows[i] = worklist_row_of(session, &clients[k]);
				rows[i].match = WORKLIST_MATCH_AMOUNT;
				rows[i].matched = sum->number;
				rows[i].sum = sum;
			}
}

/* Each sum beside its client; nobody's has none. */
static bool give_clients(struct session *session, struct arena *arena, const struct search_sum *sums, struct worklist_row *rows, size_t count,
                         struct err *err)
{
	for (size_t i = 0; i < count; i++)
		rows[i] = (struct worklist_row){
			.client = { .no = "", .name = "", .time_zone = "", .postal_code = "", .claim_agent = "", .claim = { .console = "" },
			            .ready = { .why_not = "", .clock = "", .proposal = "" } },
			.oldest_days = -1,
			.match = WORKLIST_MATCH_AMOUNT,
			.matched = "",
			.sum = &sums[i],
		};
	for (size_t from = 0; from < count; from += CLIENT_IDS) {
		size_t most = count - from < CLIENT_IDS ? count - from : CLIENT_IDS, found;
		struct client_row *clients;
		int64_t ids[CLIENT_IDS];

		for (size_t i = 0; i < most; i++)
			ids[i] = sums[from + i].client_id;
		if (!client_by_ids(session->store, arena, ids, most, &clients, &found, err))
			return false;
		fill_sums(session, clients, found, rows + from, most);
	}
	return true;
}

/* ---- both ---- */

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* whole: what is settled is looked through too; scan: what no index leads to. */
static bool search(struct session *session, struct arena *arena, const char *query, bool whole, bool scan, int limit,
                   struct worklist_row **rows, size_t *count, struct err *err)
{
	struct worklist_row *clients, *all;
	struct search_sum *sums = NULL;
	struct amount_said said;
	size_t most = (size_t)limit, client_count, sum_count = 0;
	bool amount = amount_said(query, &said) && (whole || !said.plain), first = amount && !said.plain;

	if (!find_clients(session, arena, query, limit, &clients, &client_count, err) ||
	    (scan && !add_scanned(session, arena, query, limit, &clients, &client_count, err)) ||
	    (amount && !find_sums(session, arena, &said, whole, limit, &sums, &sum_count, err)))
		return false;
	/* Neither takes the other's room: half of it at least is each one's. */
	if (client_count + sum_count > most) {
		sum_count = least(sum_count, client_count < most / 2 ? most - client_count : most - most / 2);
		client_count = least(client_count, most - sum_count);
	}
	all = arena_alloc(arena, (client_count + sum_count + 1) * sizeof *all);
	if (!give_clients(session, arena, sums, first ? all : all + client_count, sum_count, err))
		return false;
	memcpy(first ? all + sum_count : all, clients, client_count * sizeof *all);
	*rows = all;
	*count = client_count + sum_count;
	return true;
}

/* What is pasted from a page has blanks that do not break. */
static bool search_clean(struct session *session, struct arena *arena, const char *query, bool whole, bool scan, int limit,
                         struct worklist_row **rows, size_t *count, struct err *err)
{
	char *plain = text_clean(query, strlen(query));
	bool done = search(session, arena, plain, whole, scan, limit, rows, count, err);

	mem_free(plain);
	return done;
}

/* Nothing but an amount needs to know. */
static bool is_small(struct session *session, const char *query, bool *small, struct err *err)
{
	struct amount_said said;

	*small = true;
	return !amount_said(query, &said) || search_amount_is_small(session->store, small, err);
}

/* Nothing but what may be found so needs to know. */
static bool may_scan(struct session *session, const char *query, bool *scan, struct err *err)
{
	enum search_scan_what what = search_scan_what_is(query);

	*scan = what != SEARCH_SCAN_NOTHING;
	return !*scan || search_scan_is_small(session->store, what, scan, err);
}

bool worklist_search(struct session *session, struct arena *arena, const char *query, int limit, struct worklist_row **rows,
                     size_t *count, struct err *err)
{
	bool small, scan;

	return is_small(session, query, &small, err) && may_scan(session, query, &scan, err) &&
	       search_clean(session, arena, query, small, scan, limit, rows, count, err);
}

bool worklist_search_whole(struct session *session, struct arena *arena, const char *query, int limit, struct worklist_row **rows,
                           size_t *count, struct err *err)
{
	return search_clean(session, arena, query, true, true, limit, rows, count, err);
}

bool worklist_search_is_partial(struct session *session, const char *query)
{
	struct amount_said said;
	struct err err = { 0 };
	bool small;

	return amount_said(query, &said) && !said.plain && search_amount_is_small(session->store, &small, &err) && !small;
}

bool worklist_search_skips(struct session *session, const char *query)
{
	struct err err = { 0 };
	bool scan;

	return search_scan_what_is(query) != SEARCH_SCAN_NOTHING && may_scan(session, query, &scan, &err) && !scan;
}
