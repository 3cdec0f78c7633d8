/* The portable SQL of this project as PostgreSQL wants it: types and collations in scripts, the clauses a statement's marks ask for.
 */
#ifndef DB_POSTGRES_DDL_H
#define DB_POSTGRES_DDL_H

#include <stdbool.h>

/* INTEGER becomes bigint, BLOB bytea, TEXT text COLLATE "C", so that both engines order by bytes. Types are written in capitals; strings,
 * comments and quoted names stay as they are. Caller's string. */
char *postgres_ddl(const char *sql);

struct postgres_query {
	char *text;                  /* caller's string */
	int parameters;
	bool writes;                 /* changes rows or locks them */
	bool stream;                 /* ENGINE_STREAM */
};
/* What ENGINE_LOCK and ENGINE_STREAM ask for, and what the statement is. */
void postgres_ddl_query(const char *sql, struct postgres_query *out);

#endif
