/* Finds the header row of a CSV file and settles what is left open by its mapping.
 */
#include "intake/csv_plan.h"

#include <string.h>

#include "base/gettext.h"
#include "base/hash.h"
#include "base/text.h"

enum { HEADER_SEARCH = 60 /* rows */, NAMES_SHOWN = 400 /* bytes */ };

static const char separators[] = { ';', ',', '\t', '|' };

/* The search for a header row: what it tried, for the sentence when nothing fits. */
struct search {
	const struct mapping *mapping;
	enum charset charset;
	struct field fields[ROWS_COLUMNS];
	char *names[ROWS_COLUMNS]; /* of the row at hand: cleaned, folded */
	char *folded[ROWS_COLUMNS];
	size_t count;
	size_t widest;   /* columns of the widest row */
	int best_found;  /* fields recognised in the best row so far */
	struct buf best; /* its names, for the sentence */
	int64_t best_line;
	struct err why; /* what that row lacks */
	struct buf decoded, unquoted;
};

static void forget_names(struct search *search)
{
	for (size_t i = 0; i < search->count; i++) {
		mem_free(search->names[i]);
		mem_free(search->folded[i]);
	}
	search->count = 0;
}

static void take_names(struct search *search, const struct rows *rows, const struct row *row)
{
	forget_names(search);
	size_t count = rows_split(rows, row, search->fields, NULL);
	if (count > ROWS_COLUMNS)
		count = ROWS_COLUMNS;
	for (size_t i = 0; i < count; i++) {
		struct piece text = rows_text(&search->fields[i], rows->quote, &search->unquoted);
		size_t n;
		const char *s =
			charset_decode(search->charset, text.s, text.n, &search->decoded, &n);
		search->names[i] = text_clean(s, n);
		search->folded[i] = text_fold(search->names[i]);
	}
	while (count > 0 && *search->names[count - 1] == '\0') {
		count--;
		mem_free(search->names[count]);
		mem_free(search->folded[count]);
	}
	search->count = count;
	if (count > search->widest)
		search->widest = count;
}

/* The column a mapping means by name: 0 …, or -1. */
static int find_column(const struct search *search, const char *name)
{
	char *folded = text_fold(name);
	int found = -1;

	for (size_t i = 0; i < search->count && found < 0; i++)
		if (*folded ? strcmp(folded, search->folded[i]) == 0
			    : strcmp(name, search->names[i]) == 0)
			found = (int)i;
	mem_free(folded);
	int number = mapping_column_number(name);
	if (found < 0 && number > 0 && (size_t)number <= search->count)
		found = number - 1;
	return found;
}

/* Fill plan->column from the row at hand. Returns how many fields it has. */
static int find_columns(const struct search *search, struct csv_plan *plan)
{
	int found = 0;

	for (int field = 0; field < FIELD_COUNT; field++) {
		plan->column[field] = -1;
		for (size_t i = 0; i < search->mapping->choices[field] && plan->column[field] < 0;
		     i++)
			plan->column[field] =
				find_column(search, search->mapping->columns[field][i]);
		found += plan->column[field] >= 0;
	}
	return found;
}

static bool enough(const struct csv_plan *plan, struct err *err)
{
	bool there[FIELD_COUNT];

	for (int field = 0; field < FIELD_COUNT; field++)
		there[field] = plan->column[field] >= 0;
	there[FIELD_CLIENT] |= plan->mapping->heading == HEADING_CLIENT;
	return mapping_enough(there, err);
}

static void remember_best(struct search *search, int found, int64_t line, const struct err *why)
{
	if (found <= search->best_found)
		return;
	search->best_found = found;
	search->best_line = line;
	search->why = *why;
	buf_reset(&search->best);
	for (size_t i = 0; i < search->count && search->best.len < NAMES_SHOWN; i++)
		buf_printf(&search->best, "%s%s", i == 0 ? "" : ", ", search->names[i]);
}

/* Look for the header row among the first rows; on success the plan stands behind it. */
static bool find_header(struct search *search, struct csv_plan *plan)
{
	struct rows *rows = &plan->rows;
	struct row row;
	struct err why = { 0 };

	for (int i = 0; i < search->mapping->skip; i++)
		if (!rows_line(rows, &row))
			return false;
	for (int tries = 0; tries < HEADER_SEARCH; tries++) {
		enum rows_got got = rows_next(rows, &row);
		if (got == ROWS_END)
			return false;
		if (got != ROWS_ROW || row.raw.n == 0)
			continue;
		take_names(search, rows, &row);
		int found = find_columns(search, plan);
		if (enough(plan, &why)) {
			plan->columns = search->count;
			plan->header = row.raw;
			return true;
		}
		remember_best(search, found, row.line, &why);
	}
	return false;
}

/* Columns by number: the first row that has them all begins the items. */
static bool find_first_row(struct search *search, struct csv_plan *plan)
{
	struct rows *rows = &plan->rows;
	struct row row;

	for (int i = 0; i < search->mapping->skip; i++)
		if (!rows_line(rows, &row))
			return false;
	for (int tries = 0; tries < HEADER_SEARCH; tries++) {
		struct rows here = *rows;
		enum rows_got got = rows_next(rows, &row);
		if (got == ROWS_END)
			return false;
		if (got != ROWS_ROW)
			continue;
		take_names(search, rows, &row);
		find_columns(search, plan);
		if (enough(plan, &search->why)) {
			*rows = here;
			return true;
		}
	}
	return false;
}

static const char *separator_name(char separator)
{
	return separator == '\t' ? _("tab") : separator == ';' ? ";" : separator == ',' ? "," : "|";
}

