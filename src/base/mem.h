/* Memory: allocation that never returns NULL, and a growing string.
 *
 * The only place that calls malloc. Out of memory is fatal: the hook (restore the terminal) runs, then the program stops.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

void *mem_alloc(size_t size);                       /* zeroed; size 0 gives a valid pointer */
void *mem_resize(void *old, size_t count, size_t size); /* count × size with overflow check; new part not zeroed */
char *mem_strdup(const char *s);                    /* NULL gives NULL */
char *mem_strndup(const char *s, size_t n);
char *mem_printf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void mem_free(void *p);                             /* NULL is fine */

/* Runs before the program stops for want of memory or a broken invariant. */
void mem_on_fatal(void (*hook)(void));
_Noreturn void mem_fatal(const char *what);

/* Make room for one more element: MEM_GROW(array, used, room) doubles `room` when used == room. */
#define MEM_GROW(array, used, room) \
	((used) < (room) ? (void)0 \
	                 : (void)((room) = (room) ? (room) * 2 : 8, (array) = mem_resize((array), (room), sizeof *(array))))

/* A growing NUL-terminated byte string. Plain struct: buf_init (or zero) / buf_clear. data is never NULL after buf_init or a first add. */
struct buf {
	char *data;
	size_t len, room;
};
void buf_init(struct buf *b);
void buf_clear(struct buf *b);                      /* frees */
void buf_reset(struct buf *b);                      /* len = 0, keeps room */
void buf_add(struct buf *b, const char *bytes, size_t n);
char *buf_extend(struct buf *b, size_t n);          /* n more bytes, for the caller to fill at once */
void buf_puts(struct buf *b, const char *s);
void buf_putc(struct buf *b, char c);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *b, const char *fmt, va_list ap);
char *buf_take(struct buf *b);                      /* the caller's from now on; b is empty again */

#endif
