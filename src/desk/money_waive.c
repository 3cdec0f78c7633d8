/* Giving up interest and fees, by name. What is left comes from desk/money.h, whether it may be given up from rules/interest.h.
 */
#include <string.h>

#include "base/gettext.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/id.h"
#include "db/client.h"
#include "desk/money.h"

static bool check_left(const struct money_claim *claim, const struct interest_waiver *waiver, struct err *err)
{
	char left[MONEY_TEXT], fee[MONEY_TEXT], day[DATE_TEXT];

	if (claim->owed.status != INTEREST_OK)
		return err_set(err, ERR_MISSING,
		               N_("there is no rate of late-payment interest for %s: add its half-year with relance rates import FILE, or to interest.rates"),
		               date_iso(claim->owed.on, day));
	switch (interest_check_waiver(waiver, &claim->left)) {
	case INTEREST_WAIVER_OK: return true;
	case INTEREST_WAIVER_NOTHING:
		return err_set(err, ERR_REFUSED, N_("nothing is left to waive on %s"), claim->invoice.number);
	case INTEREST_WAIVER_TOO_MUCH:
		return err_set(err, ERR_REFUSED, N_("only %s %s of interest and %s %s of fee are left on %s"),
		               money_decimal_text(claim->left.interest, left), claim->invoice.currency,
		               money_decimal_text(claim->left.fee, fee), MONEY_FEE_CURRENCY, claim->invoice.number);
	default: return err_set(err, ERR_REFUSED, N_("a waiver is signed by name"));
	}
}

static void add(struct money_waived *out, const char *currency, cents interest, cents fee)
{
	struct money_sum *sum = money_sum_of(out->sums, &out->sum_count, currency);

	out->invoices++;
	if (sum)
		sum->interest += interest;
	sum = money_sum_of(out->sums, &out->sum_count, MONEY_FEE_CURRENCY);
	if (sum)
		sum->fee += fee;
}

static bool put_one(struct session *session, const struct money_waive *request, const struct money_claim *claim, const char *note,
                    struct json *json, struct money_waived *out, struct err *err)
{
	bool all = !request->number;
	const struct interest_waiver waiver = {
		.on = session->today,
		.by = session->agent,
		.interest = all || request->interest < 0 ? claim->left.interest : request->interest,
		.fee = all || request->fee < 0 ? claim->left.fee : request->fee,
	};
	const struct waiver_row row = {
		.id = out->invoices == 0 ? request->id : id_new(), /* the first carries the request's */
		.client_id = request->client_id, .invoice_id = claim->invoice.id, .agent_id = session->agent_id, .on = session->today,
		.interest = waiver.interest, .fee = waiver.fee, .note = note,
	};

	if (!check_left(claim, &waiver, err) || !waiver_insert(session->store, &row, err))
		return false;
	add(out, claim->invoice.currency, waiver.interest, waiver.fee);
	json_object(json, NULL);
	json_text(json, "invoice", claim->invoice.number);
	json_money(json, "interest", waiver.interest);
	json_money(json, "fee", waiver.fee);
	json_text(json, "currency", claim->invoice.currency);
	json_end(json, '}');
	return true;
}

/* The invoices meant, each with its waiver. */
static bool put_all(struct session *session, const struct money_waive *request, const struct money *money, const char *note,
                    struct json *json, struct money_waived *out, struct err *err)
{
	for (size_t i = 0; i < money->claim_count; i++) {
		const struct money_claim *claim = &money->claims[i];
		bool left = claim->owed.status != INTEREST_OK || claim->left.interest > 0 || claim->left.fee > 0;

		if (request->number ? strcmp(claim->invoice.number, request->number) != 0 : !left)
			continue;
		if (!put_one(session, request, claim, note, json, out, err))
			return false;
		if (request->number)
			return true;
	}
	if (out->invoices > 0)
		return true;
	return request->number ? err_set(err, ERR_MISSING, N_("no invoice %s of this client was paid late: nothing to waive"), request->number)
	                       : err_set(err, ERR_REFUSED, N_("this client owes neither interest nor fee: nothing to waive"));
}

static bool write_waivers(struct session *session, struct arena *arena, const struct money_waive *request, const char *note,
                          struct money_waived *out, struct err *err)
{
	struct money money;
	struct session_note written;
	struct json *json;
	bool done;

	if (!money_load(session, arena, request->client_id, session->today, &money, err))
		return false;
	json = session_note_open(&written);
	json_integer(json, "waiver", request->id);
	json_text(json, "note", note);
	json_array(json, "invoices");
	done = put_all(session, request, &money, note, json, out, err);
	json_end(json, ']');
	if (!done)
		session_note_drop(&written);
	return done && session_note_write(session, &written, request->client_id, "waiver", err);
}

/* The answer to a retry: what stands already. */
static bool already(struct session *session, struct arena *arena, const struct waiver_row *first, struct money_waived *out,
                    struct err *err)
{
	struct waiver_row *rows;
	size_t count;

	if (!waiver_list(session->store, arena, first->client_id, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (rows[i].id >= first->id && rows[i].agent_id == first->agent_id && rows[i].on == first->on &&
		    strcmp(rows[i].note, first->note) == 0)
			add(out, rows[i].currency, rows[i].interest, rows[i].fee);
	out->already = true;
	return true;
}

static bool waive_once(struct session *session, const struct money_waive *request, const char *note, struct money_waived *out,
                       struct err *err)
{
	struct arena arena = { 0 };
	struct waiver_row before;
	bool done = false;

	*out = (struct money_waived){ .invoices = 0 };
	if (!store_begin(session->store, true, err))
		return false;
	if (client_lock(session->store, request->client_id, err)) {
		switch (waiver_by_id(session->store, &arena, request->id, &before, err)) {
		case FOUND: done = already(session, &arena, &before, out, err); break;
		case FOUND_NOT: done = write_waivers(session, &arena, request, note, out, err); break;
		case FOUND_ERROR: break;
		}
	}
	arena_clear(&arena);
	if (done && store_commit(session->store, err))
		return true;
	store_rollback(session->store);
	return false;
}

bool money_waive(struct session *session, const struct money_waive *request, struct money_waived *out, struct err *err)
{
	char *note;
	int left = SESSION_RETRIES;
	bool done = false;

	if (!session_needs_supervisor(session, err))
		return false;
	note = text_clean(request->note ? request->note : "", request->note ? strlen(request->note) : 0);
	if (!*note)
		err_set(err, ERR_REFUSED, N_("a waiver needs a reason: say why it is given up"));
	else if (strlen(note) > MONEY_NOTE_BYTES)
		err_set(err, ERR_REFUSED, N_("the note is too long: at most %d bytes"), MONEY_NOTE_BYTES);
	else
		do
			done = waive_once(session, request, note, out, err);
		while (!done && session_may_retry(session, &left));
	mem_free(note);
	return done;
}
