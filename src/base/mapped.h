/* Files in memory, which somebody may cut short or whose disk may fail while they are read: there is nothing to read on then, and no
 * call that could say so. The program ends with a sentence and EXIT_FAILED, as if it had been ended from outside: what it had not
 * committed is not stored. Knows nothing of what is in files.
 */
#ifndef BASE_MAPPED_H
#define BASE_MAPPED_H

#include <stddef.h>

/* The first `size` bytes, for reading only; `shown` is the name in the sentence, cleaned. NULL: errno says why not. */
const char *mapped_open(int fd, size_t size, const char *shown);
void mapped_close(const char *data, size_t size); /* NULL is fine */

#endif
