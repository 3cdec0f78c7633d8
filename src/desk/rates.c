/* Rates from a file into the table. The form of the file is intake/rates.h's, what a contract may say rules/interest.h's.
 */
#include "desk/rates.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/json.h"
#include "base/mem.h"
#include "desk/import_bytes.h"
#include "intake/rates.h"

const char *const rates_kind_codes[RATES_KIND_COUNT] = { RATE_LATE, RATE_LEGAL, RATE_CONTRACT };

/* ---- listing ---- */

static void put(struct rates_row **rows, size_t *count, size_t *room, enum rates_kind kind, struct interest_rate rate, bool configured)
{
	MEM_GROW(*rows, *count, *room);
	(*rows)[(*count)++] = (struct rates_row){ kind, rate, configured };
}

static int by_day(const void *a, const void *b)
{
	const struct rates_row *x = a, *y = b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return (x->rate.from > y->rate.from) - (x->rate.from < y->rate.from);
}

static bool has_day(const struct rates_row *rows, size_t count, date from)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].kind == RATES_STATUTORY && rows[i].rate.from == from)
			return true;
	return false;
}

bool rates_list(struct session *session, struct arena *arena, struct rates_row **rows, size_t *count, struct err *err)
{
	const struct interest_rates *base = session->policy.interest;
	struct rates_row *list = NULL;
	size_t used = 0, room = 0, stored;

	for (int kind = 0; kind < RATES_KIND_COUNT; kind++) {
		struct interest_rate *of;
		size_t n;

		if (!rate_list(session->store, arena, rates_kind_codes[kind], &of, &n, err)) {
			mem_free(list);
			return false;
		}
		for (size_t i = 0; i < n; i++)
			put(&list, &used, &room, (enum rates_kind)kind, of[i], false);
	}
	stored = used;
	for (size_t i = 0; i < base->count; i++)
		if (!has_day(list, stored, base->rows[i].from))
			put(&list, &used, &room, RATES_STATUTORY, base->rows[i], true);
	if (used > 0)
		qsort(list, used, sizeof *list, by_day);
	*rows = arena_copy(arena, list, used, sizeof *list);
	*count = used;
	mem_free(list);
	return true;
}

/* ---- taking a file ---- */

struct taking {
	struct interest_rate *rates;
	size_t count, room;
	struct rates_taken *out;
};

static bool take_rate(void *context, const struct intake_rate *rate, struct err *err)
{
	struct taking *taking = context;

	(void)err;
	MEM_GROW(taking->rates, taking->count, taking->room);
	taking->rates[taking->count++] = (struct interest_rate){ rate->from, rate->hundredths };
	return true;
}

static bool take_reject(void *context, const struct intake_reject *reject, struct err *err)
{
	struct rates_taken *out = ((struct taking *)context)->out;

	(void)err;
	if (!reject->warning && out->rejects++ == 0) {
		out->line = reject->line;
		out->reason = reject->reason;
		snprintf(out->arg, sizeof out->arg, "%s", reject->arg);
	}
	return true;
}

/* The legal rate of a day: the newest row not after it. */
static const struct interest_rate *legal_on(const struct interest_rate *rows, size_t count, date day)
{
	const struct interest_rate *found = NULL;

	for (size_t i = 0; i < count && rows[i].from <= day; i++)
		found = &rows[i];
	return found;
}

static bool check_contract(struct session *session, struct arena *arena, const struct taking *taking, struct err *err)
{
	struct interest_rate *legal;
	size_t count;
	char day[DATE_TEXT], least[MONEY_TEXT];

	if (!rate_list(session->store, arena, RATE_LEGAL, &legal, &count, err))
		return false;
	for (size_t i = 0; i < taking->count; i++) {
		const struct interest_rate *rate = &taking->rates[i], *floor = legal_on(legal, count, rate->from);

		if (!floor)
			return err_set(err, ERR_REFUSED,
			               N_("the legal rate of %s is not known, and a contract rate is at least three times it: import the legal rates first (relance rates import FILE --kind legal)"),
			               date_iso(rate->from, day));
		if (rate->hundredths < interest_contract_floor(floor->hundredths))
			return err_set(err, ERR_REFUSED, N_("the contract rate of %s is less than three times the legal rate: at least %s %%"),
			               date_iso(rate->from, day),
			               money_decimal_text(interest_contract_floor(floor->hundredths), least));
	}
	return true;
}

static bool journal_rates(struct session *session, const char *file, enum rates_kind kind, const struct rates_taken *out, struct err *err)
{
	struct session_note note;
	struct json *json = session_note_open(&note);

	json_text(json, "file", file);
	json_text(json, "kind", rates_kind_codes[kind]);
	json_integer(json, "rates", out->taken);
	json_integer(json, "changed", out->changed);
	return session_note_write(session, &note, 0, "rates", err);
}

static bool store_rates(struct session *session, struct arena *arena, const char *file, enum rates_kind kind,
                        const struct taking *taking, struct err *err)
{
	struct rates_taken *out = taking->out;
	bool done = store_begin(session->store, true, err), changed;

	if (!done)
		return false;
	done = kind != RATES_CONTRACT || check_contract(session, arena, taking, err);
	out->taken = out->changed = 0;
	for (size_t i = 0; i < taking->count && done; i++) {
		done = rate_put(session->store, rates_kind_codes[kind], taking->rates[i].from, taking->rates[i].hundredths, 0, &changed,
		                err);
		out->taken++;
		out->changed += done && changed;
	}
	if (done && (out->changed == 0 || journal_rates(session, file, kind, out, err)) && store_commit(session->store, err))
		return true;
	store_rollback(session->store);
	return false;
}

bool rates_import(struct session *session, const char *path, enum rates_kind kind, struct rates_taken *out, struct err *err)
{
	struct taking taking = { .out = out };
	const struct intake_sink sink = { .context = &taking, .rate = take_rate, .reject = take_reject };
	struct intake_totals totals = { 0 };
	struct import_bytes bytes;
	struct arena arena = { 0 };
	int left = SESSION_RETRIES;
	bool done;

	*out = (struct rates_taken){ .taken = 0 };
	if (!session_needs_supervisor(session, err) || !import_bytes_open(path, &bytes, err))
		return false;
	done = rates_read(bytes.data, bytes.size, bytes.name, &sink, &totals, err) && import_bytes_still(&bytes, err);
	if (done)
		while (!(done = store_rates(session, &arena, bytes.name, kind, &taking, err)))
			if (!session_may_retry(session, &left))
				break;
	mem_free(taking.rates);
	arena_clear(&arena);
	import_bytes_close(&bytes);
	return done;
}
