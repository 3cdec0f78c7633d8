/* Proposes a mapping for a file nobody described: by the names of its columns first, by what stands in
 * them where names say nothing.
 */
#include <string.h>

#include "base/gettext.h"
#include "base/hash.h"
#include "base/text.h"
#include "intake/mapping_parts.h"
#include "intake/mapping_sample.h"
#include "intake/mapping_words.h"

struct guess {
	struct sample sample;
	int column[FIELD_COUNT]; /* -1: none */
	bool taken[SAMPLE_COLUMNS];
};

static bool most(size_t part, size_t whole)
{
	return whole > 0 && part * 10 >= whole * 8;
}

static bool is_date_field(enum mapping_field field)
{
	return field == FIELD_ISSUED || field == FIELD_DUE || field == FIELD_CLEARED;
}

static bool is_amount_field(enum mapping_field field)
{
	return field == FIELD_AMOUNT || field == FIELD_OPEN || field == FIELD_DEBIT ||
	       field == FIELD_CREDIT || field == FIELD_LIMIT;
}

/* Whether what stands in the column can be the field. An empty column can be anything but needed. */
static bool fits(const struct sample_column *column, enum mapping_field field)
{
	if (column->filled == 0)
		return field != FIELD_CLIENT && field != FIELD_NUMBER && field != FIELD_AMOUNT;
	if (is_date_field(field))
		return most(column->dates, column->filled);
	if (is_amount_field(field))
		return most(column->amounts, column->filled) &&
		       !most(column->dates, column->filled);
	if (field == FIELD_CURRENCY)
		return most(column->currencies, column->filled);
	if (field == FIELD_NAME)
		return most(column->letters, column->filled);
	/* digits alone may read as YYYYMMDD: only dates with signs between are none of the rest */
	return !most(column->day_first + column->month_first + column->year_first, column->filled);
}

static void take(struct guess *guess, enum mapping_field field, size_t column)
{
	guess->column[field] = (int)column;
	guess->taken[column] = true;
}

/* Name after name, the best pair of column and field first. */
static void match_names(struct guess *guess)
{
	const struct sample *sample = &guess->sample;

	for (;;) {
		int best = 0;
		size_t best_column = 0;
		enum mapping_field best_field = FIELD_COUNT;
		for (size_t i = 0; i < sample->count; i++) {
			for (int field = 0; field < FIELD_COUNT && !guess->taken[i]; field++) {
				if (guess->column[field] >= 0)
					continue;
				int score = mapping_words_score(sample->columns[i].folded,
								(enum mapping_field)field);
				if (score > best &&
				    fits(&sample->columns[i], (enum mapping_field)field)) {
					best = score;
					best_column = i;
					best_field = (enum mapping_field)field;
				}
			}
		}
		if (best_field == FIELD_COUNT)
			return;
		take(guess, best_field, best_column);
	}
}

/* The mean of a column's dates is later than another's. */
static bool is_later(const struct sample_column *a, const struct sample_column *b)
{
	return a->day_sum * (int64_t)b->dates > b->day_sum * (int64_t)a->dates;
}

static void find_dates(struct guess *guess)
{
	const struct sample *sample = &guess->sample;
	int early = -1, late = -1;

	if (guess->column[FIELD_ISSUED] >= 0 || guess->column[FIELD_DUE] >= 0)
		return;
	for (size_t i = 0; i < sample->count; i++) {
		const struct sample_column *column = &sample->columns[i];
		if (guess->taken[i] || column->filled == 0 || !most(column->dates, column->filled))
			continue;
		if (early < 0 || is_later(&sample->columns[early], column))
			early = (int)i;
		if (late < 0 || is_later(column, &sample->columns[late]))
			late = (int)i;
	}
	if (early >= 0)
		take(guess, FIELD_ISSUED, (size_t)early);
	if (late >= 0 && late != early)
		take(guess, FIELD_DUE, (size_t)late);
}

/* The last column of amounts with decimals: sums stand at the right. */
static void find_amount(struct guess *guess)
{
	const struct sample *sample = &guess->sample;
	bool two = guess->column[FIELD_DEBIT] >= 0 && guess->column[FIELD_CREDIT] >= 0;

	if (guess->column[FIELD_AMOUNT] >= 0 || guess->column[FIELD_OPEN] >= 0 || two)
		return;
	for (size_t i = sample->count; i-- > 0;) {
		const struct sample_column *column = &sample->columns[i];
		if (!guess->taken[i] && fits(column, FIELD_AMOUNT) &&
		    column->decimals * 2 > column->filled) {
			take(guess, FIELD_AMOUNT, i);
			return;
		}
	}
}

static bool is_identifier(const struct sample_column *column)
{
	return column->filled > 0 && !most(column->dates, column->filled) &&
	       column->decimals == 0 && !most(column->currencies, column->filled);
}

