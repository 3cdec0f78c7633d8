/* Configuration files as a tree of names, values and line numbers. The only user of <confuse.h>.
 *
 * Callers describe what a file may hold; an unknown name, a wrong type or a `${` is an error naming file and line.
 * Used by src/config.c (relance.conf) and intake/mapping (mapping files, same syntax).
 */
#ifndef BASE_CONF_H
#define BASE_CONF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum conf_type { CONF_TEXT, CONF_INTEGER, CONF_BOOLEAN, CONF_LIST /* of text */, CONF_SECTION };

/* What a file may hold: an array ended by name == NULL. */
struct conf_spec {
	const char *name;
	enum conf_type type;
	const struct conf_spec *section; /* CONF_SECTION: what it holds */
	bool titled;                     /* CONF_SECTION: `name "title" { … }`, may repeat */
};

/* What it held, in order. */
struct conf_value {
	const char *name;
	const char *title;               /* titled sections, else NULL */
	int line;                        /* 1-based; 0 when not known */
	enum conf_type type;
	const char *text;                /* CONF_TEXT */
	int64_t integer;                 /* CONF_INTEGER, CONF_BOOLEAN (0/1) */
	const char *const *list;         /* CONF_LIST */
	size_t list_count;
	const struct conf_value *values; /* CONF_SECTION */
	size_t count;
};

struct conf;                             /* owns the whole tree */
bool conf_read(const char *path, const struct conf_spec *spec, struct conf **out, struct err *err);
bool conf_read_text(const char *text, const char *name_for_errors, const struct conf_spec *spec, struct conf **out, struct err *err);
void conf_close(struct conf *conf);
const struct conf_value *conf_root(const struct conf *conf); /* a CONF_SECTION holding only what the file set */
const struct conf_value *conf_find(const struct conf_value *section, const char *name); /* last one, or NULL */

#endif
