/* Search words and the look-ups as one types. Knows nothing of screens; the folding is base/text's.
 */
#include "db/search.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "db/store_impl.h"

#define PHONE_DIGITS 24
#define LINE_DIGITS  9 /* the end of a whole number, behind its country or its trunk 0 */

/* Digits backwards behind a mark no folded word has, so that the end of a number is a prefix. */
static bool phone_key(char out[PHONE_DIGITS + 2], const char *phone)
{
	char digits[PHONE_DIGITS + 1];
	size_t n = text_digits(digits, sizeof digits, phone);

	out[0] = '#';
	for (size_t i = 0; i < n; i++)
		out[1 + i] = digits[n - 1 - i];
	out[1 + n] = '\0';
	return n > 0;
}

void search_words(const char *const *texts, size_t text_count, const char *const *phones, size_t phone_count,
                  void (*word)(void *context, const char *word), void *context)
{
	char key[PHONE_DIGITS + 2];

	for (size_t i = 0; i < text_count; i++) {
		char *folded = text_fold(texts[i]), *state = NULL;

		for (char *one = strtok_r(folded, " ", &state); one; one = strtok_r(NULL, " ", &state))
			word(context, one);
		mem_free(folded);
	}
	for (size_t i = 0; i < phone_count; i++)
		if (phone_key(key, phones[i]))
			word(context, key);
}

struct putting {
	struct store *store;
	int64_t creditor_id, client_id;
	struct err *err;
	bool good;
};

static void put_word(void *context, const char *word)
{
	struct putting *p = context;

	p->good = p->good && engine_run(p->store->engine, p->err,
	                                "INSERT INTO search_word (creditor_id, word, client_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
	                                "iti", p->creditor_id, word, p->client_id);
}

bool search_put(struct store *store, int64_t creditor_id, int64_t client_id, const char *const *texts, size_t text_count,
                const char *const *phones, size_t phone_count, struct err *err)
{
	struct putting putting = { .store = store, .creditor_id = creditor_id, .client_id = client_id, .err = err, .good = true };

	if (!engine_run(store->engine, err, "DELETE FROM search_word WHERE client_id = $1", "i", client_id))
		return false;
	search_words(texts, text_count, phones, phone_count, put_word, &putting);
	return putting.good;
}

/* Smallest string above every string that starts with prefix; bytes only, so it sorts alike everywhere. */
static void range_end(char *out, size_t room, const char *prefix)
{
	size_t n = strlen(prefix);

	if (n > room - 5)
		n = room - 5;
	memcpy(out, prefix, n);
	memcpy(out + n, "\xf4\x8f\xbf\xbf", 5); /* U+10FFFF, the last character */
}

struct hits {
	int64_t sees;                /* whose clients count */
	int64_t *ids;
	const char **matched;
	size_t count, room_ids, room_matched;
};

static void hit(struct hits *hits, int64_t id, const char *matched)
{
	for (size_t i = 0; i < hits->count; i++)
		if (hits->ids[i] == id)
			return;
	MEM_GROW(hits->ids, hits->count, hits->room_ids);
	MEM_GROW(hits->matched, hits->count, hits->room_matched);
	hits->ids[hits->count] = id;
	hits->matched[hits->count++] = matched;
}

/* Whether the client of a word is one this store's person may see; with a parameter of STORE_SEES_ALL it is not looked up. */
#define SEEN(word, parameter) \
	"(CAST(" parameter " AS BIGINT) = -1 OR EXISTS (SELECT 1 FROM client s WHERE s.id = " word ".client_id AND " STORE_SEEN("s", parameter) "))"
static const char by_word[] =
	"SELECT w.client_id FROM search_word w WHERE w.creditor_id = $1 AND w.word >= $2 AND w.word < $3 AND " SEEN("w", "$5")
	" ORDER BY w.word, w.client_id LIMIT $4";
