/* Raw configuration text: reads it, refuses what cannot be one, blanks the comments, finds the braces.
 *
 * Knows how the parser cuts text into words; knows nothing of options.
 */
#include "base/conf_source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <unistr.h>

#include "base/gettext.h"

#define BRACES_DEEP 32

/* A walk over the text, a character at a time. */
struct walk {
	struct conf_source *source;
	const char *name;
	struct err *err;
	char *at;
	int line;
	char before; /* the last character that is neither blank nor comment */
	struct {
		int line;
		bool section;
	} open[BRACES_DEEP];
	int depth;
};

static bool refuse(const struct walk *w, int line, const char *why)
{
	return err_set(w->err, ERR_INPUT, "%s:%d: %s", w->name, line, why);
}

static void step(struct walk *w)
{
	w->line += *w->at++ == '\n';
}

static void blank(struct walk *w)
{
	if (*w->at != '\n')
		*w->at = ' ';
	step(w);
}

static void blank_line_comment(struct walk *w)
{
	while (*w->at && *w->at != '\n')
		blank(w);
}

static bool blank_long_comment(struct walk *w)
{
	int from = w->line;

	while (*w->at && !(w->at[0] == '*' && w->at[1] == '/'))
		blank(w);
	if (!*w->at)
		return refuse(w, from, _("this comment is never closed"));
	blank(w);
	blank(w);
	return true;
}

static bool skip_quoted(struct walk *w)
{
	int from = w->line;
	char quote = *w->at;

	for (step(w); *w->at != quote; step(w)) {
		if (*w->at == '\\' && w->at[1])
			step(w);
		if (!*w->at)
			return refuse(w, from, _("this quote is never closed"));
		if (w->at[0] == '$' && w->at[1] == '{')
			return refuse(w, w->line,
				      _("${ is not expanded here: write the value itself"));
	}
	step(w);
	return true;
}

static bool open_brace(struct walk *w)
{
	if (w->depth == BRACES_DEEP)
		return refuse(w, w->line, _("too many braces inside one another"));
	w->open[w->depth].line = w->line;
	w->open[w->depth++].section = w->before != '=';
	return true;
}

/* A closing brace too many is the parser's to refuse. */
static void close_brace(struct walk *w)
{
	struct conf_source *source = w->source;

	if (w->depth == 0 || !w->open[--w->depth].section)
		return;
	MEM_GROW(source->section_lines, source->sections, source->room);
	source->section_lines[source->sections++] = w->open[w->depth].line;
}

/* Whether a word may begin at the walk: only there does a slash open a comment. */
static bool between_words(const struct walk *w)
{
	return w->at == w->source->text.data || strchr(" \t\n={}()+,\"'", w->at[-1]);
}

static bool take_other(struct walk *w)
{
	char c = *w->at;

	if (c == '$' && w->at[1] == '{')
		return refuse(w, w->line, _("${ is not expanded here: write the value itself"));
	if (c == '{' && !open_brace(w))
		return false;
	if (c == '}')
		close_brace(w);
	if (c != ' ' && c != '\t' && c != '\n')
		w->before = c;
	step(w);
	return true;
}

static bool take_one(struct walk *w)
{
	const char *p = w->at;

	if (*p == '"' || *p == '\'') {
		w->before = *p;
		return skip_quoted(w);
	}
	if (*p == '#' || (p[0] == '/' && p[1] == '/' && between_words(w))) {
		blank_line_comment(w);
		return true;
	}
	if (p[0] == '/' && p[1] == '*' && between_words(w))
		return blank_long_comment(w);
	return take_other(w);
}

static bool walk_through(struct walk *w)
{
	while (*w->at)
		if (!take_one(w))
			return false;
	if (w->depth > 0)
		return refuse(w, w->open[w->depth - 1].line, _("this brace is never closed"));
	return true;
}

static int line_of(const char *text, const char *at)
{
	int line = 1;

	for (; text < at; text++)
		line += *text == '\n';
	return line;
}

/* Copy without a byte order mark and with one kind of line end. */
static void copy_lines(struct buf *out, const char *text, size_t n)
{
	if (n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
		text += 3;
		n -= 3;
	}
	for (size_t i = 0; i < n; i++)
		if (text[i] != '\r' || (i + 1 < n && text[i + 1] != '\n'))
			buf_putc(out, text[i]);
	buf_putc(out, '\n');
}

static bool check_bytes(const char *text, size_t n, const char *name, struct err *err)
{
	if (n > CONF_SOURCE_MAX)
		return err_set(err, ERR_INPUT, N_("%s: too large for a configuration file"), name);
	const char *bad = memchr(text, '\0', n);
	if (bad)
		return err_set(err, ERR_INPUT, N_("%s:%d: a NUL byte: this is not a text file"),
			       name, line_of(text, bad));
	bad = n > 0 ? (const char *)u8_check((const uint8_t *)text, n) : NULL;
	if (bad)
		return err_set(err, ERR_INPUT, N_("%s:%d: not UTF-8: save the file in UTF-8"), name,
			       line_of(text, bad));
	return true;
}

bool conf_source_from(const char *text, size_t n, const char *name, struct conf_source *source,
		      struct err *err)
{
	struct conf_source made = { .section_lines = NULL };

	if (!check_bytes(text, n, name, err))
		return false;
	buf_init(&made.text);
	copy_lines(&made.text, text, n);
	struct walk walk = {
		.source = &made, .name = name, .err = err, .at = made.text.data, .line = 1
	};
	if (!walk_through(&walk)) {
		conf_source_clear(&made);
		return false;
	}
	*source = made;
	return true;
}

/* One byte more than is allowed is enough to know. 0 or an errno. */
static int read_all(int fd, struct buf *out)
{
	char chunk[8192];

	while (out->len <= CONF_SOURCE_MAX) {
		ssize_t n = read(fd, chunk, sizeof chunk);
		if (n == 0)
			break;
		if (n > 0)
			buf_add(out, chunk, (size_t)n);
		else if (errno != EINTR)
			return errno;
	}
	return 0;
}

bool conf_source_read(const char *path, struct conf_source *source, struct err *err)
{
	struct buf raw;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return err_errno(err, errno, N_("cannot read %s"), path);
	buf_init(&raw);
	int failed = read_all(fd, &raw);
	close(fd);
	bool done = failed ? err_errno(err, failed, N_("cannot read %s"), path)
			   : conf_source_from(raw.data, raw.len, path, source, err);
	buf_clear(&raw);
	return done;
}

void conf_source_clear(struct conf_source *source)
{
	buf_clear(&source->text);
	mem_free(source->section_lines);
	source->section_lines = NULL;
	source->sections = source->room = 0;
}
