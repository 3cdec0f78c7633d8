/* Gathers the receivable lines of a FEC.
 */
#include "intake/fec_ledger.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/text.h"
#include "intake/value.h"

enum { PART_ROOM = 64 /* bytes of one part of a key */, NAME_ROOM = 1024 };

/* The value of a letter: one debit line as index + 1, or that there are several. */
#define SEVERAL UINT64_MAX

void fec_ledger_init(struct fec_ledger *ledger, struct report *report)
{
	*ledger = (struct fec_ledger){ .report = report };
	buf_init(&ledger->decoded);
	buf_init(&ledger->key);
}

void fec_ledger_clear(struct fec_ledger *ledger)
{
	mem_free(ledger->lines);
	mem_free(ledger->aux_of);
	mem_free(ledger->orphans);
	mem_free(ledger->clients);
	mem_free(ledger->by_client);
	clients_clear(&ledger->accounts);
	clients_clear(&ledger->auxiliary);
	table_clear(&ledger->bank_entries);
	table_clear(&ledger->opening_entries);
	table_clear(&ledger->bodies);
	table_clear(&ledger->letters);
	buf_clear(&ledger->decoded);
	buf_clear(&ledger->key);
}

struct piece fec_ledger_raw(const struct fec_ledger *ledger, enum fec_column column)
{
	int i = ledger->header.column[column];

	if (i < 0 || (size_t)i >= ledger->fields_count || i >= ROWS_COLUMNS)
		return (struct piece){ "", 0 };
	return (struct piece){ ledger->fields[i].s, ledger->fields[i].n };
}

size_t fec_ledger_text(struct fec_ledger *ledger, enum fec_column column, char *out, size_t room)
{
	struct piece piece = fec_ledger_raw(ledger, column);
	size_t n;
	const char *s =
		charset_decode(ledger->report->charset, piece.s, piece.n, &ledger->decoded, &n);

	return text_clean_into(out, room, s, n);
}

void fec_ledger_split(struct fec_ledger *ledger, const struct fec_line *line)
{
	struct row row = { .raw = { line->s, line->n } };

	ledger->fields_count = rows_split(&ledger->header.rows, &row, ledger->fields, NULL);
}

static void add_part(struct fec_ledger *ledger, enum fec_column column, char after)
{
	char text[PART_ROOM];
	size_t n = fec_ledger_text(ledger, column, text, sizeof text);

	buf_add(&ledger->key, text, n);
	buf_putc(&ledger->key, after);
}

/* The key of the line at hand, without its rank. */
static void make_body(struct fec_ledger *ledger, cents amount)
{
	char text[MONEY_TEXT];

	buf_reset(&ledger->key);
	add_part(ledger, FEC_JOURNAL, '|');
	add_part(ledger, FEC_NUMBER, '|');
	add_part(ledger, FEC_DATE, '|');
	add_part(ledger, FEC_ACCOUNT, ':');
	add_part(ledger, FEC_AUX, '|');
	add_part(ledger, FEC_PIECE, '|');
	buf_puts(&ledger->key, money_decimal_text(amount, text));
	buf_putc(&ledger->key, '|');
}

const char *fec_ledger_key(struct fec_ledger *ledger, const struct fec_line *line)
{
	fec_ledger_split(ledger, line);
	make_body(ledger, line->amount);
	buf_printf(&ledger->key, "%u", (unsigned)line->rank);
	return ledger->key.data;
}

static uint32_t next_rank(struct fec_ledger *ledger, cents amount)
{
	make_body(ledger, amount);
	return (uint32_t)++ *
	       table_put(&ledger->bodies, hash_64(ledger->key.data, ledger->key.len, 0), NULL);
}

static uint64_t entry_hash(const struct fec_ledger *ledger)
{
	static const enum fec_column parts[] = { FEC_JOURNAL, FEC_NUMBER, FEC_DATE };
	uint64_t hash = 0;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		struct piece piece = fec_ledger_raw(ledger, parts[i]);
		hash = hash_64(piece.s, piece.n, hash + 1);
	}
	return hash;
}

static uint64_t letter_hash(const struct fec_ledger *ledger, uint32_t account)
{
	struct piece letter = fec_ledger_raw(ledger, FEC_LETTER);
	struct piece on = fec_ledger_raw(ledger, FEC_LETTER_DATE);

	if (letter.n == 0)
		return 0;
	return hash_64(on.s, on.n, hash_64(letter.s, letter.n, account)) | 1;
}

static bool refuse(struct fec_ledger *ledger, enum intake_reason reason, const struct row *row,
		   struct piece arg)
{
	return report_reject(ledger->report, reason, row->line, arg, row->raw);
}

