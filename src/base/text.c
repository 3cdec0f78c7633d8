/* Text: cleaning at the door, search keys, widths, and one way out per destination.
 *
 * Knows nothing of what a text means, nor of the character sets of files: intake decodes them.
 */
#include "base/text.h"

#include <endian.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>
#include <wchar.h>

#define WORST_BYTES 3 /* one bad byte becomes U+FFFD; normalising never does worse */

enum kind { KIND_SHOWN, KIND_BLANK, KIND_BREAK /* line breaks and tabs */, KIND_HIDDEN };

static enum kind kind_of(ucs4_t c)
{
	if (c < 0x20)
		return c >= '\t' && c <= '\r' ? KIND_BREAK : KIND_HIDDEN;
	if (c < 0x7F)
		return c == ' ' ? KIND_BLANK : KIND_SHOWN;
	if (c <= 0xA0)
		return c == 0x85 ? KIND_BREAK : c == 0xA0 ? KIND_BLANK : KIND_HIDDEN;
	if (c < 0x300)
		return c == 0xAD ? KIND_HIDDEN : KIND_SHOWN;
	if (c == 0x2028 || c == 0x2029)
		return KIND_BREAK;
	if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Zs))
		return KIND_BLANK;
	if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf) ||
	    uc_is_property_default_ignorable_code_point(c) || uc_is_property_not_a_character(c))
		return KIND_HIDDEN;
	return KIND_SHOWN;
}

/* Characters that every normal form keeps and that no neighbour changes: no need to normalise. */
static bool is_settled(ucs4_t c)
{
	return c < 0x300 || (c >= 0x2010 && c < 0x20D0);
}

/* Decode one character at s (n ≥ 1 bytes); bad bytes give U+FFFD. Returns the bytes read. */
static size_t decode(ucs4_t *c, const char *s, size_t n)
{
	unsigned char first = (unsigned char)*s;

	if (first < 0x80) {
		*c = first;
		return 1;
	}
	return (size_t)u8_mbtouc(c, (const uint8_t *)s, n);
}

/* Encode c at out, which has room for 4 bytes. Returns the bytes written. */
static size_t encode(char *out, ucs4_t c)
{
	return (size_t)u8_uctomb((uint8_t *)out, c, 4);
}

bool text_is_utf8(const char *s, size_t n)
{
	return n == 0 || (!memchr(s, '\0', n) && !u8_check((const uint8_t *)s, n));
}

/* Largest length ≤ n of s that does not end inside a character. */
static size_t whole_characters(const char *s, size_t n)
{
	while (n > 0 && ((unsigned char)s[n] & 0xC0) == 0x80)
		n--;
	return n;
}

size_t text_whole(const char *s, size_t most)
{
	size_t n = strnlen(s, most + 1);

	return n <= most ? n : whole_characters(s, most);
}

/* Clean what is plain ASCII, cut to room. False at the first other byte. */
static bool clean_ascii(char *out, size_t room, const char *s, size_t n, size_t *len)
{
	size_t used = 0;
	bool blank = false;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		if (c > ' ' && c < 0x7F) {
			if (used + blank + 1 >= room)
				break;
			if (blank)
				out[used++] = ' ';
			out[used++] = (char)c;
			blank = false;
		} else if (c >= 0x80) {
			return false;
		} else if (kind_of(c) != KIND_HIDDEN) {
			blank = used > 0;
		}
	}
	out[used] = '\0';
	*len = used;
	return true;
}

/* Clean without normalising; out has room for WORST_BYTES × n. *settled: nothing is left to do. */
static size_t clean_characters(char *out, const char *s, size_t n, bool *settled)
{
	size_t used = 0;
	bool blank = false;

	*settled = true;
	for (size_t i = 0; i < n;) {
		ucs4_t c;
		i += decode(&c, s + i, n - i);
		enum kind kind = kind_of(c);
		if (kind == KIND_HIDDEN)
			continue;
		if (kind != KIND_SHOWN) {
			blank = used > 0;
			continue;
		}
		if (blank)
			out[used++] = ' ';
		blank = false;
		*settled = *settled && is_settled(c);
		used += encode(out + used, c);
	}
	return used;
}

