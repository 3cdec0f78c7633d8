/* Reads the first line of a FEC. Names are compared without case, accents and blanks: programs differ.
 */
#include "intake/fec_header.h"

#include <string.h>
#include <strings.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/text.h"
#include "intake/reader.h"

const char *const fec_column_names[FEC_COLUMN_COUNT] = {
	[FEC_JOURNAL] = "JournalCode", [FEC_NUMBER] = "EcritureNum",
	[FEC_DATE] = "EcritureDate",   [FEC_ACCOUNT] = "CompteNum",
	[FEC_AUX] = "CompAuxNum",      [FEC_AUX_NAME] = "CompAuxLib",
	[FEC_PIECE] = "PieceRef",      [FEC_PIECE_DATE] = "PieceDate",
	[FEC_LABEL] = "EcritureLib",   [FEC_DEBIT] = "Debit",
	[FEC_CREDIT] = "Credit",       [FEC_LETTER] = "EcritureLet",
	[FEC_LETTER_DATE] = "DateLet", [FEC_AMOUNT] = "Montant",
	[FEC_DIRECTION] = "Sens",
};

/* The law knows the first two; the third is what spreadsheets make of them. */
static const char separators[] = { '\t', '|', ';' };

enum { NAME_ROOM = 64, FEW = 4 /* names by which a FEC is known */ };

/* Letters and digits of s, small and unaccented. */
static void squeeze(char out[NAME_ROOM], const char *s, size_t n)
{
	char *text = text_clean(s, n), *folded = text_fold(text);
	size_t used = 0;

	for (const char *c = folded; *c && used + 1 < NAME_ROOM; c++)
		if (*c != ' ')
			out[used++] = *c;
	out[used] = '\0';
	mem_free(folded);
	mem_free(text);
}

static int column_of(const char *squeezed)
{
	for (int i = 0; i < FEC_COLUMN_COUNT; i++)
		if (strcasecmp(squeezed, fec_column_names[i]) == 0)
			return i;
	return -1;
}

/* Fill header->column from one line; returns how many names are known. */
static int read_names(struct fec_header *header, const struct row *row, enum charset charset)
{
	struct field *fields = mem_resize(NULL, ROWS_COLUMNS, sizeof *fields);
	size_t count = rows_split(&header->rows, row, fields, NULL);
	struct buf decoded = { 0 };
	int found = 0;

	buf_init(&decoded);
	header->columns = 0;
	for (int i = 0; i < FEC_COLUMN_COUNT; i++)
		header->column[i] = -1;
	for (size_t i = 0; i < count && i < ROWS_COLUMNS; i++) {
		char name[NAME_ROOM];
		size_t n = fields[i].n < NAME_ROOM ? fields[i].n : NAME_ROOM;
		const char *s = charset_decode(charset, fields[i].s, n, &decoded, &n);
		squeeze(name, s, n);
		int column = column_of(name);
		if (column >= 0 && header->column[column] < 0) {
			header->column[column] = (int)i;
			found++;
		}
		if (*name)
			header->columns = i + 1;
	}
	buf_clear(&decoded);
	mem_free(fields);
	return found;
}

/* The first line that is not blank, cut by the separator that makes most sense of it. */
static int find_names(struct fec_header *header, const char *bytes, size_t n, enum charset charset)
{
	struct fec_header best = { 0 };
	int most = 0;

	for (size_t i = 0; i < sizeof separators; i++) {
		struct row row;
		rows_begin(&header->rows, bytes, n, separators[i], 0);
		do
			if (!rows_line(&header->rows, &row))
				return 0;
		while (row.raw.n == 0);
		if (row.raw.n > READER_LINE_MAX)
			return 0;
		int found = read_names(header, &row, charset);
		if (found > most) {
			most = found;
			best = *header;
		}
	}
	if (most > 0)
		*header = best;
	return most;
}

/* The columns without which there are no open items. */
static bool check_needed(const struct fec_header *header, struct err *err)
{
	static const enum fec_column needed[] = { FEC_JOURNAL, FEC_NUMBER, FEC_DATE, FEC_ACCOUNT,
						  FEC_AUX };
	struct buf missing = { 0 };

	buf_init(&missing);
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		if (header->column[needed[i]] < 0)
			buf_printf(&missing, ", %s", fec_column_names[needed[i]]);
	bool two = header->column[FEC_DEBIT] >= 0 && header->column[FEC_CREDIT] >= 0;
	bool signed_one = header->column[FEC_AMOUNT] >= 0 && header->column[FEC_DIRECTION] >= 0;
	if (!two && !signed_one)
		buf_printf(&missing, ", Debit + Credit %s Montant + Sens", _("or"));
	bool enough = missing.len == 0;
	if (!enough)
		err_set(err, ERR_INPUT,
			N_("the first line lacks the column %s; export the whole FEC, with its "
			   "header"),
			missing.data + 2);
	buf_clear(&missing);
	return enough;
}

bool fec_header_read(struct fec_header *header, const char *bytes, size_t n, enum charset charset,
		     struct err *err)
{
	if (find_names(header, bytes, n, charset) < FEW)
		return err_set(err, ERR_INPUT,
			       N_("this is no FEC: its first line is not JournalCode, JournalLib, "
				  "EcritureNum … separated by tabs or by |"));
	return check_needed(header, err);
}

bool fec_header_looks(const char *bytes, size_t n)
{
	struct fec_header header;
	const char *eol = memchr(bytes, '\n', n < READER_LINE_MAX ? n : READER_LINE_MAX);
	size_t line = eol ? (size_t)(eol - bytes) + 1 : n;

	if (line == 0 || line > READER_LINE_MAX)
		return false;
	return find_names(&header, bytes, line, CHARSET_UTF8) >= FEW &&
	       header.column[FEC_ACCOUNT] >= 0;
}

static size_t count_digits(const char *s)
{
	return strspn(s, "0123456789");
}

void fec_header_name(const char *name, char siren[10], date *closing)
{
	siren[0] = '\0';
	*closing = DATE_NONE;
	size_t digits = count_digits(name);
	const char *after = name + digits;
	if (strncasecmp(after, "FEC", 3) != 0)
		return;
	if (digits == 9 || digits == 14) { /* a SIRET begins with the SIREN */
		memcpy(siren, name, 9);
		siren[9] = '\0';
	}
	if (count_digits(after + 3) >= 8)
		date_parse_compact(after + 3, 8, closing);
}