/* One amount of the line; an empty one is 0. */
static enum intake_reason read_cents(struct fec_ledger *ledger, enum fec_column column, cents *out,
				     bool *rounded)
{
	struct piece piece = fec_ledger_raw(ledger, column);
	size_t n;

	*out = 0;
	if (piece.n == 0)
		return INTAKE_REASON_COUNT;
	const char *s =
		charset_decode(ledger->report->charset, piece.s, piece.n, &ledger->decoded, &n);
	switch (money_parse(s, n, MONEY_ANY, out)) {
	case MONEY_OK: return INTAKE_REASON_COUNT;
	case MONEY_ROUNDED: *rounded = true; return INTAKE_REASON_COUNT;
	case MONEY_OVERFLOW: return REASON_AMOUNT_OVERFLOW;
	default: return REASON_BAD_AMOUNT;
	}
}

/* Debit less credit, or amount with its direction. INTAKE_REASON_COUNT when all is well; *at is the column
 * to blame otherwise. */
static enum intake_reason read_amount(struct fec_ledger *ledger, cents *amount, bool *rounded,
				      enum fec_column *at)
{
	enum intake_reason reason;
	cents credit;

	if (ledger->header.column[FEC_DEBIT] < 0 || ledger->header.column[FEC_CREDIT] < 0) {
		*at = FEC_AMOUNT;
		reason = read_cents(ledger, FEC_AMOUNT, amount, rounded);
		if (reason != INTAKE_REASON_COUNT || *amount == 0)
			return reason;
		*at = FEC_DIRECTION;
		struct piece piece = fec_ledger_raw(ledger, FEC_DIRECTION);
		int direction = value_direction(piece.s, piece.n);
		*amount *= direction;
		return direction ? INTAKE_REASON_COUNT : REASON_DIRECTION;
	}
	*at = FEC_DEBIT;
	reason = read_cents(ledger, FEC_DEBIT, amount, rounded);
	if (reason != INTAKE_REASON_COUNT)
		return reason;
	*at = FEC_CREDIT;
	reason = read_cents(ledger, FEC_CREDIT, &credit, rounded);
	if (reason == INTAKE_REASON_COUNT && !money_sub(*amount, credit, amount))
		reason = REASON_AMOUNT_OVERFLOW;
	return reason;
}

static bool warn_hidden(struct fec_ledger *ledger, const struct row *row)
{
	static const enum fec_column shown[] = { FEC_AUX, FEC_AUX_NAME, FEC_PIECE };

	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
		struct piece piece = fec_ledger_raw(ledger, shown[i]);
		size_t n;
		if (charset_ascii(piece.s, piece.n) == piece.n)
			continue;
		const char *s = charset_decode(ledger->report->charset, piece.s, piece.n,
					       &ledger->decoded, &n);
		if (charset_hides(s, n) &&
		    !report_say(ledger->report, REASON_CONTROL, true, row->line,
				fec_column_names[shown[i]], row->raw))
			return false;
	}
	return true;
}

/* The account of the line at hand: CompteNum and CompAuxNum, with its name counted twice over. */
static uint32_t take_account(struct fec_ledger *ledger, const char *aux, size_t aux_len)
{
	char account[PART_ROOM], name[NAME_ROOM];
	size_t account_len = fec_ledger_text(ledger, FEC_ACCOUNT, account, sizeof account);
	size_t name_len = fec_ledger_text(ledger, FEC_AUX_NAME, name, sizeof name);

	buf_reset(&ledger->key);
	buf_add(&ledger->key, account, account_len);
	buf_putc(&ledger->key, ':');
	buf_add(&ledger->key, aux, aux_len);
	const char *both = ledger->key.data;
	size_t both_len = ledger->key.len, known = ledger->accounts.count;
	uint32_t index =
		clients_at(&ledger->accounts, clients_hash(both, both_len), both, both_len);
	uint32_t alone = clients_at(&ledger->auxiliary, clients_hash(aux, aux_len), aux, aux_len);
	if (index == known) {
		size_t used = known;
		MEM_GROW(ledger->aux_of, used, ledger->aux_room);
		ledger->aux_of[index] = alone;
	}
	clients_named(&ledger->accounts, index, name, name_len);
	clients_named(&ledger->auxiliary, alone, name, name_len);
	return index;
}

static void note_letter(struct fec_ledger *ledger, const struct fec_line *line)
{
	if (line->letter == 0)
		return;
	ledger->lettered = true;
	if (line->amount < 0)
		return;
	uint64_t *debit = table_put(&ledger->letters, line->letter, NULL);
	*debit = *debit == 0 ? ledger->count + 1 : SEVERAL;
}

