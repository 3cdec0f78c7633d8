/* JSON read back into a tree: what this program wrote itself (base/json.h). Whole numbers only.
 */
#ifndef BASE_JSON_READ_H
#define BASE_JSON_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/money.h"

enum json_type { JSON_NULL, JSON_BOOLEAN, JSON_INTEGER, JSON_TEXT, JSON_ARRAY, JSON_OBJECT };

struct json_value {
	enum json_type type;
	const char *key;            /* within an object, else NULL */
	const char *text;           /* JSON_TEXT */
	int64_t integer;            /* JSON_INTEGER, JSON_BOOLEAN */
	struct json_value *members; /* JSON_ARRAY, JSON_OBJECT */
	size_t count;
};

/* The whole text is one value; everything lives in the arena. */
bool json_read(struct arena *arena, const char *text, struct json_value *out, struct err *err);

/* A member of an object; NULL when there is none, or object is NULL or none. */
const struct json_value *json_member(const struct json_value *object, const char *key);
/* The member's value; "", 0, false or DATE_NONE when it is missing or of another type. */
const char *json_text_of(const struct json_value *object, const char *key);
int64_t json_integer_of(const struct json_value *object, const char *key);
cents json_money_of(const struct json_value *object, const char *key); /* a decimal text */
date json_date_of(const struct json_value *object, const char *key);

#endif
