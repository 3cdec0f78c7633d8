/* News of invoices inside the debtor, row by row; never changed, taken back with the outcome that told them.
 */
#ifndef DB_CIRCUIT_H
#define DB_CIRCUIT_H

#include <stddef.h>

#include "base/arena.h"
#include "db/store.h"
#include "rules/circuit.h"

struct circuit_row {
	struct circuit_event event; /* its texts live in the arena */
	int64_t action_id;          /* 0: told by a platform */
	int64_t run_id;             /* the file that told it; 0 */
	int status;                 /* the platform's, 200 to 213; 0 */
	const char *status_reason;  /* "" or NULL: none */
	const char *told_at;        /* the instant a platform gives; "" or NULL: none */
};

/* event.id comes from id_new(), so that it grows with the time it became known. */
bool circuit_insert(struct store *store, int64_t client_id, const struct circuit_row *row,
		    struct err *err);
/* Of a client, by invoice, then in the order they became known: as rules/circuit.h wants them. Settled invoices too. A holder who
 * is a contact bears the name and role the contact has now. limit 0 = no limit. */
bool circuit_list(struct store *store, struct arena *arena, int64_t client_id, int limit,
		  struct circuit_row **rows, size_t *count, struct err *err);
/* Of one invoice, in the order they became known. */
bool circuit_list_invoice(struct store *store, struct arena *arena, int64_t client_id,
			  int64_t invoice_id, struct circuit_row **rows, size_t *count,
			  struct err *err);
/* Has a platform told this very news before? */
bool circuit_is_told(struct store *store, int64_t invoice_id, int status, const char *told_at,
		     bool *told, struct err *err);

#endif
