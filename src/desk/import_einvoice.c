/* An electronic invoice into the store: recognised by its number among the creditor's invoices and
 * completed, or made when no ledger knows it yet. What the books say of amounts stays.
 */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/id.h"
#include "base/text.h"
#include "desk/import_records.h"
#include "desk/refresh.h"
#include "intake/einvoice.h"

/* The invoice of the file; texts live in the job's arena. */
struct einvoice {
	struct import_job *job;
	struct intake_item item;
};

/* ---- reading ---- */

static bool keep_item(void *context, const struct intake_item *item, struct err *err)
{
	struct einvoice *invoice = context;
	struct arena *arena = &invoice->job->arena;
	struct intake_item *kept = &invoice->item;

	(void)err;
	*kept = *item;
	kept->client_no = arena_strdup(arena, item->client_no);
	kept->client_name = arena_strdup(arena, item->client_name);
	kept->number = arena_strdup(arena, item->number);
	kept->key = arena_strdup(arena, item->key);
	kept->currency = arena_strdup(arena, item->currency);
	kept->order_no = arena_strdup(arena, item->order_no);
	kept->payment_ref = arena_strdup(arena, item->payment_ref);
	kept->postal_code = arena_strdup(arena, item->postal_code);
	kept->contact_name = arena_strdup(arena, item->contact_name);
	kept->phone = arena_strdup(arena, item->phone);
	kept->mail = arena_strdup(arena, item->mail);
	kept->siren = arena_strdup(arena, item->siren);
	kept->siret = arena_strdup(arena, item->siret);
	kept->seller_name = arena_strdup(arena, item->seller_name);
	return true;
}

static bool keep_reject(void *context, const struct intake_reject *reject, struct err *err)
{
	const struct einvoice *invoice = context;

	(void)err;
	import_set_reject(&invoice->job->set, reject->reason, reject->warning, reject->line,
			  reject->arg, reject->raw);
	return true;
}

/* By the register where the creditor has a number there, else by name. */
static bool check_seller(const struct import_job *job, const struct einvoice *invoice,
			 struct err *err)
{
	const struct creditor_row *creditor = &job->session->creditor;
	const char *siren = job->totals.siren, *name = invoice->item.seller_name;
	char *said, *own;
	bool same;

	if (*creditor->siren) {
		same = strcmp(siren, creditor->siren) == 0;
	} else {
		said = text_fold(name);
		own = text_fold(creditor->name);
		same = *own && strcmp(said, own) == 0;
		mem_free(said);
		mem_free(own);
	}
	return same ||
	       err_set(err, ERR_INPUT,
		       N_("%s: its seller is %s%s%s, not %s: import it for its own creditor "
			  "(--creditor NAME)"),
		       job->report->file, name, *siren ? " SIREN " : "", siren, creditor->name);
}

/* ---- the client ---- */

static bool find_client(struct import_job *job, const struct intake_item *item,
			struct import_client *client, struct err *err)
{
	struct store *store = job->session->store;
	int64_t creditor_id = job->session->creditor.id;
	int count = 0;
	enum found found = import_client_find(store, &job->arena, creditor_id, item->client_no,
					      client, err);

	if (found != FOUND_NOT)
		return found == FOUND;
	if (!told_client_by_siren(store, creditor_id, item->siren, &client->id, &count, err))
		return false;
	if (count > 1)
		return err_set(err, ERR_INPUT,
			       N_("%s: several clients bear SIREN %s: give the invoice your number "
				  "for the client (BT-46), then send it again"),
			       job->report->file, item->siren);
	client->terms_days = -1;
	if (count == 0)
		client->id = 0;
	return true;
}

static bool make_client(struct import_job *job, const struct intake_item *item,
			struct import_client *client, struct err *err)
{
	struct session *session = job->session;
	const char *name = *item->client_name ? item->client_name : item->client_no;

	*client = (struct import_client){
		.id = id_new(),
		.no = item->client_no,
		.name = name,
		.terms_days = -1,
		.credit_limit = -1,
		.currency = session->creditor.currency,
	};
	job->report->clients_new++;
	return import_client_insert(session->store, session->creditor.id, client, &client->id,
				    err) &&
	       import_client_words(session, client->id, item->client_no, name, err);
}

/* Whom to ask for, when the invoice names somebody nobody knew. */
static bool put_contact(struct import_job *job, const struct intake_item *item, int64_t client_id,
			struct err *err)
{
	struct store *store = job->session->store;
	int64_t id = 0;
	bool same = false;
	enum found found;

