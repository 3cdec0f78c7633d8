/* Two columns: from when, how much.
 */
#include "intake/rates.h"

#include <string.h>
#include <strings.h>

#include "base/gettext.h"
#include "intake/charset.h"
#include "intake/rows.h"
#include "intake/table.h"
#include "intake/value.h"

static const char header[] = "from;rate_percent";
enum { PERCENT_MAX = 10000 }; /* hundredths */

struct rates {
	struct report report;
	struct rows rows;
	struct table seen; /* days */
};

bool rates_looks(const char *bytes, size_t n)
{
	size_t at = n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	size_t len = sizeof header - 1;

	return n - at >= len && strncasecmp(bytes + at, header, len) == 0 &&
	       (n - at == len || strchr("\r\n; ", bytes[at + len]));
}

static bool refuse(struct rates *rates, enum intake_reason reason, const struct row *row,
		   struct piece arg)
{
	return report_reject(&rates->report, reason, row->line, arg, row->raw);
}

/* A percentage as hundredths; at most two decimals, or it would be rounded. */
static bool percent(const struct field *field, int *out)
{
	cents value;
	size_t n = field->n;

	if (n > 0 && field->s[n - 1] == '%')
		n--;
	if (money_parse(field->s, n, MONEY_ANY, &value) != MONEY_OK || value < 0 ||
	    value > PERCENT_MAX)
		return false;
	*out = (int)value;
	return true;
}

static bool take_row(struct rates *rates, const struct row *row)
{
	struct field fields[ROWS_COLUMNS];
	struct intake_rate rate = { .line = row->line };
	bool fresh;
	size_t count = rows_split(&rates->rows, row, fields, NULL);

	if (row->raw.n == 0 || (count == 1 && fields[0].n == 0)) {
		rates->report.totals->skipped++;
		return true;
	}
	if (count < 2 || (count > 2 && fields[2].n > 0))
		return refuse(rates, REASON_COLUMNS, row, piece_of("2"));
	struct piece from = { fields[0].s, fields[0].n }, much = { fields[1].s, fields[1].n };
	enum value_dated dated = value_date(from.s, from.n, ORDER_DMY, &rate.from);
	if (dated != VALUE_DATED)
		return refuse(rates, dated == VALUE_NO_DATE ? REASON_NO_DATE : REASON_BAD_DATE, row,
			      from);
	if (!percent(&fields[1], &rate.hundredths))
		return refuse(rates, REASON_BAD_AMOUNT, row, much);
	table_put(&rates->seen, (uint64_t)(int64_t)rate.from, &fresh);
	if (!fresh)
		return refuse(rates, REASON_DUPLICATE, row, from);
	return report_rate(&rates->report, &rate);
}

static bool read_all(struct rates *rates, const char *bytes, size_t n)
{
	struct row row;
	enum rows_got got;

	if (!rows_accept(bytes, n, rates->report.err))
		return false;
	if (!rates_looks(bytes, n))
		return err_set(rates->report.err, ERR_INPUT,
			       N_("the first line of a file of rates is \"%s\""), header);
	enum charset charset = charset_decide(bytes, n, CHARSET_GUESS);
	size_t skip = charset_skip(charset);
	report_charset(&rates->report, charset);
	rows_begin(&rates->rows, bytes + skip, n - skip, ';', 0);
	rows_line(&rates->rows, &row);
	while ((got = rows_next(&rates->rows, &row)) != ROWS_END) {
		bool go = got == ROWS_ROW
				  ? take_row(rates, &row)
				  : refuse(rates, got == ROWS_LONG ? REASON_LINE_LONG : REASON_NUL,
					   &row, piece_of(""));
		if (!go)
			return false;
	}
	rates->report.totals->lines = rates->rows.line;
	report_progress(&rates->report, n);
	return report_some_taken(&rates->report, rates->report.totals->rates);
}

bool rates_read(const char *bytes, size_t n, const char *name, const struct intake_sink *sink,
		struct intake_totals *totals, struct err *err)
{
	struct rates rates = { 0 };

	(void)name;
	report_begin(&rates.report, n, sink, totals, err);
	bool done = report_end(&rates.report, read_all(&rates, bytes, n));
	table_clear(&rates.seen);
	return done;
}