static void keep_line(struct fec_ledger *ledger, const struct row *row, uint32_t account,
		      cents amount, date entry_on)
{
	struct fec_line line = {
		.s = row->raw.s,
		.n = (uint32_t)row->raw.n,
		.account = account,
		.amount = amount,
		.entry = entry_hash(ledger),
		.letter = letter_hash(ledger, account),
		.entry_on = entry_on,
		.rank = next_rank(ledger, amount),
		.line = row->line,
	};

	note_letter(ledger, &line);
	MEM_GROW(ledger->lines, ledger->count, ledger->room);
	ledger->lines[ledger->count++] = line;
}

static bool keep_orphan(struct fec_ledger *ledger, const struct row *row)
{
	MEM_GROW(ledger->orphans, ledger->orphans_count, ledger->orphans_room);
	ledger->orphans[ledger->orphans_count++] = *row;
	return true;
}

static bool take_receivable(struct fec_ledger *ledger, const struct row *row)
{
	char aux[NAME_ROOM];
	date entry_on = DATE_NONE;
	cents amount = 0;
	bool rounded = false;
	enum fec_column at = FEC_DEBIT;
	struct piece on = fec_ledger_raw(ledger, FEC_DATE);
	size_t aux_len = fec_ledger_text(ledger, FEC_AUX, aux, sizeof aux);

	if (aux_len == 0)
		return keep_orphan(ledger, row);
	enum value_dated dated = value_date(on.s, on.n, ORDER_DMY, &entry_on);
	if (dated != VALUE_DATED)
		return refuse(ledger, dated == VALUE_NO_DATE ? REASON_NO_DATE : REASON_BAD_DATE,
			      row, on);
	enum intake_reason reason = read_amount(ledger, &amount, &rounded, &at);
	if (reason != INTAKE_REASON_COUNT)
		return refuse(ledger, reason, row, fec_ledger_raw(ledger, at));
	uint32_t account = take_account(ledger, aux, aux_len);
	if (amount != 0)
		keep_line(ledger, row, account, amount, entry_on);
	if (rounded && !report_warn(ledger->report, REASON_AMOUNT_ROUNDED, row->line,
				    fec_ledger_raw(ledger, at), row->raw))
		return false;
	return warn_hidden(ledger, row);
}

static bool is_receivable(struct piece account)
{
	return account.n >= 3 && account.s[0] == '4' && account.s[1] == '1' &&
	       (account.s[2] == '1' || account.s[2] == '3' || account.s[2] == '6');
}

static void note_date(struct fec_ledger *ledger)
{
	struct intake_totals *totals = ledger->report->totals;
	struct piece on = fec_ledger_raw(ledger, FEC_DATE);
	date day;

	if (!date_parse_compact(on.s, on.n, &day))
		return;
	if (!date_is(totals->first_on) || day < totals->first_on)
		totals->first_on = day;
	if (!date_is(totals->last_on) || day > totals->last_on)
		totals->last_on = day;
}

static bool take_line(struct fec_ledger *ledger, const struct row *row)
{
	char text[48];
	size_t long_field, expected = ledger->header.columns;

	if (row->raw.n == 0) {
		ledger->report->totals->skipped++;
		return true;
	}
	ledger->fields_count = rows_split(&ledger->header.rows, row, ledger->fields, &long_field);
	if (long_field != SIZE_MAX)
		return refuse(ledger, REASON_FIELD_LONG, row, piece_of(""));
	size_t filled = ledger->fields_count < ROWS_COLUMNS ? ledger->fields_count : ROWS_COLUMNS;
	while (filled > expected && ledger->fields[filled - 1].n == 0)
		filled--;
	if (filled != expected && row->cut && ledger->fields_count < expected)
		return report_cut_off(ledger->report, row->line);
	if (filled != expected) {
		snprintf(text, sizeof text, "%zu/%zu", expected, ledger->fields_count);
		return refuse(ledger, REASON_COLUMNS, row, piece_of(text));
	}
	note_date(ledger);
	struct piece account = fec_ledger_raw(ledger, FEC_ACCOUNT);
	if (account.n > 0 && *account.s == '5')
		table_put(&ledger->bank_entries, entry_hash(ledger), NULL);
	if (account.n > 0 && *account.s >= '1' && *account.s <= '3')
		table_put(&ledger->opening_entries, entry_hash(ledger), NULL);
	return !is_receivable(account) || take_receivable(ledger, row);
}

