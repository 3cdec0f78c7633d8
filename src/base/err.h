/* Errors as values: a class a program can branch on and one sentence a person can act on.
 *
 * Functions that can fail end with `struct err *err` and return bool: true = done; false = err filled, outputs untouched.
 * The sentence names the file, line or object and the remedy. It is translated when it is set, so msgid is an English
 * constant marked with N_() and every argument is already safe text.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>

enum err_code {
	ERR_NONE,
	ERR_USAGE,    /* the call itself is wrong: exit 2 */
	ERR_INPUT,    /* foreign data is wrong */
	ERR_MISSING,  /* the thing named does not exist */
	ERR_REFUSED,  /* a rule or a right says no; nothing was stored */
	ERR_BUSY,     /* somebody else holds the store; try again */
	ERR_CONFLICT, /* a constraint: the same thing exists with other content */
	ERR_GONE,     /* the connection or the file went away */
	ERR_FULL,     /* no space left */
	ERR_IO,       /* the system refused */
	ERR_STORE,    /* the store is damaged, newer, or not ours */
	ERR_COUNT
};

struct err {
	enum err_code code;
	char text[768];
	char said[1280]; /* the same, to be said again in another language (base/said.h); "": it cannot be */
};

/* Fill err (when not NULL) and return false, so that callers write `return err_set(err, …)`. Over-long text is cut on a character. */
bool err_set(struct err *err, enum err_code code, const char *msgid, ...) __attribute__((format(printf, 3, 4)));

/* Put "context: " before the sentence that is already there; returns false. */
bool err_context(struct err *err, const char *msgid, ...) __attribute__((format(printf, 2, 3)));

/* Put ": detail" behind it, foreign words as they are; returns false. */
bool err_detail(struct err *err, const char *detail);

/* "doing what: strerror(errno)" with class FULL for ENOSPC/EDQUOT, MISSING for ENOENT, IO otherwise; returns false. */
bool err_errno(struct err *err, int errnum, const char *msgid, ...) __attribute__((format(printf, 3, 4)));

void err_clear(struct err *err);

#endif