/* The words of a query as parameters, two for each; those it does not have are empty. */
#define WORDS_MAX 8
#define WORD(client, from, to) \
	"(" from " = '' OR EXISTS (SELECT 1 FROM search_word o WHERE o.client_id = " client ".client_id AND o.word >= " from " AND o.word < " to "))"
#define OTHER_WORDS(client) WORD(client, "$8", "$9") " AND " WORD(client, "$10", "$11") " AND " WORD(client, "$12", "$13") " AND " \
	WORD(client, "$14", "$15") " AND " WORD(client, "$16", "$17") " AND " SEEN(client, "$18")
/* The clients of the first word, one after the other, asked for the other words: those of a client are next to each other in that index. What
 * stands for one word of the table ($21) is asked for first: its clients are next to each other in the table's own index, in the order in which
 * those of the first word come. */
static const char by_words[] =
	"SELECT a.client_id FROM (SELECT client_id FROM search_word WHERE creditor_id = $1 AND word >= $2 AND word < $3 "
	"ORDER BY word, client_id LIMIT $20) AS a "
	"WHERE ($21 = '' OR EXISTS (SELECT 1 FROM search_word e WHERE e.creditor_id = $1 AND e.word = $21 AND e.client_id = a.client_id)) "
	"AND " WORD("a", "$4", "$5") " AND " WORD("a", "$6", "$7") " AND " OTHER_WORDS("a") " LIMIT $19";
/* The same asked of a server: it weighs whole sets well, and each client of one set looked up in the other badly while its tables are not
 * analysed and every row passes its owner's rules. */
static const char by_meeting[] =
	"SELECT a.client_id FROM (SELECT client_id FROM search_word WHERE creditor_id = $1 AND word >= $2 AND word < $3 "
	"INTERSECT SELECT client_id FROM search_word WHERE creditor_id = $1 AND word >= $4 AND word < $5 "
	"INTERSECT SELECT client_id FROM search_word WHERE creditor_id = $1 AND word >= $6 AND word < $7) AS a "
	"WHERE " OTHER_WORDS("a") " ORDER BY a.client_id LIMIT $19";
static const char only_word[] =
	"SELECT (SELECT min(word) FROM search_word WHERE creditor_id = $1 AND word >= $2 AND word < $3), "
	"(SELECT max(word) FROM search_word WHERE creditor_id = $1 AND word >= $2 AND word < $3)";
static const char how_common[] =
	"SELECT count(*) FROM (SELECT 1 AS one FROM search_word WHERE creditor_id = $1 AND word >= $2 AND word < $3 LIMIT $4) AS counted";
static const char by_number[] =
	"SELECT i.client_id, i.number FROM invoice i JOIN client c ON c.id = i.client_id "
	"WHERE i.number >= $2 AND i.number < $3 AND c.creditor_id = $1 AND " STORE_SEEN("c", "$5") " ORDER BY i.number, i.id LIMIT $4";

#define COMMON   500   /* a word of so many clients is common: of such words a few clients are looked at first */
#define SKIMMED  1000  /* that many: words that are often together lead to an answer at once */
#define DEEPER   4     /* so many times as many are counted next, to find the rarest */
#define ALIKE    4     /* so many times as many candidates as hits are wanted, where some will be there twice or lack a word */

/* A word of the query: it stands for every word from text up to end. */
struct wanted {
	const char *text;
	char end[SEARCH_WORD_MAX + 8];
	int64_t clients;             /* how many have it, as far as counted */
};

static size_t split_query(char *folded, struct wanted words[WORDS_MAX])
{
	char *state = NULL;
	size_t n = 0;

	for (char *word = strtok_r(folded, " ", &state); word && n < WORDS_MAX; word = strtok_r(NULL, " ", &state)) {
		word[text_whole(word, SEARCH_WORD_MAX)] = '\0'; /* a server refuses half a letter */
		words[n].text = word;
		range_end(words[n].end, sizeof words[n].end, word);
		n++;
	}
	return n;
}

