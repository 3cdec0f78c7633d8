/* Cuts the first rows of an unknown table and counts what stands in its columns.
 */
#include "intake/mapping_sample.h"

#include <string.h>

#include "base/hash.h"
#include "base/money.h"
#include "base/text.h"
#include "intake/mapping_words.h"
#include "intake/value.h"

enum { WIDTH_ROWS = 300, HEADER_ROWS = 50, SAMPLE_BYTES = 4 << 20 };

char *sample_text(struct sample *sample, size_t column, size_t fields_count)
{
	if (column >= fields_count || column >= ROWS_COLUMNS)
		return mem_strdup("");
	struct piece piece =
		rows_text(&sample->fields[column], sample->rows.quote, &sample->unquoted);
	size_t n;
	const char *s = charset_decode(sample->charset, piece.s, piece.n, &sample->decoded, &n);
	return text_clean(s, n);
}

/* How well a separator cuts: columns of the most frequent width × rows of that width, per row. */
static size_t judge_separator(struct sample *sample, const char *bytes, size_t n, char separator,
			      size_t *width)
{
	size_t counts[SAMPLE_COLUMNS + 1] = { 0 }, total = 0, best = 0;
	struct rows rows;
	struct row row;
	enum rows_got got;

	rows_begin(&rows, bytes, n, separator, '"');
	for (int i = 0; i < WIDTH_ROWS && (got = rows_next(&rows, &row)) != ROWS_END; i++) {
		if (got != ROWS_ROW || row.raw.n == 0)
			continue;
		size_t count = rows_split(&rows, &row, sample->fields, NULL);
		counts[count < SAMPLE_COLUMNS ? count : SAMPLE_COLUMNS]++;
		total++;
	}
	*width = 0;
	for (size_t i = 2; i <= SAMPLE_COLUMNS; i++)
		if (counts[i] * i > best) {
			best = counts[i] * i;
			*width = i;
		}
	return total ? best * 1000 / total : 0;
}

static bool find_separator(struct sample *sample, const char *bytes, size_t n, size_t *width)
{
	static const char separators[] = { ';', '\t', ',', '|' };
	size_t best = 0;

	for (size_t i = 0; i < sizeof separators; i++) {
		size_t candidate,
			score = judge_separator(sample, bytes, n, separators[i], &candidate);
		if (score > best) {
			best = score;
			*width = candidate;
			rows_begin(&sample->rows, bytes, n, separators[i], '"');
		}
	}
	return best > 0;
}

/* How many fields the names of a row could stand for. */
static int count_known_names(struct sample *sample, size_t count)
{
	bool field_seen[FIELD_COUNT] = { false };
	int known = 0;

	for (size_t i = 0; i < count && i < SAMPLE_COLUMNS; i++) {
		char *text = sample_text(sample, i, count), *folded = text_fold(text);
		int best = 0;
		enum mapping_field best_field = FIELD_COUNT;
		for (int field = 0; field < FIELD_COUNT; field++) {
			int score = mapping_words_score(folded, (enum mapping_field)field);
			if (score > best && !field_seen[field]) {
				best = score;
				best_field = (enum mapping_field)field;
			}
		}
		if (best_field != FIELD_COUNT) {
			field_seen[best_field] = true;
			known++;
		}
		mem_free(folded);
		mem_free(text);
	}
	return known;
}

static void take_names(struct sample *sample, const struct row *row)
{
	size_t count = row ? rows_split(&sample->rows, row, sample->fields, NULL) : 0;

	for (size_t i = 0; i < sample->count; i++) {
		sample->columns[i].name = sample_text(sample, i, count);
		sample->columns[i].folded = text_fold(sample->columns[i].name);
	}
}

/* The row among the first ones with the most known names, two at least; rows then stands behind it. */
static void find_header(struct sample *sample, size_t width)
{
	struct rows rows = sample->rows, after = rows;
	struct row row, header;
	enum rows_got got;
	int best = 1;

	for (int i = 0; i < HEADER_ROWS && (got = rows_next(&rows, &row)) != ROWS_END; i++) {
		if (got != ROWS_ROW)
			continue;
		size_t count = rows_split(&rows, &row, sample->fields, NULL);
		if (count * 2 < width)
			continue;
		int known = count_known_names(sample, count);
		if (known > best) {
			best = known;
			header = row;
			after = rows;
			sample->header = i + 1;
			sample->count = count > width ? count : width;
		}
	}
	if (sample->header == 0)
		sample->count = width;
	if (sample->count > SAMPLE_COLUMNS)
		sample->count = SAMPLE_COLUMNS;
	take_names(sample, sample->header > 0 ? &header : NULL);
	sample->rows = after;
}

