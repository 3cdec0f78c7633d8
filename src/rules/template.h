/* Texts with places to fill, {name}: what is said and written to clients, kept in plain files that users edit.
 *
 * Pure: a text and its values in, the filled text out. A line all of whose places are empty is left out, so that a sentence about a promise
 * or about interest goes away by itself when there is none. {{ is a brace. Lines that begin with # before the first other one are remarks.
 */
#ifndef RULES_TEMPLATE_H
#define RULES_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"

#define TEMPLATE_NAME 32

struct template_value {
	const char *name;
	const char *text; /* NULL or "": empty. May hold several lines */
};

enum template_status {
	TEMPLATE_OK,
	TEMPLATE_UNKNOWN,  /* no value has this name */
	TEMPLATE_UNCLOSED, /* { without } on its line */
	TEMPLATE_STATUS_COUNT
};

struct template_problem {
	enum template_status status;
	int line; /* of the text, from 1 */
	char name[TEMPLATE_NAME];
};

/* Appended to out; on a problem out holds what was filled so far. True when status is TEMPLATE_OK. */
bool template_fill(const char *text, const struct template_value *values, size_t count, struct buf *out,
		   struct template_problem *problem);

/* The rest of a first line that reads `Label: rest`, copied into out (cut at room), and where the text goes on behind the blank line that
 * follows; NULL when the text begins otherwise. Remarks are passed over. */
const char *template_head(const char *text, const char *label, char *out, size_t room);

#endif