	if (!*item->contact_name && !*item->phone && !*item->mail)
		return true;
	found = import_contact_compare(store, client_id, item->contact_name, item->phone,
				       item->mail, &id, &same, err);
	if (found != FOUND_NOT)
		return found == FOUND;
	return import_contact_put(store, 0, client_id, item->contact_name, item->phone, item->mail,
				  err);
}

/* ---- one of the invoices there are ---- */

static bool may_be(const struct told_row *row, const struct intake_item *item)
{
	return strcmp(row->currency, item->currency) == 0 &&
	       (row->amount < 0) == (item->amount < 0) && row->kind != ITEM_GAP;
}

static bool is_client(const struct told_row *row, const struct intake_item *item)
{
	return strcmp(row->client_no, item->client_no) == 0 ||
	       (*item->siren && strcmp(row->client_siren, item->siren) == 0);
}

/* How much speaks for it: a number may have been given twice. */
static int likeness(const struct told_row *row, const struct intake_item *item)
{
	return 4 * is_client(row, item) + 2 * (row->amount == item->amount) +
	       (row->issued_on == item->issued_on);
}

/* *out NULL: none of them. The number alone says nothing: it may have been given in another year, to another client. */
static bool choose(const struct import_job *job, const struct intake_item *item,
		   const struct told_row *rows, size_t count, const struct told_row **out,
		   struct err *err)
{
	int best = 0;
	bool equal = false;

	*out = NULL;
	for (size_t i = 0; i < count; i++) {
		int like = may_be(&rows[i], item) ? likeness(&rows[i], item) : 0;

		equal = like == best ? like > 0 : like > best ? false : equal;
		if (like > best) {
			best = like;
			*out = &rows[i];
		}
	}
	return !equal || err_set(err, ERR_INPUT,
				 N_("%s: several invoices are called %s: correct the number in the "
				    "books, then send the invoice again"),
				 job->report->file, item->number);
}

static int terms_of(const struct import_job *job, int client_terms_days)
{
	const struct session *session = job->session;

	if (job->request->terms_days >= 0)
		return job->request->terms_days;
	if (client_terms_days >= 0)
		return client_terms_days;
	return session->policy.import_terms_days >= 0 ? session->policy.import_terms_days
						      : session->creditor.terms_days;
}

/* A date made of terms, or told by the invoice itself, gives way to what the invoice says. */
static struct told_facts facts_of(const struct import_job *job, const struct intake_item *item,
				  const struct told_row *row)
{
	bool made = row->due_on == row->issued_on + terms_of(job, row->client_terms_days) ||
		    row->due_on == row->told_due_on;
	bool told = date_is(item->due_on);

	return (struct told_facts){
		.told_due_on = told ? item->due_on : row->told_due_on,
		.due_on = told && made ? item->due_on : row->due_on,
		.service_on = date_is(item->service_on) ? item->service_on : row->service_on,
		.told_order_no = *item->order_no ? item->order_no : row->told_order_no,
		.order_no = *row->order_no ? row->order_no : item->order_no,
		.payment_ref = *item->payment_ref ? item->payment_ref : row->payment_ref,
	};
}

static bool differs(const struct told_facts *facts, const struct told_row *row)
{
	return facts->told_due_on != row->told_due_on || facts->due_on != row->due_on ||
	       facts->service_on != row->service_on ||
	       strcmp(facts->told_order_no, row->told_order_no) != 0 ||
	       strcmp(facts->order_no, row->order_no) != 0 || strcmp(facts->payment_ref, row->payment_ref) != 0;
}

static void warn_of_amount(struct import_job *job, const struct intake_item *item,
			   const struct told_row *row)
{
	char arg[INTAKE_ARG], said[MONEY_TEXT], known[MONEY_TEXT];

	snprintf(arg, sizeof arg, "%.60s %s / %s", item->number,
		 money_decimal_text(item->amount, said), money_decimal_text(row->amount, known));
	import_set_reject(&job->set, REASON_OTHER_AMOUNT, true, item->line, arg, "");
}

static bool complete(struct import_job *job, const struct intake_item *item,
		     const struct told_row *row, struct err *err)
{
	struct session *session = job->session;
	const struct told_facts facts = facts_of(job, item, row);
	bool changes = differs(&facts, row);

	job->report->changed += changes;
	job->report->sums[0].stored = row->open;
	if (row->amount != item->amount)
		warn_of_amount(job, item, row);
	if (!client_lock(session->store, row->client_id, err) ||
	    !put_contact(job, item, row->client_id, err) ||
	    !told_client_siren(session->store, row->client_id, item->siren, err) ||
	    !told_client_postal_code(session->store, row->client_id, item->postal_code, err))
		return false;
	return !changes || (told_complete(session->store, row->id, &facts, err) &&
			    refresh_client_items(session, row->client_id, err));
}

