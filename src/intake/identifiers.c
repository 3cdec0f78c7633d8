/* Checks identifiers and brings them to one spelling.
 */
#include "intake/identifiers.h"

#include <stdio.h>
#include <string.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The characters of text without separators; false when there are room or more of them. */
static bool squeeze(const char *text, char *out, size_t room)
{
	size_t n = 0;

	for (; *text; text++) {
		if (strchr(" .-", *text))
			continue;
		if (n + 1 == room)
			return false;
		out[n++] = *text;
	}
	out[n] = '\0';
	return true;
}

static bool digits_only(const char *s, size_t wanted)
{
	return strspn(s, "0123456789") == wanted && !s[wanted];
}

static bool luhn(const char *digits, size_t n)
{
	int sum = 0;

	for (size_t i = 0; i < n; i++) {
		int d = digits[n - 1 - i] - '0';
		d *= i % 2 ? 2 : 1;
		sum += d > 9 ? d - 9 : d;
	}
	return sum % 10 == 0;
}

bool identifier_siren(const char *text, char out[IDENTIFIER_SIREN])
{
	char digits[IDENTIFIER_SIREN];

	if (!squeeze(text, digits, sizeof digits) || !digits_only(digits, 9) ||
	    strcmp(digits, "000000000") == 0 || !luhn(digits, 9))
		return false;
	memcpy(out, digits, sizeof digits);
	return true;
}

/* 356000000 followed by an office; the seat, 00048, passes Luhn like anybody. */
static bool la_poste(const char *digits)
{
	int sum = 0;

	if (strncmp(digits, "356000000", 9) != 0)
		return false;
	for (int i = 0; i < 14; i++)
		sum += digits[i] - '0';
	return sum % 5 == 0;
}

bool identifier_siret(const char *text, char out[IDENTIFIER_SIRET])
{
	char digits[IDENTIFIER_SIRET];

	if (!squeeze(text, digits, sizeof digits) || !digits_only(digits, 14) ||
	    strncmp(digits, "000000000", 9) == 0 || !luhn(digits, 9))
		return false;
	if (!luhn(digits, 14) && !la_poste(digits))
		return false;
	memcpy(out, digits, sizeof digits);
	return true;
}

/* ---- accounts ---- */

static char upper(char c)
{
	return (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
}

static bool is_letter(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Letters count 10 to 35. */
static int mod_97(const char *s, size_t n, int rest)
{
	for (size_t i = 0; i < n; i++)
		rest = is_letter(s[i]) ? (rest * 100 + s[i] - 'A' + 10) % 97
				       : (rest * 10 + s[i] - '0') % 97;
	return rest;
}

/* What a letter counts in a RIB: A and J 1, B, K and S 2 … */
static char rib_digit(char c)
{
	static const char counts[] = "12345678912345678923456789";

	return is_letter(c) ? counts[c - 'A'] : c;
}

static void two_digits(int value, char *out)
{
	out[0] = (char)('0' + value / 10 % 10);
	out[1] = (char)('0' + value % 10);
}

bool identifier_iban_of_rib(const char *bank, const char *branch, const char *account,
			    char out[IDENTIFIER_IBAN])
{
	char rib[24], counted[24];
	int n = snprintf(rib, sizeof rib, "%.5s%.5s%.11s", bank, branch, account);

	if (n != 21 || strspn(rib, "0123456789") < 10)
		return false;
	for (int i = 0; i < 21; i++) {
		rib[i] = upper(rib[i]);
		if (!is_digit(rib[i]) && !is_letter(rib[i]))
			return false;
		counted[i] = rib_digit(rib[i]);
	}
	/* The key makes the 23 digits a multiple of 97. */
	int key = 97 - mod_97("00", 2, mod_97(counted, 21, 0));
	two_digits(key, rib + 21);
	rib[23] = '\0';
	memcpy(out, "FR", 2);
	two_digits(98 - mod_97("FR00", 4, mod_97(rib, 23, 0)), out + 2);
	memcpy(out + 4, rib, sizeof rib);
	return true;
}