static void *checked(void *from_libunistring)
{
	if (!from_libunistring)
		mem_fatal("out of memory");
	return from_libunistring;
}

/* The caller's NUL-terminated string in form nf; takes s over. */
static char *normalized(char *s, size_t n, uninorm_t nf, size_t *len)
{
	size_t got = n * WORST_BYTES + 1;
	char *room = mem_resize(NULL, got + 1, 1);
	char *made = checked(u8_normalize(nf, (uint8_t *)s, n, (uint8_t *)room, &got));

	if (made != room) {
		mem_free(room);
		made = mem_resize(made, got + 1, 1);
	}
	made[got] = '\0';
	*len = got;
	mem_free(s);
	return made;
}

static char *clean_any(const char *s, size_t n, size_t *len)
{
	bool settled;
	char *out = mem_resize(NULL, n + 1, WORST_BYTES);

	*len = clean_characters(out, s, n, &settled);
	out[*len] = '\0';
	return settled ? out : normalized(out, *len, UNINORM_NFC, len);
}

char *text_clean(const char *s, size_t n)
{
	size_t len;
	char *out = mem_resize(NULL, n + 1, 1);

	if (!clean_ascii(out, n + 1, s, n, &len)) {
		mem_free(out);
		out = clean_any(s, n, &len);
	}
	return mem_resize(out, len + 1, 1);
}

size_t text_clean_into(char *out, size_t room, const char *s, size_t n)
{
	size_t len;

	if (clean_ascii(out, room, s, n, &len))
		return len;
	char *clean = clean_any(s, n, &len);
	if (len >= room)
		len = whole_characters(clean, room - 1);
	while (len > 0 && clean[len - 1] == ' ')
		len--;
	memcpy(out, clean, len);
	out[len] = '\0';
	mem_free(clean);
	return len;
}

/* Letters no normal form takes apart, as people type them. Case is folded before. */
static const char *spelled_out(ucs4_t c)
{
	static const struct {
		ucs4_t letter;
		const char *spelling;
	} letters[] = {
		{ 0xE6, "ae" },  { 0xF0, "d" },  { 0xF8, "o" },  { 0xFE, "th" }, { 0x111, "d" },
		{ 0x127, "h" },  { 0x131, "i" }, { 0x138, "k" }, { 0x142, "l" }, { 0x14B, "n" },
		{ 0x153, "oe" }, { 0x167, "t" }, { 0x180, "b" }, { 0x192, "f" }, { 0x1B6, "z" },
		{ 0x1E5, "g" },  { 0x237, "j" }, { 0x253, "b" }, { 0x256, "d" }, { 0x257, "d" },
		{ 0x259, "e" },  { 0x268, "i" },
	};

	for (size_t i = 0; i < sizeof letters / sizeof *letters && letters[i].letter <= c; i++)
		if (letters[i].letter == c)
			return letters[i].spelling;
	return NULL;
}

/* A key under construction: words parted by one blank. */
struct key {
	char *out;
	size_t len;
	bool blank;
};

static void key_add(struct key *key, const char *bytes, size_t n)
{
	if (key->blank && key->len > 0)
		key->out[key->len++] = ' ';
	key->blank = false;
	memcpy(key->out + key->len, bytes, n);
	key->len += n;
}

static void key_add_character(struct key *key, ucs4_t c)
{
	char bytes[4];
	const char *spelling = spelled_out(c);
	int digit = uc_decimal_value(c);

	if (spelling)
		key_add(key, spelling, strlen(spelling));
	else if (digit >= 0)
		key_add(key, &"0123456789"[digit], 1);
	else if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N))
		key_add(key, bytes, encode(bytes, c));
	else if (!uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M))
		key->blank = true;
	else if (uc_combining_class(c) == 0 && !key->blank) /* a vowel sign, not an accent */
		key_add(key, bytes, encode(bytes, c));
}

/* Compatibility forms taken apart, then case folded: the caller's string. */
static char *apart(const char *s, size_t *len)
{
	char *clean = text_clean(s, strlen(s));
	char *parts = normalized(clean, strlen(clean), UNINORM_NFKD, len);

	if (*len == 0)
		return parts;
	uint8_t *folded = u8_casefold((uint8_t *)parts, *len, NULL, UNINORM_NFKD, NULL, len);
	mem_free(parts);
	return checked(folded);
}

