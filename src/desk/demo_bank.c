/* Each scene looks for a client it fits and says what that client's bank would; the batch that matches them is the real one.
 */
#include "desk/demo_bank.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/id.h"
#include "base/mem.h"
#include "db/bank.h"
#include "db/import.h"
#include "desk/demo_story.h"
#include "desk/file.h"
#include "desk/matching.h"
#include "desk/transact.h"
#include "rules/calendar.h"
#include "rules/matching.h"

#define ACCOUNT "FR7699999000010000012345640" /* of a bank that does not exist */
#define FILE_NAME "releve.xml"

enum { LINES_MOST = 32, ACTORS_MOST = 16, LOOKED_AT = 400, BOUNCE_DAYS = 60 };

struct line {
	date on;
	cents amount;
	bool back;                   /* takes an earlier one back */
	const char *code, *party, *account, *end_to_end, *reference, *text;
};

struct play {
	struct session *session;
	const struct demo_recipe *recipe;
	struct arena arena;
	struct line lines[LINES_MOST];
	size_t line_count;
	int64_t actors[ACTORS_MOST];
	size_t actor_count;
	date last;                   /* day of the statement */
	int64_t night_id;
	struct import_run_row run;
	struct import_run_sum *sum;
};

/* ---- what a client owes ---- */

/* The nth invoice that is overdue and undisputed; NULL: there are not so many. */
static const struct invoice_row *overdue(const struct play *play, const struct client_file *file, int n)
{
	for (size_t i = 0; i < file->invoice_count; i++) {
		const struct item *item = &file->invoices[i].item;

		if (item->kind == ITEM_INVOICE && !item->disputed && item->due_on < play->last && n-- == 0)
			return &file->invoices[i];
	}
	return NULL;
}

static bool has_credits(const struct client_file *file)
{
	for (size_t i = 0; i < file->invoice_count; i++)
		if (file->invoices[i].item.kind != ITEM_INVOICE)
			return true;
	return false;
}

/* ---- lines ---- */

static const char *words(struct play *play, const char *format, ...) __attribute__((format(printf, 2, 3)));
static const char *words(struct play *play, const char *format, ...)
{
	char text[256];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	return arena_strdup(&play->arena, text);
}

/* A payment of this client, some business days before the statement's. */
static struct line *pays(struct play *play, const struct client_file *file, int days, cents amount)
{
	struct line *line = &play->lines[play->line_count++];
	date on = play->last;

	while (days-- > 0)
		on = calendar_business_on_or_before(on - 1);
	*line = (struct line){
		.on = on, .amount = amount, .code = "", .party = arena_strdup(&play->arena, file->client.name), .reference = "",
		.account = words(play, "FR76999990000%014zu", play->actor_count + 1),
		.end_to_end = words(play, "E2E-%05zu", play->line_count), .text = "VIREMENT SEPA RECU",
	};
	return line;
}

/* ---- scenes: true when the client at hand plays it ---- */

static bool by_reference(struct play *play, const struct client_file *file)
{
	const struct invoice_row *invoice = overdue(play, file, 0);

	if (!invoice)
		return false;
	pays(play, file, 3, invoice->item.open)->reference = arena_strdup(&play->arena, invoice->number);
	return true;
}

static bool by_text(struct play *play, const struct client_file *file)
{
	const struct invoice_row *invoice = overdue(play, file, 0);

	if (!invoice)
		return false;
	pays(play, file, 2, invoice->item.open)->text = words(play, "VIR SEPA REGLT FACTURE %s", invoice->number);
	return true;
}

static bool two_at_once(struct play *play, const struct client_file *file)
{
	const struct invoice_row *one = overdue(play, file, 0), *other = overdue(play, file, 1);

	if (!other)
		return false;
	pays(play, file, 2, one->item.open + other->item.open)->text = words(play, "FACTURES %s ET %s", one->number, other->number);
	return true;
}

static bool in_part(struct play *play, const struct client_file *file)
{
	const struct invoice_row *invoice = overdue(play, file, 0);

	if (!invoice || invoice->item.open < 100000)
		return false;
	pays(play, file, 1, invoice->item.open / 20000 * 10000)->text = words(play, "ACOMPTE SUR FACT %s", invoice->number);
	return true;
}

/* More than the invoice: the flat fee came with it. */
static bool with_the_fee(struct play *play, const struct client_file *file)
{
	const struct invoice_row *invoice = overdue(play, file, 0);

	if (!invoice)
		return false;
	pays(play, file, 1, invoice->item.open + 4000)->text = words(play, "%s + INDEMNITE 40 EUR", invoice->number);
	return true;
}

