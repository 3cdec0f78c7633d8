/* A bank statement of the made-up portfolio: payments with references, part payments, one for two invoices, what nobody can place, a
 * direct debit that bounced; matched as a night would.
 */
#ifndef DESK_DEMO_BANK_H
#define DESK_DEMO_BANK_H

#include "desk/demo_client.h"
#include "desk/night.h"
#include "desk/session.h"

/* After the days were lived, before the last rescoring: the statement's run becomes one of the night, *file what its report says of it; *sum, its
 * control total, lives as long as that.
 * Cheap whatever the size: of the first clients with a story, as many as are needed. */
bool demo_bank(struct session *session, const struct demo_recipe *recipe, const int64_t *ids, int64_t night_id,
               struct import_run_sum *sum, struct night_file *file, struct err *err);

#endif