/* The key of any text, with the full Unicode rules: the caller's string. */
static char *fold_fully(const char *s)
{
	size_t len;
	char *parts = apart(s, &len);
	struct key key = { .out = mem_resize(NULL, len + 1, 1) };

	for (size_t i = 0; i < len;) {
		ucs4_t c;
		i += decode(&c, parts + i, len - i);
		key_add_character(&key, c);
	}
	mem_free(parts);
	key.out[key.len] = '\0';
	return key.out;
}

#define LATIN_FIRST 0xC0
#define LATIN_LAST  0x17F
#define LATIN_ROOM  3

/* What an accented Latin letter is in a key, worked out once by the full rules; "" when it is no letter,
 * NULL when c is none of them, or (ŀ, ŉ) folds to more than letters. */
static const char *latin(ucs4_t c)
{
	static char keys[LATIN_LAST - LATIN_FIRST + 1][LATIN_ROOM];
	static bool ready;

	for (ucs4_t l = LATIN_FIRST; !ready && l <= LATIN_LAST; l++) {
		char letter[5] = "";
		encode(letter, l);
		char *key = fold_fully(letter);
		text_clean_into(keys[l - LATIN_FIRST], LATIN_ROOM, key, strlen(key));
		mem_free(key);
	}
	ready = true;
	if (c < LATIN_FIRST || c > LATIN_LAST || c == 0x13F || c == 0x140 || c == 0x149)
		return NULL;
	return keys[c - LATIN_FIRST];
}

/* The same for Western text, quickly. False at the first character that needs the full rules. */
static bool fold_western(struct key *key, const char *s)
{
	size_t n = strlen(s);

	for (size_t i = 0; i < n;) {
		ucs4_t c;
		i += decode(&c, s + i, n - i);
		char letter = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
		const char *folded = c < 0x80 ? NULL : latin(c);
		if (c < 0x80 && ((letter >= 'a' && letter <= 'z') || (c >= '0' && c <= '9')))
			key_add(key, &letter, 1);
		else if (c < 0x80 || (c >= 0x2010 && c <= 0x2027) || (folded && !*folded))
			key->blank = true;
		else if (folded)
			key_add(key, folded, strlen(folded));
		else
			return false;
	}
	return true;
}

char *text_fold(const char *s)
{
	struct key key = { .out = mem_resize(NULL, strlen(s) + 1, 1) };

	if (fold_western(&key, s)) {
		key.out[key.len] = '\0';
		return key.out;
	}
	mem_free(key.out);
	return fold_fully(s);
}

char *text_capital(const char *s)
{
	ucs4_t first = 0, c;
	size_t n = strlen(s), size = n ? decode(&first, s, n) : 0;
	char start[4];

	for (size_t at = 0; at < n;) {
		at += decode(&c, s + at, n - at);
		if (uc_tolower(c) != c)
			return mem_strdup(s);
	}
	if (n == 0 || uc_toupper(first) == first)
		return mem_strdup(s);
	return mem_printf("%.*s%s", (int)encode(start, uc_toupper(first)), start, s + size);
}

size_t text_digits(char *out, size_t room, const char *s)
{
	size_t len = 0;

	for (; *s && len + 1 < room; s++)
		if (*s >= '0' && *s <= '9')
			out[len++] = *s;
	out[len] = '\0';
	return len;
}

uint64_t text_head(const char *s)
{
	uint64_t head = 0;
	size_t n = strnlen(s, sizeof head);

	memcpy(&head, s, n);
	return be64toh(head);
}

/* Terminal cells of c; what cannot be printed takes none. */
static int cells_of(ucs4_t c)
{
	if (c >= ' ' && c < 0x7F)
		return 1;
	int cells = wcwidth((wchar_t)c);
	return cells > 0 ? cells : 0;
}

