/* Decides the charset of a whole file and turns single lines into UTF-8.
 *
 * Knows bytes and code points only, nothing of columns or fields.
 */
#include "intake/charset.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

const char *const charset_names[CHARSET_COUNT] = {
	[CHARSET_GUESS] = "",
	[CHARSET_ASCII] = "ASCII",
	[CHARSET_UTF8] = "UTF-8",
	[CHARSET_UTF8_BOM] = "UTF-8 BOM",
	[CHARSET_1252] = "Windows-1252",
	[CHARSET_8859_15] = "ISO-8859-15",
	[CHARSET_CP850] = "CP850",
	[CHARSET_MAC] = "Macintosh",
	[CHARSET_UTF16] = "UTF-16",
};

/* Code points of bytes 0x80–0x9F; holes stay the C1 controls that text_clean removes. */
static const uint16_t windows_1252[32] = {
	0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
	0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

/* Code points of bytes 0x80–0xFF. */
static const uint16_t cp850[128] = {
	0x00C7, 0x00FC, 0x00E9, 0x00E2, 0x00E4, 0x00E0, 0x00E5, 0x00E7, 0x00EA, 0x00EB, 0x00E8,
	0x00EF, 0x00EE, 0x00EC, 0x00C4, 0x00C5, 0x00C9, 0x00E6, 0x00C6, 0x00F4, 0x00F6, 0x00F2,
	0x00FB, 0x00F9, 0x00FF, 0x00D6, 0x00DC, 0x00F8, 0x00A3, 0x00D8, 0x00D7, 0x0192, 0x00E1,
	0x00ED, 0x00F3, 0x00FA, 0x00F1, 0x00D1, 0x00AA, 0x00BA, 0x00BF, 0x00AE, 0x00AC, 0x00BD,
	0x00BC, 0x00A1, 0x00AB, 0x00BB, 0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x00C1, 0x00C2,
	0x00C0, 0x00A9, 0x2563, 0x2551, 0x2557, 0x255D, 0x00A2, 0x00A5, 0x2510, 0x2514, 0x2534,
	0x252C, 0x251C, 0x2500, 0x253C, 0x00E3, 0x00C3, 0x255A, 0x2554, 0x2569, 0x2566, 0x2560,
	0x2550, 0x256C, 0x00A4, 0x00F0, 0x00D0, 0x00CA, 0x00CB, 0x00C8, 0x0131, 0x00CD, 0x00CE,
	0x00CF, 0x2518, 0x250C, 0x2588, 0x2584, 0x00A6, 0x00CC, 0x2580, 0x00D3, 0x00DF, 0x00D4,
	0x00D2, 0x00F5, 0x00D5, 0x00B5, 0x00FE, 0x00DE, 0x00DA, 0x00DB, 0x00D9, 0x00FD, 0x00DD,
	0x00AF, 0x00B4, 0x00AD, 0x00B1, 0x2017, 0x00BE, 0x00B6, 0x00A7, 0x00F7, 0x00B8, 0x00B0,
	0x00A8, 0x00B7, 0x00B9, 0x00B3, 0x00B2, 0x25A0, 0x00A0,
};

/* The same of old Macintoshes, and of what a spreadsheet there still saves as CSV. */
static const uint16_t mac_roman[128] = {
	0x00C4, 0x00C5, 0x00C7, 0x00C9, 0x00D1, 0x00D6, 0x00DC, 0x00E1,
	0x00E0, 0x00E2, 0x00E4, 0x00E3, 0x00E5, 0x00E7, 0x00E9, 0x00E8,
	0x00EA, 0x00EB, 0x00ED, 0x00EC, 0x00EE, 0x00EF, 0x00F1, 0x00F3,
	0x00F2, 0x00F4, 0x00F6, 0x00F5, 0x00FA, 0x00F9, 0x00FB, 0x00FC,
	0x2020, 0x00B0, 0x00A2, 0x00A3, 0x00A7, 0x2022, 0x00B6, 0x00DF,
	0x00AE, 0x00A9, 0x2122, 0x00B4, 0x00A8, 0x2260, 0x00C6, 0x00D8,
	0x221E, 0x00B1, 0x2264, 0x2265, 0x00A5, 0x00B5, 0x2202, 0x2211,
	0x220F, 0x03C0, 0x222B, 0x00AA, 0x00BA, 0x03A9, 0x00E6, 0x00F8,
	0x00BF, 0x00A1, 0x00AC, 0x221A, 0x0192, 0x2248, 0x2206, 0x00AB,
	0x00BB, 0x2026, 0x00A0, 0x00C0, 0x00C3, 0x00D5, 0x0152, 0x0153,
	0x2013, 0x2014, 0x201C, 0x201D, 0x2018, 0x2019, 0x00F7, 0x25CA,
	0x00FF, 0x0178, 0x2044, 0x20AC, 0x2039, 0x203A, 0xFB01, 0xFB02,
	0x2021, 0x00B7, 0x201A, 0x201E, 0x2030, 0x00C2, 0x00CA, 0x00C1,
	0x00CB, 0x00C8, 0x00CD, 0x00CE, 0x00CF, 0x00CC, 0x00D3, 0x00D4,
	0xF8FF, 0x00D2, 0x00DA, 0x00DB, 0x00D9, 0x0131, 0x02C6, 0x02DC,
	0x00AF, 0x02D8, 0x02D9, 0x02DA, 0x00B8, 0x02DD, 0x02DB, 0x02C7,
};

#define EVERY(byte) (UINT64_C(0x0101010101010101) * (byte))

static uint64_t word_at(const char *s)
{
	uint64_t word;

	memcpy(&word, s, sizeof word);
	return word;
}

size_t charset_ascii(const char *s, size_t n)
{
	size_t i = 0;

	/* A set top bit: the byte is above 0x7E, or below 0x20. Borrows may raise false alarms, which
	 * the loop below settles. */
	for (; i + 8 <= n; i += 8) {
		uint64_t w = word_at(s + i);
		if ((w | (w + EVERY(0x01)) | (w - EVERY(0x20))) & EVERY(0x80))
			break;
	}
	while (i < n && (unsigned char)s[i] >= 0x20 && (unsigned char)s[i] < 0x7F)
		i++;
	return i;
}

/* The first byte from s on that is not seven bits, or end. */
static const char *skip_seven_bits(const char *s, const char *end)
{
	while (end - s >= 64) {
		uint64_t any = 0;
		for (int i = 0; i < 64; i += 8)
			any |= word_at(s + i);
		if (any & EVERY(0x80))
			break;
		s += 64;
	}
	while (s < end && !(*s & 0x80))
		s++;
	return s;
}

/* A file cut in the middle of a character is still UTF-8: n without that beginning. */
static size_t without_cut_character(const char *s, size_t n)
{
	for (size_t back = 1; back <= 3 && back <= n; back++) {
		unsigned char c = (unsigned char)s[n - back];
		if ((c & 0xC0) == 0x80)
			continue;
		size_t wanted = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
		return back < wanted ? n - back : n;
	}
	return n;
}

/* A character of two bytes, as most accents are. */
static bool is_pair(const char *s)
{
	return (unsigned char)s[0] >= 0xC2 && (unsigned char)s[0] < 0xE0 && (s[1] & 0xC0) == 0x80;
}

/* Only the runs above 0x7F need a look: no UTF-8 sequence holds an ASCII byte. */
static bool strict_utf8(const char *s, const char *end)
{
	while ((s = skip_seven_bits(s, end)) < end) {
		const char *run = s;
		while (end - s >= 2 && is_pair(s))
			s += 2;
		if (s == end || !(*s & 0x80))
			continue;
		while (s < end && (*s & 0x80))
			s++;
		size_t n = (size_t)(s - run);
		if (s == end)
			n = without_cut_character(run, n);
		if (n > 0 && !text_is_utf8(run, n))
			return false;
	}
	return true;
}

static bool is_letter(unsigned char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool is_one_of(unsigned char c, const char *set)
{
	return strchr(set, (char)c) != NULL;
}

/* How much one byte speaks for CP850 (positive) or for Windows-1252 (negative), by what stands left
 * and right of it: the accents of CP850 are the typographic signs of 1252, which stand between words,
 * not inside them. */
static int leaning(unsigned char before, unsigned char c, unsigned char after)
{
	bool left = is_letter(before), right = is_letter(after), inside = left && right;

	if (is_one_of(c, "\x81\x8D\x8F\x90\x9D")) /* controls in 1252 */
		return 4;
	if (is_one_of(c, "\x92\x9C")) /* ’ œ, against Æ £ */
		return inside ? -2 : -1;
	if (c == 0x8C) /* Œ against î */
		return left ? 2 : -1;
	if (is_one_of(c, "\x91\x93\x94")) /* quotes against æ ô ö */
		return inside ? 2 : -1;
	if (c == 0x85) /* … against à, which is a word of its own */
		return right || !left ? 2 : 0;
	if (c == 0x80) /* € against Ç */
		return left || right ? 1 : -1;
	if (is_one_of(c, "\x95\x99")) /* • ™ against ò Ö */
		return inside ? 1 : -1;
	if (is_one_of(c, "\xA0\xAB\xBB\xB0")) /* no-break blank « » ° */
		return -1;
	if (c == 0xF8) /* ø against ° after n */
		return (before | 0x20) == 'n' && !right ? 2 : -1;
	if (c == 0xE1) /* á against ß */
		return 0;
	if (c < 0x9B)
		return left || right ? 2 : 0;
	return c >= 0xC0 && (left || right) ? -2 : 0;
}

/* How much one byte speaks for a Macintosh (positive) or against it: é è ê ù there are capitals of
 * CP850, which follow no small letter, and nothing in Windows-1252; é à â ü of CP850 are capitals
 * there. */
static int leaning_mac(unsigned char before, unsigned char c)
{
	if (before < 'a' || before > 'z')
		return 0;
	return is_one_of(c, "\x8E\x8F\x90\x9D") ? 1 : is_one_of(c, "\x81\x82\x83\x85") ? -1 : 0;
}

/* ISO 8859-15 is taken for what it is only where it differs: a euro sign beside a figure or an œ
 * inside a word, and none of the signs 1252 has and it lacks. */
static bool looks_8859_15(unsigned char before, unsigned char c, unsigned char after)
{
	if (c == 0xA4)
		return true;
	return (c == 0xBC || c == 0xBD || c == 0xA6 || c == 0xA8) &&
	       (is_letter(before) || is_letter(after));
}

static enum charset eight_bit(const char *bytes, const char *end)
{
	enum { SURE = 400 };
	const char *s = bytes;
	int score = 0, mac = 0;
	bool iso = false, windows = false;

	while (score < SURE && score > -SURE && (s = skip_seven_bits(s, end)) < end) {
		unsigned char before = s > bytes ? (unsigned char)s[-1] : 0;
		unsigned char after = s + 1 < end ? (unsigned char)s[1] : 0;
		unsigned char c = (unsigned char)*s++;

		score += leaning(before, c, after);
		mac += leaning_mac(before, c);
		iso |= looks_8859_15(before, c, after);
		windows |= c < 0xA0;
	}
	if (mac > 0)
		return CHARSET_MAC;
	if (score > 0)
		return CHARSET_CP850;
	return iso && !windows ? CHARSET_8859_15 : CHARSET_1252;
}

enum charset charset_decide(const char *bytes, size_t n, enum charset wanted)
{
	const char *end = bytes + n;

	if (n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
		return CHARSET_UTF8_BOM;
	if (n >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
		return CHARSET_UTF16;
	if (skip_seven_bits(bytes, end) == end)
		return CHARSET_ASCII;
	if (wanted == CHARSET_UTF8_BOM)
		return CHARSET_UTF8;
	if (wanted != CHARSET_GUESS && wanted != CHARSET_ASCII)
		return wanted;
	return strict_utf8(bytes, end) ? CHARSET_UTF8 : eight_bit(bytes, end);
}

bool charset_is_eight_bit(enum charset charset)
{
	return charset == CHARSET_1252 || charset == CHARSET_8859_15 || charset == CHARSET_CP850 ||
	       charset == CHARSET_MAC;
}

size_t charset_skip(enum charset charset)
{
	return charset == CHARSET_UTF8_BOM ? 3 : 0;
}

static unsigned code_point(enum charset charset, unsigned char c)
{
	if (charset == CHARSET_CP850)
		return cp850[c - 0x80];
	if (charset == CHARSET_MAC)
		return mac_roman[c - 0x80];
	if (charset == CHARSET_1252)
		return c < 0xA0 ? windows_1252[c - 0x80] : c;
	switch (c) {
	case 0xA4: return 0x20AC;
	case 0xA6: return 0x0160;
	case 0xA8: return 0x0161;
	case 0xB4: return 0x017D;
	case 0xB8: return 0x017E;
	case 0xBC: return 0x0152;
	case 0xBD: return 0x0153;
	case 0xBE: return 0x0178;
	default: return c;
	}
}

/* Nothing in these sets lies beyond three bytes. */
static void add_character(struct buf *buf, unsigned code)
{
	char out[3];

	if (code < 0x800) {
		out[0] = (char)(0xC0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3F));
		buf_add(buf, out, 2);
		return;
	}
	out[0] = (char)(0xE0 | code >> 12);
	out[1] = (char)(0x80 | (code >> 6 & 0x3F));
	out[2] = (char)(0x80 | (code & 0x3F));
	buf_add(buf, out, 3);
}

const char *charset_decode(enum charset charset, const char *s, size_t n, struct buf *buf,
			   size_t *out_n)
{
	const char *end = s + n;
	const char *high = charset_is_eight_bit(charset) ? skip_seven_bits(s, end) : end;

	*out_n = n;
	if (high == end)
		return s;
	buf_reset(buf);
	while (s < end) {
		buf_add(buf, s, (size_t)(high - s));
		for (s = high; s < end && (*s & 0x80); s++)
			add_character(buf, code_point(charset, (unsigned char)*s));
		high = skip_seven_bits(s, end);
	}
	*out_n = buf->len;
	return buf->data;
}

/* Characters of three bytes that show nothing: U+180E, U+200B–200F, U+202A–202E, U+2060–206F,
 * U+FEFF, U+FFF9–FFFB. */
static bool hidden_three(const unsigned char *s)
{
	unsigned code = (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);

	return code == 0x180E || (code >= 0x200B && code <= 0x200F) ||
	       (code >= 0x202A && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) ||
	       code == 0xFEFF || (code >= 0xFFF9 && code <= 0xFFFB);
}

bool charset_hides(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s, *end = p + n;

	for (p += charset_ascii(s, n); p < end; p++) {
		size_t left = (size_t)(end - p);
		if (*p < 0x20 ? *p != '\t' && *p != '\n' && *p != '\r' : *p == 0x7F)
			return true;
		if (left >= 2 && p[0] == 0xC2 && ((p[1] >= 0x80 && p[1] < 0xA0) || p[1] == 0xAD))
			return true;
		if (left >= 2 && p[0] == 0xD8 && p[1] == 0x9C)
			return true;
		if (left >= 3 && (p[0] & 0xF0) == 0xE0 && hidden_three(p))
			return true;
		if (left >= 4 && p[0] == 0xF3 && p[1] == 0xA0 && (p[2] == 0x80 || p[2] == 0x81))
			return true;
	}
	return false;
}

bool charset_from_name(const char *name, enum charset *out)
{
	static const struct {
		const char *name;
		enum charset charset;
	} known[] = {
		{ "guess", CHARSET_GUESS },        { "ascii", CHARSET_ASCII },
		{ "utf-8", CHARSET_UTF8 },         { "utf8", CHARSET_UTF8 },
		{ "utf-8 bom", CHARSET_UTF8_BOM }, { "windows-1252", CHARSET_1252 },
		{ "cp1252", CHARSET_1252 },        { "latin1", CHARSET_1252 },
		{ "iso-8859-1", CHARSET_1252 },    { "iso-8859-15", CHARSET_8859_15 },
		{ "latin9", CHARSET_8859_15 },     { "cp850", CHARSET_CP850 },
		{ "ibm850", CHARSET_CP850 },       { "macintosh", CHARSET_MAC },
		{ "mac-roman", CHARSET_MAC },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcasecmp(name, known[i].name) == 0) {
			*out = known[i].charset;
			return true;
		}
	return false;
}
