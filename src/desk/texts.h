/* The texts said and written to clients: shipped ones, and those of a folder that users edit, which count first.
 *
 * Names as rules/mailing.h and desk/cards make them: kind-reason-firmness.lang. Knows files, not what stands in them.
 */
#ifndef DESK_TEXTS_H
#define DESK_TEXTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define TEXTS_BYTES_MAX 65536

struct text_file {
	const char *name, *text;
};
extern const struct text_file texts_builtin[]; /* ends at name NULL; generated from data/texts */

struct texts;
/* folder: NULL or "": the shipped ones only. Nothing is read yet. */
struct texts *texts_open(const char *folder);
void texts_close(struct texts *texts);

/* The first of the names that exists, in the folder before among the shipped ones for each name. *text lives as long as `texts`, *name is one of names[].
 * False: none exists (ERR_MISSING), or a file of the folder is not readable, not UTF-8, a link to nowhere or larger than TEXTS_BYTES_MAX. */
bool texts_find(struct texts *texts, const char *const names[], size_t count, const char **name, const char **text, struct err *err);
/* Every text there is, shipped or in the folder, by name; as long as `texts` lives. ERR_MISSING: there is no such folder. */
bool texts_names(struct texts *texts, const char *const **names, size_t *count, struct err *err);
/* Whether `name` comes from the folder. */
bool texts_is_own(struct texts *texts, const char *name);

/* Write the shipped ones into a folder, made when only it is missing, for everybody to read, leaving files that are there already: *written says how many. */
bool texts_export(const char *folder, int *written, struct err *err);

#endif