/* The decimal sign of an amount, when one or two digits at its end tell. */
static char decimal_sign(const char *s, size_t n)
{
	while (n > 0 && !(s[n - 1] >= '0' && s[n - 1] <= '9'))
		n--;
	for (size_t digits = 1; digits <= 2 && digits < n; digits++)
		if (s[n - 1 - digits] == ',' || s[n - 1 - digits] == '.')
			return s[n - 1 - digits];
	return 0;
}

static void count_date(struct sample_column *column, const char *s, size_t n)
{
	enum mapping_order order = value_date_evidence(s, n);
	date day;

	if (value_date(s, n, order == ORDER_GUESS ? ORDER_DMY : order, &day) != VALUE_DATED)
		return;
	column->dates++;
	column->day_sum += day;
	column->day_first += order == ORDER_DMY;
	column->month_first += order == ORDER_MDY;
	column->year_first += n >= 5 && (s[4] == '-' || s[4] == '/' || s[4] == '.');
}

static void count_amount(struct sample_column *column, const char *s, size_t n)
{
	cents unused;

	value_bare_amount(&s, &n);
	enum money_parsed parsed = money_parse(s, n, MONEY_ANY, &unused);
	if (parsed != MONEY_OK && parsed != MONEY_ROUNDED)
		return;
	char sign = decimal_sign(s, n);
	column->amounts++;
	column->commas += sign == ',';
	column->points += sign == '.';
	column->decimals += sign != 0 || parsed == MONEY_ROUNDED;
}

static void count_field(struct sample_column *column, const char *s, size_t n)
{
	char code[MONEY_CODE];
	bool fresh;

	if (value_is_empty(s, n))
		return;
	column->filled++;
	count_date(column, s, n);
	count_amount(column, s, n);
	column->currencies += value_currency(s, n, code);
	for (size_t i = 0; i < n; i++)
		if ((s[i] | 0x20) >= 'a' && (s[i] | 0x20) <= 'z') {
			column->letters++;
			break;
		}
	table_put(&column->seen, hash_64(s, n, 0), &fresh);
	column->distinct += fresh;
}

static bool is_total(struct sample *sample, size_t count)
{
	size_t i = 0;
	bool total = false;

	while (i < count && i < ROWS_COLUMNS && sample->fields[i].n == 0)
		i++;
	char *text = sample_text(sample, i, count), *folded = text_fold(text);
	for (const char *const *sum = mapping_words_sums; *sum && !total; sum++)
		total = strncmp(folded, *sum, strlen(*sum)) == 0;
	mem_free(folded);
	mem_free(text);
	return total;
}

static void count_rows(struct sample *sample)
{
	struct rows rows = sample->rows;
	struct row row;
	enum rows_got got;

	for (int i = 0; i < SAMPLE_ROWS && (got = rows_next(&rows, &row)) != ROWS_END; i++) {
		if (got != ROWS_ROW || row.raw.n == 0 || rows.at - rows.start > SAMPLE_BYTES)
			continue;
		size_t count = rows_split(&rows, &row, sample->fields, NULL);
		if (count * 2 < sample->count)
			continue;
		if (is_total(sample, count)) {
			sample->totals = true;
			continue;
		}
		sample->rows_count++;
		for (size_t j = 0; j < sample->count && j < count; j++) {
			struct field field = sample->fields[j];
			count_field(&sample->columns[j], field.s, field.n);
		}
	}
}

bool sample_take(struct sample *sample, const char *bytes, size_t n, enum charset charset)
{
	size_t width = 0;

	sample->charset = charset;
	if (!find_separator(sample, bytes, n, &width))
		return false;
	find_header(sample, width);
	count_rows(sample);
	return true;
}

void sample_clear(struct sample *sample)
{
	for (size_t i = 0; i < sample->count; i++) {
		mem_free(sample->columns[i].name);
		mem_free(sample->columns[i].folded);
		table_clear(&sample->columns[i].seen);
	}
	buf_clear(&sample->decoded);
	buf_clear(&sample->unquoted);
}
