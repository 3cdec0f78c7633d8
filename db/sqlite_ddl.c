/* The portable SQL of this project as SQLite wants it.
 */
#include "db/sqlite_ddl.h"

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "db/sql_text.h"

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
		r->at = sql_text_is_keyword(s, n, "CREATE") ? CREATE : OTHER;
	else if (r->at == CREATE)
		r->at = sql_text_is_keyword(s, n, "TABLE") ? TABLE
			: sql_text_is_keyword(s, n, "TEMP") ||
					sql_text_is_keyword(s, n, "TEMPORARY")
				? CREATE
				: OTHER;
	else if (r->at == TABLE)
		r->at = *s == '(' ? BODY : sql_text_is_keyword(s, n, "AS") ? OTHER : TABLE;
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
	for (; (n = sql_text_token(sql)) > 0; sql += n) {
		bool ends = *sql == ';';

		if (ends)
			end_statement(&r, &out, end);
		buf_add(&out, sql, n);
		if (ends || sql_text_is_blank(sql))
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
	for (; (n = sql_text_token(sql)) > 0; sql += n) {
		if (sql_text_parameter(sql, n)) {
			buf_putc(&out, '?');
			buf_add(&out, sql + 1, n - 1);
		} else {
			buf_add(&out, sql, n);
		}
	}
	return buf_take(&out);
}