static bool not_found(const struct search *search, struct err *err)
{
	char separator = search->mapping->separator;

	if (search->widest <= 1 && separator)
		return err_set(
			err, ERR_INPUT,
			N_("only one column is found with the separator \"%s\"; give the right one "
			   "as separator in the mapping, or \"guess\""),
			separator_name(separator));
	if (search->widest <= 1)
		return err_set(err, ERR_INPUT,
			       N_("only one column is found with any of the separators ; , tab and "
				  "|; this "
				  "is no table"));
	if (search->best_found == 0 && !search->mapping->header)
		return err_set(
			err, ERR_INPUT,
			N_("no row has the columns the mapping asks for; the widest has %zu"),
			search->widest);
	if (search->best_found == 0)
		return err_set(
			err, ERR_INPUT,
			N_("no row among the first %d has the column names of the mapping; try "
			   "--guess, or give column numbers"),
			HEADER_SEARCH);
	return err_set(err, ERR_INPUT, N_("%s. The columns of line %lld are: %s"), search->why.text,
		       (long long)search->best_line, search->best.data);
}

static bool find_columns_and_rows(struct search *search, struct csv_plan *plan, const char *bytes,
				  size_t n)
{
	const struct mapping *mapping = search->mapping;
	size_t tries = mapping->separator || mapping->widths_count > 0 ? 1 : sizeof separators;

	for (size_t i = 0; i < tries; i++) {
		char separator = mapping->separator ? mapping->separator : separators[i];
		rows_begin(&plan->rows, bytes, n, separator, mapping->widths_count > 0 ? 0 : mapping->quote);
		plan->rows.widths = mapping->widths;
		plan->rows.widths_count = mapping->widths_count;
		plan->rows.multibyte = !charset_is_eight_bit(search->charset);
		if (mapping->header ? find_header(search, plan) : find_first_row(search, plan))
			return true;
	}
	return false;
}

static bool is_date(int field)
{
	return field == FIELD_ISSUED || field == FIELD_DUE || field == FIELD_CLEARED;
}

/* Read rows until each date column has shown which order it has, or to the end. */
static void look_for_orders(struct csv_plan *plan, struct field *fields)
{
	struct rows rows = plan->rows;
	struct row row;
	enum rows_got got;
	int open = 0;

	for (int field = 0; field < FIELD_COUNT; field++)
		open += is_date(field) && plan->column[field] >= 0;
	while (open > 0 && (got = rows_next(&rows, &row)) != ROWS_END) {
		if (got != ROWS_ROW)
			continue;
		size_t count = rows_split(&rows, &row, fields, NULL);
		for (int field = 0; field < FIELD_COUNT; field++) {
			if (!is_date(field) || plan->column[field] < 0 ||
			    plan->order[field] != ORDER_GUESS ||
			    (size_t)plan->column[field] >= count)
				continue;
			const struct field *text = &fields[plan->column[field]];
			plan->order[field] = value_date_evidence(text->s, text->n);
			open -= plan->order[field] != ORDER_GUESS;
		}
	}
}

/* A column that shows nothing follows another that does; day first when none does. */
static void settle_orders(struct csv_plan *plan, struct field *fields)
{
	enum mapping_order other = ORDER_DMY;

	for (int field = 0; field < FIELD_COUNT; field++)
		plan->order[field] = plan->mapping->order;
	if (plan->mapping->order != ORDER_GUESS)
		return;
	look_for_orders(plan, fields);
	for (int field = 0; field < FIELD_COUNT; field++)
		if (plan->order[field] != ORDER_GUESS)
			other = plan->order[field];
	for (int field = 0; field < FIELD_COUNT; field++)
		if (plan->order[field] == ORDER_GUESS)
			plan->order[field] = other;
}

bool csv_plan_order_shows(const struct csv_plan *plan, enum mapping_field field)
{
	struct field *fields = mem_resize(NULL, ROWS_COLUMNS, sizeof *fields);
	size_t column = (size_t)plan->column[field];
	struct rows rows = plan->rows;
	struct row row;
	enum rows_got got;
	bool shows = false;

	while (!shows && (got = rows_next(&rows, &row)) != ROWS_END) {
		if (got != ROWS_ROW || rows_split(&rows, &row, fields, NULL) <= column)
			continue;
		shows = value_date_evidence(fields[column].s, fields[column].n) ==
			plan->order[field];
	}
	mem_free(fields);
	return shows;
}

/* Two files whose lines mean the same by the same bytes have the same seed; ASCII bytes mean the same
 * in every charset, so only the eight-bit ones count. */
static uint64_t make_seed(const struct csv_plan *plan, enum charset charset)
{
	struct buf text = { 0 };

	buf_init(&text);
	mapping_write(plan->mapping, &text);
	buf_add(&text, plan->header.s, plan->header.n);
	buf_printf(&text, "\n%d %d", plan->rows.separator, charset_is_eight_bit(charset) ? (int)charset : 0);
	for (int field = 0; field < FIELD_COUNT; field++)
		buf_printf(&text, " %d", is_date(field) ? (int)plan->order[field] : 0);
	uint64_t seed = hash_64(text.data, text.len, 0);
	buf_clear(&text);
	return seed;
}

bool csv_plan_make(struct csv_plan *plan, const char *bytes, size_t n, enum charset charset,
		   const struct mapping *mapping, struct err *err)
{
	struct search *search = mem_alloc(sizeof *search);

	search->mapping = mapping;
	search->charset = charset;
	*plan = (struct csv_plan){ .mapping = mapping, .header = { "", 0 } };
	bool done = find_columns_and_rows(search, plan, bytes, n) || not_found(search, err);
	if (done) {
		settle_orders(plan, search->fields);
		plan->seed = make_seed(plan, charset);
	}
	forget_names(search);
	buf_clear(&search->best);
	buf_clear(&search->decoded);
	buf_clear(&search->unquoted);
	mem_free(search);
	return done;
}
