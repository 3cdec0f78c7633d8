/* The portable SQL of this project as PostgreSQL wants it. Reads text only, knows no connection.
 */
#include "db/postgres_ddl.h"

#include <stddef.h>
#include <string.h>

#include "base/mem.h"
#include "db/sql_text.h"

#define LOCK_MARK   "/* lock "
#define TRY_MARK    "/* try lock "
#define STREAM_MARK "/* stream */"
#define COMMENT_END " */"

static const char *type_of(const char *s, size_t n)
{
	if (sql_text_is_capital(s, n, "INTEGER"))
		return "bigint";
	if (sql_text_is_capital(s, n, "BLOB"))
		return "bytea";
	return sql_text_is_capital(s, n, "TEXT") ? "text COLLATE \"C\"" : NULL;
}

char *postgres_ddl(const char *sql)
{
	struct buf out = { 0 };
	size_t n;

	buf_init(&out);
	for (; (n = sql_text_token(sql)) > 0; sql += n) {
		const char *type = type_of(sql, n);

		if (type)
			buf_puts(&out, type);
		else
			buf_add(&out, sql, n);
	}
	return buf_take(&out);
}

/* Rows locked this way may still be referred to by new rows of others. */
static void add_lock(struct buf *out, const char *alias, size_t n)
{
	buf_puts(out, "FOR NO KEY UPDATE OF ");
	buf_add(out, alias, n - strlen(COMMENT_END));
}

static bool begins(const char *s, const char *mark)
{
	return strncmp(s, mark, strlen(mark)) == 0;
}

static bool changes_rows(const char *s, size_t n)
{
	return sql_text_is_keyword(s, n, "INSERT") || sql_text_is_keyword(s, n, "UPDATE") ||
	       sql_text_is_keyword(s, n, "DELETE");
}

void postgres_ddl_query(const char *sql, struct postgres_query *out)
{
	struct buf text = { 0 };
	size_t n;

	*out = (struct postgres_query){ 0 };
	buf_init(&text);
	for (; (n = sql_text_token(sql)) > 0; sql += n) {
		int parameter = sql_text_parameter(sql, n);

		if (parameter > out->parameters)
			out->parameters = parameter;
		out->writes |= changes_rows(sql, n);
		if (begins(sql, LOCK_MARK)) {
			add_lock(&text, sql + strlen(LOCK_MARK), n - strlen(LOCK_MARK));
			out->writes = true;
		} else if (begins(sql, TRY_MARK)) {
			add_lock(&text, sql + strlen(TRY_MARK), n - strlen(TRY_MARK));
			buf_puts(&text, " SKIP LOCKED");
			out->writes = true;
		} else if (begins(sql, STREAM_MARK)) {
			out->stream = true;
		} else {
			buf_add(&text, sql, n);
		}
	}
	out->text = buf_take(&text);
}
