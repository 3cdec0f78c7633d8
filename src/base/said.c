/* Sentences as their msgid and arguments, and back. Knows no error and no store.
 */
#include "base/said.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/gettext.h"
#include "base/json_read.h"
#include "base/mem.h"

enum { DEPTH = 8, ARGUMENT = 1024, SPEC = 32 };

#define JOINED "%s: %s" /* as base/err.c joins context and sentence */

/* ---- one conversion of a format ---- */

struct spec {
	size_t length;      /* of all of it, from the % on */
	int place;          /* n of n$, from 1; 0: the next one */
	bool star;          /* a precision of its own comes before */
	char size, what;    /* h l q(ll) z j or 0; d s … or % */
};

/* Of what format points to, at its %. False: none that is known. */
static bool read_spec(const char *format, struct spec *out)
{
	const char *at = format + 1;
	size_t digits = strspn(at, "0123456789");

	*out = (struct spec){ 0 };
	if (digits > 0 && digits < 3 && at[digits] == '$') {
		for (size_t i = 0; i < digits; i++)
			out->place = out->place * 10 + (at[i] - '0');
		at += digits + 1;
	}
	at += strspn(at, "-+ #0123456789");
	if (*at == '.') {
		at++;
		out->star = *at == '*';
		at += out->star ? 1 : strspn(at, "0123456789");
	}
	while (*at && strchr("hlzj", *at)) {
		out->size = *at == 'l' && out->size == 'l' ? 'q' : *at;
		at++;
	}
	out->what = *at;
	out->length = (size_t)(at - format) + 1;
	return *at && strchr("diuxcs%", *at);
}

/* ---- keeping ---- */

struct line {
	char *out;
	size_t room, used;
	bool full;
};

static void put(struct line *line, const char *bytes, size_t size)
{
	if (line->full || size >= line->room - line->used) {
		line->full = true;
		return;
	}
	memcpy(line->out + line->used, bytes, size);
	line->used += size;
}

static void put_text(struct line *line, const char *text)
{
	put(line, "\"", 1);
	for (; *text; text++) {
		char escaped[8];

		if ((unsigned char)*text < ' ')
			put(line, escaped, (size_t)snprintf(escaped, sizeof escaped, "\\u%04x", (unsigned char)*text));
		else if (*text == '"' || *text == '\\')
			put(line, (char[]){ '\\', *text }, 2);
		else
			put(line, text, 1);
	}
	put(line, "\"", 1);
}

/* Nothing, when it is not all there. */
static void end(struct line *line)
{
	line->out[line->full ? 0 : line->used] = '\0';
}

static int64_t number_of(const struct spec *spec, va_list *ap)
{
	bool is_signed = strchr("dic", spec->what);

	switch (spec->size) {
	case 'q': return is_signed ? va_arg(*ap, long long) : (int64_t)va_arg(*ap, unsigned long long);
	case 'l': return is_signed ? va_arg(*ap, long) : (int64_t)va_arg(*ap, unsigned long);
	case 'z': return (int64_t)va_arg(*ap, size_t);
	case 'j': return va_arg(*ap, intmax_t);
	default: return is_signed ? va_arg(*ap, int) : (int64_t)va_arg(*ap, unsigned);
	}
}

/* One argument as its conversion writes it; false: too long to be kept. */
static bool write_argument(const char *format, const struct spec *spec, va_list *ap, char out[ARGUMENT])
{
	size_t flags = strspn(format + 1, "-+ #0123456789");
	int precision = spec->star ? va_arg(*ap, int) : 0, written;
	char one[SPEC];

	if (spec->what == 's') {
		const char *text = va_arg(*ap, const char *);

		written = spec->star ? snprintf(out, ARGUMENT, "%.*s", precision, text) : snprintf(out, ARGUMENT, "%s", text);
	} else if (spec->what == 'c') {
		written = snprintf(out, ARGUMENT, "%c", (int)number_of(spec, ap));
	} else { /* flags and width as they are, the size of all there are */
		snprintf(one, sizeof one, "%%%.*sll%c", flags < SPEC - 8 ? (int)flags : 0, format + 1, spec->what);
		written = snprintf(out, ARGUMENT, one, (long long)number_of(spec, ap));
	}
	return written >= 0 && written < ARGUMENT;
}

void said_keep(char *out, size_t room, const char *msgid, va_list ap)
{
	struct line line = { .out = out, .room = room };
	va_list arguments;

	va_copy(arguments, ap);
	put(&line, "[", 1);
	put_text(&line, msgid);
	for (const char *at = strchr(msgid, '%'); at && !line.full; at = strchr(at, '%')) {
		char argument[ARGUMENT];
		struct spec spec;

		if (!read_spec(at, &spec) || spec.place > 0) {
			line.full = true; /* not to be said again */
			break;
		}
		if (spec.what != '%') {
			line.full |= !write_argument(at, &spec, &arguments, argument);
			put(&line, ",", 1);
			put_text(&line, argument);
		}
		at += spec.length;
	}
	put(&line, "]", 1);
	end(&line);
	va_end(arguments);
}

static void join(char *out, size_t room, const char *first, const char *second, bool plain)
{
	char *joined = mem_alloc(room);
	struct line line = { .out = joined, .room = room, .full = !*first || (!plain && !*second) };

	put(&line, "[\"" JOINED "\",", sizeof JOINED + 3);
	put(&line, first, strlen(first));
	put(&line, ",", 1);
	if (plain)
		put_text(&line, second);
	else
		put(&line, second, strlen(second));
	put(&line, "]", 1);
	end(&line);
	memcpy(out, joined, strlen(joined) + 1);
	mem_free(joined);
}

void said_keep_before(char *out, size_t room, const char *kept)
{
	join(out, room, kept, out, false);
}

void said_keep_behind(char *out, size_t room, const char *plain)
{
	join(out, room, out, plain, true);
}

/* ---- saying ---- */

static bool is_sentence(const struct json_value *value)
{
	return value->type == JSON_ARRAY && value->count > 0 && value->members[0].type == JSON_TEXT && *value->members[0].text;
}

static void say(const struct json_value *sentence, int depth, struct buf *out);

static void say_argument(const struct json_value *sentence, size_t place, int depth, struct buf *out)
{
	const struct json_value *argument = place < sentence->count ? &sentence->members[place] : NULL;

	if (argument && argument->type == JSON_TEXT)
		buf_puts(out, argument->text);
	else if (argument && is_sentence(argument) && depth < DEPTH)
		say(argument, depth + 1, out);
}

/* The words are the catalogue's, or a stranger's: read here, never by printf. */
static void say(const struct json_value *sentence, int depth, struct buf *out)
{
	const char *at = gettext(sentence->members[0].text);
	size_t next = 1;

	while (*at) {
		size_t plain = strcspn(at, "%");
		struct spec spec;

		buf_printf(out, "%.*s", (int)plain, at);
		at += plain;
		if (!*at)
			return;
		if (!read_spec(at, &spec)) {
			buf_putc(out, *at++);
			continue;
		}
		if (spec.what == '%')
			buf_putc(out, '%');
		else
			say_argument(sentence, spec.place ? (size_t)spec.place : next++, depth, out);
		at += spec.length;
	}
}

char *said_again(const char *kept)
{
	struct arena arena = { 0 };
	struct json_value sentence;
	struct buf out = { 0 };

	buf_puts(&out, "");
	if (*kept == '[' && json_read(&arena, kept, &sentence, NULL) && is_sentence(&sentence))
		say(&sentence, 0, &out);
	else
		buf_puts(&out, *kept ? gettext(kept) : kept);
	arena_clear(&arena);
	return buf_take(&out);
}