/* What runs as a promise, paid without a word. */
static bool as_promised(struct play *play, const struct client_file *file)
{
	if (has_credits(file))
		return false;
	for (size_t i = 0; i < file->promise_count; i++) {
		const struct promise *promise = &file->promises[i].promise;
		cents covered = 0;
		size_t parts = 0;

		for (size_t k = 0; k < file->part_count; k++)
			if (file->parts[k].promise_id == promise->id && !file->parts[k].withdrawn_by) {
				covered += file->parts[k].amount;
				parts++;
			}
		if (promise->state == PROMISE_OPEN && promise->received == 0 && covered == promise->amount && parts > 1) {
			pays(play, file, 0, promise->amount);
			return true;
		}
	}
	return false;
}

/* Two invoices of one amount: whichever it is, nobody says. */
static bool one_of_two(struct play *play, const struct client_file *file)
{
	for (size_t i = 0; i < file->invoice_count; i++)
		for (size_t k = i + 1; k < file->invoice_count; k++) {
			const struct item *one = &file->invoices[i].item, *other = &file->invoices[k].item;

			if (one->kind != ITEM_INVOICE || other->kind != ITEM_INVOICE || one->open != other->open || one->disputed ||
			    other->disputed || one->issued_on >= play->last || other->issued_on >= play->last)
				continue;
			pays(play, file, 1, one->open);
			return true;
		}
	return false;
}

/* A payment that says what it is, then one on account of whoever knows what. */
static bool on_account(struct play *play, const struct client_file *file)
{
	const struct invoice_row *invoice = overdue(play, file, 0);

	if (!invoice || !overdue(play, file, 1))
		return false;
	pays(play, file, 4, invoice->item.open)->text = words(play, "VIR REGLEMENT %s", invoice->number);
	pays(play, file, 0, 50000)->text = "ACOMPTE COMMANDE";
	return true;
}

/* What kept a promise was a direct debit, and it bounces: the ledger had told it already. */
static bool bounced(struct play *play, const struct client_file *file)
{
	struct receipt_row *rows;
	struct line *line, *back;
	size_t count;
	cents sum = 0;
	date on = DATE_NONE;

	if (file->promise_count != 1 || file->promises[0].promise.state != PROMISE_KEPT ||
	    !receipt_list(play->session->store, &play->arena, file->client.id, &rows, &count, NULL))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (rows[i].receipt.credit_note || (date_is(on) && rows[i].receipt.value_on != on))
			return false;
		on = rows[i].receipt.value_on;
		sum += rows[i].receipt.amount;
	}
	if (!date_is(on) || on < play->last - BOUNCE_DAYS)
		return false;
	line = pays(play, file, 0, sum);
	line->on = on;
	line->text = "PRLV SEPA EMIS";
	back = pays(play, file, 0, -sum);
	back->end_to_end = line->end_to_end;
	back->back = true;
	back->code = "AM04";
	back->text = "REJET PRLV SEPA PROVISION INSUFFISANTE";
	return true;
}

static bool (*const scenes[])(struct play *play, const struct client_file *file) = {
	bounced, one_of_two, as_promised, two_at_once, on_account, in_part, with_the_fee, by_reference, by_text, by_reference, by_text,
};
enum { SCENES = sizeof scenes / sizeof *scenes };

/* Whose file is simple enough to be understood at a glance. */
static bool is_usable(const struct session *session, const struct client_file *file)
{
	const struct client_state *state = &file->client.state;

	for (size_t i = 0; i < file->invoice_count; i++)
		if (strcmp(file->invoices[i].item.currency, session->creditor.currency) != 0)
			return false;
	return !state->legal && !state->agency && !state->insolvent;
}

static bool cast(struct play *play, const int64_t *ids, struct err *err)
{
	int64_t stride = demo_story_stride(play->recipe);
	bool played[SCENES] = { false };
	size_t left = SCENES;

	for (int64_t i = 0; left > 0 && i < LOOKED_AT && i * stride < play->recipe->clients; i++) {
		struct client_file file;

		if (file_load(play->session, ids[i * stride], &file, err) != FOUND)
			return false;
		for (size_t s = 0; is_usable(play->session, &file) && s < SCENES; s++)
			if (!played[s] && scenes[s](play, &file)) {
				play->actors[play->actor_count++] = file.client.id;
				played[s] = true;
				left--;
				break;
			}
		file_clear(&file);
	}
	return true;
}

