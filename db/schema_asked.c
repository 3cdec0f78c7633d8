/* The fifth migration: indexes by what is asked, and two facts that imports were told and nothing kept.
 *
 * Same rules as in db/schema.c. Rows that stand have none of these facts: the next import that tells them fills them. The indexes hold only
 * the rows that are asked for: a first load has few of them, and need not set these aside (db/import_load.c).
 */
#include "db/schema.h"

const char schema_asked[] =
	"ALTER TABLE invoice ADD COLUMN payment_ref TEXT NOT NULL DEFAULT '';" /* what it asks to be written on its payment; '': nothing */
	"CREATE INDEX invoice_payment_ref ON invoice (payment_ref) WHERE payment_ref <> '';"
	"CREATE INDEX invoice_part_paid ON invoice (amount_cents) WHERE open_cents <> 0 AND open_cents <> amount_cents;"
	"ALTER TABLE client ADD COLUMN postal_code TEXT NOT NULL DEFAULT '';" /* whose holidays; '': the creditor's */
	"CREATE INDEX client_agent ON client (agent_id) WHERE agent_id IS NOT NULL;"
	"CREATE INDEX document_request_asked ON document_request (asked_on) WHERE undone = 0 AND settled_on IS NULL;";