/* Bytes of the longest start of s within `cells` cells and `bytes` bytes, letters with their marks. */
static size_t cut_within(const char *s, int cells, size_t bytes, int *used)
{
	size_t n = strlen(s), at = 0, letter = 0;
	int before_letter = 0;

	*used = 0;
	while (at < n) {
		ucs4_t c;
		size_t step = decode(&c, s + at, n - at);
		int width = cells_of(c);
		if (width > 0) {
			letter = at;
			before_letter = *used;
			if (width > cells - *used)
				return at;
		}
		if (at + step > bytes) {
			*used = before_letter;
			return letter;
		}
		*used += width;
		at += step;
	}
	return at;
}

int text_width(const char *s)
{
	size_t n = strlen(s);
	int cells = 0;

	for (size_t i = 0; i < n;) {
		ucs4_t c;
		i += decode(&c, s + i, n - i);
		cells += cells_of(c);
	}
	return cells;
}

size_t text_cut(const char *s, int cells, int *used)
{
	return cut_within(s, cells, SIZE_MAX, used);
}

int text_ellipsis(char *out, size_t room, const char *s, int cells)
{
	static const char ellipsis[] = "\xE2\x80\xA6";
	int used;
	size_t n = cut_within(s, cells, room - 1, &used);

	if (s[n] == '\0' || cells < 1 || room < sizeof ellipsis) {
		memcpy(out, s, n);
		out[n] = '\0';
		return used;
	}
	n = cut_within(s, cells - 1, room - sizeof ellipsis, &used);
	memcpy(out, s, n);
	memcpy(out + n, ellipsis, sizeof ellipsis);
	return used + 1;
}

/* Append c, or a blank for a line break when `flat`; what is hidden is left out. */
static void put_shown(struct buf *b, ucs4_t c, bool flat)
{
	enum kind kind = kind_of(c);
	char bytes[4];

	if (kind == KIND_HIDDEN)
		return;
	if (kind == KIND_BREAK && flat)
		c = ' ';
	buf_add(b, bytes, encode(bytes, c));
}

static void put_all_shown(struct buf *b, const char *s, bool flat)
{
	size_t n = strlen(s);

	for (size_t i = 0; i < n;) {
		ucs4_t c;
		i += decode(&c, s + i, n - i);
		put_shown(b, c, flat);
	}
}

void text_out_terminal(struct buf *b, const char *s)
{
	put_all_shown(b, s, true);
}

static void quote_field(struct buf *b, const char *field)
{
	buf_putc(b, '"');
	for (; *field; field++) {
		if (*field == '"')
			buf_putc(b, '"');
		buf_putc(b, *field);
	}
	buf_putc(b, '"');
}

void text_out_csv(struct buf *b, const char *s)
{
	struct buf field;

	buf_init(&field);
	put_all_shown(&field, s, false);
	if (*field.data && strchr("=+-@\t\r\n", *field.data)) {
		char *formula = buf_take(&field);
		buf_printf(&field, "'%s", formula);
		mem_free(formula);
	}
	if (strpbrk(field.data, ",;\"\r\n\t"))
		quote_field(b, field.data);
	else
		buf_add(b, field.data, field.len);
	buf_clear(&field);
}

static void escape_unit(struct buf *b, unsigned unit)
{
	buf_printf(b, "\\u%04x", unit);
}

static void put_json(struct buf *b, ucs4_t c)
{
	static const char plain[] = "\b\t\n\f\r\"\\", letters[] = "btnfr\"\\";
	const char *named = c > 0 && c < 0x80 ? strchr(plain, (int)c) : NULL;
	char bytes[4];

	if (named) {
		buf_putc(b, '\\');
		buf_putc(b, letters[named - plain]);
	} else if (kind_of(c) == KIND_SHOWN || kind_of(c) == KIND_BLANK) {
		buf_add(b, bytes, encode(bytes, c));
	} else if (c < 0x10000) {
		escape_unit(b, c);
	} else {
		escape_unit(b, 0xD800 + ((c - 0x10000) >> 10));
		escape_unit(b, 0xDC00 + ((c - 0x10000) & 0x3FF));
	}
}

void text_out_json(struct buf *b, const char *s)
{
	size_t n = strlen(s);

	buf_putc(b, '"');
	for (size_t i = 0; i < n;) {
		ucs4_t c;
		i += decode(&c, s + i, n - i);
		put_json(b, c);
	}
	buf_putc(b, '"');
}
