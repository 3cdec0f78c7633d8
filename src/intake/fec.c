/* Reads a FEC: open items and cash from the receivable accounts of a whole ledger.
 *
 * Two passes: fec_ledger.c gathers the receivable lines, then this file gives them client by client,
 * so that what is given adds up to each account's balance. Knows nothing of terms or of the store.
 */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/text.h"
#include "intake/fec_ledger.h"
#include "intake/reader.h"
#include "intake/report.h"
#include "intake/value.h"

enum { TEXT_ROOM = 512 };

struct fec {
	struct report report;
	struct fec_ledger ledger;
	cents *left; /* of each line of the client at hand, when credits are allotted */
	size_t done; /* lines given */
};

/* What pays what when nothing is lettered: all credits together pay the oldest debits; if there is
 * more, what remains of the newest credits is left. order: the client's lines, oldest first. */
static void allot(const struct fec_line *lines, const uint32_t *order, size_t count, cents *left)
{
	cents debits = 0, credits = 0;

	for (size_t i = 0; i < count; i++) {
		cents amount = lines[order[i]].amount;
		if (amount > 0)
			debits += amount;
		else
			credits -= amount;
	}
	for (size_t i = 0; i < count; i++) {
		cents amount = lines[order[i]].amount;
		cents *pool = amount > 0 ? &credits : &debits;
		cents size = amount > 0 ? amount : -amount;
		cents met = size < *pool ? size : *pool;
		*pool -= met;
		left[i] = amount > 0 ? size - met : met - size;
	}
}

/* By entry date; lines of one day stay in file order. Ledgers come sorted but for a few lines. */
static void sort_by_date(const struct fec_line *lines, uint32_t *order, size_t count,
			 uint32_t *room)
{
	if (count < 2)
		return;
	size_t half = count / 2;
	sort_by_date(lines, order, half, room);
	sort_by_date(lines, order + half, count - half, room);
	if (lines[order[half - 1]].entry_on <= lines[order[half]].entry_on)
		return;
	memcpy(room, order, half * sizeof *room);
	for (size_t a = 0, b = half, to = 0; a < half; to++) {
		bool first = b >= count || lines[room[a]].entry_on <= lines[order[b]].entry_on;
		order[to] = first ? room[a++] : order[b++];
	}
}

static enum item_kind kind_of(const struct fec *fec, const struct fec_line *line)
{
	if (line->amount > 0)
		return ITEM_INVOICE;
	return fec_ledger_is_bank(&fec->ledger, line) ? ITEM_CASH : ITEM_CREDIT_NOTE;
}

/* The number printed on the invoice: the first of these that says something. */
static void take_number(struct fec_ledger *ledger, char *out, size_t room)
{
	if (fec_ledger_text(ledger, FEC_PIECE, out, room) == 0 &&
	    fec_ledger_text(ledger, FEC_NUMBER, out, room) == 0)
		fec_ledger_text(ledger, FEC_LABEL, out, room);
}

static const struct intake_item blank_item = {
	.number = "",
	.key = "",
	.due_on = DATE_NONE,
	.currency = "",
	.order_no = "",
	.letter = "",
	.contact_name = "",
	.phone = "",
	.mail = "",
	.group_no = "",
	.credit_limit = -1,
	.risk_class = -1,
};

static bool give_item(struct fec *fec, const struct fec_client *client, const struct fec_line *line,
		      cents open)
{
	struct fec_ledger *ledger = &fec->ledger;
	char number[TEXT_ROOM], group[TEXT_ROOM];
	struct intake_item item = blank_item;

	item.key = fec_ledger_key(ledger, line);
	take_number(ledger, number, sizeof number);
	fec_ledger_text(ledger, FEC_ACCOUNT, group, sizeof group);
	struct piece on = fec_ledger_raw(ledger, FEC_PIECE_DATE);
	enum value_dated dated = value_date(on.s, on.n, ORDER_DMY, &item.issued_on);
	if (dated != VALUE_DATED)
		item.issued_on = line->entry_on;
	item.client_no = client->no;
	item.client_name = client->name;
	item.number = number;
	item.group_no = group;
	item.kind = kind_of(fec, line);
	item.amount = line->amount;
	item.open = open;
	item.flagged = !ledger->lettered;
	item.line = line->line;
	if (!report_item(&fec->report, &item))
		return false;
	return dated == VALUE_DATED || dated == VALUE_NO_DATE ||
	       report_warn(&fec->report, REASON_BAD_DATE, line->line, on,
			   (struct piece){ line->s, line->n });
}

