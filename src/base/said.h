/* A sentence kept so that it can be said again, in the language of whoever reads it then.
 *
 * What is kept is one line of JSON: ["msgid","argument",…], an argument being a text or such a sentence itself. What is kept otherwise, a
 * sentence of an older program, is said as it is, unless it is a msgid without arguments.
 */
#ifndef BASE_SAID_H
#define BASE_SAID_H

#include <stdarg.h>
#include <stddef.h>

/* Kept in out; "" when there is no room for all of it. */
void said_keep(char *out, size_t room, const char *msgid, va_list ap);
/* "%s: %s" of what is kept in out and of another, in front of it (an err's context) or behind; plain: a text as it is. */
void said_keep_before(char *out, size_t room, const char *kept);
void said_keep_behind(char *out, size_t room, const char *plain);

/* In the language of now; the caller's. What is kept is foreign text: nothing in it can do more than be read. */
char *said_again(const char *kept);

#endif
