/* A reader by descent. Depth is bounded, and so is what it will believe: its own writer's JSON.
 */
#include "base/json_read.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"

enum { DEPTH_MOST = 32 };

struct reader {
	struct arena *arena;
	const char *at;
	int depth;
};

static bool value(struct reader *reader, struct json_value *out);

static void blanks(struct reader *reader)
{
	reader->at += strspn(reader->at, " \t\r\n");
}

static bool skip(struct reader *reader, char c)
{
	blanks(reader);
	if (*reader->at != c)
		return false;
	reader->at++;
	return true;
}

static void put_utf8(struct buf *out, unsigned c)
{
	if (c < 0x80) {
		buf_putc(out, (char)c);
	} else if (c < 0x800) {
		buf_putc(out, (char)(0xC0 | c >> 6));
		buf_putc(out, (char)(0x80 | (c & 0x3F)));
	} else {
		buf_putc(out, (char)(0xE0 | c >> 12));
		buf_putc(out, (char)(0x80 | (c >> 6 & 0x3F)));
		buf_putc(out, (char)(0x80 | (c & 0x3F)));
	}
}

/* Behind the backslash. The writer escapes nothing beyond the basic plane. */
static bool escape(struct reader *reader, struct buf *out)
{
	static const char signs[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
	const char *sign = *reader->at ? strchr(signs, *reader->at) : NULL;
	char digits[5] = "";
	unsigned c;

	if (sign) {
		buf_putc(out, meant[sign - signs]);
		reader->at++;
		return true;
	}
	if (*reader->at != 'u' || strspn(reader->at + 1, "0123456789abcdefABCDEF") < 4)
		return false;
	memcpy(digits, reader->at + 1, 4);
	c = (unsigned)strtoul(digits, NULL, 16);
	reader->at += 5;
	put_utf8(out, c);
	return c != 0 && (c < 0xD800 || c > 0xDFFF);
}

static bool text(struct reader *reader, const char **out)
{
	struct buf read = { 0 };
	bool good = skip(reader, '"');

	buf_puts(&read, "");
	while (good && *reader->at && *reader->at != '"') {
		size_t n = strcspn(reader->at, "\"\\");

		buf_add(&read, reader->at, n);
		reader->at += n;
		if (*reader->at == '\\') {
			reader->at++;
			good = escape(reader, &read);
		}
	}
	good = good && skip(reader, '"');
	*out = arena_strdup(reader->arena, read.data);
	buf_clear(&read);
	return good;
}

static bool integer(struct reader *reader, struct json_value *out)
{
	char *end;

	errno = 0;
	out->type = JSON_INTEGER;
	out->integer = strtoll(reader->at, &end, 10);
	if (end == reader->at || errno != 0)
		return false;
	reader->at = end;
	return true;
}

static bool word(struct reader *reader, const char *wanted, struct json_value *out,
		 enum json_type type, int64_t number)
{
	size_t n = strlen(wanted);

	if (strncmp(reader->at, wanted, n) != 0)
		return false;
	reader->at += n;
	*out = (struct json_value){ .type = type, .integer = number, .key = out->key };
	return true;
}

static bool member(struct reader *reader, bool keyed, struct json_value *out)
{
	*out = (struct json_value){ 0 };
	return (!keyed || (text(reader, &out->key) && skip(reader, ':'))) && value(reader, out);
}

static bool members(struct reader *reader, char close, struct json_value *out)
{
	struct json_value *list = NULL;
	size_t used = 0, room = 0;
	bool good = ++reader->depth < DEPTH_MOST, more = good && !skip(reader, close);

	while (good && more) {
		MEM_GROW(list, used, room);
		good = member(reader, close == '}', &list[used++]);
		more = good && skip(reader, ',');
		if (good && !more)
			good = skip(reader, close);
	}
	reader->depth--;
	out->type = close == '}' ? JSON_OBJECT : JSON_ARRAY;
	out->members = arena_copy(reader->arena, list, used, sizeof *list);
	out->count = used;
	mem_free(list);
	return good;
}

static bool value(struct reader *reader, struct json_value *out)
{
	blanks(reader);
	switch (*reader->at) {
	case '{': reader->at++; return members(reader, '}', out);
	case '[': reader->at++; return members(reader, ']', out);
	case '"': out->type = JSON_TEXT; return text(reader, &out->text);
	case 't': return word(reader, "true", out, JSON_BOOLEAN, 1);
	case 'f': return word(reader, "false", out, JSON_BOOLEAN, 0);
	case 'n': return word(reader, "null", out, JSON_NULL, 0);
	default: return integer(reader, out);
	}
}

bool json_read(struct arena *arena, const char *json, struct json_value *out, struct err *err)
{
	struct reader reader = { .arena = arena, .at = json };
	struct json_value read = { 0 };
	bool good = value(&reader, &read);

	blanks(&reader);
	if (!good || *reader.at)
		return err_set(err, ERR_STORE, N_("this is no JSON of ours, at byte %zu"),
			       (size_t)(reader.at - json));
	*out = read;
	return true;
}

const struct json_value *json_member(const struct json_value *object, const char *key)
{
	for (size_t i = 0; object && object->type == JSON_OBJECT && i < object->count; i++)
		if (strcmp(object->members[i].key, key) == 0)
			return &object->members[i];
	return NULL;
}

const char *json_text_of(const struct json_value *object, const char *key)
{
	const struct json_value *found = json_member(object, key);

	return found && found->type == JSON_TEXT ? found->text : "";
}

int64_t json_integer_of(const struct json_value *object, const char *key)
{
	const struct json_value *found = json_member(object, key);

	return found && (found->type == JSON_INTEGER || found->type == JSON_BOOLEAN)
		       ? found->integer
		       : 0;
}

cents json_money_of(const struct json_value *object, const char *key)
{
	const char *decimal = json_text_of(object, key);
	cents amount;

	return money_parse(decimal, strlen(decimal), MONEY_POINT, &amount) == MONEY_OK ? amount : 0;
}

date json_date_of(const struct json_value *object, const char *key)
{
	date day;

	return date_parse_iso(json_text_of(object, key), &day) ? day : DATE_NONE;
}
