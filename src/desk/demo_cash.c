/* Settling made-up invoices. Writes what an import of the ledger would write.
 */
#include "desk/demo_cash.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/id.h"
#include "db/import_merge.h"
#include "desk/refresh.h"

static bool settle(struct session *session, struct demo_till *till, const struct client_file *file, size_t at, cents amount, struct err *err)
{
	const struct invoice_row *invoice = &file->invoices[at];
	char key[32];
	const struct import_receipt receipt = {
		.id = id_new(), .client_id = file->client.id, .source_id = till->source_id, .key = key, .value_on = session->today,
		.amount = amount, .currency = invoice->item.currency, .invoice_id = invoice->item.id,
	};
	const struct import_invoice rest = {
		.id = invoice->item.id, .client_id = file->client.id, .source_id = till->source_id, .key = invoice->number,
		.number = invoice->number, .order_no = invoice->order_no, .kind = invoice->item.kind, .issued_on = invoice->item.issued_on,
		.due_on = invoice->item.due_on, .amount = invoice->item.amount, .open = invoice->item.open - amount,
		.currency = invoice->item.currency, .flagged = invoice->flagged,
	};

	snprintf(key, sizeof key, "VIR-%06" PRId64, ++till->serial);
	return import_receipt_insert(session->store, &receipt, err) && import_invoice_update(session->store, &rest, session->today, err);
}

bool demo_pay(struct session *session, struct demo_till *till, int64_t client_id, cents money, bool early, cents *spent, struct err *err)
{
	struct client_file file;
	bool done = true;

	*spent = 0;
	if (file_load(session, client_id, &file, err) != FOUND)
		return false;
	for (size_t i = 0; i < file.invoice_count && money > *spent && done; i++) {
		const struct item *item = &file.invoices[i].item;
		cents left = money - *spent, part = item->open < left ? item->open : left;

		if (item->kind != ITEM_INVOICE || item->disputed || (!early && item->due_on >= session->today))
			continue;
		done = settle(session, till, &file, i, part, err);
		*spent += part;
	}
	file_clear(&file);
	return done && refresh_client_items(session, client_id, err);
}