/* Of two common words the longer one, or the later one: mostly it is the rarer. */
static bool is_rarer(const struct wanted *a, const struct wanted *b)
{
	return a->clients != b->clients ? a->clients < b->clients : strlen(a->text) >= strlen(b->text);
}

/* A word is counted again with each letter of the next one. Which is rarer decides only where a search begins, so that what was counted
 * a while ago serves. */
static struct search_count *remembered(struct store *store, int64_t creditor_id, const char *word)
{
	struct search_count *oldest = store->counted;

	for (size_t i = 0; i < SEARCH_COUNTS; i++) {
		struct search_count *one = &store->counted[i];

		if (one->creditor_id == creditor_id && strcmp(one->word, word) == 0)
			return one;
		if (one->used < oldest->used)
			oldest = one;
	}
	oldest->creditor_id = creditor_id;
	snprintf(oldest->word, sizeof oldest->word, "%s", word);
	oldest->clients = oldest->most = 0;
	return oldest;
}

static bool count_clients(struct store *store, int64_t creditor_id, const struct wanted *word, int64_t most, int64_t *clients, struct err *err)
{
	struct search_count *count = remembered(store, creditor_id, word->text);
	struct stmt *stmt;

	count->used = ++store->counts;
	if (most > count->most && count->clients == count->most) {
		stmt = store_query(store, err, how_common, "itti", creditor_id, word->text, word->end, most);
		if (store_found(stmt, err) != FOUND)
			return false;
		count->clients = stmt_int(stmt, 0);
		count->most = most;
		stmt_reset(stmt);
	}
	*clients = count->clients < most ? count->clients : most;
	return true;
}

/* The rarest first: the clients that have it are the ones looked at. No word is counted further than the rarest so far. */
static bool sort_by_rarity(struct store *store, int64_t creditor_id, struct wanted *words, size_t count, int64_t most, struct err *err)
{
	for (size_t i = 0; i < count; i++) {
		struct wanted word;
		size_t at = i;

		if (!count_clients(store, creditor_id, &words[i], most, &words[i].clients, err))
			return false;
		if (words[i].clients < most)
			most = words[i].clients + 1;
		for (word = words[i]; at > 0 && is_rarer(&word, &words[at - 1]); at--)
			words[at] = words[at - 1];
		words[at] = word;
	}
	return true;
}

/* A growing list of clients. Plain struct: zero it but for sees, mem_free ids. */
struct candidates {
	int64_t sees;                /* whose clients count */
	int64_t *ids;
	size_t count, room;
};

static bool gather(struct stmt *stmt, struct candidates *out, struct err *err)
{
	enum stmt_step step = STMT_ERROR;

	out->count = 0;
	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW) {
		MEM_GROW(out->ids, out->count, out->room);
		out->ids[out->count++] = stmt_int(stmt, 0);
	}
	if (stmt)
		stmt_reset(stmt);
	return step == STMT_DONE;
}

/* by_words or by_meeting of these words; the caller binds what comes after $19. Both take three words at least: the last one again. */
static struct stmt *ask_for(struct store *store, const char *sql, int64_t creditor_id, const struct wanted *words, size_t count,
                            int64_t sees, int64_t most, struct err *err)
{
	static const struct wanted none = { .text = "" };
	struct stmt *stmt = engine_statement(store->engine, sql, err);
	bool bound = stmt && stmt_bind_one_int(stmt, 1, creditor_id, err) && stmt_bind_one_int(stmt, 18, sees, err) &&
	             stmt_bind_one_int(stmt, 19, most, err);

	for (int i = 0; i < WORDS_MAX && bound; i++) {
		const struct wanted *word = (size_t)i < count ? &words[i] : i < 3 ? &words[count - 1] : &none;

		bound = stmt_bind_one_text(stmt, 2 + 2 * i, word->text, -1, err) && stmt_bind_one_text(stmt, 3 + 2 * i, word->end, -1, err);
	}
	return bound ? stmt : NULL;
}