static bool give_receipt(struct fec *fec, const struct fec_client *client,
			 const struct fec_line *line)
{
	struct fec_ledger *ledger = &fec->ledger;
	const struct fec_line *debit = line->amount < 0 ? fec_ledger_debit(ledger, line) : NULL;
	char *key = mem_strdup(fec_ledger_key(ledger, line));
	struct intake_receipt receipt = {
		.client_no = client->no,
		.key = key,
		.value_on = line->entry_on,
		.amount = -line->amount,
		.currency = "",
		.credit_note = !fec_ledger_is_bank(ledger, line),
		.matched_key = debit ? fec_ledger_key(ledger, debit) : "",
		.line = line->line,
	};
	bool going = report_receipt(&fec->report, &receipt);

	mem_free(key);
	return going;
}

static bool overflow(struct fec *fec, const struct fec_client *client)
{
	return err_set(fec->report.err, ERR_INPUT,
		       N_("the amounts of client %s add up to more than can be counted"),
		       client->no);
}

/* What the lettered lines of a client add up to, and the last of them. 0 when letters balance. */
static bool sum_lettered(const struct fec *fec, const struct fec_client *client, cents *sum,
			 const struct fec_line **last)
{
	*sum = 0;
	*last = NULL;
	for (size_t i = 0; i < client->count; i++) {
		const struct fec_line *line =
			&fec->ledger.lines[fec->ledger.by_client[client->first + i]];
		if (line->letter == 0)
			continue;
		if (!money_add(*sum, line->amount, sum))
			return false;
		if (!*last || line->entry_on >= (*last)->entry_on)
			*last = line;
	}
	return true;
}

static bool give_gap(struct fec *fec, const struct fec_client *client)
{
	const struct fec_line *last;
	char text[MONEY_TEXT];
	cents gap;

	if (!sum_lettered(fec, client, &gap, &last))
		return overflow(fec, client);
	if (gap == 0)
		return true;
	char *key = mem_printf("gap:%s", client->no);
	char *arg = mem_printf("%s %s", client->no, money_decimal_text(gap, text));
	struct intake_item item = blank_item;
	item.client_no = client->no;
	item.client_name = client->name;
	item.key = key;
	item.kind = ITEM_GAP;
	item.issued_on = last->entry_on;
	item.amount = item.open = gap;
	item.flagged = true;
	item.line = last->line;
	fec->report.totals->gaps++;
	bool going = report_item(&fec->report, &item) &&
		     report_say(&fec->report, REASON_GAP, true, 0, arg, piece_of(""));
	mem_free(arg);
	mem_free(key);
	return going;
}

/* The open amount of every line of the client, in fec->left. False: they overflow. */
static bool find_open(struct fec *fec, const struct fec_client *client, uint32_t *order)
{
	const struct fec_ledger *ledger = &fec->ledger;
	cents sum = 0;

	for (size_t i = 0; i < client->count; i++) {
		const struct fec_line *line = &ledger->lines[order[i]];
		cents size = line->amount > 0 ? line->amount : -line->amount;
		if (!money_add(sum, size, &sum))
			return false;
		fec->left[i] = line->letter ? 0 : line->amount;
	}
	if (!ledger->lettered) {
		uint32_t *room = mem_alloc(client->count * sizeof *room);
		sort_by_date(ledger->lines, order, client->count, room);
		mem_free(room);
		allot(ledger->lines, order, client->count, fec->left);
	}
	return true;
}

static bool give_client(struct fec *fec, const struct fec_client *client)
{
	struct fec_ledger *ledger = &fec->ledger;
	uint32_t *order = ledger->by_client + client->first;

	if (!report_client(&fec->report, client->no, client->name))
		return false;
	if (!find_open(fec, client, order))
		return overflow(fec, client);
	for (size_t i = 0; i < client->count; i++, fec->done++) {
		const struct fec_line *line = &ledger->lines[order[i]];
		if (fec->left[i] != 0 && !give_item(fec, client, line, fec->left[i]))
			return false;
		bool credit = line->amount < 0 && !fec_ledger_is_carried(ledger, line);
		if ((credit || fec_ledger_is_bounce(ledger, line)) &&
		    !give_receipt(fec, client, line))
			return false;
		if (fec->done % 4096 == 0)
			report_progress(&fec->report,
					fec->report.size / 2 +
						(size_t)((double)(fec->report.size / 2) *
							 (double)fec->done /
							 (double)ledger->count));
	}
	return give_gap(fec, client);
}

