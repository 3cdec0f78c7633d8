/* The portable SQL of this project as SQLite wants it.
 */
#include "db/sqlite_ddl.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"

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

/* Bytes of the blank, comment, string, word or sign that s begins with; 0 at the end. A doubled quote reads as two strings. */
static size_t token_length(const char *s)
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

static bool is_blank(const char *s)
{
	return strchr(" \t\r\n", *s) || strncmp(s, "--", 2) == 0 || strncmp(s, "/*", 2) == 0;
}

static bool is_keyword(const char *s, size_t n, const char *keyword)
{
	return strlen(keyword) == n && strncasecmp(s, keyword, n) == 0;
}

/* What has been read of the statement so far. */
struct reading {
	enum { START, CREATE, TABLE, BODY, OTHER } at;
	int depth;   /* of parentheses */
	bool closed; /* the last token was the ) of the body */
};

static void read_token(struct reading *r, const char *s, size_t n)
{
	r->closed = false;
	if (*s == '(')
		r->depth++;
	else if (*s == ')')
		r->closed = --r->depth == 0;
	if (r->at == START)
		r->at = is_keyword(s, n, "CREATE") ? CREATE : OTHER;
	else if (r->at == CREATE)
		r->at = is_keyword(s, n, "TABLE")                                   ? TABLE
			: is_keyword(s, n, "TEMP") || is_keyword(s, n, "TEMPORARY") ? CREATE
										    : OTHER;
	else if (r->at == TABLE)
		r->at = *s == '(' ? BODY : is_keyword(s, n, "AS") ? OTHER : TABLE;
}

/* A statement ends here: STRICT belongs right behind its last ). */
static void end_statement(struct reading *r, struct buf *out, size_t end)
{
	if (r->at == BODY && r->closed) {
		char *rest = mem_strdup(out->data + end);

		out->len = end;
		buf_puts(out, " STRICT");
		buf_puts(out, rest);
		mem_free(rest);
	}
	*r = (struct reading){ .at = START };
}

char *sqlite_ddl_strict(const char *sql)
{
	struct buf out = { 0 };
	struct reading r = { .at = START };
	size_t end = 0, n; /* end: behind the last token that is not blank */

	buf_init(&out);
	for (; (n = token_length(sql)) > 0; sql += n) {
		bool ends = *sql == ';';

		if (ends)
			end_statement(&r, &out, end);
		buf_add(&out, sql, n);
		if (ends || is_blank(sql))
			continue;
		read_token(&r, sql, n);
		end = out.len;
	}
	end_statement(&r, &out, end);
	return buf_take(&out);
}

char *sqlite_ddl_parameters(const char *sql)
{
	struct buf out = { 0 };
	size_t n;

	buf_init(&out);
	for (; (n = token_length(sql)) > 0; sql += n) {
		if (n > 1 && sql[0] == '$' && sql[1] >= '0' && sql[1] <= '9') {
			buf_putc(&out, '?');
			buf_add(&out, sql + 1, n - 1);
		} else {
			buf_add(&out, sql, n);
		}
	}
	return buf_take(&out);
}
