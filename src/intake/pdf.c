/* Looks for stream objects whose dictionary speaks of an embedded file, unpacks them and keeps the one
 * that is an invoice.
 */
#include "intake/pdf.h"

#include <limits.h>
#include <string.h>
#include <zlib.h>

#include "base/gettext.h"
#include "intake/xml.h"

enum { HEAD = 1024, DICTIONARY_MAX = 1 << 14, STREAMS_MAX = 64, CHUNK = 1 << 16 };

struct pdf {
	const char *at, *end;
	struct err *err;
	size_t unpacked; /* of all streams so far */
	int streams;
	long found_id; /* object that gave the invoice, 0: none yet */
	struct buf *out;
	struct buf file; /* the one being unpacked */
};

struct piece_of_pdf {
	const char *s, *end;
};

bool pdf_looks(const char *bytes, size_t n)
{
	return memmem(bytes, n < HEAD ? n : HEAD, "%PDF-", 5) != NULL;
}

static const char *find(const char *s, const char *end, const char *word)
{
	return s < end ? memmem(s, (size_t)(end - s), word, strlen(word)) : NULL;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static const char *skip_space(const char *s, const char *end)
{
	while (s < end && is_space(*s))
		s++;
	return s;
}

/* ---- dictionaries ---- */

/* Behind a string "(…)", parentheses within and escapes passed over. */
static const char *string_end(const char *s, const char *end)
{
	int depth = 0;

	for (; s < end; s++) {
		if (*s == '\\')
			s++;
		else if (*s == '(')
			depth++;
		else if (*s == ')' && --depth == 0)
			return s + 1;
	}
	return end;
}

/* Behind the ">>" that closes the "<<" at s; NULL when there is none within reach. */
static const char *dictionary_end(const char *s, const char *end)
{
	int depth = 0;

	if (end - s > DICTIONARY_MAX)
		end = s + DICTIONARY_MAX;
	while (s + 1 < end) {
		if (*s == '(') {
			s = string_end(s, end);
		} else if (s[0] == '<' && s[1] == '<') {
			depth++;
			s += 2;
		} else if (s[0] == '>' && s[1] == '>') {
			s += 2;
			if (--depth == 0)
				return s;
		} else {
			s++;
		}
	}
	return NULL;
}

/* What stands behind a name, blanks passed over; NULL when the dictionary has no such name. */
static const char *value_of(struct piece_of_pdf dictionary, const char *name)
{
	size_t n = strlen(name);

	for (const char *s = dictionary.s; (s = find(s, dictionary.end, name)); s += n)
		if (s + n < dictionary.end && strchr(" \r\n\t/([<", s[n]))
			return skip_space(s + n, dictionary.end);
	return NULL;
}

/* A direct whole number; -1: none, or one that stands elsewhere ("12 0 R"). */
static long number(const char *s, const char *end)
{
	long value = 0;
	const char *from = s;

	for (; s < end && *s >= '0' && *s <= '9' && value < LONG_MAX / 10 - 1; s++)
		value = value * 10 + (*s - '0');
	if (s == from)
		return -1;
	s = skip_space(s, end);
	return s < end && *s >= '0' && *s <= '9' ? -1 : value;
}

static bool is_embedded_file(struct piece_of_pdf dictionary)
{
	return find(dictionary.s, dictionary.end, "/EmbeddedFile") ||
	       find(dictionary.s, dictionary.end, "/text#2Fxml") ||
	       find(dictionary.s, dictionary.end, "/text#2fxml") ||
	       find(dictionary.s, dictionary.end, "/application#2Fxml");
}

enum filter { FILTER_NONE, FILTER_FLATE, FILTER_OTHER };

static enum filter filter_of(struct piece_of_pdf dictionary)
{
	const char *s = value_of(dictionary, "/Filter"), *end = dictionary.end;

	if (!s)
		return FILTER_NONE;
	if (s < end && *s == '[')
		s = skip_space(s + 1, end);
	if (s < end && *s == ']')
		return FILTER_NONE;
	if (end - s < 12 || strncmp(s, "/FlateDecode", 12) != 0)
		return FILTER_OTHER;
	s = skip_space(s + 12, end);
	return s < end && *s == '/' && value_of(dictionary, "/Filter")[0] == '['
		       ? FILTER_OTHER /* packed twice */
		       : FILTER_FLATE;
}

/* ---- streams ---- */

static bool refuse_bomb(struct pdf *pdf)
{
	return err_set(pdf->err, ERR_INPUT,
		       N_("the files inside this PDF unpack to more than %zu MB, which no invoice "
			  "does; it may be an attack: ask whoever sent it"),
		       PDF_UNPACKED_MAX >> 20);
}

static bool keep(struct pdf *pdf, const char *s, size_t n)
{
	if (n > PDF_UNPACKED_MAX - pdf->unpacked)
		return refuse_bomb(pdf);
	pdf->unpacked += n;
	buf_add(&pdf->file, s, n);
	return true;
}

/* Damaged data ends the file where it is; whether that is an invoice is seen later. */
static bool unpack(struct pdf *pdf, struct piece_of_pdf data)
{
	char chunk[CHUNK];
	z_stream z = { 0 };
	int got = Z_OK;
	bool fits = true;

	if (inflateInit(&z) != Z_OK)
		mem_fatal("out of memory");
	z.next_in = (unsigned char *)data.s; /* zlib does not write there */
	z.avail_in = data.end - data.s > INT_MAX ? INT_MAX : (unsigned)(data.end - data.s);
	while (fits && got == Z_OK) {
		z.next_out = (unsigned char *)chunk;
		z.avail_out = sizeof chunk;
		got = inflate(&z, Z_NO_FLUSH);
		fits = keep(pdf, chunk, sizeof chunk - z.avail_out);
	}
	inflateEnd(&z);
	return fits;
}

static bool is_invoice(const struct buf *file)
{
	struct xml_start start;

	return file->len > 0 && xml_look(file->data, file->len, &start) &&
	       strcmp(start.root, "CrossIndustryInvoice") == 0;
}

/* An object that stands in the file twice was revised: the later one counts. */
static bool take_file(struct pdf *pdf, long id)
{
	const struct buf *file = &pdf->file;

	if (!is_invoice(file))
		return true;
	if (pdf->found_id && pdf->found_id != id &&
	    (file->len != pdf->out->len || memcmp(file->data, pdf->out->data, file->len) != 0))
		return err_set(
			pdf->err, ERR_INPUT,
			N_("this PDF holds two different invoices; ask whoever sent it for one "
			   "file each"));
	pdf->found_id = id;
	buf_reset(pdf->out);
	buf_add(pdf->out, file->data, file->len);
	return true;
}

static bool take_stream(struct pdf *pdf, long id, struct piece_of_pdf dictionary,
			struct piece_of_pdf data)
{
	enum filter filter = filter_of(dictionary);

	if (++pdf->streams > STREAMS_MAX)
		return refuse_bomb(pdf);
	if (filter == FILTER_OTHER)
		return true;
	buf_reset(&pdf->file);
	return (filter == FILTER_FLATE ? unpack(pdf, data)
				       : keep(pdf, data.s, (size_t)(data.end - data.s))) &&
	       take_file(pdf, id);
}

/* The bytes between "stream" and "endstream"; *behind is where to go on. False: no stream there. */
static bool stream_at(const struct pdf *pdf, struct piece_of_pdf dictionary,
		      struct piece_of_pdf *data, const char **behind)
{
	const char *s = skip_space(dictionary.end, pdf->end), *length;

	if (pdf->end - s < 8 || memcmp(s, "stream", 6) != 0)
		return false;
	s += 6;
	s += *s == '\r';
	s += s < pdf->end && *s == '\n';
	length = value_of(dictionary, "/Length");
	long n = length ? number(length, dictionary.end) : -1;
	const char *stop = NULL;
	if (n >= 0 && n <= pdf->end - s) {
		const char *after = skip_space(s + n, pdf->end);
		if (pdf->end - after >= 9 && memcmp(after, "endstream", 9) == 0)
			stop = s + n;
	}
	if (!stop)
		stop = find(s, pdf->end, "endstream");
	if (!stop)
		stop = pdf->end;
	*data = (struct piece_of_pdf){ s, stop };
	*behind = stop;
	return true;
}

/* ---- objects ---- */

/* The number of the object whose "obj" is at s: "12 0 obj". -1: no object begins there. */
static long object_id(const char *start, const char *s)
{
	const char *at = s;
	long id = 0, unit = 1;
	int digits = 0;

	while (at > start && is_space(at[-1]))
		at--;
	if (at == s)
		return -1;
	while (at > start && at[-1] >= '0' && at[-1] <= '9' && ++digits < 10)
		at--;
	if (digits == 0 || at == start || !is_space(at[-1]))
		return -1;
	while (at > start && is_space(at[-1]))
		at--;
	for (digits = 0; at > start && at[-1] >= '0' && at[-1] <= '9' && digits < 10; digits++) {
		at--;
		id += unit * (*at - '0');
		unit *= 10;
	}
	return digits ? id : -1;
}

static bool take_object(struct pdf *pdf, const char *start, const char *word)
{
	long id = object_id(start, word);
	struct piece_of_pdf dictionary = { skip_space(word + 3, pdf->end), NULL }, data;

	pdf->at = word + 3;
	if (id < 0 || pdf->end - dictionary.s < 4 || memcmp(dictionary.s, "<<", 2) != 0)
		return true;
	dictionary.end = dictionary_end(dictionary.s, pdf->end);
	if (!dictionary.end) { /* never looked through twice */
		pdf->at = pdf->end - dictionary.s > DICTIONARY_MAX ? dictionary.s + DICTIONARY_MAX
								   : pdf->end;
		return true;
	}
	pdf->at = dictionary.end;
	if (!stream_at(pdf, dictionary, &data, &pdf->at))
		return true;
	return !is_embedded_file(dictionary) || take_stream(pdf, id + 1, dictionary, data);
}

static bool refuse_empty(const char *bytes, size_t n, struct err *err)
{
	if (memmem(bytes, n, "/Encrypt", 8))
		return err_set(
			err, ERR_INPUT,
			N_("this PDF is locked by a password: ask whoever sent it for an open "
			   "one"));
	return err_set(
		err, ERR_INPUT,
		N_("this PDF holds no electronic invoice (factur-x.xml): it is a picture of one; "
		   "ask for the Factur-X or XML file"));
}

bool pdf_invoice(const char *bytes, size_t n, struct buf *out, struct err *err)
{
	struct pdf pdf = { .at = bytes, .end = bytes + n, .err = err, .out = out };
	const char *word;
	bool fine = true;

	while (fine && (word = find(pdf.at, pdf.end, "obj")))
		fine = take_object(&pdf, bytes, word);
	buf_clear(&pdf.file);
	return fine && (pdf.found_id ? true : refuse_empty(bytes, n, err));
}