static bool give_clients(struct fec *fec)
{
	struct fec_ledger *ledger = &fec->ledger;
	bool going = true;

	fec->left = mem_alloc(ledger->count * sizeof *fec->left);
	for (size_t i = 0; i < ledger->clients_count && going; i++)
		going = give_client(fec, &ledger->clients[i]);
	mem_free(fec->left);
	return going;
}

static bool give_orphans(struct fec *fec)
{
	struct fec_ledger *ledger = &fec->ledger;

	for (size_t i = 0; i < ledger->orphans_count; i++) {
		const struct row *row = &ledger->orphans[i];
		struct fec_line line = { .s = row->raw.s, .n = (uint32_t)row->raw.n };
		fec_ledger_split(ledger, &line);
		if (!report_reject(&fec->report, REASON_NO_AUXILIARY, row->line,
				   fec_ledger_raw(ledger, FEC_ACCOUNT), row->raw))
			return false;
	}
	return true;
}

/* A ledger without a single client is refused whole: there is nothing to call anybody about. */
static bool check_clients(struct fec *fec)
{
	const struct fec_ledger *ledger = &fec->ledger;

	if (ledger->accounts.count > 0)
		return true;
	if (ledger->orphans_count > 0)
		return err_set(
			fec->report.err, ERR_INPUT,
			N_("the accounts 411, 413 and 416 are kept without auxiliary accounts "
			   "(CompAuxNum is empty on all their %zu lines), so nothing says which "
			   "client owes what; export the FEC with auxiliary accounts, or import "
			   "the "
			   "open items from a CSV"),
			ledger->orphans_count);
	if (!report_some_taken(&fec->report, 0))
		return false;
	return err_set(fec->report.err, ERR_INPUT,
		       N_("no line of this ledger is on a receivable account (411, 413 or 416)"));
}

static bool check_name(struct fec *fec, const char *name)
{
	struct intake_totals *totals = fec->report.totals;
	char text[DATE_TEXT];
	date closing;

	fec_header_name(name, totals->siren, &closing);
	if (!date_is(closing) || !date_is(totals->last_on) ||
	    (totals->last_on <= closing && totals->last_on > closing - 366))
		return true;
	return report_say(&fec->report, REASON_YEAR, true, 0, date_iso(closing, text),
			  piece_of(""));
}

static bool warn_names(struct fec *fec)
{
	struct intake_totals *totals = fec->report.totals;
	size_t renamed = clients_renamed(&fec->ledger.auxiliary);
	char count[24];

	totals->names = (int64_t)fec->ledger.auxiliary.names_count;
	totals->clients_renamed = (int64_t)renamed;
	snprintf(count, sizeof count, "%zu", renamed);
	return renamed == 0 || report_say(&fec->report, REASON_NAMES, true, 0, count, piece_of(""));
}

static bool read_all(struct fec *fec, const char *bytes, size_t n, const char *name)
{
	struct fec_ledger *ledger = &fec->ledger;
	struct err *err = fec->report.err;

	if (!rows_accept(bytes, n, err))
		return false;
	enum charset charset = charset_decide(bytes, n, CHARSET_GUESS);
	size_t skip = charset_skip(charset);
	report_charset(&fec->report, charset);
	if (!fec_header_read(&ledger->header, bytes + skip, n - skip, charset, err) ||
	    !fec_ledger_read(ledger) || !check_clients(fec))
		return false;
	fec_ledger_settle(ledger);
	fec->report.totals->allotted = ledger->count > 0 && !ledger->lettered;
	bool done =
		check_name(fec, name) && give_orphans(fec) && give_clients(fec) && warn_names(fec);
	if (done)
		report_progress(&fec->report, n);
	return done;
}

bool fec_read(const char *bytes, size_t n, const char *name, const struct intake_sink *sink,
	      struct intake_totals *totals, struct err *err)
{
	struct fec *fec = mem_alloc(sizeof *fec);
	char clean[256];

	report_begin(&fec->report, n, sink, totals, err);
	fec_ledger_init(&fec->ledger, &fec->report);
	bool done = read_all(fec, bytes, n, name);
	if (!done && fec->report.err->code != ERR_NONE) {
		text_clean_into(clean, sizeof clean, name, strlen(name));
		err_context(fec->report.err, "%s", clean);
	}
	fec_ledger_clear(&fec->ledger);
	done = report_end(&fec->report, done);
	mem_free(fec);
	return done;
}
