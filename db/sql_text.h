/* Reading SQL token by token, for the layers that turn this project's portable SQL into what an engine wants. Knows no engine.
 */
#ifndef DB_SQL_TEXT_H
#define DB_SQL_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes of the blank, comment, string, word or sign that s begins with; 0 at the end. A doubled quote reads as two strings. */
size_t sql_text_token(const char *s);
/* Does s begin with a blank or a comment? */
bool sql_text_is_blank(const char *s);
/* Is the token of n bytes this word? Case does not matter, or it must be in capitals, as types are written here. */
bool sql_text_is_keyword(const char *s, size_t n, const char *keyword);
bool sql_text_is_capital(const char *s, size_t n, const char *word);
/* The number of a $1 parameter; 0 when the token is none. */
int sql_text_parameter(const char *s, size_t n);

#endif
