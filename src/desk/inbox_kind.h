/* What a file in the inbox is, and when its turn comes. Nobody but src/desk/inbox.c includes this.
 */
#ifndef DESK_INBOX_KIND_H
#define DESK_INBOX_KIND_H

#include "base/date.h"
#include "base/err.h"
#include "intake/reader.h"

struct inbox_kind {
	enum intake_format format;
	const char *preset; /* CSV: the one that fits, or NULL */
	int turn;           /* what others refer to comes first */
	date content_on;    /* youngest day it speaks of; DATE_NONE: none, or it cannot be read */
};

/* preset, map: of CSV files when they are said, else NULL. with_day: find content_on too, which reads
 * all of it. False when the file cannot be opened: out is then that of an unknown one. What cannot be understood says so when it is taken. */
bool inbox_kind_of(const char *path, const char *preset, const char *map, bool with_day,
		   struct inbox_kind *out, struct err *err);

#endif
