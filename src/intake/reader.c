/* Tells the formats apart by their first lines.
 */
#include "intake/reader.h"

#include <string.h>

#include "base/gettext.h"
#include "intake/cfonb.h"
#include "intake/charset.h"
#include "intake/fec_header.h"
#include "intake/pdf.h"
#include "intake/rates.h"
#include "intake/rows.h"
#include "intake/xml.h"

const char *const intake_format_codes[FORMAT_COUNT] = {
	[FORMAT_UNKNOWN] = "",    [FORMAT_FEC] = "fec",         [FORMAT_CSV] = "csv",
	[FORMAT_CAMT] = "camt",   [FORMAT_CFONB] = "cfonb",     [FORMAT_CII] = "cii",
	[FORMAT_UBL] = "ubl",     [FORMAT_FACTURX] = "facturx", [FORMAT_LIFECYCLE] = "lifecycle",
	[FORMAT_RATES] = "rates",
};

enum { LOOK_LINES = 20, ALONE_LEAST = 3 };

static int count_of(char separator, const struct piece *line)
{
	int count = 0;

	for (size_t i = 0; i < line->n; i++)
		count += line->s[i] == separator;
	return count;
}

/* Some separator stands in two lines or more of the first ones; or often in the only line, which is
 * then a header without rows. */
static bool looks_like_csv(const char *bytes, size_t n)
{
	static const char separators[] = { ';', ',', '\t', '|' };
	struct rows rows;
	struct row row;
	int with[sizeof separators] = { 0 }, most = 0, lines = 0;

	rows_begin(&rows, bytes, n, ';', 0);
	for (; lines < LOOK_LINES && rows_line(&rows, &row) && row.raw.n <= READER_LINE_MAX;
	     lines++)
		for (size_t j = 0; j < sizeof separators; j++) {
			int count = count_of(separators[j], &row.raw);

			with[j] += count > 0;
			most = count > most ? count : most;
		}
	for (size_t j = 0; j < sizeof separators; j++)
		if (with[j] >= 2)
			return true;
	return lines == 1 && most >= ALONE_LEAST;
}

/* By the first element, with the second where the first says nothing. */
static enum intake_format xml_format(const char *bytes, size_t n)
{
	static const struct {
		const char *root, *second;
		enum intake_format format;
	} known[] = {
		{ "Document", "BkToCstmrStmt", FORMAT_CAMT },
		{ "Document", "BkToCstmrDbtCdtNtfctn", FORMAT_CAMT },
		{ "CrossIndustryInvoice", NULL, FORMAT_CII },
		{ "Invoice", NULL, FORMAT_UBL },
		{ "CreditNote", NULL, FORMAT_UBL },
		{ "CrossDomainAcknowledgementAndResponse", NULL, FORMAT_LIFECYCLE },
	};
	struct xml_start start;

	if (!xml_look(bytes, n, &start))
		return FORMAT_UNKNOWN;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i].root, start.root) == 0 &&
		    (!known[i].second || strcmp(known[i].second, start.second) == 0))
			return known[i].format;
	return FORMAT_UNKNOWN;
}

/* '<' is the first character, whatever the charset. */
static bool looks_like_xml(const char *bytes, size_t n)
{
	size_t at = 0;

	while (at < n && at < 64 && strchr("\xEF\xBB\xBF\xFE\xFF \t\r\n", bytes[at]))
		at++; /* strchr finds the NULs of UTF-16 as well */
	return at < n && bytes[at] == '<';
}

/* What banks deliver too and nothing here reads, and what to ask for instead; NULL. */
static const char *other_of_a_bank(const char *bytes, size_t n)
{
	struct xml_start start;

	if (looks_like_xml(bytes, n) && xml_look(bytes, n, &start) &&
	    strcmp(start.second, "BkToCstmrAcctRpt") == 0)
		return N_("%s: this is a camt.052, movements of a day the bank has not closed: ask it "
			  "for the statement (camt.053)");
	if (n > 4 && (memcmp(bytes, ":20:", 4) == 0 || memcmp(bytes, "{1:F", 4) == 0))
		return N_("%s: this is an MT940, which is not read: ask the bank for the statement as "
			  "camt.053 or CFONB 120");
	return NULL;
}

bool reader_unknown(const char *bytes, size_t n, const char *file, struct err *err)
{
	const char *other = other_of_a_bank(bytes, n);

	if (other)
		return err_set(err, ERR_INPUT, other, file);
	if (!looks_like_xml(bytes, n) && !rows_accept(bytes, n, err))
		return err_context(err, "%s", file);
	return err_set(err, ERR_INPUT,
		       N_("%s: neither a ledger (FEC), a CSV, a bank file nor an electronic invoice is "
			  "recognised: say --format, --preset or --map, or try --guess"),
		       file);
}

enum intake_format reader_recognise(const char *bytes, size_t n, const char *name)
{
	struct err err = { 0 };
	size_t look = n < READER_LINE_MAX ? n : READER_LINE_MAX;

	(void)name; /* names lie; content decides */
	if (looks_like_xml(bytes, n))
		return xml_format(bytes, n);
	if (pdf_looks(bytes, n))
		return FORMAT_FACTURX;
	if (cfonb_looks(bytes, n))
		return FORMAT_CFONB;
	if (rates_looks(bytes, n))
		return FORMAT_RATES;
	if (!rows_accept(bytes, n, &err))
		return FORMAT_UNKNOWN;
	size_t skip = charset_skip(charset_decide(bytes, n < 3 ? n : 3, CHARSET_GUESS));
	if (fec_header_looks(bytes + skip, n - skip))
		return FORMAT_FEC;
	return looks_like_csv(bytes + skip, look - skip) ? FORMAT_CSV : FORMAT_UNKNOWN;
}