/* The one word of the table that this one stands for; "" when there are several. */
static bool find_only(struct store *store, int64_t creditor_id, const struct wanted *word, char only[SEARCH_WORD_MAX + 8], struct err *err)
{
	struct stmt *stmt = store_query(store, err, only_word, "itt", creditor_id, word->text, word->end);
	const char *first;

	if (store_found(stmt, err) != FOUND)
		return false;
	first = stmt_text(stmt, 0);
	*only = '\0';
	if (strlen(first) < SEARCH_WORD_MAX + 8 && strcmp(first, stmt_text(stmt, 1)) == 0)
		memcpy(only, first, strlen(first) + 1);
	stmt_reset(stmt);
	return true;
}

/* "" unless one of the words after the first stands for one word of the table. A server does not need it. */
static bool find_exact(struct store *store, int64_t creditor_id, const struct wanted *words, size_t count, char only[SEARCH_WORD_MAX + 8],
                       struct err *err)
{
	*only = '\0';
	for (size_t i = 1; i < count && !*only && !engine_is_postgres(store->engine); i++)
		if (!find_only(store, creditor_id, &words[i], only, err))
			return false;
	return true;
}

/* Of the first `scan` clients of words[0], at most `most` that have the others. */
static bool follow(struct store *store, int64_t creditor_id, const struct wanted *words, size_t count, int64_t scan, int64_t most,
                   struct candidates *out, struct err *err)
{
	char only[SEARCH_WORD_MAX + 8];
	struct stmt *stmt;

	if (!find_exact(store, creditor_id, words, count, only, err) ||
	    !(stmt = ask_for(store, by_words, creditor_id, words, count, out->sees, most, err)))
		return false;
	return stmt_bind_one_int(stmt, 20, scan, err) && stmt_bind_one_text(stmt, 21, only, -1, err) && gather(stmt, out, err);
}

/* Of all clients of words[0], at most `most` that have the others. */
static bool follow_whole(struct store *store, int64_t creditor_id, const struct wanted *words, size_t count, int64_t most,
                         struct candidates *out, struct err *err)
{
	if (engine_is_postgres(store->engine) && words[0].clients >= COMMON)
		return gather(ask_for(store, by_meeting, creditor_id, words, count, out->sees, most, err), out, err);
	return follow(store, creditor_id, words, count, INT64_MAX, most, out, err);
}

static void take(struct hits *hits, const struct candidates *candidates, int limit)
{
	for (size_t i = 0; i < candidates->count && hits->count < (size_t)limit; i++)
		hit(hits, candidates->ids[i], "");
}

/* What a look-up of at most `most` candidates may leave out: one client may be there by several words that begin alike. */
static bool is_enough(const struct hits *hits, int limit, const struct candidates *candidates, int64_t most)
{
	return hits->count >= (size_t)limit || (int64_t)candidates->count < most;
}

static bool find_one_word(struct store *store, int64_t creditor_id, const struct wanted *word, int limit, struct candidates *candidates,
                          struct hits *hits, struct err *err)
{
	for (int64_t most = (int64_t)limit * ALIKE;; most = INT64_MAX) {
		if (!gather(store_query(store, err, by_word, "ittii", creditor_id, word->text, word->end, most, candidates->sees), candidates,
		            err))
			return false;
		take(hits, candidates, limit);
		if (is_enough(hits, limit, candidates, most))
			return true;
	}
}

/* Words of many clients each: a few clients are looked at, which mostly is enough; otherwise the rarest word is found. */
static bool skim(struct store *store, int64_t creditor_id, struct wanted *words, size_t count, int limit, struct candidates *candidates,
                 struct hits *hits, struct err *err)
{
	if (!follow(store, creditor_id, words, count, SKIMMED, limit, candidates, err))
		return false;
	take(hits, candidates, limit);
	for (int64_t counted = COMMON; hits->count < (size_t)limit && words[0].clients >= counted;) {
		counted *= DEEPER;
		if (!sort_by_rarity(store, creditor_id, words, count, counted, err))
			return false;
	}
	return true;
}