/* Numbers of items differ from row to row; those of clients come back. A column without a name among
 * others that have one only counts rows. */
static void find_identifiers(struct guess *guess)
{
	const struct sample *sample = &guess->sample;

	/* a name without any number is what tells clients apart */
	if (guess->column[FIELD_CLIENT] < 0)
		guess->column[FIELD_CLIENT] = guess->column[FIELD_NAME];
	for (size_t i = 0; i < sample->count; i++) {
		const struct sample_column *column = &sample->columns[i];
		bool named = sample->header == 0 || *column->folded;
		if (guess->taken[i] || !is_identifier(column) ||
		    column->filled * 10 < sample->rows_count * 9)
			continue;
		if (guess->column[FIELD_NUMBER] < 0 && named &&
		    column->distinct * 100 >= column->filled * 95)
			take(guess, FIELD_NUMBER, i);
		else if (guess->column[FIELD_CLIENT] < 0 &&
			 column->distinct * 100 < column->filled * 95)
			take(guess, FIELD_CLIENT, i);
	}
}

/* A column of the file as a mapping names it: by its name when that finds it again, else by number. */
static void name_column(struct mapping *mapping, enum mapping_field field,
			const struct guess *guess)
{
	const struct sample *sample = &guess->sample;
	size_t column = (size_t)guess->column[field], first = 0;
	const char *folded = sample->columns[column].folded;
	char *number = mem_printf("%zu", column + 1);

	while (first < column && strcmp(sample->columns[first].folded, folded) != 0)
		first++;
	bool unique = *folded && first == column && mapping_column_number(folded) == 0;
	mapping_add(mapping, field, unique ? sample->columns[column].name : number);
	mem_free(number);
}

static void settle_dates(const struct guess *guess, struct mapping *mapping)
{
	size_t day_first = 0, month_first = 0, year_first = 0, all = 0;

	for (int field = 0; field < FIELD_COUNT; field++) {
		if (!is_date_field((enum mapping_field)field) || guess->column[field] < 0)
			continue;
		const struct sample_column *column = &guess->sample.columns[guess->column[field]];
		day_first += column->day_first;
		month_first += column->month_first;
		year_first += column->year_first;
		all += column->dates;
	}
	if (day_first > 0 && month_first == 0)
		mapping->order = ORDER_DMY;
	else if (month_first > 0 && day_first == 0)
		mapping->order = ORDER_MDY;
	else if (all > 0 && year_first == all)
		mapping->order = ORDER_YMD;
}

static void settle_decimal(const struct guess *guess, struct mapping *mapping)
{
	size_t commas = 0, points = 0;

	for (int field = 0; field < FIELD_COUNT; field++) {
		if (!is_amount_field((enum mapping_field)field) || guess->column[field] < 0)
			continue;
		commas += guess->sample.columns[guess->column[field]].commas;
		points += guess->sample.columns[guess->column[field]].points;
	}
	if (commas > 0 && points == 0)
		mapping->decimal = MONEY_COMMA;
	else if (points > 0 && commas == 0)
		mapping->decimal = MONEY_POINT;
}

/* "Montant EUR", "converted_usd": a currency told by a column's name. */
static void settle_currency(const struct guess *guess, struct mapping *mapping)
{
	int column = guess->column[FIELD_AMOUNT] >= 0 ? guess->column[FIELD_AMOUNT]
						      : guess->column[FIELD_OPEN];

	if (guess->column[FIELD_CURRENCY] >= 0 || column < 0)
		return;
	const char *last = strrchr(guess->sample.columns[column].folded, ' ');
	if (last && strlen(last + 1) == 3)
		value_currency(last + 1, 3, mapping->currency);
}

static void settle_paid(const struct guess *guess, struct mapping *mapping)
{
	if (guess->column[FIELD_PAID] < 0)
		return;
	const struct sample_column *column = &guess->sample.columns[guess->column[FIELD_PAID]];
	if (mapping_words_asks_open(column->folded))
		mapping->paid = PAID_OPEN;
	else if (column->decimals > 0 && most(column->amounts, column->filled))
		mapping->paid = PAID_AMOUNT;
}

/* How the rows of the sample repeat themselves. */
struct repeats {
	struct table keys;             /* client and number → what the row says of its amount */
	struct table raw, cased, bare; /* client numbers as they stand, and folded */
	size_t rows, again, changed;
	size_t raw_count, cased_count, bare_count;
};

static void count_spelling(struct table *table, char *text, size_t n, enum mapping_fold fold,
			   size_t *count)
{
	bool fresh;

	n = value_fold(text, n, fold);
	table_put(table, hash_64(text, n, 0), &fresh);
	*count += fresh;
}

