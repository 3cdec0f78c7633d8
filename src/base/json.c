/* A JSON writer over a growing string.
 *
 * Knows nothing of what is written, nor of languages: codes and decimal texts go as they are.
 */
#include "base/json.h"

#include <inttypes.h>

#include "base/text.h"

#define DEPTH_MAX ((int)(sizeof((struct json *)0)->first / sizeof(bool)))

void json_init(struct json *j, struct buf *out, bool pretty)
{
	*j = (struct json){ .out = out, .pretty = pretty, .first = { true } };
}

static void new_line(struct json *j)
{
	buf_putc(j->out, '\n');
	for (int i = 0; i < j->depth; i++)
		buf_puts(j->out, "  ");
}

/* What stands before a value: the comma after its elder, the line, the key. */
static void lead_in(struct json *j, const char *key)
{
	bool first = j->first[j->depth];

	j->first[j->depth] = false;
	if (!first)
		buf_putc(j->out, j->depth > 0 ? ',' : '\n');
	if (j->pretty && j->depth > 0)
		new_line(j);
	if (!key)
		return;
	text_out_json(j->out, key);
	buf_puts(j->out, j->pretty ? ": " : ":");
}

static void begin(struct json *j, const char *key, char mark)
{
	lead_in(j, key);
	buf_putc(j->out, mark);
	if (j->depth + 1 >= DEPTH_MAX)
		mem_fatal("JSON nested too deep");
	j->first[++j->depth] = true;
}

void json_object(struct json *j, const char *key)
{
	begin(j, key, '{');
}

void json_array(struct json *j, const char *key)
{
	begin(j, key, '[');
}

void json_end(struct json *j, char close)
{
	if (j->depth == 0)
		mem_fatal("JSON closed twice");
	bool empty = j->first[j->depth--];
	if (j->pretty && !empty)
		new_line(j);
	buf_putc(j->out, close);
}

void json_text(struct json *j, const char *key, const char *value)
{
	lead_in(j, key);
	if (value)
		text_out_json(j->out, value);
	else
		buf_puts(j->out, "null");
}

void json_integer(struct json *j, const char *key, int64_t value)
{
	lead_in(j, key);
	buf_printf(j->out, "%" PRId64, value);
}

void json_boolean(struct json *j, const char *key, bool value)
{
	lead_in(j, key);
	buf_puts(j->out, value ? "true" : "false");
}

void json_null(struct json *j, const char *key)
{
	json_text(j, key, NULL);
}

void json_money(struct json *j, const char *key, cents value)
{
	char text[MONEY_TEXT];

	json_text(j, key, money_decimal_text(value, text));
}

void json_date(struct json *j, const char *key, date value)
{
	char text[DATE_TEXT];

	json_text(j, key, date_is(value) ? date_iso(value, text) : NULL);
}
