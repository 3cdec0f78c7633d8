/* A JSON writer: commas, quotes and escapes are its business, structure is the caller's.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/money.h"

struct json {
	struct buf *out;
	int depth;
	bool first[32];
	bool pretty;                      /* two-space indentation, one member a line */
};
void json_init(struct json *j, struct buf *out, bool pretty);
/* key is NULL inside an array */
void json_object(struct json *j, const char *key);
void json_array(struct json *j, const char *key);
void json_end(struct json *j, char close);            /* '}' or ']' */
void json_text(struct json *j, const char *key, const char *value);   /* NULL → null */
void json_integer(struct json *j, const char *key, int64_t value);
void json_boolean(struct json *j, const char *key, bool value);
void json_null(struct json *j, const char *key);
void json_money(struct json *j, const char *key, cents value);        /* decimal string */
void json_date(struct json *j, const char *key, date value);          /* ISO string, DATE_NONE → null */

#endif
