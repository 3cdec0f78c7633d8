/* Search as one types: folded words and reversed phone digits in a plain B-tree, invoice numbers in theirs.
 */
#ifndef DB_SEARCH_H
#define DB_SEARCH_H

#include <stddef.h>

#include "base/arena.h"
#include "db/client.h"

/* The words of a client one by one, as they are stored: of its texts, folded, and of its phones. A word may come twice. */
void search_words(const char *const *texts, size_t text_count, const char *const *phones, size_t phone_count,
                  void (*word)(void *context, const char *word), void *context);

/* (Re)write the words of a client from its texts (name, account number, contact names: folded) and phones. */
bool search_put(struct store *store, int64_t creditor_id, int64_t client_id, const char *const *texts, size_t text_count, const char *const *phones,
                size_t phone_count, struct err *err);

/* Of the clients this store's person may see (store_set_sight), those matching every word of `query` (prefixes, accents ignored), or whose phone ends in its digits, or whose invoice number starts with it.
 * Best first: callable, score. At most `limit` rows. matched[i]: what matched, for the screen ("" name; else the invoice number). */
bool search_find(struct store *store, struct arena *arena, int64_t creditor_id, const char *query, int limit, struct client_row **rows,
                 const char ***matched, size_t *count, struct err *err);

#endif
