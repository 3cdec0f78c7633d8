/* Tokens of SQL: enough to tell words from what stands in quotes and comments.
 */
#include "db/sql_text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || c == '$' || (c & 0x80);
}

static size_t quoted_length(const char *s)
{
	size_t n = 1;

	while (s[n] && s[n] != *s)
		n++;
	return s[n] ? n + 1 : n;
}

size_t sql_text_token(const char *s)
{
	size_t n = 0;

	if (*s == '\'' || *s == '"')
		return quoted_length(s);
	if (strncmp(s, "--", 2) == 0)
		return strcspn(s, "\n");
	if (strncmp(s, "/*", 2) == 0) {
		const char *end = strstr(s + 2, "*/");

		return end ? (size_t)(end + 2 - s) : strlen(s);
	}
	while (is_word(s[n]))
		n++;
	return n ? n : *s != '\0';
}

bool sql_text_is_blank(const char *s)
{
	return strchr(" \t\r\n", *s) || strncmp(s, "--", 2) == 0 || strncmp(s, "/*", 2) == 0;
}

bool sql_text_is_keyword(const char *s, size_t n, const char *keyword)
{
	return strlen(keyword) == n && strncasecmp(s, keyword, n) == 0;
}

bool sql_text_is_capital(const char *s, size_t n, const char *word)
{
	return strlen(word) == n && strncmp(s, word, n) == 0;
}

int sql_text_parameter(const char *s, size_t n)
{
	return n > 1 && s[0] == '$' && s[1] >= '0' && s[1] <= '9' ? atoi(s + 1) : 0;
}
