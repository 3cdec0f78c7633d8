/* The codes of the plain records, as the store, the journal and JSON spell them. Knows nothing of what the rules do with them.
 */
#include "rules/records.h"

const char *const item_kind_codes[ITEM_KIND_COUNT] = {
	[ITEM_INVOICE] = "invoice",
	[ITEM_CREDIT_NOTE] = "credit_note",
	[ITEM_CASH] = "cash",
	[ITEM_GAP] = "gap",
};

const char *const promise_state_codes[PROMISE_STATE_COUNT] = {
	[PROMISE_OPEN] = "open",
	[PROMISE_KEPT] = "kept",
	[PROMISE_PARTLY_KEPT] = "partly_kept",
	[PROMISE_BROKEN] = "broken",
	[PROMISE_WITHDRAWN] = "withdrawn",
	[PROMISE_SUPERSEDED] = "superseded",
};
