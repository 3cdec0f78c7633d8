/* Filling texts. Knows no file, no language and no client.
 */
#include "rules/template.h"

#include <stdio.h>
#include <string.h>

/* A line of the text being filled. */
struct line {
	const char *at, *end; /* end: its line feed, or the text's end */
	int number;
	size_t places, filled;
	bool gone; /* the one before, or this one, was left out */
};

static const char *line_end(const char *at)
{
	return at + strcspn(at, "\n");
}

static const char *skip_remarks(const char *text, int *line)
{
	while (*text == '#') {
		text = line_end(text);
		text += *text == '\n';
		++*line;
	}
	return text;
}

static const struct template_value *value_of(const struct template_value *values, size_t count, const char *name, size_t n)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(values[i].name) == n && strncmp(values[i].name, name, n) == 0)
			return &values[i];
	return NULL;
}

static bool fail(struct template_problem *problem, enum template_status status, int line, const char *name, size_t n)
{
	*problem = (struct template_problem){ .status = status, .line = line };
	snprintf(problem->name, sizeof problem->name, "%.*s", n < TEMPLATE_NAME ? (int)n : TEMPLATE_NAME - 1, name);
	return false;
}

/* One {name} at *at. */
static bool fill_place(struct line *line, const char **at, const struct template_value *values, size_t count, struct buf *out,
		       struct template_problem *problem)
{
	const char *name = *at + 1, *close = memchr(name, '}', (size_t)(line->end - name));
	const struct template_value *value;

	if (!close)
		return fail(problem, TEMPLATE_UNCLOSED, line->number, name, (size_t)(line->end - name));
	value = value_of(values, count, name, (size_t)(close - name));
	if (!value)
		return fail(problem, TEMPLATE_UNKNOWN, line->number, name, (size_t)(close - name));
	line->places++;
	line->filled += value->text && *value->text;
	buf_puts(out, value->text ? value->text : "");
	*at = close + 1;
	return true;
}

static bool fill_line(struct line *line, const struct template_value *values, size_t count, struct buf *out,
		      struct template_problem *problem)
{
	size_t start = out->len;

	for (const char *at = line->at; at < line->end;) {
		if (at[0] == '{' && at[1] == '{') {
			buf_putc(out, '{');
			at += 2;
		} else if (*at == '{') {
			if (!fill_place(line, &at, values, count, out, problem))
				return false;
		} else {
			buf_putc(out, *at++);
		}
	}
	if (line->places > 0 && line->filled == 0) {
		out->len = start;
		out->data[start] = '\0';
		line->gone = true;
	} else if (*line->end) {
		buf_putc(out, '\n');
	}
	return true;
}

/* Blank lines around one that went away would stand together. */
static bool is_spare(const struct line *line, const struct buf *out)
{
	return line->gone && line->at == line->end && (out->len == 0 || (out->len > 1 && strcmp(out->data + out->len - 2, "\n\n") == 0));
}

bool template_fill(const char *text, const struct template_value *values, size_t count, struct buf *out,
		   struct template_problem *problem)
{
	struct line line = { .number = 1 };

	*problem = (struct template_problem){ .status = TEMPLATE_OK };
	buf_puts(out, ""); /* data is there even for an empty text */
	for (text = skip_remarks(text, &line.number); *text; text = line.end + (*line.end == '\n'), line.number++) {
		line = (struct line){ .at = text, .end = line_end(text), .number = line.number, .gone = line.gone };
		if (is_spare(&line, out))
			continue;
		line.gone = false;
		if (!fill_line(&line, values, count, out, problem))
			return false;
	}
	return true;
}

const char *template_head(const char *text, const char *label, char *out, size_t room)
{
	size_t n = strlen(label);
	int ignored = 0;
	const char *end;

	text = skip_remarks(text, &ignored);
	if (strncmp(text, label, n) != 0 || text[n] != ':')
		return NULL;
	text += n + 1;
	text += strspn(text, " \t");
	end = line_end(text);
	snprintf(out, room, "%.*s", (int)(end - text), text);
	return end + strspn(end, "\n");
}