bool fec_ledger_read(struct fec_ledger *ledger)
{
	struct rows *rows = &ledger->header.rows;
	struct row row;
	enum rows_got got;
	bool going = true;

	while (going && (got = rows_next(rows, &row)) != ROWS_END) {
		if (got == ROWS_ROW)
			going = take_line(ledger, &row);
		else
			going = refuse(ledger, got == ROWS_LONG ? REASON_LINE_LONG : REASON_NUL,
				       &row, piece_of(""));
		/* the second pass is the other half */
		report_progress(ledger->report, (size_t)(rows->at - rows->start) / 2);
	}
	ledger->report->totals->lines = rows->line;
	return going;
}

/* Mark the auxiliary numbers that stand under several accounts with different names. */
static bool *find_ambiguous(const struct fec_ledger *ledger)
{
	bool *ambiguous = mem_alloc(ledger->auxiliary.count * sizeof *ambiguous);
	char **names = mem_alloc(ledger->auxiliary.count * sizeof *names);

	for (uint32_t i = 0; i < ledger->accounts.count; i++) {
		uint32_t aux = ledger->aux_of[i];
		char *name = text_fold(clients_name(&ledger->accounts, i));
		if (names[aux] && *name && strcmp(names[aux], name) != 0)
			ambiguous[aux] = true;
		if (names[aux] || !*name)
			mem_free(name);
		else
			names[aux] = name;
	}
	for (size_t i = 0; i < ledger->auxiliary.count; i++)
		mem_free(names[i]);
	mem_free(names);
	return ambiguous;
}

/* Make clients of accounts: client_of[account] is its index. */
static uint32_t *make_clients(struct fec_ledger *ledger, const bool *ambiguous)
{
	size_t count = ledger->accounts.count;
	uint32_t *client_of = mem_alloc(count * sizeof *client_of);
	uint32_t *of_aux = mem_alloc(ledger->auxiliary.count * sizeof *of_aux); /* index + 1 */

	ledger->clients = mem_alloc(count * sizeof *ledger->clients);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t aux = ledger->aux_of[i];
		const struct clients *from =
			ambiguous[aux] ? &ledger->accounts : &ledger->auxiliary;
		uint32_t index = ambiguous[aux] ? i : aux;
		if (!ambiguous[aux] && of_aux[aux] != 0) {
			client_of[i] = of_aux[aux] - 1;
			continue;
		}
		client_of[i] = (uint32_t)ledger->clients_count++;
		of_aux[aux] = client_of[i] + 1;
		ledger->clients[client_of[i]] =
			(struct fec_client){ from->all[index].no, clients_name(from, index), 0, 0 };
	}
	mem_free(of_aux);
	return client_of;
}

void fec_ledger_settle(struct fec_ledger *ledger)
{
	bool *ambiguous = find_ambiguous(ledger);
	uint32_t *client_of = make_clients(ledger, ambiguous);
	size_t first = 0;

	for (size_t i = 0; i < ledger->count; i++) {
		ledger->lines[i].account = client_of[ledger->lines[i].account];
		ledger->clients[ledger->lines[i].account].count++;
	}
	for (size_t i = 0; i < ledger->clients_count; i++) {
		ledger->clients[i].first = first;
		first += ledger->clients[i].count;
		ledger->clients[i].count = 0;
	}
	ledger->by_client = mem_alloc(ledger->count * sizeof *ledger->by_client);
	for (size_t i = 0; i < ledger->count; i++) {
		struct fec_client *client = &ledger->clients[ledger->lines[i].account];
		ledger->by_client[client->first + client->count++] = (uint32_t)i;
	}
	mem_free(client_of);
	mem_free(ambiguous);
}

bool fec_ledger_is_bank(const struct fec_ledger *ledger, const struct fec_line *line)
{
	return table_get(&ledger->bank_entries, line->entry) != NULL;
}

bool fec_ledger_is_carried(const struct fec_ledger *ledger, const struct fec_line *line)
{
	return line->entry_on == ledger->report->totals->first_on && fec_ledger_is_bank(ledger, line) &&
	       table_get(&ledger->opening_entries, line->entry) != NULL;
}

bool fec_ledger_is_bounce(const struct fec_ledger *ledger, const struct fec_line *line)
{
	return line->amount > 0 && fec_ledger_is_bank(ledger, line) &&
	       !table_get(&ledger->opening_entries, line->entry);
}

const struct fec_line *fec_ledger_debit(const struct fec_ledger *ledger,
					const struct fec_line *line)
{
	const uint64_t *debit = line->letter ? table_get(&ledger->letters, line->letter) : NULL;

	return debit && *debit != SEVERAL ? &ledger->lines[*debit - 1] : NULL;
}
