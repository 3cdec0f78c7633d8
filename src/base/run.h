/* Running another program: no shell, an environment of its own, text on its standard input, its complaint brought back.
 */
#ifndef BASE_RUN_H
#define BASE_RUN_H

#include <stddef.h>

#include "base/err.h"

/* argv[0] is an absolute path. Waits for its end, at most `seconds`. False with the program's first line on standard error, its exit status or
 * its signal in the sentence: ERR_MISSING when it is not there, ERR_BUSY when it did not end, else ERR_IO. */
bool run_program(const char *const argv[], const char *input, size_t n, int seconds, struct err *err);

#endif
