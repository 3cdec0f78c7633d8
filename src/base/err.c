/* Errors as values: formats, translates and cuts the one sentence a person reads.
 *
 * Knows nothing of screens or exit codes; those belong to whoever receives the error.
 */
#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/said.h"

/* Drop the unfinished character a cut by bytes may have left at the end. */
static void cut_on_character(char *text)
{
	size_t len = strlen(text), lead = len;

	while (lead > 0 && ((unsigned char)text[lead - 1] & 0xC0) == 0x80)
		lead--;
	if (lead == 0)
		return;
	unsigned char c = (unsigned char)text[--lead];
	size_t wanted = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
	if (len - lead < wanted)
		text[lead] = '\0';
}

static void put(char *out, size_t room, const char *format, va_list ap)
{
	int wanted = vsnprintf(out, room, format, ap);

	if (wanted < 0)
		out[0] = '\0';
	else if ((size_t)wanted >= room)
		cut_on_character(out);
}

__attribute__((format(printf, 3, 4))) static void putf(char *out, size_t room, const char *format,
						       ...)
{
	va_list ap;

	va_start(ap, format);
	put(out, room, format, ap);
	va_end(ap);
}

/* The catalogue answers the empty string with its own header: never ask. */
static const char *translated(const char *msgid)
{
	return *msgid ? gettext(msgid) : msgid;
}

/* Arguments may point into err->text, so the new sentence is built beside it. */
static void join(struct err *err, const char *what, const char *why)
{
	char text[sizeof err->text];

	putf(text, sizeof text, _("%s: %s"), what, why);
	memcpy(err->text, text, sizeof text);
}

bool err_set(struct err *err, enum err_code code, const char *msgid, ...)
{
	char text[sizeof err->text];
	va_list ap;

	if (!err)
		return false;
	va_start(ap, msgid);
	put(text, sizeof text, translated(msgid), ap);
	va_end(ap);
	va_start(ap, msgid);
	said_keep(err->said, sizeof err->said, msgid, ap);
	va_end(ap);
	err->code = code;
	memcpy(err->text, text, sizeof text);
	return false;
}

bool err_context(struct err *err, const char *msgid, ...)
{
	char what[sizeof err->text], said[sizeof err->said];
	va_list ap;

	if (!err)
		return false;
	va_start(ap, msgid);
	put(what, sizeof what, translated(msgid), ap);
	va_end(ap);
	va_start(ap, msgid);
	said_keep(said, sizeof said, msgid, ap);
	va_end(ap);
	said_keep_before(err->said, sizeof err->said, said);
	join(err, what, err->text);
	return false;
}

bool err_detail(struct err *err, const char *detail)
{
	if (!err)
		return false;
	said_keep_behind(err->said, sizeof err->said, detail);
	join(err, err->text, detail);
	return false;
}

bool err_errno(struct err *err, int errnum, const char *msgid, ...)
{
	char what[sizeof err->text];
	va_list ap;

	if (!err)
		return false;
	va_start(ap, msgid);
	put(what, sizeof what, translated(msgid), ap);
	va_end(ap);
	va_start(ap, msgid);
	said_keep(err->said, sizeof err->said, msgid, ap);
	va_end(ap);
	said_keep_behind(err->said, sizeof err->said, strerror(errnum));
	err->code = errnum == ENOSPC || errnum == EDQUOT ? ERR_FULL
		    : errnum == ENOENT                   ? ERR_MISSING
							 : ERR_IO;
	join(err, what, strerror(errnum));
	return false;
}

void err_clear(struct err *err)
{
	if (!err)
		return;
	err->code = ERR_NONE;
	err->text[0] = err->said[0] = '\0';
}