/* ---- one that is new ---- */

static bool fits(struct import_job *job, const struct intake_item *item, int64_t client_id,
		 struct err *err)
{
	char have[NETTING_CURRENCIES][MONEY_CODE];
	size_t count;

	if (!import_open_currencies(job->session->store, client_id, have, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (strcmp(have[i], item->currency) == 0)
			return true;
	return count < NETTING_CURRENCIES ||
	       err_set(err, ERR_INPUT,
		       N_("%s: its client has open items in too many currencies already: settle "
			  "some of them first"),
		       job->report->file);
}

static bool insert(struct import_job *job, const struct intake_item *item,
		   const struct import_client *client, struct err *err)
{
	struct store *store = job->session->store;
	int terms = terms_of(job, client->terms_days);
	const struct import_invoice row = {
		.id = id_new(),
		.client_id = client->id,
		.source_id = job->run.source_id,
		.key = item->key,
		.number = item->number,
		.order_no = item->order_no,
		.kind = item->kind,
		.issued_on = item->issued_on,
		.due_on = date_is(item->due_on) ? item->due_on : item->issued_on + terms,
		.amount = item->amount,
		.open = item->open,
		.currency = item->currency,
		.flagged = item->flagged,
	};
	const struct told_facts facts = {
		.told_due_on = item->due_on,
		.due_on = row.due_on,
		.service_on = item->service_on,
		.told_order_no = item->order_no,
		.order_no = item->order_no,
		.payment_ref = item->payment_ref,
	};

	return import_invoice_insert(store, &row, err) && told_complete(store, row.id, &facts, err) &&
	       refresh_client_items(job->session, client->id, err);
}

/* Paid already and never heard of: nothing to keep. */
static bool create(struct import_job *job, const struct intake_item *item, struct err *err)
{
	struct import_client client = { 0 };
	struct store *store = job->session->store;

	if (item->open == 0)
		return true;
	if (!find_client(job, item, &client, err) ||
	    (client.id == 0 && !make_client(job, item, &client, err)) ||
	    !client_lock(store, client.id, err) || !fits(job, item, client.id, err))
		return false;
	job->report->created++;
	job->report->sums[0].stored = item->open;
	return put_contact(job, item, client.id, err) &&
	       told_client_siren(store, client.id, item->siren, err) &&
	       told_client_postal_code(store, client.id, item->postal_code, err) &&
	       insert(job, item, &client, err);
}

static void warn(struct import_job *job, const struct intake_item *item)
{
	char day[DATE_TEXT];

	if (item->issued_on > job->session->today)
		import_set_reject(&job->set, REASON_FUTURE_ISSUE, true, item->line,
				  date_iso(item->issued_on, day), "");
	if (strcmp(item->currency, job->session->creditor.currency) != 0)
		import_set_reject(&job->set, REASON_CURRENCY_OTHER, true, item->line,
				  item->currency, "");
	if (item->factored)
		import_set_reject(&job->set, REASON_FACTORED, true, item->line, item->number, "");
}

static bool take_invoice(struct import_job *job, void *of, size_t record, struct err *err)
{
	const struct intake_item *item = &((const struct einvoice *)of)[record].item;
	struct told_row rows[TOLD_MOST];
	const struct told_row *known;
	size_t count;

	warn(job, item);
	if (!told_by_number(job->session->store, &job->arena, job->session->creditor.id,
			    item->number, rows, &count, err) ||
	    !choose(job, item, rows, count, &known, err))
		return false;
	return known ? complete(job, item, known, err) : create(job, item, err);
}

static void fill_report(struct import_job *job, const struct intake_item *item)
{
	struct import_report *report = job->report;

	report->items = report->clients = 1;
	report->sums = mem_alloc(sizeof *report->sums);
	report->sum_count = 1;
	snprintf(report->sums[0].currency, MONEY_CODE, "%s", item->currency);
	report->sums[0].in = item->open;
}

bool import_read_einvoice(struct import_job *job, struct import_records *out, struct err *err)
{
	struct einvoice *invoice = arena_alloc(&job->arena, sizeof *invoice);
	const struct intake_sink sink = { .context = invoice,
					  .item = keep_item,
					  .reject = keep_reject };

	invoice->job = job;
	if (!einvoice_read(job->bytes.data, job->bytes.size, job->bytes.name, &sink, &job->totals,
			   err) ||
	    !check_seller(job, invoice, err))
		return false;
	*out = (struct import_records){
		.kind = out->kind, .source = out->source, .count = 1, .of = invoice, .take = take_invoice
	};
	fill_report(job, &invoice->item);
	return true;
}
