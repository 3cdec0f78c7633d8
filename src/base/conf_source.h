/* The raw text of a configuration file made fit for its parser, or refused with the line to look at.
 *
 * Only base/conf uses it. The parser counts lines wrongly after comments, expands `${…}`, and takes an unclosed
 * comment or brace in silence; here comments become blanks and the rest becomes an error.
 */
#ifndef BASE_CONF_SOURCE_H
#define BASE_CONF_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/mem.h"

#define CONF_SOURCE_MAX 1048576 /* bytes; a file beyond it is not a configuration */

struct conf_source {
	struct buf text;         /* without comments, same lines */
	int *section_lines;      /* the line where each section opens, in the order in which sections close */
	size_t sections, room;
};

/* Both fill source or leave nothing to clear. `name` stands before the line in the sentence. */
bool conf_source_read(const char *path, struct conf_source *source, struct err *err);
bool conf_source_from(const char *text, size_t n, const char *name, struct conf_source *source, struct err *err);
void conf_source_clear(struct conf_source *source);

#endif
