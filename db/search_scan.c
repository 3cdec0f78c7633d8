/* Look-ups that go through a whole column. Knows nothing of what other look-ups found.
 */
#include "db/search_scan.h"

#include <string.h>

#include "base/mem.h"
#include "db/search_amount.h"
#include "db/store_impl.h"

#define QUERY_LEAST 3
#define QUERY_MOST  120

/* $1 creditor, $2 a pattern in small letters, $3 whose files, $4 at most. */
#define BY_MAIL(text) \
	"SELECT t.client_id, t.mail FROM contact t CROSS JOIN client c WHERE " text("t.mail") " LIKE $2 ESCAPE '!' AND c.id = t.client_id " \
	"AND c.creditor_id = $1 AND " STORE_SEEN("c", "$3") " ORDER BY t.mail, t.id LIMIT $4"
/* The numbers alone are gone through, in their index. */
#define BY_END(text) \
	"SELECT i.client_id, i.number FROM invoice i CROSS JOIN client c WHERE i.id IN (SELECT n.id FROM invoice n WHERE " text("n.number") \
	" LIKE $2 ESCAPE '!') AND c.id = i.client_id AND c.creditor_id = $1 AND " STORE_SEEN("c", "$3") \
	" ORDER BY CASE WHEN i.open_cents <> 0 THEN 0 ELSE 1 END, i.due_on DESC, i.id DESC LIMIT $4"
/* SQLite's LIKE ignores capitals by itself; to make them small first would take three times as long. */
#define AS_IS(column) column
#define SMALL(column) "lower(" column ")"
static const char *const by_mail[] = { BY_MAIL(AS_IS), BY_MAIL(SMALL) }, *const by_end[] = { BY_END(AS_IS), BY_END(SMALL) }; /* a file, a server */
static const char contacts[] = "SELECT count(*) FROM (SELECT 1 AS one FROM contact LIMIT $1) AS counted";

enum search_scan_what search_scan_what_is(const char *query)
{
	size_t n = strlen(query);

	if (n < QUERY_LEAST || n > QUERY_MOST || strpbrk(query, " \t"))
		return SEARCH_SCAN_NOTHING;
	if (strchr(query, '@'))
		return SEARCH_SCAN_MAIL;
	return strpbrk(query, "0123456789") ? SEARCH_SCAN_NUMBER : SEARCH_SCAN_NOTHING;
}

/* What is typed stands for itself, whatever signs a pattern knows. */
static char *pattern_of(const char *query, enum search_scan_what what)
{
	struct buf out;

	buf_init(&out);
	buf_putc(&out, '%');
	for (const char *at = query; *at; at++) {
		if (strchr("!%_", *at))
			buf_putc(&out, '!');
		buf_putc(&out, (char)(*at >= 'A' && *at <= 'Z' ? *at + 32 : *at));
	}
	if (what == SEARCH_SCAN_MAIL)
		buf_putc(&out, '%');
	return buf_take(&out);
}

static void read_scanned(struct stmt *stmt, struct arena *arena, void *row)
{
	struct search_scanned *out = row;

	out->client_id = stmt_int(stmt, 0);
	out->text = arena_strdup(arena, stmt_text(stmt, 1));
}

bool search_scan_find(struct store *store, struct arena *arena, int64_t creditor_id, const char *query, int limit,
                      struct search_scanned **rows, size_t *count, struct err *err)
{
	enum search_scan_what what = search_scan_what_is(query);
	bool server = engine_is_postgres(store->engine), done;
	char *pattern;

	if (what == SEARCH_SCAN_NOTHING) {
		*rows = NULL;
		*count = 0;
		return true;
	}
	pattern = pattern_of(query, what);
	done = store_rows(store_query(store, err, (what == SEARCH_SCAN_MAIL ? by_mail : by_end)[server], "itii", creditor_id, pattern, store->sees,
	                              (int64_t)limit),
	                  arena, sizeof **rows, read_scanned, rows, count, err);
	mem_free(pattern);
	return done;
}

bool search_scan_is_small(struct store *store, enum search_scan_what what, bool *small, struct err *err)
{
	struct stmt *stmt;

	if (what != SEARCH_SCAN_MAIL)
		return search_amount_is_small(store, small, err);
	if (store->contacts == 0) {
		stmt = store_query(store, err, contacts, "i", (int64_t)SEARCH_SETTLED_MOST + 1);
		if (store_found(stmt, err) != FOUND)
			return false;
		store->contacts = stmt_int(stmt, 0) + 1;
		stmt_reset(stmt);
	}
	*small = store->contacts <= SEARCH_SETTLED_MOST + 1;
	return true;
}