/* Nobody's: a payment without a word, and what the bank takes for itself. */
static void add_strangers(struct play *play)
{
	play->lines[play->line_count++] = (struct line){ .on = play->last, .amount = 128460, .code = "", .party = "SCI LES TILLEULS",
		                                         .account = "", .end_to_end = "", .reference = "", .text = "VIREMENT RECU" };
	play->lines[play->line_count++] = (struct line){ .on = play->last, .amount = -1250, .code = "", .party = "", .account = "",
		                                         .end_to_end = "", .reference = "", .text = "FRAIS DE TENUE DE COMPTE" };
}

/* ---- the statement ---- */

static bool put_line(struct play *play, int64_t account_id, size_t at, struct err *err)
{
	const struct line *line = &play->lines[at];
	const char *key = words(play, "DEMO%03zu", at + 1);
	bool outgoing = line->amount < 0 && !line->back;
	struct bank_movement_row row = {
		.id = id_new(), .account_id = account_id, .run_id = play->run.id, .key = key, .entry = key, .parts = 1, .told = BANK_STATEMENT,
		.booked_on = line->on, .value_on = line->on, .amount = line->amount, .reversal = line->back, .return_code = line->code,
		.party = line->party, .party_account = line->account, .end_to_end = line->end_to_end, .reference = line->reference,
		.text = line->text, .state = outgoing ? BANK_IGNORED : BANK_OPEN,
		.why = outgoing ? matching_why_codes[MATCHING_OUTGOING] : "",
	};

	memcpy(row.currency, play->session->creditor.currency, MONEY_CODE);
	return bank_movement_insert(play->session->store, &row, err);
}

static bool put_statement(struct session *session, void *context, struct err *err)
{
	struct play *play = context;
	struct import_run_row *run = &play->run;
	int64_t account_id;
	bool done = import_source_put(session->store, session->creditor.id, IMPORT_BANK_SOURCE, &run->source_id, err) &&
	            import_run_insert(session->store, session->creditor.id, run, err) &&
	            import_run_put_sum(session->store, run->id, play->sum, err) &&
	            bank_account_put(session->store, session->creditor.id, ACCOUNT, BANK_STATEMENT, &account_id, err);

	for (size_t i = 0; done && i < play->line_count; i++)
		done = put_line(play, account_id, i, err);
	return done;
}

static void total(struct play *play, char sha256[HASH_HEX], char now[CLOCK_TEXT])
{
	struct hash *hash = hash_open();
	int64_t count = (int64_t)play->line_count;

	hash_field(hash, FILE_NAME);
	hash_close_hex(hash, sha256);
	session_instant(play->session, now);
	play->run = (struct import_run_row){
		.id = id_new(), .kind = IMPORT_KIND_BANK, .source = IMPORT_BANK_SOURCE, .file = FILE_NAME, .sha256 = sha256, .mode = "changes",
		.status = IMPORT_DONE_CODE, .on_day = play->session->today, .started_at = now, .ended_at = now, .night_id = play->night_id,
		.agent = play->session->agent, .lines = count, .items = count, .created = count,
	};
	for (size_t i = 0; i < play->line_count; i++)
		play->run.open_cents += play->lines[i].amount;
	play->run.stored_cents = play->run.open_cents;
	play->sum->open = play->sum->stored = play->run.open_cents;
	memcpy(play->sum->currency, play->session->creditor.currency, MONEY_CODE);
}

static bool tell(struct play *play, struct night_file *file, struct err *err)
{
	const struct import_run_row *run = &play->run;

	*file = (struct night_file){ .name = FILE_NAME, .fate = inbox_fate_codes[INBOX_TAKEN], .kind = IMPORT_KIND_BANK,
		                     .source = IMPORT_BANK_SOURCE, .lines = run->lines, .items = run->items, .created = run->created,
		                     .sums = play->sum, .sum_count = 1, .why = "", .said = "" };
	return import_run_number(play->session->store, run->id, &file->run, err);
}

bool demo_bank(struct session *session, const struct demo_recipe *recipe, const int64_t *ids, int64_t night_id,
               struct import_run_sum *sum, struct night_file *file, struct err *err)
{
	struct play play = { .session = session, .recipe = recipe, .night_id = night_id, .sum = sum,
		             .last = calendar_business_on_or_before(recipe->today - 1) };
	struct matching_totals totals;
	char sha256[HASH_HEX], now[CLOCK_TEXT];
	bool done = cast(&play, ids, err);

	if (done) {
		add_strangers(&play);
		total(&play, sha256, now);
		done = transact(session, put_statement, &play, err) &&
		       matching_run_among(session, play.actors, play.actor_count, &totals, err) && tell(&play, file, err);
	}
	arena_clear(&play.arena);
	return done;
}