/* The rarest word is followed to its end, so that nobody is missed. */
static bool find_several(struct store *store, int64_t creditor_id, struct wanted *words, size_t count, int limit,
                         struct candidates *candidates, struct hits *hits, struct err *err)
{
	if (!sort_by_rarity(store, creditor_id, words, count, COMMON, err) ||
	    (words[0].clients >= COMMON && !skim(store, creditor_id, words, count, limit, candidates, hits, err)))
		return false;
	for (int64_t most = limit; hits->count < (size_t)limit; most = INT64_MAX) {
		if (!follow_whole(store, creditor_id, words, count, most, candidates, err))
			return false;
		take(hits, candidates, limit);
		if (is_enough(hits, limit, candidates, most))
			return true;
	}
	return true;
}

static bool find_words(struct store *store, int64_t creditor_id, const char *query, int limit, struct hits *hits, struct err *err)
{
	struct wanted words[WORDS_MAX];
	char *folded = text_fold(query);
	size_t n = split_query(folded, words);
	struct candidates candidates = { .sees = hits->sees };
	bool good = true;

	if (n == 1)
		good = find_one_word(store, creditor_id, &words[0], limit, &candidates, hits, err);
	else if (n > 1)
		good = find_several(store, creditor_id, words, n, limit, &candidates, hits, err);
	mem_free(candidates.ids);
	mem_free(folded);
	return good;
}

/* A whole number stands on a display as +33 4 65 and in the books as 04 65, or the other way round: what both have in common is their end. */
static void keep_line(char key[PHONE_DIGITS + 2])
{
	size_t digits = strlen(key) - 1;

	if (digits > LINE_DIGITS)
		key[1 + LINE_DIGITS] = '\0';
	else if (digits == LINE_DIGITS && key[digits] == '0')
		key[digits] = '\0';
}

static bool find_phone(struct store *store, int64_t creditor_id, const char *query, int limit, struct hits *hits, struct err *err)
{
	char key[PHONE_DIGITS + 2], end[PHONE_DIGITS + 8];
	struct stmt *stmt;
	enum stmt_step step = STMT_ERROR;

	for (const char *p = query; *p; p++)
		if (!isdigit((unsigned char)*p) && !strchr(" .+-()/", *p))
			return true; /* not a phone number */
	if (!phone_key(key, query) || strlen(key) < 4)
		return true;
	keep_line(key);
	range_end(end, sizeof end, key);
	stmt = store_query(store, err, by_word, "ittii", creditor_id, key, end, (int64_t)limit, hits->sees);
	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW)
		hit(hits, stmt_int(stmt, 0), "");
	if (stmt)
		stmt_reset(stmt);
	return step == STMT_DONE;
}

static bool find_number_as(struct store *store, struct arena *arena, int64_t creditor_id, const char *text, int limit,
                           struct hits *hits, struct err *err)
{
	char end[256];
	struct stmt *stmt;
	enum stmt_step step = STMT_ERROR;

	range_end(end, sizeof end, text);
	stmt = store_query(store, err, by_number, "ittii", creditor_id, text, end, (int64_t)limit, hits->sees);
	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW)
		hit(hits, stmt_int(stmt, 0), arena_strdup(arena, stmt_text(stmt, 1)));
	if (stmt)
		stmt_reset(stmt);
	return step == STMT_DONE;
}

/* Invoice numbers as typed, then in capitals. */
static bool find_number(struct store *store, struct arena *arena, int64_t creditor_id, const char *query, int limit,
                        struct hits *hits, struct err *err)
{
	char *upper;
	bool good, same;

	if (strlen(query) < 2 || strlen(query) > 200)
		return true;
	upper = mem_strdup(query);
	for (char *p = upper; *p; p++)
		*p = (char)(*p >= 'a' && *p <= 'z' ? *p - 32 : *p);
	same = strcmp(upper, query) == 0;
	good = find_number_as(store, arena, creditor_id, query, limit, hits, err) &&
	       (same || find_number_as(store, arena, creditor_id, upper, limit, hits, err));
	mem_free(upper);
	return good;
}

