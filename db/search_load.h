/* Search words of very many new clients at once: gathered in memory, written in the order of their B-tree.
 *
 * For clients that have no words yet; everybody else goes through search_put.
 */
#ifndef DB_SEARCH_LOAD_H
#define DB_SEARCH_LOAD_H

#include <stddef.h>

#include "db/store.h"

struct search_load;
struct search_load *search_load_open(void);
/* As search_put would; clients come in growing id. */
void search_load_client(struct search_load *load, int64_t client_id, const char *const *texts, size_t text_count, const char *const *phones,
                        size_t phone_count);
/* Inside a write transaction; once. bare: no words at all are stored, so that the index by client may be made last. */
bool search_load_write(struct search_load *load, struct store *store, int64_t creditor_id, bool bare, struct err *err);
void search_load_close(struct search_load *load);

#endif
