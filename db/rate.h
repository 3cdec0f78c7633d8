/* Dated rates of interest, as a file of rates told them. Knows nothing of what is computed with
 * them (rules/interest.h).
 */
#ifndef DB_RATE_H
#define DB_RATE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "db/store.h"
#include "rules/interest.h"

/* The statutory rate of late-payment interest, one a half-year: what a file of rates holds. */
#define RATE_LATE     "late"
/* The legal rate of interest, and a rate agreed by contract, never below three times that: it serves until the next one. */
#define RATE_LEGAL    "legal"
#define RATE_CONTRACT "contract"

/* The rate from that day on; true in *changed when it was not there, or another. Inside a write
 * transaction. run_id: the import that told it; 0: a person. */
bool rate_put(struct store *store, const char *kind, date from, int hundredths, int64_t run_id,
	      bool *changed, struct err *err);
/* All of a kind in rising order, as rules/interest.h wants them; into the arena. */
bool rate_list(struct store *store, struct arena *arena, const char *kind,
	       struct interest_rate **rows, size_t *count, struct err *err);

#endif