static void count_repeat(struct guess *guess, struct repeats *repeats, size_t fields_count)
{
	struct sample *sample = &guess->sample;
	int amount = guess->column[FIELD_AMOUNT] >= 0 ? guess->column[FIELD_AMOUNT]
						      : guess->column[FIELD_OPEN];
	char *client = sample_text(sample, (size_t)guess->column[FIELD_CLIENT], fields_count);
	char *number = sample_text(sample, (size_t)guess->column[FIELD_NUMBER], fields_count);
	char *sum = sample_text(sample, amount < 0 ? SIZE_MAX : (size_t)amount, fields_count);
	uint64_t says = hash_64(sum, strlen(sum), 0) | 1;
	bool fresh;

	if (*client && *number) {
		uint64_t key = hash_64(number, strlen(number), hash_64(client, strlen(client), 0));
		uint64_t *known = table_put(&repeats->keys, key, &fresh);
		repeats->rows++;
		repeats->again += !fresh;
		repeats->changed += !fresh && *known != says;
		*known = says;
		count_spelling(&repeats->raw, client, strlen(client), FOLD_NONE,
			       &repeats->raw_count);
		count_spelling(&repeats->cased, client, strlen(client), FOLD_CASE,
			       &repeats->cased_count);
		count_spelling(&repeats->bare, client, strlen(client), FOLD_ZEROS,
			       &repeats->bare_count);
	}
	mem_free(sum);
	mem_free(number);
	mem_free(client);
}

/* Several lines per invoice, several spellings per client. */
static void settle_rows(struct guess *guess, struct mapping *mapping)
{
	struct sample *sample = &guess->sample;
	struct rows rows = sample->rows;
	struct repeats repeats = { 0 };
	struct row row;
	enum rows_got got;

	for (int i = 0; i < SAMPLE_ROWS && (got = rows_next(&rows, &row)) != ROWS_END; i++)
		if (got == ROWS_ROW)
			count_repeat(guess, &repeats,
				     rows_split(&rows, &row, sample->fields, NULL));
	if (repeats.again * 20 > repeats.rows)
		mapping->lines = repeats.changed > 0 ? LINES_SUM : LINES_FIRST;
	if (repeats.bare_count < repeats.cased_count)
		mapping->fold = FOLD_ZEROS;
	else if (repeats.cased_count < repeats.raw_count)
		mapping->fold = FOLD_CASE;
	table_clear(&repeats.keys);
	table_clear(&repeats.raw);
	table_clear(&repeats.cased);
	table_clear(&repeats.bare);
}

static void find_all(struct guess *guess)
{
	for (int field = 0; field < FIELD_COUNT; field++)
		guess->column[field] = -1;
	match_names(guess);
	find_dates(guess);
	find_amount(guess);
	find_identifiers(guess);
}

static struct mapping *make_mapping(struct guess *guess, const char *label)
{
	struct mapping *mapping = mapping_new(label);

	mapping->separator = guess->sample.rows.separator;
	mapping->header = guess->sample.header > 0;
	for (int field = 0; field < FIELD_COUNT; field++)
		if (guess->column[field] >= 0)
			name_column(mapping, (enum mapping_field)field, guess);
	settle_dates(guess, mapping);
	settle_decimal(guess, mapping);
	settle_currency(guess, mapping);
	settle_paid(guess, mapping);
	for (const char *const *sum = mapping_words_sums; *sum && guess->sample.totals; sum++)
		mapping->skip_rows[mapping->skip_rows_count++] = *sum;
	return mapping;
}

static bool make_guess(struct guess *guess, const char *bytes, size_t n, const char *label,
		       struct mapping **out, struct err *err)
{
	enum charset charset = charset_decide(bytes, n, CHARSET_GUESS);
	size_t skip = charset_skip(charset);

	if (!sample_take(&guess->sample, bytes + skip, n - skip, charset))
		return err_set(err, ERR_INPUT,
			       N_("only one column is found with any of the separators ; , tab and "
				  "|; this "
				  "is no table"));
	find_all(guess);
	struct mapping *mapping = make_mapping(guess, label);
	if (!mapping_complete(mapping, err)) {
		mapping_close(mapping);
		if (guess->sample.rows_count < 2) /* the header may be taken for it */
			return err_set(err, ERR_INPUT, N_("there is no row below the header to tell the columns by: export it with items in it"));
		return err_context(err, N_("cannot tell what the columns are"));
	}
	settle_rows(guess, mapping);
	*out = mapping;
	return true;
}

bool mapping_guess(const char *bytes, size_t n, const char *name, struct mapping **out,
		   struct err *err)
{
	char *clean = text_clean(name, strlen(name));
	bool done = rows_accept(bytes, n, err);

	if (done) {
		struct guess *guess = mem_alloc(sizeof *guess);
		done = make_guess(guess, bytes, n, clean, out, err);
		sample_clear(&guess->sample);
		mem_free(guess);
	}
	if (!done)
		err_context(err, "%s", clean);
	mem_free(clean);
	return done;
}