static int compare_ready(const struct client_row *a, const struct client_row *b)
{
	if (a->ready.callable != b->ready.callable)
		return a->ready.callable ? -1 : 1;
	if (a->ready.score != b->ready.score)
		return a->ready.score > b->ready.score ? -1 : 1;
	if (a->ready.overdue != b->ready.overdue)
		return a->ready.overdue > b->ready.overdue ? -1 : 1;
	return strcmp(a->no, b->no);
}

static const char *matched_by(const struct hits *hits, int64_t id)
{
	size_t i = 0;

	while (hits->ids[i] != id)
		i++;
	return hits->matched[i];
}

/* What is shown of the hits, best first. */
struct shown {
	struct client_row *rows;
	const char **matched;
	size_t count;
};

static void put_in_order(struct shown *shown, const struct client_row *row, const char *matched)
{
	size_t at = shown->count++;

	for (; at > 0 && compare_ready(row, &shown->rows[at - 1]) < 0; at--) {
		shown->rows[at] = shown->rows[at - 1];
		shown->matched[at] = shown->matched[at - 1];
	}
	shown->rows[at] = *row;
	shown->matched[at] = matched;
}

static bool load(struct store *store, struct arena *arena, const struct hits *hits, struct shown *out, struct err *err)
{
	out->rows = arena_alloc(arena, (hits->count + 1) * sizeof *out->rows);
	out->matched = arena_alloc(arena, (hits->count + 1) * sizeof *out->matched);
	for (size_t from = 0; from < hits->count; from += CLIENT_IDS) {
		struct client_row *rows;
		size_t left = hits->count - from, count;

		if (!client_by_ids(store, arena, hits->ids + from, left < CLIENT_IDS ? left : CLIENT_IDS, &rows, &count, err))
			return false;
		for (size_t i = 0; i < count; i++)
			put_in_order(out, &rows[i], matched_by(hits, rows[i].id));
	}
	return true;
}

/* While no file is of a team nothing needs looking up, whoever searches. */
static bool find_sight(struct store *store, int64_t *sees, struct err *err)
{
	struct stmt *stmt;
	enum found found = FOUND_NOT;

	if (store->sees != STORE_SEES_ALL) {
		stmt = store_query(store, err, "SELECT 1 FROM client WHERE team_id IS NOT NULL LIMIT 1", "");
		found = store_found(stmt, err);
	}
	if (found == FOUND)
		stmt_reset(stmt);
	*sees = found == FOUND ? store->sees : STORE_SEES_ALL;
	return found != FOUND_ERROR;
}

static bool find(struct store *store, struct arena *arena, int64_t creditor_id, const char *query, int limit, struct shown *out,
                 struct err *err)
{
	struct hits hits = { 0 };
	bool good = find_sight(store, &hits.sees, err) && find_words(store, creditor_id, query, limit, &hits, err) &&
	            find_phone(store, creditor_id, query, limit, &hits, err) &&
	            find_number(store, arena, creditor_id, query, limit, &hits, err) && load(store, arena, &hits, out, err);

	mem_free(hits.ids);
	mem_free(hits.matched);
	return good;
}

/* A file is locked once for all that a search asks, not for each question; of a server that would be two more. */
bool search_find(struct store *store, struct arena *arena, int64_t creditor_id, const char *query, int limit,
                 struct client_row **rows, const char ***matched, size_t *count, struct err *err)
{
	bool once = !engine_is_postgres(store->engine) && !engine_in_transaction(store->engine), good;
	struct shown shown = { 0 };

	if (once && !store_begin(store, false, err))
		return false;
	good = find(store, arena, creditor_id, query, limit, &shown, err);
	if (once)
		store_rollback(store); /* a read has nothing to commit */
	if (!good)
		return false;
	*rows = shown.rows;
	*matched = shown.matched;
	*count = shown.count < (size_t)limit ? shown.count : (size_t)limit;
	return true;
}
