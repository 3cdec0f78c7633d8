/* The portable SQL of this project as SQLite wants it. Text in, text out; knows no database.
 */
#ifndef DB_SQLITE_DDL_H
#define DB_SQLITE_DDL_H

/* CREATE TABLE x (…) gets STRICT, so that SQLite refuses text in an INTEGER as PostgreSQL does; everything else stays. Caller's string. */
char *sqlite_ddl_strict(const char *sql);

/* $1 becomes ?1: to SQLite the first is a name, numbered by its order in the text. Caller's string. */
char *sqlite_ddl_parameters(const char *sql);

#endif
