/* Memory: allocation that never returns NULL, and a growing string.
 *
 * Knows nothing of what is stored, nor of the terminal: the face that owns it leaves a hook to run
 * before the end.
 */
#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void (*fatal_hook)(void);

void mem_on_fatal(void (*hook)(void))
{
	fatal_hook = hook;
}

/* Written byte by byte to the system: there may be no memory left for stdio. */
static void say(const char *s)
{
	size_t left = strlen(s);

	while (left > 0) {
		ssize_t done = write(STDERR_FILENO, s, left);
		if (done <= 0)
			return;
		s += done;
		left -= (size_t)done;
	}
}

_Noreturn void mem_fatal(const char *what)
{
	void (*hook)(void) = fatal_hook;

	fatal_hook = NULL;
	if (hook)
		hook();
	say("relance: ");
	say(what);
	say("\n");
	abort();
}

static void *checked(void *p)
{
	if (!p)
		mem_fatal("out of memory");
	return p;
}

void *mem_alloc(size_t size)
{
	return checked(calloc(1, size ? size : 1));
}

void *mem_resize(void *old, size_t count, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(count, size, &total))
		mem_fatal("out of memory");
	return checked(realloc(old, total ? total : 1));
}

void mem_free(void *p)
{
	free(p);
}

char *mem_strndup(const char *s, size_t n)
{
	if (!s)
		return NULL;
	size_t len = strnlen(s, n);
	char *copy = mem_resize(NULL, len + 1, 1);
	memcpy(copy, s, len);
	copy[len] = '\0';
	return copy;
}

char *mem_strdup(const char *s)
{
	return mem_strndup(s, SIZE_MAX);
}

char *mem_printf(const char *fmt, ...)
{
	struct buf b;
	va_list ap;

	buf_init(&b);
	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	return buf_take(&b);
}

/* What an empty buf points at; room 0 says it is not ours to write or free. */
static char nothing[1];

void buf_init(struct buf *b)
{
	*b = (struct buf){ .data = nothing };
}

void buf_clear(struct buf *b)
{
	if (b->room > 0)
		mem_free(b->data);
	buf_init(b);
}

void buf_reset(struct buf *b)
{
	if (b->room == 0)
		buf_init(b);
	b->len = 0;
	if (b->room > 0)
		b->data[0] = '\0';
}

/* Make room for n more bytes and the NUL. */
static void reserve(struct buf *b, size_t n)
{
	size_t wanted;

	if (__builtin_add_overflow(b->len, n, &wanted) || wanted >= SIZE_MAX / 2)
		mem_fatal("out of memory");
	if (wanted < b->room)
		return;
	size_t room = b->room ? b->room : 64;
	while (room <= wanted)
		room *= 2;
	b->data = mem_resize(b->room ? b->data : NULL, room, 1);
	b->room = room;
}

void buf_add(struct buf *b, const char *bytes, size_t n)
{
	reserve(b, n);
	if (n > 0)
		memcpy(b->data + b->len, bytes, n);
	b->len += n;
	b->data[b->len] = '\0';
}

char *buf_extend(struct buf *b, size_t n)
{
	reserve(b, n);
	b->len += n;
	b->data[b->len] = '\0';
	return b->data + b->len - n;
}

void buf_puts(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_putc(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(b, fmt, ap);
	va_end(ap);
}

void buf_vprintf(struct buf *b, const char *fmt, va_list ap)
{
	va_list again;

	reserve(b, 0);
	va_copy(again, ap);
	int wanted = vsnprintf(b->data + b->len, b->room - b->len, fmt, ap);
	if (wanted < 0)
		mem_fatal("a text could not be formatted");
	if ((size_t)wanted >= b->room - b->len) {
		reserve(b, (size_t)wanted);
		vsnprintf(b->data + b->len, b->room - b->len, fmt, again);
	}
	va_end(again);
	b->len += (size_t)wanted;
}

char *buf_take(struct buf *b)
{
	reserve(b, 0);
	b->data[b->len] = '\0';
	char *taken = b->data;
	buf_init(b);
	return taken;
}
